// The schema modelviz.summary/1. Scripts rely on it: members are only ever added.
#include <algorithm>

#include "modelviz/cost.h"
#include "modelviz/layer.h"
#include "modelviz/output.h"
#include "output/json.h"
#include "view/fold.h"

namespace modelviz {
namespace {

class SummaryJson {
 public:
  SummaryJson(const Model& model, const Run& run, const SummaryOptions& options)
      : model_(model),
        run_(run),
        trace_(*run.trace),
        options_(options),
        failures_(options.fold > 0 ? failures_of(run) : Failures()) {}

  std::string text() {
    Params params = run_.params_of(model_.root);
    Json json{{"schema", "modelviz.summary/1"},
              {"model",
               {{"name", model_.root.name},
                {"class", model_.root.class_name},
                {"format", model_.format_text()},
                {"keras_version", optional_json(model_.keras_version)}}},
              {"params",
               {{"total", params.total},
                {"trainable", params.trainable},
                {"non_trainable", params.non_trainable()},
                {"bytes", params.bytes()}}},
              {"macs", total_macs()},
              {"inputs", ends(run_.inputs)},
              {"outputs", ends(run_.outputs)},
              {"layers", rows(*model_.root.graph)},
              {"problems", problems()}};
    if (options_.fold > 0) json["repeats"] = repeats(*model_.root.graph);
    if (options_.symbolic) json["assumptions"] = assumptions();
    return dump(json);
  }

 private:
  Json shape(const TensorType& type) const { return shape_json(type, options_.symbolic); }

  // For one sample where the batch is not known; an expression where another size matters.
  static Json macs(const Dim& macs) {
    Dim one_sample = of_one_sample(macs);
    if (auto known = one_sample.constant()) return *known;
    return one_sample.text();
  }

  bool is_known(const LayerCall& call) const {
    return std::all_of(call.outputs.begin(), call.outputs.end(),
                       [&](int id) { return type(id).shape.has_value(); }) &&
           (call.shapes_from == ShapesFrom::kInferred || call.layer->class_name == "InputLayer");
  }

  Json total_macs() const {
    for (const LayerCall& call : trace_.calls()) {
      if (!is_known(call)) return nullptr;
    }
    return macs(trace_.calls().at(0).macs);
  }

  const TensorType& type(int id) const {
    return trace_.tensors()[static_cast<std::size_t>(id)].type;
  }

  const TensorType* type(const Graph& graph, const TensorRef& ref, std::size_t run) const {
    const Layer& layer = graph.layers[static_cast<std::size_t>(ref.layer)];
    const std::vector<int>& calls = run_.calls_of(layer);
    std::size_t index = run * layer.calls.size() + static_cast<std::size_t>(ref.call);
    if (index >= calls.size()) return nullptr;
    const std::vector<int>& outputs =
        trace_.calls()[static_cast<std::size_t>(calls[index])].outputs;
    if (static_cast<std::size_t>(ref.output) >= outputs.size()) return nullptr;
    return &type(outputs[static_cast<std::size_t>(ref.output)]);
  }

  Json ends(const std::vector<ModelEnd>& ends) const {
    Json list = Json::array();
    for (const ModelEnd& end : ends) {
      list.push_back(
          {{"name", end.name}, {"shape", shape(end.type)}, {"dtype", dtype_json(end.type)}});
    }
    return list;
  }

  Json inputs(const Graph& graph, const CallSite& site, std::size_t run) const {
    Json list = Json::array();
    for (const TensorRef& ref : site.inputs) {
      const Layer& producer = graph.layers[static_cast<std::size_t>(ref.layer)];
      const TensorType* found = type(graph, ref, run);
      const TensorType known = found ? *found : TensorType{};
      list.push_back({{"layer", producer.name},
                      {"call", run * producer.calls.size() + static_cast<std::size_t>(ref.call)},
                      {"output", ref.output},
                      {"shape", shape(known)},
                      {"dtype", dtype_json(known)}});
    }
    return list;
  }

