// Masks, and what is there for them alone.
#pragma once

#include <vector>

#include "modelviz/view.h"

namespace modelviz {

/// Marks the ops that are there for masks alone. Where masks are not to be shown, takes their
/// arrows away, and what leads nowhere without them is not `kept`. What makes an output of the
/// model stays.
void set_masks_aside(View& view, const std::vector<int>& outputs, std::vector<bool>& kept);

}  // namespace modelviz
