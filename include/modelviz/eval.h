// Python expressions over symbolic tensors: what comes out of ops.matmul(x, y)?
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modelviz/error.h"
#include "modelviz/trace.h"
#include "modelviz/value.h"

namespace modelviz {

/// A tensor that an expression can name.
struct EvalInput {
  std::string name;
  TensorType type;
};

/// x=float32[None,10,5]. A size is an integer, None, or an expression over names of sizes (t,
/// 2*t + 1). Without a dtype it is float32; x=int32[] is a scalar. None becomes a symbol: `batch`
/// for the first axis of all inputs, after axis and input for the others (t, x_h). Throws Error
/// (Fault::kUsage).
std::vector<EvalInput> parse_eval_inputs(const std::vector<std::string>& texts);

/// One application of an op.
struct EvalStep {
  int op = 0;        ///< index into Trace::ops()
  std::string text;  ///< the part of the program that it stands for
};

struct Evaluation {
  std::unique_ptr<Trace> trace;
  /// Of the last statement: a tensor, a Python value, or a list of them.
  Value result{};
  std::vector<EvalStep> steps{};
  /// Why there is no result. Its excerpt shows the place in the program.
  std::optional<Diagnostic> error{};

  /// The tensors and other values of the result, flattened as Keras' tree.flatten does.
  [[nodiscard]] std::vector<Value> outputs() const;
};

/// Runs a program: Python expressions with the functions of keras.ops (as ops.matmul or
/// keras.ops.matmul) and keras.activations, operators, slices, tuples, lambdas, a few built-in
/// functions of Python, and assignments to names; statements are separated by semicolons or line
/// breaks. The result is that of the last statement.
Evaluation evaluate(std::string_view program, const std::vector<EvalInput>& inputs);

}  // namespace modelviz
