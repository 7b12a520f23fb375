// Multiply-accumulates of layers, derived by hand: what one output takes, times how many there are.
#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "support/layer_table.h"

namespace modelviz::test {
namespace {

struct CostCase {
  LayerCase layer;
  std::int64_t macs;
};

constexpr LayerCase of(const char* class_name, const char* config, const char* inputs) {
  return {class_name, config, inputs, ""};
}

void expect_macs(std::span<const CostCase> cases) {
  for (const CostCase& c : cases) {
    EXPECT_EQ(macs_of(c.layer), std::to_string(c.macs))
        << c.layer.class_name << "(" << c.layer.config << ") on " << c.layer.inputs;
  }
}

TEST(MultiplyAccumulates, OfMatrixProducts) {
  constexpr CostCase kCases[] = {
      // Each of the units: one for each feature.
      {of("Dense", "units=64", "(1, 128) float32"), 64 * 128},
      {of("Dense", "units=64, use_bias=False", "(1, 10, 128) float32"), 10 * 64 * 128},
      {of("Dense", "units=64", "(8, 128) float32"), 8 * 64 * 128},
      {of("EinsumDense", "equation='abc,cd->abd', output_shape=[None, 64]", "(1, 10, 128) float32"),
       10 * 64 * 128},
      {of("EinsumDense", "equation='abc,cde->abde', output_shape=[None, 4, 16], bias_axes='de'",
          "(1, 10, 128) float32"),
       10 * 4 * 16 * 128},
      {of("Dot", "axes=1", "[(1, 128) float32, (1, 128) float32]"), 128},
      {of("Dot", "axes=[2, 2]", "[(1, 10, 16) float32, (1, 20, 16) float32]"), 10 * 20 * 16},
      // A table is read, not multiplied.
      {of("Embedding", "input_dim=1000, output_dim=64", "(1, 10) int32"), 0},
  };
  expect_macs(kCases);
}

TEST(MultiplyAccumulates, OfConvolutions) {
  constexpr CostCase kCases[] = {
      // Each output: the kernel's window over all input channels.
      {of("Conv1D", "filters=6, kernel_size=3", "(1, 10, 4) float32"), 8 * 6 * 3 * 4},
      {of("Conv1D", "filters=6, kernel_size=3, padding='causal'", "(1, 10, 4) float32"),
       10 * 6 * 3 * 4},
      {of("Conv2D", "filters=64, kernel_size=7, strides=2", "(1, 230, 230, 3) float32"),
       112 * 112 * 64 * 7 * 7 * 3},
      {of("Conv2D", "filters=8, kernel_size=1", "(1, 14, 14, 32) float32"), 14 * 14 * 8 * 32},
      {of("Conv2D", "filters=8, kernel_size=3, padding='same'", "(1, 14, 14, 32) float32"),
       14 * 14 * 8 * 3 * 3 * 32},
      {of("Conv2D", "filters=8, kernel_size=3, dilation_rate=2", "(1, 14, 14, 32) float32"),
       10 * 10 * 8 * 3 * 3 * 32},
      // Groups see a part of the channels only.
      {of("Conv2D", "filters=8, kernel_size=3, groups=4", "(1, 14, 14, 32) float32"),
       12 * 12 * 8 * 3 * 3 * 8},
      {of("Conv2D", "filters=8, kernel_size=3, data_format='channels_first'",
          "(1, 32, 14, 14) float32"),
       12 * 12 * 8 * 3 * 3 * 32},
      {of("Conv3D", "filters=2, kernel_size=2", "(1, 4, 5, 6, 3) float32"),
       3 * 4 * 5 * 2 * 2 * 2 * 2 * 3},
      // Each output: the window over one channel.
      {of("DepthwiseConv1D", "kernel_size=3", "(1, 10, 4) float32"), 8 * 4 * 3},
      {of("DepthwiseConv2D", "kernel_size=3, padding='same'", "(1, 14, 14, 32) float32"),
       14 * 14 * 32 * 3 * 3},
      {of("DepthwiseConv2D", "kernel_size=3, depth_multiplier=2", "(1, 14, 14, 32) float32"),
       12 * 12 * 64 * 3 * 3},
      // A depthwise convolution, then a kernel of size 1.
      {of("SeparableConv1D", "filters=6, kernel_size=3", "(1, 10, 4) float32"),
       8 * 4 * 3 + 8 * 6 * 4},
      {of("SeparableConv2D", "filters=64, kernel_size=3, padding='same'",
          "(1, 14, 14, 32) float32"),
       14 * 14 * 32 * 3 * 3 + 14 * 14 * 64 * 32},
      // Each input is spread by the kernel over all filters.
      {of("Conv1DTranspose", "filters=6, kernel_size=3, strides=2", "(1, 10, 4) float32"),
       10 * 3 * 6 * 4},
      {of("Conv2DTranspose", "filters=8, kernel_size=2, strides=2", "(1, 7, 7, 16) float32"),
       7 * 7 * 2 * 2 * 8 * 16},
  };
  expect_macs(kCases);
}

TEST(MultiplyAccumulates, OfRecurrentLayers) {
  constexpr CostCase kCases[] = {
      // Each step: the kernel on the input, the recurrent kernel on the state, for each gate.
      {of("SimpleRNN", "units=64", "(1, 20, 32) float32"), 20 * 64 * (32 + 64)},
      {of("GRU", "units=64", "(1, 20, 32) float32"), 20 * 3 * 64 * (32 + 64)},
      {of("GRU", "units=64, reset_after=False", "(1, 20, 32) float32"), 20 * 3 * 64 * (32 + 64)},
      {of("LSTM", "units=64", "(1, 20, 32) float32"), 20 * 4 * 64 * (32 + 64)},
      {of("LSTM", "units=64, return_sequences=True", "(1, 20, 32) float32"),
       20 * 4 * 64 * (32 + 64)},
      {of("LSTMCell", "units=64", "(1, 32) float32, states=[(1, 64) float32, (1, 64) float32]"),
       4 * 64 * (32 + 64)},
      // Four gates, each a convolution of the input and one of the state.
      {of("ConvLSTM2D", "filters=8, kernel_size=3, padding='same'", "(1, 5, 14, 14, 3) float32"),
       5 * 4 * 14 * 14 * 8 * 3 * 3 * (3 + 8)},
  };
  expect_macs(kCases);
}

TEST(MultiplyAccumulates, OfAttention) {
  constexpr CostCase kCases[] = {
      // Three projections and the one of the result; the scores and their use.
      {of("MultiHeadAttention", "num_heads=4, key_dim=16",
          "(1, 10, 64) float32, (1, 10, 64) float32"),
       4 * 10 * 64 * 64 + 2 * 10 * 10 * 64},
      {of("MultiHeadAttention", "num_heads=4, key_dim=16",
          "(1, 10, 64) float32, (1, 20, 64) float32"),
       2 * 10 * 64 * 64 + 2 * 20 * 64 * 64 + 2 * 10 * 20 * 64},
      // Two heads of keys and values serve four of queries.
      {of("GroupQueryAttention", "head_dim=16, num_query_heads=4, num_key_value_heads=2",
          "(1, 10, 64) float32, (1, 10, 64) float32"),
       2 * 10 * 64 * 64 + 2 * 10 * 64 * 32 + 2 * 10 * 10 * 64},
      {of("Attention", "", "[(1, 10, 64) float32, (1, 20, 64) float32]"), 2 * 10 * 20 * 64},
      // Scores by sums, the use of them by products.
      {of("AdditiveAttention", "", "[(1, 10, 64) float32, (1, 20, 64) float32]"), 10 * 20 * 64},
  };
  expect_macs(kCases);
}

TEST(MultiplyAccumulates, OfLayersThatDoNotMultiply) {
  constexpr CostCase kCases[] = {
      {of("Add", "", "[(1, 10) float32, (1, 10) float32]"), 0},
      {of("MaxPooling2D", "", "(1, 14, 14, 32) float32"), 0},
      {of("BatchNormalization", "", "(1, 14, 14, 32) float32"), 0},
      {of("Flatten", "", "(1, 14, 14, 32) float32"), 0},
  };
  expect_macs(kCases);
}

}  // namespace
}  // namespace modelviz::test
