// The two kinds of layer graphs: Functional, whose entries say who calls whom, and Sequential, a
// chain.
#include <algorithm>
#include <functional>
#include <queue>
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
  if (!layer.graph) return false;
  return !layer.graph->sequential || layer.graph->layers[0].config->find("batch_shape");
}

// A nested model already has a first call, the one that made it: in Keras 1 and 2 its calls count
// from 1 everywhere, in Keras 3 those of a Functional do in the model's inputs and outputs.
void shift_to_zero(TensorRef& ref, const std::vector<Layer>& layers, const Dialect& dialect,
                   bool is_model_end) {
  const Layer& layer = layers[static_cast<std::size_t>(ref.layer)];
  bool shifted = dialect.is_keras3() ? is_model_end && layer.graph && !layer.graph->sequential
                                     : knows_its_input(layer);
  bool beyond = ref.call == static_cast<int>(layer.calls.size());
  if (ref.call > 0 && (shifted || beyond)) --ref.call;
}

bool has_call(const TensorRef& ref, const Graph& graph) {
  const Layer& layer = graph.layers[static_cast<std::size_t>(ref.layer)];
  return ref.call < static_cast<int>(layer.calls.size());
}

[[noreturn]] void fail_call(const TensorRef& ref, const Graph& graph, const Place& place) {
  const Layer& layer = graph.layers[static_cast<std::size_t>(ref.layer)];
  place.fail("refers to call " + std::to_string(ref.call) + " of layer '" + sanitize(layer.name) +
             "', which is called " + std::to_string(layer.calls.size()) + " times");
}

void resolve_refs(Graph& graph, const Place& config, const Dialect& dialect) {
  for (std::size_t i = 0; i < graph.layers.size(); ++i) {
    for (CallSite& call : graph.layers[i].calls) {
      for (TensorRef& ref : call.inputs) {
        shift_to_zero(ref, graph.layers, dialect, false);
        if (has_call(ref, graph)) continue;
        fail_call(ref, graph, config.child("layers").item(i).child("inbound_nodes"));
      }
    }
  }
  for (auto [refs, key] :
       {std::pair(&graph.inputs, "input_layers"), std::pair(&graph.outputs, "output_layers")}) {
    for (TensorRef& ref : *refs) {
      shift_to_zero(ref, graph.layers, dialect, true);
      if (!has_call(ref, graph)) fail_call(ref, graph, config.child(key));
    }
  }
}

// `waiting` has for each call, by layer, how many of its inputs were never made.
void refuse_cycles(const Graph& graph, const Place& config,
                   const std::vector<std::size_t>& waiting) {
  std::size_t number = 0;
  for (std::size_t i = 0; i < graph.layers.size(); ++i) {
    for (std::size_t c = 0; c < graph.layers[i].calls.size(); ++c) {
      if (waiting[number++] == 0) continue;
      config.child("layers").item(i).fail("layer '" + sanitize(graph.layers[i].name) +
                                          "' depends on its own output: the calls form a cycle");
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
  using Ready = std::tuple<int, int, int>;  // round, layer, call
  std::priority_queue<Ready, std::vector<Ready>, std::greater<>> ready;
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
    auto [made_in, layer, call] = ready.top();
    ready.pop();
    graph.steps.push_back({layer, call});
    for (Graph::Step consumer : consumers[number(layer, call)]) {
      std::size_t next = number(consumer.layer, consumer.call);
      round[next] = std::max(round[next], made_in + (consumer.layer < layer ? 1 : 0));
      if (--waiting[next] == 0) ready.emplace(round[next], consumer.layer, consumer.call);
    }
  }
  if (graph.steps.size() < first_call.back()) refuse_cycles(graph, config, waiting);
}

bool is_input(const Layer& layer) { return layer.class_name == "InputLayer"; }

// Not by the generation of the file: some programs convert a file, but not each entry in it.
std::vector<CallSite> read_calls(const Place& nodes, const LayerIndex& index,
                                 std::string_view class_name) {
  const List* list = nodes.value->as_list();
  if (!list && !nodes.value->is_none()) {
    nodes.fail("\"inbound_nodes\" is " + json_kind(*nodes.value) + ", not a list of calls");
  }
  bool is_keras3 = list && !list->empty() && list->front().find("args");
  return is_keras3 ? read_calls_keras3(nodes, index) : read_calls_keras2(nodes, index, class_name);
}

[[noreturn]] void fail_duplicate(const Place& place, const std::string& name) {
  place.fail("two layers are called '" + sanitize(name) + "'",
             "Layer names must be unique within a model.");
}

}  // namespace

