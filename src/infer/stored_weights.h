// The weights of custom layers: their class is not known, but the file lists what it stores.
#pragma once

#include "modelviz/model.h"
#include "modelviz/trace.h"

namespace modelviz {

/// Gives each layer of an unknown class the weights that the file has under its name, if no other
/// has that name. The file is asked only if there is such a layer.
void add_stored_weights(const Model& model, Trace& trace);

}  // namespace modelviz
