// Activations and regularization: config and inputs in, outputs and weights out.
#include <gtest/gtest.h>

#include "support/layer_table.h"

namespace modelviz::test {
namespace {

TEST(ActivationLayers, Shapes) {
  constexpr LayerCase kCases[] = {
      {"ReLU", "max_value=6.0", "(None, 8) int32", "(None, 8) float32"},
      {"ReLU", "max_value=-1.0", "(None, 8) float32", "error: max_value must be 0 or more"},
      {"LeakyReLU", "negative_slope=0.1", "(None, 8) float32", "(None, 8) float32"},
      {"LeakyReLU", "negative_slope=None", "(None, 8) float32",
       "error: negative_slope must be 0 or more, not None"},
      {"ELU", "alpha=0.5", "(None, None) float32", "(None, None) float32"},
      {"PReLU", "", "(None, 7, 8) float32", "(None, 7, 8) float32", "alpha (7, 8)"},
      {"PReLU", "shared_axes=[1]", "(None, None, 8) float32", "(None, None, 8) float32",
       "alpha (1, 8)"},
      {"PReLU", "", "(None, None, 8) float32", "error: every size of a weight must be known"},
      {"PReLU", "shared_axes=[3]", "(None, 7, 8) float32", "error: shared axis 3 is not an axis"},
      {"Softmax", "", "(None, 8) float32", "(None, 8) float32"},
      {"Softmax", "axis=[1, 2]", "(None, 7, 8) float32", "(None, 7, 8) float32"},
  };
  expect_layers(kCases);
  constexpr LayerCase kWarnings[] = {
      {"Softmax", "axis=2", "(None, 8) float32", "(None, 8) float32",
       "axis 2 is out of range for an input of shape (None, 8)"},
  };
  expect_warnings(kWarnings);
}

TEST(RegularizationLayers, Shapes) {
  constexpr LayerCase kCases[] = {
      {"Dropout", "rate=0.5", "(None, 8) int32", "(None, 8) float32"},
      {"Dropout", "rate=1.5", "(None, 8) float32", "error: rate must be between 0 and 1"},
      {"AlphaDropout", "rate=0.5", "(None, 8) float32", "(None, 8) float32"},
      {"GaussianDropout", "rate=0.5", "(None, 8) float32", "(None, 8) float32"},
      {"GaussianNoise", "stddev=0.5", "(None, 8) float32", "(None, 8) float32"},
      {"GaussianNoise", "stddev=-1", "(None, 8) float32", "error: stddev must be between 0 and 1"},
      {"ActivityRegularization", "l1=0.1", "(None, 8) float32", "(None, 8) float32"},
      {"SpatialDropout1D", "rate=0.5", "(None, 7, 8) float32", "(None, 7, 8) float32"},
      {"SpatialDropout2D", "rate=0.5", "(None, 7, 8) float32", "error: an input of rank 4"},
      {"SpatialDropout2D", "rate=0.5", "(None, 7, 7, 8) float32", "(None, 7, 7, 8) float32"},
      {"SpatialDropout3D", "rate=0.5", "(None, 1, 7, 7, 8) float32", "(None, 1, 7, 7, 8) float32"},
  };
  expect_layers(kCases);
}

}  // namespace
}  // namespace modelviz::test
