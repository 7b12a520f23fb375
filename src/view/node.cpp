#include "view/node.h"

#include <cstddef>

#include "layers/definition.h"
#include "modelviz/cost.h"
#include "support/text.h"

namespace modelviz {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

const TensorType& type_of(const Run& run, int tensor) {
  return run.trace->tensors()[static_cast<std::size_t>(tensor)].type;
}

// The name of an activation as plot_model writes it: a string in the config, else an object with a
// function's or a layer's name.
std::string activation_text(const Layer& layer) {
  const Value* activation = layer.config ? layer.config->find("activation") : nullptr;
  if (activation == nullptr) return {};
  if (activation->is_none()) return "linear";
  const Value& config = (*activation)["config"];
  for (const Value* name : {activation, &config, &config["name"], &(*activation)["class_name"]}) {
    const std::string* text = name->as_string();
    if (text != nullptr && *text != "__lambda__") return *text;
  }
  return "<lambda>";
}

NodeState state_of(const Layer& layer, const LayerCall& call) {
  switch (call.shapes_from) {
    case ShapesFrom::kInferred:
      return NodeState::kInferred;
    case ShapesFrom::kUnknown:
      return NodeState::kUnknown;
    case ShapesFrom::kDeclared:
    case ShapesFrom::kRecorded:
      break;
  }
  bool known = layer.is_op || definition_of(layer) != nullptr;
  return known ? NodeState::kInferred : NodeState::kRecorded;
}

std::string failure_text(const Layer& layer, const Diagnostic& failure) {
  bool own = layer.graph == nullptr || failure.layer.empty();
  return own ? failure.message : failure.layer + ": " + failure.message;
}

}  // namespace

std::string class_text(const Layer& layer) {
  const Layer* inner = layer.find_held("layer");
  if (inner == nullptr) inner = layer.find_held("cell");
  return inner == nullptr ? layer.class_name : layer.class_name + "(" + class_text(*inner) + ")";
}

Failures failures_of(const Run& run) {
  Failures failures;
  const std::vector<LayerCall>& calls = run.trace->calls();
  for (const LayerCall& failed : calls) {
    if (!failed.error) continue;
    const LayerCall* call = &failed;
    while (failures.emplace(call->layer, &*failed.error).second && call->parent >= 0) {
      call = &calls[static_cast<std::size_t>(call->parent)];
    }
  }
  return failures;
}

std::string shape_text(const Run& run, int tensor) {
  const std::optional<Shape>& shape = type_of(run, tensor).shape;
  return shape ? keras_text(*shape) : "?";
}

std::optional<bool> trainable_of(const Layer& layer, const Run& run) {
  if (run.weights_of(layer).empty()) return std::nullopt;
  return layer.trainable();
}

namespace {

// Of an opaque layer, what it stores is all that there is to see.
std::string stored_shapes(const Layer& layer) {
  std::vector<std::string> shapes;
  for (const StoredWeight& stored : layer.stored_weights) {
    if (stored.type.shape) shapes.push_back(keras_text(*stored.type.shape));
  }
  return join(shapes, ", ");
}

}  // namespace

std::string dtype_text(const Run& run, int tensor) {
  return std::string(text(type_of(run, tensor).dtype));
}

namespace {

// Of one call, or of all calls of a layer together.
Dim macs_of(const Layer& layer, const Run& run, int call) {
  Dim total;
  for (int index : run.calls_of(layer)) {
    if (call < 0 || call == index) total = total + run.trace->calls()[at(index)].macs;
  }
  return of_one_sample(total);
}

}  // namespace

ViewNode make_node(const Layer& layer, const Run& run, const Failures& failures, int call) {
  ViewNode node{.name = layer.name, .class_name = class_text(layer), .kind = kind_of(layer)};
  node.detail = stored_shapes(layer);
  node.activation = activation_text(layer);
  node.calls = static_cast<int>(layer.calls.size());
  node.params = run.params_of(layer).total;
  node.trainable = trainable_of(layer, run);
  node.macs = macs_of(layer, run, call);
  for (int index : run.weights_of(layer)) {
    node.weights.push_back(make_weight(run.trace->weights()[at(index)], layer));
  }

  const std::vector<int>& calls = run.calls_of(layer);
  node.state = NodeState::kUnknown;
  if (!calls.empty()) {
    const LayerCall& shown = run.trace->calls()[at(call < 0 ? calls.front() : call)];
    node.state = state_of(layer, shown);
    for (int tensor : shown.inputs) node.input_shapes.push_back(shape_text(run, tensor));
    for (int tensor : shown.outputs) {
      node.output_shapes.push_back(shape_text(run, tensor));
      node.dtypes.push_back(dtype_text(run, tensor));
    }
  }
  if (node.output_shapes.empty()) {
    node.output_shapes.emplace_back("?");
    node.dtypes.emplace_back("?");
  }
  if (auto failure = failures.find(&layer); failure != failures.end()) {
    node.state = NodeState::kFailed;
    node.message = failure_text(layer, *failure->second);
  }
  return node;
}

ViewWeight make_weight(const TraceWeight& weight, const Layer& layer) {
  ViewWeight result{.name = weight.name,
                    .shape = keras_text(weight.shape),
                    .dtype = std::string(text(weight.dtype)),
                    .trainable = weight.trainable};
  std::string outer = "/" + layer.name + "/", path = "/" + weight.path;
  std::size_t place = path.find(outer);
  bool is_inner = weight.owner != &layer && place != std::string::npos;
  if (is_inner) result.name = path.substr(place + outer.size());
  return result;
}

int add_node(View& view, ViewNode node) {
  auto index = static_cast<int>(view.nodes.size());
  node.id = "n" + std::to_string(index);
  view.nodes.push_back(std::move(node));
  return index;
}

int add_cluster(View& view, ViewCluster cluster) {
  auto index = static_cast<int>(view.clusters.size());
  cluster.id = "c" + std::to_string(index);
  view.clusters.push_back(std::move(cluster));
  return index;
}

void add_weights_beside(View& view, int node) {
  ViewNode box{.role = NodeRole::kWeights};
  box.cluster = view.nodes[static_cast<std::size_t>(node)].cluster;
  box.weights = view.nodes[static_cast<std::size_t>(node)].weights;
  if (!box.weights.empty()) {
    view.edges.push_back(
        {.from = add_node(view, std::move(box)), .to = node, .shape = "", .dtype = ""});
  }
}

}  // namespace modelviz
