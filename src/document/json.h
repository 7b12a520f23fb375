// JSON as Keras writes it: with NaN and Infinity, which JSON does not have.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modelviz/document.h"
#include "modelviz/value.h"

namespace modelviz {

/// Throws Error (Fault::kInput) with the file, line and column.
Value parse_json(std::string_view text, const std::string& file, const ReadLimits& limits);

/// The lines (from 1) where the values with these JSON pointers begin; 0 where there is none. The
/// text must be JSON that parse_json() takes. Only for messages: it reads the text again.
std::vector<int> lines_of(std::string_view text, const std::vector<std::string>& pointers);

}  // namespace modelviz
