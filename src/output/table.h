// Tables of text with box characters, as Keras 3 draws them.
#pragma once

#include <string>
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

  /// As wide as the content needs. Where that is wider than `width` columns (and width is not 0),
  /// cells are broken into several lines; nothing is ever cut off.
  [[nodiscard]] std::string text(int width) const;
};

}  // namespace modelviz
