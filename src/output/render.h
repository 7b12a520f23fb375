// The part of render() that tests can give another way of drawing: one that crashes, hangs or
// refuses.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "output/graphviz.h"
#include "output/image.h"

namespace modelviz {

/// Draws in a child process, which starts at once.
class IsolatedDrawing {
 public:
  using Draw = std::function<Rendering(const DrawRequest&, const TakeInput& take_dot)>;

  IsolatedDrawing(DrawRequest request, std::chrono::milliseconds time, Draw draw);

  /// Where the graph asks for ortho routing and that crashes or takes more than half of the time,
  /// curves are drawn instead, with a warning.
  Rendering finish(std::string dot, LayoutEngine engine = LayoutEngine::kDot);

  [[nodiscard]] const std::vector<ImageFormat>& formats() const { return request_.formats; }
  [[nodiscard]] bool needs_cairo() const { return modelviz::needs_cairo(request_.formats.front()); }

 private:
  void start();

  DrawRequest request_;
  std::chrono::milliseconds time_;
  Draw draw_;
  std::unique_ptr<IsolatedProcess> process_;
};

}  // namespace modelviz
