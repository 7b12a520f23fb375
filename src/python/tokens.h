// The words of a Python expression.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "python/expression.h"

namespace modelviz::python {

struct Token {
  enum class Kind { kEnd, kNewline, kName, kNumber, kString, kOperator };
  Kind kind = Kind::kEnd;
  Span span;
  std::string_view text;  ///< as it is written
  Value value;            ///< of a number or a string
};

/// All words of the text; the last one is kEnd. Within brackets a line break is a blank. Throws
/// SyntaxError.
std::vector<Token> tokenize(std::string_view text);

}  // namespace modelviz::python
