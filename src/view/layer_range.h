// --layer-range: a part of a model.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "modelviz/model.h"

namespace modelviz {

/// Which layers of the graph are kept, by index. As in Keras 2, both ends are regular expressions
/// that match the beginning of a name, both belong to the range, and their order does not matter.
/// The range is one of the file's order, in which layers that run side by side stand side by side.
/// Throws Error (Fault::kUsage) where an end matches no layer.
std::vector<bool> layers_in_range(const Graph& graph,
                                  const std::pair<std::string, std::string>& range);

}  // namespace modelviz
