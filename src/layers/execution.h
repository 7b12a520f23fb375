// Where a call, executed, gives something else than Keras infers of it.
#pragma once

#include <string_view>

#include "modelviz/layer.h"

namespace modelviz {

/// x in the dtype in which the layer computes: some layers cast what they take or give.
Tensor in_compute_dtype(const Call& c, const Tensor& x);

/// Warns that an op cannot be executed where x holds integers, though Keras infers it.
void require_float(Call& c, const Tensor& x, std::string_view op);

/// Notes it where the two types differ. A size that is inferred as None may be any. Nothing is
/// noted of a call that cannot be executed.
void note_executed(Trace& trace, const TensorType& inferred, const TensorType& executed);

}  // namespace modelviz
