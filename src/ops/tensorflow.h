// The ops of Keras 2: functional models of those days call functions of TensorFlow itself, under
// its names and with its parameter names (TFOpLambda, SlicingOpLambda).
#pragma once

#include <string_view>
#include <vector>

#include "modelviz/op.h"

namespace modelviz {

struct TensorFlowOp;

/// The entry of a function as a config names it: "math.multiply", "compat.v1.gather",
/// "__operators__.getitem". nullptr if it is not known.
const TensorFlowOp* find_tensorflow_op(std::string_view function);

/// The known function whose name is nearest; empty if none is near.
std::string_view nearest_tensorflow_op(std::string_view function);

/// Calls it with the arguments that TensorFlow's function takes. Throws as call() does.
Tensors call_tensorflow(Trace& trace, const TensorFlowOp& op, List positional, Dict named = {});

}  // namespace modelviz
