// Runs every target on its corpus, and on whatever it once failed with.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "fuzz/target.h"

namespace modelviz::fuzz {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  if (!fs::exists(folder)) return files;
  for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

std::string read(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator(stream), {}};
}

class Replay : public testing::TestWithParam<Target> {};

TEST_P(Replay, NothingHurts) {
  int count = 0;
  for (const char* kind : {"corpus", "found"}) {
    fs::path folder = fs::path(MODELVIZ_SOURCE_DIR) / "tests/fuzz" / kind / GetParam().name;
    for (const fs::path& file : files_in(folder)) {
      SCOPED_TRACE(file.string());
      EXPECT_NO_THROW(GetParam().run(read(file)));
      ++count;
    }
  }
  EXPECT_GT(count, 20) << "where is the corpus?";
}

INSTANTIATE_TEST_SUITE_P(Fuzz, Replay, testing::ValuesIn(targets().begin(), targets().end()),
                         [](const auto& info) { return std::string(info.param.name); });

// What the targets rest on: a check that accepts everything would find nothing.
TEST(Finding, IsFound) {
  EXPECT_THROW(require_printable("a\x1b[31m"), Finding);
  EXPECT_THROW(require_printable("\xFF"), Finding);
  EXPECT_NO_THROW(require_printable("a\n\xC3\xA9"));
  EXPECT_THROW(require_json("{"), Finding);
  EXPECT_THROW(require_dot("digraph { a [label=\"x\" }"), Finding);
  EXPECT_THROW(require_dot("digraph { a [label=<<b>x>] }"), Finding);
  EXPECT_THROW(require_dot("digraph { subgraph cluster_a { label=<&>; b } }"), Finding);
  EXPECT_NO_THROW(require_dot("digraph { a [label=<<b>x &amp; y</b>>] }"));
}

}  // namespace
}  // namespace modelviz::fuzz
