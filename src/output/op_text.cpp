// What is known of the ops, in words: modelviz ops.
#include <algorithm>

#include "modelviz/eval.h"
#include "modelviz/op.h"
#include "modelviz/output.h"
#include "ops/guide.h"
#include "ops/tensorflow.h"
#include "output/json.h"
#include "output/paragraph.h"
#include "support/text.h"

namespace modelviz {
namespace {

std::string call_of(const OpDef& op) {
  return "ops." + std::string(op.name) + "(" + std::string(op.signature) + ")";
}

std::string_view words(DTypeRule rule) {
  switch (rule) {
    case DTypeRule::kSame:
      return "That of the first tensor.";
    case DTypeRule::kPromote:
      return "What Keras promotes all inputs to; Python numbers take the dtype of the tensors.";
    case DTypeRule::kToFloat:
      return "What Keras promotes all inputs to; integers and bool become float32.";
    case DTypeRule::kBool:
      return "bool.";
    case DTypeRule::kInt32:
      return "int32.";
    case DTypeRule::kFloat32:
      return "float32, whatever the input is.";
    case DTypeRule::kNotBool:
      return "What Keras promotes all inputs to; bool becomes int32.";
    case DTypeRule::kWiden:
      return "That of the first tensor; bool and small integers become int32 or uint32.";
    case DTypeRule::kSum:
      return "What Keras promotes all inputs to; bool and small integers become int32 or uint32.";
    case DTypeRule::kFloating:
      return "That of the first tensor; integers and bool become float32.";
    case DTypeRule::kWideFloat:
      return "What Keras promotes all inputs to; small integers become float32, int64 float64.";
    case DTypeRule::kWideFloatNotBool:
      return "What Keras promotes all inputs to; bool and small integers become float32, int64 "
             "float64.";
    case DTypeRule::kAngle:
      return "That of a float; int64 becomes float64, all else float32.";
    case DTypeRule::kProduct:
      return "What Keras promotes all inputs to; the product of two int8 is int32.";
    case DTypeRule::kStrong:
      return "What Keras promotes all inputs to, where Python numbers count as int64 and float32.";
    case DTypeRule::kStrongFloat:
      break;
  }
  return "What Keras promotes all inputs to, where Python numbers count as int64 and float32; "
         "integers become float32.";
}

// The page of keras.io, where functions stand by the module that holds them.
std::string page(const OpDef& op) {
  constexpr std::string_view kFft[] = {"fft", "fft2", "ifft2", "rfft", "irfft", "stft", "istft"};
  bool is_fft = std::find(std::begin(kFft), std::end(kFft), op.name) != std::end(kFft);
  std::string name(op.name.substr(op.name.find('.') + 1));
  return "https://keras.io/api/ops/" + std::string(is_fft ? "fft" : op.module) + "/#" + name +
         "-function";
}

std::string replaced(std::string_view text, std::string_view name) {
  std::string result(text);
  constexpr std::string_view kSlot = "{op}";
  for (std::size_t at = 0; (at = result.find(kSlot, at)) != std::string::npos; at += name.size()) {
    result.replace(at, kSlot.size(), name);
  }
  return result;
}

// "ops.sum(x, axis=-1) | x=[None,10,5]", evaluated.
struct Example {
  std::string expression;
  std::vector<std::string> inputs;
  Evaluation evaluation;
};

Example run(std::string_view text, const OpDef& op) {
  Example example;
  std::string filled = replaced(text, op.name);
  std::size_t bar = filled.rfind(" | ");
  example.expression = filled.substr(0, bar);
  if (bar != std::string::npos) {
    for (std::string_view input : split(std::string_view(filled).substr(bar + 3), ' ')) {
      if (!input.empty()) example.inputs.emplace_back(input);
    }
  }
  example.evaluation = evaluate(example.expression, parse_eval_inputs(example.inputs));
  return example;
}

std::string example_text(std::string_view text, const OpDef& op) {
  Example example = run(text, op);
  std::string result = "    " + example.expression;
  if (!example.inputs.empty()) result += "    " + join(example.inputs, "  ");
  result += "\n";
  const Evaluation& evaluation = example.evaluation;
  if (evaluation.error) return result + "      " + evaluation.error->message + "\n";
  std::string outputs = write_evaluation_text(evaluation);
  for (std::string_view line : split(trim(outputs), '\n')) {
    result += "      = " + std::string(line) + "\n";
  }
  Dim macs = 0;
  for (const TraceOp& step : evaluation.trace->ops()) macs = macs + step.macs * step.times;
  if (macs != Dim(0)) result += "        " + macs.text() + " multiply-accumulates\n";
  return result;
}

std::string_view title_of(std::string_view module) {
  if (module == "numpy") return "NumPy";
  if (module == "nn") return "Neural networks";
  if (module == "linalg") return "Linear algebra";
  if (module == "core") return "Core";
  if (module == "math") return "Mathematics and signals";
  if (module == "image") return "Images";
  return module == "einops" ? "Einops" : module;
}

}  // namespace

std::vector<const OpDef*> find_ops(std::string_view pattern) {
  std::vector<const OpDef*> found;
  for (const OpDef* op : all_ops()) {
    if (op->is_public() && matches(pattern, op->name)) found.push_back(op);
  }
  std::sort(found.begin(), found.end(), [](const OpDef* a, const OpDef* b) {
    return std::tie(a->module, a->name) < std::tie(b->module, b->name);
  });
  return found;
}

std::string write_op_list_text(const std::vector<const OpDef*>& ops) {
  std::string result;
  std::size_t width = 0;
  for (const OpDef* op : ops) width = std::max(width, op->name.size());
  std::string_view module;
  for (const OpDef* op : ops) {
    if (op->module != module) {
      result += (result.empty() ? "" : "\n") + std::string(title_of(op->module)) + "\n";
      module = op->module;
    }
    std::string name(op->name);
    name.resize(width + 2, ' ');
    result += "  " + name + std::string(op->doc) + "\n";
  }
  return result;
}

std::string write_op_text(const OpDef& op) {
  std::string result = call_of(op) + "\n  " + std::string(op.doc) + "\n\n";
  const OpGuide* guide = find_guide(op);
  if (guide) result += paragraph("shape", guide->shape);
  result += paragraph("dtype", words(op.dtype));
  if (guide) {
    result += "\n  Examples\n";
    for (std::string_view example : guide->examples) result += example_text(example, op);
  }
  result += "\n";
  if (!op.keras_class.empty()) {
    result += paragraph("class", std::string(op.keras_class) + " of keras.src.ops." +
                                     std::string(op.module) + ", in the config of a model");
  }
  std::vector<std::string> names;
  for (std::string_view name : tensorflow_names(op)) names.push_back("tf." + std::string(name));
  if (!names.empty()) result += paragraph("Keras 2", join(names, ", "));
  return result + paragraph("more", page(op));
}

std::string write_op_list_json(const std::vector<const OpDef*>& ops) {
  Json list = Json::array();
  for (const OpDef* op : ops) {
    const OpGuide* guide = find_guide(*op);
    Json names = Json::array();
    for (std::string_view name : tensorflow_names(*op)) names.push_back("tf." + std::string(name));
    list.push_back({{"name", op->name},
                    {"signature", op->signature},
                    {"doc", op->doc},
                    {"shape", guide ? Json(guide->shape) : Json()},
                    {"dtype", words(op->dtype)},
                    {"module", op->module},
                    {"class", op->keras_class.empty() ? Json() : Json(op->keras_class)},
                    {"tensorflow", names},
                    {"page", page(*op)}});
  }
  return dump({{"schema", "modelviz.ops/1"}, {"ops", list}});
}

}  // namespace modelviz
