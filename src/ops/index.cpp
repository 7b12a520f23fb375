// Ops that pick elements, or put some in place of others.
#include <algorithm>
#include <set>

#include "ops/elements.h"
#include "ops/getitem.h"
#include "ops/rules.h"
#include "ops/tables.h"

namespace modelviz {
namespace {

TensorTypes take(OpCall& call) {
  TensorType x = call.array("x");
  Shape indices = call.shape("indices");
  if (!call.given("axis")) return {{indices, x.dtype}};
  auto axis = x.shape->begin() + call.axis("axis", static_cast<int>(x.shape->size()));
  Shape result(x.shape->begin(), axis);
  result.insert(result.end(), indices.begin(), indices.end());
  result.insert(result.end(), axis + 1, x.shape->end());
  return {{result, x.dtype}};
}

std::vector<Elements> taken_elements(const OpCall& call, const TensorTypes&) {
  auto elements = call.elements("x"), indices = call.elements("indices");
  if (!elements || !indices || call.shape("x").size() != 1) return {};
  auto size = static_cast<std::int64_t>(elements->size());
  Elements taken;
  for (const Dim& position : *indices) {
    auto i = position.constant();
    if (!i || *i < -size || *i >= size) return {};
    taken.push_back((*elements)[static_cast<std::size_t>(*i < 0 ? *i + size : *i)]);
  }
  return {std::move(taken)};
}

TensorTypes take_along_axis(OpCall& call) {
  TensorType x = call.array("x");
  Shape indices = call.shape("indices");
  int axis = 0;
  if (call.given("axis"))
    axis = call.axis("axis", static_cast<int>(x.shape->size()));
  else
    x.shape = Shape{size(*x.shape)};
  if (x.shape->size() != indices.size()) {
    call.fail("x and the indices must have the same rank, but their shapes are " +
              keras_text(*x.shape) + " and " + keras_text(indices));
  }
  (*x.shape)[index(axis)] = indices[index(axis)];
  return {{call.broadcast(*x.shape, indices), x.dtype}};
}

TensorTypes slice(OpCall& call) {
  TensorType x = call.array("inputs");
  auto sizes = call.elements("shape");
  if (!sizes || sizes->size() != x.shape->size()) {
    call.refuse("shape", "must have a size for each axis of inputs " + keras_text(*x.shape) +
                             ", not " + call.argument("shape").text());
  }
  auto starts = call.elements("start_indices");
  if (starts && starts->size() != x.shape->size()) {
    call.refuse("start_indices", "must have one for each axis of inputs " + keras_text(*x.shape) +
                                     ", not " + call.argument("start_indices").text());
  }
  for (std::size_t i = 0; i < sizes->size(); ++i) {
    Dim& size = (*x.shape)[i];
    if ((*sizes)[i] != Dim(-1))
      size = (*sizes)[i];
    else
      size = starts ? size - (*starts)[i] : call.trace().unknown_dim();
  }
  return {x};
}

// Each row of the indices says where one part of the values goes; Keras compares their numbers
// where it computes.
void check_scattered(const OpCall& call, Shape indices, const Shape& values) {
  if (!indices.empty()) indices.pop_back();
  bool fits = indices.size() <= values.size() &&
              alike(indices, {values.begin(), values.begin() + std::ssize(indices)});
  if (fits) return;
  call.fail("the values " + keras_text(values) + " must begin with the sizes " +
            keras_text(indices) + " that the indices " + keras_text(call.shape("indices")) +
            " have before their last");
}

TensorTypes scatter(OpCall& call) {
  TensorType values = call.array("values");
  Shape shape = listed_sizes(call, "shape");
  if (runs_eagerly(call)) check_scattered(call, call.shape("indices"), *values.shape);
  return {{shape, values.dtype}};
}

constexpr std::string_view kReductions[] = {"add", "max", "min", "mul"};

TensorTypes scatter_update(OpCall& call) {
  if (call.given("reduction") && std::find(std::begin(kReductions), std::end(kReductions),
                                           call.string("reduction")) == std::end(kReductions)) {
    call.refuse("reduction", "must be 'add', 'max', 'min', 'mul' or None");
  }
  return same_shape(call);
}

bool are_alike(const TensorTypes& types) {
  return std::all_of(types.begin(), types.end(), [&](const TensorType& type) {
    return type.dtype == types[0].dtype && alike(*type.shape, *types[0].shape);
  });
}

TensorTypes select(OpCall& call) {
  TensorTypes choices = call.arrays("choicelist");
  if (choices.empty() || !call.argument("choicelist").as_list()) {
    call.refuse("choicelist", "must be a list of tensors");
  }
  if (!runs_eagerly(call) && !are_alike(choices)) {
    call.note("Keras infers the first choice; executed, all are broadcast and promoted");
  }
  return {choices[0]};
}

// Some ops give a size that depends on the numbers. Of constants they are known.
using Numbers = std::vector<double>;

std::optional<Numbers> numbers_of(const OpCall& call, const Value& value) {
  if (auto flag = value.as_bool()) return Numbers{*flag ? 1.0 : 0.0};
  if (auto number = value.as_float()) return Numbers{*number};
  Numbers numbers;
  if (const List* list = value.as_list()) {
    for (const Value& item : *list) {
      auto part = numbers_of(call, item);
      if (!part) return std::nullopt;
      numbers.insert(numbers.end(), part->begin(), part->end());
    }
    return numbers;
  }
  auto elements = call.elements_of(value);
  if (!elements) return std::nullopt;
  for (const Dim& element : *elements) {
    if (!element.is_constant()) return std::nullopt;
    numbers.push_back(static_cast<double>(*element.constant()));
  }
  return numbers;
}

std::optional<Numbers> known_numbers(const OpCall& call, std::string_view parameter) {
  return runs_eagerly(call) ? numbers_of(call, call.argument(parameter)) : std::nullopt;
}

TensorTypes nonzero(OpCall& call) {
  TensorTypes result;
  auto numbers = known_numbers(call, "x");
  Dim count = numbers ? Dim(std::ssize(*numbers) - std::count(numbers->begin(), numbers->end(), 0))
                      : call.trace().unknown_dim();
  for (std::size_t i = 0; i < call.shape("x").size(); ++i) {
    result.push_back({Shape{count}, DType::kInt32});
  }
  return listed(call, result);
}

// A bin for each number up to the largest.
Dim bin_count(const OpCall& call) {
  auto numbers = known_numbers(call, "x");
  if (!numbers) return call.trace().unknown_dim();
  double largest = numbers->empty() ? -1 : *std::max_element(numbers->begin(), numbers->end());
  if (largest > 1e9) return call.trace().unknown_dim();
  return max(Dim(static_cast<std::int64_t>(largest) + 1), call.integer("minlength"));
}

TensorTypes bincount(OpCall& call) {
  TensorType x = call.array("x");
  DType dtype = DType::kInt32;
  if (call.given("weights")) dtype = call.dtype({x, call.array("weights")});
  if (!x.shape->empty()) x.shape->pop_back();
  x.shape->push_back(bin_count(call));
  return {{x.shape, dtype}};
}

TensorTypes searchsorted(OpCall& call) {
  Shape sequence = call.shape("sorted_sequence");
  require_rank(call, "sorted_sequence", sequence, 1, 1);
  auto length = sequence[0].constant();
  bool small = length && *length <= std::int64_t{0x7FFFFFFF};
  TensorTypes result{{call.shape("values"), small ? DType::kInt32 : DType::kInt64}};
  return inferred_or_executed(call, result, [&] {
    require_rank(call, "values", *result[0].shape, 1);
    return result;
  });
}

// How many of the parts along an axis differ; without an axis each element is a part.
Dim count_different(const OpCall& call, const Shape& shape, std::optional<std::size_t> axis) {
  if (call.given("size")) return call.integer("size");
  auto numbers = known_numbers(call, "x");
  if (!numbers || numbers->empty()) return call.trace().unknown_dim();
  std::size_t count = numbers->size(), stride = 1;
  if (axis) {
    auto after = shape.begin() + static_cast<std::ptrdiff_t>(*axis) + 1;
    count = static_cast<std::size_t>(*shape[*axis].constant());
    stride = static_cast<std::size_t>(*size({after, shape.end()}).constant());
  }
  std::vector<Numbers> parts(count);
  for (std::size_t i = 0; i < numbers->size(); ++i) {
    parts[i / stride % count].push_back((*numbers)[i]);
  }
  return std::ssize(std::set<Numbers>(parts.begin(), parts.end()));
}

// The different elements, or parts along an axis. Python gets one tensor where nothing is asked
// for besides them.
TensorTypes unique(OpCall& call) {
  TensorType x = call.array("x");
  std::optional<std::size_t> axis;
  if (call.given("axis")) axis = index(call.axis("axis", static_cast<int>(x.shape->size())));
  Dim count = count_different(call, *x.shape, axis);
  Shape values{count}, inverse = *x.shape;
  if (axis) {
    inverse = Shape{(*x.shape)[*axis]};
    values = *x.shape;
    values[*axis] = count;
  }
  TensorTypes result{{values, x.dtype}};
  if (call.flag("return_index")) result.push_back({Shape{count}, DType::kInt32});
  if (call.flag("return_inverse")) result.push_back({inverse, DType::kInt32});
  if (call.flag("return_counts")) result.push_back({Shape{count}, DType::kInt32});
  return result;
}

// One tensor for each axis of the shape. Where Keras does not know all of the shape, it knows
// nothing but that they are vectors.
TensorTypes unravel_index(OpCall& call) {
  TensorType indices = call.array("indices");
  const List* shape = call.argument("shape").as_list();
  auto sizes = call.elements("shape");
  if (!shape || !sizes) {
    call.refuse("shape", "must be a list of sizes, not " + call.argument("shape").text());
  }
  if (std::find(shape->begin(), shape->end(), Value()) != shape->end()) {
    indices.shape = Shape{call.trace().unknown_dim()};
  }
  return listed(call, TensorTypes(shape->size(), indices));
}

// The last axis changes fastest.
std::vector<Elements> unraveled_elements(const OpCall& call, const TensorTypes& outputs) {
  auto indices = call.elements("indices"), shape = call.elements("shape");
  if (!indices || !shape) return {};
  std::vector<Elements> result(outputs.size());
  for (std::size_t axis = outputs.size(); axis-- > 0;) {
    const Dim& size = (*shape)[axis];
    if (!size.is_constant() || *size.constant() <= 0) return {};
    for (Dim& index : *indices) {
      result[axis].push_back(index % size);
      index = floor_div(index, size);
    }
  }
  return result;
}

constexpr DTypeRule kSame = DTypeRule::kSame;
constexpr DTypeRule kPromote = DTypeRule::kPromote;

constexpr OpDef kOps[] = {
    {"bincount", "Bincount", "numpy", "x, weights=None, minlength=0, sparse=False",
     "How often each number occurs.", bincount, kPromote},
    {"get_item", "GetItem", "numpy", "x, key", "x[key]: integers, slices, None, Ellipsis.",
     get_item, kSame, nullptr, picked_elements},
    {"nonzero", "Nonzero", "numpy", "x", "The indices of what is not 0, axis by axis.", nonzero},
    {"scatter", "Scatter", "core", "indices, values, shape", "Values put into a tensor of zeros.",
     scatter},
    {"scatter_update", "ScatterUpdate", "core", "inputs, indices, updates, reduction=None",
     "inputs with updates put in.", scatter_update, kSame},
    {"searchsorted", "SearchSorted", "numpy", "sorted_sequence, values, side='left'",
     "Where each value would have to be put in.", searchsorted},
    {"select", "Select", "numpy", "condlist, choicelist, default=0",
     "Of each choice the elements where its condition is the first to hold.", select},
    {"slice", "Slice", "core", "inputs, start_indices, shape",
     "The part with this shape from start_indices on; -1 is all the rest.", slice},
    {"slice_update", "SliceUpdate", "core", "inputs, start_indices, updates",
     "inputs with updates put in from start_indices on.", same_shape, kSame},
    {"take", "Take", "numpy", "x, indices, axis=None", "The elements at indices along an axis.",
     take, kSame, nullptr, taken_elements},
    {"take_along_axis", "TakeAlongAxis", "numpy", "x, indices, axis=None",
     "One element for each index, along an axis.", take_along_axis},
    {"unique", "Unique", "numpy",
     "x, sorted=True, return_index=False, return_inverse=False, return_counts=False, axis=None, "
     "size=None, fill_value=None",
     "The different elements.", unique},
    {"unravel_index", "UnravelIndex", "numpy", "indices, shape",
     "Positions in the flattened tensor as positions along each axis.", unravel_index, kSame,
     nullptr, unraveled_elements},
};

}  // namespace

std::span<const OpDef> index_ops() { return kOps; }

}  // namespace modelviz
