#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "view/repeats.h"

namespace modelviz {
namespace {

// A dtype policy is known by its name, which stands where other objects have their own.
bool names_itself(const Value& object) {
  const std::string* class_name = object["class_name"].as_string();
  return class_name != nullptr && class_name->ends_with("Policy");
}

// Settings that change from stage to stage of a model: sizes, and with the depth of a layer how
// much is dropped. The padding of a convolution is a word, and no size.
bool can_differ(const Member& member) {
  std::string_view key = member.key;
  bool is_amount = (key == "padding" || key == "cropping") && member.value.as_string() == nullptr;
  return is_amount || key == "filters" || key == "units" || key == "target_shape" || key == "rate";
}

class SettingsText {
 public:
  explicit SettingsText(bool similar) : similar_(similar) {}

  void add(const Layer& layer) {
    text_.append(layer.class_name).append("|").append(layer.module);
    text_ += layer.frozen ? "|frozen" : "|";
    if (layer.graph) return add(*layer.graph);
    if (const Dict* config = layer.config ? layer.config->as_dict() : nullptr) {
      for (const Member& member : *config) {
        bool is_held = layer.find_held(member.key) != nullptr;
        if (is_held || is_left_out(member, true)) continue;
        text_.append("|").append(member.key).append("=");
        add(member.value);
      }
    }
    for (const Layer::Held& held : layer.held) {
      text_.append("|").append(held.key).append(":");
      add(held.layer);
    }
  }

  void add(const CallSite& site) {
    text_ += '(';
    for (const Value& argument : site.args) add(argument);
    for (const Member& argument : site.kwargs) {
      text_.append(argument.key).append("=");
      add(argument.value);
    }
    text_ += ')';
  }

  std::string take() && { return std::move(text_); }

 private:
  [[nodiscard]] bool is_left_out(const Member& member, bool within_config) const {
    if (member.key == "seed" || member.key == "shared_object_id") return true;
    return within_config && (member.key == "name" || (similar_ && can_differ(member)));
  }

  void add(const Value& value, bool is_config = false) {
    if (const Dict* dict = value.as_dict()) {
      add(*dict, is_config, names_itself(value));
    } else if (const List* list = value.as_list()) {
      text_ += '[';
      for (const Value& item : *list) {
        add(item);
        text_ += ',';
      }
      text_ += ']';
    } else {
      text_ += value.text();
    }
  }

  void add(const Dict& dict, bool is_config, bool is_policy) {
    text_ += '{';
    for (const Member& member : dict) {
      if (is_left_out(member, is_config)) continue;
      text_.append(member.key).append(":");
      add(member.value, member.key == "config" && !is_policy);
      text_ += ',';
    }
    text_ += '}';
  }

  void add(const std::vector<TensorRef>& tensors) {
    for (const TensorRef& tensor : tensors) {
      for (int part : {tensor.layer, tensor.call, tensor.output}) {
        text_ += std::to_string(part) + ".";
      }
      text_ += ' ';
    }
  }

  void add(const Graph& graph) {
    for (const Layer& layer : graph.layers) {
      add(layer);
      for (const CallSite& site : layer.calls) {
        add(site);
        add(site.inputs);
      }
      text_ += ';';
    }
    add(graph.inputs);
    text_ += "->";
    add(graph.outputs);
  }

  bool similar_;
  std::string text_;
};

}  // namespace

std::string settings_text(const Layer& layer, bool similar) {
  SettingsText text(similar);
  text.add(layer);
  for (const CallSite& site : layer.calls) text.add(site);
  return std::move(text).take();
}

}  // namespace modelviz
