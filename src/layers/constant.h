// Numbers in a config, as a tensor.
#pragma once

#include "modelviz/layer.h"

namespace modelviz {

/// A number as it is, a (nested) list of them as a tensor in the layer's compute dtype.
Value constant(Call& c, const Value& value);

}  // namespace modelviz
