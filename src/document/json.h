// JSON as Keras writes it: with NaN and Infinity, which JSON does not have.
#pragma once

#include <string>
#include <string_view>

#include "modelviz/value.h"

namespace modelviz {

/// Throws Error (Fault::kInput) with the file, line and column.
Value parse_json(std::string_view text, const std::string& file, int max_depth);

/// The line (from 1) where the value with this JSON pointer begins; 0 if there is none. The text
/// must be JSON that parse_json() takes. Only for messages: it reads the text again.
int line_of(std::string_view text, std::string_view pointer);

}  // namespace modelviz
