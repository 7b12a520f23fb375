// Ops: the functions of keras.ops, each with one entry that says all there is to know of it.
//
// To add one, write its line (or its rule and its line) into the table of its family in src/ops.
// See CONTRIBUTING.md, "Add an op".
#pragma once

#include <concepts>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "modelviz/trace.h"

namespace modelviz {

class OpCall;
using TensorTypes = std::vector<TensorType>;
using Elements = std::vector<Dim>;  ///< of a small integer tensor, in row-major order

/// How the dtype of an op's result follows from its inputs.
enum class DTypeRule {
  kSame,     ///< of the first input
  kPromote,  ///< result_type of all inputs
  kToFloat,  ///< kPromote, integers and bool become float32
  kBool,
  kInt32,
  kFloat32,
  kNotBool,           ///< kPromote, bool becomes int32
  kWiden,             ///< kSame, bool and small integers become int32 or uint32
  kSum,               ///< kPromote, then kWiden
  kFloating,          ///< kSame, integers and bool become float32
  kWideFloat,         ///< kPromote, small integers become float32, int64 float64
  kWideFloatNotBool,  ///< kWideFloat, bool becomes float32
  kAngle,             ///< kSame for floats; int64 becomes float64, all else float32
  kProduct,           ///< kPromote, the product of int8 is int32
  kStrong,            ///< kPromote, where Python numbers count as int64 and float32
  kStrongFloat,       ///< kToFloat, where Python numbers count as int64 and float32
};
/// The dtype that the rule gives for these inputs.
DType result_dtype(DTypeRule rule, std::span<const DType> dtypes);

struct OpDef {
  std::string_view name;         ///< in keras.ops: "matmul", "image.resize"
  std::string_view keras_class;  ///< in functional configs: "Matmul"
  std::string_view module;       ///< below keras.src.ops: "numpy", "nn", "core", …
  std::string_view signature;    ///< as Keras writes it: "x, axis=None, keepdims=False"
  std::string_view doc;          ///< one line
  /// The shapes and dtypes of the outputs. It reads its arguments from the call, and fails by it.
  TensorTypes (*rule)(OpCall&);
  DTypeRule dtype = DTypeRule::kPromote;
  /// Multiply-accumulates of one execution; null for none.
  Dim (*macs)(const OpCall&, const TensorTypes& outputs) = nullptr;
  /// The elements of each output of a small integer result; nothing where they cannot be said. Null
  /// where elements do not travel through the op.
  std::vector<Elements> (*elements)(const OpCall&, const TensorTypes& outputs) = nullptr;

  /// Whether it is a function of keras.ops, and not only a part of layers and other functions.
  [[nodiscard]] bool is_public() const {
    return module != "modelviz" && !name.starts_with("activations.");
  }
};

/// The op with this name in keras.ops, also by its longer names ("nn.relu", "numpy.sum",
/// "linalg.qr"); nullptr if there is none.
const OpDef* find_op(std::string_view name);
/// The op that Keras 3 writes into a config as this class of this module ("keras.src.ops.numpy").
/// An empty module (legacy HDF5 files) finds the class in any.
const OpDef* find_op_class(std::string_view keras_class, std::string_view module);
/// All ops, in the order of their tables.
std::span<const OpDef* const> all_ops();

/// The operations on single elements, besides multiply-accumulates, of one execution: one for each
/// element that the op computes, or, where it reduces, that it takes. 0 for ops that only move
/// elements, and where a shape is not known.
Dim element_operations(const OpDef& op, const TensorTypes& inputs, const TensorTypes& outputs);

/// What fails in an op. `parameter` is the one whose argument is to blame; empty for several, or
/// for their shapes.
class ArgumentError : public Error {
 public:
  ArgumentError(Diagnostic diagnostic, std::string_view parameter)
      : Error(Fault::kModel, std::move(diagnostic)), parameter(parameter) {}

  std::string parameter;
};

/// Applies an op: binds the arguments to its signature, runs its rule, records it in the trace of
/// its tensors. Throws Error (Fault::kModel) where the rule refuses, UnknownShape where an input
/// has none.
Tensors call(Trace& trace, const OpDef& op, List positional, Dict named = {});
/// The same for an op with one output.
Tensor call(Trace& trace, std::string_view op, List positional, Dict named = {});

/// The same with the result as Python has it: a tensor, a list or dict of them as deep as the
/// functions return it that the op was given; a string of dtype(), a function of vectorize().
Value call_nested(Trace& trace, const OpDef& op, List positional, Dict named = {});

/// Of a type, the dtype.
struct DTypeOf {
  DTypeOf(const TensorType& type) : dtype(type.dtype) {}  // NOLINT: stands for it in a list
  DType dtype;
};

/// One application of an op, as its rule sees it.
class OpCall {
 public:
  OpCall(Trace& trace, const OpDef& op, const Value& arguments);

