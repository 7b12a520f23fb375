// What was taken for granted of unknown sizes, in words.
#pragma once

#include <vector>

#include "modelviz/check.h"

namespace modelviz {

/// What nobody would doubt (a size of at least 1) and what follows from an earlier one is left out,
/// and what is not about the sizes of the model's inputs.
std::vector<Finding> find_assumptions(const Trace& trace);

}  // namespace modelviz
