#include "output/label_text.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "support/text.h"

namespace modelviz {
namespace {

// One character of valid UTF-8, and the columns that it takes.
struct Glyph {
  std::string_view bytes;
  int columns = 1;
};

// East Asian characters and emoji are about twice as wide as letters, and begin at U+1100.
Glyph first_glyph(std::string_view text) {
  auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x80) return {text.substr(0, 1)};
  std::string_view bytes = text.substr(0, first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4);
  bool punctuation = bytes >= "\xE2\x80\x80" && bytes <= "\xE2\xBF\xBF";
  return {bytes, bytes >= "\xE1\x84\x80" && !punctuation ? 2 : 1};
}

std::vector<Glyph> glyphs(std::string_view text) {
  std::vector<Glyph> result;
  for (std::size_t i = 0; i < text.size(); i += result.back().bytes.size()) {
    result.push_back(first_glyph(text.substr(i)));
  }
  return result;
}

// In units of the font's size.
constexpr std::array<double, 128> kLetterWidths = [] {
  std::array<double, 128> widths{};
  widths.fill(0.56);
  for (char c = 'A'; c <= 'Z'; ++c) widths[static_cast<unsigned char>(c)] = 0.70;
  for (char c : std::string_view("fijlrtI.,:;'|!()[]{}/ -")) {
    widths[static_cast<unsigned char>(c)] = 0.31;
  }
  for (char c : std::string_view("mwMW@%")) widths[static_cast<unsigned char>(c)] = 0.86;
  return widths;
}();

int columns_of(std::string_view text) {
  int columns = 0;
  while (!text.empty()) {
    Glyph glyph = first_glyph(text);
    columns += glyph.columns;
    text.remove_prefix(glyph.bytes.size());
  }
  return columns;
}

bool breaks_after(std::string_view glyph) {
  return glyph.size() == 1 &&
         std::string_view(" _-/.,:;)").find(glyph[0]) != std::string_view::npos;
}

// The number of glyphs from `begin` on that make the next line.
std::size_t line_length(const std::vector<Glyph>& text, std::size_t begin, int columns) {
  std::size_t end = begin, last_break = begin;
  int used = 0;
  while (end < text.size() && used + text[end].columns <= columns) {
    used += text[end].columns;
    if (breaks_after(text[end++].bytes)) last_break = end;
  }
  if (end == text.size()) return end - begin;
  // A break near the start of the line would leave it all but empty.
  if (last_break - begin > (end - begin) / 2) end = last_break;
  return std::max<std::size_t>(end - begin, 1);
}

std::vector<std::string> lines_of(const std::vector<Glyph>& text, int columns) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t length = line_length(text, begin, columns);
    std::string line;
    for (std::size_t i = begin; i < begin + length; ++i) line += text[i].bytes;
    lines.emplace_back(trim(line));
    begin += length;
  }
  return lines;
}

// The text with so much cut out of its middle that `columns` are left.
std::vector<Glyph> shortened(const std::vector<Glyph>& text, int columns) {
  std::vector<Glyph> head, tail;
  int half = (columns - 1) / 2;
  for (int used = 0; const Glyph& glyph : text) {
    if ((used += glyph.columns) > half) break;
    head.push_back(glyph);
  }
  for (auto [i, used] = std::pair(text.size(), 0); i-- > 0;) {
    if ((used += text[i].columns) > half) break;
    tail.push_back(text[i]);
  }
  head.push_back({"…"});
  head.insert(head.end(), tail.rbegin(), tail.rend());
  return head;
}

// Of the characters that sanitize() leaves, XML forbids U+FFFE and U+FFFF.
std::string fit_for_xml(std::string_view text) {
  std::string result = sanitize(text);
  for (std::size_t at = 0; (at = result.find("\xEF\xBF", at)) != std::string::npos; at += 3) {
    if (result[at + 2] == '\xBE' || result[at + 2] == '\xBF') result[at + 2] = '\xBD';
  }
  return result;
}

}  // namespace

std::string xml(std::string_view text) {
  std::string fit = fit_for_xml(text), result;
  result.reserve(fit.size());
  for (std::string_view rest = fit;;) {
    std::size_t special = rest.find_first_of("&<>\"");
    result += rest.substr(0, special);
    if (special == std::string_view::npos) return result;
    switch (rest[special]) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      default:
        result += "&quot;";
    }
    rest.remove_prefix(special + 1);
  }
}

std::string html(std::string_view text) {
  std::string result = xml(text);
  for (std::size_t at = 0; (at = result.find('\\', at)) != std::string::npos; at += 2) {
    result.insert(at, 1, '\\');
  }
  return result;
}

std::string font(int size, std::string_view color, const std::string& content) {
  return "<FONT POINT-SIZE=\"" + std::to_string(size) + "\" COLOR=\"" + std::string(color) + "\">" +
         (content.empty() ? "&#160;" : content) + "</FONT>";
}

std::string dot_string(std::string_view text) {
  std::string result = "\"";
  for (char c : fit_for_xml(text)) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

double text_width(std::string_view text, double font_size, bool bold) {
  double width = 0;
  std::string clean = sanitize(text);
  for (std::string_view rest = clean; !rest.empty();) {
    Glyph glyph = first_glyph(rest);
    bool is_letter = glyph.bytes.size() == 1;
    width += is_letter ? kLetterWidths[static_cast<unsigned char>(rest[0])]
                       : kLetterWidths['n'] * glyph.columns;
    rest.remove_prefix(glyph.bytes.size());
  }
  return width * font_size * (bold ? 1.18 : 1.06);
}

std::vector<std::string> wrap(std::string_view text, int columns, int max_lines) {
  std::string clean = sanitize(text);
  if (clean.empty()) return {};
  if (columns_of(clean) <= columns) return {std::string(trim(clean))};
  std::vector<Glyph> all = glyphs(clean);
  std::vector<std::string> lines = lines_of(all, columns);
  // Lines end early where they are broken at punctuation, so it may take several tries to fit.
  for (int keep = std::min(columns_of(clean), columns * max_lines);
       lines.size() > static_cast<std::size_t>(max_lines) && keep > 2; keep -= columns / 8 + 1) {
    lines = lines_of(shortened(all, keep), columns);
  }
  return lines;
}

}  // namespace modelviz