  [[nodiscard]] const OpDef& op() const { return op_; }
  [[nodiscard]] Trace& trace() const { return trace_; }

  /// The value of a parameter: what was passed, else its default.
  [[nodiscard]] const Value& argument(std::string_view parameter) const;
  [[nodiscard]] bool given(std::string_view parameter) const {
    return !argument(parameter).is_none();
  }

  /// A parameter that is an array: a tensor, or a Python number or (nested) list of them.
  [[nodiscard]] TensorType array(std::string_view parameter) const;
  /// The same for the index-th parameter of the signature.
  [[nodiscard]] TensorType array(int index) const;
  /// The shape of an array parameter.
  [[nodiscard]] Shape shape(std::string_view parameter) const { return *array(parameter).shape; }
  /// The arrays of a parameter that is a list of them.
  [[nodiscard]] TensorTypes arrays(std::string_view parameter) const;
  /// The elements of a parameter that is a list of sizes or an integer tensor of known content: a
  /// shape, a list of axes. A single integer is a list of one; None in a list is a fresh unknown.
  [[nodiscard]] std::optional<Elements> elements(std::string_view parameter) const {
    return elements_of(argument(parameter));
  }
  [[nodiscard]] std::optional<Elements> elements_of(const Value& value) const;

  [[nodiscard]] std::int64_t integer(std::string_view parameter) const;
  [[nodiscard]] bool flag(std::string_view parameter) const;
  [[nodiscard]] std::string_view string(std::string_view parameter) const;
  /// A list of n integers; one integer stands for n equal ones.
  [[nodiscard]] std::vector<std::int64_t> integers(std::string_view parameter, int n) const;
  /// An axis in [0, rank). Fails where it is out of range.
  [[nodiscard]] int axis(std::string_view parameter, int rank) const;
  /// The same of a value that is the parameter's, or one of its items.
  [[nodiscard]] int axis_of(std::string_view parameter, const Value& value, int rank) const;
  /// None (all axes), one axis or several, in [0, rank), sorted, without repeats.
  [[nodiscard]] std::vector<int> axes(std::string_view parameter, int rank) const;
  /// Whether data_format says so; None is channels_last.
  [[nodiscard]] bool channels_first() const;

  /// The op's dtype rule on these types.
  [[nodiscard]] DType dtype(const TensorTypes& types) const;
  [[nodiscard]] DType dtype(std::initializer_list<DTypeOf> types) const;
  /// The dtype that a parameter names; `otherwise` for None.
  [[nodiscard]] DType dtype(std::string_view parameter, DType otherwise) const;

  /// Takes two sizes for equal and returns the one that is known better. Fails with `what` where
  /// they cannot be equal.
  Dim unify(const Dim& a, const Dim& b, std::string_view what) const;
  /// The same with a function that makes the text, for a text that costs more than the comparison.
  template <std::invocable What>
  Dim unify(const Dim& a, const Dim& b, const What& what) const {
    return a == b ? a : unify(a, b, std::string_view(what()));
  }
  /// numpy's broadcasting. Where Keras takes the known size for an unknown one, so do we.
  [[nodiscard]] Shape broadcast(const Shape& a, const Shape& b) const;

  /// Says what Python has of the outputs, where that is not the one tensor or the list of all:
  /// InputSlot{i} stands for the i-th.
  void returns(Value result) { returned_ = std::move(result); }
  [[nodiscard]] const std::optional<Value>& returned() const { return returned_; }

  /// Says that what Keras infers is not what comes out when the op is executed.
  void note(std::string text) const;
  /// The same where it is refused then: what Keras infers, and why it is refused.
  void note_refusal(std::string inferred, std::string_view why = {}) const;

  /// Throws an Error that names the op and the shapes of its tensors.
  [[noreturn]] void fail(std::string message, std::string hint = {}) const;
  /// The same where one argument is to blame.
  [[noreturn]] void fail_at(std::string_view parameter, std::string message,
                            std::string hint = {}) const;
  /// The same, with the name of the parameter before what is said of it: 'axis' must be ….
  [[noreturn]] void refuse(std::string_view parameter, const std::string& what,
                           std::string hint = {}) const;

 private:
  Trace& trace_;
  const OpDef& op_;
  const Value& arguments_;
  std::optional<Value> returned_;
};

}  // namespace modelviz
