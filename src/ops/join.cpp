// Ops that join tensors to one, or take one apart.
#include "ops/elements.h"
#include "ops/rules.h"
#include "ops/tables.h"

namespace modelviz {
namespace {

TensorTypes tensors(const OpCall& call, std::string_view parameter) {
  if (!call.argument(parameter).as_list()) {
    call.refuse(parameter, "must be a list of tensors, not " + call.argument(parameter).text());
  }
  TensorTypes types = call.arrays(parameter);
  if (types.empty()) call.fail("needs at least one tensor");
  return types;
}

// Takes the sizes of all shapes for equal, but for those of one axis. Each must be able to equal
// that of the first shape, which is the result: as in Keras, what it does not know stays unknown.
Shape unify_shapes(const OpCall& call, const TensorTypes& types, std::optional<int> except) {
  Shape result = *types[0].shape;
  for (const TensorType& type : types) {
    auto what = [&] {
      return "the shapes " + keras_text(result) + " and " + keras_text(*type.shape) +
             " must be equal" + (except ? ", but for axis " + std::to_string(*except) : "");
    };
    if (type.shape->size() != result.size()) call.fail(what());
    for (std::size_t i = 0; i < result.size(); ++i) {
      if (except && i == index(*except)) continue;
      call.unify(result[i], (*type.shape)[i], what);
    }
  }
  return result;
}

TensorTypes join_along(const OpCall& call, const TensorTypes& types, int axis) {
  Shape result = unify_shapes(call, types, axis);
  Dim& size = result[index(axis)];
  size = 0;
  for (const TensorType& type : types) size = size + (*type.shape)[index(axis)];
  return {{result, call.dtype(types)}};
}

TensorTypes concatenate(OpCall& call) {
  TensorTypes types = tensors(call, "xs");
  return join_along(call, types, call.axis("axis", static_cast<int>(types[0].shape->size())));
}

TensorTypes stack(OpCall& call) {
  const List* list = call.argument("x").as_list();
  bool nothing = list && list->empty() && call.argument("axis") == Value(0);
  if (nothing) return {{Shape{0}, DType::kFloat32}};  // as any empty list
  TensorTypes types = tensors(call, "x");
  Shape shape = unify_shapes(call, types, {});
  int axis = call.axis("axis", static_cast<int>(shape.size()) + 1);
  shape.insert(shape.begin() + axis, static_cast<std::int64_t>(types.size()));
  return {{shape, call.dtype(types)}};
}

// Unlike numpy, Keras does not add axes in hstack() and vstack().
template <int axis>
TensorTypes stack_along(OpCall& call) {
  TensorTypes types = tensors(call, "xs");
  require_rank(call, "each of xs", *types[0].shape, axis + 1);
  return join_along(call, types, axis);
}

TensorTypes dstack(OpCall& call) {
  TensorTypes types = tensors(call, "xs");
  for (TensorType& type : types) {
    Shape& shape = *type.shape;
    if (shape.size() < 2) shape.insert(shape.begin(), 1);
    while (shape.size() < 3) shape.push_back(1);
  }
  return join_along(call, types, 2);
}

TensorTypes append(OpCall& call) {
  TensorTypes types{call.array("x1"), call.array("x2")};
  if (!call.given("axis")) {
    return {{Shape{size(*types[0].shape) + size(*types[1].shape)}, call.dtype(types)}};
  }
  return join_along(call, types, call.axis("axis", static_cast<int>(types[0].shape->size())));
}

TensorTypes with_sizes(const TensorType& x, int axis, const std::vector<Dim>& sizes) {
  TensorTypes parts;
  for (const Dim& size : sizes) {
    parts.push_back(x);
    (*parts.back().shape)[index(axis)] = size;
  }
  return parts;
}

// A number of parts from a file must not make us allocate without bounds.
constexpr std::int64_t kMaxParts = 100'000;

std::int64_t part_count(const OpCall& call, std::int64_t count) {
  if (count > 0 && count <= kMaxParts) return count;
  call.fail_at("indices_or_sections", "cannot make " + std::to_string(count) + " parts");
}

// By Keras' rule there are no parts if their count is negative, or 0 of an unknown size.
bool has_no_parts(const OpCall& call, const Dim& size, std::int64_t count) {
  if (count > 0 || runs_eagerly(call)) return false;
  auto known = size.constant();
  return !known || (count < 0 && *known % count == 0);
}

TensorTypes split_along(OpCall& call, const TensorType& x, int axis) {
  const Dim& size = (*x.shape)[index(axis)];
  const Value& parts = call.argument("indices_or_sections");
  if (auto count = parts.as_int()) {
    if (has_no_parts(call, size, *count)) {
      call.trace().assume_equal(size, 0);
      return listed(call, {});
    }
    Dim part = floor_div(size, part_count(call, *count));
    if (size.is_constant() && part * *count != size) {
      call.fail("axis " + std::to_string(axis) + " of x " + keras_text(*x.shape) +
                " cannot be divided into " + std::to_string(*count) + " equal parts");
    }
    if (part * *count != size) call.trace().assume_equal(size, part * *count);
    return listed(call, with_sizes(x, axis, Shape(static_cast<std::size_t>(*count), part)));
  }
  auto indices = call.elements("indices_or_sections");
  if (!indices) call.refuse("indices_or_sections", "must be integers, not " + parts.text());
  std::vector<Dim> sizes;
  Dim begin;
  indices->push_back(size);
  for (const Dim& end : *indices) {
    sizes.push_back(end - begin);
    begin = end;
  }
  return listed(call, with_sizes(x, axis, sizes));
}

TensorTypes split(OpCall& call) {
  TensorType x = call.array("x");
  return split_along(call, x, call.axis("axis", static_cast<int>(x.shape->size())));
}

TensorTypes hsplit(OpCall& call) {
  TensorType x = call.array("x");
  require_rank(call, "x", *x.shape, 1);
  return split_along(call, x, x.shape->size() == 1 ? 0 : 1);
}

template <int axis, std::size_t least_rank>
TensorTypes split_axis(OpCall& call) {
  TensorType x = call.array("x");
  require_rank(call, "x", *x.shape, least_rank);
  return split_along(call, x, axis);
}

TensorTypes array_split(OpCall& call) {
  TensorType x = call.array("x");
  int axis = call.axis("axis", static_cast<int>(x.shape->size()));
  std::int64_t count = part_count(call, call.integer("indices_or_sections"));
  const Dim& size = (*x.shape)[index(axis)];
  std::vector<Dim> sizes;  // the first ones are larger by one where it does not come out even
  for (std::int64_t i = 0; i < count; ++i) sizes.push_back(floor_div(size + count - 1 - i, count));
  return listed(call, with_sizes(x, axis, sizes));
}

TensorTypes unstack(OpCall& call) {
  TensorType x = call.array("x");
  int axis = call.axis("axis", static_cast<int>(x.shape->size()));
  auto count = (*x.shape)[index(axis)].constant();
  if (call.given("num")) count = call.integer("num");
  if (!count) {
    call.fail("the size of axis " + std::to_string(axis) + " of x " + keras_text(*x.shape) +
                  " is not known",
              "Say how many tensors there are with 'num'.");
  }
  x.shape->erase(x.shape->begin() + axis);
  if (*count == 0) return listed(call, {});
  return listed(call, TensorTypes(static_cast<std::size_t>(part_count(call, *count)), x));
}

TensorTypes meshgrid(OpCall& call) {
  TensorTypes types = call.arrays("x");
  bool matrix = call.string("indexing") == "ij";
  if (!matrix && call.string("indexing") != "xy") call.refuse("indexing", "must be 'xy' or 'ij'");
  if (types.empty()) return listed(call, {});
  Shape shape;
  for (const TensorType& type : types) shape.push_back(size(*type.shape));
  if (!matrix && shape.size() == 1 && !runs_eagerly(call)) call.fail("needs a second tensor");
  if (!matrix && shape.size() > 1) std::swap(shape[0], shape[1]);
  // By Keras' rule all have the dtype of the last; where it computes, each keeps its own.
  DType dtype = matrix ? DType::kFloat32 : types.back().dtype;
  TensorTypes inferred(types.size(), {shape, dtype});
  return listed(call, inferred_or_executed(call, inferred, [&] {
                  for (TensorType& type : types) type.shape = shape;
                  return types;
                }));
}

constexpr DTypeRule kPromote = DTypeRule::kPromote;

constexpr OpDef kOps[] = {
    {"append", "Append", "numpy", "x1, x2, axis=None", "x2 after x1, flat or along an axis.",
     append, kPromote},
    {"concatenate", "Concatenate", "numpy", "xs, axis=0", "The tensors, one after the other.",
     concatenate, kPromote, nullptr, joined_elements},
    {"dstack", "Dstack", "numpy", "xs", "The tensors, one after the other along axis 2.", dstack,
     kPromote},
    {"hstack", "Hstack", "numpy", "xs", "The tensors, one after the other along axis 1.",
     stack_along<1>, kPromote},
    {"meshgrid", "Meshgrid", "numpy", "*x, indexing='xy'", "The coordinates of a grid.", meshgrid},
    {"stack", "Stack", "numpy", "x, axis=0", "The tensors along a new axis.", stack, kPromote,
     nullptr, joined_elements},
    {"vstack", "Vstack", "numpy", "xs", "The tensors, one after the other along axis 0.",
     stack_along<0>, kPromote},

    {"array_split", "ArraySplit", "numpy", "x, indices_or_sections, axis=0",
     "Parts that are as equal as possible.", array_split},
    {"dsplit", "Dsplit", "numpy", "x, indices_or_sections", "Parts along axis 2.",
     split_axis<2, 3>},
    {"hsplit", "Hsplit", "numpy", "x, indices_or_sections", "Parts along axis 1.", hsplit},
    {"split", "Split", "numpy", "x, indices_or_sections, axis=0",
     "Equal parts, or those between indices.", split, kPromote, nullptr, dealt_elements},
    {"unstack", "Unstack", "core", "x, num=None, axis=0", "The tensors along an axis.", unstack,
     kPromote, nullptr, dealt_elements},
    {"vsplit", "Vsplit", "numpy", "x, indices_or_sections", "Parts along axis 0.",
     split_axis<0, 2>},
};

}  // namespace

std::span<const OpDef> join_ops() { return kOps; }

}  // namespace modelviz
