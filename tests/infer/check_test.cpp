// What check() finds: all of it, where it is, and nothing else.
#include "modelviz/check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "modelviz/modelviz.h"
#include "support/golden.h"
#include "support/small_model.h"

namespace modelviz::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

CheckReport check_document(Document document, RunOptions options = {}) {
  options.recover = true;
  Model model = build(std::move(document));
  Run result = run(model, options);
  return check(model, result);
}

// "line: kind layer: message | hint", one for each finding.
std::vector<std::string> findings_of(const std::string& json, RunOptions options = {}) {
  CheckReport report = check_document(read_text(json, "small.json"), std::move(options));
  std::vector<std::string> found;
  for (const Finding& finding : report.findings) {
    const Diagnostic& d = finding.diagnostic;
    found.push_back(std::to_string(finding.line) + ": " + std::string(text(finding.kind)) + " " +
                    d.layer + ": " + d.message + (d.hint.empty() ? "" : " | " + d.hint));
  }
  return found;
}

constexpr const char* kDense4 = R"("units": 4)";

TEST(Check, SaysNothingAgainstASoundModel) {
  SmallModel model;
  model.input("x", "[null, 8]").layer("d", "Dense", kDense4, {"x [null, 8]"});
  EXPECT_THAT(findings_of(model.json({"d [null, 4]"})), IsEmpty());
}

TEST(Check, FindsEveryErrorThatDoesNotFollowFromAnother) {
  SmallModel model;
  model.input("x", "[null, 8]")
      .input("y", "[null, 9]")
      .layer("first", "Add", "", {"x", "y"})
      .layer("second", "Conv2D", R"("filters": 2, "kernel_size": [3, 3])", {"x"})
      .layer("third", "Reshape", R"("target_shape": [5])", {"y"})
      .layer("after", "Dense", kDense4, {"third"});
  EXPECT_THAT(findings_of(model.json({"first", "second", "after"})),
              testing::UnorderedElementsAre(
                  testing::StartsWith("4: shape first: "), testing::StartsWith("5: shape second: "),
                  testing::StartsWith("6: shape third: cannot reshape (None, 9)")));
}

TEST(Check, GoesOnBehindAnErrorWithWhatTheFileRecords) {
  SmallModel model;
  model.input("x", "[null, 8]")
      .layer("first", "Reshape", R"("target_shape": [5])", {"x"})
      .layer("between", "Dense", kDense4, {"first [null, 5]"})
      .layer("second", "Reshape", R"("target_shape": [3])", {"between"});
  EXPECT_THAT(findings_of(model.json({"second"})),
              ElementsAre(testing::StartsWith("3: shape first: cannot reshape (None, 8)"),
                          testing::StartsWith("5: shape second: cannot reshape (None, 4)")));
}

TEST(Check, GoesOnInASequentialWithWhatTheNextLayerWasBuiltFor) {
  std::string chain = sequential({
      R"({"class_name": "InputLayer", "module": "keras.layers", "config": {"name": "x", "batch_shape": [null, 8]}})",
      R"({"class_name": "Reshape", "module": "keras.layers", "config": {"name": "first", "target_shape": [5]}})",
      R"({"class_name": "Dense", "module": "keras.layers", "config": {"name": "d", "units": 4}, "build_config": {"input_shape": [null, 5]}})",
      R"({"class_name": "Reshape", "module": "keras.layers", "config": {"name": "second", "target_shape": [3]}})",
  });
  EXPECT_THAT(findings_of(chain),
              ElementsAre(testing::StartsWith("3: shape first: cannot reshape (None, 8)"),
                          testing::StartsWith("5: shape second: cannot reshape (None, 4)")));
}

TEST(Check, NamesTheLayerWhoseArgumentDoesNotExist) {
  SmallModel model;
  model.input("x", "[null, 8]")
      .layer("d", "Dense", kDense4, {"x"})
      .layer("e", "Dense", kDense4, {"d:1"});
  EXPECT_THAT(findings_of(model.json({"e"})),
              ElementsAre("4: shape e: takes output 1 of layer 'd', which has only 1"));
}

TEST(Check, ComparesWhatIsRecordedWithWhatIsInferred) {
  constexpr const char* kHint = "Keras infers it anew when it loads the file.";
  SmallModel model;
  model.input("x", "[null, 8]")
      .layer("d", "Dense", R"("units": 5)", {"x [null, 8]"})
      .layer("e", "Dropout", R"("rate": 0.5)", {"d [null, 4]"})
      .layer("f", "Dropout", R"("rate": 0.5)", {"e [null, 4]"});
  EXPECT_THAT(findings_of(model.json({"f"})),
              ElementsAre("3: recorded d: the file records its output as (None, 4) float32 (for "
                          "'e'), but it is (None, 5) float32 | " +
                          std::string(kHint) + " A tensor that is computed from it differs, too."));
  // With other inputs all may differ.
  EXPECT_THAT(findings_of(model.json({"f"}), {.input_shapes = {parse_input_shape("2,8")}}),
              IsEmpty());
  // A rank, an input, an unknown size; what is recorded as None may be any.
  SmallModel other;
  other.input("x", "[null, null, 8]")
      .layer("d", "Dense", kDense4, {"x [null, 7, 8]"})
      .layer("f", "Flatten", "", {"d [null, 4]"})
      .layer("g", "GlobalMaxPooling1D", "", {"d [null, null, null]"});
  EXPECT_THAT(
      findings_of(other.json({"f", "g"})),
      ElementsAre("2: recorded x: the file records its output as (None, 7, 8) float32 (for 'd'), "
                  "but it is (None, None, 8) float32 | " +
                  std::string(kHint) + " A tensor that is computed from it differs, too."));
}

