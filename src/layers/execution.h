// Where a call, executed, gives something else than Keras infers of it.
#pragma once

#include "modelviz/layer.h"

namespace modelviz {

/// x in the dtype in which the layer computes: some layers cast what they take or give.
Tensor in_compute_dtype(const Call& c, const Tensor& x);

/// Notes it where the two types differ. A size that is inferred as None may be any.
void note_executed(Trace& trace, const TensorType& inferred, const TensorType& executed);

}  // namespace modelviz
