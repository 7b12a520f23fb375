// Walks the tree of a program. Operators and calls on tensors become ops; all else is Python's own.
#include <algorithm>
#include <functional>
#include <map>
#include <utility>

#include "eval/argument_span.h"
#include "eval/arithmetic.h"
#include "eval/builtins.h"
#include "eval/names.h"
#include "eval/tensorflow.h"
#include "eval/variants.h"
#include "modelviz/eval.h"
#include "modelviz/op.h"
#include "ops/ops.h"
#include "ops/rules.h"
#include "python/expression.h"
#include "support/text.h"

namespace modelviz {
namespace {

using python::Expression;
using python::Span;
using Kind = python::Expression::Kind;
using Names = std::map<std::string, Value, std::less<>>;

// A lambda can call itself by the name that it is assigned to.
constexpr int kMostCalls = 100;

[[noreturn]] void fail(std::string message, std::string hint = {}) {
  throw Error(Fault::kModel, std::move(message), std::move(hint));
}

// What an operator is called among the ops: those that KerasTensor defines (Keras 3.15). It leaves
// == to Python.
std::string_view op_of(std::string_view symbol) {
  static constexpr std::pair<std::string_view, std::string_view> kOperators[] = {
      {"+", "add"},         {"-", "subtract"},      {"*", "multiply"},   {"@", "matmul"},
      {"/", "true_divide"}, {"//", "floor_divide"}, {"%", "mod"},        {"**", "power"},
      {"<", "less"},        {"<=", "less_equal"},   {">", "greater"},    {">=", "greater_equal"},
      {"!=", "not_equal"},  {"&", "logical_and"},   {"|", "logical_or"}, {"^", "logical_xor"},
  };
  for (const auto& [operator_symbol, op] : kOperators) {
    if (operator_symbol == symbol) return op;
  }
  fail("Keras has no " + std::string(symbol) + " between tensors");
}

class Evaluator {
 public:
  Evaluator(std::string_view program, Evaluation& evaluation, Trace& trace)
      : program_(program), evaluation_(evaluation), trace_(trace) {}

  void set(const std::string& name, Value value) { globals_[name] = std::move(value); }
  void set_input(const EvalInput& input) { set(input.name, trace_.add_tensor(input.type)); }

  void run(const python::Statement& statement) {
    Value value = evaluate(statement.value);
    if (statement.unpacks) {
      at(statement.value.span, [&] { unpack(statement.targets, value); });
    } else if (!statement.targets.empty()) {
      set(statement.targets[0], value);
    }
    evaluation_.result = std::move(value);
  }

 private:
  // Runs a part of the program. An error that does not yet know its place gets this one.
  template <class Action>
  auto at(Span span, Action action) -> decltype(action()) {
    auto place = [&](Diagnostic& diagnostic) {
      if (diagnostic.excerpt.empty()) diagnostic.excerpt = python::excerpt(program_, span);
    };
    try {
      return action();
    } catch (Error& error) {
      place(error.diagnostic);
      throw;
    }
  }

  void unpack(const std::vector<std::string>& targets, const Value& value) {
    List items = python_items(value);
    if (items.size() != targets.size()) {
      fail(std::to_string(targets.size()) + " names are given to " + std::to_string(items.size()) +
           " values");
    }
    for (std::size_t i = 0; i < targets.size(); ++i) set(targets[i], std::move(items[i]));
  }

