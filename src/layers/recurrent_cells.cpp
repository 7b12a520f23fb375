// The cells of recurrent layers. Source: keras/src/layers/rnn (3.15).
//
// A cell takes a step of a sequence and its states, and returns its output, then its new states.
#include "layers/recurrent_cells.h"

#include "layers/definition.h"
#include "layers/tables.h"
#include "ops/ops.h"

namespace modelviz {

using namespace ops;

Tensors lstm_step(Call& c, const Tensor& gates, const Tensor& carry, int axis) {
  Tensors gate = split(gates, 4, axis);
  Tensor input = c.activation("recurrent_activation", gate[0]);
  Tensor forget = c.activation("recurrent_activation", gate[1]);
  Tensor candidate = c.activation("activation", gate[2]);
  Tensor kept = forget * carry;
  Tensor new_carry = kept + input * candidate;
  Tensor output = c.activation("recurrent_activation", gate[3]);
  Tensor state = output * c.activation("activation", new_carry);
  return {state, state, new_carry};
}

Tensors gru_step(Call& c, const Tensor& x, const Tensor& state, const Tensor& kernel,
                 const Tensor& recurrent_kernel, std::optional<Tensor> bias) {
  bool reset_after = c.flag("reset_after");
  std::optional<Tensor> recurrent_bias;
  if (bias && reset_after) {
    Tensors both = unstack(*bias);
    bias = both[0];
    recurrent_bias = both[1];
  }
  Tensor projected = matmul(x, kernel);
  if (bias) projected = projected + *bias;
  Tensors of_x = split(projected, 3, -1);  // update, reset, candidate

  Tensors recurrent_kernels = {recurrent_kernel};
  if (!reset_after) recurrent_kernels = split(recurrent_kernel, List{2 * state[-1]}, 1);
  Tensor inner = matmul(state, recurrent_kernels[0]);
  if (recurrent_bias) inner = inner + *recurrent_bias;
  Tensors of_state = split(inner, reset_after ? 3 : 2, -1);

  Tensor update = c.activation("recurrent_activation", of_x[0] + of_state[0]);
  Tensor reset = c.activation("recurrent_activation", of_x[1] + of_state[1]);
  Tensor candidate =
      reset_after ? reset * of_state[2] : matmul(reset * state, recurrent_kernels[1]);
  candidate = c.activation("activation", of_x[2] + candidate);
  Tensor kept = update * state;
  Tensor y = kept + (1 - update) * candidate;
  return {y, y};
}

Shape conv_kernel(const Call& c, int dims, const Dim& channels) {
  std::vector<std::int64_t> sizes = c.integers("kernel_size", dims);
  Shape shape(sizes.begin(), sizes.end());
  shape.insert(shape.end(), {channels, 4 * c.count("filters")});
  return shape;
}

Tensor convolve(const Call& c, const Tensor& x, const Tensor& kernel) {
  return conv(x, kernel, c.value("strides"), c.value("padding"), c.value("data_format"),
              c.value("dilation_rate"));
}

std::vector<Dim> state_sizes(const Layer& cell) {
  std::vector<Dim> sizes;
  if (cell.class_name == "StackedRNNCells") {
    for (int i = 0; const Layer* stacked = cell.find_held("cells", i); ++i) {
      std::vector<Dim> more = state_sizes(*stacked);
      sizes.insert(sizes.end(), more.begin(), more.end());
    }
    return sizes;
  }
  auto units = (*cell.config)["units"].as_int();
  if (!units || !definition_of(cell)) throw UnknownShape{};
  sizes.assign(cell.class_name == "LSTMCell" ? 2 : 1, *units);
  return sizes;
}

namespace {

// The states that a cell is called with: as many as it has.
Tensors read_states(const Call& c, std::size_t count) {
  Tensors states = c.tensors("states");
  if (states.size() == count) return states;
  c.fail("has " + std::to_string(count) + " states, but is called with " +
         std::to_string(states.size()));
}

std::optional<Tensor> optional_bias(Call& c, const Shape& shape) {
  if (!c.flag("use_bias")) return std::nullopt;
  return c.weight("bias", shape);
}

Tensors run_simple_rnn_cell(Call& c) {
  Tensor x = c.input(), state = read_states(c, 1)[0];
  Dim units = c.count("units");
  Tensor kernel = c.weight("kernel", {x[-1], units});
  Tensor recurrent_kernel = c.weight("recurrent_kernel", {units, units});
  std::optional<Tensor> bias = optional_bias(c, {units});
  Tensor y = matmul(x, kernel);
  if (bias) y = y + *bias;
  y = c.activation("activation", y + matmul(state, recurrent_kernel));
  return {y, y};
}

Tensors run_lstm_cell(Call& c) {
  Tensor x = c.input();
  Tensors states = read_states(c, 2);
  Dim units = c.count("units");
  Tensor kernel = c.weight("kernel", {x[-1], 4 * units});
  Tensor recurrent_kernel = c.weight("recurrent_kernel", {units, 4 * units});
  std::optional<Tensor> bias = optional_bias(c, {4 * units});
  Tensor gates = matmul(x, kernel);
  gates = gates + matmul(states[0], recurrent_kernel);
  if (bias) gates = gates + *bias;
  return lstm_step(c, gates, states[1], 1);
}

Tensors run_gru_cell(Call& c) {
  Tensor x = c.input(), state = read_states(c, 1)[0];
  Dim units = c.count("units");
  Tensor kernel = c.weight("kernel", {x[-1], 3 * units});
  Tensor recurrent_kernel = c.weight("recurrent_kernel", {units, 3 * units});
  std::optional<Tensor> bias =
      optional_bias(c, c.flag("reset_after") ? Shape{2, 3 * units} : Shape{3 * units});
  return gru_step(c, x, state, kernel, recurrent_kernel, bias);
}

Tensors run_conv_lstm_cell(Call& c) {
  Tensor x = c.input();
  Tensors states = read_states(c, 2);
  int axis = c.channel_axis(x.rank()), dims = x.rank() - 2;
  Dim filters = c.count("filters");
  Tensor kernel = c.weight("kernel", conv_kernel(c, dims, x[axis]));
  Tensor recurrent_kernel = c.weight("recurrent_kernel", conv_kernel(c, dims, filters));
  std::optional<Tensor> bias = optional_bias(c, {4 * filters});
  Tensor gates = convolve(c, x, kernel);
  if (bias) {
    Shape shape(static_cast<std::size_t>(x.rank()), 1);
    shape[static_cast<std::size_t>(axis)] = 4 * filters;
    gates = gates + reshape(*bias, shape);
  }
  gates = gates + conv(states[0], recurrent_kernel, 1, "same", c.value("data_format"));
  return lstm_step(c, gates, states[1], axis);
}

Tensors run_stacked_cells(Call& c) {
  Tensor x = c.input();
  Tensors states = read_states(c, state_sizes(c.layer()).size()), new_states;
  auto next = states.begin();
  for (int i = 0; const Layer* cell = c.layer().find_held("cells", i); ++i) {
    auto last = next + static_cast<std::ptrdiff_t>(state_sizes(*cell).size());
    Tensors made = c.layer("cells", {x, List(next, last)}, {}, i);
    x = made.at(0);
    new_states.insert(new_states.end(), made.begin() + 1, made.end());
    next = last;
  }
  new_states.insert(new_states.begin(), x);
  return new_states;
}

constexpr std::string_view kSimpleRNNCell = "units, activation='tanh', use_bias=True";
constexpr std::string_view kLSTMCell =
    "units, activation='tanh', recurrent_activation='sigmoid', use_bias=True";
constexpr std::string_view kGRUCell =
    "units, activation='tanh', recurrent_activation='sigmoid', use_bias=True, reset_after=True";
constexpr std::string_view kConvLSTMCell =
    "filters, kernel_size, strides=1, padding='valid', data_format=None, dilation_rate=1, "
    "activation='tanh', recurrent_activation='sigmoid', use_bias=True";

constexpr LayerDef cell(std::string_view name, const LayerGuide& guide, std::string_view signature,
                        Tensors (*run)(Call&), int min_rank = 2) {
  return {.name = name,
          .guide = guide,
          .signature = signature,
          .kind = LayerKind::kRecurrent,
          .min_rank = min_rank,
          .run = run,
          .call_signature = "inputs, states"};
}

constexpr LayerDef kCells[] = {
    cell(
        "ConvLSTMCell",
        {"One step of a ConvLSTM.",
         "ConvLSTMCell(filters=8, kernel_size=3, padding='same')(x, [h, c]) | x=[None,16,16,3] "
         "h=[None,16,16,8] c=[None,16,16,8]",
         "", "Keras has no page for it: ConvLSTM1D, ConvLSTM2D and ConvLSTM3D make it themselves."},
        kConvLSTMCell, run_conv_lstm_cell, 3),
    cell("GRUCell",
         {"One step of a GRU.", "GRUCell(units=32)(x, [h]) | x=[None,8] h=[None,32]",
          "layers/recurrent_layers/gru_cell"},
         kGRUCell, run_gru_cell),
    cell("LSTMCell",
         {"One step of an LSTM.",
          "LSTMCell(units=32)(x, [h, c]) | x=[None,8] h=[None,32] c=[None,32]",
          "layers/recurrent_layers/lstm_cell"},
         kLSTMCell, run_lstm_cell),
    cell("SimpleRNNCell",
         {"One step of a SimpleRNN.", "SimpleRNNCell(units=32)(x, [h]) | x=[None,8] h=[None,32]",
          "layers/recurrent_layers/simple_rnn_cell"},
         kSimpleRNNCell, run_simple_rnn_cell),
    {.name = "StackedRNNCells",
     .guide = {"Several cells as one: each takes what the one before it makes of the step.",
               "StackedRNNCells(cells=[GRUCell(units=16), GRUCell(units=8)])(x, [[a], [b]]) | "
               "x=[None,8] a=[None,16] b=[None,8]",
               "layers/recurrent_layers/stacked_rnn_cell"},
     .signature = "cells",
     .kind = LayerKind::kRecurrent,
     .min_rank = 2,
     .run = run_stacked_cells,
     .call_signature = "inputs, states",
     .casts_outputs = false},
};

}  // namespace

std::span<const LayerDef> recurrent_cells() { return kCells; }

}  // namespace modelviz
