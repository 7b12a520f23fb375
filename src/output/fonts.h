// Whether this machine can draw a text at all.
#pragma once

#include <string>
#include <string_view>

namespace modelviz {

/// What to say where no font is installed, or none that has some characters of the text; else
/// empty. Asks fontconfig, if it is loaded by now.
std::string font_warning(std::string_view text);

}  // namespace modelviz
