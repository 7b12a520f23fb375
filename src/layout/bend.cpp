#include "layout/bend.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

#include "layout/curve.h"
#include "layout/net.h"

namespace modelviz::layout {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

class BendFinder {
 public:
  BendFinder(const Level& level, const std::vector<int>& rank) : level_(level), rank_(rank) {}

  std::optional<Bend> find() {
    if (rank_.empty()) return std::nullopt;
    ranks_ = *std::max_element(rank_.begin(), rank_.end()) + 1;
    // Most links pass the turn. It may be anywhere within the innermost of them: in the middle.
    constexpr std::size_t kMostTried = 32;
    std::vector<Run> runs = list_runs();
    std::stable_sort(runs.begin(), runs.end(),
                     [](const Run& a, const Run& b) { return a.links > b.links; });
    if (runs.size() > kMostTried) runs.resize(kMostTried);
    for (const Run& run : runs) {
      if (run.links < 3) break;
      if (std::optional<Bend> bend = bend_below((run.first + run.last) / 2)) return bend;
    }
    return std::nullopt;
  }

 private:
  // Ranks that follow each other, below which equally many links pass.
  struct Run {
    int first = 0, last = 0, links = 0;
  };

  [[nodiscard]] int start(int l) const { return rank_[at(level_.links[at(l)].from)]; }
  [[nodiscard]] int end(int l) const { return rank_[at(level_.links[at(l)].to)]; }
  [[nodiscard]] int span(int l) const { return end(l) - start(l); }

  [[nodiscard]] std::vector<Run> list_runs() const {
    std::vector<int> change(at(ranks_) + 1, 0);
    for (int l = 0; at(l) < level_.links.size(); ++l) {
      ++change[at(start(l))];
      --change[at(end(l))];
    }
    std::vector<Run> runs;
    int links = 0;
    for (int rank = 0; rank + 1 < ranks_; ++rank) {
      links += change[at(rank)];
      if (!runs.empty() && runs.back().links == links)
        runs.back().last = rank;
      else
        runs.push_back({rank, rank, links});
    }
    return runs;
  }

  [[nodiscard]] std::optional<Bend> bend_below(int rank) const {
    Bend bend{.turn = -1, .bridges = {}};
    bool has_other_skips = false;
    for (int l = 0; at(l) < level_.links.size(); ++l) {
      if (start(l) > rank || end(l) <= rank) {
        has_other_skips |= span(l) > 1;
      } else if (span(l) > 1) {
        bend.bridges.push_back(l);
      } else if (std::exchange(bend.turn, l) >= 0) {
        return std::nullopt;
      }
    }
    if (bend.turn < 0) return std::nullopt;
    std::stable_sort(bend.bridges.begin(), bend.bridges.end(),
                     [&](int a, int b) { return start(a) < start(b); });
    return is_worth_it(bend, has_other_skips) ? std::optional(bend) : std::nullopt;
  }

  // A U has several bridges, one within the other and on different levels, which span most of it.
  // Two of them may also be a residual block within another.
  [[nodiscard]] bool is_worth_it(const Bend& bend, bool has_other_skips) const {
    if (bend.bridges.size() < (has_other_skips ? 3 : 2)) return false;
    for (std::size_t i = 1; i < bend.bridges.size(); ++i) {
      int outer = bend.bridges[i - 1], inner = bend.bridges[i];
      if (start(inner) - start(outer) < 2 || end(outer) - end(inner) < 2) return false;
    }
    int outermost = span(bend.bridges.front()), innermost = span(bend.bridges.back());
    return 10 * outermost >= 6 * ranks_ && 2 * innermost <= outermost;
  }

  const Level& level_;
  const std::vector<int>& rank_;
  int ranks_ = 0;
};

}  // namespace

std::optional<Bend> find_bend(const Level& level, const std::vector<int>& rank) {
  return BendFinder(level, rank).find();
}

bool is_open(const Net& net, const Bend& bend) {
  return std::all_of(bend.bridges.begin(), bend.bridges.end(), [&](int l) {
    const Link& link = net.level->links[at(l)];
    return net.rows[net.node(link.from).row].back() == link.from &&
           net.rows[net.node(link.to).row].front() == link.to;
  });
}

void align(const Net& net, const Bend& bend, std::vector<Row>& rows, PlacedLevel& placed) {
  const std::vector<Link>& links = net.level->links;
  int turn = net.node(links[at(bend.turn)].from).row;
  std::vector<double> shift(rows.size(), 0);  // at first by how much more than the row before
  auto spread = [&](int first, int last, double room) {
    for (int row = first + 1; row <= last; ++row) shift[at(row)] = room / (last - first);
  };
  // How far it is from one bridge to the next one, on both sides.
  std::vector<int> inside_out(bend.bridges.rbegin(), bend.bridges.rend());
  int left = turn, right = turn + 1;
  double left_y = rows[at(left)].bottom, right_y = rows[at(right)].top;
  for (int bridge : inside_out) {
    int from = links[at(bridge)].from, to = links[at(bridge)].to;
    double down = left_y - placed.items[at(from)].y, up = placed.items[at(to)].y - right_y;
    int from_row = net.node(from).row, to_row = net.node(to).row;
    if (down < up && from_row < left) spread(from_row, left, up - down);
    if (up < down && right < to_row) spread(right, to_row, down - up);
    left = from_row;
    right = to_row;
    left_y = placed.items[at(from)].y;
    right_y = placed.items[at(to)].y;
  }
  for (std::size_t row = 1; row < rows.size(); ++row) {
    if (row != at(turn) + 1) shift[row] += shift[row - 1];
  }
  for (std::size_t next = 0; Row & row : rows) {
    row.top += shift[next];
    row.bottom += shift[next++];
  }
  for (std::size_t i = 0; i < placed.items.size(); ++i) {
    placed.items[i].y += shift[at(net.nodes[i].row)];
  }
}

