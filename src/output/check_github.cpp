// Workflow commands of GitHub Actions, which shows them at the file: ::error file=a.json,line=3::…
// Source: actions/toolkit, packages/core/src/command.ts.
#include "modelviz/output.h"
#include "support/text.h"

namespace modelviz {
namespace {

// %, CR and LF end a message or begin an escape; a property also ends at a colon or a comma.
std::string escaped(std::string_view text, std::string_view special) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string result;
  for (char c : text) {
    if (special.find(c) == std::string_view::npos) {
      result += c;
      continue;
    }
    auto byte = static_cast<unsigned char>(c);
    result += '%';
    result += kHex[byte >> 4];
    result += kHex[byte & 15];
  }
  return result;
}

std::string escaped_message(std::string_view text) { return escaped(text, "%\r\n"); }

std::string property(std::string_view name, std::string_view value) {
  return std::string(name) + "=" + escaped(value, "%\r\n:,");
}

std::string_view command(Severity severity) {
  return severity == Severity::kNote ? "notice" : text(severity);
}

std::string title(const Diagnostic& diagnostic) {
  if (diagnostic.layer.empty()) return "modelviz";
  std::string class_name = sanitize(diagnostic.layer_class);
  return sanitize(diagnostic.layer) + (class_name.empty() ? "" : " (" + class_name + ")");
}

std::string annotation(const std::string& file, const Finding& finding) {
  const Diagnostic& diagnostic = finding.diagnostic;
  std::vector<std::string> properties;
  if (file != "<stdin>") properties.push_back(property("file", file));
  if (finding.line > 0) properties.push_back(property("line", std::to_string(finding.line)));
  properties.push_back(property("title", title(diagnostic)));
  std::string message = diagnostic.message;
  if (!diagnostic.hint.empty()) message += "\n" + diagnostic.hint;
  return "::" + std::string(command(diagnostic.severity)) + " " + join(properties, ",") +
         "::" + sanitize(escaped_message(message)) + "\n";
}

}  // namespace

std::string write_check_github(const CheckReport& report, Severity least) {
  std::string text;
  for (const Finding& finding : report.findings) {
    if (finding.diagnostic.severity >= least) text += annotation(report.file, finding);
  }
  return text;
}

}  // namespace modelviz
