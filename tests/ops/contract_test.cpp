// Ops that multiply and sum, and how much they multiply.
#include <gtest/gtest.h>

#include "support/op_table.h"

namespace modelviz::test {
namespace {

TEST(Matmul, Shapes) {
  constexpr OpCase kCases[] = {
      {"matmul", "(2, 3) float32, (3, 4) float32", "(2, 4) float32"},
      {"matmul", "(None, 10, 5) float32, (5, 8) float32", "(None, 10, 8) float32"},
      {"matmul", "(None, 10, 5) float32, (None, 5, 8) float32", "(None, 10, 8) float32"},
      {"matmul", "(2, 1, 3, 4) float32, (5, 4, 6) float32", "(2, 5, 3, 6) float32"},
      {"matmul", "(3,) float32, (3,) float32", "() float32"},
      {"matmul", "(3,) float32, (3, 4) float32", "(4,) float32"},
      {"matmul", "(5, 2, 3) float32, (3,) float32", "(5, 2) float32"},
      {"matmul", "(2, None) float32, (7, 4) float32", "(2, 4) float32"},
      {"matmul", "(2, 3) float32, (4, 5) float32",
       "error: the last size of x1 (2, 3) and the second last of x2 (4, 5) must be equal: 3 and 4"},
      {"matmul", "(2, 3) float32, (4,) float32", "error: the only of x2 (4,) must be equal"},
      {"matmul", "(2, 2, 3) float32, (5, 3, 4) float32", "error: cannot be broadcast"},
      {"matmul", "(2, 3) float32, 2", "error: needs tensors of rank 1 or more"},
  };
  expect_keras(kCases);
}

TEST(Matmul, DTypes) {
  constexpr OpCase kCases[] = {
      {"matmul", "(2, 3) int8, (3, 4) int8", "(2, 4) int32"},
      {"matmul", "(2, 3) int8, (3, 4) uint8", "(2, 4) int16"},
      {"matmul", "(2, 3) float16, (3, 4) bfloat16", "(2, 4) float32"},
      {"dot", "(2, 3) int8, (3, 4) int8", "(2, 4) int8"},
  };
  expect_keras(kCases);
}

TEST(Contract, Dot) {
  constexpr OpCase kCases[] = {
      {"dot", "(2, 3, 4) float32, (5, 4, 6) float32", "(2, 3, 5, 6) float32"},
      {"dot", "(2, 3) float32, (3,) float32", "(2,) float32"},
      {"dot", "(3,) float32, (4,) float32", "() float32"},  // Keras does not compare vectors
      {"dot", "[1, 2], [1, 2, 3]", "error: x1 and x2 must be as long: 2 and 3"},  // it computes
      {"dot", "(2, 3) float32, [1.0, 2.0, 3.0]", "error: 'x2' cannot be the list"},
      {"dot", "[1.0, 2.0], [3.0, 4.0]", "() float32"},
      {"dot", "(2, 3) float32, 2", "(2, 3) float32"},
      {"dot", "(2, 3) float32, (4, 5) float32", "error: must be equal"},
      {"dot", "(2, n) float32, (3,) float32", "error: must be equal"},
      {"inner", "(2, 3) float32, (4, 3) float32", "(2, 4) float32"},
      {"inner", "(2, 3) float32, (4, 5) float32",
       "error: the last sizes of x1 (2, 3) and x2 (4, 5)"},
      {"outer", "(2, 3) float32, (4,) float32", "(6, 4) float32"},
      {"vdot", "(2, 3) float32, (2, 3) float32", "() float32"},
  };
  expect_keras(kCases);
}

TEST(Contract, Tensordot) {
  constexpr OpCase kCases[] = {
      {"tensordot", "(2, 3, 4) float32, (3, 4, 5) float32", "(2, 5) float32"},
      {"tensordot", "(2, 3, 4) float32, (4, 5) float32, axes=1", "(2, 3, 5) float32"},
      {"tensordot", "(2, 3) float32, (4, 5) float32, axes=0", "(2, 3, 4, 5) float32"},
      {"tensordot", "(2, 3, 4) float32, (5, 3, 2) float32, axes=[[0, 1], [2, 1]]",
       "(4, 5) float32"},
      {"tensordot", "(2, 3) float32, (4, 5) float32, axes=1", "(2, 5) float32"},  // not compared
      {"tensordot", "(2, 3) float32, (4, 5) float32, axes=[[1], [0]]",
       "error: must be equal: 3 and 4"},
      {"tensordot", "(2, 3) float32, (3, 4) float32, axes=[[0, 1], [0]]", "error: must be equal"},
      {"tensordot", "(2, 3) float32, (3, 4) float32, axes=[1, 0]",
       "error: 'axes' must be a number or two lists of axes"},
      {"tensordot", "(2, 3) float32, (3, 4) float32, axes=[[4], [0]]",
       "error: axis 4 is out of range"},
  };
  expect_keras(kCases);
}

TEST(Contract, Cross) {
  constexpr OpCase kCases[] = {
      {"cross", "(None, 3) float32, (3,) float32", "(None, 3) float32"},
      {"cross", "(5, 2) float32, (5, 2) float32", "(5,) float32"},
      {"cross", "(5, 2) float32, (5, 3) float32", "(5, 3) float32"},
      {"cross", "(3, 5) float32, (3, 5) float32, axis=0", "(3, 5) float32"},
      {"cross", "(2, 4) float32, (2, 3) float32",
       "error: x1 (2, 4) must have size 2 or 3 along axis 1"},
  };
  expect_keras(kCases);
}

TEST(Einsum, Shapes) {
  constexpr OpCase kCases[] = {
      {"einsum", "'ij,jk->ik', (2, 3) float32, (3, 4) float32", "(2, 4) float32"},
      {"einsum", "'bij,bkj->bik', (None, 4, 8) float32, (None, 5, 8) float32",
       "(None, 4, 5) float32"},
      {"einsum", "'ij->ji', (2, 3) float32", "(3, 2) float32"},
      {"einsum", "'ii->i', (3, 3) float32", "(3,) float32"},
      {"einsum", "'ij->', (2, 3) float32", "() float32"},
      {"einsum", "'ij,jk,kl->il', (2, 3) float32, (3, 4) float32, (4, 5) float32",
       "(2, 5) float32"},
      // Without an arrow: the labels that occur once, in their order.
      {"einsum", "'ij,jk', (2, 3) float32, (3, 4) float32", "(2, 4) float32"},
      {"einsum", "'ba', (2, 3) float32", "(3, 2) float32"},
      {"einsum", "'ii', (3, 3) float32", "() float32"},
      // Axes without names.
      {"einsum", "'...ij,jk->...ik', (None, 7, 3, 4) float32, (4, 6) float32",
       "(None, 7, 3, 6) float32"},
      {"einsum", "'...i->...', (2, 3, 4) float32", "(2, 3) float32"},
      {"einsum", "'i...->...i', (2, 3, 4) float32", "(3, 4, 2) float32"},
      // Sizes that are summed are not compared, as in Keras.
      {"einsum", "'ij,jk->ik', (2, 3) float32, (4, 5) float32", "(2, 5) float32"},
      {"einsum", "'ij,jk->ik', (2, 3) int8, (3, 4) int8", "(2, 4) int32"},
      {"einsum", "'Bi->B', (2, 3) float32", "(2,) float32"},
  };
  expect_keras(kCases);
}

TEST(Einsum, Refusals) {
  constexpr OpCase kCases[] = {
      {"einsum", "'ij,jk->ik', (2, 3) float32", "error: is 2, but that of the operands is 1"},
      {"einsum", "'ijk,jk->ik', (2, 3) float32, (3, 4) float32",
       "error: the operand of shape (2, 3) does not have the 3 axes of its term"},
      {"einsum", "'...ijk->...', (2, 3) float32", "error: does not have the 3 axes"},
      {"einsum", "'ij, jk->ik', (2, 3) float32, (3, 4) float32", "error: cannot read ' jk'"},
      {"einsum", "'ij->ik->kj', (2, 3) float32", "error: cannot read 'ik->kj'"},
      {"einsum", "'ij,ij->ij', (2, 3) float32, (2, 4) float32", "error: cannot be broadcast"},
      {"einsum", "'Bi,ij->Bj', (2, 3) float32, (3, 4) float32",
       "error: the label 'B' of the result must be lower case"},
  };
  expect_keras(kCases);
}

TEST(Contract, MultiplyAccumulates) {
  constexpr OpCase kCases[] = {
      {"matmul", "(batch, 784) float32, (784, 10) float32", "7840*batch"},
      {"matmul", "(batch, t, 8) float32, (batch, 8, t) float32", "8*batch*t*t"},
      {"matmul", "(3,) float32, (3, 4) float32", "12"},
      {"dot", "(2, 3) float32, (3, 4) float32", "24"},
      {"dot", "(2, 3) float32, 2", "6"},
      {"inner", "(2, 3) float32, (4, 3) float32", "24"},
      {"outer", "(2, 3) float32, (4,) float32", "24"},
      {"vdot", "(2, 3) float32, (2, 3) float32", "6"},
      {"tensordot", "(2, 3, 4) float32, (3, 4, 5) float32", "120"},
      {"einsum", "'bij,bkj->bik', (batch, 4, 8) float32, (batch, 5, 8) float32", "160*batch"},
      {"einsum", "'...ij,jk->...ik', (batch, 7, 3, 4) float32, (4, 6) float32", "504*batch"},
  };
  expect_macs(kCases);
}

}  // namespace
}  // namespace modelviz::test
