// Numbers as close as they can be to where they are wanted, and far enough from each other.
#pragma once

#include <cstddef>
#include <vector>

#include "layout/net.h"

namespace modelviz::layout {

/// `right` is at least `gap` greater than `left`.
struct Gap {
  int left = 0, right = 0;
  double gap = 0;
  int row = -1;  ///< that asks for it
};

/// Least squares under gaps, by active sets (Dwyer, Marriott and Stuckey: Fast Node Overlap
/// Removal, 2005). What is solved once is the start for the next time.
class Separation {
 public:
  /// The gaps must not form a circle.
  Separation(std::vector<double> weights, std::vector<Gap> gaps);

  /// Moves the numbers as close to `wanted` as the gaps allow.
  void solve(const std::vector<double>& wanted);
  [[nodiscard]] double at(int i) const {
    auto index = static_cast<std::size_t>(i);
    return position_[static_cast<std::size_t>(group_[index])] + offset_[index];
  }

 private:
  void settle(int group, const std::vector<double>& wanted);
  void split(int group, const std::vector<double>& wanted);
  void list_forces(int start, const std::vector<double>& wanted);
  bool join_violated(const std::vector<double>& wanted);
  void join(int gap, const std::vector<double>& wanted);
  bool part_between(int left, int right, const std::vector<double>& wanted);
  void cut(int gap, const std::vector<double>& wanted);
  [[nodiscard]] double lack(const Gap& gap) const { return at(gap.left) + gap.gap - at(gap.right); }

  std::vector<double> weights_;
  std::vector<Gap> gaps_;
  Lists to_left_, to_right_;      // gaps of each number
  std::vector<char> is_active_;   // gaps that are used up
  std::vector<double> force_;     // with which an active gap is pressed
  std::vector<int> group_;        // of each number: what active gaps hold together
  std::vector<double> offset_;    // in its group
  std::vector<double> position_;  // of each group
  std::vector<std::vector<int>> members_;
  std::vector<int> free_groups_;
  struct Step {
    int number, parent, gap;
  };
  std::vector<Step> steps_;  // a walk along active gaps
  std::vector<double> sums_;
  std::vector<int> step_of_;
};

}  // namespace modelviz::layout
