#include "output/svg_notes.h"

#include <cstddef>
#include <utility>

#include "output/facts.h"
#include "output/label_text.h"
#include "support/text.h"

namespace modelviz {
namespace {

std::string xml_lines(const std::string& facts) {
  std::string result;
  for (std::string_view line : split(facts, '\n')) {
    if (!result.empty()) result += '\n';
    result += xml(line);
  }
  return result;
}

}  // namespace

SvgNotes::SvgNotes(const View& view) {
  SvgIds ids = svg_ids(view);
  head_ = "<title id=\"" + ids.title + "\">" + xml(view.title) + "</title>\n<desc id=\"" +
          ids.description + "\">" + xml(view.description) + "</desc>";
  label_ = ids.title + " " + ids.description;
  nodes_.reserve(view.nodes.size());
  for (std::size_t i = 0; i < view.nodes.size(); ++i) {
    const ViewNode& node = view.nodes[i];
    nodes_[node.id] = {std::move(ids.nodes[i]), xml_lines(facts_of(node))};
  }
  for (std::size_t i = 0; i < view.clusters.size(); ++i) {
    const ViewCluster& cluster = view.clusters[i];
    clusters_["cluster_" + cluster.id] = {std::move(ids.clusters[i]), xml_lines(facts_of(cluster))};
  }
  auto node_id = [&](int node) { return view.nodes[static_cast<std::size_t>(node)].id; };
  edges_.reserve(view.edges.size());
  for (std::size_t i = view.edges.size(); i-- > 0;) {
    const ViewEdge& edge = view.edges[i];
    edges_[node_id(edge.from) + "->" + node_id(edge.to)].push_back(xml_lines(facts_of(view, edge)));
  }
}

SvgNote SvgNotes::take(std::string_view kind, std::string_view title) {
  if (kind == "edge") {
    auto found = edges_.find(title);
    if (found == edges_.end() || found->second.empty()) return {};
    SvgNote note{"", std::move(found->second.back())};
    found->second.pop_back();
    return note;
  }
  ByTitle<SvgNote>& boxes = kind == "node" ? nodes_ : clusters_;
  auto found = boxes.find(title);
  return found == boxes.end() ? SvgNote{} : std::exchange(found->second, {});
}

}  // namespace modelviz
