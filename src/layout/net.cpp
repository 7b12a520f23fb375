// From a level to its rows.
#include "layout/net.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace modelviz::layout {

Lists::Lists(std::size_t lists, const std::vector<int>& owner) : begin_(lists + 1, 0) {
  for (int list : owner) {
    if (list >= 0) ++begin_[static_cast<std::size_t>(list) + 1];
  }
  std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
  values_.resize(begin_.back());
  std::vector<std::size_t> next(begin_.begin(), begin_.end() - 1);
  for (std::size_t value = 0; value < owner.size(); ++value) {
    if (owner[value] < 0) continue;
    values_[next[static_cast<std::size_t>(owner[value])]++] = static_cast<int>(value);
  }
}

namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

class NetMaker {
 public:
  explicit NetMaker(const Level& level) : level_(level), count_(level.items.size()) {
    net_.level = &level;
    net_.ways.resize(level.links.size());
  }

  Net make() && {
    find_lanes();
    list_links();
    rank();
    if (level_.bends) bend();
    measure();
    limit_points();
    add_nodes();
    close_up();
    walk();
    add_pieces();
    return std::move(net_);
  }

 private:
  [[nodiscard]] const Link& link(int index) const { return level_.links[at(index)]; }
  [[nodiscard]] const Item& item(int index) const { return level_.items[at(index)]; }
  Way& way(int index) { return net_.ways[at(index)]; }

  // The links by the items that they leave and reach, without lanes.
  void list_links() {
    std::vector<int> from(level_.links.size()), to(level_.links.size());
    for (std::size_t i = 0; i < from.size(); ++i) {
      bool is_lane = net_.ways[i].is_lane;
      from[i] = is_lane ? -1 : level_.links[i].from;
      to[i] = is_lane ? -1 : level_.links[i].to;
    }
    out_ = Lists(count_, from);
    in_ = Lists(count_, to);
  }

  // Links that say nothing about rows, and those that would close a circle. `order_` gets all
  // items, each after those that lead to it.
  void find_lanes() {
    for (std::size_t i = 0; i < level_.links.size(); ++i) {
      const Link& link = level_.links[i];
      bool against_borders =
          item(link.from).kind == Item::Kind::kExit || item(link.to).kind == Item::Kind::kEntry;
      net_.ways[i].is_lane = !link.is_ranked || link.from == link.to || against_borders;
    }
    list_links();
    std::vector<int> waiting(count_);
    std::vector<char> is_done(count_, 0);
    for (std::size_t i = 0; i < count_; ++i) {
      waiting[i] = static_cast<int>(in_[static_cast<int>(i)].size());
      if (waiting[i] == 0) order_.push_back(static_cast<int>(i));
    }
    std::size_t next_stuck = 0;
    for (std::size_t done = 0; order_.size() > done || next_stuck < count_;) {
      if (done == order_.size()) {
        // Only circles are left: the first item of one goes first.
        while (next_stuck < count_ && (is_done[next_stuck] != 0 || waiting[next_stuck] == 0))
          ++next_stuck;
        if (next_stuck == count_) break;
        waiting[next_stuck] = 0;
        order_.push_back(static_cast<int>(next_stuck));
      }
      int from = order_[done++];
      is_done[at(from)] = 1;
      for (int l : out_[from]) {
        int to = link(l).to;
        if (is_done[at(to)] != 0 || waiting[at(to)] == 0) {
          way(l).is_lane = true;
        } else if (--waiting[at(to)] == 0) {
          order_.push_back(to);
        }
      }
    }
  }

  void rank() {
    upwards_.assign(order_.rbegin(), order_.rend());
    bool has_entries = false;
    for (const Item& item : level_.items) has_entries |= item.kind == Item::Kind::kEntry;
    rank_.assign(count_, 0);
    last_rank_ = 0;
    for (int i : order_) {
      int& rank = rank_[at(i)];
      if (item(i).kind == Item::Kind::kEntry) continue;
      if (has_entries) rank = std::max(rank, 1);
      for (int l : in_[i]) rank = std::max(rank, rank_[at(link(l).from)] + 1);
      if (item(i).kind == Item::Kind::kBox) last_rank_ = std::max(last_rank_, rank);
    }
    depth_ = rank_;
    for (std::size_t i = 0; i < count_; ++i) {
      if (level_.items[i].kind == Item::Kind::kExit) rank_[i] = last_rank_ + 1;
    }
    lower_items();
    raise_items();
    lower_loose_groups();
    lower_groups();
    if (level_.is_for_paper) even_out_rows();
    bool has_labels = std::any_of(level_.links.begin(), level_.links.end(),
                                  [](const Link& link) { return link.label_height > 0; });
    if (!has_labels) return;
    for (int& rank : rank_) rank *= 2;  // labels stand in rows of their own
  }

