#include "ops/ops.h"

namespace modelviz::ops {
namespace {

const Tensor* find_tensor(const List& values) {
  for (const Value& value : values) {
    if (const Tensor* tensor = value.as_tensor()) return tensor;
    if (const List* list = value.as_list()) {
      if (const Tensor* tensor = find_tensor(*list)) return tensor;
    }
  }
  return nullptr;
}

List as_list(const Tensors& tensors) { return {tensors.begin(), tensors.end()}; }
List as_list(const Axes& axes) { return {axes.begin(), axes.end()}; }
/// No axes stand for None.
Value or_none(const Axes& axes) { return axes.empty() ? Value() : as_list(axes); }
Value or_none(const std::optional<Tensor>& tensor) { return tensor ? Value(*tensor) : Value(); }

// Keras refuses groups in its op, though not in its layers: the kernel is then one for groups.
std::string_view conv_op(const Tensor& inputs, const Tensor& kernel, const Value& data_format) {
  bool first = data_format == Value("channels_first");
  if (inputs.rank() < 2 || kernel.rank() < 2) return "conv";
  auto channels = inputs[first ? 1 : -1].constant(), taken = kernel[-2].constant();
  return channels && taken && *channels != *taken ? "grouped_conv" : "conv";
}

}  // namespace

Tensors apply_all(std::string_view op, List positional, Dict named) {
  const OpDef* def = find_op(op);
  const Tensor* tensor = find_tensor(positional);
  if (!def || !tensor) {
    throw Error(Fault::kInternal, "cannot apply the op '" + std::string(op) + "'");
  }
  return call(tensor->trace(), *def, std::move(positional), std::move(named));
}

Tensor apply(std::string_view op, List positional, Dict named) {
  return apply_all(op, std::move(positional), std::move(named)).at(0);
}

Tensor reduce(std::string_view op, const Tensor& x, const Axes& axes, bool keepdims) {
  return apply(op, {x}, {{"axis", or_none(axes)}, {"keepdims", keepdims}});
}

Tensors moments(const Tensor& x, const Axes& axes, bool keepdims) {
  return apply_all("moments", {x, as_list(axes)}, {{"keepdims", keepdims}});
}

Tensor einsum(std::string_view subscripts, const Tensors& operands) {
  List arguments{subscripts};
  arguments.insert(arguments.end(), operands.begin(), operands.end());
  return ops::apply("einsum", std::move(arguments));  // unqualified it would be std::apply
}

Tensor tensordot(const Tensor& x1, const Tensor& x2, const Value& axes) {
  return apply("tensordot", {x1, x2, axes});
}

Tensor broadcast_to(const Tensor& x, const Shape& shape) {
  return apply("broadcast_to", {x, Value(shape)});
}

Tensor concatenate(const Tensors& tensors, int axis) {
  return apply("concatenate", {Value(as_list(tensors))}, {{"axis", axis}});
}

Tensor flip(const Tensor& x, const Axes& axes) {
  return apply("flip", {x}, {{"axis", or_none(axes)}});
}

Tensor moveaxis(const Tensor& x, const Axes& source, const Axes& destination) {
  return apply("moveaxis", {x, as_list(source), as_list(destination)});
}

Tensor pad(const Tensor& x, const std::vector<std::pair<std::int64_t, std::int64_t>>& pad_width,
           std::string_view mode) {
  List width;
  for (const auto& [before, after] : pad_width) width.push_back(List{before, after});
  return apply("pad", {x, width}, {{"mode", mode}});
}

Tensor reshape(const Tensor& x, const Shape& newshape) {
  return apply("reshape", {x, Value(newshape)});
}

Tensors split(const Tensor& x, const Value& indices_or_sections, int axis) {
  return apply_all("split", {x, indices_or_sections}, {{"axis", axis}});
}

Tensor stack(const Tensors& tensors, int axis) {
  return apply("stack", {Value(as_list(tensors))}, {{"axis", axis}});
}

Tensor transpose(const Tensor& x, const Axes& axes) {
  return apply("transpose", {x}, {{"axes", or_none(axes)}});
}

Tensors unstack(const Tensor& x, int axis) { return apply_all("unstack", {x}, {{"axis", axis}}); }

Tensor conv(const Tensor& inputs, const Tensor& kernel, const Value& strides, const Value& padding,
            const Value& data_format, const Value& dilation_rate) {
  return apply(conv_op(inputs, kernel, data_format),
               {inputs, kernel, strides, padding, data_format, dilation_rate});
}

Tensor depthwise_conv(const Tensor& inputs, const Tensor& kernel, const Value& strides,
                      const Value& padding, const Value& data_format, const Value& dilation_rate) {
  return apply("depthwise_conv", {inputs, kernel, strides, padding, data_format, dilation_rate});
}

Tensor separable_conv(const Tensor& inputs, const Tensor& depthwise_kernel,
                      const Tensor& pointwise_kernel, const Value& strides, const Value& padding,
                      const Value& data_format, const Value& dilation_rate) {
  return apply("separable_conv", {inputs, depthwise_kernel, pointwise_kernel, strides, padding,
                                  data_format, dilation_rate});
}

Tensor conv_transpose(const Tensor& inputs, const Tensor& kernel, const Value& strides,
                      const Value& padding, const Value& output_padding, const Value& data_format,
                      const Value& dilation_rate) {
  return apply("conv_transpose",
               {inputs, kernel, strides, padding, output_padding, data_format, dilation_rate});
}

Tensor max_pool(const Tensor& inputs, const Value& pool_size, const Value& strides,
                const Value& padding, const Value& data_format) {
  return apply("max_pool", {inputs, pool_size, strides, padding, data_format});
}

Tensor average_pool(const Tensor& inputs, const Value& pool_size, const Value& strides,
                    const Value& padding, const Value& data_format) {
  return apply("average_pool", {inputs, pool_size, strides, padding, data_format});
}

Tensor adaptive_max_pool(const Tensor& inputs, const Value& output_size, const Value& data_format) {
  return apply("max_pool_to", {inputs, output_size, data_format});
}

Tensor adaptive_average_pool(const Tensor& inputs, const Value& output_size,
                             const Value& data_format) {
  return apply("average_pool_to", {inputs, output_size, data_format});
}

Tensor batch_normalization(const Tensor& x, const Tensor& mean, const Tensor& variance, int axis,
                           const std::optional<Tensor>& offset,
                           const std::optional<Tensor>& scale) {
  return apply("batch_normalization", {x, mean, variance, axis, or_none(offset), or_none(scale)});
}

Tensor dot_product_attention(const Tensor& query, const Tensor& key, const Tensor& value,
                             const std::optional<Tensor>& mask, bool is_causal) {
  return apply("dot_product_attention", {query, key, value},
               {{"mask", or_none(mask)}, {"is_causal", is_causal}});
}

Tensor layer_normalization(const Tensor& x, const std::optional<Tensor>& gamma,
                           const std::optional<Tensor>& beta, const Value& axis) {
  return apply("layer_normalization", {x, or_none(gamma), or_none(beta), axis});
}

Tensor multi_hot(const Tensor& inputs, const Value& num_classes, int axis, DType dtype) {
  return cast(apply("multi_hot", {inputs, num_classes, axis}), dtype);  // the op ignores its dtype
}

Tensor one_hot(const Tensor& x, const Value& num_classes, int axis, DType dtype) {
  return apply("one_hot", {x, num_classes, axis, text(dtype)});
}

Tensor rms_normalization(const Tensor& x, const std::optional<Tensor>& scale, const Value& axis) {
  return apply("rms_normalization", {x, or_none(scale), axis});
}

Tensor resize(const Tensor& images, const Value& size, std::string_view interpolation,
              const Value& data_format) {
  return apply("image.resize", {images, size, interpolation}, {{"data_format", data_format}});
}

Tensor full(Trace& trace, const Shape& shape, const Value& fill_value, DType dtype) {
  return call(trace, "full", {Value(shape), fill_value, text(dtype)});
}

Tensor ones(Trace& trace, const Shape& shape, DType dtype) {
  return call(trace, "ones", {Value(shape), text(dtype)});
}

Tensor zeros(Trace& trace, const Shape& shape, DType dtype) {
  return call(trace, "zeros", {Value(shape), text(dtype)});
}

Tensor arange(Trace& trace, const Dim& stop, DType dtype) {
  return call(trace, "arange", {0, stop}, {{"dtype", text(dtype)}});
}

}  // namespace modelviz::ops
