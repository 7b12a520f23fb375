// Which rows a summary has: a layer each, or with a fold one for a layer and its twins in the
// blocks that repeat.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "modelviz/output.h"
#include "view/fold.h"

namespace modelviz {

struct SummaryRow {
  const Graph* graph;                // that the layer stands in
  std::vector<const Layer*> layers;  // it, and its twins
  int depth = 0;
  std::string holders = {};  // the models around it, each with a / behind it
  std::string title = {};    // of a block: its row holds the sum of those that follow

  [[nodiscard]] const Layer& layer() const { return *layers.front(); }
};

class SummaryRows {
 public:
  /// In tables a row stands above each block that says how often it is there.
  SummaryRows(const Run& run, const SummaryOptions& options, bool with_titles);

  std::vector<SummaryRow> make(const Graph& graph);
  /// The name of a layer as its row has it: block*_conv.
  [[nodiscard]] std::string name_of(const Graph& graph, int layer) const;

 private:
  void add(const std::vector<const Graph*>& graphs, int depth, const std::string& holders);
  void add_title(const std::vector<const Graph*>& graphs, const Repeat& repeat, int depth);
  const Fold& fold_of(const Graph& graph, int depth);
  [[nodiscard]] bool expands(const Layer& layer, int depth) const;

  const SummaryOptions& options_;
  bool with_titles_;
  Failures failures_;
  std::map<const Graph*, Fold> folds_;
  std::vector<SummaryRow> rows_;
};

}  // namespace modelviz
