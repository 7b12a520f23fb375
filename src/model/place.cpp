// A place in a file, and the smallest things to read there.
#include <cctype>

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

std::string automatic_name(std::string_view class_name) {
  auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  std::string name;
  for (std::size_t i = 0; i < class_name.size(); ++i) {
    bool begins_word =
        i > 0 && is_upper(class_name[i]) &&
        (is_lower(class_name[i - 1]) || (i + 1 < class_name.size() && is_lower(class_name[i + 1])));
    if (begins_word) name += '_';
    name += static_cast<char>(std::tolower(static_cast<unsigned char>(class_name[i])));
  }
  return name;
}

}  // namespace modelviz
