#include "view/fusion.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "support/text.h"
#include "view/fold.h"
#include "view/node.h"

namespace modelviz {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

using Group = std::vector<int>;  // nodes of the view, in line
using Box = std::vector<Group>;  // groups in line that look alike

bool is_main(const ViewNode& node) {
  switch (node.kind) {
    case LayerKind::kNormalization:
    case LayerKind::kActivation:
    case LayerKind::kRegularization:
    case LayerKind::kReshaping:
      return false;
    default:
      return true;
  }
}

bool can_share(const ViewNode& node) {
  return node.role == NodeRole::kLayer && node.state == NodeState::kInferred && node.calls == 1 &&
         !node.is_side && node.kind != LayerKind::kInput && node.kind != LayerKind::kModel;
}

bool is_plain(const ViewEdge& edge) {
  return edge.role == EdgeRole::kTensor && edge.to_cluster < 0 && !edge.is_carried() &&
         edge.copy != ViewEdge::kEveryCopy;
}

bool looks_like(const ViewNode& a, const ViewNode& b) {
  auto has_same_shape = [](const ViewWeight& one, const ViewWeight& other) {
    return one.shape == other.shape;
  };
  return a.class_name == b.class_name && a.attributes == b.attributes && a.detail == b.detail &&
         a.activation == b.activation && a.output_shapes == b.output_shapes &&
         a.dtypes == b.dtypes && a.trainable == b.trainable &&
         std::equal(a.weights.begin(), a.weights.end(), b.weights.begin(), b.weights.end(),
                    has_same_shape);
}

// "relu" says more than "Activation", and is shorter.
std::string text_of(const ViewNode& node, const ViewOptions& options) {
  bool has_activation = !node.activation.empty() && node.activation != "linear";
  if (node.class_name == "Activation" && has_activation) return node.activation;
  std::string text = node.class_name;
  for (const std::string* setting : {&node.attributes, &node.detail}) {
    if (!setting->empty()) text.append(" ").append(*setting);
  }
  if (options.show_layer_activations && has_activation) text.append(" ").append(node.activation);
  return text;
}

class Fuser {
 public:
  explicit Fuser(const View& view)
      : view_(view), next_(view.nodes.size(), -1), box_of_(view.nodes.size(), -1) {
    std::vector<bool> is_led_to = link();
    for (int i = 0; i < static_cast<int>(view.nodes.size()); ++i) {
      if (is_led_to[at(i)]) continue;
      add_line(i);
    }
  }

  View fuse() && {
    View result{.title = view_.title,
                .description = view_.description,
                .nodes = {},
                .edges = {},
                .clusters = view_.clusters,
                .legend = {},
                .legend_title = {},
                .options = view_.options};
    std::sort(boxes_.begin(), boxes_.end());
    for (const Box& box : boxes_) {
      int index = add_node(result, node_for(box));
      for (const Group& group : box) {
        for (int node : group) box_of_[at(node)] = index;
      }
    }
    for (ViewEdge edge : view_.edges) {
      bool is_within = box_of_[at(edge.from)] == box_of_[at(edge.to)] && is_plain(edge);
      edge.from = box_of_[at(edge.from)];
      edge.to = box_of_[at(edge.to)];
      if (!is_within) result.edges.push_back(std::move(edge));
    }
    return result;
  }

 private:
  // What follows each node where nothing else does, and follows nothing else. Returns which nodes
  // follow one.
  std::vector<bool> link() {
    std::vector<int> in(view_.nodes.size(), 0), out(view_.nodes.size(), 0);
    auto is_weights = [&](const ViewEdge& edge) {
      return node(edge.from).role == NodeRole::kWeights;
    };
    for (const ViewEdge& edge : view_.edges) {
      if (is_weights(edge)) continue;
      ++out[at(edge.from)];
      ++in[at(edge.to)];
    }
    std::vector<bool> is_led_to(view_.nodes.size(), false);
    for (const ViewEdge& edge : view_.edges) {
      const ViewNode &from = node(edge.from), &to = node(edge.to);
      bool is_line = edge.from < edge.to && out[at(edge.from)] == 1 && in[at(edge.to)] == 1 &&
                     is_plain(edge) && from.cluster == to.cluster && can_share(from) &&
                     can_share(to);
      if (!is_line) continue;
      next_[at(edge.from)] = edge.to;
      is_led_to[at(edge.to)] = true;
    }
    return is_led_to;
  }

  // What is frozen shares no box with what is trained.
  void add_line(int first) {
    Group line;
    std::optional<bool> trainable;
    for (int i = first; i >= 0; i = next_[at(i)]) {
      if (trainable && node(i).trainable && trainable != node(i).trainable) {
        add_boxes(groups_of(std::exchange(line, {})));
      }
      if (node(i).trainable) trainable = node(i).trainable;
      line.push_back(i);
    }
    add_boxes(groups_of(line));
  }

