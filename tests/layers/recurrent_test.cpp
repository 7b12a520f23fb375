// Recurrent layers and cells: config and inputs in, outputs and weights out.
#include <gtest/gtest.h>

#include "support/layer_table.h"

namespace modelviz::test {
namespace {

TEST(RecurrentLayers, Units) {
  constexpr LayerCase kCases[] = {
      {"SimpleRNN", "units=4", "(None, 7, 3) float32", "(None, 4) float32",
       "kernel (3, 4), recurrent_kernel (4, 4), bias (4,)"},
      {"LSTM", "units=4, return_sequences=True", "(None, None, 3) float32",
       "(None, None, 4) float32", "kernel (3, 16), recurrent_kernel (4, 16), bias (16,)"},
      {"LSTM", "units=4, return_state=True, use_bias=False", "(None, 7, 3) float32",
       "(None, 4) float32; (None, 4) float32; (None, 4) float32",
       "kernel (3, 16), recurrent_kernel (4, 16)"},
      {"LSTM", "units=4, dtype='mixed_float16', trainable=False", "(None, 7, 3) float32",
       "(None, 4) float16",
       "kernel (3, 16) frozen, recurrent_kernel (4, 16) frozen, bias (16,) frozen"},
      {"GRU", "units=4, return_state=True", "(None, 7, 3) float32",
       "(None, 4) float32; (None, 4) float32",
       "kernel (3, 12), recurrent_kernel (4, 12), bias (2, 12)"},
      {"GRU", "units=4, reset_after=False", "(None, 7, 3) float32", "(None, 4) float32",
       "kernel (3, 12), recurrent_kernel (4, 12), bias (12,)"},
      {"LSTM", "units=4, stateful=True", "(2, 7, 3) float32", "(2, 4) float32",
       "kernel (3, 16), recurrent_kernel (4, 16), bias (16,)"},
      {"SimpleRNN", "units=4", "(None, 3) float32", "error: expects an input of rank 3"},
      {"LSTM", "units=4, stateful=True", "(None, 7, 3) float32",
       "error: is stateful: its batch size must be known"},
      {"GRU", "units=0", "(None, 7, 3) float32", "error: units must be 1 or more"},
      {"GRU", "units=4", "(None, 7, None) float32", "error: every size of a weight must be known"},
  };
  expect_layers(kCases);
}

TEST(RecurrentLayers, InitialState) {
  constexpr LayerCase kCases[] = {
      {"GRU", "units=4", "(None, 7, 3) float32, initial_state=(None, 4) float32",
       "(None, 4) float32", "kernel (3, 12), recurrent_kernel (4, 12), bias (2, 12)"},
      {"LSTM", "units=4",
       "(None, 7, 3) float32, initial_state=[(None, 4) float32, (None, 4) float32]",
       "(None, 4) float32", "kernel (3, 16), recurrent_kernel (4, 16), bias (16,)"},
  };
  expect_layers(kCases);
  constexpr LayerCase kKeras2[] = {
      {"LSTM", "units=4", "[(None, 7, 3) float32, (None, 4) float32, (None, 4) float32]",
       "(None, 4) float32", "kernel (3, 16), recurrent_kernel (4, 16), bias (16,)"},
      {"GRU", "units=4", "(None, 7, 3) float32", "(None, 4) float32",
       "kernel (3, 12), recurrent_kernel (4, 12), bias (12,)"},
  };
  expect_keras2_layers(kKeras2);
  constexpr LayerCase kWarnings[] = {
      {"GRU", "units=4", "(None, 7, 3) float32, initial_state=(None, 5) float32",
       "(None, 4) float32", "its initial state should be (None, 4), but is (None, 5)"},
  };
  expect_warnings(kWarnings);
}

TEST(RecurrentLayers, Cells) {
  constexpr LayerCase kCases[] = {
      {"RNN", "cell=LSTMCell(units=4), return_state=True", "(None, 7, 3) float32",
       "(None, 4) float32; (None, 4) float32; (None, 4) float32",
       "kernel (3, 16), recurrent_kernel (4, 16), bias (16,)"},
      {"RNN",
       "cell=StackedRNNCells(cells=[GRUCell(units=4), SimpleRNNCell(units=5)]), return_state=True",
       "(None, 7, 3) float32", "(None, 5) float32; (None, 4) float32; (None, 5) float32",
       "kernel (3, 12), recurrent_kernel (4, 12), bias (2, 12), "
       "kernel (4, 5), recurrent_kernel (5, 5), bias (5,)"},
      {"LSTMCell", "units=4", "(2, 3) float32, [(2, 4) float32, (2, 4) float32]",
       "(2, 4) float32; (2, 4) float32; (2, 4) float32",
       "kernel (3, 16), recurrent_kernel (4, 16), bias (16,)"},
      {"GRUCell", "units=4, reset_after=False", "(2, 3) float32, (2, 4) float32",
       "(2, 4) float32; (2, 4) float32", "kernel (3, 12), recurrent_kernel (4, 12), bias (12,)"},
      {"SimpleRNNCell", "units=4, use_bias=False", "(2, 3) float32, (2, 4) float32",
       "(2, 4) float32; (2, 4) float32", "kernel (3, 4), recurrent_kernel (4, 4)"},
      {"StackedRNNCells", "cells=[SimpleRNNCell(units=4)]", "(2, 3) float32, [(2, 4) float32]",
       "(2, 4) float32; (2, 4) float32", "kernel (3, 4), recurrent_kernel (4, 4), bias (4,)"},
      {"RNN", "", "(None, 7, 3) float32", "error: its config holds no cell"},
      {"RNN", "cell=LSTMCell(units=4)", "(None, 3) float32",
       "error: expects an input of rank 3 or more"},
      {"GRUCell", "units=4", "(2, 3) float32, (2, 5) float32", "error: must be equal: 5 and 4"},
  };
  expect_layers(kCases);
}

TEST(RecurrentLayers, ConvLSTM) {
  constexpr LayerCase kCases[] = {
      {"ConvLSTM1D", "filters=2, kernel_size=3", "(None, 5, 8, 3) float32", "(None, 6, 2) float32",
       "kernel (3, 3, 8), recurrent_kernel (3, 2, 8), bias (8,)"},
      {"ConvLSTM2D", "filters=2, kernel_size=3, padding='same', return_sequences=True",
       "(None, None, 8, 9, 3) float32", "(None, None, 8, 9, 2) float32",
       "kernel (3, 3, 3, 8), recurrent_kernel (3, 3, 2, 8), bias (8,)"},
      {"ConvLSTM2D", "filters=2, kernel_size=2, return_state=True, data_format='channels_first'",
       "(None, 5, 3, 8, 9) float32",
       "(None, 2, 7, 8) float32; (None, 2, 7, 8) float32; (None, 2, 7, 8) float32",
       "kernel (2, 2, 3, 8), recurrent_kernel (2, 2, 2, 8), bias (8,)"},
      {"ConvLSTM3D", "filters=2, kernel_size=1, use_bias=False", "(None, 5, 2, 2, 2, 3) float32",
       "(None, 2, 2, 2, 2) float32", "kernel (1, 1, 1, 3, 8), recurrent_kernel (1, 1, 1, 2, 8)"},
      {"ConvLSTM2D", "filters=2, kernel_size=3", "(None, 5, 8, None, 3) float32",
       "error: all sizes behind the time must be known"},
      {"ConvLSTM2D", "filters=2, kernel_size=3", "(None, 5, 8, 3) float32",
       "error: expects an input of rank 5"},
  };
  expect_layers(kCases);
}

TEST(RecurrentLayers, OfKeras2) {
  constexpr LayerCase kCases[] = {
      {"CuDNNLSTM", "units=4, return_sequences=True", "(None, 7, 3) float32",
       "(None, 7, 4) float32", "kernel (3, 16), recurrent_kernel (4, 16), bias (32,)"},
      {"CuDNNGRU", "units=4", "(None, 7, 3) float32", "(None, 4) float32",
       "kernel (3, 12), recurrent_kernel (4, 12), bias (24,)"},
      {"CuDNNGRU", "units=4", "(None, 3) float32", "error: expects an input of rank 3"},
  };
  expect_keras2_layers(kCases);
}

// What a step costs is counted once for each step.
TEST(RecurrentLayers, Cost) {
  EXPECT_EQ(macs_of({"SimpleRNN", "units=4", "(1, 7, 3) float32", ""}), "196");
  EXPECT_EQ(macs_of({"SimpleRNN", "units=4", "(1, t, 3) float32", ""}), "28*t");
  EXPECT_EQ(macs_of({"GRU", "units=4", "(1, 1, 3) float32", ""}), "84");
}

}  // namespace
}  // namespace modelviz::test
