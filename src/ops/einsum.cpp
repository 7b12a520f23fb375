// Follows Keras' own reading (Einsum.compute_output_spec, 3.15): each operand is spread over the
// axes of the result, with size 1 where it lacks a label, and the results are broadcast together.
// Labels that are summed are not compared; labels that an operand lacks must be lower case.
#include "ops/einsum.h"

#include <algorithm>
#include <map>

#include "ops/rules.h"
#include "support/text.h"

namespace modelviz {
namespace {

constexpr char kEllipsis = '.';  // stands for "..." in a parsed term

using Term = std::string;  // one character for each label, kEllipsis for the axes without names

struct Subscripts {
  std::vector<Term> inputs;
  Term output;
};

bool is_label(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

Term parse_term(const OpCall& call, std::string_view text) {
  Term term;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_label(text[i])) {
      term += text[i];
    } else if (text.substr(i, 3) == "..." && term.find(kEllipsis) == Term::npos) {
      term += kEllipsis;
      i += 2;
    } else {
      call.fail_at("subscripts", "cannot read '" + sanitize(text) + "'",
                   "Labels are letters, without spaces; '...' stands for all further axes.");
    }
  }
  return term;
}

// Without "->": the axes without names, then the labels that occur once, in their order.
Term implicit_output(const std::vector<Term>& inputs) {
  std::map<char, int> counts;
  for (const Term& term : inputs) {
    for (char label : term) ++counts[label];
  }
  Term output(1, kEllipsis);
  for (auto [label, count] : counts) {
    if (label != kEllipsis && count == 1) output += label;
  }
  return output;
}

Subscripts parse(const OpCall& call) {
  std::string_view text = call.string("subscripts");
  std::size_t arrow = text.find("->");
  Subscripts result;
  for (std::string_view term : split(text.substr(0, arrow), ',')) {
    result.inputs.push_back(parse_term(call, term));
  }
  result.output = arrow == std::string_view::npos ? implicit_output(result.inputs)
                                                  : parse_term(call, text.substr(arrow + 2));
  return result;
}

// The sizes of an operand by label, and those of its axes without names.
struct Sizes {
  std::map<char, Dim> labels;
  Shape unnamed;
};

Sizes sizes_of(const OpCall& call, const Term& term, const Shape& shape) {
  std::size_t position = term.find(kEllipsis);
  bool has_ellipsis = position != Term::npos;
  std::size_t labels = term.size() - (has_ellipsis ? 1 : 0);
  if (has_ellipsis ? shape.size() < labels : shape.size() != labels) {
    call.fail("the operand of shape " + keras_text(shape) + " does not have the " +
              std::to_string(labels) + " axes of its term in '" +
              sanitize(call.string("subscripts")) + "'");
  }
  std::size_t unnamed = shape.size() - labels;
  Sizes sizes;
  for (std::size_t i = 0, axis = 0; i < term.size(); ++i) {
    if (i == position) {
      sizes.unnamed.assign(shape.begin() + static_cast<std::ptrdiff_t>(axis),
                           shape.begin() + static_cast<std::ptrdiff_t>(axis + unnamed));
      axis += unnamed;
    } else {
      sizes.labels.emplace(term[i], shape[axis++]);
    }
  }
  return sizes;
}

Shape spread(const OpCall& call, const Term& output, const Sizes& sizes) {
  Shape shape;
  for (char label : output) {
    if (label == kEllipsis) {
      shape.insert(shape.end(), sizes.unnamed.begin(), sizes.unnamed.end());
    } else if (auto found = sizes.labels.find(label); found != sizes.labels.end()) {
      shape.push_back(found->second);
    } else if (label >= 'a') {
      shape.push_back(1);
    } else {
      call.fail_at("subscripts",
                   "the label '" + std::string(1, label) + "' of the result must be lower case");
    }
  }
  return shape;
}

std::vector<Sizes> operand_sizes(const OpCall& call, const Subscripts& subscripts,
                                 const TensorTypes& operands) {
  if (operands.size() != subscripts.inputs.size()) {
    call.fail_at("subscripts", "the number of terms in '" + sanitize(call.string("subscripts")) +
                                   "' is " + std::to_string(subscripts.inputs.size()) +
                                   ", but that of the operands is " +
                                   std::to_string(operands.size()));
  }
  std::vector<Sizes> sizes;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    sizes.push_back(sizes_of(call, subscripts.inputs[i], *operands[i].shape));
  }
  return sizes;
}

// Sizes that are summed over, which Keras compares only where it computes.
void compare_labels(const OpCall& call, const std::vector<Sizes>& operands) {
  std::map<char, Dim> known;
  for (const Sizes& sizes : operands) {
    for (const auto& [label, size] : sizes.labels) {
      Dim& first = known.emplace(label, size).first->second;
      if (first == Dim(1)) first = size;
      if (size == Dim(1)) continue;
      first = call.unify(first, size, "the sizes of '" + std::string(1, label) + "' differ");
    }
  }
}

}  // namespace

TensorTypes einsum(OpCall& call) {
  for (const Value& operand : *call.argument("operands").as_list()) {
    refuse_list(call, "operands", operand);
  }
  TensorTypes operands = call.arrays("operands");
  Subscripts subscripts = parse(call);
  std::vector<Sizes> sizes = operand_sizes(call, subscripts, operands);
  if (sizes.empty()) call.fail("needs at least one operand");
  Shape shape = spread(call, subscripts.output, sizes[0]);
  for (std::size_t i = 1; i < sizes.size(); ++i) {
    shape = call.broadcast(shape, spread(call, subscripts.output, sizes[i]));
  }
  TensorTypes result{{shape, call.dtype(operands)}};
  return inferred_or_executed(call, result, [&] {
    compare_labels(call, sizes);
    return result;
  });
}

Dim einsum_macs(const OpCall& call, const TensorTypes&) {
  std::map<char, Dim> labels;
  Shape unnamed;
  for (const Sizes& sizes : operand_sizes(call, parse(call), call.arrays("operands"))) {
    for (const auto& [label, size] : sizes.labels) {
      Dim& known = labels.emplace(label, size).first->second;
      if (known == Dim(1)) known = size;
    }
    unnamed = call.broadcast(unnamed, sizes.unnamed);
  }
  Dim product = size(unnamed);
  for (const auto& [label, size] : labels) product = product * size;
  return product;
}

}  // namespace modelviz
