// --show-ops and --show-weights: what a picture shows of the inside of layers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "view/picture.h"
#include "view/small_models.h"

namespace modelviz::test {
namespace {

using testing::HasSubstr;
using testing::Not;

ViewOptions ops_of(std::vector<std::string> patterns = {}) {
  return {.show_ops = std::move(patterns)};
}

std::string one_layer(const std::string& shape, const std::string& class_name,
                      const std::string& config) {
  return sequential("net", {input("x", shape), {"layer", class_name, config, {}}});
}

struct Inside {
  const char* what;
  const char *shape, *class_name, *config;
  const char* text;
};

class ShowOps : public testing::TestWithParam<Inside> {};

TEST_P(ShowOps, DrawsTheInsideOfALayer) {
  const Inside& p = GetParam();
  EXPECT_EQ(picture(one_layer(p.shape, p.class_name, p.config), ops_of()), p.text);
}

const Inside kInsides[] = {
    {"Dense", "[null, 8]", "Dense", R"("units": 4, "activation": "relu")", R"(
net
  n0 x InputLayer (None, 8)
  c0 layer Dense
    n1 {kernel (8, 4)}
    n2 [matmul] (None, 4)
    n3 {bias (4,)}
    n4 [add] (None, 4)
    n5 [relu] (None, 4)
n1 -> n2
n2 -> n4 (None, 4)
n3 -> n4
n4 -> n5 (None, 4)
n0 -> n2 (None, 8)
)"},
    {"DenseWithoutBias", "[null, 8]", "Dense", R"("units": 4, "use_bias": false)", R"(
net
  n0 x InputLayer (None, 8)
  c0 layer Dense
    n1 {kernel (8, 4)}
    n2 [matmul] (None, 4)
n1 -> n2
n0 -> n2 (None, 8)
)"},
    {"BatchNormalizationWithItsWeightsInOneBox", "[null, 8]", "BatchNormalization", "", R"(
net
  n0 x InputLayer (None, 8)
  c0 layer BatchNormalization
    n1 {gamma (8,), beta (8,), moving_mean (8,), moving_variance (8,)}
    n2 [batch_normalization axis=1] (None, 8)
n1 -> n2
n0 -> n2 (None, 8)
)"},
    {"TheLoopAndTheStatesOfALSTM", "[null, 7, 3]", "LSTM", R"("units": 4)", R"(
net
  n0 x InputLayer (None, 7, 3)
  c0 layer LSTM
    c1 × 7
      n1 <state 1 zeros at first> (None, 4)
      n2 <state 2 zeros at first> (None, 4)
      n3 [take step] (None, 3)
      n21 <next state 1> (None, 4)
      n22 <next state 2> (None, 4)
      c2 lstm_cell LSTMCell
        n4 {kernel (3, 16)}
        n5 [matmul] (None, 16)
        n6 {recurrent_kernel (4, 16)}
        n7 [matmul] (None, 16)
        n8 [add] (None, 16)
        n9 {bias (16,)}
        n10 [add] (None, 16)
        n11 [split 4, axis=1] (None, 4) (None, 4) (None, 4) (None, 4)
        n12 [sigmoid] (None, 4)
        n13 [sigmoid] (None, 4)
        n14 [tanh] (None, 4)
        n15 [multiply] (None, 4)
        n16 [multiply] (None, 4)
        n17 [add] (None, 4)
        n18 [sigmoid] (None, 4)
        n19 [tanh] (None, 4)
        n20 [multiply] (None, 4)
n3 -> n5 (None, 3)
n4 -> n5
n1 -> n7 (None, 4)
n6 -> n7
n5 -> n8 (None, 16)
n7 -> n8 (None, 16)
n8 -> n10 (None, 16)
n9 -> n10
n10 -> n11 (None, 16)
n11 -> n12 (None, 4)
n11 -> n13 (None, 4)
n11 -> n14 (None, 4)
n13 -> n15 (None, 4)
n2 -> n15 (None, 4)
n12 -> n16 (None, 4)
n14 -> n16 (None, 4)
n15 -> n17 (None, 4)
n16 -> n17 (None, 4)
n11 -> n18 (None, 4)
n17 -> n19 (None, 4)
n18 -> n20 (None, 4)
n19 -> n20 (None, 4)
n20 -> n21 (None, 4)
n17 -> n22 (None, 4)
n0 -> n3 (None, 7, 3)
)"},
    {"AnUnknownNumberOfSteps", "[null, null, 3]", "TimeDistributed",
     R"("layer": {"module": "keras.layers", "class_name": "Dense",
                  "config": {"name": "dense", "units": 4, "use_bias": false}})",
     R"(
net
  n0 x InputLayer (None, None, 3)
  c0 layer TimeDistributed(Dense)
    n4 [stack steps] (None, None, 4)
    c1 × t
      n1 [take step] (None, 3)
      c2 dense Dense
        n2 {kernel (3, 4)}
        n3 [matmul] (None, 4)
n1 -> n3 (None, 3)
n2 -> n3
n3 -> n4 (None, 4)
n0 -> n1 (None, None, 3)
)"},
    {"SpatialConstants", "[null, 9, 9, 3]", "Conv2D",
     R"("filters": 2, "kernel_size": [3, 3], "strides": [2, 2], "padding": "same",
        "data_format": "channels_last", "use_bias": false)",
     R"(
net
  n0 x InputLayer (None, 9, 9, 3)
  c0 layer Conv2D
    n1 {kernel (3, 3, 3, 2)}
    n2 [conv strides=(2, 2), padding=same] (None, 5, 5, 2)
n1 -> n2
n0 -> n2 (None, 9, 9, 3)
)"},
    {"ASingleOpInItsBox", "[null, 9, 9, 3]", "MaxPooling2D", R"("pool_size": [2, 2])", R"(
net
  n0 x InputLayer (None, 9, 9, 3)
  n1 layer MaxPooling2D [max_pool (2, 2)] (None, 4, 4, 3)
n0 -> n1 (None, 9, 9, 3)
)"},
    {"NothingMoreWhereTheClassSaysItAll", "[null, 9]", "Flatten", "", R"(
net
  n0 x InputLayer (None, 9)
  n1 layer Flatten [reshape] (None, 9)
n0 -> n1 (None, 9)
)"},
    {"ARandomOpByItsKind", "[null, 9]", "Dropout", R"("rate": 0.5)", R"(
net
  n0 x InputLayer (None, 9)
  n1 layer Dropout (None, 9)
n0 -> n1 (None, 9)
)"},
    {"NoCastOfAWeight", "[null, 8]", "BatchNormalization",
     R"("scale": false, "center": false, "dtype": "float16")", R"(
net
  n0 x InputLayer (None, 8)
  c0 layer BatchNormalization
    n1 [cast float16] (None, 8)
    n2 [cast float32] (None, 8)
    n3 {moving_mean (8,), moving_variance (8,)}
    n4 [batch_normalization axis=1] (None, 8)
    n5 [cast float16] (None, 8)
n1 -> n2 (None, 8)
n2 -> n4 (None, 8)
n3 -> n4
n4 -> n5 (None, 8)
n0 -> n1 (None, 8)
)"},
};

