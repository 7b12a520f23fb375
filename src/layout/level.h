// One level of a drawing: what stands in one frame, each frame in it a box of known size.
#pragma once

#include <cmath>
#include <limits>
#include <vector>

#include "layout/layout.h"

namespace modelviz::layout {

/// An end of a link that has no place of its own at its item.
constexpr double kAnywhere = std::numeric_limits<double>::quiet_NaN();

struct Item {
  enum class Kind {
    kBox,
    kEntry,  ///< where a link comes in through the top border
    kExit,   ///< where one leaves through the bottom border
  };
  double width = 0, height = 0;
  /// From its middle to where its links begin and end.
  double axis = 0;
  Kind kind = Kind::kBox;
};

struct Link {
  int from = 0, to = 0;
  double from_x = kAnywhere, to_x = kAnywhere;  ///< from the middles of the items
  /// How far below the middle of an item it begins, and above it ends.
  double from_y = 0, to_y = 0;
  double label_width = 0, label_height = 0;
  bool is_ranked = true;
};

struct Level {
  std::vector<Item> items;
  std::vector<Link> links;
  double box_gap = 18, rank_gap = 23;
  /// From the upper border to the first row and from the last row to the lower one, where entries
  /// and exits stand on the borders.
  double top = 0, bottom = 0;
  int columns = 0;  ///< this and what follows as in Graph
  Sheet sheet;
  bool bends = false;
  bool is_for_paper = false;  ///< room counts more than straight lines
  Turns turns = Turns::kCurved;
};

struct PlacedLevel {
  std::vector<Point> items;                ///< their middles
  std::vector<std::vector<Point>> routes;  ///< 3n+1 points
  std::vector<Point> labels;
  double width = 0, height = 0;
  int sheets = 1;
};

/// What hangs together, in rows.
PlacedLevel place(const Level& level);

/// What does not hang together stands side by side, and in columns what has no links at all.
PlacedLevel place_parts(const Level& level);

}  // namespace modelviz::layout
