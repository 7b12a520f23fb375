// The tables of guides. Each is one file of this folder, sorted by name; guide.cpp searches them.
#pragma once

#include <span>

#include "modelviz/layer_guide.h"

namespace modelviz {

std::span<const LayerGuide> core_guides();         ///< and wrappers, activations, regularization
std::span<const LayerGuide> convolution_guides();  ///< and pooling
std::span<const LayerGuide> recurrent_guides();    ///< and attention, normalization
std::span<const LayerGuide> reshaping_guides();    ///< and merging
std::span<const LayerGuide> preprocessing_guides();
std::span<const LayerGuide> keras2_guides();  ///< what Keras 3 dropped; keras.applications

}  // namespace modelviz
