// One call of a layer: as an op node, by its definition, or (an unknown class) not at all.
#include "layers/run.h"

#include <algorithm>

#include "layers/definition.h"
#include "layers/execution.h"
#include "layers/policy.h"
#include "ops/ops.h"
#include "ops/signature.h"
#include "ops/tensorflow.h"
#include "support/text.h"
#include "symbolic/limits.h"

namespace modelviz {
namespace {

struct Scope {
  Scope(Trace& trace, const Layer& layer) : trace(trace), index(trace.enter(layer)) {}
  ~Scope() { trace.leave(); }
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;
  Trace& trace;
  int index;
};

// ---- op nodes
// ------------------------------------------------------------------------------------

// A constant in the arguments of an op node: {"class_name": "__numpy__", "config": {value, dtype}}.
// Its elements matter only where they are sizes or indices.
Value make_constant(Trace& trace, const Value& config) {
  constexpr std::size_t kMostElements = 64;
  Shape shape;
  std::vector<Dim> elements;
  bool integers = true;
  for (const Value* level = &config["value"]; const List* list = level->as_list();) {
    shape.push_back(static_cast<std::int64_t>(list->size()));
    if (list->empty()) break;
    level = &list->front();
  }
  auto collect = [&](auto& self, const Value& value) -> void {
    if (const List* list = value.as_list()) {
      for (const Value& item : *list) {
        if (integers) self(self, item);
      }
    } else if (auto integer = value.as_int(); integer && elements.size() < kMostElements) {
      elements.emplace_back(*integer);
    } else {
      integers = false;
    }
  };
  collect(collect, config["value"]);
  const std::string* name = config["dtype"].as_string();
  DType dtype = name ? parse_dtype(*name).value_or(DType::kFloat32) : DType::kFloat32;
  if (!integers) return trace.add_tensor({shape, dtype});
  return trace.constant(std::move(elements), dtype, shape);
}

Value with_constants(Trace& trace, Value value) {
  if (List* list = value.as_list()) {
    for (Value& item : *list) item = with_constants(trace, std::move(item));
  } else if (Dict* dict = value.as_dict()) {
    const std::string* class_name = value["class_name"].as_string();
    if (class_name && (*class_name == "__numpy__" || *class_name == "__tensor__")) {
      return make_constant(trace, value["config"]);
    }
    for (Member& member : *dict) member.value = with_constants(trace, std::move(member.value));
  }
  return value;
}

Tensors run_op_class(Trace& trace, const Layer& layer, List args, Dict kwargs) {
  const OpDef* op = find_op_class(layer.class_name, layer.module);
  if (!op) throw UnknownShape{};
  const Signature& parameters = signature(op->signature);
  // The config holds the arguments of the constructor, and things that every operation has.
  static const Dict kNothing;  // a damaged config is a list
  const Dict* config = layer.config->as_dict();
  for (const Member& member : config ? *config : kNothing) {
    bool is_policy = member.key == "dtype" && member.value.is_dict();
    if (find_parameter(parameters, member.key) && !is_policy && member.key != "name") {
      kwargs.push_back(member);
    }
  }
  for (Value& value : args) value = with_constants(trace, std::move(value));
  for (Member& member : kwargs) member.value = with_constants(trace, std::move(member.value));
  return call(trace, *op, std::move(args), std::move(kwargs));
}

Tensors run_tensorflow_op(Trace& trace, const Layer& layer, List args, Dict kwargs) {
  const std::string* function = (*layer.config)["function"].as_string();
  const TensorFlowOp* op = function ? find_tensorflow_op(*function) : nullptr;
  if (!op) throw UnknownShape{};
  return call_tensorflow(trace, *op, std::move(args), std::move(kwargs));
}

Tensors run_op(Trace& trace, const Layer& layer, List args, Dict kwargs) {
  if (layer.config->find("node_def")) {
    return call_tensorflow_node(trace, *layer.config, std::move(args));
  }
  bool keras2 = layer.config->find("function") && layer.class_name.ends_with("Lambda");
  return keras2 ? run_tensorflow_op(trace, layer, std::move(args), std::move(kwargs))
                : run_op_class(trace, layer, std::move(args), std::move(kwargs));
}

// ---- layers
// --------------------------------------------------------------------------------------

void check_rank(const LayerDef& def, const Tensors& inputs) {
  if (inputs.empty() || !inputs[0].has_shape()) return;
  int rank = inputs[0].rank();
  bool is_other = def.rank > 0 && rank != def.rank;
  if (!is_other && rank >= def.min_rank) return;
  throw Error(Fault::kModel, "expects an input of rank " +
                                 (is_other ? std::to_string(def.rank)
                                           : std::to_string(def.min_rank) + " or more") +
                                 ", but its input has rank " + std::to_string(rank) + ": " +
                                 keras_text(inputs[0].shape()));
}

// Keras casts floating-point inputs to the dtype in which the layer computes.
Value autocast(Value value, DType compute) {
  if (const Tensor* tensor = value.as_tensor()) {
    bool cast = is_float(tensor->dtype()) && tensor->dtype() != compute && tensor->has_shape();
    return cast ? Value(ops::cast(*tensor, compute)) : value;
  }
  if (List* list = value.as_list()) {
    for (Value& item : *list) item = autocast(std::move(item), compute);
  } else if (Dict* dict = value.as_dict()) {
    for (Member& member : *dict) member.value = autocast(std::move(member.value), compute);
  }
  return value;
}

Tensors run_definition(Trace& trace, const Layer& layer, const LayerDef& def, List args,
                       Dict kwargs) {
  const Signature& parameters = signature(def.call_signature);
  std::erase_if(kwargs, [&](const Member& m) { return !find_parameter(parameters, m.key); });
  if (args.size() > parameters.size()) args.resize(parameters.size());
  Value arguments =
      bind_arguments(parameters, std::move(args), std::move(kwargs), layer.class_name);
  Policy policy = read_policy((*layer.config)["dtype"]);
  DType compute = policy.compute;
  if (def.autocast && !layer.graph) arguments = autocast(std::move(arguments), compute);
  Call call(trace, layer, def, policy, std::move(arguments));
  check_rank(def, call.inputs());
  Tensors outputs = def.run(call);
  for (Tensor& output : outputs) {
    // A wrapper of Keras 2 passes on what the layer within makes.
    bool passes = layer.is_keras2 && !layer.held.empty();
    bool cast = def.casts_outputs && !passes && output.has_shape() && output.dtype() != compute;
    if (!cast) continue;
    // Keras says so, but casts nothing.
    note_executed(trace, {output.shape(), compute}, output.type());
    output = ops::cast(output, compute);
  }
  return outputs;
}

// ---- build_config
// --------------------------------------------------------------------------------

Value tensors_like(Trace& trace, const Value& shape, DType dtype) {
  const List* list = shape.as_list();
  const Dict* dict = shape.as_dict();
  if (dict) {
    Dict tensors;
    for (const Member& m : *dict) tensors.push_back({m.key, tensors_like(trace, m.value, dtype)});
    return tensors;
  }
  if (!list) throw UnknownShape{};
  bool is_shape = std::all_of(list->begin(), list->end(),
                              [](const Value& v) { return v.is_none() || v.is_int(); });
  if (!is_shape) {
    List tensors;
    for (const Value& item : *list) tensors.push_back(tensors_like(trace, item, dtype));
    return tensors;
  }
  Shape sizes;
  for (const Value& size : *list) {
    auto known = size.as_int();
    sizes.push_back(known ? Dim(*known) : trace.unknown_dim());
  }
  return trace.add_tensor({std::move(sizes), dtype});
}

// What the layer was built with when it was saved, as arguments of a call: nothing where the file
// does not say.
std::optional<Dict> build_arguments(Trace& trace, const Layer& layer, const LayerDef& def) {
  const Value& config = *layer.build_config;
  std::string_view first = signature(def.call_signature).at(0).name;
  Dict arguments;
  if (const Value& shape = config["input_shape"]; shape.is_list() || shape.is_dict()) {
    arguments.push_back({std::string(first), tensors_like(trace, shape, DType::kFloat32)});
    return arguments;
  }
  const Value& shapes = config.find("shapes_dict") ? config["shapes_dict"] : config;
  const Dict* dict = shapes.as_dict();
  for (std::size_t i = 0; dict && i < dict->size(); ++i) {
    std::string key = (*dict)[i].key;
    if (!key.ends_with("_shape") || !(*dict)[i].value.is_list()) continue;
    key.resize(key.size() - std::string_view("_shape").size());
    arguments.push_back({key, tensors_like(trace, (*dict)[i].value, DType::kFloat32)});
  }
  return arguments.empty() ? std::nullopt : std::optional(std::move(arguments));
}

// Whether a call on these tensors makes the weights that a call on the recorded shapes would.
bool same_sizes(const Tensors& recorded, const Tensors& actual) {
  if (recorded.size() > actual.size()) return false;
  for (std::size_t i = 0; i < recorded.size(); ++i) {
    if (!actual[i].has_shape()) return false;
    const Shape &a = recorded[i].shape(), &b = actual[i].shape();
    if (a.size() != b.size()) return false;
    for (std::size_t axis = 0; axis < a.size(); ++axis) {
      if (a[axis].is_constant() && !(a[axis] == b[axis])) return false;
    }
  }
  return true;
}

// The same for the one shape that most layers record.
bool has_recorded_sizes(const Layer& layer, const Tensors& inputs) {
  const List* sizes = (*layer.build_config)["input_shape"].as_list();
  if (!sizes || inputs.empty() || !inputs[0].has_shape()) return false;
  const Shape& shape = inputs[0].shape();
  return std::equal(sizes->begin(), sizes->end(), shape.begin(), shape.end(),
                    [](const Value& recorded, const Dim& size) {
                      bool is_known = recorded.is_int();
                      return is_known ? Dim(*recorded.as_int()) == size : recorded.is_none();
                    });
}

// Keras builds a layer from its build_config before it is called. The definition is run on those
// shapes for its weights alone.
void build_from_config(Trace& trace, const Layer& layer, const LayerDef& def,
                       const Tensors& inputs) {
  if (!trace.uses_build_config() || !layer.build_config || layer.graph) return;
  if (!trace.mark_built(layer) || has_recorded_sizes(layer, inputs)) return;
  auto arguments = build_arguments(trace, layer, def);
  if (!arguments) return;
  Tensors recorded;
  flatten(*arguments, recorded);
  if (same_sizes(recorded, inputs)) return;
  Trace::Rollback rollback(trace);
  try {
    run_definition(trace, layer, def, {}, std::move(*arguments));
  } catch (const UnknownShape&) {  // a layer within is of an unknown class
  }
}

// What is known of an opaque layer.
void declare_stored_weights(Trace& trace, const Layer& layer) {
  for (const StoredWeight& stored : layer.stored_weights) {
    TraceWeight weight{.name = stored.name,
                       .shape = stored.type.shape.value_or(Shape{}),
                       .dtype = stored.type.dtype,
                       .trainable = layer.trainable(),
                       .owner = &layer};
    trace.weight(std::move(weight), stored.type.dtype);
  }
}

// The output_shape of a config says everything but the batch.
Tensors declare_output(Trace& trace, const Layer& layer, const Tensors& inputs) {
  const List* sizes = (*layer.config)["output_shape"].as_list();
  if (!sizes || sizes->size() >= kMostAxes) throw UnknownShape{};
  bool has_batch = !inputs.empty() && inputs[0].has_shape() && inputs[0].rank() > 0;
  Shape shape{has_batch ? inputs[0][0] : trace.unknown_dim()};
  for (const Value& size : *sizes) {
    if (!size.is_none() && !size.is_int()) throw UnknownShape{};
    shape.push_back(size.is_none() ? trace.unknown_dim() : Dim(*size.as_int()));
  }
  trace.call(trace.current_call()).shapes_from = ShapesFrom::kDeclared;
  return {trace.add_tensor({std::move(shape), read_policy((*layer.config)["dtype"]).compute})};
}

Tensors dispatch(Trace& trace, const Layer& layer, const Tensors& inputs, List args, Dict kwargs) {
  if (layer.is_op) return run_op(trace, layer, std::move(args), std::move(kwargs));
  declare_stored_weights(trace, layer);
  if (layer.is_opaque && !layer.graph) throw UnknownShape{};
  if (runs_code(layer)) return declare_output(trace, layer, inputs);
  const LayerDef* def = definition_of(layer);
  if (!def) throw UnknownShape{};
  build_from_config(trace, layer, *def, inputs);
  return run_definition(trace, layer, *def, std::move(args), std::move(kwargs));
}

}  // namespace

bool runs_code(const Layer& layer) {
  if (layer.is_opaque) return false;
  if (layer.class_name != "Merge") return layer.class_name == "Lambda";
  const Value& type = (*layer.config)["mode_type"];
  return type.is_string() && type != Value("raw");
}

std::string layer_path(const Trace& trace, int call) {
  Diagnostic place;
  locate(place, trace, call);
  return place.layer;
}

void locate(Diagnostic& diagnostic, const Trace& trace, int call_index) {
  for (int index = call_index; index >= 0;) {
    const LayerCall& call = trace.calls()[static_cast<std::size_t>(index)];
    index = call.parent;
    if (diagnostic.json_path.empty()) diagnostic.json_path = call.layer->json_path;
    if (diagnostic.layer_class.empty()) diagnostic.layer_class = call.layer->class_name;
    if (index >= 0) {  // the model itself is not part of the path
      diagnostic.layer =
          call.layer->name + (diagnostic.layer.empty() ? "" : "/" + diagnostic.layer);
    }
  }
}

Tensors run_layer(Trace& trace, const Layer& layer, List args, Dict kwargs) {
  Scope scope(trace, layer);
  Tensors inputs;
  for (const Value& value : args) flatten(value, inputs);
  for (const Member& member : kwargs) flatten(member.value, inputs);
  trace.call(scope.index).inputs = ids(inputs);
  try {
    Tensors outputs = dispatch(trace, layer, inputs, std::move(args), std::move(kwargs));
    trace.call(scope.index).outputs = ids(outputs);
    return outputs;
  } catch (Error& error) {
    // The innermost layer says where it was.
    if (error.diagnostic.layer.empty()) locate(error.diagnostic, trace, scope.index);
    throw;
  }
}

}  // namespace modelviz
