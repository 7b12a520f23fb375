// Each TensorFlow function that Keras 2 models call, and the op of keras.ops that does the same. A
// line of a table has the function, its signature, the op, and the op's name for each parameter of
// the signature ("-" where the op has none, since no shape depends on it).
//
// Where the two differ (a list of sizes for one of indices, other result dtypes) a function in the
// last column does the call. What TensorFlow does and Keras cannot leaves the shape unknown.
#include "ops/tensorflow.h"

#include <algorithm>
#include <unordered_map>

#include "ops/ops.h"
#include "ops/rules.h"
#include "ops/tensorflow_table.h"
#include "support/text.h"

namespace modelviz {

const Value& TensorFlowCall::either(std::initializer_list<std::string_view> parameters) const {
  static const Value none;
  for (std::string_view parameter : parameters) {
    if (given(parameter)) return argument(parameter);
  }
  return none;
}

const Value& TensorFlowCall::first() const {
  const Signature& parameters = signature(op_.signature);
  for (const Parameter& parameter : parameters) {
    if (!argument(parameter.name).is_none()) return argument(parameter.name);
  }
  return argument(parameters.at(0).name);
}

Tensor TensorFlowCall::required(std::string_view parameter) const {
  auto found = tensor(parameter);
  return found && found->has_shape() ? *found : throw UnknownShape{};
}

std::int64_t TensorFlowCall::integer(std::string_view parameter) const {
  auto value = argument(parameter).as_int();
  return value ? *value : throw UnknownShape{};
}

std::vector<std::pair<std::string_view, std::string_view>> TensorFlowCall::mapping() const {
  std::vector<std::pair<std::string_view, std::string_view>> result;
  std::vector<std::string_view> names;
  if (!op_.parameters.empty()) names = split(op_.parameters, ',');
  const Signature& parameters = signature(op_.signature);
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    std::string_view name = op_.own.rule ? std::string_view(parameters[i].name) : trim(names.at(i));
    if (name != "-") result.emplace_back(parameters[i].name, name);
  }
  return result;
}

Tensors TensorFlowCall::call(const Dict& instead) const {
  Value arguments(Dict{});
  for (auto [parameter, name] : mapping()) {
    const Value& value = argument(parameter);
    if (value.is_none()) continue;
    // TensorFlow makes a tensor of a list, Keras does not beside a symbolic one.
    bool made = value.as_list() && (name == "x1" || name == "x2");
    arguments.set(name, made ? modelviz::call(trace_, "convert_to_tensor", {value}) : value);
  }
  for (const Member& member : instead) arguments.set(member.key, member.value);
  const OpDef* op = op_.own.rule ? &op_.own : find_op(op_.op);
  if (!op) throw Error(Fault::kInternal, "there is no op '" + std::string(op_.op) + "'");
  return modelviz::call(trace_, *op, {}, std::move(*arguments.as_dict()));
}

void TensorFlowCall::fail(const std::string& message) const {
  throw Error(Fault::kModel, std::string(op_.name) + ": " + message);
}

Tensor with_dtype(const Tensor& x, DType dtype) {
  return x.dtype() == dtype ? x : ops::cast(x, dtype);
}

namespace {

// The numbers of a nested list, where all are integers.
bool collect_integers(const Value& value, std::vector<Dim>& elements) {
  constexpr std::size_t kMost = 64;  // larger tensors are no shapes
  if (const List* list = value.as_list()) {
    return std::all_of(list->begin(), list->end(),
                       [&](const Value& item) { return collect_integers(item, elements); });
  }
  auto integer = value.as_int();
  if (!integer || elements.size() == kMost) return false;
  elements.emplace_back(*integer);
  return true;
}

}  // namespace

Value as_operand(Trace& trace, const Value& value, DType dtype) {
  if (!value.as_list() || holds_tensor(value)) return value;
  Shape shape;
  for (const Value* level = &value; const List* list = level->as_list(); level = &list->front()) {
    shape.push_back(std::ssize(*list));
    if (list->empty()) break;
  }
  std::vector<Dim> elements;
  // A list that is ragged has other numbers than its shape says.
  bool integers = is_integer(dtype) && collect_integers(value, elements) &&
                  size(shape) == Dim(std::ssize(elements));
  return integers ? trace.constant(std::move(elements), dtype, shape)
                  : trace.add_tensor({shape, dtype});
}

Tensors keep_dtype(const TensorFlowCall& call) {
  Tensors outputs = call.call();
  const Tensor* input = call.first().as_tensor();
  if (input) outputs.at(0) = with_dtype(outputs.at(0), input->dtype());
  return outputs;
}

