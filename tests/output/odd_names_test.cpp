// Names that mean something to one format or another: each format shows them as they are.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "modelviz/output.h"
#include "output/small_views.h"
#include "output/svg.h"
#include "support/png.h"
#include "support/process.h"

namespace modelviz::test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

struct Name {
  const char* name;
  const char* shown;  ///< nullptr: as it is
};

constexpr Name kNames[] = {
    {"a<b>&\"c\" {d}|\\e`", nullptr},
    {"two\nlines\tand a tab", "two lines and a tab"},
    {"שלום עולם", nullptr},
    {"طبقة أولى", nullptr},
    {"卷积层の畳み込み", nullptr},
    {"🧠🔥 👩‍👩‍👧‍👦", nullptr},
    {"<b>bold</b> &amp; &#65;", nullptr},
    {"\\N \\G %3 [x](y) **z** $x^2$", nullptr},
    {"\"];} -> -- %%", nullptr},
    {"end", nullptr},
    {"subgraph", nullptr},
    {"default", nullptr},
    {"]]> <!-- -->", nullptr},
    {"bell\x07 \x1b[31m", "bell� �[31m"},
};

View named_view() {
  View view{.title = "odd \"names\" <&>\n#1; %%"};
  for (const Name& name : kNames) {
    int box = add_box(view, name.name);
    if (box > 0) view.edges.push_back({box - 1, box, "(None, 8)"});
  }
  return view;
}

// As Mermaid decodes it: #34; is a quote.
std::string decoded(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::size_t end = text[i] == '#' ? text.find(';', i) : std::string_view::npos;
    bool is_entity =
        end != std::string_view::npos && end > i + 1 &&
        text.substr(i + 1, end - i - 1).find_first_not_of("0123456789") == std::string_view::npos;
    if (!is_entity) {
      result += text[i];
      continue;
    }
    result += static_cast<char>(std::stoi(std::string(text.substr(i + 1, end - i - 1))));
    i = end;
  }
  return result;
}

std::string drawn(const View& view, ImageFormat format) {
  return Renderer({format}).render(view).images[0];
}

TEST(OddNames, AreShownInEachFormat) {
  View view = named_view();
  std::vector<std::string> svg = texts(drawn(view, ImageFormat::kSvg));
  std::string text_graph = drawn(view, ImageFormat::kTxt);
  std::string mermaid = decoded(drawn(view, ImageFormat::kMmd));
  for (const Name& name : kNames) {
    std::string shown = name.shown ? name.shown : name.name;
    EXPECT_THAT(svg, Contains(shown));
    EXPECT_THAT(text_graph, HasSubstr("● " + shown + "  "));
    EXPECT_THAT(mermaid, HasSubstr("[\"<b>" + shown + "</b><br/>"));
  }
  EXPECT_EQ(xml_fault(drawn(view, ImageFormat::kSvg)), "");
  for (ImageFormat format : {ImageFormat::kPng, ImageFormat::kJpg, ImageFormat::kPdf}) {
    EXPECT_GT(drawn(view, format).size(), 1000U);  // and it looks whole, or there is an error
  }
}

// Nothing in a label of Mermaid ends it, or begins Markdown or a formula.
TEST(OddNames, StayWithinTheLabelsOfMermaid) {
  std::string mermaid = drawn(named_view(), ImageFormat::kMmd);
  auto lines = std::count(mermaid.begin(), mermaid.end(), '\n');
  View plain = named_view();
  plain.title = "plain";
  for (ViewNode& node : plain.nodes) node.name = "plain";
  std::string expected = drawn(plain, ImageFormat::kMmd);
  EXPECT_EQ(lines, std::count(expected.begin(), expected.end(), '\n'));
  EXPECT_THAT(mermaid, Not(HasSubstr("$x^2$")));
}

TEST(OddNames, GiveTheSamePictureWithPlainDot) {
  TemporaryFolder folder;
  std::string dot = drawn(named_view(), ImageFormat::kDot);
  folder.write("odd.dot", dot);
  Outcome outcome = shell("dot -Tpng odd.dot", folder.path());
  if (outcome.code == 127) GTEST_SKIP() << "there is no program dot";
  EXPECT_EQ(outcome.err, "");
  Bitmap theirs = read_png(outcome.out),
         ours = read_png(render(dot, {ImageFormat::kPng}).images[0]);
  EXPECT_EQ(theirs.fault + ours.fault, "");
  EXPECT_TRUE(theirs == ours);
}

// 300 characters are too many for a box: the middle is left out, since names differ at their ends.
TEST(OddNames, AreShortenedInTheMiddle) {
  std::string middle(298, 'x');
  for (const std::string& name : {"A" + middle + "Z", "A" + std::string(50, ' ') + middle + "Z"}) {
    View view;
    add_box(view, name);
    std::vector<std::string> svg = texts(drawn(view, ImageFormat::kSvg));
    EXPECT_TRUE(svg.front().starts_with("A")) << svg.front();
    EXPECT_EQ(svg.size(), 5U);  // three lines of the name
    EXPECT_TRUE(svg[2].ends_with("Z")) << svg[2];
    for (const std::string& line : svg) EXPECT_LE(line.size(), 40U);
    std::string text_graph = drawn(view, ImageFormat::kTxt);
    EXPECT_LE(text_graph.size(), 130U);
    EXPECT_THAT(text_graph, HasSubstr("…"));
    EXPECT_THAT(text_graph, HasSubstr("xZ  Dense"));
  }
}

}  // namespace
}  // namespace modelviz::test
