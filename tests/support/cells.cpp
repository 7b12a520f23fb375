#include "support/cells.h"

#include <cctype>
#include <charconv>
#include <limits>
#include <stdexcept>

#include "support/text.h"

namespace modelviz::test {
namespace {

class Reader {
 public:
  Reader(Trace& trace, std::string_view text) : trace_(trace), rest_(text) {}

  Arguments arguments() {
    Arguments result;
    for (skip_space(); !rest_.empty(); accept(',')) {
      if (std::string name = parameter_name(); !name.empty()) {
        result.named.push_back({name, value()});
      } else {
        result.positional.push_back(value());
      }
    }
    return result;
  }

 private:
  // The name in front of "=", which is taken; empty where there is none.
  std::string parameter_name() {
    std::size_t end = 0;
    while (end < rest_.size() && is_name(rest_[end])) ++end;
    if (end == 0 || end == rest_.size() || rest_[end] != '=') return {};
    std::string name(rest_.substr(0, end));
    rest_.remove_prefix(end + 1);
    return name;
  }

  Value value() {
    if (rest_.empty()) fail();
    char first = rest_.front();
    if (first == '(') return tensor_or_tuple();
    if (first == '[') return sequence(']');
    if (first == '\'') return string();
    if (rest_.starts_with("...")) {
      rest_.remove_prefix(3);
      skip_space();
      return Ellipsis{};
    }
    return word();
  }

  Value tensor_or_tuple() {
    Value items = sequence(')');
    std::size_t end = 0;
    while (end < rest_.size() && is_name(rest_[end])) ++end;
    auto dtype = parse_dtype(rest_.substr(0, end));
    if (!dtype) return items;
    rest_.remove_prefix(end);
    skip_space();
    Shape shape;
    for (const Value& item : *items.as_list()) {
      if (auto dim = item.as_dim())
        shape.push_back(*dim);
      else
        shape.push_back(shape.empty() ? Dim::symbol("batch") : trace_.unknown_dim());
    }
    return trace_.add_tensor({shape, *dtype});
  }

  Value sequence(char close) {
    rest_.remove_prefix(1);
    List items;
    for (skip_space(); !rest_.empty() && rest_.front() != close; accept(',')) {
      items.push_back(slice_or_value());
    }
    accept(close);
    return items;
  }

  Value slice_or_value() {
    List parts(1);
    bool is_slice = false;
    while (!rest_.empty() && rest_.front() != ',' && rest_.front() != ']' && rest_.front() != ')') {
      if (rest_.front() == ':') {
        accept(':');
        is_slice = true;
        parts.emplace_back();
      } else {
        parts.back() = value();
      }
    }
    if (!is_slice) return parts[0];
    parts.resize(3);
    return Slice{parts[0], parts[1], parts[2]};
  }

  Value string() {
    std::size_t end = rest_.find('\'', 1);
    Value result(rest_.substr(1, end - 1));
    rest_.remove_prefix(end + 1);
    skip_space();
    return result;
  }

  // A number, a constant of Python or the name of a size.
  Value word() {
    std::string_view token = rest_.substr(0, rest_.find_first_of(",:()] ="));
    rest_.remove_prefix(token.size());
    if (!rest_.empty() && rest_.front() == '(') return object(token);
    skip_space();
    if (token.empty()) fail();
    if (token == "None") return {};
    if (token == "True") return true;
    if (token == "False") return false;
    if (token == "inf") return std::numeric_limits<double>::infinity();
    if (std::isalpha(static_cast<unsigned char>(token[0]))) return Dim::symbol(token);
    std::int64_t integer = 0;
    const char* end = token.data() + token.size();
    if (std::from_chars(token.data(), end, integer).ptr == end) return integer;
    double number = 0;
    if (std::from_chars(token.data(), end, number).ptr != end) fail();
    return number;
  }

  // Dense(units=4), as a config holds it. function('relu') has no config but a name.
  Value object(std::string_view class_name) {
    Value result, config;
    accept('(');
    for (; !rest_.empty() && rest_.front() != ')'; accept(',')) {
      std::string name = parameter_name();
      Value item = value();
      if (name.empty())
        config = std::move(item);
      else
        config.set(name, std::move(item));
    }
    accept(')');
    result.set("module", "keras.layers");
    result.set("class_name", class_name);
    result.set("config", config.is_none() ? Value(Dict{}) : std::move(config));
    return result;
  }

  static bool is_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

  void accept(char c) {
    if (!rest_.empty() && rest_.front() == c) rest_.remove_prefix(1);
    skip_space();
  }

  void skip_space() {
    while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
  }

  [[noreturn]] void fail() const {
    throw std::logic_error("cannot read the cell at '" + std::string(rest_) + "'");
  }

  Trace& trace_;
  std::string_view rest_;
};

std::string joined(const Tensors& tensors, std::string (TensorType::*print)() const) {
  std::vector<std::string> texts;
  for (const Tensor& tensor : tensors) texts.push_back((tensor.type().*print)());
  return join(texts, "; ");
}

std::string result(std::string_view op, std::string_view arguments,
                   std::string (*print)(const Tensors&)) {
  const OpDef* def = find_op(op);
  if (!def) return "there is no op " + std::string(op);
  Trace trace;
  Arguments given = read_arguments(trace, arguments);
  return result_of([&] { return print(call(trace, *def, given.positional, given.named)); });
}

}  // namespace

Arguments read_arguments(Trace& trace, std::string_view text) {
  return Reader(trace, text).arguments();
}

std::string keras_text(const Tensors& tensors) { return joined(tensors, &TensorType::keras_text); }
std::string symbolic_text(const Tensors& tensors) { return joined(tensors, &TensorType::text); }

std::string keras_result(std::string_view op, std::string_view arguments) {
  return result(op, arguments, keras_text);
}

std::string macs(std::string_view op, std::string_view arguments) {
  return result(op, arguments, [](const Tensors& outputs) {
    return outputs.at(0).trace().ops().back().macs.text();
  });
}

std::string symbolic_result(std::string_view op, std::string_view arguments) {
  return result(op, arguments, symbolic_text);
}

}  // namespace modelviz::test
