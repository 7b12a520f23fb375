// Whatever the child does, the parent gets a clear answer in time and leaves nothing behind.
#include "support/isolation.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <new>
#include <thread>

#include "modelviz/error.h"

namespace modelviz::test {
namespace {

using namespace std::chrono_literals;
using End = IsolatedResult::End;
using Values = std::vector<std::string>;

IsolatedResult run_isolated(const std::function<Values()>& work,
                            std::chrono::milliseconds time = 60s) {
  return IsolatedProcess([&](const TakeInput&) { return work(); }).finish("", time);
}

void sleep_for_ever() {
  for (;;) std::this_thread::sleep_for(1h);
}

struct IsolationCase {
  const char* what;
  Values (*work)();
  End end;
  const char* message;
};

class Isolation : public testing::TestWithParam<IsolationCase> {};

TEST_P(Isolation, Ends) {
  IsolatedResult result = run_isolated(GetParam().work, 2s);
  EXPECT_EQ(result.end, GetParam().end);
  EXPECT_EQ(result.message, GetParam().message);
  EXPECT_TRUE(result.end == End::kDone || result.values.empty());
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1) << "a child is left";
}

INSTANTIATE_TEST_SUITE_P(
    Isolation, Isolation,
    testing::Values(
        IsolationCase{"returns", [] { return Values{"x"}; }, End::kDone, ""},
        IsolationCase{"returns_nothing", [] { return Values{}; }, End::kDone, ""},
        IsolationCase{"throws_an_error",
                      []() -> Values { throw Error(Fault::kOutput, "no layout", "try svg"); },
                      End::kFailed, "no layout"},
        IsolationCase{"throws_something_else",
                      []() -> Values { throw std::runtime_error("what is this"); }, End::kFailed,
                      "what is this"},
        IsolationCase{"runs_out_of_memory", []() -> Values { throw std::bad_alloc(); },
                      End::kFailed, "the memory is used up"},
        IsolationCase{"crashes", []() -> Values { return (std::raise(SIGSEGV), Values{}); },
                      End::kCrashed, "Segmentation fault"},
        IsolationCase{"aborts", []() -> Values { std::abort(); }, End::kCrashed, "Aborted"},
        IsolationCase{"exits", []() -> Values { _exit(0); }, End::kCrashed, "exit code 0"},
        IsolationCase{"exits_with_a_code", []() -> Values { _exit(3); }, End::kCrashed,
                      "exit code 3"},
        IsolationCase{"hangs", []() -> Values { return (sleep_for_ever(), Values{}); },
                      End::kTimedOut, ""}),
    [](const auto& info) { return info.param.what; });

TEST(Isolation, ReturnsAnyBytesAndManyOfThem) {
  Values sent{"", std::string("\0\n\xFF", 3), std::string(20'000'000, 'x'), "C"};
  EXPECT_EQ(run_isolated([&] { return sent; }).values, sent);
}

TEST(Isolation, TellsTheHintOfAnError) {
  auto work = []() -> Values { throw Error(Fault::kOutput, "no layout", "try svg"); };
  EXPECT_EQ(run_isolated(work).hint, "try svg");
}

TEST(Isolation, KeepsWhatIsPrintedOffTheTerminal) {
  IsolatedResult result = run_isolated([] {
    std::puts("to standard output");
    std::fflush(stdout);
    std::fputs("to standard error\n", stderr);
    return Values{};
  });
  EXPECT_EQ(result.printed, "to standard error\n");
}

TEST(Isolation, IsNotHeldUpByAFloodOfMessages) {
  IsolatedResult result = run_isolated([] {
    for (int i = 0; i < 100'000; ++i) std::fputs("the same message again\n", stderr);
    return Values{"done"};
  });
  EXPECT_EQ(result.values, Values{"done"});
  EXPECT_LT(result.printed.size(), 1'000'000U);
}

// What a pipe gives at once ends anywhere in them.
TEST(Isolation, KeepsValuesOfAnySize) {
  Values values;
  for (std::size_t size : {0U, 1U, 8U, 9U, 65'526U, 65'527U, 65'528U, 0U, 65'536U, 3'000'000U, 2U})
    values.emplace_back(size, static_cast<char>('a' + values.size()));
  EXPECT_EQ(run_isolated([&] { return values; }).values, values);
}

TEST(Isolation, TakesItsInputWhenItIsReady) {
  std::string input(5'000'000, 'x');
  IsolatedProcess process([](const TakeInput& take_input) {
    std::this_thread::sleep_for(50ms);
    return Values{take_input() + "!"};
  });
  EXPECT_EQ(process.finish(input, 60s).values, Values{input + "!"});
}

TEST(Isolation, NeedsNotTakeItsInput) {
  std::string input(5'000'000, 'x');
  EXPECT_EQ(
      IsolatedProcess([](const TakeInput&) { return Values{"done"}; }).finish(input, 60s).values,
      Values{"done"});
  auto crash = [](const TakeInput&) -> Values { std::abort(); };
  EXPECT_EQ(IsolatedProcess(crash).finish(input, 60s).message, "Aborted");
  auto hang = [](const TakeInput&) -> Values { return (sleep_for_ever(), Values{}); };
  EXPECT_EQ(IsolatedProcess(hang).finish(input, 100ms).end, End::kTimedOut);
}

TEST(Isolation, EndsWithoutInput) {
  {
    IsolatedProcess process([](const TakeInput& take_input) { return Values{take_input()}; });
  }
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1) << "a child is left";
}

TEST(Isolation, KeepsToItsTime) {
  auto begin = std::chrono::steady_clock::now();
  run_isolated([]() -> Values { return (sleep_for_ever(), Values{}); }, 100ms);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s);
}

