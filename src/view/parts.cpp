#include "view/parts.h"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "modelviz/error.h"
#include "support/text.h"
#include "view/node.h"

namespace modelviz {
namespace {

using Marks = std::vector<bool>;  // by node

std::size_t at(int index) { return static_cast<std::size_t>(index); }

bool fits(const ViewNode& node, const std::string& pattern) {
  if (node.role != NodeRole::kLayer) return false;
  std::string_view class_name = node.class_name;
  return matches(pattern, node.name) || matches(pattern, class_name) ||
         matches(pattern, class_name.substr(0, class_name.find('('))) ||
         std::any_of(node.twins.begin(), node.twins.end(),
                     [&](const std::string& twin) { return matches(pattern, twin); });
}

[[noreturn]] void fail(const View& view, const std::string& pattern) {
  std::vector<std::string_view> names;
  for (const ViewNode& node : view.nodes) {
    if (node.role != NodeRole::kLayer) continue;
    names.emplace_back(node.name);
    names.emplace_back(node.class_name);
  }
  std::string_view meant = nearest(pattern, names);
  throw Error(Fault::kUsage, "no layer in the picture is called '" + sanitize(pattern) + "'",
              meant.empty() ? "the names of the layers: modelviz summary"
                            : "did you mean " + sanitize(meant) + "?");
}

Marks fitting(const View& view, const std::vector<std::string>& patterns) {
  Marks marks(view.nodes.size(), false);
  for (const std::string& pattern : patterns) {
    bool found = false;
    for (std::size_t i = 0; i < view.nodes.size(); ++i) {
      if (!fits(view.nodes[i], pattern)) continue;
      found = marks[i] = true;
    }
    if (!found) fail(view, pattern);
  }
  return marks;
}

class Neighbours {
 public:
  explicit Neighbours(const View& view) : after_(view.nodes.size()), before_(view.nodes.size()) {
    for (const ViewEdge& edge : view.edges) {
      if (edge.back > 0) continue;
      after_[at(edge.from)].push_back(edge.to);
      before_[at(edge.to)].push_back(edge.from);
    }
  }

  enum Direction { kAfter = 1, kBefore = 2, kBoth = 3 };

  // What can be reached from the marked nodes in so many steps.
  [[nodiscard]] Marks reached(const Marks& start, int direction, int hops) const {
    std::vector<int> steps(start.size(), -1);
    std::deque<int> waiting;
    for (std::size_t i = 0; i < start.size(); ++i) {
      if (!start[i]) continue;
      steps[i] = 0;
      waiting.push_back(static_cast<int>(i));
    }
    for (; !waiting.empty(); waiting.pop_front()) {
      int node = waiting.front(), step = steps[at(node)];
      if (step == hops) continue;
      auto visit = [&](const std::vector<int>& others) {
        for (int other : others) {
          if (steps[at(other)] >= 0) continue;
          steps[at(other)] = step + 1;
          waiting.push_back(other);
        }
      };
      if ((direction & kAfter) != 0) visit(after_[at(node)]);
      if ((direction & kBefore) != 0) visit(before_[at(node)]);
    }
    Marks marks(start.size());
    for (std::size_t i = 0; i < start.size(); ++i) marks[i] = steps[i] >= 0;
    return marks;
  }

 private:
  std::vector<std::vector<int>> after_, before_;
};

void intersect(Marks& marks, const Marks& others) {
  for (std::size_t i = 0; i < marks.size(); ++i) marks[i] = marks[i] && others[i];
}

// What is between, behind or around the layers that the options name.
void cut(const View& view, Marks& kept) {
  const ViewOptions& options = view.options;
  constexpr int kAll = -1;
  Neighbours neighbours(view);
  auto keep = [&](const std::vector<std::string>& patterns, int direction, int hops) {
    if (patterns.empty()) return;
    intersect(kept, neighbours.reached(fitting(view, patterns), direction, hops));
  };
  keep(options.from, Neighbours::kAfter, kAll);
  keep(options.to, Neighbours::kBefore, kAll);
  keep(options.around, Neighbours::kBoth, options.hops);
  // The weights beside a layer go with it.
  for (const ViewEdge& edge : view.edges) {
    if (view.nodes[at(edge.from)].role == NodeRole::kWeights)
      kept[at(edge.from)] = kept[at(edge.to)];
  }
}

// Rebuilds a view of the nodes that are kept, with new indices.
class Rebuilder {
 public:
  Rebuilder(const View& view, const Marks& kept)
      : old_(view), new_node_(view.nodes.size(), -1), new_cluster_(view.clusters.size(), -1) {
    new_.title = view.title;
    new_.options = view.options;
    for (std::size_t i = 0; i < view.nodes.size(); ++i) {
      if (!kept[i]) continue;
      ViewNode node = view.nodes[i];
      node.cluster = cluster(node.cluster);
      new_node_[i] = add_node(new_, std::move(node));
    }
  }

  [[nodiscard]] int node(int old) const { return new_node_[at(old)]; }

