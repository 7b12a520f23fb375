// Texts of a model in labels: nothing that a name holds is taken for markup.
#include "output/label_text.h"

#include <gtest/gtest.h>

#include "support/text.h"

namespace modelviz::test {
namespace {

struct EscapeCase {
  std::string text, html, quoted;
};

class Escape : public testing::TestWithParam<EscapeCase> {};

TEST_P(Escape, MakesHtml) { EXPECT_EQ(html(GetParam().text), GetParam().html); }
TEST_P(Escape, MakesQuotedString) { EXPECT_EQ(dot_string(GetParam().text), GetParam().quoted); }

INSTANTIATE_TEST_SUITE_P(
    LabelText, Escape,
    testing::Values(
        EscapeCase{"conv_1", "conv_1", R"("conv_1")"},
        EscapeCase{"a<b>c", "a&lt;b&gt;c", R"("a<b>c")"}, EscapeCase{"a&b", "a&amp;b", R"("a&b")"},
        EscapeCase{"&lt;", "&amp;lt;", R"("&lt;")"},
        EscapeCase{R"(say "x")", "say &quot;x&quot;", R"("say \"x\"")"},
        EscapeCase{R"(\N\G\l)", R"(\\N\\G\\l)", R"("\\N\\G\\l")"},
        EscapeCase{R"(end\)", R"(end\\)", R"("end\\")"}, EscapeCase{"{a|b}", "{a|b}", R"("{a|b}")"},
        EscapeCase{"two\nlines\tand", "two lines and", R"("two lines and")"},
        EscapeCase{std::string("nul\0bell\a", 9), "nul�bell�", R"("nul�bell�")"},
        EscapeCase{"no \uFFFE\uFFFF", "no ��", R"("no ��")"},
        EscapeCase{"cut \xE6\x97", "cut ��", R"("cut ��")"},
        EscapeCase{"层 שכבה 🙂", "层 שכבה 🙂", R"("层 שכבה 🙂")"}));

struct WrapCase {
  std::string text;
  int columns, max_lines;
  std::string lines;  ///< separated by |
};

class Wrap : public testing::TestWithParam<WrapCase> {};

TEST_P(Wrap, BreaksLines) {
  EXPECT_EQ(join(wrap(GetParam().text, GetParam().columns, GetParam().max_lines), "|"),
            GetParam().lines);
}

INSTANTIATE_TEST_SUITE_P(LabelText, Wrap,
                         testing::Values(WrapCase{"", 10, 3, ""}, WrapCase{"short", 10, 3, "short"},
                                         WrapCase{"just ten c", 10, 3, "just ten c"},
                                         WrapCase{"inner sizes differ: 128 and 64", 12, 3,
                                                  "inner sizes|differ: 128|and 64"},
                                         WrapCase{"encoder/block_1/conv", 10, 3,
                                                  "encoder/|block_1/|conv"},
                                         WrapCase{"abcdefghijklmnop", 10, 3, "abcdefghij|klmnop"},
                                         WrapCase{"a_bcdefghijklmnop", 10, 3, "a_bcdefghi|jklmnop"},
                                         WrapCase{"abcdefghijklmnopqrstuvwxyz", 10, 1, "abcd…wxyz"},
                                         WrapCase{"层层层层层层", 6, 2, "层层层|层层层"}));

TEST(LabelText, WrapsAnythingIntoTheLinesThatThereAre) {
  for (int length : {1, 17, 300, 5000}) {
    for (const std::string unit : {"x", "_", "a_b/c d.", "层", "🙂 "}) {
      std::string text;
      for (int i = 0; i < length; ++i) text += unit;
      std::vector<std::string> lines = wrap(text, 20, 3);
      EXPECT_LE(lines.size(), 3U) << unit << length;
      for (const std::string& line : lines)
        EXPECT_EQ(sanitize(line), line) << "cut within a character";
    }
  }
}

TEST(LabelText, MeasuresTexts) {
  EXPECT_EQ(text_width("", 10), 0);
  EXPECT_LT(text_width("illicit", 10), text_width("mammoth", 10));
  EXPECT_LT(text_width("name", 10), text_width("name", 10, true));
  EXPECT_DOUBLE_EQ(text_width("name", 20), 2 * text_width("name", 10));
}

}  // namespace
}  // namespace modelviz::test
