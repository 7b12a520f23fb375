// Reads an SVG of Graphviz back.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace modelviz::test {

/// The titles of its nodes ("n0") and edges ("n0->n1"), sorted.
std::vector<std::string> titles(std::string_view svg, std::string_view kind);

/// All texts that can be read in it, in their order.
std::vector<std::string> texts(std::string_view svg);

/// Whether it is valid UTF-8 without control characters but line breaks and tabs.
bool is_printable(std::string_view text);

/// What keeps it from being well-formed XML; empty if nothing does.
std::string xml_fault(std::string_view xml);

}  // namespace modelviz::test
