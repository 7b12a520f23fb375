// Reads a JSON text from its beginning to its end and tells a handler what stands there. It builds
// nothing and does not recurse. NaN and Infinity, which Python's json module writes, are numbers.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "support/text.h"

namespace modelviz {

/// Why a text is no JSON, and where. It never leaves this room.
struct JsonError {
  std::size_t offset;
  const char* what;
};

/// A handler has null(), boolean(bool), number(text), string(text), key(text), open(is_object) and
/// close(is_object). Their texts are gone when they return. What a handler throws ends the reading.
template <class Handler>
class JsonReader {
 public:
  JsonReader(std::string_view text, Handler& handler) : text_(text), handler_(handler) {}

  /// Throws JsonError.
  void read() {
    skip_space();
    if (at_ == text_.size()) fail("The document is empty.");
    do {
      read_value();
    } while (read_end_of_value());
  }

  /// Where it is: the offset in the text of what it tells of.
  [[nodiscard]] std::size_t offset() const { return at_; }

 private:
  // What begins here: all of it, or up to the first value within.
  void read_value() {
    for (;;) {
      switch (next()) {
        case '{':
          open(true);
          if (next() == '}') return close();
          read_key();
          break;
        case '[':
          open(false);
          if (next() == ']') return close();
          break;
        case '"':
          return handler_.string(read_string());
        case 'n':
          read_word("null");
          return handler_.null();
        case 't':
          read_word("true");
          return handler_.boolean(true);
        case 'f':
          read_word("false");
          return handler_.boolean(false);
        default:
          return handler_.number(read_number());
      }
    }
  }

  // What follows a value; whether that is another one.
  bool read_end_of_value() {
    for (;;) {
      skip_space();
      if (open_.empty()) break;
      if (next() == (open_.back() ? '}' : ']')) {
        close();
        continue;
      }
      if (next() != ',') {
        fail(open_.back() ? "Missing a comma or } after an object member."
                          : "Missing a comma or ] after an array element.");
      }
      step();
      if (open_.back()) read_key();
      return true;
    }
    if (at_ < text_.size()) fail("The document root must not be followed by other values.");
    return false;
  }

  void open(bool is_object) {
    handler_.open(is_object);
    open_.push_back(is_object);
    step();
  }

  void close() {
    bool is_object = open_.back();
    open_.pop_back();
    ++at_;
    handler_.close(is_object);
  }

  void read_key() {
    if (next() != '"') fail("Missing a name for object member.");
    handler_.key(read_string());
    skip_space();
    if (next() != ':') fail("Missing a colon after a name of object member.");
    step();
  }

  void read_word(std::string_view word) {
    for (char c : word) {
      if (!skip_if(c)) fail("Invalid value.");
    }
  }

  std::string_view read_number() {
    std::size_t begin = at_;
    skip_if('-');
    if (next() == 'N' || next() == 'I') {
      read_word(next() == 'N' ? "NaN" : "Infinity");
      return text_.substr(begin, at_ - begin);
    }
    if (!is_digit(next())) fail("Invalid value.");
    if (!skip_if('0')) skip_digits();
    if (skip_if('.')) skip_digits();
    if (skip_if('e') || skip_if('E')) {
      if (!skip_if('-')) skip_if('+');
      skip_digits();
    }
    return text_.substr(begin, at_ - begin);
  }

  void skip_digits() {
    if (!is_digit(next())) fail("Missing digits in a number.");
    while (is_digit(next())) ++at_;
  }

  // Mostly a part of the text, else a copy of it in which nothing is escaped.
  std::string_view read_string() {
    std::size_t begin = ++at_;
    skip_plain();
    if (next() == '"') return text_.substr(begin, at_++ - begin);
    copy_.clear();
    for (;;) {
      copy_.append(text_, begin, at_ - begin);
      if (at_ == text_.size()) fail("Missing a closing quotation mark in string.");
      if (next() == '"') break;
      if (next() == '\\')
        read_escape();
      else
        copy_sequence();
      begin = at_;
      skip_plain();
    }
    ++at_;
    return copy_;
  }

