#include "layout/separation.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace modelviz::layout {
namespace {

constexpr double kTiny = 1e-6;

std::size_t index(int i) { return static_cast<std::size_t>(i); }

std::vector<int> ends(const std::vector<Gap>& gaps, int Gap::*end) {
  std::vector<int> result;
  result.reserve(gaps.size());
  for (const Gap& gap : gaps) result.push_back(gap.*end);
  return result;
}

}  // namespace

Separation::Separation(std::vector<double> weights, std::vector<Gap> gaps)
    : weights_(std::move(weights)),
      gaps_(std::move(gaps)),
      to_left_(weights_.size(), ends(gaps_, &Gap::right)),
      to_right_(weights_.size(), ends(gaps_, &Gap::left)),
      is_active_(gaps_.size(), 0),
      force_(gaps_.size(), 0),
      group_(weights_.size()),
      offset_(weights_.size(), 0),
      position_(weights_.size(), 0),
      sums_(weights_.size(), 0),
      step_of_(weights_.size(), -1) {
  std::iota(group_.begin(), group_.end(), 0);
  for (int i : group_) members_.push_back({i});
}

void Separation::solve(const std::vector<double>& wanted) {
  constexpr int kRounds = 40;
  for (int group = 0; index(group) < members_.size(); ++group) {
    if (!members_[index(group)].empty()) settle(group, wanted);
  }
  for (int group = 0, groups = static_cast<int>(members_.size()); group < groups; ++group) {
    if (members_[index(group)].size() > 1) split(group, wanted);
  }
  for (int round = 0; round < kRounds && join_violated(wanted); ++round) {
  }
}

void Separation::settle(int group, const std::vector<double>& wanted) {
  double sum = 0, weight = 0;
  for (int i : members_[index(group)]) {
    sum += weights_[index(i)] * (wanted[index(i)] - offset_[index(i)]);
    weight += weights_[index(i)];
  }
  position_[index(group)] = sum / weight;
}

// The force on each active gap of a group: how much what is beyond it would like to move.
void Separation::list_forces(int start, const std::vector<double>& wanted) {
  steps_.clear();
  steps_.push_back({start, -1, -1});
  for (std::size_t k = 0; k < steps_.size(); ++k) {
    auto [number, parent, came_by] = steps_[k];
    step_of_[index(number)] = static_cast<int>(k);
    for (int g : to_right_[number]) {
      if (is_active_[index(g)] != 0 && g != came_by)
        steps_.push_back({gaps_[index(g)].right, static_cast<int>(k), g});
    }
    for (int g : to_left_[number]) {
      if (is_active_[index(g)] != 0 && g != came_by)
        steps_.push_back({gaps_[index(g)].left, static_cast<int>(k), g});
    }
  }
  for (const Step& step : steps_) {
    sums_[index(step.number)] =
        weights_[index(step.number)] * (at(step.number) - wanted[index(step.number)]);
  }
  for (std::size_t k = steps_.size(); k-- > 1;) {
    const Step& step = steps_[k];
    double sum = sums_[index(step.number)];
    force_[index(step.gap)] = gaps_[index(step.gap)].right == step.number ? sum : -sum;
    sums_[index(steps_[index(step.parent)].number)] += sum;
  }
}

void Separation::split(int group, const std::vector<double>& wanted) {
  list_forces(members_[index(group)].front(), wanted);
  int weakest = -1;
  for (const Step& step : steps_) {
    if (step.gap < 0 || force_[index(step.gap)] > -kTiny) continue;
    if (weakest < 0 || force_[index(step.gap)] < force_[index(weakest)]) weakest = step.gap;
  }
  if (weakest >= 0) cut(weakest, wanted);
}

// Lets go of an active gap: what is to its right becomes a group of its own.
void Separation::cut(int gap, const std::vector<double>& wanted) {
  is_active_[index(gap)] = 0;
  int old_group = group_[index(gaps_[index(gap)].left)];
  int group = static_cast<int>(members_.size());
  if (!free_groups_.empty()) {
    group = free_groups_.back();
    free_groups_.pop_back();
  } else {
    members_.emplace_back();
    position_.push_back(0);
  }
  std::vector<int>& right = members_[index(group)];
  right.push_back(gaps_[index(gap)].right);
  group_[index(right.front())] = group;
  for (std::size_t done = 0; done < right.size();) {  // it grows meanwhile
    int number = right[done++];
    auto take = [&](int other) {
      if (group_[index(other)] == group) return;
      group_[index(other)] = group;
      members_[index(group)].push_back(other);
    };
    for (int g : to_right_[number]) {
      if (is_active_[index(g)] != 0) take(gaps_[index(g)].right);
    }
    for (int g : to_left_[number]) {
      if (is_active_[index(g)] != 0) take(gaps_[index(g)].left);
    }
  }
  std::vector<int>& left = members_[index(old_group)];
  std::erase_if(left, [&](int i) { return group_[index(i)] == group; });
  settle(old_group, wanted);
  settle(group, wanted);
}

bool Separation::join_violated(const std::vector<double>& wanted) {
  bool any = false;
  for (int g = 0; index(g) < gaps_.size(); ++g) {
    const Gap& gap = gaps_[index(g)];
    if (is_active_[index(g)] != 0 || lack(gap) < kTiny) continue;
    if (group_[index(gap.left)] == group_[index(gap.right)]) {
      if (!part_between(gap.left, gap.right, wanted)) continue;
    }
    join(g, wanted);
    any = true;
  }
  return any;
}

// Opens the gap on the way from one number to another of its group that is pressed least.
bool Separation::part_between(int left, int right, const std::vector<double>& wanted) {
  list_forces(left, wanted);
  int weakest = -1;
  for (int k = step_of_[index(right)]; k > 0; k = steps_[index(k)].parent) {
    const Step& step = steps_[index(k)];
    // Only a gap that faces the same way can open.
    if (gaps_[index(step.gap)].right != step.number) continue;
    if (weakest < 0 || force_[index(step.gap)] < force_[index(weakest)]) weakest = step.gap;
  }
  if (weakest < 0) return false;
  cut(weakest, wanted);
  return group_[index(left)] != group_[index(right)];
}

void Separation::join(int gap, const std::vector<double>& wanted) {
  const Gap& g = gaps_[index(gap)];
  is_active_[index(gap)] = 1;
  int kept = group_[index(g.left)], moved = group_[index(g.right)];
  double distance = offset_[index(g.left)] + g.gap - offset_[index(g.right)];
  if (members_[index(kept)].size() < members_[index(moved)].size()) {
    std::swap(kept, moved);
    distance = -distance;
  }
  for (int i : members_[index(moved)]) {
    offset_[index(i)] += distance;
    group_[index(i)] = kept;
    members_[index(kept)].push_back(i);
  }
  members_[index(moved)].clear();
  free_groups_.push_back(moved);
  settle(kept, wanted);
}

}  // namespace modelviz::layout