INSTANTIATE_TEST_SUITE_P(View, ShowOps, testing::ValuesIn(kInsides),
                         [](const auto& info) { return std::string(info.param.what); });

// A call of the last layer with a tensor under a name.
std::string with_argument(std::string net, const std::string& name, const std::string& layer) {
  std::string none = R"("kwargs":{})";
  std::string one = R"("kwargs":{")" + name + R"(":{"class_name":"__keras_tensor__","config":)" +
                    R"({"shape":null,"dtype":"float32","keras_history":[")" + layer +
                    R"(",0,0]}}})";
  return net.replace(net.rfind(none), none.size(), one);
}

std::string attention() {
  std::string config = R"("num_heads": 2, "key_dim": 3, "use_bias": false)";
  std::string net = functional(
      "net", {input("x", "[null, 5, 6]"), {"attention", "MultiHeadAttention", config, {{{"x"}}}}},
      {{"x"}}, {{"attention"}});
  return with_argument(std::move(net), "value", "x");
}

TEST(ShowOpsOf, TheProjectionsOfAttention) {
  EXPECT_EQ(picture(attention(), ops_of()), R"(
net
  n0 x InputLayer (None, 5, 6)
  c0 attention MultiHeadAttention
    n7 [dot_product_attention] (None, 5, 2, 3)
    c1 query EinsumDense
      n1 {kernel (6, 2, 3)}
      n2 [einsum abc,cde->abde] (None, 5, 2, 3)
    c2 key EinsumDense
      n3 {kernel (6, 2, 3)}
      n4 [einsum abc,cde->abde] (None, 5, 2, 3)
    c3 value EinsumDense
      n5 {kernel (6, 2, 3)}
      n6 [einsum abc,cde->abde] (None, 5, 2, 3)
    c4 attention_output EinsumDense
      n8 {kernel (2, 3, 6)}
      n9 [einsum abcd,cde->abe] (None, 5, 6)
n1 -> n2
n3 -> n4
n5 -> n6
n2 -> n7 (None, 5, 2, 3)
n4 -> n7 (None, 5, 2, 3)
n6 -> n7 (None, 5, 2, 3)
n7 -> n9 (None, 5, 2, 3)
n8 -> n9
n0 -> n2 (None, 5, 6)
n0 -> n4 (None, 5, 6)
n0 -> n6 (None, 5, 6)
)");
}

