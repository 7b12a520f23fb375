// The calls of Keras 1 and 2, and what their configs call by other names.
//
// A call is a structure of leaves [layer, call, output, kwargs], in which the first argument's
// structure is kept and everything else stands in the kwargs of the leaves.
#include <algorithm>
#include <array>

#include "model/reader.h"
#include "support/text.h"

namespace modelviz {
namespace {

constexpr std::string_view kConstant = "_CONSTANT_VALUE";

// Layers that write the first argument as it was passed; all others wrap a single tensor in a list.
bool keeps_structure(std::string_view class_name) {
  constexpr std::array<std::string_view, 5> kClasses{"TFOpLambda", "SlicingOpLambda", "ClassMethod",
                                                     "InstanceMethod", "InstanceProperty"};
  return std::find(kClasses.begin(), kClasses.end(), class_name) != kClasses.end();
}

class CallReader {
 public:
  CallReader(const LayerIndex& index, CallSite& call) : index_(index), call_(call) {}

  // The first argument: a leaf, or a list or dict of such.
  Value argument(const Place& place) {
    const Value& value = *place.value;
    if (is_leaf(value)) {
      const List& leaf = *value.as_list();
      if (leaf.size() > 3 && call_.kwargs.empty()) read_kwargs(place.item(3));
      if (*leaf[0].as_string() == kConstant) return leaf[2];
      return tensor(place);
    }
    if (const List* list = value.as_list()) {
      List items;
      for (std::size_t i = 0; i < list->size(); ++i) items.push_back(argument(place.item(i)));
      return items;
    }
    if (const Dict* dict = value.as_dict()) {
      Dict members;
      for (const Member& member : *dict) {
        members.push_back({member.key, argument(place.child(member.key))});
      }
      return members;
    }
    return value;
  }

 private:
  static bool is_leaf(const Value& value) {
    const List* leaf = value.as_list();
    return leaf && leaf->size() >= 3 && leaf->front().is_string() && (*leaf)[1].is_int();
  }

  Value tensor(const Place& place) {
    auto ref = read_tensor_ref(*place.value, index_);
    if (!ref) place.fail("refers to a layer that is not in the model: " + place.value->text());
    call_.inputs.push_back(*ref);
    return InputSlot{static_cast<int>(call_.inputs.size()) - 1};
  }

  void read_kwargs(const Place& place) {
    const Dict* kwargs = place.value->as_dict();
    if (!kwargs) return;
    Dict read;
    for (const Member& member : *kwargs) {
      read.push_back({member.key, keyword(place.child(member.key))});
    }
    call_.kwargs = std::move(read);
  }

  // Within kwargs a tensor is any [layer name, integer, integer].
  Value keyword(const Place& place) {
    const Value& value = *place.value;
    if (const List* list = value.as_list()) {
      if (list->size() == 3 && read_tensor_ref(value, index_)) return tensor(place);
      List items;
      for (std::size_t i = 0; i < list->size(); ++i) items.push_back(keyword(place.item(i)));
      return items;
    }
    const Dict* dict = value.as_dict();
    if (!dict) return value;
    if (const std::string* class_name = value["class_name"].as_string();
        class_name && *class_name == "__ellipsis__") {
      return Ellipsis{};
    }
    if (dict->size() == 3 && value.find("start") && value.find("stop") && value.find("step")) {
      return Slice{keyword(place.child("start")), keyword(place.child("stop")),
                   keyword(place.child("step"))};
    }
    Dict members;
    for (const Member& member : *dict)
      members.push_back({member.key, keyword(place.child(member.key))});
    return members;
  }

  const LayerIndex& index_;
  CallSite& call_;
};

}  // namespace

std::vector<CallSite> read_calls_keras2(const Place& inbound_nodes, const LayerIndex& index,
                                        std::string_view class_name) {
  std::vector<CallSite> calls;
  const List* nodes = inbound_nodes.value->as_list();
  for (std::size_t i = 0; nodes && i < nodes->size(); ++i) {
    CallSite& call = calls.emplace_back();
    Value first = CallReader(index, call).argument(inbound_nodes.item(i));
    List* list = first.as_list();
    bool wrapped = list && list->size() == 1 && !keeps_structure(class_name);
    Value unwrapped = wrapped ? std::move(list->front()) : std::move(first);
    call.args.push_back(std::move(unwrapped));
  }
  return calls;
}

namespace {

struct Rename {
  std::string_view class_name, from, to;  // an empty class is any
};

constexpr Rename kRenames[] = {
    {"", "batch_input_shape", "batch_shape"},
    {"LeakyReLU", "alpha", "negative_slope"},
};

// Keys that Keras 3 expects as one integer and Keras 2 wrote as a list of one after building.
constexpr std::string_view kSingleAxis[] = {"BatchNormalization", "SyncBatchNormalization",
                                            "BatchNormalizationV1", "BatchNormalizationV2"};

// What a missing key meant in Keras 2, where Keras 3 has another default.
struct Default {
  std::string_view class_name, key;
  bool value;
};
constexpr Default kDefaults[] = {
    {"GRU", "reset_after", false},
    {"GRUCell", "reset_after", false},
};

}  // namespace

std::shared_ptr<const Value> keras2_to_keras3(std::string_view class_name,
                                              std::shared_ptr<const Value> config) {
  if (!config->is_dict()) return config;
  std::optional<Value> changed;
  auto change = [&](std::string_view key, Value value) {
    if (!changed) changed = *config;
    changed->set(key, std::move(value));
  };
  for (const Rename& rename : kRenames) {
    if (!rename.class_name.empty() && rename.class_name != class_name) continue;
    const Value* old = config->find(rename.from);
    if (old && !config->find(rename.to)) change(rename.to, *old);
  }
  bool one_axis = std::find(std::begin(kSingleAxis), std::end(kSingleAxis), class_name) !=
                  std::end(kSingleAxis);
  if (const List* axis = (*config)["axis"].as_list(); one_axis && axis && axis->size() == 1) {
    change("axis", axis->front());
  }
  for (const Default& missing : kDefaults) {
    if (missing.class_name == class_name && !config->find(missing.key)) {
      change(missing.key, missing.value);
    }
  }
  if (!changed) return config;
  return std::make_shared<const Value>(*std::move(changed));
}

}  // namespace modelviz
