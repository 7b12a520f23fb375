// How many dots per inch a bitmap gets, and what there is to say about it.
#pragma once

#include <string>

#include "modelviz/output.h"

namespace modelviz {

/// Of a picture that is laid out, in points.
struct DrawnSize {
  double width = 0, height = 0;
  double smallest_text = 0;
};

struct Resolution {
  double dpi = 0;
  std::string warning;  ///< empty where all is as asked for and can be read
};

/// As many as asked for, or as the format and max_pixels allow.
Resolution choose_resolution(const DrawnSize& size, ImageFormat format,
                             const RenderOptions& options);

}  // namespace modelviz
