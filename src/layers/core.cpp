// Core layers: what the others are built of, and models themselves. Source: keras/src/layers/core
// (3.15).
#include <algorithm>

#include "layers/kernel.h"
#include "layers/run.h"
#include "layers/tables.h"
#include "ops/ops.h"
#include "support/text.h"

namespace modelviz {
namespace {

using namespace ops;

Tensors run_dense(Call& c) {
  Tensor x = c.input();
  Dim units = c.count("units");
  Shape shape{x[-1], units};
  Tensor kernel = make_kernel(c, "kernel", shape, {.matrix = shape, .int8_scales = {units}});
  Tensor y = matmul(x, kernel);
  if (c.flag("use_bias")) y = y + c.weight("bias", {units});
  return {c.activation("activation", y)};
}

// ---- embeddings ---------------------------------------------------------------------------------

Tensor make_embeddings(Call& c) {
  Shape shape{c.count("input_dim"), c.count("output_dim")};
  return make_kernel(c, "embeddings", shape,
                     {.matrix = shape, .int8_scales = {shape[0]}, .grouped_axis = 1});
}

Tensor embed(const Tensor& embeddings, Tensor tokens) {
  bool is_index = tokens.dtype() == DType::kInt32 || tokens.dtype() == DType::kInt64;
  if (!is_index) tokens = cast(tokens, DType::kInt32);
  return take(embeddings, tokens, 0);
}

Tensors run_embedding(Call& c) {
  Tensor embeddings = make_embeddings(c);
  return {embed(embeddings, c.input())};
}

Tensor make_reverse_embeddings(Call& c) {
  Shape shape{c.count("output_dim"), c.count("input_dim")};
  QuantizedLayout layout{
      .matrix = shape, .int8_scales = {shape[1]}, .packed_axis = 0, .reverses = true};
  auto quantized = make_quantized(c, "reverse_embeddings", shape, layout);
  return quantized ? *quantized : c.weight("reverse_embeddings", shape, {.autocast = false});
}

// The same table turns tokens into vectors at the head of a model and vectors into logits at its
// end.
Tensors run_reversible_embedding(Call& c) {
  Tensor embeddings = make_embeddings(c);
  std::optional<Tensor> reverse_embeddings;
  if (!c.flag("tie_weights")) reverse_embeddings = make_reverse_embeddings(c);
  Tensor x = c.input();
  if (!c.argument("reverse").as_bool().value_or(false)) return {embed(embeddings, x)};
  Tensor kernel = reverse_embeddings ? *reverse_embeddings : transpose(embeddings);
  Tensor logits = matmul(x, kernel);
  const Value& cap = c.value("logit_soft_cap");
  return {cap.is_none() ? logits : tanh(logits / cap) * cap};
}

// ---- models -------------------------------------------------------------------------------------

// Whether the input of a model is of the sizes that it was made for. With sizes of the user's it is
// made anew.
bool was_made_for(Call& c, const Layer& input, const Tensor& x) {
  TensorType expected = input_type(input, c.trace());
  if (!expected.shape || !x.has_shape() || !c.trace().uses_build_config()) return true;
  Shape given = x.shape();
  bool same = expected.shape->size() == given.size();
  for (std::size_t i = 1; same && i < given.size(); ++i) {
    same = equal((*expected.shape)[i], given[i]) != Truth::kNo;
  }
  return same;
}

// Whether Keras takes a call of the model on this shape. It compares axis by axis up to the end of
// the shorter one, without a last axis of size 1.
bool is_taken(Shape expected, Shape given) {
  for (Shape* shape : {&expected, &given}) {
    if (!shape->empty() && shape->back() == Dim(1)) shape->pop_back();
  }
  std::size_t rank = std::min(expected.size(), given.size());
  for (std::size_t i = 1; i < rank; ++i) {
    if (equal(expected[i], given[i]) == Truth::kNo) return false;
  }
  return true;
}

// Keras checks the sizes and so do we, to name the model and not a layer deep inside it. When it is
// executed, a last axis of size 1 may be missing or too many, and what has another dtype is cast.
Tensor adjusted_input(Call& c, const Layer& input, Tensor x) {
  TensorType expected = input_type(input, c.trace());
  bool is_known = expected.shape && x.has_shape() && c.trace().uses_build_config();
  if (is_known && x.dtype() != expected.dtype && x.dtype() != DType::kString) {
    x = cast(x, expected.dtype);
  }
  if (was_made_for(c, input, x)) return x;
  std::string difference = "expects " + keras_text(*expected.shape) + " for its input '" +
                           sanitize(input.name) + "', but is called with " + keras_text(x.shape());
  if (!is_taken(*expected.shape, x.shape())) c.fail(std::move(difference));
  int rank = static_cast<int>(expected.shape->size());
  bool too_many = x.rank() == rank + 1 && x[-1] == Dim(1);
  bool missing = x.rank() == rank - 1 && expected.shape->back() == Dim(1);
  if (too_many) return squeeze(x, -1);
  if (missing) return expand_dims(x, -1);
  c.warn(difference + ": Keras loads the model, but cannot run it");
  return x;
}

const Layer& input_layer(const Graph& graph, std::size_t index) {
  return graph.layers[static_cast<std::size_t>(graph.inputs[index].layer)];
}

// The model on the inputs that it was made for.
Tensors run_alone(Trace& trace, const Graph& graph) {
  Tensors inputs;
  for (std::size_t i = 0; i < graph.inputs.size(); ++i) {
    inputs.push_back(trace.add_tensor(input_type(input_layer(graph, i), trace)));
  }
  return run_graph(trace, graph, inputs);
}

bool fails_alone(Trace& trace, const Graph& graph) {
  std::size_t first = trace.calls().size();
  Trace::Rollback rollback(trace);
  run_alone(trace, graph);
  return std::any_of(trace.calls().begin() + static_cast<std::ptrdiff_t>(first),
                     trace.calls().end(),
                     [](const LayerCall& call) { return call.error != nullptr; });
}

Tensors run_model(Call& c) {
  const Graph& graph = *c.layer().graph;
  Tensors inputs = c.inputs();
  if (inputs.size() != graph.inputs.size()) {
    c.fail("expects " + std::to_string(graph.inputs.size()) +
           " input tensors, but is called with " + std::to_string(inputs.size()));
  }
  bool fits = true;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    fits = fits && was_made_for(c, input_layer(graph, i), inputs[i]);
  }
  // Keras makes the model before it calls it: what is wrong within comes first.
  if (!fits && fails_alone(c.trace(), graph)) return run_alone(c.trace(), graph);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    inputs[i] = adjusted_input(c, input_layer(graph, i), inputs[i]);
  }
  return run_graph(c.trace(), graph, inputs);
}

