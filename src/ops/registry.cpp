// Finding ops by the names that Keras gives them.
#include <unordered_map>

#include "ops/tables.h"
#include "ops/tensorflow_table.h"

namespace modelviz {
namespace {

struct Table {
  std::span<const OpDef> (*ops)();
  Work work;
};

constexpr Table kTables[] = {
    {elementwise_ops, Work::kPerOutput},
    {activation_ops, Work::kPerOutput},
    {reduce_ops, Work::kPerInput},
    {contract_ops, Work::kNone},
    {shape_ops, Work::kNone},
    {join_ops, Work::kNone},
    {index_ops, Work::kNone},
    {window_ops, Work::kPerInput},
    {nn_ops, Work::kPerOutput},
    {image_ops, Work::kPerOutput},
    {create_ops, Work::kNone},
    {linalg_ops, Work::kPerInput},
    {signal_ops, Work::kPerOutput},
    {control_ops, Work::kNone},
    {internal_ops, Work::kNone},
};

struct Registry {
  std::vector<const OpDef*> all;
  std::unordered_map<const OpDef*, Work> work;
  std::unordered_map<std::string_view, const OpDef*> by_name;
  std::unordered_multimap<std::string_view, const OpDef*> by_class;

  Registry() {
    for (const Table& table : kTables) {
      for (const OpDef& op : table.ops()) {
        all.push_back(&op);
        work.emplace(&op, table.work);
        by_name.emplace(op.name, &op);
        if (!op.keras_class.empty()) by_class.emplace(op.keras_class, &op);
      }
    }
    for (const TensorFlowTable& table : tensorflow_tables()) {
      for (const TensorFlowOp& op : table.ops()) work.emplace(&op.own, table.work);
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

Dim element_operations(const OpDef& op, const TensorTypes& inputs, const TensorTypes& outputs) {
  auto known = registry().work.find(&op);  // not of an op that only TensorFlow has
  Work work = known == registry().work.end() ? Work::kPerOutput : known->second;
  if (work == Work::kNone || op.macs) return 0;
  Dim count;
  for (const TensorType& type : work == Work::kPerOutput ? outputs : inputs) {
    if (!type.shape) return 0;
    count = work == Work::kPerOutput ? max(count, size(*type.shape)) : count + size(*type.shape);
  }
  return count;
}

std::span<const OpDef* const> all_ops() { return registry().all; }

}  // namespace modelviz