  Value evaluate(const Expression& e) {
    switch (e.kind) {
      case Kind::kLiteral:
        return e.value;
      case Kind::kName:
        return at(e.span, [&] { return name(e.text); });
      case Kind::kAttribute:
        return attribute(e);
      case Kind::kCall:
        return call(e);
      case Kind::kSubscript:
        return subscript(e);
      case Kind::kSlice:
        return Slice{evaluate(e.children[0]), evaluate(e.children[1]), evaluate(e.children[2])};
      case Kind::kTuple:
      case Kind::kList:
        return items(e.children);
      case Kind::kDict:
        return dict(e);
      case Kind::kUnary:
        return unary(e);
      case Kind::kBinary:
      case Kind::kCompare:
        return binary(e);
      case Kind::kBoolean:
        return boolean(e);
      case Kind::kConditional: {
        Value condition = evaluate(e.children[1]);
        bool holds = at(e.children[1].span, [&] { return python_truth(condition); });
        return evaluate(e.children[holds ? 0 : 2]);
      }
      case Kind::kLambda:
        break;
    }
    return lambda(e);
  }

  List items(const std::vector<Expression>& expressions) {
    List result;
    for (const Expression& item : expressions) result.push_back(evaluate(item));
    return result;
  }

  Value dict(const Expression& e) {
    Dict members;
    for (std::size_t i = 0; i < e.names.size(); ++i) {
      members.push_back({e.names[i], evaluate(e.children[i])});
    }
    return members;
  }

  // ---- names

  Value name(const std::string& text) {
    for (const Names* names : {&locals_, &globals_}) {
      if (auto found = names->find(text); found != names->end()) return found->second;
    }
    if (text == "Ellipsis") return Ellipsis{};
    if (Builtin builtin = find_builtin(text)) return function_of(text, builtin);
    std::vector<std::string_view> known = builtin_names();
    for (const auto& [given, value] : globals_) known.push_back(given);
    fail_unknown_name(text, known);
  }

  Value function_of(const std::string& name, Builtin builtin) {
    return Function{
        name, [name, builtin, this](const List& positional, const Dict& named) -> Value {
          if (!named.empty()) fail(name + "() takes no named arguments");
          bool is_abs = name == "abs" && positional.size() == 1 && positional[0].as_tensor();
          if (is_abs) return apply("absolute", positional);
          try {
            return builtin(positional);
          } catch (Error& error) {
            error.diagnostic.message = name + "() " + error.diagnostic.message;
            const OpDef* op = find_op(name);
            bool of_tensor = op && op->is_public() && holds_tensor(positional);
            if (of_tensor) error.diagnostic.hint = "Did you mean ops." + name + "?";
            throw;
          }
        }};
  }

  // "keras.ops.nn" for a chain of attributes that begins with a name nobody has assigned to.
  std::string path_of(const Expression& e) {
    if (e.kind == Kind::kName) {
      return locals_.contains(e.text) || globals_.contains(e.text) ? "" : e.text;
    }
    if (e.kind != Kind::kAttribute) return "";
    std::string path = path_of(e.children[0]);
    return path.empty() ? "" : path + "." + e.text;
  }

  Value attribute(const Expression& e) {
    std::string path = path_of(e);
    if (!path.empty() && is_keras_path(path)) {
      return at(e.span, [&] { return keras_function(path); });
    }
    Value owner = evaluate(e.children[0]);
    return at(e.span, [&] { return attribute_of(owner, e.text); });
  }

  Function keras_function(const std::string& path) {
    using Lookup = Value (Evaluator::*)(const List&);
    Lookup lookup = nullptr;
    if (path.ends_with("activations.get") || path.ends_with("activations.deserialize")) {
      lookup = &Evaluator::activation;
    } else if (path.ends_with("activations.serialize")) {
      lookup = &Evaluator::activation_name;
    }
    if (lookup) {
      return {path, [this, lookup](const List& arguments, const Dict&) {
                if (arguments.size() != 1) fail("takes one argument");
                return (this->*lookup)(arguments);
              }};
    }
    const OpDef& op = find_keras_function(path);
    return {path, [this, &op](List positional, Dict named) {
              return apply(op, std::move(positional), std::move(named));
            }};
  }

  // keras.activations.get(): a function by its name.
  Value activation(const List& arguments) {
    if (arguments[0].as_function()) return arguments[0];
    const std::string* name = arguments[0].as_string();
    if (!name && !arguments[0].is_none()) fail("takes the name of an activation");
    return keras_function("activations." + (name ? *name : "linear"));
  }

