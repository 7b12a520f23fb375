#include "output/layout_plan.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace modelviz {
namespace {

struct Neighbours {
  std::vector<std::vector<int>> successors;
  std::vector<int> predecessors;  ///< how many
};

Neighbours neighbours_of(const View& view) {
  Neighbours result{std::vector<std::vector<int>>(view.nodes.size()),
                    std::vector<int>(view.nodes.size(), 0)};
  for (const ViewEdge& edge : view.edges) {
    result.successors[static_cast<std::size_t>(edge.from)].push_back(edge.to);
    ++result.predecessors[static_cast<std::size_t>(edge.to)];
  }
  return result;
}

// Each node after all that lead to it. Nodes on a cycle (a file can say anything) are left out.
std::vector<int> topological_order(const Neighbours& graph) {
  std::vector<int> waiting = graph.predecessors, order;
  order.reserve(waiting.size());
  for (std::size_t node = 0; node < waiting.size(); ++node) {
    if (waiting[node] == 0) order.push_back(static_cast<int>(node));
  }
  for (std::size_t done = 0; done < order.size(); ++done) {  // it grows meanwhile
    for (int next : graph.successors[static_cast<std::size_t>(order[done])]) {
      if (--waiting[static_cast<std::size_t>(next)] == 0) order.push_back(next);
    }
  }
  return order;
}

// The length of the longest way from each node to an end.
std::vector<int> heights_of(const Neighbours& graph, const std::vector<int>& order) {
  std::vector<int> heights(graph.successors.size(), 0);
  for (int node : std::vector<int>(order.rbegin(), order.rend())) {
    int& height = heights[static_cast<std::size_t>(node)];
    for (int next : graph.successors[static_cast<std::size_t>(node)]) {
      height = std::max(height, heights[static_cast<std::size_t>(next)] + 1);
    }
  }
  return heights;
}

// For each node the next one on the longest way through the graph; -1 off that way.
std::vector<int> backbone_of(const Neighbours& graph, const std::vector<int>& order,
                             const std::vector<int>& heights) {
  std::vector<int> next_of(heights.size(), -1);
  auto higher = [&](int a, int b) {
    return heights[static_cast<std::size_t>(a)] < heights[static_cast<std::size_t>(b)];
  };
  auto start = std::max_element(order.begin(), order.end(), higher);
  if (start == order.end()) return next_of;
  for (int node = *start;;) {
    const std::vector<int>& successors = graph.successors[static_cast<std::size_t>(node)];
    auto next = std::max_element(successors.begin(), successors.end(), higher);
    if (next == successors.end()) return next_of;
    next_of[static_cast<std::size_t>(node)] = *next;
    node = *next;
    if (next_of[static_cast<std::size_t>(node)] >= 0) return next_of;  // on a cycle
  }
}

// Found by looking at real models. Chains hold together tightly, so that a branch which is shorter
// than its neighbours ends early instead of being torn apart. So does the backbone where one skip
// connection runs beside it; among several branches it is a little stronger than one of them, and
// what joins them stands in their middle.
int weight_of(std::size_t branches, bool on_backbone) {
  constexpr int kStrong = 8, kMedium = 2, kWeak = 1;
  if (branches == 1 || (branches == 2 && on_backbone)) return kStrong;
  return on_backbone ? kMedium : kWeak;
}

}  // namespace

LayoutPlan plan_layout(const View& view) {
  Neighbours graph = neighbours_of(view);
  std::vector<int> order = topological_order(graph);
  std::vector<int> heights = heights_of(graph, order);
  std::vector<int> backbone = backbone_of(graph, order, heights);

  LayoutPlan plan;
  // For every rank that an edge passes, dot adds a node. They decide how long a layout takes.
  long long added = 0;
  for (const ViewEdge& edge : view.edges) {
    auto from = static_cast<std::size_t>(edge.from), to = static_cast<std::size_t>(edge.to);
    std::size_t branches =
        std::max(graph.successors[from].size(), static_cast<std::size_t>(graph.predecessors[to]));
    int weight = weight_of(branches, backbone[from] == edge.to);
    // What is in one frame holds together more than what is not.
    bool in_one_frame = view.nodes[from].cluster == view.nodes[to].cluster;
    plan.weights.push_back(!view.clusters.empty() && in_one_frame ? 2 * weight : weight);
    added += std::max(heights[from] - heights[to] - 1, 0);
  }
  // Measured with dot 2.42. NASNetLarge (1,041 layers, 1,026 added) takes 0.5 s with all of its
  // powers. Nested skips are the hard case: 200 layers with 2,500 added take 2.5 s to position
  // finely, and 0.04 s otherwise; five blocks of 40 layers, all connected (52,520 added), take 55 s
  // to draw with curves, and 2.5 s otherwise.
  auto nodes = static_cast<long long>(view.nodes.size());
  plan.fine_positions = added <= std::max(500LL, 2 * nodes) && nodes + added <= 4000;
  plan.few_crossings = added <= 10'000;
  plan.curved_edges = added <= 40'000;
  return plan;
}

LayoutEngine choose_engine(const DotOptions& options) {
  // What our layout obeys, or has no part in. With any other attribute of Graphviz the graph is
  // meant for dot.
  constexpr std::array<std::string_view, 12> kKnown{
      "bgcolor",  "color",   "dpi", "fillcolor", "fontcolor", "fontname",
      "fontsize", "nodesep", "pad", "penwidth",  "ranksep",   "style"};
  if (options.layout != LayoutEngine::kAuto) return options.layout;
  if (options.columns != 0 || options.paper) return LayoutEngine::kFast;  // dot draws none
  if (options.theme.box == BoxForm::kTable) return LayoutEngine::kDot;
  bool is_for_dot = std::any_of(
      options.attributes.begin(), options.attributes.end(), [&](const DotAttribute& attribute) {
        // Our SVG has neither gradients nor pictures.
        if (attribute.value.find(':') != std::string::npos || attribute.name == "image")
          return true;
        return attribute.element != "node" &&
               std::find(kKnown.begin(), kKnown.end(), attribute.name) == kKnown.end();
      });
  return is_for_dot ? LayoutEngine::kDot : LayoutEngine::kFast;
}

std::string_view text(Splines splines) {
  switch (splines) {
    case Splines::kSpline:
      return "spline";
    case Splines::kPolyline:
      return "polyline";
    case Splines::kOrtho:
      break;
  }
  return "ortho";
}

std::string_view text(RankDir rankdir) {
  switch (rankdir) {
    case RankDir::kTB:
      return "TB";
    case RankDir::kBT:
      return "BT";
    case RankDir::kLR:
      return "LR";
    case RankDir::kRL:
      break;
  }
  return "RL";
}

}  // namespace modelviz
