#include "view/shown_ops.h"

#include <algorithm>
#include <cstddef>

#include "modelviz/error.h"
#include "support/text.h"
#include "view/node.h"

namespace modelviz {

ShownOps::ShownOps(const Model& model, const Run& run, const ViewOptions& options)
    : run_(run), expand_nested_(options.expand_nested) {
  if (options.show_ops) {
    patterns_ = *options.show_ops;
    all_ = patterns_.empty();
  }
  fits_.resize(patterns_.size(), false);
  if (model.root.graph) {
    for (const Layer& layer : model.root.graph->layers) visit(layer, false);
  } else {
    visit(model.root, false);
  }
  for (std::size_t i = 0; i < patterns_.size(); ++i) {
    if (!fits_[i]) fail(patterns_[i]);
  }
}

// Whether a pattern fits the layer or one in it. Then a nested model is opened, too.
bool ShownOps::visit(const Layer& layer, bool within_named) {
  bool named = is_named(layer);
  bool open = within_named || named;
  bool holds_named = false;
  if (layer.graph) {
    for (const Layer& inner : layer.graph->layers) holds_named |= visit(inner, open);
  }
  for (const Layer::Held& held : layer.held) holds_named |= visit(held.layer, open);
  for (const Layer* made : run_.trace->made_layers_of(layer)) holds_named |= visit(*made, open);
  bool opened_by_all = layer.graph ? expand_nested_ || layer.is_opaque : all_;
  if (open || holds_named || opened_by_all) opened_.insert(&layer);
  return named || holds_named;
}

bool ShownOps::is_named(const Layer& layer) {
  names_.emplace_back(layer.name);
  names_.emplace_back(layer.class_name);
  bool named = false;
  for (std::size_t i = 0; i < patterns_.size(); ++i) {
    bool fits = matches(patterns_[i], layer.name) || matches(patterns_[i], layer.class_name) ||
                matches(patterns_[i], class_text(layer));
    fits_[i] = fits_[i] || fits;
    named |= fits;
  }
  return named;
}

void ShownOps::fail(const std::string& pattern) const {
  std::string_view meant = nearest(pattern, names_);
  throw Error(Fault::kUsage,
              "--show-ops: no layer's name or class fits '" + sanitize(pattern) + "'",
              meant.empty() ? "the names and classes of the layers: modelviz summary"
                            : "did you mean " + sanitize(meant) + "?");
}

}  // namespace modelviz
