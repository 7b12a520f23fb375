// The functions of TensorFlow that Keras 2 models call. Checked against tf_keras 2.21.
#include "ops/tensorflow.h"

#include <gtest/gtest.h>

#include "support/cells.h"

namespace modelviz::test {
namespace {

struct FunctionCase {
  std::string_view function, arguments, result;
};

std::string call_text(std::string_view function, std::string_view arguments) {
  const TensorFlowOp* op = find_tensorflow_op(function);
  if (!op) return "no such function";
  Trace trace;
  auto [positional, named] = read_arguments(trace, arguments);
  try {
    return result_of([&] { return keras_text(call_tensorflow(trace, *op, positional, named)); });
  } catch (const UnknownShape&) {
    return "?";
  }
}

void expect(std::span<const FunctionCase> cases) {
  for (const FunctionCase& test : cases) {
    SCOPED_TRACE(std::string(test.function) + "(" + std::string(test.arguments) + ")");
    std::string got = call_text(test.function, test.arguments);
    if (test.result.starts_with("error: ")) got.resize(std::min(got.size(), test.result.size()));
    EXPECT_EQ(got, test.result);
  }
}

TEST(TensorFlow, Operators) {
  constexpr FunctionCase kCases[] = {
      {"__operators__.add", "(None, 4) float32, y=1.0, name=None", "(None, 4) float32"},
      {"math.subtract", "1.0, y=(None, 4) float32, name=None", "(None, 4) float32"},
      {"math.truediv", "(None, 4) float32, y=2", "(None, 4) float32"},
      {"compat.v1.floor_div", "(None, 4) float32, y=2", "(None, 4) float32"},
      {"math.greater", "(None, 4) float32, y=0", "(None, 4) bool"},
      {"__operators__.eq", "(None, 4) float32", "(None, 4) bool"},  // Keras loses y on saving
      {"math.add_n", "[(None, 4) float32, (None, 4) float32, (4,) float32]", "(None, 4) float32"},
      {"math.atan2", "(None, 4) float32, x=(None, 4) float32", "(None, 4) float32"},
      {"clip_by_value", "(None, 4) float32, clip_value_min=0, clip_value_max=1",
       "(None, 4) float32"},
      {"math.squared_difference", "(None, 4) float32, y=(4,) float32", "(None, 4) float32"},
      {"math.multiply", "(2, 3) float32, y=(2, 4) float32", "error: multiply: the shapes (2, 3)"},
  };
  expect(kCases);
}

TEST(TensorFlow, Shapes) {
  constexpr FunctionCase kCases[] = {
      {"reshape", "(None, 4, 6) float32, shape=[-1, 24]", "(None, 24) float32"},
      {"concat", "[(None, 3) float32, (None, 5) float32], axis=-1", "(None, 8) float32"},
      {"stack", "[(None, 3) float32, (None, 3) float32], axis=1", "(None, 2, 3) float32"},
      {"split", "(None, 6) float32, num_or_size_splits=2, axis=1",
       "(None, 3) float32; (None, 3) float32"},
      {"split", "(None, 6) float32, num_or_size_splits=[2, 4], axis=-1",
       "(None, 2) float32; (None, 4) float32"},
      {"split", "(None, 6) float32, num_or_size_splits=[2, -1], axis=-1",
       "(None, 2) float32; (None, 4) float32"},
      {"tile", "(None, 4) float32, multiples=[1, 2]", "(None, 8) float32"},
      {"expand_dims", "(None, 4) float32, axis=-1", "(None, 4, 1) float32"},
      {"compat.v1.squeeze", "(None, 1, 4) float32, axis=[1]", "(None, 4) float32"},
      {"compat.v1.squeeze", "(None, 4) float32, axis=0", "(4,) float32"},
      {"compat.v1.squeeze", "(None, 4) float32, axis=1", "error: squeeze: cannot squeeze axis 1"},
      {"compat.v1.transpose", "(None, 4, 6) float32, perm=[0, 2, 1], name='t', conjugate=False",
       "(None, 6, 4) float32"},
      {"compat.v1.pad", "(None, 4) float32, paddings=[[0, 0], [1, 2]], mode='REFLECT'",
       "(None, 7) float32"},
      {"compat.v1.shape", "(None, 4, 6) float32, name=None, out_type='int32'", "(3,) int32"},
      {"shape", "(None, 4) float32, out_type='int64'", "(2,) int64"},
      {"rank", "(None, 4) float32", "() int32"},
      {"one_hot", "(None,) int32, depth=5", "(None, 5) float32"},
      {"cast", "(None, 4) float32, dtype='int64'", "(None, 4) int64"},
      {"unstack", "(None, 2) float32, axis=1", "(None,) float32; (None,) float32"},
      {"fill", "[2, 3], value=1", "(2, 3) int32"},
      {"range", "5", "(5,) int32"},
  };
  expect(kCases);
}

TEST(TensorFlow, GetItem) {
  constexpr FunctionCase kCases[] = {
      {"__operators__.getitem", "(None, 4, 6) float32, slice_spec=[:, 0]", "(None, 6) float32"},
      {"__operators__.getitem", "(None, 4, 6) float32, slice_spec=0", "(4, 6) float32"},
      {"__operators__.getitem", "(None, 4) float32, slice_spec=[..., None]",
       "(None, 4, 1) float32"},
      {"__operators__.getitem", "(None, 4) float32, slice_spec=None", "(1, None, 4) float32"},
      {"__operators__.getitem", "(None, 4) float32, slice_spec=[:, 4]",
       "error: get_item: the index 4"},
      {"compat.v1.gather", "(None, 4, 6) float32, indices=[0, 2], axis=1, batch_dims=0",
       "(None, 2, 6) float32"},
      {"compat.v1.gather", "(None, 6) float32, indices=[0, 2], axis=None", "(2, 6) float32"},
      {"gather", "(None, 4) float32, indices=(None, 2) int32, batch_dims=1", "(None, 2) float32"},
      {"compat.v1.boolean_mask",
       "(None, 5, 6) float32, mask=[True, False, True, True, False], axis=1",
       "(None, None, 6) float32"},
      {"compat.v1.nn.embedding_lookup", "(10, 5) float32, ids=(None, 4) int32",
       "(None, 4, 5) float32"},
  };
  expect(kCases);
}

TEST(TensorFlow, ReductionsKeepTheDType) {
  constexpr FunctionCase kCases[] = {
      {"math.reduce_mean", "(None, 4, 6) float32, axis=[1, 2], keepdims=True",
       "(None, 1, 1) float32"},
      {"math.reduce_mean", "(None, 4) int32, axis=1, keepdims=None", "(None,) int32"},
      {"math.reduce_sum", "(None, 4) int8, axis=-1", "(None,) int8"},
      {"math.reduce_any", "(None, 4) bool, axis=1", "(None,) bool"},
      {"math.argmax", "(None, 4) float32, axis=-1", "(None,) int64"},
      {"math.argmax", "(None, 4) float32, axis=-1, output_type='int32'", "(None,) int32"},
      {"math.argmax", "(3, 4) float32", "(4,) int64"},  // axis 0, not all
      {"math.cumsum", "(None, 4) float32", "(None, 4) float32"},
      {"math.l2_normalize", "(None, 4) float16, axis=1", "(None, 4) float16"},
      {"compat.v1.norm", "(None, 4) float32, ord='euclidean', axis=1, keepdims=None",
       "(None,) float32"},
      {"math.count_nonzero", "(None, 4) float32, axis=1", "(None,) int64"},
      {"math.top_k", "(None, 4) float32, k=2", "(None, 2) float32; (None, 2) int32"},
  };
  expect(kCases);
}

TEST(TensorFlow, Products) {
  constexpr FunctionCase kCases[] = {
      {"linalg.matmul", "(None, 4, 6) float32, b=(None, 5, 6) float32, transpose_b=True",
       "(None, 4, 5) float32"},
      {"linalg.matmul", "(None, 4, 6) float32, b=(None, 4, 5) float32, transpose_a=True",
       "(None, 6, 5) float32"},
      {"linalg.matmul", "(2, 3) float32, b=(4, 5) float32", "error: matmul: the last size"},
      {"tensordot", "(None, 4) float32, b=(4, 5) float32, axes=1", "(None, 5) float32"},
      {"einsum", "'bij,bjk->bik', (None, 2, 3) float32, (None, 3, 4) float32",
       "(None, 2, 4) float32"},
      {"einsum", "'bij,bjk->bik'", "?"},  // Keras 2 loses the operands on saving
  };
  expect(kCases);
}

TEST(TensorFlow, NeuralNetworks) {
  constexpr FunctionCase kCases[] = {
      {"nn.relu", "(None, 4) float32, name=None", "(None, 4) float32"},
      {"nn.leaky_relu", "(None, 4) float32, alpha=0.1", "(None, 4) float32"},
      {"nn.softmax", "(None, 4) float32, axis=-1", "(None, 4) float32"},
      {"nn.dropout", "(None, 4) float32, rate=0.5", "(None, 4) float32"},
      {"nn.bias_add", "(None, 4) float32, bias=(4,) float32", "(None, 4) float32"},
      {"compat.v1.nn.conv2d",
       "(None, 8, 8, 3) float32, filter=(3, 3, 3, 5) float32, strides=[1, 2, 2, 1], "
       "padding='VALID'",
       "(None, 3, 3, 5) float32"},
      {"compat.v1.nn.conv1d",
       "(None, 8, 3) float32, filters=(3, 3, 5) float32, stride=2, padding='SAME'",
       "(None, 4, 5) float32"},
      {"compat.v1.nn.depthwise_conv2d",
       "(None, 8, 8, 3) float32, filter=(3, 3, 3, 2) float32, strides=[1, 1, 1, 1], padding='SAME'",
       "(None, 8, 8, 6) float32"},
      {"nn.max_pool2d", "(None, 8, 8, 3) float32, ksize=2, strides=2, padding='VALID'",
       "(None, 4, 4, 3) float32"},
      {"nn.avg_pool",
       "(None, 3, 8, 8) float32, ksize=[1, 1, 2, 2], strides=[1, 1, 2, 2], padding='SAME', "
       "data_format='NCHW'",
       "(None, 3, 4, 4) float32"},
      {"nn.space_to_depth", "(None, 8, 8, 3) float32, block_size=2", "(None, 4, 4, 12) float32"},
      {"image.resize", "(None, 8, 8, 3) uint8, size=[4, 4]", "(None, 4, 4, 3) float32"},
      {"image.resize", "(None, 8, 8, 3) uint8, size=[4, 4], method='nearest'",
       "(None, 4, 4, 3) uint8"},
      {"image.resize_with_pad", "(None, 8, 8, 3) float32, target_height=4, target_width=6",
       "(None, 4, 6, 3) float32"},
  };
  expect(kCases);
}

TEST(TensorFlow, WhatIsNotKnown) {
  EXPECT_EQ(find_tensorflow_op("math.nonsense"), nullptr);
  EXPECT_EQ(find_tensorflow_op("compat.v1.nonsense"), nullptr);
  EXPECT_EQ(find_tensorflow_op("compat.v2.math.add"), find_tensorflow_op("math.add"));
  EXPECT_EQ(call_text("math.add", "(2,) float32, y=1, colour='red'"), "?");
}

}  // namespace
}  // namespace modelviz::test
