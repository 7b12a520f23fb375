// A layer's dtype policy: in what it computes and in what it keeps its weights.
#pragma once

#include "modelviz/dtype.h"
#include "modelviz/value.h"

namespace modelviz {

struct Policy {
  DType compute = DType::kFloat32;
  DType variable = DType::kFloat32;
};

/// Of the "dtype" in a config: a name ("mixed_float16") or a serialized policy. None is float32.
/// Source: keras.src.dtype_policies.dtype_policy (3.15).
Policy read_policy(const Value& dtype);

}  // namespace modelviz
