// Whenever a signal comes: no file is left that is not whole, and no process.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "support/process.h"
#include "support/small_model.h"
#include "support/text.h"

namespace modelviz::test {
namespace {

// A chain with residuals, large enough that each stage takes a while.
const std::string& large_model() {
  static const std::string kModel = [] {
    SmallModel model;
    model.input("x", "[null, 8]");
    std::string last = "x";
    for (int i = 0; i < 600; ++i) {
      std::string number = std::to_string(i);
      model.layer("dense_" + number, "Dense", R"("units": 8)", {last + " [null, 8]"});
      if (i % 3 > 0) {
        model.layer("add_" + number, "Add", "",
                    {last + " [null, 8]", "dense_" + number + " [null, 8]"});
        last = "add_" + number;
      } else {
        last = "dense_" + number;
      }
    }
    return model.json({last});
  }();
  return kModel;
}

class Interrupt : public testing::Test {
 protected:
  // What is in the folder and should not be: a file with another name, or one that is not whole.
  [[nodiscard]] std::string left_behind(const std::string& pictures) const {
    for (std::string_view name : split(pictures, ' ')) {
      std::string file(name), bytes = folder.read(file);
      if (bytes.empty()) continue;
      bool is_whole = file.ends_with(".svg")   ? bytes.ends_with("</svg>\n")
                      : file.ends_with(".pdf") ? bytes.ends_with("%%EOF\n")
                                               : bytes.ends_with("IEND\xAE\x42\x60\x82");
      if (!is_whole) return file + " is not whole";
      std::filesystem::remove(folder.path() / file);
    }
    return folder.files() == "large.json" ? "" : folder.files();
  }

  TemporaryFolder folder;
};

// Each stage says that it has ended; so the next has begun, whatever the time is.
TEST_F(Interrupt, LeavesNothingBehindInAnyStage) {
  folder.write("large.json", large_model());
  for (const char* stage : {"", "read", "build", "run", "view", "render"}) {
    for (int signal : {SIGINT, SIGTERM}) {
      for (bool to_all : {false, true}) {
        SCOPED_TRACE(std::string("after '") + stage + "' " + std::to_string(signal));
        RunningProgram program({"-v", "plot", "large.json", "-o", "x.svg", "-o", "x.pdf"},
                               folder.path());
        bool has_begun = *stage == '\0' || program.writes(std::string("debug: ") + stage);
        EXPECT_TRUE(has_begun);
        program.send(signal, to_all);
        int code = program.finish().code;
        // Whoever has written all may end before the signal comes.
        EXPECT_TRUE(code == 128 + signal || (code == 0 && std::string_view(stage) == "render"))
            << code;
        EXPECT_EQ(left_behind("x.svg x.pdf"), "");
      }
    }
  }
}

// Graphviz has begun, or has drawn one of the pictures, or all.
TEST_F(Interrupt, LeavesNothingBehindWhileItDraws) {
  folder.write("large.json", large_model());
  int stopped = 0;
  for (int delay : {1, 20, 60, 120, 250, 500}) {
    SCOPED_TRACE(delay);
    RunningProgram program(
        {"-v", "plot", "large.json", "-o", "x.svg", "-o", "x.pdf", "-o", "x.png"}, folder.path());
    EXPECT_TRUE(program.writes("debug: view"));
    std::this_thread::sleep_for(std::chrono::milliseconds(delay));
    program.send(SIGINT, true);
    if (program.finish().code == 130) ++stopped;
    EXPECT_EQ(left_behind("x.svg x.pdf x.png"), "");
  }
  EXPECT_GT(stopped, 0);
}

TEST_F(Interrupt, StopsReading) {
  mkfifo((folder.path() / "large.json").c_str(), 0600);
  for (const char* command : {"summary", "check"}) {
    RunningProgram program({command, "large.json"}, folder.path());
    int pipe = -1;
    while ((pipe = open((folder.path() / "large.json").c_str(), O_WRONLY | O_NONBLOCK)) < 0) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));  // nobody reads it yet
    }
    program.send(SIGINT);
    EXPECT_EQ(program.finish().code, 130);
    close(pipe);
  }
}

// One of the models never comes: its worker waits for it, the other one draws.
TEST_F(Interrupt, StopsAllThatDrawAtOnce) {
  for (const char* name : {"a.json", "b.json", "c.json"}) folder.write(name, large_model());
  mkfifo((folder.path() / "wait.json").c_str(), 0600);
  std::string before = folder.files();
  for (bool to_all : {false, true}) {
    for (int delay : {0, 50, 200, 600}) {
      SCOPED_TRACE(delay);
      RunningProgram program(
          {"plot", "wait.json", "a.json", "b.json", "c.json", "--out-dir", "out", "--jobs", "2"},
          folder.path());
      std::this_thread::sleep_for(std::chrono::milliseconds(delay));
      program.send(SIGINT, to_all);
      EXPECT_EQ(program.finish().code, 130);
      std::error_code none;
      for (const auto& entry : std::filesystem::directory_iterator(folder.path() / "out", none)) {
        std::string name = "out/" + entry.path().filename().string();
        EXPECT_TRUE(folder.read(name).ends_with("</svg>\n")) << name;
      }
      std::filesystem::remove_all(folder.path() / "out");
      EXPECT_EQ(folder.files(), before);
    }
  }
}

}  // namespace
}  // namespace modelviz::test
