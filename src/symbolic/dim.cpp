// Canonical arithmetic on sizes.
//
// An expression is a sum of terms; a term is an integer times a product of atoms; an atom is a
// symbol, a floor division, a minimum or a maximum. Terms and factors are sorted by their text,
// like terms are added up, and floor divisions are reduced by the rules beside floor_div(), so that
// one size has one form in nearly all cases that models produce.
#include "modelviz/dim.h"

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>

#include "modelviz/error.h"
#include "support/checked.h"
#include "support/text.h"

namespace modelviz {

struct Dim::Atom {
  enum class Kind { kSymbol, kFloorDiv, kMin, kMax, kLong };
  Kind kind = Kind::kSymbol;
  std::string text;                       // also the identity: equal atoms have equal texts
  Dim left, right;                        // operands; unused for a symbol and for what was too long
  std::optional<std::int64_t> low, high;  // bounds, kept: to ask all operands takes long
};

namespace {

using AtomPtr = std::shared_ptr<const Dim::Atom>;
using Bound = std::optional<std::int64_t>;

struct Term {
  std::vector<AtomPtr> factors;  // sorted by text, with repeats; empty for the constant term
  std::int64_t coefficient = 0;
};

int compare_factors(const Term& a, const Term& b) {
  // Highest degree first, the constant last, as people write polynomials.
  if (a.factors.size() != b.factors.size()) return a.factors.size() > b.factors.size() ? -1 : 1;
  for (std::size_t i = 0; i < a.factors.size(); ++i) {
    if (int order = a.factors[i]->text.compare(b.factors[i]->text); order != 0) return order;
  }
  return 0;
}

// std::gcd() cannot take the smallest integer, of which there is no magnitude.
std::int64_t common_divisor(std::int64_t a, std::int64_t b) {
  auto magnitude = [](std::int64_t x) {
    auto bits = static_cast<std::uint64_t>(x);
    return x < 0 ? 0 - bits : bits;
  };
  return static_cast<std::int64_t>(std::gcd(magnitude(a), magnitude(b)));
}

// A bound that exceeds 64 bits is none.
Bound sum_of(Bound a, Bound b) {
  std::int64_t sum = 0;
  if (!a || !b || __builtin_add_overflow(*a, *b, &sum)) return std::nullopt;
  return sum;
}
Bound product_of(Bound a, Bound b) {
  std::int64_t product = 0;
  if (!a || !b || __builtin_mul_overflow(*a, *b, &product)) return std::nullopt;
  return product;
}

// An expression of more characters, which no model has that somebody means, becomes an unknown of
// its own: long_7c0f1a2b3d4e5f60, the same one for the same expression.
constexpr std::size_t kMostText = 4000;

// The characters of the expression, about.
std::size_t text_size(const std::vector<Term>& terms) {
  std::size_t size = 0;
  for (const Term& term : terms) {
    size += 3;
    for (const AtomPtr& factor : term.factors) size += factor->text.size() + 1;
  }
  return size;
}

// FNV-1a: the same on every machine, for it stands in what is printed.
std::uint64_t hash(std::string_view text, std::uint64_t start = 0xcbf29ce484222325) {
  for (char c : text) {
    start = (start ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  }
  return start;
}

std::string long_name(std::uint64_t hash) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string name = "long_";
  for (int shift = 60; shift >= 0; shift -= 4) name += kDigits[(hash >> shift) % 16];
  return name;
}

}  // namespace

struct Dim::Polynomial {
  std::vector<Term> terms;  // sorted, no zero coefficients, at least one that is not constant
};

// The private side of Dim: everything that looks into its form.
struct DimAlgebra {
  static std::vector<Term> terms(const Dim& dim) {
    if (dim.polynomial_) return dim.polynomial_->terms;
    if (dim.constant_ == 0) return {};
    return {Term{{}, dim.constant_}};
  }

  /// The same to look at; `constant` holds the term of a number.
  static std::span<const Term> terms(const Dim& dim, Term& constant) {
    if (dim.polynomial_) return dim.polynomial_->terms;
    constant.coefficient = dim.constant_;
    return {&constant, dim.constant_ == 0 ? std::size_t{0} : 1};
  }

  static Dim from(std::vector<Term> terms) {
    if (terms.empty()) return 0;
    if (terms.size() == 1 && terms[0].factors.empty()) return terms[0].coefficient;
    if (text_size(terms) > kMostText) return unknown_for(terms);
    return Dim(Dim::Polynomial{std::move(terms)});
  }

