// What keras.ops.nn has besides activations and windows.
#include <gtest/gtest.h>

#include "support/op_table.h"

namespace modelviz::test {
namespace {

TEST(NN, Classes) {
  constexpr OpCase kCases[] = {
      {"one_hot", "(None,) int32, 5", "(None, 5) float32"},
      {"one_hot", "(2, 3) int32, 5, axis=1, dtype='int32'", "(2, 5, 3) int32"},
      {"one_hot", "(2, 3) int32, 5, axis=2",
       "error: 'axis' must be -1 or one of the 2 axes, not 2"},
      {"one_hot", "(2, 3) int32, 5, axis=-2", "error: not -2"},
      {"multi_hot", "(None, 3) int32, 5", "(None, 5) int32"},
      {"multi_hot", "(3,) int32, 5, dtype='float16'", "(5,) int32"},  // as Keras says
      {"multi_hot", "(2, 3) int32", "error: 'num_classes' must be an integer, not None"},
      {"multi_hot", "(2, 3) int32, num_tokens=5", "(2, 5) int32"},
      {"multi_hot", "(2, 3) int32, num_tokens='a'", "error: 'num_tokens' must be an integer"},
  };
  expect_keras(kCases);
}

TEST(NN, Attention) {
  constexpr OpCase kCases[] = {
      {"dot_product_attention",
       "(None, 10, 4, 8) float16, (None, 12, 4, 8) float32, (None, 12, 4, 6) float16",
       "(None, 10, 4, 8) float32"},
      {"dot_product_attention",
       "(2, 5, 8) float32, (2, 5, 8) float32, (2, 5, 8) float32, attn_logits_soft_cap=10.0",
       "error: Keras has 'attn_logits_soft_cap' for JAX on a TPU only"},
  };
  expect_keras(kCases);
  constexpr OpCase kMacs[] = {
      {"dot_product_attention",
       "(batch, t, 4, 8) float32, (batch, s, 4, 8) float32, (batch, s, 4, 6) float32",
       "56*batch*s*t"},
      {"dot_product_attention", "(2, 8) float32, (2, 8) float32, (2, 8) float32", "0"},
  };
  expect_macs(kMacs);
}

TEST(NN, Normalization) {
  constexpr OpCase kCases[] = {
      {"batch_normalization", "(None, 8, 3) float32, (3,) float32, (3,) float32, -1",
       "(None, 8, 3) float32"},
      {"batch_normalization",
       "(None, 3) float16, (3,) float32, (3,) float32, 1, offset=(3,) float32, scale=(3,) float32",
       "(None, 3) float16"},
      {"batch_normalization", "(None, 3) float32, (4,) float32, (3,) float32, 1",
       "error: 'mean' must have shape (3,) for x (None, 3), but has (4,)"},
      {"batch_normalization",
       "(None, 3) float32, (3,) float32, (3,) float32, 1, scale=(2,) float32",
       "error: 'scale' must have shape (3,)"},
      {"batch_normalization", "(None, 3) float32, (3,) float32, (3,) float32, 0",
       "error: 'mean' must have shape (None,)"},
      {"layer_normalization", "(None, 8) float16, axis=-1", "(None, 8) float16"},
      {"rms_normalization", "(None, 8) float32, (8,) float32", "(None, 8) float32"},
      {"normalize", "(None, 8) float16, axis=1", "(None, 8) float32"},
      {"normalize", "(None, 8) float32, axis=2", "error: axis 2 is out of range"},
  };
  expect_keras(kCases);
}

TEST(NN, Losses) {
  constexpr OpCase kCases[] = {
      {"binary_crossentropy", "(None, 3) int32, (None, 3) float16", "(None, 3) float16"},
      {"binary_crossentropy", "(None, 3) int32, (4, 3) float32",
       "error: target and output must have the same shape, but theirs are (None, 3) and (4, 3)"},
      {"categorical_crossentropy", "(None, 3) float32, (None, 3) float32", "(None,) float32"},
      {"categorical_crossentropy", "() float32, () float32",
       "error: output must have rank 1 or more"},
      {"sparse_categorical_crossentropy", "(None,) int32, (None, 3) float32", "(None,) float32"},
      {"sparse_categorical_crossentropy", "(None, 1) int32, (None, 3) float32", "(None,) float32"},
      {"sparse_categorical_crossentropy", "(None, 3) int32, (None, 3) float32",
       "error: must have the same shape"},
  };
  expect_keras(kCases);
}

TEST(NN, Blocks) {
  constexpr OpCase kCases[] = {
      {"space_to_depth", "(None, 8, 6, 3) float32, 2", "(None, 4, 3, 12) float32"},
      {"space_to_depth", "(None, 3, 8, 6) float32, 2, data_format='channels_first'",
       "(None, 12, 4, 3) float32"},
      {"depth_to_space", "(None, 4, 3, 12) float32, 2", "(None, 8, 6, 3) float32"},
      {"space_to_depth", "(None, 7, 6, 3) float32, 2",
       "error: the size of axis 1 of x (None, 7, 6, 3) must be a multiple of 2"},
      {"depth_to_space", "(None, 4, 3, 10) float32, 2", "error: must be a multiple of 4"},
      {"depth_to_space", "(None, 4, 3, 12) float32, 1", "error: 'block_size' must be at least 2"},
      {"depth_to_space", "(4, 3, 12) float32, 2", "error: x must have rank 4"},
  };
  expect_keras(kCases);
}

TEST(Image, Ops) {
  constexpr OpCase kCases[] = {
      {"image.resize", "(None, 8, 9, 3) uint8, (4, 5)", "(None, 4, 5, 3) uint8"},
      {"image.resize", "(None, None, 3) float32, (4, 5)", "(4, 5, 3) float32"},
      {"image.resize", "(3, 8, 9) float32, (4, 5), data_format='channels_first'",
       "(3, 4, 5) float32"},
      {"image.resize", "(8, 9) float32, (4, 5)", "error: images must have rank 3 or 4"},
      {"image.resize", "(8, 9, 3) float32, (0, 5)",
       "error: 'size' must be a height and a width above 0, not [0, 5]"},
      {"image.crop_images",
       "(None, 8, 9, 3) float32, top_cropping=1, bottom_cropping=2, left_cropping=3, "
       "target_width=4",
       "(None, 5, 4, 3) float32"},
      {"image.crop_images",
       "(8, 9, 3) float32, top_cropping=5, bottom_cropping=5, left_cropping=0, "
       "right_cropping=0",
       "error: cuts off more than the 8 that there are"},
      {"image.crop_images",
       "(None, None, None, 3) float32, top_cropping=1, bottom_cropping=2, "
       "left_cropping=3, target_width=4",
       "error: the size that is cropped is not known"},
      {"image.crop_images", "(8, 9, 3) float32, top_cropping=1",
       "error: needs two of 'top_cropping'"},
      {"image.pad_images",
       "(8, 9, 3) float32, top_padding=1, bottom_padding=2, left_padding=3, "
       "target_width=20",
       "(11, 20, 3) float32"},
      {"image.pad_images",
       "(8, 9, 3) float32, top_padding=1, target_height=5, left_padding=3, "
       "target_width=20",
       "error: 'bottom_padding' would be negative for the size 8"},
      {"image.pad_images",
       "(8, 9, 3) float32, top_padding=-1, bottom_padding=2, left_padding=3, "
       "target_width=20",
       "error: 'top_padding' must not be negative"},
      {"image.rgb_to_grayscale", "(None, 8, 9, 3) uint8", "(None, 8, 9, 1) uint8"},
      {"image.rgb_to_grayscale", "(8, 9, 4) float32", "error: must have 3 channels, not 4"},
      {"image.rgb_to_hsv", "(8, 9, 3) float32", "(8, 9, 3) float32"},
      {"image.rgb_to_hsv", "(8, 9, 3) uint8", "error: takes images of a float dtype, not uint8"},
      {"image.sobel_edges", "(2, 8, 9, 3) float32", "(2, 8, 9, 3, 2) float32"},
      {"image.gaussian_blur", "(8, 9) float32", "error: images must have rank 3 or 4"},
  };
  expect_keras(kCases);
}

TEST(Internal, Ops) {
  constexpr OpCase kCases[] = {
      {"take_step", "(None, 10, 8) float32", "(None, 8) float32"},
      {"stack_steps", "(None, 8) float32, 10", "(None, 10, 8) float32"},
      {"stack_steps", "(None, 8) float32, 10, axis=0", "(10, None, 8) float32"},
      {"randomize", "(None, 8) float16, 'dropout'", "(None, 8) float16"},
      {"lookup", "(None, 8) string, 'int64'", "(None, 8) int64"},
      {"batch_take", "(None, 5, 6) float32, (None, 3) int32, 1, 1", "(None, 3, 6) float32"},
      {"boolean_mask", "(None, 5, 6) float32, (5,) bool, axis=1", "(None, None, 6) float32"},
      {"take_step", "(None,) float32", "error: axis 1 is out of range"},
      {"batch_take", "(2, 5) float32, (2, 3) int32, 0, 1", "error: cannot keep 1 axes"},
      {"boolean_mask", "(2, 5) float32, (3,) bool", "error: the mask must fit x: 2 and 3"},
      {"boolean_mask", "(2, 5) float32, (2, 5, 1) bool", "error: does not fit x (2, 5)"},
      {"stack_steps", "(None, 8) float32, 1.5", "error: 'steps' must be a size, not 1.5"},
  };
  expect_keras(kCases);
}

TEST(NN, Ctc) {
  constexpr OpCase kCases[] = {
      {"ctc_loss", "(None, 5) int32, (None, 10, 4) float16, (None,) int32, (None,) int32",
       "(None,) float32"},
      {"ctc_loss", "(2, 5) int32, (2, 10, 4) float64, (2,) int32, (2,) int32", "(2,) float64"},
      {"ctc_loss", "(2, 5) int32, (3, 10, 4) float16, (2,) int32, (2,) int32",
       "error: 'target' and 'output' must have the same batch, but their shapes are (2, 5) and (3, "
       "10, 4)"},
      {"ctc_loss", "(2, 5) int32, (None, 10, 4) float16, (2,) int32, (2,) int32",
       "error: must have the same batch"},
      {"ctc_loss", "(2, 5) int32, (2, 10, 4) float64, () int32, (2,) int32",
       "error: target_length must have rank 1 or more"},
      {"ctc_decode", "(None, 10, 4) float16, (None,) int32",
       "(1, None, 10) int32; (None, 1) float32"},
      {"ctc_decode", "(2, 10, 4) float64, (2,) int32, strategy='beam_search', top_paths=3",
       "(3, 2, 10) int32; (2, 3) float64"},
      {"ctc_decode", "(2,) float64, (2,) int32", "error: inputs must have rank 2 or more"},
  };
  expect_keras(kCases);
}

TEST(NN, Psnr) {
  constexpr OpCase kCases[] = {
      {"psnr", "(None, 3) float16, (3, 2) float32, 1.0", "() float32"},
      {"psnr", "(2, 3) float16, (2,) float32, 1.0",
       "error: x1 (2, 3) and x2 (2,) must have the same shape"},
      {"psnr", "[1.0, 2.0], [1.0], 1.0", "error: must have the same shape"},
      {"psnr", "1.0, (2,) float32, 1.0", "error: 'x1' must be a tensor, not 1.0"},
  };
  expect_keras(kCases);
}

TEST(Image, Transforms) {
  constexpr OpCase kCases[] = {
      {"image.affine_transform", "(None, 8, 9, 3) uint8, (None, 8) float32",
       "(None, 8, 9, 3) uint8"},
      {"image.affine_transform", "(8, 9) uint8, (8,) float32",
       "error: images must have rank 3 or 4"},
      {"image.affine_transform", "(8, 9, 3) uint8, (8,) float32, data_format='x'",
       "error: 'data_format' must be 'channels_first' or 'channels_last', not 'x'"},
      {"image.affine_transform", "(8, 9, 3) uint8, () float32",
       "error: transform must have rank 1 or 2"},
      {"image.map_coordinates", "(8, 9, 3) uint8, (3, None, 7) float32, order=0",
       "(None, 7) uint8"},
      {"image.map_coordinates", "(8, 9, 3) uint8, (2, 5) float32, order=0",
       "error: coordinates (2, 5) must begin with the rank of inputs (8, 9, 3)"},
      {"image.map_coordinates", "(8,) uint8, (1,) float32, order=0",
       "error: coordinates must have rank 2 or more"},
      {"image.perspective_transform",
       "(None, 8, 9, 3) uint8, (None, 4, 2) float32, (None, 4, 2) float32",
       "(None, 8, 9, 3) uint8"},
      {"image.perspective_transform", "(8, 9, 3) uint8, (4, 2) float32, (5, 4, 2) float32",
       "error: start_points (4, 2) and end_points (5, 4, 2) must have the same shape"},
      {"image.perspective_transform", "(8, 9, 3) uint8, (4, 3) float32, (4, 2) float32",
       "error: start_points must be the four corners of each image"},
      {"image.perspective_transform", "(9, 3) uint8, (4, 2) float32, (4, 2) float32",
       "error: images must have rank 3 or 4"},
      {"image.scale_and_translate",
       "(8, 9, 3) uint8, (16, None, 3), (2,) float32, (2,) float32, (0, 1), 'linear'",
       "(16, None, 3) uint8"},
      {"image.scale_and_translate",
       "(8, 9, 3) uint8, 5, (2,) float32, (2,) float32, (0, 1), 'linear'",
       "error: 'output_shape' must be a list of sizes, not 5"},
      {"image.ssim", "(None, 20, 21, 3) float16, (None, 20, 21, 3) float32", "(None,) float16"},
      {"image.ssim", "(20, 21, 3) uint8, (20, 21, 3) float32", "() uint8"},
      {"image.ssim", "(20, 21) uint8, (20, 21, 3) float32", "error: image1 must have rank 3 or 4"},
      {"image.ssim", "(20, 21, 3) uint8, (20,) float32", "error: image2 must have rank 3 or 4"},
  };
  expect_keras(kCases);
}

}  // namespace
}  // namespace modelviz::test
