// The ops of one call of a layer as lines of text.
#pragma once

#include <string>

#include "modelviz/infer.h"

namespace modelviz {

/// A line for each op, in the order in which they run, what runs in an inner layer or in a loop
/// indented below a line that names it.
std::string layer_ops_text(const Run& run, int call);

}  // namespace modelviz