  // Downwards, where that makes no more links longer than shorter.
  void lower_items() {
    for (int i : upwards_) {
      if (item(i).kind != Item::Kind::kBox) continue;
      int lowest = std::numeric_limits<int>::max();
      std::size_t pulls = 0;
      for (int l : out_[i]) {
        if (item(link(l).to).kind == Item::Kind::kExit && !in_[i].empty()) continue;
        ++pulls;
        lowest = std::min(lowest, rank_[at(link(l).to)] - 1);
      }
      if (pulls > 0 && pulls >= in_[i].size()) rank_[at(i)] = std::max(rank_[at(i)], lowest);
    }
  }

  // And back, unless it was better so: branches begin beside each other. What stays below keeps
  // the chain that leads to it alone.
  void raise_items() {
    std::vector<char> stays(count_, 0);
    for (int i : upwards_) {
      stays[at(i)] = in_[i].empty() || in_[i].size() < out_[i].size() ? 1 : 0;
      for (int l : out_[i]) {
        int next = link(l).to;
        if (in_[next].size() == 1 && stays[at(next)] != 0) stays[at(i)] = 1;
      }
    }
    for (int i : order_) {
      if (item(i).kind != Item::Kind::kBox || stays[at(i)] != 0) continue;
      int highest = 0;
      for (int l : in_[i]) highest = std::max(highest, rank_[at(link(l).from)] + 1);
      rank_[at(i)] = highest;
    }
  }

  // What is held together by links of the least length and hangs on nothing above it goes down to
  // where it is used: inputs and what is made of them alone, weights.
  void lower_loose_groups() {
    constexpr int kRounds = 8;
    for (int round = 0; round < kRounds; ++round) {
      std::vector<int> group = groups();
      std::vector<int> slack(count_, std::numeric_limits<int>::max());
      std::vector<char> hangs(count_, 0);
      for (std::size_t l = 0; l < net_.ways.size(); ++l) {
        const Link& link = level_.links[l];
        if (net_.ways[l].is_lane || group[at(link.from)] == group[at(link.to)]) continue;
        hangs[at(group[at(link.to)])] = 1;
        int& least = slack[at(group[at(link.from)])];
        least = std::min(least, rank_[at(link.to)] - rank_[at(link.from)] - 1);
      }
      for (std::size_t i = 0; i < count_; ++i) {
        // Entries stand on a border, and so does what hangs on them.
        if (level_.items[i].kind != Item::Kind::kBox) hangs[at(group[i])] = 1;
        if (int& least = slack[at(group[i])]; least != std::numeric_limits<int>::max())
          least = std::min(least, last_rank_ - rank_[i]);
      }
      bool any = false;
      for (std::size_t i = 0; i < count_; ++i) {
        std::size_t g = at(group[i]);
        if (hangs[g] != 0 || slack[g] == std::numeric_limits<int>::max()) continue;
        rank_[i] += slack[g];
        any |= slack[g] > 0;
      }
      if (!any) return;
    }
  }

  // What follows an item by links of the least length goes down with it where more links become
  // shorter than longer: what a cell makes of the one before the last stands beside the rest of it.
  void lower_groups() {
    constexpr int kRounds = 4;
    find_spine();
    std::vector<int> seen(count_, -1), group;
    for (int round = 0; round < kRounds; ++round) {
      bool any = false;
      std::fill(seen.begin(), seen.end(), -1);
      for (int i : upwards_) {
        if (in_[i].empty() || !gather(i, seen, group)) continue;
        int rows = rows_to_lower(group, i, seen);
        for (int member : group) rank_[at(member)] += rows;
        any |= rows > 0;
      }
      if (!any) return;
    }
  }

  // By how many rows a group, marked with a number, goes down: 0 where that gains nothing.
  [[nodiscard]] int rows_to_lower(const std::vector<int>& group, int mark,
                                  const std::vector<int>& marks) const {
    int gain = 0, slack = std::numeric_limits<int>::max();
    for (int member : group) {
      slack = std::min(slack, last_rank_ - rank_[at(member)]);
      for (int l : in_[member]) gain -= marks[at(link(l).from)] == mark ? 0 : 1;
      for (int l : out_[member]) {
        if (marks[at(link(l).to)] == mark) continue;
        ++gain;
        slack = std::min(slack, span(l) - 1);
      }
    }
    return gain > 0 ? slack : 0;
  }

