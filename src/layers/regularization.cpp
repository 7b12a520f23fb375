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

constexpr LayerDef layer(std::string_view name, const LayerGuide& guide, std::string_view signature,
                         Tensors (*run)(Call&), int rank = 0) {
  return {.name = name,
          .guide = guide,
          .signature = signature,
          .kind = LayerKind::kRegularization,
          .rank = rank,
          .run = run};
}

constexpr LayerDef kLayers[] = {
    layer("ActivityRegularization",
          {"Passes its input on and adds a penalty for large values to the loss.",
           "ActivityRegularization(l1=0.01)(x) | x=[None,64]",
           "layers/regularization_layers/activity_regularization"},
          "l1=0.0, l2=0.0", run_activity_regularization),
    layer("AlphaDropout",
          {"A dropout that keeps mean and variance, made for SELU networks.",
           "AlphaDropout(rate=0.1)(x) | x=[None,64]", "layers/regularization_layers/alpha_dropout"},
          "rate, noise_shape=None", run_dropout),
    layer("Dropout",
          {"In training, sets random elements to zero and enlarges the others to make up for it.",
           "Dropout(rate=0.5)(x) | x=[None,64]", "layers/regularization_layers/dropout"},
          "rate, noise_shape=None", run_dropout),
    layer("GaussianDropout",
          {"In training, multiplies the elements by random numbers around 1.",
           "GaussianDropout(rate=0.5)(x) | x=[None,64]",
           "layers/regularization_layers/gaussian_dropout"},
          "rate", run_dropout),
    layer("GaussianNoise",
          {"In training, adds normally distributed noise.",
           "GaussianNoise(stddev=0.1)(x) | x=[None,64]",
           "layers/regularization_layers/gaussian_noise"},
          "stddev", run_noise),
    layer("SpatialDropout1D",
          {"In training, drops whole channels of a sequence instead of single elements.",
           "SpatialDropout1D(rate=0.5)(x) | x=[None,10,4]",
           "layers/regularization_layers/spatial_dropout1d"},
          "rate", run_dropout, 3),
    layer("SpatialDropout2D",
          {"In training, drops whole channels of a picture instead of single elements.",
           "SpatialDropout2D(rate=0.5)(x) | x=[None,32,32,3]",
           "layers/regularization_layers/spatial_dropout2d"},
          "rate, data_format=None", run_dropout, 4),
    layer("SpatialDropout3D",
          {"In training, drops whole channels of a volume instead of single elements.",
           "SpatialDropout3D(rate=0.5)(x) | x=[None,16,16,16,2]",
           "layers/regularization_layers/spatial_dropout3d"},
          "rate, data_format=None", run_dropout, 5),
};

}  // namespace

std::span<const LayerDef> regularization_layers() { return kLayers; }

}  // namespace modelviz
