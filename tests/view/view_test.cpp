// What a picture shows of a model, as lines of text.
#include <gtest/gtest.h>

#include "view/picture.h"
#include "view/small_models.h"

namespace modelviz::test {
namespace {

const ViewOptions kExpanded{.expand_nested = true};

const char* const kUnits4 = R"("units": 4)";
const char* const kUnits8 = R"("units": 8)";

TEST(View, ShowsTheInputOfASequential) {
  EXPECT_EQ(picture(sequential("mlp", {input("x", "[null, 8]"), {"hidden", "Dense", kUnits4, {}}})),
            R"(
mlp
  n0 x InputLayer (None, 8)
  n1 hidden Dense (None, 4)
n0 -> n1 (None, 8)
)");
}

TEST(View, ShowsEachTensorAndConsumerOnce) {
  std::string twice = functional(
      "twice", {input("x", "[null, 4]"), {"add", "Add", "", {{{"x"}, {"x"}}}}}, {{"x"}}, {{"add"}});
  EXPECT_EQ(picture(twice), R"(
twice
  n0 x InputLayer (None, 4)
  n1 add Add (None, 4)
n0 -> n1 (None, 4)
)");
}

TEST(View, ShowsASharedLayerOnceWithTheArrowsOfAllCalls) {
  Picture shared(functional("shared",
                            {input("a", "[null, 8]"),
                             input("b", "[null, 8]"),
                             {"dense", "Dense", kUnits4, {{{"a"}}, {{"b"}}}},
                             {"both", "Concatenate", "", {{{"dense", 0}, {"dense", 1}}}}},
                            {{"a"}, {"b"}}, {{"both"}}));
  EXPECT_EQ("\n" + text(shared.view), R"(
shared
  n0 a InputLayer (None, 8)
  n1 b InputLayer (None, 8)
  n2 dense Dense (None, 4)
  n3 both Concatenate (None, 8)
n0 -> n2 to call 1 (None, 8)
n1 -> n2 to call 2 (None, 8)
n2 -> n3 of call 1 (None, 4)
n2 -> n3 of call 2 (None, 4)
)");
  EXPECT_EQ(shared.view.nodes[2].calls, 2);
  EXPECT_EQ(shared.view.nodes[2].params, 36);
}

TEST(View, NamesWhatAWrapperHolds) {
  std::string dense = R"("layer": {"module": "keras.layers", "class_name": "Dense",
                                   "config": {"name": "dense", "units": 4}})";
  std::string wrapper =
      sequential("text", {input("x", "[null, 7, 8]"), {"each", "TimeDistributed", dense, {}}});
  EXPECT_EQ(picture(wrapper), R"(
text
  n0 x InputLayer (None, 7, 8)
  n1 each TimeDistributed(Dense) (None, 7, 4)
n0 -> n1 (None, 7, 8)
)");
}

std::string encoder() {
  return functional("encoder",
                    {input("picture", "[null, 8]"), {"code", "Dense", kUnits4, {{{"picture"}}}}},
                    {{"picture"}}, {{"code"}});
}

std::string siamese() {
  return functional("siamese",
                    {input("left", "[null, 8]"),
                     input("right", "[null, 8]"),
                     nested("encoder", encoder(), {{{"left"}}, {{"right"}}}),
                     {"distance", "Subtract", "", {{{"encoder", 0}, {"encoder", 1}}}}},
                    {{"left"}, {"right"}}, {{"distance"}});
}

TEST(View, ShowsANestedModelAsOneBox) {
  EXPECT_EQ(picture(siamese()), R"(
siamese
  n0 left InputLayer (None, 8)
  n1 right InputLayer (None, 8)
  n2 encoder Functional (None, 4)
  n3 distance Subtract (None, 4)
n0 -> n2 to call 1 (None, 8)
n1 -> n2 to call 2 (None, 8)
n2 -> n3 of call 1 (None, 4)
n2 -> n3 of call 2 (None, 4)
)");
}

TEST(View, ExpandsAModelThatIsCalledTwiceOnce) {
  EXPECT_EQ(picture(siamese(), kExpanded), R"(
siamese
  n0 left InputLayer (None, 8)
  n1 right InputLayer (None, 8)
  n4 distance Subtract (None, 4)
  c0 encoder Functional
    n2 picture InputLayer (None, 8)
    n3 code Dense (None, 4)
n2 -> n3 (None, 8)
n0 -> n2 to call 1 (None, 8)
n1 -> n2 to call 2 (None, 8)
n3 -> n4 of call 1 (None, 4)
n3 -> n4 of call 2 (None, 4)
)");
}

