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
  for (int i = 0; i < frames; ++i) add_frame(graph, below(i + 1) - 1, below(2) * 30 * below(8));
  for (int i = 0; i < boxes; ++i)
    add_box(graph, 20 + below(150), 10 + below(60), below(frames + 1) - 1);
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

// Points of curves are what is left of all that was made on the way.
std::size_t points_of(const Layout& layout) {
  std::size_t points = 0;
  for (const auto& edge : layout.edges) points += edge.size();
  return points;
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
