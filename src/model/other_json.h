// JSON files that are no models, but that people have lying beside their models.
#pragma once

#include "model/reader.h"

namespace modelviz {

/// Throws Error (Fault::kInput) with what the file is, if it is one of those that are known.
void refuse_other_json(const Place& root);

}  // namespace modelviz