// Each arrow ends at the input, and begins at the output, that its tensor belongs to.
TEST(View, ConnectsInputsAndOutputsOfANestedModelByTensor) {
  std::string cross = functional("cross",
                                 {input("p", "[null, 3]"),
                                  input("q", "[null, 5]"),
                                  {"of_p", "Dense", kUnits4, {{{"p"}}}},
                                  {"of_q", "Dense", kUnits8, {{{"q"}}}}},
                                 {{"p"}, {"q"}}, {{"of_q"}, {"of_p"}});
  std::string outer = functional("outer",
                                 {input("a", "[null, 5]"),
                                  input("b", "[null, 3]"),
                                  nested("cross", cross, {{{"b"}, {"a"}}}),
                                  {"first", "Flatten", "", {{{"cross", 0, 0}}}},
                                  {"second", "Flatten", "", {{{"cross", 0, 1}}}}},
                                 {{"a"}, {"b"}}, {{"first"}, {"second"}});
  EXPECT_EQ(picture(outer, kExpanded), R"(
outer
  n0 a InputLayer (None, 5)
  n1 b InputLayer (None, 3)
  n6 first Flatten (None, 8)
  n7 second Flatten (None, 4)
  c0 cross Functional
    n2 p InputLayer (None, 3)
    n3 q InputLayer (None, 5)
    n4 of_p Dense (None, 4)
    n5 of_q Dense (None, 8)
n2 -> n4 (None, 3)
n3 -> n5 (None, 5)
n1 -> n2 (None, 3)
n0 -> n3 (None, 5)
n5 -> n6 (None, 8)
n4 -> n7 (None, 4)
)");
}

TEST(View, ExpandsASequentialWithoutItsInputAndModelsWithinModels) {
  std::string head =
      sequential("head", {input("features", "[null, 4]"), {"top", "Dense", kUnits8, {}}});
  std::string body = sequential(
      "body", {input("x", "[null, 8]"), {"inner", "Dense", kUnits4, {}}, nested("head", head, {})});
  std::string outer = functional(
      "outer", {input("a", "[null, 8]"), nested("body", body, {{{"a"}}})}, {{"a"}}, {{"body"}});
  EXPECT_EQ(picture(outer, kExpanded), R"(
outer
  n0 a InputLayer (None, 8)
  c0 body Sequential
    n1 inner Dense (None, 4)
    c1 head Sequential
      n2 top Dense (None, 8)
n1 -> n2 (None, 4)
n0 -> n1 (None, 8)
)");
}

TEST(View, MarksTheLayerThatFailsAndGoesOn) {
  std::string wrong = functional("wrong",
                                 {input("a", "[null, 8]"),
                                  input("b", "[null, 9]"),
                                  {"sum", "Add", "", {{{"a"}, {"b"}}}},
                                  {"after", "Dense", kUnits4, {{{"sum"}}}},
                                  {"aside", "Dense", kUnits4, {{{"a"}}}}},
                                 {{"a"}, {"b"}}, {{"after"}, {"aside"}});
  View view = Picture(wrong).view;
  EXPECT_EQ(view.nodes[2].state, NodeState::kFailed);
  EXPECT_NE(view.nodes[2].message, "");
  EXPECT_EQ(view.nodes[2].input_shapes, (std::vector<std::string>{"(None, 8)", "(None, 9)"}));
  EXPECT_EQ(view.nodes[3].state, NodeState::kUnknown);
  EXPECT_EQ(view.nodes[3].output_shapes, std::vector<std::string>{"?"});
  EXPECT_EQ(view.nodes[4].output_shapes, std::vector<std::string>{"(None, 4)"});
}

TEST(View, MarksANestedModelInWhichALayerFails) {
  std::string wrong =
      functional("wrong",
                 {input("x", "[null, 8]"),
                  {"image", "Conv2D", R"("filters": 4, "kernel_size": [3, 3])", {{{"x"}}}}},
                 {{"x"}}, {{"image"}});
  std::string outer = functional(
      "outer", {input("a", "[null, 8]"), nested("wrong", wrong, {{{"a"}}})}, {{"a"}}, {{"wrong"}});
  View closed = Picture(outer).view, opened = Picture(outer, kExpanded).view;
  EXPECT_EQ(closed.nodes[1].state, NodeState::kFailed);
  EXPECT_TRUE(closed.nodes[1].message.starts_with("wrong/image: ")) << closed.nodes[1].message;
  EXPECT_EQ(opened.nodes[2].name, "image");
  EXPECT_EQ(opened.nodes[2].state, NodeState::kFailed);
}

TEST(View, ShowsALayerOfAnUnknownClass) {
  View view =
      Picture(sequential("odd", {input("x", "[null, 8]"), {"mine", "MyLayer", "", {}}})).view;
  EXPECT_EQ(view.nodes[1].state, NodeState::kUnknown);
  EXPECT_EQ(view.nodes[1].kind, LayerKind::kCustom);
  EXPECT_EQ(view.nodes[1].output_shapes, std::vector<std::string>{"?"});
}

