// What stands behind -i: x=float32[None,10,5].
#include <vector>

#include "eval/arithmetic.h"
#include "modelviz/eval.h"
#include "python/expression.h"
#include "support/text.h"
#include "symbolic/axis_name.h"

namespace modelviz {
namespace {

using python::Expression;

[[noreturn]] void fail(std::string_view text, const std::string& why, std::string hint = {}) {
  if (hint.empty()) hint = "Write it like x=float32[None,10,5].";
  throw Error(Fault::kUsage, "the input '" + sanitize(text) + "' " + why, std::move(hint));
}

// A size: an integer, a name, or an expression of them.
Dim size_of(const Expression& e) {
  using Kind = Expression::Kind;
  if (e.kind == Kind::kLiteral && e.value.is_int()) return *e.value.as_int();
  if (e.kind == Kind::kName) return Dim::symbol(e.text);
  if (e.kind == Kind::kBinary) {
    auto result = python_binary(e.text, size_of(e.children[0]), size_of(e.children[1])).as_dim();
    if (result) return *result;
  }
  if (e.kind == Kind::kUnary && e.text == "-") return Dim(0) - size_of(e.children[0]);
  throw Error(Fault::kUsage, "a size is an integer, None or a name");
}

Shape shape_of(std::string_view text, std::string_view sizes, const std::string& name,
               bool only_input) {
  Expression list = python::parse_expression(sizes);
  if (list.kind != Expression::Kind::kList) fail(text, "has no sizes in brackets");
  Shape shape;
  for (const Expression& item : list.children) {
    bool is_unknown = item.kind == Expression::Kind::kLiteral && item.value.is_none();
    shape.push_back(
        is_unknown ? Dim::symbol(axis_name(name, list.children.size(), shape.size(), only_input))
                   : size_of(item));
    if (shape.back().is_constant() && *shape.back().constant() < 0) {
      fail(text, "has a negative size");
    }
  }
  return shape;
}

DType dtype_of(std::string_view text, std::string_view name) {
  auto dtype = name.empty() ? DType::kFloat32 : parse_dtype(name);
  bool is_tensor_type = dtype && modelviz::text(*dtype) == (name.empty() ? "float32" : name) &&
                        *dtype < DType::kPythonInt && *dtype != DType::kUnknown;
  if (!is_tensor_type) fail(text, "has a dtype that Keras does not know: " + sanitize(name));
  return *dtype;
}

EvalInput parse_input(std::string_view text, bool only_input) {
  std::size_t equals = text.find('='), bracket = text.find('[');
  if (equals == std::string_view::npos || bracket == std::string_view::npos || bracket < equals) {
    fail(text, "is not of the form NAME=DTYPE[SIZES]");
  }
  std::string name(trim(text.substr(0, equals)));
  try {
    if (python::parse_expression(name).kind != Expression::Kind::kName) {
      fail(text, "has no name that Python could use");
    }
    Shape shape = shape_of(text, text.substr(bracket), name, only_input);
    return {name, {shape, dtype_of(text, trim(text.substr(equals + 1, bracket - equals - 1)))}};
  } catch (const Error& error) {
    if (error.fault == Fault::kUsage && !error.diagnostic.hint.empty()) throw;
    fail(text, "cannot be read: " + error.diagnostic.message);
  }
}

}  // namespace

std::vector<EvalInput> parse_eval_inputs(const std::vector<std::string>& texts) {
  std::vector<EvalInput> inputs;
  inputs.reserve(texts.size());
  for (const std::string& text : texts) {
    EvalInput input = parse_input(text, texts.size() == 1);
    bool is_new = std::none_of(inputs.begin(), inputs.end(),
                               [&](const EvalInput& other) { return other.name == input.name; });
    if (!is_new) fail(text, "has the name of another input");
    inputs.push_back(std::move(input));
  }
  return inputs;
}

}  // namespace modelviz
