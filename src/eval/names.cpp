#include "eval/names.h"

#include <algorithm>
#include <array>
#include <vector>

#include "modelviz/error.h"
#include "ops/activations.h"
#include "support/text.h"

namespace modelviz {
namespace {

constexpr std::array<std::string_view, 5> kRoots{"keras", "ops", "activations", "tf", "np"};
constexpr std::string_view kOps = "ops.", kActivations = "activations.";

std::string_view after(std::string_view text, std::string_view prefix) {
  return text.starts_with(prefix) ? text.substr(prefix.size()) : text;
}

std::string did_you_mean(std::string_view name, std::span<const std::string_view> known,
                         const std::string& prefix) {
  std::string_view meant = nearest(name, known);
  return meant.empty() ? "" : "Did you mean " + prefix + std::string(meant) + "?";
}

[[noreturn]] void fail_unknown_op(std::string_view path, std::string_view name) {
  std::vector<std::string_view> names;
  for (const OpDef* op : all_ops()) {
    if (op->is_public()) names.push_back(op->name);
  }
  std::string hint = did_you_mean(name, names, "ops.");
  throw Error(Fault::kModel, "Keras has no " + sanitize(path),
              hint.empty() ? "`modelviz ops` lists all that there are." : hint);
}

}  // namespace

bool is_keras_path(std::string_view path) {
  std::string_view root = path.substr(0, path.find('.'));
  return std::find(kRoots.begin(), kRoots.end(), root) != kRoots.end();
}

const OpDef& find_keras_function(std::string_view path) {
  std::string_view rest = after(path, "keras.");
  if (rest.starts_with(kOps)) {
    std::string_view name = after(rest, kOps);
    const OpDef* op = find_op(name);
    if (op && op->is_public()) return *op;
    fail_unknown_op(path, name);
  }
  if (rest.starts_with(kActivations)) {
    if (const OpDef* op = find_activation(after(rest, kActivations))) return *op;
    throw Error(Fault::kModel, "Keras has no activation " + sanitize(path));
  }
  std::string name(path.substr(path.rfind('.') + 1));  // np.sum
  const OpDef* op = find_op(name);
  throw Error(Fault::kModel, "nothing is known of " + sanitize(path),
              op && op->is_public()
                  ? "Did you mean ops." + name + "?"
                  : "Expressions can use keras.ops (as ops.NAME) and keras.activations.");
}

void fail_unknown_name(std::string_view name, std::span<const std::string_view> known) {
  if (const OpDef* op = find_op(name); op && op->is_public()) {
    throw Error(Fault::kModel, "the name '" + sanitize(name) + "' is not known",
                "Did you mean ops." + std::string(name) + "?");
  }
  std::string hint = did_you_mean(name, known, "");
  throw Error(
      Fault::kModel, "the name '" + sanitize(name) + "' is not known",
      hint.empty() ? "Give it as an input: -i " + sanitize(name) + "=float32[None,10]" : hint);
}

}  // namespace modelviz
