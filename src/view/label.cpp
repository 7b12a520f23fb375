#include "view/label.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <utility>

#include "modelviz/error.h"
#include "support/text.h"

namespace modelviz {
namespace {

std::string number_text(std::int64_t number) { return with_thousands(number); }

std::string macs_text(const ViewNode& node) {
  if (!node.macs) return {};
  return node.macs->constant() ? number_text(*node.macs->constant()) : node.macs->text();
}

std::vector<std::string> weight_texts(const ViewNode& node) {
  std::vector<std::string> texts;
  texts.reserve(node.weights.size());
  for (const ViewWeight& weight : node.weights) texts.push_back(weight.name + " " + weight.shape);
  return texts;
}

using Options = ViewOptions;

struct FieldRow {
  LabelField field;
  std::string (*text)(const ViewNode&);
};

const std::array kFields{
    FieldRow{{"name", &Options::show_layer_names, "the name of the layer"},
             [](const ViewNode& n) { return n.name; }},
    FieldRow{{"number", &Options::number, "its number; the names stand in the legend"},
             [](const ViewNode& n) { return n.number > 0 ? std::to_string(n.number) : ""; }},
    FieldRow{{"class", &Options::show_class, "its class: Conv2D"},
             [](const ViewNode& n) { return n.class_name; }},
    FieldRow{{"attrs", &Options::show_attributes, "the settings that matter: 3×3, stride 2"},
             [](const ViewNode& n) { return n.attributes; }},
    FieldRow{{"activation", &Options::show_layer_activations, "its activation"},
             [](const ViewNode& n) { return n.activation; }},
    FieldRow{{"shape", &Options::show_shapes, "the shapes of its outputs"},
             [](const ViewNode& n) { return join(n.output_shapes, ", "); }},
    FieldRow{{"input_shape", nullptr, "the shapes of its inputs"},
             [](const ViewNode& n) { return join(n.input_shapes, ", "); }},
    FieldRow{{"dtype", &Options::show_dtype, "the dtypes of its outputs"},
             [](const ViewNode& n) { return join(n.dtypes, ", "); }},
    FieldRow{{"params", &Options::show_params, "how many parameters it has"},
             [](const ViewNode& n) { return number_text(n.params); }},
    FieldRow{{"macs", &Options::show_macs, "multiply-accumulates of one sample"},
             [](const ViewNode& n) { return macs_text(n); }},
    FieldRow{{"weight_shapes", &Options::show_weight_shapes, "its weights: kernel (3, 3, 8, 16)"},
             [](const ViewNode& n) { return join(weight_texts(n), ", "); }},
    FieldRow{{"trainable", &Options::show_trainable, "whether it is trained"},
             [](const ViewNode& n) -> std::string {
               return !n.trainable ? "" : *n.trainable ? "trainable" : "non-trainable";
             }},
    FieldRow{{"calls", nullptr, "how often it is called"},
             [](const ViewNode& n) { return std::to_string(n.calls); }},
};

// The weights have a box of their own, so they are shown or not, but part of no label.
constexpr LabelField kWeights{"weights", &Options::show_weights, "its weights, in a box beside it"};

const auto* find_field(std::string_view name) {
  auto found = std::find_if(kFields.begin(), kFields.end(),
                            [&](const FieldRow& row) { return row.field.name == name; });
  return found == kFields.end() ? nullptr : &*found;
}

[[noreturn]] void fail_unknown(const std::string& name, const std::vector<std::string_view>& known,
                               const std::string& option) {
  std::string_view meant = nearest(name, known);
  std::string hint = meant.empty() ? "" : "did you mean " + std::string(meant) + "? ";
  hint += "There are " + join(std::vector<std::string>(known.begin(), known.end()), ", ");
  throw Error(Fault::kUsage, option + ": there is no field '" + sanitize(name) + "'", hint);
}

// What stands between braces, and what does not. {{ and }} are braces themselves.
struct Piece {
  bool is_field = false;
  std::string text;
};

[[noreturn]] void fail_brace(const std::string& label) {
  throw Error(Fault::kUsage, "--label: a brace has no partner in '" + sanitize(label) + "'",
              "write {name} for a field, and {{ or }} for a brace");
}

std::vector<std::vector<Piece>> parse(const std::string& label) {
  std::vector<std::vector<Piece>> lines(1);
  std::string words;
  auto end_words = [&] {
    if (!words.empty()) lines.back().push_back({false, std::exchange(words, "")});
  };
  for (std::size_t i = 0; i < label.size(); ++i) {
    std::string_view two = std::string_view(label).substr(i, 2);
    if (two == "\\n" || label[i] == '\n') {
      end_words();
      lines.emplace_back();
      i += two == "\\n" ? 1 : 0;
    } else if (two == "{{" || two == "}}") {
      words += label[i++];
    } else if (label[i] == '{') {
      std::size_t end = label.find_first_of("{}\n", i + 1);
      if (end == std::string::npos || label[end] != '}') fail_brace(label);
      end_words();
      lines.back().push_back({true, label.substr(i + 1, end - i - 1)});
      i = end;
    } else if (label[i] == '}') {
      fail_brace(label);
    } else {
      words += label[i];
    }
  }
  end_words();
  return lines;
}

}  // namespace

std::span<const LabelField> label_fields() {
  static const std::vector<LabelField> kAll = [] {
    std::vector<LabelField> all;
    all.reserve(kFields.size() + 1);
    for (const FieldRow& row : kFields) all.push_back(row.field);
    all.push_back(kWeights);
    return all;
  }();
  return kAll;
}

void show_fields(ViewOptions& options, const std::vector<std::string>& fields) {
  bool is_added = !fields.empty() && fields.front().starts_with('+');
  std::vector<std::string_view> known;
  for (const LabelField& field : label_fields()) {
    if (!field.shown) continue;
    known.push_back(field.name);
    if (!is_added) options.*field.shown = false;
  }
  for (std::size_t i = 0; i < fields.size(); ++i) {
    std::string name = fields[i].substr(i == 0 && is_added ? 1 : 0);
    bool ViewOptions::*shown = nullptr;
    for (const LabelField& field : label_fields()) {
      if (field.name == name) shown = field.shown;
    }
    if (!shown) fail_unknown(name, known, "--show");
    options.*shown = true;
  }
}

std::string field_text(const ViewNode& node, std::string_view field) {
  const FieldRow* row = find_field(field);
  return row ? row->text(node) : "";
}

std::vector<std::string> cost_texts(const ViewNode& node, const ViewOptions& options) {
  std::vector<std::string> texts;
  if (options.show_params && node.params > 0) texts.push_back(number_text(node.params) + " params");
  bool has_macs = node.macs && node.macs->constant() != 0;
  if (options.show_macs && has_macs) texts.push_back(macs_text(node) + " MACs");
  return texts;
}

std::vector<std::string> weight_lines(const ViewNode& node, const ViewOptions& options) {
  constexpr std::size_t kMost = 8;
  if (!options.show_weight_shapes) return {};
  std::vector<std::string> lines = weight_texts(node);
  if (lines.size() <= kMost) return lines;
  std::string rest = "… " + std::to_string(lines.size() - kMost + 1) + " more";
  lines.resize(kMost - 1);
  lines.push_back(rest);
  return lines;
}

std::vector<std::string> templated_lines(const ViewNode& node, const ViewOptions& options) {
  std::vector<std::string> lines;
  for (const std::vector<Piece>& pieces : parse(options.label)) {
    std::string line;
    bool has_fields = false, has_text = false;
    for (const Piece& piece : pieces) {
      std::string text = piece.is_field ? field_text(node, piece.text) : piece.text;
      has_fields = has_fields || piece.is_field;
      has_text = has_text || (piece.is_field && !text.empty());
      line += text;
    }
    if (!has_fields || has_text) lines.emplace_back(trim(line));
  }
  return lines;
}

void check_label(const std::string& label) {
  std::vector<std::string_view> known;
  known.reserve(kFields.size());
  for (const FieldRow& row : kFields) known.push_back(row.field.name);
  for (const std::vector<Piece>& line : parse(label)) {
    for (const Piece& piece : line) {
      if (piece.is_field && !find_field(piece.text)) fail_unknown(piece.text, known, "--label");
    }
  }
}

}  // namespace modelviz
