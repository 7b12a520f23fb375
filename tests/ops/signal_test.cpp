// Signals: Fourier transforms, sequences, windows.
#include <gtest/gtest.h>

#include "support/op_table.h"

namespace modelviz::test {
namespace {

TEST(Signal, FourierTransforms) {
  constexpr OpCase kCases[] = {
      {"fft", "((None, 3) float32, (None, 3) float16)", "(None, 3) float32; (None, 3) float16"},
      {"fft", "((2, None) float32, (2, None) float32)",
       "error: Keras calculates with the sizes of x (2, None) from axis 1 on"},
      {"fft", "((2, 3) float32, (2, 4) float32)",
       "error: the real and the imaginary part must have the same shape, but theirs are (2, 3) and "
       "(2, 4)"},
      {"fft", "(2, 3) float32", "error: 'x' must be a pair of tensors"},
      {"fft", "(() float32, () float32)", "error: each part of x must have rank 1 or more"},
      {"fft2", "((2, 3) float32, (2, 3) float32)", "(2, 3) float32; (2, 3) float32"},
      {"fft2", "((3,) float32, (3,) float32)", "error: each part of x must have rank 2 or more"},
      {"ifft2", "((None, 2, 3) float32, (None, 2, 3) float32)",
       "(None, 2, 3) float32; (None, 2, 3) float32"},
      {"ifft2", "((None, 3) float32, (None, 3) float32)", "error: so they must be known"},
      {"rfft", "(2, 10) int32", "(2, 6) int32; (2, 6) int32"},
      {"rfft", "(2, None) float64, fft_length=7", "(2, 4) float64; (2, 4) float64"},
      {"rfft", "() float32", "error: x must have rank 1 or more"},
      {"irfft", "((2, 6) float32, (2, 6) float32)", "(2, 10) float32"},
      {"irfft", "((2, None) float32, (2, None) float32), fft_length=9", "(2, 9) float32"},
      {"irfft", "((2, 6) float32, (2, 5) float32)", "error: must have the same shape"},
      {"irfft", "((2, 0) float32, (2, 0) float32)", "error: sizes cannot be negative"},
  };
  expect_keras(kCases);
}

TEST(Signal, Windows) {
  constexpr OpCase kCases[] = {
      {"stft", "(None, 100) float32, 16, 8, 16", "(None, 13, 9) float32; (None, 13, 9) float32"},
      {"stft", "(None, None) float32, 16, 8, 16",
       "(None, None, 9) float32; (None, None, 9) float32"},
      {"stft", "(2, 10) float32, 16, 8, 16, center=False", "(2, 0, 9) float32; (2, 0, 9) float32"},
      {"stft", "(2, 1) float32, 16, 8, 24, center=False", "error: sizes cannot be negative"},
      {"stft", "(2, 10) float32, 16, 0, 12", "error: 'sequence_stride' must be 1 or more, not 0"},
      {"stft", "(2, 10) float32, 16, 2.5, 12", "error: 'sequence_stride' must be an integer"},
      {"istft", "((2, 5, 9) float32, (2, 5, 9) float32), 16, 8, 16", "(2, 32) float32"},
      {"istft", "((2, 5, 9) float32, (2, 5, 9) float32), 16, 8, 16, center=False",
       "(2, 48) float32"},
      {"istft", "((2, None, 9) float32, (2, None, 9) float32), 16, 8, 16, length=5",
       "(2, 5) float32"},
      {"istft", "((9,) float32, (9,) float32), 16, 8, 16", "error: must have rank 2 or more"},
      {"extract_sequences", "(None, 10) int32, 4, 3", "(None, 3, 4) int32"},
      {"extract_sequences", "(None, None) int32, 4, 3", "(None, None, 4) int32"},
      {"extract_sequences", "(2, 10) int32, 16, 3", "error: sizes cannot be negative"},
      {"extract_sequences", "(2, 10) int32, 4, 0",
       "error: 'sequence_stride' must be 1 or more, not 0"},
      {"bartlett", "5", "(5,) float32"},
      {"blackman", "5", "(5,) float32"},
      {"hamming", "0", "(0,) float32"},
      {"hamming", "5.0", "(5,) float32"},
      {"hamming", "True", "(1,) float32"},
      {"hamming", "2.5", "(2,) float32"},  // TensorFlow rounds one down and another up
      {"bartlett", "2.5", "(3,) float32"},
      {"blackman", "[3]", "(3,) float32"},
      {"hamming", "[3]", "error: must be an integer, not [3]"},
      {"hanning", "5", "(5,) float32"},
      {"kaiser", "5, 14.0", "(5,) float32"},
      {"bartlett", "(5,) float32", "error: 'x' is the length of the window and must be an integer"},
      {"blackman", "-2", "error: the length of a window cannot be -2"},
      {"hamming", "'x'", "error: must be an integer, not 'x'"},
      {"hanning", "(5,) float32", "error: must be an integer, not (5,) float32"},
      {"kaiser", "(5,) float32, 1.0", "error: must be an integer"},
  };
  expect_keras(kCases);
}

TEST(Signal, UnknownLengths) {
  constexpr OpCase kCases[] = {
      {"rfft", "(batch, t) float32", "(batch, t//2 + 1) float32; (batch, t//2 + 1) float32"},
      {"irfft", "((batch, t) float32, (batch, t) float32)", "(batch, 2*(t - 1)) float32"},
      {"stft", "(batch, t) float32, 16, 8, 16, center=False",
       "(batch, (t - 16)//8 + 1, 9) float32; (batch, (t - 16)//8 + 1, 9) float32"},
      {"istft", "((batch, t, 9) float32, (batch, t, 9) float32), 16, 8, 16",
       "(batch, 8*(t - 1)) float32"},
      {"extract_sequences", "(batch, t) float32, 4, 3", "(batch, (t - 4)//3 + 1, 4) float32"},
      {"hanning", "n", "(n,) float32"},
  };
  expect_symbolic(kCases);
}

TEST(Signal, Correlate) {
  constexpr OpCase kCases[] = {
      {"correlate", "(5,) float32, (3,) float16", "(3,) float32"},
      {"correlate", "(3,) int32, (5,) int32, mode='same'", "(5,) float32"},
      {"correlate", "(3,) int64, (5,) int32, mode='full'", "(7,) float64"},
      {"correlate", "(3,) float16, (2,) float16", "(2,) float16"},
      {"correlate", "(3,) float16, (5,) float16, mode='x'",
       "error: 'mode' must be 'valid', 'same' or 'full', not 'x'"},
      {"correlate", "(None,) float16, (5,) float16", "error: so they must be known"},
      {"correlate", "(2, 3) float32, (5,) float32", "error: x1 must have rank 1"},
  };
  expect_keras(kCases);
  constexpr OpCase kMacs[] = {
      {"correlate", "(5,) float32, (3,) float32", "9"},
      {"correlate", "(5,) float32, (3,) float32, mode='full'", "15"},
  };
  expect_macs(kMacs);
}

TEST(Signal, ComplexNumbers) {
  constexpr OpCase kCases[] = {
      {"view_as_complex", "(None, 3, 2) float64", "(None, 3) complex64"},
      {"view_as_complex", "(2, 3, 3) float32", "(2, 3) complex64"},  // as Keras says
      {"view_as_complex", "'x'", "error: 'x' must be a tensor"},
      {"view_as_complex", "[1.0, 2.0, 3.0]", "error: the last axis of x (3,) must have the size 2"},
      {"view_as_real", "(None, 3) complex128", "(None, 3, 2) float32"},
      {"view_as_real", "'x'", "error: 'x' must be a tensor"},
      {"polar", "(None, 3) float64, (4,) float32", "(None, 3) float32"},  // as Keras says
      {"polar", "[1.0, 2.0], [[1.0], [2.0]]", "(2, 2) complex64"},
      {"polar", "2.0, (4,) float32", "error: 'abs_' must be a tensor, not 2.0"},
  };
  expect_keras(kCases);
}

}  // namespace
}  // namespace modelviz::test
