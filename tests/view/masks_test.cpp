// Masks and initial states: which arrows they are, and what is left without masks.
#include <gtest/gtest.h>

#include "support/golden.h"
#include "view/picture.h"

namespace modelviz::test {
namespace {

struct MaskCase {
  const char *model, *shown, *hidden;  // arrows of the picture, by the names of their ends
};

std::string arrows(const std::string& model, const ViewOptions& options) {
  Model read_model = build(read(std::string(MODELVIZ_GOLDEN_DIR) + "/" + model + ".json"));
  View view = make_view(read_model, run(read_model), options);
  std::string result = "\n";
  for (const ViewEdge& edge : view.edges) {
    const ViewNode& from = view.nodes[static_cast<std::size_t>(edge.from)];
    const ViewNode& to = view.nodes[static_cast<std::size_t>(edge.to)];
    result += (from.is_side ? "(" + from.name + ")" : from.name) + " -> " +
              (to.is_side ? "(" + to.name + ")" : to.name);
    if (edge.role == EdgeRole::kMask) result += " mask";
    if (edge.role == EdgeRole::kState) result += " state";
    result += "\n";
  }
  return result;
}

class Masks : public testing::TestWithParam<MaskCase> {};

TEST_P(Masks, AreToldFromOtherTensors) {
  EXPECT_EQ(arrows(GetParam().model, {}), GetParam().shown);
  EXPECT_EQ(arrows(GetParam().model, {.show_masks = false}), GetParam().hidden);
}

INSTANTIATE_TEST_SUITE_P(View, Masks,
                         testing::Values(
                             // ops that make a mask
                             MaskCase{"zoo/masking", R"(
input_layer -> (not_equal)
input_layer -> masking
(not_equal) -> (any)
masking -> simple_rnn
(any) -> simple_rnn mask
)",
                                      R"(
input_layer -> masking
masking -> simple_rnn
)"},
                             // the mask of an Embedding
                             MaskCase{"zoo/embedding_mask_zero", R"(
input_layer -> embedding
input_layer -> (not_equal)
embedding -> lstm
(not_equal) -> lstm mask
)",
                                      R"(
input_layer -> embedding
embedding -> lstm
)"},
                             // inputs that are masks
                             MaskCase{"zoo/attention_mask", R"(
input_layer -> attention
input_layer_1 -> attention
input_layer_2 -> attention mask
input_layer_3 -> attention mask
)",
                                      R"(
input_layer -> attention
input_layer_1 -> attention
)"},
                             // states by name
                             MaskCase{"zoo/initial_state", R"(
input_layer -> lstm
input_layer_1 -> lstm state
input_layer_2 -> lstm state
input_layer -> gru
input_layer_1 -> gru state
input_layer -> gru_1
input_layer_1 -> gru_1 state
input_layer -> simple_rnn
input_layer_2 -> simple_rnn state
)",
                                      R"(
input_layer -> lstm
input_layer_1 -> lstm state
input_layer_2 -> lstm state
input_layer -> gru
input_layer_1 -> gru state
input_layer -> gru_1
input_layer_1 -> gru_1 state
input_layer -> simple_rnn
input_layer_2 -> simple_rnn state
)"},
                             // states listed behind the sequence
                             MaskCase{"zoo_keras2/initial_state", R"(
input_1 -> lstm
input_2 -> lstm state
input_3 -> lstm state
input_1 -> gru
input_2 -> gru state
input_1 -> simple_rnn
input_3 -> simple_rnn state
)",
                                      R"(
input_1 -> lstm
input_2 -> lstm state
input_3 -> lstm state
input_1 -> gru
input_2 -> gru state
input_1 -> simple_rnn
input_3 -> simple_rnn state
)"},
                             // a mask that is multiplied with is a tensor like others
                             MaskCase{"zoo/ops_masked_mean", R"(
input_layer -> greater
greater -> expand_dims
input_layer -> embedding
expand_dims -> cast
embedding -> multiply
cast -> multiply
cast -> sum_1
multiply -> sum
sum_1 -> maximum
sum -> true_divide
maximum -> true_divide
)",
                                      R"(
input_layer -> greater
greater -> expand_dims
input_layer -> embedding
expand_dims -> cast
embedding -> multiply
cast -> multiply
cast -> sum_1
multiply -> sum
sum_1 -> maximum
sum -> true_divide
maximum -> true_divide
)"}));

}  // namespace
}  // namespace modelviz::test
