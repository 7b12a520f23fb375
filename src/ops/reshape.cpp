// Where everything is known this is compute_reshape_output_shape of Keras. Where Keras gives up on
// -1 because a size is unknown, we divide: what the old and the new shape have in common is
// cancelled first, so that (batch, 10, 4) as (batch, -1) is (batch, 40).
#include "ops/reshape.h"

#include <algorithm>

#include "ops/rules.h"

namespace modelviz {
namespace {

bool is_known(const Shape& shape) {
  return std::all_of(shape.begin(), shape.end(), [](const Dim& dim) { return dim.is_constant(); });
}

// Where Keras says a shape, it takes a float for an unknown size.
Shape wanted_sizes(const OpCall& call) {
  const List* list = call.argument("newshape").as_list();
  auto is_float = [](const Value& size) { return size.is_float(); };
  bool has_float = list && std::any_of(list->begin(), list->end(), is_float);
  if (!has_float || runs_eagerly(call)) return sizes(call, "newshape");
  List whole = *list;
  std::replace_if(whole.begin(), whole.end(), is_float, Value{});
  auto result = call.elements_of(whole);
  if (!result) return sizes(call, "newshape");
  call.note_refusal("", "'newshape' holds a float: " + call.argument("newshape").text());
  return *result;
}

// None in the target came out of some tensor's shape. As the first size it is the batch size of x.
Shape target_shape(const OpCall& call, const Shape& x) {
  Shape target = wanted_sizes(call);
  const List* list = call.argument("newshape").as_list();
  bool starts_unknown = list && !list->empty() && list->front().is_none();
  if (starts_unknown && !x.empty() && !x[0].is_constant()) target[0] = x[0];
  return target;
}

// Where -1 stands; nullopt if nowhere.
std::optional<std::size_t> find_open(const OpCall& call, const Shape& target) {
  std::optional<std::size_t> open;
  for (std::size_t i = 0; i < target.size(); ++i) {
    auto size = target[i].constant();
    if (!size || *size >= 0) continue;
    if (*size < -1 || open) {
      call.fail_at("newshape", "the new shape " + keras_text(target) +
                                   " must hold sizes, and -1 at most once, for what is left");
    }
    open = i;
  }
  return open;
}

[[noreturn]] void fail_size(const OpCall& call, const Shape& x, const Shape& target) {
  std::string sizes = "the new shape " + keras_text(target);
  if (is_known(target)) {
    Dim count = 1;
    bool open = false;
    for (const Dim& dim : target) {
      if (dim == Dim(-1))
        open = true;
      else
        count = count * dim;
    }
    sizes += (open ? " needs a multiple of " : " has ") + count.text();
  }
  call.fail_at("newshape", "x has shape " + keras_text(x) + ", that is " + size(x).keras_text() +
                               " elements, but " + sizes);
}

// What is left for -1: the size of x over the product of the other sizes.
Dim left_over(const OpCall& call, const Shape& x, const Shape& target, std::size_t open) {
  Shape rest = x, divisor;
  for (std::size_t i = 0; i < target.size(); ++i) {
    if (i == open) continue;
    auto same =
        target[i].is_constant() ? rest.end() : std::find(rest.begin(), rest.end(), target[i]);
    if (same != rest.end())
      rest.erase(same);
    else
      divisor.push_back(target[i]);
  }
  Dim total = size(rest), share = size(divisor);
  bool known = is_known(x) && is_known(divisor);
  if (share == Dim(0)) {
    if (known) fail_size(call, x, target);
    call.trace().assume_equal(total, 0);
    return call.trace().unknown_dim();
  }
  Dim quotient = floor_div(total, share);
  if (known && quotient * share != total) fail_size(call, x, target);
  if (quotient * share != total) call.trace().assume_equal(total, share * quotient);
  return quotient;
}

}  // namespace

TensorTypes reshape(OpCall& call) {
  TensorType x = call.array("x");
  Shape target = target_shape(call, *x.shape);
  if (auto open = find_open(call, target)) {
    target[*open] = left_over(call, *x.shape, target, *open);
  } else if (is_known(*x.shape) && is_known(target)) {
    if (size(*x.shape) != size(target)) fail_size(call, *x.shape, target);
  } else {
    call.trace().assume_equal(size(*x.shape), size(target));
  }
  return {{target, x.dtype}};
}

}  // namespace modelviz
