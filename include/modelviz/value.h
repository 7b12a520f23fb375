// A Python value as it occurs in a model's config and in the arguments of ops and layers: what JSON
// can say, and besides it slices, Ellipsis, symbolic sizes, tensors and functions.
#pragma once

#include <compare>
#include <complex>
#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "modelviz/dim.h"
#include "modelviz/tensor.h"

namespace modelviz {

class Value;
struct Member;
struct Slice;
struct Function;

/// A text that never changes. Its copies share it, and so do short equal texts that are made one
/// after the other: the thousands of dicts of a model's config have few different keys.
class SharedText {
 public:
  SharedText() = default;
  SharedText(std::string_view text);
  SharedText(const std::string& text) : SharedText(std::string_view(text)) {}
  SharedText(const char* text) : SharedText(std::string_view(text)) {}

  [[nodiscard]] const std::string& str() const { return text_ ? *text_ : empty(); }
  operator const std::string&() const { return str(); }
  operator std::string_view() const { return str(); }

  friend bool operator==(const SharedText& a, const SharedText& b) {
    return a.text_ == b.text_ || a.str() == b.str();
  }
  friend auto operator<=>(const SharedText& a, const SharedText& b) { return a.str() <=> b.str(); }
  template <class Other>
  requires std::convertible_to<const Other&, std::string_view>
  friend bool operator==(const SharedText& text, const Other& other) {
    return std::string_view(text.str()) == std::string_view(other);
  }

 private:
  static const std::string& empty();

  std::shared_ptr<const std::string> text_;
};

/// Stands for the index-th tensor of a call: arguments are written down before tensors exist.
struct InputSlot {
  int index = 0;
  friend bool operator==(const InputSlot&, const InputSlot&) = default;
};

struct Ellipsis {
  friend bool operator==(const Ellipsis&, const Ellipsis&) = default;
};

using Complex = std::complex<double>;
/// A list or tuple. Of one list around another say List{Value(inner)}: compilers differ on what
/// List{inner} is.
using List = std::vector<Value>;
using Dict = std::vector<Member>;  ///< in the order of the file

class Value {
 public:
  Value() = default;  ///< None
  Value(bool value);
  Value(int value);
  Value(std::int64_t value);
  Value(double value);
  Value(Complex value);
  Value(const std::string& value);
  Value(std::string_view value);
  Value(SharedText value);
  Value(const char* value);
  Value(List value);
  Value(Dict value);
  Value(Slice value);
  Value(Ellipsis value);
  Value(InputSlot value);
  Value(Tensor value);
  Value(Function value);
  Value(Dim value);  ///< an integer where the size is known
  /// A list of sizes.
  explicit Value(const Shape& shape);

  [[nodiscard]] bool is_none() const { return std::holds_alternative<std::monostate>(data_); }
  [[nodiscard]] bool is_bool() const { return std::holds_alternative<bool>(data_); }
  [[nodiscard]] bool is_int() const { return std::holds_alternative<std::int64_t>(data_); }
  [[nodiscard]] bool is_float() const { return std::holds_alternative<double>(data_); }
  [[nodiscard]] bool is_string() const { return std::holds_alternative<SharedText>(data_); }
  [[nodiscard]] bool is_list() const { return std::holds_alternative<List>(data_); }
  [[nodiscard]] bool is_dict() const { return std::holds_alternative<Dict>(data_); }

  /// The content where the value is of that kind, else nothing. as_float() takes integers too,
  /// as_dim() integers and symbolic sizes, as_complex() only numbers that Python calls complex.
  [[nodiscard]] std::optional<bool> as_bool() const;
  [[nodiscard]] std::optional<std::int64_t> as_int() const;
  [[nodiscard]] std::optional<double> as_float() const;
  [[nodiscard]] std::optional<Complex> as_complex() const;
  [[nodiscard]] std::optional<Dim> as_dim() const;
  [[nodiscard]] const std::string* as_string() const;
  [[nodiscard]] const List* as_list() const { return std::get_if<List>(&data_); }
  [[nodiscard]] const Dict* as_dict() const { return std::get_if<Dict>(&data_); }
  [[nodiscard]] List* as_list() { return std::get_if<List>(&data_); }
  [[nodiscard]] Dict* as_dict() { return std::get_if<Dict>(&data_); }
  [[nodiscard]] const Slice* as_slice() const;
  [[nodiscard]] bool is_ellipsis() const;
  [[nodiscard]] const InputSlot* as_input() const { return std::get_if<InputSlot>(&data_); }
  [[nodiscard]] const Tensor* as_tensor() const { return std::get_if<Tensor>(&data_); }
  [[nodiscard]] const Function* as_function() const;

  /// The member of a dict with this key; nullptr where there is none or this is no dict.
  [[nodiscard]] const Value* find(std::string_view key) const;
  /// The same, with None for what is not there.
  [[nodiscard]] const Value& operator[](std::string_view key) const;
  /// Adds or replaces a member. This must be a dict or None (which becomes one).
  void set(std::string_view key, Value value);

  /// As Python prints it: {'axis': -1, 'keepdims': True}.
  [[nodiscard]] std::string text() const;

  friend bool operator==(const Value& a, const Value& b);

 private:
  // What no file holds by the thousand stands behind a pointer of constant content: with not more
  // than eleven alternatives, a variant of libstdc++ is copied and destroyed without a table of
  // functions.
  struct Rare;
  template <class Content>
  [[nodiscard]] const Content* rare() const;

  std::variant<std::monostate, bool, std::int64_t, double, SharedText, List, Dict, InputSlot,
               Tensor, Dim, std::shared_ptr<const Rare>>
      data_;
};

struct Member {
  SharedText key;
  Value value;
  friend bool operator==(const Member&, const Member&) = default;
};

struct Slice {
  Value start, stop, step;
  friend bool operator==(const Slice&, const Slice&) = default;
};

/// Something to call: a lambda, an op. Two are equal if one is a copy of the other.
struct Function {
  std::string name;  ///< how it is printed
  std::function<Value(List positional, Dict named)> call;
};

}  // namespace modelviz
