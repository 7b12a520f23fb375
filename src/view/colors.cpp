#include "view/colors.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstddef>
#include <map>
#include <vector>

#include "modelviz/theme.h"
#include "support/text.h"

namespace modelviz {
namespace {

bool is_colored(const ViewNode& node) {
  return node.role == NodeRole::kLayer && node.state != NodeState::kFailed;
}

// The names of the unknown sizes in an expression, not those of its functions.
std::map<std::string, std::int64_t, std::less<>> unknowns_of(const Dim& dim, std::int64_t size) {
  std::map<std::string, std::int64_t, std::less<>> sizes;
  std::string text = dim.text() + " ";
  auto is_letter = [&](std::size_t at) {
    return std::isalnum(static_cast<unsigned char>(text[at])) != 0 || text[at] == '_';
  };
  for (std::size_t i = 0; i < text.size();) {
    std::size_t begin = i;
    while (is_letter(i)) ++i;
    bool is_name = i > begin && std::isdigit(static_cast<unsigned char>(text[begin])) == 0;
    if (is_name && text[i] != '(') sizes.emplace(text.substr(begin, i - begin), size);
    if (i == begin) ++i;
  }
  return sizes;
}

// Unknown sizes count as 100: so the layers of a model that takes any length can be compared, too.
std::optional<double> amount_of(const ViewNode& node, ColorBy by) {
  constexpr std::int64_t kUsual = 100;
  if (by == ColorBy::kParams) return static_cast<double>(node.params);
  if (!node.macs) return std::nullopt;
  Dim macs = node.macs->is_constant() ? *node.macs : node.macs->at(unknowns_of(*node.macs, kUsual));
  return macs.constant() ? std::optional<double>(*macs.constant()) : std::nullopt;
}

bool is_estimated(const ViewNode& node) { return node.macs && !node.macs->is_constant(); }

std::string short_number(double number) {
  constexpr std::array<std::string_view, 5> kUnits{"", "k", "M", "G", "T"};
  std::size_t unit = 0;
  for (; number >= 1000 && unit + 1 < kUnits.size(); ++unit) number /= 1000;
  return std::to_string(std::llround(number)) + std::string(kUnits[unit]);
}

// The bounds of the steps, each included in the step above it: powers of ten, with halves between
// them where these are few.
std::vector<double> bounds_between(double least, double most) {
  for (const std::vector<int>& digits : {std::vector{1, 2, 5}, {1, 3}, {1}}) {
    std::vector<double> bounds;
    auto first = static_cast<int>(std::floor(std::log10(least)));
    auto last = static_cast<int>(std::floor(std::log10(most)));
    for (int power = first; power <= last; ++power) {
      for (int digit : digits) {
        double bound = digit * std::pow(10, power);
        if (bound > least && bound <= most) bounds.push_back(bound);
      }
    }
    if (bounds.size() < kColorSteps) return bounds;
    if (digits.size() > 1) continue;
    // Of very many powers the lowest ones share a step.
    bounds.erase(bounds.begin(), bounds.end() - (kColorSteps - 1));
    return bounds;
  }
  return {};
}

std::string step_text(const std::vector<double>& bounds, std::size_t step) {
  if (bounds.empty()) return "all others";
  if (step == 0) return "below " + short_number(bounds.front());
  if (step == bounds.size()) return short_number(bounds.back()) + " and more";
  return short_number(bounds[step - 1]) + " to " + short_number(bounds[step]);
}

// Few steps are spread over all colours.
std::string step_color(std::size_t step, std::size_t steps) {
  std::size_t color = steps <= 1 ? kColorSteps / 2 : step * (kColorSteps - 1) / (steps - 1);
  return "scale." + std::to_string(color);
}

std::string dtype_family(const std::string& dtype) {
  for (std::string_view exact : {"float32", "float64", "bool", "string"}) {
    if (dtype == exact) return dtype;
  }
  if (dtype == "float16" || dtype == "bfloat16") return "float16";
  for (std::string_view start : {"float8", "complex"}) {
    if (dtype.starts_with(start)) return std::string(start);
  }
  bool is_integer = dtype.starts_with("int") || dtype.starts_with("uint");
  return is_integer ? "integer" : "";
}

std::string dtype_color(const ViewNode& node) {
  std::string family = node.dtypes.empty() ? "" : dtype_family(node.dtypes.front());
  return family.empty() ? "plain" : "dtypes." + family;
}

std::string trainable_color(const ViewNode& node) {
  if (!node.trainable) return "plain";
  return *node.trainable ? "trainable.yes" : "trainable.no";
}

// Gathers the rows of a legend; equal ones are counted.
class LegendMaker {
 public:
  void add(const std::string& color, const std::string& text) {
    for (LegendRow& row : rows_) {
      if (row.color == color && row.text == text) {
        ++row.boxes;
        return;
      }
    }
    rows_.push_back({color, text, 1});
  }
  std::vector<LegendRow> take() && { return std::move(rows_); }

