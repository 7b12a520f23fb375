// libgvc measures the labels and draws; between that our own layout says where things are. It reads
// the same DOT text as dot does: frames are clusters, an edge with constraint=false has no part in
// the order, lhead ends it at a frame, and between two nodes of one rank the arrow leads to the
// right.
#include "output/graphviz_layout.h"

#include <dlfcn.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <exception>
#include <sstream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "layout/layout.h"
#include "output/graphviz.h"

namespace modelviz {
namespace {

using layout::Point;

// What libgvc exports and its plugins use, though the headers that are installed leave it out.
struct Internals {
  void (*common_init_node)(node_t*) = nullptr;
  int (*common_init_edge)(edge_t*) = nullptr;
  void (*gv_nodesize)(node_t*, boolean flip) = nullptr;
  void (*do_graph_label)(graph_t*) = nullptr;
  void (*dotneato_postprocess)(graph_t*) = nullptr;
  bezier* (*new_spline)(edge_t*, int size) = nullptr;
  void (*arrow_flags)(edge_t*, int* start, int* end) = nullptr;
  double (*arrow_length)(edge_t*, int flag) = nullptr;
};

template <class Function>
bool find(const char* name, Function& function) {
  function = reinterpret_cast<Function>(dlsym(RTLD_DEFAULT, name));
  return function != nullptr;
}

Internals& internals() {
  static Internals all;
  return all;
}

bool find_internals() {
  Internals& all = internals();
  return find("common_init_node", all.common_init_node) &&
         find("common_init_edge", all.common_init_edge) && find("gv_nodesize", all.gv_nodesize) &&
         find("do_graph_label", all.do_graph_label) &&
         find("dotneato_postprocess", all.dotneato_postprocess) &&
         find("new_spline", all.new_spline) && find("arrow_flags", all.arrow_flags) &&
         find("arrow_length", all.arrow_length);
}

char* mutable_name(const char* name) { return const_cast<char*>(name); }  // Graphviz 2 wants it

std::string_view attribute(void* object, const char* name) {
  const char* value = agget(object, mutable_name(name));
  return value == nullptr ? "" : value;
}

double number(void* object, const char* name, double otherwise) {
  std::string text(attribute(object, name));
  if (text.empty()) return otherwise;
  char* end = nullptr;
  double value = std::strtod(text.c_str(), &end);
  return end == text.c_str() || !std::isfinite(value) || value < 0 ? otherwise : value;
}

bool is_cluster(graph_t* graph) { return std::string_view(agnameof(graph)).starts_with("cluster"); }

class OwnLayout {
 public:
  explicit OwnLayout(graph_t* root) : root_(root), internals_(internals()) {}

  void run() {
    read_direction();
    read_room();
    read_nodes();
    read_subgraphs(root_, -1);
    read_edges();
    layout_ = layout::lay_out(graph_);
    width_ = is_turned_ ? layout_.height : layout_.width;
    height_ = is_turned_ ? layout_.width : layout_.height;
    GD_bb(root_) = {{0, 0}, {width_, height_}};
    place_nodes();
    place_clusters();
    place_edges();
    internals_.dotneato_postprocess(root_);
    agsafeset(root_, mutable_name(kSheetsAttribute), std::to_string(layout_.sheets).data(),
              mutable_name("1"));
  }

 private:
  void read_direction() {
    std::string_view direction = attribute(root_, "rankdir");
    is_turned_ = direction == "LR" || direction == "RL";
    is_reversed_ = direction == "BT" || direction == "RL";
    graph_.title_side = is_turned_     ? layout::Side::kLeft
                        : is_reversed_ ? layout::Side::kBottom
                                       : layout::Side::kTop;
    graph_.box_gap = 72 * number(root_, "nodesep", 0.25);
    graph_.rank_gap = 72 * std::max(number(root_, "ranksep", 0.5), 0.15);
  }

  void read_room() {
    std::string columns(attribute(root_, kColumnsAttribute));
    graph_.columns = columns.empty() ? 0 : std::atoi(columns.c_str());
    std::string_view splines = attribute(root_, "splines");
    if (splines == "polyline") graph_.turns = layout::Turns::kStraight;
    if (splines == "ortho") graph_.turns = layout::Turns::kSquare;
    graph_.bends = attribute(root_, kBendsAttribute) == "true";
    std::istringstream sheet{std::string(attribute(root_, kSheetAttribute))};
    layout::Sheet read;
    if (sheet >> read.width >> read.height >> read.least_scale) graph_.sheet = read;
    if (is_turned_) std::swap(graph_.sheet.width, graph_.sheet.height);
  }

