// The look of keras.utils.plot_model: a black header, white cells with a black grid. Where Keras
// leaves a black strip because a cell is missing, the header here is as wide as the cells are.
#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "output/label_text.h"
#include "output/node_label.h"
#include "support/text.h"
#include "view/label.h"

namespace modelviz {
namespace {

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

class TableMaker {
 public:
  TableMaker(const ViewNode& node, const ViewOptions& options, const Theme& theme)
      : node_(node),
        options_(options),
        theme_(theme),
        colors_(colors_of(node, theme)),
        data_(cells()),
        span_(" COLSPAN=\"" + std::to_string(std::max<std::size_t>(data_.size(), 1)) + "\"") {}

  [[nodiscard]] std::string table() const {
    std::string table = "<TABLE BORDER=\"0\" CELLBORDER=\"1\" BGCOLOR=\"" + colors_.border +
                        "\" CELLPADDING=\"10\">";
    add_header(table);
    if (options_.label.empty()) {
      if (options_.show_layer_activations && !node_.activation.empty()) {
        add_row(table, theme_.text, "Activation: " + bold(node_.activation));
      }
      if (!node_.detail.empty()) add_row(table, theme_.text, "Op: " + bold(node_.detail));
    }
    if (node_.state == NodeState::kFailed) add_row(table, colors_.border, lines_of(node_.message));
    if (!data_.empty()) table += "<TR>" + join(data_, "") + "</TR>";
    for (const std::string& line : below()) add_row(table, theme_.text, lines_of(line));
    return table + "</TABLE>";
  }

 private:
  void add_header(std::string& table) const {
    table += "<TR><TD" + span_ + " BGCOLOR=\"" + colors_.fill + "\">" +
             font(16, colors_.text, title()) + "</TD></TR>";
  }

  [[nodiscard]] std::string title() const {
    if (!options_.label.empty()) {
      std::vector<std::string> lines = templated_lines(node_, options_);
      return bold(lines.empty() ? "" : lines.front());
    }
    std::vector<std::string> names;
    if (node_.number > 0) names.push_back(std::to_string(node_.number));
    if (options_.show_layer_names) names.push_back(node_.name);
    if (names.empty()) return bold(node_.class_name);
    std::string class_name = options_.show_class ? " (" + html(node_.class_name) + ")" : "";
    return bold(join(names, " · ")) + class_name;
  }

  // What plot_model has no words for, a row each.
  [[nodiscard]] std::vector<std::string> below() const {
    if (!options_.label.empty()) {
      std::vector<std::string> lines = templated_lines(node_, options_);
      if (!lines.empty()) lines.erase(lines.begin());
      return lines;
    }
    std::vector<std::string> lines;
    if (!node_.attributes.empty()) lines.push_back(node_.attributes);
    for (std::string& text : cost_texts(node_, options_)) lines.push_back(std::move(text));
    for (std::string& line : weight_lines(node_, options_)) lines.push_back(std::move(line));
    return lines;
  }

  void add_row(std::string& table, const std::string& ink, const std::string& content) const {
    table += "<TR><TD" + span_ + " BGCOLOR=\"" + theme_.at("inside.op").fill + "\">" +
             font(14, ink, content) + "</TD></TR>";
  }

  [[nodiscard]] std::string data_cell(std::string_view title, const std::string& value) const {
    return "<TD BGCOLOR=\"" + theme_.at("inside.op").fill + "\">" +
           font(14, theme_.text, std::string(title) + bold(value)) + "</TD>";
  }

  [[nodiscard]] std::vector<std::string> cells() const {
    std::vector<std::string> result;
    if (!options_.label.empty()) return result;
    if (options_.show_shapes) {
      if (node_.class_name != "InputLayer") {
        result.push_back(data_cell("Input shape: ", python_list(node_.input_shapes)));
      }
      result.push_back(data_cell("Output shape: ", python_list(node_.output_shapes)));
    }
    if (options_.show_dtype) {
      result.push_back(data_cell("Output dtype: ", python_list(node_.dtypes, "'")));
    }
    if (options_.show_trainable && node_.trainable) {
      const Colors& colors = theme_.at(*node_.trainable ? "trainable.yes" : "trainable.no");
      result.push_back(
          "<TD BGCOLOR=\"" + colors.fill + "\">" +
          font(14, colors.text, bold(*node_.trainable ? "Trainable" : "Non-trainable")) + "</TD>");
    }
    return result;
  }

  const ViewNode& node_;
  const ViewOptions& options_;
  const Theme& theme_;
  const Colors& colors_;
  std::vector<std::string> data_;
  std::string span_;
};

}  // namespace

std::string keras_attributes(const ViewNode& node, const ViewOptions& options, const Theme& theme) {
  return "label=<" + TableMaker(node, options, theme).table() + ">";
}

}  // namespace modelviz
