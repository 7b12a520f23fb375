// What a picture says of one op: its name, and the constants that it is given.
#pragma once

#include <string>

#include "modelviz/trace.h"

namespace modelviz {

/// matmul; what keras.ops has no name for is words: "take step".
std::string op_name(const TraceOp& op);

/// Whether an op is not worth a word: a copy, by which a definition declares a shape, or the cast
/// of a weight to the dtype of the computation.
bool is_folded(const TraceOp& op, const Trace& trace);

/// Arguments that are no tensors and not what they are by default: 1, axis=-1, (None, 8, 8).
std::string op_constants(const TraceOp& op);

}  // namespace modelviz
