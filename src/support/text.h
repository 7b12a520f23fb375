// Small helpers for texts.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace modelviz {

std::string join(std::span<const std::string> items, std::string_view separator);
std::vector<std::string_view> split(std::string_view text, char separator);
std::string_view trim(std::string_view text);

/// The length of the well-formed UTF-8 sequence at the start of the text; 0 if there is none.
std::size_t utf8_length(std::string_view text);

/// Valid UTF-8 without control characters, fit for a terminal or a label: what is neither is
/// replaced by U+FFFD, line breaks and tabs by a space.
std::string sanitize(std::string_view text);

/// The number of insertions, deletions, replacements and swaps of neighbours between two words.
int edit_distance(std::string_view a, std::string_view b);
/// The candidate that was probably meant; empty if none is near.
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

/// Whether a name fits a pattern in which * stands for any letters and ? for one.
bool matches(std::string_view pattern, std::string_view name);

/// How many columns of a terminal a UTF-8 text takes, as far as its code points tell.
std::size_t display_width(std::string_view text);

/// 25,636,712
std::string with_thousands(long long number);
/// Keras' form of a number of bytes: 97.80 MB.
std::string readable_bytes(long long bytes);

}  // namespace modelviz
