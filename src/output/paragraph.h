// What the guides of ops and layers say in words.
#pragma once

#include <string>
#include <string_view>

namespace modelviz {

/// Words broken into lines that fit into a column, the first of which has a title before it.
std::string paragraph(std::string_view title, std::string_view text);

}  // namespace modelviz
