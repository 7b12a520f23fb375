// What a picture says of one op: its name, and the constants that it is given.
#pragma once

#include <string>

#include "modelviz/trace.h"

namespace modelviz {

/// matmul; what keras.ops has no name for is words: "take step".
std::string op_name(const TraceOp& op);

/// Arguments that are no tensors and not what they are by default: 1, axis=-1, (None, 8, 8).
std::string op_constants(const TraceOp& op);

}  // namespace modelviz
