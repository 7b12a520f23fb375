#include "output/summary_table.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "modelviz/error.h"
#include "modelviz/layer.h"
#include "output/summary_rows.h"
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

std::string type_text(const Layer& layer) {
  const Layer* wrapped = layer.graph ? nullptr : layer.find_held("layer");
  return sanitize(layer.class_name + (wrapped ? "(" + wrapped->class_name + ")" : ""));
}

using Row = SummaryRow;

class Summary {
 public:
  Summary(const Model& model, const Run& run, const SummaryOptions& options, bool plain)
      : model_(model),
        run_(run),
        options_(options),
        plain_(plain),
        row_maker_(run, options, options.sort.empty() && !plain) {}

  SummaryTable make();

 private:
  struct ColumnDef;
  static const std::array<ColumnDef, 14> kColumns;

  void sort_rows();
  [[nodiscard]] std::vector<const ColumnDef*> columns() const;
  [[nodiscard]] static const ColumnDef& column(std::string_view name);
  [[nodiscard]] std::vector<SummaryTotal> totals(const std::vector<const ColumnDef*>& shown) const;

  // The cells of a row, one function a column.
  [[nodiscard]] std::string layer(const Row& row) const;
  [[nodiscard]] std::string name(const Row& row) const;
  [[nodiscard]] std::string class_name(const Row& row) const {  // NOLINT: as the other cells
    return type_text(row.layer());
  }
  [[nodiscard]] std::string shape(const Row& row) const;
  [[nodiscard]] std::string dtype(const Row& row) const;
  [[nodiscard]] std::string params(const Row& row) const;
  [[nodiscard]] std::string trainable_params(const Row& row) const;
  [[nodiscard]] std::string weights(const Row& row) const;
  [[nodiscard]] std::string connected(const Row& row) const;
  [[nodiscard]] std::string trainable(const Row& row) const;
  [[nodiscard]] std::string copies(const Row& row) const {  // NOLINT: as the other cells
    return std::to_string(row.layers.size());
  }
  [[nodiscard]] std::string macs(const Row& row) const { return count(cost(row, &Cost::macs)); }
  [[nodiscard]] std::string flops(const Row& row) const { return count(cost(row, &Cost::flops)); }
  [[nodiscard]] std::string memory(const Row& row) const { return bytes(cost(row, &Cost::memory)); }

  // What rows are sorted by.
  [[nodiscard]] Dim params_key(const Row& row) const { return params(row, &Params::total); }
  [[nodiscard]] Dim macs_key(const Row& row) const { return cost(row, &Cost::macs); }
  [[nodiscard]] Dim flops_key(const Row& row) const { return cost(row, &Cost::flops); }
  [[nodiscard]] Dim memory_key(const Row& row) const { return cost(row, &Cost::memory); }

  [[nodiscard]] std::vector<int> outputs(const Layer& layer) const;
  [[nodiscard]] std::vector<std::string> shapes(const Layer& layer) const;
  [[nodiscard]] std::int64_t params(const Row& row, std::int64_t Params::*which) const;
  [[nodiscard]] std::vector<std::string> weights(const Layer& layer) const;
  [[nodiscard]] Dim cost(const Row& row, Dim Cost::*which) const;
  [[nodiscard]] const std::vector<Cost>& costs() const;
  [[nodiscard]] std::string count(const Dim& number) const;
  [[nodiscard]] std::string bytes(const Dim& number) const;

  const Model& model_;
  const Run& run_;
  const SummaryOptions& options_;
  bool plain_;
  SummaryRows row_maker_;
  std::vector<Row> rows_;
  mutable std::vector<Cost> costs_;
};

struct Summary::ColumnDef {
  std::string_view name, title;
  Align align;
  std::string (Summary::*cell)(const Row&) const;
  Dim (Summary::*key)(const Row&) const = nullptr;  // where rows can be sorted by it
};

