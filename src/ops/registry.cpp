// Finding ops by the names that Keras gives them.
#include <unordered_map>

#include "ops/tables.h"

namespace modelviz {
namespace {

struct Registry {
  std::vector<const OpDef*> all;
  std::unordered_map<std::string_view, const OpDef*> by_name;
  std::unordered_multimap<std::string_view, const OpDef*> by_class;

  Registry() {
    for (auto table : {elementwise_ops, activation_ops, reduce_ops, contract_ops, shape_ops,
                       join_ops, index_ops, window_ops, nn_ops, image_ops, create_ops, linalg_ops,
                       signal_ops, control_ops, internal_ops}) {
      for (const OpDef& op : table()) {
        all.push_back(&op);
        by_name.emplace(op.name, &op);
        if (!op.keras_class.empty()) by_class.emplace(op.keras_class, &op);
      }
    }
  }
};

const Registry& registry() {
  static const Registry instance;
  return instance;
}

const OpDef* find_exactly(std::string_view name) {
  auto found = registry().by_name.find(name);
  return found == registry().by_name.end() ? nullptr : found->second;
}

}  // namespace

const OpDef* find_op(std::string_view name) {
  if (const OpDef* op = find_exactly(name)) return op;
  for (std::string_view module : {"nn", "numpy", "linalg"}) {
    if (!name.starts_with(module) || name.substr(module.size(), 1) != ".") continue;
    const OpDef* op = find_exactly(name.substr(module.size() + 1));
    return op && op->module == module ? op : nullptr;
  }
  return nullptr;
}

const OpDef* find_op_class(std::string_view keras_class, std::string_view module) {
  auto [first, last] = registry().by_class.equal_range(keras_class);
  for (auto entry = first; entry != last; ++entry) {
    if (module.empty() || module.ends_with(entry->second->module)) return entry->second;
  }
  return nullptr;
}

std::span<const OpDef* const> all_ops() { return registry().all; }

}  // namespace modelviz
