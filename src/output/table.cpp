#include "output/table.h"

#include <algorithm>
#include <numeric>

#include "support/text.h"

namespace modelviz {
namespace {

using Lines = std::vector<std::string_view>;

constexpr std::size_t kNarrowest = 8;

// The byte where the first `columns` code points end.
std::size_t byte_at(std::string_view text, std::size_t columns) {
  std::size_t at = 0;
  while (at < text.size() && columns-- > 0) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  }
  return at;
}

std::size_t width_of(std::string_view cell) {
  if (cell.find('\n') == std::string_view::npos) return display_width(cell);
  std::size_t width = 0;
  for (std::string_view line : split(cell, '\n')) width = std::max(width, display_width(line));
  return width;
}

Lines wrap(std::string_view cell, std::size_t width) {
  bool is_line = cell.find('\n') == std::string_view::npos && display_width(cell) <= width;
  if (is_line) return {cell};
  Lines lines;
  for (std::string_view line : split(cell, '\n')) {
    while (display_width(line) > width) {
      std::size_t most = byte_at(line, width);
      std::size_t space = line.substr(0, most + 1).rfind(' ');
      bool at_space = space != std::string_view::npos && space > 0;
      lines.emplace_back(line.substr(0, at_space ? space : most));
      line.remove_prefix(at_space ? space + 1 : most);
    }
    lines.emplace_back(line);
  }
  return lines;
}

void add_aligned(std::string& text, std::string_view cell, std::size_t width, Align align) {
  std::size_t space = width - std::min(width, display_width(cell));
  std::size_t left = align == Align::kRight ? space : align == Align::kCenter ? space / 2 : 0;
  text.append(left, ' ').append(cell).append(space - left, ' ');
}

std::string rule(const std::vector<std::size_t>& widths, const char* left, const char* line,
                 const char* middle, const char* right) {
  std::string text = left;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    if (i > 0) text += middle;
    for (std::size_t n = 0; n < widths[i] + 2; ++n) text += line;
  }
  return text + right + "\n";
}

void add_row(std::string& text, const std::vector<Lines>& cells,
             const std::vector<std::size_t>& widths, const std::vector<Column>& columns,
             std::string_view bar) {
  std::size_t height = 1;
  for (const Lines& lines : cells) height = std::max(height, lines.size());
  for (std::size_t y = 0; y < height; ++y) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      text.append(bar).append(" ");
      add_aligned(text, y < cells[i].size() ? cells[i][y] : "", widths[i], columns[i].align);
      text += ' ';
    }
    text.append(bar).append("\n");
  }
}

}  // namespace

void Table::add_to(std::string& text, int width) const {
  std::vector<std::size_t> widths;
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    widths.push_back(display_width(columns[i].title));
    for (const auto& row : rows) {
      bytes += row[i].size();
      widths[i] = std::max(widths[i], width_of(row[i]));
    }
  }
  std::size_t available = width <= 0 ? 0 : static_cast<std::size_t>(width);
  auto total = [&] { return std::accumulate(widths.begin(), widths.end(), 3 * widths.size() + 1); };
  while (available > 0 && total() > available) {  // the widest column gives way
    auto widest = std::max_element(widths.begin(), widths.end());
    if (*widest <= kNarrowest) break;
    --*widest;
  }
  auto wrapped = [&](const std::vector<std::string>& cells) {
    std::vector<Lines> lines;
    for (std::size_t i = 0; i < cells.size(); ++i) lines.push_back(wrap(cells[i], widths[i]));
    return lines;
  };
  std::vector<std::string> titles;
  std::vector<Column> header = columns;
  for (Column& column : header) {
    titles.push_back(column.title);
    if (column.align == Align::kCenter) column.align = Align::kLeft;
  }
  const std::string between = rule(widths, "├", "─", "┼", "┤");
  // A row is a line or two, and what is between them; a character of a box has three bytes.
  text.reserve(text.size() + bytes + (rows.size() + 3) * 2 * between.size());
  text += rule(widths, "┏", "━", "┳", "┓");
  add_row(text, wrapped(titles), widths, header, "┃");
  text += rule(widths, "┡", "━", "╇", "┩");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i > 0) text += between;
    add_row(text, wrapped(rows[i]), widths, columns, "│");
  }
  text += rule(widths, "└", "─", "┴", "┘");
}

}  // namespace modelviz
