// What Graphviz leaves to be desired of an SVG.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "modelviz/output.h"
#include "output/svg_notes.h"

namespace modelviz {

/// The same picture, for people and programs that read it: with the name of the model and a
/// description, an id that lasts for each box and frame, and all facts as tooltips; and without
/// what says nothing: comments, rounded boxes as curves, attributes that have their defaults. With
/// `paper` it is as large as it is there, with its sheets side by side.
std::string finished_svg(std::string_view svg, SvgNotes notes,
                         const std::optional<Paper>& paper = std::nullopt, int sheets = 1);

}  // namespace modelviz
