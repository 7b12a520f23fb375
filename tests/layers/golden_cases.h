// The single layers of which real Keras was asked (tests/oracle/layers.py), and its answers.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace modelviz::test {

struct LayerQuestion {
  std::string layer, args, kwargs;  ///< JSON; the calls of a layer are separated by " ; "
  std::string answer;               ///< the other cells, or "error …"

  [[nodiscard]] std::string text() const { return layer + " on " + args + " " + kwargs; }
};

std::vector<LayerQuestion> read_layer_questions(const std::filesystem::path& file);
/// All files with such cases, in alphabetical order.
std::vector<std::filesystem::path> layer_question_files(const std::string& folder);

/// What modelviz says, in the form of the answers.
std::string answer(const LayerQuestion& question);

}  // namespace modelviz::test
