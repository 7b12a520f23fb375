// Sheets of paper, and what is drawn for them.
#include "output/paper.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "output/small_views.h"
#include "output/svg.h"
#include "support/png.h"
#include "support/process.h"

namespace modelviz::test {
namespace {

using testing::HasSubstr;

struct PaperCase {
  const char* name;
  double width, height;
};

class PaperName : public testing::TestWithParam<PaperCase> {};

TEST_P(PaperName, SaysTheSize) {
  Paper paper = parse_paper(GetParam().name);
  EXPECT_EQ(paper.width, GetParam().width);
  EXPECT_EQ(paper.height, GetParam().height);
}

INSTANTIATE_TEST_SUITE_P(Output, PaperName,
                         testing::Values(PaperCase{"A4", 595, 842}, PaperCase{"a4", 595, 842},
                                         PaperCase{"A3-landscape", 1191, 842},
                                         PaperCase{"letter", 612, 792},
                                         PaperCase{"Letter-Landscape", 792, 612}));

TEST(PaperName, IsRefusedWithThoseThatThereAre) {
  for (const char* name : {"", "A9", "A4-portrait", "-landscape", "foolscap"}) {
    try {
      parse_paper(name);
      ADD_FAILURE() << name;
    } catch (const Error& error) {
      EXPECT_EQ(error.fault, Fault::kUsage);
      EXPECT_THAT(error.diagnostic.text(), HasSubstr("A0 to A5"));
    }
  }
}

TEST(Sheets, ShowEachPieceOfADrawingOnce) {
  // 100 by 50 with a margin of 18 around it, on two sheets with one of 20.
  Sheets sheets({240, 140}, 136, 86, 2);
  EXPECT_DOUBLE_EQ(sheets.scale(), 2);  // as high as 100 points allow
  EXPECT_EQ(sheets.sheet_at(18 + 49), 0);
  EXPECT_EQ(sheets.sheet_at(18 + 51), 1);
  for (int sheet : {0, 1}) {
    double first = sheet == 0 ? 18 : sheets.first_x(sheet);
    EXPECT_DOUBLE_EQ(sheets.left(sheet) + 2 * first, (240 - 100) / 2.0);
  }
  EXPECT_DOUBLE_EQ(sheets.top() + 2 * 18, 20);
}

DotOptions on(const char* paper) { return {.paper = parse_paper(paper)}; }

TEST(Paper, HasAnSvgOfItsSize) {
  for (const char* name : {"A4", "A4-landscape"}) {
    Paper paper = parse_paper(name);
    std::string svg = Renderer({ImageFormat::kSvg}).render(chain(150), on(name)).images[0];
    EXPECT_EQ(xml_fault(svg), "");
    double width = std::stod(svg.substr(svg.find("width=\"") + 7));
    double height = std::stod(svg.substr(svg.find("height=\"") + 8));
    EXPECT_LE(width, paper.width);
    EXPECT_LE(height, paper.height);
    EXPECT_GT(std::max(width / paper.width, height / paper.height), 0.9);
  }
}

TEST(Paper, HasABitmapOfItsInches) {
  for (int dpi : {96, 144}) {
    std::string png =
        Renderer({ImageFormat::kPng}, {.dpi = dpi}).render(chain(150), on("A4")).images[0];
    Bitmap bitmap = read_png(png);
    auto width = static_cast<double>(bitmap.width), height = static_cast<double>(bitmap.height);
    EXPECT_LE(width, 595.0 / 72 * dpi);
    EXPECT_LE(height, 842.0 / 72 * dpi);
    EXPECT_GT(height, 0.9 * 842 / 72 * dpi);
  }
}

struct PdfCase {
  int layers;
  const char *paper, *pages, *size;
};

class PaperPdf : public testing::TestWithParam<PdfCase> {};

TEST_P(PaperPdf, HasPagesOfThatSize) {
  TemporaryFolder folder;
  View view = chain(GetParam().layers);
  folder.write("x.pdf", Renderer({ImageFormat::kPdf}).render(view, on(GetParam().paper)).images[0]);
  auto said_by = [&](const std::string& command) {
    Outcome outcome = shell(command, folder.path());
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    return outcome.out;
  };
  EXPECT_THAT(said_by("qpdf --check x.pdf"), HasSubstr("No syntax or stream encoding errors"));
  std::string info = said_by("pdfinfo x.pdf");
  EXPECT_THAT(info, HasSubstr(std::string("Pages:           ") + GetParam().pages + "\n"));
  EXPECT_THAT(info, HasSubstr(std::string("Page size:       ") + GetParam().size));
  std::string outline = said_by("qpdf --json --json-key=outlines x.pdf");
  EXPECT_THAT(outline, HasSubstr("layer_" + std::to_string(GetParam().layers - 1)));
  // Each layer stands on one page; as text it is on all of them, outside of their windows.
  EXPECT_THAT(said_by("pdftotext -f 1 -l 1 x.pdf -"), HasSubstr("layer_0\n"));
}

INSTANTIATE_TEST_SUITE_P(Output, PaperPdf,
                         testing::Values(PdfCase{5, "A4", "1", "595 x 842"},
                                         PdfCase{100, "A3-landscape", "1", "1191 x 842"},
                                         PdfCase{900, "A4", "3", "595 x 842"}));

TEST(Paper, TakesSmallCardsForManyLayers) {
  Paper paper = parse_paper("A4");
  EXPECT_FALSE(needs_compact_cards(chain(10), paper));
  EXPECT_TRUE(needs_compact_cards(chain(200), paper));
  EXPECT_FALSE(needs_compact_cards(chain(200), parse_paper("A1")));
}

TEST(Paper, IsLegibleWhereItTakesOneSheet) {
  for (RankDir rankdir : {RankDir::kTB, RankDir::kLR}) {
    DotOptions a4{.rankdir = rankdir, .paper = parse_paper("A4")};
    for (int layers : {5, 100, 300}) EXPECT_TRUE(is_legible(chain(layers), a4)) << layers;
    for (int layers : {600, 2000}) EXPECT_FALSE(is_legible(chain(layers), a4)) << layers;
  }
  EXPECT_TRUE(is_legible(chain(600), on("A2")));
  EXPECT_TRUE(is_legible(chain(2000), {}));
}

// What --fold auto folds and fuses depends on the paper.
class FoldedOnA4 : public testing::TestWithParam<const char*> {};

TEST_P(FoldedOnA4, IsOnePage) {
  TemporaryFolder folder;
  std::string model = std::string(MODELVIZ_GOLDEN_DIR) + "/applications/" + GetParam() + ".json";
  Outcome outcome = shell(
      "modelviz plot " + model + " --fold auto --page A4 -o x.pdf && pdfinfo x.pdf", folder.path());
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("Pages:           1\n"));
}

INSTANTIATE_TEST_SUITE_P(Output, FoldedOnA4,
                         testing::Values("NASNetLarge", "NASNetMobile", "ResNet152",
                                         "EfficientNetV2L", "InceptionResNetV2"));

TEST(Compact, SaysAShapeWhereItChanges) {
  View view = chain(3);
  view.options.compact = true;
  view.nodes[1].input_shapes = {"(None, 8)"};
  view.nodes[2].input_shapes = {"(None, 8)", "(8,)"};
  std::string dot = write_dot(view);
  std::size_t shapes = 0;
  for (std::size_t at = 0; (at = dot.find("(None, 8)", at)) != std::string::npos; ++at) ++shapes;
  EXPECT_EQ(shapes, 2u);  // of the first and the last
  EXPECT_THAT(dot, HasSubstr("ranksep=0.13"));
}

TEST(Compact, SaysNothingOfAShapeThatThereIsNot) {
  View view = chain(2);
  view.options.compact = true;
  view.nodes[1].output_shapes.clear();
  EXPECT_THAT(write_dot(view), HasSubstr("layer_1"));
}

TEST(OwnLayout, DrawsAUNetAsAU) {
  View view = chain(24);
  for (int i = 0; i < 3; ++i) view.edges.push_back({3 * i + 1, 22 - 3 * i, ""});
  auto height = [&](bool bends, RankDir rankdir) {
    DotOptions options{.rankdir = rankdir, .bends = bends};
    std::string svg = Renderer({ImageFormat::kSvg}).render(view, options).images[0];
    return std::stod(svg.substr(svg.find("height=\"") + 8));
  };
  EXPECT_LT(height(true, RankDir::kTB), 0.7 * height(false, RankDir::kTB));
  EXPECT_GT(height(true, RankDir::kLR), 1.5 * height(false, RankDir::kLR));
}

}  // namespace
}  // namespace modelviz::test
