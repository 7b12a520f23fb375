// Attention: config and inputs in, outputs and weights out.
#include <gtest/gtest.h>

#include "support/layer_table.h"

namespace modelviz::test {
namespace {

TEST(AttentionLayers, Lists) {
  constexpr LayerCase kCases[] = {
      {"Attention", "", "[(None, 5, 8) float32, (None, 7, 8) float32]", "(None, 5, 8) float32"},
      {"Attention", "use_scale=True, score_mode='concat'",
       "[(None, 5, 8) float32, (None, 7, 4) float32, (None, 7, 8) float32]", "(None, 5, 4) float32",
       "scale (), concat_score_weight ()"},
      {"Attention", "",
       "[(None, 5, 8) float32, (None, None, 8) float32], return_attention_scores=True",
       "(None, 5, 8) float32; (None, 5, None) float32"},
      {"AdditiveAttention", "", "[(None, 5, 8) float32, (None, 7, 8) float32]",
       "(None, 5, 8) float32", "scale (8,)"},
      {"AdditiveAttention", "use_scale=False", "[(None, 5, 8) float32, (None, 7, 8) float32]",
       "(None, 5, 8) float32"},
      {"Attention", "", "(None, 5, 8) float32",
       "error: must be called on [query, value] or [query, value, key]"},
      {"Attention", "", "[(5,) float32, (7,) float32]",
       "error: expects an input of rank 2 or more"},
      {"Attention", "", "[(5, 8) float32, (7,) float32]", "error: needs inputs of rank 2 or more"},
  };
  expect_layers(kCases);
}

// Keras does not compare the sizes when it loads a model.
TEST(AttentionLayers, Warnings) {
  constexpr LayerCase kCases[] = {
      {"Attention", "", "[(None, 5, 8) float32, (None, 7, 4) float32]", "(None, 5, 4) float32",
       "inputs of shapes (None, 5, 8) and (None, 7, 4) do not fit together"},
      {"AdditiveAttention", "",
       "[(None, 5, 8) float32, (None, 7, 8) float32, (None, 6, 8) float32]", "(None, 5, 8) float32",
       "inputs of shapes (None, 6, 8) and (None, 7, 8) do not fit together"},
      {"MultiHeadAttention", "num_heads=2, key_dim=3",
       "(None, 5, 8) float32, (None, 7, 8) float32, attention_mask=(None, 5, 6) bool",
       "(None, 5, 8) float32",
       "an attention_mask of shape (None, 5, 6) does not fit scores of shape (None, 2, 5, 7)"},
  };
  expect_warnings(kCases);
}

TEST(AttentionLayers, MultiHead) {
  constexpr LayerCase kCases[] = {
      {"MultiHeadAttention", "num_heads=2, key_dim=3", "(None, 5, 8) float32, (None, 7, 6) float32",
       "(None, 5, 8) float32",
       "kernel (8, 2, 3), bias (2, 3), kernel (6, 2, 3), bias (2, 3), "
       "kernel (6, 2, 3), bias (2, 3), kernel (2, 3, 8), bias (8,)"},
      {"MultiHeadAttention",
       "num_heads=2, key_dim=3, value_dim=4, output_shape=[6, 5], use_bias=False",
       "(None, None, 8) float32, value=(None, None, 6) float32, key=(None, None, 7) float32",
       "(None, None, 6, 5) float32",
       "kernel (8, 2, 3), kernel (7, 2, 3), kernel (6, 2, 4), kernel (2, 4, 6, 5)"},
      {"MultiHeadAttention", "num_heads=2, key_dim=3, use_bias=False, use_gate=True, dropout=0.5",
       "(None, 5, 8) float32, (None, 5, 8) float32, attention_mask=(None, 5, 5) bool",
       "(None, 5, 8) float32",
       "kernel (8, 2, 3), kernel (8, 2, 3), kernel (8, 2, 3), kernel (8, 2, 3), kernel (2, 3, 8)"},
      // Keras says the scores of self-attention, whatever the value is.
      {"MultiHeadAttention", "num_heads=2, key_dim=3, use_bias=False",
       "(None, 5, 8) float32, (None, 7, 8) float32, return_attention_scores=True",
       "(None, 5, 8) float32; (None, 2, 5, 5) float32",
       "kernel (8, 2, 3), kernel (8, 2, 3), kernel (8, 2, 3), kernel (2, 3, 8)"},
      {"MultiHeadAttention", "num_heads=2, key_dim=3, use_bias=False, attention_axes=[-2]",
       "(None, 4, 5, 8) float32, (None, 4, 5, 8) float32", "(None, 4, 5, 8) float32",
       "kernel (8, 2, 3), kernel (8, 2, 3), kernel (8, 2, 3), kernel (2, 3, 8)"},
      {"MultiHeadAttention", "num_heads=2, key_dim=3",
       "(None, 5, 8) float32, (None, 7, 8) float32, (None, 6, 8) float32",
       "error: value and key must have the same sizes but for the last, not (None, 7, 8) and "
       "(None, 6, 8)"},
      {"MultiHeadAttention", "num_heads=2, key_dim=3", "(None, 5, 8) float32",
       "error: argument 'value'"},
      {"MultiHeadAttention", "num_heads=2, key_dim=3, attention_axes=3",
       "(None, 5, 8) float32, (None, 5, 8) float32", "error: attention axis 3 is out of range"},
      {"MultiHeadAttention", "num_heads=0, key_dim=3", "(None, 5, 8) float32, (None, 5, 8) float32",
       "error: num_heads must be 1 or more"},
  };
  expect_layers(kCases);
  constexpr LayerCase kKeras2[] = {
      {"MultiHeadAttention", "num_heads=2, key_dim=3, use_bias=False",
       "(None, 5, 8) float32, value=(None, 7, 8) float32, return_attention_scores=True",
       "(None, 5, 8) float32; (None, 2, 5, 7) float32",
       "kernel (8, 2, 3), kernel (8, 2, 3), kernel (8, 2, 3), kernel (2, 3, 8)"},
  };
  expect_keras2_layers(kKeras2);
}

TEST(AttentionLayers, GroupedQuery) {
  constexpr LayerCase kCases[] = {
      {"GroupQueryAttention",
       "head_dim=3, num_query_heads=4, num_key_value_heads=2, use_bias=False",
       "(None, 5, 8) float32, (None, 7, 8) float32", "(None, 5, 8) float32",
       "kernel (8, 4, 3), kernel (8, 2, 3), kernel (8, 2, 3), kernel (4, 3, 8)"},
      {"GroupQueryAttention",
       "head_dim=3, num_query_heads=4, num_key_value_heads=1, use_bias=False",
       "(None, 5, 8) float32, (None, 7, 8) float32, return_attention_scores=True",
       "(None, 5, 8) float32; (None, 4, 5, 7) float32",
       "kernel (8, 4, 3), kernel (8, 1, 3), kernel (8, 1, 3), kernel (4, 3, 8)"},
      {"GroupQueryAttention", "head_dim=3, num_query_heads=4, num_key_value_heads=3",
       "(None, 5, 8) float32, (None, 7, 8) float32",
       "error: num_query_heads 4 cannot be divided by num_key_value_heads 3"},
      {"GroupQueryAttention", "head_dim=3, num_query_heads=4, num_key_value_heads=2",
       "(None, 5, 8) float32, (None, 7, 6) float32",
       "error: query and value must have the same last size, not (None, 5, 8) and (None, 7, 6)"},
  };
  expect_layers(kCases);
}

TEST(AttentionLayers, Inside) {
  EXPECT_EQ(ops_of({"MultiHeadAttention", "num_heads=2, key_dim=3",
                    "(1, 5, 8) float32, (1, 7, 8) float32", ""}),
            "einsum add einsum add einsum add dot_product_attention einsum add");
  EXPECT_EQ(ops_of({"MultiHeadAttention", "num_heads=2, key_dim=3, use_bias=False, dropout=0.1",
                    "(1, 5, 8) float32, (1, 7, 8) float32", ""}),
            "einsum einsum einsum multiply einsum softmax randomize einsum einsum");
  EXPECT_EQ(macs_of({"Attention", "", "[(1, t, 8) float32, (1, t, 8) float32]", ""}), "16*t*t");
}

}  // namespace
}  // namespace modelviz::test