// Inner layers are frames in the frame; arrows go to the ops within.
TEST(ShowOpsOf, WhatAWrapperHolds) {
  auto rnn = [](const std::string& name, const std::string& backwards) {
    return R"({"module": "keras.layers", "class_name": "SimpleRNN", "config": {"name": ")" + name +
           R"(", "units": 4, "use_bias": false, "go_backwards": )" + backwards + "}}";
  };
  std::string bidirectional = R"("merge_mode": "sum", "layer": )" + rnn("there", "false") +
                              R"(, "backward_layer": )" + rnn("back", "true");
  EXPECT_EQ(picture(one_layer("[null, 7, 3]", "Bidirectional", bidirectional), ops_of()), R"(
net
  n0 x InputLayer (None, 7, 3)
  c0 layer Bidirectional(SimpleRNN)
    n17 [add] (None, 4)
    c1 there SimpleRNN
      c2 × 7
        n1 <state zeros at first> (None, 4)
        n2 [take step] (None, 3)
        n18 <next state> (None, 4)
        c3 simple_rnn_cell SimpleRNNCell
          n3 {kernel (3, 4)}
          n4 [matmul] (None, 4)
          n5 {recurrent_kernel (4, 4)}
          n6 [matmul] (None, 4)
          n7 [add] (None, 4)
          n8 [tanh] (None, 4)
    c4 back SimpleRNN
      c5 × 7
        n9 <state zeros at first> (None, 4)
        n10 [take step] (None, 3)
        n19 <next state> (None, 4)
        c6 simple_rnn_cell SimpleRNNCell
          n11 {kernel (3, 4)}
          n12 [matmul] (None, 4)
          n13 {recurrent_kernel (4, 4)}
          n14 [matmul] (None, 4)
          n15 [add] (None, 4)
          n16 [tanh] (None, 4)
n2 -> n4 (None, 3)
n3 -> n4
n1 -> n6 (None, 4)
n5 -> n6
n4 -> n7 (None, 4)
n6 -> n7 (None, 4)
n7 -> n8 (None, 4)
n10 -> n12 (None, 3)
n11 -> n12
n9 -> n14 (None, 4)
n13 -> n14
n12 -> n15 (None, 4)
n14 -> n15 (None, 4)
n15 -> n16 (None, 4)
n8 -> n17 (None, 4)
n16 -> n17 (None, 4)
n8 -> n18 (None, 4)
n16 -> n19 (None, 4)
n0 -> n2 (None, 7, 3)
n0 -> n10 (None, 7, 3)
)");
}

TEST(ShowOpsOf, ASharedLayerWithTheArrowsOfAllCalls) {
  std::string net = functional(
      "net",
      {input("x", "[null, 3]"),
       {"shared", "Dense", R"("units": 3, "use_bias": false)", {{{"x"}}, {{"shared", 0}}}},
       {"same", "Identity", "", {{{"shared", 1}}}}},
      {{"x"}}, {{"same"}});
  EXPECT_EQ(picture(net, ops_of()), R"(
net
  n0 x InputLayer (None, 3)
  n3 same Identity (None, 3)
  c0 shared Dense
    n1 {kernel (3, 3)}
    n2 [matmul] (None, 3)
n1 -> n2
n0 -> n2 to call 1 (None, 3)
n2 -> n2 of call 1 to call 2 (None, 3)
n2 -> n3 of call 2 (None, 3)
)");
}

