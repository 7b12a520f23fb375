// The picture in the DOT language. Identifiers are our own (n0, n1, …); what comes from the model
// stands in labels only, escaped.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <set>
#include <vector>

#include "modelviz/output.h"
#include "output/graphviz.h"
#include "output/label_text.h"
#include "output/layout_plan.h"
#include "output/legend.h"
#include "output/node_label.h"
#include "output/paper.h"
#include "support/text.h"

namespace modelviz {
namespace {

// The place of a frame in tables that begin with the whole picture, whose index is -1.
std::size_t place(int cluster) { return cluster < 0 ? 0 : static_cast<std::size_t>(cluster) + 1; }

std::string quoted_font(const Theme& theme) { return "fontname=" + dot_string(theme.font); }

std::string inches(int hundredths) {
  return (hundredths < 10 ? "0.0" : "0.") + std::to_string(hundredths);
}

// The fonts are found everywhere or replaced by something alike; a bare Debian draws DejaVu Sans.
std::string card_look(const Theme& theme, const ViewOptions& options) {
  bool compact = options.compact;
  const CardRoom& room = card_room(options);
  std::string font = quoted_font(theme), quiet = "fontcolor=\"" + theme.quiet_text + "\"";
  return "  graph [" + font + ", fontsize=11,\n         " + quiet + ", bgcolor=\"" +
         theme.background + "\", pad=0.25, " + "nodesep=" + inches(room.beside) +
         ", ranksep=" + inches(room.below) + ", newrank=true];\n" + "  node [" + font +
         ", fontsize=" + std::to_string(text_size(options)) + ", " + quiet + ", shape=box,\n" +
         "        style=\"rounded,filled\", margin=\"" + inches(room.margin_x) + "," +
         inches(room.margin_y) + "\", width=0.5, height=" + (compact ? "0.2" : "0.3") + "];\n" +
         "  edge [color=\"" + theme.edge + "\", arrowsize=" + (compact ? "0.5, " : "0.6, ") + font +
         ", " + quiet + "];\n";
}

// What plot_model asks for, but for `shape=plain` in the place of a record: the label is a table,
// and as a record its text would be parsed a second time. Within layers plot_model draws nothing,
// and Graphviz cannot route at right angles around their frames.
std::string table_look(const Theme& theme, bool has_inside) {
  std::string font = quoted_font(theme);
  return (has_inside ? "  graph [newrank=true, " : "  graph [concentrate=true, splines=ortho, ") +
         font + ", fontcolor=\"" + theme.text + "\", bgcolor=\"" + theme.background + "\"];\n" +
         "  node [" + font + ", shape=plain];\n  edge [penwidth=2, color=\"" + theme.edge +
         "\", fontcolor=\"" + theme.text + "\"];\n";
}

bool shows_inside(const View& view) {
  return std::any_of(view.nodes.begin(), view.nodes.end(),
                     [](const ViewNode& node) { return node.role != NodeRole::kLayer; });
}

bool ends_at_frames(const View& view) {
  return std::any_of(view.edges.begin(), view.edges.end(),
                     [](const ViewEdge& edge) { return edge.to_cluster >= 0; });
}

class DotWriter {
 public:
  DotWriter(const View& view, const DotOptions& options)
      : view_(view),
        theme_(options.theme),
        keras_(theme_.box == BoxForm::kTable),
        rankdir_(options.rankdir),
        for_dot_(options.layout != LayoutEngine::kFast),
        plan_(for_dot_ ? plan_layout(view) : LayoutPlan{}) {
    constexpr std::size_t kNode = 800, kEdge = 60;  // bytes, of most
    dot_.reserve(kNode * view.nodes.size() + kEdge * view.edges.size());
    dot_ = "digraph model {\n  rankdir=";
    dot_.append(text(options.rankdir)).append(";\n");
    dot_ += keras_ ? table_look(theme_, shows_inside(view)) : card_look(theme_, view.options);
    if (ends_at_frames(view)) dot_ += "  compound=true;\n";
    if (!for_dot_) add_room(options);
    add_limits();
    if (options.splines) dot_.append("  splines=").append(text(*options.splines)).append(";\n");
    for (const DotAttribute& attribute : options.attributes) {
      dot_ += "  " + attribute.element + " [" + dot_string(attribute.name) + "=" +
              dot_string(attribute.value) + "];\n";
    }
    card_width_ = keras_ ? 0 : common_card_width(view);
  }

