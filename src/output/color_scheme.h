// One SVG for readers of light and of dark pages.
#pragma once

#include <string>

#include "modelviz/theme.h"

namespace modelviz {

/// The theme with colours that no two of its parts share, where those parts are different in the
/// dark: they differ by one 256th, which nobody sees. Without a dark half the theme itself.
Theme with_own_colors(Theme theme);

/// Adds rules to an SVG drawn with such a theme that turn each colour into that of the dark half,
/// for readers who prefer that.
std::string with_dark_colors(std::string svg, const Theme& theme);

}  // namespace modelviz
