#pragma once

#include <optional>
#include <string_view>

#include "modelviz/op.h"
#include "python/expression.h"

namespace modelviz {

/// Where a call in the program gives the argument that an op refuses: the value, or axis=5 if it is
/// named. Nothing where that is a default, one of *operands, or of another op: one that the callee
/// runs as a function.
std::optional<python::Span> argument_span(std::string_view program, const python::Expression& call,
                                          const Function& callee, const ArgumentError& error);

}  // namespace modelviz
