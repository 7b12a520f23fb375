// Recurrent layers and cells: config and inputs in, outputs and weights out.
#include <gtest/gtest.h>

#include "support/layer_table.h"

namespace modelviz::test {
namespace {

TEST(RecurrentLayers, Units) {
  constexpr LayerCase kCases[] = {
      {"SimpleRNN", R"("units": 4)", "(None, 7, 3) float32", "(None, 4) float32",
       "kernel (3, 4), recurrent_kernel (4, 4), bias (4,)"},
      {"LSTM", R"("units": 4, "return_sequences": true)", "(None, None, 3) float32",
       "(None, None, 4) float32", "kernel (3, 16), recurrent_kernel (4, 16), bias (16,)"},
      {"LSTM", R"("units": 4, "return_state": true, "use_bias": false)", "(None, 7, 3) float32",
       "(None, 4) float32; (None, 4) float32; (None, 4) float32",
       "kernel (3, 16), recurrent_kernel (4, 16)"},
      {"LSTM", R"("units": 4, "dtype": "mixed_float16", "trainable": false)", "(None, 7, 3) float32",
       "(None, 4) float16",
       "kernel (3, 16) frozen, recurrent_kernel (4, 16) frozen, bias (16,) frozen"},
      {"GRU", R"("units": 4, "return_state": true)", "(None, 7, 3) float32",
       "(None, 4) float32; (None, 4) float32",
       "kernel (3, 12), recurrent_kernel (4, 12), bias (2, 12)"},
      {"GRU", R"("units": 4, "reset_after": false)", "(None, 7, 3) float32", "(None, 4) float32",
       "kernel (3, 12), recurrent_kernel (4, 12), bias (12,)"},
      {"LSTM", R"("units": 4, "stateful": true)", "(2, 7, 3) float32", "(2, 4) float32",
       "kernel (3, 16), recurrent_kernel (4, 16), bias (16,)"},
      {"SimpleRNN", R"("units": 4)", "(None, 3) float32", "error: expects an input of rank 3"},
      {"LSTM", R"("units": 4, "stateful": true)", "(None, 7, 3) float32",
       "error: is stateful: its batch size must be known"},
      {"GRU", R"("units": 0)", "(None, 7, 3) float32", "error: units must be 1 or more"},
      {"GRU", R"("units": 4)", "(None, 7, None) float32",
       "error: every size of a weight must be known"},
  };
  expect_layers(kCases);
}

TEST(RecurrentLayers, InitialState) {
  constexpr LayerCase kCases[] = {
      {"GRU", R"("units": 4)", "(None, 7, 3) float32, initial_state=(None, 4) float32",
       "(None, 4) float32", "kernel (3, 12), recurrent_kernel (4, 12), bias (2, 12)"},
      {"LSTM", R"("units": 4)",
       "(None, 7, 3) float32, initial_state=[(None, 4) float32, (None, 4) float32]",
       "(None, 4) float32", "kernel (3, 16), recurrent_kernel (4, 16), bias (16,)"},
  };
  expect_layers(kCases);
  constexpr LayerCase kKeras2[] = {
      {"LSTM", R"("units": 4)", "[(None, 7, 3) float32, (None, 4) float32, (None, 4) float32]",
       "(None, 4) float32", "kernel (3, 16), recurrent_kernel (4, 16), bias (16,)"},
      {"GRU", R"("units": 4)", "(None, 7, 3) float32", "(None, 4) float32",
       "kernel (3, 12), recurrent_kernel (4, 12), bias (12,)"},
  };
  expect_keras2_layers(kKeras2);
  constexpr LayerCase kWarnings[] = {
      {"GRU", R"("units": 4)", "(None, 7, 3) float32, initial_state=(None, 5) float32",
       "(None, 4) float32", "its initial state should be (None, 4), but is (None, 5)"},
  };
  expect_warnings(kWarnings);
}

#define CELL(name, units) \
  R"({"class_name": ")" name R"(", "config": {"name": "cell", "trainable": true, "units": )" units "}}"

TEST(RecurrentLayers, Cells) {
  constexpr LayerCase kCases[] = {
      {"RNN", R"("cell": )" CELL("LSTMCell", "4") R"(, "return_state": true)",
       "(None, 7, 3) float32", "(None, 4) float32; (None, 4) float32; (None, 4) float32",
       "kernel (3, 16), recurrent_kernel (4, 16), bias (16,)"},
      {"RNN",
       R"("cell": {"class_name": "StackedRNNCells", "config": {"name": "stack", "trainable": true, "cells": [)"
       CELL("GRUCell", "4") ", " CELL("SimpleRNNCell", "5") "]}}, \"return_state\": true",
       "(None, 7, 3) float32", "(None, 5) float32; (None, 4) float32; (None, 5) float32",
       "kernel (3, 12), recurrent_kernel (4, 12), bias (2, 12), "
       "kernel (4, 5), recurrent_kernel (5, 5), bias (5,)"},
      {"LSTMCell", R"("units": 4)", "(2, 3) float32, [(2, 4) float32, (2, 4) float32]",
       "(2, 4) float32; (2, 4) float32; (2, 4) float32",
       "kernel (3, 16), recurrent_kernel (4, 16), bias (16,)"},
      {"GRUCell", R"("units": 4, "reset_after": false)", "(2, 3) float32, (2, 4) float32",
       "(2, 4) float32; (2, 4) float32", "kernel (3, 12), recurrent_kernel (4, 12), bias (12,)"},
      {"SimpleRNNCell", R"("units": 4, "use_bias": false)", "(2, 3) float32, (2, 4) float32",
       "(2, 4) float32; (2, 4) float32", "kernel (3, 4), recurrent_kernel (4, 4)"},
      {"StackedRNNCells", "\"cells\": [" CELL("SimpleRNNCell", "4") "]",
       "(2, 3) float32, [(2, 4) float32]", "(2, 4) float32; (2, 4) float32",
       "kernel (3, 4), recurrent_kernel (4, 4), bias (4,)"},
      {"RNN", "", "(None, 7, 3) float32", "error: its config holds no cell"},
      {"RNN", R"("cell": )" CELL("LSTMCell", "4"), "(None, 3) float32",
       "error: expects an input of rank 3 or more"},
      {"GRUCell", R"("units": 4)", "(2, 3) float32, (2, 5) float32", "error: must be equal: 5 and 4"},
  };
  expect_layers(kCases);
}

TEST(RecurrentLayers, ConvLSTM) {
  constexpr LayerCase kCases[] = {
      {"ConvLSTM1D", R"("filters": 2, "kernel_size": 3)", "(None, 5, 8, 3) float32",
       "(None, 6, 2) float32", "kernel (3, 3, 8), recurrent_kernel (3, 2, 8), bias (8,)"},
      {"ConvLSTM2D",
       R"("filters": 2, "kernel_size": 3, "padding": "same", "return_sequences": true)",
       "(None, None, 8, 9, 3) float32", "(None, None, 8, 9, 2) float32",
       "kernel (3, 3, 3, 8), recurrent_kernel (3, 3, 2, 8), bias (8,)"},
      {"ConvLSTM2D",
       R"("filters": 2, "kernel_size": 2, "return_state": true, "data_format": "channels_first")",
       "(None, 5, 3, 8, 9) float32",
       "(None, 2, 7, 8) float32; (None, 2, 7, 8) float32; (None, 2, 7, 8) float32",
       "kernel (2, 2, 3, 8), recurrent_kernel (2, 2, 2, 8), bias (8,)"},
      {"ConvLSTM3D", R"("filters": 2, "kernel_size": 1, "use_bias": false)",
       "(None, 5, 2, 2, 2, 3) float32", "(None, 2, 2, 2, 2) float32",
       "kernel (1, 1, 1, 3, 8), recurrent_kernel (1, 1, 1, 2, 8)"},
      {"ConvLSTM2D", R"("filters": 2, "kernel_size": 3)", "(None, 5, 8, None, 3) float32",
       "error: all sizes behind the time must be known"},
      {"ConvLSTM2D", R"("filters": 2, "kernel_size": 3)", "(None, 5, 8, 3) float32",
       "error: expects an input of rank 5"},
  };
  expect_layers(kCases);
}

TEST(RecurrentLayers, OfKeras2) {
  constexpr LayerCase kCases[] = {
      {"CuDNNLSTM", R"("units": 4, "return_sequences": true)", "(None, 7, 3) float32",
       "(None, 7, 4) float32", "kernel (3, 16), recurrent_kernel (4, 16), bias (32,)"},
      {"CuDNNGRU", R"("units": 4)", "(None, 7, 3) float32", "(None, 4) float32",
       "kernel (3, 12), recurrent_kernel (4, 12), bias (24,)"},
      {"CuDNNGRU", R"("units": 4)", "(None, 3) float32", "error: expects an input of rank 3"},
  };
  expect_keras2_layers(kCases);
}

// What a step costs is counted once for each step.
TEST(RecurrentLayers, Cost) {
  EXPECT_EQ(macs_of({"SimpleRNN", R"("units": 4)", "(1, 7, 3) float32", ""}), "196");
  EXPECT_EQ(macs_of({"SimpleRNN", R"("units": 4)", "(1, t, 3) float32", ""}), "28*t");
  EXPECT_EQ(macs_of({"GRU", R"("units": 4)", "(1, 1, 3) float32", ""}), "84");
}

}  // namespace
}  // namespace modelviz::test
