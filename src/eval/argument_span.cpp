#include "eval/argument_span.h"

#include <algorithm>

#include "eval/names.h"
#include "ops/signature.h"

namespace modelviz {
namespace {

using python::Expression;
using python::Span;

// The child of a call that gives this named argument; 0 if none does.
std::size_t find_named(const Expression& call, std::string_view name) {
  auto given = std::find(call.names.begin() + 1, call.names.end(), name);
  return given == call.names.end() ? 0 : static_cast<std::size_t>(given - call.names.begin());
}

// The child that gives a parameter by position; 0 if none does. See bind_arguments().
std::size_t find_positional(const Expression& call, const Signature& signature,
                            std::string_view name) {
  std::size_t next = 1;
  for (const Parameter& parameter : signature) {
    bool is_given = next < call.children.size() && call.names[next].empty();
    if (!is_given || parameter.variadic || parameter.named_only) return 0;
    if (parameter.name == name) return next;
    if (find_named(call, parameter.name) == 0) ++next;
  }
  return 0;
}

}  // namespace

std::optional<Span> argument_span(std::string_view program, const Expression& call,
                                  const Function& callee, const ArgumentError& error) {
  if (error.parameter.empty() || !is_keras_path(callee.name)) return std::nullopt;
  const OpDef& op = find_keras_function(callee.name);
  if (op.name != error.diagnostic.op) return std::nullopt;
  if (std::size_t child = find_named(call, error.parameter)) {
    Span value = call.children[child].span;
    return Span{program.rfind(error.parameter, value.begin), value.end};
  }
  std::size_t child = find_positional(call, signature(op.signature), error.parameter);
  return child ? std::optional(call.children[child].span) : std::nullopt;
}

}  // namespace modelviz
