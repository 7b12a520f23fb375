#include "infer/stored_weights.h"

#include <set>

#include "infer/problems.h"
#include "modelviz/error.h"

namespace modelviz {
namespace {

// HDF5 of Keras has a group of the layer's name within the group of the layer: it is the same one.
void find_groups(const StoredGroup& group, const std::string& name,
                 std::vector<const StoredGroup*>& found) {
  for (const StoredGroup& inner : group.groups) {
    if ((inner.layer.empty() ? inner.name : inner.layer) == name) {
      found.push_back(&inner);
    } else {
      find_groups(inner, name, found);
    }
  }
}

struct Declaration {
  Trace& trace;
  const Layer& layer;

  void declare(const StoredGroup& group, const std::string& path) const {
    for (const StoredWeight& stored : group.weights) {
      // kernel:0 is TensorFlow's name of the first output of "kernel".
      std::string name = path + stored.name.substr(0, stored.name.find(':'));
      trace.weight({.name = std::move(name),
                    .path = {},
                    .shape = stored.type.shape.value_or(Shape{}),
                    .dtype = stored.type.dtype,
                    .trainable = layer.trainable(),
                    .owner = &layer},
                   stored.type.dtype);
    }
    for (const StoredGroup& inner : group.groups) {
      if (inner.name.starts_with("seed_generator")) continue;
      bool same = path.empty() && inner.name == layer.name;
      declare(inner, same ? path : path + inner.name + "/");
    }
  }
};

}  // namespace

void add_stored_weights(const Model& model, Trace& trace) {
  std::set<const Layer*> custom;
  for (const LayerCall& call : trace.calls()) {
    const Layer* layer = find_unknown(trace, call);
    if (layer && !layer->is_op && trace.weights_of(*layer).empty()) custom.insert(layer);
  }
  if (custom.empty() || !model.document.read_weights) return;
  try {
    StoredGroup root = model.document.read_weights();
    for (const Layer* layer : custom) {
      std::vector<const StoredGroup*> found;
      find_groups(root, layer->name, found);
      if (found.size() == 1) Declaration{trace, *layer}.declare(*found.front(), "");
    }
  } catch (const Error&) {  // the model is whole without them
  }
}

}  // namespace modelviz
