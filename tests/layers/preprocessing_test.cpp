// Preprocessing: config and inputs in, outputs and weights out.
#include <gtest/gtest.h>

#include "modelviz/layer.h"
#include "support/layer_table.h"

namespace modelviz::test {
namespace {

TEST(PreprocessingLayers, Categories) {
  constexpr LayerCase kCases[] = {
      {"CategoryEncoding", "num_tokens=5", "(None, 3) int32", "(None, 5) float32"},
      {"CategoryEncoding", "num_tokens=5, output_mode='one_hot'", "(None, 3) int32",
       "(None, 3, 5) float32"},
      {"CategoryEncoding", "num_tokens=5, output_mode='one_hot'", "(None, 1) float32",
       "(None, 5) float32"},
      {"CategoryEncoding", "num_tokens=5, output_mode='count'", "(None, 4, 3) int32",
       "(None, 4, 5) float32"},
      {"CategoryEncoding", "num_tokens=0", "(None, 3) int32", "error: num_tokens must be 1"},
      {"Discretization", "bin_boundaries=[0.0, 1.0]", "(None, 3) float32", "(None, 3) int32"},
      {"Discretization", "bin_boundaries=[0.0, 1.0], output_mode='one_hot'", "(None, 3) float32",
       "(None, 3, 3) float32"},
      {"Discretization", "num_bins=4, output_mode='count'", "(None, 5, 3) float32",
       "(None, 3, 4) float32"},
      {"Hashing", "num_bins=8", "(None, 3) string", "(None, 3) int64"},
      {"Hashing", "num_bins=8, output_mode='one_hot', dtype='float32'", "(None, 3) string",
       "(None, 8) float32"},
      {"Hashing", "num_bins=0", "(None, 3) string", "error: num_bins must be 1 or more"},
      {"HashedCrossing", "num_bins=8", "[(None, 1) string, (None, 1) int64]", "(None, 1) int64"},
      {"HashedCrossing", "num_bins=8, output_mode='one_hot', dtype='float32'",
       "[(None,) string, (None,) string]", "(None, 8) float32"},
      {"HashedCrossing", "num_bins=8", "[(None, 1) string, (None, 2) string]",
       "error: must be called on tensors of the same shape, not (None, 1) and (None, 2)"},
      {"HashedCrossing", "num_bins=8", "(None, 1) string",
       "error: must be called on 2 tensors, not 1"},
  };
  expect_layers(kCases);
  constexpr LayerCase kKeras2[] = {
      {"Discretization", "bin_boundaries=[0.0, 1.0]", "(None, 3) float32", "(None, 3) int64"},
  };
  expect_keras2_layers(kKeras2);
}

TEST(PreprocessingLayers, Vocabularies) {
  constexpr LayerCase kCases[] = {
      {"StringLookup", "vocabulary_size=6", "(None, 3) string", "(None, 3) int64"},
      {"StringLookup", "vocabulary_size=6, output_mode='one_hot'", "(None, 3) string",
       "(None, 3, 6) float32"},
      {"StringLookup", "max_tokens=9, pad_to_max_tokens=True, output_mode='multi_hot'",
       "(None, 3) string", "(None, 9) float32"},
      {"StringLookup", "output_mode='tf-idf'", "(None, 3) string", "(None, None) float32"},
      {"IntegerLookup", "vocabulary_size=6, output_mode='binary'", "(None, 3) int64",
       "(None, 6) float32"},
      {"TextVectorization", "output_sequence_length=7", "(None, 1) string", "(None, 7) int64"},
      {"TextVectorization", "", "(None,) string", "(None, None) int64"},
      {"TextVectorization", "vocabulary_size=6, output_mode='count'", "(None, 1) string",
       "(None, 1, 6) float32"},
      {"TextVectorization", "vocabulary_size=6, output_mode='multi_hot', split=None",
       "(None,) string", "(None, 6) float32"},
      {"StringLookup", "output_mode=1", "(None, 3) string", "error: 'output_mode' must be"},
      {"IntegerLookup", "", "() int64", "() int64"},
      {"TextVectorization", "", "() string", "error: expects texts in an array"},
  };
  expect_layers(kCases);
}

TEST(PreprocessingLayers, NumbersAndSound) {
  constexpr LayerCase kCases[] = {
      {"Rescaling", "scale=0.1", "(None, 8) uint8", "(None, 8) float32"},
      {"Rescaling", "scale=[0.1, 0.2, 0.3], dtype='mixed_float16'", "(None, 8, 3) uint8",
       "(None, 8, 3) float16"},
      {"Rescaling", "scale=__numpy__(value=[1.0, 2.0], dtype='float64')", "(None, 2) float32",
       "(None, 2) float32"},
      {"Rescaling", "scale=[0.1, 0.2]", "(None, 3) float32", "error: cannot be broadcast"},
      {"STFTSpectrogram", "frame_length=16, frame_step=4", "(None, 64, 2) float32",
       "(None, 13, 18) float32", "real_kernel (16, 1, 9), imag_kernel (16, 1, 9)"},
      {"STFTSpectrogram", "mode='real', frame_length=20, expand_dims=True",
       "(None, None, 2) float32", "(None, None, 17, 2) float32", "real_kernel (20, 1, 17)"},
      {"STFTSpectrogram",
       "mode='stft', frame_length=16, data_format='channels_first', padding='same'",
       "(None, 2, 64) float32", "(None, 36, 8) float32",
       "real_kernel (16, 1, 9), imag_kernel (16, 1, 9)"},
      {"MelSpectrogram", "fft_length=32, sequence_stride=8, num_mel_bins=4", "(None, 64) float32",
       "(None, 4, 9) float32"},
      {"MelSpectrogram", "fft_length=32, sequence_stride=8, num_mel_bins=4", "(64,) float32",
       "(4, 9) float32"},
      {"MelSpectrogram", "fft_length=32, sequence_length=64", "(None, 64) float32",
       "error: sequence_length 64 is more than fft_length 32"},
      {"STFTSpectrogram", "", "(None, 64) float32", "error: expects an input of rank 3"},
      {"STFTSpectrogram", "", "(None, 64, 2) float32",
       "error: the kernel is larger than the input"},
  };
  expect_layers(kCases);
}

TEST(PreprocessingLayers, Pictures) {
  constexpr LayerCase kCases[] = {
      {"Resizing", "height=4, width=5", "(None, None, 9, 3) uint8", "(None, 4, 5, 3) float32"},
      {"Resizing", "height=4, width=5, data_format='channels_first'", "(3, 8, 9) float32",
       "(3, 4, 5) float32"},
      {"Resizing", "height=4, width=5", "(8, 9) float32",
       "error: expects a picture or a batch of pictures, of rank 3 or 4, not (8, 9)"},
      {"CenterCrop", "height=4, width=5", "(None, 8, 9, 3) float32", "(None, 4, 5, 3) float32"},
      {"CenterCrop", "height=4, width=50", "(None, 8, None, 3) float32",
       "(None, 4, 50, 3) float32"},
      {"CenterCrop", "height=0, width=5", "(None, 8, 9, 3) float32",
       "error: height must be 1 or more"},
      {"RandomCrop", "height=4, width=5", "(8, 9, 3) float32", "(4, 5, 3) float32"},
      {"RandomGrayscale", "factor=0.5", "(None, 8, 9, 3) uint8", "(None, 8, 9, 3) uint8"},
      {"Equalization", "", "(None, 8, 9, 3) uint8", "(None, 8, 9, 3) uint8"},
      {"RandomColorDegeneration", "factor=0.5", "(None, 8, 9, 3) float32",
       "(None, 8, 9, 3) float32"},
      {"RandomColorDegeneration", "factor=0.5", "(None, 8, 9, 1) float32",
       "error: expects pictures with 3 channels, not (None, 8, 9, 1)"},
      {"MaxNumBoundingBoxes", "max_number=5", "(None, 8, 9, 3) float32", "(None, 8, 9, 3) float32"},
      {"Pipeline",
       "layers=[RandomFlip(trainable=True), Resizing(trainable=True, height=4, width=5)]",
       "(None, 8, 9, 3) uint8", "(None, 4, 5, 3) float32"},
  };
  expect_layers(kCases);
}

TEST(PreprocessingLayers, AugmentationsKeepTheShape) {
  for (std::string_view name : {"AugMix",
                                "AutoContrast",
                                "ContrastLimitedAdaptiveHistogramEqualization",
                                "CutMix",
                                "MixUp",
                                "RandAugment",
                                "RandomBrightness",
                                "RandomColorJitter",
                                "RandomContrast",
                                "RandomElasticTransform",
                                "RandomErasing",
                                "RandomFlip",
                                "RandomGaussianBlur",
                                "RandomHue",
                                "RandomInvert",
                                "RandomPerspective",
                                "RandomPosterization",
                                "RandomRotation",
                                "RandomSaturation",
                                "RandomSharpness",
                                "RandomShear",
                                "RandomTranslation",
                                "RandomZoom",
                                "Solarization"}) {
    LayerCase one{name, "", "(None, 8, None, 3) uint8", "(None, 8, None, 3) float32"};
    expect_layers({&one, 1});
  }
}

TEST(PreprocessingLayers, OfKeras2) {
  constexpr LayerCase kCases[] = {
      {"RandomHeight", "factor=0.2", "(None, 8, 9, 3) float32", "(None, None, 9, 3) float32"},
      {"RandomWidth", "factor=0.2", "(8, 9, 3) float32", "(8, None, 3) float32"},
      {"RandomWidth", "factor=0.2", "(8, 9) float32", "error: expects a picture"},
      {"LocallyConnected1D", "filters=4, kernel_size=3", "(None, 10, 3) float32",
       "(None, 8, 4) float32", "kernel (8, 9, 4), bias (8, 4)"},
      {"LocallyConnected2D", "filters=4, kernel_size=[3, 2], use_bias=False, implementation=2",
       "(None, 8, 9, 3) float32", "(None, 6, 8, 4) float32", "kernel (8, 9, 3, 6, 8, 4)"},
      {"LocallyConnected1D", "filters=4, kernel_size=3", "(None, 2, 3) float32",
       "error: the kernel is larger than the input"},
      {"ThresholdedReLU", "theta=0.5", "(None, 8) float32", "(None, 8) float32"},
  };
  expect_keras2_layers(kCases);
}

// Whatever a config lacks has a default, and nothing in it crashes.
TEST(Layers, HaveUniqueNames) {
  for (const LayerDef* layer : all_layers()) {
    EXPECT_EQ(find_layer(layer->name), layer) << layer->name;
    EXPECT_NE(layer->run, nullptr) << layer->name;
  }
}

}  // namespace
}  // namespace modelviz::test