  std::string write() && {
    nodes_in_.resize(view_.clusters.size() + 1);
    clusters_in_.resize(view_.clusters.size() + 1);
    for (const ViewNode& node : view_.nodes) {
      nodes_in_[place(node.cluster)].push_back(&node);
    }
    for (int i = 0; const ViewCluster& cluster : view_.clusters) {
      clusters_in_[place(cluster.parent)].push_back(i++);
    }
    pairs_in_.resize(view_.clusters.size() + 1);
    states_in_.resize(view_.clusters.size() + 1);
    pair_weights();
    pair_states();
    add_content(-1, 1);
    add_edges();
    stack_unconnected();
    add_legend();
    return std::move(dot_) + "}\n";
  }

 private:
  // It is the label of the graph, which every engine of Graphviz puts below or above all else.
  // Names stand below, since there are many.
  void add_legend() {
    bool is_wide = rankdir_ == RankDir::kLR || rankdir_ == RankDir::kRL;
    std::string legend = legend_label(view_, theme_, is_wide);
    if (legend.empty()) return;
    dot_ += std::string("  labeljust=l; labelloc=") + (numbered_names(view_).empty() ? "t" : "b") +
            ";\n  label=<" + legend + ">;\n";
  }

  // What our own layout makes of the room that there is.
  void add_room(const DotOptions& options) {
    auto add = [&](const char* name, const std::string& value) {
      dot_ += std::string("  ") + name + "=\"" + value + "\";\n";
    };
    if (options.bends) add(kBendsAttribute, "true");
    int columns = options.paper ? DotOptions::kFittingColumns : options.columns;
    if (columns == 0) return;
    add(kColumnsAttribute, std::to_string(columns));
    add(kSheetAttribute,
        options.paper ? sheet_text(*options.paper) : "1 " + std::to_string(options.ratio) + " 0");
  }

  void add_limits() {
    if (!plan_.fine_positions) dot_ += keras_ ? "  newrank=true; nslimit=0;\n" : "  nslimit=0;\n";
    if (!plan_.few_crossings) dot_ += "  mclimit=0.1;\n";
    if (!plan_.curved_edges && !keras_) dot_ += "  splines=line;\n";
  }

  // The nodes and the frames within a frame; -1 is the whole picture.
  void add_content(int cluster, std::size_t depth) {
    std::string indent(2 * depth, ' ');
    for (const ViewNode* node : nodes_in_[place(cluster)]) {
      dot_ += indent + node->id + " [" + attributes(*node) + "];\n";
    }
    for (const auto& [weights, node] : pairs_in_[place(cluster)]) {
      // Only a frame, if one that is not seen, keeps the two side by side.
      dot_ += indent + "subgraph cluster_" + node_at(weights).id +
              " { graph [style=invis, margin=0, label=\"\"]; { rank=same; " + node_at(weights).id +
              "; " + node_at(node).id + "; } }\n";
    }
    for (int inner : frames_in(cluster)) {
      add_frame(inner, depth);
      add_content(inner, depth + 1);
      dot_ += indent + "}\n";
    }
    for (const auto& [maker, state] : states_in_[place(cluster)]) {
      dot_ += indent + "{ rank=same; " + node_at(maker).id + "; " + node_at(state).id + "; }\n";
    }
  }

  // Of frames side by side within a frame dot puts the last one first. What is in a layer reads
  // from left to right: query, key, value.
  [[nodiscard]] std::vector<int> frames_in(int cluster) const {
    std::vector<int> frames = clusters_in_[place(cluster)];
    bool is_layer =
        cluster >= 0 && view_.clusters[static_cast<std::size_t>(cluster)].role != FrameRole::kModel;
    if (is_layer && for_dot_) std::reverse(frames.begin(), frames.end());
    return frames;
  }

  [[nodiscard]] const ViewNode& node_at(int index) const {
    return view_.nodes[static_cast<std::size_t>(index)];
  }

