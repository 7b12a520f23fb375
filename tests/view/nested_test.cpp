// --depth, --expand, --collapse, --unshare and wrappers: what is opened, and which call is which.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "support/golden.h"
#include "view/picture.h"
#include "view/small_models.h"

namespace modelviz::test {
namespace {

const char* const kUnits = R"("units": 4)";

std::string held(const std::string& key, const std::string& class_name, const std::string& config) {
  return "\"" + key + R"(": {"module": "keras.layers", "class_name": ")" + class_name +
         R"(", "config": {)" + config + "}}";
}

// outer( x, inner( a, innermost( b ) ), both( forward, backward ) )
std::string levels() {
  std::string innermost =
      sequential("innermost", {input("i", "[null, 5, 8]"), {"b", "Dense", kUnits, {}}});
  std::string inner = functional("inner",
                                 {input("in", "[null, 5, 8]"),
                                  {"a", "Dense", R"("units": 8)", {{{"in"}}}},
                                  nested("innermost", innermost, {{{"a"}}})},
                                 {{"in"}}, {{"innermost"}});
  std::string directions =
      held("layer", "LSTM", R"("name": "forward_lstm", "units": 3, "return_sequences": true)") +
      ", " +
      held(
          "backward_layer", "LSTM",
          R"("name": "backward_lstm", "units": 3, "return_sequences": true, "go_backwards": true)");
  return functional("outer",
                    {input("x", "[null, 5, 8]"),
                     nested("inner", inner, {{{"x"}}}),
                     {"both", "Bidirectional", directions, {{{"inner"}}}}},
                    {{"x"}}, {{"both"}});
}

ViewOptions opening(std::vector<ViewOptions::Opening> openings, bool expand_nested = false,
                    std::optional<int> depth = std::nullopt) {
  return {.expand_nested = expand_nested, .depth = depth, .openings = std::move(openings)};
}

// The names of boxes, those of a frame in brackets behind its name.
void add_names(const View& view, int cluster, std::string& names) {
  auto add = [&](const std::string& name) {
    bool is_first = names.empty() || names.back() == '(';
    names += (is_first ? "" : " ") + name;
  };
  for (const ViewNode& node : view.nodes) {
    if (node.cluster == cluster) add(node.name);
  }
  for (int i = 0; const ViewCluster& inner : view.clusters) {
    if (inner.parent == cluster) {
      add(inner.name + "(");
      add_names(view, i, names);
      names += ")";
    }
    ++i;
  }
}

struct OpeningCase {
  const char* what;
  ViewOptions options;
  const char* names;
};

class Openings : public testing::TestWithParam<OpeningCase> {};

TEST_P(Openings, Show) {
  std::string names;
  add_names(Picture(levels(), GetParam().options).view, -1, names);
  EXPECT_EQ(names, GetParam().names) << GetParam().what;
}

constexpr const char* kAll = "x inner(in a innermost(b)) both(forward_lstm backward_lstm)";

INSTANTIATE_TEST_SUITE_P(
    View, Openings,
    testing::Values(
        OpeningCase{"nothing", {}, "x inner both"}, OpeningCase{"all", opening({}, true), kAll},
        OpeningCase{"no level", opening({}, true, 0), "x inner both"},
        OpeningCase{"a level", opening({}, false, 1),
                    "x inner(in a innermost) both(forward_lstm backward_lstm)"},
        OpeningCase{"two levels", opening({}, false, 2), kAll},
        OpeningCase{"one by its name", opening({{"inner", true}}), "x both inner(in a innermost)"},
        OpeningCase{"one by its class", opening({{"Functional", true}}),
                    "x both inner(in a innermost)"},
        OpeningCase{"a wrapper by its class", opening({{"Bidirectional", true}}),
                    "x inner both(forward_lstm backward_lstm)"},
        OpeningCase{"a wrapper with what it holds", opening({{"Bidirectional(*)", true}}),
                    "x inner both(forward_lstm backward_lstm)"},
        OpeningCase{"some by a pattern", opening({{"inner*", true}}),
                    "x both inner(in a innermost(b))"},
        OpeningCase{"one within one, which is opened for it", opening({{"innermost", true}}),
                    "x both inner(in a innermost(b))"},
        OpeningCase{"all but one", opening({{"innermost", false}}, true),
                    "x inner(in a innermost) both(forward_lstm backward_lstm)"},
        OpeningCase{"of two that fit the last counts",
                    opening({{"inner*", false}, {"inner", true}}, true),
                    "x inner(in a innermost) both(forward_lstm backward_lstm)"},
        OpeningCase{"in this order", opening({{"inner", true}, {"inner*", false}}, true),
                    "x inner both(forward_lstm backward_lstm)"},
        OpeningCase{"what is closed is not opened for what is in it",
                    opening({{"innermost", true}, {"inner", false}}), "x inner both"},
        OpeningCase{"one more than a level", opening({{"innermost", true}}, false, 1), kAll},
        OpeningCase{"closed layers show no ops",
                    {.openings = {{"both", false}, {"inner", false}}, .show_ops = {{}}},
                    "x inner both"}));

struct RefusedOpening {
  ViewOptions::Opening opening;
  const char *message, *hint;
};

TEST(Opened, RefusesPatternsThatFitNothing) {
  const RefusedOpening cases[] = {
      {{"inne", true}, "--expand: no layer's name or class fits 'inne'", "did you mean inner?"},
      {{"z*", false},
       "--collapse: no layer's name or class fits 'z*'",
       "the names and classes of the layers: modelviz summary"},
      {{"Dense", true},
       "--expand: no nested model and no wrapper fits 'Dense'",
       "The ops within other layers are drawn by --show-ops='Dense'"}};
  for (const RefusedOpening& c : cases) {
    try {
      picture(levels(), opening({c.opening}));
      ADD_FAILURE() << c.message;
    } catch (const Error& error) {
      EXPECT_EQ(error.fault, Fault::kUsage);
      EXPECT_EQ(error.diagnostic.message, c.message);
      EXPECT_EQ(error.diagnostic.hint, c.hint);
    }
  }
}

// ---- wrappers -----------------------------------------------------------------------------------

std::string wrapped(const std::string& class_name, const std::string& config,
                    const std::string& shape = "[null, 5, 8]") {
  return functional("m",
                    {input("x", shape),
                     {"w", class_name, config, {{{"x"}}}},
                     {"y", "Activation", R"("activation": "relu")", {{{"w"}}}}},
                    {{"x"}}, {{"y"}});
}

TEST(OpenedWrappers, ShowBothDirections) {
  std::string lstm = R"("units": 3, "name": )";
  EXPECT_EQ(picture(wrapped("Bidirectional", held("layer", "LSTM", lstm + "\"f\"") + ", " +
                                                 held("backward_layer", "LSTM",
                                                      lstm + R"("b", "go_backwards": true)")),
                    {.expand_nested = true}),
            R"(
m
  n0 x InputLayer (None, 5, 8)
  n3 y Activation (None, 6)
  c0 w Bidirectional(LSTM)
    n1 f LSTM (None, 3)
    n2 b LSTM (None, 3)
n0 -> n1 (None, 5, 8)
n0 -> n2 (None, 5, 8)
n1 -> n3 (None, 6)
n2 -> n3 (None, 6)
)");
}

TEST(OpenedWrappers, ShowWhatIsAppliedToEachStep) {
  EXPECT_EQ(
      picture(wrapped("TimeDistributed", held("layer", "Dense", R"("name": "d", "units": 2)")),
              {.expand_nested = true}),
      R"(
m
  n0 x InputLayer (None, 5, 8)
  n2 y Activation (None, 5, 2)
  c0 w TimeDistributed(Dense)
    c1 × 5
      n1 d Dense (None, 2)
n0 -> n1 (None, 5, 8)
n1 -> n2 (None, 5, 2)
)");
}

TEST(OpenedWrappers, ShowTheCellsOfARecurrentLayer) {
  std::string cells =
      R"("cells": [)"
      R"({"module": "keras.layers", "class_name": "LSTMCell", "config": {"name": "first", "units": 3}}, )"
      R"({"module": "keras.layers", "class_name": "GRUCell", "config": {"name": "second", "units": 4}}])";
  EXPECT_EQ(picture(wrapped("RNN", held("cell", "StackedRNNCells", R"("name": "stack", )" + cells)),
                    {.expand_nested = true}),
            R"(
m
  n0 x InputLayer (None, 5, 8)
  n3 y Activation (None, 4)
  c0 w RNN(StackedRNNCells)
    c1 × 5
      c2 stack StackedRNNCells
        n1 first LSTMCell (None, 3) (None, 3) (None, 3)
        n2 second GRUCell (None, 4) (None, 4)
n1 -> n2 (None, 3)
n0 -> n1 (None, 5, 8)
n2 -> n3 (None, 4)
)");
}

TEST(OpenedWrappers, StayBoxesWhereTheirLayerFails) {
  View view =
      Picture(
          wrapped("TimeDistributed",
                  held("layer", "Conv2D", R"("name": "c", "filters": 2, "kernel_size": [3, 3])")),
          {.expand_nested = true})
          .view;
  EXPECT_TRUE(view.clusters.empty());
  EXPECT_EQ(view.nodes[1].state, NodeState::kFailed);
}

// ---- calls --------------------------------------------------------------------------------------

std::string twice() {
  return functional("twice",
                    {input("a", "[null, 8]"),
                     input("b", "[null, 5, 8]"),
                     {"d", "Dense", kUnits, {{{"a"}}, {{"b"}}}},
                     {"p", "Flatten", "", {{{"d", 0}}}},
                     {"q", "Flatten", "", {{{"d", 1}}}}},
                    {{"a"}, {"b"}}, {{"p"}, {"q"}});
}

TEST(Calls, StandAtTheArrowsOfALayerThatIsDrawnOnce) {
  EXPECT_EQ(picture(twice()), R"(
twice
  n0 a InputLayer (None, 8)
  n1 b InputLayer (None, 5, 8)
  n2 d Dense (None, 4)
  n3 p Flatten (None, 4)
  n4 q Flatten (None, 20)
n0 -> n2 to call 1 (None, 8)
n1 -> n2 to call 2 (None, 5, 8)
n2 -> n3 of call 1 (None, 4)
n2 -> n4 of call 2 (None, 5, 4)
)");
}

TEST(Calls, AreBoxesOfTheirOwn) {
  EXPECT_EQ(picture(twice(), {.unshare = true}), R"(
twice
  n0 a InputLayer (None, 8)
  n1 b InputLayer (None, 5, 8)
  n2 d Dense (None, 4) call 1
  n3 d Dense (None, 5, 4) call 2
  n4 p Flatten (None, 4)
  n5 q Flatten (None, 20)
n0 -> n2 (None, 8)
n1 -> n3 (None, 5, 8)
n2 -> n4 (None, 4)
n3 -> n5 (None, 5, 4)
)");
}

TEST(Calls, OfTheSameTensorShareAnArrow) {
  std::string same = functional("same",
                                {input("x", "[null, 8]"),
                                 {"d", "Dropout", R"("rate": 0.5)", {{{"x"}}, {{"x"}}}},
                                 {"s", "Add", "", {{{"d", 0}, {"d", 1}}}}},
                                {{"x"}}, {{"s"}});
  EXPECT_EQ(picture(same), R"(
same
  n0 x InputLayer (None, 8)
  n1 d Dropout (None, 8)
  n2 s Add (None, 8)
n0 -> n1 to call 1 to call 2 (None, 8)
n1 -> n2 of call 1 (None, 8)
n1 -> n2 of call 2 (None, 8)
)");
}

std::string siamese() {
  std::string encoder = functional(
      "encoder", {input("picture", "[null, null, 8]"), {"code", "Dense", kUnits, {{{"picture"}}}}},
      {{"picture"}}, {{"code"}});
  return functional("siamese",
                    {input("left", "[null, 6, 8]"),
                     input("right", "[null, 7, 8]"),
                     nested("encoder", encoder, {{{"left"}}, {{"right"}}}),
                     {"both", "Concatenate", R"("axis": 1)", {{{"encoder", 0}, {"encoder", 1}}}}},
                    {{"left"}, {"right"}}, {{"both"}});
}

TEST(Calls, OfAModelAreFramesOfTheirOwnWithTheirShapes) {
  EXPECT_EQ(picture(siamese(), {.expand_nested = true, .unshare = true}), R"(
siamese
  n0 left InputLayer (None, 6, 8)
  n1 right InputLayer (None, 7, 8)
  n6 both Concatenate (None, 13, 4)
  c0 encoder Functional call 1
    n2 picture InputLayer (None, 6, 8)
    n3 code Dense (None, 6, 4)
  c1 encoder Functional call 2
    n4 picture InputLayer (None, 7, 8)
    n5 code Dense (None, 7, 4)
n2 -> n3 (None, 6, 8)
n4 -> n5 (None, 7, 8)
n0 -> n2 (None, 6, 8)
n1 -> n4 (None, 7, 8)
n3 -> n6 (None, 6, 4)
n5 -> n6 (None, 7, 4)
)");
}

// ---- what holds of every model ------------------------------------------------------------------

// With each call for itself, the arrows into a layer are exactly its tensors.
class Unshared : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Unshared, HasAnArrowForEachTensorOfEachCall) {
  Model model = build(read(GetParam()));
  modelviz::Run result = run(model);
  View view = make_view(model, result, {.unshare = true});
  const Graph& graph = *model.root.graph;
  std::map<std::pair<std::string, int>, int> nodes;
  for (int i = 0; const ViewNode& node : view.nodes) nodes[{node.name, node.call}] = i++;
  auto node_of = [&](int layer, int call) {
    const Layer& found = graph.layers[static_cast<std::size_t>(layer)];
    return nodes.at({found.name, found.calls.size() > 1 ? call + 1 : 0});
  };
  std::multiset<std::pair<int, int>> drawn, meant;
  for (const ViewEdge& edge : view.edges) drawn.emplace(edge.from, edge.to);
  for (int layer = 0; layer < static_cast<int>(graph.layers.size()); ++layer) {
    for (int call = 0; const CallSite& site : graph.layers[static_cast<std::size_t>(layer)].calls) {
      std::set<TensorRef> tensors(site.inputs.begin(), site.inputs.end());
      for (const TensorRef& ref : tensors) {
        meant.emplace(node_of(ref.layer, ref.call), node_of(layer, call));
      }
      ++call;
    }
  }
  EXPECT_EQ(drawn, meant);
}

