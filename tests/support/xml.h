// Reads XML with expat, which takes no liberties.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace modelviz::test {

struct XmlElement {
  std::string name;
  std::map<std::string, std::string, std::less<>> attributes;
  std::string text;  ///< all words within
  std::vector<XmlElement> children;

  /// Empty if there is none.
  [[nodiscard]] std::string attribute(std::string_view key) const;
  /// The first child of this name; nullptr if there is none.
  [[nodiscard]] const XmlElement* child(std::string_view name) const;
  /// All elements of this name within, however deep.
  [[nodiscard]] std::vector<const XmlElement*> all(std::string_view name) const;
};

/// Throws std::runtime_error with line and reason for what is not well-formed.
XmlElement read_xml(std::string_view text);

}  // namespace modelviz::test