  // The widest row decides how large a drawing is on paper: what may stand in several rows goes to
  // the one with most room, as the short branches of a cell beside its long ones.
  void even_out_rows() {
    constexpr int kFarthest = 60;
    std::vector<double> taken(at(last_rank_) + 2, 0);
    for (std::size_t i = 0; i < count_; ++i) {
      taken[at(rank_[i])] += level_.items[i].width + level_.box_gap;
    }
    for (int i : upwards_) {
      if (item(i).kind != Item::Kind::kBox || in_[i].empty() || out_[i].empty()) continue;
      int lowest = rank_[at(i)] + kFarthest;
      for (int l : out_[i]) lowest = std::min(lowest, rank_[at(link(l).to)] - 1);
      double own = item(i).width + level_.box_gap;
      int best = rank_[at(i)];
      taken[at(best)] -= own;
      double least = taken_around(best, taken);
      for (int row = best + 1; row <= lowest; ++row) {
        double around = taken_around(row, taken);
        if (around >= least) continue;
        best = row;
        least = around;
      }
      taken[at(best)] += own;
      rank_[at(i)] = best;
    }
  }

  // How full a row is. Chains stand upright beside it, so the rows around it count as well.
  static double taken_around(int row, const std::vector<double>& taken) {
    constexpr std::size_t kReach = 3;
    std::size_t first = at(row) - std::min(at(row), kReach);
    std::size_t end = std::min(at(row) + kReach + 1, taken.size());
    auto begin = taken.begin();
    return taken[at(row)] + *std::max_element(begin + static_cast<std::ptrdiff_t>(first),
                                              begin + static_cast<std::ptrdiff_t>(end));
  }

  // What is on one of the longest ways cannot go down.
  void find_spine() {
    std::vector<int> height(count_, 0);
    int longest = 0;
    for (int i : upwards_) {
      for (int l : out_[i]) height[at(i)] = std::max(height[at(i)], height[at(link(l).to)] + 1);
      longest = std::max(longest, depth_[at(i)] + height[at(i)]);
    }
    is_spine_.assign(count_, 0);
    for (std::size_t i = 0; i < count_; ++i) {
      bool is_box = level_.items[i].kind == Item::Kind::kBox;
      is_spine_[i] = !is_box || depth_[i] + height[i] == longest ? 1 : 0;
    }
  }

  // An item and all that links of the least length lead to, marked in `seen` with its number; false
  // if that cannot go down, or is too much to be a part of a cell.
  bool gather(int start, std::vector<int>& seen, std::vector<int>& group) const {
    constexpr std::size_t kMost = 400;
    group.assign(1, start);
    seen[at(start)] = start;
    for (std::size_t next = 0; next < group.size(); ++next) {
      if (is_spine_[at(group[next])] != 0 || group.size() > kMost) return false;
      for (int l : out_[group[next]]) {
        int to = link(l).to;
        if (span(l) != 1 || seen[at(to)] == start) continue;
        seen[at(to)] = start;
        group.push_back(to);
      }
    }
    return true;
  }

  // For each item the first one of those that links of the least length hold together.
  [[nodiscard]] std::vector<int> groups() const {
    std::vector<int> group(count_);
    std::iota(group.begin(), group.end(), 0);
    auto find = [&](int i) {
      while (group[at(i)] != i) i = group[at(i)] = group[at(group[at(i)])];
      return i;
    };
    for (std::size_t l = 0; l < net_.ways.size(); ++l) {
      const Link& link = level_.links[l];
      if (net_.ways[l].is_lane || rank_[at(link.to)] - rank_[at(link.from)] != 1) continue;
      int a = find(link.from), b = find(link.to);
      group[at(std::max(a, b))] = std::min(a, b);
    }
    for (int i = 0; at(i) < count_; ++i) group[at(i)] = find(i);
    return group;
  }

  // Links that lead straight across pass no rows.
  void bend() {
    bool has_lanes =
        std::any_of(net_.ways.begin(), net_.ways.end(), [](const Way& way) { return way.is_lane; });
    if (has_lanes) return;
    net_.bend = find_bend(level_, rank_);
    if (!net_.bend) return;
    for (int bridge : net_.bend->bridges) way(bridge).is_lane = true;
    list_links();
  }

  // How far it is from each item to an end, and how many ways of weight lead on or come together.
  void measure() {
    height_.assign(count_, 0);
    for (int i : upwards_) {
      for (int l : out_[i]) {
        height_[at(i)] = std::max(height_[at(i)], height_[at(link(l).to)] + 1);
      }
    }
  }

