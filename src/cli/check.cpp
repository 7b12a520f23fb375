// modelviz check: everything that is wrong with models, for people and for CI.
#include <spdlog/spdlog.h>

#include <memory>

#include "cli/cli.h"
#include "cli/progress.h"

namespace modelviz::cli {
namespace {

constexpr const char* kShortHelp =
    R"(modelviz check: is every shape of these models right?

  modelviz check model.json
  modelviz check models/*.json             several; the exit code is 1 if one of them is wrong
  modelviz check --strict model.json       warnings count as errors
  modelviz check model.json --format github
                                           annotations in GitHub Actions
  modelviz check models/*.json --format json | jq '.models[].problems[].message'

  --format text|json|github   text has a line for each problem and one for each model
  --strict                    exit code 1 also where there are only warnings
  --input-shape [NAME=]SIZES  infer everything anew for another input size
  --shape LAYER=DTYPE[SIZES]  what a layer of an unknown class returns
  -q                          errors only; with --strict warnings, too

  An error is what Keras refuses. A warning is what loads but is probably not meant: a call that
  fails when it is run, a recorded shape that is another than the inferred one, an unknown layer,
  something that nobody uses. A note says what is taken for granted of unknown sizes, and where
  Keras computes something else than it infers; it never changes the exit code.

  Exit code: 0 all are right, 1 one is wrong, 3 one cannot be read (the others are checked all the
  same). modelviz check --help shows all options.
)";

struct Options {
  std::vector<std::string> paths, input_shapes, shapes, limits;
  std::string format = "text";
  bool strict = false;
};

CheckReport check_file(const std::string& path, const ReadLimits& limits,
                       const RunOptions& options) {
  try {
    // The last one is left to the end of the process, which is quicker than taking it apart.
    static Loaded& kept = *new Loaded;
    kept.run = {};
    kept.model = {};
    kept.model = build(read(path, limits));
    kept.run = run(kept.model, options);
    return check(kept.model, kept.run);
  } catch (const Error& error) {
    std::string file = path == "-" ? "<stdin>" : path;
    if (error.fault == Fault::kInput) return unreadable(file, error.diagnostic);
    if (error.fault != Fault::kModel) throw;
    CheckReport report{.file = file, .name = {}, .layers = 0, .findings = {}};
    report.findings.push_back({.kind = FindingKind::kShape, .diagnostic = error.diagnostic});
    return report;
  }
}

// The least that is shown: under --quiet only what changes the exit code.
Severity least_shown(const Options& options) {
  bool is_quiet = spdlog::get_level() >= spdlog::level::err;
  if (!is_quiet) return Severity::kNote;
  return options.strict ? Severity::kWarning : Severity::kError;
}

std::string written(const CheckReport& report, const Options& options) {
  auto write = options.format == "github" ? write_check_github : write_check_text;
  return write(report, least_shown(options));
}

// A file that cannot be read counts for more than a wrong model: not everything was checked.
int exit_code(const std::vector<CheckReport>& reports, bool strict) {
  int code = kDone;
  for (const CheckReport& report : reports) {
    bool is_wrong =
        report.count(Severity::kError) > 0 || (strict && report.count(Severity::kWarning) > 0);
    if (!report.is_readable()) code = kInputIsWrong;
    if (is_wrong && code == kDone) code = kModelIsWrong;
  }
  return code;
}

int run_check(const Options& options) {
  Limits limits = read_limits(options.limits);
  RunOptions run_options{.input_shapes = {}, .recover = true, .most_steps = limits.steps};
  read_shapes(options.input_shapes, options.shapes, run_options);
  std::vector<CheckReport> reports;
  for (const std::string& path : options.paths) {
    Progress::say("checking " + path + ", " + std::to_string(reports.size() + 1) + " of " +
                  std::to_string(options.paths.size()));
    CheckReport& report = reports.emplace_back(check_file(path, limits.read, run_options));
    Progress::say("");
    if (!report.is_readable()) spdlog::error("{}", report.findings.front().diagnostic.text());
    if (options.format != "json") write_file("-", written(report, options));
  }
  if (options.format == "json") write_file("-", write_check_json(reports));
  return exit_code(reports, options.strict);
}

}  // namespace

Command add_check(CLI::App& program) {
  CLI::App& command =
      *program.add_subcommand("check", "Everything that is wrong with models, for people and CI");
  auto options = std::make_shared<Options>();
  add_help(command, kShortHelp);
  command
      .add_option("MODEL", options->paths,
                  "Keras models, one or several: .keras, .h5, config JSON; - is standard input")
      ->required();
  add_input_shape_option(command, options->input_shapes);
  add_shape_option(command, options->shapes);
  add_limit_option(command, options->limits);
  command
      .add_option("--format", options->format,
                  "text: a line for each problem; json: the schema modelviz.check/1; github: "
                  "annotations of GitHub Actions")
      ->check(one_of({"text", "json", "github"}))
      ->type_name("text|json|github");
  command.add_flag("--strict", options->strict, "Exit with code 1 also where there are warnings");
  return [options] { return run_check(*options); };
}

}  // namespace modelviz::cli
