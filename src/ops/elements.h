// The elements of small integer tensors: how sizes travel from shape() through arithmetic, slices
// and concatenations to reshape(). These functions stand in the last column of the tables.
#pragma once

#include "modelviz/op.h"

namespace modelviz {

/// Those of the first parameter, in their order: reshape, cast, expand_dims.
std::vector<Elements> same_elements(const OpCall& call, const TensorTypes& outputs);
/// Those of all tensors in the list that is the first parameter, one after the other.
std::vector<Elements> joined_elements(const OpCall& call, const TensorTypes& outputs);
/// Those of the first parameter, dealt out to the outputs.
std::vector<Elements> dealt_elements(const OpCall& call, const TensorTypes& outputs);
/// One number everywhere.
std::vector<Elements> equal_elements(const TensorTypes& outputs, const Dim& value);

using Combine = std::optional<Dim> (*)(const Dim&, const Dim&);
/// f of the elements of two parameters, element by element. Python's scalars and vectors only.
std::vector<Elements> combine(const OpCall& call, const TensorTypes& outputs, Combine f);
/// The elements of the first parameter taken together, if they are reduced to one.
std::vector<Elements> fold(const OpCall& call, const TensorTypes& outputs, Combine f);

template <Combine f>
std::vector<Elements> combined_elements(const OpCall& call, const TensorTypes& outputs) {
  return combine(call, outputs, f);
}
template <Combine f>
std::vector<Elements> folded_elements(const OpCall& call, const TensorTypes& outputs) {
  return fold(call, outputs, f);
}

// What combines two sizes; nothing where the result is no size.
std::optional<Dim> add_sizes(const Dim& a, const Dim& b);
std::optional<Dim> subtract_sizes(const Dim& a, const Dim& b);
std::optional<Dim> multiply_sizes(const Dim& a, const Dim& b);
std::optional<Dim> divide_sizes(const Dim& a, const Dim& b);
std::optional<Dim> remainder_of_sizes(const Dim& a, const Dim& b);
std::optional<Dim> larger_size(const Dim& a, const Dim& b);
std::optional<Dim> smaller_size(const Dim& a, const Dim& b);

}  // namespace modelviz
