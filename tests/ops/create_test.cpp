// New tensors, and the elements of small ones: sizes travel with the shapes.
#include <gtest/gtest.h>

#include "ops/ops.h"
#include "support/cells.h"
#include "support/op_table.h"
#include "support/text.h"

namespace modelviz::test {
namespace {

TEST(Create, Shapes) {
  constexpr OpCase kCases[] = {
      {"zeros", "(2, 3)", "(2, 3) float32"},
      {"ones", "5, dtype='int8'", "(5,) int8"},
      {"full", "(2, 3), 7", "(2, 3) float32"},
      {"zeros_like", "(None, 3) uint8", "(None, 3) uint8"},
      {"full_like", "(None, 3) uint8, 7, dtype='float16'", "(None, 3) float16"},
      {"eye", "3, 4", "(3, 4) float32"},
      {"eye", "5, M=3, k=-1", "(6, 4) float32"},  // padded too far, as Keras does
      {"eye", "3, M=5, k=1", "(4, 6) float32"},
      {"eye", "3, k=2", "(3, 3) float32"},
      {"eye", "3, k=9", "error: a matrix of 3 rows and 3 columns has no diagonal 9"},
      {"identity", "3, dtype='int32'", "(3, 3) int32"},
      {"zeros", "'x'", "error: 'shape' must be a list of sizes, not 'x'"},
      {"zeros", "(-1,)", "error: sizes cannot be negative"},
      {"eye", "3.5", "error: 'N' must be an integer, not 3.5"},
      {"shape", "(None, 3) float32", "(2,) int32"},
      {"size", "(None, 3) float32", "() int32"},
      {"ndim", "(2, 3, 4) float32", "(3,) float32"},  // as Keras says
      {"full", "[2, 3], [1, 2, 3]", "(2, 3) float32"},
      {"full", "[2, 3], [1, 2]", "error: a content of shape (2,) does not fill the shape (2, 3)"},
      {"full", "[2], (5,) float32", "(2,) float32"},  // Keras does not look
      {"full", "3, 1", "error: 'shape' must be a list of sizes, not the number 3"},
      {"full_like", "[1, 2], [1, 2, 3]", "error: does not fill the shape (2,)"},
      {"array", "[[1, 2], [3]]", "error: must be a tensor or a number, not [[1, 2], [3]]"},
      {"array", "[True, 2]", "error: must be a tensor or a number, not [True, 2]"},
      {"convert_to_tensor", "'a'", "() string"},
      {"convert_to_tensor", "'a', dtype='int32'", "error: cannot make int32 of the string 'a'"},
  };
  expect_keras(kCases);
}

TEST(Create, Progressions) {
  constexpr OpCase kCases[] = {
      {"arange", "5", "(5,) int32"},
      {"arange", "5.0", "(5,) float32"},
      {"arange", "1, 10, 3", "(3,) int32"},
      {"arange", "5, 1, -1", "(4,) int32"},
      {"arange", "5, 5", "(0,) int32"},
      {"arange", "5, 1", "error: steps of 1 do not lead from 5 to 1"},
      {"arange", "1, 5, 0", "error: 'step' must not be 0"},
      {"arange", "True, dtype='float16'", "(1,) float16"},
      {"arange", "5, dtype='bool'", "error: cannot count in bool"},
      {"arange", "0.5, 2, dtype='int32'", "error: cannot count in int32 with 0.5"},
      {"arange", "0, 1, 0.1", "(10,) float32"},
      {"arange", "5, dtype='float16'", "(5,) float16"},
      {"linspace", "0, 1", "(50,) float32"},
      {"linspace", "(2, 1) float16, (3,) float32, num=5, axis=-1", "(2, 3, 5) float16"},
      {"linspace", "(2,) float32, 1, axis=2", "error: axis 2 is out of range"},
      {"linspace", "1, 5, 3, dtype='int32'", "(3,) int32"},
      {"linspace", "[1, 2], [3, 4]", "error: 'start' must be a tensor or a number, not the list"},
      {"linspace", "[1, 2], [3, 4], num=3, dtype='float32'", "(3, 2) float32"},
      {"linspace", "1.0, 5.0, retstep=True", "(50,) float32; () float32"},
      {"linspace", "(2,) float32, 5.0, retstep=True", "error: takes no symbolic tensors"},
      {"geomspace", "[1, 2], [3, 4], num=3", "(3, 2) float32"},
      {"logspace", "0, 1, num=-1", "error: sizes cannot be negative"},
  };
  expect_keras(kCases);
}

// The elements of a tensor, "?" where they are not known.
std::string elements_text(const Tensor& tensor) {
  const auto& elements = tensor.trace().tensors()[static_cast<std::size_t>(tensor.id())].elements;
  if (!elements) return "?";
  std::vector<std::string> texts;
  for (const Dim& element : *elements) texts.push_back(element.text());
  return join(texts, " ");
}

class Elements : public testing::Test {
 protected:
  Trace trace_;
  Tensor x_ =
      trace_.add_tensor({Shape{Dim::symbol("batch"), Dim::symbol("t"), 8}, DType::kFloat32});
  Tensor shape_ = ops::shape(x_);
};

TEST_F(Elements, TravelThroughSlicesAndJoins) {
  EXPECT_EQ(elements_text(shape_), "batch t 8");
  EXPECT_EQ(elements_text(ops::getitem(shape_, {-1})), "8");
  EXPECT_EQ(elements_text(ops::getitem(shape_, {Slice{{}, 2, {}}})), "batch t");
  EXPECT_EQ(elements_text(ops::getitem(shape_, {Slice{{}, {}, -1}})), "8 t batch");
  EXPECT_EQ(elements_text(ops::take(shape_, List{2, 0})), "8 batch");
  Tensor two = trace_.constant({2, 4}, DType::kInt32, {2});
  EXPECT_EQ(elements_text(ops::concatenate({shape_, two})), "batch t 8 2 4");
  EXPECT_EQ(elements_text(ops::stack(ops::unstack(two))), "2 4");
  EXPECT_EQ(elements_text(ops::split(shape_, List{1})[1]), "t 8");
  EXPECT_EQ(elements_text(ops::apply_all("unstack", {two, 5})[0]), "?");
  EXPECT_EQ(elements_text(ops::expand_dims(ops::cast(two, DType::kInt64), 0)), "2 4");
}

TEST_F(Elements, TravelThroughArithmetic) {
  Tensor t = ops::getitem(shape_, {1});
  EXPECT_EQ(elements_text(t * 2 + 1), "2*t + 1");
  EXPECT_EQ(elements_text(1 - t), "-t + 1");
  EXPECT_EQ(elements_text(-t), "-t");
  EXPECT_EQ(elements_text(ops::floor_divide(t, 2)), "t//2");
  EXPECT_EQ(elements_text(ops::mod(t, 1)), "0");
  EXPECT_EQ(elements_text(ops::maximum(shape_, 4)), "max(4, batch) max(4, t) 8");
  EXPECT_EQ(elements_text(ops::prod(shape_)), "8*batch*t");
  EXPECT_EQ(elements_text(ops::sum(shape_)), "batch + t + 8");
  EXPECT_EQ(elements_text(call(trace_, "size", {x_})), "8*batch*t");
}

TEST_F(Elements, AreOfIntegersOnly) {
  EXPECT_EQ(elements_text(ops::cast(shape_, DType::kFloat32)), "?");
  EXPECT_EQ(elements_text(shape_ / 2), "?");
  EXPECT_EQ(elements_text(ops::floor_divide(shape_, 0)), "?");
  EXPECT_EQ(elements_text(ops::zeros(trace_, {65}, DType::kInt32)), "?");
  EXPECT_EQ(elements_text(ops::arange(trace_, 4)), "0 1 2 3");
  EXPECT_EQ(elements_text(ops::full(trace_, {2}, 7, DType::kInt32)), "7 7");
}

TEST_F(Elements, ReachReshape) {
  Tensor two = trace_.constant({2, 4}, DType::kInt32, {2});
  Tensor target = ops::concatenate({ops::getitem(shape_, {Slice{{}, 2, {}}}), two});
  EXPECT_EQ(symbolic_text({call(trace_, "reshape", {x_, target})}), "(batch, t, 2, 4) float32");
  Tensor batch = ops::getitem(shape_, {0});
  EXPECT_EQ(symbolic_text({call(trace_, "reshape", {x_, List{batch, -1}})}),
            "(batch, 8*t) float32");
  Tensor rows = ops::getitem(shape_, {0}) * ops::getitem(shape_, {1});
  EXPECT_EQ(symbolic_text({call(trace_, "reshape", {x_, List{rows, -1}})}), "(batch*t, 8) float32");
  EXPECT_TRUE(trace_.assumptions().empty());
}

}  // namespace
}  // namespace modelviz::test
