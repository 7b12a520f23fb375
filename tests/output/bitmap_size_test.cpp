// How many pixels a bitmap gets, and what is said where they are too few or too many.
#include "output/bitmap_size.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace modelviz::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr ImageFormat kPng = ImageFormat::kPng, kJpg = ImageFormat::kJpg;

// An inch is 72 points; the texts are of 10.
DrawnSize inches(double width, double height) { return {width * 72, height * 72, 10}; }

TEST(BitmapSize, IsAsAskedForWhereItCanBe) {
  struct Case {
    DrawnSize size;
    RenderOptions options;
    double dpi;
  };
  const Case cases[] = {
      {inches(5, 10), {}, 96},
      {inches(5, 10), {.dpi = 300}, 300},
      {inches(5, 10), {.width = 1600}, 320},
      {inches(5, 10), {.dpi = 300, .width = 1600}, 320},
      {inches(5, 10), {.max_pixels = 50 * 96 * 96}, 96},
      {inches(100, 1), {}, 96},
  };
  for (const Case& c : cases) {
    Resolution chosen = choose_resolution(c.size, kPng, c.options);
    EXPECT_DOUBLE_EQ(chosen.dpi, c.dpi);
    EXPECT_EQ(chosen.warning, "");
  }
}

TEST(BitmapSize, IsSmallerWhereItWouldBeTooLargeAndSaysSo) {
  struct Case {
    DrawnSize size;
    ImageFormat format;
    RenderOptions options;
    double dpi;
    const char* warning;
  };
  const Case cases[] = {
      {inches(5, 10),
       kPng,
       {.max_pixels = 50 * 50 * 50},
       50,
       "at 96 dpi the picture would have 480 x 960 pixels, too many for one png; it is drawn at 50 "
       "dpi. "},
      {inches(5, 10),
       kPng,
       {.max_pixels = 50 * 20 * 20},
       20,
       "it is drawn at 20 dpi, too small for its texts to be read. "},
      {inches(5, 10),
       kPng,
       {.width = 1600, .max_pixels = 50 * 100 * 100},
       100,
       "1,600 pixels wide the picture would have 1,600 x 3,200 pixels, too many for one png; "},
      {inches(5, 20'000), kPng, {.max_pixels = std::size_t{1} << 40}, 50, "too many for one png"},
      {inches(5, 2000), kPng, {.dpi = 200}, 141, "too many for one png"},
      {inches(5, 500), kJpg, {}, 65, "480 x 48,000 pixels, too many for one jpg"},
      {inches(200, 200), kJpg, {.max_pixels = std::size_t{1} << 40}, 70, "too many for one jpg"},
  };
  for (const Case& c : cases) {
    Resolution chosen = choose_resolution(c.size, c.format, c.options);
    EXPECT_DOUBLE_EQ(chosen.dpi, c.dpi);
    EXPECT_THAT(chosen.warning, AllOf(HasSubstr(c.warning), HasSubstr("An svg or pdf has no")));
  }
}

TEST(BitmapSize, SaysWhereTextsCannotBeRead) {
  EXPECT_EQ(choose_resolution(inches(5, 10), kPng, {.dpi = 40}).warning, "");
  EXPECT_THAT(choose_resolution(inches(5, 10), kPng, {.dpi = 39}).warning,
              HasSubstr("the png has 195 x 390 pixels (39 dpi), too small for its texts"));
  DrawnSize small_print{360, 720, 5};
  EXPECT_THAT(choose_resolution(small_print, kJpg, {.dpi = 72}).warning,
              HasSubstr("the jpg has 360 x 720 pixels (72 dpi), too small for its texts"));
}

TEST(BitmapSize, SaysWhereSomeProgramsCannotOpenIt) {
  EXPECT_EQ(choose_resolution(inches(5, 327), kPng, {.dpi = 100}).warning, "");
  EXPECT_THAT(choose_resolution(inches(5, 328), kPng, {.dpi = 100}).warning,
              HasSubstr("500 x 32,800 pixels, more than some programs open"));
}

}  // namespace
}  // namespace modelviz::test
