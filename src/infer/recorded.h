// What the file records of the tensors between layers, compared with what was inferred.
#pragma once

#include <vector>

#include "modelviz/check.h"

namespace modelviz {

/// One finding for each place where the difference begins; what merely follows from it is counted
/// in its hint.
std::vector<Finding> compare_recorded(const Trace& trace);

}  // namespace modelviz
