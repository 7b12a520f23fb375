// Finding layers by their Keras class.
#include <unordered_map>

#include "layers/definition.h"
#include "layers/tables.h"

namespace modelviz {
namespace {

struct Registry {
  std::vector<const LayerDef*> all;
  std::unordered_map<std::string_view, const LayerDef*> by_name;

  Registry() {
    for (auto table :
         {core_layers, einsum_layers, convolution_layers, pooling_layers, recurrent_layers,
          recurrent_cells, wrapper_layers, attention_layers, normalization_layers,
          activation_layers, regularization_layers, merging_layers, reshaping_layers,
          preprocessing_layers, feature_column_layers, image_layers, audio_layers,
          application_layers, keras2_layers}) {
      for (const LayerDef& layer : table()) {
        all.push_back(&layer);
        by_name.emplace(layer.name, &layer);
      }
    }
  }
};

const Registry& registry() {
  static const Registry instance;
  return instance;
}

}  // namespace

const LayerDef* find_layer(std::string_view class_name) {
  auto found = registry().by_name.find(class_name);
  return found == registry().by_name.end() ? nullptr : found->second;
}

const LayerDef* definition_of(const Layer& layer) {
  if (layer.graph) return find_layer("Functional");
  std::string_view module = layer.module;
  bool is_of_keras = module.empty() || module.starts_with("keras") ||
                     module.starts_with("tf_keras") || module.starts_with("tensorflow");
  return is_of_keras ? find_layer(layer.class_name) : nullptr;
}

std::span<const LayerDef* const> all_layers() { return registry().all; }

std::string_view text(LayerKind kind) {
  switch (kind) {
    case LayerKind::kInput:
      return "input";
    case LayerKind::kCore:
      return "core";
    case LayerKind::kConvolution:
      return "convolution";
    case LayerKind::kPooling:
      return "pooling";
    case LayerKind::kRecurrent:
      return "recurrent";
    case LayerKind::kAttention:
      return "attention";
    case LayerKind::kNormalization:
      return "normalization";
    case LayerKind::kActivation:
      return "activation";
    case LayerKind::kRegularization:
      return "regularization";
    case LayerKind::kMerging:
      return "merging";
    case LayerKind::kReshaping:
      return "reshaping";
    case LayerKind::kPreprocessing:
      return "preprocessing";
    case LayerKind::kModel:
      return "model";
    case LayerKind::kOp:
      return "op";
    case LayerKind::kCustom:
      break;
  }
  return "custom";
}

LayerKind kind_of(const Layer& layer) {
  if (layer.is_op) return LayerKind::kOp;
  if (layer.graph) return LayerKind::kModel;
  const LayerDef* def = definition_of(layer);
  if (!def) return LayerKind::kCustom;
  // A wrapper is of the kind of what it wraps.
  const Layer* wrapped = def->kind == LayerKind::kCore ? layer.find_held("layer") : nullptr;
  return wrapped ? kind_of(*wrapped) : def->kind;
}

}  // namespace modelviz
