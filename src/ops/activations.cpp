// Activations: the ops of keras.ops.nn and keras.activations, and the names that configs give them.
#include "ops/activations.h"

#include <algorithm>
#include <array>

#include "ops/elements.h"
#include "ops/rules.h"
#include "ops/tables.h"
#include "support/text.h"

namespace modelviz {
namespace {

// As a rule on shapes an activation takes every dtype. What is computed at once is another matter:
// the formula needs floats, but for those that only compare.
void refuse_at_once(const OpCall& call, bool integers) {
  DType dtype = call.array("x").dtype;
  bool refused = dtype == DType::kBool || (integers && is_integer(dtype));
  if (!refused || !runs_eagerly(call)) return;
  call.fail(integers ? "can be computed of floats only" : "cannot be computed of truth values");
}

TensorTypes activation(OpCall& call) {
  refuse_at_once(call, true);
  return same_shape(call);
}

// Its formula compares x with a number before Keras makes a tensor of it.
TensorTypes comparing_activation(OpCall& call) {
  const Value& x = call.argument("x");
  if (x.as_list()) call.refuse("x", "must be a tensor or a number, not the list " + x.text());
  return activation(call);
}

TensorTypes activation_with_axis(OpCall& call) {
  refuse_at_once(call, true);
  return same_shape_with_axis(call);
}

TensorTypes rectifier(OpCall& call) {
  refuse_at_once(call, false);
  return same_shape(call);
}

TensorTypes leaky_relu(OpCall& call) {
  TensorTypes result = rectifier(call);
  return inferred_or_executed(call, result, [&] {
    if (is_integer(result[0].dtype)) result[0].dtype = DType::kFloat32;
    return result;
  });
}

// A Python value stays what it is.
TensorTypes linear(OpCall& call) {
  if (!call.argument("x").as_tensor()) call.returns(call.argument("x"));
  return same_shape(call);
}

TensorTypes glu(OpCall& call) {
  TensorType x = call.array("x");
  Dim& size = (*x.shape)[index(call.axis("axis", static_cast<int>(x.shape->size())))];
  if (size.is_constant() && *size.constant() % 2 != 0) {
    call.fail("the size of the axis that is halved must be even, but x has shape " +
              keras_text(*x.shape));
  }
  assume_multiple(call, size, 2);
  size = floor_div(size, 2);
  return {x};
}

TensorTypes sparsemax(OpCall& call) {
  refuse_at_once(call, true);
  TensorType x = call.array("x");
  (void)call.axis("axis", static_cast<int>(x.shape->size()));
  return {x};
}

constexpr DTypeRule kSame = DTypeRule::kSame;

constexpr OpDef kOps[] = {
    {"activations.mish", "Mish", "activations.activations", "x", "x * tanh(softplus(x)).",
     activation, kSame},
    {"activations.relu", "ReLU", "activations.activations",
     "x, negative_slope=0.0, max_value=None, threshold=0.0",
     "max(x, 0), with a slope below and a limit above.", rectifier, kSame},
    {"celu", "Celu", "nn", "x, alpha=1.0", "The continuously differentiable ELU.", activation,
     kSame},
    {"elu", "Elu", "nn", "x, alpha=1.0", "x where positive, else alpha * (exp(x) - 1).", activation,
     kSame},
    {"gelu", "Gelu", "nn", "x, approximate=True", "x times the normal distribution's CDF of x.",
     activation, kSame},
    {"glu", "Glu", "nn", "x, axis=-1", "One half of x times the sigmoid of the other.", glu},
    {"hard_shrink", "HardShrink", "nn", "x, threshold=0.5", "x, and 0 near to 0.", activation,
     kSame},
    {"hard_sigmoid", "HardSigmoid", "nn", "x", "A sigmoid made of straight lines.", activation,
     kSame},
    {"hard_silu", "HardSilu", "nn", "x", "x * hard_sigmoid(x).", activation, kSame},
    {"hard_swish", "", "nn", "x", "x * hard_sigmoid(x).", activation, kSame},
    {"hard_tanh", "HardTanh", "nn", "x", "x, clipped to -1 and 1.", activation, kSame},
    {"leaky_relu", "LeakyRelu", "nn", "x, negative_slope=0.2",
     "x where positive, else negative_slope * x.", leaky_relu, kSame},
    {"log_sigmoid", "LogSigmoid", "nn", "x", "log(sigmoid(x)).", activation, kSame},
    {"log_softmax", "LogSoftmax", "nn", "x, axis=-1", "log(softmax(x)).", activation_with_axis,
     kSame},
    {"relu", "Relu", "nn", "x", "max(x, 0).", rectifier, kSame},
    {"relu6", "Relu6", "nn", "x", "x, clipped to 0 and 6.", rectifier, kSame},
    {"selu", "Selu", "nn", "x", "The scaled ELU.", activation, kSame},
    {"sigmoid", "Sigmoid", "nn", "x", "1 / (1 + exp(-x)).", activation, kSame},
    {"silu", "Silu", "nn", "x", "x * sigmoid(x).", activation, kSame},
    {"soft_shrink", "SoftShrink", "nn", "x, threshold=0.5", "x, moved towards 0 by threshold.",
     comparing_activation, kSame},
    {"softmax", "Softmax", "nn", "x, axis=-1", "exp(x), divided by its sum along the axis.",
     activation_with_axis, kSame},
    {"softplus", "Softplus", "nn", "x", "log(1 + exp(x)).", activation, kSame},
    {"softsign", "Softsign", "nn", "x", "x / (1 + |x|).", activation, kSame},
    {"sparse_plus", "SparsePlus", "nn", "x", "A softplus that is 0 below -1.", comparing_activation,
     kSame},
    {"sparse_sigmoid", "SparseSigmoid", "nn", "x", "A sigmoid that reaches 0 and 1.", activation,
     kSame},
    {"sparsemax", "Sparsemax", "nn", "x, axis=-1", "A softmax that reaches 0.", sparsemax},
    {"squareplus", "Squareplus", "nn", "x, b=4", "(x + sqrt(x**2 + b)) / 2.", activation, kSame},
    {"activations.linear", "", "activations", "x", "x itself.", linear, kSame, nullptr,
     same_elements},
    {"swish", "", "nn", "x", "x * sigmoid(x).", activation, kSame},
    {"tanh_shrink", "TanhShrink", "nn", "x", "x - tanh(x).", activation, kSame},
    {"threshold", "Threshold", "nn", "x, threshold, default_value",
     "x where it is above threshold, else default_value.", comparing_activation, kSame},
};

// keras.activations, and the op that each is.
struct Activation {
  std::string_view name, op;
};
constexpr Activation kActivations[] = {
    {"celu", "celu"},
    {"elu", "elu"},
    {"exponential", "exp"},
    {"gelu", "gelu"},
    {"glu", "glu"},
    {"hard_shrink", "hard_shrink"},
    {"hard_sigmoid", "hard_sigmoid"},
    {"hard_silu", "hard_silu"},
    {"hard_swish", "hard_silu"},
    {"hard_tanh", "hard_tanh"},
    {"leaky_relu", "leaky_relu"},
    {"linear", ""},
    {"log_sigmoid", "log_sigmoid"},
    {"log_softmax", "log_softmax"},
    {"mish", "activations.mish"},
    {"relu", "relu"},
    {"relu6", "relu6"},
    {"selu", "selu"},
    {"sigmoid", "sigmoid"},
    {"silu", "silu"},
    {"soft_shrink", "soft_shrink"},
    {"softmax", "softmax"},
    {"softplus", "softplus"},
    {"softsign", "softsign"},
    {"sparse_plus", "sparse_plus"},
    {"sparse_sigmoid", "sparse_sigmoid"},
    {"sparsemax", "sparsemax"},
    {"squareplus", "squareplus"},
    {"swish", "silu"},
    {"tanh", "tanh"},
    {"tanh_shrink", "tanh_shrink"},
    {"threshold", "threshold"},
};

const Activation* activation_of(std::string_view name) {
  auto found = std::find_if(std::begin(kActivations), std::end(kActivations),
                            [name](const Activation& a) { return a.name == name; });
  return found == std::end(kActivations) ? nullptr : found;
}

[[noreturn]] void fail_unknown(std::string_view name) {
  std::vector<std::string_view> names;
  for (const Activation& activation : kActivations) names.push_back(activation.name);
  std::string_view meant = nearest(name, names);
  throw Error(Fault::kModel, "Keras has no activation '" + sanitize(name) + "'",
              meant.empty() ? "" : "Did you mean '" + std::string(meant) + "'?");
}

}  // namespace

std::span<const OpDef> activation_ops() { return kOps; }

const OpDef* find_activation(std::string_view name) {
  const Activation* activation = activation_of(name);
  if (!activation) return nullptr;
  // Where the arguments differ from those of the op of that name, it is an op of its own.
  const OpDef* own = find_op("activations." + std::string(name));
  return own ? own : find_op(activation->op);
}

bool is_activation(std::string_view name) { return activation_of(name) != nullptr; }

Tensor activate(std::string_view name, const Tensor& x) {
  const Activation* activation = activation_of(name);
  if (!activation) fail_unknown(name);
  if (activation->op.empty()) return x;
  // As an activation it gets no values for what it needs: Keras finds that out at run time only.
  if (name == "threshold") return call(x.trace(), "threshold", {x, 0.0, 0.0});
  return call(x.trace(), activation->op, {x});
}

}  // namespace modelviz
