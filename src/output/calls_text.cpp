// What boxes, frames and arrows say of a layer that is called several times.
#include <cstddef>
#include <vector>

#include "output/node_label.h"
#include "support/text.h"

namespace modelviz {
namespace {

std::string numbers(const std::vector<int>& calls) {
  constexpr std::size_t kMost = 4;
  std::vector<std::string> shown;
  for (std::size_t i = 0; i < calls.size(); ++i) {
    bool is_shown = calls.size() <= kMost || i + 2 < kMost || i + 1 == calls.size();
    if (is_shown)
      shown.push_back(std::to_string(calls[i]));
    else if (i + 2 == calls.size())
      shown.emplace_back("…");
  }
  return (calls.size() == 1 ? "call " : "calls ") + join(shown, ", ");
}

}  // namespace

std::string calls_text(int call, int calls) {
  if (call > 0) return "call " + std::to_string(call) + " of " + std::to_string(calls);
  return calls > 1 ? std::to_string(calls) + " calls" : "";
}

std::string calls_text(const ViewEdge& edge) {
  if (edge.to_calls.empty()) return edge.from_call > 0 ? numbers({edge.from_call}) : "";
  std::string to = numbers(edge.to_calls);
  if (edge.from_call == 0) return to;
  return "call " + std::to_string(edge.from_call) + " → " + to.substr(to.find(' ') + 1);
}

}  // namespace modelviz
