// What a picture says of an op: `split 4, axis=1`.
#include "view/op_label.h"

#include <gtest/gtest.h>

#include "modelviz/op.h"
#include "support/cells.h"

namespace modelviz::test {
namespace {

struct LabelCase {
  const char *op, *arguments;
  const char* label;
};

class OpLabel : public testing::TestWithParam<LabelCase> {};

TEST_P(OpLabel, NamesConstantsThatAreNoDefaults) {
  const LabelCase& c = GetParam();
  Trace trace;
  Arguments arguments = read_arguments(trace, c.arguments);
  call(trace, *find_op(c.op), std::move(arguments.positional), std::move(arguments.named));
  const TraceOp& op = trace.ops().back();
  std::string constants = op_constants(op);
  EXPECT_EQ(op_name(op) + (constants.empty() ? "" : " " + constants), c.label);
}

INSTANTIATE_TEST_SUITE_P(
    View, OpLabel,
    testing::Values(
        LabelCase{"matmul", "(None, 8) float32, (8, 4) float32", "matmul"},
        LabelCase{"add", "(None, 8) float32, 1", "add 1"},
        LabelCase{"add", "1, (None, 8) float32", "add 1"},
        LabelCase{"subtract", "1, (None, 8) float32", "subtract from 1"},
        LabelCase{"divide", "1, (None, 8) float32", "divide x1=1"},
        LabelCase{"multiply", "(None, 8) float32, 0.17677669529663687", "multiply 0.1768"},
        LabelCase{"transpose", "(2, 3, 4) float32, axes=[0, 2, 1]", "transpose axes=(0, 2, 1)"},
        LabelCase{"reshape", "(None, 8) float32, [-1, 2, 4]", "reshape (-1, 2, 4)"},
        LabelCase{"softmax", "(None, 8) float32, axis=-1", "softmax"},
        LabelCase{"softmax", "(None, 8) float32, axis=1", "softmax axis=1"},
        LabelCase{"flip", "(None, 8) float32, axis=[1]", "flip axis=1"},
        LabelCase{"mean", "(None, 8, 9) float32, axis=[1, 2], keepdims=True",
                  "mean axis=(1, 2), keepdims=True"},
        LabelCase{"max_pool", "(None, 8, 8, 3) float32, [2, 2], padding='same'",
                  "max_pool (2, 2), padding=same"},
        LabelCase{"cast", "(None, 8) float32, 'float16'", "cast float16"},
        LabelCase{"take_step", "(None, 7, 8) float32", "take step"},
        LabelCase{"stack_steps", "(None, 8) float32, steps=7", "stack steps"},
        LabelCase{"randomize", "(None, 8) float32, 'dropout'", "dropout"},
        LabelCase{"activations.mish", "(None, 8) float32", "mish"}));

}  // namespace
}  // namespace modelviz::test
