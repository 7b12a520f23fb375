// Core layers: config and inputs in, outputs and weights out.
#include <gtest/gtest.h>

#include "support/layer_table.h"

namespace modelviz::test {
namespace {

TEST(CoreLayers, Dense) {
  constexpr LayerCase kCases[] = {
      {"Dense", "units=4", "(None, 8) float32", "(None, 4) float32", "kernel (8, 4), bias (4,)"},
      {"Dense", "units=4, use_bias=False", "(None, 5, 8) float32", "(None, 5, 4) float32",
       "kernel (8, 4)"},
      {"Dense", "units=4.0", "(None, None, 8) float32", "(None, None, 4) float32",
       "kernel (8, 4), bias (4,)"},
      {"Dense", "units=4, activation='softmax'", "(2, 8) float32", "(2, 4) float32",
       "kernel (8, 4), bias (4,)"},
      {"Dense", "units=4, trainable=False", "(2, 8) float32", "(2, 4) float32",
       "kernel (8, 4) frozen, bias (4,) frozen"},
      {"Dense", "units=4", "(8,) float32", "error: expects an input of rank 2 or more"},
      {"Dense", "units=4", "(2, n) float32", "error: every size of a weight must be known"},
      {"Dense", "units='four'", "(2, 8) float32", "error: 'units' must be an integer"},
      {"Dense", "", "(2, 8) float32", "error: its config has no 'units'"},
      {"Dense", "units=4", "[(2, 8) float32, (2, 8) float32]", "error: expects one input tensor"},
  };
  expect_layers(kCases);
}

TEST(CoreLayers, DtypePolicies) {
  constexpr LayerCase kCases[] = {
      {"Dense", "units=4, dtype='mixed_float16'", "(None, 8) float32", "(None, 4) float16",
       "kernel (8, 4), bias (4,)"},
      {"Dense", "units=4, dtype='float64'", "(None, 8) float32", "(None, 4) float64",
       "kernel (8, 4) float64, bias (4,) float64"},
      {"Dense", "units=4", "(None, 8) int32", "(None, 4) float32", "kernel (8, 4), bias (4,)"},
      {"Dense", "units=4, dtype=DTypePolicy(name='bfloat16')", "(None, 8) float32",
       "(None, 4) bfloat16", "kernel (8, 4) bfloat16, bias (4,) bfloat16"},
  };
  expect_layers(kCases);
}

TEST(CoreLayers, LowRankAdaptation) {
  constexpr LayerCase kCases[] = {
      {"Dense", "units=4, lora_rank=2", "(None, 8) float32", "(None, 4) float32",
       "kernel (8, 4) frozen, bias (4,), lora_kernel_a (8, 2), lora_kernel_b (2, 4)"},
      {"Embedding", "input_dim=50, output_dim=4, lora_rank=2", "(None, 7) int32",
       "(None, 7, 4) float32",
       "embeddings (50, 4) frozen, lora_embeddings_a (50, 2), lora_embeddings_b (2, 4)"},
      {"Conv2D", "filters=8, kernel_size=3, lora_rank=2", "(None, 9, 9, 3) float32",
       "(None, 7, 7, 8) float32",
       "kernel (3, 3, 3, 8) frozen, bias (8,), lora_kernel_a (3, 3, 3, 2), lora_kernel_b (2, 8)"},
  };
  expect_layers(kCases);
}

TEST(CoreLayers, Quantization) {
  constexpr LayerCase kCases[] = {
      {"Dense", "units=4, dtype=QuantizedDTypePolicy(mode='int8', source_name='float32')",
       "(None, 8) float32", "(None, 4) float32",
       "bias (4,), kernel (8, 4) int8 frozen, kernel_scale (4,) frozen"},
      {"Dense", "units=5, dtype=QuantizedDTypePolicy(mode='int4', source_name='float32')",
       "(None, 8) float32", "(None, 5) float32",
       "bias (5,), kernel (8, 3) int8 frozen, kernel_scale (5,) frozen"},
      {"Dense", "units=4, dtype=Int4DTypePolicy(mode='int4/3', source_name='bfloat16')",
       "(None, 8) float32", "(None, 4) bfloat16",
       "bias (4,) bfloat16, kernel (8, 2) int8 frozen, kernel_scale (3, 4) bfloat16 frozen, "
       "kernel_zero (3, 4) int8 frozen, g_idx (8,) frozen"},
      {"Dense",
       "units=4, use_bias=False, dtype=QuantizedFloat8DTypePolicy(mode='float8', "
       "source_name='float32', amax_history_length=16)",
       "(None, 8) float32", "(None, 4) float32",
       "inputs_scale (), inputs_amax_history (16,), kernel_scale (), kernel_amax_history (16,), "
       "outputs_grad_scale (), outputs_grad_amax_history (16,), kernel (8, 4)"},
      {"Embedding",
       "input_dim=50, output_dim=5, dtype=Int4DTypePolicy(mode='int4/2', source_name='float32')",
       "(None, 7) int32", "(None, 7, 5) float32",
       "embeddings (50, 3) int8 frozen, embeddings_scale (50, 3) frozen, "
       "embeddings_zero (50, 3) int8 frozen, g_idx (5,) frozen"},
      {"EinsumDense",
       "equation='abc,cde->abde', output_shape=[None, 2, 3], "
       "dtype=QuantizedDTypePolicy(mode='int8', source_name='float32')",
       "(None, None, 8) float32", "(None, None, 2, 3) float32",
       "kernel (8, 2, 3) int8 frozen, kernel_scale (1, 1, 2, 3) frozen"},
      {"EinsumDense",
       "equation='abc,cde->abde', output_shape=[None, 2, 3], "
       "dtype=QuantizedDTypePolicy(mode='int4', source_name='float32')",
       "(None, None, 8) float32", "(None, None, 2, 3) float32",
       "kernel (8, 3) int8 frozen, kernel_scale (6,) frozen"},
  };
  expect_layers(kCases);
}

TEST(CoreLayers, EinsumDense) {
  constexpr LayerCase kCases[] = {
      {"EinsumDense", "equation='ab,bc->ac', output_shape=64, bias_axes='c'", "(None, 128) float32",
       "(None, 64) float32", "kernel (128, 64), bias (64,)"},
      // What the config leaves open stays unknown.
      {"EinsumDense", "equation='abc,cd->abd', output_shape=[None, 64], bias_axes='d'",
       "(None, 32, 128) float32", "(None, None, 64) float32", "kernel (128, 64), bias (64,)"},
      {"EinsumDense", "equation='abc,cde->abde', output_shape=[7, 2, 3], bias_axes='de'",
       "(None, 7, 8) float32", "(None, 7, 2, 3) float32", "kernel (8, 2, 3), bias (2, 3)"},
      // Keras reverses the axes that dots on the left stand for.
      {"EinsumDense", "equation='...x,xy->...y', output_shape=4", "(None, 5, 6, 8) float32",
       "(None, 6, 5, 4) float32", "kernel (8, 4)"},
      {"EinsumDense", "equation='ab...,bc->ac...', output_shape=4, bias_axes='c'",
       "(None, 8, 5, 6) float32", "(None, 4, 5, 6) float32", "kernel (8, 4), bias (4, 1, 1)"},
      {"EinsumDense", "equation='abc,cd->abd', output_shape=[5, 4]", "(None, 6, 8) float32",
       "error: its output_shape says 5 for 'b' of 'abc,cd->abd', but the input is (None, 6, 8)"},
      {"EinsumDense", "equation='abc,cd->abd', output_shape=[6, 4]", "(None, 8) float32",
       "error: needs an input of rank 3"},
      {"EinsumDense", "equation='ab->a', output_shape=4", "(None, 8) float32",
       "error: its equation must look like ab,bc->ac"},
      {"EinsumDense", "equation='ab,bc->ad', output_shape=4", "(None, 8) float32",
       "error: 'd' occurs only in the output"},
      {"EinsumDense", "equation='ab,bcd->ac', output_shape=4", "(None, 8) float32",
       "error: 'd' occurs only in the kernel"},
      {"EinsumDense", "equation='ab,bc->ac', output_shape=4, bias_axes='x'", "(None, 8) float32",
       "error: its bias axis 'x' is not in the output"},
      {"EinsumDense", "equation='ab,bc->ac', output_shape=[4, 4]", "(None, 8) float32",
       "error: its output_shape [4, 4] has more sizes than the output"},
  };
  expect_layers(kCases);
}

TEST(CoreLayers, Embedding) {
  constexpr LayerCase kCases[] = {
      {"Embedding", "input_dim=100, output_dim=8", "(None, 7) int32", "(None, 7, 8) float32",
       "embeddings (100, 8)"},
      {"Embedding", "input_dim=100, output_dim=8", "(None, None) float32",
       "(None, None, 8) float32", "embeddings (100, 8)"},
      {"Embedding", "input_dim=100, output_dim=8, dtype='mixed_float16'", "(2,) uint8",
       "(2, 8) float16", "embeddings (100, 8)"},
      {"ReversibleEmbedding", "input_dim=100, output_dim=8", "(None, 7) int32",
       "(None, 7, 8) float32", "embeddings (100, 8)"},
      {"ReversibleEmbedding", "input_dim=100, output_dim=8", "(None, 7, 8) float32, reverse=True",
       "(None, 7, 100) float32", "embeddings (100, 8)"},
      {"ReversibleEmbedding", "input_dim=100, output_dim=8, tie_weights=False, logit_soft_cap=30.0",
       "(None, 7, 8) float32, reverse=True", "(None, 7, 100) float32",
       "embeddings (100, 8), reverse_embeddings (8, 100)"},
      {"ReversibleEmbedding", "input_dim=100, output_dim=8", "(None, 7, 9) float32, reverse=True",
       "error: must be equal: 9 and 8"},
  };
  expect_layers(kCases);
}

TEST(CoreLayers, Activation) {
  constexpr LayerCase kCases[] = {
      {"Activation", "activation='relu'", "(None, 8) float32", "(None, 8) float32"},
      {"Activation", "activation='linear'", "(None, 8) int32", "(None, 8) float32"},
      {"Activation", "activation='glu'", "(None, 8) float32", "(None, 8) float32"},
      {"Activation", "activation=LeakyReLU(negative_slope=0.1)", "(None, 8) float32",
       "(None, 8) float32"},
      {"Activation", "activation=function('my_own')", "(None, 8) float32", "(None, 8) float32"},
      {"Activation", "activation='rellu'", "(None, 8) float32", "error: rellu"},
  };
  expect_layers(kCases);
}

TEST(CoreLayers, Others) {
  constexpr LayerCase kCases[] = {
      {"Identity", "", "(None, 8) int32", "(None, 8) int32"},
      {"Identity", "", "[(2,) float32, (3,) int8]", "(2,) float32; (3,) int8"},
      {"InputLayer", "batch_shape=[None, 8]", "(None, 8) uint8", "(None, 8) uint8"},
      {"Masking", "mask_value=0.0", "(None, 7, 3) float32", "(None, 7, 3) float32"},
      {"Masking", "", "() float32", "error: expects an input of rank 1 or more"},
  };
  expect_layers(kCases);
}

TEST(CoreLayers, Cost) {
  EXPECT_EQ(macs_of({"Dense", "units=4", "(batch, 8) float32", ""}), "32*batch");
  EXPECT_EQ(ops_of({"Dense", "units=4, activation='relu'", "(2, 8) float32", ""}),
            "matmul add relu");
}

}  // namespace
}  // namespace modelviz::test
