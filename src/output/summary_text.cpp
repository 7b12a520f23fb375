// The table of model.summary(). Source: keras/src/utils/summary_utils.py (3.15).
#include <algorithm>
#include <set>

#include "modelviz/layer.h"
#include "modelviz/output.h"
#include "output/table.h"
#include "support/text.h"

namespace modelviz {
namespace {

// Whether the layers stand in one line, so that nobody asks what is connected to what.
bool is_chain(const Graph& graph) {
  if (graph.sequential) return true;
  if (graph.inputs.size() != 1 || graph.outputs.size() != 1) return false;
  std::set<TensorRef> used;
  for (const Layer& layer : graph.layers) {
    if (layer.calls.size() != 1 || layer.calls[0].inputs.size() > 1) return false;
    for (const TensorRef& ref : layer.calls[0].inputs) {
      if (!used.insert(ref).second) return false;
    }
  }
  return true;
}

std::string class_text(const Layer& layer) {
  const Layer* wrapped = layer.graph ? nullptr : layer.find_held("layer");
  return layer.class_name + (wrapped ? "(" + wrapped->class_name + ")" : "");
}

class SummaryText {
 public:
  SummaryText(const Model& model, const Run& run, const SummaryOptions& options)
      : model_(model), run_(run), options_(options), connected_(!is_chain(*model.root.graph)) {
    table_.columns = {{"Layer (type)"}, {"Output Shape"}, {"Param #", Align::kRight}};
    if (connected_) table_.columns.push_back({"Connected to"});
    if (options_.show_trainable) table_.columns.push_back({"Trainable", Align::kCenter});
  }

  std::string text() {
    add_rows(*model_.root.graph, 0);
    return "Model: \"" + sanitize(model_.root.name) + "\"\n" + table_.text(options_.width) +
           totals();
  }

 private:
  void add_rows(const Graph& graph, int depth) {
    for (const Layer& layer : graph.layers) {
      // As in Keras: the input of a Sequential model is no row of its table.
      if (graph.sequential && layer.class_name == "InputLayer") continue;
      add_row(graph, layer, depth);
      if (options_.expand_nested && layer.graph) add_rows(*layer.graph, depth + 1);
    }
  }

  void add_row(const Graph& graph, const Layer& layer, int depth) {
    Params params = run_.params_of(layer);
    std::string indent =
        depth == 0 ? "" : std::string(static_cast<std::size_t>(3 * depth), ' ') + "└ ";
    std::vector<std::string> row{
        indent + sanitize(layer.name) + " (" + sanitize(class_text(layer)) + ")",
        output_shape(layer), with_thousands(params.total)};
    if (connected_) row.push_back(depth == 0 ? connections(graph, layer) : "-");
    if (options_.show_trainable) {
      row.push_back(params.total == 0 ? "-" : layer.trainable() ? "Y" : "N");
    }
    table_.rows.push_back(std::move(row));
  }

  // Of the last call, as Keras shows it.
  std::string output_shape(const Layer& layer) const {
    const std::vector<int>& calls = run_.calls_of(layer);
    if (calls.empty()) return "?";
    std::vector<std::string> shapes;
    for (int id : run_.trace->call(calls.back()).outputs) {
      const TensorType& type = run_.trace->tensors()[static_cast<std::size_t>(id)].type;
      if (!type.shape)
        shapes.push_back("?");
      else
        shapes.push_back(options_.symbolic ? modelviz::text(*type.shape) : keras_text(*type.shape));
    }
    if (shapes.empty()) return "?";
    return shapes.size() == 1 ? shapes[0] : "[" + join(shapes, ", ") + "]";
  }

  static std::string connections(const Graph& graph, const Layer& layer) {
    std::vector<std::string> sources;
    for (const CallSite& call : layer.calls) {
      for (const TensorRef& ref : call.inputs) {
        sources.push_back(sanitize(graph.layers[static_cast<std::size_t>(ref.layer)].name) + "[" +
                          std::to_string(ref.call) + "][" + std::to_string(ref.output) + "]");
      }
    }
    return sources.empty() ? "-" : join(sources, ",\n");
  }

  [[nodiscard]] std::string totals() const {
    Params all = run_.params_of(model_.root);
    std::int64_t trainable_bits = 0;
    for (int index : run_.weights_of(model_.root)) {
      const TraceWeight& weight = run_.trace->weights()[static_cast<std::size_t>(index)];
      if (weight.trainable)
        trainable_bits += size(weight.shape).constant().value_or(0) * bits(weight.dtype);
    }
    auto line = [](const char* title, std::int64_t count, std::int64_t count_bits) {
      return " " + std::string(title) + " params: " + with_thousands(count) + " (" +
             readable_bytes((count_bits + 7) / 8) + ")\n";
    };
    return line("Total", all.total, all.bits) + line("Trainable", all.trainable, trainable_bits) +
           line("Non-trainable", all.non_trainable(), all.bits - trainable_bits);
  }

  const Model& model_;
  const Run& run_;
  const SummaryOptions& options_;
  bool connected_;
  Table table_;
};

}  // namespace

std::string write_summary_text(const Model& model, const Run& run, const SummaryOptions& options) {
  return SummaryText(model, run, options).text();
}

}  // namespace modelviz
