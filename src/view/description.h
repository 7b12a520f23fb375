// A model in a sentence or two.
#pragma once

#include <string>

#include "modelviz/infer.h"

namespace modelviz {

/// "Functional model with 177 layers and 25,636,712 parameters (97.80 MB), 3,857,973,248
/// multiply-accumulates for one sample. Input: (None, 224, 224, 3) float32. Output: …"
std::string description_of(const Model& model, const Run& run);

}  // namespace modelviz
