// One call of one layer, as its definition sees it.
#include <algorithm>

#include "layers/execution.h"
#include "layers/policy.h"
#include "layers/run.h"
#include "modelviz/layer.h"
#include "ops/activations.h"
#include "ops/ops.h"
#include "ops/signature.h"
#include "support/text.h"

namespace modelviz {

void flatten(const Value& value, Tensors& tensors) {
  if (const Tensor* tensor = value.as_tensor()) tensors.push_back(*tensor);
  if (const List* list = value.as_list()) {
    for (const Value& item : *list) flatten(item, tensors);
  }
  if (const Dict* dict = value.as_dict()) {
    std::vector<const Member*> members;
    for (const Member& member : *dict) members.push_back(&member);
    std::sort(members.begin(), members.end(),
              [](const Member* a, const Member* b) { return a->key < b->key; });
    for (const Member* member : members) flatten(member->value, tensors);
  }
}

std::vector<int> ids(const Tensors& tensors) {
  std::vector<int> result;
  result.reserve(tensors.size());
  for (const Tensor& tensor : tensors) result.push_back(tensor.id());
  return result;
}

Call::Call(Trace& trace, const Layer& layer, const LayerDef& def, const Policy& policy,
           Value arguments)
    : trace_(trace),
      layer_(layer),
      def_(def),
      arguments_(std::move(arguments)),
      compute_dtype_(policy.compute),
      variable_dtype_(policy.variable) {}

const Value& Call::argument(std::string_view name) const {
  if (const Value* passed = arguments_.find(name)) return *passed;
  return modelviz::argument(signature(def_.call_signature), arguments_, name);
}

std::optional<Tensor> Call::tensor(std::string_view name) const {
  const Tensor* tensor = argument(name).as_tensor();
  return tensor ? std::optional(*tensor) : std::nullopt;
}

Tensors Call::tensors(std::string_view name) const {
  Tensors tensors;
  flatten(argument(name), tensors);
  return tensors;
}

Tensors Call::inputs() const { return tensors(signature(def_.call_signature).at(0).name); }

Tensor Call::input() const {
  Tensors all = inputs();
  if (all.size() == 1) return all.front();
  fail("expects one input tensor, but is called with " + std::to_string(all.size()));
}

const Value& Call::value(std::string_view key) const {
  if (const Value* value = layer_.config->find(key)) return *value;
  const Parameter* parameter = find_parameter(signature(def_.signature), key);
  if (!parameter)
    throw Error(Fault::kInternal, "no parameter is called '" + std::string(key) + "'");
  if (parameter->required) fail("its config has no '" + std::string(key) + "'");
  return parameter->value;
}

std::int64_t Call::integer(std::string_view key) const {
  if (auto integer = value(key).as_int()) return *integer;
  // Configs of other programs write 64.0 for 64.
  auto number = value(key).as_float();
  if (number && *number == static_cast<double>(static_cast<std::int64_t>(*number))) {
    return static_cast<std::int64_t>(*number);
  }
  fail("'" + std::string(key) + "' must be an integer, not " + value(key).text());
}

std::int64_t Call::count(std::string_view key) const {
  std::int64_t count = integer(key);
  if (count > 0) return count;
  fail(std::string(key) + " must be 1 or more, not " + std::to_string(count));
}

bool Call::flag(std::string_view key) const {
  const Value& flag = value(key);
  if (auto integer = flag.as_int()) return *integer != 0;
  return flag.as_bool().value_or(false);
}

std::string_view Call::string(std::string_view key) const {
  if (const std::string* text = value(key).as_string()) return *text;
  fail("'" + std::string(key) + "' must be a string, not " + value(key).text());
}

double Call::number(std::string_view key) const {
  if (auto number = value(key).as_float()) return *number;
  fail("'" + std::string(key) + "' must be a number, not " + value(key).text());
}

std::vector<std::int64_t> Call::integers(std::string_view key) const {
  const Value& numbers = value(key);
  if (auto integer = numbers.as_int()) return {*integer};
  std::vector<std::int64_t> integers;
  const List* list = numbers.as_list();
  for (std::size_t i = 0; list && i < list->size(); ++i) {
    if (auto integer = (*list)[i].as_int()) integers.push_back(*integer);
  }
  if (list && integers.size() == list->size()) return integers;
  fail("'" + std::string(key) + "' must hold integers, not " + numbers.text());
}

std::vector<std::int64_t> Call::integers(std::string_view key, int n) const {
  std::vector<std::int64_t> numbers = integers(key);
  auto count = static_cast<std::size_t>(n);
  if (numbers.size() == 1) numbers.resize(count, numbers[0]);
  if (numbers.size() == count) return numbers;
  fail("'" + std::string(key) + "' must be " + std::to_string(n) + " integers, not " +
       value(key).text());
}

int Call::axis(std::string_view key, int rank) const {
  std::int64_t axis = integer(key);
  if (axis >= -rank && axis < rank) return static_cast<int>(axis < 0 ? axis + rank : axis);
  fail("axis " + std::to_string(axis) + " is out of range for an input of rank " +
       std::to_string(rank));
}

bool Call::channels_first() const {
  const std::string* format = value("data_format").as_string();
  return format && *format == "channels_first";
}

// In Keras 2 a frozen layer freezes all that it holds; Keras 3 forgets to when it loads a model.
bool Call::is_frozen() const {
  if (!layer_.trainable() || !layer_.is_keras2) return !layer_.trainable();
  for (int index = trace_.current_call(); index >= 0;) {
    const LayerCall& call = trace_.calls()[static_cast<std::size_t>(index)];
    if (!call.layer->trainable()) return true;
    index = call.parent;
  }
  return false;
}

namespace {

// Whether the weight that a layer of a model has is of another rank than it needs: Keras looks at
// the ranks of what it calls itself.
bool has_other_rank(const Trace& trace, std::string_view name, const Shape& needed) {
  const LayerCall& call = trace.calls()[static_cast<std::size_t>(trace.current_call())];
  bool is_of_model =
      call.parent >= 0 && trace.calls()[static_cast<std::size_t>(call.parent)].layer->graph;
  std::vector<int> own = trace.weights_of(*call.layer);
  return is_of_model && std::any_of(own.begin(), own.end(), [&](int index) {
           const TraceWeight& made = trace.weights()[static_cast<std::size_t>(index)];
           return made.name == name && made.shape.size() != needed.size();
         });
}

}  // namespace

Tensor Call::weight(std::string_view name, Shape shape, WeightOptions options) {
  DType variable = options.dtype == DType::kUnknown ? variable_dtype_ : options.dtype;
  bool cast = options.autocast && is_float(variable) && is_float(compute_dtype_);
  TraceWeight weight{.name = std::string(name),
                     .path = {},
                     .shape = std::move(shape),
                     .dtype = variable,
                     .trainable = options.trainable && !options.rests && !is_frozen(),
                     .place = !options.trainable    ? 2
                              : options.added_later ? 1
                                                    : 0,
                     .owner = &layer_};
  TensorType needed{weight.shape, cast ? compute_dtype_ : variable};
  try {
    return trace_.weight(std::move(weight), needed.dtype);
  } catch (Error& error) {
    std::string& message = error.diagnostic.message;
    Tensors given = inputs();
    if (!given.empty() && given[0].has_shape()) {
      message += "; the input is " + keras_text(given[0].shape());
    }
    if (checks_input() || !size(*needed.shape).is_constant() ||
        has_other_rank(trace_, name, *needed.shape))
      throw;
    warn(message + ": Keras loads the model, but cannot run it");
    return trace_.add_tensor(std::move(needed));
  }
}

// TimeDistributed asks its layer only for shapes. Keras 2 infers by executing.
bool Call::checks_input() const {
  if (layer_.is_keras2) return true;
  int parent = trace_.calls()[static_cast<std::size_t>(trace_.current_call())].parent;
  bool is_asked =
      parent >= 0 &&
      trace_.calls()[static_cast<std::size_t>(parent)].layer->class_name == "TimeDistributed";
  return def_.checks_input && !is_asked;
}

Tensor Call::activation(std::string_view key, Tensor x) {
  const Value& activation = value(key);
  const Value& config = activation["config"];
  const std::string* class_name = activation["class_name"].as_string();
  if (class_name && find_layer(*class_name) && config.is_dict()) {
    return layer(key, *class_name, *config.as_dict(), {x}).at(0);
  }
  // A function of Keras is written by its name; one of the user keeps the shape, as any activation.
  const std::string* name = activation.as_string();
  if (!name && config.as_string() && is_activation(*config.as_string())) name = config.as_string();
  if (!name) return x;
  constexpr std::string_view kOnlyFloats[] = {"elu",      "exponential", "gelu", "log_softmax",
                                              "selu",     "sigmoid",     "silu", "softmax",
                                              "softplus", "softsign",    "tanh"};
  if (std::find(std::begin(kOnlyFloats), std::end(kOnlyFloats), *name) != std::end(kOnlyFloats)) {
    require_float(*this, x, *name);
  }
  Tensor y = activate(*name, x);
  note_executed(trace_, {x.shape(), y.dtype()}, y.type());  // glu halves an axis
  return declare(y, x.shape());
}

Tensors Call::run(const Layer& layer, List args, Dict kwargs) {
  return run_layer(trace_, layer, std::move(args), std::move(kwargs));
}

Tensors Call::layer(std::string_view key, List args, Dict kwargs, int index) {
  const Layer* held = layer_.find_held(key, index);
  if (!held) fail("its config holds no layer under '" + std::string(key) + "'");
  return run(*held, std::move(args), std::move(kwargs));
}

Tensors Call::layer(std::string_view name, std::string_view class_name, Dict config, List args,
                    Dict kwargs) {
  std::unique_ptr<Layer>& made = trace_.made_layer(layer_, name);
  if (!made) {
    Value values(std::move(config));
    if (!values.find("dtype")) values.set("dtype", (*layer_.config)["dtype"]);
    made = std::make_unique<Layer>();
    made->name = name;
    made->class_name = class_name;
    made->is_keras2 = layer_.is_keras2;
    made->frozen = values["trainable"].as_bool() == false;
    made->json_path = layer_.json_path;
    made->config = std::make_shared<const Value>(std::move(values));
  }
  return run(*made, std::move(args), std::move(kwargs));
}

Tensors Call::loop(const Dim& steps, Tensors carried, const std::function<Tensors(Tensors)>& body) {
  struct Region {
    Trace& trace;
    Dim times;
    int index;
    ~Region() {
      trace.leave_loop();
      trace.set_times(times);
    }
  };
  std::vector<int> states = ids(carried);
  Dim times = trace_.times();
  Region region{trace_, std::move(times), trace_.enter_loop(steps, std::move(states))};
  Tensors made = body(std::move(carried));
  // The body returns what it makes of the states last.
  TraceLoop& loop = trace_.loop(region.index);
  std::size_t count = std::min(loop.states.size(), made.size());
  loop.new_states = ids({made.end() - static_cast<std::ptrdiff_t>(count), made.end()});
  return made;
}

Tensor Call::declare(const Tensor& x, Shape shape) {
  if (x.shape() == shape) return x;
  Tensor declared = ops::identity(x);
  trace_.tensor(declared.id()).type.shape = std::move(shape);
  return declared;
}

void Call::warn(std::string message) {
  Diagnostic warning{.severity = Severity::kWarning, .message = std::move(message)};
  locate(warning, trace_, trace_.current_call());
  trace_.call(trace_.current_call()).warnings.push_back(std::move(warning));
}

// NOLINTNEXTLINE(readability-make-member-function-const): it writes
void Call::note(std::string text) { trace_.add_note({.text = std::move(text)}); }

// NOLINTNEXTLINE(readability-convert-member-functions-to-static): c.fail() reads as what it is
void Call::fail(std::string message, std::string hint) const {
  throw Error(Fault::kModel, std::move(message), std::move(hint));
}

}  // namespace modelviz
