// An SVG for people and programs that read it: who it is, what stands where, and no waste.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "modelviz/modelviz.h"
#include "output/drawn.h"
#include "output/facts.h"
#include "output/small_views.h"
#include "output/svg_ids.h"
#include "output/svg_shapes.h"
#include "support/golden.h"
#include "support/xml.h"

namespace modelviz::test {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string svg_of(const View& view) {
  return Renderer({ImageFormat::kSvg}).render(view).images[0];
}

View resnet50(const ViewOptions& options = {}) {
  Model model = build(read(MODELVIZ_SAMPLES_DIR "/resnet50.json"));
  return make_view(model, run(model), options);
}

TEST(Svg, SaysWhatItShows) {
  XmlElement svg = read_xml(svg_of(resnet50()));
  EXPECT_EQ(svg.attribute("role"), "img");
  EXPECT_EQ(svg.attribute("aria-labelledby"), "resnet50-title resnet50-desc");
  ASSERT_EQ(svg.children.at(0).name, "title");
  EXPECT_EQ(svg.children[0].attribute("id"), "resnet50-title");
  EXPECT_EQ(svg.children[0].text, "resnet50");
  ASSERT_EQ(svg.children.at(1).name, "desc");
  EXPECT_EQ(svg.children[1].attribute("id"), "resnet50-desc");
  EXPECT_EQ(svg.children[1].text,
            "Functional model with 177 layers and 25,636,712 parameters (97.80 MB), 3,857,973,248 "
            "multiply-accumulates for one sample. Input: (None, 224, 224, 3) float32. Output: "
            "(None, 1000) float32.");
}

TEST(Svg, IsTheSameWhereItIsAskedForTwice) {
  View view = resnet50();
  std::vector<std::string> images =
      Renderer({ImageFormat::kSvg, ImageFormat::kMmd, ImageFormat::kSvg}).render(view).images;
  EXPECT_EQ(images.at(0), svg_of(view));
  EXPECT_EQ(images.at(2), images.at(0));
}

TEST(Svg, HasAGroupForEachLayerWithAllOfItsFacts) {
  XmlElement svg = read_xml(svg_of(resnet50()));
  std::map<std::string, std::string> titles;
  for (const XmlElement* group : svg.all("g")) {
    if (const XmlElement* title = group->child("title")) {
      titles[group->attribute("id")] = title->text;
    }
  }
  EXPECT_EQ(titles["layer-conv1_conv"],
            "conv1_conv\n"
            "Conv2D · 7×7, stride 2\n"
            "(None, 230, 230, 3) → (None, 112, 112, 64)\n"
            "float32\n"
            "9,472 parameters, trainable\n"
            "kernel (7, 7, 3, 64)\n"
            "bias (64,)\n"
            "118,013,952 multiply-accumulates for one sample");
  EXPECT_EQ(titles["layer-conv2_block1_add"],
            "conv2_block1_add\n"
            "Add\n"
            "(None, 56, 56, 256), (None, 56, 56, 256) → (None, 56, 56, 256)\n"
            "float32");
}

TEST(Svg, IsSmallAndSaysNothingTwice) {
  View view = resnet50();
  std::string raw = render(write_dot(view), {ImageFormat::kSvg}).images[0], svg = svg_of(view);
  // With the facts of all layers and arrows, weights among them.
  EXPECT_LT(svg.size(), raw.size() * 4 / 5);
  EXPECT_EQ(svg, svg_of(view));
  for (const char* waste :
       {"<!--", "<!DOCTYPE", "xlink", "text-anchor=\"start\"", ".00", "&#45;"}) {
    EXPECT_THAT(svg, Not(HasSubstr(waste)));
  }
  EXPECT_EQ(svg.find("font-family"), svg.rfind("font-family"));
}

TEST(Svg, TellsFramesAndArrows) {
  View view = chain(3);
  view.clusters.push_back(
      {.id = "c0", .name = "inner", .class_name = "Functional", .calls = 2, .call = 1});
  view.nodes[1].cluster = view.nodes[2].cluster = 0;
  view.edges[1].role = EdgeRole::kMask;
  view.edges[1].dtype = "bool";
  view.edges[0].to_calls = {1, 3};
  XmlElement svg = read_xml(svg_of(view));
  std::vector<std::string> titles;
  for (const XmlElement* group : svg.all("g")) {
    if (group->attribute("class") != "node" && group->child("title")) {
      titles.push_back(group->child("title")->text);
    }
  }
  EXPECT_THAT(titles, testing::ElementsAre("inner\nFunctional · call 1 of 2",
                                           "layer_0 → layer_1\n(None, 8) · calls 1, 3",
                                           "layer_1 → layer_2\n(None, 8) bool · mask"));
}

struct IdCase {
  const char *name, *id;
};

TEST(Svg, HasIdsThatFollowFromTheNames) {
  const IdCase cases[] = {
      {"conv1_conv", "layer-conv1_conv"},
      {"Conv-2", "layer-Conv-2"},
      {"block1/conv", "layer-block1-conv"},
      {"two words", "layer-two-words"},
      {"a<b>&\"c\"", "layer-a_3c_b_3e2622_c_22_"},  // their bytes
      {"层", "layer-_e5b182_"},
      {"a:1.5", "layer-a_3a_1_2e_5"},
      {"", "layer-"},
      {"#", "layer-_23_"},
  };
  for (const IdCase& c : cases) {
    View view;
    add_box(view, c.name);
    EXPECT_EQ(svg_ids(view).nodes[0], c.id) << c.name;
  }
}

TEST(Svg, HasDifferentIdsForDifferentThings) {
  View view;
  for (const char* name : {"a", "a", "a-2", "a/b", "a-b", "a", "title"}) add_box(view, name);
  view.title = "layer";
  view.clusters.push_back({.id = "c0", .name = "a", .class_name = "Functional"});
  add_box(view, "b");
  view.nodes.back().cluster = 0;
  std::string long_name(300, 'x');
  add_box(view, long_name + "1");
  add_box(view, long_name + "2");
  SvgIds ids = svg_ids(view);
  std::set<std::string> all(ids.nodes.begin(), ids.nodes.end());
  all.insert(ids.clusters.begin(), ids.clusters.end());
  all.insert({ids.title, ids.description});
  EXPECT_EQ(all.size(), view.nodes.size() + 3);
  for (const std::string& id : all) EXPECT_LE(id.size(), 100u) << id;
}

TEST(Svg, KeepsItsIdsWhenOtherLayersChange) {
  View before = resnet50(), after = resnet50({.from = {"conv5_block3_add"}});
  std::vector<std::string> all = svg_ids(before).nodes, some = svg_ids(after).nodes;
  std::set<std::string> known(all.begin(), all.end());
  for (std::size_t i = 0; i < some.size(); ++i) {
    if (after.nodes[i].role != NodeRole::kLayer) continue;
    EXPECT_TRUE(known.contains(some[i])) << some[i];
  }
}

TEST(Svg, ReadsWhateverALayerIsCalled) {
  const std::string hostile[] = {
      "a<b>c</title><script>x</script>",
      "&amp; &#45; & ]]> -->",
      "quote\" onload=\"x",
      "'single' `tick`",
      "{record|field}",
      "back\\slash \\N \\G",
      "line\nbreak\ttab",
      "مرحبا بالعالم",
      "畳み込み層",
      "👩‍🔬 lab 🔬",
      std::string(300, 'w'),
      std::string("zero\0byte", 9),
      "bad \xFF\xC3 utf-8",
      "\xEF\xBF\xBE\xEF\xBF\xBF",
      "\x1B[2J\x07",
      "-->",
      "n0",
      "cluster_c0",
      "",
      " ",
      "\xC2\xA0",
  };
  View view;
  view.title = hostile[0];
  view.description = hostile[1];
  for (const std::string& name : hostile) {
    auto frame = static_cast<int>(view.clusters.size());
    view.clusters.push_back({.id = "c" + std::to_string(frame), .name = name, .class_name = name});
    int node = add_box(view, name, name);
    view.nodes[static_cast<std::size_t>(node)].cluster = frame;
    if (node > 0) view.edges.push_back({.from = node - 1, .to = node, .shape = name, .dtype = ""});
  }
  std::string svg = svg_of(view);
  EXPECT_EQ(faults_of(svg, view), "");
  EXPECT_THAT(svg, Not(HasSubstr("<script")));
  XmlElement root = read_xml(svg);
  for (const XmlElement* group : root.all("g")) {
    EXPECT_EQ(group->attributes.count("onload"), 0u);
  }
  EXPECT_EQ(root.children[0].text, hostile[0]);
}

TEST(Svg, KeepsTheLinksOfAnAttribute) {
  std::string svg =
      Renderer({ImageFormat::kSvg})
          .render(chain(2), {.attributes = {{"node", "URL", "http://x/?a=1&b=2&amp;c"}}})
          .images[0];
  EXPECT_EQ(faults_of(svg, chain(2)), "");
  std::vector<const XmlElement*> links;
  XmlElement root = read_xml(svg);
  for (const XmlElement* link : root.all("a")) {
    EXPECT_EQ(link->attribute("xlink:href"), "http://x/?a=1&b=2&c");
    links.push_back(link);
  }
  EXPECT_EQ(links.size(), 2u);
}

struct ShapeCase {
  const char *before, *after;
};

TEST(Svg, WritesShapesInFewWords) {
  for (const ShapeCase& c : {ShapeCase{"1.50,-2.00 10 0.00 100", "1.5,-2 10 0 100"},
                             {"translate(18 11994)", "translate(18 11994)"},
                             {"", ""}}) {
    EXPECT_EQ(without_zeros(c.before), c.after);
  }
  for (const ShapeCase& c : {ShapeCase{"M79,-9C79,-8 79,-7 79,-6", "M79,-9V-6"},
                             {"M1,5C2,5 3,5 4,5", "M1,5H4"},
                             {"M1,5C2,5 3,6 4,7", "M1,5C2,5 3,6 4,7"},
                             {"M1,5C1,6 1,7 1,8 2,9 3,9 4,9", "M1,5V8C2,9 3,9 4,9"},
                             {"M1,5C2,5 3,6 4,7 5,8 6,8 7,7", "M1,5C2,5 3,6 4,7 5,8 6,8 7,7"},
                             {"M1,5L2,6", "M1,5L2,6"},
                             {"M1,5C2,5", "M1,5C2,5"},
                             {"", ""}}) {
    EXPECT_EQ(with_lines(c.before), c.after);
  }
  for (const ShapeCase& c : {ShapeCase{"1,2 3,4 5,6 1,2", "1,2 3,4 5,6"},
                             {"1,2 3,4 5,6", "1,2 3,4 5,6"},
                             {"1,2", "1,2"}}) {
    EXPECT_EQ(without_end(c.before), c.after);
  }
}

TEST(Svg, KnowsARoundedBoxFromOtherShapes) {
  auto box = rounded_box(
      "M146,-76C146,-76 12,-76 12,-76 6,-76 0,-70 0,-64 0,-64 0,-40 0,-40 0,-34 6,-28 12,-28 "
      "12,-28 "
      "146,-28 146,-28 152,-28 158,-34 158,-40 158,-40 158,-64 158,-64 158,-70 152,-76 146,-76");
  ASSERT_TRUE(box);
  EXPECT_EQ(box->x, 0);
  EXPECT_EQ(box->y, -76);
  EXPECT_EQ(box->width, 158);
  EXPECT_EQ(box->height, 48);
  EXPECT_EQ(box->radius, 12);
  EXPECT_FALSE(rounded_box("M1,5C2,5 3,6 4,7"));
  EXPECT_FALSE(rounded_box(""));
  // A wave of eight curves.
  std::string wave = "M0,0C";
  for (int i = 0; i < 24; ++i) wave += std::to_string(i) + "," + std::to_string(i % 5) + " ";
  EXPECT_FALSE(rounded_box(wave));
}

}  // namespace
}  // namespace modelviz::test
