// The functions of TensorFlow that Keras 2 models call. Checked against tf_keras 2.21.
#include "ops/tensorflow.h"

#include <gtest/gtest.h>

#include <set>

#include "document/json.h"
#include "ops/tensorflow_table.h"
#include "support/cells.h"
#include "support/golden.h"
#include "support/text.h"

namespace modelviz::test {
namespace {

struct FunctionCase {
  std::string_view function, arguments, result;
};

std::string call_text(std::string_view function, std::string_view arguments) {
  const TensorFlowOp* op = find_tensorflow_op(function);
  if (!op) return "no such function";
  Trace trace;
  Arguments given = read_arguments(trace, arguments);
  try {
    return result_of(
        [&] { return keras_text(call_tensorflow(trace, *op, given.positional, given.named)); });
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

TEST(TensorFlow, PromotesNothing) {
  constexpr FunctionCase kCases[] = {
      {"math.add", "(None, 4) int32, y=(None, 4) float32",
       "error: math.add: 'y' is float32, but 'x' is int32"},
      {"math.add", "(None, 3) float16, y=[1.0, 2.0, 3.0]", "(None, 3) float16"},
      {"math.multiply", "2.0, y=(None, 3) float16", "(None, 3) float16"},
      {"math.truediv", "(None, 4) int32, y=2", "(None, 4) float64"},
      {"math.truediv", "(None, 4) int8, y=2", "(None, 4) float32"},
      {"compat.v1.div", "(None, 4) int32, y=2", "(None, 4) int32"},
      {"math.abs", "(None, 4) complex64", "(None, 4) float32"},
      {"concat", "[(None, 1) float16, [[1.0, 2.0]]], axis=1", "(None, 3) float16"},
      {"where", "(None, 3) bool, x=(None, 3) float16, y=[0.0, 0.0, 0.0]", "(None, 3) float16"},
      {"where", "(None, 3) bool", "(None, 2) int64"},
      {"linalg.matmul", "(None, 2) float16, b=[[1.0], [2.0]]", "(None, 1) float16"},
      {"bitwise.bitwise_xor", "(None, 4) int32, y=1", "(None, 4) int32"},
  };
  expect(kCases);
}

// What Keras 2 calls under TensorFlow's older names and parameters.
TEST(TensorFlow, OlderParameters) {
  constexpr FunctionCase kCases[] = {
      {"compat.v1.math.reduce_sum", "(None, 4) float32, reduction_indices=1, keep_dims=True",
       "(None, 1) float32"},
      {"compat.v1.math.argmax", "(None, 4) float32, dimension=1", "(None,) int64"},
      {"compat.v1.math.count_nonzero", "(None, 4) float32, axis=1, keep_dims=True",
       "(None, 1) int64"},
      {"compat.v1.expand_dims", "(None, 4) float32, dim=1", "(None, 1, 4) float32"},
      {"compat.v1.squeeze", "(None, 1, 4) float32, squeeze_dims=[1]", "(None, 4) float32"},
      {"compat.v1.nn.softmax", "(None, 4) float32, dim=1", "(None, 4) float32"},
      {"compat.v1.nn.max_pool",
       "(None, 8, 8, 3) float32, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding='SAME'",
       "(None, 4, 4, 3) float32"},
      {"compat.v1.nn.dropout", "(None, 4) float32, keep_prob=0.5", "(None, 4) float32"},
      {"compat.v1.image.crop_and_resize",
       "(None, 8, 8, 3) float32, boxes=(5, 4) float32, box_ind=(5,) int32, crop_size=[2, 3]",
       "(5, 2, 3, 3) float32"},
      {"compat.v1.to_float", "(None, 4) int32", "(None, 4) float32"},
  };
  expect(kCases);
}

TEST(TensorFlow, Signals) {
  constexpr FunctionCase kCases[] = {
      {"signal.rfft", "(None, 16) float32", "(None, 9) complex64"},
      {"signal.rfft", "(None, 16) float32, fft_length=[10]", "(None, 6) complex64"},
      {"signal.irfft", "(None, 9) complex64", "(None, 16) float32"},
      {"signal.rfft2d", "(None, 8, 16) float64", "(None, 8, 9) complex128"},
      {"signal.stft", "(None, 64) float32, frame_length=12, frame_step=5",
       "(None, 11, 9) complex64"},
      {"signal.frame", "(None, 5) float32, frame_length=8, frame_step=4", "(None, 0, 8) float32"},
      {"signal.hann_window", "8, periodic=True", "(8,) float32"},
      {"signal.fftnd", "(None, 8, 6) complex64, fft_length=[4, 10]", "(None, 8, 10) complex64"},
      {"signal.rfftnd", "(4, 8, 6) float64, axes=[1]", "(4, 8, 6) complex128"},
      {"signal.irfftnd", "(None, 8, 6) complex64, fft_length=[4, 12]", "(None, 8, 7) float32"},
  };
  expect(kCases);
}

TEST(TensorFlow, Creation) {
  constexpr FunctionCase kCases[] = {
      {"random.normal", "[2, 3]", "(2, 3) float32"},
      {"random.gamma", "[3], alpha=(None, 4) float32", "(3, None, 4) float32"},
      {"compat.v1.random.poisson", "(None, 4) float32, shape=[3]", "(3, None, 4) float32"},
      {"random.stateless_uniform", "[2, 3], seed=[1, 2], dtype='float64'", "(2, 3) float64"},
      {"random.categorical", "(None, 4) float32, num_samples=5", "(None, 5) int64"},
      {"eye", "2, batch_shape=[3]", "(3, 2, 2) float32"},
      {"linspace", "(None, 4) float32, stop=1.0, num=5", "(5, None, 4) float32"},
  };
  expect(kCases);
}

TEST(TensorFlow, Files) {
  constexpr FunctionCase kCases[] = {
      {"io.decode_jpeg", "() string, channels=3", "(None, None, 3) uint8"},
      {"io.decode_png", "() string, 4, 'uint16'", "(None, None, 4) uint16"},
      {"io.decode_image", "() string, expand_animations=False", "(None, None, None) uint8"},
      {"io.decode_and_crop_jpeg", "() string, crop_window=[1, 2, 30, 40]", "(30, 40, None) uint8"},
      {"io.decode_gif", "() string", "(None, None, None, 3) uint8"},
      {"io.is_jpeg", "(None, 3) string", "(None, 3) bool"},
      {"io.encode_png", "(None, 2, 8, 9, 1) uint8", "(None, 2) string"},
  };
  expect(kCases);
}

TEST(TensorFlow, ManyClasses) {
  constexpr FunctionCase kCases[] = {
      {"random.uniform_candidate_sampler", "(None, 2) int64, 2, 5, True, 20",
       "(5,) int64; (None, 2) float32; (5,) float32"},
      {"compat.v1.nn.nce_loss",
       "(20, 3) float32, (20,) float32, (4, 1) int64, (None, 3) float32, 5, 20", "(4,) float32"},
      {"nn.embedding_lookup_sparse", "(10, 3) float32, (None, 7) int64, None", "(None, 3) float32"},
      {"nn.safe_embedding_lookup_sparse", "(10, 3) float32, (None, 7, 2) int64",
       "(None, None, 3) float32"},
      {"nn.ctc_beam_search_decoder", "(10, None, 7) float32, (4,) int32, top_paths=2",
       "(None, None) int64; (None, None) int64; (4, 2) float32"},
  };
  expect(kCases);
}

// An op that has TensorFlow's own parameters refuses what TensorFlow refuses.
TEST(TensorFlow, Refused) {
  constexpr FunctionCase kCases[] = {
      {"linalg.solve", "(None, 4, 4) float32, rhs=(None, 3, 2) float32", "error: linalg.solve: "},
      {"linalg.expm", "(None, 4, 3) float32", "error: linalg.expm: a square matrix"},
      {"gather_nd", "(None, 4) float32, indices=(2, 3) int32", "error: gather_nd: the indices"},
      {"math.unsorted_segment_sum", "(4, 3) float32, segment_ids=(5,) int32, num_segments=2",
       "error: math.unsorted_segment_sum: each element"},
      {"signal.fft2d", "(8,) complex64", "error: signal.fft2d: "},
      {"math.igamma", "(3,) float32, x=(4,) float32", "error: math.igamma: the shapes"},
      {"linalg.banded_triangular_solve", "(None, 3, 5) float32, (None, 4, 2) float32",
       "error: linalg.banded_triangular_solve: the matrix and rhs"},
      {"linalg.eigh_tridiagonal", "(None,) float32, (None,) float32",
       "error: linalg.eigh_tridiagonal: "},
      {"linalg.eigh_tridiagonal", "(2, 5) float32, (2, 4) float32",
       "error: linalg.eigh_tridiagonal: "},
      {"linalg.logm", "(5, 5) float32", "error: linalg.logm: the logarithm"},
      {"signal.irfftnd", "(None, 8, 6) complex64", "error: signal.irfftnd: "},
      {"signal.fftnd", "(None, 8, 6) complex64, axes=[1]", "error: signal.fftnd: "},
      {"io.decode_jpeg", "(None,) string", "error: io.decode_jpeg: "},
      {"io.encode_png", "(8, 3) uint8", "error: io.encode_png: "},
      {"image.generate_bounding_box_proposals",
       "(None, 8, 9, 3) float32, (None, 8, 9, 12) float32, (None, 5) float32, (3, 4) float32",
       "error: image.generate_bounding_box_proposals: "},
      {"nn.safe_embedding_lookup_sparse", "[[1.0, 2.0], [3.0, 4.0]], (None, 7) int64",
       "error: nn.safe_embedding_lookup_sparse: "},
  };
  expect(kCases);
}

// Each line of the tables says an op that there is, and as many names as the signature has; or it
// has an op of its own, whose cost can be asked for.
TEST(TensorFlow, TablesAreSound) {
  std::set<std::string_view> names;
  for (const TensorFlowTable& table : tensorflow_tables()) {
    for (const TensorFlowOp& op : table.ops()) {
      SCOPED_TRACE(op.name);
      EXPECT_TRUE(names.insert(op.name).second);
      if (op.own.rule) {
        EXPECT_NO_THROW((void)element_operations(op.own, {}, {}));
        continue;
      }
      const OpDef* target = find_op(op.op);
      ASSERT_NE(target, nullptr);
      const Signature& parameters = signature(op.signature);
      std::vector<std::string_view> mapped = split(op.parameters, ',');
      ASSERT_EQ(mapped.size(), parameters.size());
      for (std::string_view name : mapped) {
        bool exists = trim(name) == "-" || find_parameter(signature(target->signature), trim(name));
        EXPECT_TRUE(exists) << name;
      }
    }
  }
  EXPECT_GT(names.size(), 450U);
}

void expect_borne(const TensorFlowOp& op, std::string_view arguments) {
  Trace trace;
  auto [positional, named] = read_arguments(trace, arguments);
  try {
    (void)call_tensorflow(trace, op, positional, named);
  } catch (const Error& error) {
    EXPECT_NE(error.fault, Fault::kInternal) << error.what();
  } catch (const UnknownShape&) {
  }
}

// Whatever a file hands to a function: it is refused, or its shape is unknown.
TEST(TensorFlow, AnyArgumentsAreBorne) {
  constexpr std::string_view kArguments[] = {
      "(None, 4) float32",
      "(2, 3, 4, 5) float32",
      "(3,) int32",
      "() float32",
      "(0, 2) complex64",
      "0",
      "-1",
      "3",
      "1.5",
      "'VALID'",
      "[]",
      "[1, 2]",
      "[[1, 2], [3]]",
      "None",
      "9223372036854775807",
      "-9223372036854775808",
  };
  constexpr std::size_t kCount = std::size(kArguments);
  for (const TensorFlowTable& table : tensorflow_tables()) {
    for (const TensorFlowOp& op : table.ops()) {
      std::size_t parameters = signature(op.signature).size();
      for (std::size_t i = 0; i < kCount * kCount; i += 3) {
        std::string arguments(kArguments[i % kCount]);
        for (std::size_t k = 1; k < std::min<std::size_t>(parameters, 4); ++k) {
          arguments += ", " + std::string(kArguments[(i / kCount + (k - 1) * i) % kCount]);
        }
        SCOPED_TRACE(std::string(op.name) + "(" + arguments + ")");
        expect_borne(op, arguments);
      }
    }
  }
}

struct NodeCase {
  std::string_view node_def, constants, inputs, result;
};

Value parse(std::string_view json) { return parse_json(json, "", {}); }

std::string node_text(const NodeCase& test) {
  Trace trace;
  Value config(Dict{{"node_def", parse(test.node_def)}, {"constants", parse(test.constants)}});
  try {
    return result_of([&] {
      return keras_text(
          call_tensorflow_node(trace, config, read_arguments(trace, test.inputs).positional));
    });
  } catch (const UnknownShape&) {
    return "?";
  }
}

// As TensorFlow 1.13 to 2.3 wrote them: constants are plain lists and numbers.
TEST(TensorFlow, Nodes) {
  constexpr NodeCase kCases[] = {
      {R"({"op": "AddV2", "attr": {"T": {"type": "DT_FLOAT"}}})", R"({"1": 2.0})",
       "(None, 4) float32", "(None, 4) float32"},
      {R"({"op": "RealDiv"})", R"({"0": 1.0})", "(None, 4) float32", "(None, 4) float32"},
      {R"({"op": "Reshape"})", R"({"1": [-1, 24]})", "(None, 4, 6) float32", "(None, 24) float32"},
      {R"({"op": "ConcatV2", "attr": {"N": {"i": "2"}}})", R"({"2": -1})",
       "[(None, 3) float32, (None, 5) float32]", "(None, 8) float32"},
      {R"({"op": "Concat"})", R"({"0": 1})", "[(None, 3) float32, (None, 5) float32]",
       "(None, 8) float32"},
      {R"({"op": "StridedSlice", "attr": {"begin_mask": {"i": "1"}, "end_mask": {"i": "1"},
           "shrink_axis_mask": {"i": "2"}, "ellipsis_mask": {"i": "0"}}})",
       R"({"1": [0, 2], "2": [0, 3], "3": [1, 1]})", "(None, 4, 6) float32", "(None, 6) float32"},
      {R"({"op": "Mean", "attr": {"keep_dims": {"b": true}}})", R"({"1": [1, 2]})",
       "(None, 4, 6) float32", "(None, 1, 1) float32"},
      {R"({"op": "Cast", "attr": {"DstT": {"type": "DT_HALF"}, "Truncate": {"b": false}}})", "{}",
       "(None, 4) float32", "(None, 4) float16"},
      {R"({"op": "ResizeBilinear", "attr": {"half_pixel_centers": {"b": true}}})",
       R"({"1": [8, 9]})", "(None, 4, 4, 3) uint8", "(None, 8, 9, 3) float32"},
      {R"({"op": "ResizeNearestNeighbor"})", R"({"1": [8, 9]})", "(None, 4, 4, 3) uint8",
       "(None, 8, 9, 3) uint8"},
      {R"({"op": "Squeeze", "attr": {"squeeze_dims": {"list": {"i": ["1"]}}}})", "{}",
       "(None, 1, 4) float32", "(None, 4) float32"},
      {R"({"op": "Squeeze", "attr": {"squeeze_dims": {"list": {}}}})", "{}", "(2, 1, 4) float32",
       "(2, 4) float32"},
      {R"({"op": "Split", "attr": {"num_split": {"i": "2"}}})", R"({"0": 1})", "(None, 6) float32",
       "(None, 3) float32; (None, 3) float32"},
      {R"({"op": "Unpack", "attr": {"num": {"i": "2"}, "axis": {"i": "1"}}})", "{}",
       "(None, 2) float32", "(None,) float32; (None,) float32"},
      {R"({"op": "Einsum", "attr": {"equation": {"s": "YmksaWotPmJq"}}})", "{}",
       "[(None, 3) float32, (3, 5) float32]", "(None, 5) float32"},
      {R"({"op": "MaxPool", "attr": {"ksize": {"list": {"i": ["1", "2", "2", "1"]}},
           "strides": {"list": {"i": ["1", "2", "2", "1"]}}, "padding": {"s": "VkFMSUQ="},
           "data_format": {"s": "TkhXQw=="}}})",
       "{}", "(None, 8, 8, 3) float32", "(None, 4, 4, 3) float32"},
      {R"({"op": "BatchMatMulV2", "attr": {"adj_x": {"b": false}, "adj_y": {"b": true}}})", "{}",
       "[(None, 4, 6) float32, (None, 5, 6) float32]", "(None, 4, 5) float32"},
      {R"({"op": "AddV2"})", "{}", "[(None, 4) float32, (None, 5) float32]",
       "error: add: the shapes (None, 4) and (None, 5) cannot be broadcast, their sizes differ: 4 "
       "and 5"},
      {R"({"op": "Nonsense"})", "{}", "(None, 4) float32", "?"},
      {R"({})", "{}", "(None, 4) float32", "?"},
      {R"(7)", "[]", "(None, 4) float32", "?"},
      // The same as bytes: Mean with keep_dims, Cast to int32, and what is no message.
      {R"("\n\u0004Mean\u0012\u0004Mean\u001a\u0001x\u001a\u0001y*\u000f\n\tkeep_dims\u0012\u0002(\u0001")",
       R"({"1": [1]})", "(None, 4, 6) float32", "(None, 1, 6) float32"},
      {R"("\n\u0004Cast\u0012\u0004Cast*\n\n\u0004DstT\u0012\u00020\u0003")", "{}",
       "(None, 4) float32", "(None, 4) int32"},
      {R"("\u0012\u0007Squeeze*\u0018\n\fsqueeze_dims\u0012\b\n\u0006\u001a\u0001\u0001\u001a\u0001\u0002")",
       "{}", "(None, 1, 1, 4) float32", "(None, 4) float32"},
      {R"("\u0012\u00ffno")", "{}", "(None, 4) float32", "?"},
  };
  for (const NodeCase& test : kCases) {
    SCOPED_TRACE(test.node_def);
    EXPECT_EQ(node_text(test), test.result);
  }
}

