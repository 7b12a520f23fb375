#include "ops/signature.h"

#include <algorithm>
#include <charconv>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "modelviz/op.h"
#include "support/text.h"

namespace modelviz {
namespace {

// A recursive reader for the literals that signatures hold.
class LiteralReader {
 public:
  explicit LiteralReader(std::string_view text) : rest_(text) {}

  Value read() {
    Value value = item();
    skip_space();
    if (!rest_.empty()) fail();
    return value;
  }

 private:
  Value item() {
    skip_space();
    if (rest_.empty()) fail();
    char first = rest_.front();
    if (first == '(' || first == '[') return sequence(first == '(' ? ')' : ']');
    if (first == '\'' || first == '"') return string(first);
    return word();
  }

  Value sequence(char close) {
    rest_.remove_prefix(1);
    List items;
    for (;;) {
      skip_space();
      if (rest_.empty()) fail();
      if (rest_.front() == close) break;
      items.push_back(item());
      skip_space();
      if (!rest_.empty() && rest_.front() == ',') rest_.remove_prefix(1);
    }
    rest_.remove_prefix(1);
    return items;
  }

  Value string(char quote) {
    std::size_t end = rest_.find(quote, 1);
    if (end == std::string_view::npos) fail();
    Value value(rest_.substr(1, end - 1));
    rest_.remove_prefix(end + 1);
    return value;
  }

  Value word() {
    std::string_view token = rest_.substr(0, rest_.find_first_of(",)] "));
    rest_.remove_prefix(token.size());
    if (token == "None") return {};
    if (token == "True") return true;
    if (token == "False") return false;
    std::int64_t integer = 0;
    auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), integer);
    if (error == std::errc() && end == token.data() + token.size()) return integer;
    double number = 0;
    auto [stop, failure] = std::from_chars(token.data(), token.data() + token.size(), number);
    if (failure != std::errc() || stop != token.data() + token.size()) fail();
    return number;
  }

  void skip_space() {
    while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
  }

  [[noreturn]] void fail() const {
    throw Error(Fault::kInternal, "not a Python literal: " + std::string(rest_));
  }

  std::string_view rest_;
};

// The text up to the next comma outside of brackets and quotes; removes it and the comma.
std::string_view next_parameter(std::string_view& text) {
  int depth = 0;
  char quote = 0;
  std::size_t end = 0;
  for (; end < text.size(); ++end) {
    char c = text[end];
    if (quote)
      quote = c == quote ? '\0' : quote;
    else if (c == '\'' || c == '"')
      quote = c;
    else if (c == '(' || c == '[')
      ++depth;
    else if (c == ')' || c == ']')
      --depth;
    else if (c == ',' && depth == 0)
      break;
  }
  std::string_view parameter = trim(text.substr(0, end));
  text.remove_prefix(std::min(end + 1, text.size()));
  return parameter;
}

Signature parse(std::string_view text) {
  Signature result;
  bool named_only = false;
  while (!text.empty()) {
    std::string_view parameter = next_parameter(text);
    if (parameter == "*") {
      named_only = true;
      continue;
    }
    std::size_t equals = parameter.find('=');
    std::string_view name = trim(parameter.substr(0, equals));
    std::size_t stars = std::min(name.find_first_not_of('*'), name.size());
    Parameter parsed{.name = name.substr(stars), .value = {}, .required = stars == 0};
    parsed.named_only = named_only;
    parsed.variadic = stars == 1;
    parsed.keywords = stars == 2;
    if (parsed.variadic) parsed.value = List{};
    if (parsed.keywords) parsed.value = Dict{};
    if (equals != std::string_view::npos) {
      parsed.value = parse_literal(trim(parameter.substr(equals + 1)));
      parsed.required = false;
    }
    result.push_back(std::move(parsed));
  }
  return result;
}

}  // namespace

Value parse_literal(std::string_view text) { return LiteralReader(text).read(); }

const Signature& signature(std::string_view text) {
  // Keyed by the address: the texts are literals of the tables.
  static std::mutex mutex;
  static std::unordered_map<const char*, std::unique_ptr<const Signature>> parsed;
  std::lock_guard lock(mutex);
  auto& entry = parsed[text.data()];
  if (!entry) entry = std::make_unique<const Signature>(parse(text));
  return *entry;
}

const Parameter* find_parameter(const Signature& signature, std::string_view name) {
  for (const Parameter& parameter : signature) {
    if (parameter.name == name) return &parameter;
  }
  return nullptr;
}

Value bind_arguments(const Signature& signature, List positional, Dict named,
                     std::string_view callee) {
  Dict bound;
  bound.reserve(positional.size() + named.size());
  auto next = positional.begin();
  for (const Parameter& parameter : signature) {
    auto passed = named.begin();
    while (passed != named.end() && passed->key != parameter.name) ++passed;
    if (passed != named.end()) {
      bound.push_back(std::move(*passed));
      named.erase(passed);
    } else if (parameter.keywords) {
      bound.push_back({parameter.name, std::exchange(named, {})});
    } else if (parameter.variadic) {
      bound.push_back({parameter.name, List(next, positional.end())});
      next = positional.end();
    } else if (next != positional.end() && !parameter.named_only) {
      bound.push_back({parameter.name, std::move(*next++)});
    } else if (parameter.required) {
      throw Error(Fault::kModel,
                  std::string(callee) + " needs an argument '" + parameter.name.str() + "'");
    }
  }
  if (next != positional.end()) {
    auto taken = std::count_if(signature.begin(), signature.end(),
                               [](const Parameter& parameter) { return !parameter.named_only; });
    throw Error(Fault::kModel, std::string(callee) + " takes " + std::to_string(taken) +
                                   (taken == 1 ? " argument" : " arguments") + ", but " +
                                   std::to_string(positional.size()) + " were given");
  }
  if (!named.empty()) {
    const std::string& name = named.front().key;
    std::vector<std::string_view> known;
    for (const Parameter& parameter : signature) known.push_back(parameter.name);
    std::string_view meant = nearest(name, known);
    throw ArgumentError(
        {.message = std::string(callee) + " has no parameter '" + sanitize(name) + "'",
         .hint = meant.empty() ? "" : "Did you mean " + std::string(meant) + "?"},
        name);
  }
  return bound;
}

const Value& argument(const Signature& signature, const Value& arguments, std::string_view name) {
  if (const Value* passed = arguments.find(name)) return *passed;
  if (const Parameter* parameter = find_parameter(signature, name)) return parameter->value;
  throw Error(Fault::kInternal, "no parameter is called '" + std::string(name) + "'");
}

}  // namespace modelviz
