// What Python's operators make of values that are no tensors: numbers, sizes, strings, lists.
#pragma once

#include <string_view>

#include "modelviz/value.h"

namespace modelviz {

/// All throw Error (Fault::kModel) as Python throws TypeError, ValueError, ZeroDivisionError.
Value python_unary(std::string_view op, const Value& operand);
Value python_binary(std::string_view op, const Value& left, const Value& right);
/// == != < <= > >= in is
bool python_compare(std::string_view op, const Value& left, const Value& right);
bool python_truth(const Value& value);
/// list[key], with an index, a slice or, for a dict, a string.
Value python_item(const Value& container, const Value& key);
/// The items of something that Python iterates over.
List python_items(const Value& value);

/// An int, a size, or a bool, which counts as one.
std::optional<Dim> python_integer(const Value& value);
/// A number; not a size that is unknown.
std::optional<double> python_real(const Value& value);
/// The same, complex or not.
std::optional<Complex> python_complex(const Value& value);
/// The number where the size is known; `user` is what needs it.
std::int64_t known_size(const Dim& dim, std::string_view user);
/// "an int", "a list", "a tensor": for messages.
std::string_view python_type(const Value& value);

/// No shape or list of axes is longer; a program that asks for more means harm.
inline constexpr std::int64_t kMostItems = 100'000;

}  // namespace modelviz
