// What a picture says of one layer.
#pragma once

#include <map>

#include "modelviz/view.h"

namespace modelviz {

/// The first error of each layer, its own or that of a layer within it.
using Failures = std::map<const Layer*, const Diagnostic*>;
Failures failures_of(const Run& run);

/// All but the place: id and cluster.
ViewNode make_node(const Layer& layer, const Run& run, const Failures& failures);

/// (None, 8) as Keras prints it; `?` where the shape is not known.
std::string shape_text(const Run& run, int tensor);

}  // namespace modelviz
