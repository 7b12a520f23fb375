// That the reader of pictures sees what is wrong with one.
#include "output/drawn.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modelviz/output.h"
#include "output/small_views.h"

namespace modelviz::test {
namespace {

using testing::HasSubstr;

// a -> b -> c, b and c in a frame.
View framed() {
  View view = chain(3);
  view.clusters.push_back({.id = "c0", .name = "frame", .class_name = "Functional"});
  view.nodes[1].cluster = view.nodes[2].cluster = 0;
  return view;
}

std::string svg_of(const View& view) {
  return Renderer({ImageFormat::kSvg}).render(view).images[0];
}

TEST(Drawn, FindsNoFaultInAPictureOfTheView) {
  EXPECT_EQ(faults_of(svg_of(framed()), framed()), "");
}

TEST(Drawn, FindsWhatTheViewDoesNotHold) {
  std::string svg = svg_of(framed());
  View view = framed();
  view.nodes.push_back(view.nodes[0]);
  view.nodes.back().name = "more";
  EXPECT_EQ(faults_of(svg, view), "missing: layer-more\nno title: layer-more\n");
  view = framed();
  view.edges.pop_back();
  EXPECT_EQ(faults_of(svg, view), "an arrow that is none: layer_1 → layer_2\n(None, 8)\n");
  view = framed();
  view.edges.push_back(view.edges[0]);
  EXPECT_EQ(faults_of(svg, view), "no arrow: layer_0 → layer_1\n(None, 8)\n");
  view = framed();
  view.clusters[0].name = "other";
  EXPECT_THAT(faults_of(svg, view), HasSubstr("missing: layer-other\n"));
  EXPECT_THAT(faults_of(svg, view), HasSubstr("too much: layer-frame\n"));
}

TEST(Drawn, FindsWhatStandsElsewhere) {
  std::string svg = svg_of(framed());
  auto changed = [&](const std::string& group, const std::string& key, const std::string& value) {
    std::string result = svg;
    std::size_t begin = result.find("<rect", result.find("id=\"" + group + "\""));
    std::size_t at = result.find(" " + key + "=\"", begin) + key.size() + 3;
    return result.replace(at, result.find('"', at) - at, value);
  };
  EXPECT_THAT(faults_of(changed("layer-frame", "y", "-1000"), framed()),
              HasSubstr("layer_1 lies outside of frame"));
  EXPECT_THAT(faults_of(changed("layer-layer_0", "y", "-100"), framed()),
              HasSubstr("layer_0 lies in frame"));
  EXPECT_THAT(faults_of(changed("layer-frame-layer_1", "height", "400"), framed()),
              HasSubstr("layer_1 and layer_2 overlap"));
  EXPECT_THAT(faults_of(changed("layer-layer_0", "x", "200"), framed()),
              HasSubstr("an arrow that is none: layer_0 → layer_1"));
}

TEST(Drawn, FindsWhatIsNoXml) {
  std::string svg = svg_of(framed());
  svg.replace(svg.find("</desc>"), 1, "&");
  EXPECT_THAT(faults_of(svg, framed()), HasSubstr("line 4: "));
}

}  // namespace
}  // namespace modelviz::test
