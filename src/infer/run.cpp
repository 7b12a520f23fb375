// Makes the input tensors of a model, runs it, and collects what went wrong.
#include "layers/run.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <unordered_set>
#include <utility>

#include "infer/problems.h"
#include "infer/stored_weights.h"
#include "modelviz/error.h"
#include "modelviz/infer.h"
#include "modelviz/layer.h"
#include "support/text.h"
#include "symbolic/axis_name.h"

namespace modelviz {
namespace {

TensorType named_input(const Layer& input, Trace& trace, bool only_input) {
  TensorType type = input_type(input, trace);
  for (std::size_t axis = 0; type.shape && axis < type.shape->size(); ++axis) {
    Dim& dim = (*type.shape)[axis];
    if (!dim.is_constant()) {
      dim = Dim::symbol(axis_name(input.name, type.shape->size(), axis, only_input));
    }
  }
  return type;
}

const Layer& input_layer(const Graph& graph, std::size_t index) {
  return graph.layers[static_cast<std::size_t>(graph.inputs[index].layer)];
}

// Which input each --input-shape is for.
std::vector<const InputShape*> assign(const Graph& graph, const std::vector<InputShape>& shapes) {
  std::vector<const InputShape*> assigned(graph.inputs.size(), nullptr);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < graph.inputs.size(); ++i) names.push_back(input_layer(graph, i).name);
  for (const InputShape& shape : shapes) {
    auto name = std::find(names.begin(), names.end(), shape.name);
    if (shape.name.empty() && names.size() == 1) name = names.begin();
    if (name == names.end()) {
      throw Error(Fault::kUsage,
                  shape.name.empty() ? "the model has several inputs: say which one has shape " +
                                           keras_text(shape.shape)
                                     : "the model has no input '" + sanitize(shape.name) + "'",
                  "Its inputs are " + join(names, ", ") + ".");
    }
    assigned[static_cast<std::size_t>(name - names.begin())] = &shape;
  }
  return assigned;
}

TensorType with_shape(TensorType type, const InputShape& given, const Layer& input) {
  if (type.shape && type.shape->size() != given.shape.size()) {
    throw Error(Fault::kUsage, "input '" + sanitize(input.name) + "' has rank " +
                                   std::to_string(type.shape->size()) + ": " +
                                   keras_text(*type.shape) + ", not " + keras_text(given.shape));
  }
  Shape named = type.shape.value_or(given.shape);
  type.shape = given.shape;
  for (std::size_t axis = 0; axis < named.size(); ++axis) {
    if ((*type.shape)[axis].is_constant() || named[axis].is_constant()) continue;
    (*type.shape)[axis] = named[axis];
  }
  return type;
}

Tensors make_inputs(Trace& trace, const Graph& graph, const RunOptions& options) {
  std::vector<const InputShape*> given = assign(graph, options.input_shapes);
  Tensors inputs;
  for (std::size_t i = 0; i < graph.inputs.size(); ++i) {
    const Layer& input = input_layer(graph, i);
    TensorType type = named_input(input, trace, graph.inputs.size() == 1);
    if (given[i]) type = with_shape(std::move(type), *given[i], input);
    inputs.push_back(trace.add_tensor(std::move(type)));
  }
  return inputs;
}

// The last layer of a Sequential may have more outputs than the one that the graph names.
std::vector<ModelEnd> ends(const Graph& graph, const std::vector<TensorRef>& refs,
                           const Tensors& tensors) {
  std::vector<ModelEnd> result;
  for (std::size_t i = 0; i < tensors.size(); ++i) {
    const TensorRef& ref = refs.at(std::min(i, refs.size() - 1));
    result.push_back({graph.layers[static_cast<std::size_t>(ref.layer)].name, tensors[i].type()});
  }
  return result;
}

// What the user says of a layer counts only where it cannot be inferred.
void refuse_unused_shapes(const Trace& trace, const RunOptions& options) {
  if (options.shapes.empty()) return;
  std::map<std::string, ShapesFrom> layers;
  std::vector<std::string> unknown;
  for (std::size_t i = 0; i < trace.calls().size(); ++i) {
    std::string path = layer_path(trace, static_cast<int>(i));
    ShapesFrom from = trace.calls()[i].shapes_from;
    bool is_new = layers.insert_or_assign(path, from).second;
    const Layer& layer = *trace.calls()[i].layer;
    bool may_be_said = is_custom(layer) || layer.is_op;
    if (is_new && may_be_said && from != ShapesFrom::kInferred && from != ShapesFrom::kDeclared) {
      unknown.push_back(sanitize(path));
    }
  }
  for (const DeclaredShape& declared : options.shapes) {
    auto found = layers.find(declared.layer);
    if (found != layers.end() && found->second == ShapesFrom::kDeclared) continue;
    std::string name = "'" + sanitize(declared.layer) + "'";
    throw Error(Fault::kUsage,
                found == layers.end() ? "the model has no layer " + name
                                      : "the shape of layer " + name +
                                            " follows from its config and what it is called on",
                unknown.empty() ? "The shapes of all its layers are known."
                                : "Shapes are not known of " + join(unknown, ", ") + ".");
  }
}

void collect(const Model& model, Run& run) {
  for (std::size_t i = 0; i < run.trace->calls().size(); ++i) {
    run.calls[run.trace->calls()[i].layer].push_back(static_cast<int>(i));
  }
  // A layer's calls in the order of the file, once for each run of the model that holds it.
  for (auto& [layer, calls] : run.calls) {
    std::stable_sort(calls.begin(), calls.end(), [&](int a, int b) {
      const LayerCall &x = run.trace->call(a), &y = run.trace->call(b);
      return std::pair(x.parent, x.site) < std::pair(y.parent, y.site);
    });
  }
  for (Finding& finding : find_problems(model, *run.trace)) {
    run.problems.push_back(std::move(finding.diagnostic));
  }
}

}  // namespace

