// Writes a PNG from rows that are painted while it is written: the whole picture is never in
// memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

namespace modelviz {

/// As cairo has them: alpha in the highest byte, then red, green and blue, multiplied by it.
using Pixel = std::uint32_t;

/// Paints `rows` rows from the row `top` on, one behind the other. Called with any part of the
/// picture, and with the same part more than once.
using PaintRows = std::function<void(std::size_t top, std::size_t rows, Pixel* pixels)>;

/// The pixels are those that cairo_surface_write_to_png() would write; the file has a palette where
/// there are few colours, and no alpha where nothing is transparent.
std::string write_png(std::size_t width, std::size_t height, const PaintRows& paint);

}  // namespace modelviz
