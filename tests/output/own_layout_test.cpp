// Who lays a graph out, a rule that follows from the options alone; and what libgvc draws of our
// own layout.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "output/layout_plan.h"
#include "output/small_views.h"
#include "output/svg.h"

namespace modelviz::test {
namespace {

struct EngineCase {
  const char* what;
  DotOptions options;
  LayoutEngine chosen;
};

class Engine : public testing::TestWithParam<EngineCase> {};

TEST_P(Engine, FollowsFromTheOptions) {
  EXPECT_EQ(choose_engine(GetParam().options), GetParam().chosen) << GetParam().what;
}

INSTANTIATE_TEST_SUITE_P(
    Output, Engine,
    testing::Values(
        EngineCase{"nothing is asked for", {}, LayoutEngine::kFast},
        EngineCase{"the look of plot_model", {.theme = find_theme("keras")}, LayoutEngine::kDot},
        EngineCase{"the look of plot_model, and fast",
                   {.theme = find_theme("keras"), .layout = LayoutEngine::kFast},
                   LayoutEngine::kFast},
        EngineCase{"dot", {.layout = LayoutEngine::kDot}, LayoutEngine::kDot},
        EngineCase{"distances, which both know",
                   {.attributes = {{"graph", "ranksep", "1"}}},
                   LayoutEngine::kFast},
        EngineCase{
            "the form of nodes", {.attributes = {{"node", "shape", "oval"}}}, LayoutEngine::kFast},
        EngineCase{"columns", {.theme = find_theme("keras"), .columns = 3}, LayoutEngine::kFast},
        EngineCase{
            "a gradient", {.attributes = {{"node", "fillcolor", "red:blue"}}}, LayoutEngine::kDot},
        EngineCase{"what only dot knows",
                   {.attributes = {{"graph", "splines", "ortho"}}},
                   LayoutEngine::kDot},
        EngineCase{"what only dot knows of edges",
                   {.attributes = {{"edge", "minlen", "2"}}},
                   LayoutEngine::kDot}));

TEST(OwnLayout, DrawsWhatDotDraws) {
  View view = chain(5);
  view.edges.push_back({0, 3, "(None, 8)"});
  for (RankDir rankdir : {RankDir::kTB, RankDir::kBT, RankDir::kLR, RankDir::kRL}) {
    std::string dot = Renderer({ImageFormat::kSvg})
                          .render(view, {.rankdir = rankdir, .layout = LayoutEngine::kDot})
                          .images[0];
    std::string fast = Renderer({ImageFormat::kSvg})
                           .render(view, {.rankdir = rankdir, .layout = LayoutEngine::kFast})
                           .images[0];
    EXPECT_NE(dot, fast);
    EXPECT_EQ(xml_fault(fast), "");
    EXPECT_EQ(titles(fast, "node"), titles(dot, "node"));
    EXPECT_EQ(titles(fast, "edge"), titles(dot, "edge"));
  }
}

TEST(OwnLayout, DrawsTheSameSvgWhateverElseIsDrawn) {
  DotOptions fast{.layout = LayoutEngine::kFast};
  Rendering alone = Renderer({ImageFormat::kSvg}).render(chain(3), fast);
  Rendering both = Renderer({ImageFormat::kPng, ImageFormat::kSvg}).render(chain(3), fast);
  EXPECT_EQ(alone.images[0], both.images[1]);
}

TEST(OwnLayout, WritesTheTextsThatGraphvizWrites) {
  View view = chain(3);
  view.nodes[1].name = "a <b> & \"c\" \xC3\xA4\xE6\xBC\xA2";
  view.options.shapes_on_edges = true;
  std::string dot =
      Renderer({ImageFormat::kSvg}).render(view, {.layout = LayoutEngine::kDot}).images[0];
  std::string fast =
      Renderer({ImageFormat::kSvg}).render(view, {.layout = LayoutEngine::kFast}).images[0];
  EXPECT_EQ(xml_fault(fast), "");
  EXPECT_THAT(texts(fast), testing::UnorderedElementsAreArray(texts(dot)));
}

// The x of the first text that begins so.
double x_of(const std::string& svg, const std::string& text) {
  for (std::size_t at = 0; (at = svg.find("<text ", at)) != std::string::npos; ++at) {
    if (svg.compare(svg.find('>', at) + 1, text.size(), text) != 0) continue;
    return std::stod(svg.substr(svg.find(" x=\"", at) + 4));
  }
  return 0;
}

TEST(OwnLayout, PutsWeightsToTheLeftOfWhatTakesThem) {
  View view = chain(3);
  int weights = add_box(view, "");
  view.nodes[static_cast<std::size_t>(weights)].role = NodeRole::kWeights;
  view.nodes[static_cast<std::size_t>(weights)].weights = {{"kernel", "(8, 8)", "float32"}};
  view.edges.push_back({weights, 1, ""});
  std::string svg = Renderer({ImageFormat::kSvg}).render(view).images[0];
  EXPECT_LT(x_of(svg, "kernel"), x_of(svg, "layer_1"));
  EXPECT_EQ(x_of(svg, "layer_0"), x_of(svg, "layer_1"));
}

double height_of(const std::string& svg) {
  std::size_t at = svg.find("height=\"");
  return at == std::string::npos ? 0 : std::stod(svg.substr(at + 8));
}

TEST(OwnLayout, DrawsColumns) {
  View view = chain(40);
  auto drawn = [&](RankDir rankdir, int columns) {
    DotOptions options{.rankdir = rankdir, .columns = columns};
    return Renderer({ImageFormat::kSvg}).render(view, options).images[0];
  };
  EXPECT_LT(height_of(drawn(RankDir::kTB, 4)), 0.4 * height_of(drawn(RankDir::kTB, 0)));
  EXPECT_GT(height_of(drawn(RankDir::kLR, 4)), 2 * height_of(drawn(RankDir::kLR, 0)));
  EXPECT_LT(height_of(drawn(RankDir::kTB, DotOptions::kFittingColumns)),
            0.5 * height_of(drawn(RankDir::kTB, 0)));
}

TEST(OwnLayout, LeavesDotFilesToDot) {
  DotOptions fast{.layout = LayoutEngine::kFast}, dot{.layout = LayoutEngine::kDot};
  Rendering both = Renderer({ImageFormat::kSvg, ImageFormat::kDot}).render(chain(3), fast);
  EXPECT_EQ(both.images[1], write_dot(chain(3), dot));
}

TEST(OwnLayout, DrawsWhatDotCannot) {
  View view = chain(20'000);
  for (int i = 0; i + 3 < 20'000; i += 3) view.edges.push_back({i, i + 3, ""});
  Rendering drawn = Renderer({ImageFormat::kSvg}).render(view);
  EXPECT_EQ(titles(drawn.images[0], "node").size(), 20'000);
}

}  // namespace
}  // namespace modelviz::test
