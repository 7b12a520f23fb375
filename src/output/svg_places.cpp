#include "output/svg_places.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>

#include "output/svg_shapes.h"

namespace modelviz {
namespace {

// What stands between two texts; empty where they are not there.
std::string_view between(std::string_view text, std::string_view begin, std::string_view end) {
  std::size_t at = text.find(begin);
  if (at == std::string_view::npos) return {};
  text.remove_prefix(at + begin.size());
  return text.substr(0, text.find(end));
}

// The transform of the whole graph: "… translate(18 11994)".
SvgPlace moved_by(std::string_view svg) {
  std::string numbers(between(svg, "translate(", ")"));
  char* end = nullptr;
  double left = std::strtod(numbers.c_str(), &end);
  return {left, std::strtod(end, nullptr)};
}

}  // namespace

std::map<std::string, SvgPlace, std::less<>> svg_places(std::string_view svg) {
  std::map<std::string, SvgPlace, std::less<>> places;
  SvgPlace origin = moved_by(svg);
  for (std::string_view kind : {"class=\"node\">", "class=\"cluster\">"}) {
    for (std::size_t at = 0; (at = svg.find(kind, at)) != std::string_view::npos; ++at) {
      std::string_view group = svg.substr(at, svg.find("</g>", at) - at);
      std::string_view title = between(group, "<title>", "</title>");
      std::string_view outline = between(group, " d=\"", "\"");
      if (outline.empty()) outline = between(group, " points=\"", "\"");
      std::vector<SvgPoint> points = svg_points(outline);
      if (points.empty()) continue;
      SvgPlace place{points[0].x, points[0].y};
      for (const SvgPoint& point : points) {
        place.left = std::min(place.left, point.x);
        place.top = std::min(place.top, point.y);
      }
      places[std::string(title)] = {place.left + origin.left, place.top + origin.top};
    }
  }
  return places;
}

}  // namespace modelviz
