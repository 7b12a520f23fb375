// A stamp can be put into a picture of each format and taken out again, and whoever reads the
// picture sees no difference.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "modelviz/output.h"
#include "output/small_views.h"
#include "support/process.h"
#include "support/xml.h"

namespace modelviz::test {
namespace {

using testing::HasSubstr;

constexpr const char* kStamp = "modelviz 1.2.3 0123456789abcdef fedcba9876543210";
constexpr ImageFormat kFormats[] = {ImageFormat::kPng, ImageFormat::kJpg, ImageFormat::kPdf,
                                    ImageFormat::kSvg, ImageFormat::kDot, ImageFormat::kMmd};

const std::string& picture(ImageFormat format) {
  static std::map<ImageFormat, std::string> pictures;
  std::string& drawn = pictures[format];
  if (drawn.empty()) drawn = Renderer({format}).render(chain(3)).images.front();
  return drawn;
}

TEST(Stamp, ComesOutAsItWentIn) {
  for (ImageFormat format : kFormats) {
    const std::string& plain = picture(format);
    std::string stamped = with_stamp(format, plain, kStamp), copy = plain;
    EXPECT_GT(stamped.size(), plain.size() + 40);
    EXPECT_EQ(take_stamp(format, copy), "");
    EXPECT_TRUE(copy == plain);
    EXPECT_EQ(take_stamp(format, stamped), kStamp);
    EXPECT_TRUE(stamped == plain);
  }
}

TEST(Stamp, HasNoRoomInAText) {
  std::string text = "a graph\n";
  EXPECT_EQ(with_stamp(ImageFormat::kTxt, text, kStamp), text);
  EXPECT_EQ(take_stamp(ImageFormat::kTxt, text), "");
}

// Whatever is cut off or damaged has a stamp or none, and ends.
TEST(Stamp, IsLookedForInWhateverIsThere) {
  for (ImageFormat format : kFormats) {
    std::string stamped = with_stamp(format, picture(format), kStamp);
    std::size_t step = std::max<std::size_t>(1, stamped.size() / 500);
    for (std::size_t size = 0; size < stamped.size(); size += size < 200 ? 1 : step) {
      std::string cut = stamped.substr(0, size);
      std::string found = take_stamp(format, cut);
      EXPECT_TRUE(found.empty() || found == kStamp);
    }
    std::string damaged = stamped;
    damaged[damaged.find(kStamp)] = 'M';
    EXPECT_EQ(take_stamp(format, damaged), "");
  }
}

TEST(Stamp, IsInvisible) {
  TemporaryFolder folder;
  auto stamped = [](ImageFormat format) { return with_stamp(format, picture(format), kStamp); };
  EXPECT_NO_THROW(read_xml(stamped(ImageFormat::kSvg)));
  folder.write("x.pdf", stamped(ImageFormat::kPdf));
  EXPECT_THAT(shell("qpdf --check x.pdf", folder.path()).out,
              HasSubstr("No syntax or stream encoding errors"));
  EXPECT_THAT(shell("pdftotext x.pdf -", folder.path()).out, HasSubstr("layer_1"));
  Rendering again = render(stamped(ImageFormat::kDot), {ImageFormat::kSvg});
  EXPECT_TRUE(again.images == render(picture(ImageFormat::kDot), {ImageFormat::kSvg}).images);
}

}  // namespace
}  // namespace modelviz::test
