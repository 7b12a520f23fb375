#include "view/layer_range.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <regex>

#include "modelviz/error.h"
#include "support/text.h"

namespace modelviz {
namespace {

struct Match {
  std::size_t first = 0, last = 0;
};

// std::regex recurses once per character, so what is far longer than any name is not looked at.
constexpr std::size_t kLongestName = 2000;

std::optional<std::regex> parse(const std::string& pattern) {
  try {
    return std::regex(pattern);
  } catch (const std::regex_error&) {
    return std::nullopt;  // it can still be the name of a layer
  }
}

[[noreturn]] void fail(const Graph& graph, const std::string& pattern) {
  std::vector<std::string_view> names;
  for (const Layer& layer : graph.layers) names.emplace_back(layer.name);
  std::string_view meant = nearest(pattern, names);
  throw Error(Fault::kUsage, "no layer is called '" + sanitize(pattern) + "'",
              meant.empty() ? "the names of the layers: modelviz summary"
                            : "did you mean " + sanitize(meant) + "?");
}

Match find(const Graph& graph, const std::string& pattern) {
  std::optional<std::regex> regex = parse(pattern.substr(0, kLongestName));
  std::optional<Match> match;
  for (std::size_t i = 0; i < graph.layers.size(); ++i) {
    const std::string& name = graph.layers[i].name;
    bool matches =
        name == pattern || (regex && std::regex_search(name.substr(0, kLongestName), *regex,
                                                       std::regex_constants::match_continuous));
    if (!matches) continue;
    if (!match) match = Match{i, i};
    match->last = i;
  }
  if (!match) fail(graph, pattern);
  return *match;
}

}  // namespace

std::vector<bool> layers_in_range(const Graph& graph,
                                  const std::pair<std::string, std::string>& range) {
  Match a = find(graph, range.first), b = find(graph, range.second);
  std::size_t begin = a.first, end = b.last;
  if (begin > end) {
    begin = b.first;
    end = a.last;
  }
  std::vector<bool> kept(graph.layers.size(), false);
  std::fill(kept.begin() + static_cast<std::ptrdiff_t>(begin),
            kept.begin() + static_cast<std::ptrdiff_t>(end) + 1, true);
  return kept;
}

}  // namespace modelviz
