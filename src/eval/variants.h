#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "modelviz/op.h"
#include "python/expression.h"

namespace modelviz {

/// Runs an expression that stands in place of another one.
using EvaluateCode = std::function<Value(const std::string& code)>;

/// What may have been meant by a call or operator of the program on which this op failed: an
/// operand transposed or with another axis, tensors joined along another axis. "Did you mean x @
/// ops.transpose(y)?" says so of the first that gives a result without taking anything for granted;
/// empty if none does.
std::string did_you_mean(Trace& trace, std::string_view program, const python::Expression& e,
                         const OpDef& op, const EvaluateCode& evaluate);

}  // namespace modelviz
