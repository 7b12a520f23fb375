// Merging: config and inputs in, outputs out.
#include <gtest/gtest.h>

#include "support/layer_table.h"

namespace modelviz::test {
namespace {

TEST(MergingLayers, Elementwise) {
  constexpr LayerCase kCases[] = {
      {"Add", "", "[(None, 4) float32, (None, 4) float32, (None, 4) float32]", "(None, 4) float32"},
      {"Average", "", "[(None, 4) int32, (None, 4) int32]", "(None, 4) float32"},
      {"Maximum", "", "[(None, 1, 4) float32, (None, 5, 4) float32]", "(None, 5, 4) float32"},
      {"Minimum", "dtype='mixed_float16'", "[(2, 4) float32, (2, 4) float32]", "(2, 4) float16"},
      {"Subtract", "", "[(None, 4) float32, (None, 4) float32]", "(None, 4) float32"},
      // A lower rank is aligned behind the batch.
      {"Multiply", "", "[(None, 5, 4) float32, (None, 4) float32]", "(None, 5, 4) float32"},
      {"Multiply", "", "[(2, 4, 4) float32, (2, 4) float32]", "(2, 4, 4) float32"},
      // Against a known size an unknown one stays unknown, but for the batch.
      {"Add", "", "[(None, None, 4) float32, (2, 5, 4) float32]", "(2, None, 4) float32"},
      {"Add", "", "[(None, 4) float32, (None, 5) float32]",
       "error: the shapes (None, 4) and (None, 5) cannot be broadcast"},
      {"Add", "", "[(2, 4) float32, (3, 4) float32]",
       "error: cannot merge tensors of different batch sizes: (2, 4) and (3, 4)"},
      {"Average", "", "[(None, 4) float32, (None, 5) float32]", "error: cannot be broadcast"},
      {"Maximum", "", "[(None, 4) float32, (None, 5) float32]", "error: cannot be broadcast"},
      {"Minimum", "", "[(None, 4) float32, (None, 5) float32]", "error: cannot be broadcast"},
      {"Multiply", "", "[(None, 5, 4) float32, (None, 5) float32]", "error: cannot be broadcast"},
      {"Subtract", "", "[(None, 4) float32, (None, 4) float32, (None, 4) float32]",
       "error: must be called on exactly 2 tensors, not 3"},
  };
  expect_layers(kCases);
}

TEST(MergingLayers, Concatenate) {
  constexpr LayerCase kCases[] = {
      {"Concatenate", "", "[(None, 5, 4) float32, (None, 5, 3) float32]", "(None, 5, 7) float32"},
      {"Concatenate", "axis=1", "[(None, None, 4) float32, (None, 5, 4) float32]",
       "(None, None, 4) float32"},
      // Other sizes are those of the first.
      {"Concatenate", "", "[(None, None, 4) float32, (None, 5, 4) float32]",
       "(None, None, 8) float32"},
      {"Concatenate", "", "[(None, 5, 4) float32, (None, None, 4) float32]",
       "(None, 5, 8) float32"},
      {"Concatenate", "", "[(None, 5, 4) float32, (None, 6, 4) float32]",
       "error: the shapes (None, 5, 4) and (None, 6, 4) must be equal, but for axis 2: 5 and 6"},
      {"Concatenate", "axis=3", "[(None, 4) float32, (None, 4) float32]",
       "error: axis 3 is out of range"},
      {"Concatenate", "", "[(None, 5, 4) float32, (None, 4) float32]", "error: must be equal"},
  };
  expect_layers(kCases);
}

TEST(MergingLayers, Dot) {
  constexpr LayerCase kCases[] = {
      {"Dot", "axes=1", "[(None, 4) float32, (None, 4) float32]", "(None, 1) float32"},
      {"Dot", "axes=-1, normalize=True", "[(None, 3, 4) float32, (None, 5, 4) float32]",
       "(None, 3, 5) float32"},
      {"Dot", "axes=[2, 1]", "[(None, 3, 4) float32, (None, 4, 5) float32]",
       "(None, 3, 5) float32"},
      {"Dot", "axes=[1, 2]", "[(None, 4) float32, (None, 3, 4) float32]", "(None, 3) float32"},
      {"Dot", "axes=1", "[(None, None, 4) float32, (None, None, 5) float32]",
       "(None, 4, 5) float32"},
      {"Dot", "axes=1", "[(None, 4) float32, (None, 5) float32]",
       "error: the sizes along axes 1 differ: 4 of (None, 4) and 5 of (None, 5)"},
      {"Dot", "axes=1", "[(None, None) float32, (None, 5) float32]", "error: differ: None of"},
      {"Dot", "axes=0", "[(4, 4) float32, (4, 4) float32]",
       "error: cannot take the product over the batch"},
      {"Dot", "axes=[1, 2]", "[(None, 4) float32, (None, 4) float32]",
       "error: axes [1, 2] do not fit inputs of shapes (None, 4) and (None, 4)"},
      {"Dot", "axes=1", "(None, 4) float32", "error: must be called on exactly 2 tensors"},
  };
  expect_layers(kCases);
  EXPECT_EQ(macs_of({"Dot", "axes=-1", "[(2, 3, 4) float32, (2, 5, 4) float32]", ""}), "120");
}

}  // namespace
}  // namespace modelviz::test
