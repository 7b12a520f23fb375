// From a model and its run to a picture: a box per layer, an arrow per tensor and consumer, a frame
// per nested model that is opened, and per layer whose inside is shown.
//
// An arrow to or from a frame goes to the layer or op inside that takes or makes the tensor. Where
// one box stands for several calls, the arrows say to which of them they belong.
#include "modelviz/view.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <tuple>
#include <utility>

#include "view/arguments.h"
#include "view/attributes.h"
#include "view/colors.h"
#include "view/description.h"
#include "view/fusion.h"
#include "view/label.h"
#include "view/layer_range.h"
#include "view/layers.h"
#include "view/masks.h"
#include "view/parts.h"

namespace modelviz {
namespace {

class ViewMaker {
 public:
  ViewMaker(const Model& model, const Run& run, const ViewOptions& options)
      : run_(run), options_(options), layers_(view_, model, run, options) {}

  View make(const Model& model) && {
    view_.title = model.root.name;
    view_.options = options_;
    view_.description = description_of(model, run_);
    check_attributes(model, options_.attributes);
    check_label(options_.label);
    if (!model.root.graph) {
      layers_.add_box(model.root, -1, -1);
      return std::move(view_);
    }
    const Graph& graph = *model.root.graph;
    std::vector<bool> in_range(graph.layers.size(), true);
    if (options_.layer_range) in_range = layers_in_range(graph, *options_.layer_range);
    Scope scope = layers_.draw(model.root, in_range);
    add_edges(scope);
    std::vector<bool> kept = layers_.kept();
    set_masks_aside(view_, outputs_of(scope), kept);
    return select_part(std::move(view_), std::move(kept));
  }

 private:
  // The nodes that make a tensor; none if it is not in the picture.
  [[nodiscard]] std::vector<int> producers(const Scope& scope, const TensorRef& ref) const {
    const DrawnLayer* drawn = scope.drawn(ref.layer, ref.call);
    auto output = static_cast<std::size_t>(ref.output);
    if (drawn == nullptr) return {};
    if (drawn->node >= 0) return {drawn->node};
    if (drawn->model) {
      const std::vector<TensorRef>& outputs = drawn->model->graph->outputs;
      return output < outputs.size() ? producers(*drawn->model, outputs[output])
                                     : std::vector<int>{};
    }
    std::vector<int> nodes;
    if (!drawn->ports || output >= drawn->ports->outputs.size()) return nodes;
    for (const Ports::Source& source : drawn->ports->outputs[output]) {
      if (source.node >= 0) nodes.push_back(source.node);
      if (source.input < 0) continue;
      std::vector<int> makers = handed_on(scope, ref, source.input);
      nodes.insert(nodes.end(), makers.begin(), makers.end());
    }
    return nodes;
  }

  // The nodes that make the input of a call that the call returns as it is.
  [[nodiscard]] std::vector<int> handed_on(const Scope& scope, const TensorRef& ref,
                                           int input) const {
    const Layer& layer = scope.layer(ref.layer);
    const CallSite& site = layer.calls[static_cast<std::size_t>(ref.call)];
    std::vector<TensorArgument> arguments = tensor_arguments(layer, site);
    if (static_cast<std::size_t>(input) >= arguments.size()) return {};
    int slot = arguments[static_cast<std::size_t>(input)].input;
    return producers(scope, site.inputs[static_cast<std::size_t>(slot)]);
  }

  // Where the arrows of one input end.
  struct Takers {
    std::vector<int> nodes;
    int cluster = -1;
  };

  // Where the arrows to the index-th input of a call of a layer end.
  [[nodiscard]] Takers consumers(const DrawnLayer* drawn, std::size_t index) const {
    if (drawn == nullptr) return {};
    if (drawn->node >= 0) return {{drawn->node}};
    if (const std::optional<Ports>& ports = drawn->ports) {
      bool is_taken = index < ports->takers.size() && !ports->takers[index].empty();
      return is_taken ? Takers{ports->takers[index]} : Takers{{ports->first_node}, ports->cluster};
    }
    const Scope& model = *drawn->model;
    const std::vector<TensorRef>& inputs = model.graph->inputs;
    if (inputs.empty()) return {};
    int entry = inputs[std::min(index, inputs.size() - 1)].layer;
    if (model.drawn(entry, 0) != nullptr) return consumers(model.drawn(entry, 0), 0);
    bool is_empty = static_cast<std::size_t>(entry) + 1 >= model.layers.size();
    return is_empty ? Takers{} : consumers(model.drawn(entry + 1, 0), 0);
  }

