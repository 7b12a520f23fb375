// Convolutions: config and inputs in, outputs and weights out.
#include <gtest/gtest.h>

#include "support/layer_table.h"

namespace modelviz::test {
namespace {

TEST(ConvolutionLayers, Conv) {
  constexpr LayerCase kCases[] = {
      {"Conv1D", "filters=6, kernel_size=3", "(None, 10, 4) float32", "(None, 8, 6) float32",
       "kernel (3, 4, 6), bias (6,)"},
      {"Conv1D", "filters=6, kernel_size=[3], strides=[2], padding='same'",
       "(None, None, 4) float32", "(None, None, 6) float32", "kernel (3, 4, 6), bias (6,)"},
      {"Conv1D", "filters=6, kernel_size=3, padding='causal', dilation_rate=2",
       "(None, 10, 4) float32", "(None, 10, 6) float32", "kernel (3, 4, 6), bias (6,)"},
      {"Conv2D", "filters=8, kernel_size=[3, 5], strides=2, use_bias=False",
       "(None, 32, 32, 3) float32", "(None, 15, 14, 8) float32", "kernel (3, 5, 3, 8)"},
      {"Conv2D", "filters=8, kernel_size=3, groups=2, activation='relu'", "(None, 8, 8, 4) float16",
       "(None, 6, 6, 8) float32", "kernel (3, 3, 2, 8), bias (8,)"},
      {"Conv2D", "filters=8, kernel_size=3, data_format='channels_first'",
       "(None, 3, 8, None) float32", "(None, 8, 6, None) float32",
       "kernel (3, 3, 3, 8), bias (8,)"},
      {"Conv3D", "filters=2, kernel_size=2", "(None, 4, 5, 6, 3) float32",
       "(None, 3, 4, 5, 2) float32", "kernel (2, 2, 2, 3, 2), bias (2,)"},
  };
  expect_layers(kCases);
}

TEST(ConvolutionLayers, Refusals) {
  constexpr LayerCase kCases[] = {
      {"Conv2D", "filters=8, kernel_size=3", "(None, 8, 8) float32",
       "error: expects an input of rank 4, but its input has rank 3: (None, 8, 8)"},
      {"Conv2D", "filters=8, kernel_size=9", "(None, 8, 8, 3) float32",
       "error: the kernel is larger than the input"},
      {"Conv2D", "filters=8, kernel_size=3, groups=3", "(None, 8, 8, 4) float32",
       "error: its 8 filters cannot be divided into 3 groups"},
      {"Conv2D", "filters=9, kernel_size=3, groups=3", "(None, 8, 8, 4) float32",
       "error: its 4 input channels cannot be divided into 3 groups"},
      {"Conv2D", "filters=9, kernel_size=3, groups=0", "(None, 8, 8, 4) float32",
       "error: groups must be 1 or more"},
      {"Conv2D", "filters=8, kernel_size=3, strides=2, dilation_rate=2", "(None, 8, 8, 4) float32",
       "error: strides 2 and dilation_rate 2 cannot both be more than 1"},
      {"Conv2D", "filters=8, kernel_size=[3, 3, 3]", "(None, 8, 8, 4) float32",
       "error: 'kernel_size' must be 2 integers"},
      {"Conv2D", "filters=8, kernel_size=3", "(None, 8, 8, None) float32",
       "error: every size of a weight must be known"},
      {"Conv1DTranspose", "filters=8, kernel_size=3, strides=2, output_padding=2",
       "(None, 8, 4) float32", "error: output_padding 2 must be 0 or more and less than strides 2"},
      {"DepthwiseConv2D", "kernel_size=9", "(None, 8, 8, 4) float32",
       "error: the kernel is larger than the input"},
      {"SeparableConv1D", "filters=8, kernel_size=9", "(None, 8, 4) float32",
       "error: the kernel is larger than the input"},
  };
  expect_layers(kCases);
}

TEST(ConvolutionLayers, Transpose) {
  constexpr LayerCase kCases[] = {
      {"Conv1DTranspose", "filters=6, kernel_size=3, strides=2", "(None, 10, 4) float32",
       "(None, 21, 6) float32", "kernel (3, 6, 4), bias (6,)"},
      {"Conv2DTranspose", "filters=6, kernel_size=3, strides=2, padding='same'",
       "(None, 8, None, 4) float32", "(None, 16, None, 6) float32",
       "kernel (3, 3, 6, 4), bias (6,)"},
      {"Conv2DTranspose", "filters=6, kernel_size=3, strides=2, output_padding=1, use_bias=False",
       "(None, 8, 8, 4) float32", "(None, 18, 18, 6) float32", "kernel (3, 3, 6, 4)"},
      {"Conv3DTranspose", "filters=2, kernel_size=2, data_format='channels_first'",
       "(None, 3, 4, 5, 6) float32", "(None, 2, 5, 6, 7) float32",
       "kernel (2, 2, 2, 2, 3), bias (2,)"},
  };
  expect_layers(kCases);
}

TEST(ConvolutionLayers, DepthwiseAndSeparable) {
  constexpr LayerCase kCases[] = {
      {"DepthwiseConv1D", "kernel_size=3, depth_multiplier=2", "(None, 10, 4) float32",
       "(None, 8, 8) float32", "kernel (3, 4, 2), bias (8,)"},
      {"DepthwiseConv2D", "kernel_size=3, strides=2, padding='same', use_bias=False",
       "(None, 8, 8, 4) float32", "(None, 4, 4, 4) float32", "kernel (3, 3, 4, 1)"},
      {"SeparableConv1D", "filters=6, kernel_size=3", "(None, 10, 4) float32",
       "(None, 8, 6) float32", "depthwise_kernel (3, 4, 1), pointwise_kernel (1, 4, 6), bias (6,)"},
      {"SeparableConv2D", "filters=6, kernel_size=3, depth_multiplier=2", "(None, 8, 8, 4) float32",
       "(None, 6, 6, 6) float32",
       "depthwise_kernel (3, 3, 4, 2), pointwise_kernel (1, 1, 8, 6), bias (6,)"},
  };
  expect_layers(kCases);
}

TEST(ConvolutionLayers, Cost) {
  EXPECT_EQ(macs_of({"Conv2D", "filters=8, kernel_size=3", "(1, 10, 10, 4) float32", ""}), "18432");
  EXPECT_EQ(
      ops_of({"Conv1D", "filters=8, kernel_size=3, padding='causal'", "(1, 10, 4) float32", ""}),
      "pad conv add");
}

}  // namespace
}  // namespace modelviz::test
