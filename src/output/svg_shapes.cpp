#include "output/svg_shapes.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>

namespace modelviz {
namespace {

bool is_number(char c) { return (c >= '0' && c <= '9') || c == '.'; }

}  // namespace

std::string without_zeros(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    if (!is_number(text[i])) {
      result += text[i++];
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && is_number(text[end])) ++end;
    std::string_view number = text.substr(i, end - i);
    if (number.find('.') != std::string_view::npos) {
      number = number.substr(0, number.find_last_not_of('0') + 1);
      if (number.ends_with('.')) number.remove_suffix(1);
    }
    result += number;
    i = end;
  }
  return result;
}

std::string svg_number(double number) {
  std::string text = std::to_string(std::round(number * 100) / 100);
  return without_zeros(text);
}

std::vector<SvgPoint> svg_points(std::string_view path) {
  std::vector<double> numbers;
  std::string copy(path);
  for (const char* at = copy.c_str(); *at != '\0';) {
    char* end = nullptr;
    double number = std::strtod(at, &end);
    if (end == at) {
      ++at;
      continue;
    }
    numbers.push_back(number);
    at = end;
  }
  std::vector<SvgPoint> points;
  for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) {
    points.push_back({numbers[i], numbers[i + 1]});
  }
  return points;
}

std::string with_lines(const std::string& path) {
  std::vector<SvgPoint> points = svg_points(path);
  bool is_one_piece = path.starts_with('M') && path.find('L') == std::string::npos &&
                      std::count(path.begin(), path.end(), 'M') == 1 &&
                      std::count(path.begin(), path.end(), 'C') == 1 && points.size() % 3 == 1 &&
                      points.size() > 1;
  if (!is_one_piece) return path;
  std::string result = "M" + svg_number(points[0].x) + "," + svg_number(points[0].y);
  char last = 'M';
  for (std::size_t i = 0; i + 3 < points.size(); i += 3) {
    auto all = [&](double SvgPoint::*axis) {
      return std::all_of(&points[i + 1], &points[i + 3] + 1,
                         [&](const SvgPoint& p) { return p.*axis == points[i].*axis; });
    };
    const SvgPoint& end = points[i + 3];
    if (all(&SvgPoint::x)) {
      result += "V" + svg_number(end.y);
      last = 'V';
    } else if (all(&SvgPoint::y)) {
      result += "H" + svg_number(end.x);
      last = 'H';
    } else {
      result += last == 'C' ? " " : "C";
      for (std::size_t k = i + 1; k <= i + 3; ++k) {
        result += (k == i + 1 ? "" : " ") + svg_number(points[k].x) + "," + svg_number(points[k].y);
      }
      last = 'C';
    }
  }
  return result;
}

std::string without_end(std::string points) {
  std::size_t last = points.rfind(' ');
  bool is_closed =
      last != std::string::npos && points.substr(last + 1) == points.substr(0, points.find(' '));
  if (is_closed) points.resize(last);
  return points;
}

namespace {

bool is_same(double a, double b) { return std::abs(a - b) < 0.02; }

}  // namespace

std::optional<RoundedBox> rounded_box(std::string_view path) {
  constexpr std::size_t kPoints = 25;
  std::vector<SvgPoint> points = svg_points(path);
  if (points.size() != kPoints || std::count(path.begin(), path.end(), 'M') != 1) return {};
  auto [left, right] =
      std::minmax_element(points.begin(), points.end(), [](auto& a, auto& b) { return a.x < b.x; });
  auto [top, bottom] =
      std::minmax_element(points.begin(), points.end(), [](auto& a, auto& b) { return a.y < b.y; });
  RoundedBox box{left->x, top->y, right->x - left->x, bottom->y - top->y, 0};
  for (std::size_t i = 0; i < kPoints && box.radius == 0; i += 3) {
    bool is_on_top = is_same(points[i].y, box.y);
    if (is_on_top) box.radius = std::min(points[i].x - box.x, right->x - points[i].x);
  }
  auto is_corner = [&](double at, double low, double size) {
    return is_same(at, low + box.radius) || is_same(at, low + size - box.radius);
  };
  for (std::size_t i = 0; i < kPoints; i += 3) {
    const SvgPoint& p = points[i];
    bool is_on_side = is_same(p.x, box.x) || is_same(p.x, box.x + box.width);
    bool fits = is_on_side ? is_corner(p.y, box.y, box.height) : is_corner(p.x, box.x, box.width);
    if (!fits) return {};
  }
  return box;
}

}  // namespace modelviz
