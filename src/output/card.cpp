// The card of a layer. It says its kind twice, by colour and by class name, so that nothing depends
// on telling colours apart. The borders differ by 10 or more (CIE76) for each kind of colour
// blindness.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <vector>

#include "output/label_text.h"
#include "output/node_label.h"
#include "support/text.h"

namespace modelviz {
namespace {

using Colors = CardColors;

constexpr Colors kNeutral{"#f4f5f6", "#bbc1c7", "#5b6570"};
constexpr Colors kSlate{"#eff2f5", "#7a96a8", "#4c6273"};
constexpr Colors kUnknown{"#ffffff", "#8a949f", "#5b6570"};
constexpr Colors kFailure{"#fdecea", "#c62828", "#b3201c"};
constexpr std::string_view kQuietInk = "#4a5663";

constexpr double kNameSize = 11, kTextSize = 10;
constexpr int kNameColumns = 36, kMessageColumns = 48;

Colors colors_of(LayerKind kind) {
  switch (kind) {
    case LayerKind::kCore:
      return {"#ededf5", "#6d6bab", "#4b4ea6"};
    case LayerKind::kConvolution:
      return {"#e5f1fb", "#5aa9e4", "#1d659f"};
    case LayerKind::kPooling:
      return {"#e9f8fd", "#78d6f2", "#14687f"};
    case LayerKind::kRecurrent:
      return {"#f3f0f8", "#9f84c1", "#74489c"};
    case LayerKind::kAttention:
      return {"#f5ebf1", "#aa5c8a", "#9a356b"};
    case LayerKind::kNormalization:
      return {"#faf7ea", "#e0cc7e", "#75601a"};
    case LayerKind::kActivation:
      return {"#fdf2ee", "#f0ae95", "#a04c28"};
    case LayerKind::kMerging:
      return {"#e7f2ef", "#34957a", "#17705a"};
    case LayerKind::kPreprocessing:
      return {"#eef0e6", "#97a064", "#596a24"};
    case LayerKind::kCustom:
      return {"#f1edea", "#8c6c50", "#7a5230"};
    case LayerKind::kInput:
    case LayerKind::kModel:
      return kSlate;
    case LayerKind::kRegularization:
    case LayerKind::kReshaping:
    case LayerKind::kOp:
      break;
  }
  return kNeutral;
}

struct CardText {
  std::vector<std::string> name, type, op, shapes, message;
};

std::string type_line(const ViewNode& node, const ViewOptions& options, bool with_class) {
  std::vector<std::string> parts;
  if (with_class) parts.push_back(node.class_name);
  if (!node.attributes.empty()) parts.push_back(node.attributes);
  if (options.show_layer_activations && !node.activation.empty()) parts.push_back(node.activation);
  if (node.calls > 1) parts.push_back(calls_text(node.call, node.calls));
  if (options.show_trainable && node.trainable) {
    parts.emplace_back(*node.trainable ? "trainable" : "non-trainable");
  }
  std::string line;
  for (const std::string& part : parts) line += (line.empty() ? "" : " · ") + part;
  return line;
}

CardText card_text(const ViewNode& node, const ViewOptions& options) {
  bool named = options.show_layer_names && !node.name.empty();
  CardText text;
  text.name = wrap(named ? node.name : node.class_name, kNameColumns, 3);
  if (text.name.empty()) text.name.emplace_back();  // a table needs a row
  text.type = wrap(type_line(node, options, named), kMessageColumns, 2);
  text.op = wrap(node.detail, kNameColumns, 3);
  text.shapes = shape_lines(node, options);
  if (node.state == NodeState::kFailed) {
    text.shapes.clear();
    text.message = wrap(node.message, kMessageColumns, 6);
  }
  return text;
}

double width_of(const CardText& text) {
  double width = 0;
  for (const std::string& line : text.name) {
    width = std::max(width, text_width(line, kNameSize, true));
  }
  for (const auto* lines : {&text.type, &text.op, &text.shapes}) {
    for (const std::string& line : *lines) width = std::max(width, text_width(line, kTextSize));
  }
  return width;
}

// A row of the card with lines of one look.
std::string row(const std::vector<std::string>& lines, std::string_view open,
                std::string_view close, std::string_view cell_attributes = {}) {
  if (lines.empty()) return {};
  std::string content;
  for (const std::string& line : lines) {
    if (!content.empty()) content += "<BR/>";
    content += line.empty() ? "&#160;" : html(line);  // an empty <B></B> is a syntax error
  }
  std::string result = "<TR><TD ALIGN=\"LEFT\" BALIGN=\"LEFT\"";
  result.append(cell_attributes).append(">").append(open).append(content).append(close);
  return result + "</TD></TR>";
}

std::string font(std::string_view color) {
  return "<FONT POINT-SIZE=\"" + std::to_string(static_cast<int>(kTextSize)) + "\" COLOR=\"" +
         std::string(color) + "\">";
}

}  // namespace

CardColors colors_of(const ViewNode& node) {
  if (node.state == NodeState::kFailed) return kFailure;
  if (node.is_side) return kNeutral;
  return node.state == NodeState::kUnknown ? kUnknown : colors_of(node.kind);
}

std::vector<std::string> label_lines(const ViewNode& node, const ViewOptions& options) {
  if (node.role == NodeRole::kWeights) {
    std::vector<std::string> weights;
    for (const ViewWeight& weight : node.weights)
      weights.push_back(weight.name + " " + weight.shape);
    return weights;
  }
  CardText text = card_text(node, options);
  std::vector<std::string> lines = {join(text.name, " ")};
  for (std::vector<std::string>* part : {&text.type, &text.op, &text.shapes, &text.message}) {
    std::move(part->begin(), part->end(), std::back_inserter(lines));
  }
  return lines;
}

std::vector<std::string> shape_lines(const ViewNode& node, const ViewOptions& options) {
  constexpr std::size_t kMostLines = 4;
  bool is_shown = (options.show_shapes || options.show_dtype) && !options.shapes_on_edges;
  if (!is_shown) return {};
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

std::string_view ink_of(LayerKind kind) { return colors_of(kind).text; }

double common_card_width(const View& view) {
  std::vector<double> widths;
  for (const ViewNode& node : view.nodes) {
    if (node.role != NodeRole::kLayer) continue;
    widths.push_back(width_of(card_text(node, view.options)));
  }
  if (widths.empty()) return 0;
  std::sort(widths.begin(), widths.end());
  // A few long names shall not widen everything: they stick out instead.
  double limit = std::min(1.6 * widths[widths.size() / 2], 240.0);
  auto longer = std::upper_bound(widths.begin(), widths.end(), limit);
  double width = longer == widths.begin() ? limit : *std::prev(longer);
  return std::max(width, 72.0);
}

std::string card_attributes(const ViewNode& node, const ViewOptions& options, double min_width) {
  CardText text = card_text(node, options);
  Colors colors = colors_of(node);
  std::string width = " WIDTH=\"" + std::to_string(std::lround(min_width)) + "\"";
  std::string result = "color=\"";
  result.append(colors.border).append("\", fillcolor=\"").append(colors.fill).append("\", ");
  if (node.state == NodeState::kRecorded || node.state == NodeState::kUnknown) {
    result += "style=\"rounded,filled,dashed\", ";
  }
  result += "label=<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\">";
  result += row(text.name, "<B>", "</B>", width);
  result += row(text.type, font(colors.text), "</FONT>");
  result += row(text.op, font(kQuietInk), "</FONT>");
  result += row(text.shapes, font(kQuietInk), "</FONT>");
  result += row(text.message, font(colors.text), "</FONT>");
  return result + "</TABLE>>";
}

}  // namespace modelviz
