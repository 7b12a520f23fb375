// rearrange()'s little language: "b (h w) c -> b h w c", with the sizes of names beside it.
#pragma once

#include "modelviz/op.h"

namespace modelviz {

TensorTypes rearrange(OpCall& call);

}  // namespace modelviz
