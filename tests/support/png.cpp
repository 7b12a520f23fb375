#include "support/png.h"

#include <zlib.h>

#include <cstdlib>

namespace modelviz::test {
namespace {

using Bytes = std::vector<unsigned char>;

std::uint32_t number(std::string_view bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8U | static_cast<unsigned char>(bytes[i]);
  return value;
}

struct Chunks {
  std::string header, palette, alphas, pixels;
  std::string fault;
};

Chunks take_apart(std::string_view png) {
  Chunks chunks;
  if (!png.starts_with("\x89PNG\r\n\x1a\n")) return {.fault = "no PNG"};
  png.remove_prefix(8);
  while (png.size() >= 12) {
    std::size_t size = number(png);
    if (size > png.size() - 12) return {.fault = "a chunk is cut off"};
    std::string_view type = png.substr(4, 4), content = png.substr(8, size);
    auto* checked = reinterpret_cast<const Bytef*>(type.data());
    if (crc32(0, checked, static_cast<uInt>(size + 4)) != number(png.substr(8 + size)))
      return {.fault = "wrong checksum of " + std::string(type)};
    if (type == "IHDR") chunks.header = content;
    if (type == "PLTE") chunks.palette = content;
    if (type == "tRNS") chunks.alphas = content;
    if (type == "IDAT") chunks.pixels += content;
    png.remove_prefix(12 + size);
    if (type == "IEND") return png.empty() ? chunks : Chunks{.fault = "bytes after the end"};
  }
  return {.fault = "no end"};
}

int paeth(int left, int above, int corner) {
  int sum = left + above - corner;
  int to_left = std::abs(sum - left), to_above = std::abs(sum - above),
      to_corner = std::abs(sum - corner);
  if (to_left <= to_above && to_left <= to_corner) return left;
  return to_above <= to_corner ? above : corner;
}

// Undoes the filters of the rows, each of which begins with the number of its filter.
void unfilter(Bytes& bytes, std::size_t line, std::size_t step) {
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::size_t column = at % line;
    if (column == 0) continue;
    int left = column > step ? bytes[at - step] : 0, above = at >= line ? bytes[at - line] : 0,
        corner = column > step && at >= line ? bytes[at - line - step] : 0;
    const int guesses[] = {0, left, above, (left + above) / 2, paeth(left, above, corner)};
    bytes[at] = static_cast<unsigned char>(bytes[at] + guesses[bytes[at - column] % 5]);
  }
}

std::uint32_t pixel_of(const unsigned char* bytes, const Chunks& chunks, int type) {
  std::uint32_t alpha = 255;
  const auto* rgb = bytes;
  if (type == 3) {
    rgb = reinterpret_cast<const unsigned char*>(chunks.palette.data()) + std::size_t{bytes[0]} * 3;
    if (bytes[0] < chunks.alphas.size()) alpha = static_cast<unsigned char>(chunks.alphas[*bytes]);
  }
  if (type == 6) alpha = bytes[3];
  return std::uint32_t{rgb[0]} << 24U | std::uint32_t{rgb[1]} << 16U | std::uint32_t{rgb[2]} << 8U |
         alpha;
}

}  // namespace

Bitmap read_png(std::string_view png) {
  Chunks chunks = take_apart(png);
  Bitmap bitmap;
  bitmap.fault = chunks.fault;
  if (!bitmap.fault.empty()) return bitmap;
  bitmap.width = number(chunks.header);
  bitmap.height = number(std::string_view(chunks.header).substr(4));
  bitmap.color_type = chunks.header[9];
  std::size_t step = bitmap.color_type == 2 ? 3 : bitmap.color_type == 3 ? 1 : 4;
  std::size_t line = 1 + bitmap.width * step;
  Bytes bytes(line * bitmap.height);
  uLongf size = bytes.size();
  auto* compressed = reinterpret_cast<const Bytef*>(chunks.pixels.data());
  int status = uncompress(bytes.data(), &size, compressed, chunks.pixels.size());
  if (status != Z_OK || size != bytes.size()) {
    bitmap.fault = "zlib says " + std::to_string(status);
    return bitmap;
  }
  unfilter(bytes, line, step);
  for (std::size_t at = 0; at < bytes.size(); at += line) {
    for (std::size_t i = 0; i < bitmap.width; ++i) {
      bitmap.pixels.push_back(
          pixel_of(bytes.data() + at + 1 + i * step, chunks, bitmap.color_type));
    }
  }
  return bitmap;
}

}  // namespace modelviz::test
