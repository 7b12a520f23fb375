#include "output/json.h"

#include "support/text.h"

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
  return {{"severity", text(problem.severity)},   {"layer", problem.layer},
          {"json_path", problem.json_path},       {"op", optional_json(problem.op)},
          {"message", sanitize(problem.message)}, {"hint", optional_json(sanitize(problem.hint))}};
}

namespace {

// JSON allows DEL and the C1 control characters within strings; terminals obey them.
std::string without_controls(std::string_view json) {
  std::string result;
  result.reserve(json.size() + 1);
  for (std::size_t i = 0; i < json.size(); ++i) {
    auto second = static_cast<unsigned char>(i + 1 < json.size() ? json[i + 1] : 0);
    if (json[i] == '\x7F') {
      result += "\\u007f";
    } else if (json[i] == '\xC2' && second < 0xA0) {
      constexpr std::string_view kDigits = "0123456789abcdef";
      result += second < 0x90 ? "\\u008" : "\\u009";
      result += kDigits[second % 16];
      ++i;
    } else {
      result += json[i];
    }
  }
  return result;
}

}  // namespace

std::string dump(const Json& json) {
  return without_controls(json.dump(2, ' ', false, Json::error_handler_t::replace)) + "\n";
}

}  // namespace modelviz