  [[nodiscard]] std::pair<double, double> turned(double width, double height) const {
    return is_turned_ ? std::pair(height, width) : std::pair(width, height);
  }

  void read_nodes() {
    for (node_t* node = agfstnode(root_); node != nullptr; node = agnxtnode(root_, node)) {
      agbindrec(node, mutable_name("Agnodeinfo_t"), sizeof(Agnodeinfo_t), TRUE);
      internals_.common_init_node(node);
      internals_.gv_nodesize(node, FALSE);
      ND_id(node) = static_cast<int>(nodes_.size());
      nodes_.push_back(node);
      auto [width, height] = turned(ND_lw(node) + ND_rw(node), ND_ht(node));
      layout::Box box;
      box.width = width;
      box.height = height;
      graph_.boxes.push_back(box);
    }
  }

  layout::Box& box(node_t* node) { return graph_.boxes[static_cast<std::size_t>(ND_id(node))]; }

  void read_subgraphs(graph_t* graph, int frame) {
    std::vector<graph_t*> clusters;
    for (graph_t* sub = agfstsubg(graph); sub != nullptr; sub = agnxtsubg(sub)) {
      if (attribute(sub, "rank") == "same" && !is_cluster(sub)) {
        set_beside(sub, false);
      } else if (is_cluster(sub) && attribute(sub, "style") == "invis") {
        // A frame that is not seen only keeps two side by side.
        if (agfstsubg(sub) != nullptr) set_beside(agfstsubg(sub), true);
      } else if (is_cluster(sub)) {
        clusters.push_back(sub);
        read_cluster(sub, frame);
      } else {
        read_subgraphs(sub, frame);
      }
    }
    agbindrec(graph, mutable_name("Agraphinfo_t"), sizeof(Agraphinfo_t), TRUE);
    GD_n_cluster(graph) = static_cast<int>(clusters.size());
    if (clusters.empty()) return;
    // libgvc counts from one.
    GD_clust(graph) = static_cast<graph_t**>(std::calloc(clusters.size() + 1, sizeof(graph_t*)));
    std::copy(clusters.begin(), clusters.end(), GD_clust(graph) + 1);
  }

  // The arrow between the two says which one comes first; the order in a subgraph says nothing.
  void set_beside(graph_t* pair, bool first_is_guest) {
    node_t* first = agfstnode(pair);
    node_t* second = first == nullptr ? nullptr : agnxtnode(pair, first);
    if (second == nullptr) return;
    if (agedge(root_, first, second, nullptr, 0) == nullptr) std::swap(first, second);
    if (first_is_guest)
      box(first).left_of = ND_id(second);
    else
      box(second).right_of = ND_id(first);
  }

  void read_cluster(graph_t* cluster, int parent) {
    agbindrec(cluster, mutable_name("Agraphinfo_t"), sizeof(Agraphinfo_t), TRUE);
    internals_.do_graph_label(cluster);
    layout::Frame frame;
    frame.parent = parent;
    frame.margin = number(cluster, "margin", 8);
    if (const textlabel_t* label = GD_label(cluster); label != nullptr) {
      constexpr double kPad = 6;
      frame.title_width = label->dimen.x + kPad;
      frame.title_height = label->dimen.y;
    }
    int index = static_cast<int>(graph_.frames.size());
    graph_.frames.push_back(frame);
    clusters_.push_back(cluster);
    frames_.emplace(agnameof(cluster), index);
    for (node_t* node = agfstnode(cluster); node != nullptr; node = agnxtnode(cluster, node)) {
      box(node).frame = index;
    }
    read_subgraphs(cluster, index);
  }

  void read_edges() {
    for (node_t* node : nodes_) {
      for (edge_t* edge = agfstout(root_, node); edge != nullptr; edge = agnxtout(root_, edge)) {
        agbindrec(edge, mutable_name("Agedgeinfo_t"), sizeof(Agedgeinfo_t), TRUE);
        internals_.common_init_edge(edge);
        edges_.push_back(edge);
        layout::Edge entry;
        entry.from = ND_id(agtail(edge));
        entry.to = ND_id(aghead(edge));
        entry.is_ranked = attribute(edge, "constraint") != "false";
        auto head = frames_.find(std::string(attribute(edge, "lhead")));
        if (head != frames_.end()) entry.to_frame = head->second;
        if (const textlabel_t* label = ED_label(edge); label != nullptr) {
          std::tie(entry.label_width, entry.label_height) = turned(label->dimen.x, label->dimen.y);
        }
        graph_.edges.push_back(entry);
      }
    }
  }

