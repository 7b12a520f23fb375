// Runs a graph of layers: Functional and Sequential models, nested ones included.
#include <algorithm>
#include <map>

#include "layers/definition.h"
#include "layers/policy.h"
#include "layers/run.h"
#include "model/reader.h"

namespace modelviz {
namespace {

class GraphRun {
 public:
  GraphRun(Trace& trace, const Graph& graph) : trace_(trace), graph_(graph) {
    std::size_t calls = 0;
    first_call_.reserve(graph.layers.size());
    for (const Layer& layer : graph.layers) {
      first_call_.push_back(calls);
      calls += layer.calls.size();
    }
    outputs_.resize(calls);
    used_.resize(calls, 1);
    for (const Layer& layer : graph.layers) {
      for (const CallSite& call : layer.calls) note_used(call.inputs);
    }
    note_used(graph.outputs);
  }

  Tensors run(const Tensors& inputs) {
    for (std::size_t i = 0; i < inputs.size() && i < graph_.inputs.size(); ++i) {
      Tensors& slot = output(graph_.inputs[i]);
      if (slot.empty()) slot.push_back(inputs[i]);
    }
    for (Graph::Step step : graph_.steps) run_step(step);
    if (graph_.sequential)
      return output(graph_.outputs.front());  // all that the last layer returns
    Tensors results;
    for (const TensorRef& ref : graph_.outputs) {
      const Tensors& made = output(ref);
      bool exists = static_cast<std::size_t>(ref.output) < made.size();
      results.push_back(exists ? made[static_cast<std::size_t>(ref.output)]
                               : trace_.add_tensor({}));
    }
    return results;
  }

 private:
  void note_used(const std::vector<TensorRef>& refs) {
    for (const TensorRef& ref : refs) {
      int& used = used_[number(ref)];
      used = std::max(used, ref.output + 1);
    }
  }

  // Of the call, among all calls of the graph.
  [[nodiscard]] std::size_t number(const TensorRef& ref) const {
    return first_call_[static_cast<std::size_t>(ref.layer)] + static_cast<std::size_t>(ref.call);
  }

  Tensors& output(const TensorRef& ref) { return outputs_[number(ref)]; }

  void run_step(Graph::Step step) {
    const Layer& layer = graph_.layers[static_cast<std::size_t>(step.layer)];
    const CallSite& site = layer.calls[static_cast<std::size_t>(step.call)];
    TensorRef self{step.layer, step.call, 0};
    Tensors& made = output(self);
    int index = static_cast<int>(trace_.calls().size());
    try {
      if (layer.class_name == "InputLayer") {
        run_input(layer, made);
        return;
      }
      List args;
      args.reserve(site.args.size());
      for (const Value& value : site.args) args.push_back(fill(value, site));
      Dict kwargs;
      for (const Member& m : site.kwargs) kwargs.push_back({m.key, fill(m.value, site)});
      made = run_layer(trace_, layer, std::move(args), std::move(kwargs));
      trace_.call(index).site = step.call;
    } catch (Error& error) {
      if (error.fault != Fault::kModel) throw;
      note_failure(std::move(error.diagnostic), layer, index);
      make_unknown(self, index);
    } catch (const UnknownShape&) {
      make_unknown(self, index);
    }
  }

  // Where already the arguments do not exist, the call has not begun.
  void note_failure(Diagnostic error, const Layer& layer, int index) {
    if (index == static_cast<int>(trace_.calls().size())) {
      trace_.enter(layer);
      locate(error, trace_, index);
      trace_.leave();
    }
    trace_.call(index).error = std::make_shared<const Diagnostic>(std::move(error));
  }

  // A nested model gets its inputs from its caller; the InputLayer's own shape only limits them.
  void run_input(const Layer& layer, Tensors& made) {
    int index = trace_.enter(layer);
    trace_.leave();
    if (made.empty()) made.push_back(trace_.add_tensor(input_type(layer, trace_)));
    trace_.call(index).outputs = {made[0].id()};
    if (!made[0].has_shape()) trace_.call(index).shapes_from = ShapesFrom::kUnknown;
  }

  Value fill(const Value& value, const CallSite& site) {
    if (const InputSlot* slot = value.as_input()) {
      const TensorRef& ref = site.inputs.at(static_cast<std::size_t>(slot->index));
      const Tensors& made = output(ref);
      if (static_cast<std::size_t>(ref.output) < made.size()) {
        return made[static_cast<std::size_t>(ref.output)];
      }
      const Layer& producer = graph_.layers[static_cast<std::size_t>(ref.layer)];
      throw Error(Fault::kModel, "takes output " + std::to_string(ref.output) + " of layer '" +
                                     producer.name + "', which has only " +
                                     std::to_string(made.size()));
    }
    if (const List* list = value.as_list()) {
      List items;
      items.reserve(list->size());
      for (const Value& item : *list) items.push_back(fill(item, site));
      return items;
    }
    if (const Dict* dict = value.as_dict()) {
      Dict members;
      for (const Member& m : *dict) members.push_back({m.key, fill(m.value, site)});
      return members;
    }
    if (const Slice* slice = value.as_slice()) {
      return Slice{fill(slice->start, site), fill(slice->stop, site), fill(slice->step, site)};
    }
    return value;
  }

