// Ops that are given functions: map(), scan(), cond() and loops. Such an op runs the function on
// symbolic tensors, in the trace of the call, and looks at what comes out. What ran within a loop
// counts as often as the loop runs.
//
// Source: keras/src/ops/core.py and linalg.py (3.15). Like there, while_loop() and fori_loop()
// believe that a step keeps all shapes, and switch() that all branches give what the first does.
#include <algorithm>
#include <cctype>
#include <map>
#include <span>

#include "ops/activations.h"
#include "ops/elements.h"
#include "ops/rules.h"
#include "ops/tables.h"
#include "support/text.h"

namespace modelviz {
namespace {

// A function as a config names it: {"class_name": "function", "config": "relu"}.
std::optional<Function> named_function(const Value& value) {
  const std::string* name = value["config"].as_string();
  if (value["class_name"] != Value("function") || !name || !is_activation(*name)) {
    return std::nullopt;
  }
  return Function{*name, [name = *name](const List& positional, const Dict&) -> Value {
                    const Tensor* x = positional.empty() ? nullptr : positional[0].as_tensor();
                    if (!x) throw Error(Fault::kModel, name + " needs a tensor");
                    return activate(name, *x);
                  }};
}

Function function(const OpCall& call, const Value& value, std::string_view parameter) {
  if (const Function* function = value.as_function()) return *function;
  if (auto function = named_function(value)) return *function;
  std::string what = "'" + std::string(parameter) + "'";
  if (value.is_none() || value.is_string() || value.is_dict()) {
    call.fail("the file does not say what the function " + what + " does",
              "A config can name functions of Keras; it cannot hold others in a form that is safe "
              "to run.");
  }
  call.fail(what + " must be a function, not " + value.text());
}

Function function(const OpCall& call, std::string_view parameter) {
  return function(call, call.argument(parameter), parameter);
}

// What runs while this lives runs this many times.
class Repeated {
 public:
  Repeated(const OpCall& call, const Dim& times)
      : trace_(call.trace()), before_(call.trace().times()) {
    trace_.set_times(before_ * times);
  }
  ~Repeated() { trace_.set_times(before_); }
  Repeated(const Repeated&) = delete;
  Repeated& operator=(const Repeated&) = delete;

 private:
  Trace& trace_;
  Dim before_;
};

// Structures: tensors in lists and dicts to any depth, which functions take and return.

using Change = std::function<Value(const TensorType&)>;

// What becomes of that in a structure which is no tensor.
enum class Others { kRefused, kKept, kNumbersKept, kNumbersAreTensors };

// The same structure with each tensor changed.
Value map_structure(const OpCall& call, const Value& value, std::string_view what, Others others,
                    const Change& change) {
  if (const Tensor* tensor = value.as_tensor()) {
    return change({tensor->shape(), tensor->dtype()});
  }
  if (const List* list = value.as_list()) {
    List items;
    for (const Value& item : *list) {
      items.push_back(map_structure(call, item, what, others, change));
    }
    return items;
  }
  if (const Dict* dict = value.as_dict()) {
    Dict members = *dict;  // Keras goes through dicts in the order of their keys
    std::sort(members.begin(), members.end(),
              [](const Member& a, const Member& b) { return a.key < b.key; });
    for (Member& member : members) {
      member.value = map_structure(call, member.value, what, others, change);
    }
    return members;
  }
  bool number = value.as_float().has_value();
  if (others == Others::kKept || (others == Others::kNumbersKept && number)) return value;
  if (others == Others::kNumbersAreTensors && number) {
    return change({Shape{}, value.is_float() ? DType::kFloat32 : DType::kInt32});
  }
  call.fail(std::string(what) + " must be tensors, not " + value.text());
}

TensorTypes leaves(const OpCall& call, const Value& value, std::string_view what) {
  TensorTypes types;
  (void)map_structure(call, value, what, Others::kRefused, [&](const TensorType& type) {
    types.push_back(type);
    return Value();
  });
  return types;
}

// The outputs of an op: the tensors of a structure, which is what Python gets.
class Outputs {
 public:
  explicit Outputs(OpCall& call) : call_(call) {}

