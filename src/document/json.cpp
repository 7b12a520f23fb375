#include "document/json.h"

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>

#include "modelviz/error.h"
#include "support/text.h"

namespace modelviz {
namespace {

// What RapidJSON calls while it reads: builds Values, and no second tree.
class Builder {
 public:
  explicit Builder(int max_depth) : max_depth_(max_depth) {}

  // NOLINTBEGIN(readability-identifier-naming): the names are RapidJSON's
  bool Null() { return add({}); }
  bool Bool(bool value) { return add(value); }
  bool Int(int value) { return add(value); }
  bool Uint(unsigned value) { return add(std::int64_t{value}); }
  bool Int64(std::int64_t value) { return add(value); }
  bool Uint64(std::uint64_t value) {
    if (std::in_range<std::int64_t>(value)) return add(static_cast<std::int64_t>(value));
    return add(static_cast<double>(value));
  }
  // Python's json module writes NaN and Infinity. No shape depends on them, so null and the largest
  // double stand for them.
  bool Double(double value) {
    if (std::isnan(value)) return add({});
    constexpr double kLargest = std::numeric_limits<double>::max();
    return add(std::clamp(value, -kLargest, kLargest));
  }
  static bool RawNumber(const char*, rapidjson::SizeType, bool) { return false; }
  bool String(const char* text, rapidjson::SizeType size, bool) {
    return add(std::string(text, size));
  }

  bool StartObject() { return open(true, members_.size()); }
  bool StartArray() { return open(false, items_.size()); }
  bool Key(const char* text, rapidjson::SizeType size, bool) {
    members_.push_back({std::string(text, size), {}});
    return true;
  }
  bool EndObject(rapidjson::SizeType) { return add(taken<Dict>(members_)); }
  bool EndArray(rapidjson::SizeType) { return add(taken<List>(items_)); }
  // NOLINTEND(readability-identifier-naming)

  Value take() { return std::move(root_); }
  [[nodiscard]] bool is_too_deep() const { return is_too_deep_; }

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
    is_too_deep_ = static_cast<int>(open_.size()) >= max_depth_;
    open_.push_back({is_dict, begin});
    return !is_too_deep_;
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
  bool is_too_deep_ = false;
  Value root_;
  std::vector<Open> open_;
  List items_;    // of all lists that are open
  Dict members_;  // of all objects that are open
};

Diagnostic syntax_error(std::string_view text, std::size_t offset, const std::string& what) {
  std::string_view before = text.substr(0, offset);
  auto line = std::count(before.begin(), before.end(), '\n') + 1;
  auto column = before.size() - (before.rfind('\n') + 1) + 1;
  Diagnostic diagnostic{.message = "is not JSON: line " + std::to_string(line) + ", column " +
                                   std::to_string(column) + ": " + what};
  diagnostic.hint = "A model's JSON is what Keras' model.to_json() returns.";
  return diagnostic;
}

}  // namespace

Value parse_json(std::string_view text, const std::string& file, int max_depth) {
  constexpr unsigned kFlags = rapidjson::kParseNanAndInfFlag | rapidjson::kParseFullPrecisionFlag |
                              rapidjson::kParseValidateEncodingFlag;
  Builder builder(max_depth);
  rapidjson::Reader reader;
  rapidjson::MemoryStream stream(text.data(), text.size());
  rapidjson::ParseResult result = reader.Parse<kFlags>(stream, builder);
  // A null byte is the end of the text for RapidJSON.
  if (!result.IsError() && stream.Tell() == text.size()) return builder.take();

  Diagnostic diagnostic;
  if (builder.is_too_deep())
    diagnostic.message = "is nested more than " + std::to_string(max_depth) + " levels deep";
  else if (result.IsError())
    diagnostic = syntax_error(text, result.Offset(), rapidjson::GetParseError_En(result.Code()));
  else
    diagnostic = syntax_error(text, stream.Tell(), "there is a null byte");
  diagnostic.file = file;
  throw Error(Fault::kInput, std::move(diagnostic));
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
