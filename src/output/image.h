// The formats of pictures, and whether bytes are what they should be.
#pragma once

#include <string>
#include <string_view>

#include "modelviz/output.h"

namespace modelviz {

/// "png", also as Graphviz calls it.
std::string_view text(ImageFormat format);
bool is_bitmap(ImageFormat format);
/// Drawn by cairo, with the fonts of this machine.
bool needs_cairo(ImageFormat format);
/// Written by ourselves, without Graphviz.
bool is_text(ImageFormat format);

/// Whether the bytes begin and end as a file of this format does.
bool looks_whole(ImageFormat format, std::string_view bytes);

/// The same PDF with a fixed date of creation, so that the same model gives the same bytes.
std::string without_date(std::string pdf);

}  // namespace modelviz
