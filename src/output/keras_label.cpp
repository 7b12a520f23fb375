// The look of keras.utils.plot_model: a black header, white cells with a black grid. Where Keras
// leaves a black strip because a cell is missing, the header here is as wide as the cells are.
#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "output/label_text.h"
#include "output/node_label.h"

namespace modelviz {
namespace {

std::string font(int size, std::string_view color, const std::string& content) {
  return "<FONT POINT-SIZE=\"" + std::to_string(size) + "\" COLOR=\"" + std::string(color) + "\">" +
         content + "</FONT>";
}

// Keras draws any text in one line; here that ends where nobody could read it any more.
std::string lines_of(std::string_view text) {
  constexpr int kColumns = 120, kMostLines = 4;
  std::string result;
  for (const std::string& line : wrap(text, kColumns, kMostLines)) {
    result += (result.empty() ? "" : "<BR/>") + html(line);
  }
  return result.empty() ? "&#160;" : result;  // an empty <B></B> is a syntax error
}

std::string bold(std::string_view text) { return "<B>" + lines_of(text) + "</B>"; }

// Python's text of one shape, or of the list of several.
std::string python_list(const std::vector<std::string>& items, std::string_view quote = {}) {
  if (items.empty()) return "?";
  if (items.size() == 1) return items[0];
  std::string result;
  for (const std::string& item : items) {
    if (!result.empty()) result += ", ";
    result.append(quote).append(item).append(quote);
  }
  return "[" + result + "]";
}

std::string data_cell(std::string_view title, const std::string& value) {
  return "<TD BGCOLOR=\"white\">" + font(14, "black", std::string(title) + bold(value)) + "</TD>";
}

std::vector<std::string> cells(const ViewNode& node, const ViewOptions& options) {
  std::vector<std::string> result;
  if (options.show_shapes) {
    if (node.class_name != "InputLayer") {
      result.push_back(data_cell("Input shape: ", python_list(node.input_shapes)));
    }
    result.push_back(data_cell("Output shape: ", python_list(node.output_shapes)));
  }
  if (options.show_dtype) {
    result.push_back(data_cell("Output dtype: ", python_list(node.dtypes, "'")));
  }
  if (options.show_trainable && node.trainable) {
    std::string_view color = *node.trainable ? "forestgreen" : "firebrick";
    result.push_back("<TD BGCOLOR=\"" + std::string(color) + "\">" +
                     font(14, "white", bold(*node.trainable ? "Trainable" : "Non-trainable")) +
                     "</TD>");
  }
  return result;
}

}  // namespace

std::string keras_attributes(const ViewNode& node, const ViewOptions& options) {
  std::vector<std::string> data = cells(node, options);
  std::string span = " COLSPAN=\"" + std::to_string(std::max<std::size_t>(data.size(), 1)) + "\"";
  std::string header = options.show_layer_names
                           ? bold(node.name) + " (" + html(node.class_name) + ")"
                           : bold(node.class_name);
  std::string label =
      "label=<<TABLE BORDER=\"0\" CELLBORDER=\"1\" BGCOLOR=\"black\" CELLPADDING=\"10\"><TR><TD" +
      span + " BGCOLOR=\"black\">" + font(16, "white", header) + "</TD></TR>";
  if (options.show_layer_activations && !node.activation.empty()) {
    label += "<TR><TD" + span + " BGCOLOR=\"white\">" +
             font(14, "black", "Activation: " + bold(node.activation)) + "</TD></TR>";
  }
  if (!node.detail.empty()) {
    label += "<TR><TD" + span + " BGCOLOR=\"white\">" +
             font(14, "black", "Op: " + bold(node.detail)) + "</TD></TR>";
  }
  if (node.state == NodeState::kFailed) {
    label += "<TR><TD" + span + " BGCOLOR=\"white\">" +
             font(14, "firebrick", lines_of(node.message)) + "</TD></TR>";
  }
  if (!data.empty()) {
    label += "<TR>";
    for (const std::string& cell : data) label += cell;
    label += "</TR>";
  }
  return label + "</TABLE>>";
}

}  // namespace modelviz
