// Blocks of layers that a model repeats: the same layers with the same settings, connected alike.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "modelviz/model.h"

namespace modelviz {

/// `count` blocks of `size` layers, which follow each other in the list of layers from the
/// `first` on. Each takes from the blocks before it what the others take from those before them,
/// and from elsewhere the same tensors; only the first ones may take something else.
struct Repeat {
  int first = 0, size = 0, count = 0;
  /// Of the layers of the first block; in the others they repeat alike.
  std::vector<Repeat> inner = {};

  [[nodiscard]] int end() const { return first + size * count; }
};

/// How many blocks back a tensor may be taken from, within the repeated blocks and behind them:
/// the cells of NASNet look back two cells.
constexpr int kLooksBack = 2;

struct RepeatOptions {
  int least_count = 2;
  int least_saved = 4;  ///< boxes; for less a frame is not worth its place
  /// By layer how many boxes it is drawn as: more than one for a nested model that is opened. Empty
  /// where it is one for each.
  std::vector<int> boxes = {};
  /// By layer whether its twins need only be similar. Empty: all have the same settings.
  std::vector<bool> similar = {};
  /// How many boxes the repeats within a block spare. It decides where blocks begin that could
  /// begin at several layers alike.
  std::function<int(const Repeat&)> saved_within = {};
};

/// The repeats of a graph, in its order, without overlaps: those first that save most. A layer that
/// is not `foldable`, or is called several times, is in none.
std::vector<Repeat> find_repeats(const Graph& graph, const std::vector<bool>& foldable,
                                 const RepeatOptions& options = {});

/// What two layers must have in common to be the same: class, settings and what they hold. Names
/// and seeds are left out, and of similar layers what follows the sizes of tensors and the depth:
/// how many filters or units there are, how much is padded, cropped or dropped, into which shape a
/// tensor is brought.
std::string settings_text(const Layer& layer, bool similar = false);

}  // namespace modelviz
