// Curves in the form that Graphviz draws: cubic Bézier curves, one after the other, 3n+1 points.
#pragma once

#include <vector>

#include "layout/layout.h"

namespace modelviz::layout {

class Curve {
 public:
  explicit Curve(Point start) : points_{start} {}

  /// Straight on; a line that goes on in the same direction becomes longer.
  void line_to(Point end);
  /// Leaves and arrives upright.
  void bend_to(Point end);
  /// Straight down to a height, level, and down again, around round corners.
  void step_to(double level, Point end);
  /// Around a corner, as a quarter of a circle.
  void corner_to(Point corner, Point end);
  /// A curve from here, whose first point is left out.
  void append(const std::vector<Point>& curve);

  [[nodiscard]] Point end() const { return points_.back(); }
  std::vector<Point> points() && { return std::move(points_); }

 private:
  std::vector<Point> points_;
  bool ends_in_line_ = false;
};

}  // namespace modelviz::layout
