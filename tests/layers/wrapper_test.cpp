// Wrappers: what they hold and what they are called on in, outputs and weights out.
#include <gtest/gtest.h>

#include "support/layer_table.h"

namespace modelviz::test {
namespace {

#define DENSE R"({"class_name": "Dense", "config": {"name": "dense", "trainable": true, "units": 4}})"
#define LSTM(key, members) \
  "\"" key R"(": {"class_name": "LSTM", "config": {"name": ")" key R"(", "trainable": true, "units": 4, )" members "}}"

TEST(Wrappers, TimeDistributed) {
  constexpr LayerCase kCases[] = {
      {"TimeDistributed", R"("layer": )" DENSE, "(None, 7, 8) float32", "(None, 7, 4) float32",
       "kernel (8, 4), bias (4,)"},
      {"TimeDistributed", R"("layer": {"class_name": "Flatten", "config": {"name": "flatten", "trainable": true}})",
       "(None, None, 3, 5) float32", "(None, None, 15) float32"},
      {"TimeDistributed", R"("layer": )" DENSE, "(None, 8) float32",
       "error: expects an input of rank 3 or more"},
      {"TimeDistributed", "", "(None, 7, 8) float32", "error: its config holds no layer"},
  };
  expect_layers(kCases);
  EXPECT_EQ(macs_of({"TimeDistributed", R"("layer": )" DENSE, "(1, 7, 8) float32", ""}), "224");
}

#define FORWARD(members) LSTM("layer", members)
#define BACKWARD(members) LSTM("backward_layer", "\"go_backwards\": true, " members)
#define BOTH_WEIGHTS                                      \
  "kernel (3, 16), recurrent_kernel (4, 16), bias (16,), " \
  "kernel (3, 16), recurrent_kernel (4, 16), bias (16,)"

TEST(Wrappers, Bidirectional) {
  constexpr LayerCase kCases[] = {
      {"Bidirectional",
       FORWARD(R"("return_sequences": true)") ", " BACKWARD(R"("return_sequences": true)"),
       "(None, 7, 3) float32", "(None, 7, 8) float32", BOTH_WEIGHTS},
      {"Bidirectional",
       FORWARD(R"("use_bias": true)") ", " BACKWARD(R"("use_bias": true)") R"(, "merge_mode": "sum")",
       "(None, None, 3) float32", "(None, 4) float32", BOTH_WEIGHTS},
      {"Bidirectional",
       FORWARD(R"("use_bias": true)") ", " BACKWARD(R"("use_bias": true)") R"(, "merge_mode": null)",
       "(None, 7, 3) float32", "(None, 4) float32; (None, 4) float32", BOTH_WEIGHTS},
      {"Bidirectional",
       FORWARD(R"("return_state": true)") ", " BACKWARD(R"("return_state": true)"),
       "(None, 7, 3) float32, initial_state=[(None, 4) float32, (None, 4) float32, "
       "(None, 4) float32, (None, 4) float32]",
       "(None, 8) float32; (None, 4) float32; (None, 4) float32; (None, 4) float32; "
       "(None, 4) float32",
       BOTH_WEIGHTS},
      {"Bidirectional", FORWARD(R"("use_bias": true)") ", " BACKWARD(R"("return_state": true)"),
       "(None, 7, 3) float32", "error: its forward and backward layer must agree on return_state"},
      {"Bidirectional", FORWARD(R"("go_backwards": true)") ", " BACKWARD(R"("use_bias": true)"),
       "(None, 7, 3) float32", "error: go in the same direction"},
      {"Bidirectional",
       FORWARD(R"("use_bias": true)") ", " BACKWARD(R"("use_bias": true)") R"(, "merge_mode": "max")",
       "(None, 7, 3) float32", "error: merge_mode must be"},
      {"Bidirectional", FORWARD(R"("use_bias": true)"), "(None, 3) float32",
       "error: expects an input of rank 3 or more"},
  };
  expect_layers(kCases);
  // Without a backward layer in the file it is the forward one, reversed.
  constexpr LayerCase kKeras2[] = {
      {"Bidirectional", FORWARD(R"("use_bias": true)"),
       "[(None, 7, 3) float32, (None, 4) float32, (None, 4) float32, (None, 4) float32, "
       "(None, 4) float32]",
       "(None, 8) float32", BOTH_WEIGHTS},
  };
  expect_keras2_layers(kKeras2);
}

// Keras takes the backward layer for as wide as the forward one.
TEST(Wrappers, BidirectionalOfDifferentWidths) {
  constexpr LayerCase kCases[] = {
      {"Bidirectional",
       FORWARD(R"("use_bias": true)") R"(, "backward_layer": {"class_name": "GRU", "config": {)"
       R"("name": "backward", "trainable": true, "units": 5, "go_backwards": true}})",
       "(None, 7, 3) float32", "(None, 8) float32",
       "its forward output is (None, 4), its backward output (None, 5)"},
  };
  expect_warnings(kCases);
}

TEST(Wrappers, SpectralNormalization) {
  constexpr LayerCase kCases[] = {
      {"SpectralNormalization", R"("layer": )" DENSE, "(None, 8) float32", "(None, 4) float32",
       "kernel (8, 4), vector_u (1, 4) frozen, bias (4,)"},
      {"SpectralNormalization",
       R"("layer": {"class_name": "Flatten", "config": {"name": "flatten", "trainable": true}})", "(None, 8) float32",
       "error: its layer 'flatten' has no kernel and no embeddings"},
      {"SpectralNormalization", R"("power_iterations": 0, "layer": )" DENSE, "(None, 8) float32",
       "error: power_iterations must be 1 or more"},
  };
  expect_layers(kCases);
}

}  // namespace
}  // namespace modelviz::test
