// Pooling over one to three dimensions. Source: keras/src/layers/pooling (3.15).
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

// The op says a rank too many for channels_last; the layer does not.
Tensors pool_to_size(Call& c, Tensor (*pool)(const Tensor&, const Value&, const Value&)) {
  Tensor x = c.input();
  Shape shape = x.shape();
  Axes axes = spatial_axes(c, x.rank());
  std::vector<std::int64_t> sizes = c.integers("output_size", x.rank() - 2);
  for (std::size_t i = 0; i < axes.size(); ++i) {
    shape[static_cast<std::size_t>(axes[i])] = sizes[i];
  }
  return {c.declare(pool(x, c.value("output_size"), c.value("data_format")), shape)};
}

Tensors run_adaptive_max_pooling(Call& c) { return pool_to_size(c, adaptive_max_pool); }

Tensors run_adaptive_average_pooling(Call& c) { return pool_to_size(c, adaptive_average_pool); }

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

constexpr LayerDef kLayers[] = {
    layer("AdaptiveAveragePooling1D", kAdaptive, 1, run_adaptive_average_pooling),
    layer("AdaptiveAveragePooling2D", kAdaptive, 2, run_adaptive_average_pooling),
    layer("AdaptiveAveragePooling3D", kAdaptive, 3, run_adaptive_average_pooling),
    layer("AdaptiveMaxPooling1D", kAdaptive, 1, run_adaptive_max_pooling),
    layer("AdaptiveMaxPooling2D", kAdaptive, 2, run_adaptive_max_pooling),
    layer("AdaptiveMaxPooling3D", kAdaptive, 3, run_adaptive_max_pooling),
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
