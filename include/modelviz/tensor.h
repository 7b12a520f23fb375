// Symbolic tensors: a shape and a dtype, no numbers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modelviz/dim.h"
#include "modelviz/dtype.h"

namespace modelviz {

class Trace;

/// What is known of a tensor. Without a shape not even the rank is known.
struct TensorType {
  std::optional<Shape> shape;
  DType dtype = DType::kUnknown;

  [[nodiscard]] std::string text() const;        ///< (batch, 8) float32
  [[nodiscard]] std::string keras_text() const;  ///< (None, 8) float32
};

/// Thrown where a rule needs a shape that is not known; whoever runs the layer takes its outputs as
/// unknown. It never leaves the library.
struct UnknownShape {};

/// A tensor that an op or a layer made: a handle into the trace that recorded it. Cheap to copy.
class Tensor {
 public:
  Tensor(Trace& trace, int id) : trace_(&trace), id_(id) {}

  [[nodiscard]] const TensorType& type() const;
  [[nodiscard]] const Shape& shape() const;  ///< throws UnknownShape
  [[nodiscard]] bool has_shape() const { return type().shape.has_value(); }
  [[nodiscard]] DType dtype() const { return type().dtype; }
  [[nodiscard]] int rank() const { return static_cast<int>(shape().size()); }
  /// The size of an axis; negative axes count from the end.
  [[nodiscard]] const Dim& operator[](int axis) const;

  [[nodiscard]] Trace& trace() const { return *trace_; }
  [[nodiscard]] int id() const { return id_; }

  friend bool operator==(const Tensor&, const Tensor&) = default;

 private:
  Trace* trace_;
  int id_;
};

using Tensors = std::vector<Tensor>;

}  // namespace modelviz