  static Dim from(Dim::Atom atom) {
    atom.low = bound(atom, true);
    atom.high = bound(atom, false);
    if (atom.text.size() > kMostText) {
      atom = {Dim::Atom::Kind::kLong, long_name(hash(atom.text)), {}, {}, atom.low, atom.high};
    }
    return from({Term{{std::make_shared<const Dim::Atom>(std::move(atom))}, 1}});
  }

  static Dim unknown_for(const std::vector<Term>& terms) {
    std::uint64_t all = hash("");
    for (const Term& term : terms) {
      all = hash(std::to_string(term.coefficient), all);
      for (const AtomPtr& factor : term.factors) all = hash("*" + factor->text, all);
      all = hash("+", all);
    }
    return unknown(all, bound(terms, true), bound(terms, false));
  }

  static Dim unknown(std::uint64_t hash, Bound low, Bound high) {
    auto atom = std::make_shared<const Dim::Atom>(
        Dim::Atom{Dim::Atom::Kind::kLong, long_name(hash), {}, {}, low, high});
    return Dim(Dim::Polynomial{{Term{{std::move(atom)}, 1}}});
  }

  /// The atom where the expression is nothing but one, else null.
  static const Dim::Atom* only_atom(const Dim& dim) {
    if (!dim.polynomial_ || dim.polynomial_->terms.size() != 1) return nullptr;
    const Term& term = dim.polynomial_->terms[0];
    return term.coefficient == 1 && term.factors.size() == 1 ? term.factors[0].get() : nullptr;
  }

  static Dim merge(const Dim& a, const Dim& b, std::int64_t sign) {
    Term left_constant, right_constant;
    std::span<const Term> left = terms(a, left_constant), right = terms(b, right_constant);
    std::vector<Term> sum;
    sum.reserve(left.size() + right.size());
    auto l = left.begin();
    auto r = right.begin();
    while (l != left.end() || r != right.end()) {
      int order = l == left.end() ? 1 : r == right.end() ? -1 : compare_factors(*l, *r);
      Term term = order <= 0 ? *l : *r;
      if (order > 0) term.coefficient = checked_multiply(term.coefficient, sign);
      if (order == 0) {
        term.coefficient = checked_add(term.coefficient, checked_multiply(r->coefficient, sign));
      }
      if (order <= 0) ++l;
      if (order >= 0) ++r;
      if (term.coefficient != 0) sum.push_back(std::move(term));
    }
    return from(std::move(sum));
  }

  static Dim scale(const Dim& a, std::int64_t by) {
    if (by == 0) return 0;
    if (by == 1) return a;
    std::vector<Term> scaled = a.polynomial_->terms;
    for (Term& term : scaled) term.coefficient = checked_multiply(term.coefficient, by);
    return from(std::move(scaled));
  }

  static Dim multiply(const Dim& a, const Dim& b) {
    if (a.is_constant()) return scale(b, a.constant_);
    if (b.is_constant()) return scale(a, b.constant_);
    constexpr std::size_t kMostProducts = 4096;
    if (a.polynomial_->terms.size() * b.polynomial_->terms.size() > kMostProducts) {
      std::string left = a.text(), right = b.text();
      if (right < left) std::swap(left, right);
      return unknown(hash("(" + left + ")*(" + right + ")"), std::nullopt, std::nullopt);
    }
    Dim sum;
    for (const Term& x : terms(a)) {
      for (const Term& y : terms(b)) {
        Term product{x.factors, checked_multiply(x.coefficient, y.coefficient)};
        product.factors.insert(product.factors.end(), y.factors.begin(), y.factors.end());
        std::sort(product.factors.begin(), product.factors.end(),
                  [](const AtomPtr& p, const AtomPtr& q) { return p->text < q->text; });
        sum = sum + from({std::move(product)});
      }
    }
    return sum;
  }

