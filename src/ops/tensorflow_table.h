// What the tables of TensorFlow's functions are made of. Each tensorflow_*.cpp holds one family.
#pragma once

#include <span>

#include "ops/rules.h"
#include "ops/signature.h"
#include "ops/tables.h"

namespace modelviz {

class TensorFlowCall;

/// A function of TensorFlow and the op that does the same.
struct TensorFlowOp {
  std::string_view name, signature;
  std::string_view op;          ///< in keras.ops
  std::string_view parameters;  ///< the op's name for each of the signature; "-" has none
  /// Does the call, where TensorFlow and Keras differ in more than names.
  Tensors (*run)(const TensorFlowCall&) = nullptr;
  /// An op of its own, with TensorFlow's parameters, where keras.ops has none.
  OpDef own = {};
};

/// One call: the arguments by TensorFlow's parameter names.
class TensorFlowCall {
 public:
  TensorFlowCall(Trace& trace, const TensorFlowOp& op, Value arguments)
      : trace_(trace), op_(op), arguments_(std::move(arguments)) {}

  [[nodiscard]] Trace& trace() const { return trace_; }
  [[nodiscard]] std::string_view name() const { return op_.name; }
  [[nodiscard]] const Value& argument(std::string_view parameter) const {
    return modelviz::argument(signature(op_.signature), arguments_, parameter);
  }
  [[nodiscard]] bool given(std::string_view parameter) const {
    return has(parameter) && !argument(parameter).is_none();
  }
  [[nodiscard]] bool has(std::string_view parameter) const {
    return find_parameter(signature(op_.signature), parameter) != nullptr;
  }
  /// The argument of the first of these parameters that was given: TensorFlow renamed some.
  [[nodiscard]] const Value& either(std::initializer_list<std::string_view> parameters) const;
  /// The argument of the first parameter that was given.
  [[nodiscard]] const Value& first() const;
  [[nodiscard]] bool flag(std::string_view parameter) const {
    return argument(parameter).as_bool().value_or(false);
  }
  [[nodiscard]] std::optional<Tensor> tensor(std::string_view parameter) const {
    const Tensor* tensor = argument(parameter).as_tensor();
    return tensor ? std::optional(*tensor) : std::nullopt;
  }
  /// A parameter without which no shape can be said.
  [[nodiscard]] Tensor required(std::string_view parameter) const;
  [[nodiscard]] std::int64_t integer(std::string_view parameter) const;
  /// Parameters of the signature and the op's names for them.
  [[nodiscard]] std::vector<std::pair<std::string_view, std::string_view>> mapping() const;

  /// What the op of the table gives, with some arguments in place of those that were passed. They
  /// have the op's names.
  [[nodiscard]] Tensors call(const Dict& instead = {}) const;

  [[noreturn]] void fail(const std::string& message) const;

 private:
  Trace& trace_;
  const TensorFlowOp& op_;
  const Value arguments_;
};

std::span<const TensorFlowOp> tensorflow_arrays();      ///< tf.concat, tf.shape, …
std::span<const TensorFlowOp> tensorflow_candidates();  ///< of many classes and sparse tensors
std::span<const TensorFlowOp> tensorflow_creators();    ///< tf.zeros, tf.random.normal, …
std::span<const TensorFlowOp> tensorflow_files();       ///< tf.io, pictures as the bytes of files
std::span<const TensorFlowOp> tensorflow_images();      ///< tf.image
std::span<const TensorFlowOp> tensorflow_linalg();      ///< tf.linalg
std::span<const TensorFlowOp> tensorflow_math();        ///< tf.math, one element at a time
std::span<const TensorFlowOp> tensorflow_nn();          ///< tf.nn
std::span<const TensorFlowOp> tensorflow_reduce();      ///< tf.math, along axes
std::span<const TensorFlowOp> tensorflow_signal();      ///< tf.signal
std::span<const TensorFlowOp> tensorflow_windows();     ///< convolutions and pooling of tf.nn

struct TensorFlowTable {
  std::span<const TensorFlowOp> (*ops)();
  Work work;  ///< of those that keras.ops has no like of
};
std::span<const TensorFlowTable> tensorflow_tables();

// Lines of the tables.

using TensorFlowRun = Tensors (*)(const TensorFlowCall&);
using Rule = TensorTypes (*)(OpCall&);

/// An op that keras.ops has no like of.
constexpr TensorFlowOp own(std::string_view name, std::string_view signature, std::string_view doc,
                           Rule rule, TensorFlowRun run = nullptr,
                           DTypeRule dtype = DTypeRule::kSame) {
  return {.name = name,
          .signature = signature,
          .op = "",
          .parameters = "",
          .run = run,
          .own = {.name = name,
                  .keras_class = "",
                  .module = "modelviz",
                  .signature = signature,
                  .doc = doc,
                  .rule = rule,
                  .dtype = dtype}};
}

// What several families do.

Tensor with_dtype(const Tensor& x, DType dtype);
/// An array that was written as numbers, as the tensor that TensorFlow makes of it.
Value as_operand(Trace& trace, const Value& value, DType dtype);

/// The result has the dtype of the first argument, also for integers.
Tensors keep_dtype(const TensorFlowCall& call);
/// All arguments must have one dtype: TensorFlow promotes none.
Tensors one_dtype(const TensorFlowCall& call);
/// The first argument comes back.
Tensors unchanged(const TensorFlowCall& call);
/// Complex numbers give real ones.
Tensors to_real(const TensorFlowCall& call);
/// The dtype that a parameter names, else int64 or int32.
Tensors output_type(const TensorFlowCall& call);
Tensors out_type(const TensorFlowCall& call);
/// The same for 'dtype', else that of the op.
Tensors named_dtype(const TensorFlowCall& call);

/// A parameter that is one size.
Dim one_size(const OpCall& call, std::string_view parameter);

/// The data format of TensorFlow ("NHWC", "NCHW", None) in Keras' words.
Value data_format(const TensorFlowCall& call);

}  // namespace modelviz
