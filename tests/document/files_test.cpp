// What is read of model files, and that nothing else of them is.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "modelviz/document.h"
#include "modelviz/error.h"
#include "support/process.h"

namespace modelviz {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(MODELVIZ_GOLDEN_DIR) / "files";

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(FileWeights, AreReadAsTheFileHasThem) {
  struct Case {
    const char* file;
    const char* weights;
  };
  const Case kCases[] = {
      {"3.15.1-sequence.keras",
       "layers/bidirectional/backward_layer/cell/0 (4, 12) float32\n"
       "layers/bidirectional/backward_layer/cell/1 (3, 12) float32\n"
       "layers/bidirectional/backward_layer/cell/2 (12,) float32\n"
       "layers/bidirectional/forward_layer/cell/0 (4, 12) float32\n"
       "layers/bidirectional/forward_layer/cell/1 (3, 12) float32\n"
       "layers/bidirectional/forward_layer/cell/2 (12,) float32\n"
       "layers/dense/0 (6, 2) float32\n"
       "layers/dense/1 (2,) float32\n"
       "layers/embedding/0 (11, 4) float32\n"},
      {"3.15.1-ops.h5", "out/out/bias (2,) float32\nout/out/kernel (6, 2) float32\n"},
      {"2.21.0-sequence.h5",
       "embedding/embedding/embeddings:0 (11, 4) float32\n"
       "both_ways/both_ways/backward_lstm/lstm_cell/bias:0 (12,) float32\n"
       "both_ways/both_ways/backward_lstm/lstm_cell/kernel:0 (4, 12) float32\n"
       "both_ways/both_ways/backward_lstm/lstm_cell/recurrent_kernel:0 (3, 12) float32\n"
       "both_ways/both_ways/forward_lstm/lstm_cell/bias:0 (12,) float32\n"
       "both_ways/both_ways/forward_lstm/lstm_cell/kernel:0 (4, 12) float32\n"
       "both_ways/both_ways/forward_lstm/lstm_cell/recurrent_kernel:0 (3, 12) float32\n"
       "out/out/bias:0 (2,) float32\n"
       "out/out/kernel:0 (6, 2) float32\n"},
      {"tfjs-saved.json",
       "stem/kernel (3, 3, 3, 4) float32\n"
       "stem/bias (4,) float32\n"
       "norm/gamma (4,) float32\n"
       "norm/beta (4,) float32\n"
       "norm/moving_mean (4,) float32\n"
       "norm/moving_variance (4,) float32\n"
       "shared/kernel (5, 5) float32\n"
       "shared/bias (5,) float32\n"
       "fold/kernel (3, 3, 4, 3) float32\n"
       "fold/bias (3,) float32\n"
       "out/kernel (8, 2) float32\n"
       "out/bias (2,) float32\n"},
  };
  for (const Case& c : kCases) EXPECT_EQ(read(kFolder / c.file).read_weights().text(), c.weights);
}

// The content decides, not the name; and it does not matter how the bytes come.
TEST(FileContent, TellsFilesApart) {
  for (const char* name : {"3.15.1-mixed.keras", "3.15.1-mixed-deflated.keras", "3.15.1-mixed.h5",
                           "3.15.1-mixed.h5.gz", "tfjs-converted.json", "3.15.1-mixed-folder"}) {
    SCOPED_TRACE(name);
    Document direct = read(kFolder / name);
    std::string weights = direct.read_weights().text();
    if (fs::is_directory(kFolder / name)) continue;
    Document memory = read_text(content(kFolder / name), "x");
    EXPECT_EQ(memory.container, direct.container);
    EXPECT_EQ(*memory.root, *direct.root);
    EXPECT_EQ(memory.read_weights().text(), weights);
    test::TemporaryFolder folder;
    folder.write("model.txt", content(kFolder / name));
    auto piped = test::shell(
        "modelviz summary - < model.txt > piped; "
        "cat model.txt | modelviz summary - | cmp - piped && "
        "modelviz summary model.txt | cmp - piped",
        folder.path());
    EXPECT_EQ(piped.code, 0) << piped.err;
  }
}

// Of a damaged file nothing else comes than a sentence.
TEST(FileContent, TruncatedFilesAreRefused) {
  for (const char* name : {"3.15.1-mixed.keras", "3.15.1-mixed-deflated.keras", "3.15.1-mixed.h5",
                           "3.15.1-mixed.h5.gz", "tfjs-converted.json"}) {
    std::string whole = content(kFolder / name);
    for (std::size_t size : {whole.size() / 7, whole.size() / 2, whole.size() - 3}) {
      SCOPED_TRACE(std::string(name) + " " + std::to_string(size));
      try {
        read_text(whole.substr(0, size), "x").read_weights();
        ADD_FAILURE();
      } catch (const Error& error) {
        EXPECT_EQ(error.fault, Fault::kInput);
      }
    }
  }
}

// ---- large files --------------------------------------------------------------------------------

constexpr std::uint64_t kGigabyte = std::uint64_t{1} << 30;

std::string little(std::uint64_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i, value >>= 8) text += static_cast<char>(value);
  return text;
}

