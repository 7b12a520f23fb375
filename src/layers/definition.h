// The definition of a layer that stands in a file.
#pragma once

#include "modelviz/layer.h"

namespace modelviz {

/// nullptr for a class that is not known, and for one of the user's own, also if Keras has one of
/// that name: a file says in which module a class is.
const LayerDef* definition_of(const Layer& layer);

}  // namespace modelviz
