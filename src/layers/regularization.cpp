// Layers that act in training only: noise, and penalties on what passes. Source:
// keras/src/layers/regularization (3.15).
#include "layers/tables.h"
#include "ops/ops.h"

namespace modelviz {
namespace {

using namespace ops;

void require_fraction(const Call& c, std::string_view key) {
  double fraction = c.number(key);
  if (fraction >= 0 && fraction <= 1) return;
  c.fail(std::string(key) + " must be between 0 and 1, not " + c.value(key).text());
}

Tensors run_dropout(Call& c) {
  require_fraction(c, "rate");
  return {randomize(c.input(), "dropout")};
}

Tensors run_noise(Call& c) {
  require_fraction(c, "stddev");
  return {randomize(c.input(), "noise")};
}

Tensors run_activity_regularization(Call& c) { return c.inputs(); }

constexpr LayerDef layer(std::string_view name, std::string_view signature, Tensors (*run)(Call&),
                         int rank = 0) {
  return {.name = name,
          .signature = signature,
          .kind = LayerKind::kRegularization,
          .rank = rank,
          .run = run};
}

constexpr LayerDef kLayers[] = {
    layer("ActivityRegularization", "l1=0.0, l2=0.0", run_activity_regularization),
    layer("AlphaDropout", "rate, noise_shape=None", run_dropout),
    layer("Dropout", "rate, noise_shape=None", run_dropout),
    layer("GaussianDropout", "rate", run_dropout),
    layer("GaussianNoise", "stddev", run_noise),
    layer("SpatialDropout1D", "rate", run_dropout, 3),
    layer("SpatialDropout2D", "rate, data_format=None", run_dropout, 4),
    layer("SpatialDropout3D", "rate, data_format=None", run_dropout, 5),
};

}  // namespace

std::span<const LayerDef> regularization_layers() { return kLayers; }

}  // namespace modelviz
