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

// Refuses a content that does not fill the shape. Keras' rule for symbolic contents does not look.
void require_filling(const OpCall& call, const Shape& shape) {
  if (!runs_eagerly(call)) return;
  Shape content = call.shape("fill_value");
  auto fills = [](const Dim& from, const Dim& to) {
    return from == Dim(1) || equal(from, to) != Truth::kNo;
  };
  if (content.size() > shape.size() ||
      !std::equal(content.rbegin(), content.rend(), shape.rbegin(), fills)) {
    call.fail("a content of shape " + keras_text(content) + " does not fill the shape " +
              keras_text(shape));
  }
}

// Unlike zeros(), full() takes no single integer for a shape.
TensorTypes full(OpCall& call) {
  TensorTypes result{{listed_sizes(call, "shape"), call.dtype("dtype", DType::kFloat32)}};
  require_filling(call, *result[0].shape);
  require_real(call, call.argument("fill_value"), result[0].dtype);
  return result;
}

TensorTypes full_like(OpCall& call) {
  TensorTypes result = with_dtype(call);
  require_filling(call, *result[0].shape);
  return result;
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
  if (auto truth = value.as_bool()) return Dim(*truth ? 1 : 0);
  auto elements = call.elements_of(value);
  if (!elements || elements->size() != 1) return std::nullopt;
  return elements->front();
}

