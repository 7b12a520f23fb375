// Parts of the program by themselves, each with the model of its label. run.py prints them in its
// table; the options of Google Benchmark choose among them: --benchmark_filter=Parse
#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "document/json.h"
#include "layout/layout.h"
#include "modelviz/modelviz.h"
#include "output/finished_svg.h"
#include "support/small_model.h"

namespace {

using namespace modelviz;
namespace fs = std::filesystem;

const fs::path kApplications = MODELVIZ_GOLDEN_DIR "/applications";

std::string content(const std::string& application) {
  std::ifstream file(kApplications / (application + ".json"), std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

Model model_of(const std::string& application) {
  return build(read_text(content(application), "x"));
}

std::int64_t layers_of(const Model& model) {
  return static_cast<std::int64_t>(model.root.graph->layers.size());
}

const std::vector<Model>& applications() {
  static const std::vector<Model> kModels = [] {
    std::vector<Model> models;
    for (const auto& entry : fs::directory_iterator(kApplications)) {
      if (entry.path().extension() == ".json") models.push_back(model_of(entry.path().stem()));
    }
    return models;
  }();
  return kModels;
}

Model chain(int length) {
  test::SmallModel model;
  model.input("0", "[null, 8]");
  for (int i = 1; i < length; ++i) {
    model.layer(std::to_string(i), "Dense", R"("units": 8)", {std::to_string(i - 1)});
  }
  return build(read_text(model.json({std::to_string(length - 1)}), "x"));
}

// ---- reading

void parse_json(benchmark::State& state, const char* application) {
  std::string text = content(application);
  for (auto _ : state) benchmark::DoNotOptimize(modelviz::parse_json(text, "x", {}));
}
void parse_json_with_nlohmann(benchmark::State& state, const char* application) {
  std::string text = content(application);
  for (auto _ : state) benchmark::DoNotOptimize(nlohmann::json::parse(text));
}
void build_model(benchmark::State& state, const char* application) {
  Document document = read_text(content(application), "x");
  for (auto _ : state) benchmark::DoNotOptimize(build(document));
}

// ---- inference

void infer_40_applications(benchmark::State& state) {
  std::int64_t layers = 0;
  for (const Model& model : applications()) layers += layers_of(model);
  for (auto _ : state) {
    for (const Model& model : applications()) benchmark::DoNotOptimize(run(model));
  }
  state.SetItemsProcessed(state.iterations() * layers);
}
void infer_chain_of_10000(benchmark::State& state) {
  Model model = chain(10'000);
  for (auto _ : state) benchmark::DoNotOptimize(run(model));
  state.SetItemsProcessed(state.iterations() * layers_of(model));
}

// ---- pictures

struct Picture {
  explicit Picture(const char* application)
      : model(model_of(application)), result(run(model)), view(make_view(model, result)) {}

  Model model;
  Run result;
  View view;
};

void make_view(benchmark::State& state, const char* application) {
  Picture picture(application);
  for (auto _ : state) benchmark::DoNotOptimize(modelviz::make_view(picture.model, picture.result));
  state.SetItemsProcessed(state.iterations() * layers_of(picture.model));
}
void lay_out(benchmark::State& state, const char* application) {
  Picture picture(application);
  layout::Graph graph;
  for (const ViewNode& node : picture.view.nodes) {
    graph.boxes.push_back({.width = 60 + 6 * static_cast<double>(node.name.size()), .height = 40});
  }
  for (const ViewEdge& edge : picture.view.edges) {
    graph.edges.push_back({.from = edge.from, .to = edge.to});
  }
  for (auto _ : state) benchmark::DoNotOptimize(layout::lay_out(graph));
  state.SetItemsProcessed(state.iterations() * layers_of(picture.model));
}
void write_labels(benchmark::State& state, const char* application) {
  Picture picture(application);
  DotOptions options{.layout = LayoutEngine::kFast};
  for (auto _ : state) benchmark::DoNotOptimize(write_dot(picture.view, options));
  state.SetItemsProcessed(state.iterations() * layers_of(picture.model));
}
void finish_svg(benchmark::State& state, const char* application) {
  Picture picture(application);
  Renderer renderer({ImageFormat::kSvg});
  std::string dot = write_dot(picture.view, {.layout = LayoutEngine::kFast});
  std::string svg = renderer.render(dot, LayoutEngine::kFast).images.front();
  for (auto _ : state) benchmark::DoNotOptimize(finished_svg(svg, SvgNotes(picture.view)));
  state.SetItemsProcessed(state.iterations() * layers_of(picture.model));
}

#define ON_APPLICATIONS(function)                                                   \
  BENCHMARK_CAPTURE(function, ResNet50, "ResNet50")->Unit(benchmark::kMillisecond); \
  BENCHMARK_CAPTURE(function, NASNetLarge, "NASNetLarge")->Unit(benchmark::kMillisecond)

ON_APPLICATIONS(parse_json);
ON_APPLICATIONS(parse_json_with_nlohmann);
ON_APPLICATIONS(build_model);
BENCHMARK(infer_40_applications)->Unit(benchmark::kMillisecond);
BENCHMARK(infer_chain_of_10000)->Unit(benchmark::kMillisecond);
ON_APPLICATIONS(make_view);
ON_APPLICATIONS(lay_out);
ON_APPLICATIONS(write_labels);
ON_APPLICATIONS(finish_svg);

}  // namespace

BENCHMARK_MAIN();
