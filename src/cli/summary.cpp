// modelviz summary: the table of model.summary(), or the same as JSON.
#include <sys/ioctl.h>
#include <unistd.h>

#include <memory>

#include "cli/cli.h"

namespace modelviz::cli {
namespace {

constexpr const char* kShortHelp =
    R"(modelviz summary: the layers of a model, their shapes and parameters

  modelviz summary model.json
  modelviz summary model.json --expand-nested --show-trainable
  modelviz summary model.json --format json | jq .params.total
  modelviz summary - < model.json

  --format text|json          text is the table that Keras prints, json is for scripts
  --expand-nested             the layers of nested models, too
  --show-trainable            whether each layer is trained
  --symbolic                  expressions such as (t - 3)//2 + 1 where Keras prints None
  --input-shape [NAME=]SIZES  infer everything anew for another input size

  modelviz summary --help shows all options.
)";

struct Options {
  LoadOptions load;
  SummaryOptions summary;
  std::string format = "text";
};

// 0 where standard output is no terminal: then nothing is broken into lines.
int terminal_width() {
  winsize size{};
  if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}

int run_summary(Options& options) {
  options.summary.width = terminal_width();
  const Loaded& loaded = load(options.load);
  auto write = options.format == "json" ? write_summary_json : write_summary_text;
  write_file("-", write(loaded.model, loaded.run, options.summary));
  return loaded.run.has_errors() ? kModelIsWrong : kDone;
}

}  // namespace

Command add_summary(CLI::App& program) {
  CLI::App& command =
      *program.add_subcommand("summary", "The layers of a model, their shapes and parameters");
  auto options = std::make_shared<Options>();
  add_help(command, kShortHelp);
  add_load_options(command, options->load);
  command
      .add_option("--format", options->format,
                  "text: the table that Keras prints; json: the schema modelviz.summary/1")
      ->check(one_of({"text", "json"}))
      ->type_name("text|json");
  command.add_flag("--expand-nested", options->summary.expand_nested,
                   "Show the layers of nested models, too");
  command.add_flag("--show-trainable", options->summary.show_trainable,
                   "Show whether each layer is trained");
  command.add_flag("--symbolic", options->summary.symbolic,
                   "Print expressions over the unknown sizes where Keras prints None");
  return [options] { return run_summary(*options); };
}

}  // namespace modelviz::cli
