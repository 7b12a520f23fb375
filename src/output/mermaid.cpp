// The picture as a flowchart of Mermaid, which GitHub and many documentation tools draw.
#include <algorithm>
#include <cstddef>
#include <map>
#include <vector>

#include "modelviz/output.h"
#include "output/layout_plan.h"
#include "output/legend.h"
#include "output/node_label.h"
#include "support/text.h"
#include "view/colors.h"

namespace modelviz {
namespace {

// Mermaid takes no larger text and no more edges, unless its settings say so.
constexpr std::size_t kMostBytes = 50'000, kMostEdges = 500;

// Mermaid reads Markdown, HTML, formulas and entities within quotes (# begins an entity of its
// own), and its settings anywhere: %%{init: …}%%.
std::string escaped(std::string_view text) {
  constexpr std::string_view kSpecial = "\"#&<>`*_\\[]{}()|~$%";
  std::string result;
  for (char c : sanitize(text)) {
    if (kSpecial.find(c) == std::string_view::npos)
      result += c;
    else
      result += "#" + std::to_string(static_cast<int>(static_cast<unsigned char>(c))) + ";";
  }
  return result;
}

class MermaidWriter {
 public:
  MermaidWriter(const View& view, const DotOptions& options) : view_(view), theme_(options.theme) {
    text_ = "flowchart " + std::string(text(options.rankdir)) + "\n";
    text_ += "  accTitle: " + escaped(view.title) + "\n";
    text_ += "  accDescr: The layers of the model and the tensors between them\n";
  }

  Mermaid write() && {
    select();
    add_content(-1, 1);
    if (left_out_ > 0) {
      text_ += "  more[\"… " + std::to_string(left_out_) + " more layers\"]\n";
    }
    add_edges();
    add_names();
    add_legend();
    add_classes();
    return {.text = std::move(text_), .left_out = left_out_};
  }

 private:
  // The first nodes that fit, with their arrows.
  void select() {
    kept_.assign(view_.nodes.size(), true);
    constexpr std::size_t kRest = 3000;  // frames and classes
    std::size_t edges = 0, bytes = text_.size() + kRest;
    for (const NumberedName& layer : numbered_names(view_)) {
      bytes += escaped(layer.number + " " + layer.name + "<br/>").size();
    }
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
      members_[color_of(node)].push_back(node.id);
    }
    for (int i = 0; const ViewCluster& inner : view_.clusters) {
      if (inner.parent == cluster && holds_kept(i)) {
        members_[depth % 2 == 1 ? "frames.outer" : "frames.inner"].push_back(inner.id);
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
    for (const std::string& line : label_lines(node, view_.options)) {
      std::vector<std::string> parts;
      for (std::string_view part : split(line, '\n')) parts.push_back(escaped(part));
      lines.push_back(join(parts, "<br/>"));
    }
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
      bool is_light = edge.is_carried() || edge.role != EdgeRole::kTensor;
      std::string label = edge_label(edge, view_.options), calls = calls_text(edge);
      if (!calls.empty()) label += (label.empty() ? "" : ", ") + calls;
      text_ += "  " + view_.nodes[static_cast<std::size_t>(edge.from)].id +
               (is_light ? " -.->" : " -->");
      if (!label.empty()) text_ += "|\"" + escaped(label) + "\"|";
      text_ += " " + view_.nodes[static_cast<std::size_t>(edge.to)].id + "\n";
    }
  }

  // Below all else that is drawn.
  void put_below(const std::string& id) {
    auto last = std::find(kept_.rbegin(), kept_.rend(), true);
    if (last == kept_.rend()) return;
    auto index = static_cast<std::size_t>(kept_.rend() - last) - 1;
    text_ += "  " + view_.nodes[index].id + " ~~~ " + id + "\n";
  }

  // The names of numbered layers, in a box of their own.
  void add_names() {
    std::vector<std::string> lines;
    for (const NumberedName& layer : numbered_names(view_)) {
      lines.push_back(layer.number + " " + escaped(layer.name));
    }
    if (lines.empty()) return;
    text_ += "  names[\"" + join(lines, "<br/>") + "\"]\n";
    put_below("names");
    text_ += "  style names fill:none,stroke:none,text-align:left\n";
  }

  // What the colours mean, in boxes that have them.
  void add_legend() {
    if (view_.legend.empty()) return;
    text_ += "  subgraph legend[\"" + escaped(view_.legend_title) + "\"]\n";
    for (int i = 0; const LegendRow& row : view_.legend) {
      std::string id = "legend" + std::to_string(i++);
      text_ +=
          "    " + id + "[\"" + escaped(row.text) + " · " + std::to_string(row.boxes) + "\"]\n";
      members_[row.color].push_back(id);
    }
    text_ += "  end\n";
    put_below("legend0");
    members_["frames.outer"].emplace_back("legend");
  }

  static std::string color_of(const ViewNode& node) {
    if (node.role != NodeRole::kLayer) return "inside.op";
    return node.color.empty() ? default_color(node) : node.color;
  }

  // core for kinds.core, failed for states.failed, scale_3 for scale.3.
  static std::string class_name(const std::string& color) {
    for (std::string_view section : {"kinds.", "states."}) {
      if (color.starts_with(section)) return color.substr(section.size());
    }
    std::string name = color;
    std::replace(name.begin(), name.end(), '.', '_');
    return name;
  }

  void add_classes() {
    // In tables the colours are those of the header, which a box of Mermaid does not have.
    bool is_table = theme_.box == BoxForm::kTable;
    for (const auto& [color, members] : members_) {
      const Colors& colors = theme_.at(color);
      bool is_layer = !color.starts_with("inside") && !color.starts_with("frames");
      text_ += "  classDef " + class_name(color) +
               " fill:" + (is_table ? theme_.at("inside.op").fill : colors.fill) +
               ",stroke:" + colors.border +
               ",color:" + (is_layer || is_table ? theme_.text : colors.text) + "\n";
      text_ += "  class " + join(members, ",") + " " + class_name(color) + "\n";
    }
  }

  const View& view_;
  const Theme& theme_;
  std::string text_;
  std::vector<bool> kept_;
  int left_out_ = 0;
  std::string last_;                                         // the node that was written last
  std::map<std::string, std::vector<std::string>> members_;  // by their colours in the theme
};

}  // namespace

Mermaid write_mermaid(const View& view, const DotOptions& options) {
  return MermaidWriter(view, options).write();
}

}  // namespace modelviz
