// What modelviz layers says of a layer.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "modelviz/layer_guide.h"
#include "modelviz/output.h"

namespace modelviz::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string text_of(const char* name) { return write_layer_text(*find_layer(name)); }

TEST(LayerText, TellsArgumentsExampleWeightsAndOps) {
  EXPECT_EQ(text_of("Dense"), R"text(Dense(units, activation=None, use_bias=True, lora_rank=None)
  Each unit is a weighted sum of all features, plus a bias, through an activation.

  Arguments that shapes, weights and ops depend on
    units       required
    activation  None
    use_bias    True
    lora_rank   None

  Example
    Dense(units=64)(x)    x=[None,128]
      = (None, 64) float32
        8,256 parameters, 8,192 multiply-accumulates for one sample

  Weights
    kernel  (128, 64) float32
    bias    (64,) float32

  Ops
    matmul  (None, 128), kernel (128, 64)  = (None, 64)
    add     (None, 64), bias (64,)         = (None, 64)

  input     Of rank 2 or more.
  more      https://keras.io/api/layers/core_layers/dense/
)text");
}

TEST(LayerText, IndentsLoopsAndInnerLayers) {
  EXPECT_THAT(text_of("SimpleRNN"), HasSubstr(R"text(
  Ops
    zeros (None, 32), dtype=float32                     = (None, 32)
    × 10, in each step
      take step  (None, 10, 8)                          = (None, 8)
      simple_rnn_cell: SimpleRNNCell
        matmul   (None, 8), kernel (8, 32)              = (None, 32)
        add      (None, 32), bias (32,)                 = (None, 32)
        matmul   (None, 32), recurrent_kernel (32, 32)  = (None, 32)
        add      (None, 32), (None, 32)                 = (None, 32)
        tanh     (None, 32)                             = (None, 32)
)text"));
  std::string attention = text_of("MultiHeadAttention");
  EXPECT_THAT(attention, HasSubstr("\n    query: EinsumDense\n      einsum "));
  EXPECT_THAT(attention, HasSubstr("\n    dot_product_attention "));
  EXPECT_THAT(attention, HasSubstr("\n    attention_output/bias    (32,) float32\n"));
}

struct Said {
  const char* name;
  const char* part;
};

TEST(LayerText, SaysWhatThereIsToSay) {
  const Said kSaid[] = {
      {"MaxPooling2D", "  also      MaxPool2D\n"},
      {"BatchNormalization", "moving_mean      (16,) float32, not trained\n"},
      {"LSTM", "= 4 × (None, 32)\n"},
      {"Conv2D", "  input     Of rank 4.\n"},
      {"Highway", "  today     Only Keras 1 had it;"},
      {"StringLookup", "x=string[None,4]\n      = (None, 4) int64\n"},
      {"LSTMCell", "      = (None, 32) float32\n      = (None, 32) float32\n"},
      {"Functional", "Functional(inputs, outputs)\n"},
      {"Functional", "\n    dense_1: Dense\n"},
      {"InputLayer", "    InputLayer(batch_shape=(None, 32, 32, 3))\n      = (None, 32, 32, 3)"},
  };
  for (const Said& said : kSaid) EXPECT_THAT(text_of(said.name), HasSubstr(said.part)) << said.name;
  EXPECT_THAT(text_of("Highway"), Not(HasSubstr("https://")));
  EXPECT_THAT(text_of("Flatten"), Not(HasSubstr("Weights")));
  EXPECT_THAT(text_of("Identity"), Not(HasSubstr("Ops")));
}

TEST(LayerText, ListsLayersByKind) {
  EXPECT_EQ(write_layer_list_text(find_layers("?RU")), R"(Recurrent layers
  GRU  Walks along a sequence with one state, which two gates reset and update.
)");
  std::string all = write_layer_list_text(find_layers("*"));
  EXPECT_THAT(all, StartsWith("Inputs\n  InputLayer "));
  for (const char* title : {"\nCore layers\n", "\nPooling layers\n", "\nModels\n"}) {
    EXPECT_THAT(all, HasSubstr(title));
  }
}

TEST(LayerJson, HoldsTheSchema) {
  auto json = nlohmann::json::parse(write_layer_list_json(find_layers("Dense")));
  EXPECT_EQ(json["schema"], "modelviz.layers/1");
  const auto& layer = json["layers"][0];
  EXPECT_EQ(layer["name"], "Dense");
  EXPECT_EQ(layer["kind"], "core");
  EXPECT_EQ(layer["signature"], "units, activation=None, use_bias=True, lora_rank=None");
  EXPECT_EQ(layer["page"], "https://keras.io/api/layers/core_layers/dense/");
  EXPECT_TRUE(layer["note"].is_null());
  auto example = nlohmann::json::parse(R"json({
      "call": "Dense(units=64)(x)", "inputs": ["x=[None,128]"],
      "outputs": [{"shape": [null, 64], "dtype": "float32"}],
      "weights": [
        {"name": "kernel", "shape": [128, 64], "dtype": "float32", "trainable": true},
        {"name": "bias", "shape": [64], "dtype": "float32", "trainable": true}],
      "params": 8256, "macs": 8192})json");
  EXPECT_EQ(layer["example"], example);
  json = nlohmann::json::parse(write_layer_list_json(find_layers("*")));
  EXPECT_EQ(json["layers"].size(), all_layers().size());
}

}  // namespace
}  // namespace modelviz::test