// A .keras of a gigabyte: its weights are those of a small file and a hole behind them.
void write_large_archive(const fs::path& path, bool zip64) {
  struct Member {
    std::string name, bytes;
    std::uint64_t size;
  };
  fs::path folder = kFolder / "3.15.1-mixed-folder";
  std::vector<Member> members;
  for (const char* name : {"metadata.json", "config.json", "model.weights.h5"}) {
    members.push_back({name, content(folder / name), 0});
    members.back().size = members.back().bytes.size();
  }
  members.back().size = kGigabyte;
  std::ofstream file(path, std::ios::binary);
  std::string directory;
  for (const Member& member : members) {
    auto offset = static_cast<std::uint64_t>(file.tellp());
    std::string extra =
        zip64 ? little(1, 2) + little(16, 2) + little(member.size, 8) + little(member.size, 8) : "";
    std::string sizes =
        zip64 ? std::string(8, '\xFF') : little(member.size, 4) + little(member.size, 4);
    std::string header = little(zip64 ? 45 : 20, 2) + little(0, 12) + sizes +
                         little(member.name.size(), 2) + little(extra.size(), 2);
    file << "PK\x03\x04" << header << member.name << extra << member.bytes;
    file.seekp(static_cast<std::streamoff>(member.size - member.bytes.size()), std::ios::cur);
    directory += "PK\x01\x02" + little(45, 2) + header + little(0, 10) + little(offset, 4) +
                 member.name + extra;
  }
  auto offset = static_cast<std::uint64_t>(file.tellp());
  file << directory << "PK\x05\x06" << little(0, 4) << little(3, 2) << little(3, 2)
       << little(directory.size(), 4) << little(offset, 4) << little(0, 2);
}

// The most memory that a command needed, in bytes.
long peak_memory(const fs::path& model) {
  pid_t child = fork();
  if (child == 0) {
    if (!freopen("/dev/null", "w", stdout)) _exit(1);
    execl(MODELVIZ_PROGRAM, "modelviz", "summary", model.c_str(), nullptr);
    _exit(127);
  }
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  EXPECT_EQ(status, 0) << model;
  return usage.ru_maxrss * 1024;
}

TEST(LargeFiles, AreNotReadIntoMemory) {
  test::TemporaryFolder folder;
  write_large_archive(folder.path() / "large.keras", false);
  write_large_archive(folder.path() / "zip64.keras", true);
  fs::copy_file(kFolder / "3.15.1-mixed.h5", folder.path() / "large.h5");
  fs::resize_file(folder.path() / "large.h5", kGigabyte);
  for (auto [large, small] :
       {std::pair("large.keras", "3.15.1-mixed.keras"),
        std::pair("zip64.keras", "3.15.1-mixed.keras"), std::pair("large.h5", "3.15.1-mixed.h5")}) {
    SCOPED_TRACE(large);
    fs::path path = folder.path() / large;
    EXPECT_EQ(read(path).read_weights().text(), read(kFolder / small).read_weights().text());
    EXPECT_LT(peak_memory(path), peak_memory(kFolder / small) + (4 << 20));
  }
}

}  // namespace
}  // namespace modelviz