  // The outputs of a layer that could not be run: what its consumers recorded where its class is
  // not known, else nothing. A built-in layer's shapes are never taken from the file, but to find
  // what else is wrong behind one that fails.
  void make_unknown(const TensorRef& self, int index) {
    const Layer& layer = graph_.layers[static_cast<std::size_t>(self.layer)];
    bool custom = is_custom(layer);
    bool failed = trace_.call(index).error != nullptr;
    bool use_recorded = custom || trace_.recovers() || (layer.is_op && !failed);
    ShapesFrom from = ShapesFrom::kUnknown;
    Tensors& made = output(self);
    made.clear();
    trace_.call(index).site = self.call;
    bool may_be_declared = !failed && (custom || layer.is_op);
    if (const auto* declared =
            may_be_declared ? trace_.declared_outputs(layer_path(trace_, index)) : nullptr) {
      for (const TensorType& type : *declared) {
        made.push_back(trace_.add_tensor(with_symbols(type)));
      }
      trace_.call(index).outputs = ids(made);
      trace_.call(index).shapes_from = ShapesFrom::kDeclared;
      return;
    }
    int used = used_[number(self)];
    for (int i = 0; i < used; ++i) {
      const TensorType* type = use_recorded ? recorded({self.layer, self.call, i}) : nullptr;
      if (type && type->shape) from = ShapesFrom::kRecorded;
      made.push_back(trace_.add_tensor(type ? with_symbols(*type) : TensorType{}));
      trace_.call(index).outputs.push_back(made.back().id());
    }
    trace_.call(index).shapes_from = from;
  }

  const TensorType* recorded(const TensorRef& ref) {
    if (!recorded_) {
      recorded_.emplace();
      for (const Layer& layer : graph_.layers) {
        for (const CallSite& call : layer.calls) {
          for (std::size_t i = 0; i < call.recorded.size(); ++i) {
            recorded_->emplace(call.inputs[i], call.recorded[i]);
          }
        }
      }
      for (const Layer& layer : graph_.layers) note_built_shape(layer);
    }
    auto found = recorded_->find(ref);
    return found == recorded_->end() ? nullptr : &found->second;
  }

  // A Sequential and Keras 2 record no tensors, but with what shape a layer was built by its first
  // call, or what a model within takes.
  void note_built_shape(const Layer& layer) {
    if (layer.calls.empty() || layer.calls[0].inputs.size() != 1) return;
    const TensorRef& ref = layer.calls[0].inputs[0];
    const Layer& producer = graph_.layers[static_cast<std::size_t>(ref.layer)];
    Value shape = layer.build_config ? (*layer.build_config)["input_shape"] : Value();
    if (layer.graph && layer.graph->inputs.size() == 1) {
      const TensorRef& input = layer.graph->inputs[0];
      shape = (*layer.graph->layers[static_cast<std::size_t>(input.layer)].config)["batch_shape"];
    }
    const List* sizes = shape.as_list();
    bool is_shape = sizes && std::all_of(sizes->begin(), sizes->end(), [](const Value& size) {
                      return size.is_none() || size.is_int();
                    });
    if (!is_shape) return;
    TensorType type = read_tensor_type(shape, {});
    type.dtype = read_policy((*producer.config)["dtype"]).compute;
    recorded_->emplace(ref, std::move(type));
  }

  // A recorded None is written as -1: the first is the batch, any other a new unknown.
  TensorType with_symbols(TensorType type) {
    for (std::size_t i = 0; type.shape && i < type.shape->size(); ++i) {
      Dim& dim = (*type.shape)[i];
      if (dim == Dim(-1)) dim = i == 0 ? Dim::symbol("batch") : trace_.unknown_dim();
    }
    return type;
  }

  Trace& trace_;
  const Graph& graph_;
  std::vector<std::size_t> first_call_;  // of each layer, its number
  std::vector<Tensors> outputs_;         // of each call
  std::vector<int> used_;                // the same: how many of the outputs somebody uses
  std::optional<std::map<TensorRef, TensorType>> recorded_;
};

}  // namespace

bool is_custom(const Layer& layer) {
  bool has_class = !layer.is_op && !layer.graph;
  if (has_class && (runs_code(layer) || !definition_of(layer))) return true;
  bool holds_custom = std::any_of(layer.held.begin(), layer.held.end(),
                                  [](const Layer::Held& held) { return is_custom(held.layer); });
  return holds_custom || (layer.graph && std::any_of(layer.graph->layers.begin(),
                                                     layer.graph->layers.end(), is_custom));
}

TensorType input_type(const Layer& layer, Trace& trace) {
  TensorType type;
  type.dtype = read_policy((*layer.config)["dtype"]).compute;
  const List* sizes = (*layer.config)["batch_shape"].as_list();
  if (!sizes) return type;
  type.shape.emplace();
  for (std::size_t i = 0; i < sizes->size(); ++i) {
    auto known = (*sizes)[i].as_int();
    type.shape->push_back(known    ? Dim(*known)
                          : i == 0 ? Dim::symbol("batch")
                                   : trace.unknown_dim());
  }
  return type;
}

Tensors run_graph(Trace& trace, const Graph& graph, const Tensors& inputs) {
  return GraphRun(trace, graph).run(inputs);
}

}  // namespace modelviz
