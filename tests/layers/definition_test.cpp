// What the definitions of layers keep to: one for each class, and none longer than a screen.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <string>

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
