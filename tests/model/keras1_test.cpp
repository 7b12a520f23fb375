// Configs of Keras 1 and older, as the one form that they are read into.
#include <gtest/gtest.h>

#include "modelviz/error.h"
#include "modelviz/model.h"

namespace modelviz {
namespace {

Model build_text(const std::string& json) { return build(read_text(json, "m.json")); }

std::string sequential(const std::string& layers) {
  return R"({"class_name": "Sequential", "keras_version": "1.2.2", "config": [)" + layers + "]}";
}

std::string layer(const std::string& class_name, const std::string& config) {
  return R"({"class_name": ")" + class_name + R"(", "config": )" + config + "}";
}

TEST(Keras1, KeysHaveTheNamesOfKeras3) {
  struct {
    const char* class_name;
    const char* config;
    const char* expected;
  } const kCases[] = {
      {"Dense", R"({"output_dim": 4, "bias": false})", "{'units': 4, 'use_bias': False}"},
      {"Dense", R"({"init": "zero", "W_regularizer": 1, "b_regularizer": 2})",
       "{'kernel_initializer': 'zero', 'kernel_regularizer': 1, 'bias_regularizer': 2}"},
      {"Dense", R"({"W_constraint": 1, "b_constraint": 2})",
       "{'kernel_constraint': 1, 'bias_constraint': 2}"},
      {"Embedding", R"({"input_dim": 9, "output_dim": 4, "init": "zero", "W_regularizer": 1})",
       "{'input_dim': 9, 'output_dim': 4, 'embeddings_initializer': 'zero', "
       "'embeddings_regularizer': 1}"},
      {"Convolution1D", R"({"nb_filter": 4, "filter_length": 3, "subsample_length": 2})",
       "{'filters': 4, 'kernel_size': 3, 'strides': 2}"},
      {"Convolution2D", R"({"nb_row": 3, "nb_col": 2, "subsample": [1, 2], "border_mode": "same"})",
       "{'strides': [1, 2], 'padding': 'same', 'kernel_size': [3, 2]}"},
      {"Convolution3D", R"({"kernel_dim1": 1, "kernel_dim2": 2, "kernel_dim3": 3})",
       "{'kernel_size': [1, 2, 3]}"},
      {"Convolution2D", R"({"dim_ordering": "th"})", "{'data_format': 'channels_first'}"},
      {"Convolution2D", R"({"dim_ordering": "tf"})", "{'data_format': 'channels_last'}"},
      {"Convolution2D", R"({"dim_ordering": "default"})", "{'data_format': None}"},
      {"AtrousConvolution2D", R"({"atrous_rate": [2, 2]})", "{'dilation_rate': [2, 2]}"},
      {"MaxPooling1D", R"({"pool_length": 3, "stride": 2})", "{'pool_size': 3, 'strides': 2}"},
      {"UpSampling1D", R"({"length": 3})", "{'size': 3}"},
      {"Dropout", R"({"p": 0.5})", "{'rate': 0.5}"},
      {"GaussianNoise", R"({"sigma": 0.5})", "{'stddev': 0.5}"},
      {"PReLU", R"({"init": "zero"})", "{'alpha_initializer': 'zero'}"},
      {"LSTM", R"({"output_dim": 4, "inner_init": "zero", "inner_activation": "relu"})",
       "{'units': 4, 'recurrent_initializer': 'zero', 'recurrent_activation': 'relu'}"},
      {"LSTM", R"({"dropout_W": 0.1, "dropout_U": 0.2, "U_regularizer": 1})",
       "{'recurrent_regularizer': 1, 'dropout': 0.1, 'recurrent_dropout': 0.2}"},
      {"LSTM", R"({"forget_bias_init": "one", "consume_less": "gpu"})",
       "{'implementation': 2, 'unit_forget_bias': True}"},
      {"LSTM", R"({"forget_bias_init": "zero", "consume_less": "mem"})",
       "{'implementation': 1, 'unit_forget_bias': False}"},
      {"GRU", R"({"output_dim": 4})", "{'units': 4, 'reset_after': False}"},
      {"BatchNormalization", R"({"gamma_init": "one", "beta_init": "zero", "axis": 1})",
       "{'axis': 1, 'beta_initializer': 'zero', 'gamma_initializer': 'one'}"},
      {"ZeroPadding1D", R"({"padding": {"left_pad": 1, "right_pad": 2}})", "{'padding': [1, 2]}"},
      {"ZeroPadding2D", R"({"padding": [1, 2, 3, 4], "dim_ordering": "tf"})",
       "{'padding': [[1, 2], [3, 4]], 'data_format': 'channels_last'}"},
      {"ZeroPadding2D", R"({"padding": {"top_pad": 1, "left_pad": 2}})",
       "{'padding': [[1, 0], [2, 0]]}"},
      {"LeakyReLU", R"({"alpha": 0.1})", "{'alpha': 0.1, 'negative_slope': 0.1}"},
      {"Merge", R"({"mode": "dot", "dot_axes": [[1], [2]]})",
       "{'mode': 'dot', 'dot_axes': [1, 2]}"},
      {"MyLayer", R"({"output_dim": 4})", "{'output_dim': 4}"},
  };
  for (const auto& c : kCases) {
    Model model = build_text(sequential(layer(c.class_name, c.config)));
    EXPECT_EQ(model.root.graph->layers.at(1).config->text(), c.expected) << c.class_name;
    EXPECT_EQ(model.format, Format::kKeras1Json);
  }
}

TEST(Keras1, ALayerThatDoesNotSayItHasTheDataFormatOfTheOthers) {
  std::string padding = layer("ZeroPadding2D", R"({"padding": [1, 1]})");
  Model model = build_text(
      sequential(padding + "," + layer("Convolution2D", R"({"dim_ordering": "th"})") + "," +
                 layer("SpatialDropout2D", "{}") + "," + layer("ZeroPadding1D", "{}")));
  const std::vector<Layer>& layers = model.root.graph->layers;
  EXPECT_EQ((*layers.at(1).config)["data_format"], Value("channels_first"));
  EXPECT_EQ((*layers.at(3).config)["data_format"], Value("channels_first"));
  EXPECT_EQ((*layers.at(4).config)["data_format"], Value());
  Model alone = build_text(sequential(padding));
  EXPECT_EQ((*alone.root.graph->layers.at(1).config)["data_format"], Value());
}

TEST(Keras1, IsToldByItsVersionOrElseByItsKeys) {
  struct {
    const char* version;
    const char* config;
    Format format;
  } const kCases[] = {
      {R"("1.0.4")", R"({"units": 3})", Format::kKeras1Json},
      {R"("0.3.2")", R"({"units": 3})", Format::kKeras1Json},
      {"null", R"({"nb_filter": 3})", Format::kKeras1Json},
      {"null", R"({"filters": 3})", Format::kKeras2Json},
      {R"("2.0.0")", R"({"init": "zero"})", Format::kKeras2Json},
      {R"("tfjs-layers 4.22.0")", R"({"units": 3})", Format::kKeras2Json},
  };
  for (const auto& c : kCases) {
    Model model =
        build_text(R"({"class_name": "Sequential", "keras_version": )" + std::string(c.version) +
                   R"(, "config": [)" + layer("Dense", c.config) + "]}");
    EXPECT_EQ(text(model.format), text(c.format)) << c.version << c.config;
  }
}

TEST(Keras1, NamesTheInputAfterTheClassThatTakesIt) {
  struct {
    const char* config;
    const char* shape;
    const char* dtype;
  } const kCases[] = {
      {R"({"batch_input_shape": [null, 4], "input_dtype": "int32"})", "[None, 4]", "'int32'"},
      {R"({"input_shape": [4, 5]})", "[None, 4, 5]", "None"},
      {R"({"input_dim": 4})", "[None, 4]", "None"},
      {R"({"input_dim": 4, "input_length": null})", "[None, None, 4]", "None"},
      {R"({"input_dim": 4, "input_length": 7})", "[None, 7, 4]", "None"},
  };
  for (const auto& c : kCases) {
    Model model = build_text(sequential(layer("SimpleRNN", c.config)));
    const Layer& input = model.root.graph->layers.at(0);
    EXPECT_EQ(input.name, "simplernn_input_1");
    EXPECT_EQ((*input.config)["batch_shape"].text(), c.shape);
    EXPECT_EQ((*input.config)["dtype"].text(), c.dtype);
  }
}

TEST(Keras1, ASequentialMayBeginWithBranches) {
  std::string branch =
      layer("Sequential", "[" + layer("Dense", R"({"name": "d", "input_dim": 3})") + "]");
  Model model = build_text(sequential(
      layer("Merge", R"({"name": "m", "mode": "sum", "layers": [)" + branch + "," + branch + "]}") +
      "," + layer("Dense", R"({"name": "e"})")));
  EXPECT_EQ(text(*model.root.graph),
            "dense_input_1 = InputLayer()\n"
            "sequential = Sequential(dense_input_1)\n"
            "dense_input_1_2 = InputLayer()\n"
            "sequential_2 = Sequential(dense_input_1_2)\n"
            "m = Merge([sequential, sequential_2])\n"
            "e = Dense(m)\n");
  EXPECT_TRUE(model.root.graph->layers.at(4).held.empty());
}

std::string graph(const std::string& nodes, const std::string& outputs) {
  return R"({"class_name": "Graph", "keras_version": "1.0.0", "config": {"name": "g",
    "input_config": [{"name": "a", "input_shape": [3]}, {"name": "b", "input_shape": [3]}],
    "node_config": [)" +
         nodes + R"(], "output_config": [)" + outputs + R"(],
    "nodes": {"d": {"class_name": "Dense", "config": {"name": "x"}},
              "e": {"class_name": "Dense", "config": {"name": "y"}}}}})";
}

