// Where the boxes of a layered drawing stand and how its arrows run. Knows sizes only: neither what
// a box says nor who draws it. y grows downwards; the data flow from top to bottom.
//
// The work is nearly linear in boxes and edges; docs/layout.md describes it.
#pragma once

#include <vector>

namespace modelviz::layout {

struct Point {
  double x = 0, y = 0;
};

struct Rect {
  double left = 0, top = 0, right = 0, bottom = 0;
};

struct Box {
  double width = 0, height = 0;
  int frame = -1;  ///< index into Graph::frames; -1: none
  /// The box of the same frame that it stands to the left of (weights), or to the right of (what a
  /// step makes of a state).
  int left_of = -1, right_of = -1;
};

/// The side of a frame along which its title runs. In a drawing that is turned afterwards it is
/// not the top.
enum class Side { kTop, kBottom, kLeft };

struct Frame {
  int parent = -1;  ///< comes before it
  double margin = 8;
  double title_width = 0, title_height = 0;  ///< as it is read, along the side and across
};

struct Edge {
  int from = 0, to = 0;  ///< boxes
  int to_frame = -1;     ///< ends at the border of this frame instead
  double label_width = 0, label_height = 0;
  bool is_ranked = true;  ///< false: says nothing about which box comes first
};

/// How arrows get from one row to the next.
enum class Turns {
  kCurved,
  kStraight,  ///< at a slant
  kSquare,    ///< level, with rounded corners
};

/// As many columns as fill the sheet best.
constexpr int kFittingColumns = -1;

/// What a drawing in columns shall fill: one sheet, or as many as it takes for its texts to be
/// legible, side by side.
struct Sheet {
  double width = 1, height = 1.41;
  /// How small the drawing may become on a sheet before it takes another one; a quarter smaller
  /// where it then is on one, or on less than half of as many. 0: it never takes a second one.
  double least_scale = 0;
};

/// What part of Sheet::least_scale leaves a drawing legible.
constexpr double kLegible = 0.75;

struct Graph {
  std::vector<Box> boxes;
  std::vector<Frame> frames;
  std::vector<Edge> edges;
  double box_gap = 18, rank_gap = 23;
  Side title_side = Side::kTop;
  /// Into how many columns a long drawing is cut; 0: none. What hangs together too much is not.
  int columns = 0;
  Sheet sheet;
  /// Whether one with nested skip connections is bent into a U, where they run straight across.
  bool bends = false;
  Turns turns = Turns::kCurved;
};

struct Layout {
  std::vector<Point> boxes;  ///< their middles
  std::vector<Rect> frames;
  std::vector<Point> titles;  ///< the middles of the frames' titles
  /// For each edge cubic Bézier curves, 3n+1 points from border to border; empty where there is
  /// nothing to draw.
  std::vector<std::vector<Point>> edges;
  std::vector<Point> labels;  ///< the middles of the edges' labels
  double width = 0, height = 0;
  int sheets = 1;  ///< that stand side by side, each of the same width
};

Layout lay_out(const Graph& graph);

}  // namespace modelviz::layout
