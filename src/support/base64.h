// Bytes as text, as JSON has them.
#pragma once

#include <string>
#include <string_view>

namespace modelviz {

std::string to_base64(std::string_view bytes);  ///< without the padding at the end
/// Reads up to the first character that is no digit.
std::string from_base64(std::string_view text);

}  // namespace modelviz
