#include "view/op_label.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "modelviz/op.h"
#include "ops/signature.h"
#include "support/text.h"

namespace modelviz {
namespace {

// Four digits are enough to recognize 1/sqrt(64).
std::string number_text(double number) {
  if (!std::isfinite(number)) return Value(number).text();
  char buffer[32];
  auto end = std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::general, 4);
  return {buffer, end.ptr};
}

// As Python has it, but lists as tuples, strings bare, and None for a size that is not known.
std::string constant_text(const Value& value) {
  if (const std::string* text = value.as_string()) return sanitize(*text);
  if (value.is_float()) return number_text(*value.as_float());
  if (auto dim = value.as_dim()) return dim->keras_text();
  const List* list = value.as_list();
  if (!list) return value.text();
  std::vector<std::string> items;
  for (const Value& item : *list) items.push_back(constant_text(item));
  return "(" + join(items, ", ") + (items.size() == 1 ? ",)" : ")");
}

bool holds_tensor(const Value& value) {
  if (value.as_tensor()) return true;
  const List* list = value.as_list();
  return list && std::any_of(list->begin(), list->end(), holds_tensor);
}

// (1, 1) is what 1 stands for, and channels_last what None does.
bool is_default(const Value& value, const Parameter& parameter) {
  if (parameter.required) return false;
  if (value == parameter.value) return true;
  if (parameter.name == "data_format") return value == Value("channels_last");
  const List* list = value.as_list();
  return list && !list->empty() && std::all_of(list->begin(), list->end(), [&](const Value& item) {
           return item == parameter.value;
         });
}

// What a random change is, its name says; how many steps a sequence has, the frame around them.
bool is_said_elsewhere(const TraceOp& op, const Parameter& parameter) {
  return op.op->module == "modelviz" && (parameter.name == "steps" || parameter.name == "kind");
}

bool is_axis(const Parameter& parameter) {
  return parameter.name == "axis" || parameter.name == "axes";
}

std::string argument_text(const Value& value, const Parameter& parameter) {
  const List* list = value.as_list();
  bool is_one_axis = is_axis(parameter) && list && list->size() == 1;
  return constant_text(is_one_axis ? list->front() : value);
}

bool is_commutative(const OpDef& op) {
  constexpr std::string_view kNames[] = {"add", "multiply", "maximum", "minimum"};
  return std::find(std::begin(kNames), std::end(kNames), op.name) != std::end(kNames);
}

// The name of the parameter, where the reader does not know without it what is meant: the 1 of
// `add 1` and the shape of `reshape` speak for themselves.
std::string prefix_of(const TraceOp& op, const Signature& parameters, const Parameter& parameter) {
  bool is_binary = parameters.size() == 2 && parameters[1].required;
  bool is_left = is_binary && &parameter == parameters.data();
  if (is_left && op.op->name == "subtract") return "from ";
  bool is_clear = parameter.required && !is_axis(parameter) && (!is_left || is_commutative(*op.op));
  return is_clear ? "" : parameter.name.str() + "=";
}

}  // namespace

std::string op_name(const TraceOp& op) {
  std::string name(op.op->name);
  if (op.op->is_public()) return name;
  const std::string* kind = op.arguments["kind"].as_string();
  if (name == "randomize" && kind) return *kind;
  if (constexpr std::string_view kPrefix = "activations."; name.starts_with(kPrefix)) {
    return name.substr(kPrefix.size());
  }
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

bool is_folded(const TraceOp& op, const Trace& trace) {
  if (op.op->name == "copy") return true;
  bool is_cast = op.op->name == "cast" && op.inputs.size() == 1;
  return is_cast && trace.tensors()[static_cast<std::size_t>(op.inputs[0])].weight >= 0;
}

std::string op_constants(const TraceOp& op) {
  const Signature& parameters = signature(op.op->signature);
  std::vector<std::string> constants;
  for (const Member& argument : *op.arguments.as_dict()) {
    const Parameter* parameter = find_parameter(parameters, argument.key);
    if (!parameter || holds_tensor(argument.value) || is_default(argument.value, *parameter) ||
        is_said_elsewhere(op, *parameter)) {
      continue;
    }
    constants.push_back(prefix_of(op, parameters, *parameter) +
                        argument_text(argument.value, *parameter));
  }
  return join(constants, ", ");
}

}  // namespace modelviz