Graph read_functional(const Place& config, const Dialect& dialect) {
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
      fail_duplicate(layers.item(i), layer.name);
    }
    layer.calls = read_calls(layers.item(i).child("inbound_nodes"), index, layer.class_name);
    if (is_input(layer)) layer.calls.assign(1, {});
  }
  flatten_refs(config.child("input_layers"), index, graph.inputs);
  flatten_refs(config.child("output_layers"), index, graph.outputs);
  resolve_refs(graph, config, dialect);
  sort_steps(graph, config);
  return graph;
}

namespace {

// What a layer says of its own input, batch included. Keras 1 has also the parts of it.
Value input_shape_of(const Value& config, std::string_view class_name) {
  for (std::string_view key : {"batch_input_shape", "batch_shape"}) {
    if (config[key].is_list()) return config[key];
  }
  if (const List* sizes = config["input_shape"].as_list()) {
    List shape{Value()};
    shape.insert(shape.end(), sizes->begin(), sizes->end());
    return shape;
  }
  if (class_name == "Embedding" && config.find("input_length")) {
    return List{Value(), config["input_length"]};
  }
  if (class_name == "Embedding" || !config["input_dim"].is_int()) return {};
  // Only layers of sequences have a length.
  if (config.find("input_length")) {
    return List{Value(), config["input_length"], config["input_dim"]};
  }
  return List{Value(), config["input_dim"]};
}

// Keras 2 takes the dtype of the variables of the first layer for that of its input.
Value input_dtype_of(const Value& config) {
  if (config["input_dtype"].is_string()) return config["input_dtype"];
  const std::string* dtype = config["dtype"].as_string();
  return dtype && !dtype->starts_with("mixed_") ? *dtype : Value();
}

}  // namespace

Layer make_input(const Place& place, std::string name, const Layer* first, Value shape) {
  Value dtype;
  if (first && first->graph) {
    const Graph& graph = *first->graph;
    if (!graph.inputs.empty()) {
      const Value& inner = *graph.layers[static_cast<std::size_t>(graph.inputs[0].layer)].config;
      if (shape.is_none()) shape = inner["batch_shape"];
      dtype = inner["dtype"];
    }
  } else if (first) {
    if (shape.is_none()) shape = input_shape_of(*first->config, first->class_name);
    if (first->is_keras2) dtype = input_dtype_of(*first->config);
  }
  Layer input;
  input.name = std::move(name);
  input.class_name = "InputLayer";
  input.json_path = place.path;
  Value config;
  config.set("name", input.name);
  if (!shape.is_none()) config.set("batch_shape", std::move(shape));
  if (!dtype.is_none()) config.set("dtype", std::move(dtype));
  input.config = std::make_shared<const Value>(std::move(config));
  return input;
}

std::string input_name(const Layer& first, const Dialect& dialect) {
  if (dialect.is_keras3()) return "input_layer";
  if (dialect.generation == Generation::kKeras2) return first.name + "_input";
  std::string name = first.class_name;
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return name + "_input_1";
}

namespace {

// Keras 2.1 and older give a Sequential within a Sequential no name, and Keras 3 no layer of a
// custom class that does not write it.
std::string free_name(const std::string& name, const std::set<std::string>& taken) {
  std::string result = name;
  for (int i = 1; taken.contains(result); ++i) result = name + "_" + std::to_string(i);
  return result;
}

void read_chain(Graph& graph, const Place& layers, const Dialect& dialect) {
  std::set<std::string> taken;
  for (std::size_t i = 0; i < layers.value->as_list()->size(); ++i) {
    Entry entry = read_entry(layers.item(i), dialect);
    Layer layer = read_layer(entry, dialect);
    if (given_name(entry).empty()) layer.name = free_name(layer.name, taken);
    if (!taken.insert(layer.name).second) fail_duplicate(entry.place, layer.name);
    graph.layers.push_back(std::move(layer));
  }
}

}  // namespace

Graph read_sequential(const Place& config, const Dialect& dialect) {
  Place layers = config.value->is_list() ? config : config.child("layers");  // Keras 2.2 and older
  if (begins_with_branches(layers)) return read_branches(layers, dialect);
  Graph graph;
  graph.sequential = true;
  read_chain(graph, layers, dialect);
  if (graph.layers.empty() || !is_input(graph.layers.front())) {
    const Layer* first = graph.layers.empty() ? nullptr : graph.layers.data();
    std::string name = first ? input_name(*first, dialect) : "input_layer";
    graph.layers.insert(graph.layers.begin(), make_input(config, std::move(name), first,
                                                         (*config.value)["build_input_shape"]));
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
