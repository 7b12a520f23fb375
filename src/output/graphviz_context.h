// Starting libgvc with as little as a picture needs.
#pragma once

#include <gvc.h>

namespace modelviz {

/// A context with our own layout. Without cairo it draws vector formats that libgvc writes by
/// itself (SVG), and loads neither fonts nor any plugin that it does not need.
GVC_t* start_graphviz(bool with_cairo);

}  // namespace modelviz
