// Readable names for the unknown sizes of an input.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace modelviz {

/// batch for the first axis; t in a sequence, h and w in a picture. With several inputs each name
/// but batch begins with that of the input: left_t.
std::string axis_name(std::string_view input, std::size_t rank, std::size_t axis, bool only_input);

}  // namespace modelviz
