#include "ops/rules.h"

#include <algorithm>
#include <set>

#include "ops/signature.h"
#include "support/text.h"

namespace modelviz {

TensorTypes one_tensor(Shape shape, DType dtype) {
  TensorTypes types;
  types.push_back({std::move(shape), dtype});
  return types;
}

TensorTypes same_shape(OpCall& call) {
  TensorType x = call.array(0);
  DType dtype = call.dtype({x});
  return one_tensor(std::move(*x.shape), dtype);
}

TensorTypes same_shape_with_axis(OpCall& call) {
  TensorType x = call.array(0);
  if (call.given("axis")) (void)call.axes("axis", static_cast<int>(x.shape->size()));
  return {{x.shape, call.dtype({x})}};
}

TensorTypes with_dtype(OpCall& call) {
  TensorType x = call.array(0);
  return {{x.shape, call.dtype("dtype", x.dtype)}};
}

bool is_opaque_list(const OpCall& call, const Value& value) {
  return value.as_list() && !runs_eagerly(call);
}

void refuse_list(const OpCall& call, std::string_view parameter, const Value& operand) {
  if (!is_opaque_list(call, operand)) return;
  call.refuse(parameter, "cannot be the list " + operand.text() + " beside a symbolic tensor",
              "Keras makes no tensor of a list there; ops.array([…]) does.");
}

void refuse_lists(const OpCall& call, std::initializer_list<std::string_view> parameters) {
  for (std::string_view parameter : parameters) {
    refuse_list(call, parameter, call.argument(parameter));
  }
}

TensorType operand(const OpCall& call, std::string_view parameter) {
  const Value& value = call.argument(parameter);
  bool is_scalar = call.op().dtype == DTypeRule::kBool && is_opaque_list(call, value);
  if (is_scalar) return {Shape{}, DType::kBool};
  refuse_list(call, parameter, value);
  return call.array(parameter);
}

TensorTypes broadcast(OpCall& call) {
  const Signature& parameters = signature(call.op().signature);
  TensorType x1 = operand(call, parameters.at(0).name), x2 = operand(call, parameters.at(1).name);
  DType dtype = call.dtype({x1, x2});
  TensorTypes inferred = one_tensor(call.broadcast(*x1.shape, *x2.shape), dtype);
  bool has_list = is_opaque_list(call, call.argument(parameters[0].name)) ||
                  is_opaque_list(call, call.argument(parameters[1].name));
  if (!has_list) return inferred;
  return inferred_or_executed(call, inferred, [&] {
    return TensorTypes{
        {call.broadcast(call.shape(parameters[0].name), call.shape(parameters[1].name)), dtype}};
  });
}

TensorTypes shape_of_first(OpCall& call) {
  TensorType x = call.array(0);
  return {{x.shape, call.dtype({x, call.array(1)})}};
}

namespace {

constexpr std::int64_t kMaxRank = 64;

}  // namespace

Shape sizes(const OpCall& call, std::string_view parameter) {
  if (auto elements = call.elements(parameter)) return *elements;
  const Tensor* tensor = call.argument(parameter).as_tensor();
  if (!tensor || tensor->rank() > 1) {
    call.refuse(parameter, "must be a list of sizes, not " + call.argument(parameter).text());
  }
  auto rank = tensor->rank() == 1 ? (*tensor)[0].constant() : 1;
  if (!rank || *rank > kMaxRank) throw UnknownShape{};
  Shape result;
  for (std::int64_t i = 0; i < *rank; ++i) result.push_back(call.trace().unknown_dim());
  return result;
}

Shape listed_sizes(const OpCall& call, std::string_view parameter) {
  if (call.argument(parameter).as_dim()) {
    call.refuse(parameter,
                "must be a list of sizes, not the number " + call.argument(parameter).text());
  }
  return sizes(call, parameter);
}

Shape reduced_shape(const Shape& shape, const std::vector<int>& axes, bool keepdims) {
  Shape result;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    bool reduced = std::find(axes.begin(), axes.end(), static_cast<int>(i)) != axes.end();
    if (!reduced)
      result.push_back(shape[i]);
    else if (keepdims)
      result.push_back(1);
  }
  return result;
}

void require_tensor(const OpCall& call, std::string_view parameter) {
  const Value& value = call.argument(parameter);
  if (value.as_tensor() || value.as_list() || runs_eagerly(call)) return;
  call.refuse(parameter, "must be a tensor, not " + value.text());
}

void require_rank(const OpCall& call, std::string_view what, const Shape& shape, std::size_t least,
                  std::size_t most) {
  if (shape.size() >= least && shape.size() <= most) return;
  std::string wanted = "rank " + std::to_string(least);
  if (most == kAnyRank)
    wanted += " or more";
  else if (most > least)
    wanted += " or " + std::to_string(most);
  call.fail(std::string(what) + " must have " + wanted + ", but its shape is " + keras_text(shape));
}

