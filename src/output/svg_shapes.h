// The shapes of an SVG, in fewer words.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace modelviz {

/// Of all numbers in a text: 12.50 is 12.5, and 12.00 is 12.
std::string without_zeros(std::string_view text);
/// With two decimals at most.
std::string svg_number(double number);

struct SvgPoint {
  double x = 0, y = 0;
};
/// The points of a path that is one piece (M, and behind C three for each curve) or of a polygon.
std::vector<SvgPoint> svg_points(std::string_view path);

struct RoundedBox {
  double x = 0, y = 0, width = 0, height = 0, radius = 0;
};
/// What Graphviz writes as eight curves: sides, the straight ones, and corners in turn.
std::optional<RoundedBox> rounded_box(std::string_view path);

/// A curve whose points all stand above each other, or beside each other, is a line.
std::string with_lines(const std::string& path);

/// A polygon ends where it begins in any case.
std::string without_end(std::string points);

}  // namespace modelviz
