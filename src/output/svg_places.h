// Where boxes and frames stand.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace modelviz {

/// In points, from the upper left corner of the picture.
struct SvgPlace {
  double left = 0, top = 0;
};

/// Of all nodes (n0) and frames (cluster_c0) in what Graphviz writes.
std::map<std::string, SvgPlace, std::less<>> svg_places(std::string_view svg);

}  // namespace modelviz
