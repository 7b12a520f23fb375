// The tables of guides. Each is one file of this folder, sorted by name; guide.cpp searches them.
// Guides that ops with a shared rule have in common stand in guide.cpp.
#pragma once

#include <span>

#include "ops/guide.h"

namespace modelviz {

std::span<const OpGuide> elementwise_guides();  ///< one tensor or several, broadcast; activations
std::span<const OpGuide> reduce_guides();       ///< sum, argmax, sort, …; matmul, einsum, …
std::span<const OpGuide> shape_guides();        ///< reshape, pad, …; concatenate, split, …
std::span<const OpGuide> index_guides();        ///< take, slice, …; zeros, arange, …
std::span<const OpGuide> nn_guides();           ///< conv, max_pool, one_hot, …; image.resize, …
std::span<const OpGuide> linalg_guides();       ///< qr, solve, …; fft, stft, …; map, scan, …

}  // namespace modelviz
