// The built-in functions of Python that expressions can call: len, range, min, ….
#pragma once

#include <string_view>
#include <vector>

#include "modelviz/value.h"

namespace modelviz {

/// Throws Error (Fault::kModel) as Python throws TypeError and ValueError.
using Builtin = Value (*)(const List& arguments);
/// nullptr if there is no such function.
Builtin find_builtin(std::string_view name);
std::vector<std::string_view> builtin_names();

}  // namespace modelviz
