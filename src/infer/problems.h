// What a run came upon that is wrong, or that it does not know.
#pragma once

#include <vector>

#include "modelviz/check.h"

namespace modelviz {

/// What nobody defines in a call whose shapes could not be inferred: the layer, or one that it
/// holds. nullptr where they merely follow from something unknown before it.
const Layer* find_unknown(const Trace& trace, const LayerCall& call);

/// Calls that Keras refuses, calls that fail when they are executed, and layers of unknown classes,
/// in the order of the run.
std::vector<Finding> find_problems(const Model& model, const Trace& trace);

}  // namespace modelviz
