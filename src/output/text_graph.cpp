// The model as text for terminals, in the manner of `git log --graph`: a row for each layer, and a
// column for each tensor that a later layer still takes.
//
//   ● pool        MaxPooling2D        (None, 56, 56, 64)
//   ├─● conv_1    Conv2D              (None, 56, 56, 64)
//   │ ● relu      Activation          (None, 56, 56, 64)
//   ●─╯ add       Add                 (None, 56, 56, 64)
#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>
#include <vector>

#include "modelviz/output.h"
#include "output/label_text.h"
#include "output/legend.h"
#include "output/node_label.h"
#include "support/text.h"
#include "view/label.h"

namespace modelviz {
namespace {

struct Row {
  std::string graph;  ///< the columns and the node among them
  std::string name, class_name, facts;
};

constexpr int kMostColumns = 72;  // of a name

// What a column shows in the row of a node.
enum class Mark { kEmpty, kPassing, kTapped, kEnding, kNode };

struct Column {
  int maker = -1;  ///< the node whose tensor it carries; -1 if it is free
  int takers = 0;  ///< how many nodes are still to take it
};

class GraphWriter {
 public:
  explicit GraphWriter(const View& view) : view_(view), order_(order_of(view)) {
    makers_.resize(view.nodes.size());
    takers_.resize(view.nodes.size(), 0);
    std::vector<int> place(view.nodes.size());
    for (int i = 0; int node : order_) place[static_cast<std::size_t>(node)] = i++;
    for (const ViewEdge& edge : view.edges) {
      auto to = static_cast<std::size_t>(edge.to), from = static_cast<std::size_t>(edge.from);
      bool goes_down = place[from] < place[to] && edge.back == 0 && edge.copy <= 0;
      if (goes_down && makers_[to].insert(edge.from).second) ++takers_[from];
    }
  }

  std::vector<Row> rows() {
    std::vector<Row> rows;
    for (int node : order_) {
      add_titles(view_.nodes[static_cast<std::size_t>(node)].cluster, rows);
      rows.push_back(row_of(node));
    }
    return rows;
  }

 private:
  // As the boxes are drawn: what is in a frame stays together. Weights, and what comes from outside
  // of the part that is drawn, come before what takes them.
  static std::vector<int> order_of(const View& view) {
    auto is_given = [&](int node) {
      NodeRole role = view.nodes[static_cast<std::size_t>(node)].role;
      return role == NodeRole::kWeights || role == NodeRole::kBoundary;
    };
    std::vector<std::vector<int>> given(view.nodes.size());
    for (const ViewEdge& edge : view.edges) {
      if (is_given(edge.from)) given[static_cast<std::size_t>(edge.to)].push_back(edge.from);
    }
    std::vector<int> order;
    std::vector<bool> is_placed(view.nodes.size(), false);
    auto place = [&](int node) {
      if (is_placed[static_cast<std::size_t>(node)]) return;
      is_placed[static_cast<std::size_t>(node)] = true;
      order.push_back(node);
    };
    for (int i = 0; i < static_cast<int>(view.nodes.size()); ++i) {
      if (is_given(i)) continue;
      for (int other : given[static_cast<std::size_t>(i)]) place(other);
      place(i);
    }
    for (int i = 0; i < static_cast<int>(view.nodes.size()); ++i) place(i);
    return order;
  }

  [[nodiscard]] int depth_of(int cluster) const {
    int depth = 0;
    for (; cluster >= 0; cluster = cluster_at(cluster).parent) ++depth;
    return depth;
  }

  [[nodiscard]] const ViewCluster& cluster_at(int cluster) const {
    return view_.clusters[static_cast<std::size_t>(cluster)];
  }

  // The titles of the frames that begin with the next node.
  void add_titles(int cluster, std::vector<Row>& rows) {
    std::vector<int> opened;
    for (; cluster >= 0 && titled_.insert(cluster).second; cluster = cluster_at(cluster).parent) {
      opened.push_back(cluster);
    }
    std::reverse(opened.begin(), opened.end());
    for (int frame : opened) {
      const ViewCluster& opening = cluster_at(frame);
      std::string title(2 * static_cast<std::size_t>(depth_of(opening.parent)), ' ');
      title += "▾ " + sanitize(opening.name);
      std::string calls = opening.calls > 1 ? " " + calls_text(opening.call, opening.calls) : "";
      rows.push_back({passing_row(), title, sanitize(opening.class_name) + calls, ""});
    }
  }

