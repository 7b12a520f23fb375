#include "layers/execution.h"

#include "ops/ops.h"

namespace modelviz {
namespace {

bool fits(const TensorType& inferred, const TensorType& executed) {
  if (!inferred.shape || !executed.shape) return true;
  bool same = inferred.dtype == executed.dtype && inferred.shape->size() == executed.shape->size();
  for (std::size_t i = 0; same && i < inferred.shape->size(); ++i) {
    const Dim &said = (*inferred.shape)[i], &size = (*executed.shape)[i];
    same = !said.is_constant() || equal(said, size) != Truth::kNo;
  }
  return same;
}

}  // namespace

Tensor in_compute_dtype(const Call& c, const Tensor& x) {
  return x.dtype() == c.compute_dtype() ? x : ops::cast(x, c.compute_dtype());
}

void require_float(Call& c, const Tensor& x, std::string_view op) {
  if (!is_integer(x.dtype()) || c.layer().is_keras2) return;
  c.warn("TensorFlow has no " + std::string(op) + " of " + std::string(text(x.dtype())) +
         " numbers: Keras loads the model, but cannot run it");
}

void note_executed(Trace& trace, const TensorType& inferred, const TensorType& executed) {
  const LayerCall& call = trace.calls()[static_cast<std::size_t>(trace.current_call())];
  if (fits(inferred, executed) || !call.warnings.empty()) return;
  trace.add_note({.text = "Keras infers " + inferred.keras_text() + "; executed, it is " +
                          executed.keras_text()});
}

}  // namespace modelviz