TEST(Check, ComparesWhatALayerOfASequentialWasBuiltFor) {
  std::string chain = sequential({
      R"({"class_name": "InputLayer", "module": "keras.layers", "config": {"name": "x", "batch_shape": [null, 8]}})",
      R"({"class_name": "Dropout", "module": "keras.layers", "config": {"name": "a", "rate": 0.5}, "build_config": {"input_shape": [32, 8]}})",
      R"({"class_name": "Dropout", "module": "keras.layers", "config": {"name": "b", "rate": 0.5}, "build_config": {"input_shape": [null, 9]}})",
  });
  EXPECT_THAT(findings_of(chain),
              ElementsAre(testing::StartsWith("3: recorded a: the file records its output as "
                                              "(None, 9) (for 'b'), but it is (None, 8)")));
}

TEST(Check, FindsWhatNobodyUses) {
  SmallModel model;
  model.input("x", "[null, 8]")
      .input("nobody", "[null, 8]")
      .shared("twice", "Dense", kDense4, {{"x"}, {"x"}})
      .layer("dead", "Dense", kDense4, {"x"})
      .layer("deader", "Dense", kDense4, {"dead"})
      .shared("never", "Dense", kDense4, {});
  std::string nowhere = " goes nowhere: no layer takes it, and it is no output of the model";
  EXPECT_THAT(
      findings_of(model.json({"twice"})),
      ElementsAre("3: unused nobody: no layer uses this input",
                  "4: unused twice: what its call 1 returns" + nowhere,
                  "6: unused deader: its output" + nowhere, "7: unused never: it is never called"));
}

TEST(Check, NamesEveryUnknownLayerOnce) {
  SmallModel model;
  model.input("x", "[null, 7, 8]")
      .layer("a", "Mine", "", {"x"})
      .shared("b", "Yours", "", {{"a"}, {"a"}})
      .layer("l", "Lambda", "", {"x"})
      .layer("t", "TimeDistributed",
             R"("layer": {"module": "mine", "class_name": "Mine", "config": {"name": "inner"}})",
             {"x"})
      .layer("d", "Dense", kDense4, {"a"});
  EXPECT_THAT(findings_of(model.json({"b", "b#1", "l", "t", "d"})),
              testing::UnorderedElementsAre(
                  "3: unknown a: the class Mine is not known: its shapes are unknown | Say what it "
                  "returns: --shape 'a=float32[None,…]'",
                  "4: unknown b: the class Yours is not known: its shapes are unknown | Say what "
                  "it returns: --shape 'b=float32[None,…]'",
                  "5: unknown l: the Python code of a Lambda is not run: its shapes are unknown | "
                  "Say what it returns: --shape 'l=float32[None,…]'",
                  "6: unknown t/inner: the class Mine is not known: its shapes are unknown | Say "
                  "what it returns: --shape 't=float32[None,…]'"));
}

TEST(Check, WarnsOfWhatLoadsButCannotRun) {
  SmallModel model;
  model.input("x", "[null, 8]").layer("s", "Softmax", R"("axis": 3)", {"x"});
  EXPECT_THAT(findings_of(model.json({"s"})),
              ElementsAre(testing::StartsWith("3: failure s: axis 3 is out of range")));
}

TEST(Check, WarnsOfSizesThatAreNeverEqual) {
  SmallModel model;
  model.input("x", "[null, null, 4]")
      .layer("c", "Conv1D", R"("filters": 4, "kernel_size": [3])", {"x"})
      .layer("both", "Concatenate", R"("axis": -1)", {"x", "c"});
  EXPECT_THAT(
      findings_of(model.json({"both"})),
      ElementsAre("4: failure both: concatenate: Keras does not know that t and t - 2 are never "
                  "equal; executed, it is refused",
                  "3: assumption c: assumes that t >= 3"));
}

