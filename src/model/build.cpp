// From the file's JSON to the root layer: what kind of config it is, and each layer's entry.
#include <algorithm>

#include "model/opaque.h"
#include "model/reader.h"
#include "support/text.h"

namespace modelviz {

Layer::Layer() = default;
Layer::Layer(Layer&&) noexcept = default;
Layer& Layer::operator=(Layer&&) noexcept = default;
Layer::~Layer() = default;

const Layer* Layer::find_held(std::string_view key, int index) const {
  auto first = std::find_if(held.begin(), held.end(),
                            [&](const Held& candidate) { return candidate.key == key; });
  if (held.end() - first <= index) return nullptr;
  first += index;  // those of one key stand together
  return first->key == key ? &first->layer : nullptr;
}

std::string_view text(Format format) {
  switch (format) {
    case Format::kKeras1Json:
      return "keras1-json";
    case Format::kKeras2Json:
      return "keras2-json";
    case Format::kKeras3Json:
      break;
  }
  return "keras3-json";
}

namespace {

// Keras 2 ops that became layers of a functional config.
bool is_keras2_op(std::string_view class_name) {
  return class_name == "TFOpLambda" || class_name == "SlicingOpLambda" ||
         class_name == "TensorFlowOpLayer";
}

// An op and a layer can share a class name: the module decides. Files without modules (legacy HDF5)
// tell them apart by the config, as every layer has "trainable".
bool is_op(std::string_view class_name, std::string_view module, const Value& config,
           const Dialect& dialect) {
  if (!dialect.is_keras3()) return is_keras2_op(class_name);
  if (!module.empty()) {
    return module.starts_with("keras.src.ops") || module.starts_with("keras_core.src.ops") ||
           module == "keras.src.activations.activations";
  }
  return config.is_dict() && !config.find("trainable") && !config["dtype"].is_dict() &&
         !config.find("batch_shape");
}

bool has_functional_graph(const Value& config) {
  return config["layers"].is_list() && config.find("input_layers") && config.find("output_layers");
}

bool is_sequential(std::string_view class_name, const Value& config) {
  if (class_name == "Sequential") return config.is_list() || config["layers"].is_list();
  return config["layers"].is_list() && config.find("build_input_shape");  // a class derived from it
}

// The models that Keras itself writes have these, if the file is whole.
void require_graph(const Place& config, std::string_view class_name) {
  bool is_functional = class_name == "Functional" || class_name == "Model";
  if (!is_functional && class_name != "Sequential") return;
  for (std::string_view key : {"layers", "input_layers", "output_layers"}) {
    const Value* value = config.value->find(key);
    std::string of = "\"" + std::string(key) + "\" of this " + std::string(class_name);
    if (!value) config.fail(of + " is missing");
    if (!is_functional || key == "layers") {
      if (!value->is_list())
        config.child(key).fail(of + " is " + json_kind(*value) + ", not a list");
    }
    if (!is_functional) return;
  }
}

// The layers that wrappers and recurrent layers hold. Any other class may hold them too, but only
// where the value is clearly a serialized layer.
void read_held(Layer& layer, const Place& config, const Dialect& dialect) {
  auto is_entry = [](const Value& value) {
    return value.find("class_name") && value.find("config");
  };
  for (std::string_view key : {"layer", "forward_layer", "backward_layer", "cell"}) {
    if (!is_entry((*config.value)[key])) continue;
    layer.held.push_back({std::string(key), read_layer(config.child(key), dialect)});
  }
  for (std::string_view key : {"cells", "layers"}) {
    const List* list = (*config.value)[key].as_list();
    for (std::size_t i = 0; list && i < list->size(); ++i) {
      if (!is_entry((*list)[i])) continue;
      layer.held.push_back({std::string(key), read_layer(config.child(key).item(i), dialect)});
    }
  }
}

bool holds_bidirectional(const Layer& layer) {
  return std::any_of(layer.held.begin(), layer.held.end(), [](const Layer::Held& held) {
    return held.layer.class_name == "Bidirectional" || holds_bidirectional(held.layer);
  });
}

// Keras 2 writes a backward layer only where the user gave one, else it is the forward layer
// reversed; and it gives both their prefixes when it loads them. Of one that holds another, which
// nothing runs, no copy is made: copies of copies would double with each level.
void complete_bidirectional(Layer& layer, const Place& config, const Dialect& dialect) {
  const Layer* forward = layer.find_held("layer");
  if (layer.class_name != "Bidirectional" || !forward) return;
  if (!layer.find_held("backward_layer") && !holds_bidirectional(layer)) {
    Value reversed = *config.child("layer").value;
    Value inner = reversed["config"];
    if (!inner.is_dict()) inner = Dict{};  // no layer writes that
    inner.set("go_backwards", !inner["go_backwards"].as_bool().value_or(false));
    reversed.set("config", std::move(inner));
    Place place{std::make_shared<const Value>(std::move(reversed)), forward->json_path};
    layer.held.push_back({"backward_layer", read_layer(place, dialect)});
  }
  for (Layer::Held& held : layer.held) {
    held.layer.name = (held.key == "layer" ? "forward_" : "backward_") + held.layer.name;
  }
}

}  // namespace

Layer read_layer(const Place& place, const Dialect& dialect) {
  return read_layer(read_entry(place, dialect), dialect);
}

Layer read_layer(const Entry& entry, const Dialect& dialect) {
  const Place& config = entry.config;
  Layer layer;
  layer.json_path = entry.place.path;
  layer.class_name = entry.class_name;
  layer.module = string_of((*entry.place.value)["module"]);
  layer.name = given_name(entry);
  if (layer.name.empty()) layer.name = automatic_name(layer.class_name);  // a custom layer
  layer.is_keras2 = !dialect.is_keras3();
  if (const Value* build = entry.place.value->find("build_config"); build && !build->is_none()) {
    layer.build_config = entry.place.child("build_config").value;
  }
  bool is_graph = has_functional_graph(*config.value) || is_keras1_graph(*config.value) ||
                  is_sequential(layer.class_name, *config.value);
  if (!is_graph) require_graph(config, layer.class_name);
  if (has_functional_graph(*config.value)) {
    layer.graph = std::make_unique<const Graph>(read_functional(config, dialect));
  } else if (is_sequential(layer.class_name, *config.value)) {
    layer.graph = std::make_unique<const Graph>(read_sequential(config, dialect));
  } else if (is_keras1_graph(*config.value)) {
    layer.graph = std::make_unique<const Graph>(read_keras1_graph(config, dialect));
  } else if (is_op(layer.class_name, layer.module, *config.value, dialect)) {
    layer.is_op = true;
  } else {
    read_held(layer, config, dialect);
    if (!dialect.is_keras3()) complete_bidirectional(layer, config, dialect);
  }
  // Keras forgets this of a model when it loads it (Keras 3 only of a Sequential); its layers keep
  // theirs.
  bool forgotten = layer.graph && (!dialect.is_keras3() || layer.graph->sequential);
  layer.frozen = !forgotten && (*config.value)["trainable"].as_bool() == false;
  layer.config = config.value;
  if (dialect.generation == Generation::kKeras1) {
    layer.config = keras1_to_keras2(layer.class_name, layer.config, dialect);
  }
  if (!dialect.is_keras3()) layer.config = keras2_to_keras3(layer.class_name, layer.config);
  return layer;
}

namespace {

Format format_of(const Dialect& dialect) {
  switch (dialect.generation) {
    case Generation::kKeras1:
      return Format::kKeras1Json;
    case Generation::kKeras2:
      return Format::kKeras2Json;
    case Generation::kKeras3:
      break;
  }
  return Format::kKeras3Json;
}

}  // namespace

Model build(Document document) {
  Model model;
  model.file = document.file;
  model.document = std::move(document);
  const Document& read = model.document;
  try {
    Place root{from_camel_case(read.root), read.root_path};
    Entry entry = read_root(root);
    model.keras_version = read.keras_version;
    if (model.keras_version.empty()) {
      model.keras_version = string_of((*root.value)["keras_version"]);
    }
    if (model.keras_version.starts_with("tfjs")) model.keras_version.clear();  // it is no Keras
    Dialect dialect = detect_dialect(entry, model.keras_version);
    model.format = format_of(dialect);
    model.root = read_layer(entry, dialect);
    if (!model.root.graph && !open_weights(model)) {
      root.fail("holds " + sanitize(model.root.class_name) + " '" + sanitize(model.root.name) +
                    "', which is no Functional or Sequential model: there is no graph of layers in "
                    "the file",
                "A model's JSON is what Keras' model.to_json() returns.");
    }
  } catch (Error& error) {
    error.diagnostic.file = read.file;
    if (!read.member.empty()) error.diagnostic.message.insert(0, read.member + ": ");
    throw;
  }
  return model;
}

}  // namespace modelviz
