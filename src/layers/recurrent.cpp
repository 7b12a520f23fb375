// Recurrent layers and their cells. Source: keras/src/layers/rnn (3.15).
//
// A recurrent layer runs a cell on each step of a sequence. A cell takes a step and its states, and
// returns its output, then its new states.
#include <functional>

#include "layers/tables.h"
#include "layers/window.h"
#include "ops/ops.h"
#include "ops/signature.h"

namespace modelviz {
namespace {

using namespace ops;

// The states that a cell is called with: as many as it has.
Tensors read_states(const Call& c, std::size_t count) {
  Tensors states = c.tensors("states");
  if (states.size() == count) return states;
  c.fail("has " + std::to_string(count) + " states, but is called with " +
         std::to_string(states.size()));
}

// ---- cells --------------------------------------------------------------------------------------

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

// The gates, side by side along an axis: input, forget, candidate, output.
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

// With reset_after the reset gate acts on the state's projection, which then has a bias of its own,
// and else on the state itself.
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

Tensors run_gru_cell(Call& c) {
  Tensor x = c.input(), state = read_states(c, 1)[0];
  Dim units = c.count("units");
  Tensor kernel = c.weight("kernel", {x[-1], 3 * units});
  Tensor recurrent_kernel = c.weight("recurrent_kernel", {units, 3 * units});
  std::optional<Tensor> bias =
      optional_bias(c, c.flag("reset_after") ? Shape{2, 3 * units} : Shape{3 * units});
  return gru_step(c, x, state, kernel, recurrent_kernel, bias);
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

// The sizes of a cell's states. Nothing is known of a custom cell.
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
  if (!units || !find_layer(cell.class_name)) throw UnknownShape{};
  sizes.assign(cell.class_name == "LSTMCell" ? 2 : 1, *units);
  return sizes;
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

// ---- layers -------------------------------------------------------------------------------------

// The sequence. Keras 2 lists the initial states behind it.
Tensor read_sequence(const Call& c) {
  Tensors inputs = c.inputs();
  if (!inputs.empty()) return inputs.front();
  c.fail("must be called on a sequence");
}

// Zeros, where the caller gives no states.
Tensors initial_states(Call& c, const Tensor& x, const std::vector<Shape>& shapes) {
  Tensors given = c.inputs();
  given.erase(given.begin());
  for (const Tensor& state : c.tensors("initial_state")) given.push_back(state);
  Tensors states;
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    bool fits = i < given.size() && given[i].rank() == static_cast<int>(shapes[i].size());
    for (std::size_t axis = 0; fits && axis < shapes[i].size(); ++axis) {
      fits = equal(given[i].shape()[axis], shapes[i][axis]) != Truth::kNo;
    }
    if (!fits && i < given.size()) {
      c.warn("its initial state should be " + keras_text(shapes[i]) + ", but is " +
             keras_text(given[i].shape()) + ": Keras loads the model, but cannot run it");
    }
    states.push_back(fits ? given[i] : zeros(c.trace(), shapes[i], c.compute_dtype()));
  }
  if (c.flag("stateful") && !x[0].is_constant()) {
    c.fail("is stateful: its batch size must be known, but its input is " + keras_text(x.shape()),
           "Give the Input a batch_shape without None at its head, or use stateful=False.");
  }
  return states;
}

using Cell = std::function<Tensors(const Tensor& step, const Tensors& states)>;

Tensors recur(Call& c, const Tensor& x, const std::vector<Shape>& state_shapes, const Cell& cell) {
  Tensors states = initial_states(c, x, state_shapes);
  Tensors made =
      c.loop(x[1], states, [&](const Tensors& carried) { return cell(take_step(x), carried); });
  Tensors outputs{c.flag("return_sequences") ? stack_steps(made[0], x[1]) : made[0]};
  if (c.flag("return_state")) outputs.insert(outputs.end(), made.begin() + 1, made.end());
  return outputs;
}

std::vector<Shape> with_batch(const Tensor& x, const std::vector<Dim>& sizes) {
  std::vector<Shape> shapes;
  shapes.reserve(sizes.size());
  for (const Dim& size : sizes) shapes.push_back({x[0], size});
  return shapes;
}

// Keras does not look at the rank before it runs the cell, whose states are vectors.
Tensor as_sequence(Call& c, const Tensor& x) {
  if (x.rank() == 3) return x;
  c.warn("expects a sequence of vectors, but its input is " + keras_text(x.shape()) +
         ": Keras loads the model, but cannot run it");
  return c.declare(x, {x[0], x[1], x[-1]});
}

Tensors run_rnn(Call& c) {
  const Layer* cell = c.layer().find_held("cell");
  if (!cell) c.fail("its config holds no cell");
  Tensor x = as_sequence(c, read_sequence(c));
  return recur(c, x, with_batch(x, state_sizes(*cell)),
               [&](const Tensor& step, const Tensors& states) {
                 return c.layer("cell", {step, List(states.begin(), states.end())});
               });
}

constexpr std::string_view kSimpleRNNCell = "units, activation='tanh', use_bias=True";
constexpr std::string_view kLSTMCell =
    "units, activation='tanh', recurrent_activation='sigmoid', use_bias=True";
constexpr std::string_view kGRUCell =
    "units, activation='tanh', recurrent_activation='sigmoid', use_bias=True, reset_after=True";
constexpr std::string_view kConvLSTMCell =
    "filters, kernel_size, strides=1, padding='valid', data_format=None, dilation_rate=1, "
    "activation='tanh', recurrent_activation='sigmoid', use_bias=True";

// The config of the cell that a layer makes: the parameters that both have.
Dict cell_config(Call& c, std::string_view cell_signature) {
  Dict config;
  for (const Parameter& parameter : signature(cell_signature)) {
    config.push_back({parameter.name, c.value(parameter.name)});
  }
  return config;
}

Tensors recur_with(Call& c, std::string_view cell_name, std::string_view cell_class,
                   const Dict& config, const std::vector<Shape>& state_shapes) {
  return recur(c, read_sequence(c), state_shapes, [&](const Tensor& step, const Tensors& states) {
    return c.layer(cell_name, cell_class, config, {step, List(states.begin(), states.end())});
  });
}

Tensors run_units(Call& c, std::string_view cell_name, std::string_view cell_class,
                  std::string_view cell_signature, std::size_t states) {
  Dict config = cell_config(c, cell_signature);
  config.push_back({"trainable", c.layer().trainable()});
  std::vector<Dim> sizes(states, c.count("units"));
  return recur_with(c, cell_name, cell_class, config, with_batch(read_sequence(c), sizes));
}

Tensors run_simple_rnn(Call& c) {
  return run_units(c, "simple_rnn_cell", "SimpleRNNCell", kSimpleRNNCell, 1);
}
Tensors run_lstm(Call& c) { return run_units(c, "lstm_cell", "LSTMCell", kLSTMCell, 2); }
Tensors run_gru(Call& c) { return run_units(c, "gru_cell", "GRUCell", kGRUCell, 1); }

// A state has the shape of what the convolution makes of a step.
Shape conv_state(Call& c, const Tensor& x) {
  Trace::Rollback rollback(c.trace());
  Tensor step = take_step(x);
  Shape kernel = conv_kernel(c, step.rank() - 2, step[c.channel_axis(step.rank())]);
  kernel.back() = c.count("filters");
  return convolve(c, step, c.trace().add_tensor({kernel, step.dtype()})).shape();
}

Tensors run_conv_lstm(Call& c) {
  Tensor x = read_sequence(c);
  for (int axis = 2; axis < x.rank(); ++axis) {
    if (x[axis].is_constant() || c.layer().is_keras2) continue;
    c.fail("all sizes behind the time must be known, but its input is " + keras_text(x.shape()));
  }
  check_window(c, x.rank() - 3);
  check_steps(c, x.rank() - 3);
  Shape state = conv_state(c, x);
  return recur_with(c, "conv_lstm_cell", "ConvLSTMCell", cell_config(c, kConvLSTMCell),
                    {state, state});
}

// ---- Keras 2: the variants for NVIDIA's library keep a second bias ------------------------------

Tensors run_cudnn_lstm(Call& c) {
  Tensor x = read_sequence(c);
  Dim units = c.count("units");
  Tensor kernel = c.weight("kernel", {x[-1], 4 * units});
  Tensor recurrent_kernel = c.weight("recurrent_kernel", {units, 4 * units});
  Tensors biases = split(c.weight("bias", {8 * units}), 2);
  return recur(c, x, with_batch(x, {units, units}), [&](const Tensor& step, const Tensors& states) {
    Tensor gates = matmul(step, kernel) + biases[0];
    gates = gates + matmul(states[0], recurrent_kernel);
    return lstm_step(c, gates + biases[1], states[1], 1);
  });
}

Tensors run_cudnn_gru(Call& c) {
  Tensor x = read_sequence(c);
  Dim units = c.count("units");
  Tensor kernel = c.weight("kernel", {x[-1], 3 * units});
  Tensor recurrent_kernel = c.weight("recurrent_kernel", {units, 3 * units});
  Tensor biases = reshape(c.weight("bias", {6 * units}), {2, 3 * units});
  return recur(c, x, with_batch(x, {units}), [&](const Tensor& step, const Tensors& states) {
    return gru_step(c, step, states[0], kernel, recurrent_kernel, biases);
  });
}

constexpr std::string_view kRNN =
    "cell, return_sequences=False, return_state=False, go_backwards=False, stateful=False";
constexpr std::string_view kSimpleRNN =
    "units, activation='tanh', use_bias=True, return_sequences=False, return_state=False, "
    "go_backwards=False, stateful=False";
constexpr std::string_view kLSTM =
    "units, activation='tanh', recurrent_activation='sigmoid', use_bias=True, "
    "return_sequences=False, return_state=False, go_backwards=False, stateful=False";
constexpr std::string_view kGRU =
    "units, activation='tanh', recurrent_activation='sigmoid', use_bias=True, "
    "return_sequences=False, return_state=False, go_backwards=False, stateful=False, "
    "reset_after=True";
constexpr std::string_view kConvLSTM =
    "filters, kernel_size, strides=1, padding='valid', data_format=None, dilation_rate=1, "
    "activation='tanh', recurrent_activation='sigmoid', use_bias=True, return_sequences=False, "
    "return_state=False, go_backwards=False, stateful=False";

constexpr LayerDef layer(std::string_view name, std::string_view signature, Tensors (*run)(Call&),
                         int rank = 3, int min_rank = 0) {
  return {.name = name,
          .signature = signature,
          .kind = LayerKind::kRecurrent,
          .rank = rank,
          .min_rank = min_rank,
          .run = run,
          .call_signature = "sequences, initial_state=None"};
}

constexpr LayerDef cell(std::string_view name, std::string_view signature, Tensors (*run)(Call&),
                        int min_rank = 2) {
  return {.name = name,
          .signature = signature,
          .kind = LayerKind::kRecurrent,
          .min_rank = min_rank,
          .run = run,
          .call_signature = "inputs, states"};
}

constexpr LayerDef kLayers[] = {
    layer("ConvLSTM1D", kConvLSTM, run_conv_lstm, 4),
    layer("ConvLSTM2D", kConvLSTM, run_conv_lstm, 5),
    layer("ConvLSTM3D", kConvLSTM, run_conv_lstm, 6),
    cell("ConvLSTMCell", kConvLSTMCell, run_conv_lstm_cell, 3),
    layer("CuDNNGRU", kGRU, run_cudnn_gru),
    layer("CuDNNLSTM", kLSTM, run_cudnn_lstm),
    layer("GRU", kGRU, run_gru),
    cell("GRUCell", kGRUCell, run_gru_cell),
    layer("LSTM", kLSTM, run_lstm),
    cell("LSTMCell", kLSTMCell, run_lstm_cell),
    layer("RNN", kRNN, run_rnn, 0, 3),
    layer("SimpleRNN", kSimpleRNN, run_simple_rnn),
    cell("SimpleRNNCell", kSimpleRNNCell, run_simple_rnn_cell),
    {.name = "StackedRNNCells",
     .signature = "cells",
     .kind = LayerKind::kRecurrent,
     .min_rank = 2,
     .run = run_stacked_cells,
     .call_signature = "inputs, states",
     .casts_outputs = false},
};

}  // namespace

std::span<const LayerDef> recurrent_layers() { return kLayers; }

}  // namespace modelviz