namespace {

// 1,None,3: None or ? becomes -1. Nothing for what is no such list.
std::optional<Shape> parse_sizes(std::string_view text) {
  Shape shape;
  for (std::string_view size : split(text, ',')) {
    size = trim(size);
    std::int64_t number = -1;
    auto [end, error] = std::from_chars(size.data(), size.data() + size.size(), number);
    bool is_number = error == std::errc() && end == size.data() + size.size() && number >= 0;
    if (!is_number && size != "None" && size != "?") return std::nullopt;
    shape.emplace_back(is_number ? number : -1);
  }
  return shape;
}

}  // namespace

InputShape parse_input_shape(std::string_view text) {
  InputShape result;
  std::size_t equals = text.find('=');
  if (equals != std::string_view::npos) result.name = trim(text.substr(0, equals));
  std::string_view sizes = trim(equals == std::string_view::npos ? text : text.substr(equals + 1));
  if (!sizes.empty() && (sizes.front() == '(' || sizes.front() == '[')) {
    sizes = sizes.substr(1, sizes.size() - 2);
  }
  auto shape = parse_sizes(sizes);
  if (!shape) {
    throw Error(Fault::kUsage, "'" + sanitize(text) + "' is no input shape",
                "Write sizes with the batch, and the name of the input if there are several: "
                "1,224,224,3 or image=None,224,224,3");
  }
  for (std::size_t axis = 0; axis < shape->size(); ++axis) {
    if ((*shape)[axis] != Dim(-1)) continue;
    (*shape)[axis] = Dim::symbol(axis == 0 ? "batch" : "n" + std::to_string(axis));
  }
  result.shape = *std::move(shape);
  return result;
}

DeclaredShape parse_declared_shape(std::string_view text) {
  std::size_t equals = text.rfind('='), bracket = text.rfind('[');
  std::string_view sizes = trim(text);
  bool is_complete = equals != std::string_view::npos && bracket != std::string_view::npos &&
                     equals < bracket && sizes.ends_with("]");
  std::string_view name = is_complete ? trim(text.substr(equals + 1, bracket - equals - 1)) : "";
  auto dtype = name.empty() ? DType::kFloat32 : parse_dtype(name);
  std::optional<Shape> shape;
  if (is_complete) {
    sizes = trim(sizes.substr(bracket + 1, sizes.size() - bracket - 2));
    shape = sizes.empty() ? Shape{} : parse_sizes(sizes);
  }
  if (!shape || !dtype || trim(text.substr(0, equals)).empty()) {
    throw Error(Fault::kUsage, "'" + sanitize(text) + "' is no shape of a layer",
                "Write it like attention=float32[None,10,5]: the layer's name, and what it "
                "returns with the batch.");
  }
  return {std::string(trim(text.substr(0, equals))), {*std::move(shape), *dtype}};
}

const std::vector<int>& Run::calls_of(const Layer& layer) const {
  static const std::vector<int> kNone;
  auto found = calls.find(&layer);
  return found == calls.end() ? kNone : found->second;
}

std::vector<int> Run::weights_of(const Layer& layer) const {
  bool holds_layers = layer.graph || !layer.held.empty() || !trace->made_layers_of(layer).empty();
  if (!holds_layers) return trace->weights_of(layer);  // as most layers
  std::vector<int> weights;
  std::unordered_set<int> listed;
  std::unordered_set<const Layer*> seen;
  auto visit = [&](auto& self, const Layer& visited) -> void {
    if (!seen.insert(&visited).second) return;
    for (int weight : trace->weights_of(visited)) {
      if (listed.insert(weight).second) weights.push_back(weight);
    }
    if (visited.graph) {
      for (const Layer& inner : visited.graph->layers) self(self, inner);
    }
    for (const Layer::Held& held : visited.held) self(self, held.layer);
    for (const Layer* made : trace->made_layers_of(visited)) self(self, *made);
  };
  visit(visit, layer);
  return weights;
}

Params Run::params_of(const Layer& layer) const {
  Params params;
  for (int index : weights_of(layer)) {
    const TraceWeight& weight = trace->weights()[static_cast<std::size_t>(index)];
    std::int64_t count = size(weight.shape).constant().value_or(0);
    params.total += count;
    params.bits += count * bits(weight.dtype);
    if (!weight.trainable) continue;
    params.trainable += count;
    params.trainable_bits += count * bits(weight.dtype);
  }
  return params;
}

bool Run::has_errors() const {
  return std::any_of(problems.begin(), problems.end(),
                     [](const Diagnostic& d) { return d.severity == Severity::kError; });
}

Run run(const Model& model, const RunOptions& options) {
  Run run;
  run.trace = std::make_unique<Trace>();
  run.trace->set_uses_build_config(options.input_shapes.empty());
  run.trace->set_recovers(options.recover);
  run.trace->set_most_steps(options.most_steps);
  for (const DeclaredShape& declared : options.shapes) {
    run.trace->declare_outputs(declared.layer, declared.type);
  }
  const Graph& graph = *model.root.graph;
  Tensors inputs = make_inputs(*run.trace, graph, options);
  Tensors outputs =
      run_layer(*run.trace, model.root, {Value(List(inputs.begin(), inputs.end()))}, {});
  add_stored_weights(model, *run.trace);
  run.inputs = ends(graph, graph.inputs, inputs);
  run.outputs = ends(graph, graph.outputs, outputs);
  refuse_unused_shapes(*run.trace, options);
  collect(model, run);
  return run;
}

}  // namespace modelviz
