// The parts of reading a config that build.cpp, graph.cpp and the dialects share.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "modelviz/error.h"
#include "modelviz/model.h"

namespace modelviz {

enum class Dialect { kKeras2, kKeras3 };

/// A place in the file: the value and its JSON pointer.
struct Place {
  std::shared_ptr<const Value> value;
  std::string path;

  [[nodiscard]] Place child(std::string_view key) const;  ///< its value is None if there is none
  [[nodiscard]] Place item(std::size_t index) const;
  [[noreturn]] void fail(std::string message, std::string hint = {}) const;
};

/// The layers of a graph by name, while its calls are read.
class LayerIndex {
 public:
  explicit LayerIndex(const std::vector<Layer>& layers);
  [[nodiscard]] const int* find(std::string_view name) const;

 private:
  std::unordered_map<std::string_view, int> by_name_;
};

/// Reads one serialized layer (or model): an object with class_name and config.
Layer read_layer(const Place& place, Dialect dialect);

/// Reads the layers of a model's config and connects them.
Graph read_functional(const Place& config, Dialect dialect);
Graph read_sequential(const Place& config, Dialect dialect);

/// The calls in "inbound_nodes", in either form.
/// What the file records of a tensor; sizes that are None become -1.
TensorType read_tensor_type(const Value& shape, const Value& dtype);

std::vector<CallSite> read_calls_keras3(const Place& inbound_nodes, const LayerIndex& index);
std::vector<CallSite> read_calls_keras2(const Place& inbound_nodes, const LayerIndex& index,
                                        std::string_view class_name);

/// [layer, call, output, …]: nullopt for anything else. The name must be known.
std::optional<TensorRef> read_tensor_ref(const Value& value, const LayerIndex& index);

/// A Keras 2 config with the names and forms of Keras 3; the same object where nothing differs.
std::shared_ptr<const Value> to_keras3(std::string_view class_name,
                                       std::shared_ptr<const Value> config);

}  // namespace modelviz
