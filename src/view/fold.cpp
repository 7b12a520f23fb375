#include "view/fold.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

#include "support/text.h"

namespace modelviz {

Fold::Fold(const Graph& graph, std::vector<Repeat> repeats)
    : graph_(graph), repeats_(std::move(repeats)), repeat_of_(graph.layers.size(), -1) {
  for (int index = 0; const Repeat& repeat : repeats_) {
    std::fill(repeat_of_.begin() + repeat.first, repeat_of_.begin() + repeat.end(), index++);
  }
}

int Fold::walk(int layer, std::vector<Level>* levels) const {
  int index = repeat_of_[static_cast<std::size_t>(layer)];
  const Repeat* repeat = index < 0 ? nullptr : &repeats_[static_cast<std::size_t>(index)];
  while (repeat != nullptr) {
    int block = (layer - repeat->first) / repeat->size;
    layer -= block * repeat->size;
    if (levels != nullptr) levels->push_back({repeat, block});
    auto inner = std::find_if(repeat->inner.begin(), repeat->inner.end(), [&](const Repeat& other) {
      return other.first <= layer && layer < other.end();
    });
    repeat = inner == repeat->inner.end() ? nullptr : &*inner;
  }
  return layer;
}

std::vector<Fold::Level> Fold::levels_of(int layer) const {
  std::vector<Level> levels;
  walk(layer, &levels);
  return levels;
}

int Fold::drawn_for(int layer) const { return walk(layer, nullptr); }

std::vector<int> Fold::twins_of(int drawn) const {
  std::vector<int> twins = {drawn};
  for (const Level& level : levels_of(drawn)) {
    std::vector<int> all;
    for (int twin : twins) {
      for (int block = 0; block < level.repeat->count; ++block) {
        all.push_back(twin + block * level.repeat->size);
      }
    }
    twins = std::move(all);
  }
  return twins;
}

namespace {

using Levels = std::vector<Fold::Level>;

// How many repeats two layers are in together.
std::size_t common_levels(const Levels& a, const Levels& b) {
  std::size_t common = 0;
  while (common < std::min(a.size(), b.size()) && a[common].repeat == b[common].repeat) ++common;
  return common;
}

}  // namespace

Fold::Link Fold::link(int layer, std::size_t input, int maker) const {
  Levels taking = levels_of(layer), making = levels_of(maker);
  std::size_t common = common_levels(taking, making);
  Link link;
  int left = common < making.size() ? making[common].repeat->count - 1 - making[common].block : 0;
  if (common > 0) {
    link.back = taking[common - 1].block - making[common - 1].block;
    link.before_last = left;
  } else {
    link.back = left;
  }
  if (common == taking.size()) return link;
  const Level& entered = taking[common];
  int in_last = layer + (entered.repeat->count - 1 - entered.block) * entered.repeat->size;
  const CallSite& site = graph_.layers[static_cast<std::size_t>(in_last)].calls[0];
  Levels of_last = levels_of(site.inputs[input].layer);
  bool is_carried = of_last.size() > common && of_last[common].repeat == entered.repeat;
  link.copy = is_carried ? entered.block : ViewEdge::kEveryCopy;
  return link;
}

// The layer that gives a tensor to a layer, of those that are drawn as one; nothing if the link is
// none of this layer's.
std::optional<int> Fold::maker_for(int taker, int drawn_maker, const Link& link) const {
  Levels taking = levels_of(taker), making = levels_of(drawn_maker);
  std::size_t common = common_levels(taking, making);
  for (std::size_t i = common; i < taking.size() && link.copy != ViewEdge::kEveryCopy; ++i) {
    if (taking[i].block != (i == common ? link.copy : 0)) return std::nullopt;
  }
  int maker = drawn_maker;
  for (std::size_t i = 0; i < making.size(); ++i) {
    const Repeat& repeat = *making[i].repeat;
    int block = i < common ? taking[i].block : repeat.count - 1;
    bool is_counted = common > 0 ? i + 1 == common : i == 0;
    if (is_counted) block -= link.back;
    if (i == common) block -= link.before_last;
    if (block < 0) return std::nullopt;
    maker += block * repeat.size;
  }
  return maker;
}

bool Fold::is_exact() const {
  using Tensor = std::tuple<int, int, TensorRef>;  // taker, maker, and which of its tensors
  std::set<Tensor> meant, unfolded;
  std::set<std::pair<Tensor, Link>> drawn;
  for (int taker = 0; taker < static_cast<int>(graph_.layers.size()); ++taker) {
    for (const CallSite& site : graph_.layers[static_cast<std::size_t>(taker)].calls) {
      for (std::size_t input = 0; input < site.inputs.size(); ++input) {
        TensorRef ref = site.inputs[input];
        int maker = std::exchange(ref.layer, 0);
        meant.emplace(taker, maker, ref);
        drawn.emplace(Tensor(drawn_for(taker), drawn_for(maker), ref), link(taker, input, maker));
      }
    }
  }
  for (const auto& [tensor, link] : drawn) {
    const auto& [drawn_taker, drawn_maker, ref] = tensor;
    for (int taker : twins_of(drawn_taker)) {
      std::optional<int> maker = maker_for(taker, drawn_maker, link);
      if (maker) unfolded.emplace(taker, *maker, ref);
    }
  }
  return unfolded == meant;
}

namespace {

// What repeats within the first block of a repeat, and within that.
void add_inner(const Graph& graph, const std::vector<bool>& foldable, const RepeatOptions& options,
               Repeat& repeat) {
  std::vector<bool> in_block(foldable.size(), false);
  auto begin = foldable.begin() + repeat.first;
  std::copy(begin, begin + repeat.size, in_block.begin() + repeat.first);
  repeat.inner = find_repeats(graph, in_block, options);
  for (Repeat& inner : repeat.inner) add_inner(graph, in_block, options, inner);
}

int boxes_in(const Repeat& repeat, const std::vector<int>& boxes) {
  if (boxes.empty()) return repeat.size;
  auto first = boxes.begin() + repeat.first;
  return std::accumulate(first, first + repeat.size, 0);
}

int saved_by(const std::vector<Repeat>& repeats, const std::vector<int>& boxes) {
  int saved = 0;
  for (const Repeat& repeat : repeats) {
    saved += (repeat.count - 1) * boxes_in(repeat, boxes) + saved_by(repeat.inner, boxes);
  }
  return saved;
}

}  // namespace

std::vector<Repeat> shown_repeats(const Graph& graph, std::vector<bool> foldable,
                                  const Failures& failures, const RepeatOptions& options) {
  if (options.least_count == 0) return {};
  for (std::size_t i = 0; i < foldable.size(); ++i) {
    if (failures.contains(&graph.layers[i])) foldable[i] = false;
  }
  RepeatOptions outer = options;
  outer.saved_within = [&](Repeat repeat) {
    add_inner(graph, foldable, options, repeat);
    bool is_drawn = !repeat.inner.empty() && Fold(graph, {repeat}).is_exact();
    return is_drawn ? saved_by(repeat.inner, options.boxes) : 0;
  };
  std::vector<Repeat> repeats = find_repeats(graph, foldable, outer);
  for (Repeat& repeat : repeats) {
    add_inner(graph, foldable, options, repeat);
    // What goes from the middle of one block to that of another cannot be drawn.
    if (!repeat.inner.empty() && !Fold(graph, repeats).is_exact()) repeat.inner.clear();
  }
  return repeats;
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

bool is_of_number(char c) { return is_digit(c) || c == '.'; }

// units 64 and units 128 are units 64…128, and with units 256 they are units 64…256.
std::string merged_item(std::string_view item, std::string_view twin) {
  if (item == twin) return std::string(item);
  std::string_view start = item.substr(0, common_start(item, twin));
  while (!start.empty() && is_of_number(start.back())) start.remove_suffix(1);
  std::string_view first = item.substr(start.size()), last = twin.substr(start.size());
  std::string_view end = last.substr(last.size() - common_end(first, last));
  while (!end.empty() && is_of_number(end.front())) end.remove_prefix(1);
  first.remove_suffix(end.size());
  last.remove_suffix(end.size());
  first = first.substr(0, first.find("…"));
  std::string merged(start);
  if (first != last) merged.append(first).append("…").append(last);
  return merged.append(end);
}

std::string merged_list(std::string_view text, std::string_view twin) {
  if (text == twin) return std::string(text);
  std::vector<std::string_view> items = split(text, ','), others = split(twin, ',');
  if (items.size() != others.size()) return std::string(text);
  std::vector<std::string> merged;
  for (std::size_t i = 0; i < items.size(); ++i) {
    merged.push_back(merged_item(trim(items[i]), trim(others[i])));
  }
  return join(merged, ", ");
}

}  // namespace

std::string merged_shape(const std::string& shape, const std::string& twin) {
  if (shape == twin || shape.size() < 2 || twin.size() < 2) return shape;
  auto sizes_of = [](std::string_view text) { return text.substr(1, text.size() - 2); };
  return "(" + merged_list(sizes_of(shape), sizes_of(twin)) + ")";
}

namespace {

// Where only numbers differ, of each a star: block*_sepconv*. Nothing where more does.
std::optional<std::string> with_numbers_merged(std::string_view name, std::string_view twin) {
  std::string merged;
  auto take_number = [](std::string_view& text) {
    std::size_t end = 0;
    while (end < text.size() && is_digit(text[end])) ++end;
    std::string_view number = text.substr(0, end);
    text.remove_prefix(end);
    return number;
  };
  while (!name.empty() && !twin.empty()) {
    bool is_merged = name.front() == '*' && is_digit(twin.front());
    if (is_merged || (is_digit(name.front()) && is_digit(twin.front()))) {
      std::string_view number = is_merged ? name.substr(0, 1) : take_number(name);
      if (is_merged) name.remove_prefix(1);
      merged += number == take_number(twin) ? number : "*";
    } else if (name.front() == twin.front()) {
      merged += name.front();
      name.remove_prefix(1);
      twin.remove_prefix(1);
    } else {
      return std::nullopt;
    }
  }
  return name.empty() && twin.empty() ? std::optional(merged) : std::nullopt;
}

}  // namespace

std::string merged_name(const std::string& name, const std::string& twin) {
  if (name == twin) return name;
  if (auto merged = with_numbers_merged(name, twin)) return *merged;
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
  node.attributes = merged_list(node.attributes, twin.attributes);
  merge_shapes(node.input_shapes, twin.input_shapes);
  merge_shapes(node.output_shapes, twin.output_shapes);
  node.params += twin.params;
  if (node.macs && twin.macs) node.macs = *node.macs + *twin.macs;
  for (std::size_t i = 0; i < std::min(node.weights.size(), twin.weights.size()); ++i) {
    node.weights[i].shape = merged_shape(node.weights[i].shape, twin.weights[i].shape);
  }
}

}  // namespace modelviz
