// The results of an evaluation, a line each, and how it came to them.
#include <algorithm>

#include "modelviz/op.h"
#include "modelviz/output.h"
#include "ops/rules.h"
#include "support/text.h"

namespace modelviz {
namespace {

class EvaluationText {
 public:
  EvaluationText(const Evaluation& evaluation, const EvaluationOptions& options)
      : evaluation_(evaluation), trace_(*evaluation.trace), options_(options) {}

  std::string text() {
    if (options_.explain) {
      for (std::size_t i = 0; i < evaluation_.steps.size(); ++i) add_step(i);
    }
    if (evaluation_.error) return std::move(text_);
    if (options_.explain && !evaluation_.steps.empty()) text_ += "\n";
    for (const Value& output : evaluation_.outputs()) text_ += shown(output) + "\n";
    if (options_.explain || options_.symbolic) {
      for (const Assumption& assumption : trace_.assumptions()) {
        text_ += "assuming " + assumption.text() + "\n";
      }
    }
    return std::move(text_);
  }

 private:
  [[nodiscard]] std::string size(const Dim& dim) const {
    return options_.symbolic ? dim.text() : dim.keras_text();
  }

  [[nodiscard]] std::string shown(const TensorType& type) const {
    return options_.symbolic ? type.text() : type.keras_text();
  }

  [[nodiscard]] std::string shown(const Value& value) const {
    if (const Tensor* tensor = value.as_tensor()) return shown(tensor->type());
    if (auto dim = value.as_dim()) return size(*dim);
    if (const Function* function = value.as_function()) return "<function " + function->name + ">";
    const List* list = value.as_list();
    if (!list) return value.text();
    std::vector<std::string> items;
    for (const Value& item : *list) items.push_back(shown(item));
    return "(" + join(items, ", ") + (items.size() == 1 ? ",)" : ")");
  }

  // 2  y + b
  //      x1  (None, 10, 8) float32
  //      x2  (          8) float32
  //      =   (None, 10, 8) float32
  void add_step(std::size_t index) {
    const EvalStep& step = evaluation_.steps[index];
    const TraceOp& op = trace_.ops()[static_cast<std::size_t>(step.op)];
    std::string number = std::to_string(index + 1);
    std::string code = sanitize(step.text), name(op.op->name);
    text_ += number + "  " + code +
             (code.find(name) == std::string::npos ? "    # ops." + name : "") + "\n";

    std::vector<std::pair<std::string, std::string>> rows = arguments_of(op);
    std::size_t width = 1;
    for (const auto& [parameter, value] : rows) width = std::max(width, parameter.size());
    for (const auto& [parameter, value] : rows) add_row(parameter, value, number.size(), width);
    for (int output : op.outputs) add_row("=", shown(type(output)), number.size(), width);
  }

  void add_row(const std::string& name, const std::string& value, std::size_t indent,
               std::size_t width) {
    text_ += std::string(indent + 4, ' ') + name + std::string(width - name.size() + 2, ' ') +
             value + "\n";
  }

  [[nodiscard]] std::vector<std::pair<std::string, std::string>> arguments_of(
      const TraceOp& op) const {
    std::vector<std::pair<std::string, std::string>> rows;
    bool is_broadcast = op.op->rule == broadcast && op.inputs.size() == 2;
    for (const Member& argument : *op.arguments.as_dict()) {
      const Tensor* tensor = argument.value.as_tensor();
      rows.emplace_back(argument.key, is_broadcast && tensor ? aligned(*tensor, type(op.outputs[0]))
                                                             : shown(argument.value));
    }
    return rows;
  }

  // Each size above the one of the result that it becomes.
  [[nodiscard]] std::string aligned(const Tensor& tensor, const TensorType& result) const {
    std::vector<std::string> columns;
    std::size_t missing = result.shape->size() - tensor.shape().size();
    for (std::size_t i = 0; i < result.shape->size(); ++i) {
      std::size_t width = size((*result.shape)[i]).size();
      std::string own = i < missing ? "" : size(tensor.shape()[i - missing]);
      columns.push_back(std::string(width > own.size() ? width - own.size() : 0, ' ') + own);
      bool is_last = i + 1 == result.shape->size();
      if (!is_last) columns.back() += i < missing ? "  " : ", ";
    }
    std::string sizes = join(columns, "");
    return "(" + sizes + (columns.size() == 1 ? ",) " : ") ") +
           std::string(modelviz::text(tensor.dtype()));
  }

  [[nodiscard]] const TensorType& type(int id) const {
    return trace_.tensors()[static_cast<std::size_t>(id)].type;
  }

  const Evaluation& evaluation_;
  const Trace& trace_;
  const EvaluationOptions& options_;
  std::string text_;
};

}  // namespace

std::string write_evaluation_text(const Evaluation& evaluation, const EvaluationOptions& options) {
  return EvaluationText(evaluation, options).text();
}

}  // namespace modelviz
