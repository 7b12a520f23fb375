// From the file's JSON to the root layer: what kind of config it is, and each layer's entry.
#include <algorithm>

#include "model/opaque.h"
#include "model/other_json.h"
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
  return format == Format::kKeras3Json ? "keras3-json" : "keras2-json";
}

Place Place::child(std::string_view key) const {
  // Shares the ownership of the whole document.
  return {std::shared_ptr<const Value>(value, &(*value)[key]), path + "/" + std::string(key)};
}

Place Place::item(std::size_t index) const {
  return {std::shared_ptr<const Value>(value, &value->as_list()->at(index)),
          path + "/" + std::to_string(index)};
}

void Place::fail(std::string message, std::string hint) const {
  Diagnostic diagnostic{.message = std::move(message), .hint = std::move(hint)};
  diagnostic.json_path = path;
  throw Error(Fault::kInput, std::move(diagnostic));
}

namespace {

constexpr std::string_view kModelHint = "A model's JSON is what Keras' model.to_json() returns.";

// Keras 2 ops that became layers of a functional config.
bool is_keras2_op(std::string_view class_name) {
  return class_name == "TFOpLambda" || class_name == "SlicingOpLambda" ||
         class_name == "TensorFlowOpLayer";
}

// An op and a layer can share a class name: the module decides. Files without modules (legacy HDF5)
// tell them apart by the config, as every layer has "trainable".
bool is_op(std::string_view class_name, std::string_view module, const Value& config,
           Dialect dialect) {
  if (dialect == Dialect::kKeras2) return is_keras2_op(class_name);
  if (!module.empty()) {
    return module.starts_with("keras.src.ops") || module.starts_with("keras_core.src.ops") ||
           module == "keras.src.activations.activations";
  }
  return config.is_dict() && !config.find("trainable") && !config.find("dtype") &&
         !config.find("batch_shape");
}

bool has_functional_graph(const Value& config) {
  return config["layers"].is_list() && config.find("input_layers") && config.find("output_layers");
}

bool is_sequential(std::string_view class_name, const Value& config) {
  if (class_name != "Sequential") return false;
  return config.is_list() || config["layers"].is_list();
}

// The layers that wrappers and recurrent layers hold. Any other class may hold them too, but only
// where the value is clearly a serialized layer.
void read_held(Layer& layer, const Place& config, Dialect dialect) {
  for (std::string_view key : {"layer", "forward_layer", "backward_layer", "cell"}) {
    Place held = config.child(key);
    if (held.value->find("class_name") && held.value->find("config")) {
      layer.held.push_back({std::string(key), read_layer(held, dialect)});
    }
  }
  for (std::string_view key : {"cells", "layers"}) {
    Place held = config.child(key);
    const List* list = held.value->as_list();
    for (std::size_t i = 0; list && i < list->size(); ++i) {
      Place item = held.item(i);
      if (item.value->find("class_name") && item.value->find("config")) {
        layer.held.push_back({std::string(key), read_layer(item, dialect)});
      }
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
void complete_bidirectional(Layer& layer, const Place& config) {
  const Layer* forward = layer.find_held("layer");
  if (layer.class_name != "Bidirectional" || !forward) return;
  if (!layer.find_held("backward_layer") && !holds_bidirectional(layer)) {
    Value reversed = *config.child("layer").value;
    Value inner = reversed["config"];
    inner.set("go_backwards", !inner["go_backwards"].as_bool().value_or(false));
    reversed.set("config", std::move(inner));
    Place place{std::make_shared<const Value>(std::move(reversed)), forward->json_path};
    layer.held.push_back({"backward_layer", read_layer(place, Dialect::kKeras2)});
  }
  for (Layer::Held& held : layer.held) {
    held.layer.name = (held.key == "layer" ? "forward_" : "backward_") + held.layer.name;
  }
}

// Custom layers may lack a name: Keras would make one from the class.
std::string name_of(const Value& entry, const Value& config, std::string_view class_name) {
  for (const Value* name : {&entry["name"], &config["name"]}) {
    if (const std::string* text = name->as_string(); text && !text->empty()) return *text;
  }
  std::string name;
  for (char c : class_name) {
    bool upper = c >= 'A' && c <= 'Z';
    if (upper && !name.empty()) name += '_';
    name += upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return name.empty() ? "layer" : name;
}

std::string string_of(const Value& value) {
  const std::string* text = value.as_string();
  return text ? *text : std::string();
}

}  // namespace

Layer read_layer(const Place& place, Dialect dialect) {
  const Value& entry = *place.value;
  Layer layer;
  layer.json_path = place.path;
  layer.class_name = string_of(entry["class_name"]);
  layer.module = string_of(entry["module"]);
  Place config = place.child("config");
  if (layer.class_name.empty() || !(config.value->is_dict() || config.value->is_list())) {
    place.fail("a layer is an object with \"class_name\" and \"config\"");
  }
  layer.name = name_of(entry, *config.value, layer.class_name);
  layer.is_keras2 = dialect == Dialect::kKeras2;
  if (const Value* build = entry.find("build_config"); build && !build->is_none()) {
    layer.build_config = place.child("build_config").value;
  }
  if (has_functional_graph(*config.value)) {
    layer.graph = std::make_unique<const Graph>(read_functional(config, dialect));
  } else if (is_sequential(layer.class_name, *config.value)) {
    layer.graph = std::make_unique<const Graph>(read_sequential(config, dialect));
  } else if (is_op(layer.class_name, layer.module, *config.value, dialect)) {
    layer.is_op = true;
  } else {
    read_held(layer, config, dialect);
    if (dialect == Dialect::kKeras2) complete_bidirectional(layer, config);
  }
  // Keras forgets this of a model when it loads it (Keras 3 only of a Sequential); its layers keep
  // theirs.
  bool forgotten = layer.graph && (dialect == Dialect::kKeras2 || layer.graph->sequential);
  layer.frozen = !forgotten && (*config.value)["trainable"].as_bool() == false;
  layer.config =
      dialect == Dialect::kKeras2 ? to_keras3(layer.class_name, config.value) : config.value;
  return layer;
}

namespace {

bool has_keras3_calls(const Value& config) {
  const List* layers = config["layers"].as_list();
  for (std::size_t i = 0; layers && i < layers->size(); ++i) {
    const List* calls = (*layers)[i]["inbound_nodes"].as_list();
    if (calls && !calls->empty()) return calls->front().find("args") != nullptr;
    if ((*layers)[i]["config"].find("batch_shape")) return true;
  }
  return false;
}

// "module" alone does not mean Keras 3: Keras 2.12 to 2.15 write it too, but with their version.
Dialect detect_dialect(const Value& root, const std::string& version) {
  if (has_keras3_calls(root["config"])) return Dialect::kKeras3;
  if (!version.empty()) return version[0] >= '3' ? Dialect::kKeras3 : Dialect::kKeras2;
  bool keras3 = root.find("module") || root.find("registered_name") || root.find("build_config");
  return keras3 ? Dialect::kKeras3 : Dialect::kKeras2;
}

void require_model(const Place& root) {
  refuse_other_json(root);
  const Value& value = *root.value;
  if (!value["class_name"].is_string() || !value.find("config")) {
    root.fail("is JSON, but not a Keras model: it has no \"class_name\" and \"config\"",
              std::string(kModelHint));
  }
}

}  // namespace

Model build(Document document) {
  Model model;
  model.file = document.file;
  model.document = std::move(document);
  const Document& read = model.document;
  try {
    Place root{read.root, read.root_path};
    require_model(root);
    model.keras_version = read.keras_version;
    if (model.keras_version.empty()) {
      model.keras_version = string_of((*read.root)["keras_version"]);
    }
    if (model.keras_version.starts_with("tfjs")) model.keras_version.clear();  // it is no Keras
    Dialect dialect = detect_dialect(*read.root, model.keras_version);
    model.format = dialect == Dialect::kKeras3 ? Format::kKeras3Json : Format::kKeras2Json;
    model.root = read_layer(root, dialect);
    if (!model.root.graph && !open_weights(model)) {
      root.fail("holds " + sanitize(model.root.class_name) + " '" + sanitize(model.root.name) +
                    "', which is no Functional or Sequential model: there is no graph of layers in "
                    "the file",
                std::string(kModelHint));
    }
  } catch (Error& error) {
    error.diagnostic.file = read.file;
    if (!read.member.empty()) error.diagnostic.message.insert(0, read.member + ": ");
    throw;
  }
  return model;
}

}  // namespace modelviz
