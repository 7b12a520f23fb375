// What has nothing to do with each other.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>

#include "layout/curve.h"
#include "layout/level.h"

namespace modelviz::layout {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

// The first item of what each item hangs together with; all entries and exits do.
std::vector<int> leaders_of(const Level& level) {
  std::vector<int> leader(level.items.size());
  std::iota(leader.begin(), leader.end(), 0);
  auto find = [&](int i) {
    while (leader[at(i)] != i) i = leader[at(i)] = leader[at(leader[at(i)])];
    return i;
  };
  auto join = [&](int a, int b) {
    int first = find(a), second = find(b);
    leader[at(std::max(first, second))] = std::min(first, second);
  };
  for (const Link& link : level.links) join(link.from, link.to);
  int port = -1;
  for (int i = 0; at(i) < level.items.size(); ++i) {
    if (level.items[at(i)].kind == Item::Kind::kBox) continue;
    if (port >= 0) join(port, i);
    port = i;
  }
  for (int i = 0; at(i) < leader.size(); ++i) leader[at(i)] = find(i);
  return leader;
}

struct Part {
  std::vector<int> items, links;
  bool has_ports = false;
  PlacedLevel placed;
};

std::vector<Part> parts_of(const Level& level, const std::vector<int>& leader) {
  std::vector<Part> parts;
  std::vector<int> part_of(level.items.size(), -1);
  for (int i = 0; at(i) < leader.size(); ++i) {
    int& part = part_of[at(leader[at(i)])];
    if (part < 0) {
      part = static_cast<int>(parts.size());
      parts.emplace_back();
    }
    parts[at(part)].items.push_back(i);
    parts[at(part)].has_ports |= level.items[at(i)].kind != Item::Kind::kBox;
  }
  for (int l = 0; at(l) < level.links.size(); ++l) {
    parts[at(part_of[at(leader[at(level.links[at(l)].from)])])].links.push_back(l);
  }
  return parts;
}

Level level_of(const Part& part, const Level& whole, std::vector<int>& new_index) {
  Level level;
  level.box_gap = whole.box_gap;
  level.rank_gap = whole.rank_gap;
  level.top = whole.top;
  level.bottom = whole.bottom;
  level.bends = whole.bends;
  level.turns = whole.turns;
  for (int i : part.items) {
    new_index[at(i)] = static_cast<int>(level.items.size());
    level.items.push_back(whole.items[at(i)]);
  }
  for (int l : part.links) {
    Link link = whole.links[at(l)];
    link.from = new_index[at(link.from)];
    link.to = new_index[at(link.to)];
    level.links.push_back(link);
  }
  return level;
}

// Boxes without any links in columns: a box is about three times as wide as it is high.
PlacedLevel stack(const Level& level, const std::vector<int>& items) {
  PlacedLevel placed;
  auto rows = static_cast<std::size_t>(std::sqrt(3.0 * static_cast<double>(items.size()))) + 1;
  double x = 0;
  for (std::size_t begin = 0; begin < items.size(); begin += rows) {
    std::size_t end = std::min(begin + rows, items.size());
    double width = 0, y = level.top;
    for (std::size_t k = begin; k < end; ++k)
      width = std::max(width, level.items[at(items[k])].width);
    for (std::size_t k = begin; k < end; ++k) {
      double height = level.items[at(items[k])].height;
      placed.items.push_back({x + width / 2, y + height / 2});
      y += height + level.rank_gap;
    }
    placed.height = std::max(placed.height, y - level.rank_gap + level.bottom);
    x += width + level.box_gap;
  }
  placed.width = x - level.box_gap;
  return placed;
}

// Sets the parts beside each other in rows as wide as a page has them.
class Shelf {
 public:
  Shelf(const Level& level, const std::vector<Part>& parts) : gap_(2 * level.box_gap) {
    double area = 0;
    bool has_ports = false;
    for (const Part& part : parts) {
      area += (part.placed.width + gap_) * (part.placed.height + gap_);
      widest_ = std::max(widest_, part.placed.width);
      has_ports |= part.has_ports;
    }
    widest_ = std::max(widest_, std::sqrt(1.5 * area));
    // What hangs on the borders reaches from the upper to the lower one: there is one row only.
    if (has_ports) widest_ = 1e30;
  }

  Point next(const PlacedLevel& placed) {
    if (x_ > 0 && x_ + placed.width > widest_) {
      x_ = 0;
      y_ = bottom + gap_;
    }
    Point corner{x_, y_};
    x_ += placed.width + gap_;
    right = std::max(right, x_ - gap_);
    bottom = std::max(bottom, y_ + placed.height);
    return corner;
  }

  double right = 0, bottom = 0;

 private:
  double gap_, widest_ = 0, x_ = 0, y_ = 0;
};

void move(PlacedLevel& whole, const Part& part, Point corner) {
  auto moved = [&](Point point) { return Point{point.x + corner.x, point.y + corner.y}; };
  for (std::size_t k = 0; k < part.items.size(); ++k) {
    whole.items[at(part.items[k])] = moved(part.placed.items[k]);
  }
  for (std::size_t k = 0; k < part.links.size(); ++k) {
    std::vector<Point> route = part.placed.routes[k];
    for (Point& point : route) point = moved(point);
    whole.routes[at(part.links[k])] = std::move(route);
    whole.labels[at(part.links[k])] = moved(part.placed.labels[k]);
  }
}

void lower_exits(PlacedLevel& whole, const Level& level) {
  for (std::size_t i = 0; i < level.items.size(); ++i) {
    if (level.items[i].kind == Item::Kind::kExit) whole.items[i].y = whole.height;
  }
  for (std::size_t l = 0; l < level.links.size(); ++l) {
    bool to_exit = level.items[at(level.links[l].to)].kind == Item::Kind::kExit;
    if (!to_exit || whole.routes[l].empty()) continue;
    Curve curve(whole.routes[l].front());
    curve.append(whole.routes[l]);
    curve.line_to({curve.end().x, whole.height});
    whole.routes[l] = std::move(curve).points();
  }
}

}  // namespace

PlacedLevel place_parts(const Level& level) {
  std::vector<int> leader = leaders_of(level);
  if (std::all_of(leader.begin(), leader.end(), [](int i) { return i == 0; })) return place(level);
  std::vector<Part> parts;
  Part alone;
  for (Part& part : parts_of(level, leader)) {
    if (part.items.size() == 1 && part.links.empty() && !part.has_ports)
      alone.items.push_back(part.items[0]);
    else
      parts.push_back(std::move(part));
  }
  std::vector<int> new_index(level.items.size(), -1);
  for (Part& part : parts) part.placed = place(level_of(part, level, new_index));
  if (!alone.items.empty()) {
    alone.placed = stack(level, alone.items);
    parts.push_back(std::move(alone));
  }
  PlacedLevel whole;
  whole.items.resize(level.items.size());
  whole.routes.resize(level.links.size());
  whole.labels.resize(level.links.size());
  Shelf shelf(level, parts);
  for (const Part& part : parts) move(whole, part, shelf.next(part.placed));
  whole.width = shelf.right;
  whole.height = shelf.bottom;
  lower_exits(whole, level);
  return whole;
}

}  // namespace modelviz::layout
