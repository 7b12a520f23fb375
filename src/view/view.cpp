// From a model and its run to a picture: a box per layer, an arrow per tensor and consumer, a frame
// per nested model that is opened, and per layer whose ops are shown.
//
// An arrow to or from a frame goes to the layer or op inside that takes or makes the tensor. What
// is called several times is drawn once, with the arrows of all calls; but a layer whose calls do
// different things (an embedding, and its reverse) is a frame for each of them.
#include "modelviz/view.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "view/attributes.h"
#include "view/fold.h"
#include "view/inside.h"
#include "view/layer_range.h"
#include "view/node.h"
#include "view/parts.h"
#include "view/shown_ops.h"

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
  ViewMaker(const Model& model, const Run& run, const ViewOptions& options)
      : run_(run),
        options_(options),
        failures_(failures_of(run)),
        shown_(model, run, options),
        inside_(view_, run, failures_, shown_) {}

  View make(const Model& model) && {
    view_.title = model.root.name;
    view_.options = options_;
    check_attributes(model, options_.attributes);
    if (!model.root.graph) {
      add_box(model.root, -1);
      return std::move(view_);
    }
    const Graph& graph = *model.root.graph;
    std::vector<bool> in_range(graph.layers.size(), true);
    if (options_.layer_range) in_range = layers_in_range(graph, *options_.layer_range);
    add_layers(graph, in_range, -1);
    add_edges(graph);
    return select_part(std::move(view_), std::move(kept_));
  }

 private:
  void add_box(const Layer& layer, int cluster) {
    ViewNode box = make_node(layer, run_, failures_);
    const std::vector<int>& calls = run_.calls_of(layer);
    box.attributes = attributes_text(layer, options_);
    bool is_op = !layer.graph && !calls.empty() && shown_.opens(layer);
    if (is_op) box.detail = inside_.only_op(calls.front());
    box.cluster = cluster;
    int node = add_node(view_, std::move(box));
    node_of_.emplace(&layer, node);
    if (options_.show_weights) add_weights_beside(view_, run_, layer, node);
  }

  // Of a block that repeats only the first one, in a frame. What is not in range is drawn like the
  // rest, and taken away in the end.
  void add_layers(const Graph& graph, const std::vector<bool>& in_range, int cluster) {
    const Fold& fold =
        folds_.try_emplace(&graph, graph, find_repeats_in(graph, in_range)).first->second;
    // As in plot_model, a Sequential within a model has no box for its input.
    bool is_headless = cluster >= 0 && graph.sequential && graph.layers.size() > 1;
    int frame = -1;
    for (std::size_t i = is_headless ? 1 : 0; i < graph.layers.size(); ++i) {
      auto layer = static_cast<int>(i);
      const Repeat* repeat = fold.repeat_of(layer);
      if (repeat != nullptr && repeat->first == layer) {
        frame = add_cluster(view_, {.name = "× " + std::to_string(repeat->count),
                                    .class_name = "",
                                    .parent = cluster,
                                    .role = FrameRole::kRepeat,
                                    .copies = repeat->count});
      }
      if (fold.drawn_for(layer) == layer) {
        add_layer(graph.layers[i], repeat != nullptr ? frame : cluster);
      } else {
        merge_twin(graph.layers[static_cast<std::size_t>(fold.drawn_for(layer))], graph.layers[i]);
      }
      kept_.resize(view_.nodes.size(), in_range[i]);
    }
  }

  [[nodiscard]] std::vector<Repeat> find_repeats_in(const Graph& graph,
                                                    const std::vector<bool>& in_range) const {
    if (options_.fold == 0) return {};
    std::vector<bool> foldable = in_range;
    for (std::size_t i = 0; i < foldable.size(); ++i) {
      if (failures_.contains(&graph.layers[i])) foldable[i] = false;
    }
    return find_repeats(graph, foldable, {.least_count = options_.fold});
  }

  // Lets what is drawn of a layer speak of its twin in another block.
  void merge_twin(const Layer& layer, const Layer& twin) {
    if (auto node = node_of(layer)) {
      merge(view_.nodes[static_cast<std::size_t>(*node)], make_node(twin, run_, failures_));
    } else if (auto frame = frame_of_.find(&layer); frame != frame_of_.end()) {
      std::string& name = view_.clusters[static_cast<std::size_t>(frame->second)].name;
      name = merged_name(name, twin.name);
    }
    if (!opened_.contains(&layer)) return;
    for (std::size_t i = 0; i < layer.graph->layers.size(); ++i) {
      merge_twin(layer.graph->layers[i], twin.graph->layers[i]);
    }
  }

  void add_layer(const Layer& layer, int cluster) {
    if (!shown_.opens(layer)) return add_box(layer, cluster);
    if (layer.graph) return add_model(layer, cluster);
    const std::vector<int>& calls = run_.calls_of(layer);
    bool is_frame = !calls.empty() && inside_.is_frame(calls.front());
    if (!is_frame) return add_box(layer, cluster);
    add_inside(layer, cluster);
  }

  void add_model(const Layer& layer, int cluster) {
    opened_.insert(&layer);
    int frame = add_cluster(view_, {.name = layer.name,
                                    .class_name = layer.class_name,
                                    .parent = cluster,
                                    .trainable = trainable_of(layer, run_)});
    frame_of_.emplace(&layer, frame);
    add_layers(*layer.graph, std::vector<bool>(layer.graph->layers.size(), true), frame);
  }

  // A frame for each thing that the calls of a layer do, in the first run of the model around it.
  void add_inside(const Layer& layer, int cluster) {
    std::vector<std::pair<int, Ports>> drawn;  // by the first call of each
    int run_of_model = call_at(run_.calls_of(layer).front()).parent;
    for (int call : run_.calls_of(layer)) {
      if (call_at(call).parent != run_of_model || !inside_.is_frame(call)) continue;
      auto same = std::find_if(drawn.begin(), drawn.end(), [&](const auto& other) {
        return inside_.is_same(call, other.first);
      });
      if (same == drawn.end()) {
        drawn.emplace_back(call, inside_.draw(call, cluster));
        same = std::prev(drawn.end());
      } else {
        ++view_.clusters[static_cast<std::size_t>(same->second.cluster)].calls;
      }
      ports_[{&layer, call_at(call).site}] = same->second;
      frame_of_.emplace(&layer, same->second.cluster);
    }
  }

  [[nodiscard]] const LayerCall& call_at(int index) const {
    return run_.trace->calls()[static_cast<std::size_t>(index)];
  }

  [[nodiscard]] std::optional<int> node_of(const Layer& layer) const {
    auto found = node_of_.find(&layer);
    return found == node_of_.end() ? std::nullopt : std::optional(found->second);
  }

  [[nodiscard]] const Ports* ports_of(const Layer& layer, int site) const {
    auto found = ports_.find({&layer, site});
    return found == ports_.end() ? nullptr : &found->second;
  }

  // The node that makes a tensor; nothing if it is not in the picture.
  [[nodiscard]] std::optional<int> producer(const Graph& graph, const TensorRef& ref) const {
    const Layer& layer = graph.layers[static_cast<std::size_t>(ref.layer)];
    auto output = static_cast<std::size_t>(ref.output);
    if (const Ports* ports = ports_of(layer, ref.call)) {
      if (output >= ports->outputs.size()) return std::nullopt;
      const Ports::Source& source = ports->outputs[output];
      return source.input < 0 ? source.node : handed_on(graph, ref, source.input);
    }
    if (!opened_.contains(&layer)) return node_of(layer);
    if (output >= layer.graph->outputs.size()) return std::nullopt;
    return producer(*layer.graph, layer.graph->outputs[output]);
  }

  // The node that makes the input of a call that the call returns as it is.
  [[nodiscard]] std::optional<int> handed_on(const Graph& graph, const TensorRef& ref,
                                             int input) const {
    const Layer& layer = graph.layers[static_cast<std::size_t>(ref.layer)];
    const CallSite& site = layer.calls[static_cast<std::size_t>(ref.call)];
    std::vector<int> slots = slots_of(site);
    if (static_cast<std::size_t>(input) >= slots.size()) return std::nullopt;
    int slot = slots[static_cast<std::size_t>(input)];
    return producer(graph, site.inputs[static_cast<std::size_t>(slot)]);
  }

  // Where the arrows of one input end.
  struct Takers {
    std::vector<int> nodes;
    int cluster = -1;
  };

  // Where the arrows to the index-th input of a call of a layer end.
  [[nodiscard]] Takers consumers(const Layer& layer, int site, std::size_t index) const {
    if (const Ports* ports = ports_of(layer, site)) {
      bool is_taken = index < ports->takers.size() && !ports->takers[index].empty();
      return is_taken ? Takers{ports->takers[index]} : Takers{{ports->first_node}, ports->cluster};
    }
    if (auto node = node_of(layer)) return {{*node}};
    if (!opened_.contains(&layer) || layer.graph->inputs.empty()) return {};
    const Graph& graph = *layer.graph;
    const TensorRef& input = graph.inputs[std::min(index, graph.inputs.size() - 1)];
    auto entry = static_cast<std::size_t>(input.layer);
    if (auto node = node_of(graph.layers[entry])) return {{*node}};
    return entry + 1 < graph.layers.size() ? consumers(graph.layers[entry + 1], 0, 0) : Takers{};
  }

  void add_edges(const Graph& graph) {
    const Fold& fold = folds_.at(&graph);
    for (std::size_t taker = 0; taker < graph.layers.size(); ++taker) {
      auto drawn = static_cast<std::size_t>(fold.drawn_for(static_cast<int>(taker)));
      const Layer& layer = graph.layers[drawn];
      if (drawn == taker && opened_.contains(&layer)) add_edges(*layer.graph);
      for (int call = 0; const CallSite& site : graph.layers[taker].calls) {
        std::vector<int> slots = slots_of(site);
        for (std::size_t i = 0; i < slots.size(); ++i) {
          auto input = static_cast<std::size_t>(slots[i]);
          TensorRef ref = site.inputs[input];
          Fold::Link link = fold.link(static_cast<int>(taker), input, ref.layer);
          ref.layer = fold.drawn_for(ref.layer);
          add_edges(graph, ref, consumers(layer, call, i), link);
        }
        ++call;
      }
    }
  }

  // Each pair of a tensor and what takes it once.
  void add_edges(const Graph& graph, const TensorRef& ref, const Takers& takers,
                 const Fold::Link& link) {
    std::optional<int> from = producer(graph, ref);
    if (!from || *from < 0) return;
    std::optional<int> tensor = tensor_of(graph, ref);
    for (int to : takers.nodes) {
      if (!drawn_.emplace(&graph, *from, to, ref, link).second) continue;
      view_.edges.push_back({.from = *from,
                             .to = to,
                             .shape = tensor ? shape_text(run_, *tensor) : "?",
                             .dtype = tensor ? dtype_text(run_, *tensor) : "?",
                             .to_cluster = takers.cluster,
                             .back = link.back,
                             .copy = link.copy});
    }
  }

  // The tensor in the trace; nothing if the call was not run.
  [[nodiscard]] std::optional<int> tensor_of(const Graph& graph, const TensorRef& ref) const {
    const Layer& layer = graph.layers[static_cast<std::size_t>(ref.layer)];
    for (int index : run_.calls_of(layer)) {
      const LayerCall& call = call_at(index);
      bool made = call.site == ref.call && ref.output < static_cast<int>(call.outputs.size());
      if (made) return call.outputs[static_cast<std::size_t>(ref.output)];
    }
    return std::nullopt;
  }

  const Run& run_;
  const ViewOptions& options_;
  Failures failures_;
  ShownOps shown_;
  View view_;
  InsideMaker inside_;
  std::map<const Layer*, int> node_of_;
  std::set<const Layer*> opened_;                        // nested models that are drawn as frames
  std::map<std::pair<const Layer*, int>, Ports> ports_;  // by layer and index of its call
  std::vector<bool> kept_;                // by node: whether its layer is in the range
  std::map<const Layer*, int> frame_of_;  // of what is opened
  std::map<const Graph*, Fold> folds_;
  std::set<std::tuple<const Graph*, int, int, TensorRef, Fold::Link>> drawn_;
};

}  // namespace

View make_view(const Model& model, const Run& run, const ViewOptions& options) {
  return ViewMaker(model, run, options).make(model);
}

}  // namespace modelviz
