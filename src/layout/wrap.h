// A long drawing in columns beside each other, so that it fits on a page.
#pragma once

#include <limits>
#include <vector>

namespace modelviz::layout {

struct Row {
  double top = 0, bottom = 0;
  double left = 0, right = 0;  ///< of all that is in it
  /// How much passes from it to the next one. A cut comes where that is little, and never where
  /// it is kUncut.
  int links_below = 0;
  static constexpr int kUncut = std::numeric_limits<int>::max();
};

/// The first rows of the columns after the first; `columns` as in Graph.
std::vector<int> find_cuts(const std::vector<Row>& rows, int columns, double gutter);

}  // namespace modelviz::layout
