// What an SVG says of a view beside the shapes: names, ids and tooltips.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "modelviz/view.h"
#include "output/svg_ids.h"

namespace modelviz {

struct SvgNote {
  std::string id;     ///< empty for arrows, which have none
  std::string facts;  ///< lines; empty where nothing is known
};

/// All of it, as it is written into XML, so that it can be made while Graphviz draws.
class SvgNotes {
 public:
  explicit SvgNotes(const View& view);

  /// The words for the whole picture, and the attribute of its root that names them.
  [[nodiscard]] const std::string& head() const { return head_; }
  [[nodiscard]] const std::string& label() const { return label_; }

  /// Of what Graphviz calls so: a "node" n0, a "cluster" cluster_c0, an "edge" n0->n1. Each can be
  /// taken once; arrows between the same two come in their order.
  SvgNote take(std::string_view kind, std::string_view title);

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  template <class T>
  using ByTitle = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

  std::string head_, label_;
  ByTitle<SvgNote> nodes_, clusters_;
  ByTitle<std::vector<std::string>> edges_;  // the facts, the next ones at the end
};

}  // namespace modelviz
