// Integer arithmetic that refuses to overflow: sizes come from files that nobody has checked.
#pragma once

#include <cstdint>

#include "modelviz/error.h"

namespace modelviz {

[[noreturn]] inline void fail_overflow() {
  throw Error(Fault::kModel, "a size is larger than 64 bits can hold",
              "Check the numbers in the model's config: they are not those of a real model.");
}

inline std::int64_t checked_add(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a, b, &sum)) fail_overflow();
  return sum;
}

inline std::int64_t checked_subtract(std::int64_t a, std::int64_t b) {
  std::int64_t difference = 0;
  if (__builtin_sub_overflow(a, b, &difference)) fail_overflow();
  return difference;
}

inline std::int64_t checked_multiply(std::int64_t a, std::int64_t b) {
  std::int64_t product = 0;
  if (__builtin_mul_overflow(a, b, &product)) fail_overflow();
  return product;
}

/// Rounds to minus infinity, as // does in Python. The divisor must not be zero.
inline std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
  if (b == -1) return checked_subtract(0, a);
  std::int64_t quotient = a / b;
  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

}  // namespace modelviz
