// What is inside a layer, as its run left it in the trace: ops, weights, inner layers and loops.
#pragma once

#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "modelviz/view.h"
#include "view/node.h"
#include "view/opened.h"

namespace modelviz {

/// Where the arrows to and from a layer end and begin that is drawn as a frame.
struct Ports {
  /// An output is made by nodes within, or is an input that is handed on.
  struct Source {
    int node = -1, input = -1;
  };

  int cluster = -1, first_node = -1;
  std::vector<std::vector<int>> takers;  ///< for each input of the call the nodes that take it
  std::vector<std::vector<Source>> outputs;
};

class InsideMaker {
 public:
  InsideMaker(View& view, const Run& run, const Failures& failures, const Opened& opened);

  /// Whether a call is drawn as a frame, with its ops or only with the layers that it holds. Its
  /// box says it all where it is a single op without weights, and its box says why where it could
  /// not be run.
  [[nodiscard]] bool is_frame(int call) const;
  /// The one op of a call that is drawn as a box; empty where it is none or several.
  [[nodiscard]] std::string only_op(int call) const;
  /// Whether another call of the same layer does the same.
  [[nodiscard]] bool is_same(int call, int other) const;

  /// Draws a call as a frame within a frame.
  Ports draw(int call, int cluster);

 private:
  [[nodiscard]] const LayerCall& call_at(int call) const;
  [[nodiscard]] const TraceTensor& tensor_at(int tensor) const;
  [[nodiscard]] bool shows_ops(int call) const;
  [[nodiscard]] bool is_folded(const TraceOp& op) const;
  [[nodiscard]] std::vector<int> shown_ops_of(int call) const;

  [[nodiscard]] std::set<int> known_tensors(int call) const;
  [[nodiscard]] std::string constants_of(const TraceOp& op, const std::set<int>& known) const;

  int draw_frame(int call, int cluster);
  void draw_content(int call, int frame);
  void draw_inner_call(int call, int cluster);
  void draw_box(int call, int cluster);
  void draw_op(const TraceOp& op, int cluster);
  void pass_through(const TraceOp& op);
  int add_op(const TraceOp& op, int cluster);
  void add_idle_weights(const Layer& layer, int frame);
  int cluster_for(int loop, int call, int frame);
  void add_states(int loop, int frame);
  void add_new_states(int loop, int frame);
  int add_state(ViewNode node, int tensor, int frame);

  [[nodiscard]] int resolve(int tensor) const;
  [[nodiscard]] std::vector<int> origins_of(int tensor) const;
  int maker_of(int tensor, int cluster);
  void count_uses(int call);
  int add_weights(const std::vector<int>& weights, int cluster);
  void group_weights(const TraceOp& op, int cluster);
  void take(int tensor, int node);
  void take_origin(int tensor, int node);
  [[nodiscard]] std::vector<Ports::Source> sources_of(int tensor, int call, int frame);

  View& view_;
  const Run& run_;
  const Trace& trace_;
  const Failures& failures_;
  const Opened& opened_;
  std::vector<std::vector<int>> inner_calls_;  // by call
  std::map<int, int> weight_nodes_;            // by weight
  std::map<const Layer*, int> frames_;         // where the weights of a layer stand

  // Of the frame that is being drawn.
  std::set<int> known_;         // tensors that are no constants
  std::map<int, int> makers_;   // by tensor the node that makes it
  std::map<int, int> aliases_;  // by tensor the one that it stands for
  std::map<int, std::vector<int>>
      origins_;  // by tensor those that an op has made it of that is not drawn
  std::map<int, const TraceOp*> constants_;  // by tensor the op without inputs that makes it
  std::map<int, std::vector<int>> takers_;   // by tensor from outside
  std::map<int, int> loop_frames_;           // by loop
  std::set<int> loops_with_states_;
  std::map<int, int> uses_;                    // by weight how many ops take it
  std::set<std::tuple<int, int, int>> drawn_;  // from, to, tensor
};

}  // namespace modelviz