  Row row_of(int index) {
    const ViewNode& node = view_.nodes[static_cast<std::size_t>(index)];
    Row row{graph_row(index), subject_of(node), class_of(node), facts_of(node)};
    bool has_template = node.role == NodeRole::kLayer && !view_.options.label.empty();
    if (has_template) {
      std::vector<std::string> lines = templated_lines(node, view_.options);
      row.name = lines.empty() ? "" : lines[0];
      if (!lines.empty()) lines.erase(lines.begin());
      row.class_name = join(lines, " · ");
      row.facts = "";
    }
    if (node.state == NodeState::kFailed) row.facts = node.message;
    row.name = join(wrap(row.name, kMostColumns, 1), " ");
    row.name.insert(0, 2 * static_cast<std::size_t>(depth_of(node.cluster)), ' ');
    for (std::string* text : {&row.name, &row.class_name, &row.facts}) *text = sanitize(*text);
    return row;
  }

  [[nodiscard]] std::string subject_of(const ViewNode& node) const {
    if (node.role == NodeRole::kLayer) return title_of(node, view_.options);
    if (node.role != NodeRole::kWeights) return node.name;
    std::vector<std::string> weights;
    for (const ViewWeight& weight : node.weights)
      weights.push_back(weight.name + " " + weight.shape);
    return "{" + join(weights, ", ") + "}";
  }

  // The class and what goes with it, unless the class is what the box is called.
  [[nodiscard]] std::string class_of(const ViewNode& node) const {
    const ViewOptions& options = view_.options;
    std::vector<std::string> words;
    bool is_shown = options.show_class && title_of(node, options) != node.class_name;
    for (const std::string& word :
         {is_shown ? node.class_name : "", node.attributes.empty() ? node.detail : node.attributes,
          options.show_layer_activations ? node.activation : "",
          node.calls > 1 ? calls_text(node.call, node.calls) : "",
          options.show_trainable ? field_text(node, "trainable") : ""}) {
      if (!word.empty()) words.push_back(word);
    }
    return join(words, " ");
  }

  [[nodiscard]] std::string facts_of(const ViewNode& node) const {
    std::vector<std::string> facts = shape_lines(node, view_.options);
    if (node.role == NodeRole::kLayer) {
      for (std::string& text : cost_texts(node, view_.options)) facts.push_back(std::move(text));
      for (std::string& text : weight_lines(node, view_.options)) facts.push_back(std::move(text));
    }
    return join(facts, ", ");
  }

  // ---- the columns ------------------------------------------------------------------------------

  std::string graph_row(int node) {
    std::vector<Mark> marks;
    for (const Column& column : columns_) {
      marks.push_back(column.maker < 0 ? Mark::kEmpty : Mark::kPassing);
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) take(node, columns_[i], marks[i]);
    std::size_t place = place_for(marks);
    marks[place] = Mark::kNode;
    columns_[place] = {node, takers_[static_cast<std::size_t>(node)]};
    std::string row = text_of(marks, place, glyph_of(view_.nodes[static_cast<std::size_t>(node)]));
    for (Column& column : columns_) {
      if (column.takers == 0) column = {};
    }
    while (!columns_.empty() && columns_.back().maker < 0) columns_.pop_back();
    return row;
  }

  void take(int node, Column& column, Mark& mark) {
    if (!makers_[static_cast<std::size_t>(node)].contains(column.maker)) return;
    mark = --column.takers == 0 ? Mark::kEnding : Mark::kTapped;
  }

