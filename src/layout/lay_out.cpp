// Frames are laid out from the inside out: each is a level of its own and a box in the one around
// it. An edge that crosses borders is a link on each of its levels, which meet at the borders.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>

#include "layout/curve.h"
#include "layout/layout.h"
#include "layout/level.h"

namespace modelviz::layout {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

// Where a level gets from and to: links that begin or end at a frame do so at an item in it.
struct Ports {
  std::vector<int> from, to;  // of each link; -1: none
};

// A link of a level.
struct Leg {
  int level = 0, link = 0;
};

class Arranger {
 public:
  explicit Arranger(const Graph& graph)
      : graph_(graph),
        levels_(graph.frames.size() + 1),
        ports_(graph.frames.size() + 1),
        placed_(graph.frames.size() + 1),
        item_of_box_(graph.boxes.size(), -1),
        offset_(graph.boxes.size(), 0),
        item_of_frame_(graph.frames.size(), -1),
        corner_(graph.frames.size() + 1) {}

  Layout arrange() && {
    set_up_levels();
    add_boxes();
    for (int frame = 0; at(frame) < graph_.frames.size(); ++frame) {
      int item = item_of_frame_[at(frame)] = add_item(level_around(frame), {});
      frame_of_item_[key(level_around(frame), item)] = frame;
    }
    legs_.resize(graph_.edges.size());
    for (int edge = 0; at(edge) < graph_.edges.size(); ++edge) add_edge(edge);
    layout_.frames.resize(graph_.frames.size());
    layout_.titles.resize(graph_.frames.size());
    // Frames come after those around them.
    for (int level = static_cast<int>(levels_.size()) - 1; level >= 0; --level) place_level(level);
    collect();
    return std::move(layout_);
  }

 private:
  [[nodiscard]] const Frame& frame(int index) const { return graph_.frames[at(index)]; }
  [[nodiscard]] const Box& box(int index) const { return graph_.boxes[at(index)]; }
  Level& level(int index) { return levels_[at(index)]; }

  // The level of what is in a frame, and that in which a frame stands.
  static int level_in(int frame) { return frame + 1; }
  [[nodiscard]] int level_around(int frame) const {
    return level_in(graph_.frames[at(frame)].parent);
  }

  int add_item(int index, const Item& item) {
    level(index).items.push_back(item);
    return static_cast<int>(level(index).items.size()) - 1;
  }

  int add_link(int index, const Link& link, int from_port = -1, int to_port = -1) {
    level(index).links.push_back(link);
    ports_[at(index)].from.push_back(from_port);
    ports_[at(index)].to.push_back(to_port);
    return static_cast<int>(level(index).links.size()) - 1;
  }

  void set_up_levels() {
    constexpr double kAboveTitle = 3;
    levels_[0].columns = graph_.columns;
    levels_[0].sheet = graph_.sheet;
    // What stands in a frame leads downwards, and guests of a box are in the way at its sides.
    bool has_guests = std::any_of(graph_.boxes.begin(), graph_.boxes.end(), [](const Box& box) {
      return box.left_of >= 0 || box.right_of >= 0;
    });
    levels_[0].bends = graph_.bends && graph_.frames.empty() && !has_guests;
    depth_.assign(levels_.size(), 0);
    for (std::size_t i = 0; i < levels_.size(); ++i) {
      levels_[i].box_gap = graph_.box_gap;
      levels_[i].rank_gap = graph_.rank_gap;
      levels_[i].turns = graph_.turns;
      levels_[i].is_for_paper = graph_.columns == kFittingColumns;
      if (i == 0) continue;
      const Frame& frame = graph_.frames[i - 1];
      depth_[i] = depth_[at(level_in(frame.parent))] + 1;
      levels_[i].top = levels_[i].bottom = frame.margin;
      double title = frame.title_height > 0 ? frame.title_height + kAboveTitle : 0;
      if (graph_.title_side == Side::kTop) levels_[i].top += title;
      if (graph_.title_side == Side::kBottom) levels_[i].bottom += title;
    }
  }

  // Boxes that stand beside another form one item with it.
  void add_boxes() {
    std::vector<int> left(graph_.boxes.size(), -1), right(graph_.boxes.size(), -1);
    host_.assign(graph_.boxes.size(), -1);
    for (int i = 0; at(i) < graph_.boxes.size(); ++i) {
      attach(i, box(i).left_of, left);
      if (host_[at(i)] < 0) attach(i, box(i).right_of, right);
    }
    for (int i = 0; at(i) < graph_.boxes.size(); ++i) {
      if (host_[at(i)] < 0) add_box(i, left[at(i)], right[at(i)]);
    }
  }

