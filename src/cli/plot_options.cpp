#include "cli/plot_options.h"

#include <algorithm>
#include <set>
#include <thread>

namespace modelviz::cli {
namespace {

struct Switch {
  const char* name;
  std::optional<bool> PlotOptions::*given;
  bool ViewOptions::*shown;
  bool in_keras_style;  // the default of keras.utils.plot_model
  const char* description;
};

constexpr Switch kSwitches[] = {
    {"show-shapes", &PlotOptions::show_shapes, &ViewOptions::show_shapes, false,
     "Shapes of the outputs"},
    {"show-dtype", &PlotOptions::show_dtype, &ViewOptions::show_dtype, false,
     "Dtypes of the outputs"},
    {"show-layer-names", &PlotOptions::show_layer_names, &ViewOptions::show_layer_names, false,
     "Names of the layers"},
    {"show-layer-activations", &PlotOptions::show_layer_activations,
     &ViewOptions::show_layer_activations, false, "Activations of the layers that have one"},
    {"show-trainable", &PlotOptions::show_trainable, &ViewOptions::show_trainable, false,
     "Whether a layer is trained"},
    {"expand-nested", &PlotOptions::expand_nested, &ViewOptions::expand_nested, false,
     "The layers of nested models and within wrappers (Bidirectional, RNN), in a frame"},
    {"unshare", &PlotOptions::unshare, &ViewOptions::unshare, false,
     "Shared layers once for each of their calls, with a mark; without it once, with the numbers "
     "of "
     "the calls at the arrows"},
    {"show-masks", &PlotOptions::show_masks, &ViewOptions::show_masks, true,
     "Masks, in light grey; with --no-show-masks neither they nor what is there for them alone"},
    {"show-weights", &PlotOptions::show_weights, &ViewOptions::show_weights, false,
     "The weights of each layer whose ops are not shown, beside it"},
};

struct Part {
  const char* name;
  std::vector<std::string> PlotOptions::*given;
  std::vector<std::string> ViewOptions::*shown;
  const char* description;
};

constexpr Part kParts[] = {
    {"--from", &PlotOptions::from, &ViewOptions::from, "Only these layers and what they lead to"},
    {"--to", &PlotOptions::to, &ViewOptions::to, "Only these layers and what leads to them"},
    {"--around", &PlotOptions::around, &ViewOptions::around,
     "Only these layers and those next to them, as far as --hops says"},
    {"--hide", &PlotOptions::hide, &ViewOptions::hide,
     "All but these layers; the arrows to and from them are joined"},
    {"--only", &PlotOptions::only, &ViewOptions::only,
     "Nothing but these layers; the arrows through others are joined"},
};

// An option with or without a value, as often as wanted; of it and --no-show-ops the last counts.
void add_show_ops(CLI::App& command, const std::shared_ptr<PlotOptions>& options) {
  auto add = [options](const std::string& layer) {
    if (!options->show_ops) options->show_ops.emplace();
    options->show_ops->push_back(layer);
  };
  command
      .add_option_function<std::string>(
          "--show-ops", add,
          "The ops and weights within all layers, or with a value, and as often as wanted, within "
          "those whose name or class it is or fits: --show-ops Dense --show-ops 'lstm*'. A nested "
          "model is opened for a layer in it that is named. The word that follows is the MODEL "
          "where there is no other, and is never in doubt with --show-ops=Dense")
      ->expected(0, 1)
      ->trigger_on_parse()
      ->type_name("[LAYER|CLASS|PATTERN]");
  command
      .add_flag_callback(
          "--no-show-ops", [options] { options->show_ops.reset(); },
          "Neither ops nor weights within layers")
      ->trigger_on_parse();
}

// Of --expand and --collapse the last that fits a layer counts.
void add_openings(CLI::App& command, const std::shared_ptr<PlotOptions>& options) {
  command
      .add_option("--depth", options->depth,
                  "Open so many levels of nested models and wrappers; 0 is none")
      ->check(CLI::NonNegativeNumber)
      ->type_name("N");
  auto add = [&](const std::string& name, bool opens, const std::string& description) {
    command
        .add_option_function<std::vector<std::string>>(
            name,
            [options, opens](const std::vector<std::string>& patterns) {
              options->openings.push_back({patterns.back(), opens});
            },
            description)
        ->expected(1)
        ->trigger_on_parse()
        ->type_name("LAYER|CLASS|PATTERN");
  };
  add("--expand", true,
      "Open these nested models and wrappers, and what holds them, whatever --expand-nested and "
      "--depth say. Of --expand and --collapse the last that fits a layer counts");
  add("--collapse", false, "Keep these closed, also where --show-ops would open them");
}

// Where the picture goes, and in which format.
void add_output_options(CLI::App& command, const std::shared_ptr<PlotOptions>& options) {
  add_outputs(command, options->outputs,
              "Where to; - is standard output. Several times for several formats");
  command
      .add_option("--check", options->checked,
                  "Write nothing, but compare with this picture: exit code 1 if it is stale")
      ->take_all()
      ->allow_extra_args(false)
      ->type_name("FILE");
  command
      .add_option("--out-dir", options->out_dir,
                  "Draw each MODEL to a file of its name in this folder, which is made if it is "
                  "missing: models/a.keras to DIR/a.svg, or what --format says")
      ->type_name("DIR");
  command
      .add_option("-T,--format", options->formats,
                  "The format, whatever the extension says; with --out-dir one or several")
      ->delimiter(',')
      ->take_all()
      ->allow_extra_args(false)
      ->type_name("png|jpg|pdf|svg|dot|mmd|txt");
  command.add_flag("--if-changed", options->if_changed,
                   "Leave pictures as they are that are still right: of the same model, with the "
                   "same options, by the same version. The picture has a line in it that tells");
  options->jobs = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  command
      .add_option("--jobs", options->jobs,
                  "How many models to draw at once; as many as there are processors")
      ->check(CLI::Range(1, 1024))
      ->type_name("N");
  command.add_option("--timeout", options->timeout, "Seconds that the layout may take")
      ->check(CLI::Range(1, 86400))
      ->type_name("SECONDS");
}

// The words of --show.
std::string shown_fields() {
  std::string names;
  for (const LabelField& field : label_fields()) {
    if (field.shown) names += (names.empty() ? "" : ", ") + std::string(field.name);
  }
  return names;
}

// What can stand in a label, and what it is.
std::string described_fields() {
  std::string fields;
  for (const LabelField& field : label_fields()) {
    if (field.name == "weights") continue;  // are no text
    fields += fields.empty() ? "" : "; ";
    fields.append(field.name).append(": ").append(field.doc);
  }
  return fields;
}

// --NAME and --no-NAME; the last of them counts.
void add_switch(CLI::App& command, const std::shared_ptr<PlotOptions>& options,
                const std::string& name, std::optional<bool> PlotOptions::*given,
                const std::string& description) {
  command
      .add_flag_function(
          "--" + name + ",!--no-" + name,
          [options, given](std::int64_t sign) { (*options).*given = sign > 0; }, description)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

// What is said of each layer, and of what is in it.
void add_content_options(CLI::App& command, const std::shared_ptr<PlotOptions>& options) {
  command
      .add_option("--show", options->show,
                  "Nothing but these, or with a + before the first these, too: " + shown_fields())
      ->delimiter(',')
      ->allow_extra_args(false)
      ->take_all()
      ->type_name("FIELD,FIELD");
  command
      .add_option("--label", options->label,
                  "The text of each box, with \\n for a new line: '{name} ({class})\\n{shape}'. "
                  "Fields are " +
                      described_fields())
      ->type_name("TEMPLATE");
  command.add_flag("--number", options->number,
                   "Numbers instead of the names of layers, and a list of the names");
  for (const Switch& s : kSwitches) add_switch(command, options, s.name, s.given, s.description);
  add_openings(command, options);
  add_show_ops(command, options);
  command
      .add_option(
          "--attrs", options->attributes,
          "These settings of each layer beside its class, as they are called in its config; "
          "without it those that matter for the class, such as 3×3, stride 2")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->take_all()
      ->type_name("KEY,KEY");
  command.add_flag("--no-attrs", options->no_attributes, "No settings of layers");
  command.add_option("--shapes-on", options->shapes_on, "Where shapes and dtypes stand")
      ->check(one_of({"nodes", "edges"}))
      ->type_name("nodes|edges");
}

// Which layers are drawn.
void add_part_options(CLI::App& command, const std::shared_ptr<PlotOptions>& options) {
  command
      .add_option("--layer-range", options->layer_range,
                  "Only the layers from A to B: names, or regular expressions that match their "
                  "beginning")
      ->expected(2)
      ->type_name("A B");
  for (const Part& part : kParts) {
    command.add_option(part.name, (*options).*part.given, part.description)
        ->take_all()
        ->allow_extra_args(false)
        ->type_name("LAYER|CLASS|PATTERN");
  }
  command.add_option("--hops", options->hops, "How many arrows --around goes")
      ->check(CLI::Range(0, 1'000'000))
      ->type_name("N");
  add_fold_option(
      command, options->fold,
      "Draw equal blocks of layers that follow each other once, with the number of them: "
      "auto, none, those that repeat at least N times, or similar: also blocks with other "
      "filters, units, padding or dropout rates. With --page, auto is similar and --fuse where "
      "that makes the texts legible on one sheet. Without it only a Mermaid flowchart is folded "
      "that could not hold all");
  add_switch(command, options, "fuse", &PlotOptions::fuse,
             "One box for a layer and those in line with it that only prepare what it takes or "
             "treat what it returns: Conv2D 3×3 → BatchNormalization → relu");
}

// How it fills the room that there is.
void add_room_options(CLI::App& command, const std::shared_ptr<PlotOptions>& options) {
  command
      .add_option("--wrap", options->wrap,
                  "Long models in columns beside each other: as many as make a page (auto), or N. "
                  "Models with nested skip connections, as U-Nets, are drawn as a U, with auto or "
                  "without --wrap; none draws them straight, too")
      ->check(CLI::IsMember({"auto", "none"}) | CLI::Range(2, 1000))
      ->type_name("auto|none|N");
  command
      .add_option("--page", options->page,
                  "For paper: in columns that fill an A4 (A0 to A5, letter, legal, tabloid; "
                  "A4-landscape), in a pdf on several pages where one would be hard to read")
      ->type_name("PAPER");
  command
      .add_option("--ratio", options->ratio,
                  "How many times as high as wide the columns of --wrap auto shall be, which this "
                  "implies")
      ->check(CLI::Range(0.01, 100.0))
      ->type_name("HEIGHT/WIDTH");
  add_switch(command, options, "compact", &PlotOptions::compact,
             "Small boxes and little room between them, and shapes only where a layer changes "
             "them; with --page also without it, where that makes the texts legible");
}

// How it looks.
void add_look_options(CLI::App& command, const std::shared_ptr<PlotOptions>& options) {
  command.add_option("--rankdir", options->rankdir, "The direction of the drawing")
      ->check(one_of({"TB", "BT", "LR", "RL"}))
      ->type_name("TB|BT|LR|RL");
  command
      .add_option("--layout", options->layout,
                  "Who places the boxes: Graphviz' dot, which takes long for large models, or "
                  "modelviz itself (fast); auto takes dot for --style keras and for attributes of "
                  "the graph or its edges that only dot knows")
      ->check(one_of({"auto", "dot", "fast"}))
      ->type_name("auto|dot|fast");
  command
      .add_option("--splines", options->splines,
                  "How arrows turn: in curves, at a slant, or square")
      ->check(one_of({"spline", "polyline", "ortho"}))
      ->type_name("spline|polyline|ortho");
  add_room_options(command, options);
  CLI::Option* dpi = command.add_option("--dpi", options->dpi, "Dots per inch of png and jpg")
                         ->check(CLI::Range(1, 2400))
                         ->type_name("N");
  command.add_option("--width", options->width, "The width of png and jpg in pixels, not in dpi")
      ->check(CLI::Range(1, 1'000'000))
      ->excludes(dpi)
      ->type_name("PIXELS");
  command
      .add_option(
          "--max-pixels", options->max_pixels,
          "Width times height of png and jpg, at most: a larger picture is drawn with fewer "
          "dots per inch, with a warning. Without it 200,000,000")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1} << 40))
      ->type_name("N");
  command
      .add_option("--theme", options->theme,
                  "light, dark, auto (an SVG that follows its reader, light in other formats), "
                  "print, keras, or a file of your own; `modelviz themes light` prints one")
      ->type_name("NAME|FILE.json");
  command.add_option("--color-by", options->color_by, "What the colours of the boxes say")
      ->check(one_of({"kind", "params", "macs", "dtype", "trainable", "none"}))
      ->type_name("kind|params|macs|dtype|trainable|none");
  command.add_flag("--legend", options->legend, "What the colours mean, in all formats but txt");
  command
      .add_option("--style", options->style,
                  "keras: the theme keras, and what keras.utils.plot_model shows by default")
      ->check(one_of({"modelviz", "keras"}))
      ->type_name("modelviz|keras");
  command
      .add_option("--dot-attr", options->dot_attributes,
                  "An attribute of Graphviz for the graph, or for nodes or edges that have none of "
                  "that name: graph:ranksep=1")
      ->take_all()
      ->allow_extra_args(false)
      ->type_name("ATTRIBUTE");
}

