// Each TensorFlow function that Keras 2 models call, and the op of keras.ops that does the same. A
// line has the function, its signature, the op, and the op's name for each parameter of the
// signature ("-" where the op has none, since no shape depends on it).
//
// Where the two differ (a list of sizes for one of indices, other result dtypes) a function in the
// last column does the call. What TensorFlow does and Keras cannot leaves the shape unknown.
#include "ops/tensorflow.h"

#include <algorithm>
#include <unordered_map>

#include "ops/ops.h"
#include "ops/signature.h"
#include "support/text.h"

namespace modelviz {

class TensorFlowCall;

struct TensorFlowOp {
  std::string_view name, signature, op, parameters;
  Tensors (*run)(const TensorFlowCall&) = nullptr;
};

/// One call: the arguments by TensorFlow's parameter names.
class TensorFlowCall {
 public:
  TensorFlowCall(Trace& trace, const TensorFlowOp& op, Value arguments)
      : trace_(trace), op_(op), arguments_(std::move(arguments)) {}

  [[nodiscard]] Trace& trace() const { return trace_; }
  [[nodiscard]] const Value& argument(std::string_view parameter) const {
    return modelviz::argument(signature(op_.signature), arguments_, parameter);
  }
  [[nodiscard]] bool has(std::string_view parameter) const {
    return find_parameter(signature(op_.signature), parameter) != nullptr;
  }
  /// The argument of the first parameter.
  [[nodiscard]] const Value& first() const { return argument(signature(op_.signature).at(0).name); }
  [[nodiscard]] bool flag(std::string_view parameter) const {
    return argument(parameter).as_bool().value_or(false);
  }
  [[nodiscard]] std::optional<Tensor> tensor(std::string_view parameter) const {
    const Tensor* tensor = argument(parameter).as_tensor();
    return tensor ? std::optional(*tensor) : std::nullopt;
  }
  /// What the op of the table gives, with some arguments in place of those that were passed.
  [[nodiscard]] Tensors call(const Dict& instead = {}) const;

 private:
  Trace& trace_;
  const TensorFlowOp& op_;
  const Value arguments_;
};

Tensors TensorFlowCall::call(const Dict& instead) const {
  Dict named;
  std::vector<std::string_view> names = split(op_.parameters, ',');
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Value& value = argument(signature(op_.signature).at(i).name);
    std::string name(trim(names[i]));
    if (name == "-" || value.is_none()) continue;
    // TensorFlow makes a tensor of a list, Keras does not beside a symbolic one.
    bool made = value.as_list() && (name == "x1" || name == "x2");
    named.push_back({name, made ? modelviz::call(trace_, "convert_to_tensor", {value}) : value});
  }
  Value arguments(std::move(named));
  for (const Member& member : instead) arguments.set(member.key, member.value);
  const OpDef* op = find_op(op_.op);
  if (!op) throw Error(Fault::kInternal, "there is no op '" + std::string(op_.op) + "'");
  return modelviz::call(trace_, *op, {}, std::move(*arguments.as_dict()));
}

