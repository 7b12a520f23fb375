// Layouts of graphs of every form: nothing overlaps, no arrow runs through a box, frames hold what
// is theirs, and the work grows with the size.
#include "layout/layout.h"

#include <gtest/gtest.h>

#include <random>

#include "layout/check.h"

namespace modelviz::layout::test {
namespace {

int add_box(Graph& graph, double width = 100, double height = 40, int frame = -1) {
  Box box;
  box.width = width;
  box.height = height;
  box.frame = frame;
  graph.boxes.push_back(box);
  return static_cast<int>(graph.boxes.size()) - 1;
}

int add_frame(Graph& graph, int parent = -1, double title = 80) {
  Frame frame;
  frame.parent = parent;
  frame.title_width = title;
  frame.title_height = title > 0 ? 24 : 0;
  graph.frames.push_back(frame);
  return static_cast<int>(graph.frames.size()) - 1;
}

void link(Graph& graph, int from, int to) {
  Edge edge;
  edge.from = from;
  edge.to = to;
  graph.edges.push_back(edge);
}

Graph of_links(int boxes, const std::vector<std::pair<int, int>>& links) {
  Graph graph;
  for (int i = 0; i < boxes; ++i) add_box(graph);
  for (auto [from, to] : links) link(graph, from, to);
  return graph;
}

Graph chain(int length) {
  Graph graph;
  for (int i = 0; i < length; ++i) {
    add_box(graph);
    if (i > 0) link(graph, i - 1, i);
  }
  return graph;
}

Graph with_skips(int length, int span) {
  Graph graph = chain(length);
  for (int i = 0; i + span < length; i += span) link(graph, i, i + span);
  return graph;
}

Graph nested_skips(int length) {
  Graph graph = chain(length);
  for (int i = 0; 2 * i + 2 < length; ++i) link(graph, i, length - 1 - i);
  return graph;
}

Graph branches(int blocks) {
  Graph graph;
  int before = add_box(graph);
  for (int block = 0; block < blocks; ++block) {
    int joined = add_box(graph);
    for (int length : {1, 2, 3, 1}) {
      int last = before;
      for (int k = 0; k < length; ++k) {
        int next = add_box(graph);
        link(graph, last, next);
        last = next;
      }
      link(graph, last, joined);
    }
    before = joined;
  }
  return graph;
}

// As in NASNet: each cell works on the outputs of the two before it.
Graph cells(int count) {
  Graph graph = chain(2);
  auto after = [&](int box) {
    int next = add_box(graph);
    link(graph, box, next);
    return next;
  };
  int older = 0, newer = 1;
  for (int cell = 0; cell < count; ++cell) {
    int squeezed = after(after(older)), own = after(after(newer)), joined = add_box(graph);
    for (int from : {squeezed, own}) {
      for (int length : {4, 4, 1}) {
        int last = from;
        for (int i = 0; i < length; ++i) last = after(last);
        link(graph, last, joined);
      }
    }
    link(graph, squeezed, joined);
    older = std::exchange(newer, joined);
  }
  return graph;
}

Graph all_to_all(int boxes) {
  Graph graph;
  for (int i = 0; i < boxes; ++i) {
    add_box(graph);
    for (int k = 0; k < i; ++k) link(graph, k, i);
  }
  return graph;
}

Graph at_random(unsigned seed) {
  std::mt19937 random(seed);
  auto below = [&](int limit) {
    return limit <= 0 ? 0 : static_cast<int>(random() % static_cast<unsigned>(limit));
  };
  Graph graph;
  int frames = below(6), boxes = 1 + below(30), edges = below(60);
  for (int i = 0; i < frames; ++i) {
    int parent = below(i + 1) - 1, has_title = below(2);
    add_frame(graph, parent, has_title * 30 * below(8));
  }
  for (int i = 0; i < boxes; ++i) {
    // One after the other: compilers differ on the order of arguments.
    int width = 20 + below(150), height = 10 + below(60), frame = below(frames + 1) - 1;
    add_box(graph, width, height, frame);
  }
  for (int i = 0; i < edges; ++i) {
    Edge edge;
    edge.from = below(boxes);
    edge.to = below(boxes);
    bool backwards = below(8) == 0;
    if (edge.from > edge.to && !backwards) std::swap(edge.from, edge.to);
    edge.is_ranked = below(10) != 0;
    if (below(5) == 0) {
      edge.label_width = 40;
      edge.label_height = 12;
    }
    int frame = graph.boxes[static_cast<std::size_t>(edge.to)].frame;
    bool leads_in =
        frame >= 0 &&
        !is_within(graph, graph.boxes[static_cast<std::size_t>(edge.from)].frame, frame);
    if (leads_in && below(4) == 0) edge.to_frame = frame;
    graph.edges.push_back(edge);
  }
  return graph;
}

// Down to the bottleneck and up again, with a skip connection on each level.
Graph u_net(int levels, int boxes_on_level) {
  Graph graph;
  std::vector<int> sources;
  auto add = [&](double width, double height) {
    int box = add_box(graph, width, height);
    if (box > 0) link(graph, box - 1, box);
    return box;
  };
  for (int level = 0; level < levels; ++level) {
    for (int i = 0; i < boxes_on_level; ++i) add(100 + 10 * level, 30 + 7 * i);
    sources.push_back(add(100, 40));
  }
  for (int i = 0; i < 3; ++i) add(90, 50);
  for (int level = levels - 1; level >= 0; --level) {
    add(120, 40);
    link(graph, sources[static_cast<std::size_t>(level)], add(100, 60));
    for (int i = 0; i < boxes_on_level / 2; ++i) add(100, 40);
  }
  return graph;
}

// Points of curves are what is left of all that was made on the way.
std::size_t points_of(const Layout& layout) {
  std::size_t points = 0;
  for (const auto& edge : layout.edges) points += edge.size();
  return points;
}

struct FormCase {
  const char* what;
  Graph graph;
};

class Form : public testing::TestWithParam<FormCase> {};

TEST_P(Form, HasNothingWrong) {
  const Graph& graph = GetParam().graph;
  EXPECT_EQ(fault(graph, lay_out(graph)), "");
}

INSTANTIATE_TEST_SUITE_P(
    Layout, Form,
    testing::Values(FormCase{"nothing", {}}, FormCase{"one box", of_links(1, {})},
                    FormCase{"boxes without links", of_links(40, {})},
                    FormCase{"a chain", chain(30)}, FormCase{"skips", with_skips(31, 3)},
                    FormCase{"skips within skips", nested_skips(60)},
                    FormCase{"many skips within skips", nested_skips(400)},
                    FormCase{"branches", branches(5)}, FormCase{"all to all", all_to_all(24)},
                    FormCase{"a circle", of_links(3, {{0, 1}, {1, 2}, {2, 0}})},
                    FormCase{"a circle behind a chain",
                             of_links(4, {{0, 1}, {1, 2}, {2, 3}, {3, 1}})},
                    FormCase{"to itself", of_links(2, {{0, 0}, {0, 1}, {1, 1}})},
                    FormCase{"twice", of_links(2, {{0, 1}, {0, 1}, {0, 1}})},
                    FormCase{"parts", of_links(9, {{0, 1}, {2, 3}, {3, 4}, {5, 6}})}));

class Random : public testing::TestWithParam<unsigned> {};

TEST_P(Random, HasNothingWrong) {
  for (unsigned i = 0; i < 100; ++i) {
    Graph graph = at_random(1000 * GetParam() + i);
    ASSERT_EQ(fault(graph, lay_out(graph)), "") << "seed " << 1000 * GetParam() + i;
  }
}

INSTANTIATE_TEST_SUITE_P(Layout, Random, testing::Range(0U, 8U));

TEST_P(Random, HasNothingWrongInColumns) {
  for (unsigned i = 0; i < 100; ++i) {
    Graph graph = at_random(1000 * GetParam() + i);
    graph.columns = i % 5 == 0 ? kFittingColumns : static_cast<int>(i % 5);
    ASSERT_EQ(fault(graph, lay_out(graph)), "") << "seed " << 1000 * GetParam() + i;
  }
}

TEST_P(Random, HasNothingWrongWithOtherTurns) {
  for (unsigned i = 0; i < 100; ++i) {
    Graph graph = at_random(1000 * GetParam() + i);
    graph.turns = i % 2 == 0 ? Turns::kSquare : Turns::kStraight;
    ASSERT_EQ(fault(graph, lay_out(graph)), "") << "seed " << 1000 * GetParam() + i;
  }
}

TEST(Turns, AreSquareOrAtASlant) {
  Graph graph = branches(2);
  for (Turns turns : {Turns::kSquare, Turns::kStraight}) {
    graph.turns = turns;
    Layout layout = lay_out(graph);
    for (const auto& curve : layout.edges) {
      for (std::size_t i = 3; i < curve.size(); i += 3) {
        double x = std::abs(curve[i].x - curve[i - 3].x), y = std::abs(curve[i].y - curve[i - 3].y);
        bool is_corner = std::abs(x - y) < kTolerance && x <= 6;
        if (turns == Turns::kSquare) {
          EXPECT_TRUE(x < kTolerance || y < kTolerance || is_corner);
        } else {
          EXPECT_NEAR(curve[i - 2].x - curve[i - 3].x, (curve[i].x - curve[i - 3].x) / 3,
                      kTolerance);
        }
      }
    }
  }
}

TEST_P(Random, HasNothingWrongOnSheets) {
  for (unsigned i = 0; i < 100; ++i) {
    Graph graph = at_random(1000 * GetParam() + i);
    graph.columns = kFittingColumns;
    graph.sheet = {200.0 + 10 * i, 300, i % 3 * 0.4};
    ASSERT_EQ(fault(graph, lay_out(graph)), "") << "seed " << 1000 * GetParam() + i;
  }
}

struct BendCase {
  const char* what;
  Graph graph;
  bool is_bent;
};

class Bends : public testing::TestWithParam<BendCase> {};

TEST_P(Bends, WhereSkipsAreNested) {
  Graph graph = GetParam().graph;
  Layout straight = lay_out(graph);
  graph.bends = true;
  Layout bent = lay_out(graph);
  EXPECT_EQ(fault(graph, bent), "");
  EXPECT_EQ(bent.height < straight.height, GetParam().is_bent);
  EXPECT_EQ(bent.width > straight.width, GetParam().is_bent);
}

// A branch beside the last box of a level is in the way of what leads across.
Graph blocked() {
  Graph graph = u_net(3, 4);
  int beside = add_box(graph);
  link(graph, 3, beside);
  link(graph, beside, 5);
  return graph;
}

Graph in_frames() {
  Graph graph = u_net(3, 4);
  graph.boxes[20].frame = add_frame(graph);
  return graph;
}

INSTANTIATE_TEST_SUITE_P(
    Layout, Bends,
    testing::Values(
        BendCase{"a U of two levels", u_net(2, 3), true},
        BendCase{"a U of five levels", u_net(5, 6), true},
        BendCase{"a long way down and a short one up", u_net(4, 9), true},
        BendCase{"a chain", chain(30), false},
        BendCase{"skips one after the other", with_skips(31, 3), false},
        BendCase{"branches", branches(6), false},
        BendCase{
            "a residual block within another",
            of_links(
                8,
                {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 6}, {6, 7}, {0, 3}, {4, 7}, {1, 6}}),
            false},
        BendCase{"something in the way", blocked(), false},
        BendCase{"frames", in_frames(), false}));

TEST(Bend, LeadsStraightAcross) {
  Graph graph = u_net(4, 5);
  graph.bends = true;
  Layout layout = lay_out(graph);
  int across = 0;
  for (std::size_t e = 0; e < graph.edges.size(); ++e) {
    if (graph.edges[e].to == graph.edges[e].from + 1) continue;
    ++across;
    EXPECT_NEAR(layout.edges[e].front().y, layout.edges[e].back().y, kTolerance);
    EXPECT_LT(layout.edges[e].front().x, layout.edges[e].back().x);
  }
  EXPECT_EQ(across, 4);
  EXPECT_GT(layout.boxes[10].y, layout.boxes[5].y);      // down
  EXPECT_LT(layout.boxes.back().y, layout.boxes[30].y);  // and up
}

TEST(Bend, TakesTimeInProportionToTheGraph) {
  Graph graph = u_net(5000, 6);
  graph.bends = true;
  Layout layout = lay_out(graph);
  EXPECT_LT(points_of(layout), 8 * graph.edges.size());
}

struct SheetCase {
  Graph graph;
  Sheet sheet;
  int sheets;
};

class Sheets : public testing::TestWithParam<SheetCase> {};

TEST_P(Sheets, AreAsFewAsKeepItLegible) {
  Graph graph = GetParam().graph;
  graph.columns = kFittingColumns;
  const Sheet& sheet = graph.sheet = GetParam().sheet;
  Layout layout = lay_out(graph);
  EXPECT_EQ(fault(graph, layout), "");
  EXPECT_EQ(layout.sheets, GetParam().sheets);
  double scale = std::min(sheet.width * layout.sheets / layout.width, sheet.height / layout.height);
  if (layout.sheets > 1) {
    EXPECT_GT(scale, 0.93 * sheet.least_scale);
  }
  // No box is on two of them.
  double width = layout.width / layout.sheets;
  for (std::size_t i = 0; i < layout.boxes.size(); ++i) {
    Rect box = rect_of(graph, layout, i);
    EXPECT_EQ(static_cast<int>(box.left / width), static_cast<int>((box.right - 1) / width));
  }
}

INSTANTIATE_TEST_SUITE_P(Layout, Sheets,
                         testing::Values(SheetCase{chain(10), {600, 800, 0.5}, 1},
                                         SheetCase{chain(200), {600, 800, 0}, 1},
                                         SheetCase{chain(200), {600, 800, 0.5}, 1},
                                         SheetCase{chain(200), {600, 800, 0.6}, 1},
                                         SheetCase{chain(200), {600, 800, 0.9}, 4},
                                         SheetCase{with_skips(600, 3), {600, 800, 0.5}, 4},
                                         SheetCase{nested_skips(600), {600, 800, 0.9}, 1}));

TEST(Columns, AreCutWhereLittlePasses) {
  for (const Graph& uncut : {chain(60), with_skips(61, 3), branches(8)}) {
    Graph graph = uncut;
    graph.columns = 3;
    Layout layout = lay_out(graph), before = lay_out(uncut);
    EXPECT_EQ(fault(graph, layout), "");
    EXPECT_LT(layout.height, 0.55 * before.height);
    EXPECT_GT(layout.width, 2.5 * before.width);
  }
}

TEST(Columns, MakeAPageIfNothingElseIsSaid) {
  Graph graph = with_skips(400, 3);
  graph.columns = kFittingColumns;
  Layout layout = lay_out(graph);
  EXPECT_EQ(fault(graph, layout), "");
  EXPECT_NEAR(layout.height / layout.width, 1.41, 0.4);
}

TEST(Columns, HoldCellsTogether) {
  auto width = [](Graph graph) {
    graph.columns = kFittingColumns;
    graph.sheet = {1, 1000};  // all in one column
    Layout layout = lay_out(graph);
    EXPECT_EQ(fault(graph, layout), "");
    return layout.width;
  };
  double one = width(cells(1));
  for (int count : {2, 4, 8, 30}) EXPECT_LT(width(cells(count)), 1.1 * one) << count;
  EXPECT_GT(lay_out(cells(8)).width, 1.15 * one);  // cells that stand as they like
}

TEST(Columns, HoldCellsTogetherInAFrame) {
  auto width = [](Graph graph) {
    graph.frames.resize(1);
    for (Box& box : graph.boxes) box.frame = 0;
    graph.columns = kFittingColumns;
    return lay_out(graph).width;
  };
  EXPECT_LT(width(cells(8)), 1.1 * width(cells(1)));
}

TEST(Columns, LeaveAloneWhatHangsTogether) {
  Graph graph = nested_skips(600);
  Layout before = lay_out(graph);
  graph.columns = 3;
  EXPECT_EQ(lay_out(graph).height, before.height);
}

TEST(Layout, IsTheSameEveryTime) {
  Graph graph = at_random(7);
  Layout first = lay_out(graph), second = lay_out(graph);
  ASSERT_EQ(first.boxes.size(), second.boxes.size());
  for (std::size_t i = 0; i < first.boxes.size(); ++i) {
    EXPECT_EQ(first.boxes[i].x, second.boxes[i].x);
    EXPECT_EQ(first.boxes[i].y, second.boxes[i].y);
  }
}

TEST(Layout, KeepsTheMainLineUpright) {
  for (const Graph& graph : {chain(20), with_skips(31, 3), nested_skips(20)}) {
    Layout layout = lay_out(graph);
    for (Point box : layout.boxes) EXPECT_NEAR(box.x, layout.boxes[0].x, kTolerance);
  }
}

TEST(Layout, CentersJoinsUnderTheirBranches) {
  Layout layout = lay_out(of_links(5, {{0, 1}, {0, 2}, {0, 3}, {1, 4}, {2, 4}, {3, 4}}));
  double middle = (layout.boxes[1].x + layout.boxes[2].x + layout.boxes[3].x) / 3;
  EXPECT_NEAR(layout.boxes[0].x, middle, 1);
  EXPECT_NEAR(layout.boxes[4].x, middle, 1);
}

// As in NASNet: each cell takes the outputs of the two before it, and works on the older one first.
TEST(Layout, PutsWhatACellDoesBesideTheRestOfIt) {
  Graph graph = chain(2);
  int older = 0, newer = 1;
  std::vector<std::pair<int, int>> cells;  // a box that needs the older output only, and the join
  for (int cell = 0; cell < 5; ++cell) {
    auto after = [&](int box) {
      int next = add_box(graph);
      link(graph, box, next);
      return next;
    };
    int squeezed = after(older), left = after(squeezed), right = after(squeezed);
    int sum = after(left);
    link(graph, right, sum);
    int last = newer;
    for (int i = 0; i < 6; ++i) last = after(last);
    int joined = after(last);
    link(graph, sum, joined);
    link(graph, squeezed, joined);
    cells.emplace_back(sum, joined);
    older = std::exchange(newer, joined);
  }
  Layout layout = lay_out(graph);
  EXPECT_EQ(fault(graph, layout), "");
  for (std::size_t cell = 1; cell < cells.size(); ++cell) {
    double before = layout.boxes[static_cast<std::size_t>(cells[cell - 1].second)].y;
    EXPECT_GT(layout.boxes[static_cast<std::size_t>(cells[cell].first)].y, before);
  }
}

TEST(Layout, PutsInputsWhereTheyAreUsed) {
  Graph graph = chain(10);
  int weights = add_box(graph);
  link(graph, weights, 8);
  Layout layout = lay_out(graph);
  EXPECT_EQ(layout.boxes[10].y, layout.boxes[7].y);
}

TEST(Layout, PutsGuestsBesideTheirHosts) {
  Graph graph = chain(3);
  int weights = add_box(graph, 60, 20), state = add_box(graph, 50, 20);
  graph.boxes[static_cast<std::size_t>(weights)].left_of = 1;
  graph.boxes[static_cast<std::size_t>(state)].right_of = 1;
  link(graph, weights, 1);
  link(graph, 1, state);
  Layout layout = lay_out(graph);
  EXPECT_EQ(fault(graph, layout), "");
  EXPECT_EQ(layout.boxes[3].y, layout.boxes[1].y);
  EXPECT_EQ(layout.boxes[4].y, layout.boxes[1].y);
  EXPECT_LT(layout.boxes[3].x, layout.boxes[1].x);
  EXPECT_GT(layout.boxes[4].x, layout.boxes[1].x);
  EXPECT_NEAR(layout.boxes[0].x, layout.boxes[1].x, kTolerance);
}

TEST(Layout, KeepsTitlesClearOfArrows) {
  for (double title : {20.0, 90.0, 300.0}) {
    Graph graph;
    int frame = add_frame(graph, -1, title);
    int outside = add_box(graph), inside = add_box(graph, 100, 40, frame), after = add_box(graph);
    link(graph, outside, inside);
    link(graph, inside, after);
    Layout layout = lay_out(graph);
    EXPECT_EQ(fault(graph, layout), "");
    Point middle = layout.titles[0];
    Rect text{middle.x - title / 2, middle.y - 12, middle.x + title / 2, middle.y + 12};
    EXPECT_TRUE(contains(layout.frames[0], text)) << title;
    for (Point point : samples(layout.edges[0])) EXPECT_FALSE(is_inside(point, text)) << title;
  }
}

TEST(Layout, GrowsWithTheGraphOnly) {
  for (auto make :
       {+[](int n) { return chain(n); }, +[](int n) { return with_skips(n, 7); },
        +[](int n) { return nested_skips(n); }, +[](int n) { return branches(n / 8); }}) {
    std::size_t small = points_of(lay_out(make(1000))), large = points_of(lay_out(make(100'000)));
    EXPECT_LT(large, 130 * small);
  }
}

}  // namespace
}  // namespace modelviz::layout::test
