// Models that real Keras refuses to load because shapes do not fit: refused here too, at the same
// layer.
#include <gtest/gtest.h>

#include <filesystem>

#include "modelviz/error.h"
#include "modelviz/modelviz.h"
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

class Refused : public testing::TestWithParam<Refusal> {};

TEST_P(Refused, NamesTheLayerThatKerasNames) {
  Model model = build(read(MODELVIZ_GOLDEN_DIR "/refused/" + GetParam().name + ".json"));
  modelviz::Run result = run(model);
  std::string found = "no problem";
  for (const Diagnostic& problem : result.problems) {
    if (problem.severity != Severity::kError) continue;
    found = problem.layer;
    EXPECT_FALSE(problem.json_path.empty());
    break;
  }
  EXPECT_EQ(found, GetParam().layer) << "Keras: " << GetParam().message;
}

INSTANTIATE_TEST_SUITE_P(Keras, Refused, testing::ValuesIn(refusals()),
                         [](const testing::TestParamInfo<Refusal>& info) {
                           return info.param.name;
                         });

}  // namespace
}  // namespace modelviz::test
