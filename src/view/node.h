// What a picture says of one layer.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "modelviz/cost.h"
#include "modelviz/view.h"

namespace modelviz {

/// The first error of each layer, its own or that of a layer within it.
using Failures = std::map<const Layer*, const Diagnostic*>;
Failures failures_of(const Run& run);

/// Bidirectional(LSTM), RNN(LSTMCell), TimeDistributed(Sequential).
std::string class_text(const Layer& layer);

/// Whether a layer is trained; nothing where it has no weights.
std::optional<bool> trainable_of(const Layer& layer, const Run& run);

/// All but the place: id and cluster. The shapes and costs are those of the first call and of all,
/// or those of this one of Trace::calls().
ViewNode make_node(const Layer& layer, const Run& run, const Failures& failures, int call = -1);

/// A weight under its name, or under that of the inner layer that owns it and its own:
/// query/kernel.
ViewWeight make_weight(const TraceWeight& weight, const Layer& layer);

/// Appends to the view, with an id by position; returns the index.
int add_node(View& view, ViewNode node);
int add_cluster(View& view, ViewCluster cluster);
/// The weights of a layer and of all within it, in one box beside its own. Nothing if it has none.
void add_weights_beside(View& view, int node);

/// (None, 8) as Keras prints it; `?` where the shape is not known.
std::string shape_text(const Run& run, int tensor);
std::string dtype_text(const Run& run, int tensor);

}  // namespace modelviz
