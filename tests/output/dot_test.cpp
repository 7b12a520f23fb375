// The DOT text of a view, read back through Graphviz itself.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modelviz/output.h"
#include "output/small_views.h"
#include "output/svg.h"

namespace modelviz::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::string svg_of(const View& view, const DotOptions& options = {}) {
  return render(write_dot(view, options), {ImageFormat::kSvg}).images[0];
}

// Two inputs, a nested model with another in it, two tensors between the same boxes.
View nested_view() {
  View view{.title = "nested"};
  view.clusters = {{"c0", "outer", "Functional", -1}, {"c1", "inner", "Sequential", 0}};
  for (const char* name : {"a", "b", "first", "second", "last"}) add_box(view, name);
  view.nodes[2].cluster = 0;
  view.nodes[3].cluster = 1;
  view.edges = {{0, 2, ""}, {1, 2, ""}, {2, 3, ""}, {2, 3, ""}, {3, 4, ""}};
  return view;
}

ViewNode& add_inner(View& view, NodeRole role, const std::string& name, int cluster = -1) {
  ViewNode& node = view.nodes[static_cast<std::size_t>(add_box(view, name))];
  node.role = role;
  node.class_name = "";
  node.cluster = cluster;
  if (role == NodeRole::kWeights) node.weights.push_back({name, "(4, 8)", "float32", true});
  return node;
}

// A recurrent layer: an op with its weights in a loop, a state before and after it.
View inside_view() {
  View view{.title = "inside"};
  view.clusters = {{"c0", "rnn", "SimpleRNN", -1, FrameRole::kLayer, LayerKind::kRecurrent, 1},
                   {"c1", "× 7", "", 0, FrameRole::kLoop, LayerKind::kModel, 1}};
  add_box(view, "x", "InputLayer", LayerKind::kInput);
  add_inner(view, NodeRole::kState, "state", 1).detail = "zeros at first";
  add_inner(view, NodeRole::kWeights, "kernel", 1);
  add_inner(view, NodeRole::kOp, "matmul", 1).detail = "axis=1";
  add_inner(view, NodeRole::kState, "next state", 1);
  view.edges = {{1, 3, ""}, {2, 3, ""}, {3, 4, ""}, {0, 3, ""}};
  return view;
}

class EveryStyle : public testing::TestWithParam<DotOptions> {};

TEST_P(EveryStyle, HasEachBoxAndFrameOnce) {
  std::string svg = svg_of(nested_view(), GetParam());
  EXPECT_THAT(titles(svg, "node"), ElementsAre("n0", "n1", "n2", "n3", "n4"));
  EXPECT_THAT(titles(svg, "cluster"), ElementsAre("cluster_c0", "cluster_c1"));
}

TEST_P(EveryStyle, GivesTheSameBytes) {
  EXPECT_EQ(write_dot(nested_view(), GetParam()), write_dot(nested_view(), GetParam()));
  EXPECT_EQ(svg_of(nested_view(), GetParam()), svg_of(nested_view(), GetParam()));
}

constexpr const char* kHostileNames[] = {
    "a<b",    "a&b",       "&amp;",       "&#65;",     "<b>bold</b>", "</TD></TR></TABLE>",
    "\"];}",  "\\",        "\\N \\G \\L", "{x|<p> y}", "a:b",         "]]>",
    "<!-- x", "%3",        "'; DROP",     "a -> b",    "層",          "שכבה",
    "🙂",   "a/b.c-d e",
};

TEST_P(EveryStyle, ShowsHostileNamesAsTheyAre) {
  View view{.title = "hostile"};
  view.clusters.push_back({"c0", "frame \"<&>\\", "Functional", -1});
  for (const char* name : kHostileNames) add_box(view, name);
  add_box(view, "in frame");
  view.nodes.back().cluster = 0;
  std::string svg = svg_of(view, GetParam());
  EXPECT_EQ(xml_fault(svg), "");
  std::vector<std::string> shown = texts(svg);
  for (const char* name : kHostileNames) EXPECT_THAT(shown, Contains(name));
  EXPECT_THAT(shown, Contains("frame \"<&>\\"));
}

TEST_P(EveryStyle, ShowsWhatIsInALayer) {
  std::string svg = svg_of(inside_view(), GetParam());
  EXPECT_EQ(xml_fault(svg), "");
  EXPECT_THAT(titles(svg, "node"), ElementsAre("n0", "n1", "n2", "n3", "n4"));
  EXPECT_THAT(titles(svg, "edge"), ElementsAre("n0->n3", "n1->n3", "n2->n3", "n3->n4"));
  EXPECT_THAT(titles(svg, "cluster"), Contains("cluster_c1"));
  std::vector<std::string> shown = texts(svg);
  for (const char* text : {"× 7", "matmul", "kernel", "(4, 8)", "state", "next state"}) {
    EXPECT_THAT(shown, Contains(HasSubstr(text)));
  }
}

