// The layer graph of a model, in one form for all generations of Keras. No shapes are worked out
// here.
//
// Names of config keys are those of Keras 3: what Keras 1 and 2 wrote under other names is renamed.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modelviz/document.h"
#include "modelviz/error.h"
#include "modelviz/tensor.h"
#include "modelviz/value.h"

namespace modelviz {

struct Graph;

/// One output of one call of one layer of the same graph.
struct TensorRef {
  int layer = 0;   ///< index into Graph::layers
  int call = 0;    ///< index into Layer::calls
  int output = 0;  ///< among the flattened outputs, dicts in sorted key order
  friend auto operator<=>(const TensorRef&,
                          const TensorRef&) = default;  // NOLINT: its 0 is none of ours
};

/// One call of a layer: its arguments, in which InputSlots stand for the tensors.
struct CallSite {
  List args;
  Dict kwargs;
  std::vector<TensorRef> inputs;  ///< what the InputSlots stand for
  std::vector<TensorType>
      recorded;  ///< what the file says of each input; empty if nothing (Keras 2)
};

/// A layer, an op node, or a model: a model is a layer with a graph.
struct Layer {
  std::string name;
  std::string class_name;
  std::string module;      ///< as in the file; empty where it has none
  bool is_op = false;      ///< a node of keras.ops in a functional config, or of a Keras 2 op layer
  bool is_keras2 = false;  ///< written by Keras 1 or 2, where some weights had other names
  std::shared_ptr<const Value> config;
  std::shared_ptr<const Value> build_config;  ///< null if there is none
  std::string json_path;                      ///< JSON pointer into the file
  bool frozen = false;                        ///< "trainable": false
  std::vector<CallSite> calls;                ///< within the graph that holds the layer

  /// Layers given in the config: "layer" and "backward_layer" of wrappers, "cell" or "cells" of
  /// RNN.
  struct Held;
  std::vector<Held> held;
  std::unique_ptr<const Graph> graph;
  /// Whether the file holds its weights, but not what it computes with them; of a model, neither
  /// which layers call which. Its graph, if it has one, is what it holds.
  bool is_opaque = false;
  std::vector<StoredWeight> stored_weights;  ///< of an opaque layer, but for those within its graph

  Layer();
  Layer(Layer&&) noexcept;
  Layer& operator=(Layer&&) noexcept;
  ~Layer();

  /// The index-th held layer with this key; nullptr if there is none.
  [[nodiscard]] const Layer* find_held(std::string_view key, int index = 0) const;
  [[nodiscard]] bool trainable() const { return !frozen; }
};

struct Layer::Held {
  std::string key;
  Layer layer;
};

/// The layers of a Functional or Sequential model and how they are connected. A Sequential model is
/// a chain whose every layer is called once; its InputLayer stands here even where the file has
/// none.
struct Graph {
  /// One call, by its layer and its index among the calls of that layer.
  struct Step {
    int layer = 0, call = 0;
  };

  std::vector<Layer> layers;               ///< in the order of the file
  std::vector<TensorRef> inputs, outputs;  ///< flattened in Keras' tree.flatten order
  std::vector<Step> steps;                 ///< all calls, producers before consumers
  bool sequential = false;
};

/// One line per call, in the order in which they run: add = Add([a, b:1]). A call of a layer that
/// is called several times is written dense#1.
std::string text(const Graph& graph);

/// By which generation of Keras the file was written.
enum class Format { kKeras3Json, kKeras2Json, kKeras1Json };
std::string_view text(Format format);  ///< keras3-json

struct Model {
  std::string file;
  Format format = Format::kKeras3Json;
  std::string keras_version;  ///< empty where the file does not say
  Layer root;
  Document document;
  std::vector<Diagnostic> warnings;  ///< what the file does not hold

  /// The generation and the container: keras3-json, keras3-keras, keras2-h5, tfjs.
  [[nodiscard]] std::string format_text() const;
};

/// Builds the layer graph. Throws Error (Fault::kInput) with a JSON path if the document is no
/// model or refers to what is not there.
Model build(Document document);

}  // namespace modelviz
