#include <algorithm>
#include <string_view>

#include "view/repeats.h"

namespace modelviz {
namespace {

bool is_left_out(std::string_view key, bool within_config) {
  return key == "seed" || key == "shared_object_id" || (within_config && key == "name");
}

// A dtype policy is known by its name, which stands where other objects have their own.
bool names_itself(const Value& object) {
  const std::string* class_name = object["class_name"].as_string();
  return class_name != nullptr && class_name->ends_with("Policy");
}

void add_text(std::string& text, const Value& value, bool is_config = false);

void add_text(std::string& text, const Dict& dict, bool is_config, bool is_policy) {
  text += '{';
  for (const Member& member : dict) {
    if (is_left_out(member.key, is_config)) continue;
    text.append(member.key).append(":");
    add_text(text, member.value, member.key == "config" && !is_policy);
    text += ',';
  }
  text += '}';
}

void add_text(std::string& text, const Value& value, bool is_config) {
  if (const Dict* dict = value.as_dict()) {
    add_text(text, *dict, is_config, names_itself(value));
  } else if (const List* list = value.as_list()) {
    text += '[';
    for (const Value& item : *list) {
      add_text(text, item);
      text += ',';
    }
    text += ']';
  } else {
    text += value.text();
  }
}

void add_text(std::string& text, const Layer& layer);

void add_text(std::string& text, const CallSite& site) {
  text += '(';
  for (const Value& argument : site.args) add_text(text, argument);
  for (const Member& argument : site.kwargs) {
    text.append(argument.key).append("=");
    add_text(text, argument.value);
  }
  text += ')';
}

void add_text(std::string& text, const std::vector<TensorRef>& tensors) {
  for (const TensorRef& tensor : tensors) {
    for (int part : {tensor.layer, tensor.call, tensor.output}) {
      text += std::to_string(part) + ".";
    }
    text += ' ';
  }
}

void add_text(std::string& text, const Graph& graph) {
  for (const Layer& layer : graph.layers) {
    add_text(text, layer);
    for (const CallSite& site : layer.calls) {
      add_text(text, site);
      add_text(text, site.inputs);
    }
    text += ';';
  }
  add_text(text, graph.inputs);
  text += "->";
  add_text(text, graph.outputs);
}

void add_text(std::string& text, const Layer& layer) {
  text.append(layer.class_name).append("|").append(layer.module);
  text += layer.frozen ? "|frozen" : "|";
  if (layer.graph) {
    add_text(text, *layer.graph);
    return;
  }
  if (const Dict* config = layer.config ? layer.config->as_dict() : nullptr) {
    for (const Member& member : *config) {
      bool is_held = layer.find_held(member.key) != nullptr;
      if (is_held || is_left_out(member.key, true)) continue;
      text.append("|").append(member.key).append("=");
      add_text(text, member.value);
    }
  }
  for (const Layer::Held& held : layer.held) {
    text.append("|").append(held.key).append(":");
    add_text(text, held.layer);
  }
}

}  // namespace

std::string settings_text(const Layer& layer) {
  std::string text;
  add_text(text, layer);
  for (const CallSite& site : layer.calls) add_text(text, site);
  return text;
}

}  // namespace modelviz
