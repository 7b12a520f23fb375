// modelviz plot: the picture of a model, in one format or several.
#include <algorithm>
#include <filesystem>
#include <memory>
#include <utility>

#include "cli/plot_options.h"

namespace modelviz::cli {
namespace {

constexpr const char* kShortHelp = R"(modelviz plot: draw a model

  modelviz plot model.json -o model.png
  modelviz plot model.json -o model.svg -o model.pdf
  modelviz plot model.json -o model.svg --expand-nested --rankdir LR
  modelviz plot model.json -o model.svg --show-ops
  modelviz plot model.json -o model.png --style keras --show-shapes
  cat model.json | modelviz plot - -T svg -o - > model.svg

  -o FILE                     where to; the extension says the format (png jpg pdf svg dot,
                              mmd for Mermaid, txt for the terminal)
  --expand-nested, --depth N  the layers of nested models and within wrappers, in a frame; N levels
  --expand, --collapse LAYER  open or close some of them: --expand encoder, --collapse '*_block'
  --unshare                   shared layers once for each call
  --no-show-masks             without masks and what is there for them alone
  --show-ops[=LAYER]          the ops and weights within all layers, or within some:
                              --show-ops Dense, --show-ops 'lstm*'
  --show-weights              the weights of each layer beside it
  --rankdir TB|BT|LR|RL       the direction of the drawing
  --wrap auto                 a long model in columns that make a page; --wrap 3: in three
  --page A4                   for paper, on as many pages of a pdf as it needs
  --layout auto|dot|fast      who places the boxes: Graphviz' dot, or modelviz itself
  --show-dtype, --show-trainable, --show-layer-activations, --no-show-shapes, …
  --layer-range A B, --from A, --to B, --around A --hops 2, --hide Dropout, --only 'Conv*'
                              only a part of the model
  --attrs kernel_size,padding settings of the layers; --no-attrs
  --shapes-on edges           shapes on the arrows
  --check FILE                is the picture that is there still right? exit code 1 if not
  --fold auto                 equal blocks that follow each other once, with their number
  --input-shape [NAME=]SIZES  infer everything anew for another input size
  --shape LAYER=DTYPE[SIZES]  what a layer of an unknown class returns
  --theme dark|auto|print|keras|FILE.json
                              how it looks; modelviz themes prints one to begin with
  --color-by params|macs|dtype|trainable|none --legend
                              what the colours say, and a legend
  --show name,shape,params, --show +dtype, --label '{name}\n{class} {shape}', --number
                              what stands in a box
  --style keras               look and defaults of keras.utils.plot_model

  modelviz plot --help shows all options.
)";

// `--show-ops model.json`: the only word that can be the model is the model, and no layer.
void find_model(PlotOptions& options) {
  if (!options.load.path.empty()) return;
  if (options.show_ops) {
    for (std::string& word : *options.show_ops) {
      if (word != "-" && !std::filesystem::exists(word)) continue;
      options.load.path = std::exchange(word, "");
      return;
    }
  }
  throw Error(Fault::kUsage, "MODEL is required", "modelviz plot -h shows how it is used");
}

// With --check the pictures are made, and compared with what is there.
void find_outputs(PlotOptions& options) {
  if (options.outputs.empty() == options.checked.empty()) {
    throw Error(Fault::kUsage,
                options.outputs.empty() ? "--output is required: where shall the picture go?"
                                        : "--check writes no file: it does not go with --output",
                options.outputs.empty() ? "modelviz plot model.json -o model.png" : "");
  }
  if (options.outputs.empty()) options.outputs = options.checked;
}

int run_plot(PlotOptions& options) {
  find_model(options);
  find_outputs(options);
  DotOptions dot = dot_options(options);
  Renderer renderer(formats_of(options.outputs, options.format), render_options(options));
  const Loaded& loaded = load(options.load);
  View view;
  {
    Stage stage("view");
    view = make_view(loaded.model, loaded.run, view_options(options));
    if (dot.paper && !options.compact) view.options.compact = needs_compact_cards(view, *dot.paper);
  }
  std::function<View()> fold;
  if (options.fold.empty()) {
    fold = [&] {
      ViewOptions folded = view_options(options);
      folded.fold = least_copies("auto");
      return make_view(loaded.model, loaded.run, folded);
    };
  }
  bool is_current = true;
  if (options.checked.empty())
    write_pictures(options.outputs, renderer, view, dot, fold);
  else
    is_current = are_current(options.checked, renderer, view, dot, fold);
  return loaded.run.has_errors() || !is_current ? kModelIsWrong : kDone;
}

}  // namespace

Command add_plot(CLI::App& program) {
  CLI::App& command = *program.add_subcommand("plot", "Draw a model");
  auto options = std::make_shared<PlotOptions>();
  add_help(command, kShortHelp);
  add_load_options(command, options->load);
  command.get_option("MODEL")->required(false);  // find_model() looks for it
  add_plot_options(command, options);
  return [options] { return run_plot(*options); };
}

}  // namespace modelviz::cli