  // keras.activations.serialize(): the name of a function.
  // NOLINTNEXTLINE(readability-convert-member-functions-to-static): one of the lookups
  Value activation_name(const List& arguments) {
    const Function* function = arguments[0].as_function();
    if (!function) fail("takes an activation");
    return function->name.substr(function->name.rfind('.') + 1);
  }

  Value attribute_of(const Value& owner, const std::string& name) {
    const Tensor* tensor = owner.as_tensor();
    if (!tensor) fail(std::string(python_type(owner)) + " has no attribute '" + name + "'");
    if (name == "shape") return Value(tensor->shape());
    if (name == "dtype") return text(tensor->dtype());
    if (name == "ndim") return tensor->rank();
    if (name == "reshape" || name == "squeeze") {
      return Function{name, [this, name, x = *tensor](List positional, Dict named) {
                        positional.insert(positional.begin(), x);
                        return apply(name, std::move(positional), std::move(named));
                      }};
    }
    if (const OpDef* op = find_op(name == "T" ? "transpose" : name); op && op->is_public()) {
      fail("a tensor has no attribute '" + name + "'",
           "Did you mean ops." + std::string(op->name) + "?");
    }
    fail("a tensor has no attribute '" + name + "'",
         "A symbolic tensor of Keras has shape, dtype, ndim, reshape() and squeeze(); for all else "
         "there are ops.");
  }

  // ---- calls

  Value call(const Expression& e) {
    Value callee = evaluate(e.children[0]);
    List positional;
    Dict named;
    for (std::size_t i = 1; i < e.children.size(); ++i) {
      Value argument = evaluate(e.children[i]);
      if (e.names[i].empty())
        positional.push_back(std::move(argument));
      else
        named.push_back({e.names[i], std::move(argument)});
    }
    return at(e.span, [&] {
      const Function* function = callee.as_function();
      if (!function) fail(std::string(python_type(callee)) + " cannot be called");
      Step step(*this, e.span);
      auto place_of = [&](const ArgumentError& error) {
        return argument_span(program_, e, *function, error);
      };
      return explaining(e, place_of,
                        [&] { return function->call(std::move(positional), std::move(named)); });
    });
  }

  // Runs an op. To its error it adds the place of the argument that is to blame; where none is
  // alone, the shapes do not fit, and something else may have been meant.
  template <class Place, class Action>
  Value explaining(const Expression& e, Place place_of, Action action) {
    try {
      return action();
    } catch (ArgumentError& error) {
      Diagnostic& diagnostic = error.diagnostic;
      if (!diagnostic.excerpt.empty() || is_trying_) throw;
      if (auto place = place_of(error)) diagnostic.excerpt = python::excerpt(program_, *place);
      if (error.parameter.empty() && diagnostic.hint.empty())
        diagnostic.hint = hint(e, diagnostic.op);
      throw;
    }
  }

  // What would have worked.
  std::string hint(const Expression& e, std::string_view op_name) {
    const OpDef* op = find_op(op_name);
    if (!op) return "";
    std::size_t steps = evaluation_.steps.size();
    is_trying_ = true;
    std::string hint = did_you_mean(trace_, program_, e, *op, [this](const std::string& code) {
      return evaluate_elsewhere(code);
    });
    is_trying_ = false;
    evaluation_.steps.resize(steps);
    return hint;
  }

  // An expression that is no part of the program, with the names that can be seen here.
  Value evaluate_elsewhere(const std::string& code) {
    Evaluation evaluation;
    Evaluator evaluator(code, evaluation, trace_);
    evaluator.globals_ = globals_;
    evaluator.locals_ = locals_;
    evaluator.is_trying_ = true;
    return evaluator.evaluate(python::parse_expression(code));
  }

