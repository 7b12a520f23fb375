// Functions of TensorFlow that make tensors: constants, ranges, random numbers.
#include "ops/ops.h"
#include "ops/tensorflow_table.h"

namespace modelviz {
namespace {

// A matrix for each element of the batch shape.
Tensors eye(const TensorFlowCall& call) {
  Tensor matrix = call.call().at(0);
  const List* batch = call.argument("batch_shape").as_list();
  if (!batch || batch->empty()) return {matrix};
  Shape shape;
  for (const Value& size : *batch) {
    shape.push_back(size.as_dim() ? *size.as_dim() : call.trace().unknown_dim());
  }
  shape.insert(shape.end(), matrix.shape().begin(), matrix.shape().end());
  return {ops::broadcast_to(matrix, shape)};
}

Tensors fill(const TensorFlowCall& call) {
  const Value& value = call.argument("value");
  DType dtype = value.as_int() ? DType::kInt32 : DType::kFloat32;
  if (auto tensor = call.tensor("value")) dtype = tensor->dtype();
  return call.call({{"dtype", text(dtype)}});
}

// ---- rules of our own

TensorTypes shaped(OpCall& call) {
  return {{sizes(call, "shape"), call.dtype("dtype", DType::kFloat32)}};
}

// The parameters of the distribution come after the shape, or all but their last axes before it.
template <bool stateless>
TensorTypes distribution(OpCall& call) {
  Shape shape = sizes(call, "shape");
  Shape parameters;
  for (std::string_view name : {"lam", "alpha", "beta", "counts", "probs"}) {
    bool there = find_parameter(signature(call.op().signature), name) != nullptr;
    if (there && call.given(name)) parameters = call.broadcast(parameters, call.shape(name));
  }
  if (!stateless) shape.insert(shape.end(), parameters.begin(), parameters.end());
  return {{shape, call.dtype("dtype", DType::kFloat32)}};
}

TensorTypes categorical(OpCall& call) {
  Shape shape = call.shape("logits");
  require_rank(call, "logits", shape, 2, 2);
  shape[1] = one_size(call, "num_samples");
  bool renamed = find_parameter(signature(call.op().signature), "output_dtype") != nullptr;
  std::string_view name = renamed && call.given("output_dtype") ? "output_dtype" : "dtype";
  return {{shape, call.dtype(name, DType::kInt64)}};
}

TensorTypes linspace(OpCall& call) {
  TensorType start = call.array("start"), stop = call.array("stop");
  Shape shape = call.broadcast(*start.shape, *stop.shape);
  int axis = call.axis("axis", static_cast<int>(shape.size()) + 1);
  shape.insert(shape.begin() + axis, one_size(call, "num"));
  DType dtype = call.argument("start").as_tensor() ? start.dtype : stop.dtype;
  return {{shape, dtype}};
}

TensorTypes sobol_sample(OpCall& call) {
  Shape shape{one_size(call, "num_results"), one_size(call, "dim")};
  return {{shape, call.dtype("dtype", DType::kFloat32)}};
}

constexpr std::string_view kNormal = "shape, mean=0.0, stddev=1.0, dtype='float32', seed=None";
constexpr std::string_view kUniform = "shape, minval=0, maxval=None, dtype='float32', seed=None";
constexpr std::string_view kStatelessNormal =
    "shape, seed, mean=0.0, stddev=1.0, dtype='float32', alg=None";
constexpr std::string_view kRandom = "Random numbers.";

constexpr TensorFlowOp kOps[] = {
    own("compat.v1.random.multinomial",
        "logits, num_samples, seed=None, output_dtype=None, dtype='int64'", "Random classes.",
        categorical),
    own("compat.v1.random.poisson", "lam, shape, dtype='float32', seed=None", kRandom,
        distribution<false>),
    own("compat.v1.random.stateless_multinomial",
        "logits, num_samples, seed, output_dtype=None, dtype='int64'", "Random classes.",
        categorical),
    {"eye", "num_rows, num_columns=None, batch_shape=None, dtype='float32'", "eye",
     "N, M, -, dtype", eye},
    {"fill", "dims, value, layout=None", "full", "shape, fill_value, -", fill},
    {"linalg.eye", "num_rows, num_columns=None, batch_shape=None, dtype='float32'", "eye",
     "N, M, -, dtype", eye},
    own("linspace", "start, stop, num, axis=0",
        "Numbers from start to stop with equal differences.", linspace),
    own("math.sobol_sample", "dim, num_results, skip=0, dtype='float32'",
        "Points that fill a cube evenly.", sobol_sample),
    {"ones", "shape, dtype='float32', layout=None", "ones", "shape, dtype, -"},
    own("random.categorical", "logits, num_samples, dtype='int64', seed=None", "Random classes.",
        categorical),
    own("random.gamma", "shape, alpha, beta=None, dtype='float32', seed=None", kRandom,
        distribution<false>),
    own("random.normal", kNormal, kRandom, shaped),
    own("random.poisson", "shape, lam, dtype='float32', seed=None", kRandom, distribution<false>),
    {"random.shuffle", "value, seed=None, kind='shuffle'", "randomize", "x, -, kind"},
    own("random.stateless_binomial",
        "shape, seed, counts, probs, dtype='int32', output_dtype='int32'", kRandom,
        distribution<true>),
    own("random.stateless_categorical", "logits, num_samples, seed, dtype='int64'",
        "Random classes.", categorical),
    own("random.stateless_gamma", "shape, seed, alpha, beta=None, dtype='float32'", kRandom,
        distribution<true>),
    own("random.stateless_normal", kStatelessNormal, kRandom, shaped),
    own("random.stateless_parameterized_truncated_normal",
        "shape, seed, means=0.0, stddevs=1.0, minvals=-2.0, maxvals=2.0, dtype='float32'", kRandom,
        shaped),
    own("random.stateless_poisson", "shape, seed, lam, dtype='int32'", kRandom, distribution<true>),
    own("random.stateless_truncated_normal", kStatelessNormal, kRandom, shaped),
    own("random.stateless_uniform", "shape, seed, minval=0, maxval=None, dtype='float32', alg=None",
        kRandom, shaped),
    own("random.truncated_normal", kNormal, kRandom, shaped),
    own("random.uniform", kUniform, kRandom, shaped),
    {"range", "start, limit=None, delta=None, dtype=None", "arange", "start, stop, step, dtype"},
    {"zeros", "shape, dtype='float32', layout=None", "zeros", "shape, dtype, -"},
};

}  // namespace

std::span<const TensorFlowOp> tensorflow_creators() { return kOps; }

}  // namespace modelviz