 private:
  std::vector<LegendRow> rows_;
};

void color_by_amount(View& view, ColorBy by) {
  double least = 0, most = 0;
  for (const ViewNode& node : view.nodes) {
    double amount = is_colored(node) ? amount_of(node, by).value_or(0) : 0;
    if (amount <= 0) continue;
    least = least == 0 ? amount : std::min(least, amount);
    most = std::max(most, amount);
  }
  std::vector<double> bounds = most > 0 ? bounds_between(least, most) : std::vector<double>();
  std::vector<LegendRow> rows{{"plain", "none", 0}};
  for (std::size_t step = 0; most > 0 && step <= bounds.size(); ++step) {
    rows.push_back({step_color(step, bounds.size() + 1), step_text(bounds, step), 0});
  }
  LegendRow unknown{"plain", "not known", 0};
  for (ViewNode& node : view.nodes) {
    if (!is_colored(node)) continue;
    std::optional<double> amount = amount_of(node, by);
    auto above = std::upper_bound(bounds.begin(), bounds.end(), amount.value_or(0));
    std::size_t row =
        amount.value_or(0) > 0 ? static_cast<std::size_t>(above - bounds.begin()) + 1 : 0;
    node.color = rows[row].color;
    ++(amount ? rows[row] : unknown).boxes;
  }
  rows.push_back(unknown);
  std::erase_if(rows, [](const LegendRow& row) { return row.boxes == 0; });
  view.legend = std::move(rows);
  view.legend_title = by == ColorBy::kParams ? "Parameters" : "MACs of one sample";
  bool any_estimated =
      by == ColorBy::kMacs && std::any_of(view.nodes.begin(), view.nodes.end(), is_estimated);
  if (any_estimated) view.legend_title += ", with 100 for unknown sizes";
}

std::string title_of(ColorBy by) {
  switch (by) {
    case ColorBy::kDtype:
      return "Dtype of the output";
    case ColorBy::kTrainable:
      return "Weights";
    case ColorBy::kKind:
    case ColorBy::kParams:
    case ColorBy::kMacs:
    case ColorBy::kNone:
      break;
  }
  return "Kind of layer";
}

std::string trainable_words(const ViewNode& node) {
  if (!node.trainable) return "none";
  return *node.trainable ? "trained" : "not trained";
}

void color_by_name(View& view, ColorBy by) {
  LegendMaker legend;
  for (ViewNode& node : view.nodes) {
    if (!is_colored(node)) continue;
    if (by == ColorBy::kDtype) {
      node.color = dtype_color(node);
      legend.add(node.color, node.dtypes.empty() ? "?" : node.dtypes.front());
    } else if (by == ColorBy::kTrainable) {
      node.color = trainable_color(node);
      legend.add(node.color, trainable_words(node));
    } else if (by == ColorBy::kKind) {
      legend.add(default_color(node), node.state == NodeState::kUnknown
                                          ? "of unknown shape"
                                          : std::string(text(node.kind)));
    } else {
      node.color = "plain";
    }
  }
  view.legend = std::move(legend).take();
  view.legend_title = title_of(by);
}

}  // namespace

std::string default_color(const ViewNode& node) {
  if (node.state == NodeState::kFailed) return "states.failed";
  if (node.is_side) return "plain";
  if (node.state == NodeState::kUnknown) return "states.unknown";
  return "kinds." + std::string(text(node.kind));
}

void add_colors(View& view) {
  ColorBy by = view.options.color_by;
  bool is_amount = by == ColorBy::kParams || by == ColorBy::kMacs;
  is_amount ? color_by_amount(view, by) : color_by_name(view, by);
  auto failed = std::count_if(view.nodes.begin(), view.nodes.end(), [](const ViewNode& node) {
    return node.state == NodeState::kFailed;
  });
  if (failed > 0) view.legend.push_back({"states.failed", "fails", static_cast<int>(failed)});
  if (!view.options.legend || by == ColorBy::kNone) view.legend.clear();
}

}  // namespace modelviz
