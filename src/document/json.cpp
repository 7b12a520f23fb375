#include "document/json.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <nlohmann/json.hpp>

#include "modelviz/error.h"
#include "support/text.h"

namespace modelviz {
namespace {

using Json = nlohmann::json;

// Builds Values while nlohmann's parser reads: no second tree.
class Builder : public nlohmann::json_sax<Json> {
 public:
  explicit Builder(int max_depth) : max_depth_(max_depth) {}

  bool null() override { return add({}); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(std::int64_t value) override { return add(value); }
  bool number_unsigned(std::uint64_t value) override {
    if (value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
      return add(static_cast<std::int64_t>(value));
    }
    return add(static_cast<double>(value));
  }
  bool number_float(double value, const std::string&) override { return add(value); }
  bool string(std::string& value) override { return add(std::move(value)); }
  bool binary(Json::binary_t&) override { return false; }

  bool start_object(std::size_t) override { return open(Dict{}); }
  bool start_array(std::size_t) override { return open(List{}); }
  bool key(std::string& name) override {
    stack_.back()->as_dict()->push_back({std::move(name), {}});
    return true;
  }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool parse_error(std::size_t position, const std::string&,
                   const Json::exception& error) override {
    position_ = position;
    message_ = error.what();
    return false;
  }

  Value take() { return std::move(root_); }
  [[nodiscard]] std::size_t position() const { return position_; }
  [[nodiscard]] const std::string& message() const { return message_; }

 private:
  Value* place(Value value) {
    if (stack_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    if (List* list = stack_.back()->as_list()) return &list->emplace_back(std::move(value));
    Value& member = stack_.back()->as_dict()->back().value;
    member = std::move(value);
    return &member;
  }

  bool add(Value value) {
    place(std::move(value));
    return true;
  }

  // The pointers on the stack stay valid: a container grows only after its last child is closed.
  bool open(Value container) {
    if (static_cast<int>(stack_.size()) >= max_depth_) {
      message_ = "is nested more than " + std::to_string(max_depth_) + " levels deep";
      return false;
    }
    stack_.push_back(place(std::move(container)));
    return true;
  }

  bool close() {
    stack_.pop_back();
    return true;
  }

  int max_depth_;
  Value root_;
  std::vector<Value*> stack_;
  std::size_t position_ = 0;
  std::string message_;
};

// Python's json module writes NaN and Infinity. No shape depends on them, so the largest double and
// null stand for them.
std::string without_python_literals(std::string_view text) {
  std::string result(text);
  bool in_string = false;
  for (std::size_t i = 0; i < result.size(); ++i) {
    if (result[i] == '"') in_string = !in_string;
    if (in_string && result[i] == '\\') ++i;
    if (in_string) continue;
    if (result.compare(i, 8, "Infinity") == 0)
      result.replace(i, 8, "1.797e308");
    else if (result.compare(i, 3, "NaN") == 0)
      result.replace(i, 3, "null");
  }
  return result;
}

[[noreturn]] void fail(std::string_view text, const std::string& file, const Builder& builder) {
  std::string message = builder.message();
  Diagnostic diagnostic{.file = file};
  if (builder.position() == 0) {
    diagnostic.message = message;
    throw Error(Fault::kInput, std::move(diagnostic));
  }
  // nlohmann: "[json.exception.parse_error.101] parse error at line 1, column 5: syntax error …"
  if (std::size_t colon = message.find(": "); colon != std::string::npos) {
    message.erase(0, colon + 2);
  }
  std::string_view before = text.substr(0, std::min(builder.position(), text.size()) - 1);
  auto line = std::count(before.begin(), before.end(), '\n') + 1;
  auto column = before.size() - (before.rfind('\n') + 1) + 1;
  diagnostic.message = "is not JSON: line " + std::to_string(line) + ", column " +
                       std::to_string(column) + ": " + sanitize(message);
  diagnostic.hint = "A model's JSON is what Keras' model.to_json() returns.";
  throw Error(Fault::kInput, std::move(diagnostic));
}

bool parse(std::string_view text, Builder& builder) {
  return Json::sax_parse(text.begin(), text.end(), &builder);
}

}  // namespace

Value parse_json(std::string_view text, const std::string& file, int max_depth) {
  Builder builder(max_depth);
  if (parse(text, builder)) return builder.take();
  bool python =
      text.find("NaN") != std::string_view::npos || text.find("Infinity") != std::string_view::npos;
  if (python && builder.position() > 0) {
    Builder again(max_depth);
    if (parse(without_python_literals(text), again)) return again.take();
  }
  fail(text, file, builder);
}

namespace {

// Walks through well-formed JSON without building anything.
class Finder {
 public:
  explicit Finder(std::string_view text) : text_(text) {}

  int line_of(std::string_view pointer) {
    skip_space();
    if (!pointer.empty()) {
      for (std::string_view token : split(pointer.substr(1), '/')) {
        if (!descend(token)) return 0;
        skip_space();
      }
    }
    return static_cast<int>(std::count(text_.begin(), text_.begin() + at_, '\n')) + 1;
  }

 private:
  bool descend(std::string_view token) {
    if (peek() == '{') return member(token);
    return peek() == '[' && element(token);
  }

  bool member(std::string_view token) {
    for (++at_; skip_space(), peek() == '"';) {
      std::string_view key = skip_string();
      skip_space();
      ++at_;  // the colon
      skip_space();
      if (key == token) return true;
      skip_value();
      if (skip_space(); peek() == ',') ++at_;
    }
    return false;
  }

  bool element(std::string_view token) {
    int index = 0;
    if (std::from_chars(token.data(), token.data() + token.size(), index).ec != std::errc()) {
      return false;
    }
    for (++at_; skip_space(), peek() != ']' && peek() != '\0'; --index) {
      if (index == 0) return true;
      skip_value();
      if (skip_space(); peek() == ',') ++at_;
    }
    return false;
  }

  void skip_value() {
    int depth = 0;
    do {
      skip_space();
      char c = peek();
      if (c == '"') {
        skip_string();
        continue;
      }
      if (c == '{' || c == '[') ++depth;
      if (c == '}' || c == ']') --depth;
      bool scalar = c != '{' && c != '[' && c != '}' && c != ']' && c != ',' && c != ':';
      ++at_;
      while (scalar && at_ < size() &&
             std::string_view(",]}: \t\r\n").find(peek()) == std::string_view::npos)
        ++at_;
    } while (depth > 0 && at_ < size());
  }

  std::string_view skip_string() {
    auto begin = ++at_;
    while (at_ < size() && peek() != '"') at_ += peek() == '\\' ? 2 : 1;
    return text_.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(at_++ - begin));
  }

  void skip_space() {
    while (at_ < size() && std::string_view(" \t\r\n").find(peek()) != std::string_view::npos)
      ++at_;
  }

  [[nodiscard]] char peek() const {
    return at_ < size() ? text_[static_cast<std::size_t>(at_)] : '\0';
  }
  [[nodiscard]] std::ptrdiff_t size() const { return static_cast<std::ptrdiff_t>(text_.size()); }

  std::string_view text_;
  std::ptrdiff_t at_ = 0;
};

}  // namespace

int line_of(std::string_view text, std::string_view pointer) {
  return Finder(text).line_of(pointer);
}

}  // namespace modelviz