namespace {

Tensor with_dtype(const Tensor& x, DType dtype) {
  return x.dtype() == dtype ? x : ops::cast(x, dtype);
}

// Most TensorFlow functions give the dtype of their first argument, also for integers.
Tensors keep_dtype(const TensorFlowCall& call) {
  Tensor output = call.call().at(0);
  const Tensor* input = call.first().as_tensor();
  return {input ? with_dtype(output, input->dtype()) : output};
}

// An index or a count: int64, unless the call says otherwise.
Tensors give_index(const TensorFlowCall& call, std::string_view parameter) {
  const std::string* name = call.argument(parameter).as_string();
  auto dtype = name ? parse_dtype(*name) : std::nullopt;
  return {with_dtype(call.call().at(0), dtype.value_or(DType::kInt64))};
}
Tensors output_type(const TensorFlowCall& call) { return give_index(call, "output_type"); }
Tensors out_type(const TensorFlowCall& call) { return give_index(call, "out_type"); }
Tensors count_type(const TensorFlowCall& call) { return give_index(call, "dtype"); }

// Keras writes no second operand for == and !=: the comparison loses it on saving.
Tensors compare(const TensorFlowCall& call) {
  if (!call.argument("y").is_none()) return call.call();
  return call.call({{"x2", call.argument("x")}});
}

Tensors add_all(const TensorFlowCall& call) {
  const List* inputs = call.argument("inputs").as_list();
  if (!inputs || inputs->empty()) throw UnknownShape{};
  const Tensor* first = inputs->front().as_tensor();
  if (!first) throw UnknownShape{};
  Tensor sum = *first;
  for (std::size_t i = 1; i < inputs->size(); ++i) sum = sum + (*inputs)[i];
  return {sum};
}

// Keras 2 writes the equation only: the operands are lost on saving.
Tensors einsum(const TensorFlowCall& call) {
  const List* inputs = call.argument("inputs").as_list();
  return !inputs || inputs->empty() ? throw UnknownShape{} : call.call();
}

Tensors squared_difference(const TensorFlowCall& call) { return {ops::square(call.call().at(0))}; }

// TensorFlow makes a tensor of a list wherever it wants one, Keras does not where it multiplies.
Value operand(const TensorFlowCall& call, std::string_view parameter) {
  const Value& value = call.argument(parameter);
  if (!value.as_list()) return value;
  return modelviz::call(call.trace(), "convert_to_tensor", {value});
}

Tensors tensordot(const TensorFlowCall& call) {
  return call.call({{"x1", operand(call, "a")}, {"x2", operand(call, "b")}});
}

Tensors matmul(const TensorFlowCall& call) {
  auto turned = [&call](std::string_view name, bool transposed) -> Value {
    auto x = call.tensor(name);
    if (!transposed) return operand(call, name);
    if (!x || x->rank() < 2) throw UnknownShape{};
    return ops::swapaxes(*x, -1, -2);
  };
  return call.call({{"x1", turned("a", call.flag("transpose_a") || call.flag("adjoint_a"))},
                    {"x2", turned("b", call.flag("transpose_b") || call.flag("adjoint_b"))}});
}

// Unlike Keras', it does not flatten where no axis is given.
Tensors gather(const TensorFlowCall& call) {
  std::int64_t kept = call.argument("batch_dims").as_int().value_or(0);
  Value axis = call.argument("axis").is_none() ? Value(kept) : call.argument("axis");
  if (kept == 0) return call.call({{"axis", axis}});
  return {modelviz::call(call.trace(), "batch_take",
                         {call.argument("params"), call.argument("indices"), axis, kept})};
}

// TensorFlow removes an axis of unknown size, too: at run time it has to be 1.
Tensors squeeze(const TensorFlowCall& call) {
  auto x = call.tensor("input");
  if (!x || call.argument("axis").is_none()) return call.call();
  const Value& axis = call.argument("axis");
  List axes = axis.as_list() ? *axis.as_list() : List{axis};
  List key(static_cast<std::size_t>(x->rank()), Value(Slice{}));
  bool unknown = false;
  for (const Value& value : axes) {
    std::int64_t position = value.as_int().value_or(0);
    if (position < 0) position += x->rank();
    if (position < 0 || position >= x->rank()) return call.call();
    key[static_cast<std::size_t>(position)] = 0;
    unknown = unknown || !(*x)[static_cast<int>(position)].is_constant();
  }
  return unknown ? Tensors{ops::getitem(*x, std::move(key))} : call.call();
}

// Takes sizes, of which one may be -1, where Keras takes indices.
Tensors split_sizes(const TensorFlowCall& call) {
  const List* sizes = call.argument("num_or_size_splits").as_list();
  auto x = call.tensor("value");
  if (!sizes) return call.call();
  auto axis = call.argument("axis").as_int();
  bool exists = x && axis && *axis >= -x->rank() && *axis < x->rank();
  if (!exists || sizes->empty()) throw UnknownShape{};
  Dim left = (*x)[static_cast<int>(*axis)];
  for (const Value& size : *sizes) {
    if (!size.as_dim()) throw UnknownShape{};
    if (*size.as_dim() != Dim(-1)) left = left - *size.as_dim();
  }
  List indices;
  Dim end;
  for (const Value& size : *sizes) {
    end = end + (*size.as_dim() == Dim(-1) ? left : *size.as_dim());
    indices.emplace_back(end);
  }
  indices.pop_back();
  return call.call({{"indices_or_sections", indices}});
}

Tensors one_hot(const TensorFlowCall& call) {
  const Value& depth = call.argument("depth");
  return depth.as_int() ? call.call() : throw UnknownShape{};
}

Tensors rank(const TensorFlowCall& call) {
  auto x = call.tensor("input");
  if (!x) throw UnknownShape{};
  return {ops::full(call.trace(), {}, x->rank(), DType::kInt32)};
}

Tensors fill(const TensorFlowCall& call) {
  const Value& value = call.argument("value");
  DType dtype = value.as_int() ? DType::kInt32 : DType::kFloat32;
  if (auto tensor = call.tensor("value")) dtype = tensor->dtype();
  return call.call({{"dtype", text(dtype)}});
}

// The result is float32, but that of the nearest pixel is a pixel of the image.
Tensors resize(const TensorFlowCall& call) {
  auto images = call.tensor("images");
  Tensors outputs = call.call();
  const Value& method = call.argument("method");
  bool nearest = method == Value("nearest") || method == Value(1);
  if (!images || nearest) return outputs;
  return {with_dtype(outputs.at(0), DType::kFloat32)};
}

Tensors resize_to(const TensorFlowCall& call) {
  Tensors outputs =
      call.call({{"size", List{call.argument("target_height"), call.argument("target_width")}}});
  return {with_dtype(outputs.at(0), DType::kFloat32)};
}

Tensors get_item(const TensorFlowCall& call) {
  const Value& key = call.argument("slice_spec");
  // Keras 3 takes these in a list only.
  bool bare = key.as_slice() || key.is_none() || key.is_ellipsis();
  return call.call({{"key", bare ? Value(List{key}) : key}});
}

// Windows: sizes for all axes or for the spatial ones, "NHWC", "SAME".

Value data_format(const TensorFlowCall& call) {
  const std::string* format = call.argument("data_format").as_string();
  bool first = format && format->size() > 1 && (*format)[1] == 'C';
  return first ? "channels_first" : "channels_last";
}

Value spatial(const TensorFlowCall& call, std::string_view parameter, int rank) {
  const Value& value = call.argument(parameter);
  const List* list = value.as_list();
  if (!list || rank < 2 || static_cast<int>(list->size()) != rank) {
    return value.is_none() ? Value(1) : value;
  }
  bool first = data_format(call) == Value("channels_first");
  return List(list->begin() + (first ? 2 : 1), list->end() - (first ? 0 : 1));
}

Tensors window(const TensorFlowCall& call, std::string_view size, std::string_view size_name) {
  const Tensor* input = call.first().as_tensor();
  if (!input || !call.argument("padding").as_string()) throw UnknownShape{};  // a list of paddings
  std::string_view strides = call.has("stride") ? "stride" : "strides";
  return call.call({{std::string(size_name), spatial(call, size, input->rank())},
                    {"strides", spatial(call, strides, input->rank())},
                    {"data_format", data_format(call)}});
}
Tensors convolve(const TensorFlowCall& call) {
  return window(call, call.has("dilations") ? "dilations" : "dilation_rate", "dilation_rate");
}
Tensors pool(const TensorFlowCall& call) { return window(call, "ksize", "pool_size"); }

Tensors blocks(const TensorFlowCall& call) {
  return call.call({{"data_format", data_format(call)}});
}

Tensors add_bias(const TensorFlowCall& call) {
  if (data_format(call) == Value("channels_first")) throw UnknownShape{};
  return call.call();
}

constexpr std::string_view kReduceSignature = "input_tensor, axis=None, keepdims=False";
constexpr std::string_view kReduce = "x, axis, keepdims";
constexpr std::string_view kConvSignature =
    "input, filters, strides=1, padding='VALID', data_format='NHWC', dilations=None";
constexpr std::string_view kConv = "inputs, kernel, strides, padding, data_format, dilation_rate";
constexpr std::string_view kConvV1Signature =
    "input, filter, strides=1, padding='VALID', use_cudnn_on_gpu=True, data_format='NHWC', "
    "dilations=None";
constexpr std::string_view kConvV1 =
    "inputs, kernel, strides, padding, -, data_format, dilation_rate";
constexpr std::string_view kPoolSignature = "input, ksize, strides, padding, data_format='NHWC'";
constexpr std::string_view kPool = "inputs, pool_size, strides, padding, data_format";

constexpr TensorFlowOp kOps[] = {
    {"__operators__.add", "x, y", "add", "x1, x2"},
    {"__operators__.eq", "x, y=None", "equal", "x1, x2", compare},
    {"__operators__.getitem", "tensor, slice_spec", "get_item", "x, key", get_item},
    {"__operators__.ne", "x, y=None", "not_equal", "x1, x2", compare},
    {"argsort", "values, axis=-1, direction='ASCENDING', stable=False", "argsort", "x, axis, -, -"},
    {"boolean_mask", "tensor, mask, axis=None", "boolean_mask", "x, mask, axis"},
    {"broadcast_to", "input, shape", "broadcast_to", "x, shape"},
    {"cast", "x, dtype", "cast", "x, dtype"},
    {"clip_by_value", "t, clip_value_min, clip_value_max", "clip", "x, x_min, x_max"},
    {"compat.v1.floor_div", "x, y", "floor_divide", "x1, x2"},
    {"compat.v1.gather", "params, indices, validate_indices=None, axis=None, batch_dims=0", "take",
     "x, indices, -, axis, -", gather},
    {"compat.v1.nn.avg_pool", kPoolSignature, "average_pool", kPool, pool},
    {"compat.v1.nn.conv1d",
     "value, filters, stride=1, padding='VALID', use_cudnn_on_gpu=True, data_format='NWC', "
     "dilations=None",
     "conv", kConvV1, convolve},
    {"compat.v1.nn.conv2d", kConvV1Signature, "conv", kConvV1, convolve},
    {"compat.v1.nn.conv3d", kConvV1Signature, "conv", kConvV1, convolve},
    {"compat.v1.nn.convolution",
     "input, filter, padding='VALID', strides=1, dilation_rate=None, data_format=None", "conv",
     "inputs, kernel, padding, strides, dilation_rate, data_format", convolve},
    {"compat.v1.nn.depthwise_conv2d",
     "input, filter, strides=1, padding='VALID', rate=None, data_format='NHWC', dilations=None",
     "depthwise_conv", "inputs, kernel, strides, padding, -, data_format, dilation_rate", convolve},
    {"compat.v1.nn.embedding_lookup",
     "params, ids, partition_strategy='mod', validate_indices=True, max_norm=None, axis=0", "take",
     "x, indices, -, -, -, axis"},
    {"compat.v1.nn.max_pool", kPoolSignature, "max_pool", kPool, pool},
    {"compat.v1.nn.softmax", "logits, axis=-1", "softmax", "x, axis"},
    {"compat.v1.norm", "tensor, ord='euclidean', axis=None, keepdims=None", "norm",
     "x, -, axis, keepdims"},
    {"compat.v1.pad", "tensor, paddings, mode='CONSTANT', constant_values=0", "pad",
     "x, pad_width, -, -"},
    {"compat.v1.shape", "input, out_type='int32'", "shape", "x, -", out_type},
    {"compat.v1.size", "input, out_type='int32'", "size", "x, -", out_type},
    {"compat.v1.squeeze", "input, axis=None, squeeze_dims=None", "squeeze", "x, axis, -", squeeze},
    {"compat.v1.transpose", "a, perm=None, conjugate=False", "transpose", "x, axes, -"},
    {"concat", "values, axis", "concatenate", "xs, axis"},
    {"debugging.check_numerics", "tensor, message=None", "copy", "x, -"},
    {"einsum", "equation, *inputs", "einsum", "subscripts, operands", einsum},
    {"ensure_shape", "x, shape", "copy", "x, -"},
    {"expand_dims", "input, axis", "expand_dims", "x, axis"},
    {"eye", "num_rows, num_columns=None, dtype='float32'", "eye", "N, M, dtype"},
    {"fill", "dims, value", "full", "shape, fill_value", fill},
    {"gather", "params, indices, validate_indices=None, axis=None, batch_dims=0", "take",
     "x, indices, -, axis, -", gather},
    {"identity", "input", "copy", "x"},
    {"image.convert_image_dtype", "image, dtype, saturate=False", "cast", "x, dtype, -"},
    {"image.crop_to_bounding_box",
     "image, offset_height, offset_width, target_height, target_width", "image.crop_images",
     "images, top_cropping, left_cropping, target_height, target_width"},
    {"image.flip_left_right", "image", "flip", "x"},
    {"image.flip_up_down", "image", "flip", "x"},
    {"image.pad_to_bounding_box", "image, offset_height, offset_width, target_height, target_width",
     "image.pad_images", "images, top_padding, left_padding, target_height, target_width"},
    {"image.resize",
     "images, size, method='bilinear', preserve_aspect_ratio=False, antialias=False",
     "image.resize", "images, size, -, -, -", resize},
    {"image.resize_bilinear",
     "images, size, align_corners=False, half_pixel_centers=False, method='bilinear'",
     "image.resize", "images, size, -, -, -", resize},
    {"image.resize_images",
     "images, size, method=0, align_corners=False, preserve_aspect_ratio=False", "image.resize",
     "images, size, -, -, -", resize},
    {"image.resize_nearest_neighbor",
     "images, size, align_corners=False, half_pixel_centers=False, method='nearest'",
     "image.resize", "images, size, -, -, -", resize},
    {"image.resize_with_pad",
     "images, target_height, target_width, method='bilinear', antialias=False", "image.resize",
     "images, -, -, -, -", resize_to},
    {"image.rgb_to_grayscale", "images", "image.rgb_to_grayscale", "images"},
    {"linalg.band_part", "input, num_lower, num_upper", "tril", "x, -, -"},
    {"linalg.cross", "a, b", "cross", "x1, x2"},
    {"linalg.matmul",
     "a, b, transpose_a=False, transpose_b=False, adjoint_a=False, adjoint_b=False, "
     "a_is_sparse=False, b_is_sparse=False, output_type=None",
     "matmul", "x1, x2, -, -, -, -, -, -, -", matmul},
    {"math.abs", "x", "absolute", "x"},
    {"math.accumulate_n", "inputs, shape=None, tensor_dtype=None", "add", "-, -, -", add_all},
    {"math.acos", "x", "arccos", "x"},
    {"math.add", "x, y", "add", "x1, x2"},
    {"math.add_n", "inputs", "add", "-", add_all},
    {"math.argmax", "input, axis=0, output_type='int64'", "argmax", "x, axis, -", output_type},
    {"math.argmin", "input, axis=0, output_type='int64'", "argmin", "x, axis, -", output_type},
    {"math.asin", "x", "arcsin", "x"},
    {"math.atan", "x", "arctan", "x"},
    {"math.atan2", "y, x", "arctan2", "x1, x2"},
    {"math.ceil", "x", "ceil", "x", keep_dtype},
    {"math.cos", "x", "cos", "x"},
    {"math.cosh", "x", "cosh", "x"},
    {"math.count_nonzero", "input, axis=None, keepdims=None, dtype='int64'", "count_nonzero",
     "x, axis, -, -", count_type},
    {"math.cumprod", "x, axis=0, exclusive=False, reverse=False", "cumprod", "x, axis, -, -"},
    {"math.cumsum", "x, axis=0, exclusive=False, reverse=False", "cumsum", "x, axis, -, -"},
    {"math.divide", "x, y", "divide", "x1, x2"},
    {"math.divide_no_nan", "x, y", "divide_no_nan", "x1, x2"},
    {"math.equal", "x, y", "equal", "x1, x2"},
    {"math.erf", "x", "erf", "x"},
    {"math.exp", "x", "exp", "x"},
    {"math.expm1", "x", "expm1", "x"},
    {"math.floor", "x", "floor", "x", keep_dtype},
    {"math.floordiv", "x, y", "floor_divide", "x1, x2"},
    {"math.floormod", "x, y", "mod", "x1, x2"},
    {"math.greater", "x, y", "greater", "x1, x2"},
    {"math.greater_equal", "x, y", "greater_equal", "x1, x2"},
    {"math.is_finite", "x", "isfinite", "x"},
    {"math.is_inf", "x", "isinf", "x"},
    {"math.is_nan", "x", "isnan", "x"},
    {"math.l2_normalize", "x, axis=None, epsilon=1e-12, dim=None", "normalize", "x, axis, -, -",
     keep_dtype},
    {"math.less", "x, y", "less", "x1, x2"},
    {"math.less_equal", "x, y", "less_equal", "x1, x2"},
    {"math.log", "x", "log", "x"},
    {"math.log1p", "x", "log1p", "x"},
    {"math.logical_and", "x, y", "logical_and", "x1, x2"},
    {"math.logical_not", "x", "logical_not", "x"},
    {"math.logical_or", "x, y", "logical_or", "x1, x2"},
    {"math.maximum", "x, y", "maximum", "x1, x2"},
    {"math.minimum", "x, y", "minimum", "x1, x2"},
    {"math.mod", "x, y", "mod", "x1, x2"},
    {"math.multiply", "x, y", "multiply", "x1, x2"},
    {"math.multiply_no_nan", "x, y", "multiply", "x1, x2"},
    {"math.negative", "x", "negative", "x"},
    {"math.not_equal", "x, y", "not_equal", "x1, x2"},
    {"math.pow", "x, y", "power", "x1, x2"},
    {"math.reciprocal", "x", "reciprocal", "x", keep_dtype},
    {"math.reduce_all", kReduceSignature, "all", kReduce},
    {"math.reduce_any", kReduceSignature, "any", kReduce},
    {"math.reduce_euclidean_norm", kReduceSignature, "norm", kReduce, keep_dtype},
    {"math.reduce_logsumexp", kReduceSignature, "logsumexp", kReduce, keep_dtype},
    {"math.reduce_max", kReduceSignature, "max", kReduce},
    {"math.reduce_mean", kReduceSignature, "mean", kReduce, keep_dtype},
    {"math.reduce_min", kReduceSignature, "min", kReduce},
    {"math.reduce_prod", kReduceSignature, "prod", kReduce, keep_dtype},
    {"math.reduce_std", kReduceSignature, "std", kReduce},
    {"math.reduce_sum", kReduceSignature, "sum", kReduce, keep_dtype},
    {"math.reduce_variance", kReduceSignature, "var", kReduce},
    {"math.round", "x", "round", "x"},
    {"math.rsqrt", "x", "rsqrt", "x"},
    {"math.scalar_mul", "scalar, x", "multiply", "x1, x2"},
    {"math.sigmoid", "x", "sigmoid", "x"},
    {"math.sign", "x", "sign", "x"},
    {"math.sin", "x", "sin", "x"},
    {"math.sinh", "x", "sinh", "x"},
    {"math.softplus", "features", "softplus", "x"},
    {"math.sqrt", "x", "sqrt", "x"},
    {"math.square", "x", "square", "x"},
    {"math.squared_difference", "x, y", "subtract", "x1, x2", squared_difference},
    {"math.subtract", "x, y", "subtract", "x1, x2"},
    {"math.tan", "x", "tan", "x"},
    {"math.tanh", "x", "tanh", "x"},
    {"math.top_k", "input, k=1, sorted=True, index_type='int32'", "top_k", "x, k, sorted, -"},
    {"math.truediv", "x, y", "true_divide", "x1, x2"},
    {"math.xlogy", "x, y", "multiply", "x1, x2"},
    {"nn.avg_pool", kPoolSignature, "average_pool", kPool, pool},
    {"nn.avg_pool1d", kPoolSignature, "average_pool", kPool, pool},
    {"nn.avg_pool2d", kPoolSignature, "average_pool", kPool, pool},
    {"nn.avg_pool3d", kPoolSignature, "average_pool", kPool, pool},
    {"nn.bias_add", "value, bias, data_format=None", "add", "x1, x2, -", add_bias},
    {"nn.conv2d", kConvSignature, "conv", kConv, convolve},
    {"nn.depth_to_space", "input, block_size, data_format='NHWC'", "depth_to_space",
     "x, block_size, -", blocks},
    {"nn.dropout", "x, rate=None, noise_shape=None, seed=None, kind='dropout'", "randomize",
     "x, -, -, -, kind"},
    {"nn.elu", "features", "elu", "x"},
    {"nn.gelu", "features, approximate=False", "gelu", "x, approximate"},
    {"nn.leaky_relu", "features, alpha=0.2", "leaky_relu", "x, negative_slope"},
    {"nn.log_softmax", "logits, axis=-1", "log_softmax", "x, axis"},
    {"nn.max_pool", kPoolSignature, "max_pool", kPool, pool},
    {"nn.max_pool1d", kPoolSignature, "max_pool", kPool, pool},
    {"nn.max_pool2d", kPoolSignature, "max_pool", kPool, pool},
    {"nn.max_pool3d", kPoolSignature, "max_pool", kPool, pool},
    {"nn.relu", "features", "relu", "x"},
    {"nn.relu6", "features", "relu6", "x"},
    {"nn.selu", "features", "selu", "x"},
    {"nn.sigmoid", "x", "sigmoid", "x"},
    {"nn.silu", "features, beta=1.0", "silu", "x, -"},
    {"nn.softmax", "logits, axis=-1", "softmax", "x, axis"},
    {"nn.softplus", "features", "softplus", "x"},
    {"nn.softsign", "features", "softsign", "x"},
    {"nn.space_to_depth", "input, block_size, data_format='NHWC'", "space_to_depth",
     "x, block_size, -", blocks},
    {"nn.swish", "features, beta=1.0", "silu", "x, -"},
    {"nn.tanh", "x", "tanh", "x"},
    {"one_hot", "indices, depth, on_value=None, off_value=None, axis=None, dtype=None", "one_hot",
     "x, num_classes, -, -, axis, dtype", one_hot},
    {"ones", "shape, dtype='float32'", "ones", "shape, dtype"},
    {"ones_like", "input, dtype=None, optimize=True", "ones_like", "x, dtype, -"},
    {"pad", "tensor, paddings, mode='CONSTANT', constant_values=0", "pad", "x, pad_width, -, -"},
    {"random.normal", "shape, mean=0.0, stddev=1.0, dtype='float32', seed=None", "empty",
     "shape, -, -, dtype, -"},
    {"random.uniform", "shape, minval=0, maxval=None, dtype='float32', seed=None", "empty",
     "shape, -, -, dtype, -"},
    {"range", "start, limit=None, delta=None, dtype=None", "arange", "start, stop, step, dtype"},
    {"rank", "input", "ndim", "x", rank},
    {"repeat", "input, repeats, axis=None", "repeat", "x, repeats, axis"},
    {"reshape", "tensor, shape", "reshape", "x, newshape"},
    {"reverse", "tensor, axis", "flip", "x, axis"},
    {"roll", "input, shift, axis", "roll", "x, shift, axis"},
    {"shape", "input, out_type='int32'", "shape", "x, -", out_type},
    {"size", "input, out_type='int32'", "size", "x, -", out_type},
    {"slice", "input_, begin, size", "slice", "inputs, start_indices, shape"},
    {"sort", "values, axis=-1, direction='ASCENDING'", "sort", "x, axis, -"},
    {"split", "value, num_or_size_splits, axis=0, num=None", "split",
     "x, indices_or_sections, axis, -", split_sizes},
    {"squeeze", "input, axis=None", "squeeze", "x, axis", squeeze},
    {"stack", "values, axis=0", "stack", "x, axis"},
    {"stop_gradient", "input", "stop_gradient", "variable"},
    {"tensor_scatter_nd_update", "tensor, indices, updates", "scatter_update",
     "inputs, indices, updates"},
    {"tensordot", "a, b, axes", "tensordot", "x1, x2, axes", tensordot},
    {"tile", "input, multiples", "tile", "x, repeats"},
    {"transpose", "a, perm=None, conjugate=False", "transpose", "x, axes, -"},
    {"unstack", "value, num=None, axis=0", "unstack", "x, num, axis"},
    {"where", "condition, x=None, y=None", "where", "condition, x1, x2"},
    {"zeros", "shape, dtype='float32'", "zeros", "shape, dtype"},
    {"zeros_like", "input, dtype=None, optimize=True", "zeros_like", "x, dtype, -"},
};

using Index = std::unordered_map<std::string_view, const TensorFlowOp*>;

const Index& op_index() {
  static const Index instance = [] {
    Index index;
    for (const TensorFlowOp& op : kOps) index.emplace(op.name, &op);
    return index;
  }();
  return instance;
}

}  // namespace