// Its calls do different things: two frames, one weight.
TEST(ShowOpsOf, AnEmbeddingAndItsReverse) {
  std::string net =
      R"({"module": "keras", "class_name": "Functional", "config": {"name": "net", "layers": [
    {"class_name": "InputLayer", "name": "x", "inbound_nodes": [],
     "config": {"name": "x", "batch_shape": [null, 7], "dtype": "int32"}},
    {"class_name": "ReversibleEmbedding", "name": "table", "module": "keras.layers",
     "config": {"name": "table", "input_dim": 9, "output_dim": 4},
     "inbound_nodes": [
       {"args": [{"class_name": "__keras_tensor__", "config": {"shape": [null, 7],
                  "dtype": "int32", "keras_history": ["x", 0, 0]}}], "kwargs": {}},
       {"args": [{"class_name": "__keras_tensor__", "config": {"shape": [null, 7, 4],
                  "dtype": "float32", "keras_history": ["table", 0, 0]}}],
        "kwargs": {"reverse": true}}]}],
    "input_layers": [["x", 0, 0]], "output_layers": [["table", 1, 0]]}})";
  EXPECT_EQ(picture(net, ops_of()), R"(
net
  n0 x InputLayer (None, 7)
  c0 table ReversibleEmbedding call 1
    n1 {embeddings (9, 4)}
    n2 [take axis=0] (None, 7, 4)
  c1 table ReversibleEmbedding call 2
    n3 [transpose] (4, 9)
    n4 [matmul] (None, 7, 9)
n1 -> n2
n1 -> n3
n3 -> n4 (4, 9)
n0 -> n2 (None, 7)
n2 -> n4 (None, 7, 4)
)");
}

// The mask of a layer that does without it ends at the edge of the frame.
TEST(ShowOpsOf, AnInputThatNothingTakes) {
  std::string net = functional("net",
                               {input("x", "[null, 4]"),
                                input("unused", "[null, 4]"),
                                {"d", "Dense", R"("units": 3)", {{{"x"}}}}},
                               {{"x"}, {"unused"}}, {{"d"}});
  View view = Picture(with_argument(net, "mask", "unused"), ops_of()).view;
  ASSERT_EQ(view.edges.size(), 5U);
  EXPECT_EQ(view.edges.back().from, 1);
  EXPECT_EQ(view.edges.back().to_cluster, 0);
  EXPECT_THAT(text(view), HasSubstr(" at c0"));
}

TEST(ShowOpsOf, ALayerThatFailsIsItsMarkedBox) {
  std::string net = functional("net",
                               {input("a", "[null, 8]"),
                                {"lstm", "LSTM", R"("units": 4)", {{{"a"}}}},
                                {"mine", "MyLayer", "", {{{"a"}}}}},
                               {{"a"}}, {{"lstm"}, {"mine"}});
  View view = Picture(net, ops_of()).view;
  EXPECT_TRUE(view.clusters.empty());
  EXPECT_EQ(view.nodes[1].state, NodeState::kFailed);
  EXPECT_EQ(view.nodes[2].state, NodeState::kUnknown);
}

// ---- which layers -------------------------------------------------------------------------------

std::string layers_and_models() {
  std::string block = functional("block",
                                 {input("x", "[null, 8]"),
                                  {"norm", "LayerNormalization", "", {{{"x"}}}},
                                  {"inner", "Dense", R"("units": 8)", {{{"norm"}}}}},
                                 {{"x"}}, {{"inner"}});
  return functional("net",
                    {input("a", "[null, 8]"),
                     {"stem", "Dense", R"("units": 8)", {{{"a"}}}},
                     nested("block", block, {{{"stem"}}}),
                     {"head", "Dense", R"("units": 2)", {{{"block"}}}}},
                    {{"a"}}, {{"head"}});
}

struct PatternCase {
  std::vector<std::string> patterns;
  bool expand_nested;
  const char* frames;
};

class OpPatterns : public testing::TestWithParam<PatternCase> {};

