// The cells of test tables: arguments as Python writes them, tensors as Keras prints them.
//
//   "(None, 10, 5) float32, (5, 8) float32"      two tensors; None as the first size is the batch
//   "(batch, t, 8) float32, axis=-1"             a named size, a named argument
//   "(4, 5) float32, key=[:, 1:3, None, ...]"    slices stand in brackets
//   "layer=Dense(units=4)"                       a layer, as a config holds it
#pragma once

#include <string>
#include <string_view>

#include "modelviz/op.h"

namespace modelviz::test {

struct Arguments {
  List positional;
  Dict named;
};

/// Reads a cell of arguments; makes its tensors in the trace.
Arguments read_arguments(Trace& trace, std::string_view text);

/// The outputs of an op, as Keras prints them ("(None, 8) float32; (None, 1) int32") or with the
/// expressions of unknown sizes. "error: …" where the op refuses.
std::string keras_result(std::string_view op, std::string_view arguments);
std::string symbolic_result(std::string_view op, std::string_view arguments);
/// Its multiply-accumulates.
std::string macs(std::string_view op, std::string_view arguments);

std::string keras_text(const Tensors& tensors);
std::string symbolic_text(const Tensors& tensors);
/// "error: message" of what the function throws, else what it returns.
template <class Function>
std::string result_of(Function function) {
  try {
    return function();
  } catch (const Error& error) {
    return "error: " + error.diagnostic.message;
  }
}

}  // namespace modelviz::test
