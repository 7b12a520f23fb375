// A part of a picture: what is between, around or besides some layers.
#pragma once

#include <vector>

#include "modelviz/view.h"

namespace modelviz {

/// Leaves of a view what its options ask for (from, to, around, only, hide), and of that what is
/// `kept`. Where an arrow is cut, a box of the role kBoundary stands for its other end; arrows of
/// what is hidden are joined. Throws Error (Fault::kUsage) for a name or pattern that fits nothing.
View select_part(View view, std::vector<bool> kept);

}  // namespace modelviz
