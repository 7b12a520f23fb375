// What stands within a layer: ops, weights and states, smaller and quieter than the card of a
// layer. An op is white, weights are sand-coloured and have corners, a state is dashed. What stands
// for a layer outside of the part that is drawn has no box at all.
#include <algorithm>
#include <cstddef>
#include <vector>

#include "output/label_text.h"
#include "output/node_label.h"

namespace modelviz {
namespace {

struct Look {
  std::string_view attributes;  ///< of the node
  std::string_view colors;      ///< those of the theme; empty for none
  int name_size, text_size;
};

constexpr Look kOp{R"(margin="0.07,0.03", height=0.2, width=0.6)", "inside.op", 10, 9};
constexpr Look kWeights{R"(margin="0.06,0.02", height=0.2, style=filled)", "inside.weights", 9, 9};
constexpr Look kState{R"(margin="0.07,0.03", height=0.2, width=0.6, style="rounded,filled,dashed")",
                      "inside.state", 10, 9};
constexpr Look kBoundary{R"(margin="0.04,0.02", height=0.2, width=0.3, style="", penwidth=0)", "",
                         9, 9};

// plot_model draws nothing within a layer: these go with its boxes.
constexpr std::string_view kBesideTables = R"(shape=box, margin="0.1,0.05", height=0.3, style=)";

Look look_of(const ViewNode& node, const Theme& theme) {
  if (node.role == NodeRole::kBoundary) return kBoundary;
  bool is_weights = node.role == NodeRole::kWeights, is_state = node.role == NodeRole::kState;
  Look look = is_weights ? kWeights : is_state ? kState : kOp;
  if (theme.box == BoxForm::kTable) {
    look.attributes = kBesideTables;
    look.name_size = 14;
    look.text_size = 12;
  }
  return look;
}

std::string cell(const std::string& content, std::string_view align) {
  return "<TD ALIGN=\"" + std::string(align) + "\">" + content + "</TD>";
}

std::string row(const std::string& cells) { return "<TR>" + cells + "</TR>"; }

// Texts that a model gives are never empty in a label: an empty <B></B> is a syntax error.
std::string shown(const std::string& text, int columns) {
  std::vector<std::string> lines = wrap(text, columns, 3);
  std::string result;
  for (const std::string& line : lines) result += (result.empty() ? "" : "<BR/>") + html(line);
  return result.empty() ? "&#160;" : result;
}

// The name and what the op is given in one line where they fit into it.
std::string op_rows(const ViewNode& node, const ViewOptions& options, const Look& look,
                    const Theme& theme, const std::string& ink) {
  constexpr std::size_t kColumns = 34;
  std::string name = font(look.name_size, theme.text, "<B>" + shown(node.name, kColumns) + "</B>");
  std::string rows;
  if (node.detail.empty()) {
    rows = row(cell(name, "CENTER"));
  } else {
    std::string detail = font(look.text_size, ink, shown(node.detail, kColumns));
    bool fits = node.name.size() + node.detail.size() < kColumns;
    rows = fits ? row(cell(name + " " + detail, "CENTER"))
                : row(cell(name, "CENTER")) + row(cell(detail, "CENTER"));
  }
  for (const std::string& line : shape_lines(node, options)) {
    rows += row(cell(font(look.text_size, ink, shown(line, kColumns)), "CENTER"));
  }
  return rows;
}

// A row for each weight: kernel  (8, 4). Its shape is said in any case: that is why it is drawn.
std::string weight_rows(const ViewNode& node, const ViewOptions& options, const Look& look,
                        const std::string& ink) {
  constexpr std::size_t kMostRows = 12;
  constexpr int kColumns = 32;
  std::string rows;
  for (std::size_t i = 0; i < std::min(node.weights.size(), kMostRows); ++i) {
    const ViewWeight& weight = node.weights[i];
    std::string cells =
        cell(font(look.name_size, ink, "<B>" + shown(weight.name, kColumns) + "</B>"), "LEFT");
    std::string text = weight.shape;
    if (options.show_dtype) text += " " + weight.dtype;
    if (options.show_trainable && !weight.trainable) text += " frozen";
    rows += row(cells + cell(font(look.text_size, ink, shown(text, kColumns)), "LEFT"));
  }
  if (node.weights.size() > kMostRows) {
    std::string rest = "… " + std::to_string(node.weights.size() - kMostRows) + " more";
    rows += row(cell(font(look.text_size, ink, rest), "LEFT"));
  }
  return rows.empty() ? row(cell("&#160;", "LEFT")) : rows;
}

}  // namespace

std::string inner_attributes(const ViewNode& node, const ViewOptions& options, const Theme& theme) {
  Look look = look_of(node, theme);
  std::string result(look.attributes), ink = theme.quiet_text;
  bool is_weights = node.role == NodeRole::kWeights;
  if (look.attributes == kBesideTables) {
    result += node.role == NodeRole::kState ? "\"filled,dashed\"" : "filled";
  }
  if (!look.colors.empty()) {
    const Colors& colors = theme.at(look.colors);
    result += ", color=\"" + colors.border + "\", fillcolor=\"" + colors.fill + "\"";
    ink = colors.text;
  }
  result += ", label=<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\">";
  result +=
      is_weights ? weight_rows(node, options, look, ink) : op_rows(node, options, look, theme, ink);
  return result + "</TABLE>>";
}

}  // namespace modelviz