const std::array<Summary::ColumnDef, 14> Summary::kColumns{{
    {"layer", "Layer (type)", Align::kLeft, &Summary::layer},
    {"name", "Layer", Align::kLeft, &Summary::name},
    {"class", "Type", Align::kLeft, &Summary::class_name},
    {"shape", "Output Shape", Align::kLeft, &Summary::shape},
    {"dtype", "Output Dtype", Align::kLeft, &Summary::dtype},
    {"params", "Param #", Align::kRight, &Summary::params, &Summary::params_key},
    {"trainable_params", "Trainable #", Align::kRight, &Summary::trainable_params},
    {"weights", "Weights", Align::kLeft, &Summary::weights},
    {"macs", "MACs", Align::kRight, &Summary::macs, &Summary::macs_key},
    {"flops", "FLOPs", Align::kRight, &Summary::flops, &Summary::flops_key},
    {"memory", "Memory", Align::kRight, &Summary::memory, &Summary::memory_key},
    {"connected", "Connected to", Align::kLeft, &Summary::connected},
    {"trainable", "Trainable", Align::kCenter, &Summary::trainable},
    {"copies", "Copies", Align::kRight, &Summary::copies},
}};

// ---- rows

// The largest first. Expressions are compared as if each unknown size were 1.
void Summary::sort_rows() {
  if (options_.sort.empty()) return;
  if (options_.sort == "name") {
    std::stable_sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) {
      return a.holders + a.layer().name < b.holders + b.layer().name;
    });
    return;
  }
  const ColumnDef& by = column(options_.sort);
  if (!by.key) {
    throw Error(Fault::kUsage, "rows cannot be sorted by " + options_.sort,
                "By name, params, macs, flops or memory they can.");
  }
  std::map<std::string, std::int64_t, std::less<>> ones;
  for (const ModelEnd& input : run_.inputs) {
    for (const Dim& size : input.type.shape.value_or(Shape{})) ones[size.text()] = 1;
  }
  std::vector<std::pair<std::int64_t, Row>> keyed;
  for (Row& row : rows_) {
    keyed.emplace_back((this->*by.key)(row).at(ones).constant().value_or(0), std::move(row));
  }
  std::stable_sort(keyed.begin(), keyed.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::transform(keyed.begin(), keyed.end(), rows_.begin(),
                 [](auto& k) { return std::move(k.second); });
}

// ---- columns

const Summary::ColumnDef& Summary::column(std::string_view name) {
  for (const ColumnDef& column : kColumns) {
    if (column.name == name) return column;
  }
  std::vector<std::string_view> names;
  std::vector<std::string> list;
  for (const ColumnDef& column : kColumns) {
    names.push_back(column.name);
    list.emplace_back(column.name);
  }
  std::string_view meant = nearest(name, names);
  throw Error(Fault::kUsage,
              "there is no column " + sanitize(name) +
                  (meant.empty() ? "" : "; did you mean " + std::string(meant) + "?"),
              "There are " + join(list, ", ") + ".");
}

std::vector<const Summary::ColumnDef*> Summary::columns() const {
  std::vector<const ColumnDef*> shown;
  auto add = [&](std::string_view name) {
    const ColumnDef* added = &column(name);
    if (std::find(shown.begin(), shown.end(), added) == shown.end()) shown.push_back(added);
  };
  bool only_these = !options_.columns.empty() && !options_.columns.front().starts_with('+');
  if (!only_these) {
    bool is_opaque = model_.root.is_opaque;
    for (std::string_view name : {"layer", is_opaque ? "weights" : "shape", "params"}) add(name);
    if (!is_opaque && !is_chain(*model_.root.graph)) add("connected");
    if (options_.show_trainable) add("trainable");
    if (options_.fold > 0 && plain_) add("copies");
  }
  if (only_these && options_.columns.front() != "name" && options_.columns.front() != "layer") {
    add("layer");
  }
  for (std::string_view name : options_.columns) {
    if (name.starts_with('+')) name.remove_prefix(1);
    add(name);
  }
  return shown;
}

// ---- cells

std::string Summary::layer(const Row& row) const {
  return row.title.empty() ? name(row) + " (" + type_text(row.layer()) + ")" : name(row);
}

namespace {

// The same of names, or shapes, that one row stands for.
std::string merged(const std::vector<std::string>& texts,
                   std::string (*merge)(const std::string&, const std::string&)) {
  std::string result = texts.front();
  for (const std::string& text : texts) result = merge(result, text);
  return result;
}

}  // namespace

// In the order of the model the indentation tells where a layer belongs; else its path does.
std::string Summary::name(const Row& row) const {
  std::vector<std::string> names;
  for (const Layer* layer : row.layers) names.push_back(layer->name);
  std::string name = row.title.empty() ? sanitize(merged(names, merged_name)) : row.title;
  bool in_order = options_.sort.empty() && !plain_;
  if (!in_order) {
    std::string count = row.layers.size() > 1 && !plain_ ? " × " + copies(row) : "";
    return sanitize(row.holders) + name + count;
  }
  if (row.depth == 0) return name;
  return std::string(static_cast<std::size_t>(3 * row.depth), ' ') + "└ " + name;
}

