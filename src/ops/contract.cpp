// Ops that multiply and sum: matmul, dot, tensordot, einsum.
#include <algorithm>

#include "ops/einsum.h"
#include "ops/rules.h"
#include "ops/tables.h"

namespace modelviz {
namespace {

Shape joined(Shape first, const Shape& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

TensorTypes matmul(OpCall& call) {
  refuse_lists(call, {"x1", "x2"});
  TensorType type1 = call.array("x1"), type2 = call.array("x2");
  Shape x1 = std::move(*type1.shape), x2 = std::move(*type2.shape);
  if (x1.empty() || x2.empty()) call.fail("needs tensors of rank 1 or more, not scalars");
  bool vector1 = x1.size() == 1, vector2 = x2.size() == 1;
  if (vector1) x1.insert(x1.begin(), 1);
  if (vector2) x2.push_back(1);
  const Dim &inner1 = x1.back(), &inner2 = x2[x2.size() - 2];
  if (differ(inner1, inner2)) {
    call.fail("the last size of x1 " + keras_text(call.shape("x1")) + " and the " +
              (vector2 ? "only" : "second last") + " of x2 " + keras_text(call.shape("x2")) +
              " must be equal: " + inner1.keras_text() + " and " + inner2.keras_text());
  }
  (void)call.unify(inner1, inner2, "");
  Shape result = call.broadcast({x1.begin(), x1.end() - 2}, {x2.begin(), x2.end() - 2});
  result.reserve(result.size() + 2);
  if (!vector1) result.push_back(x1[x1.size() - 2]);
  if (!vector2) result.push_back(x2.back());
  return one_tensor(std::move(result), call.dtype({type1, type2}));
}

TensorTypes dot(OpCall& call) {
  refuse_lists(call, {"x1", "x2"});
  TensorType x1 = call.array("x1"), x2 = call.array("x2");
  DType dtype = call.dtype({x1, x2});
  Shape left = *x1.shape, right = *x2.shape;
  if (left.empty() || right.empty()) return {{joined(left, right), dtype}};
  if (left.size() == 1 && right.size() == 1) {
    // Keras compares two vectors only where it computes them.
    return inferred_or_executed(call, {{Shape{}, dtype}}, [&] {
      (void)call.unify(left[0], right[0], "x1 and x2 must be as long");
      return TensorTypes{{Shape{}, dtype}};
    });
  }
  std::size_t axis = right.size() == 1 ? 0 : right.size() - 2;
  bool fits =
      right.size() == 1 ? alike(left.back(), right[axis]) : !differ(left.back(), right[axis]);
  if (!fits) {
    call.fail("the last size of x1 " + keras_text(left) + " and the " +
              (right.size() == 1 ? "only" : "second last") + " of x2 " + keras_text(right) +
              " must be equal");
  }
  assume_alike(call, {left.back()}, {right[axis]});
  left.pop_back();
  right.erase(right.begin() + static_cast<std::ptrdiff_t>(axis));
  return {{joined(left, right), dtype}};
}

TensorTypes inner(OpCall& call) {
  refuse_lists(call, {"x1", "x2"});
  TensorType x1 = call.array("x1"), x2 = call.array("x2");
  Shape left = *x1.shape, right = *x2.shape;
  if (!left.empty() && !right.empty()) {
    call.unify(left.back(), right.back(), [&] {
      return "the last sizes of x1 " + keras_text(left) + " and x2 " + keras_text(right) +
             " must be equal";
    });
    left.pop_back();
    right.pop_back();
  }
  return {{joined(left, right), call.dtype({x1, x2})}};
}

TensorTypes outer(OpCall& call) {
  refuse_lists(call, {"x1", "x2"});
  TensorType x1 = call.array("x1"), x2 = call.array("x2");
  return {{Shape{size(*x1.shape), size(*x2.shape)}, call.dtype({x1, x2})}};
}

TensorTypes vdot(OpCall& call) {
  refuse_lists(call, {"x1", "x2"});
  return {{Shape{}, call.dtype({call.array("x1"), call.array("x2")})}};
}

// The axes of x1 and of x2 that tensordot sums over.
struct Contraction {
  std::vector<int> x1, x2;
};

Contraction contraction(const OpCall& call) {
  int rank1 = static_cast<int>(call.shape("x1").size());
  int rank2 = static_cast<int>(call.shape("x2").size());
  const Value& axes = call.argument("axes");
  Contraction result;
  if (auto count = axes.as_int()) {
    int n = static_cast<int>(std::clamp<std::int64_t>(*count, 0, 64));
    for (int i = std::max(rank1 - n, 0); i < rank1; ++i) result.x1.push_back(i);
    for (int i = 0; i < std::min(n, rank2); ++i) result.x2.push_back(i);
    return result;
  }
  const List* pair = axes.as_list();
  if (!pair || pair->size() != 2 || !(*pair)[0].as_list() || !(*pair)[1].as_list()) {
    call.refuse("axes", "must be a number or two lists of axes, not " + axes.text());
  }
  for (const Value& axis : *(*pair)[0].as_list())
    result.x1.push_back(call.axis_of("axes", axis, rank1));
  for (const Value& axis : *(*pair)[1].as_list())
    result.x2.push_back(call.axis_of("axes", axis, rank2));
  return result;
}

TensorTypes tensordot(OpCall& call) {
  refuse_lists(call, {"x1", "x2"});
  TensorType x1 = call.array("x1"), x2 = call.array("x2");
  auto [axes1, axes2] = contraction(call);
  if (call.argument("axes").as_list()) {  // a number of axes is not checked
    auto what = [&] {
      return "the sizes of the axes " + call.argument("axes").text() + " of x1 " +
             keras_text(*x1.shape) + " and x2 " + keras_text(*x2.shape) + " must be equal";
    };
    if (axes1.size() != axes2.size()) call.fail(what());
    for (std::size_t i = 0; i < axes1.size(); ++i) {
      call.unify((*x1.shape)[index(axes1[i])], (*x2.shape)[index(axes2[i])], what);
    }
  }
  return {{joined(reduced_shape(*x1.shape, axes1, false), reduced_shape(*x2.shape, axes2, false)),
           call.dtype({x1, x2})}};
}

TensorTypes cross(OpCall& call) {
  refuse_lists(call, {"x1", "x2"});
  TensorType x1 = call.array("x1"), x2 = call.array("x2");
  bool one = call.given("axis");
  auto take_axis = [&](Shape& shape, std::string_view own, std::string_view what) {
    int axis = call.axis(one ? "axis" : own, static_cast<int>(shape.size()));
    Dim size = shape[index(axis)];
    if (size.is_constant() && size != Dim(2) && size != Dim(3)) {
      call.fail(std::string(what) + " " + keras_text(shape) + " must have size 2 or 3 along axis " +
                std::to_string(axis));
    }
    call.trace().assume_at_least(size, 2);
    call.trace().assume_at_least(3, size);
    shape.erase(shape.begin() + axis);
    return size;
  };
  Dim size1 = take_axis(*x1.shape, "axisa", "x1"), size2 = take_axis(*x2.shape, "axisb", "x2");
  Shape shape = call.broadcast(*x1.shape, *x2.shape);
  bool vectors = size1 == Dim(3) || size2 == Dim(3);
  int rank = static_cast<int>(shape.size()) + (vectors ? 1 : 0);
  int axis = call.axis(one ? "axis" : "axisc", rank);
  if (vectors) shape.insert(shape.begin() + axis, 3);
  return {{shape, call.dtype({x1, x2})}};
}

// Multiply-accumulates: one for each element of the result and each step of the sum.

Dim matmul_macs(const OpCall& call, const TensorTypes& outputs) {
  return size(*outputs[0].shape) * call.shape("x1").back();
}

Dim dot_macs(const OpCall& call, const TensorTypes& outputs) {
  Shape x1 = call.shape("x1");
  bool sums = !x1.empty() && !call.shape("x2").empty();
  return size(*outputs[0].shape) * (sums ? x1.back() : Dim(1));
}

Dim outer_macs(const OpCall&, const TensorTypes& outputs) { return size(*outputs[0].shape); }

Dim vdot_macs(const OpCall& call, const TensorTypes&) { return size(call.shape("x1")); }

Dim tensordot_macs(const OpCall& call, const TensorTypes& outputs) {
  Shape x1 = call.shape("x1");
  Dim macs = size(*outputs[0].shape);
  for (int axis : contraction(call).x1) macs = macs * x1[index(axis)];
  return macs;
}

constexpr DTypeRule kPromote = DTypeRule::kPromote;
constexpr DTypeRule kProduct = DTypeRule::kProduct;

constexpr OpDef kOps[] = {
    {"cross", "Cross", "numpy", "x1, x2, axisa=-1, axisb=-1, axisc=-1, axis=None",
     "The cross product of vectors of size 2 or 3.", cross, kPromote},
    {"dot", "Dot", "numpy", "x1, x2",
     "The sums over the last axis of x1 and the second last of x2, for all pairs of the others.",
     dot, kPromote, dot_macs},
    {"einsum", "Einsum", "numpy", "subscripts, *operands",
     "The sums of products that the subscripts describe: 'bij,bjk->bik'.", einsum, kProduct,
     einsum_macs},
    {"inner", "Inner", "numpy", "x1, x2",
     "The sums over the last axes, for all pairs of the others.", inner, kPromote, dot_macs},
    {"matmul", "Matmul", "numpy", "x1, x2",
     "The matrix product over the last axis of x1 and the second last of x2; other axes broadcast.",
     matmul, kProduct, matmul_macs},
    {"outer", "Outer", "numpy", "x1, x2", "The products of all pairs of elements.", outer, kPromote,
     outer_macs},
    {"tensordot", "Tensordot", "numpy", "x1, x2, axes=2",
     "The sums over axes of x1 and axes of x2, for all pairs of the others.", tensordot, kPromote,
     tensordot_macs},
    {"vdot", "Vdot", "numpy", "x1, x2", "The sum of the products of all elements.", vdot, kPromote,
     vdot_macs},
};

}  // namespace

std::span<const OpDef> contract_ops() { return kOps; }

}  // namespace modelviz