  static Dim divide(const Dim& a, std::int64_t divisor);
  static bool cancel(Dim& a, Dim& b);
  static Bound bound(const Dim& dim, bool lower);
  static Bound bound(const std::vector<Term>& terms, bool lower);
  static Bound bound(const Term& term, bool lower);
  static Bound bound(const Dim::Atom& atom, bool lower);
  static Dim at(const Dim::Atom& atom,
                const std::map<std::string, std::int64_t, std::less<>>& values);
  static std::string text(const std::vector<Term>& terms);
  static Dim choose(const Dim& a, const Dim& b, Dim::Atom::Kind kind);
};

Dim::Dim(Polynomial polynomial)
    : polynomial_(std::make_shared<const Polynomial>(std::move(polynomial))) {}

Dim Dim::symbol(std::string_view name) {
  return DimAlgebra::from(Atom{Atom::Kind::kSymbol, std::string(name), {}, {}, {}, {}});
}

Dim operator+(const Dim& a, const Dim& b) {
  if (a.is_constant() && b.is_constant()) return checked_add(a.constant_, b.constant_);
  if (a == Dim(0)) return b;
  if (b == Dim(0)) return a;
  return DimAlgebra::merge(a, b, 1);
}

Dim operator-(const Dim& a, const Dim& b) {
  if (a.is_constant() && b.is_constant()) return checked_subtract(a.constant_, b.constant_);
  if (b == Dim(0)) return a;
  return DimAlgebra::merge(a, b, -1);
}

Dim operator*(const Dim& a, const Dim& b) {
  if (a.is_constant() && b.is_constant()) return checked_multiply(a.constant_, b.constant_);
  return DimAlgebra::multiply(a, b);
}

namespace {

std::string parenthesized(const Dim& dim) {
  std::string text = dim.text();
  bool simple = std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  });
  return simple ? text : "(" + text + ")";
}

Dim division_atom(const Dim& a, const Dim& b) {
  return DimAlgebra::from(Dim::Atom{
      Dim::Atom::Kind::kFloorDiv, parenthesized(a) + "//" + parenthesized(b), a, b, {}, {}});
}

}  // namespace

// floor(a / k) for k > 1, reduced:
//   (k*x + r)//k         = x + r//k
//   (x//m + r)//k        = (x + m*r)//(m*k)
//   (g*x + r)//(g*k)     = (x + r//g)//k
Dim DimAlgebra::divide(const Dim& a, std::int64_t divisor) {
  Dim whole, rest;  // a == divisor*whole + rest, the constant of rest in [0, divisor)
  std::int64_t constant = 0, common = divisor;
  int unknowns = 0;
  for (Term& term : terms(a)) {
    if (term.factors.empty()) {
      whole = whole + floor_divide(term.coefficient, divisor);
      constant = term.coefficient - divisor * floor_divide(term.coefficient, divisor);
    } else if (term.coefficient % divisor == 0) {
      term.coefficient /= divisor;
      whole = whole + from({std::move(term)});
    } else {
      ++unknowns;
      common = common_divisor(common, term.coefficient);
      rest = rest + from({std::move(term)});
    }
  }
  if (unknowns == 0) return whole;
  const Dim::Atom* atom = only_atom(rest);
  if (atom && atom->kind == Dim::Atom::Kind::kFloorDiv && atom->right.is_constant()) {
    const Dim& inner_divisor = atom->right;
    return whole + floor_div(atom->left + inner_divisor * constant, inner_divisor * divisor);
  }
  if (common > 1) {
    Dim reduced = floor_divide(constant, common);
    for (Term& term : terms(rest)) {
      term.coefficient /= common;
      reduced = reduced + from({std::move(term)});
    }
    return whole + floor_div(reduced, divisor / common);
  }
  return whole + division_atom(rest + constant, divisor);
}

// Takes what all terms of a have in common with b, if b is one product, from both:
// (8*b*t)//(b*t) = 8. False where there is nothing.
bool DimAlgebra::cancel(Dim& a, Dim& b) {
  std::vector<Term> dividend = terms(a), divisor = terms(b);
  if (divisor.size() != 1) return false;
  auto find = [](Term& term, const AtomPtr& factor) {
    return std::find_if(term.factors.begin(), term.factors.end(),
                        [&](const AtomPtr& other) { return other->text == factor->text; });
  };
  bool found = false;
  for (const AtomPtr& factor : std::vector(divisor[0].factors)) {
    bool common = std::all_of(dividend.begin(), dividend.end(),
                              [&](Term& term) { return find(term, factor) != term.factors.end(); });
    if (!common) continue;
    found = true;
    for (Term& term : dividend) term.factors.erase(find(term, factor));
    divisor[0].factors.erase(find(divisor[0], factor));
  }
  if (!found) return false;
  a = 0;  // the order of terms may have changed
  for (Term& term : dividend) a = a + from({std::move(term)});
  b = from(std::move(divisor));
  return true;
}

Dim floor_div(const Dim& a, const Dim& b) {
  if (auto divisor = b.constant()) {
    if (*divisor == 0)
      throw Error(Fault::kModel, "division by zero in a size: " + a.text() + "//0");
    if (*divisor == 1) return a;
    if (auto value = a.constant()) return floor_divide(*value, *divisor);
    if (*divisor < 0) return floor_div(Dim(0) - a, Dim(0) - b);
    return DimAlgebra::divide(a, *divisor);
  }
  if (a == b) return 1;
  if (a == Dim(0)) return 0;
  Dim dividend = a, divisor = b;
  if (DimAlgebra::cancel(dividend, divisor)) return floor_div(dividend, divisor);
  return division_atom(a, b);
}

