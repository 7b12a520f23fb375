// What all layers with windows refuse.
#pragma once

#include "modelviz/layer.h"

namespace modelviz {

/// Checks kernel_size, strides, dilation_rate and padding as Keras' constructors do.
void check_window(const Call& c, int dims, bool allows_causal = false);
/// Checks that not both strides and dilation_rate are more than 1.
void check_steps(const Call& c, int dims);

}  // namespace modelviz