Tensors one_dtype(const TensorFlowCall& call) {
  const Tensor* first = nullptr;
  std::string_view first_name;
  for (auto [parameter, name] : call.mapping()) {
    const Tensor* tensor = call.argument(parameter).as_tensor();
    if (!tensor) continue;
    if (first && tensor->dtype() != first->dtype() && tensor->dtype() != DType::kUnknown &&
        first->dtype() != DType::kUnknown) {
      call.fail("'" + std::string(parameter) + "' is " + std::string(text(tensor->dtype())) +
                ", but '" + std::string(first_name) + "' is " + std::string(text(first->dtype())) +
                ", and TensorFlow converts neither");
    }
    if (!first) first = tensor, first_name = parameter;
  }
  Dict operands;
  for (auto [parameter, name] : call.mapping()) {
    const Value& value = call.argument(parameter);
    if (first && value.as_list()) {
      operands.push_back({std::string(name), as_operand(call.trace(), value, first->dtype())});
    }
  }
  return call.call(operands);
}

Tensors unchanged(const TensorFlowCall& call) {
  const Value& value = call.first();
  if (const Tensor* tensor = value.as_tensor()) return {ops::identity(*tensor)};
  throw UnknownShape{};
}

Tensors to_real(const TensorFlowCall& call) {
  Tensor output = call.call().at(0);
  const Tensor* input = call.first().as_tensor();
  if (!input) return {output};
  DType dtype = input->dtype();
  if (dtype == DType::kComplex64) dtype = DType::kFloat32;
  if (dtype == DType::kComplex128) dtype = DType::kFloat64;
  return {with_dtype(output, dtype)};
}

namespace {

Tensors give_type(const TensorFlowCall& call, std::string_view parameter,
                  std::optional<DType> otherwise) {
  Tensor output = call.call().at(0);
  const std::string* name = call.argument(parameter).as_string();
  auto dtype = name ? parse_dtype(*name) : std::nullopt;
  return {with_dtype(output, dtype.value_or(otherwise.value_or(output.dtype())))};
}

}  // namespace

Tensors output_type(const TensorFlowCall& call) {
  return give_type(call, "output_type", DType::kInt64);
}
Tensors out_type(const TensorFlowCall& call) { return give_type(call, "out_type", DType::kInt32); }
Tensors named_dtype(const TensorFlowCall& call) { return give_type(call, "dtype", std::nullopt); }

Dim one_size(const OpCall& call, std::string_view parameter) {
  Shape shape = sizes(call, parameter);
  return shape.size() == 1 ? shape[0] : throw UnknownShape{};
}

Value data_format(const TensorFlowCall& call) {
  const std::string* format =
      call.has("data_format") ? call.argument("data_format").as_string() : nullptr;
  bool first = format && format->size() > 1 && (*format)[1] == 'C';
  return first ? "channels_first" : "channels_last";
}

namespace {

constexpr TensorFlowTable kTables[] = {
    {tensorflow_arrays, Work::kNone},      {tensorflow_candidates, Work::kPerInput},
    {tensorflow_creators, Work::kNone},    {tensorflow_files, Work::kNone},
    {tensorflow_images, Work::kPerOutput}, {tensorflow_linalg, Work::kPerInput},
    {tensorflow_math, Work::kPerOutput},   {tensorflow_nn, Work::kPerOutput},
    {tensorflow_reduce, Work::kPerInput},  {tensorflow_signal, Work::kPerOutput},
    {tensorflow_windows, Work::kPerInput},
};

using Index = std::unordered_map<std::string_view, const TensorFlowOp*>;

const Index& op_index() {
  static const Index instance = [] {
    Index index;
    for (const TensorFlowTable& table : kTables) {
      for (const TensorFlowOp& op : table.ops()) index.emplace(op.name, &op);
    }
    return index;
  }();
  return instance;
}

}  // namespace

std::span<const TensorFlowTable> tensorflow_tables() { return kTables; }

// Functions stand in the tables under their own name, and under compat.v1 if their parameters
// differ there.
const TensorFlowOp* find_tensorflow_op(std::string_view function) {
  if (auto found = op_index().find(function); found != op_index().end()) return found->second;
  for (std::string_view prefix : {"compat.v1.", "compat.v2."}) {
    if (function.starts_with(prefix)) {
      return find_tensorflow_op(function.substr(prefix.size()));
    }
  }
  return nullptr;
}

std::vector<std::string_view> tensorflow_names(const OpDef& op) {
  std::vector<std::string_view> names;
  for (const auto& [name, entry] : op_index()) {
    if (entry->op == op.name) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string_view nearest_tensorflow_op(std::string_view function) {
  std::vector<std::string_view> names;
  for (const auto& [name, op] : op_index()) names.push_back(name);
  std::sort(names.begin(), names.end());
  return nearest(function, names);
}

namespace {

// That an argument is not in our table is no fault of the model.
Value bound_or_unknown(const TensorFlowOp& op, List positional, Dict named) {
  try {
    return bind_arguments(signature(op.signature), std::move(positional), std::move(named),
                          op.name);
  } catch (const Error&) {
    throw UnknownShape{};
  }
}

}  // namespace

Tensors call_tensorflow(Trace& trace, const TensorFlowOp& op, List positional, Dict named) {
  std::erase_if(named, [](const Member& member) { return member.key == "name"; });
  TensorFlowCall call(trace, op, bound_or_unknown(op, std::move(positional), std::move(named)));
  return op.run ? op.run(call) : call.call();
}

}  // namespace modelviz