  [[nodiscard]] int span(int l) const { return rank_[at(link(l).to)] - rank_[at(link(l).from)]; }

  // Many long links would need more points than there are items.
  void limit_points() {
    std::vector<std::size_t> of_span;
    for (std::size_t i = 0; i < net_.ways.size(); ++i) {
      if (net_.ways[i].is_lane) continue;
      std::size_t points = at(span(static_cast<int>(i))) - 1;
      if (of_span.size() <= points) of_span.resize(points + 1, 0);
      ++of_span[points];
    }
    std::size_t budget = 4 * count_ + 4000, most = 0;
    for (std::size_t points = 1; points < of_span.size(); ++points) {
      std::size_t cost = points * of_span[points];
      if (cost > budget) break;
      budget -= cost;
      most = points;
    }
    for (std::size_t i = 0; i < net_.ways.size(); ++i) {
      if (!net_.ways[i].is_lane) {
        net_.ways[i].is_lane = at(span(static_cast<int>(i))) - 1 > most;
      }
    }
    list_links();
  }

  void add_nodes() {
    const double half_lane = 0.28 * level_.box_gap;
    for (std::size_t i = 0; i < count_; ++i) {
      double half = level_.items[i].width / 2;
      net_.nodes.push_back({.left = half, .right = half, .row = rank_[i]});
    }
    for (std::size_t i = 0; i < net_.ways.size(); ++i) {
      Way& way = net_.ways[i];
      if (way.is_lane) continue;
      const Link& link = level_.links[i];
      way.first_node = static_cast<int>(net_.nodes.size());
      way.nodes = span(static_cast<int>(i)) - 1;
      for (int k = 0; k < way.nodes; ++k) {
        double label = k == 0 && link.label_width > 0 ? link.label_width + 4 : 0;
        net_.nodes.push_back({.left = half_lane,
                              .right = std::max(half_lane, label),
                              .row = rank_[at(link.from)] + 1 + k});
      }
    }
  }

  // Rows in which nothing is left, because it moved elsewhere or only lanes pass, are no rows.
  void close_up() {
    std::vector<int> rows;
    for (const Node& node : net_.nodes) {
      if (at(node.row) >= rows.size()) rows.resize(at(node.row) + 1, 0);
      rows[at(node.row)] = 1;
    }
    std::exclusive_scan(rows.begin(), rows.end(), rows.begin(), 0);
    for (Node& node : net_.nodes) node.row = rows[at(node.row)];
  }

  // Appends the nodes to their rows from left to right, the way that goes on longest first: so
  // forks that join again do not cross, and skip connections run to the right of what they skip.
  void walk() {
    std::vector<int> order, row;
    order.reserve(net_.nodes.size());
    std::vector<char> is_seen(count_, 0);
    std::vector<int> roots;
    for (int i : order_) {
      if (in_[i].empty()) roots.push_back(i);
    }
    std::stable_sort(roots.begin(), roots.end(),
                     [&](int a, int b) { return height_[at(a)] > height_[at(b)]; });
    std::vector<int> next;  // links of the items on the way, the next one last
    auto visit = [&](int i) {
      is_seen[at(i)] = 1;
      order.push_back(i);
      std::size_t begin = next.size();
      for (int l : out_[i]) next.push_back(l);
      std::stable_sort(
          next.begin() + static_cast<std::ptrdiff_t>(begin), next.end(),
          [&](int a, int b) { return height_[at(link(a).to)] > height_[at(link(b).to)]; });
      std::reverse(next.begin() + static_cast<std::ptrdiff_t>(begin), next.end());
    };
    for (int root : roots) {
      visit(root);
      while (!next.empty()) {
        int l = next.back();
        next.pop_back();
        for (int k = 0; k < way(l).nodes; ++k) order.push_back(way(l).first_node + k);
        if (is_seen[at(link(l).to)] == 0) visit(link(l).to);
      }
    }
    int rows = 0;
    for (const Node& node : net_.nodes) rows = std::max(rows, node.row + 1);
    // Lists are filled by number: the nodes are numbered by the walk, and back.
    for (int node : order) row.push_back(net_.node(node).row);
    net_.rows = Lists(at(rows), row);
    for (int r = 0; r < rows; ++r) {
      int place = 0;
      for (int& node : net_.rows[r]) {
        node = order[at(node)];
        net_.node(node).place = place++;
      }
    }
  }

  // What is taken by one other only, and takes nothing itself.
  [[nodiscard]] bool is_leaf(int i) const { return in_[i].empty() && out_[i].size() == 1; }

