// Our own layout (src/layout) as a layout engine of libgvc.
#pragma once

#include <gvc.h>
#include <gvplugin_layout.h>

namespace modelviz {

/// As gvLayout() calls it.
constexpr const char* kOwnEngine = "modelviz";

/// Null where this Graphviz does not let others measure labels.
gvlayout_engine_s* own_layout_engine();

}  // namespace modelviz
