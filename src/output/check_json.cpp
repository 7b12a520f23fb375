// The schema modelviz.check/1. Scripts rely on it: members are only ever added.
//
//   {"schema": "modelviz.check/1",
//    "models": [
//      {"file": "a.json", "name": "small" | null, "layers": 177 | null,   null: it cannot be read
//       "errors": 0, "warnings": 0, "notes": 0,
//       "problems": [
//         {"severity": "error" | "warning" | "note",
//          "layer": "path/to/layer", "json_path": "/config/layers/7", "op": "add" | null,
//          "message": "...", "hint": "..." | null,                        so far as in summary/1
//          "kind": "unreadable" | "shape" | "failure" | "recorded" | "unknown" | "unused" |
//                  "execution" | "assumption",
//          "class": "Add" | null, "line": 12 | null}]}]}
#include "modelviz/output.h"
#include "output/json.h"

namespace modelviz {
namespace {

Json row(const Finding& finding) {
  Json json = problem_json(finding.diagnostic);
  json["kind"] = text(finding.kind);
  json["class"] = optional_json(finding.diagnostic.layer_class);
  json["line"] = finding.line > 0 ? Json(finding.line) : Json();
  return json;
}

Json model(const CheckReport& report) {
  Json problems = Json::array();
  for (const Finding& finding : report.findings) problems.push_back(row(finding));
  bool is_readable = report.is_readable();
  return {{"file", report.file},
          {"name", is_readable ? Json(report.name) : Json()},
          {"layers", is_readable ? Json(report.layers) : Json()},
          {"errors", report.count(Severity::kError)},
          {"warnings", report.count(Severity::kWarning)},
          {"notes", report.count(Severity::kNote)},
          {"problems", std::move(problems)}};
}

}  // namespace

std::string write_check_json(const std::vector<CheckReport>& reports) {
  Json json{{"schema", "modelviz.check/1"}, {"models", Json::array()}};
  for (const CheckReport& report : reports) json["models"].push_back(model(report));
  return dump(json);
}

}  // namespace modelviz
