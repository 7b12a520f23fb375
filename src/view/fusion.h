// Layers that share a box: Conv2D, and the normalization and activation of what it returns.
#pragma once

#include <string>
#include <vector>

#include "modelviz/view.h"

namespace modelviz {

/// A view with one box for each layer that does something of its own (main) and the layers in line
/// with it that only prepare what it takes or treat what it returns: padding, normalization,
/// activation, dropout. With ViewOptions::fold one box stands for such groups that follow each
/// other at least so often and look alike, too. Shared layers and those that fail stay alone.
View fused(const View& view);

/// relu → SeparableConv2D 5×5 → BatchNormalization, a piece for each layer. All but the last end
/// with the arrow.
std::vector<std::string> fused_pieces(const ViewNode& node);

}  // namespace modelviz
