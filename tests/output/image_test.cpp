#include "output/image.h"

#include <gtest/gtest.h>

#include "modelviz/error.h"

namespace modelviz::test {
namespace {

TEST(Image, KnowsFormatsByNameAndExtension) {
  struct Case {
    const char* name;
    ImageFormat format;
  };
  const Case cases[] = {
      {"png", ImageFormat::kPng},  {".png", ImageFormat::kPng},  {"PNG", ImageFormat::kPng},
      {"jpg", ImageFormat::kJpg},  {".jpeg", ImageFormat::kJpg}, {"pdf", ImageFormat::kPdf},
      {".svg", ImageFormat::kSvg}, {"dot", ImageFormat::kDot},   {".gv", ImageFormat::kDot}};
  for (const Case& c : cases) EXPECT_EQ(parse_format(c.name), c.format) << c.name;
}

TEST(Image, RefusesOtherFormats) {
  for (const char* name : {"", ".", "gif", "png ", "svgz", "..png"}) {
    try {
      parse_format(name);
      ADD_FAILURE() << name;
    } catch (const Error& error) {
      EXPECT_EQ(error.fault, Fault::kUsage);
      EXPECT_EQ(error.diagnostic.message, "no format is called \"" + std::string(name) + "\"");
    }
  }
}

TEST(Image, NoticesWhatIsCutOff) {
  std::string svg = "<?xml version=\"1.0\"?>\n<svg>\n</svg>\n";
  EXPECT_TRUE(looks_whole(ImageFormat::kSvg, svg));
  EXPECT_FALSE(looks_whole(ImageFormat::kSvg, svg.substr(0, svg.size() - 2)));
  EXPECT_FALSE(looks_whole(ImageFormat::kSvg, svg.substr(1)));
  EXPECT_FALSE(looks_whole(ImageFormat::kPng, svg));
  EXPECT_FALSE(looks_whole(ImageFormat::kPng, ""));
}

TEST(Image, FixesTheDateOfAPdfInPlace) {
  struct Case {
    const char *before, *after;
  };
  const Case cases[] = {
      {"<< /CreationDate (D:20261121095321Z) >>", "<< /CreationDate (D:20000101000000Z) >>"},
      {"<< /CreationDate (D:20261121095321+01'00) >>",
       "<< /CreationDate (D:20000101000000+01'00) >>"},
      {"<< /CreationDate (D:2026) >>", "<< /CreationDate (D:2000) >>"},
      {"<< /CreationDate (D:2026", "<< /CreationDate (D:2000"},
      {"<< /Producer (x) >>", "<< /Producer (x) >>"},
  };
  for (const Case& c : cases) EXPECT_EQ(without_date(c.before), c.after);
}

}  // namespace
}  // namespace modelviz::test
