// From left to right: nodes that shall stand upright over each other form columns, which move as a
// whole; each column is drawn to its neighbours' middle as far as the others in its rows let it.
#include <algorithm>
#include <cmath>
#include <utility>

#include "layout/net.h"
#include "layout/separation.h"

namespace modelviz::layout {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

class ColumnPlacer {
 public:
  explicit ColumnPlacer(Net& net)
      : net_(net),
        column_(net.nodes.size(), -1),
        offset_(net.nodes.size(), 0),
        up_(net.nodes.size(), -1) {}

  void place() {
    std::vector<RowRange> parts = parts_of(net_);
    bool is_first = true;
    for (RowRange part : parts) {
      int start = net_.rows[part.first][0];
      double before = net_.node(start).x;
      place_part(part);
      if (std::exchange(is_first, false)) continue;
      double shift = before - net_.node(start).x;
      for (int row = part.first; row <= part.last; ++row) {
        for (int node : net_.rows[row]) net_.node(node).x += shift;
      }
    }
  }

 private:
  void place_part(RowRange part) {
    for (int row = part.first; row <= part.last; ++row) {
      for (int node : net_.rows[row]) up_[at(node)] = -1;
    }
    for (int row = part.first; row < part.last; ++row) align_below(row);
    join_columns(part);
    if (net_.level->is_for_paper) narrow(part);
    list_pulls(part);
    std::vector<double> x = solve();
    for (int row = part.first; row <= part.last; ++row) {
      for (int node : net_.rows[row]) {
        net_.node(node).x = x[at(column_[at(node)])] + offset_[at(node)];
      }
    }
  }

  // Chooses the pieces that stand upright: the strongest first, and none that crosses another.
  void align_below(int row) {
    chosen_.clear();
    wishes_.clear();
    for (int node : net_.rows[row]) {
      for (int p : net_.below[node]) {
        if (net_.piece(p).strength > 0) wishes_.push_back(p);
      }
    }
    std::stable_sort(wishes_.begin(), wishes_.end(),
                     [&](int a, int b) { return net_.piece(a).strength > net_.piece(b).strength; });
    for (int p : wishes_) {
      const Piece& piece = net_.piece(p);
      std::pair<int, int> places{net_.node(piece.from).place, net_.node(piece.to).place};
      auto after = std::lower_bound(chosen_.begin(), chosen_.end(), places);
      bool fits = (after == chosen_.end() ||
                   (places.first < after->first && places.second < after->second)) &&
                  (after == chosen_.begin() || (std::prev(after)->first < places.first &&
                                                std::prev(after)->second < places.second));
      if (!fits) continue;
      chosen_.insert(after, places);
      up_[at(piece.to)] = p;
    }
  }

  // Where the columns stand when each is as far left as the others let it.
  struct Packing {
    std::vector<double> x;
    std::vector<int> by;     ///< the gap that keeps each from going further left; -1: none
    std::vector<int> order;  ///< each after those to its left
  };

  void join_columns(RowRange part) {
    columns_ = 0;
    for (int row = part.first; row <= part.last; ++row) {
      for (int node : net_.rows[row]) join_column(node);
    }
    list_gaps(part);
    if (net_.level->is_for_paper) add_walls(part);
  }

  void join_column(int node) {
    int p = up_[at(node)];
    if (p < 0) {
      column_[at(node)] = columns_++;
      offset_[at(node)] = 0;
      return;
    }
    const Piece& piece = net_.piece(p);
    column_[at(node)] = column_[at(piece.from)];
    offset_[at(node)] = offset_[at(piece.from)] + piece.from_x - piece.to_x;
  }

  // To the left and right of all rows: drawn to each other, they hold the rows together.
  void add_walls(RowRange part) {
    left_wall_ = columns_++;
    right_wall_ = columns_++;
    for (int row = part.first; row <= part.last; ++row) {
      int first = net_.rows[row].front(), last = net_.rows[row].back();
      gaps_.push_back(
          {left_wall_, column_[at(first)], net_.node(first).left - offset_[at(first)], row});
      gaps_.push_back(
          {column_[at(last)], right_wall_, net_.node(last).right + offset_[at(last)], row});
    }
  }

