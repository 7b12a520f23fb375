// The picture as a flowchart of Mermaid, which GitHub and many documentation tools draw.
#include <algorithm>
#include <cstddef>
#include <map>
#include <vector>

#include "modelviz/output.h"
#include "output/node_label.h"
#include "support/text.h"

namespace modelviz {
namespace {

// Mermaid takes no larger text and no more edges, unless its settings say so.
constexpr std::size_t kMostBytes = 50'000, kMostEdges = 500;

std::string_view direction(RankDir rankdir) {
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

// Within quotes Mermaid reads Markdown, HTML and entities: # begins an entity of its own.
std::string escaped(std::string_view text) {
  constexpr std::string_view kSpecial = "\"#&<>`*_\\[]{}()|~";
  std::string result;
  for (char c : sanitize(text)) {
    if (kSpecial.find(c) == std::string_view::npos)
      result += c;
    else
      result += "#" + std::to_string(static_cast<int>(static_cast<unsigned char>(c))) + ";";
  }
  return result;
}

// The words of accTitle and accDescr end with their line.
std::string one_line(std::string_view text) { return sanitize(text); }

class MermaidWriter {
 public:
  MermaidWriter(const View& view, RankDir rankdir) : view_(view) {
    text_ = "flowchart " + std::string(direction(rankdir)) + "\n";
    text_ += "  accTitle: " + one_line(view.title) + "\n";
    text_ += "  accDescr: The layers of the model and the tensors between them\n";
  }

  Mermaid write() && {
    select();
    add_content(-1, 1);
    if (left_out_ > 0) {
      text_ += "  more[\"… " + std::to_string(left_out_) + " more layers\"]\n";
    }
    add_edges();
    add_classes();
    return {.text = std::move(text_), .left_out = left_out_};
  }

 private:
  // The first nodes that fit, with their arrows.
  void select() {
    kept_.assign(view_.nodes.size(), true);
    std::size_t edges = 0, bytes = text_.size() + 2000;  // what is written besides
    std::vector<std::vector<const ViewEdge*>> into(view_.nodes.size());
    for (const ViewEdge& edge : view_.edges) {
      into[static_cast<std::size_t>(std::max(edge.from, edge.to))].push_back(&edge);
    }
    for (std::size_t i = 0; i < view_.nodes.size(); ++i) {
      constexpr std::size_t kBytesOfEdge = 24;
      edges += into[i].size();
      bytes += node_line(view_.nodes[i], 3).size() + kBytesOfEdge * into[i].size();
      if (left_out_ > 0 || edges >= kMostEdges || bytes > kMostBytes) {
        kept_[i] = false;
        ++left_out_;
      }
    }
  }

  void add_content(int cluster, std::size_t depth) {
    std::string indent(2 * depth, ' ');
    for (std::size_t i = 0; i < view_.nodes.size(); ++i) {
      const ViewNode& node = view_.nodes[i];
      if (node.cluster != cluster || !kept_[i]) continue;
      text_ += node_line(node, depth);
      members_[class_of(node)].push_back(node.id);
    }
    for (int i = 0; const ViewCluster& inner : view_.clusters) {
      if (inner.parent == cluster && holds_kept(i)) {
        text_ += indent + "subgraph " + inner.id + "[\"" + title_of(inner) + "\"]\n";
        add_content(i, depth + 1);
        text_ += indent + "end\n";
      }
      ++i;
    }
  }

  [[nodiscard]] bool holds_kept(int cluster) const {
    for (std::size_t i = 0; i < view_.nodes.size(); ++i) {
      int frame = view_.nodes[i].cluster;
      while (frame >= 0 && frame != cluster) {
        frame = view_.clusters[static_cast<std::size_t>(frame)].parent;
      }
      if (frame == cluster && kept_[i]) return true;
    }
    return false;
  }

  static std::string title_of(const ViewCluster& cluster) {
    std::string title = escaped(cluster.name);
    if (!cluster.class_name.empty()) title += " · " + escaped(cluster.class_name);
    if (cluster.calls > 1) title += " · " + calls_text(cluster.call, cluster.calls);
    return title;
  }

  [[nodiscard]] std::string node_line(const ViewNode& node, std::size_t depth) const {
    std::vector<std::string> lines;
    for (const std::string& line : label_lines(node, view_.options)) lines.push_back(escaped(line));
    if (!lines.empty() && node.role == NodeRole::kLayer) lines[0] = "<b>" + lines[0] + "</b>";
    bool is_round = node.role == NodeRole::kBoundary || node.role == NodeRole::kState;
    return std::string(2 * depth, ' ') + node.id + (is_round ? "([\"" : "[\"") +
           join(lines, "<br/>") + (is_round ? "\"])\n" : "\"]\n");
  }

  void add_edges() {
    for (const ViewEdge& edge : view_.edges) {
      bool from = kept_[static_cast<std::size_t>(edge.from)];
      bool to = kept_[static_cast<std::size_t>(edge.to)];
      if (!from || !to) continue;
      bool is_light = edge.back > 0 || edge.copy > 0 || edge.role != EdgeRole::kTensor;
      std::string label = edge_label(edge, view_.options), calls = calls_text(edge);
      if (!calls.empty()) label += (label.empty() ? "" : ", ") + calls;
      text_ += "  " + view_.nodes[static_cast<std::size_t>(edge.from)].id +
               (is_light ? " -.->" : " -->");
      if (!label.empty()) text_ += "|\"" + escaped(label) + "\"|";
      text_ += " " + view_.nodes[static_cast<std::size_t>(edge.to)].id + "\n";
    }
  }

  static std::string class_of(const ViewNode& node) {
    if (node.state == NodeState::kFailed) return "failed";
    return node.role == NodeRole::kLayer ? std::string(text(node.kind)) : "inner";
  }

  void add_classes() {
    text_ += "  classDef inner fill:#ffffff,stroke:#b4bcc6,color:#4a5663\n";
    for (const auto& [name, nodes] : members_) {
      if (name == "inner") {
        text_ += "  class " + join(nodes, ",") + " inner\n";
        continue;
      }
      const ViewNode& one =
          *std::find_if(view_.nodes.begin(), view_.nodes.end(),
                        [&id = nodes.front()](const ViewNode& n) { return n.id == id; });
      CardColors colors = colors_of(one);
      text_ += "  classDef " + name + " fill:" + std::string(colors.fill) +
               ",stroke:" + std::string(colors.border) + ",color:#1f2933\n";
      text_ += "  class " + join(nodes, ",") + " " + name + "\n";
    }
  }

  const View& view_;
  std::string text_;
  std::vector<bool> kept_;
  int left_out_ = 0;
  std::map<std::string, std::vector<std::string>> members_;  // by class of the diagram
};

}  // namespace

Mermaid write_mermaid(const View& view, RankDir rankdir) {
  return MermaidWriter(view, rankdir).write();
}

}  // namespace modelviz
