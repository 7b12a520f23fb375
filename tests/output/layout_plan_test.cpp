// What Graphviz is asked to do follows from the form of the graph.
#include "output/layout_plan.h"

#include <gtest/gtest.h>

#include "output/small_views.h"

namespace modelviz::test {
namespace {

// A chain in which the first layer of each step also leads over `span` layers.
View with_skips(int length, int step, int span) {
  View view = chain(length);
  for (int i = 0; i + span < length; i += step) view.edges.push_back({i, i + span, ""});
  return view;
}

View u_net(int length) {
  View view = chain(length);
  for (int i = 0; i < length / 2 - 1; ++i) view.edges.push_back({i, length - 1 - i, ""});
  return view;
}

struct EffortCase {
  const char* what;
  View view;
  bool fine_positions, few_crossings, curved_edges;
};

class Effort : public testing::TestWithParam<EffortCase> {};

TEST_P(Effort, IsLimitedByTheRanksThatEdgesPass) {
  LayoutPlan plan = plan_layout(GetParam().view);
  EXPECT_EQ(plan.fine_positions, GetParam().fine_positions);
  EXPECT_EQ(plan.few_crossings, GetParam().few_crossings);
  EXPECT_EQ(plan.curved_edges, GetParam().curved_edges);
}

INSTANTIATE_TEST_SUITE_P(
    LayoutPlan, Effort,
    testing::Values(EffortCase{"nothing", {}, true, true, true},
                    EffortCase{"a chain", chain(1000), true, true, true},
                    EffortCase{"a long chain", chain(5000), false, true, true},
                    EffortCase{"a residual network", with_skips(1000, 10, 9), true, true, true},
                    EffortCase{"a small U-Net", u_net(40), true, true, true},
                    EffortCase{"a U-Net with too many skips", u_net(200), false, true, true},
                    EffortCase{"skips over everything", u_net(300), false, false, true},
                    EffortCase{"far too many of them", u_net(600), false, false, false}),
    [](const auto& info) {
      std::string name = info.param.what;
      for (char& c : name) c = std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
      return name;
    });

TEST(LayoutPlan, KeepsTheBackboneStraighterThanWhatRunsBesideIt) {
  // 0 -> 1 -> 2 -> 3 with a skip from 0 to 2: the skip gives way.
  View view = chain(4);
  view.edges.push_back({0, 2, ""});
  std::vector<int> weights = plan_layout(view).weights;
  EXPECT_GT(weights[0], weights[3]);
  EXPECT_EQ(weights[0], weights[2]);
}

TEST(LayoutPlan, KeepsABranchTogether) {
  // 0 -> 1 -> 2 -> 6, 0 -> 3 -> 6, 0 -> 4 -> 5 -> 6: within a branch more than at its ends.
  View view = chain(3);
  for (int i = 3; i < 7; ++i) add_box(view, "x");
  view.edges = {{0, 1, ""}, {1, 2, ""}, {2, 6, ""}, {0, 3, ""},
                {3, 6, ""}, {0, 4, ""}, {4, 5, ""}, {5, 6, ""}};
  std::vector<int> weights = plan_layout(view).weights;
  EXPECT_EQ(weights[1], weights[6]);
  EXPECT_GT(weights[6], weights[7]);
  EXPECT_GT(weights[6], weights[4]);
}

TEST(LayoutPlan, KeepsAFrameTogether) {
  View view = chain(3);
  view.clusters.push_back({"c0", "frame", "Functional", -1});
  view.nodes[1].cluster = view.nodes[2].cluster = 0;
  std::vector<int> weights = plan_layout(view).weights;
  EXPECT_GT(weights[1], weights[0]);
}

TEST(LayoutPlan, EndsOnCycles) {
  View view = chain(3);
  view.edges.push_back({2, 0, ""});
  EXPECT_EQ(plan_layout(view).weights.size(), 3U);
}

// A layer that is called again on what follows from its first call.
TEST(LayoutPlan, EndsOnCyclesThatSomethingLeadsTo) {
  View view = chain(4);
  view.edges.push_back({3, 1, ""});
  EXPECT_EQ(plan_layout(view).weights.size(), 4U);
}

}  // namespace
}  // namespace modelviz::test