TEST(Check, SaysWhatIsAssumedOfUnknownSizes) {
  SmallModel model;
  model.input("x", "[null, null, null, 4]")
      .layer("c", "Conv2D", R"("filters": 2, "kernel_size": [3, 3])", {"x"})
      .layer("again", "Conv2D", R"("filters": 2, "kernel_size": [3, 1])", {"x"})
      .layer("down", "MaxPooling2D", R"("pool_size": [2, 2], "padding": "same")", {"x"})
      .layer("up", "UpSampling2D", R"("size": [2, 2])", {"down"})
      .layer("skip", "Add", "", {"x", "up"});
  EXPECT_THAT(
      findings_of(model.json({"c", "again", "skip"})),
      ElementsAre("3: assumption c: assumes that h >= 3", "3: assumption c: assumes that w >= 3",
                  "7: assumption skip: assumes that h is even",
                  "7: assumption skip: assumes that w is even"));
}

TEST(Check, SaysOfASizeThatCanOnlyBeOneWhichItIs) {
  SmallModel model;
  model.input("x", "[null, null, 4]")
      .layer("c", "Conv1D", R"("filters": 4, "kernel_size": [3])", {"x"})
      .layer("sum", "Add", "", {"x", "c"});
  EXPECT_THAT(
      findings_of(model.json({"sum"})),
      ElementsAre("3: assumption c: assumes that t >= 3", "4: assumption sum: assumes that t = 3"));
}

TEST(Check, NotesWhereKerasComputesSomethingElse) {
  SmallModel model;
  model.input("x", "[null, 8]", "int32")
      .layer("r", "RepeatVector", R"("n": 2)", {"x"})
      .op("n", "Ndim", "numpy", "", {"x"})
      .op("m", "Ndim", "numpy", "", {"x"});
  EXPECT_THAT(findings_of(model.json({"r", "n", "m"})),
              ElementsAre("3: execution r: Keras infers (None, 2, 8) float32; executed, it is "
                          "(None, 2, 8) int32",
                          testing::StartsWith("4: execution n: ndim: "),
                          testing::StartsWith("5: execution m: ndim: ")));
}

TEST(Check, SortsBySeverity) {
  SmallModel model;
  model.input("x", "[null, null, 4]")
      .layer("c", "Conv1D", R"("filters": 2, "kernel_size": [3])", {"x"})
      .layer("dead", "Mine", "", {"x"})
      .layer("wrong", "Permute", R"("dims": [1])", {"x"});
  CheckReport report = check_document(read_text(model.json({"c", "wrong"}), "small.json"));
  EXPECT_EQ(report.layers, 4);
  EXPECT_EQ(report.count(Severity::kError), 1);
  EXPECT_EQ(report.count(Severity::kWarning), 2);
  EXPECT_EQ(report.count(Severity::kNote), 1);
  EXPECT_EQ(report.findings.front().kind, FindingKind::kShape);
  EXPECT_EQ(report.findings.back().kind, FindingKind::kAssumption);
}

// ---- models that real Keras wrote ---------------------------------------------------------------

class CheckOfGolden : public testing::TestWithParam<const char*> {};

// What Keras itself writes otherwise than it infers it on loading.
bool is_known(const Finding& finding) {
  // SpatialDropout2D forgets its dtype policy when it is saved.
  return finding.diagnostic.layer_class == "SpatialDropout2D";
}

void expect_sound(Document document) {
  for (const Finding& finding : check_document(std::move(document)).findings) {
    EXPECT_NE(finding.diagnostic.severity, Severity::kError) << finding.diagnostic.text();
    bool differs = finding.kind == FindingKind::kRecorded && !is_known(finding);
    EXPECT_FALSE(differs) << finding.diagnostic.text();
  }
}

TEST_P(CheckOfGolden, FindsNoErrorAndNothingThatIsRecordedOtherwise) {
  auto files = models_in(GetParam());
  EXPECT_FALSE(files.empty());
  for (const auto& file : files) expect_sound(read(file.string()));
}

INSTANTIATE_TEST_SUITE_P(Keras, CheckOfGolden,
                         testing::Values("applications", "applications_keras2", "zoo",
                                         "zoo_keras2"));

TEST(Check, FindsAnErrorInEachModelThatKerasRefuses) {
  for (const auto& file : models_in("refused")) {
    CheckReport report = check_document(read(file.string()));
    EXPECT_GE(report.count(Severity::kError), 1) << file;
  }
}

// One model in each line.
std::vector<Document> random_models(const std::string& name) {
  std::ifstream stream(MODELVIZ_GOLDEN_DIR "/random/" + name + ".jsonl");
  std::vector<Document> models;
  for (std::string line; std::getline(stream, line);) {
    models.push_back(read_text(line, name + ":" + std::to_string(models.size() + 1)));
  }
  EXPECT_FALSE(models.empty());
  return models;
}

TEST(CheckOfRandomModels, FindsNoErrorAndNothingThatIsRecordedOtherwise) {
  for (Document& document : random_models("keras3")) expect_sound(std::move(document));
  for (Document& document : random_models("keras2")) expect_sound(std::move(document));
}

}  // namespace
}  // namespace modelviz::test
