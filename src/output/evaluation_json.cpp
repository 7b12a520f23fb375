// The results of an evaluation for scripts: {"outputs": [{"shape": [null, 8], "dtype":
// "float32"}]}, or {"error": {"op": "matmul", "message": "…", "hint": "…"}}. Members are only ever
// added.
#include <nlohmann/json.hpp>

#include "modelviz/op.h"
#include "modelviz/output.h"
#include "output/json.h"

namespace modelviz {
namespace {

Json json_of(const Value& value, bool symbolic);

Json tensor_json(const TensorType& type, bool symbolic) {
  return {{"shape", shape_json(type, symbolic)}, {"dtype", dtype_json(type)}};
}

Json list_json(const List& list, bool symbolic) {
  Json items = Json::array();
  for (const Value& item : list) items.push_back(json_of(item, symbolic));
  return items;
}

// A Python value.
Json json_of(const Value& value, bool symbolic) {
  if (value.is_none()) return nullptr;
  if (auto flag = value.as_bool()) return *flag;
  if (auto dim = value.as_dim()) return size_json(*dim, symbolic);
  if (auto real = value.as_float()) return *real;
  if (const std::string* text = value.as_string()) return *text;
  if (const List* list = value.as_list()) return list_json(*list, symbolic);
  if (const Function* function = value.as_function()) return "<function " + function->name + ">";
  if (const Tensor* tensor = value.as_tensor()) return tensor_json(tensor->type(), symbolic);
  return value.text();
}

Json output_json(const Value& value, bool symbolic) {
  if (value.as_tensor()) return json_of(value, symbolic);
  return {{"value", json_of(value, symbolic)}};
}

Json steps_json(const Evaluation& evaluation, bool symbolic) {
  Json steps = Json::array();
  for (const EvalStep& step : evaluation.steps) {
    const TraceOp& op = evaluation.trace->ops()[static_cast<std::size_t>(step.op)];
    Json arguments = Json::object(), outputs = Json::array();
    for (const Member& argument : *op.arguments.as_dict()) {
      arguments[argument.key] = json_of(argument.value, symbolic);
    }
    for (int id : op.outputs) {
      outputs.push_back(
          tensor_json(evaluation.trace->tensors()[static_cast<std::size_t>(id)].type, symbolic));
    }
    steps.push_back(
        {{"text", step.text}, {"op", op.op->name}, {"arguments", arguments}, {"outputs", outputs}});
  }
  return steps;
}

}  // namespace

std::string write_evaluation_json(const Evaluation& evaluation, const EvaluationOptions& options) {
  Json json = Json::object();
  if (const auto& error = evaluation.error) {
    json["error"] = {{"op", error->op.empty() ? Json() : Json(error->op)},
                     {"message", error->message},
                     {"hint", error->hint},
                     {"excerpt", error->excerpt}};
  } else {
    json["outputs"] = Json::array();
    for (const Value& output : evaluation.outputs()) {
      json["outputs"].push_back(output_json(output, options.symbolic));
    }
    json["assumptions"] = Json::array();
    for (const Assumption& assumption : evaluation.trace->assumptions()) {
      json["assumptions"].push_back(assumption.text());
    }
  }
  json["notes"] = Json::array();
  for (const Note& note : evaluation.trace->notes()) json["notes"].push_back(note.text);
  if (options.explain) json["steps"] = steps_json(evaluation, options.symbolic);
  return dump(json);
}

}  // namespace modelviz