  [[nodiscard]] std::string attributes(const ViewNode& node) const {
    if (node.role != NodeRole::kLayer) {
      return inner_attributes(node, view_.options, theme_);
    }
    return keras_ ? keras_attributes(node, view_.options, theme_)
                  : card_attributes(node, view_.options, theme_, card_width_);
  }

  // Weights stand to the left of the ops that take them, so that the arrow into a frame is to the
  // right of its title. Without them it comes down in the middle.
  [[nodiscard]] bool has_arrow_in_title(int cluster) const {
    bool is_vertical = rankdir_ == RankDir::kTB || rankdir_ == RankDir::kBT;
    bool is_layer = view_.clusters[static_cast<std::size_t>(cluster)].role == FrameRole::kLayer;
    return for_dot_ && is_vertical && is_layer &&
           std::none_of(view_.nodes.begin(), view_.nodes.end(), [&](const ViewNode& node) {
             return node.role == NodeRole::kWeights && is_within(node.cluster, cluster);
           });
  }

  void add_frame(int index, std::size_t depth) {
    const ViewCluster& cluster = view_.clusters[static_cast<std::size_t>(index)];
    std::string indent(2 * depth, ' ');
    dot_ += indent + "subgraph cluster_" + cluster.id + " {\n" + indent + "  graph [labeljust=l, ";
    dot_ +=
        keras_ ? keras_frame_attributes(cluster, view_.options)
               : frame_attributes(cluster, view_.options, theme_, depth, has_arrow_in_title(index));
    dot_ += "];\n";
  }

  // Weights stand beside what takes them, if that takes no others and nothing else takes them.
  void pair_weights() {
    std::vector<std::vector<int>> givers(view_.nodes.size()), takers(view_.nodes.size());
    for (const ViewEdge& edge : view_.edges) {
      if (node_at(edge.from).role != NodeRole::kWeights) continue;
      givers[static_cast<std::size_t>(edge.to)].push_back(edge.from);
      takers[static_cast<std::size_t>(edge.from)].push_back(edge.to);
    }
    for (std::size_t i = 0; i < givers.size(); ++i) {
      if (givers[i].size() != 1) continue;
      int weights = givers[i][0];
      bool is_pair = takers[static_cast<std::size_t>(weights)].size() == 1 &&
                     node_at(weights).cluster == view_.nodes[i].cluster;
      if (is_pair) {
        pairs_in_[place(view_.nodes[i].cluster)].emplace_back(weights, static_cast<int>(i));
      }
    }
  }

  [[nodiscard]] bool is_within(int cluster, int outer) const {
    while (cluster >= 0 && cluster != outer) {
      cluster = view_.clusters[static_cast<std::size_t>(cluster)].parent;
    }
    return cluster == outer;
  }

  // What a step makes of a state ends beside the op that makes it: below it is the next layer's
  // place.
  void pair_states() {
    for (const ViewEdge& edge : view_.edges) {
      const ViewNode& state = node_at(edge.to);
      bool is_new =
          state.role == NodeRole::kState && is_within(node_at(edge.from).cluster, state.cluster);
      if (is_new) states_in_[place(state.cluster)].emplace_back(edge.from, edge.to);
    }
  }

  void add_edges() {
    std::set<std::pair<int, int>> drawn;
    for (std::size_t i = 0; i < view_.edges.size(); ++i) {
      const ViewEdge& edge = view_.edges[i];
      // plot_model draws one arrow between two layers, however many tensors go along it.
      if (keras_ && !drawn.emplace(edge.from, edge.to).second) continue;
      dot_ += "  " + node_at(edge.from).id + " -> " + node_at(edge.to).id;
      std::string attributes = edge_attributes(edge, for_dot_ ? plan_.weights[i] : 1);
      if (!attributes.empty()) dot_ += " [" + attributes + "]";
      dot_ += ";\n";
    }
  }

  // Where the file does not say who calls whom, all boxes would stand in one row: here they stand
  // in columns, and so do frames.
  void stack_unconnected() {
    bool connected = std::any_of(view_.edges.begin(), view_.edges.end(), [&](const auto& edge) {
      return node_at(edge.from).role != NodeRole::kWeights;
    });
    if (!connected) stack(-1);
  }

