// A drawing bent into a U, as U-Nets are drawn: down on the left, up again on the right, and the
// skip connections straight across.
#pragma once

#include <optional>
#include <vector>

#include "layout/level.h"
#include "layout/wrap.h"

namespace modelviz::layout {

struct Net;

struct Bend {
  int turn = 0;              ///< the link from the way down to the way up
  std::vector<int> bridges;  ///< the links across, the outermost first
};

/// Where a level can be bent: somewhere all links but one are nested skip connections.
/// `rank` is the row of each item; links that are lanes rule it out.
std::optional<Bend> find_bend(const Level& level, const std::vector<int>& rank);

/// Whether the links across meet nothing on their way, as the rows are ordered.
bool is_open(const Net& net, const Bend& bend);

/// Spreads rows until both ends of each link across are as far from the turn. Rows after the turn
/// still lead downwards.
void align(const Net& net, const Bend& bend, std::vector<Row>& rows, PlacedLevel& placed);

/// Turns what comes after the turn upwards, to the right of the rest, and adds the links that lead
/// there.
void fold_up(const Net& net, const Bend& bend, const std::vector<Row>& rows, PlacedLevel& placed);

}  // namespace modelviz::layout
