// The settings of a layer that stand in its box.
#pragma once

#include <string>

#include "modelviz/view.h"

namespace modelviz {

/// 3×3, stride 2: what matters for the class and is not what one expects. With keys these, as far
/// as the layer has them: kernel_size 3×3, padding same. Of a wrapper the settings of what it
/// holds.
std::string attributes_text(const Layer& layer, const ViewOptions& options);

/// Throws Error (Fault::kUsage) for a key that no layer of the model has.
void check_attributes(const Model& model, const std::vector<std::string>& keys);

}  // namespace modelviz
