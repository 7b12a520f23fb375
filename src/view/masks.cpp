#include "view/masks.h"

#include <cstddef>
#include <deque>

namespace modelviz {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

// The nodes all of whose arrows are masks', or go to such nodes.
std::vector<bool> for_masks_alone(const View& view, const std::vector<int>& outputs) {
  std::vector<int> arrows(view.nodes.size(), 0);  // that go elsewhere
  std::vector<std::vector<int>> before(view.nodes.size());
  std::vector<bool> gives_masks(view.nodes.size(), false), alone(view.nodes.size(), false);
  for (int node : outputs) ++arrows[at(node)];
  for (const ViewEdge& edge : view.edges) {
    if (edge.role == EdgeRole::kMask) {
      gives_masks[at(edge.from)] = true;
    } else {
      ++arrows[at(edge.from)];
      before[at(edge.to)].push_back(edge.from);
    }
  }
  std::deque<int> found;
  auto look_at = [&](int node) {
    if (arrows[at(node)] > 0 || alone[at(node)]) return;
    alone[at(node)] = true;
    found.push_back(node);
  };
  for (std::size_t i = 0; i < view.nodes.size(); ++i) {
    if (gives_masks[i]) look_at(static_cast<int>(i));
  }
  for (; !found.empty(); found.pop_front()) {
    for (int maker : before[at(found.front())]) {
      --arrows[at(maker)];
      look_at(maker);
    }
  }
  return alone;
}

}  // namespace

void set_masks_aside(View& view, const std::vector<int>& outputs, std::vector<bool>& kept) {
  std::vector<bool> alone = for_masks_alone(view, outputs);
  for (std::size_t i = 0; i < alone.size(); ++i) {
    // The input of a model and its layers are worth a look also where they only make a mask.
    view.nodes[i].is_side = alone[i] && view.nodes[i].kind == LayerKind::kOp;
    if (!view.options.show_masks && alone[i]) kept[i] = false;
  }
  if (view.options.show_masks) return;
  std::erase_if(view.edges, [&](const ViewEdge& edge) {
    return edge.role == EdgeRole::kMask || alone[at(edge.from)] || alone[at(edge.to)];
  });
}

}  // namespace modelviz
