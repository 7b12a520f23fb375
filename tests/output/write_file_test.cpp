// Files appear whole or not at all, wherever they are to be.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <filesystem>
#include <thread>

#include "modelviz/error.h"
#include "modelviz/output.h"
#include "support/atomic_file.h"
#include "support/process.h"

namespace modelviz::test {
namespace {

namespace fs = std::filesystem;

class WriteFile : public testing::Test {
 protected:
  [[nodiscard]] std::string path(const std::string& name) const { return folder.path() / name; }

  // What is wrong, without the path; "" if the file was written.
  std::string refusal(const std::string& path, const std::string& bytes = "new") {
    try {
      write_file(path, bytes);
      return "";
    } catch (const Error& error) {
      EXPECT_EQ(error.fault, Fault::kOutput);
      std::string message = error.diagnostic.message, prefix = "cannot write " + path + ": ";
      EXPECT_TRUE(message.starts_with(prefix)) << message;
      return message.substr(prefix.size());
    }
  }

  [[nodiscard]] unsigned mode_of(const std::string& name) const {
    struct stat status {};
    stat(path(name).c_str(), &status);
    return status.st_mode & 07777;
  }

  TemporaryFolder folder;
};

TEST_F(WriteFile, MakesAndReplaces) {
  write_file(path("a"), "old");
  write_file(path("a"), std::string("\0new", 4));
  EXPECT_EQ(folder.read("a"), std::string("\0new", 4));
  EXPECT_EQ(folder.files(), "a");
}

TEST_F(WriteFile, SaysWhatIsWrong) {
  fs::create_directory(path("folder"));
  folder.write("file", "old");
  EXPECT_EQ(refusal(path("none/a")), "No such file or directory");
  EXPECT_EQ(refusal(path("folder")), "it is a directory");
  EXPECT_EQ(refusal(path("file/a")), "Not a directory");
  EXPECT_EQ(refusal("/dev/full"), "No space left on device");
  EXPECT_EQ(refusal(path(std::string(300, 'x'))), "File name too long");
  EXPECT_EQ(folder.files(), "file folder");
}

TEST_F(WriteFile, RefusesAnEmptyName) { EXPECT_THROW(write_file("", "x"), Error); }

TEST_F(WriteFile, RefusesWhatIsNotWritable) {
  if (geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  folder.write("file", "old");
  chmod(path("file").c_str(), 0400);
  EXPECT_EQ(refusal(path("file")), "Permission denied");
  chmod(folder.path().c_str(), 0500);
  EXPECT_EQ(refusal(path("other")), "Permission denied");
  chmod(folder.path().c_str(), 0700);
  EXPECT_EQ(folder.read("file"), "old");
}

TEST_F(WriteFile, LeavesTheOldFileWhereTheDiskIsFull) {
  folder.write("file", "old");
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  rlimit small{1000, before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  std::string message = refusal(path("file"), std::string(5000, 'x'));
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, SIG_DFL);
  EXPECT_EQ(message, "File too large");
  EXPECT_EQ(folder.read("file"), "old");
  EXPECT_EQ(folder.files(), "file");
}

TEST_F(WriteFile, HonoursTheUmaskAndKeepsPermissions) {
  mode_t before = umask(027);
  write_file(path("fresh"), "x");
  folder.write("shared", "old");
  chmod(path("shared").c_str(), 0664);
  write_file(path("shared"), "x");
  umask(before);
  EXPECT_EQ(mode_of("fresh"), 0640U);
  EXPECT_EQ(mode_of("shared"), 0664U);
}

TEST_F(WriteFile, FollowsLinks) {
  fs::create_directory(path("folder"));
  folder.write("folder/target", "old");
  fs::create_symlink("folder/target", path("link"));
  fs::create_symlink("link", path("second"));
  fs::create_symlink("folder/later", path("dangling"));
  write_file(path("second"), "new");
  write_file(path("dangling"), "made");
  EXPECT_TRUE(fs::is_symlink(path("link")) && fs::is_symlink(path("second")) &&
              fs::is_symlink(path("dangling")));
  EXPECT_EQ(folder.read("folder/target"), "new");
  EXPECT_EQ(folder.read("folder/later"), "made");
}

TEST_F(WriteFile, EndsOnLinksInACircle) {
  fs::create_symlink("b", path("a"));
  fs::create_symlink("a", path("b"));
  EXPECT_NE(refusal(path("a")), "");
}

TEST_F(WriteFile, WritesDevicesAndPipesDirectly) {
  EXPECT_EQ(refusal("/dev/null"), "");
  struct stat status {};
  stat("/dev/null", &status);
  EXPECT_TRUE(S_ISCHR(status.st_mode));

  ASSERT_EQ(mkfifo(path("pipe").c_str(), 0600), 0);
  std::string received;
  std::thread reader([&] { received = folder.read("pipe"); });
  write_file(path("pipe"), "through the pipe");
  reader.join();
  EXPECT_EQ(received, "through the pipe");
}

TEST_F(WriteFile, IsQuietWhenTheReaderHasGone) {
  std::array<int, 2> ends{};
  ASSERT_EQ(pipe(ends.data()), 0);
  close(ends[0]);
  write_to_descriptor(ends[1], "standard output", "x");  // neither a signal nor an error
  close(ends[1]);
}

}  // namespace
}  // namespace modelviz::test
