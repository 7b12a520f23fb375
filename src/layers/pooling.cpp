// Pooling over one to three dimensions. Source: keras/src/layers/pooling (3.15).
#include <algorithm>
#include <numeric>

#include "layers/execution.h"
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
  Tensor x = c.input();
  require_float(c, x, "average_pool");
  return {average_pool(x, c.value("pool_size"), c.value("strides"), c.value("padding"),
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
  require_float(c, c.input(), "average_pool");
  return pool_to_size<kDims>(c, adaptive_average_pool);
}

constexpr LayerDef layer(std::string_view name, const LayerGuide& guide, std::string_view signature,
                         int dims, Tensors (*run)(Call&)) {
  return {.name = name,
          .guide = guide,
          .signature = signature,
          .kind = LayerKind::kPooling,
          .rank = dims + 2,
          .run = run};
}

constexpr std::string_view kWindow = "pool_size=2, strides=None, padding='valid', data_format=None";
constexpr std::string_view kGlobal = "data_format=None, keepdims=False";
constexpr std::string_view kAdaptive = "output_size, data_format=None";

constexpr LayerDef adaptive(std::string_view name, const LayerGuide& guide, Tensors (*run)(Call&)) {
  return {.name = name,
          .guide = guide,
          .signature = kAdaptive,
          .kind = LayerKind::kPooling,
          .run = run};
}

constexpr LayerDef kLayers[] = {
    adaptive("AdaptiveAveragePooling1D",
             {"Pools by the mean to a given size, whatever the size of the sequence.",
              "AdaptiveAveragePooling1D(output_size=4)(x) | x=[None,10,4]",
              "layers/pooling_layers/adaptive_average_pooling1d"},
             run_adaptive_average_pooling<1>),
    adaptive("AdaptiveAveragePooling2D",
             {"Pools by the mean to a given size, whatever the size of the picture.",
              "AdaptiveAveragePooling2D(output_size=4)(x) | x=[None,32,32,3]",
              "layers/pooling_layers/adaptive_average_pooling2d"},
             run_adaptive_average_pooling<2>),
    adaptive("AdaptiveAveragePooling3D",
             {"Pools by the mean to a given size, whatever the size of the volume.",
              "AdaptiveAveragePooling3D(output_size=4)(x) | x=[None,16,16,16,2]",
              "layers/pooling_layers/adaptive_average_pooling3d"},
             run_adaptive_average_pooling<3>),
    adaptive("AdaptiveMaxPooling1D",
             {"Pools by the largest number to a given size, whatever the size of the sequence.",
              "AdaptiveMaxPooling1D(output_size=4)(x) | x=[None,10,4]",
              "layers/pooling_layers/adaptive_max_pooling1d"},
             run_adaptive_max_pooling<1>),
    adaptive("AdaptiveMaxPooling2D",
             {"Pools by the largest number to a given size, whatever the size of the picture.",
              "AdaptiveMaxPooling2D(output_size=4)(x) | x=[None,32,32,3]",
              "layers/pooling_layers/adaptive_max_pooling2d"},
             run_adaptive_max_pooling<2>),
    adaptive("AdaptiveMaxPooling3D",
             {"Pools by the largest number to a given size, whatever the size of the volume.",
              "AdaptiveMaxPooling3D(output_size=4)(x) | x=[None,16,16,16,2]",
              "layers/pooling_layers/adaptive_max_pooling3d"},
             run_adaptive_max_pooling<3>),
    layer("AveragePooling1D",
          {"Makes a sequence smaller: of each window and channel only the mean remains.",
           "AveragePooling1D(pool_size=2)(x) | x=[None,10,4]",
           "layers/pooling_layers/average_pooling1d"},
          kWindow, 1, run_average_pooling),
    layer("AveragePooling2D",
          {"Makes a picture smaller: of each window and channel only the mean remains.",
           "AveragePooling2D(pool_size=2)(x) | x=[None,32,32,3]",
           "layers/pooling_layers/average_pooling2d"},
          kWindow, 2, run_average_pooling),
    layer("AveragePooling3D",
          {"Makes a volume smaller: of each window and channel only the mean remains.",
           "AveragePooling3D(pool_size=2)(x) | x=[None,16,16,16,2]",
           "layers/pooling_layers/average_pooling3d"},
          kWindow, 3, run_average_pooling),
    layer("GlobalAveragePooling1D",
          {"The mean of each channel over the whole sequence.",
           "GlobalAveragePooling1D()(x) | x=[None,10,4]",
           "layers/pooling_layers/global_average_pooling1d"},
          kGlobal, 1, run_global_average_pooling),
    layer("GlobalAveragePooling2D",
          {"The mean of each channel over the whole picture.",
           "GlobalAveragePooling2D()(x) | x=[None,32,32,3]",
           "layers/pooling_layers/global_average_pooling2d"},
          kGlobal, 2, run_global_average_pooling),
    layer("GlobalAveragePooling3D",
          {"The mean of each channel over the whole volume.",
           "GlobalAveragePooling3D()(x) | x=[None,16,16,16,2]",
           "layers/pooling_layers/global_average_pooling3d"},
          kGlobal, 3, run_global_average_pooling),
    layer("GlobalMaxPooling1D",
          {"The largest number of each channel over the whole sequence.",
           "GlobalMaxPooling1D()(x) | x=[None,10,4]", "layers/pooling_layers/global_max_pooling1d"},
          kGlobal, 1, run_global_max_pooling),
    layer("GlobalMaxPooling2D",
          {"The largest number of each channel over the whole picture.",
           "GlobalMaxPooling2D()(x) | x=[None,32,32,3]",
           "layers/pooling_layers/global_max_pooling2d"},
          kGlobal, 2, run_global_max_pooling),
    layer("GlobalMaxPooling3D",
          {"The largest number of each channel over the whole volume.",
           "GlobalMaxPooling3D()(x) | x=[None,16,16,16,2]",
           "layers/pooling_layers/global_max_pooling3d"},
          kGlobal, 3, run_global_max_pooling),
    layer("MaxPooling1D",
          {"Makes a sequence smaller: of each window and channel only the largest number remains.",
           "MaxPooling1D(pool_size=2)(x) | x=[None,10,4]", "layers/pooling_layers/max_pooling1d"},
          kWindow, 1, run_max_pooling),
    layer(
        "MaxPooling2D",
        {"Makes a picture smaller: of each window and channel only the largest number remains.",
         "MaxPooling2D(pool_size=2)(x) | x=[None,32,32,3]", "layers/pooling_layers/max_pooling2d"},
        kWindow, 2, run_max_pooling),
    layer("MaxPooling3D",
          {"Makes a volume smaller: of each window and channel only the largest number remains.",
           "MaxPooling3D(pool_size=2)(x) | x=[None,16,16,16,2]",
           "layers/pooling_layers/max_pooling3d"},
          kWindow, 3, run_max_pooling),
};

}  // namespace

std::span<const LayerDef> pooling_layers() { return kLayers; }

}  // namespace modelviz
