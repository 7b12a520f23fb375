// All that is known of what a picture shows, as lines of text: for tooltips.
#pragma once

#include <string>

#include "modelviz/view.h"

namespace modelviz {

/// The name, then a line for each kind of fact: class and settings, shapes, dtype, parameters,
/// cost.
std::string facts_of(const ViewNode& node);
std::string facts_of(const ViewCluster& cluster);
/// From where to where, then the shape and the calls.
std::string facts_of(const View& view, const ViewEdge& edge);

/// What a box is called where there is one word for it: a layer or op by its name, weights by
/// theirs.
std::string name_of(const ViewNode& node);

}  // namespace modelviz
