// In which form a file holds a model, and which generation of Keras wrote it.
#include <algorithm>

#include "model/other_json.h"
#include "model/reader.h"
#include "support/text.h"

namespace modelviz {
namespace {

constexpr std::string_view kModelHint = "A model's JSON is what Keras' model.to_json() returns.";

bool is_entry(const Value& value) {
  return value["class_name"].is_string() && value.find("config");
}

// Keras 0.x wrote the class as "name" among the keys of the config.
bool is_flat_entry(const Value& value) {
  return value["name"].is_string() && !value.find("class_name") && !value.find("config");
}

Entry flat_entry(const Place& place) { return {place, string_of((*place.value)["name"]), place}; }

bool is_keras0_model(const Value& value) {
  if (!is_flat_entry(value)) return false;
  const List* layers = value["layers"].as_list();
  return is_keras1_graph(value) || (layers && !layers->empty() && is_flat_entry(layers->front()));
}

}  // namespace

Entry read_entry(const Place& place, const Dialect& dialect) {
  const Value& value = *place.value;
  if (dialect.generation == Generation::kKeras1 && is_flat_entry(value)) return flat_entry(place);
  if (!value.is_dict()) {
    place.fail("a layer is an object with \"class_name\" and \"config\", not " + json_kind(value));
  }
  const Value& class_name = value["class_name"];
  if (string_of(class_name).empty()) {
    place.fail(value.find("class_name")
                   ? "\"class_name\" is " + json_kind(class_name) + ", not the name of a class"
                   : "a layer is an object with \"class_name\" and \"config\": this one has no "
                     "\"class_name\"");
  }
  Place config = place.child("config");
  if (!config.value->is_dict() && !config.value->is_list()) {
    std::string of = "\"config\" of " + sanitize(string_of(class_name)) + " ";
    place.fail(value.find("config") ? of + "is " + json_kind(*config.value) + ", not an object"
                                    : of + "is missing");
  }
  return {place, string_of(class_name), std::move(config)};
}

std::string given_name(const Entry& entry) {
  const Value &place = *entry.place.value, &config = *entry.config.value;
  bool is_flat = &place == &config;  // then "name" is the class, or that of the model
  if (is_flat && place.find("custom_name")) return string_of(place["custom_name"]);
  if (is_flat && is_flat_entry(place) && string_of(place["name"]) == entry.class_name) return "";
  std::string name = string_of(place["name"]);
  return name.empty() ? string_of(config["name"]) : name;
}

Entry read_root(const Place& root) {
  const Value& value = *root.value;
  const List* list = value.as_list();
  if (list && !list->empty() && is_entry(list->front())) return {root, "Sequential", root};
  if (!value.find("class_name") && value["layers"].is_list() && !value.find("optimizer")) {
    bool has_graph = value.find("input_layers") && value.find("output_layers");
    const List& layers = *value["layers"].as_list();
    bool has_entries = !layers.empty() && is_entry(layers.front());
    if (has_graph) return {root, "Functional", root};
    if (has_entries) return {root, "Sequential", root};
  }
  if (is_keras0_model(value)) return flat_entry(root);
  refuse_other_json(root);
  if (!value["class_name"].is_string() || !value.find("config")) {
    root.fail("is JSON, but not a Keras model: it has no \"class_name\" and \"config\"",
              std::string(kModelHint));
  }
  return read_entry(root, {});
}

namespace {

// What the entries of a model's layers say without doubt: Keras 3, or not. Those of nested models
// may say it where the outer ones do not.
std::optional<bool> says_keras3(const Value& config) {
  const List* layers = config.is_list() ? config.as_list() : config["layers"].as_list();
  for (std::size_t i = 0; layers && i < layers->size(); ++i) {
    const Value& entry = (*layers)[i];
    const List* calls = entry["inbound_nodes"].as_list();
    if (calls && !calls->empty()) return calls->front().find("args") != nullptr;
    const Value& inner = entry["config"];
    if (inner.find("batch_shape")) return true;
    if (inner.find("batch_input_shape")) return false;
    if (auto said = says_keras3(inner)) return said;
  }
  return std::nullopt;
}

// "module" alone does not mean Keras 3: Keras 2.12 to 2.15 write it too.
bool has_keras3_envelope(const Value& root) {
  std::string module = string_of(root["module"]);
  if (module.starts_with("tf_keras") || module.find(".engine.") != std::string::npos) return false;
  return root.find("module") || root.find("registered_name") || root.find("build_config");
}

Generation detect_generation(const Entry& root, const std::string& version) {
  if (auto said = says_keras3(*root.config.value); said == true) return Generation::kKeras3;
  char major = version.empty() ? '\0' : version.front();
  if (major == '0' || major == '1') return Generation::kKeras1;
  if (major >= '3' && major <= '9') return Generation::kKeras3;
  if (!version.empty()) return Generation::kKeras2;  // also "tfjs-layers 4.22.0"
  const Value& value = *root.place.value;
  if (is_keras0_model(value)) return Generation::kKeras1;
  if (!says_keras3(*root.config.value) && has_keras3_envelope(value)) return Generation::kKeras3;
  return has_keras1_keys(*root.config.value) ? Generation::kKeras1 : Generation::kKeras2;
}

// Of the first layer that says it.
Value find_data_format(const Value& value) {
  if (const std::string* ordering = value["dim_ordering"].as_string()) {
    if (*ordering == "th") return "channels_first";
    if (*ordering == "tf") return "channels_last";
  }
  if (const List* list = value.as_list()) {
    for (const Value& item : *list) {
      if (Value found = find_data_format(item); !found.is_none()) return found;
    }
  } else if (const Dict* dict = value.as_dict()) {
    for (const Member& member : *dict) {
      if (Value found = find_data_format(member.value); !found.is_none()) return found;
    }
  }
  return {};
}

}  // namespace

Dialect detect_dialect(const Entry& root, const std::string& version) {
  Dialect dialect{.generation = detect_generation(root, version)};
  if (dialect.generation != Generation::kKeras1) return dialect;
  dialect.data_format = find_data_format(*root.config.value);
  // Before there was a choice, the channels came first.
  bool is_old = is_keras0_model(*root.place.value);
  if (is_old && dialect.data_format.is_none()) dialect.data_format = "channels_first";
  return dialect;
}

namespace {

// Words are spelled so too (channelsLast), but not names.
Value to_snake_case(const Value& value) {
  if (const List* list = value.as_list()) {
    List items;
    for (const Value& item : *list) items.push_back(to_snake_case(item));
    return items;
  }
  const Dict* dict = value.as_dict();
  if (!dict) return value;
  Dict members;
  for (const Member& member : *dict) {
    std::string key = snake_case(member.key);
    const std::string* word = member.value.as_string();
    bool is_name = key == "name" || key == "class_name";
    Value converted = word && !is_name ? Value(snake_case(*word)) : to_snake_case(member.value);
    members.push_back({std::move(key), std::move(converted)});
  }
  return members;
}

}  // namespace

std::shared_ptr<const Value> from_camel_case(std::shared_ptr<const Value> root) {
  const Value& layers = root->is_list() ? *root : (*root)["layers"];
  const List* list = layers.as_list();
  bool in_layers = list && !list->empty() && list->front().find("className");
  if (!root->find("className") && !in_layers) return root;
  return std::make_shared<const Value>(to_snake_case(*root));
}

}  // namespace modelviz
