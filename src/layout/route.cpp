// From top to bottom: the heights of rows and the curves of links. A curve stands upright where it
// passes a row and bends between rows only, so it crosses no box.
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>

#include "layout/curve.h"
#include "layout/lanes.h"
#include "layout/net.h"
#include "layout/wrap.h"

namespace modelviz::layout {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

class Router {
 public:
  explicit Router(Net net)
      : net_(std::move(net)),
        level_(*net_.level),
        rows_(net_.rows.size()),
        gutter_(0.9 * level_.box_gap),
        track_(0.4 * level_.box_gap),
        column_(net_.rows.size(), 0) {}

  PlacedLevel route() && {
    place_lanes();
    spread_arrivals();
    place_rows();
    if (level_.turns == Turns::kSquare) steps_ = place_steps(net_);
    if (!net_.bend) wrap();
    result_.items.resize(level_.items.size());
    for (std::size_t i = 0; i < level_.items.size(); ++i) {
      const Node& node = net_.nodes[i];
      const Row& row = rows_[at(node.row)];
      double y = y_in_row(static_cast<int>(i));
      if (level_.items[i].kind == Item::Kind::kEntry) y = row.top;
      if (level_.items[i].kind == Item::Kind::kExit) y = row.bottom;
      result_.items[i] = {node.x, y};
    }
    if (net_.bend) align(net_, *net_.bend, rows_, result_);
    result_.routes.resize(level_.links.size());
    result_.labels.resize(level_.links.size());
    for (std::size_t i = 0; i < level_.links.size(); ++i) {
      if (is_bridge(i)) continue;
      if (is_lane(i))
        route_lane(i);
      else
        route_through_rows(i);
    }
    if (net_.bend)
      fold_up(net_, *net_.bend, rows_, result_);
    else
      move_to_origin();
    return std::move(result_);
  }

 private:
  [[nodiscard]] const Item& item(int index) const { return level_.items[at(index)]; }
  // What only leads across is no part of the rows.
  [[nodiscard]] bool is_bridge(std::size_t l) const { return net_.bend && net_.ways[l].is_lane; }
  // To the next row a lane needs no way around.
  [[nodiscard]] bool is_lane(std::size_t l) const {
    const Link& link = level_.links[l];
    return net_.ways[l].is_lane && !net_.bend &&
           net_.node(link.to).row != net_.node(link.from).row + 1;
  }

  [[nodiscard]] double start_x(const Link& link) const {
    double offset = std::isnan(link.from_x) ? item(link.from).axis : link.from_x;
    return net_.node(link.from).x + offset;
  }

  // The rows that a lane passes: those between, or where it leads back up, all from one to the
  // other.
  [[nodiscard]] RowRange rows_passed(const Link& link) const {
    int from = net_.node(link.from).row, to = net_.node(link.to).row;
    return to > from ? RowRange{from + 1, to - 1} : RowRange{to, from};
  }

  void place_lanes() {
    const double lane_gap = 0.6 * level_.box_gap;
    std::vector<std::size_t> lanes;
    for (std::size_t i = 0; i < level_.links.size(); ++i) {
      if (is_lane(i)) lanes.push_back(i);
    }
    left_ = right_ = net_.nodes.empty() ? 0 : net_.nodes[0].x;
    for (const Node& node : net_.nodes) {
      left_ = std::min(left_, node.x - node.left);
      right_ = std::max(right_, node.x + node.right);
    }
    for (int row = 0; at(row) < rows_.size(); ++row) {
      const Node& first = net_.node(net_.rows[row].front());
      const Node& last = net_.node(net_.rows[row].back());
      rows_[at(row)].left = first.x - first.left;
      rows_[at(row)].right = last.x + last.right;
    }
    if (lanes.empty()) return;
    auto length = [&](std::size_t lane) {
      RowRange rows = rows_passed(level_.links[lane]);
      return rows.last - rows.first;
    };
    std::stable_sort(lanes.begin(), lanes.end(),
                     [&](std::size_t a, std::size_t b) { return length(a) < length(b); });
    std::vector<double> reach;
    for (const Row& row : rows_) reach.push_back(row.right);
    Skyline skyline(reach);
    lane_x_.assign(level_.links.size(), 0);
    for (std::size_t lane : lanes) {
      const Link& link = level_.links[lane];
      RowRange rows = rows_passed(link);
      double x = skyline.reach(rows.first, rows.last) + lane_gap;
      lane_x_[lane] = x;
      if (link.label_width > 0) x += link.label_width + 6;
      skyline.raise(rows.first, rows.last, x);
      right_ = std::max(right_, x + 2);
    }
    for (int row = 0; at(row) < rows_.size(); ++row) {
      rows_[at(row)].right = std::max(rows_[at(row)].right, skyline.reach(row, row) + 2);
    }
  }

