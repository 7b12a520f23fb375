#include "modelviz/cost.h"

#include <algorithm>
#include <set>
#include <utility>

#include "modelviz/op.h"

namespace modelviz {
namespace {

TensorTypes types_of(const Trace& trace, const std::vector<int>& tensors) {
  TensorTypes types;
  for (int id : tensors) types.push_back(trace.tensors()[static_cast<std::size_t>(id)].type);
  return types;
}

Dim flops(const Trace& trace, const TraceOp& op) {
  Dim elements =
      element_operations(*op.op, types_of(trace, op.inputs), types_of(trace, op.outputs));
  return (2 * op.macs + elements) * op.times;
}

// In bytes; bits of several elements share one.
Dim memory(const TensorType& type) {
  if (!type.shape) return 0;
  Dim total = size(*type.shape) * bits(type.dtype);
  return floor_div(total + 7, 8);
}

class Counter {
 public:
  explicit Counter(const Trace& trace) : trace_(trace), costs_(trace.calls().size()) {}

  std::vector<Cost> count() {
    for (std::size_t i = 0; i < costs_.size(); ++i) costs_[i].macs = trace_.calls()[i].macs;
    for (const TraceOp& op : trace_.ops()) {
      Dim cost = flops(trace_, op);
      if (cost == Dim(0)) continue;
      each_around(op.call, [&](int call) {
        Dim& total = costs_[static_cast<std::size_t>(call)].flops;
        total = total + cost;
      });
    }
    for (std::size_t i = 0; i < costs_.size(); ++i) {
      for (int tensor : trace_.calls()[i].outputs) add_memory(static_cast<int>(i), tensor);
    }
    return std::move(costs_);
  }

 private:
  // A call, and those that it runs within.
  template <typename Visit>
  void each_around(int call, Visit visit) {
    for (; call >= 0; call = trace_.calls()[static_cast<std::size_t>(call)].parent) visit(call);
  }

  void add_memory(int call, int tensor) {
    Dim bytes = memory(trace_.tensors()[static_cast<std::size_t>(tensor)].type);
    each_around(call, [&](int around) {
      if (!counted_.emplace(around, tensor).second) return;
      Dim& total = costs_[static_cast<std::size_t>(around)].memory;
      total = total + bytes;
    });
  }

  const Trace& trace_;
  std::vector<Cost> costs_;
  std::set<std::pair<int, int>> counted_;  // tensors within calls
};

}  // namespace

std::vector<Cost> costs(const Trace& trace) { return Counter(trace).count(); }

Dim of_one_sample(const Dim& cost) { return cost.at({{"batch", 1}}); }

}  // namespace modelviz
