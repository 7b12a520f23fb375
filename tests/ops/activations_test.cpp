#include "ops/activations.h"

#include <gtest/gtest.h>

#include "modelviz/op.h"
#include "support/cells.h"
#include "support/op_table.h"

namespace modelviz::test {
namespace {

std::string activated(std::string_view name, DType dtype = DType::kFloat32) {
  Trace trace;
  Tensor x = trace.add_tensor({Shape{Dim::symbol("batch"), 8}, dtype});
  return result_of([&] { return keras_text(Tensors{activate(name, x)}); });
}

TEST(Activations, KeepShapeAndDType) {
  for (std::string_view name :
       {"celu",         "elu",         "exponential", "gelu",        "hard_shrink",
        "hard_sigmoid", "hard_silu",   "hard_swish",  "hard_tanh",   "leaky_relu",
        "linear",       "log_sigmoid", "log_softmax", "mish",        "relu",
        "relu6",        "selu",        "sigmoid",     "silu",        "soft_shrink",
        "softmax",      "softplus",    "softsign",    "sparse_plus", "sparse_sigmoid",
        "sparsemax",    "squareplus",  "swish",       "tanh",        "tanh_shrink"}) {
    SCOPED_TRACE(name);
    EXPECT_TRUE(is_activation(name));
    EXPECT_EQ(activated(name), "(None, 8) float32");
    EXPECT_EQ(activated(name, DType::kBfloat16), "(None, 8) bfloat16");
  }
}

TEST(Activations, SomeAreNotForIntegers) {
  EXPECT_EQ(activated("relu", DType::kInt32), "(None, 8) int32");
  EXPECT_EQ(activated("exponential", DType::kInt32), "(None, 8) float32");
  EXPECT_EQ(activated("tanh", DType::kInt32), "(None, 8) float32");
}

TEST(Activations, ConstantsMustBeFloats) {
  constexpr OpCase kCases[] = {
      {"celu", "3", "error: can be computed of floats only"},
      {"celu", "(2,) int32", "(2,) int32"},
      {"celu", "[1.0]", "(1,) float32"},
      {"relu", "3", "() int32"},
      {"relu", "True", "error: cannot be computed of truth values"},
      {"leaky_relu", "3", "() float32"},
  };
  expect_keras(kCases);
}

TEST(Activations, GluHalvesItsAxis) {
  EXPECT_EQ(activated("glu"), "(None, 4) float32");
  constexpr OpCase kCases[] = {
      {"glu", "(2, 5) float32, axis=0", "(1, 5) float32"},
      {"glu", "(2, 5) float32",
       "error: the size of the axis that is halved must be even, but x has shape (2, 5)"},
  };
  expect_keras(kCases);
}

TEST(Activations, LinearIsNoOp) {
  Trace trace;
  Tensor x = trace.add_tensor({Shape{2}, DType::kFloat32});
  EXPECT_EQ(activate("linear", x), x);
  EXPECT_TRUE(trace.ops().empty());
}

TEST(Activations, UnknownNames) {
  EXPECT_FALSE(is_activation("rellu"));
  Trace trace;
  Tensor x = trace.add_tensor({Shape{2}, DType::kFloat32});
  try {
    activate("rellu", x);
    FAIL() << "accepted";
  } catch (const Error& error) {
    EXPECT_EQ(error.diagnostic.message, "Keras has no activation 'rellu'");
    EXPECT_EQ(error.diagnostic.hint, "Did you mean 'relu'?");
  }
  EXPECT_EQ(activated("threshold"), "(None, 8) float32");  // fails at run time only
}

TEST(Activations, AxesMustExist) {
  constexpr OpCase kCases[] = {
      {"softmax", "(None, 4, 8) float32, axis=(1, 2)", "(None, 4, 8) float32"},
      {"softmax", "(None, 4, 8) float32, axis=None", "(None, 4, 8) float32"},
      {"softmax", "(None, 8) float32, axis=2", "error: axis 2 is out of range"},
      {"log_softmax", "() float32", "error: axis -1 is out of range"},
      {"sparsemax", "(2, 8) float32, axis=(0, 1)", "error: an axis must be an integer"},
  };
  expect_keras(kCases);
}

}  // namespace
}  // namespace modelviz::test
