// A place in a file, and the smallest things to read there.
#include "model/reader.h"

namespace modelviz {

Place Place::child(std::string_view key) const {
  // Shares the ownership of the whole document.
  return {std::shared_ptr<const Value>(value, &(*value)[key]), path + "/" + std::string(key)};
}

Place Place::item(std::size_t index) const {
  return {std::shared_ptr<const Value>(value, &value->as_list()->at(index)),
          path + "/" + std::to_string(index)};
}

void Place::fail(std::string message, std::string hint) const {
  Diagnostic diagnostic{.message = std::move(message), .hint = std::move(hint)};
  diagnostic.json_path = path;
  throw Error(Fault::kInput, std::move(diagnostic));
}

std::string json_kind(const Value& value) {
  if (value.is_none()) return "null";
  if (value.is_string()) return "a string";
  if (value.is_list()) return "a list";
  if (value.is_dict()) return "an object";
  return value.is_bool() ? "true or false" : "a number";
}

std::string string_of(const Value& value) {
  const std::string* text = value.as_string();
  return text ? *text : std::string();
}

std::string snake_case(std::string_view name) {
  std::string result;
  for (char c : name) {
    bool upper = c >= 'A' && c <= 'Z';
    if (upper && !result.empty()) result += '_';
    result += upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return result;
}

}  // namespace modelviz
