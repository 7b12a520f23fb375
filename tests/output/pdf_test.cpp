// A PDF with a title, an outline and no date, as programs of others read it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modelviz/modelviz.h"
#include "output/finished_pdf.h"
#include "output/small_views.h"
#include "support/process.h"

namespace modelviz::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class PdfFile {
 public:
  explicit PdfFile(const View& view)
      : bytes_(Renderer({ImageFormat::kPdf}).render(view).images[0]) {
    folder_.write("x.pdf", bytes_);
  }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  /// What a program says of it. It is a package of bootstrap.sh.
  [[nodiscard]] std::string said_by(const std::string& command) const {
    Outcome outcome = shell(command, folder_.path());
    EXPECT_EQ(outcome.code, 0) << command << "\n" << outcome.err;
    return outcome.out;
  }

 private:
  std::string bytes_;
  TemporaryFolder folder_;
};

View siamese() {
  Model model = build(read(MODELVIZ_SAMPLES_DIR "/siamese.json"));
  return make_view(model, run(model), {.expand_nested = true});
}

TEST(Pdf, IsSoundAndSearchable) {
  PdfFile pdf(siamese());
  EXPECT_THAT(pdf.said_by("qpdf --check x.pdf"), HasSubstr("No syntax or stream encoding errors"));
  std::string text = pdf.said_by("pdftotext x.pdf -");
  for (const char* word : {"same_hand", "Conv2D", "(None, 105, 105, 1)"}) {
    EXPECT_THAT(text, HasSubstr(word));
  }
}

TEST(Pdf, HasATitleAndNoDate) {
  PdfFile pdf(siamese());
  std::string info = pdf.said_by("pdfinfo x.pdf");
  EXPECT_THAT(info, HasSubstr("Title:           siamese\n"));
  EXPECT_THAT(info, HasSubstr("Functional model with 6 layers"));
  EXPECT_THAT(info, Not(HasSubstr("Date")));
  EXPECT_EQ(pdf.bytes(), PdfFile(siamese()).bytes());
}

TEST(Pdf, HasAnOutlineOfFramesAndLayers) {
  std::string outline = PdfFile(siamese()).said_by("qpdf --json --json-key=outlines x.pdf");
  for (const char* title : {"left (InputLayer)", "encoder (Functional)", "picture (InputLayer)",
                            "unit_norm (UnitNormalization)", "subtract (Subtract)", "same_hand"}) {
    EXPECT_THAT(outline, HasSubstr(title));
  }
  EXPECT_THAT(outline, HasSubstr("/XYZ"));
  std::size_t items = 0;
  for (std::size_t at = 0; (at = outline.find("\"title\":", at)) != std::string::npos; ++at)
    ++items;
  EXPECT_EQ(items, 5u + 11u);  // the encoder is one of five, and holds ten
}

TEST(Pdf, TakesNamesInAllWritings) {
  View view = chain(2);
  view.title = "(a\\b) 层 🔬";
  view.nodes[1].name = "a ) \\( << b";
  view.nodes[0].name = "bad \xFF) >> endobj 层";
  PdfFile pdf(view);
  EXPECT_THAT(pdf.said_by("qpdf --check x.pdf"), HasSubstr("No syntax or stream encoding errors"));
  EXPECT_THAT(pdf.said_by("pdfinfo x.pdf"), HasSubstr("(a\\b) 层 🔬\n"));
  EXPECT_THAT(pdf.said_by("qpdf --json --json-key=outlines x.pdf"),
              testing::AllOf(HasSubstr("bad \xEF\xBF\xBD) >> endobj 层 (Dense)"),
                             HasSubstr("a ) \\\\( << b (Dense)")));
}

TEST(Pdf, StaysAsItIsInAnotherForm) {
  View view = chain(2);
  std::string bytes = PdfFile(view).bytes();
  for (std::string other : {std::string(), std::string("%PDF-1.5\nstartxref\n7\n%%EOF\n"),
                            std::string("%PDF-1.5\nstartxref\n99999999999999999999\n%%EOF\n"),
                            bytes.substr(0, bytes.size() / 2)}) {
    EXPECT_EQ(finished_pdf(other, view, ""), other);
  }
}

}  // namespace
}  // namespace modelviz::test
