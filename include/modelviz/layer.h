// Layers: each is defined once, as a small program of ops, written the way Keras users write
// layers. Running it on symbolic tensors yields its shapes, its weights, its cost and the graph
// inside it.
//
// To add one, write its definition in the file of its family in src/layers and put it into the
// table at the end of that file. See CONTRIBUTING.md, "Add a layer".
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "modelviz/model.h"
#include "modelviz/op.h"
#include "modelviz/trace.h"

namespace modelviz {

class Call;
struct Policy;

/// The sections of Keras' documentation, by which pictures are coloured.
enum class LayerKind {
  kCustom,
  kInput,
  kCore,
  kConvolution,
  kPooling,
  kRecurrent,
  kAttention,
  kNormalization,
  kActivation,
  kRegularization,
  kMerging,
  kReshaping,
  kPreprocessing,
  kModel,
  kOp,
};
std::string_view text(LayerKind kind);

/// What there is to say of a class in words.
struct LayerGuide {
  std::string_view doc;  ///< one line
  /// How it is made and called, and behind " | " its inputs as modelviz eval takes them:
  /// "Dense(units=64)(x) | x=[None,128]". It is run when it is shown.
  std::string_view example;
  /// Its page below https://keras.io/api; empty where it has none.
  std::string_view page;
  /// Why it has no page: that only Keras 1 or 2 had it.
  std::string_view note = {};
};

struct LayerDef {
  std::string_view name;  ///< Keras' class name
  LayerGuide guide;
  std::string_view signature;  ///< of the constructor: "units, activation=None, use_bias=True"
  LayerKind kind = LayerKind::kCore;
  /// Keras' input_spec: the rank that the first argument must have, exactly or at least.
  int rank = 0, min_rank = 0;
  Tensors (*run)(Call&) = nullptr;
  /// Parameters of call() that matter.
  std::string_view call_signature = "inputs";
  /// Whether floating-point inputs are cast to the layer's compute dtype, as nearly always.
  bool autocast = true;
  /// Whether the outputs have the compute dtype whatever the ops yield: Keras says so of each layer
  /// that has a compute_output_shape of its own.
  bool casts_outputs = true;
  /// Whether Keras compares the sizes of the input with the weights when it loads a model. Others
  /// find only when they are executed that the layer was built for another input.
  bool checks_input = false;
};

/// The definition of a Keras class; nullptr if it is not known.
const LayerDef* find_layer(std::string_view class_name);
std::span<const LayerDef* const> all_layers();
LayerKind kind_of(const Layer& layer);

struct WeightOptions {
  bool trainable = true;
  DType dtype = DType::kUnknown;  ///< kUnknown: the layer's variable dtype
  bool autocast = true;
  bool added_later = false;  ///< Keras makes it once the layer is built
  bool rests = false;        ///< made trainable, and frozen afterwards
};

/// One call of one layer, as its definition sees it: config, arguments, weights, inner layers.
class Call {
 public:
  Call(Trace& trace, const Layer& layer, const LayerDef& def, const Policy& policy,
       Value arguments);

  [[nodiscard]] Trace& trace() const { return trace_; }
  [[nodiscard]] const Layer& layer() const { return layer_; }

  // Arguments of this call.
  [[nodiscard]] Tensor input() const;    ///< the one tensor of the first argument
  [[nodiscard]] Tensors inputs() const;  ///< the tensors of the first argument, flattened
  [[nodiscard]] const Value& argument(std::string_view name) const;
  [[nodiscard]] std::optional<Tensor> tensor(std::string_view name) const;
  [[nodiscard]] Tensors tensors(std::string_view name) const;

  // The layer's config: what the file says, else the default of the signature.
  [[nodiscard]] const Value& value(std::string_view key) const;
  [[nodiscard]] std::int64_t integer(std::string_view key) const;
  [[nodiscard]] std::int64_t count(std::string_view key) const;  ///< an integer of 1 or more
  [[nodiscard]] bool flag(std::string_view key) const;
  [[nodiscard]] std::string_view string(std::string_view key) const;
  [[nodiscard]] double number(std::string_view key) const;
  /// n integers; one in the config stands for n equal ones.
  [[nodiscard]] std::vector<std::int64_t> integers(std::string_view key, int n) const;
  [[nodiscard]] std::vector<std::int64_t> integers(std::string_view key) const;
  /// An axis in [0, rank).
  [[nodiscard]] int axis(std::string_view key, int rank) const;
  [[nodiscard]] bool channels_first() const;  ///< of data_format, whose None means channels_last
  /// The axis of the channels of the input with this rank.
  [[nodiscard]] int channel_axis(int rank) const { return channels_first() ? 1 : rank - 1; }
  [[nodiscard]] DType compute_dtype() const { return compute_dtype_; }
  [[nodiscard]] DType variable_dtype() const { return variable_dtype_; }

  /// A weight, made on the first call and found again on later ones. As locals, one a line, in
  /// Keras' order: C++ does not order the operands of an expression.
  Tensor weight(std::string_view name, Shape shape, WeightOptions options = {});
  /// Applies the activation that the config names under this key; None is the identity.
  Tensor activation(std::string_view key, Tensor x);

  /// Runs a layer that the config holds under this key.
  Tensors layer(std::string_view key, List args, Dict kwargs = {}, int index = 0);
  /// Runs a layer that this definition makes: attention's projections, a cell.
  Tensors layer(std::string_view name, std::string_view class_name, Dict config, List args,
                Dict kwargs = {});
  Tensors run(const Layer& layer, List args, Dict kwargs = {});

  /// A recurrent region: the body is traced once and counted `steps` times.
  Tensors loop(const Dim& steps, Tensors carried, const std::function<Tensors(Tensors)>& body);

  /// A tensor with the shape that Keras says it has, where that is not what its op yields.
  Tensor declare(const Tensor& x, Shape shape);

  [[noreturn]] void fail(std::string message, std::string hint = {}) const;
  /// Says what Keras accepts when it loads a model, although the model cannot run.
  void warn(std::string message);
  /// Says that what Keras infers of this call is not what comes out when it is executed.
  void note(std::string text);

 private:
  [[nodiscard]] bool is_frozen() const;
  [[nodiscard]] bool checks_input() const;

  Trace& trace_;
  const Layer& layer_;
  const LayerDef& def_;
  const Value arguments_;
  DType compute_dtype_, variable_dtype_;
};

/// Runs one call of a layer on tensors: its definition, its op, or (for an unknown class) nothing.
/// Throws Error where the definition refuses.
Tensors run_layer(Trace& trace, const Layer& layer, List args, Dict kwargs);

}  // namespace modelviz
