// What a run came upon that is wrong, or that it does not know.
#pragma once

#include <vector>

#include "modelviz/check.h"

namespace modelviz {

/// Calls that Keras refuses, calls that fail when they are executed, and layers of unknown classes,
/// in the order of the run.
std::vector<Finding> find_problems(const Model& model, const Trace& trace);

}  // namespace modelviz