// All but those that only say which files, and how to get there. What will be added later counts.
bool can_change_pictures(const CLI::Option* option) {
  static const std::set<std::string> kAboutFiles{"MODEL",        "--output", "--out-dir",
                                                 "--check",      "--format", "--jobs",
                                                 "--if-changed", "--timeout"};
  return !kAboutFiles.contains(option->get_name());
}

void remember_values(CLI::App& command, const std::shared_ptr<PlotOptions>& options) {
  for (CLI::Option* option : command.get_options(can_change_pictures)) {
    option->each([options, name = option->get_name()](const std::string& value) {
      options->words.append(name).append("=").append(value).append("\n");
    });
  }
}

Theme theme(const PlotOptions& options) {
  if (options.theme.empty()) return find_theme(is_keras_style(options) ? "keras" : "light");
  return read_theme(options.theme);
}

void set_room(DotOptions& dot, const PlotOptions& options) {
  bool is_auto = options.wrap == "auto" || options.ratio, is_none = options.wrap == "none";
  dot.bends = options.wrap.empty() || options.wrap == "auto";
  if (!options.page.empty()) dot.paper = parse_paper(options.page);
  if (is_auto)
    dot.columns = DotOptions::kFittingColumns;
  else if (!options.wrap.empty() && !is_none)
    dot.columns = std::stoi(options.wrap);
  dot.ratio = options.ratio.value_or(dot.ratio);
  if (dot.layout == LayoutEngine::kDot && (dot.columns != 0 || dot.paper)) {
    throw Error(Fault::kUsage, "dot draws no columns",
                "--wrap, --ratio and --page go with --layout fast");
  }
}

}  // namespace

