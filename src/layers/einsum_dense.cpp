// EinsumDense: a dense layer between any axes. Source: keras/src/layers/core/einsum_dense.py
// (3.15).
#include <algorithm>

#include "layers/execution.h"
#include "layers/kernel.h"
#include "layers/tables.h"
#include "ops/ops.h"
#include "support/text.h"

namespace modelviz {
namespace {

using namespace ops;

// One of the forms that Keras knows: ab,bc->ac  ...b,bc->...c  ab...,bc->ac...
struct Equation {
  std::string input, kernel, output;  // without the dots
  bool left_elided = false;
  int elided = 0;  // how many axes of the input the dots stand for
};

Equation read_equation(Call& c, const Tensor& x) {
  std::string_view text = c.string("equation");
  std::size_t comma = text.find(','), arrow = text.find("->");
  if (comma == std::string_view::npos || arrow == std::string_view::npos || comma > arrow) {
    c.fail("its equation must look like ab,bc->ac, not '" + sanitize(text) + "'");
  }
  auto letters = [](std::string_view part) {
    std::string result(part);
    std::erase_if(result, [](char letter) { return letter == '.' || letter == ' '; });
    return result;
  };
  Equation equation{.input = letters(text.substr(0, comma)),
                    .kernel = letters(text.substr(comma + 1, arrow - comma - 1)),
                    .output = letters(text.substr(arrow + 2)),
                    .left_elided = trim(text).starts_with("...")};
  equation.elided = x.rank() - static_cast<int>(equation.input.size());
  constexpr int kLetters = 26;
  bool spellable = equation.elided + static_cast<int>(text.size()) <= kLetters;
  if (equation.elided == 0 || (equation.elided > 0 && spellable)) return equation;
  c.fail("its equation '" + sanitize(text) + "' needs an input of rank " +
         std::to_string(equation.input.size()) + ", but the input is " + keras_text(x.shape()));
}

// The equation with letters in place of the dots.
std::string spelled_out(const Equation& equation) {
  std::string dots;
  std::string used = equation.input + equation.kernel + equation.output;
  for (char letter = 'a'; dots.size() < static_cast<std::size_t>(equation.elided); ++letter) {
    if (used.find(letter) == std::string::npos) dots += letter;
  }
  std::string before = equation.left_elided ? dots : "", after = equation.left_elided ? "" : dots;
  return before + equation.input + after + "," + equation.kernel + "->" + before + equation.output +
         after;
}

// The size that a letter stands for; nullptr where the letter does not occur.
const Dim* find_size(const std::string& letters, const Shape& shape, char letter,
                     const Equation& equation) {
  std::size_t position = letters.find(letter);
  if (position == std::string_view::npos) return nullptr;
  if (equation.left_elided) position += static_cast<std::size_t>(equation.elided);
  return &shape.at(position);
}

// The output as Keras works it out: the batch, the sizes in the config, and what the dots stand
// for, which on the left comes out in reverse. A None in the config stays unknown, even if the
// input knows better; sizes that the config leaves out at the left are those of the input.
Shape einsum_output(Call& c, const Equation& equation, const Tensor& x) {
  std::size_t first = equation.left_elided ? 0 : 1;
  const Value& config = c.value("output_shape");
  List given = config.is_list() ? *config.as_list() : List{config};
  if (given.size() + first > equation.output.size()) {
    c.fail("its output_shape " + config.text() + " has more sizes than the output of '" +
           sanitize(c.string("equation")) + "'");
  }
  Shape output{x[0]};
  if (equation.left_elided) {
    for (int axis = equation.elided - 1; axis > 0; --axis) output.push_back(x[axis]);
  }
  std::size_t left_out = equation.output.size() - first - given.size();
  for (std::size_t i = 0; i < left_out; ++i) {
    const Dim* size = find_size(equation.input, x.shape(), equation.output[first + i], equation);
    output.push_back(size ? *size : c.trace().unknown_dim());
  }
  for (const Value& size : given) {
    output.push_back(size.is_none() ? c.trace().unknown_dim() : size.as_dim().value_or(0));
  }
  for (int i = equation.elided; !equation.left_elided && i > 0; --i) output.push_back(x[-i]);
  return output;
}

void check_shared_sizes(Call& c, const Equation& equation, const Tensor& x, const Shape& output) {
  for (char letter : equation.output) {
    const Dim& size = *find_size(equation.output, output, letter, equation);
    const Dim* known = find_size(equation.input, x.shape(), letter, equation);
    if (known && size.is_constant() && !(size == *known)) {
      c.fail("its output_shape says " + size.text() + " for '" + letter + "' of '" +
             sanitize(c.string("equation")) + "', but the input is " + keras_text(x.shape()));
    }
    if (!known && equation.kernel.find(letter) == std::string::npos) {
      c.fail(std::string("'") + letter + "' occurs only in the output of its equation '" +
             sanitize(c.string("equation")) + "'");
    }
  }
}

Shape einsum_bias(Call& c, const Equation& equation, const Shape& output) {
  std::string_view axes = c.string("bias_axes");
  std::size_t first = equation.output.size();
  for (char letter : axes) {
    std::size_t position = equation.output.find(letter);
    if (position == std::string::npos) {
      c.fail(std::string("its bias axis '") + letter + "' is not in the output of '" +
             sanitize(c.string("equation")) + "'");
    }
    first = std::min(first, position);
  }
  Shape shape;
  for (char letter : equation.output.substr(first)) {
    bool has_bias = axes.find(letter) != std::string_view::npos;
    shape.push_back(has_bias ? *find_size(equation.output, output, letter, equation) : Dim(1));
  }
  auto elided = static_cast<std::size_t>(equation.left_elided ? 0 : equation.elided);
  shape.resize(shape.size() + elided, 1);
  return shape;
}

QuantizedLayout quantized_layout(const Equation& equation, const Shape& kernel) {
  QuantizedLayout layout{.matrix = {1, 1}, .int8_scales = {}};
  for (std::size_t i = 0; i < kernel.size(); ++i) {
    bool is_output = equation.output.find(equation.kernel[i]) != std::string::npos;
    layout.matrix[is_output] = layout.matrix[is_output] * kernel[i];
  }
  layout.int8_scales.assign(static_cast<std::size_t>(equation.elided), 1);
  for (char letter : equation.output) {
    std::size_t axis = equation.kernel.find(letter);
    layout.int8_scales.push_back(axis == std::string::npos ? Dim(1) : kernel[axis]);
  }
  if (!equation.left_elided) {
    std::rotate(layout.int8_scales.begin(), layout.int8_scales.begin() + equation.elided,
                layout.int8_scales.end());
  }
  return layout;
}

Tensors run_einsum_dense(Call& c) {
  Tensor x = c.input();
  Equation equation = read_equation(c, x);
  Shape output = einsum_output(c, equation, x);
  check_shared_sizes(c, equation, x, output);
  Shape kernel_shape;
  for (char letter : equation.kernel) {
    const Dim* size = find_size(equation.output, output, letter, equation);
    if (!size) size = find_size(equation.input, x.shape(), letter, equation);
    if (!size) {
      c.fail(std::string("'") + letter + "' occurs only in the kernel of its equation '" +
             sanitize(c.string("equation")) + "'");
    }
    kernel_shape.push_back(*size);
  }
  Tensor kernel = make_kernel(c, "kernel", kernel_shape, quantized_layout(equation, kernel_shape));
  Tensor y = einsum(spelled_out(equation), {x, kernel});
  if (!c.value("bias_axes").is_none()) y = y + c.weight("bias", einsum_bias(c, equation, output));
  y = c.activation("activation", y);
  if (c.layer().is_keras2) return {y};
  note_executed(c.trace(), {output, y.dtype()}, y.type());
  return {c.declare(y, output)};
}

constexpr LayerDef kLayers[] = {
    {.name = "EinsumDense",
     .guide = {"A Dense whose sums are written as an einsum equation of the input and the kernel.",
               "EinsumDense(equation='abc,cd->abd', output_shape=(None, 64), bias_axes='d')(x) | "
               "x=[None,10,32]",
               "layers/core_layers/einsum_dense"},
     .signature = "equation, output_shape, activation=None, bias_axes=None, lora_rank=None",
     .min_rank = 1,
     .run = run_einsum_dense},
};

}  // namespace

std::span<const LayerDef> einsum_layers() { return kLayers; }

}  // namespace modelviz
