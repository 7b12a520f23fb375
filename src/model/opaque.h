// Models of which the file holds no graph: subclassed models and those of KerasHub, of which Keras
// saves the arguments of the constructor.
#pragma once

#include "modelviz/model.h"

namespace modelviz {

/// Makes of a root that has no graph a tree of the layers whose weights the file holds, and says so
/// in the model's warnings. False where it holds none.
bool open_weights(Model& model);

}  // namespace modelviz
