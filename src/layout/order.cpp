// Few crossings: rows are sorted by where their neighbours in the row above or below stand, in
// turn, and neighbours change places where that helps. Every other time those change places, too,
// for which it makes no difference: it may later.
#include <algorithm>
#include <cstdint>

#include "layout/net.h"

namespace modelviz::layout {
namespace {

class RowOrder {
 public:
  RowOrder(Net& net, RowRange range) : net_(net), range_(range) {}

  void improve() {
    std::int64_t crossed = crossings();
    if (crossed > 0) crossed = reduce(crossed);
    face_right(crossed);
  }

 private:
  std::int64_t reduce(std::int64_t best) {
    constexpr int kSweeps = 40, kPatience = 12;
    std::vector<int> kept = places();
    for (int sweep = 0, patience = kPatience; sweep < kSweeps && patience > 0; ++sweep) {
      bool downwards = sweep % 2 == 0;
      for (int k = 1; k <= range_.last - range_.first; ++k) {
        sort_row(downwards ? range_.first + k : range_.last - k, downwards, sweep % 4 >= 2);
      }
      exchange_neighbours(sweep % 4 >= 2);
      std::int64_t now = crossings();
      --patience;
      if (now >= best) continue;
      best = now;
      kept = places();
      patience = kPatience;
      if (best == 0) break;
    }
    restore(kept);
    return best;
  }

  // Where a piece begins or ends, in places of its row.
  [[nodiscard]] double end(int node, double offset) const {
    const Node& n = net_.node(node);
    double width = n.left + n.right;
    return n.place + (width > 0 ? 0.9 * offset / width : 0);
  }
  [[nodiscard]] double upper(int p) const { return end(net_.piece(p).from, net_.piece(p).from_x); }
  [[nodiscard]] double lower(int p) const { return end(net_.piece(p).to, net_.piece(p).to_x); }

  [[nodiscard]] std::int64_t crossings() {
    std::int64_t count = 0;
    for (int row = range_.first; row < range_.last; ++row) count += crossings_below(row);
    return count;
  }

  // Counts pairs in the wrong order as they are sorted.
  std::int64_t crossings_below(int row) {
    ends_.clear();
    for (int node : net_.rows[row]) {
      for (int p : net_.below[node]) ends_.emplace_back(upper(p), lower(p));
    }
    if (ends_.size() < 2) return 0;
    std::sort(ends_.begin(), ends_.end());
    lower_.clear();
    for (const auto& [from, to] : ends_) lower_.push_back(to);
    scratch_.resize(lower_.size());
    return inversions(0, lower_.size());
  }

  std::int64_t inversions(std::size_t begin, std::size_t end) {
    if (end - begin < 2) return 0;
    std::size_t middle = begin + (end - begin) / 2;
    std::int64_t count = inversions(begin, middle) + inversions(middle, end);
    std::size_t left = begin, right = middle, out = begin;
    while (left < middle && right < end) {
      if (lower_[right] < lower_[left]) {
        count += static_cast<std::int64_t>(middle - left);
        scratch_[out++] = lower_[right++];
      } else {
        scratch_[out++] = lower_[left++];
      }
    }
    std::copy(lower_.begin() + static_cast<std::ptrdiff_t>(left),
              lower_.begin() + static_cast<std::ptrdiff_t>(middle),
              scratch_.begin() + static_cast<std::ptrdiff_t>(out));
    out += middle - left;
    std::copy(lower_.begin() + static_cast<std::ptrdiff_t>(right),
              lower_.begin() + static_cast<std::ptrdiff_t>(end),
              scratch_.begin() + static_cast<std::ptrdiff_t>(out));
    std::copy(scratch_.begin() + static_cast<std::ptrdiff_t>(begin),
              scratch_.begin() + static_cast<std::ptrdiff_t>(end),
              lower_.begin() + static_cast<std::ptrdiff_t>(begin));
    return count;
  }