  // A graph is null for a layer that a wrapper holds: its inputs come from no layer.
  Json calls(const Graph* graph, const Layer& layer) const {
    Json list = Json::array();
    const std::vector<int>& all = run_.calls_of(layer);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const LayerCall& call = trace_.calls()[static_cast<std::size_t>(all[i])];
      Json row{{"inputs", Json::array()}, {"outputs", Json::array()}};
      if (graph && !layer.calls.empty()) {
        row["inputs"] = inputs(*graph, layer.calls[static_cast<std::size_t>(call.site)],
                               i / layer.calls.size());
      }
      for (int id : call.outputs) {
        row["outputs"].push_back({{"shape", shape(type(id))}, {"dtype", dtype_json(type(id))}});
      }
      row["macs"] = is_known(call) ? macs(call.macs) : Json();
      row["error"] = call.error ? Json(call.error->message) : Json();
      list.push_back(std::move(row));
    }
    return list;
  }

  std::string_view shapes_from(const Layer& layer) const {
    const std::vector<int>& calls = run_.calls_of(layer);
    ShapesFrom from = calls.empty()
                          ? ShapesFrom::kUnknown
                          : trace_.calls()[static_cast<std::size_t>(calls[0])].shapes_from;
    return modelviz::text(from);
  }

  Json row(const Graph* graph, const Layer& layer) const {
    Params params = run_.params_of(layer);
    Json row{{"name", layer.name},
             {"class", layer.class_name},
             {"module", optional_json(layer.module)},
             {"trainable", layer.trainable()},
             {"calls", calls(graph, layer)},
             {"shapes_from", shapes_from(layer)},
             {"params", params.total},
             {"trainable_params", layer.trainable() ? params.trainable : 0},
             {"weights", weights(layer)}};
    if (layer.graph) {
      row["layers"] = rows(*layer.graph);
      if (options_.fold > 0) row["repeats"] = repeats(*layer.graph);
    } else if (!layer.held.empty()) {
      row["layers"] = Json::array();
      for (const Layer::Held& held : layer.held)
        row["layers"].push_back(this->row(nullptr, held.layer));
    }
    return row;
  }

  Json rows(const Graph& graph) const {
    Json list = Json::array();
    for (const Layer& layer : graph.layers) list.push_back(row(&graph, layer));
    return list;
  }

  // Of the rows of "layers": from the first on so many, so often; and what repeats within them.
  Json repeats(const Graph& graph) const {
    std::vector<bool> all(graph.layers.size(), true);
    RepeatOptions options{.least_count = options_.fold};
    for (const Layer& layer : graph.layers) {
      options.boxes.push_back(boxes_of(layer, [](const Layer&) { return true; }));
    }
    return list_of(shown_repeats(graph, all, failures_, options));
  }

  static Json list_of(const std::vector<Repeat>& repeats) {
    Json list = Json::array();
    for (const Repeat& repeat : repeats) {
      list.push_back({{"first", repeat.first}, {"size", repeat.size}, {"count", repeat.count}});
      if (!repeat.inner.empty()) list.back()["repeats"] = list_of(repeat.inner);
    }
    return list;
  }

  Json weights(const Layer& layer) const {
    Json list = Json::array();
    for (int index : run_.weights_of(layer)) {
      const TraceWeight& weight = trace_.weights()[static_cast<std::size_t>(index)];
      list.push_back({{"name", weight.name},
                      {"shape", shape({weight.shape, weight.dtype})},
                      {"dtype", modelviz::text(weight.dtype)},
                      {"trainable", weight.trainable}});
    }
    return list;
  }

  Json assumptions() const {
    Json list = Json::array();
    for (const Assumption& assumption : trace_.assumptions()) list.push_back(assumption.text());
    return list;
  }

  Json problems() const {
    Json list = Json::array();
    for (const Diagnostic& problem : run_.problems) list.push_back(problem_json(problem));
    return list;
  }

  const Model& model_;
  const Run& run_;
  const Trace& trace_;
  const SummaryOptions& options_;
  Failures failures_;
};

}  // namespace

std::string write_summary_json(const Model& model, const Run& run, const SummaryOptions& options) {
  return SummaryJson(model, run, options).text();
}

}  // namespace modelviz
