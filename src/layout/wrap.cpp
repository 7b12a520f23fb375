#include "layout/wrap.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

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

// Columns that are no higher than this where the rows allow it, and at least so high. Each ends
// where little passes, as low as it can.
std::vector<int> fill_between(const std::vector<Row>& rows, double least, double height) {
  std::vector<int> cuts;
  for (std::size_t first = 0; first < rows.size();) {
    double top = rows[first].top;
    std::size_t best = rows.size(), row = first;
    for (; row + 1 < rows.size() && rows[row].bottom - top <= height; ++row) {
      bool is_low = rows[row].bottom - top >= least;
      bool is_better = best == rows.size() || rows[row].links_below <= rows[best].links_below;
      if (rows[row].links_below != Row::kUncut && is_low && is_better) best = row;
    }
    if (row + 1 == rows.size() && rows[row].bottom - top <= height) break;  // the rest fits
    // Otherwise at the next place at all.
    for (; best == rows.size() && row + 1 < rows.size(); ++row) {
      if (rows[row].links_below != Row::kUncut) best = row;
    }
    if (best == rows.size()) break;
    first = best + 1;
    cuts.push_back(static_cast<int>(first));
  }
  return cuts;
}

// How much room columns take, when so many stand on a sheet.
struct Extent {
  double width = 0, height = 0;  // of the widest sheet, and the highest column
};

Extent extent_of(const std::vector<Row>& rows, const Cuts& cuts, double gutter) {
  Extent extent;
  double on_sheet = 0;
  std::size_t columns = cuts.rows.size() + 1;
  for (std::size_t column = 0, row = 0; column < columns; ++column) {
    std::size_t end =
        column + 1 < columns ? static_cast<std::size_t>(cuts.rows[column]) : rows.size();
    double left = rows[row].left, right = rows[row].right, top = rows[row].top;
    for (; row < end; ++row) {
      left = std::min(left, rows[row].left);
      right = std::max(right, rows[row].right);
    }
    if (column % static_cast<std::size_t>(cuts.columns_on_sheet) == 0) on_sheet = 0;
    on_sheet += right - left + gutter;
    extent.width = std::max(extent.width, on_sheet);
    extent.height = std::max(extent.height, rows[end - 1].bottom - top + gutter);
  }
  return extent;
}

// The best of all ways to fill so many sheets, and how large the drawing is then.
struct Fit {
  Cuts cuts;
  double scale = 0;
};

Fit fit_into(const std::vector<Row>& rows, const Sheet& sheet, int sheets, double gutter) {
  constexpr int kMostColumns = 400;
  struct Trial {
    double higher;  ///< than if all columns were of one height
    double even;    ///< the least height of a column, as a part of the largest
    double gain;    ///< how much larger it makes the drawing, to be worth cutting more links
  };
  constexpr std::array kTrials{Trial{1.0, 0.75, 1},   Trial{1.04, 0.75, 1}, Trial{1.09, 0.75, 1},
                               Trial{1.16, 0.75, 1},  Trial{1.25, 0.75, 1}, Trial{1.04, 0.9, 1.04},
                               Trial{1.09, 0.9, 1.04}};
  double height = rows.back().bottom - rows.front().top;
  Fit best;
  for (int wanted = 1; wanted <= kMostColumns; ++wanted) {
    bool is_wide = true;  // more columns only make it wider
    for (const Trial& trial : kTrials) {
      double highest = trial.higher * height / (wanted * sheets);
      Cuts cuts{fill_between(rows, trial.even * highest, highest), 1, 1};
      // Where little can be cut there are fewer columns than were asked for.
      auto columns = static_cast<int>(cuts.rows.size()) + 1;
      cuts.columns_on_sheet = (columns + sheets - 1) / sheets;
      cuts.sheets = (columns + cuts.columns_on_sheet - 1) / cuts.columns_on_sheet;
      Extent extent = extent_of(rows, cuts, gutter);
      double across = sheet.width / extent.width, along = sheet.height / extent.height;
      double scale = std::min(across, along);
      if (scale > trial.gain * best.scale) best = {std::move(cuts), scale};
      is_wide &= across < 0.7 * along;
    }
    if (is_wide) break;
  }
  return best;
}

// On as few sheets as let it be so large; where nothing does, on as few as let it be largest.
Fit fewest_sheets(const std::vector<Row>& rows, const Sheet& sheet, double scale, double gutter) {
  constexpr int kMostSheets = 1000;
  int few = 0, enough = 1;  // too few, and as far as is known enough
  Fit fit = fit_into(rows, sheet, enough, gutter);
  while (fit.scale < scale && enough < kMostSheets) {
    few = std::exchange(enough, 2 * enough);
    Fit larger = fit_into(rows, sheet, enough, gutter);
    if (larger.scale <= fit.scale) return fit;  // it cannot be cut any further
    fit = std::move(larger);
  }
  while (enough - few > 1) {
    int middle = (few + enough) / 2;
    Fit smaller = fit_into(rows, sheet, middle, gutter);
    if (smaller.scale < scale) {
      few = middle;
    } else {
      enough = middle;
      fit = std::move(smaller);
    }
  }
  return fit;
}

// So that it is read easily, unless no number of sheets lets it be so, or it is legible on one, or
// on less than half of as many.
Cuts fill_sheets(const std::vector<Row>& rows, const Sheet& sheet, double gutter) {
  Fit legible = fewest_sheets(rows, sheet, kLegible * sheet.least_scale, gutter);
  if (legible.cuts.sheets == 1) return legible.cuts;
  Fit easy = fewest_sheets(rows, sheet, sheet.least_scale, gutter);
  bool is_easy = easy.scale >= sheet.least_scale;
  return is_easy && easy.cuts.sheets <= 2 * legible.cuts.sheets ? easy.cuts : legible.cuts;
}

}  // namespace

Cuts find_cuts(const std::vector<Row>& rows, int columns, const Sheet& sheet, double gutter) {
  if (rows.empty() || columns == 0) return {};
  if (columns == kFittingColumns) return fill_sheets(rows, sheet, gutter);
  return {cut_into(rows, columns), columns, 1};
}

}  // namespace modelviz::layout