  // Tensors of these types, each with a slot in the structure.
  Value add(const Value& structure, std::string_view what, Others others = Others::kRefused) {
    return map_structure(call_, structure, what, others,
                         [this](const TensorType& type) { return add(type); });
  }
  Value add(const TensorType& type) {
    types_.push_back(type);
    return InputSlot{static_cast<int>(types_.size()) - 1};
  }

  TensorTypes returned(Value structure) {
    call_.returns(std::move(structure));
    return std::move(types_);
  }

 private:
  OpCall& call_;
  TensorTypes types_;
};

constexpr std::string_view kResults = "what the function returns";

// A tensor for a function to run on; as one, a Python number has a dtype.
Value symbolic(const OpCall& call, TensorType type) {
  type.dtype = result_type(std::span(&type.dtype, 1));
  Tensor tensor = call.trace().add_tensor(std::move(type));
  call.trace().tensor(tensor.id()).in_function = true;
  return tensor;
}

// The size of the axis that a function is mapped along: the first.
Dim first_size(const OpCall& call, const TensorTypes& types, std::string_view parameter) {
  for (const TensorType& type : types) {
    require_rank(call, "each tensor of '" + std::string(parameter) + "'", *type.shape, 1);
  }
  if (types.empty()) call.refuse(parameter, "must hold a tensor");
  return types[0].shape->front();
}

Value first_element(const OpCall& call, TensorType type) {
  type.shape->erase(type.shape->begin());
  return symbolic(call, type);
}

TensorTypes map_along(OpCall& call, std::string_view f, std::string_view parameter) {
  Function step = function(call, f);
  const Value& elements = call.argument(parameter);
  std::string what = "'" + std::string(parameter) + "'";
  Dim count = first_size(call, leaves(call, elements, what), parameter);
  Value element = map_structure(call, elements, what, Others::kRefused,
                                [&](const TensorType& type) { return first_element(call, type); });
  Repeated repeated(call, count);
  Value result = step.call({std::move(element)}, {});
  Outputs outputs(call);
  return outputs.returned(
      map_structure(call, result, kResults, Others::kRefused, [&](TensorType type) {
        type.shape->insert(type.shape->begin(), count);
        return outputs.add(type);
      }));
}

TensorTypes map(OpCall& call) { return map_along(call, "f", "xs"); }
TensorTypes vectorized_map(OpCall& call) { return map_along(call, "function", "elements"); }

// Of several sequences Keras hands on the first, whole, instead of a step of each.
TensorTypes scan(OpCall& call) {
  Function step = function(call, "f");
  const Value& xs = call.argument("xs");
  TensorTypes sequences;
  if (!xs.is_none()) sequences = leaves(call, xs, "'xs'");
  Dim count = call.given("length") ? Dim(call.integer("length"))
              : xs.is_none()       ? Dim(call.integer("length"))
                                   : first_size(call, sequences, "xs");
  // Where it is computed at once, the sequence must be as long as 'length' says.
  if (!sequences.empty() && runs_eagerly(call)) {
    (void)call.unify(count, first_size(call, sequences, "xs"), "'xs' must have the given length");
  }
  Value x;
  if (const List* list = xs.as_list())
    x = list->at(0);
  else if (xs.is_dict())
    call.refuse("xs", "must be one tensor, not a dict");
  else if (!xs.is_none())
    x = first_element(call, sequences[0]);
  // What is computed at once is computed with tensors; else a step gets the numbers themselves.
  Others others = runs_eagerly(call) ? Others::kNumbersAreTensors : Others::kNumbersKept;
  Value carry = map_structure(call, call.argument("init"), "'init'", others,
                              [&](const TensorType& type) { return symbolic(call, type); });
  Repeated repeated(call, count);
  Value result = step.call({std::move(carry), std::move(x)}, {});
  const List* pair = result.as_list();
  if (!pair || pair->size() != 2) {
    call.fail("the function must return a pair, what it carries on and a result, not " +
              result.text());
  }
  const Tensor* y = (*pair)[1].as_tensor();
  if (!y) call.fail("the result of a step must be one tensor, not " + (*pair)[1].text());
  Outputs outputs(call);
  Value carried = outputs.add((*pair)[0], "what the function carries on");
  Shape stacked = y->shape();
  stacked.insert(stacked.begin(), count);
  return outputs.returned(List{std::move(carried), outputs.add({stacked, y->dtype()})});
}

// The results have the shape of the first tensor, whatever the function returns.
TensorTypes associative_scan(OpCall& call) {
  Function combine = function(call, "f");
  const Value& elems = call.argument("elems");
  TensorTypes types = leaves(call, elems, "'elems'");
  if (types.empty()) call.refuse("elems", "must hold a tensor");
  auto axis_of = [&call](const TensorType& type) {
    return index(call.axis("axis", static_cast<int>(type.shape->size())));
  };
  Dim count = (*types[0].shape)[axis_of(types[0])];
  for (const TensorType& type : types) {
    const Dim& size = (*type.shape)[axis_of(type)];
    if (!alike(count, size)) {
      call.fail("all tensors must have the same size along axis " + call.argument("axis").text() +
                ", but the shapes are " + keras_text(*types[0].shape) + " and " +
                keras_text(*type.shape));
    }
    (void)call.unify(count, size, "all tensors must be as long");
  }
  Value element = map_structure(call, elems, "'elems'", Others::kRefused, [&](TensorType type) {
    (*type.shape)[axis_of(type)] = 1;
    return symbolic(call, type);
  });
  Repeated repeated(call, count);
  Value result = combine.call({element, element}, {});
  Outputs outputs(call);
  return outputs.returned(
      map_structure(call, result, kResults, Others::kRefused, [&](const TensorType& type) {
        return outputs.add({types[0].shape, type.dtype});
      }));
}

bool same_structure(const Value& a, const Value& b) {
  if (const List* x = a.as_list(), *y = b.as_list(); x && y) {
    return std::equal(x->begin(), x->end(), y->begin(), y->end(), same_structure);
  }
  if (a.is_dict() && b.is_dict()) {
    return a.as_dict()->size() == b.as_dict()->size() &&
           std::all_of(a.as_dict()->begin(), a.as_dict()->end(), [&b](const Member& member) {
             const Value* other = b.find(member.key);
             return other && same_structure(member.value, *other);
           });
  }
  const Tensor *x = a.as_tensor(), *y = b.as_tensor();
  if (x && y) return x->dtype() == y->dtype() && alike(x->shape(), y->shape());
  return a.is_none() && b.is_none();
}

// Whatever a function returned; its tensors are the outputs.
TensorTypes result_of(OpCall& call, const Value& value) {
  Outputs outputs(call);
  return outputs.returned(outputs.add(value, kResults, Others::kKept));
}

// Both branches run, but only the first costs: one of them is executed.
TensorTypes cond(OpCall& call) {
  Function when_true = function(call, "true_fn"), when_false = function(call, "false_fn");
  const Value& pred = call.argument("pred");
  if (auto number = pred.is_bool() ? std::optional<double>(*pred.as_bool()) : pred.as_float()) {
    return result_of(call, (*number != 0 ? when_true : when_false).call({}, {}));
  }
  if (!pred.as_tensor()) call.refuse("pred", "must be a tensor or a bool, not " + pred.text());
  Value first = when_true.call({}, {}), second;
  {
    Trace::Rollback rollback(call.trace());
    second = when_false.call({}, {});
  }
  if (!same_structure(first, second)) {
    call.fail("both functions must return tensors of the same shapes and dtypes, but " +
              when_true.name + " returns " + first.text() + " and " + when_false.name + " " +
              second.text());
  }
  return result_of(call, first);
}

// The index of the branch that is known to be taken; Keras clips it to those there are.
std::size_t known_branch(const OpCall& call, std::size_t count) {
  auto index = call.elements("index");
  if (!runs_eagerly(call) || !index || index->size() != 1) return 0;
  std::int64_t last = static_cast<std::int64_t>(count) - 1;
  auto value = index->front().constant();
  return static_cast<std::size_t>(std::clamp<std::int64_t>(value.value_or(0), 0, last));
}

// What a branch gets: a tensor of the backend for each symbolic one.
List branch_arguments(const OpCall& call) {
  List arguments = *call.argument("operands").as_list();
  for (Value& value : arguments) {
    const Tensor* tensor = value.as_tensor();
    if (tensor && is_symbolic(call.trace(), value)) {
      value = symbolic(call, {tensor->shape(), tensor->dtype()});
    }
  }
  return arguments;
}

TensorTypes switch_branches(OpCall& call) {
  const List* branches = call.argument("branches").as_list();
  if (!branches || branches->empty()) {
    call.refuse("branches", "must be a list of functions, not " + call.argument("branches").text());
  }
  Function branch = function(call, (*branches)[known_branch(call, branches->size())], "branches");
  Value result = branch.call(branch_arguments(call), {});
  Outputs outputs(call);
  Others others = runs_eagerly(call) ? Others::kNumbersKept : Others::kRefused;
  return outputs.returned(outputs.add(result, kResults, others));
}

Value loop_variables(const OpCall& call, std::string_view parameter) {
  return map_structure(call, call.argument(parameter), "'" + std::string(parameter) + "'",
                       runs_eagerly(call) ? Others::kNumbersAreTensors : Others::kRefused,
                       [&](const TensorType& type) { return symbolic(call, type); });
}

// A list of loop variables is handed over one by one.
List as_arguments(const Value& variables) {
  return variables.as_list() ? *variables.as_list() : List{variables};
}

// Keras infers nothing from the functions of a loop: that one fails is a note, unless it computes.
void run_unseen(OpCall& call, const std::function<void()>& functions) {
  if (runs_eagerly(call)) return functions();
  try {
    functions();
  } catch (const Error& error) {
    call.note_refusal("Keras does not look into a loop", error.diagnostic.message);
  }
}

void note_change(const OpCall& call, const Value& before, const Value& after) {
  if (runs_eagerly(call) || same_structure(before, after)) return;
  call.note("Keras infers what stands before the loop, " + before.text() +
            "; executed, it becomes " + after.text());
}

TensorTypes while_loop(OpCall& call) {
  Value variables = loop_variables(call, "loop_vars");
  Dim count = call.given("maximum_iterations") ? Dim(call.integer("maximum_iterations"))
                                               : call.trace().unknown_dim();
  run_unseen(call, [&] {
    Function condition = function(call, "cond"), body = function(call, "body");
    Repeated repeated(call, count);
    (void)condition.call(as_arguments(variables), {});
    Value result = body.call(as_arguments(variables), {});
    if (runs_eagerly(call) && variables.as_list() && !result.as_list()) {
      call.fail("the body must return a list of all loop variables, as 'loop_vars' is one, not " +
                result.text());
    }
    note_change(call, variables, result);
  });
  Outputs outputs(call);
  return outputs.returned(outputs.add(variables, "'loop_vars'"));
}

TensorTypes fori_loop(OpCall& call) {
  TensorType type = call.array("init_val");
  auto lower = call.elements("lower"), upper = call.elements("upper");
  bool known = lower && upper && lower->size() == 1 && upper->size() == 1;
  run_unseen(call, [&] {
    Function body = function(call, "body_fun");
    Repeated repeated(call,
                      known ? max(upper->front() - lower->front(), 0) : call.trace().unknown_dim());
    Value value = symbolic(call, type);
    Value result = body.call({symbolic(call, {Shape{}, DType::kInt32}), value}, {});
    note_change(call, value, result);
  });
  return {type};
}

// Calculates forwards twice: the results, and how they change.
TensorTypes jvp(OpCall& call) {
  Function fun = function(call, "fun");
  for (std::string_view parameter : {"primals", "tangents"}) {
    if (call.argument(parameter).as_list()) continue;
    call.refuse(parameter, "must be a list of tensors, not " + call.argument(parameter).text());
  }
  Repeated repeated(call, 2);
  Value result = fun.call(*call.argument("primals").as_list(), {});
  Outputs outputs(call);
  if (!call.flag("has_aux")) {
    Value primals = outputs.add(result, kResults), tangents = outputs.add(result, kResults);
    return outputs.returned(List{std::move(primals), std::move(tangents)});
  }
  const List* pair = result.as_list();
  if (!pair || pair->size() != 2) {
    call.fail("with 'has_aux' the function must return a pair, not " + result.text());
  }
  Value primals = outputs.add((*pair)[0], kResults), tangents = outputs.add((*pair)[0], kResults);
  Value aux = outputs.add((*pair)[1], kResults);
  return outputs.returned(List{std::move(primals), std::move(tangents), std::move(aux)});
}

// vectorize(): the last axes of each argument that a signature names, "(m,n),(n)->(m)", are what
// the function gets. It runs for all others, which are broadcast together.
using AxisNames = std::vector<std::string>;

bool is_word(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(),
                                      [](unsigned char c) { return std::isalnum(c) || c == '_'; });
}

// One side of the signature: the names within each pair of brackets.
std::optional<std::vector<AxisNames>> core_axes(std::string_view side) {
  std::vector<AxisNames> result;
  for (;;) {
    std::size_t end = side.find(')');
    if (!side.starts_with('(') || end == std::string_view::npos) return std::nullopt;
    AxisNames names;
    if (end > 1) {
      for (std::string_view name : split(side.substr(1, end - 1), ',')) names.emplace_back(name);
    }
    if (!std::all_of(names.begin(), names.end(), is_word)) return std::nullopt;
    result.push_back(std::move(names));
    side.remove_prefix(end + 1);
    if (side.empty()) return result;
    if (!side.starts_with(',')) return std::nullopt;
    side.remove_prefix(1);
  }
}

struct LoopSignature {
  std::vector<AxisNames> inputs, outputs;
};

// Without one the function takes scalars and gives them.
std::optional<LoopSignature> loop_signature(const OpCall& call) {
  if (!call.given("signature")) return std::nullopt;
  std::string_view text = call.string("signature");
  std::size_t arrow = text.find("->");
  if (arrow != std::string_view::npos) {
    auto inputs = core_axes(text.substr(0, arrow)), outputs = core_axes(text.substr(arrow + 2));
    if (inputs && outputs) return LoopSignature{*inputs, *outputs};
  }
  call.fail("the signature must be like '(m,n),(n)->(m)', not '" + sanitize(text) + "'");
}

using NamedSizes = std::map<std::string, Dim, std::less<>>;

// An axis has the same size wherever it is named.
void match_sizes(const OpCall& call, const AxisNames& names, const Shape& core, NamedSizes& sizes) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    auto [known, is_new] = sizes.emplace(names[i], core[i]);
    if (!is_new) (void)call.unify(known->second, core[i], "the sizes of '" + names[i] + "' differ");
  }
}

