// Texts that come from a model, made fit for a label: escaped, measured and broken into lines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace modelviz {

/// The text as it stands between the tags of XML, in one line.
std::string xml(std::string_view text);

/// The text as it stands in an HTML-like label. Graphviz replaces \N and its like there too, so
/// backslashes are doubled.
std::string html(std::string_view text);

/// Content of an HTML-like label in a size and a colour. Never empty: that is a syntax error there.
std::string font(int size, std::string_view color, const std::string& content);

/// A quoted string of the DOT language.
std::string dot_string(std::string_view text);

/// About as wide as the text becomes in the wider of the common sans-serif fonts, in points.
double text_width(std::string_view text, double font_size, bool bold = false);

/// Lines of at most `columns` characters, broken after spaces and punctuation where there are any.
/// What does not fit in `max_lines` is left out of the middle, because names differ at their ends.
std::vector<std::string> wrap(std::string_view text, int columns, int max_lines);

}  // namespace modelviz
