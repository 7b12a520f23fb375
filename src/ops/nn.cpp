// What keras.ops.nn has besides activations, convolutions and pooling.
#include <algorithm>

#include "ops/rules.h"
#include "ops/tables.h"

namespace modelviz {
namespace {

// one_hot() and multi_hot() put the classes last, or before an axis that there is.
int class_axis(const OpCall& call, std::size_t rank) {
  std::int64_t axis = call.integer("axis");
  auto n = static_cast<std::int64_t>(rank);
  if (axis == -1) return static_cast<int>(n);
  if (axis >= 0 && axis < n) return static_cast<int>(axis);
  call.refuse("axis", "must be -1 or one of the " + std::to_string(n) + " axes, not " +
                          std::to_string(axis));
}

TensorTypes one_hot(OpCall& call) {
  Shape shape = call.shape("x");
  int axis = class_axis(call, shape.size());
  shape.insert(shape.begin() + axis, call.integer("num_classes"));
  return {{shape, call.dtype("dtype", DType::kFloat32)}};
}

// num_tokens is what Keras called it once; it takes any other name in silence.
Dim class_count(const OpCall& call) {
  const Value* tokens = call.argument("others").find("num_tokens");
  if (call.given("num_classes") || !tokens) return call.integer("num_classes");
  if (auto count = tokens->as_int()) return *count;
  call.refuse("num_tokens", "must be an integer, not " + tokens->text());
}

// The axis of the numbers that are marked together is reduced. Keras keeps the dtype of the inputs.
TensorTypes multi_hot(OpCall& call) {
  TensorType inputs = call.array("inputs");
  Shape& shape = *inputs.shape;
  int axis = class_axis(call, shape.size());
  shape.insert(shape.begin() + axis, class_count(call));
  if (shape.size() == 2)
    shape.erase(shape.begin());
  else if (shape.size() > 2)
    shape.erase(shape.begin() + 1);
  return inferred_or_executed(call, {inputs}, [&] {
    bool scalar = shape.size() == 1;  // nothing was dropped yet
    return TensorTypes{{scalar ? Shape{} : shape, call.dtype("dtype", DType::kFloat32)}};
  });
}

TensorTypes normalize(OpCall& call) {
  TensorTypes inferred = same_shape_with_axis(call);
  return inferred_or_executed(call, inferred, [&] { return in_own_float(call, inferred[0]); });
}

// Keras says the shape of the query, whatever the others are.
TensorTypes dot_product_attention(OpCall& call) {
  if (call.given("attn_logits_soft_cap")) {
    call.fail("Keras has 'attn_logits_soft_cap' for JAX on a TPU only");
  }
  TensorType query = call.array("query");
  TensorType value = call.array("value");
  DType dtype = call.dtype({query, call.array("key"), value});
  return inferred_or_executed(call, {{query.shape, dtype}}, [&] {
    Shape shape = *query.shape;
    if (!shape.empty() && !value.shape->empty()) shape.back() = value.shape->back();
    return TensorTypes{{shape, dtype}};
  });
}

// (batch, queries, heads, size) with (batch, keys, heads, size): the scores, then their use.
Dim attention_macs(const OpCall& call, const TensorTypes&) {
  Shape query = call.shape("query"), key = call.shape("key"), value = call.shape("value");
  if (query.size() != 4 || key.size() != 4 || value.size() != 4) return 0;
  Dim scores = query[0] * query[1] * query[2] * key[1];
  return scores * (query[3] + value[3]);
}

TensorTypes batch_normalization(OpCall& call) {
  TensorType x = call.array("x");
  const Dim& size = (*x.shape)[index(call.axis("axis", static_cast<int>(x.shape->size())))];
  for (std::string_view parameter : {"mean", "variance", "offset", "scale"}) {
    if (!call.given(parameter)) continue;
    Shape shape = call.shape(parameter);
    if (alike(shape, {size})) continue;
    call.refuse(parameter, "must have shape " + keras_text(Shape{size}) + " for x " +
                               keras_text(*x.shape) + ", but has " + keras_text(shape));
  }
  return {x};
}

void require_same_shape(const OpCall& call, const Shape& target, const Shape& output) {
  if (alike(target, output)) return assume_alike(call, target, output);
  call.fail("target and output must have the same shape, but theirs are " + keras_text(target) +
            " and " + keras_text(output));
}

TensorTypes binary_crossentropy(OpCall& call) {
  require_same_shape(call, call.shape("target"), call.shape("output"));
  return {call.array("output")};
}

// It drops the last axis, whatever 'axis' says.
TensorTypes categorical_crossentropy(OpCall& call) {
  TensorType output = call.array("output");
  require_same_shape(call, call.shape("target"), *output.shape);
  require_rank(call, "output", *output.shape, 1);
  output.shape->pop_back();
  return {output};
}

TensorTypes sparse_categorical_crossentropy(OpCall& call) {
  TensorType output = call.array("output");
  Shape target = call.shape("target");
  require_rank(call, "output", *output.shape, 1);
  int axis = call.axis("axis", static_cast<int>(output.shape->size()));
  if (target.size() == output.shape->size() && target.back() == Dim(1)) target.pop_back();
  Shape without_classes = reduced_shape(*output.shape, {axis}, false);
  require_same_shape(call, target, without_classes);
  return {{without_classes, output.dtype}};
}

// Keras compares the batches of the four, and nothing else.
TensorTypes ctc_loss(OpCall& call) {
  TensorType output = call.array("output");
  Shape target = call.shape("target");
  require_rank(call, "target", target, 1);
  for (std::string_view parameter : {"output", "target_length", "output_length"}) {
    Shape shape = call.shape(parameter);
    require_rank(call, parameter, shape, 1);
    std::string what = "'target' and '" + std::string(parameter) + "' must have the same batch";
    if (!alike(target[0], shape[0])) {
      call.fail(what + ", but their shapes are " + keras_text(target) + " and " +
                keras_text(shape));
    }
    (void)call.unify(target[0], shape[0], what);
  }
  return {{Shape{target[0]}, call.dtype({output, {Shape{}, DType::kFloat32}})}};
}

// The best sequences, and how good they are; "greedy" finds one.
TensorTypes ctc_decode(OpCall& call) {
  TensorType inputs = call.array("inputs");
  require_rank(call, "inputs", *inputs.shape, 2);
  Dim paths = call.argument("strategy") == Value("greedy") ? 1 : call.integer("top_paths");
  const Dim &batch = (*inputs.shape)[0], &steps = (*inputs.shape)[1];
  return {{Shape{paths, batch, steps}, DType::kInt32},
          {Shape{batch, paths}, call.dtype({inputs, {Shape{}, DType::kFloat32}})}};
}

// Keras compares no more than the ranks, unless it computes.
TensorTypes psnr(OpCall& call) {
  require_tensor(call, "x1");
  require_tensor(call, "x2");
  Shape x1 = call.shape("x1"), x2 = call.shape("x2");
  if (x1.size() != x2.size() || (runs_eagerly(call) && x1 != x2)) {
    call.fail("x1 " + keras_text(x1) + " and x2 " + keras_text(x2) + " must have the same shape");
  }
  return {{Shape{}, DType::kFloat32}};
}

// Height, width and channels of a batch of images.
struct ImageAxes {
  std::size_t height, width, channels;
};

ImageAxes image_axes(const OpCall& call, const Shape& shape) {
  require_rank(call, "x", shape, 4, 4);
  return call.channels_first() ? ImageAxes{2, 3, 1} : ImageAxes{1, 2, 3};
}

std::int64_t block_size(const OpCall& call) {
  std::int64_t size = call.integer("block_size");
  if (size < 2 || size > 1'000'000) {
    call.refuse("block_size", "must be at least 2, not " + std::to_string(size));
  }
  return size;
}

Dim divided(const OpCall& call, const Shape& shape, std::size_t axis, std::int64_t by) {
  Dim quotient = floor_div(shape[axis], by);
  if (shape[axis].is_constant() && quotient * by != shape[axis]) {
    call.fail("the size of axis " + std::to_string(axis) + " of x " + keras_text(shape) +
              " must be a multiple of " + std::to_string(by));
  }
  assume_multiple(call, shape[axis], by);
  return quotient;
}

TensorTypes depth_to_space(OpCall& call) {
  TensorType x = call.array("x");
  ImageAxes axes = image_axes(call, *x.shape);
  std::int64_t block = block_size(call);
  Shape& shape = *x.shape;
  shape[axes.channels] = divided(call, shape, axes.channels, block * block);
  shape[axes.height] = shape[axes.height] * block;
  shape[axes.width] = shape[axes.width] * block;
  return {x};
}

TensorTypes space_to_depth(OpCall& call) {
  TensorType x = call.array("x");
  ImageAxes axes = image_axes(call, *x.shape);
  std::int64_t block = block_size(call);
  Shape& shape = *x.shape;
  shape[axes.height] = divided(call, shape, axes.height, block);
  shape[axes.width] = divided(call, shape, axes.width, block);
  shape[axes.channels] = shape[axes.channels] * (block * block);
  return {x};
}

constexpr DTypeRule kSame = DTypeRule::kSame;
constexpr DTypeRule kPromote = DTypeRule::kPromote;

constexpr OpDef kOps[] = {
    {"batch_normalization", "BatchNorm", "nn",
     "x, mean, variance, axis, offset=None, scale=None, epsilon=0.001",
     "(x - mean) / sqrt(variance + epsilon) * scale + offset, along the axis.",
     batch_normalization},
    {"binary_crossentropy", "BinaryCrossentropy", "nn", "target, output, from_logits=False",
     "The loss of each yes or no.", binary_crossentropy},
    {"categorical_crossentropy", "CategoricalCrossentropy", "nn",
     "target, output, from_logits=False, axis=-1", "The loss of each choice of a class.",
     categorical_crossentropy},
    {"ctc_decode", "CTCDecode", "nn",
     "inputs, sequence_lengths, strategy='greedy', beam_width=100, top_paths=1, "
     "merge_repeated=True, mask_index=0",
     "The likeliest label sequences, and their scores.", ctc_decode, kPromote},
    {"ctc_loss", "CTCLoss", "nn", "target, output, target_length, output_length, mask_index=0",
     "The loss of a label sequence that is not aligned with the steps.", ctc_loss, kPromote},
    {"depth_to_space", "DepthToSpace", "nn", "x, block_size, data_format='channels_last'",
     "Channels spread out to blocks of pixels.", depth_to_space},
    {"dot_product_attention", "DotProductAttention", "nn",
     "query, key, value, bias=None, mask=None, scale=None, is_causal=False, flash_attention=None, "
     "attn_logits_soft_cap=None",
     "softmax(query key') value, for each head.", dot_product_attention, kPromote, attention_macs},
    {"layer_normalization", "LayerNorm", "nn",
     "x, gamma=None, beta=None, axis=-1, epsilon=None, *, rms_scaling=False",
     "x with mean 0 and variance 1 along axes, scaled and moved.", same_shape, kSame},
    {"multi_hot", "MultiHot", "nn",
     "inputs, num_classes=None, axis=-1, dtype=None, sparse=False, **others",
     "1 for each class that occurs, 0 for the others.", multi_hot},
    {"normalize", "Normalize", "nn", "x, axis=-1, order=2, epsilon=None",
     "x over its norm along axes.", normalize, DTypeRule::kFloat32},
    {"one_hot", "OneHot", "nn", "x, num_classes, axis=-1, dtype=None, sparse=False",
     "1 for the class of each element, 0 for the others.", one_hot},
    {"psnr", "PSNR", "nn", "x1, x2, max_val", "How near x1 is to x2, in decibels.", psnr},
    {"rms_normalization", "RMSNorm", "nn", "x, scale=None, axis=-1, epsilon=None",
     "x over its root mean square along axes, scaled.", same_shape, kSame},
    {"sparse_categorical_crossentropy", "SparseCategoricalCrossentropy", "nn",
     "target, output, from_logits=False, axis=-1", "The loss of each choice of a class.",
     sparse_categorical_crossentropy},
    {"space_to_depth", "SpaceToDepth", "nn", "x, block_size, data_format='channels_last'",
     "Blocks of pixels gathered into channels.", space_to_depth},
};

}  // namespace

std::span<const OpDef> nn_ops() { return kOps; }

}  // namespace modelviz
