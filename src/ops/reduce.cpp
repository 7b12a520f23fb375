// Ops that reduce axes, or work along one: sum, argmax, cumsum, segment_sum. The axis None means
// all axes.
#include <algorithm>
#include <utility>

#include "ops/elements.h"
#include "ops/rules.h"
#include "ops/tables.h"

namespace modelviz {
namespace {

// The axes in their order, also those that are said twice.
std::vector<int> sorted_axes(const OpCall& call, std::string_view parameter, int rank) {
  const List* list = call.argument(parameter).as_list();
  if (!list) return call.axes(parameter, rank);
  std::vector<int> axes;
  for (const Value& item : *list) axes.push_back(call.axis_of(parameter, item, rank));
  std::sort(axes.begin(), axes.end());
  return axes;
}

// Keras' rule takes an axis away as often as it is said, and with it those that then stand in its
// place. Where it computes, it refuses to.
Shape reduced(const OpCall& call, std::string_view parameter, Shape shape, bool keepdims) {
  auto rank = static_cast<int>(shape.size());
  std::vector<int> axes = sorted_axes(call, parameter, rank);
  bool repeated = std::adjacent_find(axes.begin(), axes.end()) != axes.end();
  if (repeated && runs_eagerly(call)) {
    call.fail_at(parameter, "an axis occurs twice in " + call.argument(parameter).text());
  }
  if (keepdims) return reduced_shape(shape, axes, true);
  std::reverse(axes.begin(), axes.end());  // the last first: the others keep their places
  for (int axis : axes) {
    if (axis >= std::ssize(shape)) {
      call.fail("a tensor of rank " + std::to_string(rank) + " has not as many axes as " +
                call.argument(parameter).text() + " takes away");
    }
    shape.erase(shape.begin() + axis);
  }
  return shape;
}

// Refuses several axes.
void require_one_axis(const OpCall& call) {
  if (call.argument("axis").as_list()) {
    call.refuse("axis", "must be one integer or None, not " + call.argument("axis").text());
  }
}

TensorTypes reduce(OpCall& call) {
  TensorType x = call.array("x");
  return {{reduced(call, "axis", *x.shape, call.flag("keepdims")), call.dtype({x})}};
}

TensorTypes logsumexp(OpCall& call) {
  TensorTypes inferred = reduce(call);
  return inferred_or_executed(call, inferred, [&] { return in_own_float(call, inferred[0]); });
}

TensorTypes reduce_one_axis(OpCall& call) {
  require_one_axis(call);
  return reduce(call);
}

TensorTypes count_nonzero(OpCall& call) {
  return {{reduced(call, "axis", call.shape("x"), false), DType::kInt32}};
}

TensorTypes prod(OpCall& call) {
  TensorTypes computed = reduce(call), inferred = computed;
  if (!call.given("dtype")) return computed;
  inferred[0].dtype = call.dtype("dtype", DType::kUnknown);
  computed[0].dtype = call.array("x").dtype;
  return inferred_or_executed(call, inferred, [&] { return computed; });
}

TensorTypes average(OpCall& call) {
  TensorType x = call.array("x");
  TensorTypes types{x};
  if (!runs_eagerly(call)) require_one_axis(call);
  if (call.given("weights")) {
    TensorType weights = call.array("weights");
    types.push_back(weights);
    Shape weighted = *x.shape;
    if (call.given("axis") && weights.shape->size() == 1) {
      weighted = {(*x.shape)[index(call.axis("axis", static_cast<int>(x.shape->size())))]};
    }
    bool fits =
        std::equal(weighted.begin(), weighted.end(), weights.shape->begin(), weights.shape->end(),
                   [](const Dim& a, const Dim& b) { return !differ(a, b); });
    assume_alike(call, weighted, *weights.shape);
    if (!fits) {
      call.fail("the weights must have the shape of x, " + keras_text(*x.shape) +
                ", or be a vector as long as its axis, but their shape is " +
                keras_text(*weights.shape));
    }
  }
  return {{reduced(call, "axis", *x.shape, false), call.dtype(types)}};
}

TensorTypes moments(OpCall& call) {
  TensorType x = call.array("x");
  x.shape = reduced(call, "axes", *x.shape, call.flag("keepdims"));
  return {x, x};
}

TensorTypes norm(OpCall& call) {
  TensorType x = call.array("x");
  const Value& ord = call.argument("ord");
  std::size_t axes = call.axes("axis", static_cast<int>(x.shape->size())).size();
  bool named = ord == Value("fro") || ord == Value("nuc");
  if (ord.as_string() && (!named || axes == 1)) {
    call.refuse("ord", "cannot be " + ord.text() + " for " + std::to_string(axes) + " axes");
  }
  auto number = ord.as_float();
  bool matrix = number && *number != 1 && *number != 2 && *number != -1 && *number != -2;
  if (axes == 2 && matrix && *number - *number == 0) {  // not infinite either
    call.refuse("ord", "cannot be " + ord.text() + " for a matrix");
  }
  TensorTypes result = reduce(call);
  return inferred_or_executed(call, result, [&] {
    if (axes == 0 || axes > 2)
      call.fail("is taken over one axis or two, not " + std::to_string(axes));
    return result;
  });
}

// q is a number, or a vector that gives the result another axis.
TensorTypes quantile(OpCall& call) {
  TensorTypes result = reduce(call);
  Shape q = call.shape("q");
  // A list of one is like a number to quantile(), but not to percentile().
  bool list = call.argument("q").as_list() != nullptr;
  bool percent = call.op().name.ends_with("percentile");
  bool scalar = q.empty() || (list && !percent && q[0] == Dim(1));
  Shape reduced = *result[0].shape;
  auto with = [&](const Shape& first) {
    Shape shape = first;
    shape.insert(shape.end(), reduced.begin(), reduced.end());
    return TensorTypes{{shape, result[0].dtype}};
  };
  if (scalar) return result;
  return inferred_or_executed(call, with({q[0]}), [&] { return with(q); });
}

// Along an axis, or on the flattened tensor.
TensorTypes along_axis(OpCall& call) {
  TensorType x = call.array("x");
  if (call.given("axis"))
    (void)call.axis("axis", static_cast<int>(x.shape->size()));
  else
    x.shape = Shape{size(*x.shape)};
  return {{x.shape, call.dtype({x})}};
}

// The same where Keras looks at the axis only when it computes.
TensorTypes along_any_axis(OpCall& call) {
  if (!call.given("axis") || runs_eagerly(call)) return along_axis(call);
  return same_shape(call);
}

template <TensorTypes (*along)(OpCall&)>
TensorTypes accumulate(OpCall& call) {
  TensorTypes result = along(call);
  DType dtype = call.dtype("dtype", result[0].dtype);
  result[0].dtype = dtype == DType::kBool ? DType::kInt32 : dtype;
  return result;
}

TensorTypes top_k(OpCall& call) {
  TensorType x = call.array("x");
  if (x.shape->empty()) call.fail("needs a tensor of rank 1 or more, not a scalar");
  Dim size = std::exchange(x.shape->back(), call.integer("k"));
  TensorTypes result{x, {x.shape, DType::kInt32}};
  return inferred_or_executed(call, result, [&] {
    if (size.is_constant() && *size.constant() < call.integer("k")) {
      call.fail_at("k", "the last axis of x " + keras_text(call.shape("x")) + " has no " +
                            call.argument("k").text() + " elements");
    }
    return result;
  });
}

TensorTypes in_top_k(OpCall& call) {
  TensorTypes result = same_shape(call);
  return inferred_or_executed(call, result, [&] {
    Shape targets = *result[0].shape, predictions = call.shape("predictions");
    require_rank(call, "targets", targets, 1, 1);
    require_rank(call, "predictions", predictions, 2, 2);
    (void)call.unify(targets[0], predictions[0], [&] {
      return "targets " + keras_text(targets) + " and predictions " + keras_text(predictions) +
             " must have as many rows";
    });
    return result;
  });
}

// Keras takes the axis modulo the rank. All axes of None stay.
TensorTypes trapezoid(OpCall& call) {
  TensorType y = call.array("y");
  auto rank = static_cast<std::int64_t>(y.shape->size());
  if (call.given("axis") && rank > 0) {
    std::int64_t axis = call.integer("axis") % rank;
    y.shape->erase(y.shape->begin() + (axis < 0 ? axis + rank : axis));
  }
  return {{y.shape, call.dtype({y})}};
}

// The first axis is replaced by the segments; how many depends on the data, if nobody says it.
TensorTypes segment(OpCall& call) {
  TensorType data = call.array("data");
  Shape ids = call.shape("segment_ids");
  require_rank(call, "data", *data.shape, 1);
  require_rank(call, "segment_ids", ids, 1, 1);
  Dim& size = data.shape->front();
  (void)call.unify(size, ids[0], "data and segment_ids must be as long");
  size =
      call.given("num_segments") ? Dim(call.integer("num_segments")) : call.trace().unknown_dim();
  return {data};
}

// The counts, and the limits of the bins. Keras says the dtype of x for both.
TensorTypes histogram(OpCall& call) {
  TensorType x = call.array("x");
  std::int64_t bins = call.integer("bins");
  if (bins < 0) call.refuse("bins", "must not be negative, but is " + std::to_string(bins));
  if (call.given("range")) {
    const List* range = call.argument("range").as_list();
    auto first = range && range->size() == 2 ? range->front().as_float() : std::nullopt;
    auto last = range && range->size() == 2 ? range->back().as_float() : std::nullopt;
    if (!first || !last || *last < *first) {
      call.refuse("range", "must be two numbers, the smaller one first, not " +
                               call.argument("range").text());
    }
  }
  if (runs_eagerly(call)) require_rank(call, "x", *x.shape, 0, 1);
  return {{Shape{bins}, x.dtype}, {Shape{Dim(bins) + 1}, x.dtype}};
}

constexpr DTypeRule kSame = DTypeRule::kSame;
constexpr DTypeRule kPromote = DTypeRule::kPromote;
constexpr DTypeRule kBool = DTypeRule::kBool;
constexpr DTypeRule kInt32 = DTypeRule::kInt32;
constexpr DTypeRule kSum = DTypeRule::kSum;
constexpr DTypeRule kWiden = DTypeRule::kWiden;
constexpr DTypeRule kToFloat = DTypeRule::kToFloat;
constexpr DTypeRule kFloating = DTypeRule::kFloating;

constexpr OpDef kOps[] = {
    {"all", "All", "numpy", "x, axis=None, keepdims=False", "Whether all hold.", reduce, kBool},
    {"amax", "Amax", "numpy", "x, axis=None, keepdims=False", "The largest.", reduce, kSame},
    {"amin", "Amin", "numpy", "x, axis=None, keepdims=False", "The smallest.", reduce, kSame},
    {"any", "Any", "numpy", "x, axis=None, keepdims=False", "Whether any holds.", reduce, kBool},
    {"argmax", "Argmax", "numpy", "x, axis=None, keepdims=False", "Where the largest is.", reduce,
     kInt32},
    {"argmin", "Argmin", "numpy", "x, axis=None, keepdims=False", "Where the smallest is.", reduce,
     kInt32},
    {"average", "Average", "numpy", "x, axis=None, weights=None", "The weighted mean.", average,
     kToFloat},
    {"count_nonzero", "CountNonzero", "numpy", "x, axis=None", "How many are not 0.",
     count_nonzero},
    {"histogram", "Histogram", "numpy", "x, bins=10, range=None",
     "How many fall into each of equal bins, and the limits of the bins.", histogram},
    {"logsumexp", "Logsumexp", "math", "x, axis=None, keepdims=False", "log(sum(exp(x))).",
     logsumexp, DTypeRule::kFloat32},
    {"max", "Max", "numpy", "x, axis=None, keepdims=False, initial=None", "The largest.", reduce,
     kSame, nullptr, folded_elements<larger_size>},
    {"mean", "Mean", "numpy", "x, axis=None, keepdims=False", "The mean.", reduce, kFloating},
    {"median", "Median", "numpy", "x, axis=None, keepdims=False", "The median.", reduce, kToFloat},
    {"min", "Min", "numpy", "x, axis=None, keepdims=False, initial=None", "The smallest.", reduce,
     kSame, nullptr, folded_elements<smaller_size>},
    {"moments", "Moments", "nn", "x, axes, keepdims=False, synchronized=False",
     "The mean and the variance.", moments},
    {"nanargmax", "Nanargmax", "numpy", "x, axis=None, keepdims=False",
     "Where the largest number is.", reduce_one_axis, kInt32},
    {"nanargmin", "Nanargmin", "numpy", "x, axis=None, keepdims=False",
     "Where the smallest number is.", reduce_one_axis, kInt32},
    {"nanmax", "Nanmax", "numpy", "x, axis=None, keepdims=False", "The largest number.", reduce,
     kPromote},
    {"nanmean", "Nanmean", "numpy", "x, axis=None, keepdims=False", "The mean of the numbers.",
     reduce, kToFloat},
    {"nanmedian", "Nanmedian", "numpy", "x, axis=None, keepdims=False",
     "The median of the numbers.", reduce, kToFloat},
    {"nanmin", "Nanmin", "numpy", "x, axis=None, keepdims=False", "The smallest number.", reduce,
     kPromote},
    {"nanpercentile", "Nanpercentile", "numpy", "x, q, axis=None, method='linear', keepdims=False",
     "What q percent of the numbers are below.", quantile, kToFloat},
    {"nanprod", "Nanprod", "numpy", "x, axis=None, keepdims=False", "The product of the numbers.",
     reduce, kWiden},
    {"nanquantile", "Nanquantile", "numpy", "x, q, axis=None, method='linear', keepdims=False",
     "What a fraction q of the numbers is below.", quantile, kToFloat},
    {"nanstd", "Nanstd", "numpy", "x, axis=None, keepdims=False",
     "The standard deviation of the numbers.", reduce, kToFloat},
    {"nansum", "Nansum", "numpy", "x, axis=None, keepdims=False", "The sum of the numbers.", reduce,
     kSum},
    {"nanvar", "Nanvar", "numpy", "x, axis=None, keepdims=False", "The variance of the numbers.",
     reduce, kToFloat},
    {"norm", "Norm", "linalg", "x, ord=None, axis=None, keepdims=False",
     "The norm of a vector or matrix.", norm, kFloating},
    {"percentile", "Percentile", "numpy", "x, q, axis=None, method='linear', keepdims=False",
     "What q percent are below.", quantile, kFloating},
    {"prod", "Prod", "numpy", "x, axis=None, keepdims=False, dtype=None", "The product.", prod,
     kWiden, nullptr, folded_elements<multiply_sizes>},
    {"ptp", "Ptp", "numpy", "x, axis=None, keepdims=False", "The largest minus the smallest.",
     reduce, kSame},
    {"quantile", "Quantile", "numpy", "x, q, axis=None, method='linear', keepdims=False",
     "What a fraction q is below.", quantile, kToFloat},
    {"segment_max", "SegmentMax", "math", "data, segment_ids, num_segments=None, sorted=False",
     "The largest of each segment.", segment},
    {"segment_min", "SegmentMin", "math", "data, segment_ids, num_segments=None, sorted=False",
     "The smallest of each segment.", segment},
    {"segment_prod", "SegmentProd", "math", "data, segment_ids, num_segments=None, sorted=False",
     "The product of each segment.", segment},
    {"segment_sum", "SegmentSum", "math", "data, segment_ids, num_segments=None, sorted=False",
     "The sum of each segment.", segment},
    {"std", "Std", "numpy", "x, axis=None, keepdims=False", "The standard deviation.", reduce,
     kFloating},
    {"sum", "Sum", "numpy", "x, axis=None, keepdims=False", "The sum.", reduce, kSum, nullptr,
     folded_elements<add_sizes>},
    {"trapezoid", "Trapezoid", "numpy", "y, x=None, dx=1.0, axis=-1",
     "The integral, by the trapezoidal rule.", trapezoid, kToFloat},
    {"var", "Var", "numpy", "x, axis=None, keepdims=False", "The variance.", reduce, kToFloat},

    {"argpartition", "Argpartition", "numpy", "x, kth, axis=-1",
     "The indices that bring the kth to its place.", along_any_axis, kInt32},
    {"argsort", "Argsort", "numpy", "x, axis=-1", "The indices that sort.", along_axis, kInt32},
    {"cumprod", "Cumprod", "numpy", "x, axis=None, dtype=None", "The products up to each.",
     accumulate<along_axis>, kSame},
    {"cumsum", "Cumsum", "numpy", "x, axis=None, dtype=None", "The sums up to each.",
     accumulate<along_axis>, kSame},
    {"in_top_k", "InTopK", "math", "targets, predictions, k",
     "Whether each target is among the k largest predictions.", in_top_k, kBool},
    {"nancumprod", "Nancumprod", "numpy", "x, axis=None, dtype=None",
     "The products up to each, of the numbers.", accumulate<along_any_axis>, kSame},
    {"nancumsum", "Nancumsum", "numpy", "x, axis=None, dtype=None",
     "The sums up to each, of the numbers.", accumulate<along_any_axis>, kSame},
    {"sort", "Sort", "numpy", "x, axis=-1", "Sorted along an axis.", along_axis, kSame},
    {"top_k", "TopK", "math", "x, k, sorted=True",
     "The k largest along the last axis, and their indices.", top_k},
};

}  // namespace

std::span<const OpDef> reduce_ops() { return kOps; }

}  // namespace modelviz
