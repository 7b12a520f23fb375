#include "modelviz/error.h"

#include "support/text.h"

namespace modelviz {

std::string_view text(Severity severity) {
  switch (severity) {
    case Severity::kNote:
      return "note";
    case Severity::kWarning:
      return "warning";
    case Severity::kError:
      break;
  }
  return "error";
}

std::string Diagnostic::text(bool with_severity) const {
  std::string result;
  if (!file.empty()) result += sanitize(file) + ": ";
  if (!layer.empty()) {
    result +=
        sanitize(layer) + (layer_class.empty() ? "" : " (" + sanitize(layer_class) + ")") + ": ";
  }
  if (with_severity) result += std::string(modelviz::text(severity)) + ": ";
  result += sanitize(message);  // it quotes the file, which may hold anything
  for (std::string_view line : split(excerpt, '\n')) {
    if (!line.empty()) result += "\n  " + std::string(line);
  }
  if (!json_path.empty()) result += "\n  at     " + sanitize(json_path);
  if (!hint.empty()) result += "\n  hint   " + sanitize(hint);
  return result;
}

}  // namespace modelviz