#if !defined(__SANITIZE_ADDRESS__)
TEST(Isolation, LimitsTheMemory) {
  auto work = [](const TakeInput&) -> Values { return {std::string(1'000'000'000, 'x')}; };
  EXPECT_EQ(IsolatedProcess(work, 500'000'000).finish("", 60s).message, "the memory is used up");
}
#endif

TEST(Isolation, WorksWithoutStandardStreams) {
  pid_t child = fork();
  if (child == 0) {
    for (int fd : {0, 1, 2}) close(fd);
    _exit(run_isolated([] { return Values{"x"}; }).values == Values{"x"} ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
}

// Under nohup the terminal's end is none of the program, nor of what it starts.
TEST(Isolation, IgnoresTheSignalsThatItsParentIgnores) {
  for (bool ignores : {true, false}) {
    auto before = std::signal(SIGHUP, ignores ? SIG_IGN : SIG_DFL);
    IsolatedResult result = run_isolated([] { return (std::raise(SIGHUP), Values{"alive"}); });
    std::signal(SIGHUP, before);
    EXPECT_EQ(result.message, ignores ? "" : "Hangup");
    EXPECT_EQ(result.values, ignores ? Values{"alive"} : Values{});
  }
}

// The one that is waited for writes more than a pipe holds; the other never ends.
TEST(Isolation, TellsWhichIsTheFirstToEnd) {
  std::string many(5'000'000, 'x');
  IsolatedProcess slow([](const TakeInput&) -> Values { return (sleep_for_ever(), Values{}); });
  IsolatedProcess quick([&](const TakeInput&) { return Values{many}; });
  EXPECT_EQ(IsolatedProcess::first_to_end({&slow, &quick}), 1U);
  EXPECT_EQ(quick.finish("", 60s).values, Values{many});
  IsolatedProcess crashes([](const TakeInput&) -> Values { std::abort(); });
  EXPECT_EQ(IsolatedProcess::first_to_end({&crashes, &slow}), 0U);
  EXPECT_EQ(crashes.finish("", 60s).message, "Aborted");
}

// The write end of a pipe is open as long as the grandchild lives.
TEST(Isolation, DiesWithItsParent) {
  std::array<int, 2> ends{};
  ASSERT_EQ(pipe(ends.data()), 0);
  pid_t parent = fork();
  if (parent == 0) {
    run_isolated([&]() -> Values {
      EXPECT_EQ(write(ends[1], "!", 1), 1);
      sleep_for_ever();
      return {};
    });
    _exit(0);
  }
  close(ends[1]);
  char byte = 0;
  EXPECT_EQ(read(ends[0], &byte, 1), 1);  // it has begun
  kill(parent, SIGKILL);
  waitpid(parent, nullptr, 0);
  EXPECT_EQ(read(ends[0], &byte, 1), 0);  // the end of the pipe: it is gone
  close(ends[0]);
}

}  // namespace
}  // namespace modelviz::test
