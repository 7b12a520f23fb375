// The tables of ops: every entry is complete, and found by the names of Keras.
#include <gtest/gtest.h>

#include <set>

#include "modelviz/op.h"
#include "ops/signature.h"

namespace modelviz::test {
namespace {

TEST(Registry, EntriesAreComplete) {
  std::set<std::string_view> names;
  for (const OpDef* op : all_ops()) {
    SCOPED_TRACE(op->name);
    EXPECT_TRUE(names.insert(op->name).second) << "twice";
    EXPECT_FALSE(op->module.empty());
    EXPECT_NE(op->rule, nullptr);
    EXPECT_TRUE(op->doc.ends_with('.') || op->doc.ends_with('\'')) << op->doc;
    EXPECT_FALSE(signature(op->signature).empty());
    EXPECT_EQ(find_op(op->name), op);
    if (!op->keras_class.empty()) {
      EXPECT_EQ(find_op_class(op->keras_class, "keras.src.ops." + std::string(op->module)), op);
    }
  }
}

TEST(Registry, FindsClassesByModule) {
  ASSERT_NE(find_op_class("Matmul", "keras.src.ops.numpy"), nullptr);
  EXPECT_EQ(find_op_class("Matmul", "keras.src.ops.numpy")->name, "matmul");
  EXPECT_EQ(find_op_class("Matmul", "")->name, "matmul");
  EXPECT_EQ(find_op_class("Matmul", "keras.src.ops.nn"), nullptr);
  EXPECT_EQ(find_op_class("ReLU", "keras.src.activations.activations")->name, "activations.relu");
  EXPECT_EQ(find_op_class("Resize", "keras.src.ops.image")->name, "image.resize");
  EXPECT_EQ(find_op_class("TakeStep", ""), nullptr);
  EXPECT_EQ(find_op("matmull"), nullptr);
}

// A functional config names the arguments of the constructor; the call gives the others by
// position.
TEST(Registry, PositionalArgumentsSkipNamedOnes) {
  Trace trace;
  Tensor x = trace.add_tensor({Shape{2, 3}, DType::kFloat32});
  Tensor mean = trace.add_tensor({Shape{3}, DType::kFloat32});
  Tensor y = call(trace, "batch_normalization", {x, mean, mean, mean}, {{"axis", 1}});
  EXPECT_EQ(y.type().text(), "(2, 3) float32");
  EXPECT_EQ(trace.ops().back().arguments["offset"].as_tensor()->id(), mean.id());
  Tensor full = call(trace, "full", {x}, {{"shape", List{4}}});
  EXPECT_EQ(full.type().text(), "(4,) float32");
}

TEST(Registry, ErrorsNameTheOp) {
  Trace trace;
  Tensor x = trace.add_tensor({Shape{2, 3}, DType::kFloat32});
  auto op_of_error = [&](std::string_view op, List arguments) -> std::string {
    try {
      call(trace, op, std::move(arguments));
    } catch (const Error& error) {
      return error.diagnostic.op;
    }
    return "none";
  };
  EXPECT_EQ(op_of_error("matmul", {x, x}), "matmul");
  EXPECT_EQ(op_of_error("matmul", {x}), "matmul");
  std::int64_t huge = std::int64_t{1} << 62;
  EXPECT_EQ(op_of_error("tile", {x, huge}), "tile");  // an overflow
  EXPECT_TRUE(trace.ops().empty());
}

TEST(Registry, TensorsOfUnknownShapeMakeTheResultUnknown) {
  Trace trace;
  Tensor x = trace.add_tensor({std::nullopt, DType::kFloat32});
  EXPECT_THROW(call(trace, "exp", {x}), UnknownShape);
  EXPECT_THROW(call(trace, "concatenate", {Value(List{x})}), UnknownShape);
}

TEST(Registry, FindsOpsByTheirLongerNames) {
  EXPECT_EQ(find_op("nn.relu"), find_op("relu"));
  EXPECT_EQ(find_op("numpy.sum"), find_op("sum"));
  EXPECT_EQ(find_op("linalg.qr"), find_op("qr"));
  EXPECT_NE(find_op("linalg.qr"), nullptr);
  EXPECT_EQ(find_op("linalg.sum"), nullptr);
  EXPECT_EQ(find_op("nn.take_step"), nullptr);
  EXPECT_EQ(find_op("nn"), nullptr);
  EXPECT_EQ(find_op("nnrelu"), nullptr);
}

// As Python has it: one tensor, or a list even of one.
TEST(Registry, NestedResults) {
  Trace trace;
  Tensor x = trace.add_tensor({Shape{4, 3}, DType::kFloat32});
  auto result = [&](std::string_view op, List arguments) {
    return call_nested(trace, *find_op(op), std::move(arguments)).text();
  };
  EXPECT_EQ(result("sum", {x}), "() float32");
  EXPECT_EQ(result("top_k", {x, 2}), "[(4, 2) float32, (4, 2) int32]");
  EXPECT_EQ(result("split", {x, 1}), "[(4, 3) float32]");
  EXPECT_EQ(result("unstack", {x}), "[(3,) float32, (3,) float32, (3,) float32, (3,) float32]");
  EXPECT_EQ(result("meshgrid", {x, x}), "[(12, 12) float32, (12, 12) float32]");
  EXPECT_EQ(result("unique", {x}), "(u0,) float32");
}

}  // namespace
}  // namespace modelviz::test
