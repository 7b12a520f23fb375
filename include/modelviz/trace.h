// What running a model on symbolic tensors leaves behind. Everything that is shown is read from
// here.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "modelviz/error.h"
#include "modelviz/tensor.h"
#include "modelviz/value.h"

namespace modelviz {

struct OpDef;
struct Layer;

/// One tensor. It was made by an op, is a weight, a constant, or came from outside (neither).
struct TraceTensor {
  TensorType type;
  int op = -1;      ///< index into Trace::ops()
  int weight = -1;  ///< index into Trace::weights()
  /// Of what an op returned: whether that was made from a tensor that is not known until the model
  /// runs, an input.
  std::optional<bool> from_input;
  /// Whether an op handed it to a function that it runs: there Keras' ops get tensors of the
  /// backend and compute, also where the op itself only says shapes.
  bool in_function = false;
  /// The elements of a small integer tensor, in row-major order, where they are known: they travel
  /// with the shapes, so that a reshape to a computed shape can be inferred.
  std::optional<std::vector<Dim>> elements;
};

/// One application of an op.
struct TraceOp {
  const OpDef* op = nullptr;
  Value arguments;          ///< dict: parameter name to value, what was passed only
  std::vector<int> inputs;  ///< the tensors among the arguments, in their order
  std::vector<int> outputs;
  int call = -1;  ///< the layer call that it belongs to; -1 outside of layers
  int loop = -1;  ///< the innermost loop around it: index into Trace::loops()
  Dim macs;       ///< multiply-accumulates of one execution
  Dim times =
      1;  ///< how often it is executed: the product of the trip counts of the loops around it
};

struct TraceWeight {
  std::string name;  ///< Keras' name: kernel
  std::string path;  ///< the names of the layers that hold it, and its own: encoder/query/kernel
  Shape shape;
  DType dtype = DType::kFloat32;  ///< of the variable, not of the computation
  bool trainable = true;
  /// Keras lists the trainable weights of a layer first (0), then those that it gets once it is
  /// built (1), then the others (2).
  int place = 0;
  const Layer* owner = nullptr;
  int tensor = -1;  ///< what computations see
};

/// Where the shapes of a call's outputs come from.
enum class ShapesFrom {
  kInferred,  ///< by running the layer's definition
  kDeclared,  ///< said by the user or by the layer's own config
  kRecorded,  ///< what the consumers of an unknown layer recorded
  kUnknown,
};
std::string_view text(ShapesFrom from);

/// One call of one layer.
struct LayerCall {
  const Layer* layer = nullptr;
  int parent = -1;  ///< the call of the enclosing layer
  int site = 0;     ///< index into Layer::calls: which of the calls in the config this is
  int loop = -1;    ///< the innermost loop around it: index into Trace::loops()
  /// What ran within it and within the calls that it made: a range of Trace::ops().
  int first_op = 0, end_op = 0;
  std::vector<int> inputs{}, outputs{};
  ShapesFrom shapes_from = ShapesFrom::kInferred;
  std::shared_ptr<const Diagnostic> error{};  ///< null where nothing went wrong
  std::vector<Diagnostic> warnings{};
  Dim macs{};  ///< of everything that ran within
};

/// A recurrent region of a layer: traced once, executed `steps` times.
struct TraceLoop {
  int parent = -1;  ///< the loop around it
  Dim steps;
  /// The states before the first step, and those that one step makes of them: of each the tensor.
  std::vector<int> states, new_states;
};

/// A layer that a definition makes at run time: the "query" projection of an attention layer.
struct MadeLayer {
  std::string name;
  std::unique_ptr<Layer> layer;
};

/// What must be true of sizes that are not known.
struct Assumption {
  enum class Kind { kEqual, kAtLeast };
  Kind kind = Kind::kEqual;
  Dim left, right;
  int call = -1;                           ///< the layer call that first took it for granted
  [[nodiscard]] std::string text() const;  ///< h = 2*((h + 1)//2), t >= 3
  /// Whether it is true of these values of the unknowns.
  [[nodiscard]] Truth holds(const std::map<std::string, std::int64_t, std::less<>>& values) const;
  /// Whether both say the same, whoever says it.
  friend bool operator==(const Assumption& a, const Assumption& b) {
    return a.kind == b.kind && a.left == b.left && a.right == b.right;
  }
};

/// Where what Keras says is not what comes out when it is executed.
struct Note {
  std::string text;         ///< "ndim: …"
  std::string op{};         ///< keras.ops name; empty where a layer says it
  bool is_refusal = false;  ///< executed, it fails
  int call = -1;            ///< the layer call in which it arose; -1 outside of layers
};

/// About a gigabyte of memory. A model that calls a model twice that calls another twice … grows
/// without bounds.
constexpr std::size_t kMostSteps = 2'000'000;

class Trace {
 public:
  Trace();
  ~Trace();
  Trace(const Trace&) = delete;
  Trace& operator=(const Trace&) = delete;

  Tensor add_tensor(TensorType type);
  Tensor constant(std::vector<Dim> elements, DType dtype, Shape shape);

