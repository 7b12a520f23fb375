// What has been drawn of a model, for the arrows to find their ends.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "view/fold.h"
#include "view/inside.h"

namespace modelviz {

struct Scope;

/// What stands for a layer: a box, a frame with what is inside it, or the frame of a nested model.
struct DrawnLayer {
  int node = -1;
  int cluster = -1;
  std::optional<Ports> ports = std::nullopt;
  std::unique_ptr<Scope> model = nullptr;
};

/// A graph in the picture: the whole model, or a nested one. With unshare a model that is called
/// twice is two of these.
struct Scope {
  const Graph* graph = nullptr;
  int run = -1;  ///< the call of the model in Trace::calls() that is shown; -1 if it never ran
  Fold fold;
  /// By layer one for all of its calls, or one for each.
  std::vector<std::vector<DrawnLayer>> layers;

  [[nodiscard]] const Layer& layer(int index) const {
    return graph->layers[static_cast<std::size_t>(index)];
  }
  /// nullptr for what is not drawn: the input of a Sequential within a model.
  [[nodiscard]] const DrawnLayer* drawn(int index, int call) const {
    const std::vector<DrawnLayer>& all = layers[static_cast<std::size_t>(index)];
    if (all.empty()) return nullptr;
    return &all[all.size() == 1 ? 0 : static_cast<std::size_t>(call)];
  }
};

}  // namespace modelviz
