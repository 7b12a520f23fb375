#include "output/paper.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <utility>

#include "support/text.h"

namespace modelviz {
namespace {

constexpr double kMargin = 20;  // around what is printed
constexpr double kPad = 18;     // around the drawing

struct PaperRow {
  std::string_view name;
  Paper upright;
};

// ISO 216, in whole points, and what the United States print on.
constexpr std::array kPapers{
    PaperRow{"A0", {2384, 3370}},     PaperRow{"A1", {1684, 2384}},
    PaperRow{"A2", {1191, 1684}},     PaperRow{"A3", {842, 1191}},
    PaperRow{"A4", {595, 842}},       PaperRow{"A5", {420, 595}},
    PaperRow{"letter", {612, 792}},   PaperRow{"legal", {612, 1008}},
    PaperRow{"tabloid", {792, 1224}},
};

bool is_alike(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
    return std::tolower(x) == std::tolower(y);
  });
}

}  // namespace

Paper parse_paper(std::string_view name) {
  constexpr std::string_view kLandscape = "-landscape";
  std::string_view size = name;
  bool is_wide = size.size() > kLandscape.size() &&
                 is_alike(size.substr(size.size() - kLandscape.size()), kLandscape);
  if (is_wide) size.remove_suffix(kLandscape.size());
  for (const PaperRow& row : kPapers) {
    if (!is_alike(size, row.name)) continue;
    Paper paper = row.upright;
    if (is_wide) std::swap(paper.width, paper.height);
    return paper;
  }
  throw Error(Fault::kUsage, "no paper is called \"" + sanitize(name) + "\"",
              "use A0 to A5, letter, legal or tabloid, and for the wide way A4-landscape");
}

layout::Sheet sheet_on(const Paper& paper) {
  // Names on compact cards have 10 points: on paper they shall have 4, at the least 3.
  constexpr double kLeastScale = 0.4;
  return {paper.width - 2 * kMargin, paper.height - 2 * kMargin, kLeastScale};
}

std::string sheet_text(const Paper& paper) {
  layout::Sheet sheet = sheet_on(paper);
  return std::to_string(sheet.width) + " " + std::to_string(sheet.height) + " " +
         std::to_string(sheet.least_scale);
}

Sheets::Sheets(const Paper& paper, double width, double height, int count)
    : paper_(paper),
      count_(count),
      sheet_width_((width - 2 * kPad) / count),
      scale_(std::min((paper.width - 2 * kMargin) / sheet_width_,
                      (paper.height - 2 * kMargin) / (height - 2 * kPad))) {}

int Sheets::sheet_at(double x) const {
  return std::clamp(static_cast<int>((x - kPad) / sheet_width_), 0, count_ - 1);
}

double Sheets::first_x(int sheet) const { return sheet == 0 ? 0 : kPad + sheet * sheet_width_; }

double Sheets::left(int sheet) const {
  double beside = (paper_.width - sheet_width_ * scale_) / 2;
  return beside - (kPad + sheet * sheet_width_) * scale_;
}

double Sheets::top() const { return kMargin - kPad * scale_; }

}  // namespace modelviz
