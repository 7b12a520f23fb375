// What went wrong, in words for a person: where, which layer, which op, and what to do about it.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace modelviz {

enum class Severity {
  kNote,     ///< nothing to act on: what is taken for granted, what Keras does besides
  kWarning,  ///< it loads, but is probably not what was meant
  kError,    ///< it does not load
};
std::string_view text(Severity severity);  ///< error

/// One problem. Every part but the message may be empty; {} says so to whoever names only some.
struct Diagnostic {
  Severity severity = Severity::kError;
  std::string message{};    ///< what was found and what was expected, with the shapes
  std::string hint{};       ///< what to do
  std::string file{};       ///< the path as the user gave it
  std::string json_path{};  ///< JSON pointer into the file: /config/layers/7
  std::string layer{};      ///< path of the layer: encoder/dense_1
  std::string layer_class{};
  std::string op{};       ///< keras.ops name
  std::string excerpt{};  ///< of an expression: the line, and one of carets under the place

  /// model.json: encoder/dense_1 (Dense): message, and a line each for the place and the hint;
  /// without a final newline. With the severity before the message where that is wanted.
  [[nodiscard]] std::string text(bool with_severity = false) const;
};

/// Who has to act. The program's exit code follows from it.
enum class Fault {
  kModel,     ///< the model (or expression) is wrong
  kUsage,     ///< the command line is wrong
  kInput,     ///< the input cannot be read or is not a model
  kOutput,    ///< the output cannot be made or written
  kInternal,  ///< a bug of modelviz
};

/// The only exception that leaves the library.
class Error : public std::runtime_error {
 public:
  Error(Fault fault, Diagnostic diagnostic)
      : std::runtime_error(diagnostic.message), fault(fault), diagnostic(std::move(diagnostic)) {}
  Error(Fault fault, std::string message, std::string hint = {})
      : Error(fault, Diagnostic{.message = std::move(message), .hint = std::move(hint)}) {}

  Fault fault;
  Diagnostic diagnostic;
};

}  // namespace modelviz
