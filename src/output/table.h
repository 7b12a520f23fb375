// Tables: text with box characters, as Keras 3 draws them, and what documents want.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace modelviz {

enum class Align { kLeft, kRight, kCenter };

struct Column {
  std::string title;
  Align align = Align::kLeft;
};

struct Table {
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;  ///< a line break within a cell begins a new line

  /// Appended to a text, as wide as the content needs. Where that is wider than `width` columns (and
  /// width is not 0), cells are broken into several lines; nothing is ever cut off.
  void add_to(std::string& text, int width) const;
  [[nodiscard]] std::string csv() const;       ///< RFC 4180
  [[nodiscard]] std::string markdown() const;  ///< a table of GitHub's
  [[nodiscard]] std::string html(std::string_view caption) const;
  [[nodiscard]] std::string latex() const;  ///< a longtable
};

std::string markdown_escaped(std::string_view text);
std::string html_escaped(std::string_view text);
std::string latex_escaped(std::string_view text);

}  // namespace modelviz
