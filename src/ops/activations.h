// Activations by the names that configs give them.
#pragma once

#include <string_view>

#include "modelviz/tensor.h"

namespace modelviz {

bool is_activation(std::string_view name);
/// Applies keras.activations.get(name). Throws Error (Fault::kModel) if Keras knows no such name.
Tensor activate(std::string_view name, const Tensor& x);

}  // namespace modelviz