  // What is no ASCII.
  void copy_sequence() {
    std::string_view rest = text_.substr(at_, 4);
    std::size_t length = static_cast<unsigned char>(next()) < 0x20 ? 0 : utf8_length(rest);
    if (length == 0) fail("Invalid encoding in string.");
    copy_.append(rest, 0, length);
    at_ += length;
  }

  void read_escape() {
    ++at_;
    constexpr std::string_view kLetters = "\"\\/bfnrt", kMeanings = "\"\\/\b\f\n\r\t";
    if (next() == 'u') {
      ++at_;
      return append_code_point(read_code_point());
    }
    std::size_t letter = at_ < text_.size() ? kLetters.find(next()) : std::string_view::npos;
    if (letter == std::string_view::npos) fail("Invalid escape character in string.");
    copy_ += kMeanings[letter];
    ++at_;
  }

  // JSON writes what lies beyond U+FFFF as two halves.
  std::uint32_t read_code_point() {
    std::uint32_t first = read_hex();
    if (first < 0xD800 || first > 0xDFFF) return first;
    bool has_second = first <= 0xDBFF && text_.substr(at_, 2) == "\\u";
    if (has_second) at_ += 2;
    std::uint32_t second = has_second ? read_hex() : 0;
    if (second < 0xDC00 || second > 0xDFFF) fail("The surrogate pair in string is invalid.");
    return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
  }

  std::uint32_t read_hex() {
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      constexpr std::string_view kDigits = "0123456789abcdefABCDEF";
      std::size_t digit = at_ < text_.size() ? kDigits.find(next()) : std::string_view::npos;
      if (digit == std::string_view::npos) fail("Incorrect hex digit after \\u escape in string.");
      value = value * 16 + static_cast<std::uint32_t>(digit < 16 ? digit : digit - 6);
    }
    return value;
  }

  void append_code_point(std::uint32_t code) {
    auto append = [&](std::uint32_t byte) { copy_ += static_cast<char>(byte); };
    auto append_rest = [&](int shift) { append(0x80 | ((code >> shift) & 0x3F)); };
    if (code < 0x80) return append(code);
    append(code < 0x800     ? 0xC0 | (code >> 6)
           : code < 0x10000 ? 0xE0 | (code >> 12)
                            : 0xF0 | (code >> 18));
    if (code >= 0x10000) append_rest(12);
    if (code >= 0x800) append_rest(6);
    append_rest(0);
  }

  // Characters that stand for themselves: ASCII but for control characters, quotes, backslashes.
  void skip_plain() {
    static constexpr std::array<bool, 256> kIsPlain = [] {
      std::array<bool, 256> plain{};
      for (std::size_t c = 0x20; c < 0x80; ++c) plain[c] = c != '"' && c != '\\';
      return plain;
    }();
    while (at_ < text_.size() && kIsPlain[static_cast<unsigned char>(text_[at_])]) ++at_;
  }

  void skip_space() {
    while (next() == ' ' || next() == '\n' || next() == '\r' || next() == '\t') ++at_;
  }

  // Over one character and the space behind it.
  void step() {
    ++at_;
    skip_space();
  }

  bool skip_if(char c) {
    bool is_next = next() == c;
    at_ += is_next ? 1 : 0;
    return is_next;
  }

  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  // The end of the text reads as a null byte, which no value has.
  [[nodiscard]] char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  [[noreturn]] void fail(const char* what) const {
    bool is_null_byte = at_ < text_.size() && text_[at_] == '\0';
    throw JsonError{at_, is_null_byte ? "There is a null byte." : what};
  }

  std::string_view text_;
  Handler& handler_;
  std::size_t at_ = 0;
  std::vector<bool> open_;  // of each container that is not closed yet, whether it is an object
  std::string copy_;
};

}  // namespace modelviz
