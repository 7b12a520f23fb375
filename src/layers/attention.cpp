// Attention layers. Source: keras/src/layers/attention (3.15).
//
// On loading, Keras compares only few of the sizes of query, key and value, and says of the scores
// what is right for self-attention. So do these definitions: what cannot run is a warning.
#include <cmath>
#include <numeric>

#include "layers/execution.h"
#include "layers/tables.h"
#include "ops/ops.h"

namespace modelviz {
namespace {

using namespace ops;

bool wants_scores(const Call& c) {
  return c.argument("return_attention_scores").as_bool().value_or(false);
}

Tensor with_size(Call& c, const Tensor& x, int axis, const Dim& size) {
  Shape shape = x.shape();
  shape[static_cast<std::size_t>(axis < 0 ? axis + x.rank() : axis)] = size;
  return c.declare(x, shape);
}

// x with the size along the axis that y has, where Keras leaves it unchecked that they differ.
Tensor agreeing(Call& c, const Tensor& x, int axis, const Tensor& y, int y_axis) {
  if (equal(x[axis], y[y_axis]) != Truth::kNo) return x;
  c.warn("inputs of shapes " + keras_text(y.shape()) + " and " + keras_text(x.shape()) +
         " do not fit together: Keras loads the model, but cannot run it");
  return with_size(c, x, axis, y[y_axis]);
}

// The mask with the rank of the scores; nothing where it cannot be broadcast to them.
std::optional<Tensor> fitting_mask(Call& c, const Shape& scores, int new_axis) {
  std::optional<Tensor> mask = c.tensor("attention_mask");
  if (!mask || mask->rank() > static_cast<int>(scores.size())) return std::nullopt;
  while (mask->rank() < static_cast<int>(scores.size())) mask = expand_dims(*mask, new_axis);
  for (int axis = 0; axis < mask->rank(); ++axis) {
    const Dim &size = (*mask)[axis], &wanted = scores[static_cast<std::size_t>(axis)];
    if (size == Dim(1) || equal(size, wanted) != Truth::kNo) continue;
    c.warn("an attention_mask of shape " + keras_text(c.tensor("attention_mask")->shape()) +
           " does not fit scores of shape " + keras_text(scores) +
           ": Keras loads the model, but cannot run it");
    return std::nullopt;
  }
  return mask;
}

// ---- Attention and AdditiveAttention ------------------------------------------------------------

struct Inputs {
  Tensor query, value, key;
};

void check_mask(const Call& c) {
  const Value& mask = c.argument("mask");
  if (mask.is_none()) return;
  const List* masks = mask.as_list();
  if (masks && (masks->size() == 2 || masks->size() == 3)) return;
  c.fail("its mask must be [query_mask, value_mask]");
}

// x with the batch of the query, and all else that is not attended to.
Tensor aligned(Call& c, Tensor x, const Tensor& query) {
  for (int axis = 0; axis < x.rank() - 2 && x.rank() == query.rank(); ++axis) {
    x = agreeing(c, x, axis, query, axis);
  }
  return x;
}

Inputs read_inputs(Call& c) {
  Tensors inputs = c.inputs();
  if (inputs.size() != 2 && inputs.size() != 3) {
    c.fail("must be called on [query, value] or [query, value, key], but is called on " +
           std::to_string(inputs.size()) + " tensors");
  }
  for (const Tensor& x : inputs) {
    if (x.rank() >= 2) continue;
    c.fail("needs inputs of rank 2 or more, but one is " + keras_text(x.shape()));
  }
  check_mask(c);
  Tensor key = aligned(c, agreeing(c, inputs.back(), -1, inputs[0], -1), inputs[0]);
  return {inputs[0], aligned(c, agreeing(c, inputs[1], -2, key, -2), inputs[0]), key};
}

Tensors apply_scores(Call& c, const Inputs& in, const Tensor& scores) {
  Tensor weights = softmax(scores);
  Tensor y = matmul(weights, in.value);
  Shape shape = in.query.shape();
  shape.back() = in.value[-1];
  Tensors outputs{c.declare(y, shape)};
  if (wants_scores(c)) {
    shape.back() = in.key[-2];
    outputs.push_back(c.declare(weights, shape));
  }
  return outputs;
}

// All pairs of a query and a key, added.
Tensor pairwise_sum(const Inputs& in) {
  Tensor query = expand_dims(in.query, -2);
  return query + expand_dims(in.key, -3);
}

Tensors run_attention(Call& c) {
  Inputs in = read_inputs(c);
  std::optional<Tensor> scale;
  if (c.flag("use_scale")) scale = c.weight("scale", {});
  std::string_view mode = c.string("score_mode");
  if (mode != "dot" && mode != "concat") {
    c.fail("score_mode must be 'dot' or 'concat', not " + c.value("score_mode").text());
  }
  if (mode == "concat") {
    Tensor concat_score_weight = c.weight("concat_score_weight", {});
    Tensor pairs = pairwise_sum(in);
    if (scale) pairs = *scale * pairs;
    return apply_scores(c, in, concat_score_weight * sum(tanh(pairs), {pairs.rank() - 1}));
  }
  Tensor scores = matmul(in.query, swapaxes(in.key, -2, -1));
  return apply_scores(c, in, scale ? scores * *scale : scores);
}

Tensors run_additive_attention(Call& c) {
  Inputs in = read_inputs(c);
  std::optional<Tensor> scale;
  if (c.flag("use_scale")) scale = c.weight("scale", {in.query[-1]});
  Tensor pairs = tanh(pairwise_sum(in));
  if (scale) pairs = *scale * pairs;
  return apply_scores(c, in, sum(pairs, {pairs.rank() - 1}));
}

// ---- attention with several heads ---------------------------------------------------------------

// count letters, which stand for axes in an equation: from the first-th of the alphabet on.
std::string letters(int first, int count) {
  std::string result(static_cast<std::size_t>(count), 'a');
  std::iota(result.begin(), result.end(), static_cast<char>('a' + first));
  return result;
}

// A dense layer from the last axes of x, as many as `bound`, to axes of the given sizes.
Tensor project(Call& c, std::string_view name, const Tensor& x, int bound, const List& sizes,
               const Value& activation = {}) {
  if (x.rank() <= bound) c.fail("cannot project an input of shape " + keras_text(x.shape()));
  int free = x.rank() - bound;
  std::string kept = letters(0, free), from = letters(free, bound);
  std::string to = letters(x.rank(), static_cast<int>(sizes.size()));
  Dict config{{"equation", kept + from + "," + from + to + "->" + kept + to},
              {"output_shape", sizes},
              {"bias_axes", c.flag("use_bias") ? Value(to) : Value()},
              {"activation", activation}};
  return c.layer(name, "EinsumDense", std::move(config), {x}).at(0);
}

// Query, key and value by heads: (batch, …, heads, size).
struct Heads {
  Tensor query, key, value;
};

struct Attended {
  Tensor output;
  std::optional<Tensor> scores;
};

// scores = key·query and output = scores·value over the attention axes, as equations.
Attended attend_by_einsum(Call& c, const Heads& heads, const Axes& axes) {
  int rank = heads.query.rank(), count = static_cast<int>(axes.size());
  std::string target = letters(0, rank), source = target;
  std::string product = target.substr(0, target.size() - 1);  // batch axes, then those attended to
  for (int axis : axes) std::erase(product, target[static_cast<std::size_t>(axis)]);
  for (int axis : axes) product += target[static_cast<std::size_t>(axis)];
  for (int i = 0; i < count; ++i) {
    char& letter = source[static_cast<std::size_t>(axes[static_cast<std::size_t>(i)])];
    letter = static_cast<char>('a' + rank + i);
    product += letter;
  }
  Tensor query = heads.query * (1 / std::sqrt(static_cast<double>(*heads.query[-1].constant())));
  Tensor scores = einsum(source + "," + target + "->" + product, {heads.key, query});
  auto mask = fitting_mask(c, scores.shape(), -2 * count - 1);
  if (mask) scores = where(cast(*mask, DType::kBool), scores, -1e9);
  List last_axes;
  for (int axis = -count; axis < 0; ++axis) last_axes.push_back(axis);
  scores = softmax(scores, last_axes);
  Tensor kept = c.number("dropout") > 0 ? randomize(scores, "dropout") : scores;
  return {einsum(product + "," + source + "->" + target, {kept, heads.value}), scores};
}

// Keras takes the one op for it where that can do it. The op says the query's size for the value's.
Attended attend(Call& c, const Heads& heads, const Axes& axes) {
  bool by_op = heads.query.rank() == 4 && c.number("dropout") == 0 && !wants_scores(c) &&
               equal(heads.query[-1], heads.value[-1]) == Truth::kYes;
  if (!by_op) return attend_by_einsum(c, heads, axes);
  Shape scores{heads.query[0], heads.query[2], heads.query[1], heads.key[1]};
  bool is_causal = c.argument("use_causal_mask").as_bool().value_or(false);
  auto mask = fitting_mask(c, scores, -3);
  return {dot_product_attention(heads.query, heads.key, heads.value, mask, is_causal), {}};
}

Inputs read_arguments(Call& c) {
  std::optional<Tensor> query = c.tensor("query"), value = c.tensor("value");
  if (!query || !value) c.fail("must be called with a query and a value");
  Tensor key = c.tensor("key").value_or(*value);
  bool same = value->rank() == key.rank();
  for (int axis = 1; same && axis < key.rank() - 1; ++axis) {
    same = (*value)[axis].keras_text() == key[axis].keras_text();
  }
  if (same) return {*query, *value, key};
  c.fail("value and key must have the same sizes but for the last, not " +
         keras_text(value->shape()) + " and " + keras_text(key.shape()));
}

Axes attention_axes(const Call& c, int rank) {
  Axes axes;
  if (c.value("attention_axes").is_none()) {
    for (int axis = 1; axis < rank - 1; ++axis) axes.push_back(axis);
    return axes;
  }
  for (std::int64_t axis : c.integers("attention_axes")) {
    std::int64_t positive = axis < 0 ? axis + rank : axis;
    if (positive < 1 || positive >= rank - 1) {
      c.fail("attention axis " + std::to_string(axis) + " is out of range for a query of rank " +
             std::to_string(rank));
    }
    axes.push_back(static_cast<int>(positive));
  }
  return axes;
}

// The output, in the query's shape but for what the config says, and the scores if they are asked
// for.
Tensors finish(Call& c, const Inputs& in, const Attended& attended, const List& sizes,
               const Shape& scores) {
  Tensor y = project(c, "attention_output", attended.output, 2, sizes);
  Shape shape(in.query.shape().begin(), in.query.shape().end() - 1);
  for (const Value& size : sizes) shape.push_back(size.as_dim().value_or(0));
  Tensors outputs{c.declare(y, shape)};
  if (!wants_scores(c)) return outputs;
  Tensor weights = *attended.scores;
  if (!c.layer().is_keras2) {
    note_executed(c.trace(), {scores, weights.dtype()}, weights.type());
    weights = c.declare(weights, scores);
  }
  outputs.push_back(weights);
  return outputs;
}

Tensors run_multi_head_attention(Call& c) {
  Inputs in = read_arguments(c);
  std::int64_t heads = c.count("num_heads"), key_dim = c.count("key_dim");
  std::int64_t value_dim = c.value("value_dim").is_none() ? key_dim : c.count("value_dim");
  Tensor query = project(c, "query", in.query, 1, {heads, key_dim});
  Tensor key = project(c, "key", in.key, 1, {heads, key_dim});
  std::optional<Tensor> gate;
  if (c.flag("use_gate")) gate = project(c, "gate", in.query, 1, {heads, value_dim}, "sigmoid");
  Tensor value = project(c, "value", in.value, 1, {heads, value_dim});
  Attended attended = attend(c, {query, key, value}, attention_axes(c, in.query.rank()));
  if (gate) attended.output = attended.output * *gate;

  List sizes{in.query[-1]};
  if (const Value& given = c.value("output_shape"); !given.is_none()) {
    sizes = given.is_list() ? *given.as_list() : List{given};
  }
  // As for self-attention over one axis, whatever it is.
  Shape scores{in.query[0], heads, in.query[1], in.query[1]};
  return finish(c, in, attended, sizes, scores);
}

Tensors run_grouped_query_attention(Call& c) {
  Inputs in = read_arguments(c);
  std::int64_t query_heads = c.count("num_query_heads"), groups = c.count("num_key_value_heads");
  if (query_heads % groups != 0) {
    c.fail("num_query_heads " + std::to_string(query_heads) +
           " cannot be divided by num_key_value_heads " + std::to_string(groups));
  }
  if (in.query[-1].keras_text() != in.value[-1].keras_text()) {
    c.fail("query and value must have the same last size, not " + keras_text(in.query.shape()) +
           " and " + keras_text(in.value.shape()));
  }
  List query_sizes{query_heads, c.count("head_dim")}, key_sizes{groups, c.count("head_dim")};
  Tensor query = project(c, "query", in.query, 1, query_sizes);
  Tensor key = project(c, "key", in.key, 1, key_sizes);
  std::optional<Tensor> gate;
  if (c.flag("use_gate")) gate = project(c, "gate", in.query, 1, query_sizes, "sigmoid");
  Tensor value = project(c, "value", in.value, 1, key_sizes);
  key = repeat(key, query_heads / groups, 2);
  value = repeat(value, query_heads / groups, 2);
  Attended attended = attend(c, {query, key, value}, {1});
  if (gate) attended.output = attended.output * *gate;
  Shape scores{in.query[0], query_heads, in.query[1], in.key[1]};
  return finish(c, in, attended, {in.query[-1]}, scores);
}

// ---- the table ----------------------------------------------------------------------------------

constexpr std::string_view kListCall =
    "inputs, mask=None, return_attention_scores=False, use_causal_mask=False";
constexpr std::string_view kQueryCall =
    "query, value, key=None, query_mask=None, value_mask=None, key_mask=None, attention_mask=None, "
    "return_attention_scores=False, use_causal_mask=False";

constexpr LayerDef layer(std::string_view name, const LayerGuide& guide, std::string_view signature,
                         Tensors (*run)(Call&), std::string_view call_signature, int min_rank,
                         int rank = 0) {
  return {.name = name,
          .guide = guide,
          .signature = signature,
          .kind = LayerKind::kAttention,
          .rank = rank,
          .min_rank = min_rank,
          .run = run,
          .call_signature = call_signature};
}

constexpr LayerDef kLayers[] = {
    layer("AdditiveAttention",
          {"An Attention whose scores are sums of tanh(query + key).",
           "AdditiveAttention()([query, value]) | query=[None,4,16] value=[None,6,16]",
           "layers/attention_layers/additive_attention"},
          "use_scale=True, dropout=0.0", run_additive_attention, kListCall, 2),
    layer("Attention",
          {"For each query, the mean of the values, weighted by how well the keys fit (dot "
           "products).",
           "Attention()([query, value]) | query=[None,4,16] value=[None,6,16]",
           "layers/attention_layers/attention"},
          "use_scale=False, score_mode='dot', dropout=0.0", run_attention, kListCall, 2),
    layer("GroupQueryAttention",
          {"A multi-head attention in which groups of query heads share their keys and values.",
           "GroupQueryAttention(head_dim=16, num_query_heads=4, num_key_value_heads=2)"
           "(query, value) | query=[None,4,32] value=[None,6,32]",
           "layers/attention_layers/group_query_attention"},
          "head_dim, num_query_heads, num_key_value_heads, dropout=0.0, use_bias=True, "
          "use_gate=False",
          run_grouped_query_attention, kQueryCall, 3, 3),
    layer("MultiHeadAttention",
          {"Several attentions side by side, each on projections of its own, put together again.",
           "MultiHeadAttention(num_heads=2, key_dim=16)(query, value) | query=[None,4,32] "
           "value=[None,6,32]",
           "layers/attention_layers/multi_head_attention"},
          "num_heads, key_dim, value_dim=None, dropout=0.0, use_bias=True, output_shape=None, "
          "attention_axes=None, use_gate=False",
          run_multi_head_attention, kQueryCall, 3),
};

}  // namespace

std::span<const LayerDef> attention_layers() { return kLayers; }

}  // namespace modelviz
