// modelviz summary: the table of model.summary(), or the same as JSON.
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "cli/cli.h"

namespace modelviz::cli {
namespace {

constexpr const char* kShortHelp =
    R"(modelviz summary: the layers of a model, their shapes, parameters and cost

  modelviz summary model.json
  modelviz summary model.json --expand-nested --show-trainable
  modelviz summary model.json --show +macs,memory --sort macs --top 10
  modelviz summary model.json --show name,class,shape,params --format csv > layers.csv
  modelviz summary model.json --format json | jq .params.total
  modelviz summary - < model.json

  --format text|json|csv|markdown|html|latex
                              text is the table that Keras prints, json is for scripts
  --show COLUMN,...           these columns; +COLUMN,... besides those of Keras: layer, name, class,
                              shape, dtype, params, trainable_params, weights, macs, flops, memory,
                              connected, trainable, copies
  --sort KEY, --top N         the largest first (params, macs, flops, memory) or by name; the first N
  --expand-nested, --depth N  the layers of nested models, too; N levels of them
  --fold auto|similar         equal blocks that follow each other once, with their number; or
                              similar ones, too: the stages of a model
  --show-trainable            whether each layer is trained
  --symbolic                  expressions such as (t - 3)//2 + 1 where Keras prints None
  --input-shape [NAME=]SIZES  infer everything anew for another input size
  --shape LAYER=DTYPE[SIZES]  what a layer of an unknown class returns

  modelviz summary --help shows all options.
)";

using Write = std::string (*)(const Model&, const Run&, const SummaryOptions&);
constexpr std::pair<std::string_view, Write> kFormats[] = {
    {"text", write_summary_text}, {"json", write_summary_json},
    {"csv", write_summary_csv},   {"markdown", write_summary_markdown},
    {"html", write_summary_html}, {"latex", write_summary_latex},
};

struct Options {
  LoadOptions load;
  SummaryOptions summary;
  std::string format = "text", fold = "none";
};

// 0 where standard output is no terminal: then nothing is broken into lines.
int terminal_width() {
  winsize size{};
  if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}

void refuse_columns_of_json(const SummaryOptions& options) {
  bool chosen = !options.columns.empty() || !options.sort.empty() || options.top > 0;
  if (!chosen) return;
  throw Error(Fault::kUsage, "JSON holds all rows and all columns in the order of the model",
              "Leave --show, --sort and --top away, and let jq choose.");
}

int run_summary(Options& options) {
  options.summary.width = terminal_width();
  options.summary.fold = least_copies(options.fold);
  options.summary.fold_similar = folds_similar(options.fold);
  if (options.format == "json") refuse_columns_of_json(options.summary);
  const auto* format = std::find_if(std::begin(kFormats), std::end(kFormats),
                                    [&](const auto& f) { return f.first == options.format; });
  const Loaded& loaded = load(options.load);
  write_file("-", format->second(loaded.model, loaded.run, options.summary));
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
      .add_option(
          "--format", options->format,
          "text: the table that Keras prints; json: the schema modelviz.summary/1; csv: plain "
          "numbers, no totals; markdown, html and latex: a table for a document")
      ->check(one_of({"text", "json", "csv", "markdown", "html", "latex"}))
      ->type_name("text|json|csv|markdown|html|latex");
  command
      .add_option(
          "--show", options->summary.columns,
          "The columns, with a + before the first besides those that Keras shows: layer, name, "
          "class, shape, dtype, params, trainable_params, weights, macs, flops, memory, "
          "connected, trainable, copies (with --fold). MACs, FLOPs (two for a MAC, one for an "
          "element) and memory of "
          "activations are for one sample")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("[+]COLUMN,...");
  command.add_option("--sort", options->summary.sort, "The largest first; or by name")
      ->check(one_of({"params", "macs", "flops", "memory", "name"}))
      ->type_name("params|macs|flops|memory|name");
  command.add_option("--top", options->summary.top, "Only the first N rows")
      ->check(CLI::PositiveNumber)
      ->type_name("N");
  command.add_flag("--expand-nested", options->summary.expand_nested,
                   "Show the layers of nested models, too");
  command
      .add_option("--depth", options->summary.depth,
                  "Show so many levels of nested models; 0 is none")
      ->check(CLI::NonNegativeNumber)
      ->type_name("N");
  add_fold_option(
      command, options->fold,
      "Show equal blocks of layers that follow each other once, with the number of them "
      "and the parameters and cost of all of them: auto, none, those that repeat at least N times, "
      "or similar: also blocks with other filters, units, padding or dropout rates");
  command.add_flag("--show-trainable", options->summary.show_trainable,
                   "Show whether each layer is trained");
  command.add_flag("--symbolic", options->summary.symbolic,
                   "Print expressions over the unknown sizes where Keras prints None, and what was "
                   "assumed of these sizes");
  return [options] { return run_summary(*options); };
}

}  // namespace modelviz::cli
