// Recurrent layers: each runs a cell on each step of a sequence. Source: keras/src/layers/rnn
// (3.15).
#include <functional>

#include "layers/recurrent_cells.h"
#include "layers/tables.h"
#include "layers/window.h"
#include "ops/ops.h"
#include "ops/signature.h"

namespace modelviz {
namespace {

using namespace ops;

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

// The config of the cell that a layer makes: the parameters that both have.
Dict cell_config(Call& c, std::string_view cell_class) {
  Dict config;
  for (const Parameter& parameter : signature(find_layer(cell_class)->signature)) {
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
                  std::size_t states) {
  Dict config = cell_config(c, cell_class);
  config.push_back({"trainable", c.layer().trainable()});
  std::vector<Dim> sizes(states, c.count("units"));
  return recur_with(c, cell_name, cell_class, config, with_batch(read_sequence(c), sizes));
}

Tensors run_simple_rnn(Call& c) { return run_units(c, "simple_rnn_cell", "SimpleRNNCell", 1); }
Tensors run_lstm(Call& c) { return run_units(c, "lstm_cell", "LSTMCell", 2); }
Tensors run_gru(Call& c) { return run_units(c, "gru_cell", "GRUCell", 1); }

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
  return recur_with(c, "conv_lstm_cell", "ConvLSTMCell", cell_config(c, "ConvLSTMCell"),
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

constexpr LayerDef layer(std::string_view name, const LayerGuide& guide, std::string_view signature,
                         Tensors (*run)(Call&), int rank = 3, int min_rank = 0) {
  return {.name = name,
          .guide = guide,
          .signature = signature,
          .kind = LayerKind::kRecurrent,
          .rank = rank,
          .min_rank = min_rank,
          .run = run,
          .call_signature = "sequences, initial_state=None"};
}

constexpr LayerDef kLayers[] = {
    layer("ConvLSTM1D",
          {"An LSTM over a series of sequences, whose gates are convolutions.",
           "ConvLSTM1D(filters=8, kernel_size=3)(x) | x=[None,5,10,4]",
           "layers/recurrent_layers/conv_lstm1d"},
          kConvLSTM, run_conv_lstm, 4),
    layer("ConvLSTM2D",
          {"An LSTM over a series of pictures, whose gates are convolutions.",
           "ConvLSTM2D(filters=8, kernel_size=3)(x) | x=[None,5,16,16,3]",
           "layers/recurrent_layers/conv_lstm2d"},
          kConvLSTM, run_conv_lstm, 5),
    layer("ConvLSTM3D",
          {"An LSTM over a series of volumes, whose gates are convolutions.",
           "ConvLSTM3D(filters=8, kernel_size=3)(x) | x=[None,5,8,8,8,2]",
           "layers/recurrent_layers/conv_lstm3d"},
          kConvLSTM, run_conv_lstm, 6),
    layer("CuDNNGRU",
          {"The GRU of the library of NVIDIA, which keeps a second bias.",
           "CuDNNGRU(units=32)(x) | x=[None,10,8]", "",
           "Only Keras 2 had it; today GRU uses that library by itself."},
          kGRU, run_cudnn_gru),
    layer("CuDNNLSTM",
          {"The LSTM of the library of NVIDIA, which keeps a second bias.",
           "CuDNNLSTM(units=32)(x) | x=[None,10,8]", "",
           "Only Keras 2 had it; today LSTM uses that library by itself."},
          kLSTM, run_cudnn_lstm),
    layer("GRU",
          {"Walks along a sequence with one state, which two gates reset and update.",
           "GRU(units=32)(x) | x=[None,10,8]", "layers/recurrent_layers/gru"},
          kGRU, run_gru),
    layer("LSTM",
          {"Walks along a sequence with a state and a memory, which gates write, keep and read.",
           "LSTM(units=32)(x) | x=[None,10,8]", "layers/recurrent_layers/lstm"},
          kLSTM, run_lstm),
    layer("RNN",
          {"Runs any cell, or a stack of cells, along a sequence.",
           "RNN(cell=LSTMCell(units=32))(x) | x=[None,10,8]", "layers/recurrent_layers/rnn"},
          kRNN, run_rnn, 0, 3),
    layer("SimpleRNN",
          {"Walks along a sequence: each state is made of the step and the state before.",
           "SimpleRNN(units=32)(x) | x=[None,10,8]", "layers/recurrent_layers/simple_rnn"},
          kSimpleRNN, run_simple_rnn),
};

}  // namespace

std::span<const LayerDef> recurrent_layers() { return kLayers; }

}  // namespace modelviz