  void attach(int guest, int host, std::vector<int>& side) {
    bool fits = host >= 0 && host != guest && box(host).frame == box(guest).frame &&
                box(host).left_of < 0 && box(host).right_of < 0 && side[at(host)] < 0;
    if (!fits) return;
    side[at(host)] = guest;
    host_[at(guest)] = host;
  }

  void add_box(int i, int left, int right) {
    double gap = 0.9 * graph_.box_gap;
    double before = left < 0 ? 0 : box(left).width + gap;
    double after = right < 0 ? 0 : box(right).width + gap;
    Item item{.width = before + box(i).width + after,
              .height = box(i).height,
              .axis = (before - after) / 2};
    for (int guest : {left, right}) {
      if (guest < 0) continue;
      item.height = std::max(item.height, box(guest).height);
      double away = box(i).width / 2 + gap + box(guest).width / 2;
      offset_[at(guest)] = item.axis + (guest == left ? -away : away);
    }
    offset_[at(i)] = item.axis;
    int index = add_item(level_in(box(i).frame), item);
    for (int part : {i, left, right}) {
      if (part >= 0) item_of_box_[at(part)] = index;
    }
  }

  static std::int64_t key(int first, int second) {
    return (static_cast<std::int64_t>(first) << 32) | second;
  }

  // Edges of one box share their way as far as possible: out of the frames around it, and into the
  // frames in which they end.
  void add_edge(int index) {
    const Edge& edge = graph_.edges[at(index)];
    int from_level = level_in(box(edge.from).frame);
    bool to_frame = edge.to_frame >= 0;
    int to_level = to_frame ? level_around(edge.to_frame) : level_in(box(edge.to).frame);
    if (is_beside(edge)) return;
    Link link{.from = item_of_box_[at(edge.from)],
              .to = to_frame ? item_of_frame_[at(edge.to_frame)] : item_of_box_[at(edge.to)],
              .from_y = box(edge.from).height / 2,
              .to_y = to_frame ? kAnywhere : box(edge.to).height / 2,
              .label_width = edge.label_width,
              .label_height = edge.label_height,
              .is_ranked = edge.is_ranked};
    if (host_[at(edge.from)] >= 0) link.from_x = offset_[at(edge.from)];
    if (!to_frame && host_[at(edge.to)] >= 0) link.to_x = offset_[at(edge.to)];
    int from_port = -1, to_port = -1;
    std::vector<Leg> out, in;
    while (from_level != to_level) {
      if (depth_[at(from_level)] >= depth_[at(to_level)]) {
        // Out of the frame, to the level around it.
        int frame = from_level - 1;
        auto [exit, is_new] = exits_.try_emplace(key(frame, edge.from));
        if (is_new) {
          int item = add_item(from_level, {.kind = Item::Kind::kExit});
          Link leg = link;
          leg.to = item;
          leg.to_x = kAnywhere;
          leg.to_y = leg.label_width = leg.label_height = 0;
          leg.is_ranked = true;
          exit->second = {item, add_link(from_level, leg, from_port)};
        }
        out.push_back({from_level, exit->second.link});
        from_port = exit->second.item;
        link.from = item_of_frame_[at(frame)];
        link.from_x = link.from_y = kAnywhere;
        from_level = level_around(frame);
      } else {
        int frame = to_level - 1;
        auto [entry, is_new] =
            entries_[edge.is_ranked ? 1 : 0].try_emplace(key(frame, edge.from), -1);
        if (is_new) entry->second = add_item(to_level, {.kind = Item::Kind::kEntry});
        Link leg = link;
        leg.from = entry->second;
        leg.from_x = kAnywhere;
        leg.from_y = 0;
        leg.is_ranked = true;
        int inner = in.empty() ? add_link(to_level, leg) : link_to(to_level, leg, -1, to_port);
        in.push_back({to_level, inner});
        to_port = entry->second;
        link.to = item_of_frame_[at(frame)];
        link.to_x = link.to_y = kAnywhere;
        link.label_width = link.label_height = 0;
        to_level = level_around(frame);
      }
    }
    int middle = in.empty() ? add_link(from_level, link, from_port, to_port)
                            : link_to(from_level, link, from_port, to_port);
    legs_[at(index)] = std::move(out);
    legs_[at(index)].push_back({from_level, middle});
    legs_[at(index)].insert(legs_[at(index)].end(), in.rbegin(), in.rend());
  }

