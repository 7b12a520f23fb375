#include "output/summary_rows.h"

#include <cstddef>
#include <utility>

#include "support/text.h"

namespace modelviz {
namespace {

const Layer& layer_at(const Graph& graph, int index) {
  return graph.layers[static_cast<std::size_t>(index)];
}

}  // namespace

SummaryRows::SummaryRows(const Run& run, const SummaryOptions& options, bool with_titles)
    : options_(options),
      with_titles_(with_titles),
      failures_(options.fold > 0 ? failures_of(run) : Failures()) {}

std::vector<SummaryRow> SummaryRows::make(const Graph& graph) {
  add({&graph}, 0, "");
  return std::move(rows_);
}

bool SummaryRows::expands(const Layer& layer, int depth) const {
  if (!layer.graph) return false;
  return options_.depth ? depth < *options_.depth : options_.expand_nested || layer.is_opaque;
}

const Fold& SummaryRows::fold_of(const Graph& graph, int depth) {
  auto found = folds_.find(&graph);
  if (found != folds_.end()) return found->second;
  std::vector<bool> all(graph.layers.size(), true);
  RepeatOptions repeats{.least_count = options_.fold};
  for (const Layer& layer : graph.layers) {
    repeats.boxes.push_back(
        boxes_of(layer, [&](const Layer& model) { return expands(model, depth); }));
    repeats.similar.push_back(options_.fold_similar);
  }
  Fold fold(graph, shown_repeats(graph, all, failures_, repeats));
  return folds_.emplace(&graph, std::move(fold)).first->second;
}

// The layers of a model, and with each its twins in models that stand in repeated blocks.
void SummaryRows::add(const std::vector<const Graph*>& graphs, int depth,
                      const std::string& holders) {
  const Graph& graph = *graphs.front();
  const Fold& fold = fold_of(graph, depth);
  for (int i = 0; i < static_cast<int>(graph.layers.size()); ++i) {
    const Layer& layer = layer_at(graph, i);
    // As in Keras: the input of a Sequential model is no row of its table.
    if (graph.sequential && layer.class_name == "InputLayer") continue;
    if (fold.drawn_for(i) != i) continue;
    SummaryRow row{&graph, {}, depth, holders};
    if (with_titles_) {
      for (const Fold::Level& level : fold.levels_of(i)) {
        if (level.repeat->first == i) add_title(graphs, *level.repeat, row.depth);
        ++row.depth;
      }
    }
    for (const Graph* model : graphs) {
      for (int twin : fold.twins_of(i)) row.layers.push_back(&layer_at(*model, twin));
    }
    rows_.push_back(row);
    if (!expands(layer, depth)) continue;
    std::vector<const Graph*> inner;
    for (const Layer* twin : row.layers) inner.push_back(twin->graph.get());
    add(inner, row.depth + 1, holders + layer.name + "/");
  }
}

void SummaryRows::add_title(const std::vector<const Graph*>& graphs, const Repeat& repeat,
                            int depth) {
  SummaryRow title{graphs.front(), {}, depth};
  title.title = "× " + std::to_string(repeat.count);
  const Fold& fold = folds_.at(graphs.front());
  for (const Graph* model : graphs) {
    for (int i = repeat.first; i < repeat.first + repeat.size; ++i) {
      if (fold.drawn_for(i) != i) continue;
      for (int twin : fold.twins_of(i)) title.layers.push_back(&layer_at(*model, twin));
    }
  }
  rows_.push_back(std::move(title));
}

std::string SummaryRows::name_of(const Graph& graph, int layer) const {
  const Fold& fold = folds_.at(&graph);
  std::string name = layer_at(graph, fold.drawn_for(layer)).name;
  for (int twin : fold.twins_of(fold.drawn_for(layer))) {
    name = merged_name(name, layer_at(graph, twin).name);
  }
  return sanitize(name);
}

}  // namespace modelviz
