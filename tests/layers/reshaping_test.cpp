// Reshaping: config and inputs in, outputs out.
#include <gtest/gtest.h>

#include "support/layer_table.h"

namespace modelviz::test {
namespace {

TEST(ReshapingLayers, Elements) {
  constexpr LayerCase kCases[] = {
      {"Flatten", "", "(None, 3, 4) int32", "(None, 12) int32"},
      {"Flatten", "", "(None, None, 4) float32", "(None, None) float32"},
      {"Flatten", "", "(None,) float32", "(None, 1) float32"},
      {"Flatten", "data_format='channels_first'", "(None, 3, 4, 5) float32", "(None, 60) float32"},
      {"Flatten", "", "() float32", "error: expects an input of rank 1 or more"},
      {"Permute", "dims=[2, 1]", "(None, 3, 4) float32", "(None, 4, 3) float32"},
      {"Permute", "dims=[2, 1]", "(None, 3) float32",
       "error: dims [2, 1] need an input of rank 3, but the input is (None, 3)"},
      {"Permute", "dims=[1, 1]", "(None, 3, 4) float32", "error: "},
      {"RepeatVector", "n=5", "(None, 4) float32", "(None, 5, 4) float32"},
      {"RepeatVector", "n=0", "(None, 4) float32", "error: n must be 1 or more"},
      {"RepeatVector", "n=5", "(None, 3, 4) float32", "error: expects an input of rank 2"},
  };
  expect_layers(kCases);
}

TEST(ReshapingLayers, Reshape) {
  constexpr LayerCase kCases[] = {
      {"Reshape", "target_shape=[3, 4]", "(None, 12) int8", "(None, 3, 4) int8"},
      {"Reshape", "target_shape=[-1, 2]", "(None, 3, 4) float32", "(None, 6, 2) float32"},
      {"Reshape", "target_shape=[-1]", "(None, None, 4) float32", "(None, None) float32"},
      {"Reshape", "target_shape=[-1, 8]", "(None, None, 4) float32", "(None, None, 8) float32"},
      {"Reshape", "target_shape=[6, 4]", "(None, None, 4) float32", "(None, 6, 4) float32"},
      {"Reshape", "target_shape=[None, 4]", "(None, 12) float32", "(None, None, 4) float32"},
      {"Reshape", "target_shape=[1]", "(None,) float32", "(None, 1) float32"},
      {"Reshape", "target_shape=[5, 5]", "(None, 24) float32",
       "error: cannot reshape (None, 24) to target_shape [5, 5]: 24 elements are not 25"},
      {"Reshape", "target_shape=[-1, 5]", "(None, 24) float32",
       "error: 24 elements cannot be divided by 5"},
      {"Reshape", "target_shape=[-1, 0]", "(None, 24) float32", "error: cannot be divided by 0"},
      {"Reshape", "target_shape=[-1, -1]", "(None, 24) float32",
       "error: target_shape cannot be [-1, -1]"},
      {"Reshape", "target_shape=24", "(None, 24) float32",
       "error: target_shape must be a list of sizes"},
  };
  expect_layers(kCases);
}

TEST(ReshapingLayers, PaddingAndCropping) {
  constexpr LayerCase kCases[] = {
      {"ZeroPadding1D", "padding=[1, 2]", "(None, 7, 3) float32", "(None, 10, 3) float32"},
      {"ZeroPadding2D", "padding=[1, 2]", "(None, 7, 7, 3) float32", "(None, 9, 11, 3) float32"},
      {"ZeroPadding2D", "padding=[[0, 1], [2, 3]], data_format='channels_first'",
       "(None, 3, 7, None) int32", "(None, 3, 8, None) float32"},
      {"ZeroPadding3D", "", "(None, 2, 3, 4, 5) float32", "(None, 4, 5, 6, 5) float32"},
      {"ZeroPadding2D", "padding=[1, -2]", "(None, 7, 7, 3) float32",
       "error: padding must be one number or a pair for each of 2 axes, none of them negative"},
      {"ZeroPadding1D", "padding=1", "(None, 7) float32", "error: expects an input of rank 3"},
      {"ZeroPadding3D", "padding=[1, 2]", "(None, 2, 3, 4, 5) float32", "error: padding must"},
      {"Cropping1D", "cropping=[1, 2]", "(None, 7, 3) float32", "(None, 4, 3) float32"},
      {"Cropping2D", "cropping=[[0, 1], [2, 0]]", "(None, 7, None, 3) float32",
       "(None, 6, None, 3) float32"},
      {"Cropping2D", "cropping=1, data_format='channels_first'", "(None, 3, 7, 8) float32",
       "(None, 3, 5, 6) float32"},
      {"Cropping3D", "", "(None, 4, 5, 6, 2) float32", "(None, 2, 3, 4, 2) float32"},
      {"Cropping1D", "cropping=[4, 3]", "(None, 7, 3) float32",
       "error: cropping [4, 3] leaves nothing of an input of shape (None, 7, 3)"},
      {"Cropping2D", "cropping=4", "(None, 9, 8, 3) float32", "error: leaves nothing"},
      {"Cropping3D", "", "(None, 4, 5, 6) float32", "error: expects an input of rank 5"},
  };
  expect_layers(kCases);
}

TEST(ReshapingLayers, UpSampling) {
  constexpr LayerCase kCases[] = {
      {"UpSampling1D", "size=3", "(None, 7, 3) float32", "(None, 21, 3) float32"},
      {"UpSampling2D", "size=[2, 3]", "(None, 7, None, 3) float32", "(None, 14, None, 3) float32"},
      {"UpSampling2D", "interpolation='bilinear', data_format='channels_first'",
       "(None, 3, 7, 8) uint8", "(None, 3, 14, 16) float32"},
      {"UpSampling3D", "", "(None, 2, 3, 4, 5) float32", "(None, 4, 6, 8, 5) float32"},
      {"UpSampling1D", "size=0", "(None, 7, 3) float32", "error: size must be 1 or more"},
      {"UpSampling2D", "size=[2, 0]", "(None, 7, 7, 3) float32", "error: size must be 1 or more"},
      {"UpSampling3D", "", "(None, 2, 3, 4) float32", "error: expects an input of rank 5"},
  };
  expect_layers(kCases);
  constexpr LayerCase kKeras2[] = {
      {"UpSampling2D", "", "(None, 7, None, 3) float32", "(None, None, None, 3) float32"},
  };
  expect_keras2_layers(kKeras2);
}

}  // namespace
}  // namespace modelviz::test
