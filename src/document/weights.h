// The weights that a file lists, as texts: so they come back from another process.
#pragma once

#include "modelviz/document.h"

namespace modelviz {

std::vector<std::string> pack(const StoredGroup& group);
/// Throws Error (Fault::kInput) for what pack() does not make.
StoredGroup unpack(const std::vector<std::string>& texts);

}  // namespace modelviz
