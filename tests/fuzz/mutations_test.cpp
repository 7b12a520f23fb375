// Real files, damaged in ways that happen and in ways that do not: the program says what is wrong
// (exit code 0, 1 or 3) and is never killed by a signal, slow or greedy.
//
// MODELVIZ_MUTATIONS=2000 tries so many files, MODELVIZ_SEED=7 others; without them a few are
// tried.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>

#include "fuzz/json_mutation.h"
#include "support/process.h"

namespace modelviz::fuzz {
namespace {

namespace fs = std::filesystem;

constexpr double kMostSeconds = 2, kMostMebibytes = 512;

struct RealFile {
  std::string name, bytes;
};

std::string content(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator(stream), {}};
}

// Models as Keras writes them, of each kind of file that is read.
std::vector<RealFile> real_files() {
  std::vector<RealFile> files;
  for (const char* folder : {"samples", "tests/golden/zoo", "tests/golden/zoo_keras2",
                             "tests/golden/random", "tests/golden/files"}) {
    fs::path path = fs::path(MODELVIZ_SOURCE_DIR) / folder;
    if (!fs::exists(path)) continue;
    for (const auto& entry : fs::directory_iterator(path)) {
      std::string extension = entry.path().extension().string();
      bool is_model =
          extension == ".json" || extension == ".keras" || extension == ".h5" || extension == ".gz";
      if (!is_model || !entry.is_regular_file()) continue;
      files.push_back({entry.path().filename().string(), content(entry.path())});
    }
  }
  std::sort(files.begin(), files.end(),
            [](const RealFile& a, const RealFile& b) { return a.name < b.name; });
  return files;
}

class Damage {
 public:
  explicit Damage(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }

  std::string apply(const std::string& bytes) {
    switch (below(6)) {
      case 0:
        return flip_bits(bytes);
      case 1:
        return bytes.substr(0, below(bytes.size()));
      case 2:
        return replace_part(bytes);
      default: {
        std::string mutated = mutate_json(bytes, static_cast<unsigned>(random_()));
        return mutated.empty() ? flip_bits(bytes) : mutated;
      }
    }
  }

 private:
  std::string flip_bits(std::string bytes) {
    for (std::size_t i = std::size_t{1} << below(6); i-- > 0;) {
      char& byte = bytes[below(bytes.size())];
      byte = static_cast<char>(byte ^ (1 << below(8)));
    }
    return bytes;
  }

  // A part goes to another place, or bytes of the same value do.
  std::string replace_part(std::string bytes) {
    std::size_t length = std::min<std::size_t>(1 + below(64), bytes.size());
    std::size_t from = below(bytes.size() - length + 1), to = below(bytes.size() - length + 1);
    constexpr char kExtremes[] = {'\0', '\x7F', '\xFF', '0', '9', '[', '{', '"'};
    std::string part = below(2) == 0 ? bytes.substr(from, length)
                                     : std::string(length, kExtremes[below(std::size(kExtremes))]);
    return bytes.replace(to, length, part);
  }

  std::mt19937 random_;
};

unsigned from_environment(const char* name, unsigned otherwise) {
  const char* value = std::getenv(name);
  return value ? static_cast<unsigned>(std::strtoul(value, nullptr, 10)) : otherwise;
}

TEST(Mutations, OfRealFilesAreRefusedOrRead) {
  const std::vector<std::vector<std::string>> kCommands{
      {"summary", ""},
      {"check", ""},
      {"plot", "", "-T", "dot", "-o", "out.dot"},
      {"plot", "", "--fold", "similar", "--fuse", "-T", "dot", "-o", "out.dot"}};
  std::vector<RealFile> files = real_files();
  ASSERT_GT(files.size(), 400U);
  unsigned count = from_environment("MODELVIZ_MUTATIONS", 60);
  unsigned seed = from_environment("MODELVIZ_SEED", 1);
  test::TemporaryFolder folder;
  double slowest = 0, largest = 0;
  int read = 0;
  for (unsigned i = 0; i < count; ++i) {
    Damage damage(seed * 1'000'003 + i);
    const RealFile& file = files[damage.below(files.size())];
    folder.write(file.name, damage.apply(file.bytes));
    std::vector<std::string> command = kCommands[i % kCommands.size()];
    command[1] = file.name;
    test::Measured run = test::measure(command, folder.path());
    std::string what = command[0] + " " + file.name + ", mutation " + std::to_string(i) +
                       " of seed " + std::to_string(seed) + ": " + run.err.substr(0, 2000);
    EXPECT_TRUE(run.code == 0 || run.code == 1 || run.code == 3) << run.code << " " << what;
    EXPECT_LE(run.cpu_seconds, kMostSeconds) << what;
    EXPECT_LE(run.mebibytes, kMostMebibytes) << what;
    bool is_as_good_as_it_was =
        fs::exists(folder.path() / "out.dot") || command[0] != "plot" || run.code == 3;
    EXPECT_TRUE(is_as_good_as_it_was) << what;
    slowest = std::max(slowest, run.cpu_seconds);
    largest = std::max(largest, run.mebibytes);
    read += run.code == 3 ? 0 : 1;
    if (testing::Test::HasFailure()) {
      const char* keep = std::getenv("MODELVIZ_KEEP");
      if (keep)
        fs::copy(folder.path() / file.name, fs::path(keep) / (std::to_string(i) + "-" + file.name),
                 fs::copy_options::overwrite_existing);
    }
    fs::remove(folder.path() / file.name);
    fs::remove(folder.path() / "out.dot");
  }
  EXPECT_GT(read, static_cast<int>(count / 10)) << "hardly anything was still a model";
  RecordProperty("slowest", std::to_string(slowest));
  std::printf("%u files, %d of them read; at most %.2f s and %.0f MiB\n", count, read, slowest,
              largest);
}

}  // namespace
}  // namespace modelviz::fuzz
