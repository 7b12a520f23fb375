// What symbolic sizes promise, on every expression that Keras was asked about: numbers put in
// before or after make no difference, and where all assumptions hold, the numbers are no surprise.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <string>

#include "eval/golden_cases.h"
#include "modelviz/eval.h"
#include "modelviz/output.h"

namespace modelviz::test {
namespace {

using Values = std::map<std::string, std::int64_t, std::less<>>;

// Numbers for the unknown sizes of the inputs. Equal ones are as likely as different ones: sizes
// that are multiplied, compared and broadcast behave differently then.
Values random_values(const std::vector<EvalInput>& inputs, std::mt19937& random) {
  Values values;
  for (const EvalInput& input : inputs) {
    for (const Dim& dim : *input.type.shape) {
      if (!dim.is_constant()) {
        values.emplace(dim.text(), std::uniform_int_distribution<std::int64_t>(1, 12)(random));
      }
    }
  }
  return values;
}

std::vector<EvalInput> with_values(std::vector<EvalInput> inputs, const Values& values) {
  for (EvalInput& input : inputs) {
    for (Dim& dim : *input.type.shape) dim = dim.at(values);
  }
  return inputs;
}

// Whether all that was assumed is true of these numbers; kMaybe where it depends on the data.
Truth assumptions_hold(const Evaluation& evaluation, const Values& values) {
  Truth result = Truth::kYes;
  for (const Assumption& assumption : evaluation.trace->assumptions()) {
    result = std::min(result, assumption.holds(values));
  }
  return result;
}

// Whether the numbers are those that the symbolic shapes give; sizes that depend on the data fit
// any.
bool fits(const TensorType& symbolic, const TensorType& numbers, const Values& values) {
  if (symbolic.dtype != numbers.dtype || symbolic.shape->size() != numbers.shape->size()) {
    return false;
  }
  for (std::size_t i = 0; i < symbolic.shape->size(); ++i) {
    if (equal((*symbolic.shape)[i].at(values), (*numbers.shape)[i]) == Truth::kNo) return false;
  }
  return true;
}

struct Counts {
  int compared = 0, assumed_too_much = 0;
};

// So often random numbers are tried for a case whose assumptions few of them fulfil.
constexpr int kTries = 20;

// The dtype of searchsorted depends on whether the length is known.
bool depends_on_being_known(const GoldenCase& c) {
  return c.expression.find("searchsorted") != std::string::npos;
}

void check(const GoldenCase& c, std::mt19937& random, Counts& counts) {
  std::vector<EvalInput> inputs = parse_eval_inputs(c.input_texts());
  Values values = random_values(inputs, random);
  if (values.empty()) return;
  Evaluation symbolic = evaluate(c.expression, inputs);
  if (symbolic.error) return;
  for (int i = 0; i < kTries && assumptions_hold(symbolic, values) != Truth::kYes; ++i) {
    values = random_values(inputs, random);
  }
  if (assumptions_hold(symbolic, values) != Truth::kYes) {
    ++counts.assumed_too_much;
    return;
  }
  Evaluation numbers = evaluate(c.expression, with_values(inputs, values));
  ++counts.compared;
  std::string where = c.expression + " with " + c.inputs;
  for (const auto& [name, value] : values) where += " " + name + "=" + std::to_string(value);
  if (numbers.error) {
    ADD_FAILURE() << where
                  << "\n  symbolic: " << write_evaluation_text(symbolic, {.symbolic = true})
                  << "  numbers:  " << numbers.error->message;
    return;
  }
  std::vector<Value> a = symbolic.outputs(), b = numbers.outputs();
  ASSERT_EQ(a.size(), b.size()) << where;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const Tensor *x = a[i].as_tensor(), *y = b[i].as_tensor();
    if (!x || !y) continue;
    EXPECT_TRUE(fits(x->type(), y->type(), values))
        << where << "\n  symbolic: " << x->type().text() << "\n  numbers:  " << y->type().text();
  }
}

class SymbolicExpressions : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(SymbolicExpressions, GiveTheSameWithNumbersPutInBeforeOrAfter) {
  std::mt19937 random(7);
  Counts counts;
  for (const GoldenCase& c : read_golden_cases(GetParam())) {
    if (!c.is_refused() && !depends_on_being_known(c)) check(c, random, counts);
  }
  std::cout << counts.compared << " compared, " << counts.assumed_too_much
            << " with numbers that contradict an assumption\n";
  EXPECT_GT(counts.compared, 5 * counts.assumed_too_much);
}

INSTANTIATE_TEST_SUITE_P(Golden, SymbolicExpressions, testing::ValuesIn(golden_case_files()),
                         [](const auto& info) { return info.param.stem().string(); });

}  // namespace
}  // namespace modelviz::test
