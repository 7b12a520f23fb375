// A dimension: a known integer, or an exact expression over named unknowns.
//
// Expressions are kept in one canonical form (a polynomial with integer coefficients over symbols,
// floor divisions, minima and maxima), so that equal sizes compare and print equal:
// 2*t + 1, (h + 15)//16, 64*((t - 3)//2 + 1). Symbols stand for sizes and are never negative.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace modelviz {

/// The answer to a question about unknown sizes.
enum class Truth { kNo, kMaybe, kYes };

class Dim {
 public:
  Dim(std::int64_t value = 0) : constant_(value) {}  // NOLINT: integers are dimensions
  static Dim symbol(std::string_view name);

  [[nodiscard]] bool is_constant() const { return polynomial_ == nullptr; }
  [[nodiscard]] std::optional<std::int64_t> constant() const {
    return is_constant() ? std::optional(constant_) : std::nullopt;
  }
  /// The smallest and largest value that it can take; nullopt where there is no bound.
  [[nodiscard]] std::optional<std::int64_t> lower_bound() const;
  [[nodiscard]] std::optional<std::int64_t> upper_bound() const;

  /// The expression with values put in for symbols; symbols that are not named stay.
  [[nodiscard]] Dim at(const std::map<std::string, std::int64_t, std::less<>>& values) const;
  /// As Python would read it: (t - 3)//2 + 1.
  [[nodiscard]] std::string text() const;
  /// As Keras prints it: the number, or None.
  [[nodiscard]] std::string keras_text() const;

  /// All arithmetic throws Error (Fault::kModel) where 64 bits overflow.
  friend Dim operator+(const Dim& a, const Dim& b);
  friend Dim operator-(const Dim& a, const Dim& b);
  friend Dim operator*(const Dim& a, const Dim& b);
  friend Dim floor_div(const Dim& a, const Dim& b);  ///< rounds to minus infinity, as in Python
  friend Dim min(const Dim& a, const Dim& b);
  friend Dim max(const Dim& a, const Dim& b);

  /// Whether both are the same size for every, for no, or for some values of the unknowns.
  friend Truth equal(const Dim& a, const Dim& b);
  /// The same expression.
  friend bool operator==(const Dim& a, const Dim& b);

  struct Polynomial;
  struct Atom;

 private:
  explicit Dim(Polynomial polynomial);
  friend struct DimAlgebra;

  std::int64_t constant_ = 0;
  std::shared_ptr<const Polynomial> polynomial_;  // null for an integer
};

Dim ceil_div(const Dim& a, const Dim& b);
Dim operator%(const Dim& a, const Dim& b);  ///< a - b*(a//b)

using Shape = std::vector<Dim>;

/// (None, 8), as Keras prints it.
std::string keras_text(const Shape& shape);
/// (batch, 8)
std::string text(const Shape& shape);
/// The number of elements.
Dim size(const Shape& shape);

}  // namespace modelviz