// Of the last call, as Keras shows it.
std::vector<int> Summary::outputs(const Layer& layer) const {
  const std::vector<int>& calls = run_.calls_of(layer);
  return calls.empty() ? std::vector<int>{} : run_.trace->call(calls.back()).outputs;
}

std::string in_brackets(const std::vector<std::string>& items) {
  if (items.empty()) return "?";
  return items.size() == 1 ? items[0] : "[" + join(items, ", ") + "]";
}

std::vector<std::string> Summary::shapes(const Layer& layer) const {
  std::vector<std::string> shapes;
  for (int id : outputs(layer)) {
    const TensorType& type = run_.trace->tensors()[static_cast<std::size_t>(id)].type;
    if (!type.shape)
      shapes.emplace_back("?");
    else
      shapes.push_back(options_.symbolic ? modelviz::text(*type.shape) : keras_text(*type.shape));
  }
  return shapes;
}

std::string Summary::shape(const Row& row) const {
  if (!row.title.empty()) return "";
  std::vector<std::string> result = shapes(row.layer());
  for (const Layer* twin : row.layers) {
    if (twin == &row.layer()) continue;
    std::vector<std::string> others = shapes(*twin);
    for (std::size_t i = 0; i < std::min(result.size(), others.size()); ++i) {
      result[i] = merged_shape(result[i], others[i]);
    }
  }
  return in_brackets(result);
}

std::string Summary::dtype(const Row& row) const {
  if (!row.title.empty()) return "";
  std::vector<std::string> dtypes;
  for (int id : outputs(row.layer())) {
    dtypes.emplace_back(text(run_.trace->tensors()[static_cast<std::size_t>(id)].type.dtype));
  }
  return in_brackets(dtypes);
}

std::string Summary::params(const Row& row) const { return count(params_key(row)); }

std::int64_t Summary::params(const Row& row, std::int64_t Params::*which) const {
  std::int64_t total = 0;
  for (const Layer* layer : row.layers) total += run_.params_of(*layer).*which;
  return total;
}

std::string Summary::trainable_params(const Row& row) const {
  return count(params(row, &Params::trainable));
}

// With the layers within this one that hold it: forward_lstm/lstm_cell/kernel.
std::string weight_name(const TraceWeight& weight, const Layer& layer) {
  std::size_t holder = weight.path.rfind(layer.name + "/");
  bool found = holder != std::string::npos;
  return sanitize(found ? weight.path.substr(holder + layer.name.size() + 1) : weight.name);
}

std::vector<std::string> Summary::weights(const Layer& layer) const {
  std::vector<std::string> weights;
  // The rows of an opaque layer's parts follow it.
  bool is_own = layer.is_opaque && layer.graph;
  for (int index : is_own ? run_.trace->weights_of(layer) : run_.weights_of(layer)) {
    const TraceWeight& weight = run_.trace->weights()[static_cast<std::size_t>(index)];
    weights.push_back(weight_name(weight, layer) + " " + keras_text(weight.shape));
  }
  return weights;
}

// Of twins those of the first, where they differ up to those of the last.
std::string Summary::weights(const Row& row) const {
  if (!row.title.empty()) return "";
  std::vector<std::string> shown = weights(row.layer()), last = weights(*row.layers.back());
  for (std::size_t i = 0; i < std::min(shown.size(), last.size()); ++i) {
    std::size_t shape = shown[i].rfind('('), other = last[i].rfind('(');
    if (shape == std::string::npos || other == std::string::npos) continue;
    shown[i] =
        shown[i].substr(0, shape) + merged_shape(shown[i].substr(shape), last[i].substr(other));
  }
  return shown.empty() ? "-" : join(shown, plain_ ? "; " : ",\n");
}

