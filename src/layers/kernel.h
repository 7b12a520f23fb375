// Kernels as the config of their layer asks for them: plain, quantized, adapted.
#pragma once

#include "modelviz/layer.h"

namespace modelviz {

/// How a kernel is stored where its layer's dtype policy quantizes it.
struct QuantizedLayout {
  Shape matrix;                  ///< its elements as two axes
  Shape int8_scales;             ///< one for each output
  std::size_t grouped_axis = 0;  ///< of the matrix: along it, blocks have scales of their own
  std::size_t packed_axis = 1;   ///< of the matrix: along it, int4 is packed
  bool reverses = false;         ///< a table the other way round, beside the layer's own
};

/// The kernel of a layer (or its table of embeddings) as its computations see it. "lora_rank"
/// adapts it by two small weights. Source: quantized_build() and enable_lora() of Dense, Embedding
/// and others (3.15).
Tensor make_kernel(Call& c, std::string_view name, const Shape& shape,
                   const QuantizedLayout& quantized);
/// The same where only a plain kernel can be had.
Tensor make_kernel(Call& c, std::string_view name, const Shape& shape);
/// A kernel that the layer's dtype policy quantizes; nothing where it does not.
std::optional<Tensor> make_quantized(Call& c, std::string_view name, const Shape& shape,
                                     const QuantizedLayout& layout);

}  // namespace modelviz
