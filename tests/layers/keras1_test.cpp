// Layers that only Keras 1 or 2 has, with the config keys of Keras 2.
#include <gtest/gtest.h>

#include "support/layer_table.h"

namespace modelviz::test {
namespace {

TEST(Keras1Layers, ThatKeras2DoesNotHave) {
  constexpr LayerCase kCases[] = {
      {"MaxoutDense", "units=4", "(None, 8) float32", "(None, 4) float32", "W (4, 8, 4), b (4, 4)"},
      {"MaxoutDense", "units=4, nb_feature=2, use_bias=False", "(None, 8) float32",
       "(None, 4) float32", "W (2, 8, 4)"},
      {"MaxoutDense", "units=4", "(None, 7, 8) float32", "error: expects an input of rank 2"},
      {"Highway", "activation='relu'", "(None, 8) float32", "(None, 8) float32",
       "W (8, 8), W_carry (8, 8), b (8,), b_carry (8,)"},
      {"Highway", "use_bias=False", "(None, 8) float32", "(None, 8) float32",
       "W (8, 8), W_carry (8, 8)"},
      {"ParametricSoftplus", "", "(None, 7, 8) float32", "(None, 7, 8) float32",
       "alphas (7, 8), betas (7, 8)"},
      {"SReLU", "", "(None, 8) float32", "(None, 8) float32",
       "t_left (8,), a_left (8,), t_right (8,), a_right (8,)"},
  };
  expect_keras2_layers(kCases);
}

TEST(Keras1Layers, Merge) {
  constexpr std::string_view kTwo = "[(None, 4, 8) float32, (None, 4, 8) float32]";
  constexpr LayerCase kCases[] = {
      {"Merge", "", kTwo, "(None, 4, 8) float32"},
      {"Merge", "mode='ave'", kTwo, "(None, 4, 8) float32"},
      {"Merge", "mode='concat'", kTwo, "(None, 4, 16) float32"},
      {"Merge", "mode='concat', concat_axis=1", kTwo, "(None, 8, 8) float32"},
      {"Merge", "mode='dot', dot_axes=[2, 2]", kTwo, "(None, 4, 4) float32"},
      {"Merge", "mode='cos', dot_axes=1", "[(None, 8) float32, (None, 8) float32]",
       "(None, 1) float32"},
      {"Merge", "mode='average_of_both'", kTwo, "error: its mode 'average_of_both' is not known"},
      {"TimeDistributedDense", "units=3", "(None, 4, 8) float32", "(None, 4, 3) float32",
       "kernel (8, 3), bias (3,)"},
  };
  expect_keras2_layers(kCases);
}

// tf_keras says so of the layer before it is saved.
TEST(Keras2Layers, DynamicEmbedding) {
  constexpr LayerCase kCases[] = {
      {"DynamicEmbedding",
       "input_dim=6, output_dim=2, initial_vocabulary=['a', 'b', 'c', 'd', 'e']",
       "(None, 5) string", "(None, 5, 2) float32",
       "embeddings (6, 2), vocabulary_table_keys (6,) string frozen, "
       "vocabulary_table_values (6,) int32 frozen, vocabulary (5,) string frozen"},
      {"DynamicEmbedding", "input_dim=6, output_dim=2, initial_vocabulary=[3, 4, 5, 6, 7]",
       "(None, 5) int32", "(None, 5, 2) float32",
       "embeddings (6, 2), vocabulary_table_keys (6,) int32 frozen, "
       "vocabulary_table_values (6,) int32 frozen, vocabulary (5,) int32 frozen"},
  };
  expect_keras2_layers(kCases);
}

TEST(Keras2Layers, DenseFeatures) {
  constexpr LayerCase kCases[] = {
      {"DenseFeatures", "feature_columns=[]", "(None, 1) float32",
       "error: must be called on a dict of features"},
  };
  expect_keras2_layers(kCases);
}

TEST(Keras2Layers, RandomFourierFeatures) {
  constexpr LayerCase kCases[] = {
      {"RandomFourierFeatures", "output_dim=6, trainable=False", "(None, 8) float32",
       "(None, 6) float32",
       "kernel_scale (1,) frozen, unscaled_kernel (8, 6) frozen, bias (6,) frozen"},
      {"RandomFourierFeatures", "output_dim=6, trainable=True", "(None, 8) float32",
       "(None, 6) float32", "kernel_scale (1,), unscaled_kernel (8, 6) frozen, bias (6,) frozen"},
  };
  expect_keras2_layers(kCases);
}

TEST(Keras1Layers, ConvolutionsOfOtherNames) {
  constexpr LayerCase kCases[] = {
      {"Convolution1D", "filters=4, kernel_size=3", "(None, 10, 3) float32", "(None, 8, 4) float32",
       "kernel (3, 3, 4), bias (4,)"},
      {"Convolution2D", "filters=4, kernel_size=[3, 2]", "(None, 10, 9, 3) float32",
       "(None, 8, 8, 4) float32", "kernel (3, 2, 3, 4), bias (4,)"},
      {"Convolution3D", "filters=4, kernel_size=2", "(None, 5, 6, 7, 3) float32",
       "(None, 4, 5, 6, 4) float32", "kernel (2, 2, 2, 3, 4), bias (4,)"},
      {"AtrousConvolution1D", "filters=4, kernel_size=3, dilation_rate=2", "(None, 10, 3) float32",
       "(None, 6, 4) float32", "kernel (3, 3, 4), bias (4,)"},
      {"AtrousConvolution2D", "filters=4, kernel_size=3, dilation_rate=2",
       "(None, 10, 9, 3) float32", "(None, 6, 5, 4) float32", "kernel (3, 3, 3, 4), bias (4,)"},
      {"Deconvolution2D", "filters=4, kernel_size=3, strides=2", "(None, 5, 6, 3) float32",
       "(None, 11, 13, 4) float32", "kernel (3, 3, 4, 3), bias (4,)"},
      {"Deconvolution3D", "filters=4, kernel_size=2", "(None, 4, 5, 6, 3) float32",
       "(None, 5, 6, 7, 4) float32", "kernel (2, 2, 2, 4, 3), bias (4,)"},
      {"SeparableConvolution2D", "filters=4, kernel_size=3", "(None, 10, 9, 3) float32",
       "(None, 8, 7, 4) float32",
       "depthwise_kernel (3, 3, 3, 1), pointwise_kernel (1, 1, 3, 4), bias (4,)"},
  };
  expect_keras2_layers(kCases);
}

}  // namespace
}  // namespace modelviz::test