  [[nodiscard]] const std::deque<TraceTensor>& tensors() const { return tensors_; }
  [[nodiscard]] const std::vector<TraceOp>& ops() const { return ops_; }
  [[nodiscard]] const std::vector<TraceWeight>& weights() const { return weights_; }
  [[nodiscard]] const std::vector<LayerCall>& calls() const { return calls_; }
  [[nodiscard]] const std::vector<TraceLoop>& loops() const { return loops_; }
  /// Whether a tensor is an input, or made from one: no variable, no constant, nothing at hand in a
  /// function.
  [[nodiscard]] bool is_symbolic(int tensor) const;
  /// What had to be taken for granted for the ops to be possible.
  [[nodiscard]] const std::vector<Assumption>& assumptions() const { return assumptions_; }

  /// Each once for each layer.
  [[nodiscard]] const std::vector<Note>& notes() const { return notes_; }

  /// A size that nothing is known of: None in an argument, a size that depends on the data.
  Dim unknown_dim();
  /// Takes two sizes, which may be equal, for equal.
  void assume_equal(const Dim& a, const Dim& b);
  /// Takes a size, which may be so large, to be at least this large.
  void assume_at_least(const Dim& size, const Dim& least);

  // What runs ops and layers writes here; everybody else reads.
  void add_note(Note note);  ///< of the current call
  TraceTensor& tensor(int id) { return tensors_[static_cast<std::size_t>(id)]; }
  TraceOp& add_op(TraceOp op);
  LayerCall& call(int index) { return calls_[static_cast<std::size_t>(index)]; }
  int enter(const Layer& layer);  ///< begins a call within the current one; returns its index
  void leave();
  int enter_loop(Dim steps, std::vector<int> states);  ///< returns its index
  TraceLoop& loop(int index) { return loops_[static_cast<std::size_t>(index)]; }
  void leave_loop();
  [[nodiscard]] int current_call() const { return current_; }
  [[nodiscard]] const Dim& times() const { return times_; }
  void set_times(Dim times) { times_ = std::move(times); }

  /// The weight of its owner with this name, made on the first call. Throws Error if an earlier
  /// call made it with another shape.
  Tensor weight(TraceWeight weight, DType compute_dtype);
  /// Lists a weight of an inner layer among the owner's own.
  void adopt_weight(const Layer& owner, int weight);
  /// The owner's own weights, as Keras lists them.
  [[nodiscard]] std::vector<int> weights_of(const Layer& owner) const;
  /// Whether weights are made from the shapes that the file says layers were built with.
  [[nodiscard]] bool uses_build_config() const { return uses_build_config_; }
  void set_uses_build_config(bool uses) { uses_build_config_ = uses; }
  /// Whether the run goes on behind a layer that fails with what the file records of its outputs.
  [[nodiscard]] bool recovers() const { return recovers_; }
  void set_recovers(bool recovers) { recovers_ = recovers; }
  /// Calls of layers, and tensors that they make; beyond it Error (Fault::kInput) is thrown.
  void set_most_steps(std::size_t steps) { most_steps_ = steps; }
  /// What the user says that a layer returns, by its path; sizes that are None are -1.
  void declare_outputs(const std::string& path, TensorType type) {
    declared_[path].push_back(std::move(type));
  }
  /// nullptr where nothing is said.
  [[nodiscard]] const std::vector<TensorType>* declared_outputs(const std::string& path) const {
    auto found = declared_.find(path);
    return found == declared_.end() ? nullptr : &found->second;
  }
  /// True the first time for each layer.
  bool mark_built(const Layer& layer) { return built_.insert(&layer).second; }

  /// Forgets at its end all ops, calls, loops, assumptions and notes that came after its
  /// beginning; weights stay.
  class Rollback {
   public:
    explicit Rollback(Trace& trace);
    ~Rollback();
    Rollback(const Rollback&) = delete;
    Rollback& operator=(const Rollback&) = delete;

   private:
    Trace& trace_;
    std::size_t ops_, calls_, loops_, assumptions_, notes_;
    int current_, current_loop_;
    Dim times_;
  };

  /// The layer that `parent` made under this name, or a slot for it.
  std::unique_ptr<Layer>& made_layer(const Layer& parent, std::string_view name);
  /// The layers that `parent` made, in the order in which it made them.
  [[nodiscard]] std::vector<const Layer*> made_layers_of(const Layer& parent) const;

 private:
  void assume(Assumption assumption);
  void require_steps() const;
  [[nodiscard]] const Layer* layer_of(int call) const;

  std::deque<TraceTensor> tensors_;  // a shape is handed out by reference while ops add tensors
  std::vector<TraceOp> ops_;
  std::vector<TraceWeight> weights_;
  std::vector<LayerCall> calls_;
  std::vector<TraceLoop> loops_;
  std::vector<Assumption> assumptions_;
  std::vector<Note> notes_;
  std::set<std::string> known_assumptions_;  // their texts
  std::set<std::pair<const Layer*, std::string>> known_notes_;
  std::unordered_map<const Layer*, std::vector<int>> weights_by_layer_;
  std::map<const Layer*, std::deque<MadeLayer>> made_layers_;  // by the layer that made them
  std::unordered_set<const Layer*> built_;
  std::map<std::string, std::vector<TensorType>> declared_;
  bool uses_build_config_ = true;
  bool recovers_ = false;
  std::size_t most_steps_ = kMostSteps;
  int current_ = -1, current_loop_ = -1;
  Dim times_ = 1;
  int unknown_dims_ = 0;
};

}  // namespace modelviz
