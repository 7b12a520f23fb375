// --show-ops: which layers are drawn with what is inside them.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "modelviz/view.h"

namespace modelviz {

class ShownOps {
 public:
  /// Throws Error (Fault::kUsage) where a pattern fits no layer.
  ShownOps(const Model& model, const Run& run, const ViewOptions& options);

  /// Whether a layer is drawn with its ops, or a nested model with its layers.
  [[nodiscard]] bool opens(const Layer& layer) const { return opened_.contains(&layer); }

 private:
  bool visit(const Layer& layer, bool within_named);
  bool is_named(const Layer& layer);
  [[noreturn]] void fail(const std::string& pattern) const;

  const Run& run_;
  std::vector<std::string> patterns_;
  bool all_ = false, expand_nested_;
  std::vector<bool> fits_;  // by pattern: whether it fits a layer
  std::vector<std::string_view> names_;
  std::set<const Layer*> opened_;
};

}  // namespace modelviz
