// Collects what is wrong with a model, and what is worth knowing of it.
#include "modelviz/check.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "infer/assumptions.h"
#include "infer/problems.h"
#include "infer/recorded.h"
#include "layers/run.h"
#include "support/text.h"

namespace modelviz {
namespace {

// ---- what nobody uses ---------------------------------------------------------------------------

// The inputs that nobody uses and the layers whose outputs go nowhere, in a model and in the models
// within it.
class Unused {
 public:
  std::vector<Finding> find(const Layer& root) {
    if (root.is_opaque) return {};  // who uses what is not in the file
    search(*root.graph, "");
    return std::move(found_);
  }

 private:
  void search(const Graph& graph, const std::string& path) {
    std::set<std::pair<int, int>> used;  // layer and call
    auto use = [&](const std::vector<TensorRef>& refs) {
      for (const TensorRef& ref : refs) used.emplace(ref.layer, ref.call);
    };
    for (const Layer& layer : graph.layers) {
      for (const CallSite& site : layer.calls) use(site.inputs);
    }
    use(graph.outputs);
    for (std::size_t i = 0; i < graph.layers.size(); ++i) {
      const Layer& layer = graph.layers[i];
      std::vector<int> unused(layer.calls.size());
      std::iota(unused.begin(), unused.end(), 0);
      std::erase_if(unused, [&](int call) { return used.contains({static_cast<int>(i), call}); });
      std::string message = say(layer, unused);
      if (!message.empty()) add(layer, path + layer.name, std::move(message));
      search_within(layer, path + layer.name);
    }
  }

  void search_within(const Layer& layer, const std::string& path) {
    if (layer.graph) search(*layer.graph, path + "/");
    for (const Layer::Held& held : layer.held) {
      search_within(held.layer, path + "/" + held.layer.name);
    }
  }

  static std::string say(const Layer& layer, const std::vector<int>& unused) {
    if (layer.calls.empty()) return "it is never called";
    if (unused.empty()) return "";
    if (layer.class_name == "InputLayer") return "no layer uses this input";
    std::string nowhere = " goes nowhere: no layer takes it, and it is no output of the model";
    if (layer.calls.size() == 1) return "its output" + nowhere;
    if (unused.size() == layer.calls.size()) return "what its calls return" + nowhere;
    std::vector<std::string> numbers;
    numbers.reserve(unused.size());
    for (int call : unused) numbers.push_back(std::to_string(call));
    return "what its call " + join(numbers, ", ") + " returns" + nowhere;
  }

  void add(const Layer& layer, std::string path, std::string message) {
    Diagnostic diagnostic{.severity = Severity::kWarning, .message = std::move(message)};
    diagnostic.json_path = layer.json_path;
    diagnostic.layer = std::move(path);
    diagnostic.layer_class = layer.class_name;
    found_.push_back({.kind = FindingKind::kUnused, .diagnostic = std::move(diagnostic)});
  }

  std::vector<Finding> found_;
};

// ---- notes --------------------------------------------------------------------------------------

// Of a layer, what counts is how it differs itself, not an op in it. Keras 2 has no rules of its
// own for shapes: TensorFlow infers what it executes.
bool is_worth_saying(const Note& note, const Layer& layer) {
  return note.is_refusal || (!layer.is_keras2 && (note.op.empty() || layer.is_op));
}

std::vector<Finding> find_notes(const Trace& trace) {
  std::vector<Finding> found;
  for (const Note& note : trace.notes()) {
    if (note.call < 0) continue;
    const Layer& layer = *trace.calls()[static_cast<std::size_t>(note.call)].layer;
    if (!is_worth_saying(note, layer)) continue;
    Diagnostic diagnostic{.severity = note.is_refusal ? Severity::kWarning : Severity::kNote,
                          .message = note.text};
    diagnostic.op = note.op;
    locate(diagnostic, trace, note.call);
    found.push_back({.kind = note.is_refusal ? FindingKind::kFailure : FindingKind::kExecution,
                     .diagnostic = std::move(diagnostic)});
  }
  return found;
}

int count_layers(const Graph& graph) {
  int count = 0;
  for (const Layer& layer : graph.layers) {
    bool is_shown = !graph.sequential || layer.class_name != "InputLayer";  // as in Keras
    count += is_shown ? 1 : 0;
    if (layer.graph) count += count_layers(*layer.graph);
  }
  return count;
}

// All at once: it reads the text again.
void find_lines(const Document& document, std::vector<Finding>& findings) {
  if (findings.empty()) return;
  std::vector<std::string> paths;
  paths.reserve(findings.size());
  for (const Finding& finding : findings) paths.push_back(finding.diagnostic.json_path);
  std::vector<int> lines = document.lines_of(paths);
  for (std::size_t i = 0; i < findings.size(); ++i) findings[i].line = lines[i];
}

}  // namespace

std::string_view text(FindingKind kind) {
  switch (kind) {
    case FindingKind::kUnreadable:
      return "unreadable";
    case FindingKind::kShape:
      return "shape";
    case FindingKind::kFailure:
      return "failure";
    case FindingKind::kRecorded:
      return "recorded";
    case FindingKind::kUnknown:
      return "unknown";
    case FindingKind::kUnused:
      return "unused";
    case FindingKind::kExecution:
      return "execution";
    case FindingKind::kAssumption:
      break;
  }
  return "assumption";
}

int CheckReport::count(Severity severity) const {
  auto count = std::count_if(findings.begin(), findings.end(), [&](const Finding& finding) {
    return finding.diagnostic.severity == severity;
  });
  return static_cast<int>(count);
}

bool CheckReport::is_readable() const {
  return findings.empty() || findings.front().kind != FindingKind::kUnreadable;
}

CheckReport check(const Model& model, const Run& run) {
  CheckReport report{.file = model.file,
                     .name = model.root.name,
                     .layers = count_layers(*model.root.graph),
                     .findings = find_problems(model, *run.trace)};
  auto add = [&](std::vector<Finding> found) {
    std::move(found.begin(), found.end(), std::back_inserter(report.findings));
  };
  // With input shapes of the user's, build_config is left alone, and so is all that is recorded.
  if (run.trace->uses_build_config()) add(compare_recorded(*run.trace));
  add(Unused().find(model.root));
  add(find_notes(*run.trace));
  add(find_assumptions(*run.trace));
  for (Finding& finding : report.findings) finding.diagnostic.file = model.file;
  std::stable_sort(report.findings.begin(), report.findings.end(),
                   [](const Finding& a, const Finding& b) {
                     return a.diagnostic.severity > b.diagnostic.severity;
                   });
  find_lines(model.document, report.findings);
  return report;
}

CheckReport unreadable(std::string file, Diagnostic why) {
  if (why.file.empty()) why.file = file;
  CheckReport report{.file = std::move(file), .name = {}, .layers = 0, .findings = {}};
  report.findings.push_back({.kind = FindingKind::kUnreadable, .diagnostic = std::move(why)});
  return report;
}

}  // namespace modelviz