  Value lambda(const Expression& e) {
    auto body = [this, &e, captured = locals_](List positional, const Dict& named) -> Value {
      if (!named.empty() || positional.size() != e.names.size()) {
        fail("the lambda takes " + std::to_string(e.names.size()) + " arguments, not " +
             std::to_string(positional.size() + named.size()));
      }
      Names locals = captured;
      for (std::size_t i = 0; i < e.names.size(); ++i) locals[e.names[i]] = positional[i];
      Frame frame(*this, std::move(locals));
      return evaluate(e.children[0]);
    };
    return Function{"lambda", std::move(body)};
  }

  // While it lives, these are the parameters that can be seen.
  class Frame {
   public:
    Frame(Evaluator& evaluator, Names locals)
        : evaluator_(evaluator), outer_(std::exchange(evaluator.locals_, std::move(locals))) {
      if (++evaluator_.calls_ > kMostCalls) {
        --evaluator_.calls_;
        evaluator_.locals_ = std::move(outer_);
        fail("functions call each other too deeply");
      }
    }
    Frame(const Frame&) = delete;
    Frame& operator=(const Frame&) = delete;
    ~Frame() {
      --evaluator_.calls_;
      evaluator_.locals_ = std::move(outer_);
    }

   private:
    Evaluator& evaluator_;
    Names outer_;
  };

  // While it lives, ops that are applied stand for this part of the program.
  class Step {
   public:
    Step(Evaluator& evaluator, Span span)
        : evaluator_(evaluator), outer_(std::exchange(evaluator.span_, span)) {}
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;
    ~Step() { evaluator_.span_ = outer_; }

   private:
    Evaluator& evaluator_;
    Span outer_;
  };

  Value apply(std::string_view op, List positional, Dict named = {}) {
    return apply(*find_op(op), std::move(positional), std::move(named));
  }

  Value apply(const OpDef& op, List positional, Dict named) {
    Span span = span_;
    std::size_t before = trace_.ops().size();
    Value result = call_nested(trace_, op, std::move(positional), std::move(named));
    if (trace_.ops().size() > before) add_step(span);
    return result;
  }

  // For the last op. What a function did in vain, such as the other branch of cond(), is gone.
  void add_step(Span span) {
    auto op = static_cast<int>(trace_.ops().size()) - 1;
    auto& steps = evaluation_.steps;
    while (!steps.empty() && steps.back().op >= op) steps.pop_back();
    steps.push_back({op, std::string(python::part(program_, span))});
  }

  // ---- operators

  Value unary(const Expression& e) {
    Value operand = evaluate(e.children[0]);
    return at(e.span, [&] {
      if (!operand.as_tensor() || e.text == "not") return python_unary(e.text, operand);
      Step step(*this, e.span);
      if (e.text == "+") fail("Keras has no + of a tensor");
      return apply(e.text == "-" ? "negative" : "logical_not", {operand});
    });
  }

  Value binary(const Expression& e) {
    Value left = evaluate(e.children[0]), right = evaluate(e.children[1]);
    return at(e.span, [&]() -> Value {
      bool on_tensors = (left.as_tensor() || right.as_tensor()) && e.text != "in" && e.text != "is";
      if (on_tensors) {
        Step step(*this, e.span);
        auto nowhere = [](const ArgumentError&) { return std::optional<Span>(); };
        return explaining(e, nowhere,
                          [&] { return of_tensors(e.text, std::move(left), std::move(right)); });
      }
      if (e.kind == Kind::kCompare) return python_compare(e.text, left, right);
      return python_binary(e.text, left, right);
    });
  }

  Value of_tensors(std::string_view symbol, Value left, Value right) {
    // What is made from constants is a tensor of TensorFlow, and so is what an op hands to a
    // function that it runs.
    if (is_symbolic(trace_, left) || is_symbolic(trace_, right)) {
      if (symbol == "==") {  // Python's own: whether both are one tensor
        trace_.add_note(
            {.text = "==: of symbolic tensors it says whether both are the same tensor; ops.equal "
                     "compares their elements"});
        return left == right;
      }
      return apply(op_of(symbol), {std::move(left), std::move(right)});
    }
    auto [op, dtype] = tensorflow_operator(symbol, left, right);
    for (Value* operand : {&left, &right}) {
      if (dtype) *operand = apply("convert_to_tensor", {std::move(*operand), text(*dtype)});
    }
    return apply(op, {std::move(left), std::move(right)});
  }

