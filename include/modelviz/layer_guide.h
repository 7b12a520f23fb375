// What there is to say of a layer class beside its definition: a line of words, an example that is
// computed when it is shown, and where Keras writes about it.
//
// Each class of the registry has its entry in a table of src/layers/guide_*.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modelviz/layer.h"
#include "modelviz/model.h"

namespace modelviz {

struct LayerGuide {
  std::string_view name;  ///< Keras' class name
  std::string_view doc;   ///< one line
  /// How it is made and called, and behind " | " its inputs as modelviz eval takes them:
  /// "Dense(units=64)(x) | x=[None,128]"
  std::string_view example;
  /// Its page below https://keras.io/api; empty where it has none.
  std::string_view page;
  /// Why it has no page: that only Keras 1 or 2 had it.
  std::string_view note = {};
};

/// The guide of a class; nullptr if it has none.
const LayerGuide* find_layer_guide(std::string_view class_name);
/// The address of Keras' page for the class; empty where it has none.
std::string page_of(const LayerGuide& guide);

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
LayerExample make_example(const LayerGuide& guide);

}  // namespace modelviz
