// What must hold of every layout.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "layout/layout.h"

namespace modelviz::layout::test {

constexpr double kTolerance = 0.01;

inline Rect rect_of(const Graph& graph, const Layout& layout, std::size_t box) {
  Point middle = layout.boxes[box];
  double w = graph.boxes[box].width / 2, h = graph.boxes[box].height / 2;
  return {middle.x - w, middle.y - h, middle.x + w, middle.y + h};
}

inline bool overlap(const Rect& a, const Rect& b) {
  return a.left < b.right - kTolerance && b.left < a.right - kTolerance &&
         a.top < b.bottom - kTolerance && b.top < a.bottom - kTolerance;
}

inline bool contains(const Rect& outer, const Rect& inner) {
  return outer.left <= inner.left + kTolerance && inner.right <= outer.right + kTolerance &&
         outer.top <= inner.top + kTolerance && inner.bottom <= outer.bottom + kTolerance;
}

inline bool is_within(const Graph& graph, int frame, int outer) {
  while (frame >= 0 && frame != outer) frame = graph.frames[static_cast<std::size_t>(frame)].parent;
  return frame == outer;
}

inline std::vector<Point> samples(const std::vector<Point>& curve) {
  constexpr int kSteps = 16;
  std::vector<Point> points;
  for (std::size_t i = 0; i + 3 < curve.size(); i += 3) {
    for (int k = 0; k <= kSteps; ++k) {
      double t = static_cast<double>(k) / kSteps, s = 1 - t;
      auto mix = [&](double a, double b, double c, double d) {
        return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
      };
      points.push_back({mix(curve[i].x, curve[i + 1].x, curve[i + 2].x, curve[i + 3].x),
                        mix(curve[i].y, curve[i + 1].y, curve[i + 2].y, curve[i + 3].y)});
    }
  }
  return points;
}

inline bool is_inside(Point point, const Rect& rect) {
  return point.x > rect.left + kTolerance && point.x < rect.right - kTolerance &&
         point.y > rect.top + kTolerance && point.y < rect.bottom - kTolerance;
}

/// How far a point is from the border of a rectangle.
inline double from_border(Point p, const Rect& r) {
  double x = std::max({r.left - p.x, 0.0, p.x - r.right});
  double y = std::max({r.top - p.y, 0.0, p.y - r.bottom});
  if (x > 0 || y > 0) return std::hypot(x, y);
  return std::min({p.x - r.left, r.right - p.x, p.y - r.top, r.bottom - p.y});
}

/// The first thing that is wrong; empty if nothing is. Looks at all pairs: for small graphs.
inline std::string fault(const Graph& graph, const Layout& layout) {
  auto name = [](const char* what, std::size_t i) { return what + std::to_string(i); };
  std::size_t boxes = graph.boxes.size(), frames = graph.frames.size();
  Rect paper{0, 0, layout.width, layout.height};
  for (std::size_t i = 0; i < boxes; ++i) {
    Rect box = rect_of(graph, layout, i);
    if (!contains(paper, box)) return name("box ", i) + " is off the paper";
    for (std::size_t k = i + 1; k < boxes; ++k) {
      if (overlap(box, rect_of(graph, layout, k)))
        return name("box ", i) + name(" overlaps box ", k);
    }
    for (std::size_t f = 0; f < frames; ++f) {
      bool is_in = is_within(graph, graph.boxes[i].frame, static_cast<int>(f));
      if (is_in && !contains(layout.frames[f], box))
        return name("box ", i) + name(" sticks out of frame ", f);
      if (!is_in && overlap(layout.frames[f], box))
        return name("box ", i) + name(" is in frame ", f);
    }
  }
  for (std::size_t f = 0; f < frames; ++f) {
    if (!contains(paper, layout.frames[f])) return name("frame ", f) + " is off the paper";
    for (std::size_t g = 0; g < frames; ++g) {
      if (f == g) continue;
      bool is_in = is_within(graph, static_cast<int>(f), static_cast<int>(g));
      if (is_in && !contains(layout.frames[g], layout.frames[f]))
        return name("frame ", f) + name(" sticks out of frame ", g);
      bool holds = is_within(graph, static_cast<int>(g), static_cast<int>(f));
      if (!is_in && !holds && overlap(layout.frames[f], layout.frames[g]))
        return name("frame ", f) + name(" overlaps frame ", g);
    }
  }
  for (std::size_t e = 0; e < graph.edges.size(); ++e) {
    const Edge& edge = graph.edges[e];
    const std::vector<Point>& curve = layout.edges[e];
    if (curve.size() < 4 || curve.size() % 3 != 1) return name("edge ", e) + " is no curve";
    auto from = static_cast<std::size_t>(edge.from), to = static_cast<std::size_t>(edge.to);
    if (from_border(curve.front(), rect_of(graph, layout, from)) > 0.1)
      return name("edge ", e) + " does not begin at its box";
    Rect end = edge.to_frame >= 0 ? layout.frames[static_cast<std::size_t>(edge.to_frame)]
                                  : rect_of(graph, layout, to);
    if (from_border(curve.back(), end) > 0.1) return name("edge ", e) + " does not end at its box";
    for (Point point : samples(curve)) {
      if (point.x < -kTolerance || point.x > layout.width + kTolerance || point.y < -kTolerance ||
          point.y > layout.height + kTolerance)
        return name("edge ", e) + " leaves the paper at " + std::to_string(point.x) + ", " +
               std::to_string(point.y) + " of " + std::to_string(layout.width) + " x " +
               std::to_string(layout.height);
      for (std::size_t i = 0; i < boxes; ++i) {
        if (is_inside(point, rect_of(graph, layout, i)))
          return name("edge ", e) + name(" runs through box ", i);
      }
    }
  }
  return "";
}

}  // namespace modelviz::layout::test
