// Without a font Graphviz draws boxes instead of letters and says nothing. Its text plugin has
// loaded fontconfig by the time a graph is laid out, which knows; where it has not, nothing is
// lost.
#include "output/fonts.h"

#include <dlfcn.h>

#include <algorithm>
#include <cstddef>
#include <set>
#include <vector>

#include "support/text.h"

namespace modelviz {
namespace {

// The part of fontconfig's interface that is needed, so that nobody needs its headers.
struct FontSet {
  int count, size;
  void** fonts;
};

struct Fontconfig {
  FontSet* (*get_fonts)(void* config, int set) = nullptr;
  int (*get_charset)(void* font, const char* object, int n, void** charset) = nullptr;
  int (*has_char)(const void* charset, char32_t character) = nullptr;
};

template <class Function>
bool find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(dlsym(library, name));
  return function != nullptr;
}

bool load(Fontconfig& fontconfig) {
  void* library = dlopen("libfontconfig.so.1", RTLD_LAZY | RTLD_NOLOAD);
  return library != nullptr && find(library, "FcConfigGetFonts", fontconfig.get_fonts) &&
         find(library, "FcPatternGetCharSet", fontconfig.get_charset) &&
         find(library, "FcCharSetHasChar", fontconfig.has_char);
}

// What is in valid UTF-8 above the letters that every font has, without what has no shape of its
// own: joiners, selectors of variants, tags.
std::set<char32_t> rare_characters(std::string_view text) {
  constexpr char32_t kFirst = 0x250;
  std::set<char32_t> found;
  for (std::size_t i = 0; i < text.size();) {
    auto byte = static_cast<unsigned char>(text[i]);
    std::size_t length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    char32_t character = length == 1 ? byte : byte & (0xFFU >> (length + 1));
    for (std::size_t j = i + 1; j < std::min(i + length, text.size()); ++j) {
      character = character << 6U | (static_cast<unsigned char>(text[j]) & 0x3FU);
    }
    bool has_shape = character >= kFirst && (character < 0x2000 || character > 0x206F) &&
                     (character < 0xFE00 || character > 0xFE0F) && character < 0xE0000;
    if (has_shape) found.insert(character);
    i += length;
  }
  return found;
}

std::string utf8(char32_t character) {
  std::string bytes;
  auto add = [&](char32_t byte) { bytes += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (character < 0x800) {
    add(0xC0U | character >> 6U);
  } else if (character < 0x10000) {
    add(0xE0U | character >> 12U);
    add(0x80U | (character >> 6U & 0x3FU));
  } else {
    add(0xF0U | character >> 18U);
    add(0x80U | (character >> 12U & 0x3FU));
    add(0x80U | (character >> 6U & 0x3FU));
  }
  add(0x80U | (character & 0x3FU));
  return bytes;
}

}  // namespace

std::string font_warning(std::string_view text) {
  Fontconfig fontconfig;
  if (!load(fontconfig)) return {};
  const FontSet* fonts = fontconfig.get_fonts(nullptr, 0);
  if (fonts == nullptr || fonts->count == 0) {
    return "no font is installed: bitmaps have boxes instead of letters, and texts may not fit. "
           "Install one, for example the package fonts-dejavu-core";
  }
  std::set<char32_t> missing = rare_characters(text);
  for (int i = 0; i < fonts->count && !missing.empty(); ++i) {
    void* charset = nullptr;
    if (fontconfig.get_charset(fonts->fonts[i], "charset", 0, &charset) != 0) continue;
    std::erase_if(missing, [&](char32_t c) { return fontconfig.has_char(charset, c) != 0; });
  }
  if (missing.empty()) return {};
  constexpr std::size_t kMost = 5;
  std::vector<std::string> named;
  for (char32_t character : missing) {
    if (named.size() < kMost) named.push_back(utf8(character));
  }
  std::string rest =
      missing.size() > kMost ? " and " + std::to_string(missing.size() - kMost) + " more" : "";
  return "no font has the characters " + join(named, " ") + rest +
         ": bitmaps have boxes instead. Install one that has them, for example the package "
         "fonts-noto-core, fonts-noto-cjk or fonts-noto-color-emoji";
}

}  // namespace modelviz