// The shape of a result, before those of the loop.
void check_result(const OpCall& call, const AxisNames& names, const Shape& shape,
                  NamedSizes& sizes) {
  if (shape.size() != names.size()) {
    call.fail("the function must return tensors of rank " + std::to_string(names.size()) +
              ", but one has the shape " + keras_text(shape));
  }
  match_sizes(call, names, shape, sizes);
}

TensorTypes vectorized(OpCall& call) {
  Function f = function(call, "pyfunc");
  auto signature = loop_signature(call);
  TensorTypes types = call.arrays("arguments");
  if (types.empty() || (signature && signature->inputs.size() != types.size())) {
    call.fail("the function was given " + std::to_string(types.size()) + " arguments");
  }
  NamedSizes sizes;
  Shape loop;
  List elements;
  for (std::size_t i = 0; i < types.size(); ++i) {
    const Shape& shape = *types[i].shape;
    AxisNames names = signature ? signature->inputs[i] : AxisNames{};
    require_rank(call, "argument " + std::to_string(i + 1), shape, names.size());
    auto middle = shape.end() - std::ssize(names);
    Shape core(middle, shape.end());
    match_sizes(call, names, core, sizes);
    loop = call.broadcast(loop, {shape.begin(), middle});
    elements.push_back(symbolic(call, {core, types[i].dtype}));
  }
  Repeated repeated(call, size(loop));
  Value result = f.call(std::move(elements), *call.argument("named").as_dict());
  std::size_t position = 0, count = result.as_list() ? result.as_list()->size() : 1;
  if (signature && signature->outputs.size() != count) {
    call.fail("the function must return as many tensors as its signature names");
  }
  Outputs outputs(call);
  return outputs.returned(
      map_structure(call, result, kResults, Others::kRefused, [&](const TensorType& type) {
        AxisNames names = signature ? signature->outputs.at(position++) : AxisNames{};
        check_result(call, names, *type.shape, sizes);
        Shape shape = loop;
        shape.insert(shape.end(), type.shape->begin(), type.shape->end());
        return outputs.add({shape, type.dtype});
      }));
}