TEST_P(EveryStyle, ShowsHostileNamesWithinLayersAsTheyAre) {
  for (const char* name : kHostileNames) {
    View view = inside_view();
    view.clusters[0].name = view.clusters[0].class_name = name;
    view.nodes[3].name = view.nodes[3].detail = name;
    view.nodes[2].weights[0].name = view.nodes[2].weights[0].shape = name;
    view.nodes[1].detail = view.nodes[0].detail = name;
    std::string svg = svg_of(view, GetParam());
    EXPECT_EQ(xml_fault(svg), "") << name;
    EXPECT_THAT(texts(svg), Contains(HasSubstr(name)));
  }
}

TEST_P(EveryStyle, DrawsTheInsideOfALayerWithoutWords) {
  View view = inside_view();
  for (ViewNode& node : view.nodes) {
    node.name = node.detail = "";
    node.output_shapes.clear();
    for (ViewWeight& weight : node.weights) weight = {};
  }
  view.nodes[2].weights.clear();
  for (ViewCluster& cluster : view.clusters) cluster.name = cluster.class_name = "";
  EXPECT_EQ(xml_fault(svg_of(view, GetParam())), "");
}

TEST_P(EveryStyle, SurvivesBytesThatAreNoText) {
  View view = chain(4);
  view.nodes[0].name = "bell\a and \xFF and \x1B[31m and \uFFFF";
  view.nodes[1].name = "";
  view.nodes[2].name = "   ";
  view.nodes[3] = {.id = "n3"};
  view.clusters.push_back({"c0", "", "", -1});
  view.nodes[2].cluster = 0;
  std::string svg = svg_of(view, GetParam());
  EXPECT_EQ(xml_fault(svg), "");
  EXPECT_EQ(titles(svg, "node").size(), 4U);
}

TEST_P(EveryStyle, DrawsAnEmptyView) { EXPECT_EQ(xml_fault(svg_of({}, GetParam())), ""); }

INSTANTIATE_TEST_SUITE_P(Dot, EveryStyle,
                         testing::Values(DotOptions{}, DotOptions{RankDir::kLR, find_theme("dark")},
                                         DotOptions{RankDir::kTB, find_theme("keras")},
                                         DotOptions{RankDir::kBT, find_theme("keras")}));

// Beside each other, so that the next layer stands below.
TEST(Dot, PutsWeightsAndNewStatesBesideTheirOp) {
  std::string dot = write_dot(inside_view());
  EXPECT_THAT(dot, HasSubstr("{ rank=same; n2; n3; }"));
  EXPECT_THAT(dot, HasSubstr("{ rank=same; n3; n4; }"));
  EXPECT_THAT(dot, Not(HasSubstr("{ rank=same; n1; ")));
}

// Weights that several ops take stand above them.
TEST(Dot, PutsSharedWeightsAboveTheirOps) {
  View view = inside_view();
  add_inner(view, NodeRole::kOp, "transpose", 1);
  view.edges.push_back({2, 5, ""});
  EXPECT_THAT(write_dot(view), Not(HasSubstr("{ rank=same; n2;")));
}

TEST(Dot, EndsAnArrowAtTheEdgeOfAFrame) {
  View view = inside_view();
  EXPECT_THAT(write_dot(view), Not(HasSubstr("compound")));
  view.edges.back().to_cluster = 0;
  EXPECT_THAT(write_dot(view), HasSubstr("compound=true"));
  EXPECT_THAT(write_dot(view), HasSubstr("lhead=cluster_c0]"));
}

TEST(Dot, ShowsOfWeightsWhatIsAskedFor) {
  struct Case {
    ViewOptions options;
    std::vector<std::string> texts;
  };
  const Case cases[] = {
      {{}, {"kernel", "(4, 8)"}},
      {{.show_shapes = false}, {"kernel", "(4, 8)"}},
      {{.show_dtype = true}, {"kernel", "(4, 8) float32"}},
      {{.show_trainable = true}, {"kernel", "(4, 8) frozen"}},
  };
  for (const Case& c : cases) {
    View view{.options = c.options};
    add_inner(view, NodeRole::kWeights, "kernel").weights[0].trainable = false;
    EXPECT_EQ(texts(svg_of(view)), c.texts);
  }
}

TEST(Dot, NamesTheFramesOfLayersAsTheirBoxes) {
  View view = inside_view();
  EXPECT_THAT(texts(svg_of(view)), Contains("rnn"));
  EXPECT_THAT(texts(svg_of(view, {.theme = find_theme("keras")})), Contains("rnn (SimpleRNN)"));
  view.options.show_layer_names = false;
  for (const char* theme : {"light", "keras"}) {
    EXPECT_THAT(texts(svg_of(view, {.theme = find_theme(theme)})), Not(Contains(HasSubstr("rnn"))));
    EXPECT_THAT(texts(svg_of(view, {.theme = find_theme(theme)})), Contains("SimpleRNN"));
  }
}

TEST(Dot, EndsLongListsOfWeightsEarly) {
  View view;
  add_inner(view, NodeRole::kWeights, "w").weights.resize(30, {"w", "(1,)", "float32", true});
  EXPECT_THAT(texts(svg_of(view)), Contains("… 18 more"));
}

TEST(Dot, HasAnArrowPerTensor) {
  EXPECT_THAT(titles(svg_of(nested_view()), "edge"),
              ElementsAre("n0->n2", "n1->n2", "n2->n3", "n2->n3", "n3->n4"));
}

