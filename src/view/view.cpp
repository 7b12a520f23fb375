// From a model and its run to a picture: a box per layer, an arrow per tensor and consumer, a frame
// per nested model that is opened.
//
// An arrow to or from a nested model that is opened goes to the layer inside that takes or makes
// the tensor. A model that is called several times is drawn once, with the arrows of all calls.
#include "modelviz/view.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "view/layer_range.h"
#include "view/node.h"

namespace modelviz {
namespace {

// The InputSlots among the arguments in Keras' tree.flatten order, which is that of a model's
// inputs.
void add_slots(const Value& value, std::vector<int>& slots) {
  if (const InputSlot* slot = value.as_input()) {
    slots.push_back(slot->index);
  } else if (const List* list = value.as_list()) {
    for (const Value& item : *list) add_slots(item, slots);
  } else if (const Dict* dict = value.as_dict()) {
    std::vector<const Member*> members;
    for (const Member& member : *dict) members.push_back(&member);
    std::sort(members.begin(), members.end(),
              [](const Member* a, const Member* b) { return a->key < b->key; });
    for (const Member* member : members) add_slots(member->value, slots);
  } else if (const Slice* slice = value.as_slice()) {
    for (const Value* bound : {&slice->start, &slice->stop, &slice->step}) add_slots(*bound, slots);
  }
}

std::vector<int> slots_of(const CallSite& site) {
  std::vector<int> slots;
  for (const Value& argument : site.args) add_slots(argument, slots);
  for (const Member& argument : site.kwargs) add_slots(argument.value, slots);
  return slots;
}

class ViewMaker {
 public:
  ViewMaker(const Run& run, const ViewOptions& options)
      : run_(run), options_(options), failures_(failures_of(run)) {}

  View make(const Model& model) && {
    view_.title = model.root.name;
    view_.options = options_;
    if (!model.root.graph) {
      add_node(model.root, -1);
      return std::move(view_);
    }
    const Graph& graph = *model.root.graph;
    std::vector<bool> kept(graph.layers.size(), true);
    if (options_.layer_range) kept = layers_in_range(graph, *options_.layer_range);
    for (std::size_t i = 0; i < graph.layers.size(); ++i) {
      if (kept[i]) add_layer(graph.layers[i], -1);
    }
    add_edges(graph);
    return std::move(view_);
  }

 private:
  void add_node(const Layer& layer, int cluster) {
    ViewNode node = make_node(layer, run_, failures_);
    node.id = "n" + std::to_string(view_.nodes.size());
    node.cluster = cluster;
    node_of_.emplace(&layer, static_cast<int>(view_.nodes.size()));
    view_.nodes.push_back(std::move(node));
  }

  void add_layer(const Layer& layer, int cluster) {
    if (!layer.graph || !options_.expand_nested) return add_node(layer, cluster);
    opened_.insert(&layer);
    auto frame = static_cast<int>(view_.clusters.size());
    view_.clusters.push_back({.id = "c" + std::to_string(frame),
                              .name = layer.name,
                              .class_name = layer.class_name,
                              .parent = cluster});
    for (const Layer& inner : layer.graph->layers) {
      // As in plot_model, a Sequential within a model has no box for its input.
      bool hidden = layer.graph->sequential && &inner == layer.graph->layers.data() &&
                    layer.graph->layers.size() > 1;
      if (!hidden) add_layer(inner, frame);
    }
  }

  [[nodiscard]] std::optional<int> node_of(const Layer& layer) const {
    auto found = node_of_.find(&layer);
    return found == node_of_.end() ? std::nullopt : std::optional(found->second);
  }

  // The box that makes a tensor; nothing if it is not in the picture.
  [[nodiscard]] std::optional<int> producer(const Graph& graph, const TensorRef& ref) const {
    const Layer& layer = graph.layers[static_cast<std::size_t>(ref.layer)];
    if (!opened_.contains(&layer)) return node_of(layer);
    auto output = static_cast<std::size_t>(ref.output);
    if (output >= layer.graph->outputs.size()) return std::nullopt;
    return producer(*layer.graph, layer.graph->outputs[output]);
  }

  // The box that takes the index-th input of a layer.
  [[nodiscard]] std::optional<int> consumer(const Layer& layer, std::size_t index) const {
    if (!opened_.contains(&layer)) return node_of(layer);
    const Graph& graph = *layer.graph;
    if (graph.inputs.empty()) return std::nullopt;
    const TensorRef& input = graph.inputs[std::min(index, graph.inputs.size() - 1)];
    auto entry = static_cast<std::size_t>(input.layer);
    if (auto node = node_of(graph.layers[entry])) return node;
    return entry + 1 < graph.layers.size() ? consumer(graph.layers[entry + 1], 0) : std::nullopt;
  }

  void add_edges(const Graph& graph) {
    std::set<std::tuple<int, int, TensorRef>> drawn;
    for (const Layer& layer : graph.layers) {
      if (opened_.contains(&layer)) add_edges(*layer.graph);
      for (const CallSite& site : layer.calls) {
        std::vector<int> slots = slots_of(site);
        for (std::size_t i = 0; i < slots.size(); ++i) {
          const TensorRef& ref = site.inputs[static_cast<std::size_t>(slots[i])];
          std::optional<int> from = producer(graph, ref), to = consumer(layer, i);
          if (!from || !to || !drawn.emplace(*from, *to, ref).second) continue;
          view_.edges.push_back({*from, *to, shape_of(graph, ref)});
        }
      }
    }
  }

  [[nodiscard]] std::string shape_of(const Graph& graph, const TensorRef& ref) const {
    const Layer& layer = graph.layers[static_cast<std::size_t>(ref.layer)];
    for (int index : run_.calls_of(layer)) {
      const LayerCall& call = run_.trace->calls()[static_cast<std::size_t>(index)];
      bool made = call.site == ref.call && ref.output < static_cast<int>(call.outputs.size());
      if (made) return shape_text(run_, call.outputs[static_cast<std::size_t>(ref.output)]);
    }
    return "?";
  }

  const Run& run_;
  const ViewOptions& options_;
  Failures failures_;
  View view_;
  std::map<const Layer*, int> node_of_;
  std::set<const Layer*> opened_;  // nested models that are drawn as frames
};

}  // namespace

View make_view(const Model& model, const Run& run, const ViewOptions& options) {
  return ViewMaker(run, options).make(model);
}

}  // namespace modelviz