// Of blocks what the first takes, and what others take from those before.
std::string Summary::connected(const Row& row) const {
  if (!row.title.empty()) return "";
  std::vector<std::string> sources;
  // Keras does not say it of inner layers.
  bool is_inner = row.graph != model_.root.graph.get() && options_.sort.empty();
  std::size_t own = is_inner ? 0 : row.layers.size();
  for (std::size_t i = 0; i < own; ++i) {
    for (const CallSite& call : row.layers[i]->calls) {
      for (const TensorRef& ref : call.inputs) {
        std::string source = row_maker_.name_of(*row.graph, ref.layer) + "[" +
                             std::to_string(ref.call) + "][" + std::to_string(ref.output) + "]";
        bool is_new = i == 0 || std::find(sources.begin(), sources.end(), source) == sources.end();
        if (is_new) sources.push_back(std::move(source));
      }
    }
  }
  return sources.empty() ? "-" : join(sources, plain_ ? ", " : ",\n");
}

std::string Summary::trainable(const Row& row) const {
  if (!row.title.empty()) return "";
  if (run_.params_of(row.layer()).total == 0) return "-";
  return row.layer().trainable() ? "Y" : "N";
}

// ---- numbers

const std::vector<Cost>& Summary::costs() const {
  if (costs_.empty()) costs_ = modelviz::costs(*run_.trace);
  return costs_;
}

// Of all calls of the layer together.
Dim Summary::cost(const Row& row, Dim Cost::*which) const {
  Dim total;
  for (const Layer* layer : row.layers) {
    for (int call : run_.calls_of(*layer)) {
      total = total + costs()[static_cast<std::size_t>(call)].*which;
    }
  }
  return of_one_sample(total);
}

std::string Summary::count(const Dim& number) const {
  auto known = number.constant();
  if (!known) return number.text();
  return plain_ ? std::to_string(*known) : with_thousands(*known);
}

std::string Summary::bytes(const Dim& number) const {
  auto known = number.constant();
  return known && !plain_ ? readable_bytes(*known) : count(number);
}

// ---- totals

std::vector<SummaryTotal> Summary::totals(const std::vector<const ColumnDef*>& shown) const {
  Params all = run_.params_of(model_.root);
  auto line = [](const char* title, std::int64_t params, std::int64_t params_bits) {
    return SummaryTotal{
        std::string(title) + " params",
        with_thousands(params) + " (" + readable_bytes((params_bits + 7) / 8) + ")"};
  };
  std::vector<SummaryTotal> totals{
      line("Total", all.total, all.bits), line("Trainable", all.trainable, all.trainable_bits),
      line("Non-trainable", all.non_trainable(), all.bits - all.trainable_bits)};
  bool knows_batch = true;
  for (const ModelEnd& input : run_.inputs) {
    knows_batch = knows_batch && input.type.shape && !input.type.shape->empty() &&
                  input.type.shape->front().is_constant();
  }
  std::string basis = knows_batch ? "" : " (one sample)";
  auto whole = [&](Dim Cost::*which) { return of_one_sample(costs().at(0).*which); };
  for (const ColumnDef* column : shown) {
    if (column->name == "macs") totals.push_back({"Total MACs", count(whole(&Cost::macs)) + basis});
    if (column->name == "flops") {
      totals.push_back({"Total FLOPs", count(whole(&Cost::flops)) + basis});
    }
    if (column->name == "memory") {
      totals.push_back({"Activations", bytes(whole(&Cost::memory)) + basis});
    }
  }
  return totals;
}

SummaryTable Summary::make() {
  rows_ = row_maker_.make(*model_.root.graph);
  sort_rows();
  std::size_t most = options_.top > 0 ? static_cast<std::size_t>(options_.top) : rows_.size();
  SummaryTable result;
  result.left_out = rows_.size() - std::min(most, rows_.size());
  rows_.resize(rows_.size() - result.left_out);
  std::vector<const ColumnDef*> shown = columns();
  for (const ColumnDef* column : shown) {
    result.table.columns.push_back(
        {std::string(plain_ ? column->name : column->title), column->align});
  }
  for (const Row& row : rows_) {
    std::vector<std::string>& cells = result.table.rows.emplace_back();
    for (const ColumnDef* column : shown) cells.push_back((this->*column->cell)(row));
  }
  result.totals = totals(shown);
  for (const Assumption& assumption : run_.trace->assumptions()) {
    if (options_.symbolic) result.assumptions.push_back(assumption.text());
  }
  return result;
}

}  // namespace

SummaryTable summary_table(const Model& model, const Run& run, const SummaryOptions& options,
                           bool plain) {
  return Summary(model, run, options, plain).make();
}

}  // namespace modelviz
