#include "ops/rearrange.h"

#include <map>

#include "ops/rules.h"
#include "support/text.h"

namespace modelviz {
namespace {

// The names of one axis: several where they stand in brackets.
using Group = std::vector<std::string>;

bool is_name(char c) {
  auto byte = static_cast<unsigned char>(c);
  return std::isalnum(byte) || c == '_' || byte >= 0x80;
}

// One side of the pattern. As in Keras, what is no name and no bracket is passed over.
std::vector<Group> groups(const OpCall& call, std::string_view side) {
  std::vector<Group> result;
  bool open = false;
  for (std::size_t i = 0; i < side.size(); ++i) {
    if (side[i] == '(' && !open) {
      open = true;
      result.emplace_back();
    } else if (side[i] == ')' && open) {
      open = false;
      if (result.back().empty())
        call.fail_at("pattern", "the brackets () of the pattern hold no name");
    } else if (is_name(side[i])) {
      std::size_t end = i;
      while (end < side.size() && is_name(side[end])) ++end;
      if (!open) result.emplace_back();
      result.back().emplace_back(side.substr(i, end - i));
      i = end - 1;
    }
  }
  if (open)
    call.fail_at("pattern", "a bracket of the pattern is not closed: '" + sanitize(side) + "'");
  return result;
}

using Sizes = std::map<std::string, Dim, std::less<>>;

Dim size_of(const OpCall& call, const Sizes& sizes, const std::string& name) {
  if (auto found = sizes.find(name); found != sizes.end()) return found->second;
  call.fail("the size of '" + sanitize(name) + "' in the pattern is not known",
            "It must stand left of ->, alone or with known neighbours in its brackets.");
}

// The first name in brackets that has no size gets what the others leave; Keras rounds down.
void divide(const OpCall& call, const Dim& size, const Group& group, Sizes& given) {
  Dim product = 1;
  const std::string* rest = nullptr;
  for (const std::string& name : group) {
    if (auto known = given.find(name); known != given.end())
      product = product * known->second;
    else if (!rest)
      rest = &name;
  }
  if (!rest) return;
  if (product == Dim(0)) call.fail("no size can be divided by the 0 in the pattern");
  given.emplace(*rest, floor_div(size, product));
}

}  // namespace

TensorTypes rearrange(OpCall& call) {
  TensorType x = call.array("tensor");
  std::string_view pattern = call.string("pattern");
  std::size_t arrow = pattern.find("->");
  if (arrow == std::string_view::npos || pattern.find("->", arrow + 2) != std::string_view::npos) {
    call.fail_at("pattern", "the pattern '" + sanitize(pattern) + "' must have one ->");
  }
  std::vector<Group> from = groups(call, pattern.substr(0, arrow));
  std::vector<Group> to = groups(call, pattern.substr(arrow + 2));
  Sizes given, sizes;
  for (const Member& member : *call.argument("axes_lengths").as_dict()) {
    auto size = member.value.as_dim();
    if (!size) call.fail("the size of '" + sanitize(member.key) + "' must be an integer");
    given.insert_or_assign(member.key, *size);
  }
  for (std::size_t i = 0; i < from.size() && i < x.shape->size(); ++i) {
    const Dim& size = (*x.shape)[i];
    if (from[i].size() == 1) {
      sizes.insert_or_assign(from[i][0], size);
      continue;
    }
    divide(call, size, from[i], given);
    for (const std::string& name : from[i]) {
      sizes.insert_or_assign(name, size_of(call, given, name));
    }
  }
  Shape result;
  for (const Group& group : to) {
    Dim product = 1;
    for (const std::string& name : group) product = product * size_of(call, sizes, name);
    result.push_back(product);
  }
  // Keras multiplies sizes even where there is nothing to multiply, and cannot where one is None.
  require_known(call, "the result", result, 0);
  return {{result, x.dtype}};
}

}  // namespace modelviz
