// What the colours of boxes say, and their legend.
#pragma once

#include "modelviz/view.h"

namespace modelviz {

/// The colours of a theme that a box has by itself: of its state, or of its kind.
std::string default_color(const ViewNode& node);

/// Gives each box the colours that the options ask for, and the view its legend.
void add_colors(View& view);

}  // namespace modelviz
