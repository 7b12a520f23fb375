// The picture in the DOT language. Identifiers are our own (n0, n1, …); what comes from the model
// stands in labels only, escaped.
#include <algorithm>
#include <cstddef>
#include <set>
#include <vector>

#include "modelviz/output.h"
#include "output/label_text.h"
#include "output/layout_plan.h"
#include "output/node_label.h"

namespace modelviz {
namespace {

// The place of a frame in tables that begin with the whole picture, whose index is -1.
std::size_t place(int cluster) { return cluster < 0 ? 0 : static_cast<std::size_t>(cluster) + 1; }

// The fonts are found everywhere or replaced by something alike; a bare Debian draws DejaVu Sans.
constexpr std::string_view kLook = R"(  graph [fontname="Helvetica,Arial,sans-serif", fontsize=11,
         fontcolor="#4a5663", bgcolor=white, pad=0.25, nodesep=0.25, ranksep=0.32, newrank=true];
  node [fontname="Helvetica,Arial,sans-serif", fontsize=11, fontcolor="#1f2933", shape=box,
        style="rounded,filled", margin="0.09,0.06", width=0.5, height=0.3];
  edge [color="#8f9bab", arrowsize=0.6];
)";

// What plot_model asks for, but for `shape=plain` in the place of a record: the label is a table,
// and as a record its text would be parsed a second time.
constexpr std::string_view kKerasLook = R"(  graph [concentrate=true, splines=ortho, bgcolor=white];
  node [fontname=Helvetica, shape=plain];
  edge [penwidth=2];
)";

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

class DotWriter {
 public:
  DotWriter(const View& view, const DotOptions& options)
      : view_(view), keras_(options.style == Style::kKeras), plan_(plan_layout(view)) {
    dot_ = "digraph model {\n  rankdir=";
    dot_.append(text(options.rankdir)).append(";\n").append(keras_ ? kKerasLook : kLook);
    add_limits();
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
    add_content(-1, 1);
    add_edges();
    return std::move(dot_) + "}\n";
  }

 private:
  void add_limits() {
    if (!plan_.fine_positions) dot_ += keras_ ? "  newrank=true; nslimit=0;\n" : "  nslimit=0;\n";
    if (!plan_.few_crossings) dot_ += "  mclimit=0.1;\n";
    if (!plan_.curved_edges && !keras_) dot_ += "  splines=line;\n";
  }

  // The nodes and the frames within a frame; -1 is the whole picture.
  void add_content(int cluster, std::size_t depth) {
    std::string indent(2 * depth, ' ');
    for (const ViewNode* node : nodes_in_[place(cluster)]) {
      dot_ += indent + node->id + " [";
      dot_ += keras_ ? keras_attributes(*node, view_.options)
                     : card_attributes(*node, view_.options, card_width_);
      dot_ += "];\n";
    }
    for (int inner : clusters_in_[place(cluster)]) {
      add_frame(view_.clusters[static_cast<std::size_t>(inner)], depth);
      add_content(inner, depth + 1);
      dot_ += indent + "}\n";
    }
  }

  // Opens the frame of a nested model.
  void add_frame(const ViewCluster& cluster, std::size_t depth) {
    std::string indent(2 * depth, ' ');
    dot_ += indent + "subgraph cluster_" + cluster.id + " {\n" + indent + "  graph [labeljust=l, ";
    std::vector<std::string> lines = wrap(cluster.name, 48, 2);
    std::string name;
    for (const std::string& line : lines) name += (name.empty() ? "" : " ") + line;
    if (keras_) {
      dot_ += "style=dashed, label=" + dot_string(name) + "];\n";
      return;
    }
    std::string_view fill = depth % 2 == 1 ? "#f6f8fa" : "#edf1f5";
    dot_ += "style=\"rounded,filled\", margin=12, color=\"#cbd2d9\", fillcolor=\"";
    dot_ += fill;
    dot_ += "\", label=<";
    constexpr std::string_view kEndOfLine = "<BR ALIGN=\"LEFT\"/>";
    if (!name.empty()) dot_ += "<B>" + html(name) + "</B>" + std::string(kEndOfLine);
    std::string class_name = html(cluster.class_name);
    if (!class_name.empty()) dot_ += "<FONT POINT-SIZE=\"10\">" + class_name + "</FONT>";
    dot_.append(kEndOfLine).append(">];\n");
  }

  void add_edges() {
    std::set<std::pair<int, int>> drawn;
    for (std::size_t i = 0; i < view_.edges.size(); ++i) {
      const ViewEdge& edge = view_.edges[i];
      // plot_model draws one arrow between two layers, however many tensors go along it.
      if (keras_ && !drawn.emplace(edge.from, edge.to).second) continue;
      dot_ += "  " + view_.nodes[static_cast<std::size_t>(edge.from)].id + " -> " +
              view_.nodes[static_cast<std::size_t>(edge.to)].id;
      if (!keras_ && plan_.weights[i] != 1) {
        dot_ += " [weight=" + std::to_string(plan_.weights[i]) + "]";
      }
      dot_ += ";\n";
    }
  }

  const View& view_;
  bool keras_;
  LayoutPlan plan_;
  double card_width_ = 0;
  std::vector<std::vector<const ViewNode*>> nodes_in_;  // by place of the frame
  std::vector<std::vector<int>> clusters_in_;
  std::string dot_;
};

}  // namespace

std::string write_dot(const View& view, const DotOptions& options) {
  return DotWriter(view, options).write();
}

}  // namespace modelviz
