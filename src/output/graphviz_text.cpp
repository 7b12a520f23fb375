#include "output/graphviz_text.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstddef>
#include <string>

#include "output/font_widths.h"

namespace modelviz {
namespace {

// The next character, and how many bytes it takes.
char32_t next_character(std::string_view text, std::size_t& length) {
  auto first = static_cast<unsigned char>(text[0]);
  length = std::min<std::size_t>(first < 0x80   ? 1
                                 : first < 0xE0 ? 2
                                 : first < 0xF0 ? 3
                                                : 4,
                                 text.size());
  if (length == 1) return first;
  char32_t character = first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    character = (character << 6) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  return character;
}

// In thousandths of the size.
int width_of(char32_t character, bool is_bold) {
  // Scripts beyond Latin and Greek: East Asian characters and emoji are as wide as they are high.
  constexpr int kLetter = 700, kWide = 1000, kBoldMore = 100;
  constexpr char32_t kFirstWide = 0x1100;
  std::size_t before = 0;
  for (const CharacterRange& range : kMeasuredRanges) {
    if (character >= range.first && character < range.end) {
      std::size_t index = before + (character - range.first);
      return is_bold ? kBoldWidths[index] : kWidths[index];
    }
    before += range.end - range.first;
  }
  return (character < kFirstWide ? kLetter : kWide) + (is_bold ? kBoldMore : 0);
}

bool contains(std::string_view name, std::string_view word) {
  auto same = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; };
  return std::search(name.begin(), name.end(), word.begin(), word.end(), same) != name.end();
}

boolean measure(textspan_t* span, char**) {
  constexpr double kLine = 1.165, kAscent = 0.93, kCenter = 0.2;  // of the size, as pango has it
  const textfont_t& font = *span->font;
  std::string_view name = font.name == nullptr ? "" : font.name;
  bool is_bold = (font.flags & HTML_BF) != 0 || contains(name, "bold");
  bool is_mono = contains(name, "mono") || contains(name, "courier");
  span->size.x = std::ceil(measured_width(span->str, font.size, is_bold, is_mono));
  span->size.y = std::ceil(kLine * font.size);
  span->yoffset_layout = kAscent * font.size;
  span->yoffset_centerline = kCenter * font.size;
  span->layout = nullptr;
  span->free_layout = nullptr;
  return TRUE;
}

}  // namespace

double measured_width(std::string_view text, double size, bool is_bold, bool is_mono) {
  constexpr int kMonoWidth = 602;
  int width = 0;
  for (std::size_t length = 0; !text.empty(); text.remove_prefix(length)) {
    char32_t character = next_character(text, length);
    width += is_mono ? std::max(kMonoWidth, character < 0x1100 ? 0 : 1000)
                     : width_of(character, is_bold);
  }
  return width * size / 1000;
}

gvtextlayout_engine_s& own_text_engine() {
  static gvtextlayout_engine_s engine{measure};
  return engine;
}

}  // namespace modelviz
