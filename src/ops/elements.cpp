#include "ops/elements.h"

#include "ops/signature.h"

namespace modelviz {
namespace {

const Value& parameter(const OpCall& call, std::size_t index) {
  return call.argument(signature(call.op().signature).at(index).name);
}

std::size_t count(const TensorType& type) {
  return static_cast<std::size_t>(size(*type.shape).constant().value_or(0));
}

}  // namespace

std::vector<Elements> same_elements(const OpCall& call, const TensorTypes& outputs) {
  auto elements = call.elements_of(parameter(call, 0));
  if (!elements || elements->size() != count(outputs[0])) return {};
  return {std::move(*elements)};
}

std::vector<Elements> joined_elements(const OpCall& call, const TensorTypes& outputs) {
  const List* list = parameter(call, 0).as_list();
  if (!list || call.integer("axis") != 0) return {};
  Elements joined;
  for (const Value& item : *list) {
    auto elements = call.elements_of(item);
    if (!elements) return {};
    joined.insert(joined.end(), elements->begin(), elements->end());
  }
  if (joined.size() != count(outputs[0])) return {};
  return {std::move(joined)};
}

std::vector<Elements> dealt_elements(const OpCall& call, const TensorTypes& outputs) {
  auto elements = call.elements_of(parameter(call, 0));
  if (!elements || call.array(0).shape->size() != 1) return {};
  std::vector<Elements> dealt;
  auto next = elements->begin();
  for (const TensorType& output : outputs) {
    auto length = static_cast<std::ptrdiff_t>(count(output));
    if (length > elements->end() - next) return {};  // unstack() believes its argument 'num'
    auto end = next + length;
    dealt.emplace_back(next, end);
    next = end;
  }
  return dealt;
}

std::vector<Elements> equal_elements(const TensorTypes& outputs, const Dim& value) {
  return {Elements(count(outputs[0]), value)};
}

std::vector<Elements> combine(const OpCall& call, const TensorTypes& outputs, Combine f) {
  auto x1 = call.elements_of(parameter(call, 0)), x2 = call.elements_of(parameter(call, 1));
  std::size_t n = count(outputs[0]);
  if (!x1 || !x2 || outputs[0].shape->size() > 1) return {};
  auto fits = [n](const Elements& x) { return x.size() == n || x.size() == 1; };
  if (!fits(*x1) || !fits(*x2)) return {};
  Elements result;
  for (std::size_t i = 0; i < n; ++i) {
    auto element = f((*x1)[x1->size() == 1 ? 0 : i], (*x2)[x2->size() == 1 ? 0 : i]);
    if (!element) return {};
    result.push_back(std::move(*element));
  }
  return {std::move(result)};
}

std::vector<Elements> fold(const OpCall& call, const TensorTypes& outputs, Combine f) {
  auto elements = call.elements_of(parameter(call, 0));
  if (!elements || elements->empty() || count(outputs[0]) != 1) return {};
  Dim result = elements->front();
  for (std::size_t i = 1; i < elements->size(); ++i) {
    auto next = f(result, (*elements)[i]);
    if (!next) return {};
    result = std::move(*next);
  }
  return {Elements{std::move(result)}};
}

std::optional<Dim> add_sizes(const Dim& a, const Dim& b) { return a + b; }
std::optional<Dim> subtract_sizes(const Dim& a, const Dim& b) { return a - b; }
std::optional<Dim> multiply_sizes(const Dim& a, const Dim& b) { return a * b; }
std::optional<Dim> divide_sizes(const Dim& a, const Dim& b) {
  return b == Dim(0) ? std::nullopt : std::optional(floor_div(a, b));
}
std::optional<Dim> remainder_of_sizes(const Dim& a, const Dim& b) {
  return b == Dim(0) ? std::nullopt : std::optional(a % b);
}
std::optional<Dim> larger_size(const Dim& a, const Dim& b) { return max(a, b); }
std::optional<Dim> smaller_size(const Dim& a, const Dim& b) { return min(a, b); }

}  // namespace modelviz
