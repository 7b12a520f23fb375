// What is known of the layers, in words: modelviz layers.
#include <algorithm>

#include "modelviz/cost.h"
#include "modelviz/layer_guide.h"
#include "modelviz/output.h"
#include "ops/signature.h"
#include "output/json.h"
#include "output/layer_ops.h"
#include "output/paragraph.h"
#include "support/text.h"
#include "view/node.h"

namespace modelviz {
namespace {

// The example of a layer, run.
struct Shown {
  explicit Shown(const LayerDef& layer)
      : example(make_example(layer)), run(modelviz::run(example.model)) {
    call = run.calls_of(example.layer()).at(0);
  }

  [[nodiscard]] const LayerCall& made() const {
    return run.trace->calls()[static_cast<std::size_t>(call)];
  }

  [[nodiscard]] std::vector<TensorType> outputs() const {
    std::vector<TensorType> types;
    for (int id : made().outputs) {
      types.push_back(run.trace->tensors()[static_cast<std::size_t>(id)].type);
    }
    return types;
  }

  [[nodiscard]] std::vector<const TraceWeight*> weights() const {
    std::vector<const TraceWeight*> weights;
    for (int index : run.weights_of(example.layer())) {
      weights.push_back(&run.trace->weights()[static_cast<std::size_t>(index)]);
    }
    return weights;
  }

  [[nodiscard]] std::string name_of(const TraceWeight& weight) const {
    return make_weight(weight, example.layer()).name;
  }

  [[nodiscard]] std::int64_t params() const { return run.params_of(example.layer()).total; }

  // For one sample.
  [[nodiscard]] Dim macs() const { return of_one_sample(made().macs); }

