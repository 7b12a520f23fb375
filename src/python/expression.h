// Python as users of Keras write it in one line: expressions, and assignments of them to names.
// Parses only; what a name means, and what an operator does, is for others to say.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "modelviz/error.h"
#include "modelviz/value.h"

namespace modelviz::python {

/// Where something stands in the text, in bytes.
struct Span {
  std::size_t begin = 0, end = 0;
};

struct Expression {
  enum class Kind {
    kLiteral,      ///< value
    kName,         ///< text
    kAttribute,    ///< children[0].text
    kCall,         ///< children[0](children[1], names[1]=children[2], …); "" is positional
    kSubscript,    ///< children[0][children[1]]
    kSlice,        ///< start, stop, step; None where left out
    kTuple,        ///< children
    kList,         ///< children
    kDict,         ///< names: children
    kUnary,        ///< text children[0]: - + ~ not
    kBinary,       ///< children[0] text children[1]: + - * / // % @ ** & | ^ << >>
    kCompare,      ///< the same: == != < <= > >= in is; "not in" and "is not" are under a "not"
    kBoolean,      ///< the same: and, or; also what a < b < c stands for
    kConditional,  ///< children[0] if children[1] else children[2]
    kLambda,       ///< lambda names: children[0]
  };
  Kind kind = Kind::kLiteral;
  Span span;
  std::string text{};
  Value value;
  std::vector<Expression> children{};
  std::vector<std::string> names{};
  int height = 1;  ///< of the tree
};

/// An expression, or its assignment to a name or to several: q, r = ops.qr(x).
struct Statement {
  std::vector<std::string> targets;
  bool unpacks = false;  ///< the targets take the items of the value
  Expression value;
};

/// What both functions throw: what is wrong, and where.
class SyntaxError : public Error {
 public:
  SyntaxError(const std::string& message, Span span) : Error(Fault::kModel, message), span(span) {}
  Span span;
};

/// Statements, separated by semicolons or line breaks; # begins a comment. Throws SyntaxError.
std::vector<Statement> parse(std::string_view text);
/// One expression. Throws SyntaxError.
Expression parse_expression(std::string_view text);

/// What stands there.
inline std::string_view part(std::string_view text, Span span) {
  return text.substr(span.begin, span.end - span.begin);
}
/// The line of the text where the span begins, and a line of carets under it.
std::string excerpt(std::string_view text, Span span);

}  // namespace modelviz::python
