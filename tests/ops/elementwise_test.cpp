// Ops on single elements: shapes broadcast, dtypes follow Keras' rules.
#include <gtest/gtest.h>

#include "support/op_table.h"

namespace modelviz::test {
namespace {

TEST(Elementwise, OneTensorKeepsItsShape) {
  constexpr OpCase kCases[] = {
      {"exp", "(None, 3) float32", "(None, 3) float32"},
      {"absolute", "() float32", "() float32"},
      {"isnan", "(None, 3) float16", "(None, 3) bool"},
      {"clip", "(2, 3) float32, 0, 1", "(2, 3) float32"},
      {"round", "(2, 3) float32, decimals=2", "(2, 3) float32"},
      {"nan_to_num", "(2,) float32, nan=1.0", "(2,) float32"},
      {"stop_gradient", "(None, 3) float32", "(None, 3) float32"},
      {"digitize", "(2, 3) float32, (4,) float32", "(2, 3) int32"},
      {"digitize", "(2, 3) float32, (4, 4) float32", "error: 'bins' must have rank 1"},
      {"fabs", "(2,) complex64", "error: takes no complex tensors"},
      {"exp", "", "error: exp needs an argument 'x'"},
      {"exp", "(2,) float32, (2,) float32", "error: exp takes 1 argument, but 2 were given"},
      {"round", "(2,) float32, digits=2", "error: round has no parameter 'digits'"},
  };
  expect_keras(kCases);
}

TEST(Elementwise, OneTensorDTypes) {
  constexpr OpCase kCases[] = {
      // Python's float as a second operand: integers become float32.
      {"sin", "(2,) int64", "(2,) float32"},
      {"sin", "(2,) bool", "(2,) float32"},
      {"sqrt", "(2,) bfloat16", "(2,) bfloat16"},
      {"log", "(2,) complex64", "(2,) complex64"},
      {"ceil", "(2,) int8", "(2,) float32"},
      {"exp", "(2,) uint8", "(2,) float32"},
      {"exp", "(2,) float64", "(2,) float64"},
      // The dtype of the input.
      {"negative", "(2,) int8", "(2,) int8"},
      {"absolute", "(2,) complex64", "(2,) complex64"},
      {"rsqrt", "(2,) int32", "(2,) int32"},
      {"relu", "(2,) uint8", "(2,) uint8"},
      {"sigmoid", "(2,) int32", "(2,) int32"},
      // Never bool.
      {"square", "(2,) bool", "(2,) int32"},
      {"clip", "(2,) bool, 0, 1", "(2,) int32"},
      // Rules of their own.
      {"reciprocal", "(2,) float64", "(2,) float32"},
      {"cbrt", "(2,) int64", "(2,) float64"},
      {"cbrt", "(2,) bool", "(2,) float32"},
      {"deg2rad", "(2,) int64", "(2,) float64"},
      {"deg2rad", "(2,) float16", "(2,) float16"},
      {"deg2rad", "(2,) bool", "(2,) float32"},
      // Python numbers by themselves.
      {"negative", "3", "() int32"},
      {"negative", "3.5", "() float32"},
      {"exp", "3", "() float32"},
  };
  expect_keras(kCases);
}

TEST(Elementwise, Cast) {
  constexpr OpCase kCases[] = {
      {"cast", "(None, 3) float32, 'int32'", "(None, 3) int32"},
      {"cast", "(2,) bool, dtype='float16'", "(2,) float16"},
      {"cast", "(2,) bool, 'int'", "(2,) int64"},
      {"saturate_cast", "(2,) float32, 'uint8'", "(2,) uint8"},
      {"convert_to_tensor", "(2,) float32", "(2,) float32"},
      {"convert_to_tensor", "[[1, 2], [3, 4]]", "(2, 2) int32"},
      {"convert_to_tensor", "[1, 2.5]", "(2,) float32"},
      {"convert_to_tensor", "[[1, 2], 3]", "error: 'x' must be a tensor or a number"},
      {"cast", "(2,) bool, 'flot32'", "error: there is no dtype 'flot32'"},
      {"cast", "(2,) bool, 32", "error: 'dtype' must be a string, not 32"},
  };
  expect_keras(kCases);
}

TEST(Elementwise, TwoTensorsBroadcast) {
  constexpr OpCase kCases[] = {
      {"add", "(2, 3) float32, (2, 3) float32", "(2, 3) float32"},
      {"add", "(2, 1) float32, (1, 5) float32", "(2, 5) float32"},
      {"add", "(8, 1, 6, 1) float32, (7, 1, 5) float32", "(8, 7, 6, 5) float32"},
      {"add", "(3,) float32, () float32", "(3,) float32"},
      {"add", "(None, 3) float32, (3,) float32", "(None, 3) float32"},
      {"add", "(None, 3) float32, (None, 1) float32", "(None, 3) float32"},
      {"add", "(None, 3) float32, (5, 3) float32", "(5, 3) float32"},  // None takes the known size
      {"add", "(n,) float32, (1,) float32", "(None,) float32"},
      {"add", "(2, 3) float32, 1.5", "(2, 3) float32"},
      {"add", "1.5, (2, 3) float32", "(2, 3) float32"},
      {"greater", "(None, 4) float32, 0", "(None, 4) bool"},
      {"allclose", "(2, 3) float32, (2, 3) float32", "() bool"},
      {"isclose", "(2, 3) float32, (3,) float32", "(2, 3) bool"},
      {"add", "(2, 3) float32, (2, 4) float32",
       "error: the shapes (2, 3) and (2, 4) cannot be broadcast, their sizes differ: 3 and 4"},
      {"add", "(2, 3) float32, (2,) float32", "error: cannot be broadcast"},
      {"multiply", "(0,) float32, (3,) float32", "error: cannot be broadcast"},
      {"add", "(2,) float32, 'x'", "error: 'x2' must be a tensor or a number, not 'x'"},
  };
  expect_keras(kCases);
}

TEST(Elementwise, AListBesideASymbolicTensorIsNoArray) {
  constexpr OpCase kCases[] = {
      {"add", "(None, 3) float32, [1, 2, 3]", "error: 'x2' cannot be the list [1, 2, 3]"},
      {"where", "(3,) bool, [1, 2, 3], (3,) float32", "error: 'x1' cannot be the list [1, 2, 3]"},
      {"where", "[True, False], (3,) float32, 0.0", "(3,) float32"},
      {"equal", "(None, 3) float32, [1, 2]", "(None, 3) bool"},
      {"arctan2", "(2, 1) bool, [1, 2, 3]", "(2, 1) float32"},
      {"add", "[1, 2], [[1.5], [2.5]]", "(2, 2) float32"},
      {"allclose", "[1, 2], [1, 2, 3]", "error: cannot be broadcast"},
  };
  expect_keras(kCases);
}

TEST(Elementwise, NumbersMeetTensorsOnlyWhereTheyAreComputed) {
  constexpr OpCase kCases[] = {
      {"hypot", "3, 4", "() float32"},
      {"hypot", "(2,) float32, 4", "error: 'x2' must be a tensor, not 4"},
      {"real", "True", "error: takes numbers, not truth values"},
      {"real", "(2,) bool", "(2,) bool"},
  };
  expect_keras(kCases);
}

TEST(Elementwise, UnknownSizesThatMeetAreTakenForEqual) {
  constexpr OpCase kCases[] = {
      {"add", "(batch, t) float32, (batch, t) float32", "(batch, t) float32"},
      {"add", "(batch, t) float32, (batch, s) float32", "(batch, t) float32"},
      {"add", "(t,) float32, (1,) float32", "(t,) float32"},
      {"add", "(t,) float32, (7,) float32", "(7,) float32"},
  };
  expect_symbolic(kCases);
}

TEST(Elementwise, TwoTensorsDTypes) {
  constexpr OpCase kCases[] = {
      {"add", "(2,) int8, (2,) uint8", "(2,) int16"},
      {"add", "(2,) bfloat16, (2,) float16", "(2,) float32"},
      {"add", "(2,) bool, (2,) bool", "(2,) bool"},
      {"add", "(2,) int8, 2", "(2,) int8"},  // Python numbers are weak
      {"add", "(2,) float16, 2.5", "(2,) float16"},
      {"add", "(2,) int8, 2.5", "(2,) float32"},
      {"divide", "(2,) int32, (2,) int32", "(2,) float32"},
      {"floor_divide", "(2,) int32, 2", "(2,) int32"},
      {"mod", "(2,) bool, (2,) bool", "(2,) int32"},
      {"logical_and", "(2,) float32, (2,) int8", "(2,) bool"},
      {"logaddexp", "(2,) int8, (2,) int8", "(2,) float32"},
      {"hypot", "(2,) int64, (2,) int64", "(2,) float64"},
      {"hypot", "(2,) int8, (2,) bool", "(2,) float32"},
      {"gcd", "(2,) int8, 2", "(2,) int64"},  // where they are not
      {"ldexp", "(2,) int8, 2", "(2,) float32"},
      {"arctan2", "(2,) float16, 2", "(2,) float32"},
      {"add", "(2,) int8, (2,) string", "error: there is no common dtype for int8, string"},
      {"hypot", "(2,) float32, 2.0", "error: 'x2' must be a tensor, not 2.0"},
  };
  expect_keras(kCases);
}

TEST(Elementwise, BitwiseOpsTakeTheFirstShape) {
  constexpr OpCase kCases[] = {
      {"bitwise_and", "(2, 1) int8, (2, 5) int32", "(2, 1) int32"},
      {"left_shift", "(2,) int8, 3", "(2,) int8"},
      {"right_shift", "(2,) int8, (2,) int16", "(2,) int16"},
      {"bitwise_not", "(2,) uint8", "(2,) uint8"},
      {"isin", "(2, 3) int32, (5,) int32", "(2, 3) bool"},
      {"bitwise_and", "(2,) int8, 3", "error: 'y' must be a tensor, not 3"},
  };
  expect_keras(kCases);
}

TEST(Elementwise, Where) {
  constexpr OpCase kCases[] = {
      {"where", "(None, 1) bool, (None, 3) float32, 0.0", "(None, 3) float32"},
      {"where", "(2,) bool, (2,) int8, (2,) float16", "(2,) float16"},
      {"where", "(2, 1) bool, (1, 3) float32, (4, 1, 1) float32", "(4, 2, 3) float32"},
      {"where", "(2, 3) bool", "(2, 3) int64"},
      {"where", "(2,) bool, (2,) float32", "error: needs both x1 and x2, or neither"},
      {"where", "(2,) bool, (3,) float32, 0",
       "error: the shapes (2,) and (3,) cannot be broadcast"},
  };
  expect_keras(kCases);
}

}  // namespace
}  // namespace modelviz::test
