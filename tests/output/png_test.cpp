// PNGs hold the pixels that were painted, in the smallest of three forms that can hold them.
#include "output/png.h"

#include <gtest/gtest.h>

#include "support/png.h"

namespace modelviz::test {
namespace {

constexpr int kOpaque = 2, kPalette = 3, kTransparent = 6;

using Paint = Pixel (*)(std::size_t column, std::size_t row);

struct Case {
  const char* name;
  std::size_t width, height;
  Paint paint;
  int color_type;
};

// A number without a pattern, the same on every machine.
std::uint32_t noise(std::size_t a, std::size_t b) {
  std::uint64_t value = a * 0x9E3779B97F4A7C15U + b * 0xC2B2AE3D27D4EB4FU;
  value = (value ^ value >> 29U) * 0xBF58476D1CE4E5B9U;
  return static_cast<std::uint32_t>(value >> 32U);
}

Pixel opaque(std::uint32_t color) { return 0xFF000000U | color; }

// Boxes on a ground, at other places from row to row, as drawings are.
Pixel boxes(std::size_t column, std::size_t row) {
  bool is_in = (column + row / 40 * 7) % 90 < 60 && row % 40 < 30;
  return opaque(is_in ? noise(column / 90, row / 40) : 0xFFFFFFU);
}

Pixel noise_of(std::size_t column, std::size_t row) { return opaque(noise(column, row)); }

// Multiplied by its alpha, as cairo has it.
Pixel shade(std::size_t column, std::size_t row) {
  Pixel alpha = noise(column / 5, row) % 256;
  Pixel part = alpha * Pixel(column % 256) / 255;
  return alpha << 24U | part << 16U | alpha << 8U | part / 2;
}

const Case kCases[] = {
    {"one pixel", 1, 1, [](auto, auto) { return opaque(0x123456); }, kPalette},
    {"nothing", 3, 2, [](auto, auto) { return Pixel{0}; }, kPalette},
    {"white", 1000, 1000, [](auto, auto) { return opaque(0xFFFFFF); }, kPalette},
    {"256 colours", 256, 9, [](auto x, auto) { return opaque(Pixel(x)); }, kPalette},
    {"257 colours", 257, 9, [](auto x, auto) { return opaque(Pixel(x)); }, kOpaque},
    {"boxes", 500, 3000, boxes, kOpaque},
    {"wider than matches reach", 40'000, 90, boxes, kOpaque},
    {"noise", 300, 400, noise_of, kOpaque},
    {"wide noise", 11'000, 20, noise_of, kOpaque},
    {"shades", 700, 900, shade, kTransparent},
    {"one pixel wide", 1, 5000, noise_of, kOpaque},
    {"two colours in turn", 4000, 70, [](auto x, auto y) { return opaque(Pixel((x + y) % 2 * 9)); },
     kPalette},
    {"an opaque frame", 300, 300,
     [](auto x, auto y) { return y > 0 && y < 299 && x == 299 ? shade(x, y) : noise_of(x, y); },
     kTransparent},
};

// As cairo_surface_write_to_png() does it.
std::uint32_t unmultiplied(Pixel pixel) {
  std::uint32_t alpha = pixel >> 24U, result = alpha;
  for (unsigned shift : {16U, 8U, 0U}) {
    std::uint32_t part = pixel >> shift & 0xFFU;
    result |= (alpha == 0 ? 0 : (part * 255 + alpha / 2) / alpha) << (shift + 8);
  }
  return result;
}

std::string write(const Case& c) {
  return write_png(c.width, c.height, [&](std::size_t top, std::size_t rows, Pixel* pixels) {
    for (std::size_t i = 0; i < rows * c.width; ++i)
      pixels[i] = c.paint(i % c.width, top + i / c.width);
  });
}

TEST(Png, HoldsThePixelsThatWerePainted) {
  for (const Case& c : kCases) {
    Bitmap bitmap = read_png(write(c));
    ASSERT_EQ(bitmap.fault, "") << c.name;
    EXPECT_EQ(bitmap.color_type, c.color_type) << c.name;
    Bitmap expected{.width = c.width, .height = c.height};
    for (std::size_t i = 0; i < c.width * c.height; ++i)
      expected.pixels.push_back(unmultiplied(c.paint(i % c.width, i / c.width)));
    EXPECT_TRUE(bitmap == expected) << c.name;
  }
}

TEST(Png, IsSmallWhereLittleHappens) {
  EXPECT_LT(write(kCases[2]).size(), 7000U);    // a million white pixels
  EXPECT_LT(write(kCases[5]).size(), 40'000U);  // 500 boxes
}

TEST(Png, GivesTheSameBytes) { EXPECT_EQ(write(kCases[5]), write(kCases[5])); }

}  // namespace
}  // namespace modelviz::test
