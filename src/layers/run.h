// Running layers and graphs of layers on tensors.
#pragma once

#include "modelviz/layer.h"

namespace modelviz {

/// The tensors in a value in Keras' tree.flatten order: dicts by sorted keys.
void flatten(const Value& value, Tensors& tensors);

/// What the trace knows them by.
std::vector<int> ids(const Tensors& tensors);

/// Fills in the layer that is called, and its place, where a diagnostic does not say one.
void locate(Diagnostic& diagnostic, const Trace& trace, int call);

/// The names of the layers that hold the called one, and its own: encoder/dense.
std::string layer_path(const Trace& trace, int call);

/// Whether it runs Python code of the file's, which nobody does here: a Lambda, or a Merge of Keras
/// 1 by a function. Its config may say what comes out.
bool runs_code(const Layer& layer);

/// A layer whose class nobody defines, or one that holds such a layer.
bool is_custom(const Layer& layer);

/// What an InputLayer promises: its batch_shape, in which each None is an unknown size, and its
/// dtype.
TensorType input_type(const Layer& layer, Trace& trace);

/// Runs all calls of a model's graph on the tensors of its inputs and returns its outputs. What
/// fails is noted in its LayerCall, its outputs are unknown, and all else goes on.
Tensors run_graph(Trace& trace, const Graph& graph, const Tensors& inputs);

}  // namespace modelviz