  void add_edges(const Scope& scope) {
    for (int taker = 0; taker < static_cast<int>(scope.layers.size()); ++taker) {
      int first = scope.fold.drawn_for(taker);
      if (first == taker) {
        for (const DrawnLayer& drawn : scope.layers[static_cast<std::size_t>(taker)]) {
          if (drawn.model) add_edges(*drawn.model);
        }
      }
      const Layer& layer = scope.layer(taker);
      for (int call = 0; call < static_cast<int>(layer.calls.size()); ++call) {
        add_edges_to(scope, taker, call, scope.drawn(first, call));
      }
    }
  }

  void add_edges_to(const Scope& scope, int taker, int call, const DrawnLayer* drawn) {
    const Layer& layer = scope.layer(taker);
    const CallSite& site = layer.calls[static_cast<std::size_t>(call)];
    std::vector<TensorArgument> arguments = tensor_arguments(layer, site);
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      auto input = static_cast<std::size_t>(arguments[i].input);
      TensorRef ref = site.inputs[input];
      Fold::Link link = scope.fold.link(taker, input, ref.layer);
      std::optional<int> tensor = tensor_of(scope, ref);
      ref.layer = scope.fold.drawn_for(ref.layer);
      Takers takers = consumers(drawn, i);
      ViewEdge edge{.shape = tensor ? shape_text(run_, *tensor) : "?",
                    .dtype = tensor ? dtype_text(run_, *tensor) : "?",
                    .to_cluster = takers.cluster,
                    .role = arguments[i].role,
                    .from_call = number_of(scope, ref.layer, ref.call),
                    .back = link.back,
                    .copy = link.copy,
                    .before_last = link.before_last};
      add_edges(scope, ref, takers.nodes, number_of(scope, taker, call), edge);
    }
  }

  // The number of a call, where one box stands for several; else 0.
  [[nodiscard]] int number_of(const Scope& scope, int layer, int call) const {
    const DrawnLayer* drawn = scope.drawn(layer, call);
    if (drawn == nullptr || scope.layer(layer).calls.size() < 2) return 0;
    int own = drawn->node >= 0 ? view_.nodes[static_cast<std::size_t>(drawn->node)].call
                               : view_.clusters[static_cast<std::size_t>(drawn->cluster)].call;
    return own > 0 ? 0 : call + 1;
  }

  // Each pair of a tensor and what takes it once, with the calls that take it.
  void add_edges(const Scope& scope, const TensorRef& ref, const std::vector<int>& takers,
                 int to_call, ViewEdge edge) {
    for (int from : producers(scope, ref)) {
      for (int to : takers) {
        edge.from = from;
        edge.to = to;
        Key key{&scope, from, to, ref, Fold::Link{edge.back, edge.copy, edge.before_last}};
        auto [place, is_new] = drawn_.try_emplace(key, view_.edges.size());
        if (is_new) view_.edges.push_back(edge);
        ViewEdge& shown = view_.edges[place->second];
        shown.shape = merged_shape(shown.shape, edge.shape);
        if (edge.role == EdgeRole::kTensor) shown.role = EdgeRole::kTensor;
        std::vector<int>& calls = shown.to_calls;
        if (to_call > 0 && (calls.empty() || calls.back() != to_call)) calls.push_back(to_call);
      }
    }
  }

  // The tensor in the trace; nothing if the call was not run.
  [[nodiscard]] std::optional<int> tensor_of(const Scope& scope, const TensorRef& ref) const {
    int call = layers_.calls().find(scope.run, scope.layer(ref.layer), ref.call);
    if (call < 0) return std::nullopt;
    const std::vector<int>& outputs = run_.trace->calls()[static_cast<std::size_t>(call)].outputs;
    auto output = static_cast<std::size_t>(ref.output);
    return output < outputs.size() ? std::optional(outputs[output]) : std::nullopt;
  }

  [[nodiscard]] std::vector<int> outputs_of(const Scope& scope) const {
    std::vector<int> nodes;
    for (TensorRef ref : scope.graph->outputs) {
      ref.layer = scope.fold.drawn_for(ref.layer);
      std::vector<int> makers = producers(scope, ref);
      nodes.insert(nodes.end(), makers.begin(), makers.end());
    }
    return nodes;
  }

  using Key = std::tuple<const Scope*, int, int, TensorRef, Fold::Link>;

  const Run& run_;
  const ViewOptions& options_;
  View view_;
  LayerDrawer layers_;
  std::map<Key, std::size_t> drawn_;
};

void number_layers(View& view) {
  int number = 0;
  for (ViewNode& node : view.nodes) {
    if (node.role == NodeRole::kLayer) node.number = ++number;
  }
}

}  // namespace

View make_view(const Model& model, const Run& run, const ViewOptions& options) {
  View view = ViewMaker(model, run, options).make(model);
  if (options.fuse) view = fused(view);
  if (options.number) number_layers(view);
  add_colors(view);
  return view;
}

}  // namespace modelviz
