// What all JSON that we write has in common.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "modelviz/error.h"
#include "modelviz/tensor.h"

namespace modelviz {

using Json = nlohmann::ordered_json;

/// A number; null for an unknown size, or its expression if that is wanted.
Json size_json(const Dim& dim, bool symbolic);
/// A list of sizes; null for a shape that is not known at all.
Json shape_json(const TensorType& type, bool symbolic);
Json dtype_json(const TensorType& type);
/// null for an empty text.
Json optional_json(const std::string& text);
/// A row of "problems".
Json problem_json(const Diagnostic& problem);

/// Indented; what is no UTF-8 is replaced. Ends with a line break.
std::string dump(const Json& json);

}  // namespace modelviz
