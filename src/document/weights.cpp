#include "document/weights.h"

#include <charconv>

#include "modelviz/error.h"
#include "support/text.h"

namespace modelviz {

const StoredGroup* StoredGroup::find(std::string_view group) const {
  for (const StoredGroup& inner : groups) {
    if (inner.name == group) return &inner;
  }
  return nullptr;
}

std::string StoredGroup::text() const {
  std::string lines;
  auto write = [&](auto& self, const StoredGroup& group, const std::string& path) -> void {
    for (const StoredWeight& weight : group.weights) {
      lines += path + weight.name + " " + weight.type.keras_text() + "\n";
    }
    for (const StoredGroup& inner : group.groups) self(self, inner, path + inner.name + "/");
  };
  write(write, *this, "");
  return lines;
}

namespace {

void pack(const StoredGroup& group, std::vector<std::string>& texts) {
  texts.push_back(group.name);
  texts.push_back(group.layer);
  texts.push_back(std::to_string(group.weights.size()));
  for (const StoredWeight& weight : group.weights) {
    texts.push_back(weight.name);
    texts.emplace_back(text(weight.type.dtype));
    const Shape shape = weight.type.shape.value_or(Shape{});
    texts.push_back(std::to_string(shape.size()));
    for (const Dim& size : shape) texts.push_back(size.text());
  }
  texts.push_back(std::to_string(group.groups.size()));
  for (const StoredGroup& inner : group.groups) pack(inner, texts);
}

class Unpacker {
 public:
  explicit Unpacker(const std::vector<std::string>& texts) : texts_(texts) {}

  StoredGroup group() {
    StoredGroup group;
    group.name = take();
    group.layer = take();
    for (std::int64_t left = number(); left > 0; --left) group.weights.push_back(weight());
    for (std::int64_t left = number(); left > 0; --left) group.groups.push_back(this->group());
    return group;
  }

 private:
  StoredWeight weight() {
    StoredWeight weight;
    weight.name = take();
    weight.type.dtype = parse_dtype(take()).value_or(DType::kUnknown);
    weight.type.shape.emplace();
    for (std::int64_t left = number(); left > 0; --left) weight.type.shape->push_back(number());
    return weight;
  }

  const std::string& take() {
    if (next_ < texts_.size()) return texts_[next_++];
    throw Error(Fault::kInput, "the list of its weights is not complete");
  }

  std::int64_t number() {
    const std::string& digits = take();
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
  }

  const std::vector<std::string>& texts_;
  std::size_t next_ = 0;
};

}  // namespace

std::vector<std::string> pack(const StoredGroup& group) {
  std::vector<std::string> texts;
  pack(group, texts);
  return texts;
}

StoredGroup unpack(const std::vector<std::string>& texts) { return Unpacker(texts).group(); }

}  // namespace modelviz
