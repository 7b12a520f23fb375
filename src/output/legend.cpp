#include "output/legend.h"

#include <algorithm>
#include <cstddef>

#include "output/label_text.h"
#include "support/text.h"

namespace modelviz {
namespace {

constexpr int kNameColumns = 40;

std::string cell(const std::string& attributes, const std::string& content) {
  return "<TD ALIGN=\"LEFT\"" + attributes + ">" + content + "</TD>";
}

std::string one_line(const std::string& text) {
  std::string line = join(wrap(text, kNameColumns, 1), " ");
  return line.empty() ? "&#160;" : html(line);  // an empty cell has no height
}

std::string title_row(const std::string& title, const Theme& theme, std::size_t columns) {
  return "<TR>" +
         cell(" COLSPAN=\"" + std::to_string(columns) + "\"",
              font(10, theme.text, "<B>" + html(title) + "</B>")) +
         "</TR>";
}

// Each colour as a little card with its meaning in it, and how many boxes have it.
std::string color_table(const View& view, const Theme& theme, std::size_t columns) {
  std::string rows = title_row(view.legend_title, theme, columns);
  for (std::size_t i = 0; i < view.legend.size(); ++i) {
    const LegendRow& row = view.legend[i];
    const Colors& colors = theme.at(row.color);
    std::string text = one_line(row.text);
    if (row.boxes > 0) text += " · " + with_thousands(row.boxes);
    if (i % columns == 0) rows += i == 0 ? "<TR>" : "</TR><TR>";
    rows += cell(" BORDER=\"1\" STYLE=\"ROUNDED\" CELLPADDING=\"4\" COLOR=\"" + colors.border +
                     "\" BGCOLOR=\"" + colors.fill + "\"",
                 font(10, colors.text, text));
  }
  return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"4\">" + rows + "</TR></TABLE>";
}

// Column by column, as in an index.
std::string name_table(const std::vector<NumberedName>& names, const Theme& theme,
                       std::size_t columns) {
  std::size_t height = (names.size() + columns - 1) / columns;
  std::string rows = title_row("Layers", theme, 3 * columns);
  for (std::size_t row = 0; row < height; ++row) {
    rows += "<TR>";
    for (std::size_t i = row; i < names.size(); i += height) {
      std::string number = "<B>" + html(names[i].number) + "</B>";
      rows += "<TD ALIGN=\"RIGHT\">" + font(10, theme.text, number) + "</TD>" +
              cell("", font(10, theme.text, one_line(names[i].name))) +
              cell("", font(10, theme.quiet_text, one_line(names[i].class_name) + "&#160;&#160;"));
    }
    rows += "</TR>";
  }
  return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"1\" CELLPADDING=\"2\">" + rows +
         "</TABLE>";
}

}  // namespace

std::vector<NumberedName> numbered_names(const View& view) {
  std::vector<NumberedName> names;
  if (view.options.show_layer_names) return names;
  for (const ViewNode& node : view.nodes) {
    if (node.number == 0) continue;
    names.push_back({std::to_string(node.number), node.name, node.class_name});
  }
  return names;
}

std::string legend_label(const View& view, const Theme& theme, bool is_wide) {
  std::string tables;
  if (!view.legend.empty()) {
    std::size_t columns = std::min<std::size_t>(view.legend.size(), is_wide ? 8 : 3);
    tables += "<TR>" + cell("", color_table(view, theme, columns)) + "</TR>";
  }
  std::vector<NumberedName> names = numbered_names(view);
  if (!names.empty()) {
    std::size_t columns = std::min<std::size_t>(is_wide ? 4 : 2, (names.size() + 9) / 10);
    tables += "<TR>" + cell("", name_table(names, theme, columns)) + "</TR>";
  }
  if (tables.empty()) return {};
  return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"6\">" + tables +
         "</TABLE>";
}

}  // namespace modelviz
