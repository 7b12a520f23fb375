// Layers that occur in the models of keras.applications and are not in keras.layers.
// Source: keras/src/applications/convnext.py and inception_resnet_v2.py (3.15).
#include "layers/tables.h"
#include "ops/ops.h"

namespace modelviz {
namespace {

using namespace ops;

// Keras 3 numbers the weights of a model that have no name: variable, variable_1, …
std::string automatic_name(const Call& c) {
  int number = 0;
  for (const TraceWeight& weight : c.trace().weights()) {
    bool automatic = weight.name.starts_with("variable");
    if (automatic && weight.owner == &c.layer()) return weight.name;
    number += automatic;
  }
  return number == 0 ? "variable" : "variable_" + std::to_string(number);
}

// ConvNeXt: a factor for each channel.
Tensors run_layer_scale(Call& c) {
  Tensor x = c.input();
  std::string name = c.layer().is_keras2 ? "gamma" : automatic_name(c);
  return {x * c.weight(name, {c.count("projection_dim")})};
}

// Inception-ResNet: a branch, scaled, is added to the trunk.
Tensors run_custom_scale_layer(Call& c) {
  Tensors inputs = c.inputs();
  if (inputs.size() != 2) {
    c.fail("must be called on 2 tensors, not " + std::to_string(inputs.size()));
  }
  return {inputs[0] + inputs[1] * c.value("scale")};
}

constexpr LayerDef kLayers[] = {
    {.name = "CustomScaleLayer",
     .guide = {"Adds a scaled branch to the trunk, within Inception-ResNet.",
               "CustomScaleLayer(scale=0.17)([trunk, branch]) | trunk=[None,35,35,320] "
               "branch=[None,35,35,320]",
               "applications/inceptionresnetv2"},
     .signature = "scale",
     .kind = LayerKind::kMerging,
     .run = run_custom_scale_layer,
     .casts_outputs = false},
    {.name = "LayerScale",
     .guide = {"A learned factor for each channel, within ConvNeXt.",
               "LayerScale(init_values=1e-06, projection_dim=96)(x) | x=[None,56,56,96]",
               "applications/convnext"},
     .signature = "init_values, projection_dim",
     .kind = LayerKind::kNormalization,
     .run = run_layer_scale,
     .casts_outputs = false},
};

}  // namespace

std::span<const LayerDef> application_layers() { return kLayers; }

}  // namespace modelviz
