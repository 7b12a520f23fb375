// The part of render() that tests can give another way of drawing: one that crashes, hangs or
// refuses.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "output/graphviz.h"

namespace modelviz {

/// Draws in a child process, which starts at once.
class IsolatedDrawing {
 public:
  using Draw = std::function<Rendering(const DrawRequest&, const TakeInput& take_dot)>;

  IsolatedDrawing(DrawRequest request, std::chrono::milliseconds time, Draw draw);

  /// Where the graph asks for ortho routing and that crashes or takes more than half of the time,
  /// curves are drawn instead, with a warning.
  Rendering finish(const std::string& dot);

 private:
  void start();

  DrawRequest request_;
  std::chrono::milliseconds time_;
  Draw draw_;
  std::unique_ptr<IsolatedProcess> process_;
};

}  // namespace modelviz
