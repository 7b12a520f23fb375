// The card of a layer. It says its kind twice, by colour and by class name, so that nothing depends
// on telling colours apart.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <vector>

#include "output/label_text.h"
#include "output/node_label.h"
#include "support/text.h"
#include "view/colors.h"
#include "view/fusion.h"
#include "view/label.h"

namespace modelviz {
namespace {

constexpr int kMessageColumns = 48;

int name_size(const ViewOptions& options) { return text_size(options) + 1; }

// Fewer boxes may be wider.
int name_columns(const ViewOptions& options) {
  return !options.compact ? 36 : options.fuse ? 28 : 20;
}

int type_columns(const ViewOptions& options) {
  return !options.compact ? kMessageColumns : options.fuse ? 34 : 26;
}

struct CardText {
  std::vector<std::string> name, type, op, shapes, message;
};

// Whether the class stands below the title, and is not the title itself.
bool shows_class(const ViewNode& node, const ViewOptions& options) {
  bool is_title = node.number == 0 && (!options.show_layer_names || node.name.empty());
  return options.show_class && !is_title;
}

std::string type_line(const ViewNode& node, const ViewOptions& options) {
  std::vector<std::string> parts;
  bool is_fused = !node.fused.empty();  // then fused_lines() say what there is to say of each layer
  if (shows_class(node, options) && !is_fused) parts.push_back(node.class_name);
  if (!node.attributes.empty()) parts.push_back(node.attributes);
  bool shows_activation = options.show_layer_activations && !node.activation.empty();
  if (shows_activation && !is_fused) parts.push_back(node.activation);
  if (node.calls > 1) parts.push_back(calls_text(node.call, node.calls));
  if (options.show_trainable && node.trainable) parts.push_back(field_text(node, "trainable"));
  return join(parts, " · ");
}

void add_wrapped(std::vector<std::string>& lines, const std::string& text, int most,
                 int columns = kMessageColumns) {
  for (std::string& line : wrap(text, columns, most)) lines.push_back(std::move(line));
}

// As many of the layers that share a box in a line as fit into it.
std::vector<std::string> fused_lines(const ViewNode& node, int columns) {
  std::vector<std::string> lines;
  for (const std::string& piece : fused_pieces(node)) {
    std::string longer = lines.empty() ? piece : lines.back() + " " + piece;
    bool fits = !lines.empty() && display_width(longer) <= static_cast<std::size_t>(columns);
    if (fits) {
      lines.back() = std::move(longer);
      continue;
    }
    add_wrapped(lines, piece, 2, columns);
  }
  return lines;
}

void fill_standard(CardText& text, const ViewNode& node, const ViewOptions& options) {
  text.name = wrap(title_of(node, options), name_columns(options), 3);
  if (shows_class(node, options)) text.type = fused_lines(node, type_columns(options));
  add_wrapped(text.type, type_line(node, options), options.compact ? 4 : 2, type_columns(options));
  text.op = wrap(node.detail, name_columns(options), 3);
  text.shapes = shape_lines(node, options);
  add_wrapped(text.shapes, join(cost_texts(node, options), " · "), 2);
  for (const std::string& line : weight_lines(node, options)) add_wrapped(text.shapes, line, 1);
}

void fill_from_template(CardText& text, const ViewNode& node, const ViewOptions& options) {
  for (const std::string& line : templated_lines(node, options)) {
    if (text.name.empty())
      text.name = wrap(line, name_columns(options), 3);
    else
      add_wrapped(text.shapes, line, 3);
  }
}

CardText card_text(const ViewNode& node, const ViewOptions& options) {
  CardText text;
  options.label.empty() ? fill_standard(text, node, options)
                        : fill_from_template(text, node, options);
  bool is_empty = text.name.empty() && text.type.empty() && text.op.empty() && text.shapes.empty();
  if (is_empty) text.name.emplace_back();  // a table needs a row
  if (node.state == NodeState::kFailed) {
    text.shapes.clear();
    text.message = wrap(node.message, kMessageColumns, 6);
  }
  return text;
}

// What it returns looks like all that it takes.
bool keeps_shape(const ViewNode& node) {
  auto is_same = [&](const std::string& shape) { return shape == node.output_shapes[0]; };
  return !node.input_shapes.empty() && !node.output_shapes.empty() &&
         node.state != NodeState::kUnknown &&
         std::all_of(node.output_shapes.begin(), node.output_shapes.end(), is_same) &&
         std::all_of(node.input_shapes.begin(), node.input_shapes.end(), is_same);
}

double width_of(const CardText& text, const ViewOptions& options) {
  double width = 0;
  for (const std::string& line : text.name) {
    width = std::max(width, text_width(line, name_size(options), true));
  }
  for (const auto* lines : {&text.type, &text.op, &text.shapes}) {
    for (const std::string& line : *lines) {
      width = std::max(width, text_width(line, text_size(options)));
    }
  }
  return width;
}

std::string row(const std::string& attributes, const std::string& content) {
  return "<TR><TD ALIGN=\"LEFT\"" + attributes + ">" + content + "</TD></TR>";
}

std::string in_color(const std::string& content, const std::string& color) {
  return "<FONT COLOR=\"" + color + "\">" + content + "</FONT>";
}

// Rows of the card, a line each, in one look. Lines within one row would stand too close.
std::string rows(const std::vector<std::string>& lines, const std::string& color,
                 const Theme& theme) {
  std::string result;
  for (const std::string& line : lines) {
    std::string content = line.empty() ? "&#160;" : html(line);
    bool is_usual = color == theme.quiet_text;  // the look of all nodes
    result += row("", is_usual ? content : in_color(content, color));
  }
  return result;
}

std::string name_rows(const std::vector<std::string>& lines, double min_width, int size,
                      const Theme& theme) {
  std::string width = " WIDTH=\"" + std::to_string(std::lround(min_width)) + "\"", result;
  for (const std::string& line : lines) {
    // An empty <B></B> is a syntax error.
    std::string name = "<B>" + (line.empty() ? "&#160;" : html(line)) + "</B>";
    result += row(width, font(size, theme.text, name));
  }
  return result;
}

}  // namespace

const CardRoom& card_room(const ViewOptions& options) {
  static constexpr CardRoom kUsual{25, 32, 9, 6}, kCompact{14, 13, 5, 3};
  return options.compact ? kCompact : kUsual;
}

int text_size(const ViewOptions& options) { return options.compact ? 9 : 10; }

const Colors& colors_of(const ViewNode& node, const Theme& theme) {
  return theme.at(node.color.empty() ? default_color(node) : node.color);
}

std::string title_of(const ViewNode& node, const ViewOptions& options) {
  std::vector<std::string> parts;
  if (node.number > 0) parts.push_back(std::to_string(node.number));
  if (options.show_layer_names && !node.name.empty()) parts.push_back(node.name);
  if (parts.empty() && options.show_class) parts.push_back(node.class_name);
  return join(parts, " · ");
}

std::vector<std::string> label_lines(const ViewNode& node, const ViewOptions& options) {
  if (node.role == NodeRole::kWeights) {
    std::vector<std::string> weights;
    for (const ViewWeight& weight : node.weights)
      weights.push_back(weight.name + " " + weight.shape);
    return weights;
  }
  CardText text = card_text(node, options);
  std::vector<std::string> lines = {join(text.name, "\n")};
  for (std::vector<std::string>* part : {&text.type, &text.op, &text.shapes, &text.message}) {
    std::move(part->begin(), part->end(), std::back_inserter(lines));
  }
  return lines;
}

std::vector<std::string> shape_lines(const ViewNode& node, const ViewOptions& options) {
  constexpr std::size_t kMostLines = 4;
  bool is_shown = (options.show_shapes || options.show_dtype) && !options.shapes_on_edges;
  if (!is_shown || (options.compact && keeps_shape(node))) return {};
  std::vector<std::pair<std::string, int>> groups;
  for (std::size_t i = 0; i < node.output_shapes.size(); ++i) {
    std::string line = options.show_shapes ? node.output_shapes[i] : "";
    if (options.show_dtype && i < node.dtypes.size()) {
      line += (line.empty() ? "" : " ") + node.dtypes[i];
    }
    if (!groups.empty() && groups.back().first == line)
      ++groups.back().second;
    else
      groups.emplace_back(line, 1);
  }
  std::vector<std::string> lines;
  for (const auto& [line, count] : groups) {
    if (lines.size() == kMostLines) {
      lines.push_back("… " + std::to_string(groups.size() - kMostLines) + " more");
      break;
    }
    lines.push_back(count == 1 ? line : std::to_string(count) + " × " + line);
  }
  return lines;
}

std::string edge_label(const ViewEdge& edge, const ViewOptions& options) {
  if (!options.shapes_on_edges) return {};
  std::string label = options.show_shapes ? edge.shape : "";
  if (options.show_dtype) label += (label.empty() ? "" : " ") + edge.dtype;
  return label;
}

bool needs_compact_cards(const View& view, const Paper& paper) {
  // A card of four lines, and what stands between it and the next ones.
  constexpr double kHeight = 75, kBeside = 45, kLeastScale = 0.8;
  double card = (common_card_width(view) + kBeside) * kHeight * kLeastScale * kLeastScale;
  return static_cast<double>(view.nodes.size()) * card > paper.width * paper.height;
}

double common_card_width(const View& view) {
  std::vector<double> widths;
  for (const ViewNode& node : view.nodes) {
    if (node.role != NodeRole::kLayer) continue;
    widths.push_back(width_of(card_text(node, view.options), view.options));
  }
  if (widths.empty()) return 0;
  std::sort(widths.begin(), widths.end());
  // A few long names shall not widen everything: they stick out instead.
  double limit = std::min(1.6 * widths[widths.size() / 2], 240.0);
  auto longer = std::upper_bound(widths.begin(), widths.end(), limit);
  double width = longer == widths.begin() ? limit : *std::prev(longer);
  return std::max(width, 72.0);
}

std::string card_attributes(const ViewNode& node, const ViewOptions& options, const Theme& theme,
                            double min_width) {
  CardText text = card_text(node, options);
  const Colors& colors = colors_of(node, theme);
  // The colours of quantities are too deep for one grey.
  const std::string& quiet = options.color_by == ColorBy::kKind ? theme.quiet_text : colors.text;
  std::string result = "color=\"" + colors.border + "\", fillcolor=\"" + colors.fill + "\", ";
  if (node.state == NodeState::kRecorded || node.state == NodeState::kUnknown) {
    result += "style=\"rounded,filled,dashed\", ";
  }
  result += "label=<<TABLE BORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"" +
            std::string(options.compact ? "0" : "1") + "\">";
  result += name_rows(text.name, min_width, name_size(options), theme);
  result += rows(text.type, colors.text, theme);
  result += rows(text.op, quiet, theme);
  result += rows(text.shapes, quiet, theme);
  result += rows(text.message, colors.text, theme);
  return result + "</TABLE>>";
}

}  // namespace modelviz
