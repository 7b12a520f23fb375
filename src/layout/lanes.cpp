#include "layout/lanes.h"

#include <algorithm>
#include <limits>

namespace modelviz::layout {
namespace {

constexpr double kNothing = -std::numeric_limits<double>::infinity();

}  // namespace

Skyline::Skyline(const std::vector<double>& reach)
    : rows_(static_cast<int>(reach.size())),
      most_(4 * reach.size() + 4, kNothing),
      whole_(4 * reach.size() + 4, kNothing) {
  for (int row = 0; row < rows_; ++row) raise(row, row, reach[static_cast<std::size_t>(row)]);
}

double Skyline::reach(int first, int last) const {
  return first > last ? kNothing : reach(1, 0, rows_ - 1, first, last);
}

double Skyline::reach(std::size_t node, int begin, int end, int first, int last) const {
  if (last < begin || end < first) return kNothing;
  if (first <= begin && end <= last) return most_[node];
  int middle = begin + (end - begin) / 2;
  return std::max({whole_[node], reach(2 * node, begin, middle, first, last),
                   reach(2 * node + 1, middle + 1, end, first, last)});
}

void Skyline::raise(int first, int last, double reach) {
  if (first <= last) raise(1, 0, rows_ - 1, first, last, reach);
}

void Skyline::raise(std::size_t node, int begin, int end, int first, int last, double reach) {
  if (last < begin || end < first) return;
  most_[node] = std::max(most_[node], reach);
  if (first <= begin && end <= last) {
    whole_[node] = std::max(whole_[node], reach);
    return;
  }
  int middle = begin + (end - begin) / 2;
  raise(2 * node, begin, middle, first, last, reach);
  raise(2 * node + 1, middle + 1, end, first, last, reach);
}

}  // namespace modelviz::layout
