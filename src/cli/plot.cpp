// modelviz plot: the pictures of a model, or of several.
#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <utility>

#include "cli/plot_model.h"

namespace modelviz::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kShortHelp = R"(modelviz plot: draw models

  modelviz plot model.json -o model.png
  modelviz plot model.json -o model.svg -o model.pdf
  modelviz plot model.json -o model.svg --expand-nested --rankdir LR
  modelviz plot model.json -o model.svg --show-ops
  modelviz plot model.json -o model.png --style keras --show-shapes
  modelviz plot models/*.json --out-dir docs/ --if-changed
  cat model.json | modelviz plot - -T svg -o - > model.svg

  -o FILE                     where to; the extension says the format (png jpg pdf svg dot,
                              mmd for Mermaid, txt for the terminal)
  --out-dir DIR               each model to DIR/NAME.svg, or with -T png,pdf to what that says;
                              several at once (--jobs N)
  --if-changed                only what is not there, or not what would be drawn now
  --expand-nested, --depth N  the layers of nested models and within wrappers, in a frame; N levels
  --expand, --collapse LAYER  open or close some of them: --expand encoder, --collapse '*_block'
  --unshare                   shared layers once for each call
  --no-show-masks             without masks and what is there for them alone
  --show-ops[=LAYER]          the ops and weights within all layers, or within some:
                              --show-ops Dense, --show-ops 'lstm*'
  --show-weights              the weights of each layer beside it
  --rankdir TB|BT|LR|RL       the direction of the drawing
  --dpi N, --width PIXELS     how many pixels png and jpg have; --max-pixels N: at most
  --wrap auto                 a long model in columns that make a page; --wrap 3: in three
  --page A4                   for paper, on as many pages of a pdf as it needs
  --layout auto|dot|fast      who places the boxes: Graphviz' dot, or modelviz itself
  --show-dtype, --show-trainable, --show-layer-activations, --no-show-shapes, …
  --layer-range A B, --from A, --to B, --around A --hops 2, --hide Dropout, --only 'Conv*'
                              only a part of the model
  --attrs kernel_size,padding settings of the layers; --no-attrs
  --shapes-on edges           shapes on the arrows
  --check FILE                is the picture that is there still right? exit code 1 if not
  --fold auto|similar         equal blocks that follow each other once, with their number; or
                              similar ones, too: the stages of a model
  --fuse                      one box for a layer with its normalization, activation, padding
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
  if (!options.models.empty()) return;
  if (options.show_ops) {
    for (std::string& word : *options.show_ops) {
      if (word != "-" && !fs::exists(word)) continue;
      options.models.push_back(std::exchange(word, ""));
      return;
    }
  }
  throw Error(Fault::kUsage, "MODEL is required", "modelviz plot -h shows how it is used");
}

[[noreturn]] void refuse(std::string message, std::string hint = "") {
  throw Error(Fault::kUsage, std::move(message), std::move(hint));
}

// The name of a model's file without its extension: resnet50 of models/resnet50.json.gz.
std::string base_name(const std::string& model) {
  if (model == "-") {
    refuse("standard input has no name", "Say where its picture goes: -o model.svg");
  }
  fs::path path = fs::path(model).lexically_normal();
  if (!path.has_filename()) path = path.parent_path();  // a folder, with a slash
  if (path.extension() == ".gz") path = path.stem();
  return path.stem().string();
}

// The files in the folder of --out-dir. Two models of one name would get the same.
std::vector<PlotTask> tasks_in_folder(const PlotOptions& options) {
  std::vector<std::string> formats = options.formats;
  if (formats.empty()) formats = {"svg"};
  std::map<std::string, std::string> model_of;
  std::vector<PlotTask> tasks;
  for (const std::string& model : options.models) {
    PlotTask& task = tasks.emplace_back(PlotTask{.model = model, .outputs = {}});
    std::string name = base_name(model);
    auto [other, is_new] = model_of.emplace(name, model);
    if (!is_new) {
      refuse("the pictures of " + other->second + " and of " + model + " would have the same name",
             "Draw them into folders of their own.");
    }
    for (const std::string& format : formats) {
      fs::path file = std::string(name).append(".").append(format);
      std::string output = (options.out_dir / file).string();
      if (std::find(task.outputs.begin(), task.outputs.end(), output) == task.outputs.end()) {
        task.outputs.push_back(output);
      }
    }
  }
  return tasks;
}

// What is to be drawn, and where to. With --check the pictures are made, and compared with what is
// there.
std::vector<PlotTask> find_tasks(PlotOptions& options) {
  bool checks = !options.checked.empty();
  if (checks && options.if_changed)
    refuse("--check writes no file: --if-changed says nothing then");
  if (!options.out_dir.empty()) {
    if (!options.outputs.empty() || checks) {
      refuse("--out-dir says where all pictures go", "Leave --output and --check away.");
    }
    return tasks_in_folder(options);
  }
  if (options.models.size() > 1) {
    refuse(std::to_string(options.models.size()) + " models (" + options.models[0] + ", " +
               options.models[1] + (options.models.size() > 2 ? ", …" : "") +
               ") need a folder for their pictures",
           "--out-dir DIR draws each to DIR/NAME.svg");
  }
  if (options.outputs.empty() && !checks) {
    refuse("--output is required: where shall the picture go?",
           "modelviz plot model.json -o model.png");
  }
  if (!options.outputs.empty() && checks) {
    refuse("--check writes no file: it does not go with --output");
  }
  if (options.formats.size() > 1) {
    refuse("several formats go with --out-dir", "Give --output once for each: -o a.svg -o a.png");
  }
  if (!options.formats.empty()) options.format = options.formats.front();
  return {{options.models.front(), checks ? options.checked : options.outputs}};
}

// What is wrong with the command line is said once, and not of each model.
void try_options(const PlotOptions& options, const std::vector<PlotTask>& tasks) {
  view_options(options);
  dot_options(options);
  read_limits(options.load.limits);
  RunOptions shapes;
  read_shapes(options.load.input_shapes, options.load.shapes, shapes);
  formats_of(tasks.front().outputs, options.format);
}

int run_plot(PlotOptions& options) {
  find_model(options);
  std::vector<PlotTask> tasks = find_tasks(options);
  if (!options.checked.empty()) return check_pictures(options, tasks.front());
  if (tasks.size() > 1) {
    try_options(options, tasks);
    return plot_several(options, tasks);
  }
  Plotted plotted = plot_model(options, tasks.front());
  write_pictures(options, tasks.front(), plotted);
  if (options.if_changed) {
    Tally tally;
    tally.count(plotted);
    tally.say();
  }
  return plotted.code;
}

}  // namespace

Command add_plot(CLI::App& program) {
  CLI::App& command = *program.add_subcommand("plot", "Draw models");
  auto options = std::make_shared<PlotOptions>();
  add_help(command, kShortHelp);
  command.add_option("MODEL", options->models,
                     std::string(kModelHelp) + ". Several with --out-dir");
  add_model_options(command, options->load);
  add_plot_options(command, options);
  return [options, &command] {
    remember_order(command, *options);
    return run_plot(*options);
  };
}

}  // namespace modelviz::cli
