#include "symbolic/axis_name.h"

#include <algorithm>
#include <cctype>

namespace modelviz {

std::string axis_name(std::string_view input, std::size_t rank, std::size_t axis, bool only_input) {
  if (axis == 0) return "batch";
  static constexpr std::string_view kNames[] = {"t", "hw", "dhw"};
  std::string name = "n" + std::to_string(axis);
  if (rank >= 3 && rank <= 5 && axis <= kNames[rank - 3].size()) {
    name = kNames[rank - 3][axis - 1];
  }
  if (only_input) return name;
  std::string prefix(input);
  std::replace_if(
      prefix.begin(), prefix.end(),
      [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
  return prefix + "_" + name;
}

}  // namespace modelviz
