// TensorFlow's NodeDef as the bytes of a protocol buffer.
#pragma once

#include <string_view>

#include "modelviz/value.h"

namespace modelviz {

/// The op and the attributes as the JSON of a NodeDef has them; None where the bytes are none.
Value read_node_def(std::string_view bytes);

}  // namespace modelviz
