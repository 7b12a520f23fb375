// --expand-nested, --depth, --expand, --collapse and --show-ops: which layers are drawn as frames,
// with what is inside them.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "modelviz/view.h"

namespace modelviz {

class Opened {
 public:
  /// Throws Error (Fault::kUsage) where a pattern fits no layer.
  Opened(const Model& model, const Run& run, const ViewOptions& options);

  /// Whether a nested model is drawn with its layers, a wrapper with the layers that it holds.
  [[nodiscard]] bool shows_layers(const Layer& layer) const { return layers_.contains(&layer); }
  /// Whether a layer is drawn with its ops.
  [[nodiscard]] bool shows_ops(const Layer& layer) const { return ops_.contains(&layer); }
  /// Whether the user wants to see nothing of what is in a layer.
  [[nodiscard]] bool is_closed(const Layer& layer) const { return closed_.contains(&layer); }

 private:
  // What patterns of the user fit a layer, or one in it.
  struct Named {
    bool for_ops = false, to_open = false;
  };
  struct Pattern {
    std::string text;
    bool fits = false;       // a layer
    bool fits_more = false;  // one that can be opened
  };

  Named visit(const Layer& layer, int level, bool within_named);
  [[nodiscard]] bool is_named(const Layer& layer);
  [[nodiscard]] const ViewOptions::Opening* opening_of(const Layer& layer, bool can_open);
  void check() const;
  [[noreturn]] void fail(const std::string& option, const std::string& pattern) const;

  const Run& run_;
  const ViewOptions& options_;
  bool all_ops_ = false;
  std::vector<Pattern> for_ops_, openings_;
  std::vector<std::string_view> names_;
  std::set<const Layer*> layers_, ops_, closed_;
};

}  // namespace modelviz