bool is_keras_style(const PlotOptions& options) { return options.style == "keras"; }

ViewOptions view_options(const PlotOptions& options) {
  static const std::map<std::string, ColorBy> kColors{
      {"kind", ColorBy::kKind},   {"params", ColorBy::kParams},       {"macs", ColorBy::kMacs},
      {"dtype", ColorBy::kDtype}, {"trainable", ColorBy::kTrainable}, {"none", ColorBy::kNone}};
  ViewOptions view;
  if (is_keras_style(options)) {
    for (const Switch& s : kSwitches) view.*s.shown = s.in_keras_style;
    view.show_attributes = false;
  }
  view.depth = options.depth;
  view.openings = options.openings;
  if (options.number) {
    view.number = true;
    view.show_layer_names = false;
  }
  if (!options.show.empty()) show_fields(view, options.show);
  for (const Switch& s : kSwitches) view.*s.shown = (options.*s.given).value_or(view.*s.shown);
  view.label = options.label;
  view.color_by = kColors.at(options.color_by);
  view.legend = options.legend;
  view.show_ops = options.show_ops;
  if (view.show_ops) {
    bool all = std::find(view.show_ops->begin(), view.show_ops->end(), "") != view.show_ops->end();
    if (all) view.show_ops->clear();
  }
  if (!options.layer_range.empty())
    view.layer_range = {options.layer_range[0], options.layer_range[1]};
  view.show_attributes = !options.no_attributes && (options.attributes || view.show_attributes);
  if (options.attributes) view.attributes = *options.attributes;
  view.shapes_on_edges = options.shapes_on == "edges";
  view.fold = least_copies(options.fold);
  view.fold_similar = folds_similar(options.fold);
  view.fuse = options.fuse.value_or(false);
  view.compact = options.compact.value_or(false);
  for (const Part& part : kParts) view.*part.shown = options.*part.given;
  view.hops = options.hops;
  view.show_boundary = !is_keras_style(options);
  return view;
}

