#include "infer/problems.h"

#include <algorithm>
#include <set>

#include "layers/definition.h"
#include "layers/run.h"
#include "ops/tensorflow.h"
#include "support/text.h"

namespace modelviz {
namespace {

bool has_unknown_class(const Layer& layer) {
  bool has_class = !layer.is_op && !layer.graph && !layer.is_opaque;
  return has_class && (runs_code(layer) || !definition_of(layer));
}

// The layer itself or, of a wrapper, one that it holds; nullptr where all classes are known.
const Layer* find_unknown_class(const Layer& layer) {
  if (has_unknown_class(layer)) return &layer;
  for (const Layer::Held& held : layer.held) {
    if (const Layer* found = find_unknown_class(held.layer)) return found;
  }
  return nullptr;
}

// Keras 2 names functions of TensorFlow, of which we may know the name but not what it was given.
std::string what_is_unknown(const Layer& layer) {
  std::string class_name = sanitize(layer.class_name);
  if (runs_code(layer)) return "the Python code of a " + class_name + " is not run";
  std::string callee = layer.is_op ? sanitize(tensorflow_callee(*layer.config)) : "";
  if (callee.empty()) return "the class " + class_name + " is not known";
  if (layer.config->find("function")) callee.insert(0, "tf.");
  return knows_tensorflow(*layer.config)
             ? "the file does not say enough of the arguments of " + callee
             : callee + " (" + class_name + ") is not known";
}

std::string similar_function(const Layer& layer) {
  bool calls_function = layer.is_op && !tensorflow_callee(*layer.config).empty();
  if (!calls_function || knows_tensorflow(*layer.config)) return "";
  std::string_view known = nearest_tensorflow(*layer.config);
  if (known.empty()) return "";
  std::string prefix = layer.config->find("function") ? "tf." : "";
  return "The nearest that is known is " + prefix + std::string(known) + ".";
}

bool knows_inputs(const Trace& trace, const LayerCall& call) {
  return std::all_of(call.inputs.begin(), call.inputs.end(), [&](int id) {
    return trace.tensors()[static_cast<std::size_t>(id)].type.shape.has_value();
  });
}

Finding unknown_class(const Trace& trace, int index, const Layer& unknown) {
  const LayerCall& call = trace.calls()[static_cast<std::size_t>(index)];
  bool recorded = call.shapes_from == ShapesFrom::kRecorded;
  Diagnostic diagnostic{.severity = Severity::kWarning,
                        .message = what_is_unknown(unknown) + ": its shapes are " +
                                   (recorded ? "those that the file records" : "unknown"),
                        .hint = similar_function(unknown)};
  if (&unknown != call.layer) {  // it is held by the layer that is called
    diagnostic.layer = unknown.name;
    diagnostic.layer_class = unknown.class_name;
    diagnostic.json_path = unknown.json_path;
  }
  locate(diagnostic, trace, index);
  if (!recorded && !call.layer->is_op) {
    diagnostic.hint =
        "Say what it returns: --shape '" + sanitize(layer_path(trace, index)) + "=float32[None,…]'";
  }
  return {.kind = FindingKind::kUnknown, .diagnostic = std::move(diagnostic)};
}

}  // namespace

const Layer* find_unknown(const Trace& trace, const LayerCall& call) {
  if (call.shapes_from == ShapesFrom::kInferred || call.error) return nullptr;
  if (!call.layer->is_op) return find_unknown_class(*call.layer);
  return knows_inputs(trace, call) ? call.layer : nullptr;
}

std::vector<Finding> find_problems(const Model& model, const Trace& trace) {
  std::vector<Finding> found;
  for (const Diagnostic& warning : model.warnings) {
    found.push_back({.kind = FindingKind::kUnknown, .diagnostic = warning});
  }
  std::set<const Layer*> named;  // one that is called twice is unknown once
  for (std::size_t i = 0; i < trace.calls().size(); ++i) {
    const LayerCall& call = trace.calls()[i];
    if (call.error) found.push_back({.kind = FindingKind::kShape, .diagnostic = *call.error});
    for (const Diagnostic& warning : call.warnings) {
      found.push_back({.kind = FindingKind::kFailure, .diagnostic = warning});
    }
    const Layer* unknown = find_unknown(trace, call);
    bool is_said = call.shapes_from == ShapesFrom::kDeclared;
    if (unknown && !is_said && named.insert(unknown).second) {
      found.push_back(unknown_class(trace, static_cast<int>(i), *unknown));
    }
  }
  for (Finding& finding : found) finding.diagnostic.file = model.file;
  return found;
}

}  // namespace modelviz