  // Where each link arrives at its item: beside each other, in the order of where they come from.
  // What comes straight from above stays in the middle.
  void spread_arrivals() {
    constexpr double kMostBetween = 12, kCorner = 10;
    end_x_.resize(level_.links.size());
    std::vector<int> to;
    for (const Link& link : level_.links) to.push_back(link.to);
    Lists arriving(level_.items.size(), to);
    std::vector<std::pair<double, int>> ends;
    for (int i = 0; at(i) < level_.items.size(); ++i) {
      ends.clear();
      double axis = net_.node(i).x + item(i).axis;
      for (int l : arriving[i]) {
        const Link& link = level_.links[at(l)];
        if (is_bridge(at(l))) continue;
        if (!std::isnan(link.to_x)) {
          end_x_[at(l)] = net_.node(i).x + link.to_x;
        } else {
          ends.emplace_back(last_x_before(at(l)), l);
        }
      }
      std::stable_sort(ends.begin(), ends.end(),
                       [](const auto& a, const auto& b) { return a.first < b.first; });
      double middle = (static_cast<double>(ends.size()) - 1) / 2;
      for (std::size_t k = 0; k < ends.size(); ++k) {
        if (std::abs(ends[k].first - axis) < 0.5) middle = static_cast<double>(k);
      }
      double room = std::max(item(i).width / 2 - std::abs(item(i).axis) - kCorner, 0.0);
      double most = std::max(middle, static_cast<double>(ends.size()) - 1 - middle);
      double between = most > 0 ? std::min(kMostBetween, room / most) : 0;
      for (std::size_t k = 0; k < ends.size(); ++k) {
        end_x_[at(ends[k].second)] = axis + (static_cast<double>(k) - middle) * between;
      }
    }
  }

  [[nodiscard]] double last_x_before(std::size_t l) const {
    const Way& way = net_.ways[l];
    if (is_lane(l)) return lane_x_[l];
    if (way.nodes > 0) return net_.node(way.first_node + way.nodes - 1).x;
    return start_x(level_.links[l]);
  }

  // What each row needs: its items, room for titles at the borders, and labels.
  [[nodiscard]] std::vector<double> row_heights() const {
    std::vector<double> heights(rows_.size(), 0);
    auto raise = [&](int row, double height) {
      heights[at(row)] = std::max(heights[at(row)], height);
    };
    for (std::size_t i = 0; i < level_.items.size(); ++i) {
      const Item& item = level_.items[i];
      bool is_box = item.kind == Item::Kind::kBox, is_entry = item.kind == Item::Kind::kEntry;
      raise(net_.nodes[i].row, is_box ? item.height : is_entry ? level_.top : level_.bottom);
    }
    for (std::size_t l = 0; l < level_.links.size(); ++l) {
      if (net_.ways[l].nodes == 0) continue;
      raise(net_.node(net_.ways[l].first_node).row, level_.links[l].label_height);
    }
    return heights;
  }

  // How far to the side the widest bend below each row goes.
  [[nodiscard]] std::vector<double> row_bends() const {
    std::vector<double> bends(rows_.size(), 0);
    for (const Piece& piece : net_.pieces) {
      double& bend = bends[at(net_.node(piece.from).row)];
      bend = std::max(bend, std::abs(net_.node(piece.from).x + piece.from_x -
                                     net_.node(piece.to).x - piece.to_x));
    }
    return bends;
  }

  [[nodiscard]] bool has(Item::Kind kind) const {
    return std::any_of(level_.items.begin(), level_.items.end(),
                       [&](const Item& item) { return item.kind == kind; });
  }

  // Whether a lane turns outside of all rows.
  [[nodiscard]] bool turns_at(int Link::*end, int row) const {
    for (std::size_t l = 0; l < level_.links.size(); ++l) {
      if (is_lane(l) && net_.node(level_.links[l].*end).row == row) return true;
    }
    return false;
  }