  Value boolean(const Expression& e) {
    Value left = evaluate(e.children[0]);
    bool holds = at(e.children[0].span, [&] { return python_truth(left); });
    return holds == (e.text == "or") ? left : evaluate(e.children[1]);
  }

  Value subscript(const Expression& e) {
    Value container = evaluate(e.children[0]), key = evaluate(e.children[1]);
    return at(e.span, [&] {
      if (!container.as_tensor()) return python_item(container, key);
      Step step(*this, e.span);
      // Keras' symbolic path takes a lone slice, None or Ellipsis only as part of a tuple. A list
      // is as good as a tuple.
      if (!key.is_list()) key = List{key};
      refuse_tensors(*key.as_list());
      auto place_of = [&](const ArgumentError& error) {
        return error.parameter == "key" ? std::optional(e.children[1].span) : std::nullopt;
      };
      return explaining(e, place_of, [&] { return apply("get_item", {container, key}); });
    });
  }

  static void refuse_tensors(const List& key) {
    bool has_tensor =
        std::any_of(key.begin(), key.end(), [](const Value& part) { return part.as_tensor(); });
    if (!has_tensor) return;
    fail("Keras takes no tensor as a key", "ops.take(x, indices, axis=0) picks by a tensor.");
  }

  std::string_view program_;
  Evaluation& evaluation_;
  Trace& trace_;
  Names globals_, locals_;  // locals: the parameters of the lambdas around
  Span span_;
  int calls_ = 0;
  bool is_trying_ = false;  // whether something else would have worked
};

// What is in lists and dicts that hold tensors; of a dict in the order of its keys, as Keras does.
void flatten(const Value& value, std::vector<Value>& leaves) {
  const List* items = value.as_list();
  if (const Dict* dict = value.as_dict(); dict && holds_tensor(value)) {
    Dict members = *dict;
    std::sort(members.begin(), members.end(),
              [](const Member& a, const Member& b) { return a.key < b.key; });
    for (const Member& member : members) flatten(member.value, leaves);
  } else if (items && holds_tensor(value)) {
    for (const Value& item : *items) flatten(item, leaves);
  } else {
    leaves.push_back(value);
  }
}

}  // namespace

std::vector<Value> Evaluation::outputs() const {
  std::vector<Value> leaves;
  flatten(result, leaves);
  return leaves;
}

Evaluation evaluate(std::string_view program, const std::vector<EvalInput>& inputs) {
  Evaluation evaluation{.trace = std::make_unique<Trace>()};
  Evaluator evaluator(program, evaluation, *evaluation.trace);
  for (const EvalInput& input : inputs) {
    evaluator.set_input(input);
  }
  try {
    std::vector<python::Statement> statements = python::parse(program);
    if (statements.empty()) fail("there is no expression");
    for (const python::Statement& statement : statements) evaluator.run(statement);
  } catch (const python::SyntaxError& error) {
    evaluation.error = error.diagnostic;
    evaluation.error->excerpt = python::excerpt(program, error.span);
  } catch (const Error& error) {
    evaluation.error = error.diagnostic;
  } catch (const UnknownShape&) {
    evaluation.error = Diagnostic{.message = "the shape of a tensor is not known"};
  }
  // What failed within a function that is run in vain is gone: add_step() comes no more.
  std::erase_if(evaluation.steps, [&](const EvalStep& step) {
    return static_cast<std::size_t>(step.op) >= evaluation.trace->ops().size();
  });
  return evaluation;
}

}  // namespace modelviz
