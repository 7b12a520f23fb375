// Convolutions and pooling.
#include <gtest/gtest.h>

#include "ops/ops.h"
#include "support/cells.h"
#include "support/op_table.h"

namespace modelviz::test {
namespace {

TEST(Conv, Shapes) {
  constexpr OpCase kCases[] = {
      {"conv", "(None, 10, 3) float32, (3, 3, 5) float32", "(None, 8, 5) float32"},
      {"conv", "(None, 9, 8, 4) float32, (3, 3, 4, 8) float32", "(None, 7, 6, 8) float32"},
      {"conv", "(None, 4, 4, 4, 3) float32, (2, 2, 2, 3, 7) float32", "(None, 3, 3, 3, 7) float32"},
      {"conv", "(None, 9, 8, 4) float32, (3, 3, 4, 8) float32, padding='same'",
       "(None, 9, 8, 8) float32"},
      {"conv", "(None, 9, 8, 4) float32, (3, 3, 4, 8) float32, strides=2",
       "(None, 4, 3, 8) float32"},
      {"conv", "(None, 9, 8, 4) float32, (3, 3, 4, 8) float32, strides=(2, 1), padding='SAME'",
       "(None, 5, 8, 8) float32"},
      {"conv", "(None, 9, 8, 4) float32, (3, 3, 4, 8) float32, dilation_rate=(2, 3)",
       "(None, 5, 2, 8) float32"},
      {"conv", "(None, 10, 3) float32, (3, 3, 5) float32, padding='causal'",
       "(None, 10, 5) float32"},
      {"conv", "(None, 4, 9, 8) float32, (3, 3, 4, 8) float32, data_format='channels_first'",
       "(None, 8, 7, 6) float32"},
      {"conv", "(None, None, 8, 4) float32, (3, 3, 4, 8) float32", "(None, None, 6, 8) float32"},
      {"conv", "(None, 10, 3) float16, (10, 3, 5) float32", "(None, 1, 5) float16"},
  };
  expect_keras(kCases);
}

TEST(Conv, Refusals) {
  constexpr OpCase kCases[] = {
      {"conv", "(None, 5, 5, 3) float32, (7, 7, 3, 8) float32",
       "error: the kernel is larger than the input: it covers 7 along axis 1, where inputs "
       "(None, 5, 5, 3) has 5"},
      {"conv", "(None, 5, 5, 3) float32, (3, 3, 3, 8) float32, dilation_rate=3",
       "error: the kernel is larger than the input: it covers 7"},
      {"conv", "(None, 0, 3) float32, (1, 3, 5) float32",
       "error: the kernel is larger than the input"},
      {"conv", "(None, 5, 5, 3) float32, (3, 3, 4, 8) float32",
       "error: inputs (None, 5, 5, 3) and the kernel (3, 3, 4, 8) must have the same number of "
       "input "
       "channels: 3 and 4"},
      {"conv", "(None, 8, 8, 4) float32, (3, 3, 2, 8) float32", "error: input channels: 4 and 2"},
      {"conv", "(None, 10, 3) float32, (3, 3, 3, 5) float32",
       "error: must have as many axes as inputs"},
      {"conv", "(None, 10, 3) float32, (3, 3, 5) float32, strides=0",
       "error: 'strides' must be above 0, not 0"},
      {"conv", "(None, 10, 3) float32, (3, 3, 5) float32, strides=(1, 2)",
       "error: 'strides' must be an integer, not [1, 2]"},
      {"conv", "(None, 10, 3) float32, (3, 3, 5) float32, padding='full'",
       "error: 'padding' must be 'valid' or 'same', not 'full'"},
      {"conv", "(None, 10, 3) float32, (3, 3, 5) float32, data_format='NHWC'",
       "error: 'data_format' must be 'channels_first' or 'channels_last', not 'NHWC'"},
  };
  expect_keras(kCases);
}

TEST(Conv, UnknownSizes) {
  constexpr OpCase kCases[] = {
      {"conv", "(batch, t, 3) float32, (3, 3, 8) float32", "(batch, t - 2, 8) float32"},
      {"conv", "(batch, t, 3) float32, (3, 3, 8) float32, strides=2",
       "(batch, (t - 3)//2 + 1, 8) float32"},
      {"conv", "(batch, t, 3) float32, (3, 3, 8) float32, strides=2, padding='same'",
       "(batch, (t + 1)//2, 8) float32"},
      {"conv_transpose", "(batch, t, 3) float32, (3, 8, 3) float32, strides=2",
       "(batch, 2*t + 1, 8) float32"},
      {"max_pool", "(batch, h, w, 3) float32, 2", "(batch, h//2, w//2, 3) float32"},
  };
  expect_symbolic(kCases);
}

TEST(Conv, Variants) {
  constexpr OpCase kCases[] = {
      {"depthwise_conv", "(None, 8, 8, 3) float32, (3, 3, 3, 2) float32",
       "(None, 6, 6, 6) float32"},
      {"depthwise_conv", "(None, 8, 8, 3) float32, (3, 3, 4, 2) float32", "error: 3 and 4"},
      {"separable_conv", "(None, 8, 8, 3) float32, (3, 3, 3, 2) float32, (1, 1, 6, 10) float32",
       "(None, 6, 6, 10) float32"},
      {"grouped_conv", "(None, 8, 8, 4) float32, (3, 3, 2, 8) float32", "(None, 6, 6, 8) float32"},
      {"grouped_conv", "(None, 8, 8, 4) float32, (3, 3, 3, 8) float32",
       "error: do not make groups"},
      {"grouped_conv", "(None, 8, 8, 4) float32, (3, 3, 2, 7) float32",
       "error: do not make groups"},
  };
  expect_keras(kCases);
}

TEST(ConvTranspose, Shapes) {
  constexpr OpCase kCases[] = {
      {"conv_transpose", "(None, 5, 4) float32, (3, 8, 4) float32", "(None, 7, 8) float32"},
      {"conv_transpose", "(None, 5, 4) float32, (3, 8, 4) float32, strides=2",
       "(None, 11, 8) float32"},
      {"conv_transpose", "(None, 5, 4) float32, (1, 8, 4) float32, strides=3",
       "(None, 15, 8) float32"},
      {"conv_transpose", "(None, 5, 4) float32, (3, 8, 4) float32, strides=2, padding='same'",
       "(None, 10, 8) float32"},
      {"conv_transpose",
       "(None, 5, 4) float32, (3, 8, 4) float32, strides=2, padding='same', output_padding=0",
       "(None, 9, 8) float32"},
      {"conv_transpose",
       "(None, 5, 6, 4) float32, (3, 3, 8, 4) float32, strides=2, output_padding=(1, 0)",
       "(None, 12, 13, 8) float32"},
      {"conv_transpose", "(None, 5, 4) float32, (3, 8, 4) float32, dilation_rate=2",
       "(None, 9, 8) float32"},
      {"conv_transpose", "(None, 5, 4) float32, (3, 4, 8) float32", "error: 4 and 8"},
      {"conv_transpose", "(None, 5, 4) float32, (3, 8, 4) float32, padding='causal'",
       "error: 'padding' must be 'valid' or 'same'"},
      {"conv_transpose", "(None, 5, 6, 4) float32, (3, 3, 8, 4) float32, strides=[2]",
       "error: 'strides' must be an integer or 2 of them, not [2]"},
  };
  expect_keras(kCases);
}

TEST(Pool, Shapes) {
  constexpr OpCase kCases[] = {
      {"max_pool", "(None, 9, 8, 4) float32, 2", "(None, 4, 4, 4) float32"},
      {"max_pool", "(None, 9, 8, 4) float32, (2, 3), strides=1", "(None, 8, 6, 4) float32"},
      {"average_pool", "(None, 9, 8, 4) float32, 3, strides=2, padding='same'",
       "(None, 5, 4, 4) float32"},
      {"average_pool", "(None, 4, 9, 8) float32, 2, data_format='channels_first'",
       "(None, 4, 4, 4) float32"},
      {"max_pool", "(None, 7, 3) int8, 2", "(None, 3, 3) int8"},
      {"max_pool", "(None, 2, 2, 4) float32, 3",
       "error: the pool is larger than the input: it covers 3 along axis 1"},
      {"max_pool", "(None, 9, 8, 4) float32, (2, 2, 2)", "error: 'pool_size' must be 2 integers"},
      {"max_pool", "(None, 9, 8, 4) float32, 0", "error: 'pool_size' must be above 0"},
      // Keras' op keeps an axis too many; what the layers do is right.
      {"adaptive_max_pool", "(None, 8, 8, 3) float32, (2, 2)", "(None, 8, 2, 2, 3) float32"},
      {"adaptive_max_pool", "(None, 3, 8, 8) float32, (2, 2), data_format='channels_first'",
       "(None, 3, 2, 2) float32"},
      {"adaptive_average_pool", "(None, 8, 8, 3) float32, 2",
       "error: must be a list of sizes, not 2"},
      {"average_pool_to", "(None, 8, 8, 3) float32, 2", "(None, 2, 2, 3) float32"},
      {"max_pool_to", "(None, 3, 8, 8) float32, (2, 4), data_format='channels_first'",
       "(None, 3, 2, 4) float32"},
  };
  expect_keras(kCases);
}

TEST(Conv, MultiplyAccumulates) {
  constexpr OpCase kCases[] = {
      {"conv", "(batch, 230, 230, 3) float32, (7, 7, 3, 64) float32, strides=2", "118013952*batch"},
      {"conv", "(2, 10, 4) float32, (3, 4, 5) float32, padding='same'", "1200"},
      {"grouped_conv", "(1, 8, 8, 4) float32, (3, 3, 2, 8) float32", "5184"},
      {"depthwise_conv", "(1, 8, 8, 3) float32, (3, 3, 3, 2) float32", "1944"},
      {"separable_conv", "(1, 8, 8, 3) float32, (3, 3, 3, 2) float32, (1, 1, 6, 10) float32",
       "4104"},
      {"conv_transpose", "(1, 5, 4) float32, (3, 8, 4) float32, strides=2", "480"},
      {"max_pool", "(1, 9, 8, 4) float32, 2", "0"},
  };
  expect_macs(kCases);
}

TEST(Conv, KernelOfALayerDecidesOnGroups) {
  Trace trace;
  Tensor inputs = trace.add_tensor({Shape{1, 8, 8, 4}, DType::kFloat32});
  Tensor kernel = trace.add_tensor({Shape{3, 3, 4, 8}, DType::kFloat32});
  Tensor of_group = trace.add_tensor({Shape{3, 3, 2, 8}, DType::kFloat32});
  EXPECT_EQ(keras_text(Tensors{ops::conv(inputs, kernel)}), "(1, 6, 6, 8) float32");
  EXPECT_EQ(trace.ops().back().op->name, "conv");
  EXPECT_EQ(keras_text(Tensors{ops::conv(inputs, of_group)}), "(1, 6, 6, 8) float32");
  EXPECT_EQ(trace.ops().back().op->name, "grouped_conv");
}

TEST(Patches, Shapes) {
  constexpr OpCase kCases[] = {
      {"image.extract_patches", "(None, 20, 21, 3) uint8, 5", "(None, 4, 4, 75) uint8"},
      {"image.extract_patches", "(None, 20, 21, 3) uint8, (5, 4), strides=3",
       "(None, 6, 6, 60) uint8"},
      {"image.extract_patches", "(20, 21, 3) uint8, (5, 4), strides=(1, 2), padding='same'",
       "(20, 11, 60) uint8"},
      {"image.extract_patches", "(3, 20, 21) float32, (5, 4), data_format='channels_first'",
       "(60, 4, 5) float32"},
      {"image.extract_patches", "(None, None, None, 3) float32, 3, dilation_rate=2",
       "(None, None, None, 27) float32"},
      {"image.extract_patches",
       "(8, 20, 21, 3) float32, (2, 3, 4), strides=(1, 2, 3), padding='same'",
       "(8, 10, 7, 72) float32"},
      {"image.extract_patches_3d", "(None, 8, 20, 21, 3) float32, 4",
       "(None, 2, 5, 5, 192) float32"},
      {"image.extract_patches_3d",
       "(3, 8, 20, 21) float32, (2, 3, 4), data_format='channels_first'", "(72, 4, 6, 5) float32"},
      {"image.extract_patches_3d", "(3, 8, 20, 21) float32, (2, 3)", "(3, 4, 6, 126) float32"},
      {"image.extract_patches", "(None, 20, 21, 3) float32, 30",
       "error: the patch is larger than the input: it covers 30 along axis 1"},
      {"image.extract_patches", "(None, 20, 21, None) float32, 3",
       "error: the number of channels must be known"},
      {"image.extract_patches", "(20, 21) float32, 3", "error: images must have rank 3 or 4"},
      {"image.extract_patches", "(20, 21, 3) float32, (3,)",
       "error: 'size' must be one, two or three integers, not [3]"},
      {"image.extract_patches", "(20, 21, 3) float32, 3, padding='foo'",
       "error: 'padding' must be 'valid' or 'same', not 'foo'"},
      {"image.extract_patches_3d", "(3, 8, 20) float32, 2", "error: volumes must have rank 4 or 5"},
  };
  expect_keras(kCases);
  constexpr OpCase kSymbolic[] = {
      {"image.extract_patches", "(batch, h, w, 3) float32, 4, strides=2",
       "(batch, (h - 4)//2 + 1, (w - 4)//2 + 1, 48) float32"},
  };
  expect_symbolic(kSymbolic);
}

TEST(Patches, AsColumns) {
  constexpr OpCase kCases[] = {
      {"unfold", "(None, 3, 8, 9) float16, (2, 3)", "(None, 18, 49) float16"},
      {"unfold", "(None, 3, 8, 9) float16, 2, dilation=2, padding=1, stride=(2, 3)",
       "(None, 12, 12) float16"},
      {"unfold", "(1, 3, 2, 2) float16, 5", "(1, 75, 4) float16"},  // Keras does not check
      {"unfold", "(None, 3, None, 9) float16, 2", "error: so they must be known"},
      {"unfold", "(3, 8, 9) float16, 2", "error: x must have rank 4"},
      {"unfold", "(1, 3, 2, 2) float16, 2, stride=0", "error: 'stride' must be above 0, not 0"},
      {"fold", "(None, 12, 20) float32, (5, 6), 2", "(None, 3, 5, 6) float32"},
      {"fold", "(None, None, 20) float32, (5, 6), 2", "(None, None, 5, 6) float32"},
      {"fold", "(2, 12, None) float32, 7, (2, 3), stride=2, padding=1", "(2, 2, 7, 7) float32"},
      {"fold", "(2, 13, 20) float32, 7, (2, 3)",
       "error: the size of axis 1 of x (2, 13, 20) must be a multiple of the window's 6 elements"},
      {"fold", "(13, 20) float32, 7, (2, 3)", "error: x must have rank 3"},
  };
  expect_keras(kCases);
}

}  // namespace
}  // namespace modelviz::test
