// Runs a whole model on symbolic tensors.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "modelviz/model.h"
#include "modelviz/trace.h"

namespace modelviz {

/// Another size for an input: "what if the picture is 320 wide?"
struct InputShape {
  std::string name;  ///< of the InputLayer; empty for the only one
  Shape shape;       ///< with the batch
};

/// Reads [NAME=]1,224,224,3; None or ? is unknown. Throws Error (Fault::kUsage).
InputShape parse_input_shape(std::string_view text);

/// What a layer returns whose class is not known; a layer with several outputs has several.
struct DeclaredShape {
  std::string layer;  ///< with the models that hold it: encoder/attention
  TensorType type;    ///< sizes that are None are -1
};

/// Reads LAYER=float32[None,10,5]; without a dtype it is float32. Throws Error (Fault::kUsage).
DeclaredShape parse_declared_shape(std::string_view text);

struct RunOptions {
  /// Where these are given, build_config is left alone: every weight is made anew, for these
  /// inputs.
  std::vector<InputShape> input_shapes;
  /// Goes on behind a layer that fails with what the file records of its outputs, so that what is
  /// wrong further on shows, too.
  bool recover = false;
  std::vector<DeclaredShape> shapes{};
  /// Calls of layers, and tensors that they make. Beyond it run() throws Error (Fault::kInput).
  std::size_t most_steps = kMostSteps;
};

/// Totals over the weights of a model or layer; a shared weight counts once.
struct Params {
  std::int64_t total = 0, trainable = 0, bits = 0, trainable_bits = 0;
  [[nodiscard]] std::int64_t non_trainable() const { return total - trainable; }
  [[nodiscard]] std::int64_t bytes() const { return (bits + 7) / 8; }
};

/// An input or an output of a model, under the name of the layer that it comes from.
struct ModelEnd {
  std::string name;
  TensorType type;
};

/// A run never fails because of the model: what is wrong stands in `problems`, and what could not
/// be inferred is unknown. Throws Error (Fault::kUsage) for input shapes that fit no input, and for
/// shapes of layers that are inferred, or do not exist.
struct Run {
  std::unique_ptr<Trace> trace;
  std::vector<ModelEnd> inputs, outputs;  ///< of the whole model, in Keras' order
  std::vector<Diagnostic> problems;

  /// The calls of a layer, in the order of the run.
  [[nodiscard]] const std::vector<int>& calls_of(const Layer& layer) const;
  /// The weights of a layer and of all layers within it, in Keras' order.
  [[nodiscard]] std::vector<int> weights_of(const Layer& layer) const;
  [[nodiscard]] Params params_of(const Layer& layer) const;
  [[nodiscard]] bool has_errors() const;

  std::map<const Layer*, std::vector<int>> calls;
};

Run run(const Model& model, const RunOptions& options = {});

}  // namespace modelviz
