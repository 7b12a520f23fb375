#include "python/tokens.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace modelviz::python {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool starts_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool is_name(char c) { return starts_name(c) || is_digit(c); }

// The longer ones first.
constexpr std::array<std::string_view, 33> kOperators{
    "...", "**", "//", "<<", ">>", "<=", ">=", "==", "!=", ":=", "->", "+", "-", "*", "/", "%", "@",
    "&",   "|",  "^",  "~",  "<",  ">",  "=",  "(",  ")",  "[",  "]",  "{", "}", ",", ":", "."};

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text) : text_(text) {}

  std::vector<Token> run() {
    while (at_ < text_.size()) {
      char c = text_[at_];
      if (c == '\n' || c == ';')
        separator();
      else if (c == ' ' || c == '\t' || c == '\r')
        ++at_;
      else if (c == '\\' && text_.substr(at_ + 1, 1) == "\n")
        at_ += 2;
      else if (c == '#')
        at_ = std::min(text_.find('\n', at_), text_.size());
      else
        word(c);
    }
    add(Token::Kind::kEnd, at_);
    return std::move(tokens_);
  }

 private:
  void separator() {
    bool inside = depth_ > 0 && text_[at_] == '\n';
    ++at_;
    if (!inside) add(Token::Kind::kNewline, at_ - 1);
  }

  void word(char c) {
    char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (is_digit(c) || (c == '.' && is_digit(next)))
      number();
    else if (c == '\'' || c == '"')
      string(c);
    else if (starts_name(c))
      name();
    else
      punctuation();
  }

  void add(Token::Kind kind, std::size_t begin, Value value = {}) {
    tokens_.push_back({kind, {begin, at_}, text_.substr(begin, at_ - begin), std::move(value)});
  }

  void name() {
    std::size_t begin = at_;
    while (at_ < text_.size() && is_name(text_[at_])) ++at_;
    add(Token::Kind::kName, begin);
  }

  void punctuation() {
    std::string_view rest = text_.substr(at_);
    const auto* found = std::find_if(kOperators.begin(), kOperators.end(),
                                     [&](std::string_view op) { return rest.starts_with(op); });
    if (found == kOperators.end()) fail("this character has no meaning here", at_, at_ + 1);
    std::size_t begin = at_;
    at_ += found->size();
    if (*found == "(" || *found == "[" || *found == "{") ++depth_;
    if (*found == ")" || *found == "]" || *found == "}") --depth_;
    add(Token::Kind::kOperator, begin);
  }

  // Digits may hold underscores: 1_000.
  void number() {
    std::size_t begin = at_;
    bool hexadecimal = text_.substr(at_, 2) == "0x" || text_.substr(at_, 2) == "0X";
    for (; at_ < text_.size(); ++at_) {
      char c = text_[at_];
      bool exponent_sign = !hexadecimal && (c == '+' || c == '-') &&
                           (text_[at_ - 1] == 'e' || text_[at_ - 1] == 'E');
      if (!is_name(c) && c != '.' && !exponent_sign) break;
    }
    std::string digits(text_.substr(begin, at_ - begin));
    std::erase(digits, '_');
    bool imaginary = !hexadecimal && (digits.back() == 'j' || digits.back() == 'J');
    if (imaginary) digits.pop_back();
    Value value = number_of(digits, hexadecimal, begin);
    add(Token::Kind::kNumber, begin, imaginary ? Complex(0, *value.as_float()) : value);
  }

  Value number_of(const std::string& digits, bool hexadecimal, std::size_t begin) const {
    const char *first = digits.data() + (hexadecimal ? 2 : 0),
               *last = digits.data() + digits.size();
    std::int64_t integer = 0;
    auto [end, error] = std::from_chars(first, last, integer, hexadecimal ? 16 : 10);
    if (end == last && error == std::errc()) return integer;
    if (error == std::errc::result_out_of_range && end == last) {
      fail("this number is too large", begin, at_);
    }
    double number = 0;
    auto [stop, failure] = std::from_chars(first, last, number);
    if (hexadecimal || stop != last || failure != std::errc()) {
      fail("this is not a number", begin, at_);
    }
    return number;
  }

  void string(char quote) {
    std::size_t begin = at_++;
    std::string content;
    while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n') {
      char c = text_[at_++];
      if (c == '\\' && at_ < text_.size()) c = escaped(text_[at_++]);
      content += c;
    }
    if (at_ == text_.size() || text_[at_] != quote) fail("this string does not end", begin, at_);
    ++at_;
    add(Token::Kind::kString, begin, content);
  }

  static char escaped(char c) { return c == 'n' ? '\n' : c == 't' ? '\t' : c; }

  [[noreturn]] static void fail(const std::string& message, std::size_t begin, std::size_t end) {
    throw SyntaxError(message, {begin, end});
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokenize(std::string_view text) { return Tokenizer(text).run(); }

}  // namespace modelviz::python
