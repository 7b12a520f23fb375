// x[key], as Python and Keras read keys.
#pragma once

#include "modelviz/op.h"

namespace modelviz {

TensorTypes get_item(OpCall& call);
/// The elements that a key picks from a vector of known content.
std::vector<Elements> picked_elements(const OpCall& call, const TensorTypes& outputs);

}  // namespace modelviz
