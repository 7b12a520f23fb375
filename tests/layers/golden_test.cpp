// Thousands of single layers, compared with what real Keras says of them (tests/oracle/layers.py):
// outputs, weights and numbers of parameters. Where we differ, and why, stands in
// golden/layer_differences.tsv.
#include <gtest/gtest.h>

#include <iostream>
#include <set>

#include "document/json.h"
#include "layers/golden_cases.h"
#include "modelviz/layer.h"
#include "support/differences.h"
#include "support/text.h"

namespace modelviz::test {
namespace {

namespace fs = std::filesystem;

// A case in which ours is not what Keras says.
struct Disagreement {
  LayerQuestion question;
  std::string ours;
};

std::vector<Disagreement> disagreements(const std::vector<LayerQuestion>& questions) {
  std::vector<Disagreement> found;
  for (const LayerQuestion& question : questions) {
    std::string ours = answer(question);
    bool agrees = is_error(question.answer) ? is_error(ours) : ours == question.answer;
    if (!agrees) found.push_back({question, ours});
  }
  return found;
}

Differences read_differences() {
  return Differences(fs::path(MODELVIZ_GOLDEN_DIR) / "layer_differences.tsv");
}

class LayerGolden : public testing::TestWithParam<fs::path> {};

TEST_P(LayerGolden, AgreesWithKeras) {
  Differences differences = read_differences();
  std::vector<LayerQuestion> questions = read_layer_questions(GetParam());
  std::vector<Disagreement> found = disagreements(questions);
  for (const Disagreement& d : found) {
    if (differences.explain(d.question.text(), d.ours, d.question.answer)) continue;
    ADD_FAILURE() << d.question.text() << "\n  Keras: " << d.question.answer
                  << "\n  ours:  " << d.ours;
  }
  std::cout << GetParam().stem().string() << ": " << questions.size() << " cases, "
            << questions.size() - found.size() << " agree, " << found.size()
            << " are known to differ\n";
}

INSTANTIATE_TEST_SUITE_P(Keras, LayerGolden, testing::ValuesIn(layer_question_files("layers")),
                         [](const auto& info) { return info.param.stem().string(); });

// Prints what is known to differ, and finds what no longer does.
TEST(LayerGoldenDifferences, AreAllThere) {
  Differences differences = read_differences();
  for (const fs::path& file : layer_question_files("layers")) {
    for (const Disagreement& d : disagreements(read_layer_questions(file))) {
      Difference* known = differences.explain(d.question.text(), d.ours, d.question.answer);
      if (known) ++known->cases;
    }
  }
  for (const Difference& d : differences.all()) {
    std::cout << d.cases << " " << d.kind << ": " << d.reason << "\n";
    EXPECT_GT(d.cases, 0) << "no longer differs: " << d.reason;
  }
}

}  // namespace
}  // namespace modelviz::test