// ---- the others ---------------------------------------------------------------------------------

Tensors run_activation(Call& c) { return {c.activation("activation", c.input())}; }

Tensors run_identity(Call& c) { return c.inputs(); }

// Time steps that are mask_value throughout become zero. Which they are, the layers after it are
// told by op nodes of the model.
Tensors run_masking(Call& c) {
  Tensor x = c.input();
  Tensor kept = any(not_equal(x, c.value("mask_value")), {x.rank() - 1}, true);
  return {where(kept, x, 0)};
}

constexpr LayerDef kLayers[] = {
    {.name = "Activation",
     .guide = {"Applies an activation function, named by a word.",
               "Activation(activation='relu')(x) | x=[None,64]", "layers/core_layers/activation"},
     .signature = "activation",
     .kind = LayerKind::kActivation,
     .run = run_activation},
    {.name = "Dense",
     .guide = {"Each unit is a weighted sum of all features, plus a bias, through an activation.",
               "Dense(units=64)(x) | x=[None,128]", "layers/core_layers/dense"},
     .signature = "units, activation=None, use_bias=True, lora_rank=None",
     .min_rank = 2,
     .run = run_dense,
     .checks_input = true},
    {.name = "Embedding",
     .guide = {"Looks up one row of a table of vectors for each integer.",
               "Embedding(input_dim=1000, output_dim=64)(tokens) | tokens=int32[None,10]",
               "layers/core_layers/embedding"},
     .signature = "input_dim, output_dim, mask_zero=False, lora_rank=None",
     .run = run_embedding,
     .autocast = false},
    {.name = "Functional",
     .guide = {"A model as a layer: a graph of layers with inputs and outputs; a Sequential is a "
               "chain of "
               "them.",
               "Sequential(layers=[InputLayer(batch_shape=(None, 128)), Dense(units=64, "
               "activation='relu'), "
               "Dense(units=10)])(x) | x=[None,128]",
               "models/model"},
     .signature = "",
     .kind = LayerKind::kModel,
     .run = run_model,
     .autocast = false,
     .casts_outputs = false},
    {.name = "Identity",
     .guide = {"Passes its input on unchanged.", "Identity()(x) | x=[None,128]",
               "layers/core_layers/identity"},
     .signature = "",
     .run = run_identity,
     .casts_outputs = false},
    {.name = "InputLayer",
     .guide = {"Where the data enters a model: it only says shape and dtype.",
               "InputLayer(batch_shape=(None, 32, 32, 3))", "layers/core_layers/input"},
     .signature = "batch_shape=None, dtype=None",
     .kind = LayerKind::kInput,
     .run = run_identity,
     .autocast = false,
     .casts_outputs = false},
    {.name = "Masking",
     .guide = {"Marks the time steps to skip: those in which every feature is mask_value.",
               "Masking(mask_value=0.0)(x) | x=[None,10,8]", "layers/core_layers/masking"},
     .signature = "mask_value=0.0",
     .min_rank = 1,
     .run = run_masking},
    {.name = "ReversibleEmbedding",
     .guide = {"An Embedding whose table also turns vectors back into a score for each integer.",
               "ReversibleEmbedding(input_dim=1000, output_dim=64)(tokens) | tokens=int32[None,10]",
               "layers/core_layers/embedding"},
     .signature = "input_dim, output_dim, tie_weights=True, mask_zero=False, logit_soft_cap=None, "
                  "lora_rank=None",
     .run = run_reversible_embedding,
     .call_signature = "inputs, reverse=False",
     .autocast = false},
};

}  // namespace

std::span<const LayerDef> core_layers() { return kLayers; }

}  // namespace modelviz
