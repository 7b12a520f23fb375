// Names of the parts of an SVG, for style sheets, scripts and links.
#pragma once

#include <string>
#include <vector>

#include "modelviz/view.h"

namespace modelviz {

/// All are different, valid in XML, in CSS and behind the # of a link, and follow from the names in
/// the model alone: layer-conv1_conv, of a layer in a nested model layer-encoder-dense.
struct SvgIds {
  std::vector<std::string> nodes, clusters;
  std::string title, description;
};
SvgIds svg_ids(const View& view);

}  // namespace modelviz
