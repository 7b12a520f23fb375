#include "view/fold.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "support/text.h"

namespace modelviz {

Fold::Fold(const Graph& graph, std::vector<Repeat> repeats)
    : graph_(graph), repeats_(std::move(repeats)), repeat_of_(graph.layers.size(), -1) {
  for (int index = 0; const Repeat& repeat : repeats_) {
    std::fill(repeat_of_.begin() + repeat.first, repeat_of_.begin() + repeat.end(), index++);
  }
}

const Repeat* Fold::repeat_of(int layer) const {
  int index = repeat_of_[static_cast<std::size_t>(layer)];
  return index < 0 ? nullptr : &repeats_[static_cast<std::size_t>(index)];
}

int Fold::block_of(int layer) const {
  const Repeat* repeat = repeat_of(layer);
  return repeat == nullptr ? 0 : (layer - repeat->first) / repeat->size;
}

int Fold::drawn_for(int layer) const {
  const Repeat* repeat = repeat_of(layer);
  return repeat == nullptr ? layer : layer - block_of(layer) * repeat->size;
}

Fold::Link Fold::link(int layer, std::size_t input, int maker) const {
  const Repeat *taking = repeat_of(layer), *making = repeat_of(maker);
  if (taking != nullptr && taking == making) return {.back = block_of(layer) - block_of(maker)};
  Link link;
  if (making != nullptr) link.back = making->count - 1 - block_of(maker);
  if (taking == nullptr) return link;
  int in_last = drawn_for(layer) + (taking->count - 1) * taking->size;
  const CallSite& site = graph_.layers[static_cast<std::size_t>(in_last)].calls[0];
  bool is_carried = repeat_of(site.inputs[input].layer) == taking;
  link.copy = is_carried ? block_of(layer) : ViewEdge::kEveryCopy;
  return link;
}

std::vector<Repeat> shown_repeats(const Graph& graph, std::vector<bool> foldable,
                                  const Failures& failures, const RepeatOptions& options) {
  if (options.least_count == 0) return {};
  for (std::size_t i = 0; i < foldable.size(); ++i) {
    if (failures.contains(&graph.layers[i])) foldable[i] = false;
  }
  return find_repeats(graph, foldable, options);
}

int boxes_of(const Layer& layer, const std::function<bool(const Layer&)>& is_opened) {
  if (!layer.graph || !is_opened(layer)) return 1;
  int boxes = 0;
  for (const Layer& inner : layer.graph->layers) boxes += boxes_of(inner, is_opened);
  return boxes;
}

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Whether a name must not be cut between these two bytes: within a number or a character of UTF-8.
bool belong_together(char before, char after) {
  return (is_digit(before) && is_digit(after)) ||
         (static_cast<unsigned char>(after) & 0xC0) == 0x80;
}

bool can_be_cut(std::string_view text, std::size_t at) {
  return at == 0 || at >= text.size() || !belong_together(text[at - 1], text[at]);
}

// How many bytes two names share at their start.
std::size_t common_start(std::string_view a, std::string_view b) {
  std::size_t most = std::min(a.size(), b.size()), length = 0;
  while (length < most && a[length] == b[length]) ++length;
  while (!can_be_cut(a, length) || !can_be_cut(b, length)) --length;
  return length;
}

// And at their end.
std::size_t common_end(std::string_view a, std::string_view b) {
  std::size_t most = std::min(a.size(), b.size()), length = 0;
  while (length < most && a[a.size() - 1 - length] == b[b.size() - 1 - length]) ++length;
  while (!can_be_cut(a, a.size() - length) || !can_be_cut(b, b.size() - length)) --length;
  return length;
}

void merge_shapes(std::vector<std::string>& shapes, const std::vector<std::string>& twins) {
  for (std::size_t i = 0; i < std::min(shapes.size(), twins.size()); ++i) {
    shapes[i] = merged_shape(shapes[i], twins[i]);
  }
}

}  // namespace

std::string merged_shape(const std::string& shape, const std::string& twin) {
  if (shape == twin || shape.size() < 2 || twin.size() < 2) return shape;
  auto sizes_of = [](const std::string& text) {
    return split(std::string_view(text).substr(1, text.size() - 2), ',');
  };
  std::vector<std::string_view> sizes = sizes_of(shape), others = sizes_of(twin);
  if (sizes.size() != others.size()) return shape;
  std::vector<std::string> merged;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    std::string_view first = trim(sizes[i]), last = trim(others[i]);
    first = first.substr(0, first.find("…"));
    merged.push_back(first == last ? std::string(first)
                                   : std::string(first) + "…" + std::string(last));
  }
  return "(" + join(merged, ", ") + ")";
}

std::string merged_name(const std::string& name, const std::string& twin) {
  if (name == twin) return name;
  std::size_t star = name.find('*');
  std::string_view start = std::string_view(name).substr(0, star);
  std::string_view end =
      star == std::string::npos ? start : std::string_view(name).substr(star + 1);
  start = start.substr(0, common_start(start, twin));
  std::string_view rest = std::string_view(twin).substr(start.size());
  end = end.substr(end.size() - common_end(end, rest));
  return std::string(start) + "*" + std::string(end);
}

void merge(ViewNode& node, const ViewNode& twin) {
  if (node.twins.empty()) node.twins.push_back(node.name);
  node.twins.push_back(twin.name);
  node.name = merged_name(node.name, twin.name);
  merge_shapes(node.input_shapes, twin.input_shapes);
  merge_shapes(node.output_shapes, twin.output_shapes);
  node.params += twin.params;
  if (node.macs && twin.macs) node.macs = *node.macs + *twin.macs;
  for (std::size_t i = 0; i < std::min(node.weights.size(), twin.weights.size()); ++i) {
    node.weights[i].shape = merged_shape(node.weights[i].shape, twin.weights[i].shape);
  }
}

}  // namespace modelviz
