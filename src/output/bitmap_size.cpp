#include "output/bitmap_size.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "output/image.h"
#include "support/text.h"

namespace modelviz {
namespace {

constexpr double kPointsPerInch = 72;

// Of a PNG what libpng reads, and so nearly all programs; of a jpg what cairo can paint in one
// piece, above which it shrinks the picture to a strip and says so to nobody.
double most_pixels_along(ImageFormat format) {
  return format == ImageFormat::kPng ? 1'000'000 : 32'700;
}

// A jpg is in memory as a whole while it is drawn, in 800 MB.
double most_pixels(ImageFormat format, const RenderOptions& options) {
  constexpr double kMostOfJpg = 200e6;
  auto asked = static_cast<double>(options.max_pixels);
  return format == ImageFormat::kPng ? asked : std::min(asked, kMostOfJpg);
}

std::string number(double value) {
  std::string digits = with_thousands(std::llround(value));
  return value >= 10 ? digits : std::to_string(value).substr(0, 4);
}

std::string size_at(const DrawnSize& size, double dpi) {
  return number(size.width / kPointsPerInch * dpi) + " x " +
         number(size.height / kPointsPerInch * dpi) + " pixels";
}

std::string asked_for(const DrawnSize& size, double dpi, const RenderOptions& options) {
  std::string how = options.width > 0 ? with_thousands(options.width) + " pixels wide"
                                      : "at " + number(dpi) + " dpi";
  return how + " the picture would have " + size_at(size, dpi);
}

}  // namespace

Resolution choose_resolution(const DrawnSize& size, ImageFormat format,
                             const RenderOptions& options) {
  // Looked at: of 5 pixels letters are blots, of 5.7 they can be read, of 7 they are easy to read.
  constexpr double kLegible = 5.5;
  // What programs that are built on cairo, and Firefox, open.
  constexpr double kOftenRead = 32'767;
  std::string name(text(format));
  double width = size.width / kPointsPerInch, height = size.height / kPointsPerInch;
  double asked = options.width > 0 ? options.width / width : options.dpi;
  double most = std::min(most_pixels_along(format) / std::max(width, height),
                         std::sqrt(most_pixels(format, options) / (width * height)));
  // Whole numbers where there are enough of them.
  Resolution result{.dpi = std::min(asked, most > 10 ? std::floor(most) : most), .warning = {}};

  bool is_lowered = result.dpi < asked;
  bool is_illegible = size.smallest_text * result.dpi / kPointsPerInch < kLegible;
  bool is_long = std::max(width, height) * result.dpi > kOftenRead;
  if (is_lowered) {
    result.warning = asked_for(size, asked, options) + ", too many for one " + name +
                     "; it is drawn at " + number(result.dpi) + " dpi";
    if (is_illegible) result.warning += ", too small for its texts to be read";
  } else if (is_illegible) {
    result.warning = "the " + name + " has " + size_at(size, result.dpi) + " (" +
                     number(result.dpi) + " dpi), too small for its texts to be read";
  } else if (is_long) {
    result.warning = "the " + name + " has " + size_at(size, result.dpi) +
                     ", more than some programs open (32,767 a side)";
  }
  if (!result.warning.empty()) {
    result.warning +=
        ". An svg or pdf has no such limit; --compact, --wrap auto, --fold auto, --fuse or a part "
        "of the "
        "model (--layer-range) make the picture smaller";
  }
  return result;
}

}  // namespace modelviz
