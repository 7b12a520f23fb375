// Keras' data types and how they combine.
// Source: keras.src.backend.common.dtypes (3.15), which follows JAX' type promotion lattice.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace modelviz {

enum class DType : std::uint8_t {
  kUnknown,
  kBool,
  kUint8,
  kUint16,
  kUint32,
  kUint64,
  kInt4,
  kInt8,
  kInt16,
  kInt32,
  kInt64,
  kFloat8E4m3fn,
  kFloat8E5m2,
  kBfloat16,
  kFloat16,
  kFloat32,
  kFloat64,
  kComplex64,
  kComplex128,
  kString,
  kPythonInt,    ///< an int literal: takes part in promotion, is never a tensor's type
  kPythonFloat,  ///< a float literal
  kPythonComplex,
};

/// Keras' name: "float32"; "?" for kUnknown.
std::string_view text(DType dtype);
/// The inverse of text(); also "int" and "float" for the Python scalars.
std::optional<DType> parse_dtype(std::string_view name);

bool is_float(DType dtype);    ///< float8 to float64, a Python float
bool is_integer(DType dtype);  ///< signed and unsigned integers, not bool
bool is_complex(DType dtype);
int bits(DType dtype);  ///< size of one element; 0 where there is none (string, unknown)

/// keras.backend.result_type: the type of an operation on all of these. Python scalars are weak:
/// they take the type of the tensors beside them. Returns kUnknown where one is unknown. Throws
/// Error (Fault::kModel) where Keras refuses the combination.
DType result_type(std::span<const DType> dtypes);

}  // namespace modelviz
