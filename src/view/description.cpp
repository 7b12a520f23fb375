#include "view/description.h"

#include <cstddef>
#include <vector>

#include "modelviz/cost.h"
#include "support/text.h"

namespace modelviz {
namespace {

std::string ends_text(const std::string& what, const std::vector<ModelEnd>& ends) {
  constexpr std::size_t kMost = 4;
  std::vector<std::string> texts;
  for (const ModelEnd& end : ends) {
    if (texts.size() == kMost) {
      texts.push_back("… " + std::to_string(ends.size() - kMost) + " more");
      break;
    }
    std::string shape = end.type.shape ? keras_text(*end.type.shape) : "?";
    texts.push_back(shape + " " + std::string(text(end.type.dtype)));
  }
  if (texts.empty()) return "";
  return " " + what + (ends.size() == 1 ? ": " : "s: ") + join(texts, ", ") + ".";
}

}  // namespace

std::string description_of(const Model& model, const Run& run) {
  const Layer& root = model.root;
  Params params = run.params_of(root);
  std::size_t layers = root.graph ? root.graph->layers.size() : 1;
  std::string result =
      root.class_name + " model with " + with_thousands(static_cast<long long>(layers)) +
      (layers == 1 ? " layer and " : " layers and ") + with_thousands(params.total) +
      " parameters (" + readable_bytes(params.bytes()) + ")";
  if (!run.trace->calls().empty()) {
    Dim macs = of_one_sample(run.trace->calls().front().macs);
    auto known = macs.constant();
    if (known && *known > 0) {
      result += ", " + with_thousands(*known) + " multiply-accumulates for one sample";
    }
  }
  return sanitize(result + "." + ends_text("Input", run.inputs) + ends_text("Output", run.outputs));
}

}  // namespace modelviz
