#include "support/xml.h"

#include <expat.h>

#include <memory>
#include <stdexcept>

namespace modelviz::test {
namespace {

struct Reading {
  XmlElement root;
  std::vector<XmlElement> open;
};

void begin(void* data, const char* name, const char** attributes) {
  XmlElement& element = static_cast<Reading*>(data)->open.emplace_back();
  element.name = name;
  for (; *attributes != nullptr; attributes += 2) element.attributes[attributes[0]] = attributes[1];
}

void end(void* data, const char* /*name*/) {
  auto& reading = *static_cast<Reading*>(data);
  XmlElement done = std::move(reading.open.back());
  reading.open.pop_back();
  if (reading.open.empty()) {
    reading.root = std::move(done);
    return;
  }
  reading.open.back().text += done.text;
  reading.open.back().children.push_back(std::move(done));
}

void add_text(void* data, const char* text, int length) {
  static_cast<Reading*>(data)->open.back().text.append(text, static_cast<std::size_t>(length));
}

}  // namespace

std::string XmlElement::attribute(std::string_view key) const {
  auto found = attributes.find(key);
  return found == attributes.end() ? "" : found->second;
}

const XmlElement* XmlElement::child(std::string_view wanted) const {
  for (const XmlElement& element : children) {
    if (element.name == wanted) return &element;
  }
  return nullptr;
}

std::vector<const XmlElement*> XmlElement::all(std::string_view wanted) const {
  std::vector<const XmlElement*> found;
  for (const XmlElement& element : children) {
    if (element.name == wanted) found.push_back(&element);
    std::vector<const XmlElement*> inner = element.all(wanted);
    found.insert(found.end(), inner.begin(), inner.end());
  }
  return found;
}

XmlElement read_xml(std::string_view text) {
  std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreate("UTF-8"),
                                                                      XML_ParserFree);
  Reading reading;
  XML_SetUserData(parser.get(), &reading);
  XML_SetElementHandler(parser.get(), begin, end);
  XML_SetCharacterDataHandler(parser.get(), add_text);
  if (XML_Parse(parser.get(), text.data(), static_cast<int>(text.size()), 1) == XML_STATUS_ERROR) {
    throw std::runtime_error("line " + std::to_string(XML_GetCurrentLineNumber(parser.get())) +
                             ": " + XML_ErrorString(XML_GetErrorCode(parser.get())));
  }
  return std::move(reading.root);
}

}  // namespace modelviz::test