// All functions of tf.math, tf.linalg, tf.nn, tf.image and tf.signal, under the names that Keras 2
// writes; of some no model can be made, and the golden file says why.
TEST(TensorFlow, EveryPublicFunctionIsKnown) {
  int known = 0;
  for (const std::string& line : read_golden(MODELVIZ_GOLDEN_DIR "/tensorflow_names.tsv")) {
    SCOPED_TRACE(line);
    std::vector<std::string_view> cells = split(line, '\t');
    ASSERT_EQ(cells.size(), 3U);
    bool possible = cells[2] == "-";
    EXPECT_EQ(find_tensorflow_op(cells[1]) != nullptr, possible);
    known += possible;
  }
  EXPECT_GT(known, 350);
}

TEST(TensorFlow, WhatIsNotKnown) {
  EXPECT_EQ(find_tensorflow_op("math.nonsense"), nullptr);
  EXPECT_EQ(find_tensorflow_op("compat.v1.nonsense"), nullptr);
  EXPECT_EQ(nearest_tensorflow_op("math.reduce_maen"), "math.reduce_mean");
  EXPECT_EQ(find_tensorflow_op("compat.v2.math.add"), find_tensorflow_op("math.add"));
  EXPECT_EQ(call_text("math.add", "(2,) float32, y=1, colour='red'"), "?");
}

}  // namespace
}  // namespace modelviz::test
