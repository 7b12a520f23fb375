// modelviz check: exit codes, and what goes where.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/process.h"
#include "support/small_model.h"

namespace modelviz::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

class CheckCommand : public testing::Test {
 protected:
  CheckCommand() {
    SmallModel sound, wrong, unused, open;
    sound.input("x", "[null, 8]").layer("d", "Dense", R"("units": 4)", {"x"});
    wrong.input("x", "[null, 8]").input("y", "[null, 9]").layer("sum", "Add", "", {"x", "y"});
    unused.input("x", "[null, 8]").input("y", "[null, 9]").layer("d", "Flatten", "", {"x"});
    open.input("x", "[null, null, 4]")
        .layer("c", "Conv1D", R"("filters": 2, "kernel_size": [3])", {"x"});
    folder.write("sound.json", sound.json({"d"}));
    folder.write("wrong.json", wrong.json({"sum"}));
    folder.write("unused.json", unused.json({"d"}));
    folder.write("open.json", open.json({"c"}));
    folder.write("text.json", "not json");
  }

  Outcome run(const std::string& command) { return shell(command, folder.path()); }

  TemporaryFolder folder;
};

TEST_F(CheckCommand, ExitsWithTheCodeOfTheWorst) {
  struct Case {
    const char* arguments;
    int code;
  };
  const Case kCases[] = {
      {"sound.json", 0},
      {"sound.json open.json", 0},
      {"sound.json --strict", 0},
      {"open.json --strict", 0},  // a note never counts
      {"unused.json", 0},
      {"unused.json --strict", 1},
      {"wrong.json", 1},
      {"wrong.json sound.json", 1},
      {"- < wrong.json", 1},
      {"missing.json", 3},
      {"sound.json text.json sound.json", 3},
      {"missing.json wrong.json", 3},
      {"wrong.json missing.json --strict", 3},
      {"open.json --input-shape 1,2,4", 1},
      {"open.json --input-shape 1,5,4", 0},
      {"open.json --input-shape 1,5", 2},
      {"open.json --input-shape nobody=1,5,4", 2},
      {"", 2},
      {"sound.json --format yaml", 2},
      {"sound.json --stritc", 2},
  };
  for (const Case& test : kCases) {
    for (const char* format : {"", " --format json", " --format github", " -q"}) {
      if (test.code == 2 && *format) continue;
      std::string arguments = test.arguments;
      std::string command = "modelviz check" + std::string(format) + " " + arguments;
      EXPECT_EQ(run(command).code, test.code) << command;
    }
  }
}

TEST_F(CheckCommand, SaysOfEachModelWhatIsWrong) {
  Outcome outcome = run("modelviz check sound.json wrong.json unused.json open.json");
  EXPECT_THAT(outcome.err, IsEmpty());
  EXPECT_THAT(outcome.out, StartsWith("sound.json: ok (2 layers)\n"
                                      "wrong.json: sum (Add): error: add: "));
  EXPECT_THAT(outcome.out, HasSubstr("\n  at     /config/layers/2\n"));
  EXPECT_THAT(outcome.out, HasSubstr("\nwrong.json: 1 error (3 layers)\n"));
  EXPECT_THAT(outcome.out, HasSubstr("\nunused.json: y (InputLayer): warning: no layer uses this "
                                     "input\n"));
  EXPECT_THAT(outcome.out, HasSubstr("\nopen.json: c (Conv1D): note: assumes that t >= 3\n"));
  EXPECT_THAT(outcome.out, testing::EndsWith("\nopen.json: ok, 1 note (2 layers)\n"));
}

TEST_F(CheckCommand, GoesOnBehindAFileThatCannotBeRead) {
  Outcome outcome = run("modelviz check missing.json text.json sound.json");
  EXPECT_THAT(outcome.out, testing::EndsWith("missing.json: not checked\n"
                                             "text.json: not checked\n"
                                             "sound.json: ok (2 layers)\n"));
  EXPECT_THAT(outcome.err, StartsWith("error: missing.json: there is no such file\n"));
  EXPECT_THAT(outcome.err, HasSubstr("\nerror: text.json: is not JSON: line 1, column 2"));
}

TEST_F(CheckCommand, SaysOnlyWhatCountsUnderQuiet) {
  EXPECT_THAT(run("modelviz check -q sound.json unused.json open.json").out, IsEmpty());
  std::string wrong = run("modelviz check -q wrong.json unused.json").out;
  EXPECT_THAT(wrong, StartsWith("wrong.json: sum (Add): error: "));
  EXPECT_THAT(wrong, Not(HasSubstr("unused")));
  EXPECT_EQ(run("modelviz check -q --strict unused.json open.json").out,
            "unused.json: y (InputLayer): warning: no layer uses this input\n"
            "  at     /config/layers/1\n");
}

TEST_F(CheckCommand, WritesJson) {
  Outcome outcome = run("modelviz check --format json wrong.json missing.json sound.json");
  auto json = nlohmann::json::parse(outcome.out);
  EXPECT_EQ(json["schema"], "modelviz.check/1");
  ASSERT_EQ(json["models"].size(), 3U);
  EXPECT_EQ(json["models"][0]["errors"], 1);
  EXPECT_EQ(json["models"][0]["problems"][0]["layer"], "sum");
  EXPECT_EQ(json["models"][0]["problems"][0]["line"], 4);
  EXPECT_EQ(json["models"][1]["problems"][0]["kind"], "unreadable");
  EXPECT_EQ(json["models"][2]["problems"].size(), 0U);
}

TEST_F(CheckCommand, WritesAnnotations) {
  Outcome outcome = run("modelviz check --format github wrong.json unused.json missing.json");
  EXPECT_THAT(outcome.out, StartsWith("::error file=wrong.json,line=4,title=sum (Add)::add: "));
  EXPECT_THAT(outcome.out, HasSubstr("\n::warning file=unused.json,line=3,title=y (InputLayer)::"
                                     "no layer uses this input\n"));
  EXPECT_THAT(outcome.out,
              testing::EndsWith("\n::error file=missing.json,title=modelviz::there is no such "
                                "file\n"));
}

TEST_F(CheckCommand, GivesTheSameBytesForTheSameInput) {
  std::string command = "modelviz check --format json *.json";
  EXPECT_EQ(run(command).out, run("LC_ALL=C " + command).out);
}

TEST_F(CheckCommand, ShowsExamplesFirst) {
  EXPECT_THAT(run("modelviz check -h").out, StartsWith("modelviz check: "));
  EXPECT_THAT(run("modelviz check -h").out, HasSubstr("--format text|json|github"));
  EXPECT_THAT(run("modelviz check --help").out, HasSubstr("--strict"));
}

}  // namespace
}  // namespace modelviz::test
