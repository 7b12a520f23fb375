// Reads what a NodeDef has to say of shapes, and passes over all else. A message is a row of
// fields: a number for the field and its wire type (0 integer, 1 eight bytes, 2 bytes of a given
// length, 5 four bytes), then the content. See tensorflow/core/framework: node_def.proto,
// attr_value.proto, tensor_shape.proto, types.proto.
#include "ops/tensorflow_proto.h"

#include <cstring>

#include "support/base64.h"

namespace modelviz {
namespace {

struct Field {
  int number = 0;
  std::uint64_t integer = 0;
  std::string_view bytes;
};

class Message {
 public:
  explicit Message(std::string_view bytes) : rest_(bytes) {}

  /// Nothing at the end, and where the bytes are no message.
  std::optional<Field> next() {
    auto key = varint();
    if (!key) return std::nullopt;
    Field field{.number = static_cast<int>(*key >> 3), .integer = 0, .bytes = {}};
    switch (*key & 7) {
      case 0: {
        auto integer = varint();
        if (!integer) return std::nullopt;
        field.integer = *integer;
        return field;
      }
      case 1:
        return take(field, 8);
      case 2: {
        auto length = varint();
        return length ? take(field, *length) : std::nullopt;
      }
      case 5:
        return take(field, 4);
      default:
        return std::nullopt;
    }
  }

  /// Seven bits in each byte, the lowest first.
  std::optional<std::uint64_t> varint() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
      auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    return std::nullopt;
  }

 private:
  std::optional<Field> take(Field field, std::uint64_t length) {
    if (length > rest_.size()) return std::nullopt;
    field.bytes = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return field;
  }

  std::string_view rest_;
};

constexpr std::string_view kDTypes[] = {"",
                                        "DT_FLOAT",
                                        "DT_DOUBLE",
                                        "DT_INT32",
                                        "DT_UINT8",
                                        "DT_INT16",
                                        "DT_INT8",
                                        "DT_STRING",
                                        "DT_COMPLEX64",
                                        "DT_INT64",
                                        "DT_BOOL",
                                        "DT_QINT8",
                                        "DT_QUINT8",
                                        "DT_QINT32",
                                        "DT_BFLOAT16",
                                        "DT_QINT16",
                                        "DT_QUINT16",
                                        "DT_UINT16",
                                        "DT_COMPLEX128",
                                        "DT_HALF",
                                        "DT_RESOURCE",
                                        "DT_VARIANT",
                                        "DT_UINT32",
                                        "DT_UINT64"};

std::string_view dtype_name(std::uint64_t type) {
  return type < std::size(kDTypes) ? kDTypes[type] : "";
}

Value read_float(std::string_view bytes) {
  float value = 0;
  if (bytes.size() == sizeof value) std::memcpy(&value, bytes.data(), sizeof value);
  return static_cast<double>(value);
}

Value read_shape(std::string_view bytes) {
  Value shape(Dict{});
  List dims;
  Message message(bytes);
  while (auto field = message.next()) {
    if (field->number == 3) shape.set("unknownRank", field->integer != 0);
    if (field->number != 2) continue;
    Value dim(Dict{{"size", 0}});
    Message inner(field->bytes);
    while (auto size = inner.next()) {
      if (size->number == 1) dim.set("size", static_cast<std::int64_t>(size->integer));
    }
    dims.push_back(std::move(dim));
  }
  shape.set("dim", std::move(dims));
  return shape;
}

// The fields of AttrValue, which are also those of its lists.
std::pair<std::string_view, Value> read_scalar(const Field& field) {
  switch (field.number) {
    case 2:
      return {"s", to_base64(field.bytes)};
    case 3:
      return {"i", static_cast<std::int64_t>(field.integer)};
    case 4:
      return {"f", read_float(field.bytes)};
    case 5:
      return {"b", field.integer != 0};
    case 6:
      return {"type", dtype_name(field.integer)};
    case 7:
      return {"shape", read_shape(field.bytes)};
    default:
      return {"", Value()};
  }
}

// Integers of a list stand one by one, or packed into one field.
Value read_list(std::string_view bytes) {
  Value lists(Dict{});
  Message message(bytes);
  while (auto field = message.next()) {
    List items;
    std::string_view kind;
    bool packed = (field->number == 3 || field->number == 6) && !field->bytes.empty();
    Message integers(packed ? field->bytes : std::string_view());
    while (auto value = integers.varint()) {
      auto [name, item] = read_scalar({.number = field->number, .integer = *value, .bytes = {}});
      kind = name;
      items.push_back(std::move(item));
    }
    if (!packed) {
      auto [name, item] = read_scalar(*field);
      kind = name;
      items.push_back(std::move(item));
    }
    if (kind.empty()) continue;
    const List* before = lists[kind].as_list();
    if (before) items.insert(items.begin(), before->begin(), before->end());
    lists.set(kind, std::move(items));
  }
  return lists;
}

Value read_attribute(std::string_view bytes) {
  Message message(bytes);
  while (auto field = message.next()) {
    if (field->number == 1) return Dict{{"list", read_list(field->bytes)}};
    auto [kind, value] = read_scalar(*field);
    if (!kind.empty()) return Dict{{std::string(kind), std::move(value)}};
  }
  return Dict{};
}

}  // namespace

Value read_node_def(std::string_view bytes) {
  Value node(Dict{});
  Value attributes(Dict{});
  Message message(bytes);
  while (auto field = message.next()) {
    if (field->number == 2) node.set("op", field->bytes);
    if (field->number != 5) continue;  // an entry of the map of attributes
    std::string name;
    Value value;
    Message entry(field->bytes);
    while (auto part = entry.next()) {
      if (part->number == 1) name = part->bytes;
      if (part->number == 2) value = read_attribute(part->bytes);
    }
    attributes.set(name, std::move(value));
  }
  node.set("attr", std::move(attributes));
  return node;
}

}  // namespace modelviz
