// The two kinds of layer graphs: Functional, whose entries say who calls whom, and Sequential, a
// chain.
#include <algorithm>
#include <set>
#include <tuple>

#include "model/reader.h"
#include "support/text.h"

namespace modelviz {

LayerIndex::LayerIndex(const std::vector<Layer>& layers) {
  for (std::size_t i = 0; i < layers.size(); ++i) {
    by_name_.emplace(layers[i].name, static_cast<int>(i));
  }
}

const int* LayerIndex::find(std::string_view name) const {
  auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &found->second;
}

std::optional<TensorRef> read_tensor_ref(const Value& value, const LayerIndex& index) {
  const List* leaf = value.as_list();
  if (!leaf || leaf->size() < 3) return std::nullopt;
  const std::string* name = (*leaf)[0].as_string();
  auto call = (*leaf)[1].as_int(), output = (*leaf)[2].as_int();
  if (!name || !call || !output || *call < 0 || *output < 0) return std::nullopt;
  constexpr std::int64_t kMostCalls = 1'000'000, kMostOutputs = 10'000;
  const int* layer = index.find(*name);
  if (!layer || *call > kMostCalls || *output > kMostOutputs) return std::nullopt;
  return TensorRef{*layer, static_cast<int>(*call), static_cast<int>(*output)};
}

namespace {

// "input_layers" and "output_layers" mirror what the user passed: a leaf, or lists and dicts of
// them.
void flatten_refs(const Place& place, const LayerIndex& index, std::vector<TensorRef>& refs) {
  if (auto ref = read_tensor_ref(*place.value, index)) {
    refs.push_back(*ref);
  } else if (const Dict* dict = place.value->as_dict()) {
    std::vector<std::string_view> keys;
    for (const Member& member : *dict) keys.push_back(member.key);
    std::sort(keys.begin(), keys.end());
    for (std::string_view key : keys) flatten_refs(place.child(key), index, refs);
  } else if (const List* list = place.value->as_list();
             list && !(list->size() == 3 && list->front().is_string())) {
    for (std::size_t i = 0; i < list->size(); ++i) flatten_refs(place.item(i), index, refs);
  } else if (!place.value->is_none()) {
    place.fail("refers to a layer that is not in the model: " + place.value->text());
  }
}

bool knows_its_input(const Layer& layer) {
  return layer.graph && !layer.graph->layers.empty() && layer.graph->layers[0].config &&
         layer.graph->layers[0].config->find("batch_shape");
}

// A nested model already has a first call, the one that made it: in Keras 1 and 2 its calls count
// from 1 everywhere, in Keras 3 those of a Functional do in the model's inputs and outputs.
void shift_to_zero(TensorRef& ref, const std::vector<Layer>& layers, Dialect dialect,
                   bool is_model_end) {
  const Layer& layer = layers[static_cast<std::size_t>(ref.layer)];
  bool shifted = dialect == Dialect::kKeras2
                     ? knows_its_input(layer)
                     : is_model_end && layer.graph && !layer.graph->sequential;
  bool beyond = ref.call == static_cast<int>(layer.calls.size());
  if (ref.call > 0 && (shifted || beyond)) --ref.call;
}

void require_call(const TensorRef& ref, const Graph& graph, const Place& place) {
  const Layer& layer = graph.layers[static_cast<std::size_t>(ref.layer)];
  if (ref.call < static_cast<int>(layer.calls.size())) return;
  place.fail("refers to call " + std::to_string(ref.call) + " of layer '" + sanitize(layer.name) +
             "', which is called " + std::to_string(layer.calls.size()) + " times");
}

void resolve_refs(Graph& graph, const Place& config, Dialect dialect) {
  for (std::size_t i = 0; i < graph.layers.size(); ++i) {
    for (CallSite& call : graph.layers[i].calls) {
      for (TensorRef& ref : call.inputs) {
        shift_to_zero(ref, graph.layers, dialect, false);
        require_call(ref, graph, config.child("layers").item(i).child("inbound_nodes"));
      }
    }
  }
  for (auto [refs, key] :
       {std::pair(&graph.inputs, "input_layers"), std::pair(&graph.outputs, "output_layers")}) {
    for (TensorRef& ref : *refs) {
      shift_to_zero(ref, graph.layers, dialect, true);
      require_call(ref, graph, config.child(key));
    }
  }
}

// The calls in the order in which Keras makes them: it goes through the file again and again, and
// makes each call whose inputs exist.
void sort_steps(Graph& graph, const Place& config) {
  std::vector<std::size_t> first_call(graph.layers.size() + 1, 0);
  for (std::size_t i = 0; i < graph.layers.size(); ++i) {
    first_call[i + 1] = first_call[i] + graph.layers[i].calls.size();
  }
  auto number = [&](int layer, int call) {
    return first_call[static_cast<std::size_t>(layer)] + static_cast<std::size_t>(call);
  };
  std::vector<std::vector<Graph::Step>> consumers(first_call.back());
  std::vector<std::size_t> waiting(first_call.back(), 0);
  std::vector<int> round(first_call.back(), 0);
  std::set<std::tuple<int, int, int>> ready;  // round, layer, call
  for (std::size_t i = 0; i < graph.layers.size(); ++i) {
    for (std::size_t c = 0; c < graph.layers[i].calls.size(); ++c) {
      Graph::Step step{static_cast<int>(i), static_cast<int>(c)};
      const CallSite& call = graph.layers[i].calls[c];
      for (const TensorRef& ref : call.inputs) {
        consumers[number(ref.layer, ref.call)].push_back(step);
      }
      waiting[number(step.layer, step.call)] = call.inputs.size();
      if (call.inputs.empty()) ready.emplace(0, step.layer, step.call);
    }
  }
  while (!ready.empty()) {
    auto [made_in, layer, call] = *ready.begin();
    ready.erase(ready.begin());
    graph.steps.push_back({layer, call});
    for (Graph::Step consumer : consumers[number(layer, call)]) {
      std::size_t next = number(consumer.layer, consumer.call);
      round[next] = std::max(round[next], made_in + (consumer.layer < layer ? 1 : 0));
      if (--waiting[next] == 0) ready.emplace(round[next], consumer.layer, consumer.call);
    }
  }
  if (graph.steps.size() == first_call.back()) return;
  for (std::size_t i = 0; i < graph.layers.size(); ++i) {
    for (std::size_t c = 0; c < graph.layers[i].calls.size(); ++c) {
      if (waiting[number(static_cast<int>(i), static_cast<int>(c))] == 0) continue;
      config.child("layers").item(i).fail("layer '" + sanitize(graph.layers[i].name) +
                                          "' depends on its own output: the calls form a cycle");
    }
  }
}

bool is_input(const Layer& layer) { return layer.class_name == "InputLayer"; }

}  // namespace

Graph read_functional(const Place& config, Dialect dialect) {
  Graph graph;
  Place layers = config.child("layers");
  std::size_t count = layers.value->as_list()->size();
  graph.layers.reserve(count);
  for (std::size_t i = 0; i < count; ++i)
    graph.layers.push_back(read_layer(layers.item(i), dialect));
  LayerIndex index(graph.layers);
  for (std::size_t i = 0; i < count; ++i) {
    Layer& layer = graph.layers[i];
    if (*index.find(layer.name) != static_cast<int>(i)) {
      layers.item(i).fail("two layers are called '" + sanitize(layer.name) + "'",
                          "Layer names must be unique within a model.");
    }
    Place nodes = layers.item(i).child("inbound_nodes");
    layer.calls = dialect == Dialect::kKeras3 ? read_calls_keras3(nodes, index)
                                              : read_calls_keras2(nodes, index, layer.class_name);
    if (is_input(layer)) layer.calls.assign(1, {});
  }
  flatten_refs(config.child("input_layers"), index, graph.inputs);
  flatten_refs(config.child("output_layers"), index, graph.outputs);
  resolve_refs(graph, config, dialect);
  sort_steps(graph, config);
  return graph;
}

namespace {

// The input that a Sequential without an InputLayer has all the same: what it was built for, or
// what its first layer says. Without either its shape is not known.
Layer make_input(const Place& config, const Graph& graph, Dialect dialect) {
  Value input_config;
  Value shape = (*config.value)["build_input_shape"];
  Value dtype;
  if (!graph.layers.empty()) {
    const Layer& first = graph.layers.front();
    if (first.graph && !first.graph->layers.empty() && first.graph->layers[0].config) {
      const Value& inner = *first.graph->layers[0].config;
      if (shape.is_none()) shape = inner["batch_shape"];
      dtype = inner["dtype"];
    } else if (shape.is_none()) {
      shape = (*first.config)["batch_input_shape"];
      if (shape.is_none()) shape = (*first.config)["batch_shape"];
    }
  }
  Layer input;
  input.name = dialect == Dialect::kKeras2 && !graph.layers.empty()
                   ? graph.layers.front().name + "_input"
                   : "input_layer";
  input.class_name = "InputLayer";
  input.json_path = config.path;
  input_config.set("name", input.name);
  if (!shape.is_none()) input_config.set("batch_shape", std::move(shape));
  if (!dtype.is_none()) input_config.set("dtype", std::move(dtype));
  input.config = std::make_shared<const Value>(std::move(input_config));
  return input;
}

}  // namespace

Graph read_sequential(const Place& config, Dialect dialect) {
  Graph graph;
  graph.sequential = true;
  Place layers = config.value->is_list() ? config : config.child("layers");  // Keras 2.2 and older
  for (std::size_t i = 0; i < layers.value->as_list()->size(); ++i) {
    graph.layers.push_back(read_layer(layers.item(i), dialect));
  }
  if (graph.layers.empty() || !is_input(graph.layers.front())) {
    graph.layers.insert(graph.layers.begin(), make_input(config, graph, dialect));
  }
  for (std::size_t i = 0; i < graph.layers.size(); ++i) {
    Layer& layer = graph.layers[i];
    CallSite& call = layer.calls.emplace_back();
    graph.steps.push_back({static_cast<int>(i), 0});
    if (i == 0) continue;
    call.args.push_back(InputSlot{0});
    call.inputs.push_back({static_cast<int>(i) - 1, 0, 0});
  }
  graph.inputs = {{0, 0, 0}};
  graph.outputs = {{static_cast<int>(graph.layers.size()) - 1, 0, 0}};
  return graph;
}

}  // namespace modelviz
