// What the definitions of layers keep to: one for each class, and none longer than a screen.
#include <gtest/gtest.h>

#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include "modelviz/layer.h"

namespace modelviz::test {
namespace {

constexpr int kScreen = 45;  // lines

TEST(LayerDefinitions, EachClassHasOne) {
  std::map<std::string_view, int> count;
  for (const LayerDef* layer : all_layers()) ++count[layer->name];
  for (auto [name, times] : count) {
    EXPECT_EQ(times, 1) << name;
    EXPECT_EQ(find_layer(name)->name, name);
  }
  EXPECT_GE(count.size(), 143U);  // the classes of Keras 3.15
}

std::string read_text(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string without_spaces(std::string text) {
  std::erase_if(text, [](unsigned char c) { return std::isspace(c); });
  return text;
}

int count(std::string_view text, std::string_view word) {
  int found = 0;
  for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) ++found;
  return found;
}

// The pieces of code in a section of CONTRIBUTING.md.
std::vector<std::string> code_in(const std::string& section) {
  std::string text = read_text(MODELVIZ_SOURCE_DIR "/CONTRIBUTING.md");
  std::size_t begin = text.find("## " + section + "\n");
  text = text.substr(begin, text.find("\n## ", begin) - begin);
  constexpr std::string_view kBegin = "```cpp\n", kEnd = "```\n";
  std::vector<std::string> pieces;
  for (std::size_t at = text.find(kBegin); at != text.npos; at = text.find(kBegin, at)) {
    at += kBegin.size();
    pieces.push_back(text.substr(at, text.find(kEnd, at) - at));
  }
  return pieces;
}

// Whoever adds a layer writes what CONTRIBUTING.md says: a definition and an entry in a table. The
// layer that is shown there is named nowhere else.
TEST(LayerDefinitions, AreADefinitionAndAnEntry) {
  std::vector<std::string> pieces = code_in("Add a layer");
  ASSERT_EQ(pieces.size(), 2U);
  int named = 0, named_in_pieces = 0, found = 0;
  for (std::string_view name : {"RepeatVector", "repeat_vector"}) {
    for (const std::string& piece : pieces) named_in_pieces += count(piece, name);
  }
  for (const char* folder : {"/src", "/include"}) {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(std::string(MODELVIZ_SOURCE_DIR) + folder)) {
      if (!entry.is_regular_file()) continue;
      std::string text = read_text(entry.path());
      named += count(text, "RepeatVector") + count(text, "repeat_vector");
      for (const std::string& piece : pieces) {
        found += count(without_spaces(text), without_spaces(piece));
      }
    }
  }
  EXPECT_EQ(found, 2);
  EXPECT_GT(named, 2);
  EXPECT_EQ(named, named_in_pieces);
}

TEST(LayerDefinitions, FitAScreen) {
  const std::regex definition("^(Tensors?|TensorTypes) (\\w+)\\(Call& c.*\\{$");
  int found = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(MODELVIZ_SOURCE_DIR) + "/src/layers")) {
    std::ifstream file(entry.path());
    std::smatch match;
    std::string name;
    int length = 0;
    for (std::string line; std::getline(file, line); ++length) {
      if (std::regex_match(line, match, definition)) {
        name = match[2];
        length = 1;
        ++found;
      }
      if (line != "}" || name.empty()) continue;
      EXPECT_LE(length, kScreen) << name << " in " << entry.path().filename();
      name.clear();
    }
  }
  EXPECT_GT(found, 80);
}

}  // namespace
}  // namespace modelviz::test
