#include "eval/golden_cases.h"

#include <algorithm>
#include <fstream>

#include "support/text.h"

namespace modelviz::test {

std::vector<std::string> GoldenCase::input_texts() const {
  std::vector<std::string> texts;
  for (std::string_view input : split(inputs, ' ')) {
    if (input != "-") texts.emplace_back(input);
  }
  return texts;
}

std::vector<GoldenCase> read_golden_cases(const std::filesystem::path& file) {
  std::ifstream stream(file);
  std::vector<GoldenCase> cases;
  for (std::string line; std::getline(stream, line);) {
    auto cells = split(line, '\t');
    if (line.starts_with("# ") || cells.size() < 3) continue;
    cases.push_back({std::string(cells[0]), std::string(cells[1]), std::string(cells[2]),
                     std::string(cells.size() > 3 ? cells[3] : cells[2])});
  }
  return cases;
}

std::vector<std::filesystem::path> golden_case_files() {
  std::vector<std::filesystem::path> files;
  for (const char* folder : {"ops", "expressions"}) {
    std::filesystem::path path = std::filesystem::path(MODELVIZ_GOLDEN_DIR) / folder;
    for (const auto& entry : std::filesystem::directory_iterator(path)) {
      if (entry.path().filename() != "keras_fails.tsv") files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace modelviz::test
