// Draws with Graphviz, in this very process. See render.cpp, which gives it a process of its own.
#pragma once

#include <string>
#include <vector>

#include "modelviz/output.h"

namespace modelviz {

struct DrawRequest {
  std::string dot;
  std::vector<ImageFormat> formats;  ///< without kDot
  int dpi = 96;                      ///< of bitmaps
  bool keep_ortho = true;            ///< false: curves instead of splines=ortho
};

/// To be called once in the life of a process: Graphviz keeps global state, and a second context is
/// a use after free. Throws Error (Fault::kOutput) where Graphviz reports an error; may also crash,
/// hang or end the process.
Rendering draw(const DrawRequest& request);

}  // namespace modelviz
