// Ops that reduce axes, or work along one.
#include <gtest/gtest.h>

#include "support/op_table.h"

namespace modelviz::test {
namespace {

TEST(Reduce, Axes) {
  constexpr OpCase kCases[] = {
      {"sum", "(2, 3, 4) float32", "() float32"},
      {"sum", "(2, 3, 4) float32, axis=1", "(2, 4) float32"},
      {"sum", "(2, 3, 4) float32, axis=-1", "(2, 3) float32"},
      {"sum", "(2, 3, 4) float32, axis=(0, 2)", "(3,) float32"},
      {"sum", "(2, 3, 4) float32, axis=[-1, 0], keepdims=True", "(1, 3, 1) float32"},
      {"sum", "(2, 3, 4) float32, keepdims=True", "(1, 1, 1) float32"},
      {"sum", "(2, 3) float32, axis=()", "(2, 3) float32"},
      {"mean", "(None, None, 4) float32, axis=1", "(None, 4) float32"},
      {"argmax", "(None, 10) float32, axis=-1", "(None,) int32"},
      {"argmax", "(2, 3) float32, axis=1, keepdims=True", "(2, 1) int32"},
      {"count_nonzero", "(2, 3) float32, axis=0", "(3,) int32"},
      {"sum", "(2, 3) float32, axis=2", "error: axis 2 is out of range for a tensor of rank 2"},
      {"sum", "(2, 3) float32, axis=-3", "error: axis -3 is out of range"},
      {"sum", "(2, 3) float32, axis=(0, 5)", "error: axis 5 is out of range"},
      {"sum", "(2, 3) float32, axis='x'", "error: an axis must be an integer, not 'x'"},
  };
  expect_keras(kCases);
}

TEST(Reduce, DTypes) {
  constexpr OpCase kCases[] = {
      {"sum", "(2,) bool", "() int32"},
      {"sum", "(2,) int16", "() int32"},
      {"sum", "(2,) uint8", "() uint32"},
      {"sum", "(2,) float16", "() float16"},
      {"prod", "(2,) int8", "() int32"},
      {"prod", "(2,) int8, dtype='int8'", "() int8"},
      {"mean", "(2,) int32", "() float32"},
      {"mean", "(2,) float16", "() float16"},
      {"max", "(2,) int8", "() int8"},
      {"std", "(2,) int8", "() float32"},
      {"var", "(2,) float64", "() float64"},
      {"median", "(2,) int64", "() float32"},
      {"logsumexp", "(2,) float64", "() float32"},
      {"any", "(2,) float32", "() bool"},
      {"norm", "(2, 3) int32, axis=1", "(2,) float32"},
  };
  expect_keras(kCases);
}

TEST(Reduce, Average) {
  constexpr OpCase kCases[] = {
      {"average", "(2, 3) int8", "() float32"},
      {"average", "(2, 3) float32, axis=1, weights=(3,) float32", "(2,) float32"},
      {"average", "(2, 3) float32, axis=0, weights=(2, 3) float32", "(3,) float32"},
      {"average", "(None, 3) float32, axis=0, weights=(2,) float32", "(3,) float32"},
      {"average", "(2, 3) float32, axis=1, weights=(2,) float32",
       "error: the weights must have the shape of x, (2, 3), or be a vector as long as its axis"},
      {"average", "(2, 3) float32, weights=(3,) float32", "error: their shape is (3,)"},
  };
  expect_keras(kCases);
}

TEST(Reduce, AnAxisSaidTwiceIsTakenAwayTwice) {
  constexpr OpCase kCases[] = {
      {"sum", "(2, 3, 4) float32, axis=(1, 1)", "(2,) float32"},
      {"sum", "(2, 3, 4) float32, axis=(0, -3)", "(4,) float32"},
      {"sum", "(2, 3, 4) float32, axis=(1, 1), keepdims=True", "(2, 1, 4) float32"},
      {"sum", "(2, 3, 4) float32, axis=(2, 2)", "error: has not as many axes as [2, 2] takes away"},
      {"sum", "[[1, 2], [3, 4]], axis=(0, 0)", "error: an axis occurs twice in [0, 0]"},
  };
  expect_keras(kCases);
}

TEST(Reduce, SomeTakeOneAxisOnly) {
  constexpr OpCase kCases[] = {
      {"average", "(2, 3) float32, axis=(0, 1)", "error: 'axis' must be one integer or None"},
      {"average", "[[1, 2], [3, 4]], axis=(0, 1)", "() float32"},
      {"nanargmax", "(2, 3) float32, axis=(0, 1)", "error: 'axis' must be one integer or None"},
      {"argmax", "(2, 3) float32, axis=(0, 1)", "() int32"},
  };
  expect_keras(kCases);
}

TEST(Reduce, SomeLookAtTheirAxisOnlyWhenComputed) {
  constexpr OpCase kCases[] = {
      {"cumsum", "(2, 3) float32, axis=2", "error: axis 2 is out of range"},
      {"nancumsum", "(2, 3) float32, axis=2", "(2, 3) float32"},
      {"nancumsum", "[1.0, 2.0], axis=2", "error: axis 2 is out of range"},
      {"argpartition", "(2, 3) float32, 0, axis=5", "(2, 3) int32"},
  };
  expect_keras(kCases);
}

TEST(Reduce, SeveralOutputs) {
  constexpr OpCase kCases[] = {
      {"moments", "(None, 4, 8) float32, axes=[1]", "(None, 8) float32; (None, 8) float32"},
      {"moments", "(2, 3) float16, axes=0, keepdims=True", "(1, 3) float16; (1, 3) float16"},
      {"top_k", "(None, 10) float32, 3", "(None, 3) float32; (None, 3) int32"},
      {"top_k", "() float32, 3", "error: needs a tensor of rank 1 or more"},
      {"in_top_k", "(None,) int32, (None, 10) float32, 3", "(None,) bool"},
  };
  expect_keras(kCases);
}

TEST(Reduce, Norm) {
  constexpr OpCase kCases[] = {
      {"norm", "(2, 3) float32, ord='fro'", "() float32"},
      {"norm", "(2, 3) float32, ord=inf, axis=(0, 1)", "() float32"},
      {"norm", "(2, 3) float32, ord=3, axis=1", "(2,) float32"},
      {"norm", "(2, 3) float32, ord='fro', axis=1", "error: 'ord' cannot be 'fro' for 1 axes"},
      {"norm", "(2, 3) float32, ord=3", "error: 'ord' cannot be 3 for a matrix"},
      {"norm", "(2, 3) float32, ord='max'", "error: 'ord' cannot be 'max'"},
  };
  expect_keras(kCases);
}

TEST(Reduce, QuantilesAddAnAxisForSeveralQ) {
  constexpr OpCase kCases[] = {
      {"quantile", "(2, 3) float32, 0.5, axis=1", "(2,) float32"},
      {"quantile", "(2, 3) float32, [0.1, 0.5, 0.9], axis=1", "(3, 2) float32"},
      {"quantile", "(2, 3) float32, [0.5], axis=1", "(2,) float32"},
      {"percentile", "(2, 3) float32, [50.0], axis=1", "(1, 2) float32"},
      {"percentile", "(2, 3) int8, 50.0", "() float32"},
  };
  expect_keras(kCases);
}

TEST(Reduce, AlongAnAxis) {
  constexpr OpCase kCases[] = {
      {"cumsum", "(2, 3) float32, axis=1", "(2, 3) float32"},
      {"cumsum", "(2, 3) bool", "(6,) int32"},
      {"cumsum", "(2, 3) int8, axis=0, dtype='float16'", "(2, 3) float16"},
      {"sort", "(None, 3) float32", "(None, 3) float32"},
      {"sort", "(2, 3) float32, axis=None", "(6,) float32"},
      {"argsort", "(2, 3) float32", "(2, 3) int32"},
      {"sort", "(2, 3) float32, axis=2", "error: axis 2 is out of range"},
      {"cumprod", "(2, 3) float32, axis=-3", "error: axis -3 is out of range"},
  };
  expect_keras(kCases);
}

TEST(Reduce, FlattenedUnknownSizes) {
  constexpr OpCase kCases[] = {
      {"cumsum", "(batch, 3) float32", "(3*batch,) float32"},
      {"argsort", "(batch, t) float32, axis=None", "(batch*t,) int32"},
  };
  expect_symbolic(kCases);
}

TEST(Reduce, QuantilesOfNumbers) {
  constexpr OpCase kCases[] = {
      {"nanpercentile", "(2, 3) bool, 50.0", "() float32"},
      {"nanpercentile", "(None, 3) float16, [50.0], axis=1", "(1, None) float16"},
      {"nanpercentile", "(2, 3) float16, [50.0, 10.0], axis=1, keepdims=True", "(2, 2, 1) float16"},
      {"nanpercentile", "(2, 3) float16, 50.0, axis=2", "error: axis 2 is out of range"},
      {"nanquantile", "(2, 3) int64, [0.5], axis=1", "(2,) float32"},
      {"nanquantile", "(2, 3) float64, (4,) float32, axis=(0, 1)", "(4,) float64"},
      {"nanquantile", "(2, 3) float64, 0.5, axis=2", "error: axis 2 is out of range"},
  };
  expect_keras(kCases);
}

TEST(Reduce, Trapezoid) {
  constexpr OpCase kCases[] = {
      {"trapezoid", "(2, 5) int64", "(2,) float32"},
      {"trapezoid", "(2, None) float16, axis=0", "(None,) float16"},
      {"trapezoid", "(2, 5) int32, axis=3", "(2,) float32"},  // modulo the rank
      {"trapezoid", "(2, 5) int32, axis=None", "(2, 5) float32"},
      {"trapezoid", "() int32", "() float32"},
      {"trapezoid", "(2, 5) int32, axis='x'", "error: 'axis' must be an integer, not 'x'"},
  };
  expect_keras(kCases);
}

TEST(Reduce, Segments) {
  constexpr OpCase kCases[] = {
      {"segment_sum", "(None, 3) float32, (None,) int32", "(None, 3) float32"},
      {"segment_sum", "(None, 3) float32, (None,) int32, num_segments=4", "(4, 3) float32"},
      {"segment_max", "(5, 3) int8, (5,) int32, num_segments=4", "(4, 3) int8"},
      {"segment_min", "(5,) int8, (None,) int32, 2", "(2,) int8"},
      {"segment_prod", "(5,) int8, (5,) int32, num_segments=0", "(0,) int8"},
      {"segment_sum", "(5, 3) int8, (4,) int32",
       "error: data and segment_ids must be as long: 5 and 4"},
      {"segment_max", "() int8, (5,) int32", "error: data must have rank 1 or more"},
      {"segment_min", "(5, 3) int8, (5, 1) int32", "error: segment_ids must have rank 1"},
      {"segment_prod", "(5,) int8, () int32", "error: segment_ids must have rank 1"},
  };
  expect_keras(kCases);
}

TEST(Reduce, Histogram) {
  constexpr OpCase kCases[] = {
      {"histogram", "(None,) float16", "(10,) float16; (11,) float16"},
      {"histogram", "(2, 3) int32, bins=5, range=(0, 5)", "(5,) int32; (6,) int32"},
      {"histogram", "(20,) int32, bins=0", "(0,) int32; (1,) int32"},
      {"histogram", "(20,) int32, bins=-5", "error: 'bins' must not be negative, but is -5"},
      {"histogram", "(20,) int32, bins=2.5", "error: 'bins' must be an integer, not 2.5"},
      {"histogram", "(20,) int32, range=(5, 0)",
       "error: 'range' must be two numbers, the smaller one first, not [5, 0]"},
      {"histogram", "[[1, 2], [3, 4]]", "error: x must have rank 0 or 1"},
  };
  expect_keras(kCases);
}

}  // namespace
}  // namespace modelviz::test
