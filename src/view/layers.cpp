// What is called several times is drawn once; but a layer whose calls do different things (an
// embedding, and its reverse) is a frame for each of them, and with unshare everything is there
// once for each of its calls.
#include "view/layers.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "view/attributes.h"

namespace modelviz {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

CallIndex::CallIndex(const Run& run) {
  for (int i = 0; const LayerCall& call : run.trace->calls()) {
    calls_.try_emplace({call.parent, call.layer, call.site}, i++);
  }
}

int CallIndex::find(int parent, const Layer& layer, int site) const {
  auto found = calls_.find({parent, &layer, site});
  return found == calls_.end() ? -1 : found->second;
}

LayerDrawer::LayerDrawer(View& view, const Model& model, const Run& run, const ViewOptions& options)
    : view_(view),
      run_(run),
      options_(options),
      calls_(run),
      failures_(failures_of(run)),
      opened_(model, run, options),
      inside_(view, run, failures_, opened_) {}

Scope LayerDrawer::draw(const Layer& root, const std::vector<bool>& in_range) {
  const std::vector<int>& calls = run_.calls_of(root);
  return draw_graph(*root.graph, calls.empty() ? -1 : calls.front(), in_range, -1);
}

std::vector<bool> LayerDrawer::kept() const {
  std::vector<bool> kept = kept_;
  kept.resize(view_.nodes.size(), true);
  return kept;
}

int LayerDrawer::add_box(const Layer& layer, int cluster, int call) {
  ViewNode box = make_box(layer, call);
  const std::vector<int>& calls = run_.calls_of(layer);
  bool is_op = !layer.graph && !calls.empty() && opened_.shows_ops(layer);
  if (is_op) box.detail = inside_.only_op(call < 0 ? calls.front() : call);
  box.cluster = cluster;
  int node = add_node(view_, std::move(box));
  if (options_.show_weights) add_weights_beside(view_, node);
  return node;
}

ViewNode LayerDrawer::make_box(const Layer& layer, int call) const {
  ViewNode box = make_node(layer, run_, failures_, call);
  box.attributes = attributes_text(layer, options_);
  return box;
}

// Whether what is drawn of a layer can speak of similar ones: a box can, what is shown of its
// inside cannot.
bool LayerDrawer::can_be_similar(const Layer& layer) const {
  if (!options_.fold_similar) return false;
  return layer.graph ? !options_.show_ops
                     : !opened_.shows_ops(layer) && !opened_.shows_layers(layer);
}

// Of a block that repeats only the first one, in a frame.
Scope LayerDrawer::draw_graph(const Graph& graph, int run, const std::vector<bool>& in_range,
                              int cluster) {
  RepeatOptions repeats{.least_count = options_.fold};
  for (const Layer& layer : graph.layers) {
    repeats.boxes.push_back(
        boxes_of(layer, [&](const Layer& model) { return opened_.shows_layers(model); }));
    repeats.similar.push_back(can_be_similar(layer));
  }
  Fold fold(graph, shown_repeats(graph, in_range, failures_, repeats));
  Scope scope{&graph, run, std::move(fold), {}};
  scope.layers.resize(graph.layers.size());
  // As in plot_model, a Sequential within a model has no box for its input.
  bool is_headless = cluster >= 0 && graph.sequential && graph.layers.size() > 1;
  std::map<const Repeat*, int> frames;
  for (int i = is_headless ? 1 : 0; i < static_cast<int>(graph.layers.size()); ++i) {
    int first = scope.fold.drawn_for(i);
    if (first == i) {
      int frame = cluster;
      for (const Fold::Level& level : scope.fold.levels_of(i)) {
        frame = frame_of(*level.repeat, frame, frames);
      }
      draw_layer(scope, i, frame);
    } else {
      const Layer& twin = scope.layer(i);
      merge_twin(scope.layers[at(first)].front(), twin, calls_.find(run, twin, 0));
    }
    kept_.resize(view_.nodes.size(), in_range[at(i)]);
  }
  return scope;
}

int LayerDrawer::frame_of(const Repeat& repeat, int cluster, std::map<const Repeat*, int>& frames) {
  auto [place, is_new] = frames.try_emplace(&repeat, -1);
  if (is_new) {
    place->second = add_cluster(view_, {.name = "× " + std::to_string(repeat.count),
                                        .class_name = "",
                                        .parent = cluster,
                                        .role = FrameRole::kRepeat,
                                        .copies = repeat.count});
  }
  return place->second;
}

// ---- layers -------------------------------------------------------------------------------------

void LayerDrawer::draw_layer(Scope& scope, int index, int cluster) {
  const Layer& layer = scope.layer(index);
  std::vector<DrawnLayer>& drawn = scope.layers[at(index)];
  auto count = static_cast<int>(layer.calls.size());
  if (options_.unshare && count > 1) {
    for (int site = 0; site < count; ++site) {
      drawn.push_back(draw_call(layer, calls_.find(scope.run, layer, site), cluster));
      mark_call(drawn.back(), site + 1, count);
    }
    return;
  }
  int first = calls_.find(scope.run, layer, 0);
  bool is_inside = !layer.graph && first >= 0 && inside_.is_frame(first);
  if (is_inside && count > 1) return draw_insides(scope, index, cluster);
  drawn.push_back(draw_call(layer, first, cluster));
}

DrawnLayer LayerDrawer::draw_call(const Layer& layer, int call, int cluster) {
  if (layer.graph && opened_.shows_layers(layer)) return draw_model(layer, call, cluster);
  if (!layer.graph && call >= 0 && inside_.is_frame(call)) {
    Ports ports = inside_.draw(call, cluster);
    int frame = ports.cluster;
    return {.cluster = frame, .ports = std::move(ports)};
  }
  return {.node = add_box(layer, cluster, call)};
}

DrawnLayer LayerDrawer::draw_model(const Layer& layer, int call, int cluster) {
  int frame = add_cluster(view_, {.name = layer.name,
                                  .class_name = layer.class_name,
                                  .parent = cluster,
                                  .trainable = trainable_of(layer, run_)});
  std::vector<bool> all(layer.graph->layers.size(), true);
  auto model = std::make_unique<Scope>(draw_graph(*layer.graph, call, all, frame));
  return {.cluster = frame, .model = std::move(model)};
}

// A frame for each thing that the calls of a layer do.
void LayerDrawer::draw_insides(Scope& scope, int index, int cluster) {
  const Layer& layer = scope.layer(index);
  std::vector<DrawnLayer>& drawn = scope.layers[at(index)];
  auto count = static_cast<int>(layer.calls.size());
  struct Inside {
    int call;  // the first
    Ports ports;
    std::vector<int> sites;
  };
  std::vector<Inside> different;
  for (int site = 0; site < count; ++site) {
    int call = calls_.find(scope.run, layer, site);
    if (call < 0 || !inside_.is_frame(call)) {
      drawn.push_back({.node = add_box(layer, cluster, call)});
      mark_call(drawn.back(), site + 1, count);
      continue;
    }
    auto same = std::find_if(different.begin(), different.end(), [&](const Inside& other) {
      return inside_.is_same(call, other.call);
    });
    if (same == different.end()) {
      same = different.insert(same, {call, inside_.draw(call, cluster), {}});
    }
    same->sites.push_back(site);
    drawn.push_back({.cluster = same->ports.cluster, .ports = same->ports});
  }
  for (const Inside& inside : different) {
    int first = inside.sites.front();
    if (inside.sites.size() == 1)
      mark_call(drawn[at(first)], first + 1, count);
    else
      view_.clusters[at(inside.ports.cluster)].calls = static_cast<int>(inside.sites.size());
  }
}

void LayerDrawer::mark_call(DrawnLayer& drawn, int number, int of) {
  if (drawn.node >= 0) {
    view_.nodes[at(drawn.node)].call = number;
  } else {
    view_.clusters[at(drawn.cluster)].call = number;
    view_.clusters[at(drawn.cluster)].calls = of;
  }
}

// ---- blocks that repeat -------------------------------------------------------------------------

// Lets what is drawn of a layer speak of its twin in another block.
void LayerDrawer::merge_twin(const DrawnLayer& drawn, const Layer& twin, int twin_call) {
  if (drawn.node >= 0) {
    ViewNode& box = view_.nodes[at(drawn.node)];
    merge(box, make_box(twin, twin_call));
    bool has_weights_beside = options_.show_weights && !box.weights.empty();
    if (has_weights_beside) view_.nodes[at(drawn.node) + 1].weights = box.weights;
  } else if (drawn.cluster >= 0) {
    std::string& name = view_.clusters[at(drawn.cluster)].name;
    name = merged_name(name, twin.name);
  }
  if (drawn.model) merge_twins(*drawn.model, *twin.graph, twin_call);
}

void LayerDrawer::merge_twins(const Scope& scope, const Graph& twin, int run) {
  for (int i = 0; i < static_cast<int>(scope.layers.size()); ++i) {
    // A block within the block is drawn once, too: all of its layers speak through the first.
    const std::vector<DrawnLayer>& drawn = scope.layers[at(scope.fold.drawn_for(i))];
    const Layer& layer = twin.layers[at(i)];
    for (int site = 0; site < static_cast<int>(drawn.size()); ++site) {
      merge_twin(drawn[at(site)], layer, calls_.find(run, layer, site));
    }
  }
}

}  // namespace modelviz
