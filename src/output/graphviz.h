// Draws with Graphviz, in this very process. See render.cpp, which gives it a process of its own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modelviz/output.h"
#include "support/isolation.h"

namespace modelviz {

struct DrawRequest {
  std::vector<ImageFormat> formats;  ///< without kDot
  RenderOptions options{};           ///< of bitmaps
  bool keep_ortho = true;            ///< false: curves instead of splines=ortho
};

/// A comment before a graph that our own layout shall lay out instead of dot.
constexpr std::string_view kFastMark = "// layout fast\n";

/// What tells our own layout how to take its room, none of them an attribute of Graphviz: the
/// number of columns, whether it may be a U, and "width height scale" of a sheet (layout::Sheet).
/// The last is its answer: on how many sheets it stands.
constexpr const char *kColumnsAttribute = "modelviz_columns", *kBendsAttribute = "modelviz_bends",
                     *kSheetAttribute = "modelviz_sheet", *kSheetsAttribute = "modelviz_sheets";

/// Loads Graphviz' plugins and the fonts, takes the DOT text, draws. To be called once in the life
/// of a process: Graphviz keeps global state, and a second context is a use after free. Throws
/// Error (Fault::kOutput) where Graphviz reports an error; may also crash, hang or end the process.
Rendering draw(const DrawRequest& request, const TakeInput& take_dot);

}  // namespace modelviz
