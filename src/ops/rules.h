// Rules and pieces of rules that several families share.
#pragma once

#include <functional>

#include "modelviz/op.h"

namespace modelviz {

/// The types of one output.
TensorTypes one_tensor(Shape shape, DType dtype);
/// The shape of the first parameter, the dtype rule on it.
TensorTypes same_shape(OpCall& call);
/// The same, for an op with an axis or axes that must exist.
TensorTypes same_shape_with_axis(OpCall& call);
/// The first parameter with the dtype that the parameter `dtype` names, or its own.
TensorTypes with_dtype(OpCall& call);
/// Whether a value is a list beside a symbolic tensor. There Keras sees neither its shape nor its
/// dtype; where it computes at once, it makes a tensor of it.
bool is_opaque_list(const OpCall& call, const Value& value);
/// Refuses an opaque list as an operand.
void refuse_list(const OpCall& call, std::string_view parameter, const Value& operand);
void refuse_lists(const OpCall& call, std::initializer_list<std::string_view> parameters);
/// An array that is broadcast with another. An opaque list is a scalar if the op does not ask for
/// its dtype, else it is refused.
TensorType operand(const OpCall& call, std::string_view parameter);
/// The first two parameters broadcast together, the dtype rule on both.
TensorTypes broadcast(OpCall& call);
/// The shape of the first parameter, the dtype rule on the first two.
TensorTypes shape_of_first(OpCall& call);
/// The sizes that a parameter says: a shape. Of a tensor of unknown content no more than the rank
/// is known. Fails where it is neither.
Shape sizes(const OpCall& call, std::string_view parameter);
/// The same where one integer is no list of sizes.
Shape listed_sizes(const OpCall& call, std::string_view parameter);
/// Without the reduced axes, or with size 1 where they are kept.
Shape reduced_shape(const Shape& shape, const std::vector<int>& axes, bool keepdims);
/// Refuses Python numbers beside a symbolic tensor, where Keras takes tensors only.
void require_tensor(const OpCall& call, std::string_view parameter);
/// Refuses tensors of another rank.
inline constexpr std::size_t kAnyRank = 1000;
void require_rank(const OpCall& call, std::string_view what, const Shape& shape, std::size_t least,
                  std::size_t most = kAnyRank);

/// Refuses a size that is not known, where Keras has to compute with it.
void require_known(const OpCall& call, std::string_view what, const Shape& shape,
                   std::size_t first_axis);
/// What an op gives that returns a list even of one tensor: split().
TensorTypes listed(OpCall& call, TensorTypes types);
/// The tensors of a value, also those in its lists, dicts and slices.
Tensors tensors_in(const Value& value);
inline bool holds_tensor(const Value& value) { return !tensors_in(value).empty(); }

/// Whether Keras has the tensors at hand and computes at once, rather than saying a shape: none
/// comes from an input.
bool runs_eagerly(const OpCall& call);
/// The same for one value.
bool is_symbolic(const Trace& trace, const Value& value);

/// Where Keras infers something else than comes out when it computes: what comes out if it computes
/// at once; else what it infers, with a note of what comes out or why it is refused then.
TensorTypes inferred_or_executed(OpCall& call, TensorTypes inferred,
                                 const std::function<TensorTypes()>& execute);
/// The result of an op of which Keras always infers float32, as it is computed: a float or complex
/// number keeps its dtype.
TensorTypes in_own_float(const OpCall& call, const TensorType& inferred);
/// Refuses a complex number of Python's where a real one is made of it.
void require_real(const OpCall& call, const Value& number, DType dtype);
/// The dtype of the real numbers that a complex one consists of; others are their own.
DType real_dtype(DType dtype);

/// Whether Keras sees the same size in both: unknown sizes are all alike to it.
bool alike(const Dim& a, const Dim& b);
bool alike(const Shape& a, const Shape& b);
bool alike(const TensorTypes& a, const TensorTypes& b);  ///< the dtypes, too

/// Whether Keras sees that two sizes differ: it knows both.
bool differ(const Dim& a, const Dim& b);
/// Takes sizes that do not differ to Keras for equal.
void assume_alike(const OpCall& call, const Shape& a, const Shape& b);
/// Takes a size that may be a multiple of a number for one.
void assume_multiple(const OpCall& call, const Dim& size, const Dim& number);

inline std::size_t index(int axis) { return static_cast<std::size_t>(axis); }

}  // namespace modelviz