TEST(Dot, HasAnArrowPerPairOfBoxesInTheStyleOfKeras) {
  std::string dot = write_dot(nested_view(), {.theme = find_theme("keras")});
  EXPECT_EQ(dot.find("n2 -> n3"), dot.rfind("n2 -> n3"));
}

TEST(Dot, ShowsWhatIsAskedFor) {
  struct Case {
    ViewOptions options;
    std::vector<std::string> texts;
  };
  const Case cases[] = {
      {{}, {"d", "Dense · 2 calls", "(None, 8)"}},
      {{.show_shapes = false}, {"d", "Dense · 2 calls"}},
      {{.show_layer_names = false}, {"Dense", "2 calls", "(None, 8)"}},
      {{.show_dtype = true}, {"d", "Dense · 2 calls", "(None, 8) float32"}},
      {{.show_shapes = false, .show_dtype = true}, {"d", "Dense · 2 calls", "float32"}},
      {{.show_layer_activations = true, .show_trainable = true},
       {"d", "Dense · relu · 2 calls · non-trainable", "(None, 8)"}},
  };
  for (const Case& c : cases) {
    View view{.options = c.options};
    add_box(view, "d");
    view.nodes[0].activation = "relu";
    view.nodes[0].trainable = false;
    view.nodes[0].calls = 2;
    EXPECT_EQ(texts(svg_of(view)), c.texts);
  }
}

TEST(Dot, ShowsInTheStyleOfKerasWhatPlotModelShows) {
  struct Case {
    const char* class_name;
    ViewOptions options;
    std::vector<std::string> texts;
  };
  const ViewOptions nothing{.show_shapes = false, .show_layer_names = false};
  const ViewOptions all{.show_dtype = true, .show_layer_activations = true, .show_trainable = true};
  const Case cases[] = {
      {"Dense", nothing, {"Dense"}},
      {"Dense", {.show_shapes = false}, {"d", " (Dense)"}},
      {"Dense",
       all,
       {"d", " (Dense)", "Activation: ", "relu", "Input shape: ", "(None, 4)",
        "Output shape: ", "(None, 8)", "Output dtype: ", "float32", "Trainable"}},
      {"InputLayer", {}, {"d", " (InputLayer)", "Output shape: ", "(None, 8)"}},
  };
  for (const Case& c : cases) {
    View view{.options = c.options};
    add_box(view, "d", c.class_name);
    view.nodes[0].activation = "relu";
    view.nodes[0].trainable = true;
    EXPECT_EQ(texts(svg_of(view, {.theme = find_theme("keras")})), c.texts);
  }
}

TEST(Dot, SharesALineAmongOutputsThatAreAlike) {
  View view;
  add_box(view, "lstm", "LSTM");
  view.nodes[0].output_shapes = {"(None, 7, 8)", "(None, 8)", "(None, 8)"};
  view.nodes[0].dtypes.assign(3, "float32");
  EXPECT_THAT(texts(svg_of(view)), ElementsAre("lstm", "LSTM", "(None, 7, 8)", "2 × (None, 8)"));
}

TEST(Dot, EndsLongListsOfOutputsEarly) {
  View view;
  add_box(view, "split", "Split");
  view.nodes[0].output_shapes.clear();
  for (int i = 0; i < 9; ++i) view.nodes[0].output_shapes.push_back("(" + std::to_string(i) + ",)");
  view.nodes[0].dtypes.assign(9, "float32");
  EXPECT_THAT(texts(svg_of(view)),
              ElementsAre("split", "Split", "(0,)", "(1,)", "(2,)", "(3,)", "… 5 more"));
}

TEST(Dot, PutsTheMessageIntoTheBoxThatFails) {
  View view = chain(2);
  view.nodes[1].state = NodeState::kFailed;
  view.nodes[1].message =
      "matmul: inner sizes differ: 128 (last of the left) and 64 (second last of the right)";
  EXPECT_THAT(texts(svg_of(view)), ElementsAre("layer_0", "Dense", "(None, 8)", "layer_1", "Dense",
                                               "matmul: inner sizes differ: 128 (last of the",
                                               "left) and 64 (second last of the right)"));
}

TEST(Dot, MarksTheStateOfABox) {
  View view = chain(1);
  auto dot_of = [&](NodeState state) {
    view.nodes[0].state = state;
    return write_dot(view);
  };
  EXPECT_THAT(dot_of(NodeState::kInferred), Not(HasSubstr("dashed")));
  EXPECT_THAT(dot_of(NodeState::kRecorded), HasSubstr("dashed"));
  EXPECT_THAT(dot_of(NodeState::kUnknown), HasSubstr("dashed"));
  EXPECT_THAT(dot_of(NodeState::kFailed), HasSubstr("#c62828"));
}

TEST(Dot, SaysNothingOfDots) {
  for (const char* theme : {"light", "keras"}) {
    EXPECT_THAT(write_dot(chain(2), {.theme = find_theme(theme)}), Not(HasSubstr("dpi")));
  }
}

}  // namespace
}  // namespace modelviz::test