  // By the middle of the neighbours; nodes without any stay where they are.
  void sort_row(int row, bool by_above, bool reverses_ties) {
    auto nodes = net_.rows[row];
    keys_.clear();
    for (int node : nodes) {
      auto pieces = by_above ? net_.above[node] : net_.below[node];
      if (pieces.empty()) continue;
      double sum = 0;
      for (int p : pieces) sum += by_above ? upper(p) : lower(p);
      keys_.emplace_back(sum / static_cast<double>(pieces.size()), node);
    }
    if (reverses_ties) std::reverse(keys_.begin(), keys_.end());
    std::stable_sort(keys_.begin(), keys_.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto next = keys_.begin(); int& node : nodes) {
      auto pieces = by_above ? net_.above[node] : net_.below[node];
      if (!pieces.empty()) node = (next++)->second;
    }
    number(row);
  }

  void number(int row) {
    for (int place = 0; int node : net_.rows[row]) net_.node(node).place = place++;
  }

  void exchange_neighbours(bool moves_ties) {
    constexpr int kRounds = 6;
    for (int round = 0; round < kRounds; ++round) {
      bool better = false;
      for (int row = range_.first; row <= range_.last; ++row)
        better |= exchange_in(row, moves_ties && round == 0);
      if (!better) return;
    }
  }

  bool exchange_in(int row, bool moves_ties) {
    constexpr std::size_t kMostPieces = 64;  // of one node: all pairs are looked at
    bool better = false;
    auto nodes = net_.rows[row];
    for (std::size_t i = 0; i + 1 < nodes.size(); ++i) {
      int& left = nodes[i];
      int& right = nodes[i + 1];
      if (net_.above[left].size() + net_.below[left].size() > kMostPieces) continue;
      if (net_.above[right].size() + net_.below[right].size() > kMostPieces) continue;
      int saved = gain(left, right);
      if (saved < (moves_ties ? 0 : 1)) continue;
      std::swap(left, right);
      std::swap(net_.node(left).place, net_.node(right).place);
      better |= saved > 0;
    }
    return better;
  }

  // How many crossings it saves to exchange two neighbours.
  int gain(int left, int right) {
    int result = 0;
    for (int a : net_.above[left]) {
      for (int b : net_.above[right]) {
        double x = upper(a), y = upper(b);
        result += x > y ? 1 : x < y ? -1 : 0;
      }
    }
    for (int a : net_.below[left]) {
      for (int b : net_.below[right]) {
        double x = lower(a), y = lower(b);
        result += x > y ? 1 : x < y ? -1 : 0;
      }
    }
    return result;
  }

  [[nodiscard]] std::vector<int> places() const {
    std::vector<int> result;
    for (int row = range_.first; row <= range_.last; ++row) {
      for (int node : net_.rows[row]) result.push_back(node);
    }
    return result;
  }

  // A drawing and its mirror image cross alike, unless there are frames, in which all has its place
  // already. What comes first in the model stands on the left.
  void face_right(std::int64_t crossed) {
    std::int64_t forwards = 0, backwards = 0;
    for (int row = range_.first; row <= range_.last; ++row) {
      int before = -1;
      for (int node : net_.rows[row]) {
        if (!is_box(node)) continue;
        if (before >= 0) ++(before < node ? forwards : backwards);
        before = node;
      }
    }
    if (backwards <= forwards) return;
    mirror();
    if (crossings() > crossed) mirror();
  }

  [[nodiscard]] bool is_box(int node) const {
    return net_.is_item(node) &&
           net_.level->items[static_cast<std::size_t>(node)].kind == Item::Kind::kBox;
  }

  void mirror() {
    for (int row = range_.first; row <= range_.last; ++row) {
      std::reverse(net_.rows[row].begin(), net_.rows[row].end());
      number(row);
    }
  }

  void restore(const std::vector<int>& kept) {
    auto next = kept.begin();
    for (int row = range_.first; row <= range_.last; ++row) {
      for (int& node : net_.rows[row]) node = *next++;
      number(row);
    }
  }

  Net& net_;
  RowRange range_;
  std::vector<std::pair<double, double>> ends_;
  std::vector<double> lower_, scratch_;
  std::vector<std::pair<double, int>> keys_;
};

}  // namespace

void order_rows(Net& net) {
  for (RowRange range : parts_of(net)) RowOrder(net, range).improve();
}

}  // namespace modelviz::layout
