// Layers that wrap another layer. Source: keras/src/layers/rnn, core/wrapper.py and
// normalization/spectral_normalization.py (3.15).
#include "layers/definition.h"
#include "layers/execution.h"
#include "layers/tables.h"
#include "ops/ops.h"
#include "support/text.h"

namespace modelviz {
namespace {

using namespace ops;

const Layer& held(const Call& c, std::string_view key) {
  if (const Layer* layer = c.layer().find_held(key)) return *layer;
  c.fail("its config holds no layer under '" + std::string(key) + "'");
}

// The layer is applied to each step.
Tensors run_time_distributed(Call& c) {
  Tensor x = c.input();
  Tensors outputs =
      c.loop(x[1], {}, [&](const Tensors&) { return c.layer("layer", {take_step(x)}); });
  for (Tensor& y : outputs) y = stack_steps(y, x[1]);
  return outputs;
}

// ---- Bidirectional ------------------------------------------------------------------------------

bool flag_of(const Layer& layer, std::string_view key) {
  return (*layer.config)[key].as_bool().value_or(false);
}

void check_directions(const Call& c, const Layer& forward, const Layer& backward) {
  if (flag_of(forward, "go_backwards") == flag_of(backward, "go_backwards")) {
    c.fail("its forward and backward layer go in the same direction: go_backwards is the same");
  }
  for (std::string_view key : {"stateful", "return_sequences", "return_state"}) {
    if (flag_of(forward, key) == flag_of(backward, key)) continue;
    c.fail("its forward and backward layer must agree on " + std::string(key));
  }
}

// Keras takes the backward layer's output and states for as wide as those of the forward one. Side
// by side they run all the same; what is merged does not.
Tensor as_wide(Call& c, const Tensor& backward, const Tensor& forward, const Value& merge_mode) {
  bool same = backward.rank() == forward.rank() && equal(backward[-1], forward[-1]) != Truth::kNo;
  if (same) return backward;
  TensorType inferred = forward.type(), executed = backward.type();
  if (merge_mode == Value("concat") && backward.rank() == forward.rank()) {
    inferred.shape->back() = forward[-1] * 2;
    executed.shape->back() = forward[-1] + backward[-1];
  }
  if (merge_mode.is_none() || merge_mode == Value("concat")) {
    note_executed(c.trace(), inferred, executed);
  } else {
    c.warn("its forward output is " + keras_text(forward.shape()) + ", its backward output " +
           keras_text(backward.shape()));
  }
  return c.declare(backward, forward.shape());
}

Tensors merge_directions(Call& c, const Tensor& forward, const Tensor& backward) {
  const Value& mode = c.value("merge_mode");
  if (mode.is_none()) return {forward, backward};
  if (mode == Value("concat")) return {concatenate({forward, backward}, -1)};
  if (mode == Value("sum")) return {forward + backward};
  if (mode == Value("ave")) return {(forward + backward) / 2};
  if (mode == Value("mul")) return {forward * backward};
  c.fail("merge_mode must be 'concat', 'sum', 'ave', 'mul' or None, not " + mode.text());
}

Tensors run_bidirectional(Call& c) {
  const Layer &forward = held(c, "layer"), &backward = held(c, "backward_layer");
  check_directions(c, forward, backward);
  Tensors inputs = c.inputs(), states = c.tensors("initial_state");
  if (inputs.empty()) c.fail("must be called on a sequence");
  Tensor x = inputs[0];
  const LayerDef* def = definition_of(forward);
  if (def && def->rank > 0 && x.rank() != def->rank) {
    c.fail("expects an input of rank " + std::to_string(def->rank) + ", but its input is " +
           keras_text(x.shape()));
  }
  states.insert(states.begin(), inputs.begin() + 1, inputs.end());  // Keras 2: one list
  auto middle = states.begin() + static_cast<std::ptrdiff_t>(states.size() / 2);

  Tensors of_forward = c.layer("layer", {x}, {{"initial_state", List(states.begin(), middle)}});
  Tensors of_backward =
      c.layer("backward_layer", {x}, {{"initial_state", List(middle, states.end())}});
  Tensor reversed = of_backward.at(0);
  if (flag_of(forward, "return_sequences")) reversed = flip(reversed, {1});
  Tensors outputs = merge_directions(c, of_forward.at(0),
                                     as_wide(c, reversed, of_forward[0], c.value("merge_mode")));
  outputs.insert(outputs.end(), of_forward.begin() + 1, of_forward.end());
  for (std::size_t i = 1; i < of_forward.size(); ++i) {
    bool exists = i < of_backward.size();
    outputs.push_back(exists ? as_wide(c, of_backward[i], of_forward[i], {}) : of_forward[i]);
  }
  return outputs;
}

// ---- SpectralNormalization ----------------------------------------------------------------------

// The kernel or the embeddings of a layer.
std::optional<int> find_kernel(const Trace& trace, const Layer& layer) {
  for (int index : trace.weights_of(layer)) {
    const std::string& name = trace.weights()[static_cast<std::size_t>(index)].name;
    if (name == "kernel" || name == "embeddings") return index;
  }
  return std::nullopt;
}

// The norm of the wrapped kernel is estimated in training, with a vector that is kept for it.
Tensors run_spectral_normalization(Call& c) {
  static_cast<void>(c.count("power_iterations"));  // costs nothing, but must be a count
  Tensors outputs = c.layer("layer", {c.input()});
  const Layer& wrapped = held(c, "layer");
  auto index = find_kernel(c.trace(), wrapped);
  if (!index) {
    c.fail("its layer '" + sanitize(wrapped.name) +
           "' has no kernel and no embeddings to normalize");
  }
  c.trace().adopt_weight(c.layer(), *index);
  const TraceWeight& kernel = c.trace().weights()[static_cast<std::size_t>(*index)];
  Shape shape{1, kernel.shape.back()};
  std::string_view name = c.layer().is_keras2 ? "sn_u" : "vector_u";
  c.weight(name, shape, {.trainable = false, .dtype = kernel.dtype});
  return outputs;
}

constexpr LayerDef kLayers[] = {
    {.name = "Bidirectional",
     .guide = {"Runs a recurrent layer forwards and its twin backwards, and merges both results.",
               "Bidirectional(layer=LSTM(units=8), "
               "backward_layer=LSTM(units=8, go_backwards=True))(x) | x=[None,10,16]",
               "layers/recurrent_layers/bidirectional"},
     .signature = "layer, merge_mode='concat', backward_layer=None",
     .min_rank = 3,
     .run = run_bidirectional,
     .call_signature = "sequences, initial_state=None"},
    {.name = "SpectralNormalization",
     .guide =
         {"Divides the kernel of a layer by its largest singular value, estimated during training.",
          "SpectralNormalization(layer=Dense(units=8))(x) | x=[None,16]",
          "layers/preprocessing_layers/numerical/spectral_normalization"},
     .signature = "layer, power_iterations=1",
     .min_rank = 1,
     .run = run_spectral_normalization},
    {.name = "TimeDistributed",
     .guide = {"Applies one layer, with the same weights, to every time step.",
               "TimeDistributed(layer=Dense(units=8))(x) | x=[None,10,16]",
               "layers/recurrent_layers/time_distributed"},
     .signature = "layer",
     .min_rank = 3,
     .run = run_time_distributed},
};

}  // namespace

std::span<const LayerDef> wrapper_layers() { return kLayers; }

}  // namespace modelviz
