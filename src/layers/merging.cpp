// Layers that make one tensor of several. Source: keras/src/layers/merging (3.15).
#include "layers/execution.h"
#include "layers/tables.h"
#include "ops/ops.h"

namespace modelviz {
namespace {

using namespace ops;

std::string shapes_text(const Tensors& tensors) {
  std::string text;
  for (const Tensor& tensor : tensors) {
    text += (text.empty() ? "" : " and ") + keras_text(tensor.shape());
  }
  return text;
}

// The inputs, of which there is a list even where it holds only one. Keras 2 files do not tell.
Tensors listed_inputs(Call& c) {
  Tensors inputs = c.inputs();
  bool is_list = c.layer().is_keras2 || !c.argument("inputs").as_tensor();
  if (!is_list || inputs.empty()) c.fail("must be called on a list of tensors");
  return inputs;
}

// The inputs with equal ranks: Keras aligns them behind the batch.
Tensors aligned_inputs(Call& c) {
  Tensors inputs = listed_inputs(c);
  int rank = 0;
  for (const Tensor& x : inputs) {
    rank = std::max(rank, x.rank());
    if (x.rank() == 0) c.fail("cannot merge a tensor without a batch: " + shapes_text(inputs));
    if (equal(x[0], inputs[0][0]) == Truth::kNo) {
      c.fail("cannot merge tensors of different batch sizes: " + shapes_text(inputs));
    }
  }
  for (Tensor& x : inputs) {
    while (x.rank() < rank) x = expand_dims(x, 1);
  }
  return inputs;
}

// Where an op takes the known one of two sizes, a merge layer leaves the size unknown, but for the
// batch.
Tensor leave_unknown(Call& c, const Tensor& merged, const Tensors& inputs) {
  Shape shape = merged.shape();
  for (const Tensor& x : inputs) {
    for (int axis = 1; axis < x.rank(); ++axis) {
      Dim& size = shape[static_cast<std::size_t>(axis)];
      if (size.is_constant() && !x[axis].is_constant()) size = x[axis];
    }
  }
  return c.declare(merged, shape);
}

Tensor merge(Call& c, Tensor (*combine)(const Tensor&, const Value&)) {
  Tensors inputs = aligned_inputs(c);
  Tensor merged = inputs[0];
  for (std::size_t i = 1; i < inputs.size(); ++i) merged = combine(merged, inputs[i]);
  return leave_unknown(c, merged, inputs);
}

Tensors run_add(Call& c) { return {merge(c, operator+)}; }

Tensors run_average(Call& c) {
  Tensor sum = merge(c, operator+);
  // The quotient of integers, in TensorFlow.
  bool is_wide = sum.dtype() == DType::kInt32 || sum.dtype() == DType::kInt64;
  if (is_wide) {
    note_executed(c.trace(), {sum.shape(), c.compute_dtype()}, {sum.shape(), DType::kFloat64});
  }
  return {sum / static_cast<int>(c.inputs().size())};
}

Tensors run_maximum(Call& c) { return {merge(c, maximum)}; }

Tensors run_minimum(Call& c) { return {merge(c, minimum)}; }

Tensors run_multiply(Call& c) { return {merge(c, operator*)}; }

Tensors run_subtract(Call& c) {
  if (std::size_t count = c.inputs().size(); count != 2) {
    c.fail("must be called on exactly 2 tensors, not " + std::to_string(count));
  }
  return {merge(c, operator-)};
}

// Sizes along the other axes are those of the first input, even if another knows more.
Tensors run_concatenate(Call& c) {
  Tensors inputs = listed_inputs(c);
  // Keras looks at the axis only where there is something to join.
  if (inputs.size() == 1 && c.integer("axis") >= inputs[0].rank()) {
    c.warn("axis " + c.value("axis").text() + " is out of range for an input of shape " +
           keras_text(inputs[0].shape()) + ": Keras loads the model, but cannot run it");
    return inputs;
  }
  int axis = c.axis("axis", inputs[0].rank());
  Tensor joined = concatenate(inputs, axis);
  Shape shape = inputs[0].shape();
  shape[static_cast<std::size_t>(axis)] = joined[axis];
  return {c.declare(joined, shape)};
}

// ---- Dot ----------------------------------------------------------------------------------------

int dot_axis(Call& c, std::size_t input, int rank) {
  const List* axes = c.value("axes").as_list();
  auto axis = axes && axes->size() == 2 ? (*axes)[input].as_int() : c.value("axes").as_int();
  if (!axis || *axis < -rank || *axis >= rank) {
    c.fail("axes " + c.value("axes").text() + " do not fit inputs of shapes " +
           shapes_text(c.inputs()));
  }
  return static_cast<int>(*axis < 0 ? *axis + rank : *axis);
}

std::string letters(char first, int count) {
  std::string result;
  for (int i = 0; i < count; ++i) result += static_cast<char>(first + i);
  return result;
}

Tensors run_dot(Call& c) {
  Tensors inputs = c.inputs();
  if (inputs.size() != 2) {
    c.fail("must be called on exactly 2 tensors, not " + std::to_string(inputs.size()));
  }
  Tensor x = inputs[0], y = inputs[1];
  int x_axis = dot_axis(c, 0, x.rank()), y_axis = dot_axis(c, 1, y.rank());
  if (x_axis == 0 || y_axis == 0) c.fail("cannot take the product over the batch, axis 0");
  // Keras wants the same size even where one of them is unknown.
  if (x[x_axis].keras_text() != y[y_axis].keras_text()) {
    c.fail("the sizes along axes " + c.value("axes").text() + " differ: " + x[x_axis].keras_text() +
           " of " + keras_text(x.shape()) + " and " + y[y_axis].keras_text() + " of " +
           keras_text(y.shape()));
  }
  if (c.flag("normalize")) {
    x = normalize(x, x_axis);
    y = normalize(y, y_axis);
  }
  std::string x_letters = letters('a', x.rank());
  std::string y_letters = letters(static_cast<char>('a' + x.rank()), y.rank());
  y_letters[0] = x_letters[0];
  y_letters[static_cast<std::size_t>(y_axis)] = x_letters[static_cast<std::size_t>(x_axis)];
  std::string product = x_letters + y_letters.substr(1);
  std::erase(product, x_letters[static_cast<std::size_t>(x_axis)]);
  Tensor z = einsum(x_letters + "," + y_letters + "->" + product, {x, y});
  return {z.rank() == 1 ? expand_dims(z, 1) : z};
}

constexpr LayerDef layer(std::string_view name, const LayerGuide& guide, Tensors (*run)(Call&),
                         std::string_view signature = "") {
  return {.name = name,
          .guide = guide,
          .signature = signature,
          .kind = LayerKind::kMerging,
          .run = run};
}

constexpr LayerDef kLayers[] = {
    layer("Add",
          {"Adds tensors, element by element.", "Add()([a, b]) | a=[None,32] b=[None,32]",
           "layers/merging_layers/add"},
          run_add),
    layer("Average",
          {"The mean of tensors, element by element.",
           "Average()([a, b]) | a=[None,32] b=[None,32]", "layers/merging_layers/average"},
          run_average),
    layer("Concatenate",
          {"Puts tensors one behind the other along an axis.",
           "Concatenate(axis=-1)([a, b]) | a=[None,32] b=[None,16]",
           "layers/merging_layers/concatenate"},
          run_concatenate, "axis=-1"),
    layer("Dot",
          {"Products of two tensors, summed along an axis of each.",
           "Dot(axes=(1, 2))([a, b]) | a=[None,8,4] b=[None,6,8]", "layers/merging_layers/dot"},
          run_dot, "axes, normalize=False"),
    layer("Maximum",
          {"The largest of tensors, element by element.",
           "Maximum()([a, b]) | a=[None,32] b=[None,32]", "layers/merging_layers/maximum"},
          run_maximum),
    layer("Minimum",
          {"The smallest of tensors, element by element.",
           "Minimum()([a, b]) | a=[None,32] b=[None,32]", "layers/merging_layers/minimum"},
          run_minimum),
    layer("Multiply",
          {"Multiplies tensors, element by element.",
           "Multiply()([a, b]) | a=[None,32] b=[None,32]", "layers/merging_layers/multiply"},
          run_multiply),
    layer("Subtract",
          {"Subtracts the second tensor from the first.",
           "Subtract()([a, b]) | a=[None,32] b=[None,32]", "layers/merging_layers/subtract"},
          run_subtract),
};

}  // namespace

std::span<const LayerDef> merging_layers() { return kLayers; }

}  // namespace modelviz