TensorTypes vectorize(OpCall& call) {
  Value pyfunc = function(call, "pyfunc"), signature = call.argument("signature");
  Trace& trace = call.trace();
  call.returns(Function{"vectorized", [&trace, pyfunc, signature](List positional, Dict named) {
                          return call_nested(
                              trace, *find_op("vectorized"),
                              {pyfunc, signature, std::move(positional), std::move(named)});
                        }});
  return {};
}

// The function returns its result and a function for the gradient, which nothing asks for here.
// That it is a function shows only when it is called.
TensorTypes custom_gradient(OpCall& call) {
  call.returns(Function{
      "custom_gradient", [f = call.argument("f")](List positional, Dict named) -> Value {
        const Function* function = f.as_function();
        if (!function) {
          throw Error(Fault::kModel, "custom_gradient: 'f' must be a function, not " + f.text());
        }
        Value result = function->call(std::move(positional), std::move(named));
        const List* pair = result.as_list();
        if (pair && pair->size() == 2 && (*pair)[1].as_function()) return (*pair)[0];
        throw Error(Fault::kModel, "custom_gradient: " + function->name +
                                       " must return a result and a function for its gradient, "
                                       "not " +
                                       result.text());
      }});
  return {};
}

// What Python asks of a tensor.

TensorTypes dtype(OpCall& call) {
  if (!call.argument("x").as_tensor()) {
    call.refuse("x", "must be a tensor, not " + call.argument("x").text());
  }
  call.returns(text(call.array("x").dtype));
  return {};
}

