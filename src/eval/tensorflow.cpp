#include "eval/tensorflow.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "modelviz/error.h"

namespace modelviz {
namespace {

constexpr std::string_view kHint =
    "These are TensorFlow's own tensors, as constants are and what a function gets from ops.map or "
    "ops.scan: their operators convert no dtypes. Functions such as ops.add do.";

struct Operator {
  std::string_view symbol, op, op_of_bools;
};

constexpr std::array<Operator, 17> kOperators{{
    {"+", "add", ""},
    {"-", "subtract", ""},
    {"*", "multiply", "logical_and"},
    {"@", "matmul", ""},
    {"/", "true_divide", ""},
    {"//", "floor_divide", ""},
    {"%", "mod", ""},
    {"**", "power", ""},
    {"<", "less", ""},
    {"<=", "less_equal", ""},
    {">", "greater", ""},
    {">=", "greater_equal", ""},
    {"==", "equal", "equal"},
    {"!=", "not_equal", "not_equal"},
    {"&", "bitwise_and", "logical_and"},
    {"|", "bitwise_or", "logical_or"},
    {"^", "bitwise_xor", "logical_xor"},
}};

// An op stands in the diagnostic, so that no function around this names itself instead.
[[noreturn]] void fail(const Operator& failed, const std::string& why) {
  Diagnostic diagnostic{.message = "TensorFlow has no " + std::string(failed.symbol) + why,
                        .hint = std::string(kHint)};
  diagnostic.op = failed.op;
  throw Error(Fault::kModel, std::move(diagnostic));
}

const Operator& find_operator(std::string_view symbol) {
  const Operator* found = std::find_if(kOperators.begin(), kOperators.end(),
                                       [&](const Operator& o) { return o.symbol == symbol; });
  if (found != kOperators.end()) return *found;
  throw Error(Fault::kModel, "TensorFlow has no " + std::string(symbol) + " between tensors");
}

std::string name(const Value& operand) {
  const Tensor* tensor = operand.as_tensor();
  return tensor ? std::string(text(tensor->dtype())) : operand.text();
}

// The dtype of the tensors. A float becomes a number of that dtype only where it has fractions.
DType common_dtype(const Operator& symbol, const Value& left, const Value& right) {
  const Tensor *a = left.as_tensor(), *b = right.as_tensor();
  DType dtype = (a ? a : b)->dtype();
  bool fits =
      a && b ? a->dtype() == b->dtype() : !(is_integer(dtype) && (a ? right : left).is_float());
  if (!fits) fail(symbol, " between " + name(left) + " and " + name(right));
  return dtype;
}

}  // namespace

TensorFlowOperator tensorflow_operator(std::string_view symbol, const Value& left,
                                       const Value& right) {
  const Operator& found = find_operator(symbol);
  DType dtype = common_dtype(found, left, right);
  if (dtype == DType::kBool) {
    if (found.op_of_bools.empty()) fail(found, " of truth values");
    return {found.op_of_bools, std::nullopt};
  }
  if (symbol == "/" && is_integer(dtype) && bits(dtype) >= 32) return {found.op, DType::kFloat64};
  bool of_bits = found.op.starts_with("bitwise_");
  return {found.op, of_bits ? std::optional(dtype) : std::nullopt};
}

}  // namespace modelviz