  struct Stack {
    const ViewNode *first = nullptr, *last = nullptr;
    std::size_t boxes = 0;
  };

  Stack stack(int cluster) {
    std::vector<Stack> parts;
    for (const ViewNode* node : nodes_in_[place(cluster)]) {
      if (node->role != NodeRole::kWeights) parts.push_back({node, node, 1});
    }
    for (int inner : clusters_in_[place(cluster)]) parts.push_back(stack(inner));
    Stack all;
    for (const Stack& part : parts) all.boxes += part.boxes;
    // A box is about three times as wide as it is high.
    auto height = static_cast<std::size_t>(std::sqrt(3.0 * static_cast<double>(all.boxes))) + 1;
    std::size_t column = 0;
    for (const Stack& part : parts) {
      if (!part.first) continue;
      if (all.last && column + part.boxes <= height) {
        dot_ += "  " + all.last->id + " -> " + part.first->id + " [style=invis];\n";
      } else {
        column = 0;
      }
      column += part.boxes;
      if (!all.first) all.first = part.first;
      all.last = part.last;
    }
    return all;
  }

  [[nodiscard]] std::string edge_attributes(const ViewEdge& edge, int weight) const {
    std::vector<std::string> attributes;
    bool is_side = edge.role != EdgeRole::kTensor && !keras_;
    if (is_side) weight = 0;
    if (!keras_ && weight != 1) attributes.push_back("weight=" + std::to_string(weight));
    if (node_at(edge.from).role == NodeRole::kWeights) {
      attributes.push_back("color=\"" + theme_.weight_edge +
                           (keras_ ? "\", penwidth=1" : "\", arrowsize=0.45"));
    }
    std::string label = edge_label(edge, view_.options);
    if (std::string calls = keras_ ? "" : calls_text(edge); !calls.empty()) {
      label += (label.empty() ? "" : " · ") + calls;
    }
    if (!label.empty()) attributes.push_back("label=" + dot_string(" " + label) + ", fontsize=9");
    if (is_side) attributes.emplace_back("style=dashed, penwidth=0.7, arrowsize=0.45");
    // What goes on from block to block would turn the order around.
    bool is_between_blocks = edge.is_carried();
    if (is_between_blocks)
      attributes.emplace_back(is_side ? "constraint=false" : "style=dashed, constraint=false");
    if (edge.to_cluster >= 0) {
      const ViewCluster& frame = view_.clusters[static_cast<std::size_t>(edge.to_cluster)];
      attributes.push_back("lhead=cluster_" + frame.id);
    }
    return join(attributes, ", ");
  }

  const View& view_;
  const Theme& theme_;
  bool keras_;
  RankDir rankdir_;
  bool for_dot_;  // our own layout needs less help
  LayoutPlan plan_;
  double card_width_ = 0;
  std::vector<std::vector<const ViewNode*>> nodes_in_;  // by place of the frame
  std::vector<std::vector<int>> clusters_in_;
  std::vector<std::vector<std::pair<int, int>>> pairs_in_;   // weights, and what takes them
  std::vector<std::vector<std::pair<int, int>>> states_in_;  // what makes a state, and the state
  std::string dot_;
};

}  // namespace

DotAttribute parse_dot_attribute(std::string_view text) {
  std::size_t colon = text.find(':'),
              equals = text.find('=', colon == std::string_view::npos ? 0 : colon);
  std::string_view element = text.substr(0, colon);
  bool is_whole = colon != std::string_view::npos && equals != std::string_view::npos &&
                  equals > colon + 1 &&
                  (element == "graph" || element == "node" || element == "edge");
  if (!is_whole) {
    throw Error(Fault::kUsage, "'" + sanitize(text) + "' is no attribute of Graphviz",
                "Write graph:NAME=VALUE, node:NAME=VALUE or edge:NAME=VALUE: graph:ranksep=1");
  }
  return {std::string(element), std::string(text.substr(colon + 1, equals - colon - 1)),
          std::string(text.substr(equals + 1))};
}

std::string write_dot(const View& view, const DotOptions& options) {
  return DotWriter(view, options).write();
}

}  // namespace modelviz
