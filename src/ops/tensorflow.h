// The ops of Keras 2: functional models of those days call functions of TensorFlow itself, under
// its names and with its parameter names (TFOpLambda, SlicingOpLambda). Before that they held nodes
// of its graph (TensorFlowOpLayer).
#pragma once

#include <string_view>
#include <vector>

#include "modelviz/op.h"

namespace modelviz {

struct TensorFlowOp;

/// The entry of a function as a config names it: "math.multiply", "compat.v1.gather",
/// "__operators__.getitem". nullptr if it is not known.
const TensorFlowOp* find_tensorflow_op(std::string_view function);

/// The functions of TensorFlow that are this op, sorted.
std::vector<std::string_view> tensorflow_names(const OpDef& op);

/// The known function whose name is nearest; empty if none is near.
std::string_view nearest_tensorflow_op(std::string_view function);

/// What a layer of Keras 2 calls, by its config: a function ("math.multiply"), or the op of a node
/// ("AddV2"). Empty if it calls neither.
std::string tensorflow_callee(const Value& config);
bool knows_tensorflow(const Value& config);
std::string_view nearest_tensorflow(const Value& config);

/// Calls it with the arguments that TensorFlow's function takes. Throws as call() does.
Tensors call_tensorflow(Trace& trace, const TensorFlowOp& op, List positional, Dict named = {});
/// Runs the node of a TensorFlowOpLayer on the tensors that the layer is given.
Tensors call_tensorflow_node(Trace& trace, const Value& config, List args);

}  // namespace modelviz
