#include "modelviz/value.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>

#include "modelviz/trace.h"
#include "support/text.h"

namespace modelviz {

namespace {

using Text = std::shared_ptr<const std::string>;

// The texts that were made last, as far as each has a place of its own.
class LastTexts {
 public:
  const Text& of(std::string_view text) {
    Text& place = texts_.at(place_of(text));
    if (!place || *place != text) place = std::make_shared<const std::string>(text);
    return place;
  }

 private:
  static constexpr int kBits = 10;

  // Texts differ in length, or at their beginning or end: block1_conv, block2_conv.
  static std::size_t place_of(std::string_view text) {
    std::uint64_t first = 0, last = 0;
    std::size_t size = std::min(text.size(), sizeof first);
    std::memcpy(&first, text.data(), size);
    std::memcpy(&last, text.data() + text.size() - size, size);
    constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15;  // Knuth's multiplicative hashing
    return (((first + text.size()) * kGolden) ^ last) * kGolden >> (64 - kBits);
  }

  std::array<Text, 1 << kBits> texts_;
};

}  // namespace

SharedText::SharedText(std::string_view text) {
  constexpr std::size_t kShort = 64;
  if (text.empty()) return;
  thread_local LastTexts last_texts;
  text_ = text.size() <= kShort ? last_texts.of(text) : std::make_shared<const std::string>(text);
}

const std::string& SharedText::empty() {
  static const std::string kEmpty;
  return kEmpty;
}

struct Value::Rare {
  std::variant<Complex, Ellipsis, Slice, Function> content;
};

template <class Content>
const Content* Value::rare() const {
  const auto* rare = std::get_if<std::shared_ptr<const Rare>>(&data_);
  return rare ? std::get_if<Content>(&(*rare)->content) : nullptr;
}

// Not in the class: there Member, which the variant holds, is not complete yet.
Value::Value(bool value) : data_(value) {}
Value::Value(int value) : data_(std::int64_t{value}) {}
Value::Value(std::int64_t value) : data_(value) {}
Value::Value(double value) : data_(value) {}
Value::Value(const std::string& value) : data_(SharedText(value)) {}
Value::Value(std::string_view value) : data_(SharedText(value)) {}
Value::Value(const char* value) : data_(SharedText(value)) {}
Value::Value(SharedText value) : data_(std::move(value)) {}
Value::Value(InputSlot value) : data_(value) {}
Value::Value(Tensor value) : data_(value) {}
Value::Value(List value) : data_(std::move(value)) {}
Value::Value(Dict value) : data_(std::move(value)) {}
Value::Value(Complex value) : data_(std::make_shared<const Rare>(Rare{value})) {}
Value::Value(Ellipsis value) : data_(std::make_shared<const Rare>(Rare{value})) {}
Value::Value(Slice value) : data_(std::make_shared<const Rare>(Rare{std::move(value)})) {}
Value::Value(Function value) : data_(std::make_shared<const Rare>(Rare{std::move(value)})) {}

Value::Value(Dim value) {
  if (auto size = value.constant())
    data_ = *size;
  else
    data_ = std::move(value);
}

Value::Value(const Shape& shape) : data_(List(shape.begin(), shape.end())) {}

std::optional<bool> Value::as_bool() const {
  const bool* value = std::get_if<bool>(&data_);
  return value ? std::optional(*value) : std::nullopt;
}

std::optional<std::int64_t> Value::as_int() const {
  const auto* value = std::get_if<std::int64_t>(&data_);
  return value ? std::optional(*value) : std::nullopt;
}

std::optional<double> Value::as_float() const {
  if (const double* value = std::get_if<double>(&data_)) return *value;
  if (auto value = as_int()) return static_cast<double>(*value);
  return std::nullopt;
}

std::optional<Complex> Value::as_complex() const {
  const auto* value = rare<Complex>();
  return value ? std::optional(*value) : std::nullopt;
}

std::optional<Dim> Value::as_dim() const {
  if (auto value = as_int()) return Dim(*value);
  const Dim* value = std::get_if<Dim>(&data_);
  return value ? std::optional(*value) : std::nullopt;
}

const std::string* Value::as_string() const {
  const auto* text = std::get_if<SharedText>(&data_);
  return text ? &text->str() : nullptr;
}

const Slice* Value::as_slice() const { return rare<Slice>(); }
bool Value::is_ellipsis() const { return rare<Ellipsis>() != nullptr; }
const Function* Value::as_function() const { return rare<Function>(); }

const Value* Value::find(std::string_view key) const {
  const Dict* dict = as_dict();
  if (!dict) return nullptr;
  // As in Python, the last of several members with one key counts.
  auto member =
      std::find_if(dict->rbegin(), dict->rend(), [&](const Member& m) { return m.key == key; });
  return member == dict->rend() ? nullptr : &member->value;
}

const Value& Value::operator[](std::string_view key) const {
  static const Value kNone;
  const Value* value = find(key);
  return value ? *value : kNone;
}

void Value::set(std::string_view key, Value value) {
  if (is_none()) data_ = Dict{};
  Dict& dict = std::get<Dict>(data_);
  auto member =
      std::find_if(dict.rbegin(), dict.rend(), [&](const Member& m) { return m.key == key; });
  if (member != dict.rend())
    member->value = std::move(value);
  else
    dict.push_back({key, std::move(value)});
}

bool operator==(const Value& a, const Value& b) {
  if (a.as_slice() && b.as_slice()) return *a.as_slice() == *b.as_slice();
  if (a.as_complex() && b.as_complex()) return a.as_complex() == b.as_complex();
  if (a.is_ellipsis() && b.is_ellipsis()) return true;
  return a.data_ == b.data_;  // of functions, the pointers
}

namespace {

// The shortest digits that mean this number.
std::string digits(double value) {
  char buffer[32];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr};
}

std::string float_text(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  std::string text = digits(value);
  return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

std::string complex_text(const Complex& value) {
  std::string imaginary = digits(value.imag()) + "j";
  if (value.real() == 0) return imaginary;
  return "(" + digits(value.real()) + (imaginary[0] == '-' ? "" : "+") + imaginary + ")";
}

std::string slice_text(const Slice& slice) {
  auto part = [](const Value& value) { return value.is_none() ? "" : value.text(); };
  std::string text = part(slice.start) + ":" + part(slice.stop);
  return slice.step.is_none() ? text : text + ":" + part(slice.step);
}

struct TextOf {
  std::string operator()(std::monostate) const { return "None"; }
  std::string operator()(bool value) const { return value ? "True" : "False"; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(double value) const { return float_text(value); }
  std::string operator()(const Complex& value) const { return complex_text(value); }
  std::string operator()(const SharedText& value) const {
    return "'" + sanitize(value.str()) + "'";
  }
  std::string operator()(const Slice& value) const { return slice_text(value); }
  std::string operator()(const Function& value) const { return value.name; }
  std::string operator()(modelviz::Ellipsis) const { return "..."; }
  std::string operator()(InputSlot value) const { return "$" + std::to_string(value.index); }
  std::string operator()(const Tensor& value) const { return value.type().text(); }
  std::string operator()(const Dim& value) const { return value.text(); }
  std::string operator()(const List& list) const {
    std::vector<std::string> items;
    for (const Value& value : list) items.push_back(value.text());
    return "[" + join(items, ", ") + "]";
  }
  std::string operator()(const Dict& dict) const {
    std::vector<std::string> items;
    for (const Member& member : dict) {
      items.push_back("'" + sanitize(member.key.str()) + "': " + member.value.text());
    }
    return "{" + join(items, ", ") + "}";
  }
  // The pointer to what is rare.
  std::string operator()(const auto& rare) const { return std::visit(*this, rare->content); }
};

}  // namespace

std::string Value::text() const { return std::visit(TextOf{}, data_); }

}  // namespace modelviz
