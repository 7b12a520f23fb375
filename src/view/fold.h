// Repeated blocks drawn once: which layer stands for which, and what a box says of all of them.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "modelviz/view.h"
#include "view/node.h"
#include "view/repeats.h"

namespace modelviz {

/// The fold of one graph.
class Fold {
 public:
  Fold(const Graph& graph, std::vector<Repeat> repeats);

  /// A repeat that a layer belongs to, and in which of its blocks it is.
  struct Level {
    const Repeat* repeat;
    int block;
  };
  /// The outermost first; empty for a layer that is in none.
  [[nodiscard]] std::vector<Level> levels_of(int layer) const;
  /// The layer of the first block that is drawn for it; itself if it is in no repeat.
  [[nodiscard]] int drawn_for(int layer) const;
  /// All layers that one is drawn for, itself the first, in the order of the graph.
  [[nodiscard]] std::vector<int> twins_of(int drawn) const;

  /// What ViewEdge::back, copy and before_last say of the index-th input of the only call of a
  /// layer.
  struct Link {
    int back = 0, copy = 0, before_last = 0;
    friend auto operator<=>(const Link&, const Link&) = default;  // NOLINT: its 0 is none of ours
  };
  [[nodiscard]] Link link(int layer, std::size_t input, int maker) const;

  /// Whether what is drawn says it all: unfolded, it is the graph.
  [[nodiscard]] bool is_exact() const;

 private:
  int walk(int layer, std::vector<Level>* levels) const;
  [[nodiscard]] std::optional<int> maker_for(int taker, int drawn_maker, const Link& link) const;

  const Graph& graph_;
  std::vector<Repeat> repeats_;
  std::vector<int> repeat_of_;  // by layer; -1 is none
};

/// The repeats that are drawn or shown once, and those within their blocks: not those of layers
/// that fail. With a least count of 0 there are none.
std::vector<Repeat> shown_repeats(const Graph& graph, std::vector<bool> foldable,
                                  const Failures& failures, const RepeatOptions& options);

/// How many boxes a layer is drawn as, where these nested models are opened.
int boxes_of(const Layer& layer, const std::function<bool(const Layer&)>& is_opened);

/// Makes a box speak of its twin in another block, too: conv_*, (None, 14, 14, 256…480).
void merge(ViewNode& node, const ViewNode& twin);
/// The same of a name: what two names do not share becomes a *.
std::string merged_name(const std::string& name, const std::string& twin);
/// (None, 14, 256…320) and (None, 14, 352): each size that changes is given from its first to its
/// last value.
std::string merged_shape(const std::string& shape, const std::string& twin);

}  // namespace modelviz
