// SVG as libgvc writes it, in half of the bytes and a fraction of the time.
#pragma once

#include <gvc.h>
#include <gvplugin_device.h>
#include <gvplugin_render.h>

#include <array>

namespace modelviz {

/// As gvRenderData() calls it.
constexpr const char* kOwnSvg = "svg:modelviz";

/// For libgvc; both lists end with an empty entry.
std::array<gvplugin_installed_t, 2>& own_svg_renderer();
std::array<gvplugin_installed_t, 2>& own_svg_device();
/// False where this libgvc does not let others write its output.
bool can_write_svg();

}  // namespace modelviz
