#include "infer/recorded.h"

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <tuple>

#include "layers/run.h"
#include "model/reader.h"
#include "support/text.h"

namespace modelviz {
namespace {

// A tensor of which a layer that takes it recorded something else.
struct Difference {
  TensorType recorded;
  int producer = 0, consumer = 0;  // calls
  int output = 0;                  // of the producer
  int followers = 0;               // differences that follow from this one
};

class Comparison {
 public:
  explicit Comparison(const Trace& trace) : trace_(trace) {
    for (int i = 0; i < static_cast<int>(trace.calls().size()); ++i) {
      const LayerCall& call = call_at(i);
      calls_.emplace(std::tuple(call.parent, call.layer, call.site), i);
    }
  }

  std::vector<Finding> findings() {
    for (int i = 0; i < static_cast<int>(trace_.calls().size()); ++i) compare_inputs(i);
    if (differences_.empty()) return {};
    std::map<int, int> origins = trace_origins();
    for (auto [tensor, origin] : origins) {
      if (differences_.contains(tensor)) ++differences_.at(origin).followers;
    }
    std::vector<Finding> found;
    for (int tensor : order_) {
      if (!origins.contains(tensor)) found.push_back(finding(tensor, differences_.at(tensor)));
    }
    return found;
  }

 private:
  [[nodiscard]] const LayerCall& call_at(int index) const {
    return trace_.calls()[static_cast<std::size_t>(index)];
  }

  [[nodiscard]] const TensorType& type(int tensor) const {
    return trace_.tensors()[static_cast<std::size_t>(tensor)].type;
  }

  // A Sequential records no tensors, but with what shape each of its layers was built.
  static std::optional<TensorType> built_input(const Graph& graph, const Layer& layer,
                                               const CallSite& site) {
    bool was_built = graph.sequential && site.inputs.size() == 1 && layer.build_config &&
                     (*layer.build_config)["input_shape"].is_list();
    if (!was_built) return std::nullopt;
    return read_tensor_type((*layer.build_config)["input_shape"], {});
  }

  void compare_inputs(int consumer) {
    const LayerCall& call = call_at(consumer);
    if (call.parent < 0 || !call_at(call.parent).layer->graph || call.layer->calls.empty()) return;
    const Graph& graph = *call_at(call.parent).layer->graph;
    const CallSite& site = call.layer->calls.at(static_cast<std::size_t>(call.site));
    std::optional<TensorType> built = built_input(graph, *call.layer, site);
    std::span<const TensorType> recorded = site.recorded;
    if (built) recorded = {&*built, 1};
    for (std::size_t i = 0; i < recorded.size(); ++i) {
      const TensorRef& ref = site.inputs[i];
      const Layer* producer = &graph.layers[static_cast<std::size_t>(ref.layer)];
      auto found = calls_.find({call.parent, producer, ref.call});
      if (found == calls_.end()) continue;
      compare(recorded[i], found->second, ref.output, consumer, built.has_value());
    }
  }

  // Only what was inferred is compared, and each tensor once.
  void compare(const TensorType& recorded, int producer_call, int output, int consumer,
               bool is_build_config) {
    const LayerCall& producer = call_at(producer_call);
    bool exists = static_cast<std::size_t>(output) < producer.outputs.size();
    if (producer.shapes_from != ShapesFrom::kInferred || !exists) return;
    int tensor = producer.outputs[static_cast<std::size_t>(output)];
    bool is_nested = call_at(producer.parent).parent >= 0;
    if (is_same(recorded, type(tensor), is_nested, is_build_config)) return;
    Difference difference{recorded, producer_call, consumer, output, 0};
    if (differences_.emplace(tensor, std::move(difference)).second) order_.push_back(tensor);
  }

  // Inside a nested model the file holds what it was made with, not what it is called with: an
  // unknown size may stand for a known one. A layer may have been built for another batch.
  static bool is_same(const TensorType& recorded, const TensorType& inferred, bool is_nested,
                      bool is_build_config) {
    if (!recorded.shape || !inferred.shape) return true;
    if (recorded.shape->size() != inferred.shape->size()) return false;
    for (std::size_t i = is_build_config ? 1 : 0; i < recorded.shape->size(); ++i) {
      const Dim &said = (*recorded.shape)[i], &size = (*inferred.shape)[i];
      if (said == Dim(-1)) continue;  // None
      if (equal(said, size) == Truth::kNo) return false;
      if (!is_nested && !size.is_constant()) return false;
    }
    bool knows_dtype = recorded.dtype != DType::kUnknown && inferred.dtype != DType::kUnknown;
    return is_nested || !knows_dtype || recorded.dtype == inferred.dtype;
  }

  // Of each tensor that was computed from one that differs, the first such.
  [[nodiscard]] std::map<int, int> trace_origins() const {
    std::map<int, int> origins;
    auto origin_of = [&](int tensor) {
      auto found = origins.find(tensor);
      if (found != origins.end()) return found->second;
      return differences_.contains(tensor) ? tensor : -1;
    };
    for (const TraceOp& op : trace_.ops()) {
      int origin = -1;
      for (int input : op.inputs) origin = origin >= 0 ? origin : origin_of(input);
      for (int output : op.outputs) {
        if (origin >= 0) origins.emplace(output, origin);
      }
    }
    return origins;
  }

  static std::string also(int followers) {
    if (followers == 0) return "";
    return followers == 1 ? " A tensor that is computed from it differs, too."
                          : " " + with_thousands(followers) +
                                " tensors that are computed from it differ, too.";
  }

  [[nodiscard]] Finding finding(int tensor, const Difference& difference) const {
    const LayerCall &producer = call_at(difference.producer),
                    &consumer = call_at(difference.consumer);
    Shape sizes;
    for (const Dim& size : *difference.recorded.shape) {
      sizes.push_back(size == Dim(-1) ? Dim::symbol("none") : size);
    }
    TensorType recorded{std::move(sizes), difference.recorded.dtype};
    auto shown = [&](const TensorType& shown) {
      return recorded.dtype == DType::kUnknown ? keras_text(*shown.shape) : shown.keras_text();
    };
    std::string which = producer.outputs.size() > 1 ? " " + std::to_string(difference.output) : "";
    std::string message = "the file records its output" + which + " as " + shown(recorded) +
                          " (for '" + sanitize(consumer.layer->name) + "'), but it is " +
                          shown(type(tensor));
    Diagnostic diagnostic{.severity = Severity::kWarning, .message = std::move(message)};
    diagnostic.hint = "Keras infers it anew when it loads the file." + also(difference.followers);
    locate(diagnostic, trace_, difference.producer);
    return {.kind = FindingKind::kRecorded, .diagnostic = std::move(diagnostic)};
  }

  const Trace& trace_;
  std::map<std::tuple<int, const Layer*, int>, int> calls_;  // by parent, layer and site
  std::map<int, Difference> differences_;                    // by tensor
  std::vector<int> order_;                                   // of the differences
};

}  // namespace

std::vector<Finding> compare_recorded(const Trace& trace) { return Comparison(trace).findings(); }

}  // namespace modelviz
