// Models that real Keras refuses to load because shapes do not fit: refused here too, at the same
// layer.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "modelviz/error.h"
#include "modelviz/modelviz.h"
#include "support/differences.h"
#include "support/golden.h"
#include "support/text.h"

namespace modelviz::test {
namespace {

struct Refusal {
  std::string name, layer, message;
};

std::vector<Refusal> refusals() {
  std::vector<Refusal> all;
  for (const std::string& line : read_golden(MODELVIZ_GOLDEN_DIR "/refused/expected.tsv")) {
    auto cells = split(line, '\t');
    all.push_back({std::string(cells.at(0)), std::string(cells.at(1)), std::string(cells.at(2))});
  }
  return all;
}

// The layer of the first error.
std::string first_error(const modelviz::Run& result) {
  for (const Diagnostic& problem : result.problems) {
    if (problem.severity != Severity::kError) continue;
    EXPECT_FALSE(problem.json_path.empty());
    return problem.layer;
  }
  return "no problem";
}

class Refused : public testing::TestWithParam<Refusal> {};

TEST_P(Refused, NamesTheLayerThatKerasNames) {
  Model model = build(read(MODELVIZ_GOLDEN_DIR "/refused/" + GetParam().name + ".json"));
  EXPECT_EQ(first_error(run(model)), GetParam().layer) << "Keras: " << GetParam().message;
}

// Random models with one setting changed: one in each line of a file. Where Keras and modelviz name
// another layer than each other, and why, stands in golden/refused_differences.tsv.
TEST(RefusedRandomModels, AreRefusedAtTheLayerThatKerasNames) {
  std::ifstream models(MODELVIZ_GOLDEN_DIR "/random/refused.jsonl");
  std::vector<std::string> expected = read_golden(MODELVIZ_GOLDEN_DIR "/random/refused.tsv");
  Differences differences(MODELVIZ_GOLDEN_DIR "/refused_differences.tsv");
  std::size_t line = 0, different = 0;
  for (std::string text; std::getline(models, text); ++line) {
    Model model = build(read_text(text, "refused:" + std::to_string(line + 1)));
    std::string found = first_error(run(model));
    auto cells = split(expected.at(line), '\t');
    if (found == cells.at(0)) continue;
    ++different;
    if (Difference* known = differences.explain(text, found, expected[line])) {
      ++known->cases;
    } else {
      ADD_FAILURE() << model.file << ": " << found << "\n  Keras: " << expected[line];
    }
  }
  EXPECT_EQ(line, expected.size());
  std::cout << line << " models, " << line - different << " refused at the same layer\n";
  for (const Difference& d : differences.all()) {
    std::cout << d.cases << " " << d.kind << ": " << d.reason << "\n";
    EXPECT_GT(d.cases, 0) << "no longer differs: " << d.reason;
  }
}

INSTANTIATE_TEST_SUITE_P(Keras, Refused, testing::ValuesIn(refusals()),
                         [](const testing::TestParamInfo<Refusal>& info) {
                           return info.param.name;
                         });

}  // namespace
}  // namespace modelviz::test