  void place_rows() {
    std::vector<double> heights = row_heights(), bends = row_bends();
    bool has_labels = std::any_of(level_.links.begin(), level_.links.end(),
                                  [](const Link& link) { return link.label_height > 0; });
    bool has_entries = has(Item::Kind::kEntry), has_exits = has(Item::Kind::kExit);
    double gap = has_labels ? 0.6 * level_.rank_gap : level_.rank_gap;
    double y = has_entries ? 0 : level_.top + (turns_at(&Link::to, 0) ? gap : 0);
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      rows_[row].top = y;
      rows_[row].bottom = y + heights[row];
      y += heights[row];
      if (row + 1 == rows_.size()) break;
      // Wide bends are less flat with more room.
      double bend = std::min(0.09 * bends[row], (level_.is_for_paper ? 0.6 : 1.2) * gap);
      bool at_border = (has_entries && row == 0) || (has_exits && row + 2 == rows_.size());
      y += (at_border ? 0.3 * gap + std::min(bends[row], 0.7 * gap) : gap) + bend;
    }
    bool turns_below = turns_at(&Link::from, static_cast<int>(rows_.size()) - 1);
    result_.height = y + (has_exits ? 0 : level_.bottom + (turns_below ? gap : 0));
  }

  // Moves the rows into columns.
  void wrap() {
    if (level_.columns == 0) return;
    count_links_below();
    Cuts found = find_cuts(rows_, level_.columns, level_.sheet, 2 * gutter_);
    const std::vector<int>& cuts = found.rows;
    if (cuts.empty()) return;
    for (int cut : cuts) ++column_[at(cut)];
    for (std::size_t row = 1; row < rows_.size(); ++row) column_[row] += column_[row - 1];
    columns_.assign(cuts.size() + 1, {});
    list_tracks(cuts);
    std::size_t most = 0;
    for (const Column& column : columns_) most = std::max(most, column.tracks.size());
    top_ = level_.top + gutter_ + track_ * static_cast<double>(most);
    move_columns(found);
    for (Node& node : net_.nodes) node.x += columns_[at(column_[at(node.row)])].dx;
    for (std::size_t l = 0; l < level_.links.size(); ++l) {
      double dx = columns_[at(column_[at(net_.node(level_.links[l].to).row)])].dx;
      end_x_[l] += dx;
      if (is_lane(l)) lane_x_[l] += dx;
    }
  }

  void count_links_below() {
    for (const Piece& piece : net_.pieces) ++rows_[at(net_.node(piece.from).row)].links_below;
    // Lanes are not cut: how many begin and end in each gap.
    std::vector<int> begin(rows_.size() + 1, 0);
    for (std::size_t l = 0; l < level_.links.size(); ++l) {
      if (!net_.ways[l].is_lane) continue;
      int from = net_.node(level_.links[l].from).row, to = net_.node(level_.links[l].to).row;
      int first = std::max(std::min(from, to - 1), 0), last = std::max(from, to - 1);
      ++begin[at(first)];
      --begin[at(last) + 1];
    }
    for (std::size_t row = 0, open = 0; row < rows_.size(); ++row) {
      open += static_cast<std::size_t>(begin[row]);
      if (open > 0) rows_[row].links_below = Row::kUncut;
    }
  }

  // Where links leave the column, from right to left. Those of one item share a track.
  void list_tracks(const std::vector<int>& cuts) {
    for (std::size_t k = 0; k < cuts.size(); ++k) {
      std::vector<double>& tracks = columns_[k].tracks;
      for (int node : net_.rows[cuts[k] - 1]) {
        for (int p : net_.below[node]) {
          const Piece& piece = net_.piece(p);
          tracks.push_back(net_.node(piece.from).x + piece.from_x);
        }
      }
      std::sort(tracks.begin(), tracks.end(), std::greater<>());
      tracks.erase(std::unique(tracks.begin(), tracks.end()), tracks.end());
    }
  }

