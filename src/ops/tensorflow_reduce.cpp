// The functions of tf.math that work along axes: reductions, cumulations, segments, counts.
#include "ops/ops.h"
#include "ops/tensorflow_table.h"

namespace modelviz {
namespace {

// Keras has no count that keeps the axes, but a sum.
Tensors count_nonzero(const TensorFlowCall& call) {
  const Value& x = call.either({"input", "input_tensor"});
  bool keeps = call.either({"keepdims", "keep_dims"}) == Value(true);
  Dict named;
  named.push_back({"axis", call.either({"axis", "reduction_indices"})});
  if (keeps) named.push_back({"keepdims", true});
  Tensor count = modelviz::call(call.trace(), keeps ? "sum" : "count_nonzero", {x}, named);
  const std::string* name = call.argument("dtype").as_string();
  auto dtype = name ? parse_dtype(*name) : std::nullopt;
  return {with_dtype(count, dtype.value_or(DType::kInt64))};
}

// Of no axis they take the first.
Tensors argument_of(const TensorFlowCall& call) {
  Value axis = call.either({"axis", "dimension"});
  Tensor index = call.call({{"axis", axis.is_none() ? Value(0) : axis}}).at(0);
  const std::string* name = call.argument("output_type").as_string();
  auto dtype = name ? parse_dtype(*name) : std::nullopt;
  return {with_dtype(index, dtype.value_or(DType::kInt64))};
}

Tensors top_k(const TensorFlowCall& call) {
  Tensors outputs = call.call();
  const std::string* name = call.argument("index_type").as_string();
  auto dtype = name ? parse_dtype(*name) : std::nullopt;
  outputs.at(1) = with_dtype(outputs.at(1), dtype.value_or(DType::kInt32));
  return outputs;
}

Tensors float32(const TensorFlowCall& call) {
  return {with_dtype(call.call().at(0), DType::kFloat32)};
}

// ---- rules of our own

Shape reduced(const OpCall& call, const Shape& shape) {
  const Value& axis = call.argument("axis");
  std::vector<int> axes = call.axes("axis", static_cast<int>(shape.size()));
  return reduced_shape(shape, axis.is_list() && axis.as_list()->empty() ? std::vector<int>{} : axes,
                       call.flag("keepdims"));
}

TensorTypes reduce(OpCall& call) {
  TensorType x = call.array(0);
  return {{reduced(call, *x.shape), x.dtype}};
}

TensorTypes all_to_one(OpCall& call) { return {{Shape{}, call.dtype({call.array(0)})}}; }

// The sum divided by a number, which makes a float of an integer.
TensorTypes scaled_sum(OpCall& call) {
  DType dtype = call.array(0).dtype;
  if (is_integer(dtype)) dtype = bits(dtype) > 16 ? DType::kFloat64 : DType::kFloat32;
  return {{Shape{}, dtype}};
}

TensorTypes last_to_one(OpCall& call) {
  TensorType x = call.array(0);
  require_rank(call, "x", *x.shape, 1);
  x.shape->pop_back();
  return {x};
}

// The best k along an axis, and where they are.
TensorTypes approximate_top_k(OpCall& call) {
  TensorType x = call.array("operand");
  int axis = call.axis("reduction_dimension", static_cast<int>(x.shape->size()));
  (*x.shape)[index(axis)] = one_size(call, "k");
  return {x, {x.shape, DType::kInt32}};
}

// How many segments there are depends on the data, if nobody says it. The ids may have several
// axes, which are the first of the data.
TensorTypes segment(OpCall& call) {
  TensorType data = call.array("data");
  Shape ids = call.shape("segment_ids");
  require_rank(call, "data", *data.shape, ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    (void)call.unify((*data.shape)[i], ids[i], "each element of data must have a segment");
  }
  bool said = find_parameter(signature(call.op().signature), "num_segments") != nullptr;
  Shape shape = said ? sizes(call, "num_segments") : Shape{call.trace().unknown_dim()};
  shape.insert(shape.end(), data.shape->begin() + std::ssize(ids), data.shape->end());
  return {{shape, data.dtype}};
}

// The bins up to the largest number that occurs; with an axis for each row.
TensorTypes bincount(OpCall& call) {
  Shape shape = call.shape("arr");
  if (!call.given("axis"))
    shape.clear();
  else if (!shape.empty())
    shape.pop_back();
  for (Dim& dim : shape) dim = call.trace().unknown_dim();
  shape.push_back(call.trace().unknown_dim());
  DType dtype = call.dtype("dtype", DType::kInt32);
  if (call.given("weights")) dtype = call.array("weights").dtype;
  return {{shape, dtype}};
}

TensorTypes histogram(OpCall& call) {
  return {{sizes(call, "nbins"), call.dtype("dtype", DType::kInt32)}};
}

TensorTypes histogram_bins(OpCall& call) {
  return {{call.shape("values"), call.dtype("dtype", DType::kInt32)}};
}

TensorTypes confusion_matrix(OpCall& call) {
  Dim classes =
      call.given("num_classes") ? one_size(call, "num_classes") : call.trace().unknown_dim();
  return {{Shape{classes, classes}, call.dtype("dtype", DType::kInt32)}};
}

constexpr std::string_view kReduceSignature =
    "input_tensor, axis=None, keepdims=None, reduction_indices=None, keep_dims=None";
constexpr std::string_view kReduce = "x, axis, keepdims, axis, keepdims";
constexpr std::string_view kSegment = "data, segment_ids";
constexpr std::string_view kUnsorted = "data, segment_ids, num_segments";
constexpr std::string_view kArgument = "input, axis=None, dimension=None, output_type='int64'";
constexpr std::string_view kCumulate = "x, axis=0, exclusive=False, reverse=False";
constexpr std::string_view kApproximate =
    "operand, k, reduction_dimension=-1, recall_target=0.95, reduction_input_size_override=-1, "
    "aggregate_to_topk=True";
constexpr std::string_view kHistogram = "values, value_range, nbins=100, dtype='int32'";

constexpr TensorFlowOp reduction(std::string_view name, std::string_view op,
                                 TensorFlowRun run = keep_dtype) {
  return {.name = name, .signature = kReduceSignature, .op = op, .parameters = kReduce, .run = run};
}

constexpr TensorFlowOp kOps[] = {
    {"argsort", "values, axis=-1, direction='ASCENDING', stable=False", "argsort", "x, axis, -, -"},
    {"compat.v1.math.in_top_k", "predictions, targets, k", "in_top_k", "predictions, targets, k"},
    own("histogram_fixed_width", kHistogram, "How many values are in each bin.", histogram),
    own("histogram_fixed_width_bins", kHistogram, "The bin of each value.", histogram_bins),
    own("math.approx_max_k", kApproximate, "Nearly the k largest.", approximate_top_k),
    own("math.approx_min_k", kApproximate, "Nearly the k smallest.", approximate_top_k),
    {"math.argmax", kArgument, "argmax", "x, axis, axis, -", argument_of},
    {"math.argmin", kArgument, "argmin", "x, axis, axis, -", argument_of},
    own("math.bincount",
        "arr, weights=None, minlength=None, maxlength=None, dtype='int32', axis=None, "
        "binary_output=False",
        "How often each number occurs.", bincount),
    own("math.confusion_matrix",
        "labels, predictions, num_classes=None, weights=None, dtype='int32'",
        "How often each class was taken for each other.", confusion_matrix),
    {"math.count_nonzero",
     "input=None, axis=None, keepdims=None, dtype='int64', input_tensor=None, "
     "reduction_indices=None, keep_dims=None",
     "count_nonzero", "x, axis, -, -, x, axis, -", count_nonzero},
    {"math.cumprod", kCumulate, "cumprod", "x, axis, -, -", keep_dtype},
    {"math.cumsum", kCumulate, "cumsum", "x, axis, -, -", keep_dtype},
    own("math.cumulative_logsumexp", kCumulate, "The logarithms of the sums of exp(x) up to each.",
        same_shape_with_axis),
    {"math.in_top_k", "targets, predictions, k", "in_top_k", "targets, predictions, k"},
    own("math.is_non_decreasing", "x", "Whether each is at least the one before.", all_to_one,
        nullptr, DTypeRule::kBool),
    own("math.is_strictly_increasing", "x", "Whether each is larger than the one before.",
        all_to_one, nullptr, DTypeRule::kBool),
    own("math.lbeta", "x", "The logarithm of the size of the beta function.", last_to_one),
    reduction("math.reduce_all", "all"),
    reduction("math.reduce_any", "any"),
    own("math.reduce_euclidean_norm", "input_tensor, axis=None, keepdims=False",
        "The square root of the sum of squares.", reduce),
    reduction("math.reduce_logsumexp", "logsumexp"),
    reduction("math.reduce_max", "max"),
    reduction("math.reduce_mean", "mean"),
    reduction("math.reduce_min", "min"),
    reduction("math.reduce_prod", "prod"),
    reduction("math.reduce_std", "std", to_real),
    reduction("math.reduce_sum", "sum"),
    reduction("math.reduce_variance", "var", to_real),
    {"math.segment_max", kSegment, "segment_max", kSegment},
    own("math.segment_mean", kSegment, "The mean of each segment.", segment),
    {"math.segment_min", kSegment, "segment_min", kSegment},
    {"math.segment_prod", kSegment, "segment_prod", kSegment},
    {"math.segment_sum", kSegment, "segment_sum", kSegment},
    {"math.top_k", "input, k=1, sorted=True, index_type='int32'", "top_k", "x, k, sorted, -",
     top_k},
    own("math.unsorted_segment_max", kUnsorted, "The largest of each segment.", segment),
    own("math.unsorted_segment_mean", kUnsorted, "The mean of each segment.", segment),
    own("math.unsorted_segment_min", kUnsorted, "The smallest of each segment.", segment),
    own("math.unsorted_segment_prod", kUnsorted, "The product of each segment.", segment),
    own("math.unsorted_segment_sqrt_n", kUnsorted,
        "The sum of each segment, divided by the root of its length.", segment),
    own("math.unsorted_segment_sum", kUnsorted, "The sum of each segment.", segment),
    {"math.zero_fraction", "value", "mean", "x", float32},
    own("nn.compute_average_loss", "per_example_loss, sample_weight=None, global_batch_size=None",
        "The mean loss.", all_to_one),
    own("nn.l2_loss", "t", "Half the sum of squares.", all_to_one),
    own("nn.scale_regularization_loss", "regularization_loss", "The sum for each replica.",
        scaled_sum),
    {"nn.zero_fraction", "value", "mean", "x", float32},
    {"sort", "values, axis=-1, direction='ASCENDING'", "sort", "x, axis, -"},
};

}  // namespace

std::span<const TensorFlowOp> tensorflow_reduce() { return kOps; }

}  // namespace modelviz
