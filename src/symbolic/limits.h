// What no model needs that somebody means.
#pragma once

#include <cstddef>

namespace modelviz {

/// Axes of a tensor: as many as TensorFlow allows.
constexpr std::size_t kMostAxes = 254;

}  // namespace modelviz
