// Normalization: config and inputs in, outputs and weights out.
#include <gtest/gtest.h>

#include "support/layer_table.h"

namespace modelviz::test {
namespace {

TEST(NormalizationLayers, Batch) {
  constexpr LayerCase kCases[] = {
      {"BatchNormalization", "", "(None, 8, 8, 4) float32", "(None, 8, 8, 4) float32",
       "gamma (4,), beta (4,), moving_mean (4,) frozen, moving_variance (4,) frozen"},
      {"BatchNormalization", "axis=1, scale=False, center=False", "(None, 3, None) float32",
       "(None, 3, None) float32", "moving_mean (3,) frozen, moving_variance (3,) frozen"},
      {"BatchNormalization", "dtype='mixed_float16'", "(None, 4) float32", "(None, 4) float16",
       "gamma (4,), beta (4,), moving_mean (4,) frozen, moving_variance (4,) frozen"},
      {"BatchNormalization", "renorm=True, scale=False", "(None, 4) float32", "(None, 4) float32",
       "beta (4,), moving_mean (4,) frozen, moving_variance (4,) frozen, moving_stddev (4,) "
       "frozen, "
       "renorm_mean (4,) frozen, renorm_stddev (4,) frozen"},
      {"BatchNormalization", "axis=3", "(None, 4) float32",
       "error: axis 3 is out of range for an input of shape (None, 4)"},
      {"BatchNormalization", "", "(4, None) float32",
       "error: every size of a weight must be known"},
  };
  expect_layers(kCases);
}

TEST(NormalizationLayers, BatchOfKeras2) {
  constexpr LayerCase kCases[] = {
      {"BatchNormalization", "axis=[3]", "(None, 8, 8, 4) float32", "(None, 8, 8, 4) float32",
       "gamma (4,), beta (4,), moving_mean (4,) frozen, moving_variance (4,) frozen"},
      {"BatchNormalization", "axis=[1, 3], center=False", "(None, 6, 5, 4) float32",
       "(None, 6, 5, 4) float32",
       "gamma (1, 6, 1, 4), moving_mean (1, 6, 1, 4) frozen, moving_variance (1, 6, 1, 4) frozen"},
      {"BatchNormalizationV1", "center=False", "(None, 4) float32", "(None, 4) float32",
       "gamma (4,), moving_mean (4,) frozen, moving_variance (4,) frozen"},
      {"BatchNormalizationV2", "scale=False", "(None, 4) float32", "(None, 4) float32",
       "beta (4,), moving_mean (4,) frozen, moving_variance (4,) frozen"},
      {"SyncBatchNormalization", "scale=False", "(None, 4) float32", "(None, 4) float32",
       "beta (4,), moving_mean (4,) frozen, moving_variance (4,) frozen"},
  };
  expect_keras2_layers(kCases);
}

TEST(NormalizationLayers, Others) {
  constexpr LayerCase kCases[] = {
      {"LayerNormalization", "", "(None, 7, 8) float32", "(None, 7, 8) float32",
       "gamma (8,), beta (8,)"},
      {"LayerNormalization", "axis=[2, 1], center=False", "(None, 7, 8) float32",
       "(None, 7, 8) float32", "gamma (7, 8)"},
      {"LayerNormalization", "rms_scaling=True, dtype='mixed_bfloat16'", "(None, 8) float32",
       "(None, 8) bfloat16", "gamma (8,)"},
      {"LayerNormalization", "axis=2", "(None, 8) float32", "error: axis 2 is out of range"},
      {"RMSNormalization", "axis=[-2, -1]", "(None, 7, 8) float32", "(None, 7, 8) float32",
       "scale (7, 8)"},
      {"RMSNormalization", "axis=2", "(None, 8) float32", "error: axis 2 is out of range"},
      {"UnitNormalization", "", "(None, 7, 8) float16", "(None, 7, 8) float32"},
      {"UnitNormalization", "axis=2", "(None, 8) float32", "error: axis 2 is out of range"},
      {"GroupNormalization", "groups=2", "(None, None, 7, 8) float32", "(None, None, 7, 8) float32",
       "gamma (8,), beta (8,)"},
      {"GroupNormalization", "groups=-1, axis=1, scale=False", "(None, 6, 7) float16",
       "(None, 6, 7) float32", "beta (6,)"},
      {"GroupNormalization", "groups=3", "(None, 7, 8) float32",
       "error: its 8 channels cannot be divided into 3 groups"},
      {"GroupNormalization", "groups=0", "(None, 7, 8) float32", "error: into 0 groups"},
  };
  expect_layers(kCases);
  constexpr LayerCase kWarnings[] = {
      {"UnitNormalization", "", "(None, 7, 8) int32", "(None, 7, 8) float32",
       "TensorFlow has no normalize of int32 numbers"},
  };
  expect_warnings(kWarnings);
}

TEST(NormalizationLayers, Normalization) {
  constexpr LayerCase kCases[] = {
      {"Normalization", "", "(None, 7, 3) float32", "(None, 7, 3) float32",
       "mean (3,) frozen, variance (3,) frozen, count () int64 frozen"},
      {"Normalization", "axis=None, invert=True", "(None, 3) float32", "(None, 3) float32",
       "mean () frozen, variance () frozen, count () int64 frozen"},
      {"Normalization", "mean=[1.0, 2.0, 3.0], variance=[1.0, 1.0, 1.0]", "(None, 7, 3) uint8",
       "(None, 7, 3) float32"},
      {"Normalization", "", "(None, 7, None) float32", "error: the size of axis 2 must be known"},
  };
  expect_layers(kCases);
}

TEST(NormalizationLayers, OfApplications) {
  constexpr LayerCase kCases[] = {
      {"LayerScale", "init_values=1e-6, projection_dim=8", "(None, 7, 8) float32",
       "(None, 7, 8) float32", "variable (8,)"},
      {"CustomScaleLayer", "scale=0.1", "[(None, 7, 8) float32, (None, 7, 8) float32]",
       "(None, 7, 8) float32"},
      {"LayerScale", "projection_dim=8", "(None, 7, 9) float32", "error: cannot be broadcast"},
      {"CustomScaleLayer", "scale=0.1", "(None, 7, 8) float32",
       "error: must be called on 2 tensors, not 1"},
  };
  expect_layers(kCases);
  constexpr LayerCase kKeras2[] = {
      {"LayerScale", "init_values=1e-6, projection_dim=8", "(None, 8) float32", "(None, 8) float32",
       "gamma (8,)"},
  };
  expect_keras2_layers(kKeras2);
}

}  // namespace
}  // namespace modelviz::test
