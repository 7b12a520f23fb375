// Activations by the names that configs give them.
#pragma once

#include <string_view>

#include "modelviz/op.h"
#include "modelviz/tensor.h"

namespace modelviz {

/// The op that is this function of keras.activations; nullptr if there is none.
const OpDef* find_activation(std::string_view name);
bool is_activation(std::string_view name);
/// Applies keras.activations.get(name). Throws Error (Fault::kModel) if Keras knows no such name.
Tensor activate(std::string_view name, const Tensor& x);

}  // namespace modelviz
