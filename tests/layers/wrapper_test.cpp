// Wrappers: what they hold and what they are called on in, outputs and weights out.
#include <gtest/gtest.h>

#include "support/layer_table.h"

namespace modelviz::test {
namespace {

TEST(Wrappers, TimeDistributed) {
  constexpr LayerCase kCases[] = {
      {"TimeDistributed", "layer=Dense(units=4)", "(None, 7, 8) float32", "(None, 7, 4) float32",
       "kernel (8, 4), bias (4,)"},
      {"TimeDistributed", "layer=Flatten()", "(None, None, 3, 5) float32",
       "(None, None, 15) float32"},
      {"TimeDistributed", "layer=Dense(units=4)", "(None, 8) float32",
       "error: expects an input of rank 3 or more"},
      {"TimeDistributed", "", "(None, 7, 8) float32", "error: its config holds no layer"},
  };
  expect_layers(kCases);
  EXPECT_EQ(macs_of({"TimeDistributed", "layer=Dense(units=4)", "(1, 7, 8) float32", ""}), "224");
}

constexpr std::string_view kBothWeights =
    "kernel (3, 16), recurrent_kernel (4, 16), bias (16,), "
    "kernel (3, 16), recurrent_kernel (4, 16), bias (16,)";

TEST(Wrappers, Bidirectional) {
  constexpr LayerCase kCases[] = {
      {"Bidirectional",
       "layer=LSTM(units=4, return_sequences=True), "
       "backward_layer=LSTM(units=4, return_sequences=True, go_backwards=True)",
       "(None, 7, 3) float32", "(None, 7, 8) float32", kBothWeights},
      {"Bidirectional",
       "layer=LSTM(units=4), backward_layer=LSTM(units=4, go_backwards=True), merge_mode='sum'",
       "(None, None, 3) float32", "(None, 4) float32", kBothWeights},
      {"Bidirectional",
       "layer=LSTM(units=4), backward_layer=LSTM(units=4, go_backwards=True), merge_mode=None",
       "(None, 7, 3) float32", "(None, 4) float32; (None, 4) float32", kBothWeights},
      {"Bidirectional",
       "layer=LSTM(units=4, return_state=True), "
       "backward_layer=LSTM(units=4, return_state=True, go_backwards=True)",
       "(None, 7, 3) float32, initial_state=[(None, 4) float32, (None, 4) float32, "
       "(None, 4) float32, (None, 4) float32]",
       "(None, 8) float32; (None, 4) float32; (None, 4) float32; (None, 4) float32; "
       "(None, 4) float32",
       kBothWeights},
      {"Bidirectional",
       "layer=LSTM(units=4), backward_layer=LSTM(units=4, return_state=True, go_backwards=True)",
       "(None, 7, 3) float32", "error: its forward and backward layer must agree on return_state"},
      {"Bidirectional", "layer=LSTM(units=4), backward_layer=LSTM(units=4)", "(None, 7, 3) float32",
       "error: go in the same direction"},
      {"Bidirectional",
       "layer=LSTM(units=4), backward_layer=LSTM(units=4, go_backwards=True), merge_mode='max'",
       "(None, 7, 3) float32", "error: merge_mode must be"},
      {"Bidirectional", "layer=LSTM(units=4)", "(None, 3) float32",
       "error: expects an input of rank 3 or more"},
      {"Bidirectional", "layer=LSTM(units=4)", "(None, 7, 3) float32",
       "error: its config holds no layer under 'backward_layer'"},
  };
  expect_layers(kCases);
  // Without a backward layer in the file it is the forward one, reversed.
  constexpr LayerCase kKeras2[] = {
      {"Bidirectional", "layer=LSTM(units=4)",
       "[(None, 7, 3) float32, (None, 4) float32, (None, 4) float32, (None, 4) float32, "
       "(None, 4) float32]",
       "(None, 8) float32", kBothWeights},
  };
  expect_keras2_layers(kKeras2);
}

// Keras takes the backward layer for as wide as the forward one. Side by side, both run all the
// same (execution_test.cpp).
TEST(Wrappers, BidirectionalOfDifferentWidths) {
  constexpr LayerCase kCases[] = {
      {"Bidirectional",
       "layer=LSTM(units=4), backward_layer=GRU(units=5, go_backwards=True), "
       "merge_mode='sum'",
       "(None, 7, 3) float32", "(None, 4) float32",
       "its forward output is (None, 4), its backward output (None, 5)"},
  };
  expect_warnings(kCases);
}

TEST(Wrappers, SpectralNormalization) {
  constexpr LayerCase kCases[] = {
      {"SpectralNormalization", "layer=Dense(units=4)", "(None, 8) float32", "(None, 4) float32",
       "kernel (8, 4), vector_u (1, 4) frozen, bias (4,)"},
      {"SpectralNormalization", "layer=Flatten()", "(None, 8) float32",
       "error: its layer 'flatten' has no kernel and no embeddings"},
      {"SpectralNormalization", "power_iterations=0, layer=Dense(units=4)", "(None, 8) float32",
       "error: power_iterations must be 1 or more"},
  };
  expect_layers(kCases);
}

}  // namespace
}  // namespace modelviz::test
