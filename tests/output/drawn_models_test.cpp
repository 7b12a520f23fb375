// Every picture holds what the view holds: the models of keras.applications, folded and not, and
// the random models with all that changes their graph.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iostream>

#include "modelviz/modelviz.h"
#include "output/drawn.h"
#include "support/golden.h"

namespace modelviz::test {
namespace {

std::string faults_in_svg(const View& view, RankDir rankdir = RankDir::kTB) {
  Renderer renderer({ImageFormat::kSvg});
  return faults_of(renderer.render(view, {.rankdir = rankdir}).images[0], view);
}

class DrawnApplications : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(DrawnApplications, HoldExactlyTheView) {
  Model model = build(read(GetParam()));
  modelviz::Run result = run(model);
  EXPECT_EQ(faults_in_svg(make_view(model, result)), "");
  View folded = make_view(model, result, {.expand_nested = true, .fold = 2});
  EXPECT_EQ(faults_in_svg(folded), "");
}

INSTANTIATE_TEST_SUITE_P(Keras, DrawnApplications, testing::ValuesIn(models_in("applications")),
                         [](const auto& info) { return info.param.stem().string(); });

struct Look {
  const char* name;
  ViewOptions options;
  RankDir rankdir = RankDir::kTB;
};

const Look kLooks[] = {
    {"default", {}},
    {"expanded", {.expand_nested = true}},
    {"call by call", {.expand_nested = true, .unshare = true}},
    {"ops", {.expand_nested = true, .show_ops = {{}}}},
    {"folded", {.expand_nested = true, .fold = 2}},
    {"to the right", {.expand_nested = true, .shapes_on_edges = true}, RankDir::kLR},
    {"without masks", {.show_masks = false, .show_weights = true}, RankDir::kBT},
};

class DrawnModels : public testing::TestWithParam<const char*> {};

// Each model in one of the looks, in turn.
TEST_P(DrawnModels, HoldExactlyTheView) {
  std::ifstream file(MODELVIZ_GOLDEN_DIR "/random/" + std::string(GetParam()) + ".jsonl");
  std::size_t count = 0;
  for (std::string line; std::getline(file, line); ++count) {
    const Look& look = kLooks[count % std::size(kLooks)];
    std::string name = std::string(GetParam()) + ":" + std::to_string(count + 1);
    Model model = build(read_text(line, name));
    View view = make_view(model, run(model), look.options);
    EXPECT_EQ(faults_in_svg(view, look.rankdir), "") << name << " " << look.name;
  }
  EXPECT_GE(count, 100u);
}

INSTANTIATE_TEST_SUITE_P(Random, DrawnModels, testing::Values("keras3", "keras2"),
                         [](const auto& info) { return std::string(info.param); });

class DrawnZoo : public testing::TestWithParam<std::filesystem::path> {};

// What has nested models, wrappers, shared layers or masks is drawn in every look.
TEST_P(DrawnZoo, HoldsExactlyTheView) {
  Model model = build(read(GetParam()));
  modelviz::Run result = run(model);
  for (const Look& look : kLooks) {
    EXPECT_EQ(faults_in_svg(make_view(model, result, look.options), look.rankdir), "") << look.name;
  }
}

constexpr const char* kStructured[] = {"nested", "shared", "bidirectional", "time_distributed",
                                       "cells",  "mask",   "initial_state"};

std::vector<std::filesystem::path> with_structure() {
  std::vector<std::filesystem::path> models = models_in("zoo");
  std::erase_if(models, [](const std::filesystem::path& path) {
    std::string name = path.stem().string();
    return std::none_of(std::begin(kStructured), std::end(kStructured),
                        [&](const char* word) { return name.find(word) != std::string::npos; });
  });
  return models;
}

INSTANTIATE_TEST_SUITE_P(Keras, DrawnZoo, testing::ValuesIn(with_structure()),
                         [](const auto& info) { return info.param.stem().string(); });

}  // namespace
}  // namespace modelviz::test
