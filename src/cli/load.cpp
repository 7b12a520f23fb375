// What all commands share: reading and running a model.
#include <malloc.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <utility>

#include "cli/cli.h"
#include "cli/progress.h"
#include "support/text.h"

namespace modelviz::cli {

Stage::Stage(std::string_view name, const std::string& doing)
    : name_(name), begin_(std::chrono::steady_clock::now()) {
  Progress::say(doing);
}

Stage::~Stage() {
  Progress::say("");
  std::chrono::duration<double, std::milli> passed = std::chrono::steady_clock::now() - begin_;
  spdlog::debug("{} {:.1f} ms", name_, passed.count());
}

const char* const kModelHelp =
    "A Keras model: .keras, .h5, config JSON, model.json of TF.js; - is standard input";

void add_load_options(CLI::App& command, LoadOptions& options) {
  command.add_option("MODEL", options.path, kModelHelp)->required();
  add_model_options(command, options);
}

void add_model_options(CLI::App& command, LoadOptions& options) {
  add_input_shape_option(command, options.input_shapes);
  add_shape_option(command, options.shapes);
  add_limit_option(command, options.limits);
}

void add_input_shape_option(CLI::App& command, std::vector<std::string>& shapes) {
  command
      .add_option("--input-shape", shapes,
                  "Infer everything anew for another input size, batch included: 1,320,320,3; with "
                  "several inputs NAME=1,320,320,3")
      ->take_all()
      ->allow_extra_args(false)
      ->type_name("[NAME=]SIZES");
}

void add_shape_option(CLI::App& command, std::vector<std::string>& shapes) {
  command
      .add_option("--shape", shapes,
                  "What a layer returns whose class is not known: attention=float32[None,10,5]; "
                  "once for each output")
      ->take_all()
      ->allow_extra_args(false)
      ->type_name("LAYER=DTYPE[SIZES]");
}

void read_shapes(const std::vector<std::string>& input_shapes,
                 const std::vector<std::string>& shapes, RunOptions& options) {
  for (const std::string& shape : input_shapes) {
    options.input_shapes.push_back(parse_input_shape(shape));
  }
  for (const std::string& shape : shapes) options.shapes.push_back(parse_declared_shape(shape));
}

Document read_model(const LoadOptions& options) {
  Limits limits = read_limits(options.limits);
  Stage stage("read", "reading " + options.path);
  return read(options.path, limits.read);
}

namespace {

// What is loaded stays here.
std::deque<Loaded>& kept() {
  static std::deque<Loaded>& all = *new std::deque<Loaded>;
  return all;
}

bool is_large(const Model& model) {
  constexpr std::size_t kLayers = 2000;
  const Graph* graph = model.root.graph.get();
  return graph != nullptr && graph->layers.size() >= kLayers;
}

}  // namespace

const Loaded& load(Document document, const LoadOptions& options) {
  Limits limits = read_limits(options.limits);
  RunOptions run_options{.input_shapes = {}, .most_steps = limits.steps};
  read_shapes(options.input_shapes, options.shapes, run_options);
  Loaded& loaded = kept().emplace_back();
  {
    Stage stage("build", "looking through the layers of " + options.path);
    loaded.model = build(std::move(document));
    if (is_large(loaded.model)) malloc_trim(0);  // of what reading took and the model does not
  }
  {
    Stage stage("run", "working out the shapes of " + options.path);
    loaded.run = run(loaded.model, run_options);
  }
  for (const Diagnostic& problem : loaded.run.problems) {
    if (problem.severity == Severity::kError)
      spdlog::error(problem.text());
    else
      spdlog::warn(problem.text());
  }
  return loaded;
}

const Loaded& load(const LoadOptions& options) { return load(read_model(options), options); }

Forgetting::Forgetting(const Loaded& loaded) {
  if (!is_large(loaded.model)) return;
  auto place = std::find_if(kept().begin(), kept().end(),
                            [&](const Loaded& other) { return &other == &loaded; });
  thread_ = std::thread([model = std::move(place->model), run = std::move(place->run)]() mutable {
    model = {};
    malloc_trim(0);  // soon, because drawing takes memory by now
    run = {};
    malloc_trim(0);
  });
}

Forgetting::~Forgetting() {
  if (thread_.joinable()) thread_.join();
}

int introduce(const std::string& path) {
  Model model = build(read(path));
  std::string file = path == "-" ? "-" : sanitize(path);
  std::string class_name = sanitize(model.root.class_name), name = sanitize(model.root.name);
  std::printf(
      "%s: %s model '%s' of %zu layers.\n\n"
      "  modelviz plot %s -o model.png    draw it (png, jpg, pdf, svg, dot)\n"
      "  modelviz summary %s              its layers, shapes and parameters\n"
      "  modelviz check %s                what is wrong with it\n"
      "  modelviz -h                      more\n",
      path == "-" ? "<stdin>" : file.c_str(), class_name.c_str(), name.c_str(),
      model.root.graph->layers.size(), file.c_str(), file.c_str(), file.c_str());
  return kDone;
}

}  // namespace modelviz::cli