  // Where each column stands, from left to right. Those of one sheet begin where it does.
  void move_columns(const Cuts& cuts) {
    result_.height = 0;
    result_.sheets = cuts.sheets;
    // Nothing touches the border between two sheets.
    std::vector<double> sheet_width(at(cuts.sheets), cuts.sheets > 1 ? gutter_ : 0);
    for (std::size_t k = 0, row = 0; k < columns_.size(); ++k) {
      Column& column = columns_[k];
      std::size_t end = k < cuts.rows.size() ? at(cuts.rows[k]) : rows_.size();
      double left = rows_[row].left, right = rows_[row].right, dy = top_ - rows_[row].top;
      for (std::size_t r = row; r < end; ++r) {
        left = std::min(left, rows_[r].left);
        right = std::max(right, rows_[r].right);
      }
      for (; row < end; ++row) {
        rows_[row].top += dy;
        rows_[row].bottom += dy;
      }
      column.bottom = rows_[end - 1].bottom;
      double tracks = track_ * static_cast<double>(column.tracks.size());
      double& x = sheet_width[k / at(cuts.columns_on_sheet)];
      column.dx = x - left;
      column.right = x + right - left;
      x = column.right + 2 * gutter_ + tracks;
      result_.height = std::max(result_.height, column.bottom + gutter_ + tracks);
    }
    result_.height += level_.bottom;
    double sheet = *std::max_element(sheet_width.begin(), sheet_width.end());
    if (cuts.sheets == 1) sheet -= 2 * gutter_;  // there is nothing to the right of the last one
    for (std::size_t k = 0; k < columns_.size(); ++k) {
      Column& column = columns_[k];
      std::size_t on_sheet = k / at(cuts.columns_on_sheet);
      double shift = left_ + sheet * static_cast<double>(on_sheet);
      column.dx += shift;
      column.right += shift;
      for (double& track : column.tracks) track += column.dx;
    }
    right_ = left_ + sheet * cuts.sheets;
  }

  // From the bottom of a column to the top of the next one, through the gutter between them.
  void go_to_next_column(Curve& curve, int column, double end_x, double end_y) const {
    const Column& from = columns_[at(column)];
    double x = curve.end().x;
    auto found = std::find_if(from.tracks.begin(), from.tracks.end(),
                              [&](double track) { return std::abs(track - x) < 0.01; });
    auto index = static_cast<double>(found - from.tracks.begin());
    auto count = static_cast<double>(from.tracks.size());
    double out = from.bottom + 0.6 * gutter_ + track_ * index;
    double beside = from.right + 0.8 * gutter_ + track_ * index;
    double in = top_ - 0.8 * gutter_ - track_ * (count - 1 - index);
    double round = std::min(6.0, 0.5 * gutter_);
    curve.line_to({x, out - round});
    curve.corner_to({x, out}, {x + round, out});
    curve.line_to({beside - round, out});
    curve.corner_to({beside, out}, {beside, out - round});
    curve.line_to({beside, in + round});
    curve.corner_to({beside, in}, {beside + round, in});
    curve.line_to({end_x - round, in});
    curve.corner_to({end_x, in}, {end_x, in + round});
    curve.line_to({end_x, end_y});
  }

  void turn_to(Curve& curve, int row, Point end, int piece) const {
    switch (level_.turns) {
      case Turns::kCurved:
        return curve.bend_to(end);
      case Turns::kStraight:
        return curve.line_to(end);
      case Turns::kSquare:
        break;
    }
    double above = rows_[at(row - 1)].bottom, step = piece < 0 ? 0.5 : steps_[at(piece)];
    curve.step_to(above + step * (rows_[at(row)].top - above), end);
  }

  // To the top of the next row that a link passes or reaches.
  void go_to_row(Curve& curve, int row, double x, int piece) const {
    int before = column_[at(row - 1)];
    if (before == column_[at(row)])
      turn_to(curve, row, {x, rows_[at(row)].top}, piece);
    else
      go_to_next_column(curve, before, x, rows_[at(row)].top);
  }

  void route_through_rows(std::size_t l) {
    const Link& link = level_.links[l];
    const Way& way = net_.ways[l];
    const Row& first = rows_[at(net_.node(link.from).row)];
    double x = start_x(link);
    // A lane to the next row has no piece.
    int first_piece = way.first_piece < 0 ? -1 - way.nodes : way.first_piece;
    Curve curve({x, start_y(link)});
    curve.line_to({x, first.bottom});
    for (int k = 0; k < way.nodes; ++k) {
      const Node& node = net_.node(way.first_node + k);
      const Row& row = rows_[at(node.row)];
      go_to_row(curve, node.row, node.x, first_piece + k);
      curve.line_to({node.x, row.bottom});
    }
    go_to_row(curve, net_.node(link.to).row, end_x_[l], first_piece + way.nodes);
    curve.line_to({end_x_[l], end_y(link)});
    result_.routes[l] = std::move(curve).points();
    if (link.label_width <= 0 || way.nodes == 0) return;
    const Node& beside = net_.node(way.first_node);
    const Row& row = rows_[at(beside.row)];
    result_.labels[l] = {beside.x + 4 + link.label_width / 2, (row.top + row.bottom) / 2};
  }

