// A view as lines of text, for tests and for debugging by reading.
#include "support/text.h"

#include <cstddef>
#include <initializer_list>
#include <vector>

#include "modelviz/view.h"

namespace modelviz {
namespace {

std::string words(std::initializer_list<std::string> parts) {
  std::string result;
  for (const std::string& part : parts) {
    if (!part.empty()) result += (result.empty() ? "" : " ") + part;
  }
  return result;
}

std::string weights_text(const ViewNode& node) {
  std::vector<std::string> items;
  for (const ViewWeight& weight : node.weights) items.push_back(weight.name + " " + weight.shape);
  return "{" + join(items, ", ") + "}";
}

std::string subject(const ViewNode& node) {
  switch (node.role) {
    case NodeRole::kOp:
      return "[" + words({node.name, node.detail}) + "]";
    case NodeRole::kWeights:
      return weights_text(node);
    case NodeRole::kBoundary:
      return "(" + node.name + ")";
    case NodeRole::kState:
      return "<" + words({node.name, node.detail}) + ">";
    case NodeRole::kLayer:
      break;
  }
  std::string op = node.detail.empty() ? "" : "[" + node.detail + "]";
  return words({node.name, node.class_name, op});
}

std::string text(const ViewNode& node) {
  std::string line = words({node.id, subject(node), join(node.output_shapes, " ")});
  switch (node.state) {
    case NodeState::kInferred:
      break;
    case NodeState::kRecorded:
      line += " recorded";
      break;
    case NodeState::kUnknown:
      line += " unknown";
      break;
    case NodeState::kFailed:
      line += " failed: " + node.message;
      break;
  }
  if (node.call > 0) line += " call " + std::to_string(node.call);
  return line + "\n";
}

std::string text(const ViewCluster& cluster) {
  std::string call = cluster.call > 0 ? "call " + std::to_string(cluster.call) : "";
  return words({cluster.id, cluster.name, cluster.class_name, call}) + "\n";
}

// What an arrow says besides its ends.
std::string remarks(const View& view, const ViewEdge& edge) {
  std::string line;
  if (edge.to_cluster >= 0) {
    line += " at " + view.clusters[static_cast<std::size_t>(edge.to_cluster)].id;
  }
  if (edge.back > 0) line += " back " + std::to_string(edge.back);
  if (edge.before_last > 0) line += " before last " + std::to_string(edge.before_last);
  if (edge.copy > 0) line += " in copy " + std::to_string(edge.copy);
  if (edge.copy == ViewEdge::kEveryCopy) line += " in every copy";
  if (edge.from_call > 0) line += " of call " + std::to_string(edge.from_call);
  for (int call : edge.to_calls) line += " to call " + std::to_string(call);
  if (edge.role == EdgeRole::kMask) line += " as mask";
  if (edge.role == EdgeRole::kState) line += " as state";
  return line;
}

void add_content(const View& view, int cluster, const std::string& indent, std::string& result) {
  for (const ViewNode& node : view.nodes) {
    if (node.cluster == cluster) result += indent + text(node);
  }
  for (int i = 0; const ViewCluster& inner : view.clusters) {
    if (inner.parent == cluster) {
      result += indent + text(inner);
      add_content(view, i, indent + "  ", result);
    }
    ++i;
  }
}

}  // namespace

std::string text(const View& view) {
  std::string result = view.title + "\n";
  add_content(view, -1, "  ", result);
  for (const ViewEdge& edge : view.edges) {
    result += view.nodes[static_cast<std::size_t>(edge.from)].id + " -> " +
              view.nodes[static_cast<std::size_t>(edge.to)].id;
    result += remarks(view, edge);
    result += (edge.shape.empty() ? "" : " " + edge.shape) + "\n";
  }
  return result;
}

}  // namespace modelviz
