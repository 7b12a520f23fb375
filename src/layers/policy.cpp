#include "layers/policy.h"

#include <string>

namespace modelviz {

Policy read_policy(const Value& dtype) {
  const std::string* name = dtype.as_string();
  if (!name && dtype.is_dict()) {
    const Value& config = dtype["config"];
    // A quantized policy computes as its source does; a map of policies has a default.
    for (std::string_view key : {"name", "source_name"}) {
      if (!name) name = config[key].as_string();
    }
    if (!name) return read_policy(config["default_policy"]);
  }
  if (!name) return {};
  if (*name == "mixed_float16") return {DType::kFloat16, DType::kFloat32};
  if (*name == "mixed_bfloat16") return {DType::kBfloat16, DType::kFloat32};
  DType both = parse_dtype(*name).value_or(DType::kFloat32);
  return {both, both};
}

}  // namespace modelviz
