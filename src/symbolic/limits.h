// What no model needs that somebody means.
#pragma once

#include <cstddef>

namespace modelviz {

/// Axes of a tensor: as many as TensorFlow allows.
constexpr std::size_t kMostAxes = 254;

/// Calls of layers in one run, and tensors that they make: about a gigabyte of memory. A model that
/// calls a model twice that calls another twice … grows without bounds.
constexpr std::size_t kMostSteps = 2'000'000;

}  // namespace modelviz
