// The part of render() that tests can give another way of drawing: one that crashes, hangs or
// refuses.
#pragma once

#include <chrono>
#include <functional>

#include "output/graphviz.h"

namespace modelviz {

/// Draws in a child process. Where the request asks for ortho routing and that crashes or takes
/// more than half of the time, curves are drawn instead, with a warning.
Rendering draw_isolated(DrawRequest request, std::chrono::milliseconds time,
                        const std::function<Rendering(const DrawRequest&)>& draw);

}  // namespace modelviz
