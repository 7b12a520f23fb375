// The parts of reading a config that build.cpp, graph.cpp and the dialects share.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "modelviz/error.h"
#include "modelviz/model.h"

namespace modelviz {

/// Who wrote the file: the major version of Keras.
enum class Generation { kKeras1, kKeras2, kKeras3 };

struct Dialect {
  Generation generation = Generation::kKeras3;
  /// Of the layers of Keras 1 that do not say it, as all others of the file: null where none does.
  Value data_format;

  [[nodiscard]] bool is_keras3() const { return generation == Generation::kKeras3; }
};

/// A place in the file: the value and its JSON pointer.
struct Place {
  std::shared_ptr<const Value> value;
  std::string path;

  [[nodiscard]] Place child(std::string_view key) const;  ///< its value is None if there is none
  [[nodiscard]] Place item(std::size_t index) const;
  [[noreturn]] void fail(std::string message, std::string hint = {}) const;
};

/// "a string", "an object", as JSON calls it: for messages.
std::string json_kind(const Value& value);
/// The string; an empty one for anything else.
std::string string_of(const Value& value);
/// GlobalPooling becomes global_pooling.
std::string snake_case(std::string_view name);
/// The name that Keras gives to the first layer of a class: MultiHeadAttention becomes
/// multi_head_attention, LSTMCell lstm_cell.
std::string automatic_name(std::string_view class_name);

/// The layers of a graph by name, while its calls are read.
class LayerIndex {
 public:
  explicit LayerIndex(const std::vector<Layer>& layers);
  [[nodiscard]] const int* find(std::string_view name) const;

 private:
  std::unordered_map<std::string_view, int> by_name_;
};

/// A serialized layer (or model) in any of its forms: mostly an object with class_name and config.
struct Entry {
  Place place;
  std::string class_name;
  Place config;
};
Entry read_entry(const Place& place, const Dialect& dialect);
/// The layer's name; empty where the entry has none.
std::string given_name(const Entry& entry);

/// What the file as a whole holds, which may also be the config of a model without its class.
/// Refuses what is no model.
Entry read_root(const Place& root);
/// Which generation wrote it: by its version, else by what only one of them writes.
Dialect detect_dialect(const Entry& root, const std::string& version);
/// A dump of a JavaScript program has className and inboundNodes: with the names of Python. The
/// same object where nothing differs.
std::shared_ptr<const Value> from_camel_case(std::shared_ptr<const Value> root);

Layer read_layer(const Place& place, const Dialect& dialect);
Layer read_layer(const Entry& entry, const Dialect& dialect);

/// Reads the layers of a model's config and connects them.
Graph read_functional(const Place& config, const Dialect& dialect);
Graph read_sequential(const Place& config, const Dialect& dialect);

/// The InputLayer of a model that has none in the file, for the layer that it is the input of: a
/// layer that says what it takes, or a model. Without that its shape is not known.
Layer make_input(const Place& place, std::string name, const Layer* first, Value shape = {});
/// The name of the InputLayer that Keras makes for a layer.
std::string input_name(const Layer& first, const Dialect& dialect);

// Keras 1 (and older) has two kinds of graphs that nobody wrote later: a Sequential whose first
// layer merges whole models, and Graph, whose config says what each node takes.
bool begins_with_branches(const Place& layers);
Graph read_branches(const Place& layers, const Dialect& dialect);
bool is_keras1_graph(const Value& config);
Graph read_keras1_graph(const Place& config, const Dialect& dialect);

/// What the file records of a tensor; sizes that are None become -1.
TensorType read_tensor_type(const Value& shape, const Value& dtype);

/// The calls in "inbound_nodes", in either form.

std::vector<CallSite> read_calls_keras3(const Place& inbound_nodes, const LayerIndex& index);
std::vector<CallSite> read_calls_keras2(const Place& inbound_nodes, const LayerIndex& index,
                                        std::string_view class_name);

/// [layer, call, output, …]: nullopt for anything else. The name must be known.
std::optional<TensorRef> read_tensor_ref(const Value& value, const LayerIndex& index);

/// A config of Keras 1 with the names and forms of Keras 2, and one of Keras 2 with those of Keras
/// 3; the same object where nothing differs.
std::shared_ptr<const Value> keras1_to_keras2(std::string_view class_name,
                                              std::shared_ptr<const Value> config,
                                              const Dialect& dialect);
std::shared_ptr<const Value> keras2_to_keras3(std::string_view class_name,
                                              std::shared_ptr<const Value> config);
/// Whether any config in here has a key that only Keras 1 writes.
bool has_keras1_keys(const Value& value);

}  // namespace modelviz
