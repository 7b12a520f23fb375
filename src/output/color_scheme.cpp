#include "output/color_scheme.h"

#include <cstddef>
#include <map>
#include <set>
#include <vector>

namespace modelviz {
namespace {

// Each colour of the theme, and what it is in the dark.
std::vector<std::pair<std::string*, const std::string*>> pairs_of(Theme& theme) {
  const Theme& dark = *theme.dark;
  std::vector<std::pair<std::string*, const std::string*>> pairs{
      {&theme.background, &dark.background},
      {&theme.text, &dark.text},
      {&theme.quiet_text, &dark.quiet_text},
      {&theme.edge, &dark.edge},
      {&theme.weight_edge, &dark.weight_edge}};
  for (auto& [name, colors] : theme.colors) {
    const Colors& other = dark.at(name);
    pairs.insert(pairs.end(), {{&colors.fill, &other.fill},
                               {&colors.border, &other.border},
                               {&colors.text, &other.text}});
  }
  return pairs;
}

// The next colour, by its blue.
std::string nudged(const std::string& color) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  int blue = std::stoi(color.substr(5), nullptr, 16);
  blue += blue < 128 ? 1 : -1;
  return color.substr(0, 5) + kDigits[static_cast<std::size_t>(blue / 16)] +
         kDigits[static_cast<std::size_t>(blue % 16)];
}

}  // namespace

Theme with_own_colors(Theme theme) {
  if (!theme.dark) return theme;
  std::map<std::string, std::string> dark_of;
  for (auto& [color, dark] : pairs_of(theme)) {
    if (!color->starts_with('#')) continue;
    while (!dark_of.try_emplace(*color, *dark).second && dark_of[*color] != *dark) {
      *color = nudged(*color);
    }
  }
  return theme;
}

std::string with_dark_colors(std::string svg, const Theme& theme) {
  if (!theme.dark) return svg;
  std::size_t begin = svg.find("<svg");
  begin = begin == std::string::npos ? begin : svg.find('>', begin);
  if (begin == std::string::npos) return svg;
  std::string rules;
  std::set<std::string> done;
  Theme copy = theme;
  for (const auto& [color, dark] : pairs_of(copy)) {
    if (!done.insert(*color).second) continue;
    for (const char* property : {"fill", "stroke"}) {
      std::string attribute = std::string(property) + "=\"" + *color + "\"";
      if (svg.find(attribute) == std::string::npos) continue;
      rules += "[" + attribute + "]{" + property + ":" + *dark + "}\n";
    }
  }
  svg.insert(begin + 1, "\n<style>@media (prefers-color-scheme: dark) {\n" + rules + "}</style>");
  return svg;
}

}  // namespace modelviz
