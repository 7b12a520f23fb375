// reshape(), the one rule of the shape ops that has to calculate.
#pragma once

#include "modelviz/op.h"

namespace modelviz {

TensorTypes reshape(OpCall& call);

}  // namespace modelviz