TEST(Keras1, AGraphMergesWhatANodeTakes) {
  struct {
    const char* nodes;
    const char* outputs;
    const char* text;
  } const kCases[] = {
      {R"({"name": "d", "input": "a"})", R"({"name": "o", "input": "d"})", "d = Dense(a)\n"},
      {R"({"name": "d", "inputs": ["a", "b"], "merge_mode": "sum"})",
       R"({"name": "o", "input": "d"})",
       "merge_inputs_for_d = Merge([a, b])\nd = Dense(merge_inputs_for_d)\n"},
      {R"({"name": "d", "inputs": ["a"]})", R"({"name": "o", "inputs": ["d", "b"]})",
       "d = Dense(a)\nmerge_inputs_for_o = Merge([d, b])\n"},
      {R"({"name": "d", "inputs": ["a", "b"], "outputs": ["l", "r"]}, {"name": "e", "input": "r"})",
       R"({"name": "o", "input": "e"})", "d#0 = Dense(a)\nd#1 = Dense(b)\ne = Dense(d#1)\n"},
      {R"({"name": "d", "inputs": ["a", "b"], "outputs": [], "merge_mode": "mul"})",
       R"({"name": "o", "input": "d"})",
       "d#0 = Dense(a)\nd#1 = Dense(b)\nmerge_outputs_of_d = Merge([d#0, d#1])\n"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(text(*build_text(graph(c.nodes, c.outputs)).root.graph),
              std::string("a = InputLayer()\nb = InputLayer()\n") + c.text);
  }
}

TEST(Keras1, AGraphThatIsBrokenSaysWhere) {
  std::string output = R"({"name": "o", "input": "a"})";
  struct {
    std::string json;
    const char* path;
    const char* message;
  } const kCases[] = {
      {graph(R"({"name": "d", "input": "z"})", output), "/config/node_config/0/input",
       "refers to a node that is not in the Graph before it: 'z'"},
      {graph(R"({"name": "d", "input": "d"})", output), "/config/node_config/0/input", "'d'"},
      {graph(R"({"name": "f", "input": "a"})", output), "/config/node_config/0",
       "\"nodes\" does not describe 'f'"},
      {graph(R"({"name": "d", "input": "a"}, {"name": "d", "input": "a"})", output),
       "/config/node_config/1", "two nodes are called 'd'"},
      {graph(R"({"input": "a"})", output), "/config/node_config/0", "a node of a Graph has a"},
      {graph("", R"({"name": "o", "inputs": ["a", 5]})"), "/config/output_config/0/inputs/1", "5"},
  };
  for (const auto& c : kCases) {
    try {
      build_text(c.json);
      FAIL() << c.message;
    } catch (const Error& error) {
      EXPECT_EQ(error.diagnostic.json_path, c.path);
      EXPECT_NE(error.diagnostic.message.find(c.message), std::string::npos)
          << error.diagnostic.message;
    }
  }
}

TEST(Keras0, WroteTheClassAmongTheKeysOfTheConfig) {
  Model model = build_text(R"({"name": "Sequential", "loss": "mse", "layers": [
    {"name": "Convolution2D", "custom_name": "c", "input_shape": [3, 8, 8], "nb_filter": 4},
    {"name": "Flatten"}, {"name": "Flatten"}]})");
  EXPECT_EQ(text(*model.root.graph),
            "convolution2d_input_1 = InputLayer()\nc = Convolution2D(convolution2d_input_1)\n"
            "flatten = Flatten(c)\nflatten_1 = Flatten(flatten)\n");
  EXPECT_EQ((*model.root.graph->layers.at(1).config)["data_format"], Value("channels_first"));
}

}  // namespace
}  // namespace modelviz
