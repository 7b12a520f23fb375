#include "modelviz/trace.h"

#include <algorithm>

#include "modelviz/model.h"
#include "support/text.h"
#include "symbolic/limits.h"

namespace modelviz {

std::string TensorType::text() const {
  return (shape ? modelviz::text(*shape) : "?") + " " + std::string(modelviz::text(dtype));
}

std::string TensorType::keras_text() const {
  return (shape ? modelviz::keras_text(*shape) : "?") + " " + std::string(modelviz::text(dtype));
}

const TensorType& Tensor::type() const {
  return trace_->tensors()[static_cast<std::size_t>(id_)].type;
}

const Shape& Tensor::shape() const {
  if (!type().shape) throw UnknownShape{};
  return *type().shape;
}

const Dim& Tensor::operator[](int axis) const {
  const Shape& dims = shape();
  return dims.at(static_cast<std::size_t>(axis < 0 ? axis + rank() : axis));
}

std::string_view text(ShapesFrom from) {
  switch (from) {
    case ShapesFrom::kInferred:
      return "inferred";
    case ShapesFrom::kDeclared:
      return "declared";
    case ShapesFrom::kRecorded:
      return "recorded";
    case ShapesFrom::kUnknown:
      break;
  }
  return "unknown";
}

Trace::Trace() = default;
Trace::~Trace() = default;

void Trace::require_steps() const {
  if (tensors_.size() + calls_.size() <= most_steps_) return;
  throw Error(Fault::kInput,
              "running it takes more than " + with_thousands(static_cast<long long>(most_steps_)) +
                  " steps (calls of layers, and tensors that they make)",
              "Models that call models several times grow quickly.");
}

Tensor Trace::add_tensor(TensorType type) {
  require_steps();
  if (type.shape && type.shape->size() > kMostAxes) {
    throw Error(Fault::kModel, "a tensor would have " + std::to_string(type.shape->size()) +
                                   " axes, but TensorFlow has no more than " +
                                   std::to_string(kMostAxes));
  }
  tensors_.push_back({.type = std::move(type), .elements = {}});
  return {*this, static_cast<int>(tensors_.size()) - 1};
}

Tensor Trace::constant(std::vector<Dim> elements, DType dtype, Shape shape) {
  Tensor result = add_tensor({std::move(shape), dtype});
  tensor(result.id()).elements = std::move(elements);
  return result;
}

Dim Trace::unknown_dim() { return Dim::symbol("u" + std::to_string(unknown_dims_++)); }

std::string Assumption::text() const {
  return left.text() + (kind == Kind::kEqual ? " = " : " >= ") + right.text();
}

Truth Assumption::holds(const std::map<std::string, std::int64_t, std::less<>>& values) const {
  Dim a = left.at(values), b = right.at(values);
  if (kind == Kind::kEqual) return equal(a, b);
  Dim difference = a - b;
  auto low = difference.lower_bound(), high = difference.upper_bound();
  if (low && *low >= 0) return Truth::kYes;
  return high && *high < 0 ? Truth::kNo : Truth::kMaybe;
}

void Trace::add_note(Note note) {
  note.text = sanitize(note.text);
  note.call = current_;
  if (known_notes_.emplace(layer_of(current_), note.text).second) {
    notes_.push_back(std::move(note));
  }
}

const Layer* Trace::layer_of(int call) const {
  return call < 0 ? nullptr : calls_[static_cast<std::size_t>(call)].layer;
}

void Trace::assume_equal(const Dim& a, const Dim& b) {
  assume({Assumption::Kind::kEqual, a, b, current_});
}

void Trace::assume_at_least(const Dim& size, const Dim& least) {
  assume({Assumption::Kind::kAtLeast, size, least, current_});
}

void Trace::assume(Assumption assumption) {
  if (assumption.holds({}) == Truth::kYes) return;
  if (known_assumptions_.insert(assumption.text()).second) {
    assumptions_.push_back(std::move(assumption));
  }
}

bool Trace::is_symbolic(int tensor) const {
  const TraceTensor& t = tensors_[static_cast<std::size_t>(tensor)];
  return t.from_input.value_or(t.weight < 0 && !t.elements && !t.in_function);
}

TraceOp& Trace::add_op(TraceOp op) {
  bool from_input = std::any_of(op.inputs.begin(), op.inputs.end(),
                                [this](int input) { return is_symbolic(input); });
  for (int output : op.outputs) {
    tensor(output).op = static_cast<int>(ops_.size());
    tensor(output).from_input = from_input;
  }
  op.call = current_;
  op.loop = current_loop_;
  op.times = times_;
  for (int call = current_; call >= 0; call = calls_[static_cast<std::size_t>(call)].parent) {
    Dim& macs = this->call(call).macs;
    macs = macs + op.macs * op.times;
  }
  return ops_.emplace_back(std::move(op));
}

int Trace::enter(const Layer& layer) {
  require_steps();
  auto first_op = static_cast<int>(ops_.size());
  calls_.push_back({.layer = &layer,
                    .parent = current_,
                    .loop = current_loop_,
                    .first_op = first_op,
                    .end_op = first_op});
  return current_ = static_cast<int>(calls_.size()) - 1;
}

void Trace::leave() {
  call(current_).end_op = static_cast<int>(ops_.size());
  current_ = call(current_).parent;
}

int Trace::enter_loop(Dim steps, std::vector<int> states) {
  times_ = times_ * steps;
  loops_.push_back({.parent = current_loop_,
                    .steps = std::move(steps),
                    .states = std::move(states),
                    .new_states = {}});
  return current_loop_ = static_cast<int>(loops_.size()) - 1;
}

void Trace::leave_loop() { current_loop_ = loop(current_loop_).parent; }

Trace::Rollback::Rollback(Trace& trace)
    : trace_(trace),
      ops_(trace.ops_.size()),
      calls_(trace.calls_.size()),
      loops_(trace.loops_.size()),
      assumptions_(trace.assumptions_.size()),
      notes_(trace.notes_.size()),
      current_(trace.current_),
      current_loop_(trace.current_loop_),
      times_(trace.times_) {
  trace.times_ = 0;  // what is forgotten costs nothing
}

Trace::Rollback::~Rollback() {
  // The calls are still there, by which notes are known.
  for (std::size_t i = notes_; i < trace_.notes_.size(); ++i) {
    const Note& note = trace_.notes_[i];
    trace_.known_notes_.erase({trace_.layer_of(note.call), note.text});
  }
  for (std::size_t i = assumptions_; i < trace_.assumptions_.size(); ++i) {
    trace_.known_assumptions_.erase(trace_.assumptions_[i].text());
  }
  trace_.ops_.erase(trace_.ops_.begin() + static_cast<std::ptrdiff_t>(ops_), trace_.ops_.end());
  trace_.calls_.erase(trace_.calls_.begin() + static_cast<std::ptrdiff_t>(calls_),
                      trace_.calls_.end());
  trace_.loops_.resize(loops_);
  trace_.assumptions_.erase(trace_.assumptions_.begin() + static_cast<std::ptrdiff_t>(assumptions_),
                            trace_.assumptions_.end());
  trace_.notes_.erase(trace_.notes_.begin() + static_cast<std::ptrdiff_t>(notes_),
                      trace_.notes_.end());
  trace_.current_ = current_;
  trace_.current_loop_ = current_loop_;
  trace_.times_ = times_;
}

namespace {

std::string mismatch(std::string_view name, const Shape& made, const Shape& wanted) {
  return "its weight " + std::string(name) + " has shape " + keras_text(made) +
         ", but this input needs " + keras_text(wanted);
}

void require_known(std::string_view name, const Shape& shape) {
  for (const Dim& dim : shape) {
    if (dim.is_constant() && *dim.constant() >= 0) continue;
    throw Error(Fault::kModel,
                "its weight " + std::string(name) + " would have shape " + keras_text(shape) +
                    ": every size of a weight must be known",
                "Give the input of the layer a known size there, for example with --input-shape.");
  }
}

// Whether a weight can serve where another shape is wanted, of which not all need be known.
bool fits(const Shape& made, const Shape& wanted) {
  return std::equal(made.begin(), made.end(), wanted.begin(), wanted.end(),
                    [](const Dim& a, const Dim& b) { return equal(a, b) != Truth::kNo; });
}

}  // namespace

Tensor Trace::weight(TraceWeight weight, DType compute_dtype) {
  std::vector<int>& own = weights_by_layer_[weight.owner];
  for (int index : own) {
    const TraceWeight& made = weights_[static_cast<std::size_t>(index)];
    if (made.name != weight.name || made.owner != weight.owner) continue;
    if (fits(made.shape, weight.shape)) return {*this, made.tensor};
    throw Error(Fault::kModel, mismatch(made.name, made.shape, weight.shape));
  }
  require_known(weight.name, weight.shape);
  weight.path = weight.name;
  for (int c = current_; c >= 0; c = call(c).parent) {
    weight.path.insert(0, "/").insert(0, call(c).layer->name);
  }
  Tensor result = add_tensor({weight.shape, compute_dtype});
  int index = static_cast<int>(weights_.size());
  tensor(result.id()).weight = index;
  weight.tensor = result.id();
  weights_.push_back(std::move(weight));
  own.push_back(index);
  return result;
}

void Trace::adopt_weight(const Layer& owner, int weight) {
  std::vector<int>& own = weights_by_layer_[&owner];
  if (std::find(own.begin(), own.end(), weight) == own.end()) own.push_back(weight);
}

std::vector<int> Trace::weights_of(const Layer& owner) const {
  auto own = weights_by_layer_.find(&owner);
  if (own == weights_by_layer_.end()) return {};
  std::vector<int> weights = own->second;
  std::stable_sort(weights.begin(), weights.end(), [this](int a, int b) {
    return weights_[static_cast<std::size_t>(a)].place <
           weights_[static_cast<std::size_t>(b)].place;
  });
  return weights;
}

std::unique_ptr<Layer>& Trace::made_layer(const Layer& parent, std::string_view name) {
  std::deque<MadeLayer>& made = made_layers_[&parent];
  for (MadeLayer& entry : made) {
    if (entry.name == name) return entry.layer;
  }
  return made.emplace_back(MadeLayer{std::string(name), nullptr}).layer;
}

std::vector<const Layer*> Trace::made_layers_of(const Layer& parent) const {
  std::vector<const Layer*> layers;
  if (auto made = made_layers_.find(&parent); made != made_layers_.end()) {
    for (const MadeLayer& entry : made->second) layers.push_back(entry.layer.get());
  }
  return layers;
}

}  // namespace modelviz
