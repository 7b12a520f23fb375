// Reads a PNG back.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace modelviz::test {

struct Bitmap {
  std::size_t width = 0, height = 0;
  int color_type = -1;                ///< as the file has it: 2 RGB, 3 palette, 6 RGBA
  std::vector<std::uint32_t> pixels;  ///< red in the highest byte, alpha in the lowest
  std::string fault;                  ///< what is wrong with the file; empty if nothing is

  bool operator==(const Bitmap& other) const {
    return width == other.width && height == other.height && pixels == other.pixels;
  }
};

/// Of 8 bits for each channel, not interlaced; all checksums are checked.
Bitmap read_png(std::string_view png);

}  // namespace modelviz::test
