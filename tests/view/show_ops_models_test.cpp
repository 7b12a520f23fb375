// What holds of the inside of every model of the zoo.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "modelviz/modelviz.h"
#include "support/golden.h"

namespace modelviz::test {
namespace {

class InsideOfModels : public testing::TestWithParam<std::filesystem::path> {};

bool is_index(int index, std::size_t size) {
  return index >= 0 && static_cast<std::size_t>(index) < size;
}

TEST_P(InsideOfModels, IsConnectedAndLosesNoWeight) {
  Model model = build(read(GetParam()));
  modelviz::Run result = run(model);
  View view = make_view(model, result, {.expand_nested = true, .show_ops = {{}}});

  for (const ViewEdge& edge : view.edges) {
    EXPECT_TRUE(is_index(edge.from, view.nodes.size()) && is_index(edge.to, view.nodes.size()));
  }
  std::set<int> taking;
  for (const ViewEdge& edge : view.edges) taking.insert(edge.to);
  std::size_t weights = 0;
  bool all_inferred = true;
  for (int i = 0; const ViewNode& node : view.nodes) {
    weights += node.weights.size();
    all_inferred = all_inferred && node.state == NodeState::kInferred;
    bool takes = node.role != NodeRole::kOp || node.input_shapes.empty() || taking.contains(i) ||
                 node.detail.find("constant") != std::string::npos;
    EXPECT_TRUE(takes) << node.id << " " << node.name << "\n" << text(view);
    ++i;
  }
  if (all_inferred) {
    EXPECT_EQ(weights, result.weights_of(model.root).size()) << text(view);
  }
}

INSTANTIATE_TEST_SUITE_P(Zoo, InsideOfModels, testing::ValuesIn(models_in("zoo")), stem_of_model);
INSTANTIATE_TEST_SUITE_P(Keras2, InsideOfModels, testing::ValuesIn(models_in("zoo_keras2")),
                         stem_of_model);

}  // namespace
}  // namespace modelviz::test
