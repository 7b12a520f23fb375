// Follows GetItem.compute_output_spec (Keras 3.15). A slice of an unknown size, which Keras leaves
// unknown, becomes an expression where its bounds allow that.
#include "ops/getitem.h"

#include <algorithm>

#include "ops/rules.h"

namespace modelviz {
namespace {

// A bound or step of a slice: what is known of it.
struct Bound {
  bool given = false;
  std::optional<Dim> value;
};

Bound bound(const OpCall& call, const Value& value) {
  if (value.is_none()) return {};
  if (!value.as_dim() && !value.as_tensor()) {
    call.fail_at("key", "a slice must hold integers, not " + value.text());
  }
  auto elements = call.elements_of(value);
  if (elements && elements->size() == 1) return {true, elements->front()};
  return {true, std::nullopt};
}

std::int64_t clamp_index(std::int64_t i, std::int64_t size, std::int64_t low, std::int64_t high) {
  return std::clamp(i < 0 ? i + size : i, low, high);
}

// slice.indices() of Python: the first index, and how many there are.
struct Range {
  std::int64_t first, step, count;
};

// A stride beyond all sizes is as good as any other.
constexpr std::int64_t kFar = std::int64_t{1} << 40;

std::int64_t stride_of(std::int64_t step) { return std::clamp(step, -kFar, kFar); }

Range python_range(std::int64_t size, const Bound& start, const Bound& stop, std::int64_t step) {
  std::int64_t low = step < 0 ? -1 : 0, high = step < 0 ? size - 1 : size;
  auto at = [&](const Bound& b, std::int64_t otherwise) {
    return b.given ? clamp_index(*b.value->constant(), size, low, high) : otherwise;
  };
  std::int64_t first = at(start, step < 0 ? high : low), last = at(stop, step < 0 ? low : high);
  std::int64_t distance = step < 0 ? first - last : last - first, stride = std::abs(step);
  return {first, step, distance <= 0 ? 0 : (distance - 1) / stride + 1};
}

bool is_constant(const Bound& b) { return !b.given || (b.value && b.value->is_constant()); }
bool is_not_negative(const Dim& dim) {
  auto least = dim.lower_bound();
  return least && *least >= 0;
}

// The length of a forward slice where something is unknown; nullopt where nothing can be said.
std::optional<Dim> forward_length(const Dim& size, const Bound& start, const Bound& stop) {
  if ((start.given && !start.value) || (stop.given && !stop.value)) return std::nullopt;
  Dim first = start.given ? *start.value : Dim(0), last = stop.given ? *stop.value : size;
  if (first.is_constant() && *first.constant() < 0) {
    if (!stop.given) return min(size, Dim(0) - first);  // the last few
    first = max(size + first, 0);
  } else if (!is_not_negative(first)) {
    return std::nullopt;
  }
  if (last.is_constant() && *last.constant() < 0)
    last = size + last;
  else if (is_not_negative(last))
    last = min(last, size);
  else
    return std::nullopt;
  return max(last - first, 0);
}

Dim slice_length(const OpCall& call, const Dim& size, const Slice& slice) {
  Bound start = bound(call, slice.start), stop = bound(call, slice.stop);
  Bound step = bound(call, slice.step);
  if (!step.given) step.value = 1;
  if (step.value && *step.value == Dim(0)) call.fail_at("key", "the step of a slice cannot be 0");
  if (!start.given && !stop.given && step.value == Dim(1)) return size;
  if (step.value && step.value->is_constant()) {
    std::int64_t stride = stride_of(*step.value->constant());
    if (size.is_constant() && is_constant(start) && is_constant(stop)) {
      return python_range(*size.constant(), start, stop, stride).count;
    }
    bool whole = !start.given && !stop.given;
    auto length = stride > 0 || whole ? forward_length(size, start, stop) : std::nullopt;
    if (length) return ceil_div(*length, std::abs(stride));
  }
  return call.trace().unknown_dim();
}

List key_parts(const OpCall& call) {
  const Value& key = call.argument("key");
  List parts;
  if (const List* list = key.as_list())
    parts = *list;
  else if (key.as_int() || key.as_bool() || key.as_tensor())
    parts = {key};
  else
    call.fail_at("key", "Keras takes no bare " + key.text() + " as a key",
                 "Write it as a tuple: x[key,].");
  auto ellipses = std::count_if(parts.begin(), parts.end(),
                                [](const Value& part) { return part.is_ellipsis(); });
  if (ellipses > 1) call.fail_at("key", "a key can hold only one Ellipsis: " + key.text());
  if (ellipses == 0) parts.push_back(Ellipsis{});
  return parts;
}

// True is an index to Keras, as it is an int to Python.
std::optional<std::int64_t> as_index(const Value& part) {
  if (auto flag = part.as_bool()) return *flag ? 1 : 0;
  return part.as_int();
}

void check_index(const OpCall& call, const Value& part, const Dim& size) {
  auto position = as_index(part);
  auto length = size.constant();
  if (!position) return;
  if (!length) {
    call.trace().assume_at_least(size, *position < 0 ? Dim(0) - *position : Dim(*position) + 1);
    return;
  }
  if (*position < -*length || *position >= *length) {
    call.fail_at("key", "the index " + std::to_string(*position) +
                            " is out of range for an axis of size " + std::to_string(*length) +
                            " of x " + keras_text(call.shape("x")));
  }
}

// A list of Python is indexed by Python, and gives what it holds.
void pick_from_list(OpCall& call, const List& list) {
  const Value& key = call.argument("key");
  auto position = as_index(key);
  auto size = std::ssize(list);
  if (!position || *position < -size || *position >= size) {
    call.fail_at("key", "a list of " + std::to_string(size) + " items has no item " + key.text());
  }
  call.returns(list[static_cast<std::size_t>(*position < 0 ? *position + size : *position)]);
}

}  // namespace

TensorTypes get_item(OpCall& call) {
  const List* list = call.argument("x").as_list();
  if (list && !call.argument("key").as_slice()) {
    pick_from_list(call, *list);
    return {};
  }
  TensorType x = call.array("x");
  List parts = key_parts(call);
  auto new_axes =
      std::count_if(parts.begin(), parts.end(), [](const Value& p) { return p.is_none(); });
  std::size_t used = parts.size() - static_cast<std::size_t>(new_axes) - 1;  // without the Ellipsis
  if (used > x.shape->size()) {
    call.fail_at("key", "the key " + call.argument("key").text() + " has more indices than x " +
                            keras_text(*x.shape) + " has axes");
  }
  Shape result;
  auto size = x.shape->begin();
  for (const Value& part : parts) {
    if (part.is_ellipsis()) {
      auto end = size + static_cast<std::ptrdiff_t>(x.shape->size() - used);
      result.insert(result.end(), size, end);
      size = end;
    } else if (part.is_none()) {
      result.push_back(1);
    } else if (const Slice* slice = part.as_slice()) {
      result.push_back(slice_length(call, *size++, *slice));
    } else if (as_index(part) || part.as_dim() || part.as_tensor()) {
      check_index(call, part, *size++);
    } else {
      call.fail_at("key", "cannot index with " + part.text());
    }
  }
  return {{result, x.dtype}};
}

std::vector<Elements> picked_elements(const OpCall& call, const TensorTypes& outputs) {
  if (outputs.empty()) return {};
  auto elements = call.elements("x");
  List parts = key_parts(call);
  std::erase_if(parts, [](const Value& part) { return part.is_ellipsis(); });
  if (!elements || call.shape("x").size() != 1 || parts.size() != 1) return {};
  auto size = static_cast<std::int64_t>(elements->size());
  if (auto position = as_index(parts[0])) {
    return {{(*elements)[static_cast<std::size_t>(clamp_index(*position, size, 0, size - 1))]}};
  }
  const Slice* slice = parts[0].as_slice();
  if (!slice) return {};
  Bound start = bound(call, slice->start), stop = bound(call, slice->stop);
  std::int64_t step = stride_of(slice->step.as_int().value_or(1));
  if (!is_constant(start) || !is_constant(stop)) return {};
  Range range = python_range(size, start, stop, step);
  Elements picked;
  for (std::int64_t i = 0; i < range.count; ++i) {
    picked.push_back((*elements)[static_cast<std::size_t>(range.first + i * range.step)]);
  }
  return {std::move(picked)};
}

}  // namespace modelviz
