// The two kinds of graphs that only Keras 1 and older wrote. Both name what they take in the order
// in which it was made, so that neither can have a cycle.
#include <map>
#include <set>

#include "model/reader.h"
#include "support/text.h"

namespace modelviz {
namespace {

// Adds layers to a graph, each call after those that it takes.
class GraphBuilder {
 public:
  // Another layer of the same name makes it name_2.
  TensorRef add(Layer layer, const std::vector<TensorRef>& inputs) {
    std::string name = layer.name;
    for (int i = 2; !names_.insert(layer.name).second; ++i) {
      layer.name = name + "_" + std::to_string(i);
    }
    graph_.layers.push_back(std::move(layer));
    return call(static_cast<int>(graph_.layers.size()) - 1, inputs);
  }

  TensorRef call(int index, const std::vector<TensorRef>& inputs) {
    Layer& layer = graph_.layers[static_cast<std::size_t>(index)];
    CallSite& site = layer.calls.emplace_back();
    site.inputs = inputs;
    List slots;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      slots.push_back(InputSlot{static_cast<int>(i)});
    }
    if (slots.size() == 1) {
      site.args.push_back(slots.front());
    } else if (!slots.empty()) {
      site.args.push_back(std::move(slots));
    }
    int last = static_cast<int>(layer.calls.size()) - 1;
    graph_.steps.push_back({index, last});
    return {index, last, 0};
  }

  TensorRef add_input(Layer input) {
    graph_.inputs.push_back(add(std::move(input), {}));
    return graph_.inputs.back();
  }

  [[nodiscard]] const Layer& layer(const TensorRef& ref) const {
    return graph_.layers[static_cast<std::size_t>(ref.layer)];
  }

  Graph finish(std::vector<TensorRef> outputs) && {
    graph_.outputs = std::move(outputs);
    return std::move(graph_);
  }

 private:
  Graph graph_;
  std::set<std::string> names_;
};

// ---- a Sequential that begins with branches -----------------------------------------------------

// A branch is a model, with as many inputs as it has, or a layer that says what it takes.
TensorRef add_branch(GraphBuilder& graph, const Place& place, const Dialect& dialect) {
  Layer branch = read_layer(place, dialect);
  std::vector<Layer> inputs;
  if (!branch.graph) {
    inputs.push_back(make_input(place.child("config"), input_name(branch, dialect), &branch));
  } else {
    for (const TensorRef& ref : branch.graph->inputs) {
      const Layer& inner = branch.graph->layers[static_cast<std::size_t>(ref.layer)];
      inputs.push_back(make_input(place.child("config"), inner.name, &inner));
    }
  }
  std::vector<TensorRef> refs;
  refs.reserve(inputs.size());
  for (Layer& input : inputs) refs.push_back(graph.add_input(std::move(input)));
  return graph.add(std::move(branch), refs);
}

Layer read_merge(const Place& place, const Dialect& dialect) {
  Entry entry = read_entry(place, dialect);
  Value config = *entry.config.value;
  std::erase_if(*config.as_dict(), [](const Member& m) { return m.key == "layers"; });
  entry.config.value = std::make_shared<const Value>(std::move(config));
  return read_layer(entry, dialect);
}

}  // namespace

bool begins_with_branches(const Place& layers) {
  const List* list = layers.value->as_list();
  if (!list || list->empty()) return false;
  const Value& first = list->front();
  return first["class_name"] == Value("Merge") && first["config"]["layers"].is_list();
}

Graph read_branches(const Place& layers, const Dialect& dialect) {
  GraphBuilder graph;
  Place merge = layers.item(0);
  Place branches = merge.child("config").child("layers");
  std::vector<TensorRef> ends;
  for (std::size_t i = 0; i < branches.value->as_list()->size(); ++i) {
    ends.push_back(add_branch(graph, branches.item(i), dialect));
  }
  TensorRef last = graph.add(read_merge(merge, dialect), ends);
  for (std::size_t i = 1; i < layers.value->as_list()->size(); ++i) {
    last = graph.add(read_layer(layers.item(i), dialect), {last});
  }
  return std::move(graph).finish({last});
}

// ---- Graph --------------------------------------------------------------------------------------

namespace {

class Keras1Graph {
 public:
  Keras1Graph(const Place& config, const Dialect& dialect) : config_(config), dialect_(dialect) {}

  Graph read() && {
    each("input_config", [&](const Place& input) { add_input(input); });
    each("node_config", [&](const Place& node) { add_node(node); });
    std::vector<TensorRef> outputs;
    std::set<TensorRef> listed;
    each("output_config", [&](const Place& output) {
      TensorRef made = merged(output, name_of(output));
      if (listed.insert(made).second) outputs.push_back(made);
    });
    return std::move(graph_).finish(std::move(outputs));
  }

