// What was found in a model, a line for each as compilers write it.
#include "modelviz/output.h"
#include "support/text.h"

namespace modelviz {
namespace {

// Where nothing is to be done, nobody looks for the place in the file.
std::string line(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::kNote) diagnostic.json_path.clear();
  return diagnostic.text(true) + "\n";
}

std::string counted(int count, std::string_view what) {
  return with_thousands(count) + " " + std::string(what) + (count == 1 ? "" : "s");
}

// resnet50.json: ok (177 layers)
std::string verdict(const CheckReport& report) {
  std::string text = sanitize(report.file) + ": ";
  if (!report.is_readable()) return text + "not checked\n";
  std::vector<std::string> parts;
  for (Severity severity : {Severity::kError, Severity::kWarning, Severity::kNote}) {
    if (severity == Severity::kNote && parts.empty()) parts.emplace_back("ok");
    int count = report.count(severity);
    if (count > 0) parts.push_back(counted(count, modelviz::text(severity)));
  }
  return text + join(parts, ", ") + " (" + counted(report.layers, "layer") + ")\n";
}

}  // namespace

std::string write_check_text(const CheckReport& report, Severity least) {
  std::string text;
  for (const Finding& finding : report.findings) {
    bool is_shown = finding.diagnostic.severity >= least;
    if (is_shown && finding.kind != FindingKind::kUnreadable) text += line(finding.diagnostic);
  }
  return least == Severity::kNote ? text + verdict(report) : text;
}

}  // namespace modelviz
