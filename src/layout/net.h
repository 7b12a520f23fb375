// The rows of a level: its items, and points where long links pass a row. The steps of a layered
// layout work on it one after the other.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "layout/bend.h"
#include "layout/level.h"

namespace modelviz::layout {

/// Lists of numbers of known lengths, in one piece of memory.
class Lists {
 public:
  /// `owner` says for each number 0, 1, … in which list it stands; -1: in none.
  Lists() = default;
  Lists(std::size_t lists, const std::vector<int>& owner);

  [[nodiscard]] std::size_t size() const { return begin_.empty() ? 0 : begin_.size() - 1; }
  std::span<int> operator[](int list) {
    auto i = static_cast<std::size_t>(list);
    return {values_.data() + begin_[i], values_.data() + begin_[i + 1]};
  }
  std::span<const int> operator[](int list) const {
    auto i = static_cast<std::size_t>(list);
    return {values_.data() + begin_[i], values_.data() + begin_[i + 1]};
  }

 private:
  std::vector<std::size_t> begin_;
  std::vector<int> values_;
};

/// A piece of a link between two rows that follow each other.
struct Piece {
  int from = 0, to = 0;                         ///< nodes
  double from_x = kAnywhere, to_x = kAnywhere;  ///< from the middles of the nodes
  int strength = 0;                             ///< 0: weak; the strongest stand upright first
};

struct Node {
  double left = 0, right = 0;  ///< how far it reaches from its middle
  int row = 0, place = 0;      ///< place: in its row
  double x = 0;
};

/// How a link gets from one item to the other.
struct Way {
  int first_node = -1;  ///< of the points where it passes the rows between, which follow each other
  int nodes = 0;
  int first_piece = -1;  ///< of nodes + 1 that follow each other; -1: none
  bool is_lane = false;  ///< it goes around, beside all that is in the rows that it passes
};

struct Net {
  const Level* level = nullptr;
  std::vector<Node> nodes;  ///< the items come first
  std::vector<Piece> pieces;
  std::vector<Way> ways;  ///< one for each link
  Lists rows;             ///< nodes from left to right
  Lists above, below;     ///< for each node, the pieces that come and go
  std::optional<Bend> bend;
  [[nodiscard]] bool is_item(int node) const {
    return static_cast<std::size_t>(node) < level->items.size();
  }
  Node& node(int index) { return nodes[static_cast<std::size_t>(index)]; }
  [[nodiscard]] const Node& node(int index) const { return nodes[static_cast<std::size_t>(index)]; }
  [[nodiscard]] const Piece& piece(int index) const {
    return pieces[static_cast<std::size_t>(index)];
  }
};

/// The rows of a level, each link downwards: the longest ways decide, and what can be in several
/// rows stands close to where it is used. Links that would close a circle become lanes, and the
/// longest ones, where there are so many that the points would outnumber the items.
Net make_net(const Level& level);

/// Orders each row so that few pieces cross. Rows in which one node stands alone part the net into
/// pieces that have nothing to do with each other.
void order_rows(Net& net);

/// Places the nodes of each row, in their order and without overlap: the main line upright, what
/// forks and joins in the middle of its branches.
void place_columns(Net& net);

/// The rows from one in which a single node stands to the next.
struct RowRange {
  int first = 0, last = 0;
};
std::vector<RowRange> parts_of(const Net& net);

/// For square turns, where each piece is level: in parts of the space between its rows.
std::vector<double> place_steps(const Net& net);

/// Gives each row its height and column, and each link its curve.
PlacedLevel route(Net net);

}  // namespace modelviz::layout
