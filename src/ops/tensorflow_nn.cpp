// tf.nn but for its windows: activations, normalizations, losses, embeddings.
#include "ops/ops.h"
#include "ops/tensorflow_table.h"

namespace modelviz {
namespace {

Tensors blocks(const TensorFlowCall& call) {
  return call.call({{"data_format", data_format(call)}});
}

// One number for each channel, wherever the channels are.
Tensors add_bias(const TensorFlowCall& call) {
  Tensor value = call.required("value");
  Value bias = as_operand(call.trace(), call.argument("bias"), value.dtype());
  if (data_format(call) == Value("channels_last")) return call.call({{"x2", bias}});
  if (!bias.as_tensor() || bias.as_tensor()->rank() != 1 || value.rank() < 3) throw UnknownShape{};
  Shape shape{bias.as_tensor()->shape().front()};
  shape.resize(static_cast<std::size_t>(value.rank()) - 1, 1);
  return call.call({{"x2", ops::reshape(*bias.as_tensor(), shape)}});
}

Tensors softmax(const TensorFlowCall& call) {
  const Value& axis = call.either({"axis", "dim"});
  return call.call({{"axis", axis.is_none() ? Value(-1) : axis}});
}

Tensors crelu(const TensorFlowCall& call) {
  Tensor x = call.required("features");
  auto axis = static_cast<int>(call.integer("axis"));
  return {ops::relu(ops::concatenate({x, -x}, axis))};
}

// x * weights + biases
Tensors dense(const TensorFlowCall& call) {
  Tensor x = call.required("x");
  Value weights = as_operand(call.trace(), call.argument("weights"), x.dtype());
  Value biases = as_operand(call.trace(), call.argument("biases"), x.dtype());
  return {ops::apply("add", {ops::apply("matmul", {x, weights}), biases})};
}
Tensors dense_relu(const TensorFlowCall& call) { return {ops::relu(dense(call).at(0))}; }

// A list are the parts of one table. Keras 2 writes a table of constants as such a list, too, so
// that each of its rows is taken for a part.
Tensors embedding(const TensorFlowCall& call) {
  const List* parts = call.argument("params").as_list();
  if (!parts || parts->empty()) return call.call();
  const Tensor* first = parts->front().as_tensor();
  if (parts->size() == 1 && first) return call.call({{"x", *first}});
  if (first) {
    Tensors tensors;
    for (const Value& part : *parts) {
      tensors.push_back(part.as_tensor() ? *part.as_tensor() : throw UnknownShape{});
    }
    return call.call({{"x", ops::concatenate(tensors)}});
  }
  Value table = as_operand(call.trace(), call.argument("params"), DType::kFloat32);
  if (table.as_tensor()->rank() < 2) throw UnknownShape{};
  Shape shape = table.as_tensor()->shape();
  shape[1] = shape[0] * shape[1];
  shape.erase(shape.begin());
  return call.call({{"x", ops::reshape(*table.as_tensor(), shape)}});
}

// ---- rules of our own

// The nearest sequence that only falls (or rises), and which elements were put together.
TensorTypes isotonic_regression(OpCall& call) {
  TensorType x = call.array("inputs");
  return {x, {x.shape, DType::kInt32}};
}

// Labels without those that are like the one before, and how many are left.
TensorTypes collapse_repeated(OpCall& call) {
  TensorType labels = call.array("labels");
  require_rank(call, "labels", *labels.shape, 2, 2);
  (*labels.shape)[1] = call.trace().unknown_dim();
  return {labels, call.array("seq_length")};
}

// Without the reduced axes, twice: mean and variance.
TensorTypes moments(OpCall& call) {
  TensorType x = call.array("x");
  auto given = [&call](std::string_view name) {
    return find_parameter(signature(call.op().signature), name) && call.flag(name);
  };
  std::vector<int> axes = call.axes("axes", static_cast<int>(x.shape->size()));
  Shape shape = reduced_shape(*x.shape, axes, given("keepdims") || given("keep_dims"));
  return {{shape, x.dtype}, {shape, x.dtype}};
}

// What moments are made of: how many elements, their sum, that of their squares, and the shift,
// which is None where none was given.
TensorTypes sufficient_statistics(OpCall& call) {
  TensorType x = call.array("x");
  bool keepdims = call.flag("keepdims") || call.flag("keep_dims");
  Shape shape =
      reduced_shape(*x.shape, call.axes("axes", static_cast<int>(x.shape->size())), keepdims);
  TensorType shift;
  if (call.given("shift")) shift = {call.shape("shift"), x.dtype};
  return {{Shape{}, x.dtype}, {shape, x.dtype}, {shape, x.dtype}, shift};
}

TensorTypes normalize_moments(OpCall& call) {
  TensorType mean = call.array("mean_ss");
  return {mean, mean};
}

// The picture, and what was measured in it for each channel.
TensorTypes fused_batch_norm(OpCall& call) {
  TensorType x = call.array("x"), scale = call.array("scale");
  return {x, scale, scale};
}

// A loss for each example; the dtype is that of the logits.
TensorTypes broadcast_loss(OpCall& call) {
  TensorType labels = call.array(0), logits = call.array(1);
  return {{call.broadcast(*labels.shape, *logits.shape), logits.dtype}};
}

TensorTypes softmax_loss(OpCall& call) {
  TensorType logits = call.array("logits");
  int rank = static_cast<int>(logits.shape->size());
  std::string_view name =
      call.given("axis") || !find_parameter(signature(call.op().signature), "dim") ? "axis" : "dim";
  int axis = call.given(name) ? call.axis(name, rank) : rank - 1;
  if (axis < 0) call.fail("the logits must have an axis of classes");
  logits.shape->erase(logits.shape->begin() + axis);
  return {logits};
}

TensorTypes sparse_loss(OpCall& call) {
  return {{call.shape("labels"), call.array("logits").dtype}};
}

TensorTypes ctc_loss(OpCall& call) {
  TensorType logits = call.array("logits");
  require_rank(call, "logits", *logits.shape, 3, 3);
  return {{Shape{(*logits.shape)[call.flag("logits_time_major") ? 1 : 0]}, logits.dtype}};
}

constexpr std::string_view kNormalization =
    "The input less its mean, divided by its standard deviation.";
constexpr std::string_view kLoss = "The loss of each element.";
constexpr std::string_view kExampleLoss = "The loss of each example.";
constexpr std::string_view kEmbedding =
    "params, ids, partition_strategy='mod', validate_indices=True, max_norm=None, axis=0";
constexpr std::string_view kQuantize =
    "input, input_min, input_max, signed_input=True, num_bits=8, range_given=False, "
    "round_mode=None, narrow_range=False, axis=None";
constexpr std::string_view kSoftmaxLoss = "labels, logits, axis=None, dim=None";

constexpr TensorFlowOp activation(std::string_view name, std::string_view op,
                                  std::string_view signature = "features") {
  return {.name = name, .signature = signature, .op = op, .parameters = "x"};
}

constexpr TensorFlowOp kOps[] = {
    own("compat.v1.nn.batch_norm_with_global_normalization",
        "t=None, m=None, v=None, beta=None, gamma=None, variance_epsilon=None, "
        "scale_after_normalization=None, input=None, mean=None, variance=None",
        kNormalization, same_shape),
    {"compat.v1.nn.dropout",
     "x, keep_prob=None, noise_shape=None, seed=None, rate=None, kind='dropout'", "randomize",
     "x, -, -, -, -, kind"},
    own("compat.v1.nn.fused_batch_norm",
        "x, scale, offset, mean=None, variance=None, epsilon=0.001, data_format='NHWC', "
        "is_training=True, exponential_avg_factor=1.0",
        kNormalization, fused_batch_norm),
    own("compat.v1.nn.moments", "x, axes, shift=None, keep_dims=None, keepdims=None",
        "The mean and the variance.", moments),
    {"compat.v1.nn.relu_layer", "x, weights, biases", "matmul", "x1, x2, -", dense_relu},
    own("compat.v1.nn.weighted_cross_entropy_with_logits",
        "labels=None, logits=None, pos_weight=None, targets=None", kLoss, broadcast_loss),
    own("compat.v1.nn.weighted_moments",
        "x, axes, frequency_weights, keep_dims=None, keepdims=None", "The mean and the variance.",
        moments),
    {"compat.v1.nn.xw_plus_b", "x, weights, biases", "matmul", "x1, x2, -", dense},
    own("nn.batch_norm_with_global_normalization",
        "input, mean, variance, beta, gamma, variance_epsilon, scale_after_normalization",
        kNormalization, same_shape),
    own("nn.batch_normalization", "x, mean, variance, offset, scale, variance_epsilon",
        kNormalization, same_shape),
    {"nn.bias_add", "value, bias, data_format=None", "add", "x1, x2, -", add_bias},
    own("nn.collapse_repeated", "labels, seq_length", "Labels without repetitions.",
        collapse_repeated),
    {"nn.crelu", "features, axis=-1", "concatenate", "xs, axis", crelu},
    own("nn.ctc_loss",
        "labels, logits, label_length, logit_length, logits_time_major=True, unique=None, "
        "blank_index=None",
        kExampleLoss, ctc_loss),
    own("nn.ctc_loss_v2",
        "labels, logits, label_length, logit_length, logits_time_major=True, unique=None, "
        "blank_index=None",
        kExampleLoss, ctc_loss),
    {"nn.depth_to_space", "input, block_size, data_format='NHWC'", "depth_to_space",
     "x, block_size, -", blocks},
    {"nn.dropout", "x, rate=None, noise_shape=None, seed=None, kind='dropout'", "randomize",
     "x, -, -, -, kind"},
    activation("nn.elu", "elu"),
    {"nn.embedding_lookup", kEmbedding, "take", "x, indices, -, -, -, axis", embedding},
    {"nn.gelu", "features, approximate=False", "gelu", "x, approximate"},
    own("nn.isotonic_regression", "inputs, decreasing=True, axis=-1",
        "The nearest sequence that only falls.", isotonic_regression),
    {"nn.l2_normalize", "x, axis=None, epsilon=1e-12, dim=None", "normalize", "x, axis, -, axis",
     keep_dtype},
    {"nn.leaky_relu", "features, alpha=0.2", "leaky_relu", "x, negative_slope"},
    own("nn.local_response_normalization", "input, depth_radius=5, bias=1, alpha=1, beta=0.5",
        "Each channel divided by its neighbours.", same_shape),
    own("nn.log_poisson_loss", "targets, log_input, compute_full_loss=False", kLoss,
        broadcast_loss),
    {"nn.log_softmax", "logits, axis=None, dim=None", "log_softmax", "x, axis, axis", softmax},
    own("nn.moments", "x, axes, shift=None, keepdims=False", "The mean and the variance.", moments),
    own("nn.normalize_moments", "counts, mean_ss, variance_ss, shift=None",
        "The mean and the variance.", normalize_moments),
    activation("nn.relu", "relu"),
    activation("nn.relu6", "relu6"),
    activation("nn.selu", "selu"),
    activation("nn.sigmoid", "sigmoid", "x"),
    own("nn.sigmoid_cross_entropy_with_logits", "labels=None, logits=None", kLoss, broadcast_loss),
    {"nn.silu", "features, beta=1.0", "silu", "x, -"},
    {"nn.softmax", "logits, axis=None, dim=None", "softmax", "x, axis, axis", softmax},
    own("nn.softmax_cross_entropy_with_logits", kSoftmaxLoss, kExampleLoss, softmax_loss),
    own("nn.softmax_cross_entropy_with_logits_v2", kSoftmaxLoss, kExampleLoss, softmax_loss),
    activation("nn.softplus", "softplus"),
    activation("nn.softsign", "softsign"),
    {"nn.space_to_depth", "input, block_size, data_format='NHWC'", "space_to_depth",
     "x, block_size, -", blocks},
    own("nn.sparse_softmax_cross_entropy_with_logits", "labels, logits", kExampleLoss, sparse_loss),
    // Version 1 has keep_dims where version 2 has keepdims.
    own("nn.sufficient_statistics", "x, axes, shift=None, keepdims=None, name=None, keep_dims=None",
        "What moments are made of.", sufficient_statistics),
    {"nn.swish", "features, beta=1.0", "silu", "x, -"},
    activation("nn.tanh", "tanh", "x"),
    own("nn.weighted_cross_entropy_with_logits", "labels, logits, pos_weight", kLoss,
        broadcast_loss),
    own("nn.weighted_moments", "x, axes, frequency_weights, keepdims=False",
        "The mean and the variance.", moments),
    own("quantization.fake_quant_with_min_max_args",
        "inputs, min=-6, max=6, num_bits=8, narrow_range=False", "Rounded as by a quantization.",
        same_shape),
    own("quantization.fake_quant_with_min_max_vars",
        "inputs, min, max, num_bits=8, narrow_range=False", "Rounded as by a quantization.",
        same_shape),
    own("quantization.fake_quant_with_min_max_vars_per_channel",
        "inputs, min, max, num_bits=8, narrow_range=False", "Rounded as by a quantization.",
        same_shape),
    own("quantization.quantize_and_dequantize", kQuantize, "Rounded as by a quantization.",
        same_shape),
    own("quantization.quantize_and_dequantize_v2", kQuantize, "Rounded as by a quantization.",
        same_shape),
    {"math.l2_normalize", "x, axis=None, epsilon=1e-12, dim=None", "normalize", "x, axis, -, axis",
     keep_dtype},
};

}  // namespace

std::span<const TensorFlowOp> tensorflow_nn() { return kOps; }

}  // namespace modelviz