  // How many ways lead into an item, without leaves beside a longer way.
  [[nodiscard]] std::size_t ways_in(int i) const {
    std::size_t count = 0;
    for (int l : in_[i]) count += is_leaf(link(l).from) ? 0 : 1;
    return std::max<std::size_t>(count, 1);
  }

  // A chain at whose end three or more ways go on.
  [[nodiscard]] bool leads_to_fork(int l) const {
    int i = link(l).to;
    while (in_[i].size() == 1 && out_[i].size() == 1) i = link(out_[i][0]).to;
    return in_[i].size() == 1 && out_[i].size() > 2;
  }

  // Chains stand upright, and so does the longer one of two ways. Of more ways none: what they come
  // from, and where they join, is in their middle.
  [[nodiscard]] int strength(int l) const {
    int from = link(l).from, to = link(l).to;
    std::size_t branches = std::max(out_[from].size(), ways_in(to));
    if (branches > 2) return 0;
    if (branches == 1) return is_leaf(from) && in_[to].size() > 1 ? 0 : 3;
    // Where both ways lead to a larger fork, what they come from stands between these.
    auto ways = out_[from];
    bool is_between = ways.size() == 2 && leads_to_fork(ways[0]) && leads_to_fork(ways[1]);
    if (is_between) return 0;
    for (int other : in_[to]) {
      int rival = link(other).from;
      bool is_deeper = depth_[at(rival)] > depth_[at(from)];
      bool is_first = depth_[at(rival)] == depth_[at(from)] && other < l;
      if (is_deeper || is_first) return 0;
    }
    for (int other : out_[from]) {
      int rival = link(other).to;
      bool is_higher = height_[at(rival)] > height_[at(to)];
      bool is_first = height_[at(rival)] == height_[at(to)] && other < l;
      if (is_higher || is_first) return 0;
    }
    return 2;
  }

  // What a link leaves alone, or is reached by alone, it may be under or over. A long one comes to
  // a fork from the side: that stands in the middle of its branches.
  [[nodiscard]] int strength_at_end(int l, bool is_first) const {
    bool is_alone = is_first ? out_[link(l).from].size() == 1 : in_[link(l).to].size() == 1;
    bool is_long = net_.ways[at(l)].nodes > 0;
    if (!is_first && is_long && out_[link(l).to].size() > 2) return 0;
    return std::max(strength(l), is_long && is_alone ? 1 : 0);
  }

  void add_pieces_of(int l) {
    constexpr int kStrongest = 4;
    Way& way = net_.ways[at(l)];
    way.first_piece = static_cast<int>(net_.pieces.size());
    int above = link(l).from;
    for (int k = 0; k <= way.nodes; ++k) {
      bool is_first = k == 0, is_last = k == way.nodes;
      int below = is_last ? link(l).to : way.first_node + k;
      Piece piece{.from = above, .to = below, .from_x = 0, .to_x = 0, .strength = kStrongest};
      if (is_first) piece.from_x = place_of(link(l).from_x, link(l).from);
      if (is_last) piece.to_x = place_of(link(l).to_x, link(l).to);
      if (is_first || is_last) piece.strength = strength_at_end(l, is_first);
      net_.pieces.push_back(piece);
      above = below;
    }
  }

  [[nodiscard]] double place_of(double wanted, int i) const {
    return std::isnan(wanted) ? item(i).axis : wanted;
  }

  void add_pieces() {
    for (int l = 0; at(l) < net_.ways.size(); ++l) {
      if (!net_.ways[at(l)].is_lane) add_pieces_of(l);
    }
    std::vector<int> from, to;
    for (const Piece& piece : net_.pieces) {
      from.push_back(piece.from);
      to.push_back(piece.to);
    }
    net_.below = Lists(net_.nodes.size(), from);
    net_.above = Lists(net_.nodes.size(), to);
  }

  const Level& level_;
  std::size_t count_;
  Net net_;
  Lists out_, in_;            // links by item
  std::vector<int> order_;    // the items, each after those that lead to it
  std::vector<int> upwards_;  // the other way round
  std::vector<int> rank_, depth_, height_;
  int last_rank_ = 0;  // of boxes
  std::vector<char> is_spine_;
};

}  // namespace

Net make_net(const Level& level) { return NetMaker(level).make(); }

std::vector<RowRange> parts_of(const Net& net) {
  std::vector<RowRange> parts;
  auto rows = static_cast<int>(net.rows.size());
  for (int first = 0; first < rows;) {
    int last = first + 1;
    while (last < rows && net.rows[last].size() > 1) ++last;
    parts.push_back({first, std::min(last, rows - 1)});
    first = last;
  }
  return parts;
}

}  // namespace modelviz::layout
