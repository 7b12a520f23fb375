// Every op and thousands of expressions, compared with what real Keras says of them
// (tests/oracle/ops.py and expressions.py). Where we differ, and why, stands in
// golden/expression_differences.tsv.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "eval/golden_cases.h"
#include "modelviz/eval.h"
#include "modelviz/output.h"
#include "support/differences.h"
#include "support/text.h"

namespace modelviz::test {
namespace {

namespace fs = std::filesystem;

Differences& differences() {
  static Differences instance(fs::path(MODELVIZ_GOLDEN_DIR) / "expression_differences.tsv");
  return instance;
}

// The known difference that explains a case, if there is one.
Difference* explanation(const GoldenCase& c, const std::string& ours) {
  return differences().explain(c.expression + " with " + c.inputs, ours, c.answer);
}

// The result in the notation of the golden file.
std::string result_of(const GoldenCase& c) {
  Evaluation evaluation = evaluate(c.expression, parse_eval_inputs(c.input_texts()));
  if (evaluation.error) return "error: " + evaluation.error->message;
  std::vector<std::string> outputs;
  for (const Value& output : evaluation.outputs()) {
    if (output.as_function()) {
      outputs.emplace_back("value <function>");
      continue;
    }
    Evaluation one{.trace = std::make_unique<Trace>(), .result = output, .steps = {}, .error = {}};
    outputs.push_back((output.as_tensor() ? "" : "value ") +
                      std::string(trim(write_evaluation_text(one))));
  }
  return join(outputs, " ; ");
}

// To us lists and tuples are one kind of value.
std::string with_tuples(std::string answer) {
  std::replace(answer.begin(), answer.end(), '[', '(');
  std::replace(answer.begin(), answer.end(), ']', ')');
  return answer;
}

bool agrees(const std::string& ours, const std::string& keras) {
  return is_error(keras) ? is_error(ours) : with_tuples(ours) == with_tuples(keras);
}

class ExpressionGolden : public testing::TestWithParam<fs::path> {};

TEST_P(ExpressionGolden, AgreesWithKeras) {
  int cases = 0, different = 0;
  for (const GoldenCase& c : read_golden_cases(GetParam())) {
    std::string ours = result_of(c);
    ++cases;
    if (agrees(ours, c.answer)) continue;
    ++different;
    if (!explanation(c, ours)) {
      ADD_FAILURE() << c.expression << "\t" << c.inputs << "\n  Keras: " << c.answer
                    << "\n  ours:  " << ours;
    }
  }
  std::cout << GetParam().stem().string() << ": " << cases << " cases, " << cases - different
            << " agree, " << different << " are known to differ\n";
}

INSTANTIATE_TEST_SUITE_P(Keras, ExpressionGolden, testing::ValuesIn(golden_case_files()),
                         [](const auto& info) { return info.param.stem().string(); });

// The questions of which Keras computes something else than it infers (tests/oracle/execution.py).
std::vector<GoldenCase> executed_cases() {
  return read_golden_cases(fs::path(MODELVIZ_GOLDEN_DIR) / "execution.tsv");
}

Difference* known_silence(const GoldenCase& c) {
  return differences().find("silent", c.expression + " with " + c.inputs, c.answer);
}

// A note says so; but for what stands as `silent` in the list of differences.
TEST(ExpressionGoldenExecution, IsNoted) {
  int noted = 0;
  for (const GoldenCase& c : executed_cases()) {
    Evaluation evaluation = evaluate(c.expression, parse_eval_inputs(c.input_texts()));
    if (evaluation.error) continue;  // stands under `refuses`
    bool has_note = !evaluation.trace->notes().empty();
    noted += has_note ? 1 : 0;
    EXPECT_NE(has_note, known_silence(c) != nullptr)
        << c.expression << " with " << c.inputs << "\n  inferred: " << c.answer
        << "\n  executed: " << c.executed;
  }
  EXPECT_GT(noted, 100);
}

// Prints what is known to differ, and finds what no longer does.
TEST(ExpressionGoldenDifferences, AreAllThere) {
  for (const fs::path& file : golden_case_files()) {
    for (const GoldenCase& c : read_golden_cases(file)) {
      std::string ours = result_of(c);
      if (agrees(ours, c.answer)) continue;
      if (Difference* known = explanation(c, ours)) ++known->cases;
    }
  }
  for (const GoldenCase& c : executed_cases()) {
    if (Difference* known = known_silence(c)) ++known->cases;
  }
  for (const Difference& d : differences().all()) {
    std::cout << d.cases << " " << d.kind << ": " << d.reason << "\n";
    EXPECT_GT(d.cases, 0) << "no longer differs: " << d.reason;
  }
}

}  // namespace
}  // namespace modelviz::test
