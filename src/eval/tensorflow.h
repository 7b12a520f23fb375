// The operators of TensorFlow's own tensors. Keras' symbolic tensors promote dtypes; these do not.
#pragma once

#include <string_view>

#include "modelviz/value.h"

namespace modelviz {

/// The op that an operator stands for between tensors of TensorFlow, or such a tensor and a Python
/// value. Throws Error (Fault::kModel) where TensorFlow has no such operator for their dtypes.
std::string_view tensorflow_operator(std::string_view symbol, const Value& left,
                                     const Value& right);

/// Whether it makes float64 of integers first: the division of large ones.
bool divides_as_float64(std::string_view symbol, const Value& left, const Value& right);

}  // namespace modelviz