  // In the drawing, whose y grows upwards.
  [[nodiscard]] pointf drawn(Point point) const {
    if (is_reversed_) point.y = layout_.height - point.y;
    if (is_turned_) std::swap(point.x, point.y);
    return {point.x, height_ - point.y};
  }

  void place_nodes() {
    for (std::size_t i = 0; i < nodes_.size(); ++i) ND_coord(nodes_[i]) = drawn(layout_.boxes[i]);
  }

  void place_clusters() {
    for (std::size_t i = 0; i < clusters_.size(); ++i) {
      const layout::Rect& frame = layout_.frames[i];
      pointf a = drawn({frame.left, frame.top}), b = drawn({frame.right, frame.bottom});
      GD_bb(clusters_[i]) = {{std::min(a.x, b.x), std::min(a.y, b.y)},
                             {std::max(a.x, b.x), std::max(a.y, b.y)}};
      textlabel_t* label = GD_label(clusters_[i]);
      if (label == nullptr) continue;
      label->pos = drawn(layout_.titles[i]);
      if (is_turned_) {
        label->pos = {GD_bb(clusters_[i]).LL.x + graph_.frames[i].title_width / 2 + 3,
                      GD_bb(clusters_[i]).UR.y - label->dimen.y / 2 - 3};
      }
      label->set = TRUE;
    }
  }

  void place_edges() {
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      place_edge(edges_[i], layout_.edges[i]);
      textlabel_t* label = ED_label(edges_[i]);
      if (label == nullptr || layout_.edges[i].empty()) continue;
      label->pos = drawn(layout_.labels[i]);
      label->set = TRUE;
    }
  }

  // Arrow heads are drawn from the end of the curve to the box.
  void place_edge(edge_t* edge, const std::vector<Point>& route) {
    if (route.size() < 4) return;
    bezier& curve = *internals_.new_spline(edge, static_cast<int>(route.size()));
    std::transform(route.begin(), route.end(), curve.list,
                   [&](Point point) { return drawn(point); });
    std::size_t last = route.size() - 1;
    internals_.arrow_flags(edge, &curve.sflag, &curve.eflag);
    if (curve.eflag != 0) {
      curve.ep = curve.list[last];
      shorten(curve.list[last], curve.list[last - 1], curve.list[last - 3],
              internals_.arrow_length(edge, curve.eflag));
    }
    if (curve.sflag != 0) {
      curve.sp = curve.list[0];
      shorten(curve.list[0], curve.list[1], curve.list[3],
              internals_.arrow_length(edge, curve.sflag));
    }
  }

  static void shorten(pointf& end, const pointf& before, const pointf& start, double length) {
    double x = end.x - before.x, y = end.y - before.y, way = std::hypot(x, y);
    length = std::min(length, 0.7 * std::hypot(end.x - start.x, end.y - start.y));
    if (way < 1e-6) return;
    end = {end.x - length * x / way, end.y - length * y / way};
  }

  graph_t* root_;
  const Internals& internals_;
  bool is_turned_ = false, is_reversed_ = false;
  std::vector<node_t*> nodes_;
  std::vector<graph_t*> clusters_;
  std::vector<edge_t*> edges_;
  std::unordered_map<std::string, int> frames_;  // by name of the cluster
  layout::Graph graph_;
  layout::Layout layout_;
  double width_ = 0, height_ = 0;
};

// Called from C, so they must not throw.
void lay_out_graph(graph_t* graph) {
  try {
    OwnLayout(graph).run();
  } catch (const std::exception& error) {
    agerr(AGERR, "%s\n", error.what());
  }
}

void clean_up(graph_t*) {}  // the process ends when the pictures are drawn

}  // namespace

gvlayout_engine_s* own_layout_engine() {
  static gvlayout_engine_s engine{lay_out_graph, clean_up};
  static const bool is_possible = find_internals();
  return is_possible ? &engine : nullptr;
}

}  // namespace modelviz
