// Ops that make new tensors, and those that tell the shape of one: their elements are known.
#include <algorithm>
#include <cmath>

#include "ops/elements.h"
#include "ops/rules.h"
#include "ops/tables.h"

namespace modelviz {
namespace {

TensorTypes filled(OpCall& call) {
  return {{sizes(call, "shape"), call.dtype("dtype", DType::kFloat32)}};
}

template <int value>
std::vector<Elements> filled_elements(const OpCall&, const TensorTypes& outputs) {
  return equal_elements(outputs, value);
}

std::vector<Elements> given_elements(const OpCall& call, const TensorTypes& outputs) {
  auto value = call.elements("fill_value");
  if (!value || value->size() != 1) return {};
  return equal_elements(outputs, value->front());
}

// A size that arange() and its like take: an integer, or a scalar tensor of known content.
std::optional<Dim> scalar(const OpCall& call, const Value& value) {
  auto elements = call.elements_of(value);
  if (!elements || elements->size() != 1) return std::nullopt;
  return elements->front();
}

Dim required_scalar(const OpCall& call, std::string_view parameter) {
  const Value& value = call.argument(parameter);
  if (auto size = scalar(call, value)) return *size;
  if (value.as_tensor()) return call.trace().unknown_dim();
  call.fail("'" + std::string(parameter) + "' must be an integer, not " + value.text());
}

struct Progression {
  Value start, stop, step;
};

Progression progression(const OpCall& call) {
  Progression p{call.argument("start"), call.argument("stop"), call.argument("step")};
  if (p.stop.is_none()) p = {0, p.start, p.step};
  if (p.step.is_none()) p.step = 1;
  return p;
}

constexpr double kLargestLength = 1e15;  // up to here a double holds every integer

// (stop - start) / step, rounded up; 0 where that is negative.
Dim progression_length(const OpCall& call, const Progression& p) {
  auto start = scalar(call, p.start), stop = scalar(call, p.stop), step = scalar(call, p.step);
  if (start && stop && step && step->is_constant() && *step != Dim(0)) {
    bool backwards = *step->constant() < 0;
    Dim length = backwards ? *start - *stop : *stop - *start;
    return max(ceil_div(length, backwards ? Dim(0) - *step : *step), 0);
  }
  auto first = p.start.as_float(), last = p.stop.as_float(), by = p.step.as_float();
  if (first && last && by && *by != 0) {
    double length = std::ceil((*last - *first) / *by);
    if (length <= kLargestLength) return static_cast<std::int64_t>(std::max(length, 0.0));
  }
  return call.trace().unknown_dim();
}

TensorTypes arange(OpCall& call) {
  Progression p = progression(call);
  TensorTypes types;
  for (std::string_view parameter : {"start", "stop", "step"}) {
    if (call.given(parameter)) types.push_back(call.array(parameter));
  }
  return {{Shape{progression_length(call, p)}, call.dtype("dtype", call.dtype(types))}};
}

std::vector<Elements> arange_elements(const OpCall& call, const TensorTypes& outputs) {
  Progression p = progression(call);
  auto start = scalar(call, p.start), step = scalar(call, p.step);
  if (!start || !step) return {};
  Elements elements;
  for (std::int64_t i = 0; i < *outputs[0].shape->front().constant(); ++i) {
    elements.push_back(*start + *step * i);
  }
  return {std::move(elements)};
}

TensorTypes matrix(OpCall& call) {
  Dim rows = required_scalar(call, "N");
  Dim columns = call.given("M") ? required_scalar(call, "M") : rows;
  return {{Shape{rows, columns}, call.dtype("dtype", DType::kFloat32)}};
}

TensorTypes identity(OpCall& call) {
  Dim size = required_scalar(call, "n");
  return {{Shape{size, size}, call.dtype("dtype", DType::kFloat32)}};
}

// linspace() and its like: numbers from start to stop along a new axis. Keras takes start's dtype.
TensorTypes spaced(OpCall& call) {
  TensorType start = call.array("start");
  Shape shape = call.broadcast(*start.shape, call.shape("stop"));
  int axis = call.axis("axis", static_cast<int>(shape.size()) + 1);
  shape.insert(shape.begin() + axis, call.integer("num"));
  start.dtype = call.dtype("dtype", start.dtype);
  return {{shape, call.dtype({start})}};
}

// To Python a shape is a tuple.
TensorTypes shape(OpCall& call) {
  call.returns(Value(call.shape("x")));
  return {{Shape{static_cast<std::int64_t>(call.shape("x").size())}, DType::kInt32}};
}

std::vector<Elements> shape_elements(const OpCall& call, const TensorTypes&) {
  return {call.shape("x")};
}

TensorTypes count(OpCall&) { return {{Shape{}, DType::kInt32}}; }

std::vector<Elements> count_elements(const OpCall& call, const TensorTypes&) {
  return {{size(call.shape("x"))}};
}

// Keras says a vector as long as the rank, of the default dtype.
TensorTypes ndim(OpCall& call) {
  return {{Shape{static_cast<std::int64_t>(call.shape("x").size())}, DType::kFloat32}};
}

constexpr DTypeRule kSame = DTypeRule::kSame;
constexpr DTypeRule kPromote = DTypeRule::kPromote;
constexpr DTypeRule kStrongFloat = DTypeRule::kStrongFloat;

constexpr OpDef kOps[] = {
    {"arange", "Arange", "numpy", "start, stop=None, step=None, dtype=None",
     "The numbers from start to stop.", arange, kPromote, nullptr, arange_elements},
    {"empty", "", "numpy", "shape, dtype=None", "A tensor of any content.", filled},
    {"empty_like", "EmptyLike", "numpy", "x, dtype=None", "A tensor of the shape of x.",
     with_dtype},
    {"eye", "", "numpy", "N, M=None, k=0, dtype=None", "1 on the diagonal, 0 elsewhere.", matrix},
    {"full", "Full", "numpy", "shape, fill_value, dtype=None", "One number everywhere.", filled,
     kSame, nullptr, given_elements},
    {"full_like", "FullLike", "numpy", "x, fill_value, dtype=None",
     "One number everywhere, in the shape of x.", with_dtype, kSame, nullptr, given_elements},
    {"geomspace", "Geomspace", "numpy", "start, stop, num=50, endpoint=True, dtype=None, axis=0",
     "Numbers from start to stop with equal quotients.", spaced, kStrongFloat},
    {"identity", "", "numpy", "n, dtype=None", "The identity matrix.", identity},
    {"linspace", "Linspace", "numpy",
     "start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0",
     "Numbers from start to stop with equal differences.", spaced, kStrongFloat},
    {"logspace", "Logspace", "numpy",
     "start, stop, num=50, endpoint=True, base=10, dtype=None, axis=0",
     "Powers with exponents from start to stop.", spaced, kStrongFloat},
    {"ones", "", "numpy", "shape, dtype=None", "1 everywhere.", filled, kSame, nullptr,
     filled_elements<1>},
    {"ones_like", "OnesLike", "numpy", "x, dtype=None", "1 everywhere, in the shape of x.",
     with_dtype, kSame, nullptr, filled_elements<1>},
    {"tri", "", "numpy", "N, M=None, k=0, dtype=None", "1 on and below the diagonal.", matrix},
    {"zeros", "", "numpy", "shape, dtype=None", "0 everywhere.", filled, kSame, nullptr,
     filled_elements<0>},
    {"zeros_like", "ZerosLike", "numpy", "x, dtype=None", "0 everywhere, in the shape of x.",
     with_dtype, kSame, nullptr, filled_elements<0>},

    {"ndim", "Ndim", "numpy", "x", "The number of axes.", ndim},
    {"shape", "", "core", "x", "The sizes of x.", shape, kSame, nullptr, shape_elements},
    {"size", "Size", "numpy", "x", "The number of elements.", count, kSame, nullptr,
     count_elements},
};

}  // namespace

std::span<const OpDef> create_ops() { return kOps; }

}  // namespace modelviz
