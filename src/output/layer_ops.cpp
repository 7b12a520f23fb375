#include "output/layer_ops.h"

#include <algorithm>
#include <vector>

#include "support/text.h"
#include "view/node.h"
#include "view/op_label.h"

namespace modelviz {
namespace {

class OpLines {
 public:
  OpLines(const Run& run, int call) : run_(run), trace_(*run.trace), call_(call) {
    for (int i = call_at(call).first_op; i < call_at(call).end_op; ++i) {
      const TraceOp& op = trace_.ops()[static_cast<std::size_t>(i)];
      if (!is_folded(op, trace_)) add(op);
    }
  }

  // The columns stand one below the other, whatever the depth; what takes nothing has no second.
  [[nodiscard]] std::string text() const {
    std::size_t name_width = 0, width = 0;
    for (const Line& line : lines_) {
      if (!line.inputs.empty()) name_width = std::max(name_width, display_width(line.name) + 2);
    }
    for (const Line& line : lines_) {
      if (!line.output.empty()) width = std::max(width, display_width(left(line, name_width)));
    }
    std::string text;
    for (const Line& line : lines_) {
      std::string shown = left(line, name_width);
      if (!line.output.empty()) {
        shown += std::string(width - display_width(shown) + 2, ' ') + "= " + line.output;
      }
      text += "    " + shown + "\n";
    }
    return text;
  }

 private:
  struct Line {
    std::string name, inputs, output;  // of what is around ops only the name
  };

  static std::string left(const Line& line, std::size_t name_width) {
    if (line.inputs.empty()) return line.name;
    return line.name + std::string(name_width - display_width(line.name), ' ') + line.inputs;
  }

  // What is around an op: a call of an inner layer, or a loop.
  struct Around {
    int call = -1, loop = -1;
    friend bool operator==(const Around&, const Around&) = default;
  };

  [[nodiscard]] const LayerCall& call_at(int call) const {
    return trace_.calls()[static_cast<std::size_t>(call)];
  }

  void add_loops(std::vector<Around>& around, int inner, int outer) const {
    for (int loop = inner; loop >= 0 && loop != outer;) {
      around.push_back({.loop = loop});
      loop = trace_.loops()[static_cast<std::size_t>(loop)].parent;
    }
  }

  // From the outside to the inside.
  [[nodiscard]] std::vector<Around> around(const TraceOp& op) const {
    std::vector<Around> result;
    int loop = op.loop;
    for (int call = op.call;; call = call_at(call).parent) {
      add_loops(result, loop, call_at(call).loop);
      if (call == call_) break;
      result.push_back({.call = call});
      loop = call_at(call).loop;
    }
    std::reverse(result.begin(), result.end());
    return result;
  }

  [[nodiscard]] std::string text(const Around& around) const {
    if (around.loop >= 0) {
      const Dim& steps = trace_.loops()[static_cast<std::size_t>(around.loop)].steps;
      return "× " + steps.text() + ", in each step";
    }
    const Layer& layer = *call_at(around.call).layer;
    return sanitize(layer.name) + ": " + class_text(layer);
  }

  void add(const TraceOp& op) {
    std::vector<Around> now = around(op);
    auto same = std::mismatch(around_.begin(), around_.end(), now.begin(), now.end()).second;
    for (auto entered = same; entered != now.end(); ++entered) {
      auto depth = static_cast<std::size_t>(entered - now.begin());
      lines_.push_back({std::string(2 * depth, ' ') + text(*entered), "", ""});
    }
    std::string constants = op_constants(op), name = op_name(op);
    if (!constants.empty()) name += " " + constants;
    lines_.push_back({std::string(2 * now.size(), ' ') + name, inputs_text(op), outputs_text(op)});
    around_ = std::move(now);
  }

  // The weight itself for a copy or a cast of it.
  [[nodiscard]] const TraceTensor& uncast(int id) const {
    const TraceTensor* tensor = &trace_.tensors()[static_cast<std::size_t>(id)];
    while (tensor->weight < 0 && tensor->op >= 0) {
      const TraceOp& op = trace_.ops()[static_cast<std::size_t>(tensor->op)];
      if (!is_folded(op, trace_) || op.inputs.size() != 1) break;
      tensor = &trace_.tensors()[static_cast<std::size_t>(op.inputs[0])];
    }
    return *tensor;
  }

  // A weight under the name that it has in the layer whose op takes it.
  [[nodiscard]] std::string input_text(int id, const Layer& layer) const {
    const TraceTensor& tensor = uncast(id);
    if (tensor.weight < 0) return shape_text(run_, id);
    const TraceWeight& weight = trace_.weights()[static_cast<std::size_t>(tensor.weight)];
    return make_weight(weight, layer).name + " " + shape_text(run_, id);
  }

  [[nodiscard]] std::string inputs_text(const TraceOp& op) const {
    std::vector<std::string> texts;
    for (int input : op.inputs) texts.push_back(input_text(input, *call_at(op.call).layer));
    return join(texts, ", ");
  }

  [[nodiscard]] std::string outputs_text(const TraceOp& op) const {
    std::vector<std::string> texts;
    for (int output : op.outputs) texts.push_back(shape_text(run_, output));
    bool alike = texts.size() > 1 && std::equal(texts.begin() + 1, texts.end(), texts.begin());
    return alike ? std::to_string(texts.size()) + " × " + texts[0] : join(texts, ", ");
  }

  const Run& run_;
  const Trace& trace_;
  const int call_;
  std::vector<Around> around_;  // of the last line
  std::vector<Line> lines_;
};

}  // namespace

std::string layer_ops_text(const Run& run, int call) { return OpLines(run, call).text(); }

}  // namespace modelviz