  // The link to the entry of a frame, which all edges of one box share.
  int link_to(int index, const Link& link, int from_port, int to_port) {
    int level = level_in(frame_at(index, link.to));
    auto [known, is_new] = links_in_.try_emplace(key(level, to_port), -1);
    if (is_new) known->second = add_link(index, link, from_port, to_port);
    return known->second;
  }

  // Whether the ends stand side by side, as one item.
  [[nodiscard]] bool is_beside(const Edge& edge) const {
    return edge.to_frame < 0 && edge.from != edge.to &&
           (host_[at(edge.from)] == edge.to || host_[at(edge.to)] == edge.from);
  }

  void place_level(int index) {
    Level& level = levels_[at(index)];
    for (std::size_t l = 0; l < level.links.size(); ++l) {
      Link& link = level.links[l];
      link.from_x = port_x(index, link.from, ports_[at(index)].from[l], link.from_x);
      link.to_x = port_x(index, link.to, ports_[at(index)].to[l], link.to_x);
      if (std::isnan(link.from_y)) link.from_y = level.items[at(link.from)].height / 2;
      if (std::isnan(link.to_y)) link.to_y = level.items[at(link.to)].height / 2;
    }
    PlacedLevel& placed = placed_[at(index)] = place_parts(level);
    if (index == 0) return;
    const Frame& frame = graph_.frames[at(index - 1)];
    double left = frame.margin, width = placed.width + 2 * frame.margin, height = placed.height;
    Point title;
    if (graph_.title_side == Side::kLeft) {
      left += frame.title_height;
      width += frame.title_height;
      height = std::max(height, frame.title_width + frame.margin);
      title = {frame.margin / 2 + frame.title_height / 2, frame.title_width / 2};
    } else if (frame.title_width > 0) {
      bool is_top = graph_.title_side == Side::kTop;
      double room = frame.title_width + frame.margin;
      double x = title_left(index, left, width, room);
      if (x < 0) {  // no room beside what comes in: the frame grows
        left -= x;
        width -= x;
        x = 0;
      }
      width = std::max(width, x + room);
      double y = 3 + frame.title_height / 2;
      title = {x + room / 2, is_top ? y : height - y};
    }
    for (Point& item : placed.items) item.x += left;
    for (auto& route : placed.routes) {
      for (Point& point : route) point.x += left;
    }
    for (Point& label : placed.labels) label.x += left;
    stretch(index, height);
    Item& item = level_item(index - 1);
    item.width = width;
    item.height = height;
    layout_.titles[at(index - 1)] = title;
  }

  Item& level_item(int frame) {
    return levels_[at(level_around(frame))].items[at(item_of_frame_[at(frame)])];
  }

  // Exits go down to a border that is lower than the content needs.
  void stretch(int index, double height) {
    PlacedLevel& placed = placed_[at(index)];
    if (height <= placed.height + 0.01) return;
    Level& level = levels_[at(index)];
    for (std::size_t i = 0; i < level.items.size(); ++i) {
      if (level.items[i].kind == Item::Kind::kExit) placed.items[i].y = height;
    }
    for (std::size_t l = 0; l < level.links.size(); ++l) {
      if (level.items[at(level.links[l].to)].kind != Item::Kind::kExit) continue;
      Curve curve(placed.routes[l].front());
      curve.append(placed.routes[l]);
      curve.line_to({curve.end().x, height});
      placed.routes[l] = std::move(curve).points();
    }
    placed.height = height;
  }

  // The leftmost place in which a title crosses nothing that comes through its border; negative:
  // how much room is missing before the first.
  double title_left(int index, double left, double width, double room) const {
    constexpr double kBeside = 4;
    const Level& level = levels_[at(index)];
    auto kind = graph_.title_side == Side::kTop ? Item::Kind::kEntry : Item::Kind::kExit;
    std::vector<double> crossing;
    for (std::size_t i = 0; i < level.items.size(); ++i) {
      if (level.items[i].kind == kind) crossing.push_back(placed_[at(index)].items[i].x + left);
    }
    if (crossing.empty()) return 0;
    std::sort(crossing.begin(), crossing.end());
    double start = 0;
    for (double x : crossing) {
      if (x - kBeside - start >= room) return start;
      start = x + kBeside;
    }
    if (width - start >= room) return start;
    double missing_left = room - (crossing.front() - kBeside);
    double missing_right = start + room - width;
    return missing_right <= missing_left ? start : -missing_left;
  }

