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

DType dtype_of(const Value& left, const Value& right) {
  return (left.as_tensor() ? left : right).as_tensor()->dtype();
}

// A float is made a number of the tensor's dtype only where that has fractions.
void check_number(DType dtype, const Value& number) {
  if (!number.is_float() || !is_integer(dtype) || dtype == DType::kBool) return;
  throw Error(Fault::kModel,
              "TensorFlow makes no " + std::string(text(dtype)) + " of " + number.text(),
              std::string(kHint));
}

}  // namespace

std::string_view tensorflow_operator(std::string_view symbol, const Value& left,
                                     const Value& right) {
  const Operator* found = std::find_if(kOperators.begin(), kOperators.end(),
                                       [&](const Operator& o) { return o.symbol == symbol; });
  if (found == kOperators.end()) {
    throw Error(Fault::kModel, "TensorFlow has no " + std::string(symbol) + " between tensors");
  }
  DType dtype = dtype_of(left, right);
  const Tensor *a = left.as_tensor(), *b = right.as_tensor();
  if (a && b && a->dtype() != b->dtype()) {
    throw Error(Fault::kModel,
                "TensorFlow has no " + std::string(symbol) + " between " +
                    std::string(text(a->dtype())) + " and " + std::string(text(b->dtype())),
                std::string(kHint));
  }
  check_number(dtype, a ? right : left);
  if (dtype != DType::kBool) return found->op;
  if (!found->op_of_bools.empty()) return found->op_of_bools;
  throw Error(Fault::kModel, "TensorFlow has no " + std::string(symbol) + " of bool tensors",
              std::string(kHint));
}

bool divides_as_float64(std::string_view symbol, const Value& left, const Value& right) {
  DType dtype = dtype_of(left, right);
  return symbol == "/" && is_integer(dtype) && bits(dtype) >= 32;
}

}  // namespace modelviz