TEST_P(OpPatterns, ChooseLayers) {
  ViewOptions options = ops_of(GetParam().patterns);
  options.expand_nested = GetParam().expand_nested;
  std::string frames;
  for (const ViewCluster& cluster : Picture(layers_and_models(), options).view.clusters) {
    frames += (frames.empty() ? "" : " ") + cluster.name;
  }
  EXPECT_EQ(frames, GetParam().frames);
}

INSTANTIATE_TEST_SUITE_P(
    View, OpPatterns,
    testing::Values(PatternCase{{}, false, "stem head"},  // all; a nested model is a box
                    PatternCase{{}, true, "stem block norm inner head"},
                    PatternCase{{"stem"}, false, "stem"},
                    PatternCase{{"stem", "head"}, false, "stem head"},
                    PatternCase{{"h??d*"}, false, "head"},
                    PatternCase{{"LayerNorm*"}, false, "block norm"},  // its model is opened
                    PatternCase{{"Dense"}, false, "stem block inner head"},
                    PatternCase{{"inner"}, true, "block inner"},
                    PatternCase{{"block"}, false, "block norm inner"},  // all in it
                    PatternCase{{"a"}, false, ""}));

TEST(OpPatterns, FindWhatAWrapperHolds) {
  std::string config = R"("layer": {"module": "keras.layers", "class_name": "Dense",
                                    "config": {"name": "held", "units": 4}})";
  std::string net = one_layer("[null, 7, 3]", "TimeDistributed", config);
  for (const char* pattern : {"TimeDistributed", "TimeDistributed(Dense)", "Dense", "held"}) {
    EXPECT_THAT(picture(net, ops_of({pattern})), HasSubstr("[matmul]")) << pattern;
  }
  EXPECT_THAT(picture(attention(), ops_of({"query"})), HasSubstr("[einsum"));
  EXPECT_THAT(picture(attention(), ops_of({"EinsumDense"})), HasSubstr("[einsum"));
}

struct NoLayer {
  const char *pattern, *hint;
};

TEST(OpPatterns, ThatFitNothingAreRefused) {
  for (const NoLayer& c :
       {NoLayer{"Dnese", "did you mean Dense?"}, NoLayer{"innner", "did you mean inner?"},
        NoLayer{"zz*", "the names and classes of the layers: modelviz summary"},
        NoLayer{"", "the names and classes of the layers: modelviz summary"}}) {
    try {
      picture(layers_and_models(), ops_of({"stem", c.pattern}));
      ADD_FAILURE() << c.pattern;
    } catch (const Error& error) {
      EXPECT_EQ(error.fault, Fault::kUsage);
      EXPECT_THAT(error.diagnostic.message, HasSubstr("'" + std::string(c.pattern) + "'"));
      EXPECT_EQ(error.diagnostic.hint, c.hint);
    }
  }
}

// ---- --show-weights -----------------------------------------------------------------------------

TEST(ShowWeights, InOneBoxBesideTheirLayer) {
  std::string net = functional("net",
                               {input("x", "[null, 7, 3]"),
                                {"lstm", "LSTM", R"("units": 4)", {{{"x"}}}},
                                {"flat", "Flatten", "", {{{"lstm"}}}},
                                {"d", "Dense", R"("units": 2)", {{{"flat"}}}}},
                               {{"x"}}, {{"d"}});
  EXPECT_EQ(picture(net, {.show_weights = true}), R"(
net
  n0 x InputLayer (None, 7, 3)
  n1 lstm LSTM (None, 4)
  n2 {lstm_cell/kernel (3, 16), lstm_cell/recurrent_kernel (4, 16), lstm_cell/bias (16,)}
  n3 flat Flatten (None, 4)
  n4 d Dense (None, 2)
  n5 {kernel (4, 2), bias (2,)}
n2 -> n1
n5 -> n4
n0 -> n1 (None, 7, 3)
n1 -> n3 (None, 4)
n3 -> n4 (None, 4)
)");
  ViewOptions both = ops_of({"d"});
  both.show_weights = true;
  std::string shown = picture(net, both);
  EXPECT_THAT(shown, HasSubstr("{lstm_cell/kernel (3, 16), "));
  EXPECT_THAT(shown, HasSubstr("{kernel (4, 2)}\n"));
  EXPECT_THAT(shown, Not(HasSubstr("{kernel (4, 2), bias (2,)}")));
}

}  // namespace
}  // namespace modelviz::test
