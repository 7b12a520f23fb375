// Layers as people ask for them: by any name or by a pattern, with their page and their example.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modelviz/layer.h"
#include "modelviz/model.h"

namespace modelviz {

/// The address of Keras' page for the class; empty where it has none.
std::string page_of(const LayerDef& layer);

/// The class that Keras also gives this name: MaxPool2D is MaxPooling2D. nullptr if there is none.
const LayerDef* find_layer_by_any_name(std::string_view name);
/// The other names of a class.
std::vector<std::string_view> aliases_of(const LayerDef& layer);
/// The classes one of whose names fits a pattern with * and ?, by kind and name.
std::vector<const LayerDef*> find_layers(std::string_view pattern);

/// The example as a model of its inputs and the one layer.
struct LayerExample {
  std::string expression;           ///< Dense(units=64)(x)
  std::vector<std::string> inputs;  ///< x=[None,128]
  Model model;

  [[nodiscard]] const Layer& layer() const { return model.root.graph->layers.back(); }
};
LayerExample make_example(const LayerDef& layer);

}  // namespace modelviz
