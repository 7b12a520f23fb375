// What a call of a layer is given: which tensors, and for what.
#pragma once

#include <vector>

#include "modelviz/view.h"

namespace modelviz {

/// One tensor among the arguments of a call.
struct TensorArgument {
  int input = 0;  ///< index into CallSite::inputs
  EdgeRole role = EdgeRole::kTensor;
};

/// The tensors of a call in Keras' tree.flatten order, which is that of a model's inputs.
std::vector<TensorArgument> tensor_arguments(const Layer& layer, const CallSite& site);

}  // namespace modelviz