namespace {

class Folder {
 public:
  Folder(const Net& net, const Bend& bend, const std::vector<Row>& rows, PlacedLevel& placed)
      : net_(net),
        bend_(bend),
        links_(net.level->links),
        rows_(rows),
        placed_(placed),
        turn_(net.node(links_[at(bend.turn)].from).row) {}

  void fold() {
    find_places();
    for (std::size_t i = 0; i < placed_.items.size(); ++i) {
      placed_.items[i] = moved(placed_.items[i], is_up(net_.nodes[i].row));
    }
    for (std::size_t l = 0; l < links_.size(); ++l) {
      bool up = is_up(net_.node(links_[l].from).row);
      for (Point& point : placed_.routes[l]) point = moved(point, up);
      placed_.labels[l] = moved(placed_.labels[l], up);
    }
    add_turn();
    for (int bridge : bend_.bridges) add_bridge(at(bridge));
  }

 private:
  static constexpr double kBelow = 18, kRound = 8;

  [[nodiscard]] bool is_up(int row) const { return row > turn_; }
  [[nodiscard]] Point moved(Point point, bool up) const {
    return up ? Point{point.x + dx_, mirror_ - point.y} : Point{point.x, point.y + dy_};
  }

  void find_places() {
    constexpr double kAcross = 64;
    double left = std::numeric_limits<double>::infinity(), right = -left, up_left = left,
           up_right = right;
    for (int row = 0; at(row) < rows_.size(); ++row) {
      const Row& r = rows_[at(row)];
      double& l = is_up(row) ? up_left : left;
      double& h = is_up(row) ? up_right : right;
      l = std::min(l, r.left);
      h = std::max(h, r.right);
    }
    double across = kAcross;
    for (int bridge : bend_.bridges) {
      across = std::max(across, links_[at(bridge)].label_width + kAcross / 2);
    }
    // The ends of the bridges stand at one height.
    const Link& outer = links_[at(bend_.bridges.front())];
    mirror_ = placed_.items[at(outer.from)].y + placed_.items[at(outer.to)].y;
    double top = net_.level->top;
    dy_ = std::max(0.0, top - (mirror_ - rows_.back().bottom));
    mirror_ += dy_;
    dx_ = right + across - up_left;
    bottom_ = std::max(rows_[at(turn_)].bottom + dy_, mirror_ - rows_[at(turn_) + 1].top) + kBelow;
    placed_.width = up_right + dx_ - left;
    placed_.height = bottom_ + net_.level->bottom;
    left_ = left;
    // The origin is the upper left corner.
    for (Point& item : placed_.items) item.x -= left_;
    for (auto& route : placed_.routes) {
      for (Point& point : route) point.x -= left_;
    }
    for (Point& label : placed_.labels) label.x -= left_;
  }

  [[nodiscard]] double axis(int item, double offset) const {
    return placed_.items[at(item)].x +
           (std::isnan(offset) ? net_.level->items[at(item)].axis : offset);
  }

  void add_turn() {
    const Link& link = links_[at(bend_.turn)];
    double from = axis(link.from, link.from_x), to = axis(link.to, link.to_x);
    Curve curve({from, placed_.items[at(link.from)].y + link.from_y});
    curve.line_to({from, bottom_ - kRound});
    curve.corner_to({from, bottom_}, {from + kRound, bottom_});
    curve.line_to({to - kRound, bottom_});
    curve.corner_to({to, bottom_}, {to, bottom_ - kRound});
    curve.line_to({to, placed_.items[at(link.to)].y + link.to_y});
    placed_.routes[at(bend_.turn)] = std::move(curve).points();
    placed_.labels[at(bend_.turn)] = {(from + to) / 2, bottom_ - link.label_height / 2 - 2};
  }

  void add_bridge(std::size_t l) {
    const Link& link = links_[l];
    Point from = placed_.items[at(link.from)], to = placed_.items[at(link.to)];
    from.x += net_.level->items[at(link.from)].width / 2;
    to.x -= net_.level->items[at(link.to)].width / 2;
    Curve curve(from);
    curve.line_to(to);
    placed_.routes[l] = std::move(curve).points();
    placed_.labels[l] = {(from.x + to.x) / 2, (from.y + to.y) / 2 - link.label_height / 2 - 2};
  }

  const Net& net_;
  const Bend& bend_;
  const std::vector<Link>& links_;
  const std::vector<Row>& rows_;
  PlacedLevel& placed_;
  int turn_;
  double dx_ = 0, dy_ = 0, mirror_ = 0, bottom_ = 0, left_ = 0;
};

}  // namespace

void fold_up(const Net& net, const Bend& bend, const std::vector<Row>& rows, PlacedLevel& placed) {
  Folder(net, bend, rows, placed).fold();
}

}  // namespace modelviz::layout
