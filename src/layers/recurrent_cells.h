// What recurrent layers use of their cells.
#pragma once

#include <optional>
#include <vector>

#include "modelviz/layer.h"

namespace modelviz {

/// The sizes of a cell's states. Throws UnknownShape for a custom cell, of which nothing is known.
std::vector<Dim> state_sizes(const Layer& cell);

/// A step of an LSTM. The gates stand side by side along an axis: input, forget, candidate, output.
Tensors lstm_step(Call& c, const Tensor& gates, const Tensor& carry, int axis);
/// A step of a GRU. With reset_after the reset gate acts on the state's projection, which then has
/// a bias of its own, and else on the state itself.
Tensors gru_step(Call& c, const Tensor& x, const Tensor& state, const Tensor& kernel,
                 const Tensor& recurrent_kernel, std::optional<Tensor> bias);

/// The shape of a ConvLSTM's kernel for so many channels, and its convolution.
Shape conv_kernel(const Call& c, int dims, const Dim& channels);
Tensor convolve(const Call& c, const Tensor& x, const Tensor& kernel);

}  // namespace modelviz
