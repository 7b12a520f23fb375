// The operators of TensorFlow's own tensors. Keras' symbolic tensors promote dtypes; these do not.
#pragma once

#include <optional>
#include <string_view>

#include "modelviz/value.h"

namespace modelviz {

struct TensorFlowOperator {
  std::string_view op;
  /// What both operands are converted to first, where the op itself would not do it.
  std::optional<DType> operands;
};

/// What an operator stands for between tensors of TensorFlow, or such a tensor and a Python value.
/// Throws Error (Fault::kModel) where TensorFlow has no such operator for their dtypes.
TensorFlowOperator tensorflow_operator(std::string_view symbol, const Value& left,
                                       const Value& right);

}  // namespace modelviz