 private:
  template <typename Read>
  void each(std::string_view key, Read read) {
    Place list = config_.child(key);
    if (!list.value->is_list()) {
      list.fail("\"" + std::string(key) + "\" is " + json_kind(*list.value) + ", not a list");
    }
    for (std::size_t i = 0; i < list.value->as_list()->size(); ++i) read(list.item(i));
  }

  static std::string name_of(const Place& place) {
    std::string name = string_of((*place.value)["name"]);
    if (name.empty()) place.fail("a node of a Graph has a \"name\"");
    return name;
  }

  void add_input(const Place& place) {
    // Its keys are those of a layer that says what it takes.
    Layer source;
    source.config = place.value;
    source.is_keras2 = true;
    Value shape = (*place.value)["batch_input_shape"];
    Layer input = make_input(place, name_of(place), &source, std::move(shape));
    Value config = *input.config;
    if (config["dtype"] == Value("float")) config.set("dtype", "float32");
    input.config = std::make_shared<const Value>(std::move(config));
    TensorRef made = graph_.add_input(std::move(input));
    made_[graph_.layer(made).name] = made;
  }

  TensorRef find(const Place& place) const {
    const std::string* name = place.value->as_string();
    auto found = name ? made_.find(*name) : made_.end();
    if (found != made_.end()) return found->second;
    place.fail("refers to a node that is not in the Graph before it: " + place.value->text());
  }

  std::vector<TensorRef> inputs_of(const Place& node) const {
    std::vector<TensorRef> inputs;
    Place several = node.child("inputs");
    const List* names = several.value->as_list();
    if (!names || names->empty()) return {find(node.child("input"))};
    for (std::size_t i = 0; i < names->size(); ++i) inputs.push_back(find(several.item(i)));
    return inputs;
  }

  // What a node takes: several tensors are merged first.
  TensorRef merged(const Place& node, const std::string& name) {
    std::vector<TensorRef> inputs = inputs_of(node);
    if (inputs.size() == 1) return inputs.front();
    return merge(node, "merge_inputs_for_" + name, inputs);
  }

  TensorRef merge(const Place& node, const std::string& name,
                  const std::vector<TensorRef>& inputs) {
    Value config, entry;
    config.set("name", name);
    const Value& mode = (*node.value)["merge_mode"];
    config.set("mode", mode.is_none() ? Value("concat") : mode);
    for (std::string_view key : {"concat_axis", "dot_axes"}) {
      if (const Value* axes = node.value->find(key)) config.set(key, *axes);
    }
    entry.set("class_name", "Merge");
    entry.set("config", std::move(config));
    Place place{std::make_shared<const Value>(std::move(entry)), node.path};
    return graph_.add(read_layer(place, dialect_), inputs);
  }

  void add_node(const Place& node) {
    std::string name = name_of(node);
    Place described = config_.child("nodes").child(name);
    if (described.value->is_none()) {
      node.fail("\"nodes\" does not describe '" + sanitize(name) + "'");
    }
    if (made_.contains(name)) node.fail("two nodes are called '" + sanitize(name) + "'");
    Layer layer = read_layer(described, dialect_);
    layer.name = name;
    bool is_shared = (*node.value)["outputs"].is_list() || (*described.value)["shared"] == true;
    TensorRef made;
    if (is_shared) {
      made = add_shared(node, std::move(layer));
    } else {
      std::vector<TensorRef> inputs{merged(node, name)};
      made = graph_.add(std::move(layer), inputs);
    }
    made_[name] = made;
  }

  // A shared node is called on each of its inputs; the results have names of their own, or are
  // merged.
  TensorRef add_shared(const Place& node, Layer layer) {
    std::string name = layer.name;
    std::vector<TensorRef> inputs = inputs_of(node), results;
    if (!inputs.empty()) results.push_back(graph_.add(std::move(layer), {inputs.front()}));
    for (std::size_t i = 1; i < inputs.size(); ++i) {
      results.push_back(graph_.call(results.front().layer, {inputs[i]}));
    }
    Place outputs = node.child("outputs");
    const List* names = outputs.value->as_list();
    for (std::size_t i = 0; names && i < names->size() && i < results.size(); ++i) {
      if (const std::string* output = (*names)[i].as_string()) made_[*output] = results[i];
    }
    bool merges = (*node.value)["merge_mode"].is_string() && results.size() > 1;
    return merges ? merge(node, "merge_outputs_of_" + name, results) : results.front();
  }

  const Place& config_;
  const Dialect& dialect_;
  GraphBuilder graph_;
  std::map<std::string, TensorRef> made_;
};

}  // namespace

bool is_keras1_graph(const Value& config) {
  return config["input_config"].is_list() && config.find("node_config") && config.find("nodes");
}

Graph read_keras1_graph(const Place& config, const Dialect& dialect) {
  return Keras1Graph(config, dialect).read();
}

}  // namespace modelviz