  // Where a link that begins or ends at a frame does so, from the middle of the frame.
  [[nodiscard]] double port_x(int index, int item, int port, double otherwise) const {
    if (port < 0) return otherwise;
    int frame = frame_at(index, item);
    const Item& around = levels_[at(index)].items[at(item)];
    return placed_[at(level_in(frame))].items[at(port)].x - around.width / 2;
  }

  [[nodiscard]] int frame_at(int index, int item) const {
    return frame_of_item_.find(key(index, item))->second;
  }

  void collect() {
    for (int frame = 0; at(frame) < graph_.frames.size(); ++frame) {
      int around = level_around(frame);
      const Item& item = level_item(frame);
      Point middle = placed_[at(around)].items[at(item_of_frame_[at(frame)])];
      Point corner{corner_[at(around)].x + middle.x - item.width / 2,
                   corner_[at(around)].y + middle.y - item.height / 2};
      corner_[at(level_in(frame))] = corner;
      layout_.frames[at(frame)] = {corner.x, corner.y, corner.x + item.width,
                                   corner.y + item.height};
      layout_.titles[at(frame)].x += corner.x;
      layout_.titles[at(frame)].y += corner.y;
    }
    for (int i = 0; at(i) < graph_.boxes.size(); ++i) {
      int index = level_in(box(i).frame);
      Point middle = placed_[at(index)].items[at(item_of_box_[at(i)])];
      layout_.boxes.push_back(
          {corner_[at(index)].x + middle.x + offset_[at(i)], corner_[at(index)].y + middle.y});
    }
    for (int e = 0; at(e) < graph_.edges.size(); ++e) collect_edge(e);
    layout_.width = placed_[0].width;
    layout_.height = placed_[0].height;
    layout_.sheets = placed_[0].sheets;
  }

  void collect_edge(int index) {
    const Edge& edge = graph_.edges[at(index)];
    layout_.edges.emplace_back();
    layout_.labels.emplace_back();
    if (legs_[at(index)].empty()) {
      bool rightwards = layout_.boxes[at(edge.from)].x < layout_.boxes[at(edge.to)].x;
      double side = rightwards ? 1 : -1;
      Point from = layout_.boxes[at(edge.from)], to = layout_.boxes[at(edge.to)];
      Curve curve({from.x + side * box(edge.from).width / 2, from.y});
      curve.line_to({to.x - side * box(edge.to).width / 2, to.y});
      layout_.edges.back() = std::move(curve).points();
      layout_.labels.back() = {(from.x + to.x) / 2, from.y - edge.label_height / 2 - 2};
      return;
    }
    auto placed_leg = [&](Leg leg) {
      std::vector<Point> route = placed_[at(leg.level)].routes[at(leg.link)];
      for (Point& point : route) {
        point = {point.x + corner_[at(leg.level)].x, point.y + corner_[at(leg.level)].y};
      }
      return route;
    };
    const std::vector<Leg>& legs = legs_[at(index)];
    std::vector<Point> first = placed_leg(legs.front());
    if (legs.size() == 1) {
      layout_.edges.back() = std::move(first);
    } else {
      Curve curve(first.front());
      for (Leg leg : legs) curve.append(placed_leg(leg));
      layout_.edges.back() = std::move(curve).points();
    }
    Leg last = legs.back();
    Point label = placed_[at(last.level)].labels[at(last.link)];
    layout_.labels.back() = {label.x + corner_[at(last.level)].x,
                             label.y + corner_[at(last.level)].y};
  }

  const Graph& graph_;
  std::vector<Level> levels_;
  std::vector<Ports> ports_;
  std::vector<PlacedLevel> placed_;
  std::vector<int> depth_;
  std::vector<int> item_of_box_;
  std::vector<int> host_;       // of boxes that stand beside another
  std::vector<double> offset_;  // of boxes, from the middles of their items
  std::vector<int> item_of_frame_;
  std::vector<Point> corner_;  // of each level
  struct Exit {
    int item = -1, link = -1;
  };
  std::unordered_map<std::int64_t, Exit> exits_;  // by frame and source
  // Items, by frame and source, of edges that are not ranked and of those that are.
  std::array<std::unordered_map<std::int64_t, int>, 2> entries_;
  std::unordered_map<std::int64_t, int> links_in_;       // by level and entry
  std::unordered_map<std::int64_t, int> frame_of_item_;  // by level and item
  std::vector<std::vector<Leg>> legs_;
  Layout layout_;
};

}  // namespace

Layout lay_out(const Graph& graph) { return Arranger(graph).arrange(); }

}  // namespace modelviz::layout
