// Every op and thousands of expressions, compared with what real Keras says of them
// (tests/oracle/ops.py and expressions.py). Where we differ, and why, stands in
// golden/expression_differences.tsv.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <regex>
#include <string>
#include <vector>

#include "eval/golden_cases.h"
#include "modelviz/eval.h"
#include "modelviz/output.h"
#include "support/text.h"

namespace modelviz::test {
namespace {

namespace fs = std::filesystem;

// A class of cases in which we do not say what Keras says.
struct Difference {
  std::string kind;  // accepts: Keras refuses; refuses; refines: Keras knows less; differs
  std::regex expression, answer;
  std::string reason;
  int cases = 0;
};

std::vector<Difference> read_differences() {
  std::ifstream file(fs::path(MODELVIZ_GOLDEN_DIR) / "expression_differences.tsv");
  std::vector<Difference> differences;
  for (std::string line; std::getline(file, line);) {
    auto cells = split(line, '\t');
    if (line.starts_with("# ") || cells.size() != 4) continue;
    auto pattern = [](std::string_view text) {
      return std::regex(text.begin(), text.end(), std::regex::optimize);
    };
    differences.push_back(
        {std::string(cells[0]), pattern(cells[1]), pattern(cells[2]), std::string(cells[3]), 0});
  }
  return differences;
}

std::vector<Difference>& differences() {
  static std::vector<Difference> instance = read_differences();
  return instance;
}

bool is_error(const std::string& answer) { return answer.starts_with("error"); }

// Whether ours is what Keras says, but for sizes that Keras does not know.
bool refines(const std::string& ours, const std::string& keras) {
  static const std::regex kSize("None|\\d+(?=[,)])");
  std::sregex_iterator a(ours.begin(), ours.end(), kSize), b(keras.begin(), keras.end(), kSize),
      end;
  for (; a != end && b != end; ++a, ++b) {
    if (a->str() != b->str() && b->str() != "None") return false;
  }
  return a == end && b == end &&
         std::regex_replace(ours, kSize, "#") == std::regex_replace(keras, kSize, "#");
}

std::string kind_of(const std::string& ours, const std::string& keras) {
  if (is_error(keras)) return "accepts";
  if (is_error(ours)) return "refuses";
  return refines(ours, keras) ? "refines" : "differs";
}

// The known difference that explains a case, if there is one.
Difference* explanation(const GoldenCase& c, const std::string& kind) {
  for (Difference& d : differences()) {
    bool fits = d.kind == kind &&
                std::regex_search(c.expression + " with " + c.inputs, d.expression) &&
                std::regex_search(c.answer, d.answer);
    if (fits) return &d;
  }
  return nullptr;
}

// The result in the notation of the golden file.
std::string result_of(const GoldenCase& c) {
  Evaluation evaluation = evaluate(c.expression, parse_eval_inputs(c.input_texts()));
  if (evaluation.error) return "error: " + evaluation.error->message;
  std::vector<std::string> outputs;
  for (const Value& output : evaluation.outputs()) {
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
    std::string kind = kind_of(ours, c.answer);
    if (!explanation(c, kind)) {
      ADD_FAILURE() << c.expression << "\t" << c.inputs << "\n  Keras: " << c.answer
                    << "\n  ours:  " << ours;
    }
  }
  std::cout << GetParam().stem().string() << ": " << cases << " cases, " << cases - different
            << " agree, " << different << " are known to differ\n";
}

INSTANTIATE_TEST_SUITE_P(Keras, ExpressionGolden, testing::ValuesIn(golden_case_files()),
                         [](const auto& info) { return info.param.stem().string(); });

// Where Keras, given numbers, computes something else than it inferred (tests/oracle/execution.py),
// a note says so; but for what stands as `silent` in the list of differences.
TEST(ExpressionGoldenExecution, IsNoted) {
  int noted = 0;
  for (const GoldenCase& c : read_golden_cases(fs::path(MODELVIZ_GOLDEN_DIR) / "execution.tsv")) {
    Evaluation evaluation = evaluate(c.expression, parse_eval_inputs(c.input_texts()));
    if (evaluation.error) continue;  // stands under `refuses`
    bool has_note = !evaluation.trace->notes().empty();
    noted += has_note ? 1 : 0;
    Difference* known = explanation(c, "silent");
    if (known) ++known->cases;
    EXPECT_NE(has_note, known != nullptr)
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
      if (Difference* known = explanation(c, kind_of(ours, c.answer))) ++known->cases;
    }
  }
  for (const Difference& d : differences()) {
    std::cout << d.cases << " " << d.kind << ": " << d.reason << "\n";
    EXPECT_GT(d.cases, 0) << "no longer differs: " << d.reason;
  }
}

}  // namespace
}  // namespace modelviz::test
