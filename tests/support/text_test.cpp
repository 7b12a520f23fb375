#include "support/text.h"

#include <gtest/gtest.h>

#include <array>

namespace modelviz {
namespace {

TEST(Text, SanitizeLeavesNothingThatDrivesATerminal) {
  struct Case {
    std::string text, clean;
  };
  const Case kCases[] = {
      {"conv1_conv", "conv1_conv"},
      {"größe 层 🙂", "größe 层 🙂"},
      {"a\nb\tc", "a b c"},
      {"\x1b[31mred", "\uFFFD[31mred"},
      {"del\x7f", "del\uFFFD"},
      {"\xc2\x9b", "\uFFFD"},                  // a C1 control character
      {"\xff\xfe", "\uFFFD\uFFFD"},            // no UTF-8
      {"\xc0\xaf", "\uFFFD\uFFFD"},            // overlong
      {"\xed\xa0\x80", "\uFFFD\uFFFD\uFFFD"},  // a surrogate
      {"cut \xe5\xb1", "cut \uFFFD\uFFFD"},
  };
  for (const Case& c : kCases) EXPECT_EQ(sanitize(c.text), c.clean);
}

TEST(Text, NearestIsWhatWasProbablyMeant) {
  constexpr std::array<std::string_view, 4> kWords{"--show-shapes", "--show-dtype", "--dpi",
                                                   "--rankdir"};
  EXPECT_EQ(nearest("--show-shape", kWords), "--show-shapes");
  EXPECT_EQ(nearest("--shwo-dtype", kWords), "--show-dtype");
  EXPECT_EQ(nearest("--dip", kWords), "--dpi");
  EXPECT_EQ(nearest("--something-else", kWords), "");
}

TEST(Text, EditDistanceCountsSwapsAsOne) {
  EXPECT_EQ(edit_distance("plot", "plot"), 0);
  EXPECT_EQ(edit_distance("plto", "plot"), 1);
  EXPECT_EQ(edit_distance("", "abc"), 3);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3);
}

TEST(Text, NumbersReadAsKerasPrintsThem) {
  EXPECT_EQ(with_thousands(0), "0");
  EXPECT_EQ(with_thousands(999), "999");
  EXPECT_EQ(with_thousands(25636712), "25,636,712");
  EXPECT_EQ(with_thousands(-1234), "-1,234");
  EXPECT_EQ(readable_bytes(0), "0.00 B");
  EXPECT_EQ(readable_bytes(1023), "1023.00 B");
  EXPECT_EQ(readable_bytes(102546848), "97.80 MB");
}

}  // namespace
}  // namespace modelviz
