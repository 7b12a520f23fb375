// Matrices: decompositions, inverses, equations.
#include <gtest/gtest.h>

#include "support/cells.h"
#include "support/op_table.h"

namespace modelviz::test {
namespace {

TEST(Linalg, SquareMatrices) {
  constexpr OpCase kCases[] = {
      {"cholesky", "(2, 3, 3) float32", "(2, 3, 3) float32"},
      {"cholesky", "(None, n, n) int32, upper=True", "(None, None, None) int32"},
      {"cholesky", "(2, 3, 4) float32",
       "error: cholesky: x must be a square matrix, but its shape is (2, 3, 4)"},
      {"cholesky", "(None, None, 3) float32", "error: x must be a square matrix"},
      {"cholesky", "(3,) float32", "error: x must have rank 2 or more, but its shape is (3,)"},
      {"cholesky_inverse", "(None, 3, 3) float64", "(None, 3, 3) float64"},
      {"cholesky_inverse", "(3, 4) float32", "error: x must be a square matrix"},
      {"inv", "(None, 3, 3) int8", "(None, 3, 3) int8"},
      {"inv", "(3, 4) float32", "error: x must be a square matrix"},
      {"det", "(None, 3, 3) float16", "(None,) float16"},
      {"det", "(3, 4) float32", "error: x must be a square matrix"},
      {"eig", "(2, 3, 3) float32", "(2, 3) float32; (2, 3, 3) float32"},  // as Keras says
      {"eig", "(3,) float32", "error: x must have rank 2 or more"},
      {"eigh", "(None, 3, 3) float32", "(None, 3) float32; (None, 3, 3) float32"},
      {"eigh", "(3, 4) float32", "error: x must be a square matrix"},
  };
  expect_keras(kCases);
}

TEST(Linalg, DeterminantsThatKerasDoesNotCheck) {
  constexpr OpCase kCases[] = {
      {"logdet", "(2, 3, 3) float16", "(2,) float16"},
      {"logdet", "(2, 3, 4) float16", "(2,) float16"},
      {"logdet", "(3,) float16", "() float16"},
      {"slogdet", "(2, 5, 3, 3) float32", "() float32; (2, 5) float32"},
      {"slogdet", "(3,) float32", "() float32; () float32"},
      {"logdet", "'x'", "error: 'x' must be a tensor or a number"},
      {"slogdet", "None", "error: 'x' must be a tensor or a number"},
  };
  expect_keras(kCases);
}

TEST(Linalg, Decompositions) {
  constexpr OpCase kCases[] = {
      {"lu_factor", "(2, 3, 4) float32", "(2, 3, 4) float32; (2, 3) float32"},
      {"lu_factor", "(None, 3, 3) float32", "(None, 3, 3) float32; (None, 3) float32"},
      {"lu_factor", "(None, None, 3) float32",
       "error: Keras calculates with the sizes of x (None, None, 3) from axis 1 on, so they must "
       "be "
       "known"},
      {"lu_factor", "(3,) float32", "error: x must have rank 2 or more"},
      {"qr", "(2, 4, 3) float32", "(2, 4, 3) float32; (2, 3, 3) float32"},
      {"qr", "(2, 4, 3) float32, mode='complete'", "(2, 4, 4) float32; (2, 4, 3) float32"},
      {"qr", "(None, 3) float32",
       "error: Keras calculates with the sizes of x (None, 3), so they must be known"},
      {"qr", "(2, 4, 3) float32, mode='x'",
       "error: 'mode' must be 'reduced' or 'complete', not 'x'"},
      {"svd", "(2, 4, 3) float32", "(2, 4, 4) float32; (2, 3) float32; (2, 3, 3) float32"},
      {"svd", "(None, 4, 3) float32, full_matrices=False",
       "(None, 4, 3) float32; (None, 3) float32; (None, 3, 3) float32"},
      {"svd", "(None, 4, 3) float32, compute_uv=False", "(None, 3) float32"},
      {"svd", "(4, None) float32", "error: so they must be known"},
      {"matrix_rank", "(2, 4, 3) float32", "(2,) int32"},
      {"matrix_rank", "(3,) float32", "error: x must have rank 2 or more"},
      {"pinv", "(None, None, 3) float32", "(None, 3, None) float32"},
      {"pinv", "(3,) float32", "error: x must have rank 2 or more"},
  };
  expect_keras(kCases);
}

TEST(Linalg, Equations) {
  constexpr OpCase kCases[] = {
      {"solve", "(2, 3, 3) float32, (2, 3) float16", "(2, 3) float16"},
      {"solve", "(None, 3, 3) float32, (None, 3, 1) float16", "(None, 3, 1) float16"},
      {"solve", "(3, 3) float32, (4,) float16", "(4,) float16"},  // Keras does not compare them
      {"solve", "(3, 3) float32, (5, 4) float16",
       "error: a (3, 3) and b (5, 4) must have as many rows, not 3 and 5"},
      {"solve", "(3, 3) float32, (4, 3, 4) float16", "error: not 3 and 4"},
      {"solve", "(3, 3) float32, () float16", "error: b must have rank 1 or more"},
      {"solve_triangular", "(3, 3) float32, (3, 4) float16, lower=True", "(3, 4) float16"},
      {"solve_triangular", "(3, 4) float32, (3, 4) float16", "error: a must be a square matrix"},
      {"lstsq", "(4, 3) float32, (4,) float64", "(3,) float32"},
      {"lstsq", "(None, 3) float32, (None, 2) float64", "(3, 2) float32"},
      {"lstsq", "(None, 3) float32, (5, 2) float64",
       "error: a (None, 3) and b (5, 2) must have as many rows, not None and 5"},
      {"lstsq", "(2, 4, 3) float32, (4,) float64", "error: a must have rank 2"},
      {"lstsq", "(4, 3) float32, (4, 2, 2) float64", "error: b must have rank 1 or 2"},
  };
  expect_keras(kCases);
}

TEST(Linalg, Products) {
  constexpr OpCase kCases[] = {
      {"cdist", "(2, 5, 3) float32, (2, 7, 3) int32", "(2, 5, 7) float32"},
      {"cdist", "(None, 5, 3) float32, (2, None, None) float16", "(2, 5, None) float32"},
      {"cdist", "(5, 3) int64, (7, 3) int64", "(5, 7) float32"},
      {"cdist", "(5, 3) int32, (7, 4) int32",
       "error: the points of x (5, 3) and y (7, 4) must have as many coordinates: 3 and 4"},
      {"cdist", "(2, 5, 3) float32, (3, 7, 3) int32", "error: cannot be broadcast"},
      {"cdist", "(3,) int32, (7, 4) int32", "error: x must have rank 2 or more"},
      {"corrcoef", "(3, 5) int64", "(3, 5) float64"},
      {"corrcoef", "(None, 5) int8", "(None, 5) float32"},
      {"corrcoef", "'x'", "error: 'x' must be a tensor"},
      {"kron", "(None, 3) float32, (4, 5) int32", "(None, 15) float32"},
      {"kron", "(2, 3) float32, (5,) int32", "(10,) float32"},
      {"kron", "(2, 3) int8, 2", "() int64"},
      {"kron", "(2, 3) int8, 'x'", "error: 'x2' must be a tensor or a number"},
      {"vander", "(None,) int32", "(None, None) int32"},
      {"vander", "(5,) float32, N=3", "(5, 3) float32"},
      {"vander", "(5,) float32, N=-1", "error: 'N' must not be negative, but is -1"},
      {"vander", "(5, 2) float32", "error: x must have rank 1"},
      {"vander", "(5,) float32, increasing=1", "error: 'increasing' must be True or False, not 1"},
  };
  expect_keras(kCases);
}

// Where nothing comes from an input, Keras computes, and says what it computed.
TEST(Linalg, OfConstants) {
  Trace trace;
  auto types = [&trace](std::string_view op, List arguments) {
    return keras_text(call(trace, *find_op(op), std::move(arguments)));
  };
  auto ones = [&trace](List shape) { return call(trace, "ones", {Value(std::move(shape))}); };
  EXPECT_EQ(types("eig", {ones({2, 3, 3})}), "(2, 3) complex64; (2, 3, 3) complex64");
  EXPECT_EQ(types("slogdet", {ones({2, 3, 3})}), "(2,) float32; (2,) float32");
  EXPECT_EQ(types("corrcoef", {ones({2, 3})}), "(2, 2) float32");
  EXPECT_EQ(types("kron", {ones({2, 3}), ones({3})}), "(2, 9) float32");
  EXPECT_EQ(types("lu_factor", {ones({3, 3})}), "(3, 3) float32; (3,) int32");
  EXPECT_THROW(types("logdet", {ones({2, 3})}), Error);
  EXPECT_THROW(types("slogdet", {ones({3})}), Error);
  Tensor x = trace.add_tensor({Shape{2, 3}, DType::kFloat32});
  EXPECT_EQ(types("corrcoef", {call(trace, "exp", {x})}), "(2, 3) float32");
}

TEST(Linalg, Macs) {
  constexpr OpCase kCases[] = {
      {"cholesky", "(5, 6, 6) float32", "180"},
      {"inv", "(batch, 3, 3) float32", "27*batch"},
      {"det", "(n, n) float32", "(n*n*n)//3"},
      {"lu_factor", "(6, 6) float32", "72"},
      {"qr", "(9, 3) float32", "72"},
      {"svd", "(6, 3) float32", "553"},
      {"svd", "(6, 3) float32, compute_uv=False", "90"},
      {"svd", "(2, 6, 3) float32, full_matrices=False", "972"},
      {"matrix_rank", "(6, 3) float32", "90"},
      {"pinv", "(3, 6) float32", "540"},
      {"solve", "(3, 3) float32, (3,) float32", "18"},
      {"solve", "(2, 3, 3) float32, (2, 3, 4) float32", "90"},
      {"solve_triangular", "(4, 4) float32, (4, 3) float32", "24"},
      {"lstsq", "(9, 3) float32, (9, 2) float32", "126"},
      {"cdist", "(2, 5, 3) float32, (2, t, 3) float32", "30*t"},
      {"corrcoef", "(3, 5) float32", "45"},
      {"slogdet", "(3,) float32", "0"},
  };
  expect_macs(kCases);
}

}  // namespace
}  // namespace modelviz::test
