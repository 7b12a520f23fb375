// Ops on one tensor, or on several that are broadcast together. One line each:
// name, Keras class, module, signature, one-line doc, rule, dtype rule, MACs, elements.
#include "ops/elements.h"
#include "ops/rules.h"
#include "ops/tables.h"

namespace modelviz {
namespace {

TensorTypes fabs(OpCall& call) {
  if (is_complex(call.array("x").dtype)) call.fail("takes no complex tensors");
  return same_shape(call);
}

// To arctan2 every Python number is a float32, and so is a list that it cannot look into.
TensorType angle_operand(const OpCall& call, std::string_view parameter) {
  if (is_opaque_list(call, call.argument(parameter))) return {Shape{}, DType::kFloat32};
  TensorType type = call.array(parameter);
  if (!call.argument(parameter).as_tensor()) type.dtype = DType::kFloat32;
  return type;
}

TensorTypes arctan2(OpCall& call) {
  TensorType x1 = angle_operand(call, "x1"), x2 = angle_operand(call, "x2");
  Shape shape = call.broadcast(*x1.shape, *x2.shape);
  DType dtype = call.dtype({x1, x2});
  if (runs_eagerly(call)) return {{shape, dtype}};
  return inferred_or_executed(call, {{shape, dtype}}, [&] {
    return TensorTypes{{shape, call.dtype({call.array("x1"), call.array("x2")})}};
  });
}

// Its magnitude, angle or imaginary part, which Keras calls a complex number, too.
TensorTypes real_part(OpCall& call) {
  TensorTypes inferred = same_shape(call);
  return inferred_or_executed(call, inferred, [&] {
    return TensorTypes{{inferred[0].shape, real_dtype(inferred[0].dtype)}};
  });
}

TensorTypes reciprocal(OpCall& call) {
  TensorTypes inferred = same_shape(call);
  return inferred_or_executed(call, inferred, [&] { return in_own_float(call, inferred[0]); });
}

// Of a complex number, too, Keras infers a real one.
TensorTypes angle(OpCall& call) {
  TensorTypes inferred = same_shape(call);
  return inferred_or_executed(call, inferred, [&] {
    TensorType x = call.array("x");
    return is_complex(x.dtype) ? TensorTypes{x} : inferred;
  });
}

TensorTypes broadcast_tensors(OpCall& call) {
  require_tensor(call, "x1");
  require_tensor(call, "x2");
  return broadcast(call);
}

// Keras says the shape of x, even where y is larger.
TensorTypes bitwise(OpCall& call) {
  require_tensor(call, "x");
  require_tensor(call, "y");
  refuse_lists(call, {"x", "y"});
  return inferred_or_executed(call, shape_of_first(call), [&] { return broadcast(call); });
}

TensorTypes shift(OpCall& call) {
  require_tensor(call, "x");
  if (call.argument("y").as_int()) return {call.array("x")};
  return bitwise(call);
}

TensorTypes isin(OpCall& call) {
  require_tensor(call, "x1");
  return same_shape(call);
}

// The indices along each axis of what holds. How many there are depends on the data.
TensorTypes indices_where(OpCall& call, const Shape& condition) {
  TensorType indices{Shape{call.trace().unknown_dim()}, DType::kInt32};
  return listed(call, TensorTypes(condition.size(), indices));
}

// Without x1 and x2, where() gives indices; by Keras' rule one tensor of the same shape.
TensorTypes where(OpCall& call) {
  Shape shape =
      is_opaque_list(call, call.argument("condition")) ? Shape{} : call.shape("condition");
  if (!call.given("x1") && !call.given("x2")) {
    if (runs_eagerly(call)) return indices_where(call, shape);
    call.note("Keras infers one tensor in the shape of condition; executed, it is the indices");
    return {{shape, DType::kInt64}};
  }
  if (!call.given("x1") || !call.given("x2")) {
    call.fail("needs both x1 and x2, or neither of them");
  }
  TensorType x1 = operand(call, "x1"), x2 = operand(call, "x2");
  shape = call.broadcast(call.broadcast(shape, *x1.shape), *x2.shape);
  return {{shape, call.dtype({x1, x2})}};
}

// Keras' rule does not look at the shapes.
TensorTypes allclose(OpCall& call) {
  if (runs_eagerly(call)) (void)call.broadcast(call.shape("x1"), call.shape("x2"));
  return {{Shape{}, DType::kBool}};
}

// No dtype is the default one.
TensorTypes cast(OpCall& call) { return {{call.shape("x"), call.dtype("dtype", DType::kFloat32)}}; }

// A string is a tensor too, but nothing else can be made of it.
TensorTypes convert(OpCall& call) {
  if (!call.argument("x").as_string()) {
    TensorTypes result = with_dtype(call);
    require_real(call, call.argument("x"), result[0].dtype);
    return result;
  }
  DType dtype = call.dtype("dtype", DType::kString);
  if (dtype != DType::kString) {
    call.fail("cannot make " + std::string(text(dtype)) + " of the string " +
              call.argument("x").text());
  }
  return {{Shape{}, DType::kString}};
}

// The parts of a complex number. Truth values have none, which Keras sees where it computes.
TensorTypes complex_part(OpCall& call) {
  if (call.array("x").dtype == DType::kBool && runs_eagerly(call)) {
    call.fail("takes numbers, not truth values");
  }
  return real_part(call);
}

TensorTypes digitize(OpCall& call) {
  if (call.shape("bins").size() > 1) {
    call.refuse("bins", "must have rank 1, but its shape is " + keras_text(call.shape("bins")));
  }
  return same_shape(call);
}

std::vector<Elements> negated(const OpCall& call, const TensorTypes&) {
  auto elements = call.elements("x");
  if (!elements) return {};
  for (Dim& element : *elements) element = Dim(0) - element;
  return {std::move(*elements)};
}

constexpr DTypeRule kSame = DTypeRule::kSame;
constexpr DTypeRule kPromote = DTypeRule::kPromote;
constexpr DTypeRule kToFloat = DTypeRule::kToFloat;
constexpr DTypeRule kBool = DTypeRule::kBool;
constexpr DTypeRule kNotBool = DTypeRule::kNotBool;
constexpr DTypeRule kFloating = DTypeRule::kFloating;
constexpr DTypeRule kWideFloat = DTypeRule::kWideFloat;
constexpr DTypeRule kAngle = DTypeRule::kAngle;
constexpr DTypeRule kStrong = DTypeRule::kStrong;
constexpr DTypeRule kStrongFloat = DTypeRule::kStrongFloat;

constexpr OpDef kOps[] = {
    // One tensor.
    {"abs", "Abs", "numpy", "x", "The absolute value.", real_part, kSame},
    {"absolute", "Absolute", "numpy", "x", "The absolute value.", real_part, kSame},
    {"angle", "Angle", "numpy", "x", "The angle of a complex number.", real_part, kToFloat},
    {"arccos", "Arccos", "numpy", "x", "The inverse cosine.", same_shape, kToFloat},
    {"arccosh", "Arccosh", "numpy", "x", "The inverse hyperbolic cosine.", same_shape, kToFloat},
    {"arcsin", "Arcsin", "numpy", "x", "The inverse sine.", same_shape, kToFloat},
    {"arcsinh", "Arcsinh", "numpy", "x", "The inverse hyperbolic sine.", same_shape, kToFloat},
    {"arctan", "Arctan", "numpy", "x", "The inverse tangent.", same_shape, kToFloat},
    {"arctanh", "Arctanh", "numpy", "x", "The inverse hyperbolic tangent.", same_shape, kToFloat},
    {"array", "Array", "numpy", "x, dtype=None", "x as a tensor.", convert, kSame, nullptr,
     same_elements},
    {"bitwise_invert", "BitwiseInvert", "numpy", "x", "All bits flipped.", same_shape, kSame},
    {"bitwise_not", "BitwiseNot", "numpy", "x", "All bits flipped.", same_shape, kSame},
    {"cast", "Cast", "core", "x, dtype", "x in another dtype.", cast, kSame, nullptr,
     same_elements},
    {"cbrt", "Cbrt", "numpy", "x", "The cube root.", same_shape, DTypeRule::kWideFloatNotBool},
    {"ceil", "Ceil", "numpy", "x", "Rounded up.", same_shape, kToFloat},
    {"clip", "Clip", "numpy", "x, x_min, x_max", "x, but not below x_min or above x_max.",
     same_shape, kNotBool},
    {"conj", "Conj", "numpy", "x", "The complex conjugate.", complex_part, kSame},
    {"conjugate", "Conjugate", "numpy", "x", "The complex conjugate.", complex_part, kSame},
    {"convert_to_tensor", "ConvertToTensor", "core", "x, dtype=None, sparse=None, ragged=None",
     "x as a tensor.", convert, kSame, nullptr, same_elements},
    {"copy", "Copy", "numpy", "x", "The same.", same_shape, kSame, nullptr, same_elements},
    {"cos", "Cos", "numpy", "x", "The cosine.", same_shape, kToFloat},
    {"cosh", "Cosh", "numpy", "x", "The hyperbolic cosine.", same_shape, kToFloat},
    {"deg2rad", "Deg2rad", "numpy", "x", "Degrees in radians.", angle, kAngle},
    {"erf", "Erf", "math", "x", "The Gauss error function.", same_shape, kSame},
    {"erfc", "Erfc", "math", "x", "1 - erf(x).", same_shape, kToFloat},
    {"erfinv", "Erfinv", "math", "x", "The inverse of erf.", same_shape, kSame},
    {"exp", "Exp", "numpy", "x", "e to the power of x.", same_shape, kFloating},
    {"exp2", "Exp2", "numpy", "x", "2 to the power of x.", same_shape, kFloating},
    {"expm1", "Expm1", "numpy", "x", "exp(x) - 1.", same_shape, kFloating},
    {"fabs", "Fabs", "numpy", "x", "The absolute value, as a float.", fabs, kFloating},
    {"floor", "Floor", "numpy", "x", "Rounded down.", same_shape, kToFloat},
    {"i0", "I0", "numpy", "x", "The modified Bessel function of order 0.", same_shape, kAngle},
    {"imag", "Imag", "numpy", "x", "The imaginary part.", real_part, kSame},
    {"isfinite", "Isfinite", "numpy", "x", "Whether each is finite.", same_shape, kBool},
    {"isinf", "Isinf", "numpy", "x", "Whether each is infinite.", same_shape, kBool},
    {"isnan", "Isnan", "numpy", "x", "Whether each is not a number.", same_shape, kBool},
    {"isneginf", "Isneginf", "numpy", "x", "Whether each is minus infinity.", same_shape, kBool},
    {"isposinf", "Isposinf", "numpy", "x", "Whether each is plus infinity.", same_shape, kBool},
    {"isreal", "Isreal", "numpy", "x", "Whether each is real.", same_shape, kBool},
    {"log", "Log", "numpy", "x", "The natural logarithm.", same_shape, kToFloat},
    {"log10", "Log10", "numpy", "x", "The logarithm to base 10.", same_shape, kToFloat},
    {"log1p", "Log1p", "numpy", "x", "log(1 + x).", same_shape, kToFloat},
    {"log2", "Log2", "numpy", "x", "The logarithm to base 2.", same_shape, kToFloat},
    {"logical_not", "LogicalNot", "numpy", "x", "Not x.", same_shape, kBool},
    {"nan_to_num", "NanToNum", "numpy", "x, nan=0.0, posinf=None, neginf=None",
     "x with numbers for what is none.", same_shape, kSame},
    {"negative", "Negative", "numpy", "x", "-x.", same_shape, kSame, nullptr, negated},
    {"rad2deg", "Rad2deg", "numpy", "x", "Radians in degrees.", angle, kAngle},
    {"real", "Real", "numpy", "x", "The real part.", complex_part, kSame},
    {"reciprocal", "Reciprocal", "numpy", "x", "1 / x.", reciprocal, DTypeRule::kFloat32},
    {"round", "Round", "numpy", "x, decimals=0", "Rounded.", same_shape, kSame},
    {"rsqrt", "Rsqrt", "math", "x", "1 / sqrt(x).", same_shape, kSame},
    {"saturate_cast", "SaturateCast", "core", "x, dtype",
     "x in another dtype, clipped to what that can hold.", cast, kSame},
    {"sign", "Sign", "numpy", "x", "-1, 0 or 1.", same_shape, kSame},
    {"signbit", "Signbit", "numpy", "x", "Whether the sign bit is set.", same_shape, kBool},
    {"sin", "Sin", "numpy", "x", "The sine.", same_shape, kToFloat},
    {"sinc", "Sinc", "numpy", "x", "sin(pi x) / (pi x).", same_shape, kToFloat},
    {"sinh", "Sinh", "numpy", "x", "The hyperbolic sine.", same_shape, kToFloat},
    {"sqrt", "Sqrt", "numpy", "x", "The square root.", same_shape, kToFloat},
    {"square", "Square", "numpy", "x", "x * x.", same_shape, kNotBool},
    {"stop_gradient", "StopGradient", "core", "variable", "The same; no gradient flows back.",
     same_shape, kSame, nullptr, same_elements},
    {"tan", "Tan", "numpy", "x", "The tangent.", same_shape, kToFloat},
    {"tanh", "Tanh", "numpy", "x", "The hyperbolic tangent.", same_shape, kToFloat},
    {"trunc", "Trunc", "numpy", "x", "Rounded towards zero.", same_shape, kSame},

    // Two tensors, or a tensor and a number.
    {"add", "Add", "numpy", "x1, x2", "x1 + x2.", broadcast, kPromote, nullptr,
     combined_elements<add_sizes>},
    {"allclose", "AllClose", "numpy", "x1, x2, rtol=1e-05, atol=1e-08, equal_nan=False",
     "Whether all are nearly equal.", allclose},
    {"arctan2", "Arctan2", "numpy", "x1, x2", "The angle whose tangent is x1 / x2.", arctan2,
     kToFloat},
    {"bitwise_and", "BitwiseAnd", "numpy", "x, y", "x & y, bit by bit.", bitwise, kPromote},
    {"bitwise_left_shift", "BitwiseLeftShift", "numpy", "x, y", "x << y.", shift, kPromote},
    {"bitwise_or", "BitwiseOr", "numpy", "x, y", "x | y, bit by bit.", bitwise, kPromote},
    {"bitwise_right_shift", "BitwiseRightShift", "numpy", "x, y", "x >> y.", shift, kPromote},
    {"bitwise_xor", "BitwiseXor", "numpy", "x, y", "x ^ y, bit by bit.", bitwise, kPromote},
    {"digitize", "Digitize", "numpy", "x, bins", "The bin that each falls into.", digitize,
     DTypeRule::kInt32},
    {"divide", "Divide", "numpy", "x1, x2", "x1 / x2.", broadcast, kToFloat},
    {"divide_no_nan", "DivideNoNan", "numpy", "x1, x2", "x1 / x2, and 0 where x2 is 0.", broadcast,
     kToFloat},
    {"equal", "Equal", "numpy", "x1, x2", "Whether x1 == x2.", broadcast, kBool},
    {"floor_divide", "FloorDivide", "numpy", "x1, x2", "x1 // x2.", broadcast, kPromote, nullptr,
     combined_elements<divide_sizes>},
    {"fmax", "Fmax", "numpy", "x1, x2", "The larger one; a number before NaN.", broadcast,
     kPromote},
    {"fmin", "Fmin", "numpy", "x1, x2", "The smaller one; a number before NaN.", broadcast,
     kPromote},
    {"fmod", "Fmod", "numpy", "x1, x2", "The remainder with the sign of x1.", broadcast, kNotBool},
    {"gcd", "Gcd", "numpy", "x1, x2", "The greatest common divisor.", broadcast, kStrong},
    {"greater", "Greater", "numpy", "x1, x2", "Whether x1 > x2.", broadcast, kBool},
    {"greater_equal", "GreaterEqual", "numpy", "x1, x2", "Whether x1 >= x2.", broadcast, kBool},
    {"heaviside", "Heaviside", "numpy", "x1, x2", "0 or 1 by the sign of x1, and x2 where x1 is 0.",
     broadcast_tensors, kWideFloat},
    {"hypot", "Hypot", "numpy", "x1, x2", "sqrt(x1**2 + x2**2).", broadcast_tensors, kWideFloat},
    {"isclose", "Isclose", "numpy", "x1, x2, rtol=1e-05, atol=1e-08, equal_nan=False",
     "Whether each are nearly equal.", broadcast, kBool},
    {"isin", "IsIn", "numpy", "x1, x2, assume_unique=False, invert=False",
     "Whether each of x1 is one of x2.", isin, kBool},
    {"lcm", "Lcm", "numpy", "x1, x2", "The least common multiple.", broadcast, kStrong},
    {"ldexp", "Ldexp", "numpy", "x1, x2", "x1 * 2**x2.", broadcast, kStrongFloat},
    {"left_shift", "LeftShift", "numpy", "x, y", "x << y.", shift, kPromote},
    {"less", "Less", "numpy", "x1, x2", "Whether x1 < x2.", broadcast, kBool},
    {"less_equal", "LessEqual", "numpy", "x1, x2", "Whether x1 <= x2.", broadcast, kBool},
    {"logaddexp", "Logaddexp", "numpy", "x1, x2", "log(exp(x1) + exp(x2)).", broadcast, kToFloat},
    {"logaddexp2", "Logaddexp2", "numpy", "x1, x2", "log2(2**x1 + 2**x2).", broadcast, kToFloat},
    {"logical_and", "LogicalAnd", "numpy", "x1, x2", "x1 and x2.", broadcast, kBool},
    {"logical_or", "LogicalOr", "numpy", "x1, x2", "x1 or x2.", broadcast, kBool},
    {"logical_xor", "LogicalXor", "numpy", "x1, x2", "Either x1 or x2.", broadcast, kBool},
    {"maximum", "Maximum", "numpy", "x1, x2", "The larger one.", broadcast, kPromote, nullptr,
     combined_elements<larger_size>},
    {"minimum", "Minimum", "numpy", "x1, x2", "The smaller one.", broadcast, kPromote, nullptr,
     combined_elements<smaller_size>},
    {"mod", "Mod", "numpy", "x1, x2", "The remainder with the sign of x2.", broadcast, kNotBool,
     nullptr, combined_elements<remainder_of_sizes>},
    {"multiply", "Multiply", "numpy", "x1, x2", "x1 * x2.", broadcast, kPromote, nullptr,
     combined_elements<multiply_sizes>},
    {"nextafter", "Nextafter", "numpy", "x1, x2", "The next number after x1 on the way to x2.",
     broadcast, kStrongFloat},
    {"not_equal", "NotEqual", "numpy", "x1, x2", "Whether x1 != x2.", broadcast, kBool},
    {"power", "Power", "numpy", "x1, x2", "x1 ** x2.", broadcast, kPromote},
    {"right_shift", "RightShift", "numpy", "x, y", "x >> y.", shift, kPromote},
    {"subtract", "Subtract", "numpy", "x1, x2", "x1 - x2.", broadcast, kPromote, nullptr,
     combined_elements<subtract_sizes>},
    {"true_divide", "TrueDivide", "numpy", "x1, x2", "x1 / x2.", broadcast, kToFloat},
    {"where", "Where", "numpy", "condition, x1=None, x2=None", "x1 where condition holds, else x2.",
     where, kPromote},
};

}  // namespace

std::span<const OpDef> elementwise_ops() { return kOps; }

}  // namespace modelviz
