#include "layout/wrap.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "layout/layout.h"

namespace modelviz::layout {
namespace {

// The first rows of the columns after the first.
std::vector<int> cut_into(const std::vector<Row>& rows, int columns) {
  std::vector<int> cuts;
  double top = rows[0].top, height = (rows.back().bottom - top) / columns;
  std::size_t row = 0;
  for (int column = 1; column < columns; ++column) {
    double ideal = top + column * height;
    std::size_t best = rows.size();
    double best_cost = 0;
    while (row + 1 < rows.size() && rows[row].bottom < ideal - 0.35 * height) ++row;
    for (std::size_t r = row; r + 1 < rows.size() && rows[r].bottom < ideal + 0.25 * height; ++r) {
      if (rows[r].links_below == Row::kUncut) continue;
      double cost = rows[r].links_below + 6 * std::abs(rows[r].bottom - ideal) / height;
      if (best < rows.size() && cost >= best_cost) continue;
      best = r;
      best_cost = cost;
    }
    if (best == rows.size()) continue;
    cuts.push_back(static_cast<int>(best) + 1);
    row = best + 1;
  }
  return cuts;
}

// How many times as high as wide the columns are.
double proportion(const std::vector<Row>& rows, const std::vector<int>& cuts, double gutter) {
  double width = 0, height = 0;
  for (std::size_t column = 0, row = 0; column <= cuts.size(); ++column) {
    std::size_t end = column < cuts.size() ? static_cast<std::size_t>(cuts[column]) : rows.size();
    double left = rows[row].left, right = rows[row].right, top = rows[row].top;
    for (; row < end; ++row) {
      left = std::min(left, rows[row].left);
      right = std::max(right, rows[row].right);
    }
    width += right - left + gutter;
    height = std::max(height, rows[end - 1].bottom - top);
  }
  return height / width;
}

// As many columns as come closest to a page of upright paper.
std::vector<int> cut_for_page(const std::vector<Row>& rows, double gutter) {
  constexpr double kPage = 1.41;
  constexpr int kMost = 400;
  std::vector<int> best;
  double best_difference = std::abs(std::log(proportion(rows, best, gutter) / kPage));
  for (int columns = 2; columns <= kMost; ++columns) {
    std::vector<int> cuts = cut_into(rows, columns);
    double now = proportion(rows, cuts, gutter), difference = std::abs(std::log(now / kPage));
    if (difference < best_difference) {
      best = std::move(cuts);
      best_difference = difference;
    }
    if (now < 0.7 * kPage) break;  // more columns only make it wider
  }
  return best;
}

}  // namespace

std::vector<int> find_cuts(const std::vector<Row>& rows, int columns, double gutter) {
  if (rows.empty() || columns == 0) return {};
  return columns == kFittingColumns ? cut_for_page(rows, gutter) : cut_into(rows, columns);
}

}  // namespace modelviz::layout