TEST(View, SaysWhetherALayerIsTrainedOnlyIfItHasWeights) {
  View view =
      Picture(sequential("net", {input("x", "[null, 8]"),
                                 {"frozen", "Dense", R"("units": 4, "trainable": false)", {}},
                                 {"open", "Dense", kUnits4, {}},
                                 {"flat", "Flatten", "", {}}}))
          .view;
  EXPECT_EQ(view.nodes[1].trainable, false);
  EXPECT_EQ(view.nodes[2].trainable, true);
  EXPECT_EQ(view.nodes[3].trainable, std::nullopt);
}

struct ActivationCase {
  const char* config;
  const char* text;
};

class Activations : public testing::TestWithParam<ActivationCase> {};

TEST_P(Activations, AreNamedAsInKeras) {
  std::string config = std::string(R"("units": 4)") + GetParam().config;
  EXPECT_EQ(Picture(sequential("net", {input("x", "[null, 8]"), {"d", "Dense", config, {}}}))
                .view.nodes[1]
                .activation,
            GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    View, Activations,
    testing::Values(
        ActivationCase{R"(, "activation": "relu")", "relu"},
        ActivationCase{R"(, "activation": null)", "linear"},
        ActivationCase{R"(, "activation": {"module": "keras.layers", "class_name": "LeakyReLU",
                           "config": {"name": "leaky", "negative_slope": 0.3}})",
                       "leaky"},
        ActivationCase{R"(, "activation": {"module": "builtins", "class_name": "function",
                           "config": "my_swish", "registered_name": "function"})",
                       "my_swish"},
        ActivationCase{
            R"(, "activation": {"class_name": "__lambda__", "config": {"value": ["4wEA"]}})",
            "<lambda>"}));

struct RangeCase {
  const char *from, *to;
  const char* names;
};

// a -> b1 -> b2 -> d, a -> c -> d, d -> e
std::string branches() {
  return functional("branches",
                    {input("a", "[null, 4]"),
                     {"b1", "Dense", kUnits4, {{{"a"}}}},
                     {"c", "Dense", kUnits4, {{{"a"}}}},
                     {"b2", "Dense", kUnits4, {{{"b1"}}}},
                     {"d", "Add", "", {{{"b2"}, {"c"}}}},
                     {"e+", "Flatten", "", {{{"d"}}}}},
                    {{"a"}}, {{"e+"}});
}

class LayerRange : public testing::TestWithParam<RangeCase> {};

TEST_P(LayerRange, Keeps) {
  View view = Picture(branches(), {.layer_range = {{GetParam().from, GetParam().to}}}).view;
  std::string names;
  for (const ViewNode& node : view.nodes) {
    if (node.role == NodeRole::kLayer) names += (names.empty() ? "" : " ") + node.name;
  }
  EXPECT_EQ(names, GetParam().names);
}

INSTANTIATE_TEST_SUITE_P(
    View, LayerRange,
    testing::Values(RangeCase{"a", "e", "a b1 c b2 d e+"}, RangeCase{"b1", "d", "b1 c b2 d"},
                    RangeCase{"d", "b1", "b1 c b2 d"},  // in any order
                    RangeCase{"b", "b", "b1 c b2"},     // from the first to the last match
                    RangeCase{"[cd]", ".*2", "c b2"},   // regular expressions
                    RangeCase{"e+", "e+", "e+"},        // a name is a name
                    RangeCase{"c", "c", "c"}));

TEST(View, SaysWhereTheArrowsOfARangeComeFrom) {
  EXPECT_EQ(picture(branches(), {.layer_range = {{"c", "d"}}}), R"(
branches
  n0 c Dense (None, 4)
  n1 b2 Dense (None, 4)
  n2 d Add (None, 4)
  n3 (a) (None, 4)
  n4 (b1) (None, 4)
  n5 (e+) (None, 4)
n3 -> n0 (None, 4)
n4 -> n1 (None, 4)
n1 -> n2 (None, 4)
n0 -> n2 (None, 4)
n2 -> n5 (None, 4)
)");
}

TEST(View, RefusesARangeThatMatchesNothing) {
  for (const char* pattern : {"f", "b3$", "("}) {
    try {
      picture(branches(), {.layer_range = {{"a", pattern}}});
      ADD_FAILURE() << pattern;
    } catch (const Error& error) {
      EXPECT_EQ(error.fault, Fault::kUsage);
      EXPECT_EQ(error.diagnostic.message, "no layer is called '" + std::string(pattern) + "'");
    }
  }
}

}  // namespace
}  // namespace modelviz::test
