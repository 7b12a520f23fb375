// --limit: what a file may cost is the user's to say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/process.h"

namespace modelviz {
namespace {

using testing::HasSubstr;

TEST(Limits, AreTheUsers) {
  struct Case {
    std::string options;
    int exit_code;
    const char* said;
  };
  const Case kCases[] = {
      {"--limit bytes=64K", 3, "the file is larger than 64.00 KB"},
      {"--limit bytes=100000 --limit bytes=1G", 0, ""},
      {"--limit values=1000", 3, "holds more than 1,000 values: that is no model"},
      {"--limit depth=3", 3, "is nested more than 3 levels deep"},
      {"--limit steps=100", 3, "running it takes more than 100 steps"},
      {"--limit steps=1M --limit values=1M --limit depth=1000 --limit seconds=1", 0, ""},
      {"--limit depth=1001", 2, "depth can be up to 1000"},
      {"--limit bytes=-1", 2, "--limit bytes=-1: there is no such number"},
      {"--limit bytes=9999999999G", 2, "there is no such number"},
      {"--limit bytes=", 2, "there is no such number"},
      {"--limit bytes", 2, "there is no such number"},
      {"--limit weights=3", 2, "--limit weights=3: there is no such limit"},
  };
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.options);
    for (const char* command : {"summary", "check"}) {
      test::Outcome outcome = test::shell(
          std::string("modelviz ") + command + " resnet50.json " + c.options, MODELVIZ_SAMPLES_DIR);
      EXPECT_EQ(outcome.code, c.exit_code);
      EXPECT_THAT(outcome.err, HasSubstr(c.said));
    }
  }
}

}  // namespace
}  // namespace modelviz
