#include "fuzz/target.h"

#include <graphviz/cgraph.h>

#include <array>
#include <memory>
#include <nlohmann/json.hpp>

#include "output/svg.h"

namespace modelviz::fuzz {
namespace {

constexpr std::array<Target, 6> kTargets{{
    {"model", try_model},
    {"archive", try_archive},
    {"hdf5", try_hdf5},
    {"expression", try_expression},
    {"dim", try_dim},
    {"label", try_label},
}};

void require_label(const char* label) {
  if (!label || !aghtmlstr(const_cast<char*>(label))) return;
  std::string fault = test::xml_fault("<label>" + std::string(label) + "</label>");
  require(fault.empty(), "a label that Graphviz cannot read: " + fault);
}

void require_labels(Agraph_t* graph) {
  require_label(agget(graph, const_cast<char*>("label")));
  for (Agraph_t* part = agfstsubg(graph); part; part = agnxtsubg(part)) require_labels(part);
}

}  // namespace

std::span<const Target> targets() { return kTargets; }

void require(bool is_true, const std::string& what) {
  if (!is_true) throw Finding(what);
}

void require_printable(std::string_view text) {
  bool is_fit = test::is_printable(text) && text.find('\t') == std::string_view::npos;
  require(is_fit, "characters that are not for terminals: " + std::string(text));
}

void require_json(std::string_view text) {
  require(nlohmann::json::accept(text), "no JSON: " + std::string(text));
}

void require_dot(const std::string& dot) {
  agseterr(AGMAX);  // it would print what is wrong, and that is said here
  std::unique_ptr<Agraph_t, int (*)(Agraph_t*)> graph(agmemread(dot.c_str()), agclose);
  require(graph != nullptr, "Graphviz cannot read this: " + dot);
  for (Agnode_t* node = agfstnode(graph.get()); node; node = agnxtnode(graph.get(), node)) {
    require_label(agget(node, const_cast<char*>("label")));
  }
  require_labels(graph.get());
}

}  // namespace modelviz::fuzz
