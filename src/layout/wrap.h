// A long drawing in columns beside each other, so that it fits on a page.
#pragma once

#include <limits>
#include <vector>

#include "layout/layout.h"

namespace modelviz::layout {

struct Row {
  double top = 0, bottom = 0;
  double left = 0, right = 0;  ///< of all that is in it
  /// How much passes from it to the next one. A cut comes where that is little, and never where
  /// it is kUncut.
  int links_below = 0;
  static constexpr int kUncut = std::numeric_limits<int>::max();
};

/// How rows are cut into columns, and how many of these stand on a sheet.
struct Cuts {
  std::vector<int> rows;  ///< the first rows of the columns after the first
  int columns_on_sheet = 0;
  int sheets = 1;
};

/// `columns` as in Graph; `gutter` is the room between two columns.
Cuts find_cuts(const std::vector<Row>& rows, int columns, const Sheet& sheet, double gutter);

}  // namespace modelviz::layout
