// One tensor, or several broadcast together; activations. Sorted by name.
#include "ops/guide_tables.h"

namespace modelviz {
namespace {

constexpr std::array<std::string_view, 2> kComplex = {"ops.{op}(x) | x=complex64[None,8]",
                                                      "ops.{op}(x) | x=[None,10,5]"};
constexpr std::array<std::string_view, 2> kBits = {"ops.{op}(x) | x=int32[None,8]",
                                                   "ops.{op}(x) | x=bool[3]"};
constexpr std::string_view kSameShape = "The shape of x.";
constexpr std::string_view kAxisOfX = "The shape of x. An axis that x does not have is refused.";
constexpr std::string_view kShapeOfX =
    "The shape of x, even where y is larger: Keras infers no broadcasting. Python numbers are "
    "refused.";
constexpr std::array<std::string_view, 2> kBitPairs = {
    "ops.{op}(x, y) | x=int32[None,8] y=int32[8]", "ops.{op}(x, y) | x=bool[3] y=int32[2,3]"};
constexpr std::string_view kShifted =
    "The shape of x, even where y is larger: Keras infers no broadcasting. x must be a tensor, y "
    "one or an integer.";
constexpr std::array<std::string_view, 2> kShifts = {"ops.{op}(x, 2) | x=int32[None,8]",
                                                     "ops.{op}(x, y) | x=int32[8] y=int8[4,8]"};
constexpr std::string_view kPairs =
    "The shapes of x1 and x2, broadcast together. Python numbers are refused.";
constexpr std::array<std::string_view, 2> kPairExamples = {
    "ops.{op}(x1, x2) | x1=[None,1,5] x2=[7,1]", "ops.{op}(x1, x2) | x1=int32[None,3] x2=[3]"};
constexpr std::string_view kTensorOf =
    "The shape of x: a Python number is a scalar, nested lists are axes.";
constexpr std::array<std::string_view, 2> kActivations = {"ops.{op}(x) | x=[None,10]",
                                                          "ops.{op}(x) | x=float16[None,28,28,3]"};

constexpr OpGuide kGuides[] = {
    {"abs", kSameShape, kComplex},
    {"absolute", kSameShape, kComplex},
    {"allclose",
     "A scalar. The shapes of x1 and x2 are not compared.",
     {"ops.allclose(x1, x2) | x1=[None,5] x2=[None,5]",
      "ops.allclose(x1, 0.0, atol=1e-3) | x1=float16[3,3]"}},
    {"angle", kSameShape, kComplex},
    {"arctan2",
     "The shapes of x1 and x2, broadcast together.",
     {"ops.arctan2(x1, x2) | x1=[None,1,5] x2=[7,1]", "ops.arctan2(x1, 1) | x1=int32[None,3]"}},
    {"array",
     kTensorOf,
     {"ops.array(x) | x=[None,10,5]", "ops.array([[1, 2, 3], [4, 5, 6]], dtype='float32') | "}},
    {"bitwise_and", kShapeOfX, kBitPairs},
    {"bitwise_invert", kSameShape, kBits},
    {"bitwise_left_shift", kShifted, kShifts},
    {"bitwise_not", kSameShape, kBits},
    {"bitwise_or", kShapeOfX, kBitPairs},
    {"bitwise_right_shift", kShifted, kShifts},
    {"bitwise_xor", kShapeOfX, kBitPairs},
    {"cast",
     kSameShape,
     {"ops.cast(x, 'float16') | x=[None,10]", "ops.cast(x, 'bool') | x=int32[]"}},
    {"celu",
     kSameShape,
     {"ops.celu(x) | x=[None,10]", "ops.celu(x, alpha=0.5) | x=float16[None,28,28,3]"}},
    {"clip",
     "The shape of x, even where x_min or x_max is larger.",
     {"ops.clip(x, 0, 6) | x=[None,10]", "ops.clip(x, low, 1.0) | x=int32[None,10] low=[10]"}},
    {"conj", kSameShape, kComplex},
    {"conjugate", kSameShape, kComplex},
    {"convert_to_tensor",
     kTensorOf,
     {"ops.convert_to_tensor(x) | x=[None,10,5]",
      "ops.convert_to_tensor([[1, 2, 3], [4, 5, 6]], dtype='float32') | "}},
    {"deg2rad", kSameShape, kActivations},
    {"digitize",
     "The shape of x. bins of rank 2 or more are refused.",
     {"ops.digitize(x, bins) | x=[None,10] bins=[4]",
      "ops.digitize(x, [0.0, 0.5, 1.0]) | x=[3,3]"}},
    {"elu",
     kSameShape,
     {"ops.elu(x) | x=[None,10]", "ops.elu(x, alpha=0.5) | x=float16[None,28,28,3]"}},
    {"fabs",
     "The shape of x. Complex tensors are refused.",
     {"ops.fabs(x) | x=[None,10,5]", "ops.fabs(x) | x=int32[3]"}},
    {"gelu",
     kSameShape,
     {"ops.gelu(x) | x=[None,10]", "ops.gelu(x, approximate=False) | x=float16[None,28,28,3]"}},
    {"glu",
     "The shape of x with half the size along axis. An odd size is refused.",
     {"ops.glu(x) | x=[None,10,8]", "ops.glu(x, axis=1) | x=[None,10,8]"}},
    {"hard_shrink",
     kSameShape,
     {"ops.hard_shrink(x) | x=[None,10]",
      "ops.hard_shrink(x, threshold=0.1) | x=float16[None,28,28,3]"}},
    {"hard_sigmoid", kSameShape, kActivations},
    {"hard_silu", kSameShape, kActivations},
    {"hard_swish", kSameShape, kActivations},
    {"hard_tanh", kSameShape, kActivations},
    {"heaviside", kPairs, kPairExamples},
    {"hypot", kPairs, kPairExamples},
    {"imag", kSameShape, kComplex},
    {"isin",
     "The shape of x1, whatever that of x2 is. x1 must be a tensor.",
     {"ops.isin(x1, x2) | x1=int32[None,10] x2=int32[4,4]",
      "ops.isin(x1, [1, 2], invert=True) | x1=int32[3]"}},
    {"isreal", kSameShape, kComplex},
    {"leaky_relu",
     kSameShape,
     {"ops.leaky_relu(x) | x=[None,10]",
      "ops.leaky_relu(x, negative_slope=0.01) | x=float16[None,28,28,3]"}},
    {"left_shift", kShifted, kShifts},
    {"log_sigmoid", kSameShape, kActivations},
    {"log_softmax",
     kAxisOfX,
     {"ops.log_softmax(x) | x=[None,10]", "ops.log_softmax(x, axis=(1, 2)) | x=[None,8,8,3]"}},
    {"logical_not",
     kSameShape,
     {"ops.logical_not(x) | x=bool[None,10]", "ops.logical_not(x) | x=int32[3]"}},
    {"nan_to_num",
     kSameShape,
     {"ops.nan_to_num(x) | x=[None,10]",
      "ops.nan_to_num(x, nan=-1.0, posinf=1e6) | x=float16[None,10]"}},
    {"rad2deg", kSameShape, kActivations},
    {"real", kSameShape, kComplex},
    {"reciprocal", kSameShape, kActivations},
    {"relu", kSameShape, kActivations},
    {"relu6", kSameShape, kActivations},
    {"right_shift", kShifted, kShifts},
    {"round",
     kSameShape,
     {"ops.round(x) | x=[None,10]", "ops.round(x, decimals=2) | x=float64[3,3]"}},
    {"saturate_cast",
     kSameShape,
     {"ops.saturate_cast(x, 'uint8') | x=[None,28,28,3]",
      "ops.saturate_cast(x, 'int8') | x=int32[3]"}},
    {"selu", kSameShape, kActivations},
    {"sigmoid", kSameShape, kActivations},
    {"silu", kSameShape, kActivations},
    {"soft_shrink",
     kSameShape,
     {"ops.soft_shrink(x) | x=[None,10]",
      "ops.soft_shrink(x, threshold=0.1) | x=float16[None,28,28,3]"}},
    {"softmax",
     kAxisOfX,
     {"ops.softmax(x) | x=[None,10]", "ops.softmax(x, axis=(1, 2)) | x=[None,8,8,3]"}},
    {"softplus", kSameShape, kActivations},
    {"softsign", kSameShape, kActivations},
    {"sparse_plus", kSameShape, kActivations},
    {"sparse_sigmoid", kSameShape, kActivations},
    {"sparsemax",
     kAxisOfX,
     {"ops.sparsemax(x) | x=[None,10]", "ops.sparsemax(x, axis=1) | x=[None,10,5]"}},
    {"squareplus",
     kSameShape,
     {"ops.squareplus(x) | x=[None,10]", "ops.squareplus(x, b=1) | x=float16[None,28,28,3]"}},
    {"stop_gradient",
     "The shape of variable.",
     {"ops.stop_gradient(x) | x=[None,10,5]", "ops.stop_gradient(ops.shape(x)) | x=[None,10]"}},
    {"swish", kSameShape, kActivations},
    {"tanh_shrink", kSameShape, kActivations},
    {"threshold",
     kSameShape,
     {"ops.threshold(x, 0.5, 0.0) | x=[None,10]",
      "ops.threshold(x, threshold=0.0, default_value=-1.0) | x=float16[3]"}},
    {"where",
     "The shapes of condition, x1 and x2, broadcast together. With neither x1 nor x2 Keras infers "
     "the shape of condition; one without the other is refused.",
     {"ops.where(c, x1, x2) | c=bool[None,1] x1=[10] x2=[None,10]",
      "ops.where(x > 0, x, 0.0) | x=[None,28,28,3]"}},
};

}  // namespace

std::span<const OpGuide> elementwise_guides() { return kGuides; }

}  // namespace modelviz
