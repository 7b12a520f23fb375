// How much work Graphviz is given, and what it shall keep straight. Decided before the layout, from
// the size and the form of the graph alone, so that the DOT text says it and anybody's `dot` draws
// the same.
#pragma once

#include <string_view>
#include <vector>

#include "modelviz/output.h"

namespace modelviz {

struct LayoutPlan {
  /// One per edge of the view: how strongly it is kept short and straight.
  std::vector<int> weights;
  /// Whether dot may search for the best position of each node. Without the search branches stand
  /// to the left instead of in the middle.
  bool fine_positions = true;
  /// Whether it takes all the time that it wants to avoid crossings.
  bool few_crossings = true;
  /// Whether edges are curves, which go around the boxes that are in their way.
  bool curved_edges = true;
};

LayoutPlan plan_layout(const View& view);

/// Who lays out the graph where the options leave it open: we do, but for what plot_model of Keras
/// draws with dot, and for graphs with attributes that only dot knows. Columns and sheets are ours.
LayoutEngine choose_engine(const DotOptions& options);

/// As DOT calls them: ortho.
std::string_view text(Splines splines);

/// The direction as DOT and Mermaid call it: TB.
std::string_view text(RankDir rankdir);

}  // namespace modelviz
