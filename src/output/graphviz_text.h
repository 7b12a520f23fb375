// How wide texts are, without pango and fontconfig, whose start takes longer than drawing a small
// model. The same on every machine, whatever fonts it has.
#pragma once

#include <gvc.h>
#include <gvplugin_textlayout.h>

#include <string_view>

namespace modelviz {

/// Of valid UTF-8, in points. Has room in every font that stands for Helvetica.
double measured_width(std::string_view text, double size, bool is_bold, bool is_mono);

/// For libgvc. What it measures can be written as SVG, but not drawn by cairo.
gvtextlayout_engine_s& own_text_engine();

}  // namespace modelviz
