// The questions that real Keras was asked about ops and expressions (tests/oracle), and its
// answers.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "modelviz/eval.h"

namespace modelviz::test {

struct GoldenCase {
  std::string expression, inputs, answer;
  std::string executed;  ///< what comes out of numbers, where it was asked

  /// As modelviz eval takes them.
  [[nodiscard]] std::vector<std::string> input_texts() const;
  /// Whether Keras refuses it.
  [[nodiscard]] bool is_refused() const { return answer.starts_with("error "); }
};

std::vector<GoldenCase> read_golden_cases(const std::filesystem::path& file);
/// All files with cases, in alphabetical order.
std::vector<std::filesystem::path> golden_case_files();

}  // namespace modelviz::test
