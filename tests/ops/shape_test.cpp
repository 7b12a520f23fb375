// Ops that change the shape: reshape first of all.
#include <gtest/gtest.h>

#include "support/op_table.h"

namespace modelviz::test {
namespace {

TEST(Reshape, KnownSizes) {
  constexpr OpCase kCases[] = {
      {"reshape", "(2, 3) int8, (6,)", "(6,) int8"},
      {"reshape", "(2, 3) float32, (3, -1)", "(3, 2) float32"},
      {"reshape", "(2, 3) float32, 6", "(6,) float32"},
      {"reshape", "(2, 3) float32, -1", "(6,) float32"},
      {"reshape", "() float32, (1, 1)", "(1, 1) float32"},
      {"reshape", "(0, 3) float32, (-1,)", "(0,) float32"},
      {"reshape", "(2, 3) float32, (4, 2)",
       "error: x has shape (2, 3), that is 6 elements, but the new shape (4, 2) has 8"},
      {"reshape", "(2, 3) float32, (-1, 4)", "error: the new shape (-1, 4) needs a multiple of 4"},
      {"reshape", "(2, 3) float32, (-1, -1)", "error: -1 at most once"},
      {"reshape", "(2, 3) float32, (-2, 3)", "error: must hold sizes"},
      {"reshape", "(0, 3) float32, (0, -1)", "error: needs a multiple of 0"},
      {"reshape", "(2, 3) float32, 'x'", "error: 'newshape' must be a list of sizes, not 'x'"},
  };
  expect_keras(kCases);
}

TEST(Reshape, UnknownSizes) {
  constexpr OpCase kCases[] = {
      {"reshape", "(batch, 3) float32, (-1,)", "(3*batch,) float32"},
      {"reshape", "(batch, 10, 4) float32, (batch, -1)", "(batch, 40) float32"},
      {"reshape", "(batch, 10, 4) float32, (-1, 8)", "(5*batch, 8) float32"},
      {"reshape", "(batch, h, w, 64) float32, (batch, -1, 64)", "(batch, h*w, 64) float32"},
      {"reshape", "(batch, t, 6) float32, (batch, 3, -1)", "(batch, 3, 2*t) float32"},
      {"reshape", "(batch, t, 8) float32, (batch, t, 2, 4)", "(batch, t, 2, 4) float32"},
      {"reshape", "(batch, t) float32, (-1, 7)", "((batch*t)//7, 7) float32"},
      // None as the first size is that of x.
      {"reshape", "(batch, t, 64) float32, [None, -1, 8, 8]", "(batch, t, 8, 8) float32"},
      {"reshape", "(batch, 6) float32, [None, None, 3]", "(batch, u1, 3) float32"},
      // What cannot be compared is believed.
      {"reshape", "(batch, 10) float32, (3, 7)", "(3, 7) float32"},
      // Of a tensor only the length is known.
      {"reshape", "(2, 3) float32, (2,) int32", "(u0, u1) float32"},
  };
  expect_symbolic(kCases);
}

TEST(Shape, Axes) {
  constexpr OpCase kCases[] = {
      {"transpose", "(2, 3, 4) float32", "(4, 3, 2) float32"},
      {"transpose", "(None, 3, 4) float32, (0, -1, 1)", "(None, 4, 3) float32"},
      {"transpose", "(2, 3) float32, (0, 0)", "error: must name each axis of x (2, 3) once"},
      {"transpose", "(2, 3) float32, (0,)", "error: must name each axis"},
      {"transpose", "(2, 3) float32, (0, 2)", "error: axis 2 is out of range"},
      {"transpose", "(2, 3) float32, 1", "error: 'axes' must be a list, not 1"},
      {"swapaxes", "(2, None, 4) float32, 0, -1", "(4, None, 2) float32"},
      {"swapaxes", "(2, 3) float32, 0, 2", "error: axis 2 is out of range"},
      {"moveaxis", "(2, 3, 4) float32, 0, -1", "(3, 4, 2) float32"},
      {"moveaxis", "(2, 3, 4, 5) float32, [3, 0], [0, 2]", "(5, 3, 2, 4) float32"},
      {"moveaxis", "(2, 3, 4) float32, [0], [1, 2]", "error: must name as many axes"},
      {"moveaxis", "(2, 3, 4) float32, [0, -3], [1, 2]", "(3, 2, 4) float32"},  // by Keras' rule
      {"moveaxis", "(2, 3, 4) float32, [0, 1], [2, -1]", "error: an axis can be moved only once"},
      {"rot90", "(2, 3) float32", "(3, 2) float32"},
      {"rot90", "(2, 3) float32, k=2", "(3, 2) float32"},  // as Keras says
      {"rot90", "(2,) float32", "error: array must have rank 2 or more, but its shape is (2,)"},
      {"rot90", "(2, 3) float32, axes=(1, 1)", "error: 'axes' must name two axes"},
      {"flip", "(2, 3) float32, axis=(0, 1)", "(2, 3) float32"},
      {"flip", "(2, 3) float32, axis=2", "error: axis 2 is out of range"},
      {"roll", "(2, 3) float32, 1, axis=1", "(2, 3) float32"},
      {"fliplr", "(2,) float32", "error: x must have rank 2 or more"},
      {"flipud", "() float32", "error: x must have rank 1 or more"},
  };
  expect_keras(kCases);
}

TEST(Shape, AxesOfSizeOne) {
  constexpr OpCase kCases[] = {
      {"expand_dims", "(None, 3) float32, 1", "(None, 1, 3) float32"},
      {"expand_dims", "(2, 3) float32, -1", "(2, 3, 1) float32"},
      {"expand_dims", "(2, 3) float32, (0, -1)", "(1, 2, 3, 1) float32"},
      {"expand_dims", "(2, 3) float32, 3", "error: axis 3 is out of range"},
      {"expand_dims", "(2, 3) float32, (0, 0)", "error: 'axis' repeats"},
      {"expand_dims", "(2, 3) float32, None", "error: not None"},
      {"squeeze", "(1, None, 1) float32", "(None,) float32"},
      {"squeeze", "(1, 2, 1) float32, axis=(0, -1)", "(2,) float32"},
      {"squeeze", "(1, 2) float32, axis=1",
       "error: cannot squeeze axis 1 of x (1, 2): its size is not 1"},
      {"squeeze", "(None, 2) float32, axis=0", "error: cannot squeeze axis 0"},
      {"squeeze", "(1,) float32, axis=(0, -1)", "error: 'axis' names one axis twice"},
  };
  expect_keras(kCases);
}

TEST(Shape, Repetition) {
  constexpr OpCase kCases[] = {
      {"broadcast_to", "(3,) float32, (2, 3)", "(2, 3) float32"},
      {"broadcast_to", "(2, 3) float32, (4, 3)", "error: cannot be broadcast"},
      {"broadcast_to", "(1,) float32, 5",
       "error: 'shape' must be a list of sizes, not the number 5"},
      {"tile", "(2, 3) float32, 2", "(2, 6) float32"},
      {"tile", "(3,) float32, (2, 2)", "(2, 6) float32"},
      {"tile", "(2,) float32, -1", "error: its result would have the shape (-2,)"},
      {"repeat", "(2, 3) float32, 2", "(12,) float32"},
      {"repeat", "(2, 3) float32, 2, axis=1", "(2, 6) float32"},
      {"repeat", "(2, 3) float32, [1, 4], axis=0", "(5, 3) float32"},
      {"repeat", "(2, 3) float32, [1, 4], axis=1",
       "error: there are 2 repeats for the axis of size 3 of x (2, 3)"},
  };
  expect_keras(kCases);
}

TEST(Shape, Pad) {
  constexpr OpCase kCases[] = {
      {"pad", "(2, 3) float32, 1", "(4, 5) float32"},
      {"pad", "(2, 3) float32, (1, 2)", "(5, 6) float32"},
      {"pad", "(None, 3) float32, ((0, 0), (1, 2))", "(None, 6) float32"},
      {"pad", "(2, 3) float32, ((1, 2),)", "(5, 6) float32"},
      {"pad", "(2, 3) float32, ((-1, 0), (0, 0))", "(1, 3) float32"},
      {"pad", "(2, 3, 4) float32, ((1, 1), (2, 2))", "error: there are 2 paddings for the 3 axes"},
      {"pad", "(2, 3) float32, ((1, 1), (1,))", "error: must be lists of the same length"},
      {"pad", "(2, 3) float32, ((-3, 0), (0, 0))", "error: sizes cannot be negative"},
      {"pad", "() float32, 1", "() float32"},
      {"pad", "5, 1", "error: x must have rank 1 or more"},
  };
  expect_keras(kCases);
}

TEST(Shape, Diagonals) {
  constexpr OpCase kCases[] = {
      {"diag", "(3,) float32, k=-2", "(5, 5) float32"},
      {"diag", "(2, 3) float32, k=2", "(1,) float32"},
      {"diag", "(2, 3) float32, k=5", "(0,) float32"},
      {"diag", "(2, 3, 4) float32", "error: x must have rank 1 or 2"},
      {"diagflat", "(2, 3) float32, k=1", "(7, 7) float32"},
      {"diagonal", "(5, 2, 3) float32, axis1=1, axis2=2", "(5, 2) float32"},
      {"diagonal", "(2, 3) float32, axis1=1, axis2=-1", "error: 'axis1' and 'axis2' must differ"},
      {"trace", "(2, 3) int8", "() int32"},
      {"tril", "(None, 4, 4) float32", "(None, 4, 4) float32"},
      {"diff", "(5,) float32, n=2", "(3,) float32"},
      {"diff", "(5,) float32, n=7", "(0,) float32"},
  };
  expect_keras(kCases);
}

TEST(Shape, UnknownSizes) {
  constexpr OpCase kCases[] = {
      {"ravel", "(batch, t) float32", "(batch*t,) float32"},
      {"tile", "(batch, t) float32, (1, 2)", "(batch, 2*t) float32"},
      {"repeat", "(batch, t) float32, 2, axis=1", "(batch, 2*t) float32"},
      {"pad", "(batch, t) float32, ((0, 0), (1, 1))", "(batch, t + 2) float32"},
      {"diag", "(n, n) float32", "(n,) float32"},
      {"diff", "(t,) float32", "(max(0, t - 1),) float32"},
  };
  expect_symbolic(kCases);
}

TEST(Shape, View) {
  constexpr OpCase kCases[] = {
      {"view", "(None, 4) float32", "(None, 4) float32"},
      {"view", "() float32, dtype='int32'", "() int32"},
      {"view", "(4,) float32, dtype='int8'", "(16,) int8"},
      {"view", "(4, 6) bool, dtype='float16'", "(4, 3) float16"},
      {"view", "(2, 4) complex64, dtype='float32'", "(2, 8) float32"},
      {"view", "(2, 4) float32, dtype='float8_e4m3fn'", "(2, 16) float8_e4m3fn"},
      {"view", "(None, None) int8, dtype='float32'", "(None, None) float32"},
      {"view", "() float32, dtype='int8'",
       "error: a scalar cannot be seen as numbers of another size"},
      {"view", "(4, 7) bfloat16, dtype='float32'",
       "error: the 7 elements of the last axis of x (4, 7) are not a whole number of float32"},
      {"view", "(4, 7) int32, dtype='foo'", "error: there is no dtype 'foo'"},
      {"view", "(4, 7) string, dtype='int8'", "error: only numbers have bytes"},
  };
  expect_keras(kCases);
}

TEST(Shape, Rearrange) {
  constexpr OpCase kCases[] = {
      {"rearrange", "(2, 8, 9, 3) float32, 'b h w c -> b (h w) c'", "(2, 72, 3) float32"},
      {"rearrange", "(2, 8) int8, 'b h->h b'", "(8, 2) int8"},
      {"rearrange", "(2, 8, 12, 3) float32, 'b (h1 h2) (w1 w2) c -> (b h1 w1) h2 w2 c', h1=2, w1=3",
       "(12, 4, 4, 3) float32"},
      {"rearrange", "(None, 8) float32, 'b (h1 h2) -> h1 h2', h1=2", "(2, 4) float32"},
      // What Keras does not check.
      {"rearrange", "(2, 8) float32, 'b (h1 h2) -> b h1 h2', h1=3", "(2, 3, 2) float32"},
      {"rearrange", "(2, 8) float32, 'b (h1 h2) -> b h1 h2', h1=2, h2=3", "(2, 2, 3) float32"},
      {"rearrange", "(2, 8, 12, 3) float32, 'b h w -> b h w'", "(2, 8, 12) float32"},
      {"rearrange", "(2, 8) float32, 'b h -> h'", "(8,) float32"},
      {"rearrange", "(2, 8) float32, 'b ... -> ... b'", "(2,) float32"},
      {"rearrange", "(None, 8, 9, 3) float32, 'b h w c -> b c h w'",
       "error: Keras calculates with the sizes of the result (None, 3, 8, 9), so they must be "
       "known"},
      {"rearrange", "(2, 8) float32, 'b h -> b h x'",
       "error: the size of 'x' in the pattern is not known"},
      {"rearrange", "(2, 8) float32, 'b (h1 h2) -> b h1 h2'", "error: the size of 'h2'"},
      {"rearrange", "(2, 8) float32, 'b (h1 h2) -> b h1 h2', h1=0",
       "error: no size can be divided by the 0 in the pattern"},
      {"rearrange", "(2, 8) float32, 'b (h1 h2) -> b h1 h2', h1='x'",
       "error: the size of 'h1' must be an integer"},
      {"rearrange", "(2, 8) float32, 'b h'", "error: the pattern 'b h' must have one ->"},
      {"rearrange", "(2, 8) float32, 'b (h -> b h'",
       "error: a bracket of the pattern is not closed"},
      {"rearrange", "(2, 8) float32, 'b h -> b h ()'", "error: hold no name"},
  };
  expect_keras(kCases);
}

}  // namespace
}  // namespace modelviz::test
