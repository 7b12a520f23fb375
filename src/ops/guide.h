// What `modelviz ops NAME` says of an op beside its entry: its shape rule in words, and examples,
// whose results are computed when they are shown.
#pragma once

#include <array>
#include <string_view>

#include "modelviz/op.h"

namespace modelviz {

struct OpGuide {
  std::string_view op;     ///< the name of the op
  std::string_view shape;  ///< one or two sentences
  /// An expression, and behind " | " its inputs as modelviz eval takes them:
  /// "ops.sum(x, axis=-1) | x=[None,10,5]"
  std::array<std::string_view, 2> examples;
};

/// The guide of an op. In those that ops with the same rule share, "{op}" stands for the name.
/// nullptr for an op that is not public.
const OpGuide* find_guide(const OpDef& op);

}  // namespace modelviz
