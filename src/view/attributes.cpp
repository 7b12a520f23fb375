#include "view/attributes.h"

#include <algorithm>
#include <iomanip>
#include <sstream>
#include <string_view>
#include <vector>

#include "modelviz/error.h"
#include "support/text.h"

namespace modelviz {
namespace {

constexpr std::size_t kLongest = 60;

// Dropout rates that grow with the depth of a layer have up to 17 digits, of which three matter.
std::string number_text(const Value& number) {
  constexpr std::size_t kShort = 6;
  std::string text = number.text();
  if (text.size() <= kShort) return text;
  std::ostringstream rounded;
  rounded << std::setprecision(3) << *number.as_float();
  return rounded.str();
}

// 3×3 of sizes, else as Python prints it.
std::string value_text(const Value& value) {
  const List* list = value.as_list();
  bool is_sizes =
      list != nullptr && !list->empty() &&
      std::all_of(list->begin(), list->end(), [](const Value& v) { return v.is_int(); });
  if (is_sizes) {
    std::vector<std::string> sizes;
    for (const Value& size : *list) sizes.push_back(size.text());
    return join(sizes, "×");
  }
  if (const std::string* text = value.as_string()) return *text;
  if (value.is_float()) return number_text(value);
  const std::string* class_name = value["class_name"].as_string();
  return class_name != nullptr ? *class_name : value.text();
}

// One number for all axes where they have the same: stride 2.
std::string steps_text(const Value& value) {
  const List* list = value.as_list();
  bool is_same = list != nullptr && !list->empty() &&
                 std::all_of(list->begin(), list->end(),
                             [&](const Value& step) { return step == list->front(); });
  return is_same ? list->front().text() : value_text(value);
}

bool is_one(const Value& value) { return steps_text(value) == "1"; }

enum class Form { kSize, kSteps, kWord, kCount };

// What tells one layer from another of its class, and is not to be seen from its shapes.
struct Attribute {
  std::string_view key;
  Form form;
  std::string_view word;
};

constexpr Attribute kAttributes[] = {
    {"kernel_size", Form::kSize, ""},
    {"pool_size", Form::kSize, ""},
    {"size", Form::kSize, ""},
    {"strides", Form::kSteps, "stride"},
    {"dilation_rate", Form::kSteps, "dilation"},
    {"groups", Form::kSteps, "groups"},
    {"num_heads", Form::kCount, "heads"},
    {"rate", Form::kWord, "rate"},
};

bool is_shown(const Attribute& attribute, const Value& value, const Value& config) {
  if (value.is_none() || value.is_dict()) return false;
  if (attribute.form != Form::kSteps) return true;
  // Pools that touch each other are the rule.
  bool is_pool_size = attribute.key == "strides" && value == config["pool_size"];
  return !is_one(value) && !is_pool_size;
}

std::string text_of(const Attribute& attribute, const Value& value) {
  switch (attribute.form) {
    case Form::kSize:
      return value_text(value);
    case Form::kSteps:
      return std::string(attribute.word) + " " + steps_text(value);
    case Form::kWord:
      return std::string(attribute.word) + " " + value_text(value);
    case Form::kCount:
      break;
  }
  return value_text(value) + " " + std::string(attribute.word);
}

// The layer whose settings count: what a wrapper holds.
const Layer& innermost(const Layer& layer) {
  const Layer* held = layer.find_held("layer");
  return held == nullptr ? layer : innermost(*held);
}

// An activation that is not the one that a class always has.
bool is_activation_shown(const Value& config, const ViewOptions& options) {
  const std::string* activation = config["activation"].as_string();
  return activation != nullptr && *activation != "linear" && !options.show_layer_activations &&
         !config.find("recurrent_initializer");
}

std::vector<std::string> what_matters(const Value& config, const ViewOptions& options) {
  std::vector<std::string> texts;
  for (const Attribute& attribute : kAttributes) {
    const Value& value = config[attribute.key];
    if (is_shown(attribute, value, config)) texts.push_back(text_of(attribute, value));
  }
  if (is_activation_shown(config, options)) texts.push_back(*config["activation"].as_string());
  return texts;
}

std::vector<std::string> chosen(const Value& config, const std::vector<std::string>& keys) {
  std::vector<std::string> texts;
  for (const std::string& key : keys) {
    const Value* value = config.find(key);
    if (value != nullptr) texts.push_back(key + " " + value_text(*value));
  }
  return texts;
}

void add_keys(const Layer& layer, std::vector<std::string_view>& keys) {
  if (const Dict* config = layer.config ? layer.config->as_dict() : nullptr;
      config && !layer.graph) {
    for (const Member& member : *config) keys.emplace_back(member.key);
  }
  for (const Layer::Held& held : layer.held) add_keys(held.layer, keys);
  if (!layer.graph) return;
  for (const Layer& inner : layer.graph->layers) add_keys(inner, keys);
}

}  // namespace

std::string attributes_text(const Layer& layer, const ViewOptions& options) {
  const Layer& shown = innermost(layer);
  if (!options.show_attributes || !shown.config || shown.graph || shown.is_op) return {};
  std::string text = join(options.attributes.empty() ? what_matters(*shown.config, options)
                                                     : chosen(*shown.config, options.attributes),
                          ", ");
  // Some settings are tables of numbers.
  return text.size() <= kLongest || !options.attributes.empty() ? text : "";
}

void check_attributes(const Model& model, const std::vector<std::string>& keys) {
  std::vector<std::string_view> known;
  if (!keys.empty()) add_keys(model.root, known);
  for (const std::string& key : keys) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    std::string_view meant = nearest(key, known);
    throw Error(Fault::kUsage, "no layer of the model has a setting '" + sanitize(key) + "'",
                meant.empty()
                    ? "settings are the keys of a layer's config: kernel_size, strides, units"
                    : "did you mean " + sanitize(meant) + "?");
  }
}

}  // namespace modelviz