  // Columns that are in each other's way in different rows take more room together than any row.
  // Links bend until they do not: long ones, and where much room is lost all.
  void narrow(RowRange part) {
    constexpr double kTight = 1.02, kWide = 1.2;
    double widest = 0;
    for (int row = part.first; row <= part.last; ++row) widest = std::max(widest, width_of(row));
    auto rounds = std::min<std::size_t>(200, 2'000'000 / gaps_.size());
    for (std::size_t round = 0; round < rounds; ++round) {
      Packing tightest = packed();
      double width = tightest.x[at(right_wall_)] - tightest.x[at(left_wall_)];
      if (width <= kTight * widest || !loosen(tightest, width > kWide * widest)) return;
      join_columns(part);
    }
  }

  [[nodiscard]] double width_of(int row) const {
    auto nodes = net_.rows[row];
    double width = net_.node(nodes.front()).left + net_.node(nodes.back()).right;
    for (std::size_t i = 1; i < nodes.size(); ++i) width += distance(nodes[i - 1], nodes[i]);
    return width;
  }

  // Lets a link bend in one of the columns that decide on the width, where there is most room; one
  // between neighbours only if there is no long one.
  bool loosen(const Packing& tightest, bool with_neighbours) {
    int row = -1, best = -1;
    std::pair<bool, double> least;
    for (int column = right_wall_; tightest.by[at(column)] >= 0;) {
      const Gap& gap = gaps_[at(tightest.by[at(column)])];
      if (row >= 0) {
        for (int p : upright_pieces(column, std::minmax(row, gap.row))) {
          const Piece& piece = net_.piece(p);
          double width = width_of(net_.node(piece.from).row) + width_of(net_.node(piece.to).row);
          std::pair cost(net_.is_item(piece.from) && net_.is_item(piece.to), width);
          if ((best >= 0 && cost >= least) || (cost.first && !with_neighbours)) continue;
          best = p;
          least = cost;
        }
      }
      row = gap.row;
      column = gap.left;
    }
    if (best >= 0) up_[at(net_.piece(best).to)] = -1;
    return best >= 0;
  }

  // Those that stand upright in a column between two rows.
  [[nodiscard]] std::vector<int> upright_pieces(int column, std::pair<int, int> rows) const {
    std::vector<int> pieces;
    for (int row = rows.first + 1; row <= rows.second; ++row) {
      for (int node : net_.rows[row]) {
        if (up_[at(node)] >= 0 && column_[at(node)] == column) pieces.push_back(up_[at(node)]);
      }
    }
    return pieces;
  }

  // Between the middles of neighbours in a row.
  [[nodiscard]] double distance(int left, int right) const {
    bool a = net_.is_item(left), b = net_.is_item(right);
    double gap = net_.level->box_gap;
    double between = a && b ? gap : a || b ? 0.45 * gap : 2;
    return net_.node(left).right + between + net_.node(right).left;
  }

  void list_gaps(RowRange part) {
    gaps_.clear();
    for (int row = part.first; row <= part.last; ++row) {
      auto nodes = net_.rows[row];
      for (std::size_t i = 1; i < nodes.size(); ++i) {
        int left = nodes[i - 1], right = nodes[i];
        gaps_.push_back({column_[at(left)], column_[at(right)],
                         distance(left, right) + offset_[at(left)] - offset_[at(right)], row});
      }
    }
    std::sort(gaps_.begin(), gaps_.end(), [](const Gap& a, const Gap& b) {
      return std::pair(a.left, a.right) < std::pair(b.left, b.right);
    });
    std::size_t kept = 0;
    for (const Gap& gap : gaps_) {
      if (kept > 0 && gaps_[kept - 1].left == gap.left && gaps_[kept - 1].right == gap.right) {
        if (gap.gap > gaps_[kept - 1].gap) gaps_[kept - 1] = gap;
      } else {
        gaps_[kept++] = gap;
      }
    }
    gaps_.resize(kept);
  }

