// Finding layers by any of their names, and their pages.
#include <algorithm>
#include <cctype>
#include <tuple>
#include <utility>

#include "modelviz/layer_guide.h"
#include "support/text.h"

namespace modelviz {
namespace {

using Alias = std::pair<std::string_view, std::string_view>;

// What keras.layers has under a second name. The models, whose class is Functional in all, are
// layers too.
constexpr Alias kAliases[] = {
    {"AvgPool1D", "AveragePooling1D"},
    {"AvgPool2D", "AveragePooling2D"},
    {"AvgPool3D", "AveragePooling3D"},
    {"Convolution1D", "Conv1D"},
    {"Convolution1DTranspose", "Conv1DTranspose"},
    {"Convolution2D", "Conv2D"},
    {"Convolution2DTranspose", "Conv2DTranspose"},
    {"Convolution3D", "Conv3D"},
    {"Convolution3DTranspose", "Conv3DTranspose"},
    {"GlobalAvgPool1D", "GlobalAveragePooling1D"},
    {"GlobalAvgPool2D", "GlobalAveragePooling2D"},
    {"GlobalAvgPool3D", "GlobalAveragePooling3D"},
    {"GlobalMaxPool1D", "GlobalMaxPooling1D"},
    {"GlobalMaxPool2D", "GlobalMaxPooling2D"},
    {"GlobalMaxPool3D", "GlobalMaxPooling3D"},
    {"GroupedQueryAttention", "GroupQueryAttention"},
    {"Input", "InputLayer"},
    {"MaxPool1D", "MaxPooling1D"},
    {"MaxPool2D", "MaxPooling2D"},
    {"MaxPool3D", "MaxPooling3D"},
    {"Model", "Functional"},
    {"SeparableConvolution1D", "SeparableConv1D"},
    {"SeparableConvolution2D", "SeparableConv2D"},
    {"Sequential", "Functional"},
};

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

bool same_but_for_case(std::string_view a, std::string_view b) { return lower(a) == lower(b); }

bool fits(const std::string& pattern, const LayerDef& layer) {
  std::vector<std::string_view> names = aliases_of(layer);
  names.push_back(layer.name);
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view name) { return matches(pattern, lower(name)); });
}

}  // namespace

std::string page_of(const LayerDef& layer) {
  std::string_view page = layer.guide.page;
  return page.empty() ? "" : "https://keras.io/api/" + std::string(page) + "/";
}

const LayerDef* find_layer_by_any_name(std::string_view name) {
  for (const auto& [alias, class_name] : kAliases) {
    if (same_but_for_case(alias, name)) return find_layer(class_name);
  }
  std::span<const LayerDef* const> all = all_layers();
  auto found = std::find_if(all.begin(), all.end(), [&](const LayerDef* layer) {
    return same_but_for_case(layer->name, name);
  });
  return found == all.end() ? nullptr : *found;
}

std::vector<std::string_view> aliases_of(const LayerDef& layer) {
  std::vector<std::string_view> aliases;
  for (const auto& [alias, class_name] : kAliases) {
    if (class_name == layer.name) aliases.push_back(alias);
  }
  return aliases;
}

std::vector<const LayerDef*> find_layers(std::string_view pattern) {
  std::vector<const LayerDef*> found;
  std::string wanted = lower(pattern);
  for (const LayerDef* layer : all_layers()) {
    if (fits(wanted, *layer)) found.push_back(layer);
  }
  std::sort(found.begin(), found.end(), [](const LayerDef* a, const LayerDef* b) {
    return std::tie(a->kind, a->name) < std::tie(b->kind, b->name);
  });
  return found;
}

}  // namespace modelviz
