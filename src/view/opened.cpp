#include "view/opened.h"

#include <algorithm>
#include <cstddef>

#include "modelviz/error.h"
#include "support/text.h"
#include "view/node.h"

namespace modelviz {
namespace {

bool fits(const Layer& layer, const std::string& pattern) {
  return matches(pattern, layer.name) || matches(pattern, layer.class_name) ||
         matches(pattern, class_text(layer));
}

}  // namespace

Opened::Opened(const Model& model, const Run& run, const ViewOptions& options)
    : run_(run), options_(options) {
  if (options.show_ops) {
    for (const std::string& pattern : *options.show_ops) for_ops_.push_back({pattern});
    all_ops_ = for_ops_.empty();
  }
  for (const ViewOptions::Opening& opening : options.openings) {
    openings_.push_back({opening.pattern});
  }
  if (model.root.graph) {
    for (const Layer& layer : model.root.graph->layers) visit(layer, 0, false);
  } else {
    visit(model.root, 0, false);
  }
  check();
}

// A nested model or a wrapper is opened for a layer in it that is named, too.
Opened::Named Opened::visit(const Layer& layer, int level, bool within_named) {
  bool can_open = layer.graph || !layer.held.empty();
  bool named = is_named(layer), open = within_named || named;
  const ViewOptions::Opening* opening = opening_of(layer, can_open);
  Named inner;
  auto look_into = [&](const Layer& other) {
    Named found = visit(other, can_open ? level + 1 : level, open);
    inner.for_ops |= found.for_ops;
    inner.to_open |= found.to_open;
  };
  if (layer.graph) std::for_each(layer.graph->layers.begin(), layer.graph->layers.end(), look_into);
  for (const Layer::Held& held : layer.held) look_into(held.layer);
  for (const Layer* made : run_.trace->made_layers_of(layer)) look_into(*made);

  bool by_level = options_.depth ? level < *options_.depth
                                 : options_.expand_nested || (layer.graph && layer.is_opaque);
  bool for_ops = open || inner.for_ops || (all_ops_ && !layer.graph);
  bool is_closed = opening != nullptr && !opening->opens;
  if (is_closed) closed_.insert(&layer);
  bool shows_layers = by_level || opening != nullptr || inner.to_open || (for_ops && layer.graph);
  if (can_open && !is_closed && shows_layers) layers_.insert(&layer);
  if (for_ops && !is_closed) ops_.insert(&layer);
  return {.for_ops = named || inner.for_ops,
          .to_open = inner.to_open || (can_open && opening != nullptr && opening->opens)};
}

bool Opened::is_named(const Layer& layer) {
  names_.emplace_back(layer.name);
  names_.emplace_back(layer.class_name);
  bool named = false;
  for (Pattern& pattern : for_ops_) {
    bool fitting = fits(layer, pattern.text);
    pattern.fits |= fitting;
    named |= fitting;
  }
  return named;
}

// The last that fits; nullptr if none does.
const ViewOptions::Opening* Opened::opening_of(const Layer& layer, bool can_open) {
  const ViewOptions::Opening* last = nullptr;
  for (std::size_t i = 0; i < openings_.size(); ++i) {
    if (!fits(layer, openings_[i].text)) continue;
    openings_[i].fits = true;
    openings_[i].fits_more |= can_open;
    last = &options_.openings[i];
  }
  return last;
}

void Opened::check() const {
  for (const Pattern& pattern : for_ops_) {
    if (!pattern.fits) fail("--show-ops", pattern.text);
  }
  for (std::size_t i = 0; i < openings_.size(); ++i) {
    const Pattern& pattern = openings_[i];
    bool opens = options_.openings[i].opens;
    if (!pattern.fits) fail(opens ? "--expand" : "--collapse", pattern.text);
    if (!opens || pattern.fits_more) continue;
    throw Error(
        Fault::kUsage,
        "--expand: no nested model and no wrapper fits '" + sanitize(pattern.text) + "'",
        "The ops within other layers are drawn by --show-ops='" + sanitize(pattern.text) + "'");
  }
}

void Opened::fail(const std::string& option, const std::string& pattern) const {
  std::string_view meant = nearest(pattern, names_);
  throw Error(Fault::kUsage, option + ": no layer's name or class fits '" + sanitize(pattern) + "'",
              meant.empty() ? "the names and classes of the layers: modelviz summary"
                            : "did you mean " + sanitize(meant) + "?");
}

}  // namespace modelviz
