// Convolutions and pooling of tf.nn. Sizes come for all axes or for the spatial ones alone, and
// formats as "NHWC" and "SAME".
#include <algorithm>

#include "ops/ops.h"
#include "ops/tensorflow_table.h"

namespace modelviz {
namespace {

// A parameter that says one number for each spatial axis, in Keras' form.
Value spatial(const TensorFlowCall& call, const Value& value, int rank) {
  const List* list = value.as_list();
  if (value.is_none()) return 1;
  if (!list || rank < 2) return value;
  int size = static_cast<int>(list->size());
  bool first = data_format(call) == Value("channels_first");
  if (size == rank) return List(list->begin() + (first ? 2 : 1), list->end() - (first ? 0 : 1));
  return value;
}

// Margins in front of and behind each axis, in place of a word: the input is padded before.
Tensor padded(const TensorFlowCall& call, const Tensor& input, const List& margins) {
  std::vector<std::pair<std::int64_t, std::int64_t>> width;
  for (const Value& margin : margins) {
    const List* pair = margin.as_list();
    auto before = pair && pair->size() == 2 ? pair->front().as_int() : std::nullopt;
    auto after = before ? pair->back().as_int() : std::nullopt;
    if (!after) call.fail("'padding' must be a word or pairs of numbers");
    width.emplace_back(*before, *after);
  }
  return ops::pad(input, width);
}

// What is common to all: the op's arguments but for the size of the window.
Dict window(const TensorFlowCall& call, const Tensor& input) {
  Dict arguments{{"strides", spatial(call, call.either({"strides", "stride"}), input.rank())},
                 {"data_format", data_format(call)}};
  if (const List* margins = call.argument("padding").as_list()) {
    arguments.push_back({"inputs", padded(call, input, *margins)});
    arguments.push_back({"padding", "valid"});
  }
  return arguments;
}

Tensor input_of(const TensorFlowCall& call) {
  const Tensor* input = call.either({"input", "value", "x"}).as_tensor();
  return input && input->has_shape() ? *input : throw UnknownShape{};
}

Tensors convolve(const TensorFlowCall& call) {
  Tensor input = input_of(call);
  Dict arguments = window(call, input);
  const Value& dilation = call.either({"dilations", "dilation_rate", "rate"});
  arguments.push_back({"dilation_rate", spatial(call, dilation, input.rank())});
  for (auto [parameter, name] : call.mapping()) {
    if (!name.ends_with("kernel") || !call.given(parameter)) continue;
    Value kernel = as_operand(call.trace(), call.argument(parameter), input.dtype());
    arguments.push_back({std::string(name), std::move(kernel)});
  }
  return call.call(arguments);
}

Tensors pool(const TensorFlowCall& call) {
  Tensor input = input_of(call);
  Dict arguments = window(call, input);
  arguments.push_back({"pool_size", spatial(call, call.argument("ksize"), input.rank())});
  return call.call(arguments);
}

Tensors max_pool_with_argmax(const TensorFlowCall& call) {
  Tensor output = pool(call).at(0);
  const std::string* name = call.either({"output_dtype", "Targmax"}).as_string();
  DType dtype = name ? parse_dtype(*name).value_or(DType::kInt64) : DType::kInt64;
  return {output, with_dtype(output, dtype)};
}

Tensors general_pool(const TensorFlowCall& call) {
  Tensor input = input_of(call);
  const std::string* type = call.argument("pooling_type").as_string();
  if (!type || call.either({"dilations", "dilation_rate"}).as_list()) throw UnknownShape{};
  Value size = spatial(call, call.argument("window_shape"), input.rank());
  Value strides = spatial(call, call.argument("strides"), input.rank());
  return {ops::apply(*type == "MAX" ? "max_pool" : "average_pool", {input, size},
                     {{"strides", strides},
                      {"padding", call.argument("padding")},
                      {"data_format", data_format(call)}})};
}

// The filters have no axis of their own for what one channel becomes.
Tensors morphology(const TensorFlowCall& call) {
  Tensor input = input_of(call);
  Value filters =
      as_operand(call.trace(), call.either({"filters", "filter", "kernel"}), input.dtype());
  if (!filters.as_tensor()) throw UnknownShape{};
  Dict arguments = window(call, input);
  arguments.push_back({"kernel", ops::expand_dims(*filters.as_tensor(), -1)});
  const Value& dilation = call.either({"dilations", "rates"});
  arguments.push_back({"dilation_rate", spatial(call, dilation, input.rank())});
  return call.call(arguments);
}

// The result has the shape that the call says, for as many examples as there are.
TensorTypes transposed(OpCall& call) {
  TensorType input = call.array("input");
  Shape shape = sizes(call, "output_shape");
  if (!shape.empty() && !input.shape->empty()) shape[0] = input.shape->front();
  return {{shape, input.dtype}};
}

// Each element of the input meets each number of the filters for its channel.
Dim transposed_macs(const OpCall& call, const TensorTypes&) {
  Shape filters = call.shape("filters");
  if (filters.empty()) return 0;
  filters.pop_back();  // the channels of the input
  return size(call.shape("input")) * size(filters);
}

Tensors convolve_transposed(const TensorFlowCall& call) {
  Tensor input = input_of(call);
  Value filters = as_operand(call.trace(), call.either({"filters", "filter"}), input.dtype());
  return call.call({{"input", input}, {"filters", filters}});
}

// The filters of a convolution by its gradient.
TensorTypes backward_to_filter(OpCall& call) {
  return {{sizes(call, "filter_sizes"), call.array("out_backprop").dtype}};
}

TensorTypes backward_to_input(OpCall& call) {
  return {{sizes(call, "input_sizes"), call.array("out_backprop").dtype}};
}

// Windows whose sizes differ from place to place: the ratio says how many fit. And where they are.
TensorTypes fractional_pool(OpCall& call) {
  TensorType x = call.array("value");
  require_rank(call, "value", *x.shape, 4, 4);
  const List* ratios = call.argument("pooling_ratio").as_list();
  if (!ratios || ratios->size() != 4) throw UnknownShape{};
  for (std::size_t axis : {std::size_t{1}, std::size_t{2}}) {
    auto ratio = (*ratios)[axis].as_float();
    Dim& size = (*x.shape)[axis];
    if (!ratio || !(*ratio >= 1)) throw UnknownShape{};
    size = size.is_constant()
               ? Dim(static_cast<std::int64_t>(static_cast<double>(*size.constant()) / *ratio))
               : call.trace().unknown_dim();
  }
  Dim rows = (*x.shape)[1], columns = (*x.shape)[2];
  return {x, {Shape{rows}, DType::kInt64}, {Shape{columns}, DType::kInt64}};
}

constexpr std::string_view kConvSignature =
    "input, filters=None, strides=1, padding='VALID', data_format='NHWC', dilations=None, "
    "filter=None, use_cudnn_on_gpu=True, dilation_rate=None";
constexpr std::string_view kConv =
    "inputs, kernel, strides, padding, data_format, dilation_rate, kernel, -, dilation_rate";
constexpr std::string_view kConv1dSignature =
    "input=None, filters=None, stride=1, padding='VALID', data_format='NWC', dilations=None, "
    "value=None, use_cudnn_on_gpu=True";
constexpr std::string_view kConv1d =
    "inputs, kernel, strides, padding, data_format, dilation_rate, inputs, -";
constexpr std::string_view kDepthwiseSignature =
    "input, filter, strides=1, padding='VALID', data_format='NHWC', dilations=None, rate=None";
constexpr std::string_view kDepthwise =
    "inputs, kernel, strides, padding, data_format, dilation_rate, dilation_rate";
constexpr std::string_view kPoolSignature =
    "input=None, ksize=None, strides=None, padding='VALID', data_format='NHWC', value=None";
constexpr std::string_view kPool = "inputs, pool_size, strides, padding, data_format, inputs";
constexpr std::string_view kArgmaxSignature =
    "input, ksize, strides, padding, data_format='NHWC', output_dtype=None, "
    "include_batch_in_index=False, Targmax=None";
constexpr std::string_view kGeneralPool =
    "input, window_shape, pooling_type, strides=None, padding='VALID', data_format=None, "
    "dilations=None, dilation_rate=None";
constexpr std::string_view kMorphologySignature =
    "input=None, filters=None, strides=None, padding='VALID', data_format='NHWC', dilations=None, "
    "value=None, filter=None, kernel=None, rates=None";
constexpr std::string_view kMorphology =
    "inputs, kernel, strides, padding, data_format, dilation_rate, inputs, kernel, kernel, "
    "dilation_rate";
constexpr std::string_view kSeparableSignature =
    "input, depthwise_filter, pointwise_filter, strides=1, padding='VALID', data_format='NHWC', "
    "dilations=None, rate=None";
constexpr std::string_view kSeparable =
    "inputs, depthwise_kernel, pointwise_kernel, strides, padding, data_format, dilation_rate, "
    "dilation_rate";
constexpr std::string_view kToFilter =
    "input, filter_sizes, out_backprop, strides=1, padding='VALID', data_format='NHWC', "
    "dilations=None, use_cudnn_on_gpu=True";
constexpr std::string_view kToInput =
    "input_sizes, filter=None, out_backprop=None, strides=1, padding='VALID', data_format='NHWC', "
    "dilations=None, filters=None, use_cudnn_on_gpu=True";
constexpr std::string_view kGradient = "The gradient of a convolution.";
constexpr std::string_view kFractional =
    "value, pooling_ratio, pseudo_random=False, overlapping=False, deterministic=False, seed=0, "
    "seed2=0";
constexpr std::string_view kTranspose =
    "input=None, filters=None, output_shape=None, strides=1, padding='SAME', data_format='NHWC', "
    "dilations=None, rate=None, value=None, filter=None";

constexpr TensorFlowOp conv(std::string_view name) {
  return {.name = name,
          .signature = kConvSignature,
          .op = "conv",
          .parameters = kConv,
          .run = convolve};
}
constexpr TensorFlowOp pooling(std::string_view name, std::string_view op) {
  return {.name = name, .signature = kPoolSignature, .op = op, .parameters = kPool, .run = pool};
}
constexpr TensorFlowOp conv_transpose(std::string_view name) {
  TensorFlowOp op = own(name, kTranspose, "A convolution that goes the other way.", transposed,
                        convolve_transposed);
  op.own.macs = transposed_macs;
  return op;
}

constexpr TensorFlowOp kOps[] = {
    conv_transpose("compat.v1.nn.conv2d_transpose"),
    conv_transpose("compat.v1.nn.conv3d_transpose"),
    {"compat.v1.nn.depthwise_conv2d_native", kDepthwiseSignature, "depthwise_conv", kDepthwise,
     convolve},
    {"nn.atrous_conv2d", "value, filters, rate, padding='VALID', strides=1", "conv",
     "inputs, kernel, dilation_rate, padding, strides", convolve},
    conv_transpose("nn.atrous_conv2d_transpose"),
    pooling("nn.avg_pool", "average_pool"),
    pooling("nn.avg_pool1d", "average_pool"),
    pooling("nn.avg_pool2d", "average_pool"),
    pooling("nn.avg_pool3d", "average_pool"),
    {"nn.conv1d", kConv1dSignature, "conv", kConv1d, convolve},
    conv_transpose("nn.conv1d_transpose"),
    conv("nn.conv2d"),
    conv_transpose("nn.conv2d_transpose"),
    conv("nn.conv3d"),
    conv_transpose("nn.conv3d_transpose"),
    conv_transpose("nn.conv_transpose"),
    conv("nn.convolution"),
    own("nn.conv2d_backprop_filter", kToFilter, kGradient, backward_to_filter),
    own("nn.conv2d_backprop_input", kToInput, kGradient, backward_to_input),
    own("nn.conv3d_backprop_filter", kToFilter, kGradient, backward_to_filter),
    own("nn.depthwise_conv2d_backprop_filter", kToFilter, kGradient, backward_to_filter),
    own("nn.depthwise_conv2d_backprop_input", kToInput, kGradient, backward_to_input),
    {"nn.depthwise_conv2d", kDepthwiseSignature, "depthwise_conv", kDepthwise, convolve},
    {"nn.dilation2d", kMorphologySignature, "depthwise_conv", kMorphology, morphology},
    {"nn.erosion2d", kMorphologySignature, "depthwise_conv", kMorphology, morphology},
    own("nn.fractional_avg_pool", kFractional, "The mean of windows.", fractional_pool),
    own("nn.fractional_max_pool", kFractional, "The largest of windows.", fractional_pool),
    pooling("nn.max_pool", "max_pool"),
    pooling("nn.max_pool1d", "max_pool"),
    pooling("nn.max_pool2d", "max_pool"),
    pooling("nn.max_pool3d", "max_pool"),
    {"nn.max_pool_with_argmax", kArgmaxSignature, "max_pool",
     "inputs, pool_size, strides, padding, data_format, -, -, -", max_pool_with_argmax},
    {"nn.pool", kGeneralPool, "max_pool", "inputs, pool_size, -, strides, padding, -, -, -",
     general_pool},
    {"nn.separable_conv2d", kSeparableSignature, "separable_conv", kSeparable, convolve},
};

}  // namespace

std::span<const TensorFlowOp> tensorflow_windows() { return kOps; }

}  // namespace modelviz
