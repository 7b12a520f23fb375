// A picture read back from its SVG: what stands where, and which boxes the arrows join.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modelviz/view.h"

namespace modelviz::test {

/// What is wrong with the SVG of a view, a line each: boxes, frames and arrows that are missing or
/// too many, boxes that overlap or lie outside of their frames, arrows that end elsewhere. Empty if
/// nothing is.
std::string faults_of(std::string_view svg, const View& view);

}  // namespace modelviz::test
