#include "output/facts.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "output/node_label.h"
#include "support/text.h"
#include "view/label.h"

namespace modelviz {
namespace {

// Of long lists the beginning.
std::string listed(const std::vector<std::string>& items) {
  constexpr std::size_t kMost = 8;
  if (items.size() <= kMost) return join(items, ", ");
  std::vector<std::string> first(items.begin(), items.begin() + kMost);
  return join(first, ", ") + ", … " + std::to_string(items.size() - kMost) + " more";
}

class Facts {
 public:
  void add(const std::string& line) {
    if (!line.empty()) text_ += (text_.empty() ? "" : "\n") + sanitize(line);
  }
  std::string take() && { return std::move(text_); }

 private:
  std::string text_;
};

std::string joined(std::initializer_list<std::string> parts) {
  std::vector<std::string> given;
  for (const std::string& part : parts) {
    if (!part.empty()) given.push_back(part);
  }
  return join(given, " · ");
}

std::string class_line(const ViewNode& node) {
  bool is_said = node.attributes.find(node.activation) != std::string::npos;
  std::string activation = is_said || node.activation == "linear" ? "" : node.activation;
  std::string kind = node.role == NodeRole::kOp ? "op" : node.class_name;
  return joined({kind, node.attributes, activation, node.detail,
                 node.calls > 1 ? calls_text(node.call, node.calls) : ""});
}

void add_fused(Facts& facts, const ViewNode& node) {
  if (node.fused_groups > 1) facts.add(std::to_string(node.fused_groups) + " groups of layers:");
  for (const FusedLayer& layer : node.fused) facts.add(joined({layer.name, layer.text}));
}

std::string shapes_line(const ViewNode& node) {
  if (node.role == NodeRole::kWeights) return "";
  std::string inputs = listed(node.input_shapes), outputs = listed(node.output_shapes);
  return inputs.empty() ? outputs : inputs + " → " + outputs;
}

std::string dtypes_line(const ViewNode& node) {
  std::vector<std::string> dtypes = node.dtypes;
  dtypes.erase(std::unique(dtypes.begin(), dtypes.end()), dtypes.end());
  return listed(dtypes);
}

std::string state_line(const ViewNode& node) {
  switch (node.state) {
    case NodeState::kInferred:
      break;
    case NodeState::kRecorded:
      return "unknown class, its shapes are those that the file tells";
    case NodeState::kUnknown:
      return node.role == NodeRole::kLayer ? "its shapes are not known" : "";
    case NodeState::kFailed:
      return "error: " + node.message;
  }
  return "";
}

std::string params_line(const ViewNode& node) {
  if (node.params == 0) return "";
  std::string line = with_thousands(node.params) + " parameters";
  if (node.trainable) line += *node.trainable ? ", trainable" : ", not trainable";
  return line;
}

void add_weights(Facts& facts, const ViewNode& node) {
  bool is_layer = node.role == NodeRole::kLayer;
  for (const ViewWeight& weight : node.weights) {
    bool is_frozen = !weight.trainable && (!is_layer || node.trainable == true);
    facts.add(joined({weight.name + " " + weight.shape, is_layer ? "" : weight.dtype,
                      is_frozen ? "not trainable" : ""}));
  }
}

}  // namespace

std::string name_of(const ViewNode& node) {
  if (node.role != NodeRole::kWeights) return node.name;
  std::vector<std::string> names;
  for (const ViewWeight& weight : node.weights) names.push_back(weight.name);
  return listed(names);
}

std::string facts_of(const ViewNode& node) {
  Facts facts;
  facts.add(name_of(node));
  if (node.fused.empty()) {
    facts.add(node.role == NodeRole::kBoundary ? "outside of the part that is drawn"
                                               : class_line(node));
  }
  add_fused(facts, node);
  // A layer has said the dtype, and whether it is trained.
  bool is_layer = node.role == NodeRole::kLayer;
  if (!is_layer) add_weights(facts, node);
  facts.add(shapes_line(node));
  facts.add(dtypes_line(node));
  facts.add(params_line(node));
  if (is_layer) add_weights(facts, node);
  bool has_macs = node.macs && node.macs->constant() != 0;
  if (has_macs) facts.add(field_text(node, "macs") + " multiply-accumulates for one sample");
  if (node.is_side) facts.add("for masks alone");
  if (!node.twins.empty()) facts.add("stands for " + listed(node.twins));
  facts.add(state_line(node));
  return std::move(facts).take();
}

std::string facts_of(const ViewCluster& cluster) {
  Facts facts;
  if (cluster.role == FrameRole::kRepeat) {
    facts.add(cluster.name + " blocks");
  } else if (cluster.role == FrameRole::kLoop) {
    facts.add(cluster.name + " steps");
  } else {
    facts.add(cluster.name);
  }
  facts.add(joined(
      {cluster.class_name, cluster.calls > 1 ? calls_text(cluster.call, cluster.calls) : ""}));
  return std::move(facts).take();
}

std::string facts_of(const View& view, const ViewEdge& edge) {
  auto name = [&](int node) { return name_of(view.nodes[static_cast<std::size_t>(node)]); };
  Facts facts;
  facts.add(name(edge.from) + " → " + name(edge.to));
  std::string role = edge.role == EdgeRole::kMask    ? "mask"
                     : edge.role == EdgeRole::kState ? "state"
                                                     : "";
  facts.add(joined({edge.shape + (edge.dtype.empty() ? "" : " " + edge.dtype), role,
                    calls_text(edge), edge.is_carried() ? "from block to block" : ""}));
  return std::move(facts).take();
}

}  // namespace modelviz
