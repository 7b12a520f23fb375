// The tables of the layer families. Each is one file of this folder; registry.cpp joins them.
#pragma once

#include <span>

#include "modelviz/layer.h"

namespace modelviz {

std::span<const LayerDef> core_layers();
std::span<const LayerDef> einsum_layers();
std::span<const LayerDef> convolution_layers();
std::span<const LayerDef> pooling_layers();
std::span<const LayerDef> recurrent_layers();
std::span<const LayerDef> recurrent_cells();
std::span<const LayerDef> wrapper_layers();
std::span<const LayerDef> attention_layers();
std::span<const LayerDef> normalization_layers();
std::span<const LayerDef> activation_layers();
std::span<const LayerDef> regularization_layers();
std::span<const LayerDef> merging_layers();
std::span<const LayerDef> reshaping_layers();
std::span<const LayerDef> preprocessing_layers();
std::span<const LayerDef> feature_column_layers();
std::span<const LayerDef> image_layers();
std::span<const LayerDef> audio_layers();
std::span<const LayerDef> application_layers();
std::span<const LayerDef> keras2_layers();

}  // namespace modelviz