  // The first column that ends here, or one that is free.
  std::size_t place_for(std::vector<Mark>& marks) {
    for (Mark wanted : {Mark::kEnding, Mark::kEmpty}) {
      auto first = std::find(marks.begin(), marks.end(), wanted);
      // To the right of what it takes: an arrow goes down and to the right.
      auto tapped = std::find(marks.begin(), marks.end(), Mark::kTapped);
      if (first != marks.end() &&
          (wanted == Mark::kEnding || tapped == marks.end() || tapped < first)) {
        return static_cast<std::size_t>(first - marks.begin());
      }
    }
    marks.push_back(Mark::kEmpty);
    columns_.emplace_back();
    return marks.size() - 1;
  }

  static bool is_taken(Mark mark) { return mark == Mark::kTapped || mark == Mark::kEnding; }

  // The node, its columns, and a line from the outermost column that it takes to it.
  static std::string text_of(const std::vector<Mark>& marks, std::size_t place,
                             std::string_view node) {
    std::size_t left = place, right = place;
    for (std::size_t i = 0; i < marks.size(); ++i) {
      if (!is_taken(marks[i])) continue;
      left = std::min(left, i);
      right = std::max(right, i);
    }
    std::string row;
    for (std::size_t i = 0; i < marks.size(); ++i) {
      row += i == place ? node : glyph(marks[i], i > left && i <= right, i >= left && i < right);
      row += i >= left && i < right ? "─" : " ";
    }
    return std::string(row.substr(0, row.find_last_not_of(' ') + 1));
  }

  static std::string_view glyph_of(const ViewNode& node) {
    if (node.state == NodeState::kFailed) return "✗";
    return node.role == NodeRole::kLayer ? "●" : node.role == NodeRole::kOp ? "•" : "○";
  }

  static std::string_view glyph(Mark mark, bool from_left, bool to_right) {
    switch (mark) {
      case Mark::kNode:
      case Mark::kEmpty:
        return from_left && to_right ? "─" : " ";
      case Mark::kPassing:
        return "│";
      case Mark::kTapped:
        return from_left && to_right ? "┼" : from_left ? "┤" : "├";
      case Mark::kEnding:
        return from_left && to_right ? "┴" : from_left ? "╯" : "╰";
    }
    return " ";
  }

  [[nodiscard]] std::string passing_row() const {
    std::string row;
    for (const Column& column : columns_) row += column.maker < 0 ? "  " : "│ ";
    return row;
  }

  const View& view_;
  std::vector<int> order_;
  std::vector<std::set<int>> makers_;  // of what a node takes
  std::vector<int> takers_;            // how many nodes take what a node makes
  std::vector<Column> columns_;
  std::set<int> titled_;
};

// Pads to a width; what is much longer than the others sticks out.
std::string padded(std::string text, std::size_t width) {
  std::size_t used = display_width(text);
  if (used < width) text.append(width - used, ' ');
  return text;
}

// The width that holds nine of ten, so that a few long ones do not move everything to the right.
std::size_t common_width(std::vector<std::size_t> widths) {
  if (widths.empty()) return 0;
  std::sort(widths.begin(), widths.end());
  std::size_t most = widths[(widths.size() - 1) * 9 / 10];
  auto longer = std::upper_bound(widths.begin(), widths.end(), most + 8);
  return *std::prev(longer);
}

}  // namespace

std::string write_text_graph(const View& view) {
  std::vector<Row> rows = GraphWriter(view).rows();
  std::vector<std::size_t> names, classes;
  for (Row& row : rows) {
    row.graph += " " + row.name;
    names.push_back(display_width(row.graph));
    classes.push_back(display_width(row.class_name));
  }
  std::size_t name_width = common_width(names), class_width = common_width(classes);
  std::string result = sanitize(view.title) + "\n";
  for (const Row& row : rows) {
    std::string line = padded(row.graph, name_width) + "  ";
    line += padded(row.class_name, class_width) + "  " + row.facts;
    result.append(line, 0, line.find_last_not_of(' ') + 1).append("\n");
  }
  std::vector<NumberedName> names_of_numbers = numbered_names(view);
  if (!names_of_numbers.empty()) result += "\n";
  for (const NumberedName& layer : names_of_numbers) {
    std::string number = layer.number;
    number.insert(0, number.size() < 4 ? 4 - number.size() : 0, ' ');
    result += number + "  " + sanitize(layer.name) + "\n";
  }
  return result;
}

}  // namespace modelviz