INSTANTIATE_TEST_SUITE_P(Zoo, Unshared, testing::ValuesIn(models_in("zoo")), stem_of_model);
INSTANTIATE_TEST_SUITE_P(Keras2, Unshared, testing::ValuesIn(models_in("zoo_keras2")),
                         stem_of_model);

// Whatever is opened, nothing hangs in the air that was connected before, and each input of a model
// within leads somewhere.
class OpenedModels : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(OpenedModels, StayConnected) {
  Model model = build(read(GetParam()));
  modelviz::Run result = run(model);
  auto unfed = [&](const ViewOptions& options) {
    View view = make_view(model, result, options);
    std::set<std::string> names;
    std::vector<bool> is_fed(view.nodes.size(), false);
    for (const ViewEdge& edge : view.edges) is_fed[static_cast<std::size_t>(edge.to)] = true;
    for (std::size_t i = 0; i < view.nodes.size(); ++i) {
      const ViewNode& node = view.nodes[i];
      if (!is_fed[i] && node.class_name != "InputLayer") names.insert(node.name);
    }
    return names;
  };
  auto idle_inputs = [&](const ViewOptions& options) {
    View view = make_view(model, result, options);
    std::set<std::string> names;
    for (const ViewNode& node : view.nodes) {
      if (node.class_name == "InputLayer") names.insert(node.id + " " + node.name);
    }
    for (const ViewEdge& edge : view.edges) {
      const ViewNode& from = view.nodes[static_cast<std::size_t>(edge.from)];
      names.erase(from.id + " " + from.name);
    }
    return names.size();
  };
  EXPECT_EQ(idle_inputs({.expand_nested = true}), idle_inputs({}));
  EXPECT_EQ(unfed({.expand_nested = true}), unfed({}));
  EXPECT_EQ(unfed({.expand_nested = true, .unshare = true}), unfed({.unshare = true}));
}

INSTANTIATE_TEST_SUITE_P(Zoo, OpenedModels, testing::ValuesIn(models_in("zoo")), stem_of_model);
INSTANTIATE_TEST_SUITE_P(Keras2, OpenedModels, testing::ValuesIn(models_in("zoo_keras2")),
                         stem_of_model);

}  // namespace
}  // namespace modelviz::test