  LayerExample example;
  Run run;
  int call = 0;
};

std::string title_of(LayerKind kind) {
  switch (kind) {
    case LayerKind::kInput:
      return "Inputs";
    case LayerKind::kModel:
      return "Models";
    default:
      break;
  }
  std::string title(text(kind));
  title[0] = static_cast<char>(title[0] - 'a' + 'A');
  return title + " layers";
}

// A model reads its config itself: its definition has no parameters.
std::string_view signature_of(const LayerDef& layer) {
  return layer.kind == LayerKind::kModel ? "inputs, outputs" : layer.signature;
}

std::string made_by(const LayerDef& layer) {
  return std::string(layer.name) + "(" + std::string(signature_of(layer)) + ")";
}

// Two columns, the first as wide as it has to be.
std::string rows(const std::vector<std::pair<std::string, std::string>>& cells) {
  std::size_t width = 0;
  for (const auto& [name, value] : cells) width = std::max(width, name.size());
  std::string result;
  for (const auto& [name, value] : cells) {
    std::string line = "    " + name;
    line.resize(width + 6, ' ');
    result += line + value + "\n";
  }
  return result;
}

std::string arguments_text(const LayerDef& layer) {
  std::vector<std::pair<std::string, std::string>> lines;
  for (const Parameter& parameter : signature(signature_of(layer))) {
    lines.emplace_back(parameter.name, parameter.required ? "required" : parameter.value.text());
  }
  return lines.empty()
             ? ""
             : "  Arguments that shapes, weights and ops depend on\n" + rows(lines) + "\n";
}

std::string number(const Dim& dim) {
  auto known = dim.constant();
  return known ? with_thousands(*known) : dim.text();
}

std::string cost_text(const Shown& shown) {
  std::vector<std::string> costs;
  if (shown.params() > 0) costs.push_back(with_thousands(shown.params()) + " parameters");
  if (shown.macs() != Dim(0)) {
    costs.push_back(number(shown.macs()) + " multiply-accumulates for one sample");
  }
  return costs.empty() ? "" : "        " + join(costs, ", ") + "\n";
}

std::string example_text(const Shown& shown) {
  std::string result = "  Example\n    " + shown.example.expression;
  if (!shown.example.inputs.empty()) result += "    " + join(shown.example.inputs, "  ");
  result += "\n";
  for (const TensorType& type : shown.outputs()) result += "      = " + type.keras_text() + "\n";
  for (const Diagnostic& problem : shown.run.problems) result += "      " + problem.message + "\n";
  return result + cost_text(shown) + "\n";
}

std::string weights_text(const Shown& shown) {
  std::vector<std::pair<std::string, std::string>> lines;
  for (const TraceWeight* weight : shown.weights()) {
    lines.emplace_back(shown.name_of(*weight), keras_text(weight->shape) + " " +
                                                   std::string(text(weight->dtype)) +
                                                   (weight->trainable ? "" : ", not trained"));
  }
  return lines.empty() ? "" : "  Weights\n" + rows(lines) + "\n";
}

std::string ops_text(const Shown& shown) {
  std::string ops = layer_ops_text(shown.run, shown.call);
  return ops.empty() ? "" : "  Ops\n" + ops + "\n";
}

std::string rank_text(const LayerDef& layer) {
  if (layer.rank > 0) return "Of rank " + std::to_string(layer.rank) + ".";
  if (layer.min_rank > 1) return "Of rank " + std::to_string(layer.min_rank) + " or more.";
  return "";
}

std::string aliases_text(const LayerDef& layer) {
  std::vector<std::string> names;
  for (std::string_view alias : aliases_of(layer)) names.emplace_back(alias);
  return join(names, ", ");
}

Json weights_json(const Shown& shown) {
  Json weights = Json::array();
  for (const TraceWeight* weight : shown.weights()) {
    TensorType type{weight->shape, weight->dtype};
    weights.push_back({{"name", shown.name_of(*weight)},
                       {"shape", shape_json(type, false)},
                       {"dtype", dtype_json(type)},
                       {"trainable", weight->trainable}});
  }
  return weights;
}

Json example_json(const Shown& shown) {
  Json outputs = Json::array();
  for (const TensorType& type : shown.outputs()) {
    outputs.push_back({{"shape", shape_json(type, false)}, {"dtype", dtype_json(type)}});
  }
  auto macs = shown.macs().constant();
  return {{"call", shown.example.expression},
          {"inputs", shown.example.inputs},
          {"outputs", outputs},
          {"weights", weights_json(shown)},
          {"params", shown.params()},
          {"macs", macs ? Json(*macs) : Json()}};
}

Json layer_json(const LayerDef& layer) {
  std::string page = page_of(layer), note(layer.guide.note);
  Json aliases = Json::array();
  for (std::string_view alias : aliases_of(layer)) aliases.push_back(alias);
  return {{"name", layer.name},
          {"kind", text(layer.kind)},
          {"signature", signature_of(layer)},
          {"doc", layer.guide.doc},
          {"aliases", aliases},
          {"example", example_json(Shown(layer))},
          {"page", page.empty() ? Json() : Json(page)},
          {"note", note.empty() ? Json() : Json(note)}};
}

}  // namespace

std::string write_layer_list_text(const std::vector<const LayerDef*>& layers) {
  std::string result;
  std::size_t width = 0;
  for (const LayerDef* layer : layers) width = std::max(width, layer->name.size());
  width = std::min<std::size_t>(width, 26);  // one name is much longer than all others
  std::string title;
  for (const LayerDef* layer : layers) {
    if (title_of(layer->kind) != title) {
      title = title_of(layer->kind);
      result += (result.empty() ? "" : "\n") + title + "\n";
    }
    std::string name(layer->name);
    name.resize(std::max(width, name.size()) + 2, ' ');
    result += "  " + name + std::string(layer->guide.doc) + "\n";
  }
  return result;
}

std::string write_layer_list_json(const std::vector<const LayerDef*>& layers) {
  Json list = Json::array();
  for (const LayerDef* layer : layers) list.push_back(layer_json(*layer));
  return dump({{"schema", "modelviz.layers/1"}, {"layers", list}});
}

std::string write_layer_text(const LayerDef& layer) {
  Shown shown(layer);
  std::string result = made_by(layer) + "\n  " + std::string(layer.guide.doc) + "\n\n";
  result += arguments_text(layer) + example_text(shown) + weights_text(shown) + ops_text(shown);
  if (std::string aliases = aliases_text(layer); !aliases.empty()) {
    result += paragraph("also", aliases);
  }
  if (std::string rank = rank_text(layer); !rank.empty()) result += paragraph("input", rank);
  std::string page = page_of(layer);
  if (!layer.guide.note.empty()) result += paragraph("today", layer.guide.note);
  return page.empty() ? result : result + paragraph("more", page);
}

}  // namespace modelviz
