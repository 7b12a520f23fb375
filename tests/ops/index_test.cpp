// x[key], take() and the like.
#include <gtest/gtest.h>

#include "modelviz/op.h"
#include "support/op_table.h"

namespace modelviz::test {
namespace {

TEST(GetItem, Keys) {
  constexpr OpCase kCases[] = {
      {"get_item", "(5, 6) int8, 0", "(6,) int8"},
      {"get_item", "(5, 6) float32, -5", "(6,) float32"},
      {"get_item", "(5, 6) float32, [0, 1]", "() float32"},
      {"get_item", "(5, 6) float32, [:, 0]", "(5,) float32"},
      {"get_item", "(None, 6) float32, [7]", "(6,) float32"},  // nobody knows better
      {"get_item", "(None, None, 4) float32, [:, 0]", "(None, 4) float32"},
      {"get_item", "(5, 6) float32, [None]", "(1, 5, 6) float32"},
      {"get_item", "(5, 6) float32, [..., None]", "(5, 6, 1) float32"},
      {"get_item", "(5, 6, 7) float32, [0, ..., 1:2]", "(6, 1) float32"},
      {"get_item", "(5,) float32, [..., 0]", "() float32"},
      {"get_item", "(5, 6) float32, []", "(5, 6) float32"},
      {"get_item", "(5, 6) float32, True", "(6,) float32"},  // an int to Python
  };
  expect_keras(kCases);
}

TEST(GetItem, SlicesOfKnownSizes) {
  constexpr OpCase kCases[] = {
      {"get_item", "(5,) float32, [1:3]", "(2,) float32"},
      {"get_item", "(5,) float32, [::2]", "(3,) float32"},
      {"get_item", "(5,) float32, [::-1]", "(5,) float32"},
      {"get_item", "(5,) float32, [4:1:-1]", "(3,) float32"},
      {"get_item", "(5,) float32, [::-2]", "(3,) float32"},
      {"get_item", "(5,) float32, [-3:]", "(3,) float32"},
      {"get_item", "(5,) float32, [-30:-1]", "(4,) float32"},
      {"get_item", "(5,) float32, [10:20]", "(0,) float32"},
      {"get_item", "(5,) float32, [3:1]", "(0,) float32"},
      {"get_item", "(0,) float32, [::-1]", "(0,) float32"},
  };
  expect_keras(kCases);
}

TEST(GetItem, SlicesOfUnknownSizes) {
  constexpr OpCase kCases[] = {
      {"get_item", "(batch, t) float32, [:, :]", "(batch, t) float32"},
      {"get_item", "(t,) float32, [1:]", "(max(0, t - 1),) float32"},
      {"get_item", "(t,) float32, [:-1]", "(max(0, t - 1),) float32"},
      {"get_item", "(t,) float32, [2:-2]", "(max(0, t - 4),) float32"},
      {"get_item", "(t,) float32, [-3:]", "(min(3, t),) float32"},
      {"get_item", "(t,) float32, [:3]", "(min(3, t),) float32"},
      {"get_item", "(t,) float32, [::2]", "((t + 1)//2,) float32"},
      {"get_item", "(t,) float32, [::-1]", "(t,) float32"},
      {"get_item", "(t,) float32, [:n]", "(min(n, t),) float32"},
      {"get_item", "(10,) float32, [n:]", "(max(-n + 10, 0),) float32"},
      {"get_item", "(t,) float32, [5:1:-1]", "(u0,) float32"},
      {"get_item", "(t,) float32, [() int32:]", "(u0,) float32"},
  };
  expect_symbolic(kCases);
}

TEST(GetItem, Refusals) {
  constexpr OpCase kCases[] = {
      {"get_item", "(5, 6) float32, 5",
       "error: the index 5 is out of range for an axis of size 5 of x (5, 6)"},
      {"get_item", "(5, 6) float32, [:, -7]", "error: the index -7 is out of range"},
      {"get_item", "(5, 6) float32, [0, 0, 0]",
       "error: the key [0, 0, 0] has more indices than x (5, 6) has axes"},
      {"get_item", "(5, 6) float32, [..., ...]", "error: only one Ellipsis"},
      {"get_item", "(5, 6) float32, [::0]", "error: the step of a slice cannot be 0"},
      {"get_item", "(5, 6) float32, None", "error: Keras takes no bare None as a key"},
      {"get_item", "(5, 6) float32, ...", "error: Keras takes no bare ... as a key"},
      {"get_item", "(5, 6) float32, [[0, 1]]", "error: cannot index with [0, 1]"},
      {"get_item", "(5, 6) float32, ['x':]", "error: a slice must hold integers, not 'x'"},
  };
  expect_keras(kCases);
}

TEST(Index, Take) {
  constexpr OpCase kCases[] = {
      {"take", "(5, 6) int8, [0, 1, 2]", "(3,) int8"},
      {"take", "(5, 6) float32, 0, axis=0", "(6,) float32"},
      {"take", "(10, 8) float32, (None, 20) int32, axis=0", "(None, 20, 8) float32"},
      {"take", "(5, 6) float32, [[0, 1, 2], [3, 4, 5]], axis=-1", "(5, 2, 3) float32"},
      {"take", "(5, 6) float32, 0, axis=2", "error: axis 2 is out of range"},
      {"take_along_axis", "(None, 6) float32, (None, 2) int32, axis=1", "(None, 2) float32"},
      {"take_along_axis", "(5, 6) float32, (30,) int32", "(30,) float32"},
      {"take_along_axis", "(5, 6) float32, (2,) int32, axis=0",
       "error: must have the same rank, but their shapes are (5, 6) and (2,)"},
      {"take_along_axis", "(5, 6) float32, (4, 2) int32, axis=1", "error: cannot be broadcast"},
  };
  expect_keras(kCases);
}

TEST(Index, SliceAndScatter) {
  constexpr OpCase kCases[] = {
      {"slice", "(5, 6) float32, (1, 2), (2, 3)", "(2, 3) float32"},
      {"slice", "(5, 6) float32, (1, 2), (-1, 3)", "(4, 3) float32"},
      {"slice", "(5, 6) float32, (2,) int32, (2, -1)", "(2, None) float32"},
      {"slice", "(5, 6) float32, (1, 2), (2,)", "error: 'shape' must have a size for each axis"},
      {"slice", "(5, 6) float32, (1,), (2, 3)",
       "error: 'start_indices' must have one for each axis"},
      {"slice_update", "(5, 6) int8, (1, 2), (2, 2) float32", "(5, 6) int8"},
      {"scatter", "(3, 1) int32, (3,) int8, (8,)", "(8,) int8"},
      {"scatter_update", "(5, 6) float32, (3, 2) int32, (3,) float32", "(5, 6) float32"},
      {"scatter_update", "(5,) float32, (3, 1) int32, (3,) float32, reduction='mean'",
       "error: 'reduction' must be 'add', 'max', 'min', 'mul' or None"},
      {"nonzero", "(2, 3) float32", "(None,) int32; (None,) int32"},
      {"searchsorted", "(5,) float32, (2, 3) float32", "(2, 3) int32"},
      {"searchsorted", "(None,) float32, (2, 3) float32", "(2, 3) int64"},
      {"searchsorted", "(5, 2) float32, (3,) float32", "error: sorted_sequence must have rank 1"},
      {"select", "[(2,) bool], [(2,) int8], 0.5", "(2,) int8"},
      {"bincount", "(2, 5) int32", "(2, None) int32"},
  };
  expect_keras(kCases);
}

TEST(Index, Unique) {
  constexpr OpCase kCases[] = {
      {"unique", "(2, 3) float32", "(None,) float32"},
      {"unique", "(2, 3) float32, return_index=True, return_inverse=True, return_counts=True",
       "(None,) float32; (None,) int32; (2, 3) int32; (None,) int32"},
      {"unique", "(2, 3) float32, axis=1, return_inverse=True", "(2, None) float32; (3,) int32"},
      {"unique", "(None, 3) float32, axis=0, size=4, return_counts=True",
       "(4, 3) float32; (4,) int32"},
      {"unique", "(2, 3) float32, axis=2", "error: axis 2 is out of range"},
  };
  expect_keras(kCases);
}

TEST(Index, SizesThatDependOnConstants) {
  constexpr OpCase kCases[] = {
      {"nonzero", "[[0, 1], [2, 0]]", "(2,) int32; (2,) int32"},
      {"nonzero", "[[True, False]]", "(1,) int32; (1,) int32"},
      {"bincount", "[1, 2, 2]", "(3,) int32"},
      {"bincount", "[[1.5], [0.0]], minlength=4", "(2, 4) int32"},
      {"unique", "[1, 2, 2], return_counts=True", "(2,) int32; (2,) int32"},
      {"unique", "[[1, 2], [1, 2]], axis=0", "(1, 2) int32"},
      {"unique", "[[1, 2, 1], [3, 4, 3]], axis=1", "(2, 2) int32"},
      {"scatter", "[[0], [1]], [1.0, 2.0], (4,)", "(4,) float32"},
      {"scatter", "[[0], [1]], [1.0, 2.0, 3.0], (4,)",
       "error: the values (3,) must begin with the sizes (2,)"},
      {"scatter", "[[0]], [1.0], 4", "error: 'shape' must be a list of sizes"},
  };
  expect_keras(kCases);
}

// A list stays one of Python.
TEST(GetItem, OfLists) {
  Trace trace;
  auto item = [&trace](const Value& key) {
    return call_nested(trace, *find_op("get_item"), {List{1, List{2, 3}}, key});
  };
  EXPECT_EQ(item(0), Value(1));
  EXPECT_EQ(item(-1), Value(List{2, 3}));
  EXPECT_THROW(item(2), Error);
  EXPECT_THROW(item(List{0, 1}), Error);
}

TEST(Index, UnravelIndex) {
  constexpr OpCase kCases[] = {
      {"unravel_index", "(None, 5) int64, (3, 4)", "(None, 5) int64; (None, 5) int64"},
      {"unravel_index", "(2, 5) int64, (3, None)", "(None,) int64; (None,) int64"},
      {"unravel_index", "5, (3, 4)", "() int32; () int32"},
      {"unravel_index", "(2, 5) int32, 12", "error: 'shape' must be a list of sizes, not 12"},
  };
  expect_keras(kCases);
  Trace trace;
  Tensors places = call(trace, *find_op("unravel_index"), {List{7, 2}, List{3, 4}});
  EXPECT_EQ(trace.tensor(places[0].id()).elements, Elements({1, 0}));
  EXPECT_EQ(trace.tensor(places[1].id()).elements, Elements({3, 2}));
}

}  // namespace
}  // namespace modelviz::test