  void add_edge(ViewEdge edge, int from, int to) {
    edge.from = from;
    edge.to = to;
    if (edge.to_cluster >= 0) edge.to_cluster = new_cluster_[at(edge.to_cluster)];
    bool is_new = drawn_
                      .emplace(from, to, edge.shape, edge.back, edge.copy, edge.before_last,
                               edge.from_call, edge.to_calls)
                      .second;
    if (is_new) new_.edges.push_back(std::move(edge));
  }

  // The end of an arrow that is cut, with the tensor that goes along it.
  int boundary(int old, bool is_maker, const ViewEdge& edge) {
    auto [found, is_new] = boundaries_.try_emplace({old, is_maker}, -1);
    if (!is_new) return found->second;
    const ViewNode& node = old_.nodes[at(old)];
    return found->second = add_node(new_, {.name = node.name,
                                           .class_name = "",
                                           .role = NodeRole::kBoundary,
                                           .kind = node.kind,
                                           .output_shapes = {edge.shape},
                                           .dtypes = {edge.dtype}});
  }

  View take() && { return std::move(new_); }

 private:
  // Frames come before what is in them, and empty ones do not come at all.
  int cluster(int old) {
    if (old < 0) return -1;
    int& index = new_cluster_[at(old)];
    if (index < 0) {
      ViewCluster copy = old_.clusters[at(old)];
      copy.parent = cluster(copy.parent);
      index = add_cluster(new_, std::move(copy));
    }
    return index;
  }

  const View& old_;
  View new_;
  std::vector<int> new_node_, new_cluster_;
  std::map<std::pair<int, bool>, int> boundaries_;
  std::set<std::tuple<int, int, std::string, int, int, int, int, std::vector<int>>> drawn_;
};

View with_boundaries(const View& view, const Marks& kept) {
  Rebuilder result(view, kept);
  for (const ViewEdge& edge : view.edges) {
    int from = result.node(edge.from), to = result.node(edge.to);
    bool is_cut = from < 0 || to < 0;
    if (is_cut && (from == to || !view.options.show_boundary)) continue;
    if (from < 0) from = result.boundary(edge.from, true, edge);
    if (to < 0) to = result.boundary(edge.to, false, edge);
    result.add_edge(edge, from, to);
  }
  return std::move(result).take();
}

// Leaves nodes out and lets the arrows to them go on to where theirs go.
class Joiner {
 public:
  Joiner(const View& view, const Marks& kept)
      : view_(view), kept_(kept), result_(view, kept), out_(view.nodes.size()) {
    for (const ViewEdge& edge : view.edges) out_[at(edge.from)].push_back(&edge);
  }

  View join() && {
    for (const ViewEdge& edge : view_.edges) {
      if (kept_[at(edge.from)]) follow(edge);
    }
    return std::move(result_).take();
  }

 private:
  void follow(const ViewEdge& start) {
    std::set<int> seen;
    std::vector<const ViewEdge*> waiting = {&start};
    while (!waiting.empty()) {
      const ViewEdge* edge = waiting.back();
      waiting.pop_back();
      if (kept_[at(edge->to)]) {
        ViewEdge joined = *edge;
        joined.shape = start.shape;
        joined.from_call = start.from_call;
        result_.add_edge(std::move(joined), result_.node(start.from), result_.node(edge->to));
        continue;
      }
      if (!seen.insert(edge->to).second) continue;
      const std::vector<const ViewEdge*>& next = out_[at(edge->to)];
      waiting.insert(waiting.end(), next.rbegin(), next.rend());
    }
  }

  const View& view_;
  const Marks& kept_;
  Rebuilder result_;
  std::vector<std::vector<const ViewEdge*>> out_;
};

Marks not_hidden(const View& view) {
  Marks kept(view.nodes.size(), true);
  auto is_layer = [&](std::size_t i) { return view.nodes[i].role == NodeRole::kLayer; };
  if (!view.options.only.empty()) {
    Marks only = fitting(view, view.options.only);
    for (std::size_t i = 0; i < kept.size(); ++i) kept[i] = only[i] || !is_layer(i);
  }
  if (!view.options.hide.empty()) {
    Marks hidden = fitting(view, view.options.hide);
    for (std::size_t i = 0; i < kept.size(); ++i) kept[i] = kept[i] && !hidden[i];
  }
  // The weights beside a layer go with it.
  for (const ViewEdge& edge : view.edges) {
    if (view.nodes[at(edge.from)].role == NodeRole::kWeights)
      kept[at(edge.from)] = kept[at(edge.to)];
  }
  return kept;
}

bool is_all(const Marks& kept) { return std::find(kept.begin(), kept.end(), false) == kept.end(); }

}  // namespace

View select_part(View view, std::vector<bool> kept) {
  cut(view, kept);
  if (!is_all(kept)) view = with_boundaries(view, kept);
  Marks visible = not_hidden(view);
  if (!is_all(visible)) view = Joiner(view, visible).join();
  return view;
}

}  // namespace modelviz
