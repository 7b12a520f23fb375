// Draws the layers of a model: boxes, and frames for what is opened.
#pragma once

#include <map>
#include <memory>
#include <tuple>
#include <vector>

#include "view/opened.h"
#include "view/scope.h"

namespace modelviz {

/// The calls of a run by where they stand.
class CallIndex {
 public:
  explicit CallIndex(const Run& run);

  /// The call of a layer of a model, by its index in the config, in one call of that model; -1 if
  /// it was not run.
  [[nodiscard]] int find(int parent, const Layer& layer, int site) const;

 private:
  std::map<std::tuple<int, const Layer*, int>, int> calls_;
};

class LayerDrawer {
 public:
  LayerDrawer(View& view, const Model& model, const Run& run, const ViewOptions& options);

  /// Draws the whole model. What is not in range is drawn like the rest, and not kept.
  Scope draw(const Layer& root, const std::vector<bool>& in_range);
  /// By node: whether its layer is in the range.
  [[nodiscard]] std::vector<bool> kept() const;
  [[nodiscard]] const CallIndex& calls() const { return calls_; }

  /// A layer that stands alone.
  int add_box(const Layer& layer, int cluster, int call);

 private:
  [[nodiscard]] ViewNode make_box(const Layer& layer, int call) const;
  [[nodiscard]] bool can_be_similar(const Layer& layer) const;
  Scope draw_graph(const Graph& graph, int run, const std::vector<bool>& in_range, int cluster);
  int frame_of(const Repeat& repeat, int cluster, std::map<const Repeat*, int>& frames);
  void draw_layer(Scope& scope, int index, int cluster);
  DrawnLayer draw_call(const Layer& layer, int call, int cluster);
  DrawnLayer draw_model(const Layer& layer, int call, int cluster);
  void draw_insides(Scope& scope, int index, int cluster);
  void mark_call(DrawnLayer& drawn, int number, int of);
  void merge_twin(const DrawnLayer& drawn, const Layer& twin, int twin_call);
  void merge_twins(const Scope& scope, const Graph& twin, int run);

  View& view_;
  const Run& run_;
  const ViewOptions& options_;
  CallIndex calls_;
  Failures failures_;
  Opened opened_;
  InsideMaker inside_;
  std::vector<bool> kept_;
};

}  // namespace modelviz
