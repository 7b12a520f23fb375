#include "document/json.h"

#include <algorithm>
#include <charconv>
#include <iterator>
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

  bool start_object(std::size_t) override { return open(true, members_.size()); }
  bool start_array(std::size_t) override { return open(false, items_.size()); }
  bool key(std::string& name) override {
    members_.push_back({std::move(name), {}});
    return true;
  }
  bool end_object() override { return add(taken<Dict>(members_)); }
  bool end_array() override { return add(taken<List>(items_)); }

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
  // A container that is not closed yet: where its content begins among all that is pending.
  struct Open {
    bool is_dict;
    std::size_t begin;
  };

  bool add(Value value) {
    if (open_.empty())
      root_ = std::move(value);
    else if (open_.back().is_dict)
      members_.back().value = std::move(value);
    else
      items_.push_back(std::move(value));
    return true;
  }

  bool open(bool is_dict, std::size_t begin) {
    if (static_cast<int>(open_.size()) >= max_depth_) {
      message_ = "is nested more than " + std::to_string(max_depth_) + " levels deep";
      return false;
    }
    open_.push_back({is_dict, begin});
    return true;
  }

  // The content of the container that closes, as large as it has to be.
  template <class Content>
  Content taken(Content& pending) {
    auto begin = pending.begin() + static_cast<std::ptrdiff_t>(open_.back().begin);
    Content content(std::make_move_iterator(begin), std::make_move_iterator(pending.end()));
    pending.erase(begin, pending.end());
    open_.pop_back();
    return content;
  }

  int max_depth_;
  Value root_;
  std::vector<Open> open_;
  List items_;    // of all lists that are open
  Dict members_;  // of all objects that are open
  std::size_t position_ = 0;
  std::string message_;
};

// Python's json module writes NaN and Infinity. No shape depends on them, so the largest double and
// null stand for them.
std::string without_python_literals(std::string_view text) {
  std::string result;
  result.reserve(text.size() + text.size() / 8);
  bool in_string = false;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '"') in_string = !in_string;
    std::size_t length = in_string && text[i] == '\\' ? 2 : 1;
    std::string_view taken = text.substr(i, length), given = taken;
    if (!in_string && text.substr(i).starts_with("Infinity")) {
      taken = "Infinity";
      given = "1.797e308";
    } else if (!in_string && text.substr(i).starts_with("NaN")) {
      taken = "NaN";
      given = "null";
    }
    result += given;
    i += taken.size();
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