  struct Pull {
    int column, other;
    double distance;  // at which they would like to stand
    double weight;
  };

  void list_pulls(RowRange part) {
    pulls_.clear();
    for (int row = part.first; row < part.last; ++row) {
      for (int node : net_.rows[row]) {
        for (int p : net_.below[node]) {
          const Piece& piece = net_.piece(p);
          int a = column_[at(piece.from)], b = column_[at(piece.to)];
          if (a == b) continue;
          double distance =
              offset_[at(piece.from)] + piece.from_x - offset_[at(piece.to)] - piece.to_x;
          // What joins branches stands in their middle before all.
          bool is_joining = net_.above[piece.to].size() > 2;
          pulls_.push_back({a, b, distance, is_joining ? 5.0 : 1.0});
        }
      }
    }
    pull_ends(part);
    pull_joints(part);
    double rows = part.last - part.first;
    if (net_.level->is_for_paper) pulls_.push_back({left_wall_, right_wall_, 0, rows});
  }

  // Items that all ways pass stand over each other: they are the spine of the drawing.
  void pull_ends(RowRange part) {
    auto first = net_.rows[part.first], last = net_.rows[part.last];
    if (first.size() != 1 || last.size() != 1 || first[0] == last[0]) return;
    if (!net_.is_item(first[0]) || !net_.is_item(last[0])) return;
    for (int row = part.first; row <= part.last; ++row) {
      for (int node : net_.rows[row]) {
        if (row > part.first && net_.above[node].empty()) return;
        if (row < part.last && net_.below[node].empty()) return;
      }
    }
    pull_over(first[0], last[0]);
  }

  // Where many ways join while others only pass by: so the cells of a net stand over each other.
  void pull_joints(RowRange part) {
    int before = -1;
    for (int row = part.first; row <= part.last; ++row) {
      int joint = joint_in(row);
      if (joint < 0) continue;
      if (before >= 0) pull_over(before, joint);
      before = joint;
    }
  }

  // The only item of a row, where at least three ways lead to it; -1: there is none.
  [[nodiscard]] int joint_in(int row) const {
    int item = -1;
    for (int node : net_.rows[row]) {
      if (!net_.is_item(node)) continue;
      if (item >= 0) return -1;
      item = node;
    }
    return item >= 0 && net_.above[item].size() > 2 ? item : -1;
  }

  void pull_over(int upper, int lower) {
    constexpr double kStrong = 10;
    int a = column_[at(upper)], b = column_[at(lower)];
    if (a == b) return;
    double distance =
        offset_[at(upper)] + axis_below(upper) - offset_[at(lower)] - axis_above(lower);
    pulls_.push_back({a, b, distance, kStrong});
  }

  // Where the links leave and reach an item, in the middle.
  [[nodiscard]] double axis_below(int node) const {
    double sum = 0;
    for (int p : net_.below[node]) sum += net_.piece(p).from_x;
    return net_.below[node].empty() ? 0 : sum / static_cast<double>(net_.below[node].size());
  }
  [[nodiscard]] double axis_above(int node) const {
    double sum = 0;
    for (int p : net_.above[node]) sum += net_.piece(p).to_x;
    return net_.above[node].empty() ? 0 : sum / static_cast<double>(net_.above[node].size());
  }