// Functions stand in the table under their own name, and under compat.v1 if their parameters differ
// there.
const TensorFlowOp* find_tensorflow_op(std::string_view function) {
  if (auto found = op_index().find(function); found != op_index().end()) return found->second;
  for (std::string_view prefix : {"compat.v1.", "compat.v2."}) {
    if (function.starts_with(prefix)) {
      return find_tensorflow_op(function.substr(prefix.size()));
    }
  }
  return nullptr;
}

std::vector<std::string_view> tensorflow_names(const OpDef& op) {
  std::vector<std::string_view> names;
  for (const auto& [name, entry] : op_index()) {
    if (entry->op == op.name) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

namespace {

// That an argument is not in our table is no fault of the model.
Value bound_or_unknown(const TensorFlowOp& op, List positional, Dict named) {
  try {
    return bind_arguments(signature(op.signature), std::move(positional), std::move(named),
                          op.name);
  } catch (const Error&) {
    throw UnknownShape{};
  }
}

}  // namespace

Tensors call_tensorflow(Trace& trace, const TensorFlowOp& op, List positional, Dict named) {
  std::erase_if(named, [](const Member& member) { return member.key == "name"; });
  TensorFlowCall call(trace, op, bound_or_unknown(op, std::move(positional), std::move(named)));
  return op.run ? op.run(call) : call.call();
}

}  // namespace modelviz
