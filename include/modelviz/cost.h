// What a model costs to run: arithmetic and memory, as expressions over the unknown sizes.
//
// The conventions: a MAC is one multiplication with the addition of its product, the unit in which
// the papers on ResNet, MobileNet and EfficientNet count; a FLOP is one operation on one number, so
// FLOPs are two for each MAC, and besides one for each element that an elementwise op or an
// activation makes, or that a reduction or pooling takes. Moving elements (reshape, transpose,
// concatenate, gather) is free. A recurrent step counts as often as it runs. Memory is that of the
// activations: all outputs of layers, in bytes, none of them freed.
#pragma once

#include <vector>

#include "modelviz/infer.h"

namespace modelviz {

struct Cost {
  Dim macs, flops, memory;
};

/// The costs of each call in Trace::calls(), with those of the calls within it; the first is the
/// whole model. A tensor that several layers pass on counts once.
std::vector<Cost> costs(const Trace& trace);

/// A cost for one sample where the batch is not known.
Dim of_one_sample(const Dim& cost);

}  // namespace modelviz