  [[nodiscard]] Packing packed() const {
    auto count = at(columns_);
    std::vector<int> left(gaps_.size()), waiting(count, 0);
    for (std::size_t i = 0; i < gaps_.size(); ++i) {
      left[i] = gaps_[i].left;
      ++waiting[at(gaps_[i].right)];
    }
    Lists to_right(count, left);
    Packing result{std::vector<double>(count, 0), std::vector<int>(count, -1), {}};
    std::vector<int>& order = result.order;
    for (std::size_t i = 0; i < count; ++i) {
      if (waiting[i] == 0) order.push_back(static_cast<int>(i));
    }
    for (std::size_t done = 0; done < order.size(); ++done) {
      int column = order[done];
      for (int g : to_right[column]) {
        const Gap& gap = gaps_[at(g)];
        if (double x = result.x[at(column)] + gap.gap; x > result.x[at(gap.right)]) {
          result.x[at(gap.right)] = x;
          result.by[at(gap.right)] = g;
        }
        if (--waiting[at(gap.right)] == 0) order.push_back(gap.right);
      }
    }
    return result;
  }

  std::vector<double> solve() {
    Packing tightest = packed();
    std::vector<double> x = std::move(tightest.x);
    if (gaps_.empty() && pulls_.empty()) return x;
    std::vector<int> first, second;
    std::vector<double> weights(x.size(), 1e-3);
    for (const Pull& pull : pulls_) {
      first.push_back(pull.column);
      second.push_back(pull.other);
      weights[at(pull.column)] += pull.weight;
      weights[at(pull.other)] += pull.weight;
    }
    Lists from(x.size(), first), to(x.size(), second);
    Separation separation(weights, gaps_);
    auto cost = static_cast<double>(x.size() + gaps_.size() + pulls_.size());
    int rounds = static_cast<int>(std::clamp(4e6 / cost, 4.0, 120.0));
    // Half a step towards the middle of its neighbours for each column, and on in the direction of
    // the last move (Beck and Teboulle's FISTA).
    std::vector<double> start = x, wanted = x;
    for (int round = 0; round < rounds; ++round) {
      for (std::size_t i = 0; i < x.size(); ++i) {
        auto column = static_cast<int>(i);
        double sum = 1e-3 * start[i];
        for (int p : from[column]) {
          const Pull& pull = pulls_[at(p)];
          sum += pull.weight * (start[at(pull.other)] - pull.distance);
        }
        for (int p : to[column]) {
          const Pull& pull = pulls_[at(p)];
          sum += pull.weight * (start[at(pull.column)] + pull.distance);
        }
        wanted[i] = (start[i] + sum / weights[i]) / 2;
      }
      separation.solve(wanted);
      double moved = 0, momentum = round / (round + 3.0);
      for (std::size_t i = 0; i < x.size(); ++i) {
        double now = separation.at(static_cast<int>(i)), step = now - x[i];
        moved = std::max(moved, std::abs(step));
        start[i] = now + momentum * step;
        x[i] = now;
      }
      if (moved < 0.01) break;
    }
    keep_gaps(x, tightest.order);
    return x;
  }

  // Whatever the search left undone.
  void keep_gaps(std::vector<double>& x, const std::vector<int>& order) const {
    std::vector<int> right(gaps_.size());
    for (std::size_t i = 0; i < gaps_.size(); ++i) right[i] = gaps_[i].right;
    Lists to_left(x.size(), right);
    for (int column : order) {
      for (int g : to_left[column]) {
        const Gap& gap = gaps_[at(g)];
        x[at(column)] = std::max(x[at(column)], x[at(gap.left)] + gap.gap);
      }
    }
  }

  Net& net_;
  std::vector<int> column_;     // of each node
  std::vector<double> offset_;  // from its column's middle
  std::vector<int> up_;         // the piece that holds it upright under another
  int columns_ = 0, left_wall_ = -1, right_wall_ = -1;
  std::vector<Gap> gaps_;
  std::vector<Pull> pulls_;
  std::vector<std::pair<int, int>> chosen_;
  std::vector<int> wishes_;
};

}  // namespace

void place_columns(Net& net) { ColumnPlacer(net).place(); }

}  // namespace modelviz::layout
