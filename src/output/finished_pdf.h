// What Graphviz leaves to be desired of a PDF.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "modelviz/output.h"

namespace modelviz {

/// The same PDF with the name of the model as its title, and an outline that leads to its frames
/// and layers, appended as an incremental update (ISO 32000-1, 7.5.6). The same layout as an SVG of
/// Graphviz tells where they are. With `paper` its one page becomes sheets of that, all of which
/// draw the same content through windows of their own. A PDF of another form than cairo 1.16 writes
/// stays as it is.
std::string finished_pdf(std::string pdf, const View& view, std::string_view svg,
                         const std::optional<Paper>& paper = std::nullopt, int sheets = 1,
                         std::string_view background = "transparent");

}  // namespace modelviz
