// Activations that are layers. Source: keras/src/layers/activations (3.15).
#include <algorithm>

#include "layers/execution.h"
#include "layers/tables.h"
#include "ops/ops.h"

namespace modelviz {
namespace {

using namespace ops;

void require_not_negative(const Call& c, std::string_view key) {
  const Value& value = c.value(key);
  if (!value.is_none() && c.number(key) >= 0) return;
  c.fail(std::string(key) + " must be 0 or more, not " + value.text());
}

Tensors run_relu(Call& c) {
  if (!c.value("max_value").is_none()) require_not_negative(c, "max_value");
  require_not_negative(c, "negative_slope");
  require_not_negative(c, "threshold");
  return {apply("activations.relu", {c.input()},
                {{"negative_slope", c.value("negative_slope")},
                 {"max_value", c.value("max_value")},
                 {"threshold", c.value("threshold")}})};
}

Tensors run_leaky_relu(Call& c) {
  require_not_negative(c, "negative_slope");
  return {in_compute_dtype(c, leaky_relu(c.input(), c.number("negative_slope")))};
}

Tensors run_elu(Call& c) {
  Tensor x = c.input();
  require_float(c, x, "elu");
  return {apply("elu", {x}, {{"alpha", c.value("alpha")}})};
}

// One slope for each element of a sample; one for all along the shared axes, which count the batch.
Tensors run_prelu(Call& c) {
  Tensor x = c.input();
  Shape shape(x.shape().begin() + std::min(x.rank(), 1), x.shape().end());
  if (!c.value("shared_axes").is_none()) {
    for (std::int64_t axis : c.integers("shared_axes")) {
      std::int64_t index = axis > 0 ? axis - 1 : axis - 1 + std::ssize(shape);
      if (index < 0 || index >= std::ssize(shape)) {
        c.fail("shared axis " + std::to_string(axis) + " is not an axis of " +
               keras_text(x.shape()) + " behind the batch");
      }
      shape[static_cast<std::size_t>(index)] = 1;
    }
  }
  Tensor alpha = c.weight("alpha", shape);
  require_float(c, x, "product with alpha");
  return {relu(x) - alpha * relu(-x)};
}

Tensors run_softmax(Call& c) {
  Tensor x = c.input();
  require_float(c, x, "softmax");
  if (c.value("axis").is_none()) return {softmax(x, {})};
  // Keras does not look at the axis before it runs the model.
  for (std::int64_t axis : c.integers("axis")) {
    if (axis >= -x.rank() && axis < x.rank()) continue;
    c.warn("axis " + std::to_string(axis) + " is out of range for an input of shape " +
           keras_text(x.shape()) + ": Keras loads the model, but cannot run it");
    return {identity(x)};
  }
  return {softmax(x, c.value("axis"))};
}

constexpr LayerDef layer(std::string_view name, const LayerGuide& guide, std::string_view signature,
                         Tensors (*run)(Call&), int min_rank = 0) {
  return {.name = name,
          .guide = guide,
          .signature = signature,
          .kind = LayerKind::kActivation,
          .min_rank = min_rank,
          .run = run};
}

constexpr LayerDef kLayers[] = {
    layer("ELU",
          {"Leaves positive numbers alone; below zero it approaches -alpha exponentially.",
           "ELU(alpha=1.0)(x) | x=[None,64]", "layers/activation_layers/elu"},
          "alpha=1.0", run_elu),
    layer("LeakyReLU",
          {"Leaves positive numbers alone and multiplies negative ones by a small slope.",
           "LeakyReLU(negative_slope=0.3)(x) | x=[None,64]", "layers/activation_layers/leaky_relu"},
          "negative_slope=0.3", run_leaky_relu),
    layer("PReLU",
          {"A leaky ReLU whose slope is learned, one for each element or shared along axes.",
           "PReLU(shared_axes=[1, 2])(x) | x=[None,32,32,16]", "layers/activation_layers/prelu"},
          "shared_axes=None", run_prelu),
    layer("ReLU",
          {"Makes negative numbers zero; optionally with an upper bound, a slope or a threshold.",
           "ReLU(max_value=6.0)(x) | x=[None,64]", "layers/activation_layers/relu"},
          "max_value=None, negative_slope=0.0, threshold=0.0", run_relu),
    layer("Softmax",
          {"Turns the numbers along an axis into probabilities that add up to 1.",
           "Softmax()(x) | x=[None,10]", "layers/activation_layers/softmax"},
          "axis=-1", run_softmax),
};

}  // namespace

std::span<const LayerDef> activation_layers() { return kLayers; }

}  // namespace modelviz
