// Draws with Graphviz, in this very process. See render.cpp, which gives it a process of its own.
#pragma once

#include <string>
#include <vector>

#include "modelviz/output.h"
#include "support/isolation.h"

namespace modelviz {

struct DrawRequest {
  std::vector<ImageFormat> formats;  ///< without kDot
  int dpi = 96;                      ///< of bitmaps
  bool keep_ortho = true;            ///< false: curves instead of splines=ortho
};

/// Loads Graphviz' plugins and the fonts, takes the DOT text, draws. To be called once in the life
/// of a process: Graphviz keeps global state, and a second context is a use after free. Throws
/// Error (Fault::kOutput) where Graphviz reports an error; may also crash, hang or end the process.
Rendering draw(const DrawRequest& request, const TakeInput& take_dot);

}  // namespace modelviz
