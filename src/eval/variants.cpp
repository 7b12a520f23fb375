#include "eval/variants.h"

#include <algorithm>
#include <vector>

namespace modelviz {
namespace {

using python::Expression;
using python::Span;
using Kind = python::Expression::Kind;

struct Variant {
  std::string code;
  std::string like{};  // an expression whose shape the result must have; empty for any
};

std::string text_of(std::string_view program, Span span) {
  return std::string(python::part(program, span));
}

// The expression with a part of it replaced.
std::string with(std::string_view program, const Expression& e, Span part,
                 const std::string& text) {
  return text_of(program, {e.span.begin, part.begin}) + text +
         text_of(program, {part.end, e.span.end});
}

// The two operands of an operator, or of a call that gives them by position.
std::vector<Span> operands(const Expression& e) {
  bool is_call = e.kind == Kind::kCall;
  std::vector<Span> spans;
  for (std::size_t i = is_call ? 1 : 0; i < e.children.size() && spans.size() < 2; ++i) {
    if (!is_call || e.names[i].empty()) spans.push_back(e.children[i].span);
  }
  return spans;
}

std::vector<Variant> transposed(std::string_view program, const Expression& e) {
  std::vector<Variant> result;
  std::vector<Span> spans = operands(e);
  std::reverse(spans.begin(), spans.end());  // the second one first
  for (Span span : spans) {
    std::string operand = text_of(program, span);
    for (const std::string& code :
         {"ops.transpose(" + operand + ")", "ops.swapaxes(" + operand + ", -1, -2)"}) {
      result.push_back({with(program, e, span, code)});
    }
  }
  return result;
}

// With the last axis that an operand lacks.
std::vector<Variant> expanded(std::string_view program, const Expression& e) {
  std::vector<Span> spans = operands(e);
  if (spans.size() < 2) return {};
  std::string x = text_of(program, spans[0]), y = text_of(program, spans[1]);
  return {{with(program, e, spans[1], "ops.expand_dims(" + y + ", -1)"), x},
          {with(program, e, spans[0], "ops.expand_dims(" + x + ", -1)"), y}};
}

// Joined along another axis.
std::vector<Variant> along_axes(std::string_view program, const Expression& e) {
  constexpr int kMostAxes = 6;
  std::vector<Variant> result;
  if (e.children.size() != 3) return {};  // the tensors and the axis
  result.reserve(kMostAxes);
  Span axis = e.children[2].span;
  for (int i = 0; i < kMostAxes; ++i) {
    result.push_back({with(program, e, axis, std::to_string(i))});
  }
  return result;
}

std::vector<Variant> variants(std::string_view program, const Expression& e, const OpDef& op) {
  if (op.name == "matmul" || op.name == "dot") return transposed(program, e);
  if (op.name == "concatenate") return along_axes(program, e);
  return op.signature.starts_with("x1, x2") ? expanded(program, e) : std::vector<Variant>();
}

bool have_one_shape(const Value& a, const Value& b) {
  const Tensor *x = a.as_tensor(), *y = b.as_tensor();
  return x && y && x->shape() == y->shape();
}

bool works(Trace& trace, const Variant& variant, const EvaluateCode& evaluate) {
  Trace::Rollback rollback(trace);
  std::size_t assumptions = trace.assumptions().size(), notes = trace.notes().size();
  try {
    Value result = evaluate(variant.code);
    bool fits = variant.like.empty() || have_one_shape(result, evaluate(variant.like));
    return fits && trace.assumptions().size() == assumptions && trace.notes().size() == notes;
  } catch (const Error&) {
    return false;
  } catch (const UnknownShape&) {
    return false;
  }
}

}  // namespace

std::string did_you_mean(Trace& trace, std::string_view program, const Expression& e,
                         const OpDef& op, const EvaluateCode& evaluate) {
  for (const Variant& variant : variants(program, e, op)) {
    if (works(trace, variant, evaluate)) return "Did you mean " + variant.code + "?";
  }
  return "";
}

}  // namespace modelviz
