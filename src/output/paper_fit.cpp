// Whether a drawing is legible on paper, told before Graphviz measures and draws it: our own
// layout is asked with the sizes that boxes will have, roughly.
#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "layout/layout.h"
#include "output/node_label.h"
#include "output/paper.h"

namespace modelviz {
namespace {

constexpr double kLine = 1.17;  // the height of a line by the size of its letters

double points(int hundredths) { return 0.72 * hundredths; }

layout::Box box_of(const ViewNode& node, const ViewOptions& options, double card_width) {
  std::ptrdiff_t lines = 0;
  for (const std::string& text : label_lines(node, options)) {
    lines += 1 + std::count(text.begin(), text.end(), '\n');
  }
  const CardRoom& room = card_room(options);
  layout::Box box;
  box.width = card_width + 2 * points(room.margin_x);
  // The name is a point larger.
  box.height =
      kLine * (static_cast<double>(lines) * text_size(options) + 1) + 2 * points(room.margin_y);
  box.frame = node.cluster;
  return box;
}

layout::Graph measured(const View& view) {
  layout::Graph graph;
  double card_width = common_card_width(view);
  for (const ViewNode& node : view.nodes) {
    graph.boxes.push_back(box_of(node, view.options, card_width));
  }
  for (const ViewCluster& cluster : view.clusters) {
    layout::Frame frame;
    frame.parent = cluster.parent;
    frame.title_height = kLine * text_size(view.options);
    graph.frames.push_back(frame);
  }
  for (const ViewEdge& edge : view.edges) {
    layout::Edge arrow;
    arrow.from = edge.from;
    arrow.to = edge.to;
    arrow.to_frame = edge.to_cluster;
    arrow.is_ranked = edge.back == 0;
    graph.edges.push_back(arrow);
  }
  const CardRoom& room = card_room(view.options);
  graph.box_gap = points(room.beside);
  graph.rank_gap = points(room.below);
  return graph;
}

}  // namespace

bool is_legible(const View& view, const DotOptions& options) {
  if (!options.paper) return true;
  layout::Graph graph = measured(view);
  graph.columns = layout::kFittingColumns;
  graph.sheet = sheet_on(*options.paper);
  bool is_turned = options.rankdir == RankDir::kLR || options.rankdir == RankDir::kRL;
  if (is_turned) {
    std::swap(graph.sheet.width, graph.sheet.height);
    for (layout::Box& box : graph.boxes) std::swap(box.width, box.height);
  }
  layout::Layout drawing = layout::lay_out(graph);
  double scale = std::min(graph.sheet.width / drawing.width, graph.sheet.height / drawing.height);
  return drawing.sheets == 1 && scale >= layout::kLegible * graph.sheet.least_scale;
}

}  // namespace modelviz
