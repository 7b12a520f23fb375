// Arrows with square turns: between two rows they run level, each where it meets few others.
#include <algorithm>
#include <cmath>
#include <cstddef>

#include "layout/net.h"

namespace modelviz::layout {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

// A square turn between two rows, from where it leaves the upper one.
struct Step {
  double left, right, start;
  int piece;
  [[nodiscard]] bool goes_right() const { return right > start; }
  [[nodiscard]] bool is_clear_of(const Step& other) const {
    constexpr double kBetween = 8;
    return std::abs(start - other.start) < 0.01 || right + kBetween < other.left ||
           other.right + kBetween < left;
  }
};

// What comes from further away is lower, so that it crosses nothing that goes in its direction.
std::vector<Step> steps_below(const Net& net, int row) {
  std::vector<Step> steps;
  for (int node : net.rows[row]) {
    for (int p : net.below[node]) {
      double from = net.node(node).x + net.piece(p).from_x;
      double to = net.node(net.piece(p).to).x + net.piece(p).to_x;
      if (std::abs(from - to) >= 0.05)
        steps.push_back({std::min(from, to), std::max(from, to), from, p});
    }
  }
  std::stable_sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) {
    if (a.goes_right() != b.goes_right()) return b.goes_right();
    return a.goes_right() ? a.start > b.start : a.start < b.start;
  });
  return steps;
}

}  // namespace

// The steps below a row are on levels of their own, but for those that come from one place or are
// far enough from each other.
std::vector<double> place_steps(const Net& net) {
  constexpr std::size_t kMost = 60;  // more levels than that cannot be told apart
  std::vector<double> heights(net.pieces.size(), 0.5);
  for (int row = 0; at(row) + 1 < net.rows.size(); ++row) {
    std::vector<std::vector<Step>> levels;
    for (const Step& step : steps_below(net, row)) {
      auto level = std::find_if(levels.begin(), levels.end(), [&](const auto& placed) {
        return std::all_of(placed.begin(), placed.end(),
                           [&](const Step& other) { return step.is_clear_of(other); });
      });
      if (level == levels.end() && levels.size() == kMost) continue;
      if (level == levels.end()) level = levels.insert(level, std::vector<Step>());
      level->push_back(step);
    }
    for (std::size_t level = 0; level < levels.size(); ++level) {
      for (const Step& step : levels[level]) {
        heights[at(step.piece)] =
            static_cast<double>(level + 1) / static_cast<double>(levels.size() + 1);
      }
    }
  }
  return heights;
}

}  // namespace modelviz::layout
