// Ops that change the shape and keep the elements, or repeat them.
#include <algorithm>
#include <numeric>
#include <utility>

#include "ops/elements.h"
#include "ops/rearrange.h"
#include "ops/reshape.h"
#include "ops/rules.h"
#include "ops/tables.h"

namespace modelviz {
namespace {

int rank_of(const TensorType& x) { return static_cast<int>(x.shape->size()); }

TensorTypes flat(OpCall& call) {
  TensorType x = call.array("x");
  return {{Shape{size(*x.shape)}, x.dtype}};
}

TensorTypes transpose(OpCall& call) {
  TensorType x = call.array("x");
  Shape shape(x.shape->rbegin(), x.shape->rend());
  if (const List* axes = call.argument("axes").as_list()) {
    std::vector<int> order;
    for (const Value& axis : *axes) order.push_back(call.axis_of("axes", axis, rank_of(x)));
    std::vector<int> sorted = order;
    std::sort(sorted.begin(), sorted.end());
    bool repeats = std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end();
    if (repeats || order.size() != x.shape->size()) {
      call.fail_at("axes", "the axes " + call.argument("axes").text() +
                               " must name each axis of x " + keras_text(*x.shape) + " once");
    }
    for (std::size_t i = 0; i < order.size(); ++i) shape[i] = (*x.shape)[index(order[i])];
  } else if (call.given("axes")) {
    call.refuse("axes", "must be a list, not " + call.argument("axes").text());
  }
  return {{shape, x.dtype}};
}

TensorTypes swapaxes(OpCall& call) {
  TensorType x = call.array("x");
  int axis1 = call.axis("axis1", rank_of(x)), axis2 = call.axis("axis2", rank_of(x));
  std::swap((*x.shape)[index(axis1)], (*x.shape)[index(axis2)]);
  return {x};
}

// One axis or a list of them, in their order.
std::vector<int> axes_in_order(const OpCall& call, std::string_view parameter, int rank) {
  const Value& value = call.argument(parameter);
  const List* list = value.as_list();
  if (!list) return {call.axis_of(parameter, value, rank)};
  std::vector<int> axes;
  for (const Value& axis : *list) axes.push_back(call.axis_of(parameter, axis, rank));
  return axes;
}

bool has_repeats(std::vector<int> axes) {
  std::sort(axes.begin(), axes.end());
  return std::adjacent_find(axes.begin(), axes.end()) != axes.end();
}

TensorTypes moveaxis(OpCall& call) {
  TensorType x = call.array("x");
  std::vector<int> source = axes_in_order(call, "source", rank_of(x));
  std::vector<int> destination = axes_in_order(call, "destination", rank_of(x));
  if (source.size() != destination.size()) {
    call.fail("'source' and 'destination' must name as many axes, not " +
              call.argument("source").text() + " and " + call.argument("destination").text());
  }
  std::string message = "an axis can be moved only once, and to a place of its own, not from " +
                        call.argument("source").text() + " to " +
                        call.argument("destination").text();
  if (has_repeats(destination)) call.fail(message);
  std::vector<int> order(x.shape->size(), -1), left(order.size());
  std::iota(left.begin(), left.end(), 0);
  for (std::size_t i = 0; i < source.size(); ++i) {
    order[index(destination[i])] = std::exchange(left[index(source[i])], -1);
  }
  std::erase(left, -1);
  auto next = left.begin();
  Shape shape;
  for (int axis : order) shape.push_back((*x.shape)[index(axis < 0 ? *next++ : axis)]);
  TensorTypes result{{shape, x.dtype}};
  return inferred_or_executed(call, result, [&] {
    if (has_repeats(source)) call.fail(message);  // by Keras' rule the second place stays free
    return result;
  });
}

TensorTypes expand_dims(OpCall& call) {
  TensorType x = call.array("x");
  const Value& axis = call.argument("axis");
  if (axis.is_none()) call.refuse("axis", "must be an integer or a list of them, not None");
  int rank = rank_of(x) + (axis.as_list() ? static_cast<int>(axis.as_list()->size()) : 1);
  std::vector<int> axes = call.axes("axis", rank);
  if (axes.size() + x.shape->size() != index(rank)) call.refuse("axis", "repeats: " + axis.text());
  for (int position : axes) x.shape->insert(x.shape->begin() + position, 1);
  return {x};
}

TensorTypes squeeze(OpCall& call) {
  TensorType x = call.array("x");
  if (!call.given("axis")) {
    std::erase_if(*x.shape, [](const Dim& dim) { return dim == Dim(1); });
    return {x};
  }
  std::vector<int> axes = axes_in_order(call, "axis", rank_of(x));
  if (has_repeats(axes))
    call.refuse("axis", "names one axis twice: " + call.argument("axis").text());
  for (int axis : axes) {
    if ((*x.shape)[index(axis)] == Dim(1)) continue;
    call.fail_at("axis", "cannot squeeze axis " + std::to_string(axis) + " of x " +
                             keras_text(*x.shape) + ": its size is not 1");
  }
  return {{reduced_shape(*x.shape, axes, false), x.dtype}};
}

TensorTypes broadcast_to(OpCall& call) {
  TensorType x = call.array("x");
  Shape target = listed_sizes(call, "shape");
  (void)call.broadcast(*x.shape, target);
  return {{target, x.dtype}};
}

TensorTypes tile(OpCall& call) {
  TensorType x = call.array("x");
  Shape repeats = sizes(call, "repeats");
  std::size_t rank = std::max(x.shape->size(), repeats.size());
  x.shape->insert(x.shape->begin(), rank - x.shape->size(), 1);
  repeats.insert(repeats.begin(), rank - repeats.size(), 1);
  for (std::size_t i = 0; i < rank; ++i) (*x.shape)[i] = (*x.shape)[i] * repeats[i];
  return {x};
}

TensorTypes repeat(OpCall& call) {
  TensorType x = call.array("x");
  Shape repeats = sizes(call, "repeats");
  if (!call.given("axis")) x.shape = Shape{size(*x.shape)};
  Dim& size = (*x.shape)[call.given("axis") ? index(call.axis("axis", rank_of(x))) : 0];
  if (repeats.size() == 1) {
    size = size * repeats.front();
    return {x};
  }
  if (differ(size, static_cast<std::int64_t>(repeats.size()))) {
    call.fail_at("repeats", "there are " + std::to_string(repeats.size()) +
                                " repeats for the axis of size " + size.keras_text() + " of x " +
                                keras_text(call.shape("x")));
  }
  assume_alike(call, {size}, {static_cast<std::int64_t>(repeats.size())});
  size = 0;
  for (const Dim& count : repeats) size = size + count;
  return {x};
}

struct Padding {
  Dim before, after;
};

// An integer for all sides, (before, after) or ((before, after),) for all axes, or a pair for each.
std::vector<Padding> paddings(const OpCall& call, std::size_t rank) {
  const Value& width = call.argument("pad_width");
  auto pair = [&call](const Value& value) -> Padding {
    auto sides = call.elements_of(value);
    std::size_t count = sides ? sides->size() : 0;
    std::string message = "a padding must be one or two integers, not " + value.text();
    if (count == 0 || (count > 2 && runs_eagerly(call))) call.fail(std::move(message));
    if (count > 2) call.note_refusal("Keras takes the first two", message);
    return {sides->front(), (*sides)[count > 1 ? 1 : 0]};
  };
  const List* list = width.as_list();
  if (!list || list->empty() || !list->front().as_list()) return std::vector(rank, pair(width));
  if (list->size() == 1) return std::vector(rank, pair(list->front()));
  if (list->size() != rank) {
    call.fail_at("pad_width", "there are " + std::to_string(list->size()) + " paddings for the " +
                                  std::to_string(rank) + " axes of x " +
                                  keras_text(call.shape("x")));
  }
  std::vector<Padding> result;
  for (const Value& item : *list) {
    if (!item.as_list() || item.as_list()->size() != list->front().as_list()->size()) {
      call.fail_at("pad_width",
                   "the paddings must be lists of the same length, not " + width.text());
    }
    result.push_back(pair(item));
  }
  return result;
}

TensorTypes pad(OpCall& call) {
  TensorType x = call.array("x");
  if (runs_eagerly(call)) require_rank(call, "x", *x.shape, 1);  // else Keras lets a scalar pass
  std::vector<Padding> padding = paddings(call, x.shape->size());
  for (std::size_t i = 0; i < padding.size(); ++i) {
    (*x.shape)[i] = (*x.shape)[i] + padding[i].before + padding[i].after;
  }
  return {x};
}

TensorTypes flip_left_right(OpCall& call) {
  require_rank(call, "x", call.shape("x"), 2);
  return same_shape(call);
}

TensorTypes flip_up_down(OpCall& call) {
  require_rank(call, "x", call.shape("x"), 1);
  return same_shape(call);
}

TensorTypes rot90(OpCall& call) {
  TensorType x = call.array("array");
  require_rank(call, "array", *x.shape, 2);
  std::vector<int> axes = axes_in_order(call, "axes", rank_of(x));
  if (axes.size() != 2 || axes[0] == axes[1]) {
    call.refuse("axes", "must name two axes, not " + call.argument("axes").text());
  }
  Shape turned = *x.shape;
  std::swap(turned[index(axes[0])], turned[index(axes[1])]);
  bool swaps = call.integer("k") % 2 != 0;  // Keras swaps them in any case
  return inferred_or_executed(call, {{turned, x.dtype}}, [&] {
    return TensorTypes{{swaps ? turned : *x.shape, x.dtype}};
  });
}

Dim magnitude(const Dim& k) { return max(k, Dim(0) - k); }

// The length of a diagonal; offset counts to the right.
Dim diagonal_length(const Dim& rows, const Dim& columns, std::int64_t offset) {
  return max(offset > 0 ? min(rows, columns - offset) : min(rows + offset, columns), 0);
}

TensorTypes diag(OpCall& call) {
  TensorType x = call.array("x");
  require_rank(call, "x", *x.shape, 1, 2);
  std::int64_t k = call.integer("k");
  if (x.shape->size() == 2) {
    return {{Shape{diagonal_length((*x.shape)[0], (*x.shape)[1], k)}, x.dtype}};
  }
  return {{Shape(2, x.shape->front() + magnitude(k)), x.dtype}};
}

TensorTypes diagflat(OpCall& call) {
  TensorType x = call.array("x");
  return {{Shape(2, size(*x.shape) + magnitude(call.integer("k"))), x.dtype}};
}

// x without the two axes, which must differ.
TensorType without_matrix(const OpCall& call, TensorType x, Dim& rows, Dim& columns) {
  require_rank(call, "x", *x.shape, 2);
  int axis1 = call.axis("axis1", rank_of(x)), axis2 = call.axis("axis2", rank_of(x));
  if (axis1 == axis2) call.fail("'axis1' and 'axis2' must differ");
  rows = (*x.shape)[index(axis1)];
  columns = (*x.shape)[index(axis2)];
  x.shape = reduced_shape(*x.shape, {axis1, axis2}, false);
  return x;
}

TensorTypes diagonal(OpCall& call) {
  Dim rows, columns;
  TensorType x = without_matrix(call, call.array("x"), rows, columns);
  x.shape->push_back(diagonal_length(rows, columns, call.integer("offset")));
  return {x};
}

TensorTypes trace(OpCall& call) {
  Dim rows, columns;
  TensorType x = without_matrix(call, call.array("x"), rows, columns);
  return {{x.shape, call.dtype({x})}};
}

TensorTypes diff(OpCall& call) {
  TensorType x = call.array("a");
  Dim& size = (*x.shape)[index(call.axis("axis", rank_of(x)))];
  size = max(size - call.integer("n"), 0);
  return {x};
}

// The same bytes as other numbers: the last axis is as many bytes long as before.
TensorTypes view(OpCall& call) {
  TensorType x = call.array("x");
  DType dtype = call.dtype("dtype", x.dtype);
  int before = bits(x.dtype), after = bits(dtype);
  if (before == 0 || after == 0) call.fail("only numbers have bytes to look at");
  x.dtype = dtype;
  if (before == after) return {x};
  if (x.shape->empty()) call.fail("a scalar cannot be seen as numbers of another size");
  Dim bits = x.shape->back() * before;
  if (bits.is_constant() && *bits.constant() % after != 0) {
    call.fail("the " + x.shape->back().text() + " elements of the last axis of x " +
              keras_text(*x.shape) + " are not a whole number of " + std::string(text(dtype)));
  }
  assume_multiple(call, bits, after);
  x.shape->back() = floor_div(bits, after);
  return {x};
}

constexpr DTypeRule kSame = DTypeRule::kSame;

constexpr OpDef kOps[] = {
    {"broadcast_to", "BroadcastTo", "numpy", "x, shape", "x, repeated to fill a shape.",
     broadcast_to},
    {"diag", "Diag", "numpy", "x, k=0", "The diagonal of a matrix, or a matrix with a diagonal.",
     diag},
    {"diagflat", "Diagflat", "numpy", "x, k=0", "A matrix whose diagonal is x.", diagflat},
    {"diagonal", "Diagonal", "numpy", "x, offset=0, axis1=0, axis2=1",
     "The diagonals, as the last axis.", diagonal},
    {"diff", "Diff", "numpy", "a, n=1, axis=-1", "The differences of neighbours, n times.", diff},
    {"expand_dims", "ExpandDims", "numpy", "x, axis", "x with new axes of size 1.", expand_dims,
     kSame, nullptr, same_elements},
    {"flip", "Flip", "numpy", "x, axis=None", "Reversed along axes.", same_shape_with_axis, kSame},
    {"fliplr", "Fliplr", "numpy", "x", "Reversed along axis 1.", flip_left_right, kSame},
    {"flipud", "Flipud", "numpy", "x", "Reversed along axis 0.", flip_up_down, kSame},
    {"moveaxis", "Moveaxis", "numpy", "x, source, destination", "Axes moved to other places.",
     moveaxis},
    {"pad", "Pad", "numpy", "x, pad_width, mode='constant', constant_values=None",
     "x with a margin before and after, along each axis.", pad},
    {"ravel", "Ravel", "numpy", "x", "x as a vector.", flat, kSame, nullptr, same_elements},
    {"rearrange", "Rearrange", "einops", "tensor, pattern, **axes_lengths",
     "Axes reordered, split and merged as a pattern says: 'b (h w) c -> b h w c'.", rearrange},
    {"repeat", "Repeat", "numpy", "x, repeats, axis=None", "Each element repeated.", repeat},
    {"reshape", "Reshape", "numpy", "x, newshape",
     "The same elements in another shape; -1 is what is left.", reshape, kSame, nullptr,
     same_elements},
    {"roll", "Roll", "numpy", "x, shift, axis=None", "Shifted round along axes.",
     same_shape_with_axis, kSame},
    {"rot90", "Rot90", "numpy", "array, k=1, axes=(0, 1)", "Turned by 90 degrees, k times.", rot90},
    {"squeeze", "Squeeze", "numpy", "x, axis=None", "x without axes of size 1.", squeeze, kSame,
     nullptr, same_elements},
    {"swapaxes", "Swapaxes", "numpy", "x, axis1, axis2", "Two axes exchanged.", swapaxes},
    {"tile", "Tile", "numpy", "x, repeats", "x, repeated along each axis.", tile},
    {"trace", "Trace", "numpy", "x, offset=0, axis1=0, axis2=1", "The sums of the diagonals.",
     trace, DTypeRule::kWiden},
    {"transpose", "Transpose", "numpy", "x, axes=None", "The axes in another order, or reversed.",
     transpose},
    {"tril", "Tril", "numpy", "x, k=0", "x with 0 above the diagonal.", same_shape, kSame},
    {"triu", "Triu", "numpy", "x, k=0", "x with 0 below the diagonal.", same_shape, kSame},
    {"view", "View", "numpy", "x, dtype=None", "The same bytes, seen as another dtype.", view},
};

}  // namespace

std::span<const OpDef> shape_ops() { return kOps; }

}  // namespace modelviz
