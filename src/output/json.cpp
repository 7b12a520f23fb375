#include "output/json.h"

namespace modelviz {

Json size_json(const Dim& dim, bool symbolic) {
  if (auto known = dim.constant()) return *known;
  return symbolic ? Json(dim.text()) : Json();
}

Json shape_json(const TensorType& type, bool symbolic) {
  if (!type.shape) return nullptr;
  Json sizes = Json::array();
  for (const Dim& dim : *type.shape) sizes.push_back(size_json(dim, symbolic));
  return sizes;
}

Json dtype_json(const TensorType& type) {
  return type.dtype == DType::kUnknown ? Json() : Json(text(type.dtype));
}

Json optional_json(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json problem_json(const Diagnostic& problem) {
  return {{"severity", text(problem.severity)}, {"layer", problem.layer},
          {"json_path", problem.json_path},     {"op", optional_json(problem.op)},
          {"message", problem.message},         {"hint", optional_json(problem.hint)}};
}

std::string dump(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace modelviz
