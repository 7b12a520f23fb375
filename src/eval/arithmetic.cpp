#include "eval/arithmetic.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "modelviz/error.h"
#include "support/checked.h"

namespace modelviz {
namespace {

[[noreturn]] void fail(std::string message) { throw Error(Fault::kModel, std::move(message)); }

[[noreturn]] void refuse(std::string_view op, const Value& left, const Value& right) {
  fail("Python has no " + std::string(op) + " between " + std::string(python_type(left)) + " and " +
       std::string(python_type(right)));
}

// ---- numbers

Dim integer_power(const Dim& base, const Dim& exponent) {
  auto n = exponent.constant();
  if (!n || *n > 1024) fail("the exponent " + exponent.text() + " is not a small number");
  Dim power = 1;
  for (std::int64_t i = 0; i < *n; ++i) power = power * base;
  return power;
}

std::int64_t shifted(std::int64_t left, std::int64_t right, bool to_left) {
  if (right < 0 || right > 62) fail("cannot shift by " + std::to_string(right) + " bits");
  return to_left ? checked_multiply(left, std::int64_t{1} << right) : left >> right;
}

double as_double(const Dim& dim, std::string_view op) {
  return static_cast<double>(known_size(dim, op));
}

Value of_bits(std::string_view op, std::int64_t x, std::int64_t y) {
  if (op == "&") return x & y;
  if (op == "|") return x | y;
  if (op == "^") return x ^ y;
  return shifted(x, y, op == "<<");
}

Value of_integers(std::string_view op, const Dim& a, const Dim& b) {
  if (op == "+") return a + b;
  if (op == "-") return a - b;
  if (op == "*") return a * b;
  if ((op == "//" || op == "%" || op == "/") && b == Dim(0)) fail("division by zero");
  if (op == "//") return floor_div(a, b);
  if (op == "%") return a % b;
  if (op == "/") return as_double(a, op) / as_double(b, op);
  bool is_inverse = b.is_constant() && *b.constant() < 0;
  if (op == "**" && is_inverse) return std::pow(as_double(a, op), as_double(b, op));
  if (op == "**") return integer_power(a, b);
  if (op == "@") refuse(op, a, b);
  return of_bits(op, known_size(a, op), known_size(b, op));
}

std::optional<Value> of_reals(std::string_view op, double a, double b) {
  if (op == "+") return a + b;
  if (op == "-") return a - b;
  if (op == "*") return a * b;
  if ((op == "//" || op == "%" || op == "/") && b == 0) fail("division by zero");
  if (op == "/") return a / b;
  if (op == "//") return std::floor(a / b);
  if (op == "%") return a - b * std::floor(a / b);
  if (op == "**") return std::pow(a, b);
  return std::nullopt;
}

std::optional<Value> of_complex(std::string_view op, const Complex& a, const Complex& b) {
  if (op == "+") return a + b;
  if (op == "-") return a - b;
  if (op == "*") return a * b;
  if (op == "/" && b == Complex()) fail("division by zero");
  if (op == "/") return a / b;
  if (op == "**") return std::pow(a, b);
  return std::nullopt;
}

// ---- lists and strings

List repeated(const List& list, std::int64_t times) {
  times = std::max<std::int64_t>(times, 0);
  if (checked_multiply(static_cast<std::int64_t>(list.size()), times) > kMostItems) {
    fail("a list of more than " + std::to_string(kMostItems) + " items is too long");
  }
  List result;
  for (std::int64_t i = 0; i < times; ++i) result.insert(result.end(), list.begin(), list.end());
  return result;
}

std::optional<Value> of_sequences(std::string_view op, const Value& left, const Value& right) {
  const List *a = left.as_list(), *b = right.as_list();
  if (op == "+" && a && b) {
    List result = *a;
    result.insert(result.end(), b->begin(), b->end());
    if (static_cast<std::int64_t>(result.size()) > kMostItems) fail("this list is too long");
    return result;
  }
  if (op == "*" && a && right.as_int()) return repeated(*a, *right.as_int());
  if (op == "*" && b && left.as_int()) return repeated(*b, *left.as_int());
  if (op == "+" && left.as_string() && right.as_string()) {
    return *left.as_string() + *right.as_string();
  }
  return std::nullopt;
}

// ---- comparisons

bool is_less(const Value& left, const Value& right) {
  auto a = python_integer(left), b = python_integer(right);
  if (a && b) {
    Dim distance = *b - *a;
    auto least = distance.lower_bound(), most = distance.upper_bound();
    if (least && *least > 0) return true;
    if (most && *most <= 0) return false;
    fail("whether " + a->text() + " < " + b->text() + " depends on sizes that are not known");
  }
  auto x = python_real(left), y = python_real(right);
  if (x && y) return *x < *y;
  if (left.as_string() && right.as_string()) return *left.as_string() < *right.as_string();
  refuse("<", left, right);
}

bool is_equal(const Value& left, const Value& right) {
  auto a = python_integer(left), b = python_integer(right);
  if (a && b) {
    Truth truth = equal(*a, *b);
    if (truth != Truth::kMaybe) return truth == Truth::kYes;
    fail("whether " + a->text() + " == " + b->text() + " depends on sizes that are not known");
  }
  auto x = python_complex(left), y = python_complex(right);
  if (x && y) return *x == *y;
  const List *first = left.as_list(), *second = right.as_list();
  if (first && second) {
    return std::equal(first->begin(), first->end(), second->begin(), second->end(), is_equal);
  }
  return left == right;
}

// ---- items

std::size_t position(const Value& key, std::size_t size) {
  auto index = python_integer(key);
  if (!index) fail("an index must be an integer, not " + std::string(python_type(key)));
  std::int64_t i = known_size(*index, "an index"), n = static_cast<std::int64_t>(size);
  if (i < -n || i >= n) {
    fail("the index " + std::to_string(i) + " is out of range for a list of " + std::to_string(n));
  }
  return static_cast<std::size_t>(i < 0 ? i + n : i);
}

std::int64_t slice_part(const Value& value, std::int64_t otherwise) {
  if (value.is_none()) return otherwise;
  auto index = python_integer(value);
  if (!index) fail("a slice must hold integers, not " + std::string(python_type(value)));
  return known_size(*index, "a slice");
}

List sliced(const List& list, const Slice& slice) {
  auto size = static_cast<std::int64_t>(list.size());
  std::int64_t step = slice_part(slice.step, 1);
  if (step == 0) fail("the step of a slice cannot be 0");
  std::int64_t low = step < 0 ? -1 : 0, high = step < 0 ? size - 1 : size;
  auto clamped = [&](const Value& part, std::int64_t otherwise) {
    if (part.is_none()) return otherwise;
    std::int64_t i = slice_part(part, 0);
    return std::clamp(i < 0 ? i + size : i, low, high);
  };
  std::int64_t first = clamped(slice.start, step < 0 ? high : low);
  std::int64_t last = clamped(slice.stop, step < 0 ? low : high);
  step = std::clamp(step, -size - 1, size + 1);
  List result;
  for (std::int64_t i = first; step < 0 ? i > last : i < last; i += step) {
    result.push_back(list[static_cast<std::size_t>(i)]);
  }
  return result;
}

}  // namespace

std::optional<Dim> python_integer(const Value& value) {
  if (auto flag = value.as_bool()) return Dim(*flag ? 1 : 0);
  return value.as_dim();
}

std::optional<double> python_real(const Value& value) {
  if (auto flag = value.as_bool()) return *flag ? 1.0 : 0.0;
  return value.as_float();
}

std::optional<Complex> python_complex(const Value& value) {
  if (auto real = python_real(value)) return Complex(*real);
  return value.as_complex();
}

std::int64_t known_size(const Dim& dim, std::string_view user) {
  if (auto value = dim.constant()) return *value;
  fail("the size " + dim.text() + " is not known, which " + std::string(user) + " needs");
}

std::string_view python_type(const Value& value) {
  if (value.is_none()) return "None";
  if (value.is_bool()) return "a bool";
  if (value.as_dim()) return "an int";
  if (value.is_float()) return "a float";
  if (value.as_complex()) return "a complex";
  if (value.is_string()) return "a string";
  if (value.is_list()) return "a list";
  if (value.is_dict()) return "a dict";
  if (value.as_tensor()) return "a tensor";
  if (value.as_function()) return "a function";
  return value.as_slice() ? "a slice" : "an ellipsis";
}

Value python_unary(std::string_view op, const Value& operand) {
  if (op == "not") return !python_truth(operand);
  if (auto integer = python_integer(operand)) {
    if (op == "-") return Dim(0) - *integer;
    return op == "+" ? *integer : Dim(-1) - *integer;
  }
  auto real = python_real(operand);
  if (real && op != "~") return op == "-" ? -*real : *real;
  auto complex = operand.as_complex();
  if (complex && op != "~") return op == "-" ? -*complex : *complex;
  fail("Python has no " + std::string(op) + " of " + std::string(python_type(operand)));
}

Value python_binary(std::string_view op, const Value& left, const Value& right) {
  auto a = python_integer(left), b = python_integer(right);
  if (a && b) return of_integers(op, *a, *b);
  auto x = python_real(left), y = python_real(right);
  auto result = x && y ? of_reals(op, *x, *y) : of_sequences(op, left, right);
  auto z = python_complex(left), w = python_complex(right);
  if (!result && z && w) result = of_complex(op, *z, *w);
  if (result) return *result;
  refuse(op, left, right);
}

bool python_compare(std::string_view op, const Value& left, const Value& right) {
  if (op == "==" || op == "is") return is_equal(left, right);
  if (op == "!=") return !is_equal(left, right);
  if (op == "<") return is_less(left, right);
  if (op == ">=") return !is_less(left, right);
  if (op == ">") return is_less(right, left);
  if (op == "<=") return !is_less(right, left);
  List items = python_items(right);
  return std::any_of(items.begin(), items.end(),
                     [&](const Value& item) { return is_equal(item, left); });
}

bool python_truth(const Value& value) {
  if (value.is_none()) return false;
  if (python_integer(value)) return !is_equal(value, 0);
  if (auto number = python_complex(value)) return *number != Complex();
  if (const std::string* text = value.as_string()) return !text->empty();
  if (const List* items = value.as_list()) return !items->empty();
  if (value.as_tensor()) {
    fail("a symbolic tensor is neither true nor false: use ops.where, ops.cond or ops.logical_and");
  }
  return true;
}

Value python_item(const Value& container, const Value& key) {
  if (container.as_dict()) {
    const std::string* name = key.as_string();
    const Value* item = name ? container.find(*name) : nullptr;
    if (item) return *item;
    fail("the dict has no key " + key.text());
  }
  const List* items = container.as_list();
  if (!items) fail(std::string(python_type(container)) + " cannot be indexed");
  if (const Slice* slice = key.as_slice()) return sliced(*items, *slice);
  return (*items)[position(key, items->size())];
}

List python_items(const Value& value) {
  if (const List* items = value.as_list()) return *items;
  if (const Dict* dict = value.as_dict()) {
    List keys;
    for (const Member& member : *dict) keys.emplace_back(member.key);
    return keys;
  }
  if (const std::string* text = value.as_string()) {
    List letters;
    for (char c : *text) letters.emplace_back(std::string(1, c));
    return letters;
  }
  fail(std::string(python_type(value)) + " has no items to go through" +
       (value.as_tensor() ? "; ops.unstack takes a tensor apart" : ""));
}

}  // namespace modelviz
