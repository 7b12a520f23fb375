#include "view/arguments.h"

#include <algorithm>
#include <string_view>

#include "layers/definition.h"

namespace modelviz {
namespace {

// The InputSlots among the arguments.
void add_slots(const Value& value, std::vector<int>& slots) {
  if (const InputSlot* slot = value.as_input()) {
    slots.push_back(slot->index);
  } else if (const List* list = value.as_list()) {
    for (const Value& item : *list) add_slots(item, slots);
  } else if (const Dict* dict = value.as_dict()) {
    std::vector<const Member*> members;
    for (const Member& member : *dict) members.push_back(&member);
    std::sort(members.begin(), members.end(),
              [](const Member* a, const Member* b) { return a->key < b->key; });
    for (const Member* member : members) add_slots(member->value, slots);
  } else if (const Slice* slice = value.as_slice()) {
    for (const Value* bound : {&slice->start, &slice->stop, &slice->step}) add_slots(*bound, slots);
  }
}

// Keras 3 writes masks into the file as arguments of those names, and its own ops that make them
// as nodes (not_equal). Other tensors that are given by name are as good as any: query=…, y=….
EdgeRole role_of(std::string_view keyword) {
  if (keyword == "mask" || keyword.ends_with("_mask")) return EdgeRole::kMask;
  bool is_state = keyword == "initial_state" || keyword == "constants";
  return is_state ? EdgeRole::kState : EdgeRole::kTensor;
}

// Keras 1 and 2 list the states and constants of a recurrent layer behind its sequence.
bool lists_states(const Layer& layer) {
  const LayerDef* def = layer.is_keras2 ? definition_of(layer) : nullptr;
  return def != nullptr && def->call_signature.starts_with("sequences");
}

}  // namespace

std::vector<TensorArgument> tensor_arguments(const Layer& layer, const CallSite& site) {
  std::vector<TensorArgument> arguments;
  auto add = [&](const Value& value, EdgeRole role) {
    std::vector<int> slots;
    add_slots(value, slots);
    for (int slot : slots) arguments.push_back({slot, role});
  };
  for (const Value& argument : site.args) add(argument, EdgeRole::kTensor);
  for (std::size_t i = 1; i < arguments.size() && lists_states(layer); ++i) {
    arguments[i].role = EdgeRole::kState;
  }
  for (const Member& argument : site.kwargs) add(argument.value, role_of(argument.key));
  return arguments;
}

}  // namespace modelviz
