// The ops as C++ functions, for definitions of layers: they read as the Python of Keras does.
//
// Sizes and window arguments are Values, so that a definition hands on what its config says:
// conv(x, kernel, c.value("strides"), c.value("padding")).
#pragma once

#include "modelviz/op.h"

namespace modelviz::ops {

using Axes = std::vector<int>;

/// Applies an op in the trace of the first tensor among its arguments.
Tensor apply(std::string_view op, List positional, Dict named = {});
/// The same for an op with several outputs.
Tensors apply_all(std::string_view op, List positional, Dict named = {});

// One tensor, element by element.
inline Tensor absolute(const Tensor& x) { return apply("absolute", {x}); }
inline Tensor cast(const Tensor& x, DType dtype) {
  return apply("cast", {x}, {{"dtype", text(dtype)}});
}
inline Tensor ceil(const Tensor& x) { return apply("ceil", {x}); }
inline Tensor clip(const Tensor& x, const Value& x_min, const Value& x_max) {
  return apply("clip", {x}, {{"x_min", x_min}, {"x_max", x_max}});
}
inline Tensor cos(const Tensor& x) { return apply("cos", {x}); }
inline Tensor exp(const Tensor& x) { return apply("exp", {x}); }
inline Tensor floor(const Tensor& x) { return apply("floor", {x}); }
inline Tensor identity(const Tensor& x) { return apply("copy", {x}); }
inline Tensor log(const Tensor& x) { return apply("log", {x}); }
inline Tensor logical_not(const Tensor& x) { return apply("logical_not", {x}); }
inline Tensor negative(const Tensor& x) { return apply("negative", {x}); }
inline Tensor reciprocal(const Tensor& x) { return apply("reciprocal", {x}); }
inline Tensor round(const Tensor& x) { return apply("round", {x}); }
inline Tensor rsqrt(const Tensor& x) { return apply("rsqrt", {x}); }
inline Tensor sign(const Tensor& x) { return apply("sign", {x}); }
inline Tensor sin(const Tensor& x) { return apply("sin", {x}); }
inline Tensor sqrt(const Tensor& x) { return apply("sqrt", {x}); }
inline Tensor square(const Tensor& x) { return apply("square", {x}); }
inline Tensor stop_gradient(const Tensor& x) { return apply("stop_gradient", {x}); }

// Two tensors, or a tensor and a number, broadcast together.
inline Tensor divide(const Tensor& x1, const Value& x2) { return apply("divide", {x1, x2}); }
inline Tensor equal(const Tensor& x1, const Value& x2) { return apply("equal", {x1, x2}); }
inline Tensor floor_divide(const Tensor& x1, const Value& x2) {
  return apply("floor_divide", {x1, x2});
}
inline Tensor greater(const Tensor& x1, const Value& x2) { return apply("greater", {x1, x2}); }
inline Tensor greater_equal(const Tensor& x1, const Value& x2) {
  return apply("greater_equal", {x1, x2});
}
inline Tensor less(const Tensor& x1, const Value& x2) { return apply("less", {x1, x2}); }
inline Tensor less_equal(const Tensor& x1, const Value& x2) {
  return apply("less_equal", {x1, x2});
}
inline Tensor logical_and(const Tensor& x1, const Value& x2) {
  return apply("logical_and", {x1, x2});
}
inline Tensor logical_or(const Tensor& x1, const Value& x2) {
  return apply("logical_or", {x1, x2});
}
inline Tensor maximum(const Tensor& x1, const Value& x2) { return apply("maximum", {x1, x2}); }
inline Tensor minimum(const Tensor& x1, const Value& x2) { return apply("minimum", {x1, x2}); }
inline Tensor mod(const Tensor& x1, const Value& x2) { return apply("mod", {x1, x2}); }
inline Tensor not_equal(const Tensor& x1, const Value& x2) { return apply("not_equal", {x1, x2}); }
inline Tensor power(const Tensor& x1, const Value& x2) { return apply("power", {x1, x2}); }
inline Tensor where(const Tensor& condition, const Value& x1, const Value& x2) {
  return apply("where", {condition, x1, x2});
}

// Activations. By name: activate() in ops/activations.h.
inline Tensor leaky_relu(const Tensor& x, double negative_slope = 0.2) {
  return apply("leaky_relu", {x}, {{"negative_slope", negative_slope}});
}
inline Tensor relu(const Tensor& x) { return apply("relu", {x}); }
inline Tensor sigmoid(const Tensor& x) { return apply("sigmoid", {x}); }
inline Tensor silu(const Tensor& x) { return apply("silu", {x}); }
inline Tensor softmax(const Tensor& x, const Value& axis = -1) {
  return apply("softmax", {x}, {{"axis", axis}});
}
inline Tensor tanh(const Tensor& x) { return apply("tanh", {x}); }

// Reductions. No axes are all axes.
Tensor reduce(std::string_view op, const Tensor& x, const Axes& axes, bool keepdims);
inline Tensor all(const Tensor& x, const Axes& axes = {}, bool keepdims = false) {
  return reduce("all", x, axes, keepdims);
}
inline Tensor any(const Tensor& x, const Axes& axes = {}, bool keepdims = false) {
  return reduce("any", x, axes, keepdims);
}
inline Tensor max(const Tensor& x, const Axes& axes = {}, bool keepdims = false) {
  return reduce("max", x, axes, keepdims);
}
inline Tensor mean(const Tensor& x, const Axes& axes = {}, bool keepdims = false) {
  return reduce("mean", x, axes, keepdims);
}
inline Tensor min(const Tensor& x, const Axes& axes = {}, bool keepdims = false) {
  return reduce("min", x, axes, keepdims);
}
inline Tensor prod(const Tensor& x, const Axes& axes = {}, bool keepdims = false) {
  return reduce("prod", x, axes, keepdims);
}
inline Tensor sum(const Tensor& x, const Axes& axes = {}, bool keepdims = false) {
  return reduce("sum", x, axes, keepdims);
}
inline Tensor var(const Tensor& x, const Axes& axes = {}, bool keepdims = false) {
  return reduce("var", x, axes, keepdims);
}
inline Tensor argmax(const Tensor& x, int axis) { return apply("argmax", {x}, {{"axis", axis}}); }
/// Mean and variance.
Tensors moments(const Tensor& x, const Axes& axes, bool keepdims = false);

// Products.
inline Tensor dot(const Tensor& x1, const Tensor& x2) { return apply("dot", {x1, x2}); }
inline Tensor matmul(const Tensor& x1, const Tensor& x2) { return apply("matmul", {x1, x2}); }
Tensor einsum(std::string_view subscripts, const Tensors& operands);
Tensor tensordot(const Tensor& x1, const Tensor& x2, const Value& axes);

// Shapes.
Tensor broadcast_to(const Tensor& x, const Shape& shape);
Tensor concatenate(const Tensors& tensors, int axis = 0);
inline Tensor expand_dims(const Tensor& x, const Value& axis) {
  return apply("expand_dims", {x}, {{"axis", axis}});
}
Tensor flip(const Tensor& x, const Axes& axes);
/// x[key]: getitem(x, {Slice{}, 0}) is x[:, 0].
inline Tensor getitem(const Tensor& x, const List& key) { return apply("get_item", {x, key}); }
Tensor moveaxis(const Tensor& x, const Axes& source, const Axes& destination);
/// Before and after, for each axis.
Tensor pad(const Tensor& x, const std::vector<std::pair<std::int64_t, std::int64_t>>& pad_width,
           std::string_view mode = "constant");
inline Tensor repeat(const Tensor& x, const Value& repeats, int axis) {
  return apply("repeat", {x}, {{"repeats", repeats}, {"axis", axis}});
}
/// One size may be -1: what is left.
Tensor reshape(const Tensor& x, const Shape& newshape);
/// The sizes of x as an integer tensor of known content.
inline Tensor shape(const Tensor& x) { return apply("shape", {x}); }
/// Into equal parts, or at the given indices.
Tensors split(const Tensor& x, const Value& indices_or_sections, int axis = 0);
inline Tensor squeeze(const Tensor& x, const Value& axis = {}) {
  return apply("squeeze", {x}, {{"axis", axis}});
}
Tensor stack(const Tensors& tensors, int axis = 0);
inline Tensor swapaxes(const Tensor& x, int axis1, int axis2) {
  return apply("swapaxes", {x}, {{"axis1", axis1}, {"axis2", axis2}});
}
inline Tensor take(const Tensor& x, const Value& indices, const Value& axis = {}) {
  return apply("take", {x, indices}, {{"axis", axis}});
}
inline Tensor take_along_axis(const Tensor& x, const Tensor& indices, int axis) {
  return apply("take_along_axis", {x, indices}, {{"axis", axis}});
}
inline Tensor tile(const Tensor& x, const Value& repeats) {
  return apply("tile", {x}, {{"repeats", repeats}});
}
Tensor transpose(const Tensor& x, const Axes& axes = {});
Tensors unstack(const Tensor& x, int axis = 0);

// Windows. One number stands for as many as there are spatial axes; data_format None is
// channels_last.
Tensor conv(const Tensor& inputs, const Tensor& kernel, const Value& strides = 1,
            const Value& padding = "valid", const Value& data_format = {},
            const Value& dilation_rate = 1);
Tensor depthwise_conv(const Tensor& inputs, const Tensor& kernel, const Value& strides = 1,
                      const Value& padding = "valid", const Value& data_format = {},
                      const Value& dilation_rate = 1);
Tensor separable_conv(const Tensor& inputs, const Tensor& depthwise_kernel,
                      const Tensor& pointwise_kernel, const Value& strides = 1,
                      const Value& padding = "valid", const Value& data_format = {},
                      const Value& dilation_rate = 1);
Tensor conv_transpose(const Tensor& inputs, const Tensor& kernel, const Value& strides = 1,
                      const Value& padding = "valid", const Value& output_padding = {},
                      const Value& data_format = {}, const Value& dilation_rate = 1);
Tensor max_pool(const Tensor& inputs, const Value& pool_size, const Value& strides = {},
                const Value& padding = "valid", const Value& data_format = {});
Tensor average_pool(const Tensor& inputs, const Value& pool_size, const Value& strides = {},
                    const Value& padding = "valid", const Value& data_format = {});
Tensor adaptive_max_pool(const Tensor& inputs, const Value& output_size,
                         const Value& data_format = {});
Tensor adaptive_average_pool(const Tensor& inputs, const Value& output_size,
                             const Value& data_format = {});

// Neural networks.
Tensor batch_normalization(const Tensor& x, const Tensor& mean, const Tensor& variance, int axis,
                           const std::optional<Tensor>& offset = {},
                           const std::optional<Tensor>& scale = {});
Tensor dot_product_attention(const Tensor& query, const Tensor& key, const Tensor& value,
                             const std::optional<Tensor>& mask = {}, bool is_causal = false);
Tensor layer_normalization(const Tensor& x, const std::optional<Tensor>& gamma = {},
                           const std::optional<Tensor>& beta = {}, const Value& axis = -1);
Tensor multi_hot(const Tensor& inputs, const Value& num_classes, int axis = -1,
                 DType dtype = DType::kFloat32);
inline Tensor normalize(const Tensor& x, const Value& axis = -1, const Value& order = 2) {
  return apply("normalize", {x}, {{"axis", axis}, {"order", order}});
}
Tensor one_hot(const Tensor& x, const Value& num_classes, int axis = -1,
               DType dtype = DType::kFloat32);
Tensor rms_normalization(const Tensor& x, const std::optional<Tensor>& scale = {},
                         const Value& axis = -1);

// Images.
Tensor resize(const Tensor& images, const Value& size, std::string_view interpolation = "bilinear",
              const Value& data_format = {});

// New tensors.
Tensor full(Trace& trace, const Shape& shape, const Value& fill_value,
            DType dtype = DType::kFloat32);
Tensor ones(Trace& trace, const Shape& shape, DType dtype = DType::kFloat32);
Tensor zeros(Trace& trace, const Shape& shape, DType dtype = DType::kFloat32);
/// 0, 1, … stop - 1
Tensor arange(Trace& trace, const Dim& stop, DType dtype = DType::kInt32);
inline Tensor ones_like(const Tensor& x) { return apply("ones_like", {x}); }
inline Tensor zeros_like(const Tensor& x) { return apply("zeros_like", {x}); }

// What Keras does within a layer, as one op.
/// One step of a sequence: the axis is dropped.
inline Tensor take_step(const Tensor& x, int axis = 1) {
  return apply("take_step", {x}, {{"axis", axis}});
}
/// The results of all steps as a sequence.
inline Tensor stack_steps(const Tensor& x, const Dim& steps, int axis = 1) {
  return apply("stack_steps", {x}, {{"steps", steps}, {"axis", axis}});
}
/// A random augmentation or a noise: it keeps shape and dtype.
inline Tensor randomize(const Tensor& x, std::string_view kind) {
  return apply("randomize", {x}, {{"kind", kind}});
}
/// A table that gives each element another: a vocabulary, a hash, bins.
inline Tensor lookup(const Tensor& x, DType dtype) {
  return apply("lookup", {x}, {{"dtype", text(dtype)}});
}

}  // namespace modelviz::ops

namespace modelviz {

inline Tensor operator+(const Tensor& x1, const Value& x2) { return ops::apply("add", {x1, x2}); }
inline Tensor operator-(const Tensor& x1, const Value& x2) {
  return ops::apply("subtract", {x1, x2});
}
inline Tensor operator*(const Tensor& x1, const Value& x2) {
  return ops::apply("multiply", {x1, x2});
}
inline Tensor operator/(const Tensor& x1, const Value& x2) {
  return ops::apply("divide", {x1, x2});
}
inline Tensor operator-(const Tensor& x) { return ops::negative(x); }
inline Tensor operator-(int x1, const Tensor& x2) { return ops::apply("subtract", {x1, x2}); }

}  // namespace modelviz
