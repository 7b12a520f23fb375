#include "output/svg.h"

#include <algorithm>

#include "support/text.h"

namespace modelviz::test {
namespace {

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string unescaped(std::string_view escaped) {
  std::string text(escaped);
  for (auto [entity, character] : {std::pair("&lt;", "<"),
                                   {"&gt;", ">"},
                                   {"&quot;", "\""},
                                   {"&#39;", "'"},
                                   {"&#45;", "-"},
                                   {"&#160;", " "},
                                   {"&amp;", "&"}}) {
    text = replaced(std::move(text), entity, character);
  }
  return text;
}

// The contents of all elements with this opening.
std::vector<std::string> contents(std::string_view xml, std::string_view opening,
                                  std::string_view closing) {
  std::vector<std::string> result;
  for (std::size_t at = 0; (at = xml.find(opening, at)) != std::string_view::npos;) {
    std::size_t begin = xml.find('>', at) + 1, end = xml.find(closing, begin);
    result.push_back(unescaped(xml.substr(begin, end - begin)));
    at = end;
  }
  return result;
}

}  // namespace

std::vector<std::string> titles(std::string_view svg, std::string_view kind) {
  std::vector<std::string> result;
  std::string marker = "class=\"" + std::string(kind) + "\">";
  for (std::size_t at = 0; (at = svg.find(marker, at)) != std::string_view::npos;) {
    std::size_t begin = svg.find("<title>", at) + 7;
    result.push_back(unescaped(svg.substr(begin, svg.find("</title>", begin) - begin)));
    at = begin;
  }
  std::sort(result.begin(), result.end());
  return result;
}

std::vector<std::string> texts(std::string_view svg) { return contents(svg, "<text ", "</text>"); }

bool is_printable(std::string_view text) {
  while (!text.empty()) {  // sanitize() shortens long texts
    std::size_t length = std::min<std::size_t>(text.size(), 500);
    while (length < text.size() && length > 496 && (text[length] & 0xC0) == 0x80) --length;
    std::string part(text.substr(0, length));
    if (sanitize(part) != replaced(replaced(part, "\n", " "), "\t", " ")) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::string xml_fault(std::string_view xml) {
  if (!is_printable(xml)) return "characters";
  std::vector<std::string> open;
  for (std::size_t at = 0; (at = xml.find_first_of("<&", at)) != std::string_view::npos; ++at) {
    if (xml[at] == '&') {
      std::size_t end = xml.find(';', at);
      if (end == std::string_view::npos || end - at > 8) return "a bare & at " + std::to_string(at);
      continue;
    }
    std::size_t end = xml.find('>', at);
    if (xml.substr(at).starts_with("<!--")) end = xml.find("-->", at) + 2;
    if (end == std::string_view::npos) return "a tag that does not end";
    std::string_view tag = xml.substr(at + 1, end - at - 1);
    at = end;
    if (tag.starts_with('?') || tag.starts_with('!') || tag.ends_with('/')) continue;
    std::string name(tag.substr(0, tag.find_first_of(" \n")));
    if (!name.starts_with('/'))
      open.push_back(name);
    else if (open.empty() || "/" + open.back() != name)
      return "<" + name + "> closes nothing";
    else
      open.pop_back();
  }
  return open.empty() ? "" : "<" + open.back() + "> is not closed";
}

}  // namespace modelviz::test
