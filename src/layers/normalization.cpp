// Layers that scale their input to a common size. Source: keras/src/layers/normalization, and
// preprocessing/normalization.py (3.15).
#include <algorithm>
#include <array>

#include "layers/constant.h"
#include "layers/execution.h"
#include "layers/tables.h"
#include "ops/ops.h"

namespace modelviz {
namespace {

using namespace ops;

Tensor in_dtype(const Tensor& x, DType dtype) { return x.dtype() == dtype ? x : cast(x, dtype); }

// Half precision is too little for means and variances: they are computed in float32.
Tensor in_float32_or_more(const Tensor& x) {
  return in_dtype(x, result_type(std::array{x.dtype(), DType::kFloat32}));
}

// The axes in the config, one or several, in the order in which Keras sorts them.
Axes read_axes(const Call& c, const Tensor& x) {
  std::vector<std::int64_t> given = c.integers("axis");
  std::sort(given.begin(), given.end());
  Axes axes;
  for (std::int64_t axis : given) {
    if (axis < -x.rank() || axis >= x.rank()) {
      c.fail("axis " + std::to_string(axis) + " is out of range for an input of shape " +
             keras_text(x.shape()));
    }
    axes.push_back(static_cast<int>(axis < 0 ? axis + x.rank() : axis));
  }
  return axes;
}

Shape sizes_of(const Tensor& x, const Axes& axes) {
  Shape shape;
  for (int axis : axes) shape.push_back(x[axis]);
  return shape;
}

// A shape with these axes of x, and 1 elsewhere.
Shape broadcast_shape(const Tensor& x, const Axes& axes) {
  Shape shape(static_cast<std::size_t>(x.rank()), 1);
  for (int axis : axes) shape[static_cast<std::size_t>(axis)] = x[axis];
  return shape;
}

std::optional<Tensor> optional_weight(Call& c, std::string_view flag, std::string_view name,
                                      const Shape& shape) {
  if (!c.flag(flag)) return std::nullopt;
  return c.weight(name, shape, {.autocast = false});
}

// Keras builds the layer for inputs of one rank: that in the file, or of the first call.
void check_first_rank(const Call& c, const Tensor& x) {
  const auto& build = c.layer().build_config;
  const List* built =
      build && c.trace().uses_build_config() ? (*build)["input_shape"].as_list() : nullptr;
  if (built && std::ssize(*built) != x.rank()) {
    c.fail("was built for inputs of rank " + std::to_string(built->size()) + ", but its input is " +
           keras_text(x.shape()));
  }
  for (const LayerCall& call : c.trace().calls()) {
    if (call.layer != &c.layer() || call.outputs.empty()) continue;
    const TraceTensor& first = c.trace().tensors()[static_cast<std::size_t>(call.inputs[0])];
    if (!first.type.shape || first.type.shape->size() == static_cast<std::size_t>(x.rank())) return;
    c.fail("was first called on an input of shape " + keras_text(*first.type.shape) +
           " and cannot be called on another rank: " + keras_text(x.shape()));
  }
}

// Keras 2 can normalize over several axes at once: its weights then have the rank of the input.
Tensors run_batch_normalization(Call& c) {
  Tensor x = in_float32_or_more(c.input());
  if (!c.layer().is_keras2) {
    static_cast<void>(c.integer("axis"));
    check_first_rank(c, x);
  }
  Axes axes = read_axes(c, x);
  Shape shape = axes.size() == 1 ? sizes_of(x, axes) : broadcast_shape(x, axes);
  std::optional<Tensor> gamma = optional_weight(c, "scale", "gamma", shape);
  std::optional<Tensor> beta = optional_weight(c, "center", "beta", shape);
  WeightOptions statistic{.trainable = false, .autocast = false};
  Tensor mean = in_dtype(c.weight("moving_mean", shape, statistic), x.dtype());
  Tensor variance = in_dtype(c.weight("moving_variance", shape, statistic), x.dtype());
  if (c.flag("renorm")) {
    c.weight("moving_stddev", shape, statistic);
    c.weight("renorm_mean", shape, statistic);
    c.weight("renorm_stddev", shape, statistic);
  }
  if (axes.size() == 1) {
    return {in_compute_dtype(c, batch_normalization(x, mean, variance, axes[0], beta, gamma))};
  }
  Tensor scale = rsqrt(variance + c.value("epsilon"));
  if (gamma) scale = scale * *gamma;
  Tensor y = (x - mean) * scale;
  return {in_compute_dtype(c, beta ? y + *beta : y)};
}

Tensors run_layer_normalization(Call& c) {
  Tensor x = c.input();
  Axes axes = read_axes(c, x);
  bool rms = c.flag("rms_scaling");
  Shape shape = sizes_of(x, axes);
  std::optional<Tensor> gamma, beta;
  if (c.flag("scale") || rms) gamma = c.weight("gamma", shape, {.autocast = false});
  if (c.flag("center") && !rms) beta = c.weight("beta", shape, {.autocast = false});
  return {in_compute_dtype(c, layer_normalization(x, gamma, beta, List(axes.begin(), axes.end())))};
}

Tensors run_rms_normalization(Call& c) {
  Tensor x = c.input();
  Axes axes = read_axes(c, x);
  Tensor scale = c.weight("scale", sizes_of(x, axes));
  return {rms_normalization(x, scale, List(axes.begin(), axes.end()))};
}

Tensors run_unit_normalization(Call& c) {
  Tensor x = c.input();
  require_float(c, x, "normalize");
  Axes axes = read_axes(c, x);
  return {in_compute_dtype(c, normalize(x, List(axes.begin(), axes.end())))};
}

// How many groups the channels fall into; -1 in the config is one for each channel.
Dim read_groups(const Call& c, const Dim& channels) {
  Dim groups = c.integer("groups") == -1 ? channels : Dim(c.integer("groups"));
  if (groups == Dim(0) || equal(channels % groups, 0) == Truth::kNo) {
    c.fail("its " + channels.keras_text() + " channels cannot be divided into " +
           groups.keras_text() + " groups");
  }
  return groups;
}

Tensors run_group_normalization(Call& c) {
  Tensor x = c.input();
  int axis = c.axis("axis", x.rank());
  const Dim& channels = x[axis];
  Dim groups = read_groups(c, channels);
  std::optional<Tensor> gamma = optional_weight(c, "scale", "gamma", {channels});
  std::optional<Tensor> beta = optional_weight(c, "center", "beta", {channels});

  Shape grouped = x.shape(), one_each = broadcast_shape(x, {axis});
  for (Shape* shape : {&grouped, &one_each}) {
    (*shape)[static_cast<std::size_t>(axis)] = floor_div(channels, groups);
    shape->insert(shape->begin() + axis, groups);
  }
  Tensor y = in_float32_or_more(reshape(x, grouped));
  Axes within;  // all axes but the batch and the groups
  for (int i = 1; i < y.rank(); ++i) {
    if (i != axis) within.push_back(i);
  }
  Tensors mean_and_variance = moments(y, within, true);
  Tensor scale = rsqrt(mean_and_variance[1] + c.value("epsilon"));
  if (gamma) scale = scale * in_dtype(reshape(*gamma, one_each), y.dtype());
  Tensor offset = -mean_and_variance[0] * scale;
  if (beta) offset = offset + in_dtype(reshape(*beta, one_each), y.dtype());
  return {in_compute_dtype(c, reshape(y * scale + offset, x.shape()))};
}

// ---- Normalization ------------------------------------------------------------------------------

// The statistics along the axes that are kept: numbers of the config, else weights that adapt()
// fills.
struct Statistics {
  Tensor mean, variance;
};

// The numbers of the config, at most one for each place along the kept axes.
Tensor read_statistic(Call& c, std::string_view key, const Axes& kept, const Shape& shape) {
  Value numbers = constant(c, c.value(key));
  if (const Tensor* tensor = numbers.as_tensor()) {
    if (tensor->rank() <= static_cast<int>(kept.size())) return broadcast_to(*tensor, shape);
    c.fail("its " + std::string(key) + " has rank " + std::to_string(tensor->rank()) +
           ", but keeps only " + std::to_string(kept.size()) + " axes");
  }
  return c.trace().add_tensor({shape, c.compute_dtype()});
}

Statistics read_statistics(Call& c, const Tensor& x, const Axes& kept) {
  Shape shape = broadcast_shape(x, kept);
  if (c.value("mean").is_none() != c.value("variance").is_none()) {
    c.fail("needs both a mean and a variance, or neither");
  }
  if (!c.value("mean").is_none()) {
    return {read_statistic(c, "mean", kept, shape), read_statistic(c, "variance", kept, shape)};
  }
  Tensor mean = c.weight("mean", sizes_of(x, kept), {.trainable = false});
  Tensor variance = c.weight("variance", sizes_of(x, kept), {.trainable = false});
  c.weight("count", {}, {.trainable = false, .dtype = DType::kInt64});
  return {reshape(mean, shape), reshape(variance, shape)};
}

Tensors run_normalization(Call& c) {
  Tensor x = in_dtype(c.input(), c.compute_dtype());
  Axes kept;
  if (!c.value("axis").is_none()) kept = read_axes(c, x);
  std::sort(kept.begin(), kept.end());
  for (int axis : kept) {
    if (x[axis].is_constant()) continue;
    c.fail("the size of axis " + std::to_string(axis) + " must be known, but the input is " +
           keras_text(x.shape()));
  }
  Statistics statistics = read_statistics(c, x, kept);
  Tensor deviation = maximum(sqrt(statistics.variance), 1e-7);
  return {c.flag("invert") ? statistics.mean + x * deviation : (x - statistics.mean) / deviation};
}

constexpr std::string_view kBatchNormalization =
    "axis=-1, momentum=0.99, epsilon=0.001, center=True, scale=True, renorm=False";

constexpr LayerDef layer(std::string_view name, const LayerGuide& guide, std::string_view signature,
                         Tensors (*run)(Call&), bool autocast = true, bool checks_input = false) {
  return {.name = name,
          .guide = guide,
          .signature = signature,
          .kind = LayerKind::kNormalization,
          .min_rank = 1,
          .run = run,
          .autocast = autocast,
          .checks_input = checks_input};
}

constexpr LayerDef batch(std::string_view name, const LayerGuide& guide) {
  return layer(name, guide, kBatchNormalization, run_batch_normalization, true, true);
}

constexpr LayerDef kLayers[] = {
    batch(
        "BatchNormalization",
        {"Gives each channel mean 0 and variance 1 over the batch, then a learned scale and shift.",
         "BatchNormalization()(x) | x=[None,32,32,16]",
         "layers/normalization_layers/batch_normalization"}),
    batch("BatchNormalizationV1",
          {"What TensorFlow 1 wrote into files for BatchNormalization.",
           "BatchNormalizationV1()(x) | x=[None,32,32,16]", "",
           "Only Keras 2 in TensorFlow 1 had it; today it is BatchNormalization."}),
    batch("BatchNormalizationV2",
          {"What TensorFlow 1 wrote into files for its newer BatchNormalization.",
           "BatchNormalizationV2()(x) | x=[None,32,32,16]", "",
           "Only Keras 2 in TensorFlow 1 had it; today it is BatchNormalization."}),
    layer("GroupNormalization",
          {"Normalizes groups of channels of each sample, whatever the size of the batch.",
           "GroupNormalization(groups=4)(x) | x=[None,32,32,16]",
           "layers/normalization_layers/group_normalization"},
          "groups=32, axis=-1, epsilon=0.001, center=True, scale=True", run_group_normalization,
          false, true),
    layer("LayerNormalization",
          {"Gives each sample mean 0 and variance 1 along an axis, then a learned scale and shift.",
           "LayerNormalization()(x) | x=[None,10,64]",
           "layers/normalization_layers/layer_normalization"},
          "axis=-1, epsilon=0.001, center=True, scale=True, rms_scaling=False",
          run_layer_normalization, false),
    layer(
        "Normalization",
        {"Subtracts a mean and divides by a deviation that were measured before the training.",
         "Normalization()(x) | x=[None,8]", "layers/preprocessing_layers/numerical/normalization"},
        "axis=-1, mean=None, variance=None, invert=False", run_normalization),
    layer(
        "RMSNormalization",
        {"Divides by the root mean square along an axis, then a learned scale.",
         "RMSNormalization()(x) | x=[None,10,64]", "layers/normalization_layers/rms_normalization"},
        "axis=-1, epsilon=1e-06", run_rms_normalization),
    batch("SyncBatchNormalization",
          {"A BatchNormalization over the batches of all devices together.",
           "SyncBatchNormalization()(x) | x=[None,32,32,16]", "",
           "Only Keras 2 had it; today it is BatchNormalization(synchronized=True)."}),
    layer("UnitNormalization",
          {"Gives the vectors along an axis the length 1.", "UnitNormalization()(x) | x=[None,64]",
           "layers/normalization_layers/unit_normalization"},
          "axis=-1", run_unit_normalization),
};

}  // namespace

std::span<const LayerDef> normalization_layers() { return kLayers; }

}  // namespace modelviz
