// tf.math and tf.bitwise, element by element. TensorFlow keeps the dtype of what it is given, and
// refuses to mix two.
#include "ops/ops.h"
#include "ops/tensorflow_table.h"

namespace modelviz {
namespace {

// Keras writes no second operand for == and !=: the comparison loses it on saving.
Tensors compare(const TensorFlowCall& call) {
  if (call.given("y")) return one_dtype(call);
  return call.call({{"x2", call.argument("x")}});
}

// Of integers it makes float64, of small ones float32.
Tensors divide(const TensorFlowCall& call) {
  Tensor quotient = one_dtype(call).at(0);
  const Value& x = call.argument("x").as_tensor() ? call.argument("x") : call.argument("y");
  const Tensor* tensor = x.as_tensor();
  if (!tensor || !is_integer(tensor->dtype())) return {quotient};
  return {with_dtype(quotient, bits(tensor->dtype()) > 16 ? DType::kFloat64 : DType::kFloat32)};
}

Tensors keep_both_dtypes(const TensorFlowCall& call) {
  Tensor output = one_dtype(call).at(0);
  for (auto [parameter, name] : call.mapping()) {
    if (auto x = call.tensor(parameter)) return {with_dtype(output, x->dtype())};
  }
  return {output};
}

// A number is a tensor, too.
Tensors on_bits(const TensorFlowCall& call) {
  auto x = call.tensor("x"), y = call.tensor("y");
  if (x && !y) {
    Tensor number = call.trace().add_tensor({Shape{}, x->dtype()});
    return call.call({{"y", call.argument("y").is_int()
                                ? Value(number)
                                : as_operand(call.trace(), call.argument("y"), x->dtype())}});
  }
  return one_dtype(call);
}

// The coefficients of a polynomial, the highest first.
TensorTypes polynomial(OpCall& call) {
  TensorType x = call.array("x");
  Shape shape = *x.shape;
  for (const TensorType& coefficient : call.arrays("coeffs")) {
    shape = call.broadcast(shape, *coefficient.shape);
  }
  return {{shape, x.dtype}};
}

Tensors add_all(const TensorFlowCall& call) {
  const List* inputs = call.argument("inputs").as_list();
  if (!inputs || inputs->empty()) throw UnknownShape{};
  const Tensor* first = inputs->front().as_tensor();
  if (!first) throw UnknownShape{};
  Tensor sum = *first;
  for (std::size_t i = 1; i < inputs->size(); ++i) sum = sum + (*inputs)[i];
  return {sum};
}

Tensors squared_difference(const TensorFlowCall& call) {
  return {ops::square(one_dtype(call).at(0))};
}

// The norm of all, which divides each.
Tensors clip_by_global_norm(const TensorFlowCall& call) {
  const List* inputs = call.argument("t_list").as_list();
  if (!inputs || inputs->empty()) throw UnknownShape{};
  Tensors outputs;
  for (const Value& input : *inputs) {
    const Tensor* tensor = input.as_tensor();
    if (!tensor) throw UnknownShape{};
    outputs.push_back(ops::identity(*tensor));
  }
  outputs.push_back(ops::full(call.trace(), {}, 0, outputs[0].dtype()));
  return outputs;
}

TensorTypes broadcast_all(OpCall& call) {
  TensorType first = call.array(0);
  Shape shape = *first.shape;
  for (int i : {1, 2}) shape = call.broadcast(shape, *call.array(i).shape);
  return {{shape, first.dtype}};
}

constexpr TensorFlowOp unary(std::string_view name, std::string_view op,
                             std::string_view signature = "x", TensorFlowRun run = keep_dtype) {
  return {.name = name, .signature = signature, .op = op, .parameters = "x", .run = run};
}
constexpr TensorFlowOp test(std::string_view name, std::string_view op) {
  return unary(name, op, "x", nullptr);
}
constexpr TensorFlowOp binary(std::string_view name, std::string_view op,
                              TensorFlowRun run = one_dtype) {
  return {.name = name, .signature = "x, y", .op = op, .parameters = "x1, x2", .run = run};
}
constexpr TensorFlowOp bitwise(std::string_view name, std::string_view op) {
  return {.name = name, .signature = "x, y", .op = op, .parameters = "x, y", .run = on_bits};
}
constexpr TensorFlowOp cast_to(std::string_view name, std::string_view signature) {
  return {.name = name, .signature = signature, .op = "cast", .parameters = "x, dtype"};
}

constexpr TensorFlowOp kOps[] = {
    binary("__operators__.add", "add"),
    {"__operators__.eq", "x, y=None", "equal", "x1, x2", compare},
    {"__operators__.ne", "x, y=None", "not_equal", "x1, x2", compare},
    bitwise("bitwise.bitwise_and", "bitwise_and"),
    bitwise("bitwise.bitwise_or", "bitwise_or"),
    bitwise("bitwise.bitwise_xor", "bitwise_xor"),
    unary("bitwise.invert", "bitwise_invert"),
    bitwise("bitwise.left_shift", "bitwise_left_shift"),
    bitwise("bitwise.right_shift", "bitwise_right_shift"),
    {"cast", "x, dtype", "cast", "x, dtype"},
    {"clip_by_global_norm", "t_list, clip_norm, use_norm=None", "multiply", "-, -, -",
     clip_by_global_norm},
    {"clip_by_norm", "t, clip_norm, axes=None", "copy", "x, -, -"},
    {"clip_by_value", "t, clip_value_min, clip_value_max", "clip", "x, x_min, x_max", one_dtype},
    {"compat.v1.clip_by_average_norm", "t, clip_norm", "copy", "x, -"},
    binary("compat.v1.div", "divide", keep_both_dtypes),
    binary("compat.v1.floor_div", "floor_divide"),
    {"compat.v1.Print", "input_, data=None, message=None, first_n=None, summarize=None", "copy",
     "x, -, -, -, -"},
    {"compat.v1.math.scalar_mul", "scalar, x", "multiply", "x1, x2", one_dtype},
    cast_to("compat.v1.to_bfloat16", "x, dtype='bfloat16'"),
    cast_to("compat.v1.to_complex128", "x, dtype='complex128'"),
    cast_to("compat.v1.to_complex64", "x, dtype='complex64'"),
    cast_to("compat.v1.to_double", "x, dtype='float64'"),
    cast_to("compat.v1.to_float", "x, dtype='float32'"),
    cast_to("compat.v1.to_int32", "x, dtype='int32'"),
    cast_to("compat.v1.to_int64", "x, dtype='int64'"),
    {"debugging.assert_all_finite", "x, message=None", "copy", "x, -"},
    {"debugging.check_numerics", "tensor, message=None", "copy", "x, -"},
    cast_to("dtypes.cast", "x, dtype"),
    cast_to("dtypes.saturate_cast", "value, dtype"),
    unary("identity", "copy", "input"),
    unary("math.abs", "absolute", "x", to_real),
    {"math.accumulate_n", "inputs, shape=None, tensor_dtype=None", "add", "-, -, -", add_all},
    unary("math.acos", "arccos"),
    unary("math.acosh", "arccosh"),
    binary("math.add", "add"),
    {"math.add_n", "inputs", "add", "-", add_all},
    unary("math.angle", "angle", "input", to_real),
    unary("math.asin", "arcsin"),
    unary("math.asinh", "arcsinh"),
    unary("math.atan", "arctan"),
    {"math.atan2", "y, x", "arctan2", "x1, x2", keep_both_dtypes},
    unary("math.atanh", "arctanh"),
    unary("math.bessel_i0", "i0"),
    own("math.bessel_i0e", "x", "i0(x) * exp(-|x|).", same_shape),
    own("math.bessel_i1", "x", "The modified Bessel function of order 1.", same_shape),
    own("math.bessel_i1e", "x", "i1(x) * exp(-|x|).", same_shape),
    own("math.betainc", "a, b, x", "The regularized incomplete beta integral.", broadcast_all,
        one_dtype),
    unary("math.ceil", "ceil"),
    unary("math.conj", "conj"),
    unary("math.cos", "cos"),
    unary("math.cosh", "cosh"),
    own("math.digamma", "x", "The derivative of lgamma.", same_shape),
    binary("math.divide", "divide", divide),
    binary("math.divide_no_nan", "divide_no_nan", keep_both_dtypes),
    binary("math.equal", "equal"),
    unary("math.erf", "erf"),
    unary("math.erfc", "erfc"),
    own("math.erfcinv", "x", "The inverse of erfc.", same_shape),
    unary("math.erfinv", "erfinv"),
    unary("math.exp", "exp"),
    unary("math.expm1", "expm1"),
    unary("math.floor", "floor"),
    binary("math.floordiv", "floor_divide"),
    binary("math.floormod", "mod"),
    binary("math.greater", "greater"),
    binary("math.greater_equal", "greater_equal"),
    own("math.igamma", "a, x", "The lower regularized incomplete gamma function.", broadcast,
        one_dtype),
    own("math.igammac", "a, x", "The upper regularized incomplete gamma function.", broadcast,
        one_dtype),
    unary("math.imag", "imag", "input", to_real),
    unary("math.invert_permutation", "argsort"),
    test("math.is_finite", "isfinite"),
    test("math.is_inf", "isinf"),
    test("math.is_nan", "isnan"),
    binary("math.less", "less"),
    binary("math.less_equal", "less_equal"),
    own("math.lgamma", "x", "The logarithm of the size of the gamma function.", same_shape),
    unary("math.log", "log"),
    unary("math.log1p", "log1p"),
    unary("math.log_sigmoid", "log_sigmoid"),
    binary("math.logical_and", "logical_and"),
    test("math.logical_not", "logical_not"),
    binary("math.logical_or", "logical_or"),
    binary("math.logical_xor", "logical_xor"),
    binary("math.maximum", "maximum"),
    binary("math.minimum", "minimum"),
    binary("math.mod", "mod"),
    binary("math.multiply", "multiply"),
    binary("math.multiply_no_nan", "multiply"),
    own("math.ndtri", "x", "The quantile function of the normal distribution.", same_shape),
    unary("math.negative", "negative"),
    {"math.nextafter", "x1, x2", "nextafter", "x1, x2", one_dtype},
    binary("math.not_equal", "not_equal"),
    own("math.polygamma", "a, x", "A derivative of digamma.", broadcast, one_dtype),
    own("math.polyval", "coeffs, x", "The value of a polynomial.", polynomial),
    binary("math.pow", "power"),
    unary("math.real", "real", "input", to_real),
    unary("math.reciprocal", "reciprocal"),
    unary("math.reciprocal_no_nan", "reciprocal"),
    unary("math.rint", "round"),
    unary("math.round", "round"),
    unary("math.rsqrt", "rsqrt"),
    {"math.scalar_mul", "scalar, x", "multiply", "x1, x2", one_dtype},
    unary("math.sigmoid", "sigmoid"),
    unary("math.sign", "sign"),
    unary("math.sin", "sin"),
    unary("math.sinh", "sinh"),
    unary("math.softplus", "softplus", "features"),
    unary("math.sqrt", "sqrt"),
    unary("math.square", "square"),
    binary("math.squared_difference", "subtract", squared_difference),
    binary("math.subtract", "subtract"),
    unary("math.tan", "tan"),
    unary("math.tanh", "tanh"),
    binary("math.truediv", "true_divide", divide),
    binary("math.xdivy", "divide"),
    binary("math.xlog1py", "multiply"),
    binary("math.xlogy", "multiply"),
    own("math.zeta", "x, q", "The Hurwitz zeta function.", broadcast, one_dtype),
    binary("realdiv", "divide"),
    {"stop_gradient", "input", "stop_gradient", "variable"},
    binary("truncatediv", "floor_divide"),
    binary("truncatemod", "fmod"),
};

}  // namespace

std::span<const TensorFlowOp> tensorflow_math() { return kOps; }

}  // namespace modelviz
