// modelviz: the program. Parses the command line, runs one command, turns errors into exit codes.
#include <spdlog/spdlog.h>
#include <sys/stat.h>

#include <map>

#include "cli/cli.h"
#include "cli/log.h"
#include "cli/progress.h"
#include "support/text.h"

namespace modelviz::cli {
namespace {

constexpr const char* kShortHelp = R"(modelviz: see inside any Keras model from its file alone

  modelviz plot model.json -o model.png           a picture (png, jpg, pdf, svg, dot)
  modelviz plot model.json -o a.svg -o a.pdf      several formats at once
  modelviz summary model.json                     the table of model.summary()
  modelviz summary model.json --format json       the same for scripts
  modelviz check models/*.json                    is every shape right? for CI, too
  modelviz eval 'ops.matmul(x, y)' -i x=[None,10,5] -i y=[5,8]
                                                  what comes out of these ops?
  modelviz ops matmul                             how does this op work?
  modelviz layers LSTM                            how does this layer work?
  modelviz themes                                 how can pictures look?
  modelviz plot model.json -o m.png --input-shape 1,320,320,3
                                                  what if the picture is 320 wide?

  modelviz COMMAND -h     the most used options of a command
  modelviz COMMAND --help all of them
)";

int fail_usage(const std::string& message, const CLI::App& app) {
  spdlog::error("{}", message);
  std::string command = app.get_parent() ? "modelviz " + app.get_name() : "modelviz";
  std::fprintf(stderr, "  hint   %s -h shows how it is used\n", command.c_str());
  return kUsageIsWrong;
}

const CLI::App& parsed_command(const CLI::App& program) {
  auto commands = program.get_subcommands();
  return commands.empty() ? program : *commands.front();
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
  std::vector<std::string_view> views(candidates.begin(), candidates.end());
  std::string_view best = nearest(word.substr(0, word.find('=')), views);
  return best.empty() ? "" : "; did you mean " + std::string(best) + "?";
}

int report_extra(const CLI::App& program) {
  const CLI::App& command = parsed_command(program);
  std::vector<std::string> rest = program.remaining(true);
  std::string word = rest.empty() ? "" : rest.front();
  if (word.starts_with("-")) {
    return fail_usage(
        "there is no option " + sanitize(word) + did_you_mean(word, option_names(command)),
        command);
  }
  return fail_usage("unexpected argument '" + sanitize(word) + "'", command);
}

// A first word that is no command: a file to look at, or a slip.
int without_command(const std::string& word, const CLI::App& program) {
  struct stat status {};
  if (word == "-" || stat(word.c_str(), &status) == 0) return introduce(word);
  std::vector<std::string> commands;
  for (const CLI::App* command : program.get_subcommands({}))
    commands.push_back(command->get_name());
  return fail_usage(
      "'" + sanitize(word) + "' is neither a command nor a file" + did_you_mean(word, commands),
      program);
}

int run_program(int argc, char** argv) {
  CLI::App program("See inside any Keras model from its file alone", "modelviz");
  add_help(program, kShortHelp);
  program.set_version_flag("--version", std::string("modelviz ") + kVersion);
  program.add_flag_callback(
      "-v,--verbose", [] { spdlog::set_level(spdlog::level::debug); },
      "Say how long each stage took");
  program.add_flag_callback(
      "-q,--quiet", [] { spdlog::set_level(spdlog::level::err); }, "Say nothing but errors");
  program.fallthrough();
  program.require_subcommand(0, 1);
  std::map<std::string, Command> commands{
      {"plot", add_plot(program)},    {"summary", add_summary(program)},
      {"check", add_check(program)},  {"eval", add_eval(program)},
      {"ops", add_ops(program)},      {"layers", add_layers(program)},
      {"themes", add_themes(program)}};
  if (argc < 2) throw ShortHelp{kShortHelp};
  bool is_word = argv[1][0] != '-' || argv[1][1] == '\0';
  if (is_word && !commands.contains(argv[1])) return without_command(argv[1], program);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ExtrasError&) {
    return report_extra(program);
  } catch (const CLI::CallForHelp&) {
    std::fputs(parsed_command(program).help().c_str(), stdout);
    return kDone;
  } catch (const CLI::CallForVersion& version) {
    std::printf("%s\n", version.what());
    return kDone;
  } catch (const CLI::ParseError& error) {
    return fail_usage(sanitize(error.what()), parsed_command(program));
  }
  if (program.get_subcommands().empty()) throw ShortHelp{kShortHelp};
  Progress progress;
  return commands.at(parsed_command(program).get_name())();
}

int guarded(int argc, char** argv) {
  start_log();
  try {
    return with_exit_code("", [&] { return run_program(argc, argv); });
  } catch (const ShortHelp& help) {
    std::fputs(help.text.c_str(), stdout);
    return kDone;
  }
}

}  // namespace
}  // namespace modelviz::cli

int main(int argc, char** argv) { return modelviz::cli::guarded(argc, argv); }
