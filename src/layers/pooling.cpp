// Pooling over one to three dimensions. Source: keras/src/layers/pooling (3.15).
#include <algorithm>
#include <numeric>

#include "layers/tables.h"
#include "ops/ops.h"

namespace modelviz {
namespace {

using namespace ops;

Tensors run_max_pooling(Call& c) {
  return {max_pool(c.input(), c.value("pool_size"), c.value("strides"), c.value("padding"),
                   c.value("data_format"))};
}

Tensors run_average_pooling(Call& c) {
  return {average_pool(c.input(), c.value("pool_size"), c.value("strides"), c.value("padding"),
                       c.value("data_format"))};
}

Axes spatial_axes(const Call& c, int rank) {
  Axes axes(static_cast<std::size_t>(rank - 2));
  std::iota(axes.begin(), axes.end(), c.channels_first() ? 2 : 1);
  return axes;
}

Tensors run_global_max_pooling(Call& c) {
  Tensor x = c.input();
  return {max(x, spatial_axes(c, x.rank()), c.flag("keepdims"))};
}

Tensors run_global_average_pooling(Call& c) {
  Tensor x = c.input();
  return {mean(x, spatial_axes(c, x.rank()), c.flag("keepdims"))};
}

// The op says a rank too many for channels_last; the layer does not. Keras does not look at the
// rank of the input before it runs the model.
template <int kDims>
Tensors pool_to_size(Call& c, Tensor (*pool)(const Tensor&, const Value&, const Value&)) {
  Tensor x = c.input();
  std::vector<std::int64_t> sizes = c.integers("output_size", kDims);
  bool is_size =
      std::all_of(sizes.begin(), sizes.end(), [](std::int64_t size) { return size >= 0; });
  if (!is_size) c.fail("output_size must be 0 or more, not " + c.value("output_size").text());
  if (x.rank() <= (c.channels_first() ? 1 : 0)) c.fail("cannot pool " + keras_text(x.shape()));
  Shape shape{x[0]};
  if (c.channels_first()) shape.push_back(x[1]);
  shape.insert(shape.end(), sizes.begin(), sizes.end());
  if (!c.channels_first()) shape.push_back(x[-1]);
  if (x.rank() == kDims + 2) {
    return {c.declare(pool(x, c.value("output_size"), c.value("data_format")), shape)};
  }
  c.warn("expects an input of rank " + std::to_string(kDims + 2) + ", but its input is " +
         keras_text(x.shape()) + ": Keras loads the model, but cannot run it");
  return {c.declare(x, shape)};
}

template <int kDims>
Tensors run_adaptive_max_pooling(Call& c) {
  return pool_to_size<kDims>(c, adaptive_max_pool);
}

template <int kDims>
Tensors run_adaptive_average_pooling(Call& c) {
  return pool_to_size<kDims>(c, adaptive_average_pool);
}

constexpr LayerDef layer(std::string_view name, std::string_view signature, int dims,
                         Tensors (*run)(Call&)) {
  return {.name = name,
          .signature = signature,
          .kind = LayerKind::kPooling,
          .rank = dims + 2,
          .run = run};
}

constexpr std::string_view kWindow = "pool_size=2, strides=None, padding='valid', data_format=None";
constexpr std::string_view kGlobal = "data_format=None, keepdims=False";
constexpr std::string_view kAdaptive = "output_size, data_format=None";

constexpr LayerDef adaptive(std::string_view name, Tensors (*run)(Call&)) {
  return {.name = name, .signature = kAdaptive, .kind = LayerKind::kPooling, .run = run};
}

constexpr LayerDef kLayers[] = {
    adaptive("AdaptiveAveragePooling1D", run_adaptive_average_pooling<1>),
    adaptive("AdaptiveAveragePooling2D", run_adaptive_average_pooling<2>),
    adaptive("AdaptiveAveragePooling3D", run_adaptive_average_pooling<3>),
    adaptive("AdaptiveMaxPooling1D", run_adaptive_max_pooling<1>),
    adaptive("AdaptiveMaxPooling2D", run_adaptive_max_pooling<2>),
    adaptive("AdaptiveMaxPooling3D", run_adaptive_max_pooling<3>),
    layer("AveragePooling1D", kWindow, 1, run_average_pooling),
    layer("AveragePooling2D", kWindow, 2, run_average_pooling),
    layer("AveragePooling3D", kWindow, 3, run_average_pooling),
    layer("GlobalAveragePooling1D", kGlobal, 1, run_global_average_pooling),
    layer("GlobalAveragePooling2D", kGlobal, 2, run_global_average_pooling),
    layer("GlobalAveragePooling3D", kGlobal, 3, run_global_average_pooling),
    layer("GlobalMaxPooling1D", kGlobal, 1, run_global_max_pooling),
    layer("GlobalMaxPooling2D", kGlobal, 2, run_global_max_pooling),
    layer("GlobalMaxPooling3D", kGlobal, 3, run_global_max_pooling),
    layer("MaxPooling1D", kWindow, 1, run_max_pooling),
    layer("MaxPooling2D", kWindow, 2, run_max_pooling),
    layer("MaxPooling3D", kWindow, 3, run_max_pooling),
};

}  // namespace

std::span<const LayerDef> pooling_layers() { return kLayers; }

}  // namespace modelviz
