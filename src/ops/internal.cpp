// What layers do, or TensorFlow, and keras.ops has no name for: ops of our own.
#include "ops/rules.h"
#include "ops/tables.h"

namespace modelviz {
namespace {

TensorTypes take_step(OpCall& call) {
  TensorType x = call.array("x");
  x.shape->erase(x.shape->begin() + call.axis("axis", static_cast<int>(x.shape->size())));
  return {x};
}

TensorTypes stack_steps(OpCall& call) {
  TensorType x = call.array("x");
  auto steps = call.argument("steps").as_dim();
  if (!steps) call.refuse("steps", "must be a size, not " + call.argument("steps").text());
  x.shape->insert(x.shape->begin() + call.axis("axis", static_cast<int>(x.shape->size()) + 1),
                  *steps);
  return {x};
}

// The first axes of x and of the indices are the same, and stay.
TensorTypes batch_take(OpCall& call) {
  TensorType x = call.array("x");
  Shape indices = call.shape("indices");
  int axis = call.axis("axis", static_cast<int>(x.shape->size()));
  std::int64_t kept = call.integer("batch_dims");
  if (kept < 0 || kept > axis || kept > std::ssize(indices)) {
    call.fail("cannot keep " + std::to_string(kept) + " axes of x " + keras_text(*x.shape) +
              " and the indices " + keras_text(indices));
  }
  x.shape->erase(x.shape->begin() + axis);
  x.shape->insert(x.shape->begin() + axis, indices.begin() + kept, indices.end());
  return {x};
}

// How many are picked depends on the data.
TensorTypes boolean_mask(OpCall& call) {
  TensorType x = call.array("x");
  Shape mask = call.shape("mask");
  int axis = call.axis("axis", static_cast<int>(x.shape->size()));
  if (axis + std::ssize(mask) > std::ssize(*x.shape) || mask.empty()) {
    call.fail("the mask " + keras_text(mask) + " does not fit x " + keras_text(*x.shape) +
              " from axis " + std::to_string(axis) + " on");
  }
  auto first = x.shape->begin() + axis;
  for (std::ptrdiff_t i = 0; i < std::ssize(mask); ++i) {
    (void)call.unify(first[i], mask[static_cast<std::size_t>(i)], "the mask must fit x");
  }
  x.shape->erase(first + 1, first + std::ssize(mask));
  (*x.shape)[index(axis)] = call.trace().unknown_dim();
  return {x};
}

constexpr DTypeRule kSame = DTypeRule::kSame;

constexpr OpDef kOps[] = {
    {"batch_take", "", "modelviz", "x, indices, axis, batch_dims",
     "The elements at indices along an axis, each batch from its own.", batch_take},
    {"boolean_mask", "", "modelviz", "x, mask, axis=0", "The elements where the mask holds.",
     boolean_mask},
    {"lookup", "", "modelviz", "x, dtype", "For each element what a table holds for it.",
     with_dtype},
    {"randomize", "", "modelviz", "x, kind", "A random change that keeps the shape.", same_shape,
     kSame},
    {"stack_steps", "", "modelviz", "x, steps, axis=1", "The results of all steps as a sequence.",
     stack_steps},
    {"take_step", "", "modelviz", "x, axis=1", "One step of a sequence.", take_step},
};

}  // namespace

std::span<const OpDef> internal_ops() { return kOps; }

}  // namespace modelviz