Dim DimAlgebra::choose(const Dim& a, const Dim& b, Dim::Atom::Kind kind) {
  if (a == b) return a;
  bool is_min = kind == Dim::Atom::Kind::kMin;
  Dim difference = a - b;
  Bound low = difference.lower_bound(), high = difference.upper_bound();
  if (low && *low >= 0) return is_min ? b : a;
  if (high && *high <= 0) return is_min ? a : b;
  std::string left = a.text(), right = b.text();
  bool swapped = right < left;
  return from(Dim::Atom{kind,
                        std::string(is_min ? "min(" : "max(") + (swapped ? right : left) + ", " +
                            (swapped ? left : right) + ")",
                        swapped ? b : a,
                        swapped ? a : b,
                        {},
                        {}});
}

Dim min(const Dim& a, const Dim& b) { return DimAlgebra::choose(a, b, Dim::Atom::Kind::kMin); }
Dim max(const Dim& a, const Dim& b) { return DimAlgebra::choose(a, b, Dim::Atom::Kind::kMax); }
Dim ceil_div(const Dim& a, const Dim& b) { return floor_div(a + b - 1, b); }
Dim operator%(const Dim& a, const Dim& b) { return a - b * floor_div(a, b); }

Bound DimAlgebra::bound(const Dim::Atom& atom, bool lower) {
  switch (atom.kind) {
    case Dim::Atom::Kind::kSymbol:
      return lower ? Bound(0) : std::nullopt;
    case Dim::Atom::Kind::kFloorDiv: {
      auto divisor = atom.right.constant();
      if (!divisor) {
        Bound left = bound(atom.left, true), right = bound(atom.right, true);
        return lower && left && *left >= 0 && right && *right >= 0 ? Bound(0) : std::nullopt;
      }
      Bound left = bound(atom.left, lower);
      return left ? Bound(floor_divide(*left, *divisor)) : std::nullopt;
    }
    case Dim::Atom::Kind::kLong:
      return lower ? atom.low : atom.high;
    default: {
      Bound left = bound(atom.left, lower), right = bound(atom.right, lower);
      bool is_min = atom.kind == Dim::Atom::Kind::kMin;
      if (left && right) return is_min ? std::min(*left, *right) : std::max(*left, *right);
      if (is_min == lower) return std::nullopt;  // the unbounded side may be the one chosen
      return left ? left : right;
    }
  }
}

Bound DimAlgebra::bound(const Term& term, bool lower) {
  if (term.factors.empty()) return term.coefficient;
  bool low = (term.coefficient > 0) == lower;
  Bound product = 1;
  for (const AtomPtr& factor : term.factors) {
    Bound smallest = factor->low, wanted = low ? smallest : factor->high;
    bool alone = term.factors.size() == 1;
    if (!wanted || (!alone && (!smallest || *smallest < 0))) return std::nullopt;
    product = product_of(product, wanted);
  }
  return product_of(product, term.coefficient);
}

Bound DimAlgebra::bound(const Dim& dim, bool lower) {
  if (auto value = dim.constant()) return value;
  return bound(dim.polynomial_->terms, lower);
}

Bound DimAlgebra::bound(const std::vector<Term>& terms, bool lower) {
  Bound sum = 0;
  for (const Term& term : terms) sum = sum_of(sum, bound(term, lower));
  return sum;
}

Bound Dim::lower_bound() const { return DimAlgebra::bound(*this, true); }
Bound Dim::upper_bound() const { return DimAlgebra::bound(*this, false); }

bool operator==(const Dim& a, const Dim& b) {
  if (a.is_constant() || b.is_constant()) {
    return a.is_constant() && b.is_constant() && a.constant_ == b.constant_;
  }
  if (a.polynomial_ == b.polynomial_) return true;
  const auto &x = a.polynomial_->terms, &y = b.polynomial_->terms;
  return std::equal(x.begin(), x.end(), y.begin(), y.end(), [](const Term& p, const Term& q) {
    return p.coefficient == q.coefficient && compare_factors(p, q) == 0;
  });
}

