// Ops that join tensors, or take one apart.
#include <gtest/gtest.h>

#include "support/op_table.h"

namespace modelviz::test {
namespace {

TEST(Join, Concatenate) {
  constexpr OpCase kCases[] = {
      {"concatenate", "[(2, 3) float32, (4, 3) float32]", "(6, 3) float32"},
      {"concatenate", "[(None, 3) float32, (None, 5) float32], axis=-1", "(None, 8) float32"},
      {"concatenate", "[(None, 3) float32, (4, 5) float32], axis=1", "(None, 8) float32"},
      {"concatenate", "[(2, 3) float32, (2, n) float32], axis=1", "(2, None) float32"},
      {"concatenate", "[(2, 2) int8, (2, 2) float16]", "(4, 2) float16"},
      {"concatenate", "[(2, 3) float32, (3, 3) float32], axis=1",
       "error: the shapes (2, 3) and (3, 3) must be equal, but for axis 1: 2 and 3"},
      {"concatenate", "[(2, 3) float32, (2, 3, 1) float32]",
       "error: must be equal, but for axis 0"},
      {"concatenate", "[(2, 3) float32], axis=2", "error: axis 2 is out of range"},
      {"concatenate", "[]", "error: needs at least one tensor"},
      {"concatenate", "(2, 3) float32", "error: 'xs' must be a list of tensors"},
  };
  expect_keras(kCases);
}

TEST(Join, Stack) {
  constexpr OpCase kCases[] = {
      {"stack", "[(2, 3) float32, (2, 3) float32]", "(2, 2, 3) float32"},
      {"stack", "[(None, 3) float32, (None, 3) float32], axis=1", "(None, 2, 3) float32"},
      {"stack", "[() int8, () int16], axis=-1", "(2,) int16"},
      {"stack", "[(2, 3) float32, (2, 4) float32]",
       "error: the shapes (2, 3) and (2, 4) must be equal: 3 and 4"},
      {"stack", "[(2,) float32, (2,) float32], axis=2", "error: axis 2 is out of range"},
      {"vstack", "[(3,) float32, (4,) float32]", "(7,) float32"},  // Keras adds no axis
      {"hstack", "[(2, 3) float32, (2, 4) float32]", "(2, 7) float32"},
      {"hstack", "[(3,) float32, (4,) float32]", "error: each of xs must have rank 2 or more"},
      {"dstack", "[(2, 3) float32, (2, 3) float32]", "(2, 3, 2) float32"},
      {"dstack", "[(3,) float32, (3,) float32]", "(1, 3, 2) float32"},
      {"append", "(2, 3) float32, (4,) float32", "(10,) float32"},
      {"append", "(2, 3) float32, (2, 4) float32, axis=1", "(2, 7) float32"},
      {"append", "(2, 3) float32, (4, 4) float32, axis=1", "error: must be equal"},
      {"stack", "[]", "(0,) float32"},
      {"stack", "[], axis=-1", "error: needs at least one tensor"},
  };
  expect_keras(kCases);
}

TEST(Join, Split) {
  constexpr OpCase kCases[] = {
      {"split", "(6, 4) float32, 2", "(3, 4) float32; (3, 4) float32"},
      {"split", "(6, 4) float32, [1, 3], axis=-1",
       "(6, 1) float32; (6, 2) float32; (6, 1) float32"},
      {"split", "(None, 4) float32, 2, axis=1", "(None, 2) float32; (None, 2) float32"},
      {"split", "(6, 4) float32, 4",
       "error: axis 0 of x (6, 4) cannot be divided into 4 equal parts"},
      {"split", "(6, 4) float32, [4, 2]", "error: sizes cannot be negative"},
      {"split", "(6, 4) float32, 0", "error: cannot make 0 parts"},
      {"split", "(6, 4) float32, 2, axis=2", "error: axis 2 is out of range"},
      {"array_split", "(7, 4) float32, 3", "(3, 4) float32; (2, 4) float32; (2, 4) float32"},
      {"hsplit", "(6,) float32, 3", "(2,) float32; (2,) float32; (2,) float32"},
      {"vsplit", "(6,) float32, 3", "error: x must have rank 2 or more"},
      {"dsplit", "(1, 1, 4) float32, 2", "(1, 1, 2) float32; (1, 1, 2) float32"},
      {"unstack", "(2, 3) float32", "(3,) float32; (3,) float32"},
      {"unstack", "(None, 3) float32, num=2", "(3,) float32; (3,) float32"},
      {"unstack", "(None, 3) float32", "error: the size of axis 0 of x (None, 3) is not known"},
      {"split", "(None, 6) float32, 0", ""},
      {"split", "(None, 6) float32, -1, axis=1", ""},
      {"split", "(4, 6) float32, 0", "error: cannot make 0 parts"},
  };
  expect_keras(kCases);
}

TEST(Join, Meshgrid) {
  constexpr OpCase kCases[] = {
      {"meshgrid", "(3,) int8, (4,) int16", "(4, 3) int16; (4, 3) int16"},  // as Keras says
      {"meshgrid", "[1.5, 2.5], [0.5]", "(1, 2) float32; (1, 2) float32"},
      {"meshgrid", "[1], [2, 3], indexing='ij'", "(1, 2) int32; (1, 2) int32"},
      {"meshgrid", "[1, 2]", "(2,) int32"},
      {"meshgrid", "(3,) int8, (4,) int8, indexing='ij'", "(3, 4) float32; (3, 4) float32"},
      {"meshgrid", "(3,) int8", "error: needs a second tensor"},
      {"meshgrid", "(3,) int8, (4,) int8, indexing='x'", "error: must be 'xy' or 'ij'"},
  };
  expect_keras(kCases);
}

TEST(Join, UnknownSizes) {
  constexpr OpCase kCases[] = {
      {"concatenate", "[(batch, t) float32, (batch, 3) float32], axis=1", "(batch, t + 3) float32"},
      {"split", "(batch, t) float32, 2, axis=1", "(batch, t//2) float32; (batch, t//2) float32"},
      {"split", "(batch, t) float32, [2], axis=1", "(batch, 2) float32; (batch, t - 2) float32"},
      {"array_split", "(t,) float32, 2", "((t + 1)//2,) float32; (t//2,) float32"},
  };
  expect_symbolic(kCases);
}

}  // namespace
}  // namespace modelviz::test
