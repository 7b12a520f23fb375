// Pooling: config and inputs in, outputs out.
#include <gtest/gtest.h>

#include "support/layer_table.h"

namespace modelviz::test {
namespace {

TEST(PoolingLayers, Windows) {
  constexpr LayerCase kCases[] = {
      {"MaxPooling1D", "", "(None, 10, 4) float32", "(None, 5, 4) float32"},
      {"MaxPooling2D", "pool_size=[2, 3], padding='same'", "(None, 9, 9, 4) float32",
       "(None, 5, 3, 4) float32"},
      {"MaxPooling2D", "pool_size=3, strides=1", "(None, None, 9, 4) int32",
       "(None, None, 7, 4) float32"},
      {"MaxPooling3D", "data_format='channels_first'", "(None, 4, 8, 8, 8) float32",
       "(None, 4, 4, 4, 4) float32"},
      {"AveragePooling1D", "pool_size=4, strides=2", "(None, 10, 4) float32",
       "(None, 4, 4) float32"},
      {"AveragePooling2D", "pool_size=2", "(None, 9, 9, 4) float32", "(None, 4, 4, 4) float32"},
      {"AveragePooling3D", "pool_size=2", "(None, 4, 4, 4, 2) float32",
       "(None, 2, 2, 2, 2) float32"},
      {"MaxPooling2D", "", "(None, 8, 8) float32", "error: expects an input of rank 4"},
      {"AveragePooling2D", "pool_size=9", "(None, 8, 8, 3) float32",
       "error: the pool is larger than the input"},
      {"MaxPooling1D", "pool_size='two'", "(None, 8, 3) float32", "error: 'pool_size' must be"},
  };
  expect_layers(kCases);
}

TEST(PoolingLayers, Global) {
  constexpr LayerCase kCases[] = {
      {"GlobalAveragePooling1D", "", "(None, None, 4) float32", "(None, 4) float32"},
      {"GlobalAveragePooling2D", "keepdims=True", "(None, 8, 8, 4) float32",
       "(None, 1, 1, 4) float32"},
      {"GlobalAveragePooling3D", "data_format='channels_first'", "(None, 4, 2, 2, 2) float32",
       "(None, 4) float32"},
      {"GlobalMaxPooling1D", "data_format='channels_first', keepdims=True", "(None, 4, 9) float32",
       "(None, 4, 1) float32"},
      {"GlobalMaxPooling2D", "", "(None, 8, 8, 4) int32", "(None, 4) float32"},
      {"GlobalMaxPooling3D", "", "(None, 2, 2, 2, 4) float32", "(None, 4) float32"},
      {"GlobalMaxPooling2D", "", "(None, 8, 4) float32", "error: expects an input of rank 4"},
  };
  expect_layers(kCases);
}

TEST(PoolingLayers, Adaptive) {
  constexpr LayerCase kCases[] = {
      {"AdaptiveAveragePooling1D", "output_size=3", "(None, None, 4) float32",
       "(None, 3, 4) float32"},
      {"AdaptiveAveragePooling2D", "output_size=[3, 2]", "(None, 8, 8, 4) float32",
       "(None, 3, 2, 4) float32"},
      {"AdaptiveAveragePooling3D", "output_size=2", "(None, 8, 8, 8, 4) float32",
       "(None, 2, 2, 2, 4) float32"},
      {"AdaptiveMaxPooling1D", "output_size=[3]", "(None, 8, 4) float32", "(None, 3, 4) float32"},
      {"AdaptiveMaxPooling2D", "output_size=3, data_format='channels_first'",
       "(None, 4, 8, 8) float32", "(None, 4, 3, 3) float32"},
      {"AdaptiveMaxPooling3D", "output_size=2", "(None, 8, 8, 8, 4) float32",
       "(None, 2, 2, 2, 4) float32"},
      {"AdaptiveMaxPooling2D", "output_size=[3, 3, 3]", "(None, 8, 8, 4) float32",
       "error: 'output_size' must be 2 integers"},
  };
  expect_layers(kCases);
}

}  // namespace
}  // namespace modelviz::test
