// Applying an op: binding its arguments, reading them, running its rule, recording the result.
#include <algorithm>
#include <set>

#include "modelviz/op.h"
#include "ops/rules.h"
#include "ops/signature.h"
#include "support/text.h"

namespace modelviz {
namespace {

// Whether two items can stand in one list that becomes a tensor. TensorFlow does not mix truth
// values and numbers.
bool fit_together(const TensorType& a, const TensorType& b) {
  return std::equal(a.shape->begin(), a.shape->end(), b.shape->begin(), b.shape->end(),
                    [](const Dim& x, const Dim& y) { return equal(x, y) != Truth::kNo; }) &&
         (a.dtype == DType::kBool) == (b.dtype == DType::kBool);
}

// A Python number, or a list of them to any depth, as an array.
std::optional<TensorType> array_of(const Value& value) {
  if (const Tensor* tensor = value.as_tensor()) return TensorType{tensor->shape(), tensor->dtype()};
  if (value.is_bool()) return TensorType{Shape{}, DType::kBool};
  if (value.as_dim()) return TensorType{Shape{}, DType::kPythonInt};
  if (value.is_float()) return TensorType{Shape{}, DType::kPythonFloat};
  if (value.as_complex()) return TensorType{Shape{}, DType::kComplex128};
  const List* list = value.as_list();
  if (!list) return std::nullopt;
  TensorType result{Shape{}, DType::kFloat32};
  std::vector<DType> dtypes;
  for (const Value& value : *list) {
    auto item = array_of(value);
    if (!item || (!dtypes.empty() && !fit_together(*item, result))) return std::nullopt;
    result = *item;
    dtypes.push_back(item->dtype);
  }
  bool is_complex = std::find(dtypes.begin(), dtypes.end(), DType::kComplex128) != dtypes.end();
  // As an array, Python numbers are no longer weak.
  result.dtype = is_complex ? DType::kComplex128 : result_type(dtypes);
  result.shape->insert(result.shape->begin(), static_cast<std::int64_t>(list->size()));
  return result;
}

bool has_unknown_shape(const Tensors& tensors) {
  return std::any_of(tensors.begin(), tensors.end(), [](Tensor t) { return !t.has_shape(); });
}

// Elements of larger tensors do not travel: nobody computes a shape from them.
constexpr std::int64_t kMaxElements = 64;

bool holds_sizes(const TensorType& type) {
  if (!type.shape || !is_integer(type.dtype)) return false;
  auto count = size(*type.shape).constant();
  return count && *count <= kMaxElements;
}

// Keras refuses negative sizes wherever they come from. Where the rule itself has said what must be
// true of unknown ones, nothing is added.
void check_sizes(const OpCall& call, const Shape& shape, bool has_assumed) {
  for (const Dim& dim : shape) {
    auto least = dim.lower_bound();
    if (least && *least >= 0) continue;
    if (dim.is_constant()) {
      call.fail("its result would have the shape " + keras_text(shape) +
                ", and sizes cannot be negative");
    }
    if (!has_assumed) call.trace().assume_at_least(dim, 0);
  }
}

std::string similar_dtype(std::string_view name) {
  std::vector<std::string_view> names;
  for (auto dtype = DType::kBool; dtype <= DType::kString;
       dtype = static_cast<DType>(static_cast<int>(dtype) + 1)) {
    names.push_back(text(dtype));
  }
  std::string_view meant = nearest(name, names);
  return meant.empty() ? "" : "Did you mean '" + std::string(meant) + "'?";
}

// dtype=int
DType dtype_of_type(const OpCall& call, std::string_view parameter, const Function& type) {
  if (type.name == "bool") return DType::kBool;
  if (type.name == "int") return DType::kInt64;
  if (type.name == "float") return DType::kFloat32;
  if (type.name == "str") return DType::kString;
  call.fail_at(parameter, "there is no dtype " + sanitize(type.name));
}

struct Result {
  TensorTypes types;
  Dim macs;
  std::vector<Elements> elements;  // of each output; none where they cannot be said
};

Result infer(OpCall& call) {
  const OpDef& op = call.op();
  std::size_t assumptions = call.trace().assumptions().size();
  Result result{.types = op.rule(call), .macs = {}, .elements = {}};
  bool has_assumed = call.trace().assumptions().size() > assumptions;
  for (TensorType& type : result.types) {
    if (type.shape) check_sizes(call, *type.shape, has_assumed);
    if (type.dtype == DType::kPythonInt) type.dtype = DType::kInt32;
    if (type.dtype == DType::kPythonFloat) type.dtype = DType::kFloat32;
  }
  if (op.macs) result.macs = op.macs(call, result.types);
  if (op.elements && std::all_of(result.types.begin(), result.types.end(), holds_sizes)) {
    result.elements = op.elements(call, result.types);
  }
  return result;
}

// Errors of arguments, dimensions and dtypes do not know the op that led to them: it is added.
Value arguments_of(const OpDef& op, List positional, Dict named) {
  try {
    return bind_arguments(signature(op.signature), std::move(positional), std::move(named),
                          op.name);
  } catch (Error& error) {
    error.diagnostic.op = op.name;
    throw;
  }
}

Result infer_or_name_op(OpCall& call) {
  try {
    return infer(call);
  } catch (const Error& error) {
    if (!error.diagnostic.op.empty()) throw;
    call.fail(error.diagnostic.message, error.diagnostic.hint);
  }
}

struct Applied {
  Tensors outputs;
  std::optional<Value> returned;
};

Applied apply(Trace& trace, const OpDef& op, List positional, Dict named) {
  TraceOp record{.op = &op,
                 .arguments = arguments_of(op, std::move(positional), std::move(named)),
                 .inputs = {},
                 .outputs = {},
                 .macs = {}};
  Tensors inputs = tensors_in(record.arguments);
  record.inputs.reserve(inputs.size());
  for (const Tensor& input : inputs) record.inputs.push_back(input.id());
  if (has_unknown_shape(inputs)) throw UnknownShape{};
  OpCall rule_call(trace, op, record.arguments);
  Result result = infer_or_name_op(rule_call);
  record.macs = std::move(result.macs);
  Tensors outputs;
  outputs.reserve(result.types.size());
  record.outputs.reserve(result.types.size());
  for (std::size_t i = 0; i < result.types.size(); ++i) {
    outputs.push_back(trace.add_tensor(std::move(result.types[i])));
    record.outputs.push_back(outputs[i].id());
    if (i < result.elements.size()) {
      trace.tensor(outputs[i].id()).elements = std::move(result.elements[i]);
    }
  }
  // An op without tensors leaves nothing to look at: dtype() gives a string.
  if (!outputs.empty()) trace.add_op(std::move(record));
  return {std::move(outputs), rule_call.returned()};
}

// The tensors put where their slots stand.
Value filled(const Value& value, const Tensors& outputs) {
  if (const InputSlot* slot = value.as_input()) {
    return outputs.at(static_cast<std::size_t>(slot->index));
  }
  if (const List* list = value.as_list()) {
    List items;
    for (const Value& item : *list) items.push_back(filled(item, outputs));
    return items;
  }
  if (const Dict* dict = value.as_dict()) {
    Dict members;
    for (const Member& member : *dict) {
      members.push_back({member.key, filled(member.value, outputs)});
    }
    return members;
  }
  return value;
}

}  // namespace

Tensors call(Trace& trace, const OpDef& op, List positional, Dict named) {
  return apply(trace, op, std::move(positional), std::move(named)).outputs;
}

Value call_nested(Trace& trace, const OpDef& op, List positional, Dict named) {
  Applied applied = apply(trace, op, std::move(positional), std::move(named));
  if (applied.returned) return filled(*applied.returned, applied.outputs);
  if (applied.outputs.size() == 1) return applied.outputs[0];
  return List(applied.outputs.begin(), applied.outputs.end());
}

Tensor call(Trace& trace, std::string_view op, List positional, Dict named) {
  const OpDef* def = find_op(op);
  if (!def) throw Error(Fault::kInternal, "there is no op '" + std::string(op) + "'");
  return call(trace, *def, std::move(positional), std::move(named)).at(0);
}

OpCall::OpCall(Trace& trace, const OpDef& op, const Value& arguments)
    : trace_(trace), op_(op), arguments_(arguments) {}

const Value& OpCall::argument(std::string_view parameter) const {
  if (const Value* passed = arguments_.find(parameter)) return *passed;
  return modelviz::argument(signature(op_.signature), arguments_, parameter);
}

TensorType OpCall::array(std::string_view parameter) const {
  const Value& value = argument(parameter);
  if (auto type = array_of(value)) return std::move(*type);
  refuse(parameter, "must be a tensor or a number, not " + value.text());
}

TensorTypes OpCall::arrays(std::string_view parameter) const {
  const List* list = argument(parameter).as_list();
  if (!list) return {array(parameter)};
  TensorTypes types;
  for (const Value& item : *list) {
    auto type = array_of(item);
    if (!type) refuse(parameter, "must hold tensors, not " + item.text());
    types.push_back(std::move(*type));
  }
  return types;
}

TensorType OpCall::array(int index) const {
  return array(signature(op_.signature).at(static_cast<std::size_t>(index)).name);
}

std::optional<Elements> OpCall::elements_of(const Value& value) const {
  if (const Tensor* tensor = value.as_tensor()) {
    return trace_.tensors()[static_cast<std::size_t>(tensor->id())].elements;
  }
  if (auto dim = value.as_dim()) return Elements{*dim};
  const List* list = value.as_list();
  if (!list) return std::nullopt;
  Elements dims;
  for (const Value& item : *list) {
    auto known = item.as_list() ? std::nullopt : elements_of(item);
    bool one = known && known->size() == 1;
    bool unknown = item.is_none() || item.as_tensor();  // also a scalar of unknown content
    if (!one && !unknown) return std::nullopt;
    dims.push_back(one ? known->front() : trace_.unknown_dim());
  }
  return dims;
}

std::int64_t OpCall::integer(std::string_view parameter) const {
  if (auto value = argument(parameter).as_int()) return *value;
  refuse(parameter, "must be an integer, not " + argument(parameter).text());
}

bool OpCall::flag(std::string_view parameter) const {
  const Value& value = argument(parameter);
  if (auto integer = value.as_int()) return *integer != 0;
  return value.as_bool().value_or(false);
}

std::string_view OpCall::string(std::string_view parameter) const {
  if (const std::string* value = argument(parameter).as_string()) return *value;
  refuse(parameter, "must be a string, not " + argument(parameter).text());
}

std::vector<std::int64_t> OpCall::integers(std::string_view parameter, int n) const {
  const Value& value = argument(parameter);
  if (auto integer = value.as_int()) return std::vector(static_cast<std::size_t>(n), *integer);
  std::vector<std::int64_t> integers;
  if (const List* list = value.as_list()) {
    for (const Value& item : *list) {
      if (auto integer = item.as_int()) integers.push_back(*integer);
    }
    if (integers.size() == list->size() && integers.size() == static_cast<std::size_t>(n)) {
      return integers;
    }
    if (integers.size() == list->size() && integers.size() == 1) {
      return std::vector(static_cast<std::size_t>(n), integers[0]);
    }
  }
  refuse(parameter, "must be " + (n == 1 ? "an integer" : std::to_string(n) + " integers") +
                        ", not " + value.text());
}

int OpCall::axis_of(std::string_view parameter, const Value& value, int rank) const {
  auto axis = value.as_int();
  if (!axis) fail_at(parameter, "an axis must be an integer, not " + value.text());
  if (*axis < -rank || *axis >= rank) {
    fail_at(parameter, "axis " + std::to_string(*axis) + " is out of range for a tensor of rank " +
                           std::to_string(rank));
  }
  return static_cast<int>(*axis < 0 ? *axis + rank : *axis);
}

int OpCall::axis(std::string_view parameter, int rank) const {
  return axis_of(parameter, argument(parameter), rank);
}

std::vector<int> OpCall::axes(std::string_view parameter, int rank) const {
  const Value& value = argument(parameter);
  std::set<int> axes;
  if (value.is_none()) {
    for (int i = 0; i < rank; ++i) axes.insert(i);
  } else if (const List* list = value.as_list()) {
    for (const Value& item : *list) axes.insert(axis_of(parameter, item, rank));
  } else {
    axes.insert(axis_of(parameter, value, rank));
  }
  return {axes.begin(), axes.end()};
}

DType OpCall::dtype(const TensorTypes& types) const {
  std::vector<DType> dtypes;
  dtypes.reserve(types.size());
  for (const TensorType& type : types) dtypes.push_back(type.dtype);
  return result_dtype(op_.dtype, dtypes);
}

DType OpCall::dtype(std::initializer_list<DTypeOf> types) const {
  std::vector<DType> dtypes;
  dtypes.reserve(types.size());
  for (DTypeOf type : types) dtypes.push_back(type.dtype);
  return result_dtype(op_.dtype, dtypes);
}

DType OpCall::dtype(std::string_view parameter, DType otherwise) const {
  if (!given(parameter)) return otherwise;
  if (const Function* type = argument(parameter).as_function())
    return dtype_of_type(*this, parameter, *type);
  std::string_view name = string(parameter);
  auto dtype = parse_dtype(name);
  if (dtype == DType::kPythonInt) return DType::kInt64;
  bool is_known = dtype && *dtype != DType::kPythonFloat && *dtype != DType::kPythonComplex &&
                  *dtype != DType::kInt4;  // of which Keras only makes int8
  if (!is_known)
    fail_at(parameter, "there is no dtype '" + sanitize(name) + "'", similar_dtype(name));
  return *dtype;
}

bool OpCall::channels_first() const {
  if (!given("data_format")) return false;
  std::string_view format = string("data_format");
  if (format == "channels_first") return true;
  if (format == "channels_last") return false;
  refuse("data_format",
         "must be 'channels_first' or 'channels_last', not '" + sanitize(format) + "'");
}

Dim OpCall::unify(const Dim& a, const Dim& b, std::string_view what) const {
  switch (equal(a, b)) {
    case Truth::kYes:
      return a;
    case Truth::kNo:
      if (a.is_constant() && b.is_constant()) {
        fail(std::string(what) + ": " + a.keras_text() + " and " + b.keras_text());
      }
      note_refusal("Keras does not know that " + a.text() + " and " + b.text() +
                   " are never equal");
      break;
    case Truth::kMaybe:
      break;
  }
  trace_.assume_equal(a, b);
  return b.is_constant() ? b : a;
}

namespace {

// 1, or what is 1 unless there is nothing: x[:, :1] of an unknown length.
bool is_single(const Dim& dim) { return dim != Dim(0) && dim.upper_bound() == 1; }

// Of sizes that always differ, as n and n + 1 do, the one that is broadcast if the other turns out
// to be 1; nullptr where neither can be.
const Dim* broadcast_size(Trace& trace, const Dim& a, const Dim& b) {
  for (auto [single, other] : {std::pair(&b, &a), std::pair(&a, &b)}) {
    if (equal(*single, 1) == Truth::kNo) continue;
    trace.assume_equal(*single, 1);
    return other;
  }
  return nullptr;
}

}  // namespace

Shape OpCall::broadcast(const Shape& a, const Shape& b) const {
  const Shape &longer = a.size() >= b.size() ? a : b, &shorter = a.size() >= b.size() ? b : a;
  Shape result = longer;
  std::size_t offset = longer.size() - shorter.size();
  for (std::size_t i = 0; i < shorter.size(); ++i) {
    const Dim &x = longer[offset + i], &y = shorter[i];
    if (is_single(x)) {
      result[offset + i] = y;
    } else if (!is_single(y) && equal(x, y) != Truth::kNo) {
      result[offset + i] = unify(x, y, "");
    } else if (!is_single(y)) {
      const Dim* size = broadcast_size(trace_, x, y);
      result[offset + i] = size ? *size
                                : unify(x, y,
                                        "the shapes " + keras_text(a) + " and " + keras_text(b) +
                                            " cannot be broadcast, their sizes differ");
    }
  }
  return result;
}

void OpCall::note(std::string text) const {
  trace_.add_note(
      {.text = std::string(op_.name) + ": " + std::move(text), .op = std::string(op_.name)});
}

void OpCall::note_refusal(std::string inferred, std::string_view why) const {
  std::string text = std::move(inferred);
  text += text.empty() ? "executed, it is refused" : "; executed, it is refused";
  if (!why.empty()) text.append(": ").append(why);
  trace_.add_note({.text = std::string(op_.name) + ": " + text,
                   .op = std::string(op_.name),
                   .is_refusal = true});
}

void OpCall::fail(std::string message, std::string hint) const {
  fail_at("", std::move(message), std::move(hint));
}

void OpCall::fail_at(std::string_view parameter, std::string message, std::string hint) const {
  Diagnostic diagnostic{.message = std::string(op_.name) + ": " + std::move(message),
                        .hint = std::move(hint)};
  diagnostic.op = op_.name;
  throw ArgumentError(std::move(diagnostic), parameter);
}

void OpCall::refuse(std::string_view parameter, const std::string& what, std::string hint) const {
  fail_at(parameter, "'" + std::string(parameter) + "' " + what, std::move(hint));
}

}  // namespace modelviz