  // Each with one main layer. Where a line begins with an activation or normalization, those of the
  // later groups stand before their main layers, too.
  [[nodiscard]] std::vector<Group> groups_of(const Group& line) const {
    auto main = [&](int i) { return is_main(node(i)); };
    auto first_main = std::find_if(line.begin(), line.end(), main);
    Group leading(line.begin(), first_main);
    std::erase_if(leading, [&](int i) { return is_reshaping(i); });
    std::vector<Group> groups(1);
    bool has_main = false;
    for (int i : line) {
      if (main(i) && std::exchange(has_main, true)) {
        Group& before = groups.back();
        auto begin = before.end() - count_leading(before, leading);
        Group next(begin, before.end());
        before.erase(begin, before.end());
        groups.push_back(std::move(next));
      }
      groups.back().push_back(i);
    }
    return groups;
  }

  // How many at the end of a group belong to the main layer behind it.
  [[nodiscard]] std::ptrdiff_t count_leading(const Group& group, const Group& leading) const {
    auto last = std::find_if(group.rbegin(), group.rend(), [&](int i) { return !is_reshaping(i); });
    std::ptrdiff_t count = last - group.rbegin();
    auto is_same = [&](int a, int b) { return node(a).class_name == node(b).class_name; };
    bool begins_alike = static_cast<std::size_t>(group.rend() - last) > leading.size() &&
                        std::equal(leading.rbegin(), leading.rend(), last, is_same);
    return begins_alike ? count + std::ssize(leading) : count;
  }

  // Those that look alike, as often as blocks must repeat to be drawn once, are one box.
  void add_boxes(const std::vector<Group>& groups) {
    auto least = at(view_.options.fold);
    for (auto begin = groups.begin(); begin != groups.end();) {
      auto end = std::find_if(begin, groups.end(),
                              [&](const Group& other) { return !is_alike(*begin, other); });
      Box box(begin, end);
      if (least > 0 && box.size() >= least) {
        boxes_.push_back(std::move(box));
      } else {
        for (Group& group : box) boxes_.push_back({std::move(group)});
      }
      begin = end;
    }
  }

  [[nodiscard]] bool is_alike(const Group& a, const Group& b) const {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](int i, int j) { return looks_like(node(i), node(j)); });
  }

  [[nodiscard]] ViewNode node_for(const Box& box) const {
    const Group& group = box.front();
    if (box.size() == 1 && group.size() == 1) return node(group.front());
    std::size_t place = 0;  // of the main layer
    while (place < group.size() && !is_main(node(group[place]))) ++place;
    if (place == group.size()) place = 0;
    ViewNode result = layer_for(box, place);
    result.twins = twins_of(box, place);
    for (std::size_t i = 0; i < group.size(); ++i) {
      ViewNode layer = layer_for(box, i);
      result.fused.push_back({layer.name, text_of(layer, view_.options)});
      if (i == 0) result.weights.clear();
      for (ViewWeight& weight : layer.weights) {
        weight.name.insert(0, layer.name + "/");
        result.weights.push_back(std::move(weight));
      }
      if (i != place) add_cost(result, layer);
    }
    const ViewNode& last = node(box.back().back());
    result.input_shapes = node(group.front()).input_shapes;
    result.output_shapes = last.output_shapes;
    result.dtypes = last.dtypes;
    result.fused_groups = static_cast<int>(box.size());
    result.class_name = join(fused_pieces(result), " ");
    result.attributes.clear();
    result.detail.clear();
    return result;
  }

  // The layers at one place of all groups as one.
  [[nodiscard]] ViewNode layer_for(const Box& box, std::size_t place) const {
    ViewNode layer = node(box.front()[place]);
    for (auto group = std::next(box.begin()); group != box.end(); ++group) {
      const ViewNode& other = node((*group)[place]);
      layer.name = merged_name(layer.name, other.name);
      add_cost(layer, other);
    }
    return layer;
  }

  [[nodiscard]] std::vector<std::string> twins_of(const Box& box, std::size_t place) const {
    std::vector<std::string> twins;
    for (const Group& group : box) {
      const ViewNode& layer = node(group[place]);
      if (layer.twins.empty() && box.size() > 1) twins.push_back(layer.name);
      twins.insert(twins.end(), layer.twins.begin(), layer.twins.end());
    }
    return twins;
  }

  static void add_cost(ViewNode& node, const ViewNode& other) {
    node.params += other.params;
    if (node.macs && other.macs) node.macs = *node.macs + *other.macs;
    if (!node.trainable) node.trainable = other.trainable;
  }

  [[nodiscard]] const ViewNode& node(int index) const { return view_.nodes[at(index)]; }
  [[nodiscard]] bool is_reshaping(int index) const {
    return node(index).kind == LayerKind::kReshaping;
  }

  const View& view_;
  std::vector<int> next_, box_of_;
  std::vector<Box> boxes_;
};

}  // namespace

View fused(const View& view) { return Fuser(view).fuse(); }

std::vector<std::string> fused_pieces(const ViewNode& node) {
  std::vector<std::string> pieces;
  for (const FusedLayer& layer : node.fused) pieces.push_back(layer.text + " →");
  if (pieces.empty()) return pieces;
  pieces.back() = node.fused.back().text;
  if (node.fused_groups > 1) {
    pieces.front().insert(0, std::to_string(node.fused_groups) + " × (");
    pieces.back() += ')';
  }
  return pieces;
}

}  // namespace modelviz
