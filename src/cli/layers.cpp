// modelviz layers: what is known of the classes of keras.layers.
#include <memory>

#include "cli/cli.h"
#include "modelviz/layer_guide.h"

namespace modelviz::cli {
namespace {

constexpr const char* kShortHelp =
    R"(modelviz layers: the classes of keras.layers, and what is inside them

  modelviz layers                 all of them, a line each
  modelviz layers LSTM            one: its arguments, weights and ops, with an example
  modelviz layers LSTM -o a.png   the same as a picture (png jpg pdf svg dot)
  modelviz layers 'Conv*'         those whose name fits; without * those that have it in their name
  modelviz layers --format json   for scripts
)";

struct Options {
  std::string pattern;
  std::string format;
  std::vector<std::string> outputs;
  std::string picture_format;
};

std::vector<std::string_view> all_names() {
  std::vector<std::string_view> names;
  for (const LayerDef* layer : find_layers("*")) {
    names.push_back(layer->name);
    for (std::string_view alias : aliases_of(*layer)) names.push_back(alias);
  }
  return names;
}

void draw_example(const Options& options, const LayerDef* layer) {
  if (!layer) {
    throw Error(Fault::kUsage, "a picture is of one layer",
                "Say which: modelviz layers LSTM -o lstm.png");
  }
  if (!options.format.empty()) {
    throw Error(Fault::kUsage, "--format is for text: it cannot be given with -o",
                "The extension says the format of a picture, or -T.");
  }
  Renderer renderer(formats_of(options.outputs, options.picture_format));
  LayerExample example = make_example(*layer);
  Run run = modelviz::run(example.model);
  ViewOptions view;
  view.expand_nested = true;
  view.show_ops.emplace();
  std::vector<std::string> pictures = draw(renderer, make_view(example.model, run, view));
  for (std::size_t i = 0; i < pictures.size(); ++i) write_file(options.outputs[i], pictures[i]);
}

int run_layers(const Options& options) {
  std::string name = without_prefixes(options.pattern, {"tf.", "keras.", "layers."});
  const LayerDef* one = name.empty() ? nullptr : find_layer_by_any_name(name);
  std::vector<const LayerDef*> found = one ? std::vector{one} : find_layers(search_pattern(name));
  if (found.empty()) fail_unknown("layer", name, all_names());
  if (!options.outputs.empty()) {
    draw_example(options, one);
    return kDone;
  }
  std::string text;
  if (options.format == "json")
    text = write_layer_list_json(found);
  else
    text = one ? write_layer_text(*one) : write_layer_list_text(found);
  write_file("-", text);
  return kDone;
}

}  // namespace

Command add_layers(CLI::App& program) {
  CLI::App& command =
      *program.add_subcommand("layers", "The classes of keras.layers, and what is inside them");
  auto options = std::make_shared<Options>();
  add_help(command, kShortHelp);
  command.add_option(
      "NAME", options->pattern,
      "One class (Dense, MaxPool2D), or a part of its name, or a pattern with * and ?");
  command.add_option("--format", options->format, "text, or json for scripts")
      ->check(one_of({"text", "json"}))
      ->type_name("text|json");
  CLI::Option* outputs =
      add_outputs(command, options->outputs,
                  "Draws the example with its ops; - is standard output. Several times for several "
                  "formats");
  command.add_option("-T", options->picture_format, "The format, whatever the extension says")
      ->type_name("png|jpg|pdf|svg|dot")
      ->needs(outputs);
  return [options] { return run_layers(*options); };
}

}  // namespace modelviz::cli
