#include "modelviz/dtype.h"

#include <array>
#include <string>

#include "modelviz/error.h"

namespace modelviz {
namespace {

constexpr int kCount = static_cast<int>(DType::kPythonComplex) + 1;

struct DTypeInfo {
  std::string_view name;
  int bits;
};

constexpr std::array<DTypeInfo, kCount> kInfo{{
    {"?", 0},        {"bool", 8},          {"uint8", 8},       {"uint16", 16},      {"uint32", 32},
    {"uint64", 64},  {"int4", 4},          {"int8", 8},        {"int16", 16},       {"int32", 32},
    {"int64", 64},   {"float8_e4m3fn", 8}, {"float8_e5m2", 8}, {"bfloat16", 16},    {"float16", 16},
    {"float32", 32}, {"float64", 64},      {"complex64", 64},  {"complex128", 128}, {"string", 0},
    {"int", 0},      {"float", 0},         {"complex", 0},
}};

constexpr std::size_t index(DType dtype) { return static_cast<std::size_t>(dtype); }
constexpr std::uint32_t bit(DType dtype) { return std::uint32_t{1} << index(dtype); }

// The lattice: each type and those directly above it.
struct Step {
  DType from;
  std::uint32_t to;
};
constexpr Step kLattice[] = {
    {DType::kBool, bit(DType::kPythonInt)},
    {DType::kUint8, bit(DType::kInt16) | bit(DType::kUint16)},
    {DType::kUint16, bit(DType::kInt32) | bit(DType::kUint32)},
    {DType::kUint32, bit(DType::kInt64) | bit(DType::kUint64)},
    {DType::kUint64, bit(DType::kPythonFloat)},
    {DType::kPythonInt, bit(DType::kUint8) | bit(DType::kInt8) | bit(DType::kComplex64)},
    {DType::kInt8, bit(DType::kInt16)},
    {DType::kInt16, bit(DType::kInt32)},
    {DType::kInt32, bit(DType::kInt64)},
    {DType::kInt64, bit(DType::kPythonFloat)},
    {DType::kPythonFloat, bit(DType::kBfloat16) | bit(DType::kFloat16)},
    {DType::kBfloat16, bit(DType::kFloat32)},
    {DType::kFloat16, bit(DType::kFloat32)},
    {DType::kFloat32, bit(DType::kFloat64) | bit(DType::kComplex64)},
    {DType::kFloat64, bit(DType::kComplex128)},
    {DType::kComplex64, bit(DType::kComplex128)},
    {DType::kComplex128, 0},
};

// For each type the set of types that are not below it; empty for those outside of the lattice.
constexpr std::array<std::uint32_t, kCount> upper_bounds() {
  std::array<std::uint32_t, kCount> bounds{};
  for (const Step& step : kLattice) bounds[index(step.from)] = bit(step.from) | step.to;
  for (int round = 0; round < kCount; ++round) {
    for (auto& bound : bounds) {
      for (std::size_t i = 0; i < kCount; ++i) {
        if (bound >> i & 1) bound |= bounds[i];
      }
    }
  }
  return bounds;
}
constexpr auto kUpperBounds = upper_bounds();

bool is_weak(DType dtype) { return dtype == DType::kPythonInt || dtype == DType::kPythonFloat; }

// What a Python scalar is by itself, in the TensorFlow backend.
DType strong(DType dtype) {
  if (dtype == DType::kPythonInt) return DType::kInt64;
  if (dtype == DType::kPythonFloat) return DType::kFloat32;
  if (dtype == DType::kPythonComplex) return DType::kComplex128;
  return dtype;
}

// Keras computes in 32 bits where nobody asked for more; the TensorFlow backend keeps int64,
// float64.
DType canonical(DType dtype) {
  if (dtype == DType::kPythonInt) return DType::kInt32;
  if (dtype == DType::kPythonFloat) return DType::kFloat32;
  if (dtype == DType::kUint64) return DType::kUint32;
  if (dtype == DType::kComplex128) return DType::kComplex64;
  return dtype;
}

[[noreturn]] void fail_promotion(std::span<const DType> dtypes) {
  std::string names;
  for (DType dtype : dtypes) names += (names.empty() ? "" : ", ") + std::string(text(dtype));
  throw Error(Fault::kModel, "there is no common dtype for " + names,
              "Cast the inputs to one dtype before they meet.");
}

DType least_upper_bound(std::span<const DType> dtypes, bool weak) {
  std::uint32_t common = ~std::uint32_t{0}, members = 0;
  for (DType dtype : dtypes) {
    DType member = weak ? strong(dtype) : dtype;
    common &= kUpperBounds[index(member)];
    members |= bit(member);
  }
  std::uint32_t least = common & members;
  for (std::size_t i = 0; least == 0 && i < kCount; ++i) {
    if ((common >> i & 1) && (common & ~kUpperBounds[i]) == 0) least = std::uint32_t{1} << i;
  }
  if (least == 0) fail_promotion(dtypes);
  return static_cast<DType>(__builtin_ctz(least));
}

}  // namespace

std::string_view text(DType dtype) { return kInfo[index(dtype)].name; }

std::optional<DType> parse_dtype(std::string_view name) {
  for (std::size_t i = 1; i < kCount; ++i) {
    if (kInfo[i].name == name) return static_cast<DType>(i);
  }
  return std::nullopt;
}

bool is_float(DType dtype) {
  return (dtype >= DType::kFloat8E4m3fn && dtype <= DType::kFloat64) ||
         dtype == DType::kPythonFloat;
}

bool is_integer(DType dtype) {
  return (dtype >= DType::kUint8 && dtype <= DType::kInt64) || dtype == DType::kPythonInt;
}

bool is_complex(DType dtype) {
  return dtype == DType::kComplex64 || dtype == DType::kComplex128 ||
         dtype == DType::kPythonComplex;
}

int bits(DType dtype) { return kInfo[index(dtype)].bits; }

DType result_type(std::span<const DType> dtypes) {
  if (dtypes.empty()) return DType::kFloat32;
  bool all_same = true, all_weak = true;
  for (DType dtype : dtypes) {
    if (dtype == DType::kUnknown) return DType::kUnknown;
    if (dtype == DType::kFloat8E4m3fn || dtype == DType::kFloat8E5m2) fail_promotion(dtypes);
    all_same = all_same && dtype == dtypes[0];
    all_weak = all_weak && is_weak(dtype);
  }
  if (all_same) return canonical(dtypes[0]);
  DType least = least_upper_bound(dtypes, all_weak);
  if (all_weak) return is_float(least) ? DType::kFloat32 : DType::kInt32;
  return canonical(least);
}

}  // namespace modelviz