Dim required_scalar(const OpCall& call, std::string_view parameter) {
  const Value& value = call.argument(parameter);
  if (auto size = scalar(call, value)) return *size;
  if (value.as_tensor()) return call.trace().unknown_dim();
  call.refuse(parameter, "must be an integer, not " + value.text());
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

std::optional<double> number(const OpCall& call, const Value& value) {
  if (auto number = value.as_float()) return number;
  auto size = scalar(call, value);
  if (!size || !size->is_constant()) return std::nullopt;
  return static_cast<double>(*size->constant());
}

// Refuses what Python's range() makes empty: the backend takes it for a mistake.
void require_direction(const OpCall& call, const Progression& p) {
  auto first = number(call, p.start), last = number(call, p.stop), by = number(call, p.step);
  if (by && *by == 0) call.refuse("step", "must not be 0");
  if (first && last && by && (*last - *first) * *by < 0) {
    call.fail("steps of " + p.step.text() + " do not lead from " + p.start.text() + " to " +
              p.stop.text());
  }
}

void require_countable(const OpCall& call, const Progression& p, DType dtype) {
  if (dtype == DType::kBool) call.fail_at("dtype", "cannot count in bool");
  for (const Value* value : {&p.start, &p.stop, &p.step}) {
    if (value->is_float() && is_integer(dtype)) {
      call.fail("cannot count in " + std::string(text(dtype)) + " with " + value->text());
    }
  }
}

TensorTypes arange(OpCall& call) {
  Progression p = progression(call);
  TensorTypes types;
  for (std::string_view parameter : {"start", "stop", "step"}) {
    if (call.given(parameter)) types.push_back(call.array(parameter));
  }
  DType dtype = call.dtype("dtype", call.dtype(types));
  require_countable(call, p, dtype);
  require_direction(call, p);
  return {{Shape{progression_length(call, p)}, dtype}};
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

// Keras pads a square matrix that has the k-th diagonal for its main one. Where the diagonal ends
// before the matrix does, that is larger than what was asked for.
TensorTypes eye(OpCall& call) {
  TensorTypes result = matrix(call);
  Shape& shape = *result[0].shape;
  auto k = scalar(call, call.argument("k"));
  if (!k || *k == Dim(0) || !k->is_constant()) return result;
  if (!shape[0].is_constant() || !shape[1].is_constant()) return result;
  std::int64_t rows = *shape[0].constant(), columns = *shape[1].constant(), by = *k->constant();
  std::int64_t length = std::min(columns - by, rows + by), none = 0;
  if (length < 0) {
    call.fail("a matrix of " + std::to_string(rows) + " rows and " + std::to_string(columns) +
              " columns has no diagonal " + std::to_string(by));
  }
  shape[0] = length + std::max(-by, none) + std::max(rows - columns + by, none);
  shape[1] = length + std::max(by, none) + std::max(columns - rows - by, none);
  return result;
}

TensorTypes identity(OpCall& call) {
  Dim size = required_scalar(call, "n");
  return {{Shape{size, size}, call.dtype("dtype", DType::kFloat32)}};
}

// Refuses a list where Keras asks for the dtype of a limit before it makes a tensor of it.
void require_dtype_of(const OpCall& call, std::string_view parameter) {
  if (!call.argument(parameter).as_list()) return;
  call.refuse(parameter,
              "must be a tensor or a number, not the list " + call.argument(parameter).text(),
              "A list goes where 'dtype' is given.");
}

Shape limit_shape(const OpCall& call, std::string_view parameter) {
  return is_opaque_list(call, call.argument(parameter)) ? Shape{} : call.shape(parameter);
}

Shape spaced_shape(const OpCall& call, Shape limits) {
  int axis = call.axis("axis", static_cast<int>(limits.size()) + 1);
  limits.insert(limits.begin() + axis, call.integer("num"));
  return limits;
}

// By Keras' rule for symbolic limits the dtype is that of start.
DType symbolic_dtype(const OpCall& call) {
  if (!call.given("dtype")) require_dtype_of(call, "start");
  DType dtype = call.given("dtype") ? DType::kFloat32 : call.array("start").dtype;
  return call.dtype({{Shape{}, call.dtype("dtype", dtype)}});
}

DType computed_dtype(const OpCall& call) {
  if (call.given("dtype")) return call.dtype("dtype", DType::kFloat32);
  require_dtype_of(call, "start");
  require_dtype_of(call, "stop");
  std::vector<DType> limits{call.array("start").dtype, call.array("stop").dtype};
  return result_dtype(DTypeRule::kToFloat, limits);
}

// Numbers from start to stop along a new axis.
TensorTypes spaced(OpCall& call) {
  Shape limits = call.broadcast(limit_shape(call, "start"), limit_shape(call, "stop"));
  Shape shape = spaced_shape(call, limits);
  return inferred_or_executed(
      call, runs_eagerly(call) ? TensorTypes{} : TensorTypes{{shape, symbolic_dtype(call)}}, [&] {
        return TensorTypes{{shape, computed_dtype(call)}};
      });
}

// The logarithms that it computes with are always floats.
TensorTypes geomspace(OpCall& call) {
  return inferred_or_executed(call, runs_eagerly(call) ? TensorTypes{} : spaced(call), [&] {
    Shape limits = call.broadcast(call.shape("start"), call.shape("stop"));
    return TensorTypes{{spaced_shape(call, limits), call.dtype("dtype", DType::kFloat32)}};
  });
}

// The distance of two neighbours. Where there is but one number it is a plain NaN.
TensorType step_type(const OpCall& call, DType dtype) {
  if (call.integer("num") <= (call.flag("endpoint") ? 1 : 0)) return {Shape{}, DType::kFloat32};
  Shape limits = call.broadcast(call.shape("start"), call.shape("stop"));
  return {limits, is_integer(dtype) ? DType::kFloat64 : dtype};
}

TensorTypes linspace(OpCall& call) {
  TensorTypes result = spaced(call);
  if (!call.flag("retstep")) return result;
  if (!runs_eagerly(call)) call.fail("with retstep=True takes no symbolic tensors");
  result.push_back(step_type(call, result[0].dtype));
  return result;
}

// To Python a shape is a tuple.
TensorTypes shape(OpCall& call) {
  if (call.argument("x").as_string()) {
    call.returns(Value(Shape{}));
    return {{Shape{0}, DType::kInt32}};
  }
  call.returns(Value(call.shape("x")));
  return {{Shape{static_cast<std::int64_t>(call.shape("x").size())}, DType::kInt32}};
}

std::vector<Elements> shape_elements(const OpCall& call, const TensorTypes&) {
  if (call.argument("x").as_string()) return {Elements{}};
  return {call.shape("x")};
}

TensorTypes count(OpCall&) { return {{Shape{}, DType::kInt32}}; }

std::vector<Elements> count_elements(const OpCall& call, const TensorTypes&) {
  return {{size(call.shape("x"))}};
}

// Keras says a vector as long as the rank, of the default dtype; of what it has at hand, the rank.
TensorTypes ndim(OpCall& call) {
  auto rank = static_cast<std::int64_t>(call.shape("x").size());
  if (!runs_eagerly(call)) {
    call.note("Keras infers a float32 vector; executed, it is the number of axes");
    return {{Shape{rank}, DType::kFloat32}};
  }
  call.returns(rank);
  return {{Shape{}, DType::kInt32}};
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
    {"eye", "", "numpy", "N, M=None, k=0, dtype=None", "1 on the diagonal, 0 elsewhere.", eye},
    {"full", "Full", "numpy", "shape, fill_value, dtype=None", "One number everywhere.", full,
     kSame, nullptr, given_elements},
    {"full_like", "FullLike", "numpy", "x, fill_value, dtype=None",
     "One number everywhere, in the shape of x.", full_like, kSame, nullptr, given_elements},
    {"geomspace", "Geomspace", "numpy", "start, stop, num=50, endpoint=True, dtype=None, axis=0",
     "Numbers from start to stop with equal quotients.", geomspace, kStrongFloat},
    {"identity", "", "numpy", "n, dtype=None", "The identity matrix.", identity},
    {"linspace", "Linspace", "numpy",
     "start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0",
     "Numbers from start to stop with equal differences.", linspace, kStrongFloat},
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
