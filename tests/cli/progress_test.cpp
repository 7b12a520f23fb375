// What takes long says so on a terminal, in one line that leaves no trace. What takes long here is
// a pipe that nobody has written to yet.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "support/process.h"
#include "support/small_model.h"

namespace modelviz::test {
namespace {

using testing::HasSubstr;
using Errors = RunningProgram::Errors;

std::string tiny() {
  return SmallModel()
      .input("x", "[null, 8]")
      .layer("d", "Dense", R"("units": 4)", {"x"})
      .json({"d"});
}

// What a terminal shows at the end of all.
std::string screen(const std::string& written) {
  std::string shown;
  std::size_t line = 0, at = 0;
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written.compare(i, 3, "\033[K") == 0) {
      shown.resize(at);
      i += 2;
    } else if (written[i] == '\r') {
      at = line;
    } else if (written[i] == '\n') {
      shown += '\n';
      line = at = shown.size();
    } else {
      shown.resize(std::max(shown.size(), at + 1));
      shown[at++] = written[i];
    }
  }
  return shown;
}

class ProgressLine : public testing::Test {
 protected:
  ProgressLine() { mkfifo((folder.path() / "model.json").c_str(), 0600); }

  // Waits for what is to be shown, or long enough for anything to be, and lets the program have its
  // model then.
  Outcome run(std::vector<std::string> arguments, Errors errors,
              const RunningProgram::Variables& environment, const char* shown) {
    arguments.emplace_back("model.json");
    RunningProgram program(arguments, folder.path(), errors, environment);
    if (shown)
      EXPECT_TRUE(program.writes(shown));
    else
      std::this_thread::sleep_for(std::chrono::milliseconds(800));
    folder.write("model.json", model);
    return program.finish();
  }

  TemporaryFolder folder;
  std::string model = tiny();
};

TEST_F(ProgressLine, IsThereOnATerminalAndLeavesNoTrace) {
  Outcome outcome = run({"summary"}, Errors::kTerminal, {{"TERM", "xterm"}}, "reading model.json ");
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(screen(outcome.err), "");
}

TEST_F(ProgressLine, IsNotThereForAnybodyElse) {
  struct Case {
    std::vector<std::string> arguments;
    Errors errors;
    const char* terminal;
  };
  const Case kCases[] = {{{"summary"}, Errors::kPipe, "xterm"},
                         {{"-q", "summary"}, Errors::kTerminal, "xterm"},
                         {{"summary", "-q"}, Errors::kTerminal, "xterm"},
                         {{"summary"}, Errors::kTerminal, "dumb"},
                         {{"summary"}, Errors::kTerminal, ""}};
  for (const Case& c : kCases) {
    Outcome outcome = run(c.arguments, c.errors, {{"TERM", c.terminal}}, nullptr);
    EXPECT_EQ(outcome.code, 0);
    EXPECT_EQ(outcome.err, "");
  }
}

TEST_F(ProgressLine, HasNoColours) {
  Outcome outcome = run({"check"}, Errors::kTerminal, {{"TERM", "xterm"}, {"NO_COLOR", "1"}},
                        "checking model.json, 1 of 1");
  for (std::size_t at = 0; (at = outcome.err.find('\033', at)) != std::string::npos; ++at) {
    EXPECT_EQ(outcome.err.substr(at, 3), "\033[K");
  }
}

// Messages stand in lines of their own.
TEST_F(ProgressLine, MakesRoomForMessages) {
  model = SmallModel().input("x", "[null, 8]").layer("l", "Mine", "", {"x"}).json({"l"});
  Outcome outcome = run({"-v", "summary"}, Errors::kTerminal,
                        {{"TERM", "xterm"}, {"NO_COLOR", "1"}}, "reading model.json ");
  std::string shown = screen(outcome.err);
  EXPECT_THAT(shown, HasSubstr("warning: model.json: l (Mine): "));
  for (std::size_t at = 0, end = 0; (end = shown.find('\n', at)) != std::string::npos;
       at = end + 1) {
    std::string line = shown.substr(at, end - at);
    EXPECT_TRUE(line.starts_with("debug: ") || line.starts_with("warning: ") ||
                line.starts_with("  at ") || line.starts_with("  hint "))
        << line;
  }
}

TEST_F(ProgressLine, CountsModels) {
  folder.write("other.json", tiny());
  RunningProgram program({"plot", "other.json", "model.json", "--out-dir", "out"}, folder.path(),
                         Errors::kTerminal, {{"TERM", "xterm"}, {"NO_COLOR", "1"}});
  EXPECT_TRUE(program.writes("1 of 2 models done"));
  folder.write("model.json", tiny());
  Outcome outcome = program.finish();
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(screen(outcome.err), "info: 2 drawn, 0 unchanged\n");
}

TEST_F(ProgressLine, IsErasedByCtrlC) {
  RunningProgram program({"summary", "model.json"}, folder.path(), Errors::kTerminal,
                         {{"TERM", "xterm"}});
  EXPECT_TRUE(program.writes("reading model.json"));
  program.send(SIGINT, true);
  Outcome outcome = program.finish();
  EXPECT_EQ(outcome.code, 130);
  EXPECT_EQ(screen(outcome.err), "");
}

}  // namespace
}  // namespace modelviz::test