void require_known(const OpCall& call, std::string_view what, const Shape& shape,
                   std::size_t first_axis) {
  for (std::size_t i = first_axis; i < shape.size(); ++i) {
    if (shape[i].is_constant()) continue;
    std::string which = first_axis == 0 ? "" : " from axis " + std::to_string(first_axis) + " on";
    call.fail("Keras calculates with the sizes of " + std::string(what) + " " + keras_text(shape) +
              which + ", so they must be known");
  }
}

TensorTypes in_own_float(const OpCall& call, const TensorType& inferred) {
  DType own = call.array("x").dtype;
  return {{inferred.shape, is_float(own) || is_complex(own) ? own : DType::kFloat32}};
}

void require_real(const OpCall& call, const Value& number, DType dtype) {
  if (number.as_complex() && is_float(dtype)) {
    call.fail("cannot make " + std::string(text(dtype)) + " of the complex number " +
              number.text());
  }
}

DType real_dtype(DType dtype) {
  if (dtype == DType::kComplex64) return DType::kFloat32;
  return dtype == DType::kComplex128 ? DType::kFloat64 : dtype;
}

namespace {

std::string texts(const TensorTypes& types) {
  std::vector<std::string> result;
  result.reserve(types.size());
  for (const TensorType& type : types) result.push_back(type.keras_text());
  return join(result, " and ");
}

}  // namespace

TensorTypes inferred_or_executed(OpCall& call, TensorTypes inferred,
                                 const std::function<TensorTypes()>& execute) {
  if (runs_eagerly(call)) return execute();
  try {
    TensorTypes executed = execute();
    if (!alike(inferred, executed)) {
      call.note("Keras infers " + texts(inferred) + "; executed, it is " + texts(executed));
    }
  } catch (const Error& error) {
    std::string_view message = error.diagnostic.message, prefix = call.op().name;
    if (message.starts_with(prefix)) message.remove_prefix(prefix.size() + 2);
    call.note_refusal("Keras infers " + texts(inferred), message);
  }
  return inferred;
}

TensorTypes listed(OpCall& call, TensorTypes types) {
  List slots;
  for (std::size_t i = 0; i < types.size(); ++i) slots.push_back(InputSlot{static_cast<int>(i)});
  call.returns(std::move(slots));
  return types;
}

namespace {

// Whether any tensor of a value, also in its lists, dicts and slices, is such.
template <class Predicate>
bool any_tensor(const Value& value, const Predicate& is_such) {
  auto within = [&](const Value& item) { return any_tensor(item, is_such); };
  if (const Tensor* tensor = value.as_tensor()) return is_such(*tensor);
  if (const List* list = value.as_list()) return std::any_of(list->begin(), list->end(), within);
  if (const Dict* dict = value.as_dict()) {
    return std::any_of(dict->begin(), dict->end(),
                       [&](const Member& member) { return within(member.value); });
  }
  const Slice* slice = value.as_slice();
  return slice && (within(slice->start) || within(slice->stop) || within(slice->step));
}

}  // namespace

Tensors tensors_in(const Value& value) {
  Tensors tensors;
  any_tensor(value, [&](const Tensor& tensor) {
    tensors.push_back(tensor);
    return false;
  });
  return tensors;
}

bool is_symbolic(const Trace& trace, const Value& value) {
  return any_tensor(value, [&](const Tensor& tensor) { return trace.is_symbolic(tensor.id()); });
}

bool runs_eagerly(const OpCall& call) {
  const Signature& parameters = signature(call.op().signature);
  return std::none_of(parameters.begin(), parameters.end(), [&](const Parameter& parameter) {
    return is_symbolic(call.trace(), call.argument(parameter.name));
  });
}

bool alike(const Dim& a, const Dim& b) {
  return a.is_constant() == b.is_constant() && a.constant() == b.constant();
}

bool alike(const Shape& a, const Shape& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Dim& x, const Dim& y) { return alike(x, y); });
}

bool alike(const TensorTypes& a, const TensorTypes& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const TensorType& x, const TensorType& y) {
                      return x.dtype == y.dtype && alike(*x.shape, *y.shape);
                    });
}

bool differ(const Dim& a, const Dim& b) {
  return a.is_constant() && b.is_constant() && a.constant() != b.constant();
}

void assume_alike(const OpCall& call, const Shape& a, const Shape& b) {
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (!differ(a[i], b[i])) (void)call.unify(a[i], b[i], "");
  }
}

void assume_multiple(const OpCall& call, const Dim& size, const Dim& number) {
  call.trace().assume_equal(size, number * floor_div(size, number));
}

}  // namespace modelviz