Truth equal(const Dim& a, const Dim& b) {
  if (a == b) return Truth::kYes;
  Dim difference = a - b;
  if (auto value = difference.constant()) return *value == 0 ? Truth::kYes : Truth::kNo;
  Bound low = difference.lower_bound(), high = difference.upper_bound();
  if ((low && *low > 0) || (high && *high < 0)) return Truth::kNo;
  std::int64_t common = 0, constant = 0;
  for (const Term& term : DimAlgebra::terms(difference)) {
    if (term.factors.empty())
      constant = term.coefficient;
    else
      common = common_divisor(common, term.coefficient);
  }
  bool never = common != 0 && constant % common != 0;  // 2*t is never 3
  return never ? Truth::kNo : Truth::kMaybe;
}

Dim DimAlgebra::at(const Dim::Atom& atom,
                   const std::map<std::string, std::int64_t, std::less<>>& values) {
  switch (atom.kind) {
    case Dim::Atom::Kind::kSymbol: {
      auto value = values.find(atom.text);
      return value == values.end() ? Dim::symbol(atom.text) : Dim(value->second);
    }
    case Dim::Atom::Kind::kLong:
      return from(atom);
    case Dim::Atom::Kind::kFloorDiv:
      return floor_div(atom.left.at(values), atom.right.at(values));
    default:
      return choose(atom.left.at(values), atom.right.at(values), atom.kind);
  }
}

Dim Dim::at(const std::map<std::string, std::int64_t, std::less<>>& values) const {
  if (is_constant()) return *this;
  Dim sum;
  for (const Term& term : polynomial_->terms) {
    Dim product = term.coefficient;
    for (const AtomPtr& factor : term.factors) product = product * DimAlgebra::at(*factor, values);
    sum = sum + product;
  }
  return sum;
}

namespace {

// 2*t*((h + 1)//2), without the sign.
std::string magnitude_text(const Term& term) {
  std::string coefficient = std::to_string(term.coefficient);
  if (term.coefficient < 0) coefficient.erase(0, 1);
  std::vector<std::string> factors;
  if (term.factors.empty() || coefficient != "1") factors.push_back(std::move(coefficient));
  bool alone = factors.empty() && term.factors.size() == 1;
  for (const AtomPtr& factor : term.factors) {
    bool division = factor->kind == Dim::Atom::Kind::kFloorDiv;
    factors.push_back(division && !alone ? "(" + factor->text + ")" : factor->text);
  }
  return join(factors, "*");
}

}  // namespace

std::string DimAlgebra::text(const std::vector<Term>& terms) {
  std::string result;
  for (const Term& term : terms) {
    bool negative = term.coefficient < 0;
    if (result.empty())
      result = negative ? "-" : "";
    else
      result += negative ? " - " : " + ";
    result += magnitude_text(term);
  }
  return result;
}

std::string Dim::text() const {
  if (is_constant()) return std::to_string(constant_);
  std::vector<Term> terms = polynomial_->terms;
  std::int64_t common = 0;
  for (const Term& term : terms) common = common_divisor(common, term.coefficient);
  if (common > 1 && terms.size() > 1) {  // 64*(t + 1) reads better than 64*t + 64
    for (Term& term : terms) term.coefficient /= common;
    return std::to_string(common) + "*(" + DimAlgebra::from(std::move(terms)).text() + ")";
  }
  // (t + 1)//2 - 1 is written as people know it from windows: (t - 3)//2 + 1.
  if (terms.size() == 2 && terms[1].factors.empty() && terms[1].coefficient < 0 &&
      terms[0].coefficient == 1 && terms[0].factors.size() == 1) {
    const Atom& atom = *terms[0].factors[0];
    if (atom.kind == Atom::Kind::kFloorDiv && atom.right.is_constant()) {
      Dim inside = atom.left + atom.right * (terms[1].coefficient - 1);
      return parenthesized(inside) + "//" + atom.right.text() + " + 1";
    }
  }
  return DimAlgebra::text(terms);
}

std::string Dim::keras_text() const { return is_constant() ? std::to_string(constant_) : "None"; }

namespace {

std::string tuple_text(const Shape& shape, std::string (Dim::*print)() const) {
  std::vector<std::string> items;
  for (const Dim& dim : shape) items.push_back((dim.*print)());
  return "(" + join(items, ", ") + (items.size() == 1 ? ",)" : ")");
}

}  // namespace

std::string keras_text(const Shape& shape) { return tuple_text(shape, &Dim::keras_text); }
std::string text(const Shape& shape) { return tuple_text(shape, &Dim::text); }

Dim size(const Shape& shape) {
  std::int64_t known = 1;  // first, for numbers are quick to multiply
  for (const Dim& dim : shape) known = checked_multiply(known, dim.constant().value_or(1));
  Dim unknown = 1;
  for (const Dim& dim : shape) {
    if (!dim.is_constant()) unknown = unknown * dim;
  }
  return unknown * known;
}

}  // namespace modelviz
