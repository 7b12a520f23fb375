// einsum's little language: "bij,bjk->bik", with one ... for axes without names.
#pragma once

#include "modelviz/op.h"

namespace modelviz {

TensorTypes einsum(OpCall& call);
/// One multiplication for each combination of the labels.
Dim einsum_macs(const OpCall& call, const TensorTypes& outputs);

}  // namespace modelviz
