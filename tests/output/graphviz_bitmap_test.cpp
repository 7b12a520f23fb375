// A PNG has the pixels that cairo's own writer gives of the same graph.
#include "output/graphviz_bitmap.h"

#include <gtest/gtest.h>

#include "modelviz/output.h"
#include "output/graphviz_context.h"
#include "output/small_views.h"
#include "support/isolation.h"
#include "support/png.h"

namespace modelviz::test {
namespace {

struct Case {
  const char* name;
  std::string dot;
  double dpi;
};

View with_a_branch(int length) {
  View view = chain(length);
  for (int i = 0; i + 5 < length; i += 3) view.edges.push_back({i, i + 5, ""});
  return view;
}

std::vector<Case> cases() {
  View view = with_a_branch(12);
  std::string dark = write_dot(view, {.theme = find_theme("dark")});
  std::string transparent = dark;
  transparent.replace(transparent.find("bgcolor=\""), 9, "bgcolor=\"transparent\", x=\"");
  return {
      {"light", write_dot(view), 96},
      {"dark", dark, 96},
      {"transparent", transparent, 96},
      {"from left to right", write_dot(view, {.rankdir = RankDir::kLR}), 96},
      {"many dots", write_dot(view), 217.3},
      {"few dots", write_dot(view), 31},
      {"tall", write_dot(with_a_branch(150)), 100},
      {"wide", write_dot(with_a_branch(150), {.rankdir = RankDir::kLR}), 100},
      {"print", write_dot(view, {.theme = find_theme("print")}), 96},
      {"keras", write_dot(view, {.theme = find_theme("keras")}), 200},
  };
}

// Graphviz 2 to 12 count the bytes as unsigned, 13 as size_t.
template <class Length>
std::string render(int (*function)(GVC_t*, graph_t*, const char*, char**, Length*), GVC_t* context,
                   graph_t* graph) {
  char* data = nullptr;
  Length size = 0;
  function(context, graph, "png:cairo", &data, &size);
  return {data, size};
}

// In a process of its own, as Graphviz needs it: the picture of cairo, and ours.
std::vector<std::string> draw_both(const Case& c) {
  GVC_t* context = start_graphviz(true);
  graph_t* graph = agmemread(c.dot.c_str());
  gvLayout(context, graph, "dot");
  GD_drawing(graph)->dpi = c.dpi;
  Recording drawn(context, graph);
  std::string ours = write_png(
      drawn.width(), drawn.height(),
      [&](std::size_t top, std::size_t rows, Pixel* pixels) { drawn.paint(top, rows, pixels); });
  return {render(gvRenderData, context, graph), ours};
}

TEST(GraphvizBitmap, HasThePixelsOfCairo) {
  for (const Case& c : cases()) {
    IsolatedProcess process([&](const TakeInput&) { return draw_both(c); });
    IsolatedResult result = process.finish({}, std::chrono::seconds(60));
    ASSERT_EQ(result.values.size(), 2U) << c.name << ": " << result.message << result.printed;
    Bitmap theirs = read_png(result.values[0]), ours = read_png(result.values[1]);
    ASSERT_EQ(theirs.fault, "") << c.name;
    ASSERT_EQ(ours.fault, "") << c.name;
    EXPECT_TRUE(theirs == ours) << c.name;
    EXPECT_LT(result.values[1].size(), result.values[0].size() * 3 / 2) << c.name;
  }
}

}  // namespace
}  // namespace modelviz::test
