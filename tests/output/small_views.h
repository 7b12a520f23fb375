// Views made by hand, for what does not need a model.
#pragma once

#include <string>

#include "modelviz/view.h"

namespace modelviz::test {

/// Adds a box, named and of a class, with an output of (None, 8).
inline int add_box(View& view, const std::string& name, const std::string& class_name = "Dense",
                   LayerKind kind = LayerKind::kCore) {
  auto index = static_cast<int>(view.nodes.size());
  view.nodes.push_back({.id = "n" + std::to_string(index),
                        .name = name,
                        .class_name = class_name,
                        .kind = kind,
                        .input_shapes = {"(None, 4)"},
                        .output_shapes = {"(None, 8)"},
                        .dtypes = {"float32"}});
  return index;
}

inline View chain(int length) {
  View view{.title = "chain"};
  for (int i = 0; i < length; ++i) {
    add_box(view, "layer_" + std::to_string(i));
    if (i > 0) view.edges.push_back({i - 1, i, "(None, 8)"});
  }
  return view;
}

}  // namespace modelviz::test
