// What the names in an expression mean.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "modelviz/op.h"

namespace modelviz {

/// Whether a dotted name begins as names of Keras do: ops.matmul, keras.activations.relu.
bool is_keras_path(std::string_view path);
/// The op that a dotted name of Keras stands for. Throws Error (Fault::kModel) with what was
/// probably meant.
const OpDef& find_keras_function(std::string_view path);

/// Throws Error (Fault::kModel) with the known name that was probably meant.
[[noreturn]] void fail_unknown_name(std::string_view name, std::span<const std::string_view> known);

}  // namespace modelviz