DotOptions dot_options(const PlotOptions& options) {
  static const std::map<std::string, RankDir> kDirections{
      {"TB", RankDir::kTB}, {"BT", RankDir::kBT}, {"LR", RankDir::kLR}, {"RL", RankDir::kRL}};
  static const std::map<std::string, LayoutEngine> kEngines{
      {"auto", LayoutEngine::kAuto}, {"dot", LayoutEngine::kDot}, {"fast", LayoutEngine::kFast}};
  static const std::map<std::string, Splines> kSplines{
      {"spline", Splines::kSpline}, {"polyline", Splines::kPolyline}, {"ortho", Splines::kOrtho}};
  DotOptions dot{.rankdir = kDirections.at(options.rankdir),
                 .theme = theme(options),
                 .attributes = {},
                 .layout = kEngines.at(options.layout)};
  set_room(dot, options);
  if (!options.splines.empty()) dot.splines = kSplines.at(options.splines);
  for (const std::string& attribute : options.dot_attributes) {
    dot.attributes.push_back(parse_dot_attribute(attribute));
  }
  return dot;
}

RenderOptions render_options(const PlotOptions& options) {
  return {.dpi = options.dpi.value_or(is_keras_style(options) ? 200 : 96),
          .width = options.width,
          .max_pixels = options.max_pixels,
          .timeout = std::chrono::seconds(options.timeout)};
}

void add_plot_options(CLI::App& command, const std::shared_ptr<PlotOptions>& options) {
  add_output_options(command, options);
  add_content_options(command, options);
  add_part_options(command, options);
  add_look_options(command, options);
  remember_values(command, options);
}

void remember_order(const CLI::App& command, PlotOptions& options) {
  for (const CLI::Option* option : command.parse_order()) {
    if (can_change_pictures(option)) options.words += option->get_name() + '\n';
  }
}

}  // namespace modelviz::cli