// To Keras a symbolic tensor is none.
TensorTypes is_tensor(OpCall& call) {
  const Value& x = call.argument("x");
  call.returns(x.as_tensor() != nullptr && !is_symbolic(call.trace(), x));
  return {};
}

// numpy's own dtypes are those of 64 bits.
TensorTypes convert_to_numpy(OpCall& call) {
  if (!runs_eagerly(call)) {
    call.fail("x depends on an input of the model, so there are no numbers to convert");
  }
  TensorType x = call.array("x");
  if (!call.argument("x").as_tensor()) {
    if (x.dtype == DType::kPythonInt || x.dtype == DType::kInt32) x.dtype = DType::kInt64;
    if (x.dtype == DType::kPythonFloat || x.dtype == DType::kFloat32) x.dtype = DType::kFloat64;
  }
  return {x};
}

constexpr OpDef kOps[] = {
    {"associative_scan", "AssociativeScan", "core", "f, elems, reverse=False, axis=0",
     "The results of f on all up to each, in any order of brackets.", associative_scan},
    {"cond", "Cond", "core", "pred, true_fn, false_fn",
     "What true_fn returns if pred holds, else what false_fn returns.", cond},
    {"custom_gradient", "", "core", "f", "A function that brings its own gradient.",
     custom_gradient},
    {"fori_loop", "ForiLoop", "core", "lower, upper, body_fun, init_val",
     "What body_fun makes of init_val, step by step.", fori_loop},
    {"jvp", "JVP", "linalg", "fun, primals, tangents, has_aux=False",
     "What fun returns, and how it changes along the tangents.", jvp},
    {"map", "Map", "core", "f, xs", "f of each element along the first axis.", map},
    {"scan", "Scan", "core", "f, init, xs=None, length=None, reverse=False, unroll=1",
     "f step by step along the first axis, with a state that it carries on.", scan},
    {"switch", "Switch", "core", "index, branches, *operands",
     "What the function at index returns.", switch_branches},
    {"vectorize", "", "numpy", "pyfunc, *, excluded=None, signature=None",
     "A function that takes tensors where pyfunc takes numbers.", vectorize},
    {"vectorized", "", "modelviz", "pyfunc, signature, arguments, named",
     "What a function that vectorize() made does.", vectorized},
    {"vectorized_map", "VectorizedMap", "core", "function, elements",
     "The function of each element along the first axis, all at once.", vectorized_map},
    {"while_loop", "WhileLoop", "core", "cond, body, loop_vars, maximum_iterations=None",
     "What body makes of loop_vars while cond holds.", while_loop},

    {"convert_to_numpy", "", "core", "x", "x as an array of numpy.", convert_to_numpy,
     DTypeRule::kSame, nullptr, same_elements},
    {"dtype", "", "core", "x", "The name of the dtype.", dtype},
    {"is_tensor", "", "core", "x", "Whether x is a tensor that has numbers.", is_tensor},
};

}  // namespace

std::span<const OpDef> control_ops() { return kOps; }

}  // namespace modelviz
