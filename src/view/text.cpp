// A view as lines of text, for tests and for debugging by reading.
#include "support/text.h"

#include <cstddef>

#include "modelviz/view.h"

namespace modelviz {
namespace {

std::string text(const ViewNode& node) {
  std::string line =
      node.id + " " + node.name + " " + node.class_name + " " + join(node.output_shapes, " ");
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
  return line + "\n";
}

void add_content(const View& view, int cluster, const std::string& indent, std::string& result) {
  for (const ViewNode& node : view.nodes) {
    if (node.cluster == cluster) result += indent + text(node);
  }
  for (int i = 0; const ViewCluster& inner : view.clusters) {
    if (inner.parent == cluster) {
      result += indent + inner.id + " " + inner.name + " " + inner.class_name + "\n";
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
              view.nodes[static_cast<std::size_t>(edge.to)].id + " " + edge.shape + "\n";
  }
  return result;
}

}  // namespace modelviz
