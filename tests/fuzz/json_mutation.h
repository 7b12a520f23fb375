// Mutations of JSON that stay JSON: bytes turned at random hardly ever get behind the parser.
#pragma once

#include <string>
#include <string_view>

namespace modelviz::fuzz {

/// The text with a few values swapped, removed, repeated or replaced by one of another type, or a
/// class by another. Empty where the text is no JSON.
std::string mutate_json(std::string_view text, unsigned seed);

/// The text with a part of another in the place of one of its own.
std::string cross_json(std::string_view text, std::string_view other, unsigned seed);

}  // namespace modelviz::fuzz
