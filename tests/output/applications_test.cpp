// All 40 models of keras.applications as pictures: every layer once, every edge of the model, in
// SVG and in PNG, by default and with the options that change the graph.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "modelviz/modelviz.h"
#include "output/svg.h"
#include "support/golden.h"

namespace modelviz::test {
namespace {

struct Look {
  const char* name;
  ViewOptions view;
  DotOptions dot;
};

const Look kLooks[] = {
    {"default", {}, {}},
    {"expanded", {.show_dtype = true, .expand_nested = true}, {.rankdir = RankDir::kLR}},
    {"keras",
     {.show_shapes = false, .show_layer_names = false},
     {.rankdir = RankDir::kTB, .theme = find_theme("keras")}},
};

// What the picture must hold, counted from the model and not from the view.
struct Count {
  std::size_t nodes = 0;
  std::size_t tensors = 0;  // pairs of tensor and consumer
  std::size_t pairs = 0;    // pairs of producer and consumer
};

Count count(const Graph& graph, bool expand) {
  Count total;
  std::set<std::tuple<TensorRef, int>> tensors;
  std::set<std::pair<int, int>> pairs;
  for (std::size_t i = 0; i < graph.layers.size(); ++i) {
    const Layer& layer = graph.layers[i];
    int consumer = static_cast<int>(i);
    for (const CallSite& call : layer.calls) {
      for (const TensorRef& ref : call.inputs) {
        tensors.insert({ref, consumer});
        pairs.insert({ref.layer, consumer});
      }
    }
    if (!expand || !layer.graph) {
      ++total.nodes;
      continue;
    }
    Count inner = count(*layer.graph, true);
    // A nested Sequential has no box for its input: its first layer takes its place.
    std::size_t hidden = layer.graph->sequential ? 1 : 0;
    total.nodes += inner.nodes - hidden;
    total.tensors += inner.tensors - hidden;
    total.pairs += inner.pairs - hidden;
  }
  total.tensors += tensors.size();
  total.pairs += pairs.size();
  return total;
}

class Applications : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Applications, HaveEveryLayerAndEdgeInThePicture) {
  Model model = build(read(GetParam()));
  modelviz::Run result = run(model);
  for (const Look& look : kLooks) {
    Count expected = count(*model.root.graph, look.view.expand_nested);
    View view = make_view(model, result, look.view);
    std::string svg = render(write_dot(view, look.dot), {ImageFormat::kSvg}).images[0];
    EXPECT_EQ(xml_fault(svg), "") << look.name;
    std::vector<std::string> nodes = titles(svg, "node"), edges = titles(svg, "edge");
    EXPECT_EQ(nodes.size(), expected.nodes) << look.name;
    EXPECT_EQ(std::set(nodes.begin(), nodes.end()).size(), expected.nodes) << look.name;
    bool keras = look.dot.theme.box == BoxForm::kTable;
    EXPECT_EQ(edges.size(), keras ? expected.pairs : expected.tensors) << look.name;
    if (!look.view.show_layer_names) continue;
    std::string shown;  // long names stand on several lines
    for (const std::string& line : texts(svg)) shown += line;
    for (const Layer& layer : model.root.graph->layers) {
      bool frame = look.view.expand_nested && layer.graph;
      EXPECT_TRUE(frame || shown.find(layer.name) != std::string::npos) << layer.name;
    }
  }
}

TEST_P(Applications, AreDrawnAsBitmaps) {
  Model model = build(read(GetParam()));
  modelviz::Run result = run(model);
  Rendering picture = render(write_dot(make_view(model, result)), {ImageFormat::kPng}, {.dpi = 48});
  EXPECT_THAT(picture.images[0], testing::StartsWith("\x89PNG"));
  // The tallest are made with fewer dots, which is said once.
  EXPECT_LE(picture.warnings.size(), 1u);
}

INSTANTIATE_TEST_SUITE_P(Keras, Applications, testing::ValuesIn(models_in("applications")),
                         stem_of_model);

}  // namespace
}  // namespace modelviz::test
