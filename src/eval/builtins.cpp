#include "eval/builtins.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>

#include "eval/arithmetic.h"
#include "modelviz/error.h"
#include "support/checked.h"

namespace modelviz {
namespace {

[[noreturn]] void fail(std::string message) { throw Error(Fault::kModel, std::move(message)); }

[[noreturn]] void refuse(std::string_view expected, const Value& value) {
  fail("takes " + std::string(expected) + ", not " + std::string(python_type(value)));
}

const Value& only(const List& arguments) {
  if (arguments.size() != 1) fail("takes one argument, not " + std::to_string(arguments.size()));
  return arguments[0];
}

Value absolute(const List& arguments) {
  const Value& value = only(arguments);
  if (auto integer = python_integer(value)) return max(*integer, Dim(0) - *integer);
  if (auto real = python_real(value)) return std::abs(*real);
  refuse("a number", value);
}

Value length(const List& arguments) {
  const Value& value = only(arguments);
  if (const Tensor* tensor = value.as_tensor()) {
    if (tensor->rank() == 0) fail("takes no scalar tensor: it has no length");
    return (*tensor)[0];
  }
  return static_cast<std::int64_t>(python_items(value).size());
}

template <bool kSmallest>
Value extreme(const List& arguments) {
  // The items of one list, or the arguments.
  List items = arguments.size() == 1 ? python_items(arguments[0]) : arguments;
  if (items.empty()) fail("has nothing to choose from");
  Value best = items.front();
  for (const Value& item : items) {
    auto a = python_integer(best), b = python_integer(item);
    if (a && b)
      best = kSmallest ? min(*a, *b) : max(*a, *b);
    else if (python_compare(kSmallest ? "<" : ">", item, best))
      best = item;
  }
  return best;
}

Value sum(const List& arguments) {
  Value total = 0;
  for (const Value& item : python_items(only(arguments))) total = python_binary("+", total, item);
  return total;
}

Value range(const List& arguments) {
  if (arguments.empty() || arguments.size() > 3) fail("takes one to three integers");
  std::array<std::int64_t, 3> numbers{0, 0, 1};
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    auto number = python_integer(arguments[i]);
    if (!number) refuse("integers", arguments[i]);
    numbers[arguments.size() == 1 ? 1 : i] = known_size(*number, "range()");
  }
  auto [first, last, step] = numbers;
  if (step == 0) fail("has a step of 0");
  List items;
  for (std::int64_t i = first; step > 0 ? i < last : i > last; i = checked_add(i, step)) {
    if (static_cast<std::int64_t>(items.size()) == kMostItems) fail("would be too long");
    items.emplace_back(i);
  }
  return items;
}

Value list(const List& arguments) {
  return arguments.empty() ? List{} : python_items(only(arguments));
}

Value slice(const List& arguments) {
  switch (arguments.size()) {
    case 1:
      return Slice{{}, arguments[0], {}};
    case 2:
      return Slice{arguments[0], arguments[1], {}};
    case 3:
      return Slice{arguments[0], arguments[1], arguments[2]};
    default:
      fail("takes one to three arguments");
  }
}

Value to_int(const List& arguments) {
  const Value& value = only(arguments);
  if (auto integer = python_integer(value)) return *integer;
  auto real = python_real(value);
  if (!real) refuse("a number", value);
  if (!(std::abs(*real) < 9e18)) fail("cannot make an integer of this number");
  return static_cast<std::int64_t>(*real);
}

Value to_float(const List& arguments) {
  const Value& value = only(arguments);
  if (auto real = python_real(value)) return *real;
  const std::string* text = value.as_string();
  if (!text) refuse("a number", value);
  if (*text == "inf") return std::numeric_limits<double>::infinity();
  if (*text == "-inf") return -std::numeric_limits<double>::infinity();
  if (*text == "nan") return std::numeric_limits<double>::quiet_NaN();
  fail("takes a number, 'inf', '-inf' or 'nan'");
}

Value to_string(const List& arguments) {
  const Value& value = only(arguments);
  return value.is_string() ? value : Value(value.text());
}

Value to_bool(const List& arguments) { return python_truth(only(arguments)); }

constexpr std::array<std::pair<std::string_view, Builtin>, 13> kBuiltins{{
    {"abs", absolute},
    {"bool", to_bool},
    {"float", to_float},
    {"int", to_int},
    {"len", length},
    {"list", list},
    {"max", extreme<false>},
    {"min", extreme<true>},
    {"range", range},
    {"slice", slice},
    {"str", to_string},
    {"sum", sum},
    {"tuple", list},
}};

}  // namespace

Builtin find_builtin(std::string_view name) {
  for (const auto& [builtin, function] : kBuiltins) {
    if (builtin == name) return function;
  }
  return nullptr;
}

std::vector<std::string_view> builtin_names() {
  std::vector<std::string_view> names;
  names.reserve(kBuiltins.size());
  for (const auto& [name, function] : kBuiltins) names.push_back(name);
  return names;
}

}  // namespace modelviz
