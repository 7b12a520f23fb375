#include "layout/curve.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace modelviz::layout {
namespace {

Point between(Point a, Point b, double part) {
  return {a.x + part * (b.x - a.x), a.y + part * (b.y - a.y)};
}

}  // namespace

void Curve::line_to(Point end) {
  Point start = points_.back();
  if (std::hypot(end.x - start.x, end.y - start.y) < 0.01) return;
  if (ends_in_line_) {
    Point before = points_[points_.size() - 4];
    double turn =
        (start.x - before.x) * (end.y - start.y) - (start.y - before.y) * (end.x - start.x);
    if (std::abs(turn) < 0.01) {
      points_.resize(points_.size() - 3);
      start = before;
    }
  }
  points_.push_back(between(start, end, 1.0 / 3));
  points_.push_back(between(start, end, 2.0 / 3));
  points_.push_back(end);
  ends_in_line_ = true;
}

void Curve::bend_to(Point end) {
  Point start = points_.back();
  if (std::abs(end.x - start.x) < 0.05) return line_to(end);
  // Wide bends start less upright: they would be flat in the middle.
  double width = end.x - start.x, height = end.y - start.y;
  double slant = std::min(0.25, 0.12 * std::abs(width) / (std::abs(height) + 1));
  points_.push_back({start.x + slant * width, start.y + 0.4 * height});
  points_.push_back({end.x, end.y - 0.6 * height});
  points_.push_back(end);
  ends_in_line_ = false;
}

void Curve::step_to(double level, Point end) {
  constexpr double kRound = 6;
  Point start = points_.back();
  double width = end.x - start.x;
  if (std::abs(width) < 0.05) return line_to(end);
  double round =
      std::min({kRound, std::abs(width) / 2, std::abs(level - start.y), std::abs(end.y - level)});
  double sideways = width > 0 ? round : -round, down = end.y > start.y ? round : -round;
  line_to({start.x, level - down});
  corner_to({start.x, level}, {start.x + sideways, level});
  line_to({end.x - sideways, level});
  corner_to({end.x, level}, {end.x, level + down});
  line_to(end);
}

void Curve::corner_to(Point corner, Point end) {
  constexpr double kCircle = 0.55;
  Point start = points_.back();
  points_.push_back(between(start, corner, kCircle));
  points_.push_back(between(end, corner, kCircle));
  points_.push_back(end);
  ends_in_line_ = false;
}

void Curve::append(const std::vector<Point>& curve) {
  if (curve.size() < 4) return;
  bool is_line = curve.size() == 4 && std::abs(curve[0].x - curve[1].x) < 0.01 &&
                 std::abs(curve[0].x - curve[2].x) < 0.01 &&
                 std::abs(curve[0].x - curve[3].x) < 0.01;
  if (is_line) return line_to(curve.back());
  points_.insert(points_.end(), curve.begin() + 1, curve.end());
  ends_in_line_ = false;
}

}  // namespace modelviz::layout