  // In the middle, or in a row with much higher ones close to what it is linked with.
  [[nodiscard]] double y_in_row(int i) const {
    const Row& row = rows_[at(net_.node(i).row)];
    double height = item(i).height, middle = (row.top + row.bottom) / 2;
    if (row.bottom - row.top < 1.7 * height) return middle;
    auto leads_to_item = [&](int p) { return net_.is_item(net_.piece(p).to); };
    auto comes_from_item = [&](int p) { return net_.is_item(net_.piece(p).from); };
    auto below = net_.below[i], above = net_.above[i];
    bool is_used_next = std::any_of(below.begin(), below.end(), leads_to_item);
    bool is_made_before = std::any_of(above.begin(), above.end(), comes_from_item);
    if (is_used_next == is_made_before) return middle;
    return is_used_next ? row.bottom - height / 2 : row.top + height / 2;
  }

  [[nodiscard]] double start_y(const Link& link) const {
    return result_.items[at(link.from)].y + link.from_y;
  }
  [[nodiscard]] double end_y(const Link& link) const {
    return result_.items[at(link.to)].y - link.to_y;
  }

  // The space below a row.
  [[nodiscard]] double gap_below(int row) const {
    return at(row) + 1 < rows_.size() ? rows_[at(row) + 1].top - rows_[at(row)].bottom
                                      : level_.rank_gap;
  }

  void route_lane(std::size_t l) {
    const Link& link = level_.links[l];
    int from = net_.node(link.from).row, to = net_.node(link.to).row;
    double x = lane_x_[l], start = start_x(link), end = end_x_[l];
    double out = rows_[at(from)].bottom + 0.4 * gap_below(from);
    double in = rows_[at(to)].top - 0.6 * (to > 0 ? gap_below(to - 1) : level_.rank_gap);
    double way = in > out ? 1 : -1;  // down or up
    double round = std::min({7.0, std::abs(in - out) / 2, out - rows_[at(from)].bottom,
                             rows_[at(to)].top - in, std::abs(x - start), std::abs(x - end)});
    double turn_out = x > start ? round : -round, turn_in = x > end ? round : -round;
    Curve curve({start, start_y(link)});
    curve.line_to({start, out - round});
    curve.corner_to({start, out}, {start + turn_out, out});
    curve.line_to({x - turn_out, out});
    curve.corner_to({x, out}, {x, out + way * round});
    curve.line_to({x, in - way * round});
    curve.corner_to({x, in}, {x - turn_in, in});
    curve.line_to({end + turn_in, in});
    curve.corner_to({end, in}, {end, in + round});
    curve.line_to({end, end_y(link)});
    result_.routes[l] = std::move(curve).points();
    result_.labels[l] = {x + 4 + link.label_width / 2, (out + in) / 2};
  }

  void move_to_origin() {
    for (Point& item : result_.items) item.x -= left_;
    for (auto& route : result_.routes) {
      for (Point& point : route) point.x -= left_;
    }
    for (Point& label : result_.labels) label.x -= left_;
    result_.width = right_ - left_;
  }

  Net net_;
  const Level& level_;
  std::vector<Row> rows_;
  std::vector<double> lane_x_, end_x_;  // of each link
  std::vector<double> steps_;           // of each piece, where between the rows it is level
  double left_ = 0, right_ = 0;
  double gutter_, track_;  // room around columns, and between links there
  struct Column {
    double dx = 0, right = 0, bottom = 0;
    std::vector<double> tracks;  // where links leave it, from right to left
  };
  std::vector<Column> columns_;
  std::vector<int> column_;  // of each row
  double top_ = 0;           // of all columns
  PlacedLevel result_;
};

}  // namespace

PlacedLevel route(Net net) { return Router(std::move(net)).route(); }

PlacedLevel place(const Level& level) {
  if (level.items.empty())
    return {
        .items = {}, .routes = {}, .labels = {}, .width = 0, .height = level.top + level.bottom};
  Net net = make_net(level);
  order_rows(net);
  place_columns(net);
  if (net.bend && !is_open(net, *net.bend)) {
    Level straight = level;
    straight.bends = false;
    return place(straight);
  }
  return route(std::move(net));
}

}  // namespace modelviz::layout
