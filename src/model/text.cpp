// A graph as text, for tests and for debugging.
#include "support/text.h"

#include "model/reader.h"

namespace modelviz {
namespace {

std::string call_name(const Graph& graph, int layer, int call) {
  const Layer& called = graph.layers[static_cast<std::size_t>(layer)];
  return called.calls.size() > 1 ? called.name + "#" + std::to_string(call) : called.name;
}

std::string argument_text(const Graph& graph, const CallSite& site, const Value& value) {
  if (const InputSlot* slot = value.as_input()) {
    const TensorRef& ref = site.inputs.at(static_cast<std::size_t>(slot->index));
    std::string name = call_name(graph, ref.layer, ref.call);
    return ref.output == 0 ? name : name + ":" + std::to_string(ref.output);
  }
  std::vector<std::string> items;
  if (const List* list = value.as_list()) {
    for (const Value& item : *list) items.push_back(argument_text(graph, site, item));
    return "[" + join(items, ", ") + "]";
  }
  if (const Dict* dict = value.as_dict()) {
    for (const Member& m : *dict)
      items.push_back(m.key.str() + ": " + argument_text(graph, site, m.value));
    return "{" + join(items, ", ") + "}";
  }
  if (const Slice* slice = value.as_slice()) {
    return argument_text(graph, site, slice->start) + ":" +
           argument_text(graph, site, slice->stop) + ":" + argument_text(graph, site, slice->step);
  }
  return value.text();
}

}  // namespace

std::string text(const Graph& graph) {
  std::string result;
  for (Graph::Step step : graph.steps) {
    const Layer& layer = graph.layers[static_cast<std::size_t>(step.layer)];
    const CallSite& site = layer.calls[static_cast<std::size_t>(step.call)];
    std::vector<std::string> arguments;
    for (const Value& value : site.args) arguments.push_back(argument_text(graph, site, value));
    for (const Member& m : site.kwargs) {
      arguments.push_back(m.key.str() + "=" + argument_text(graph, site, m.value));
    }
    result += call_name(graph, step.layer, step.call) + " = " + layer.class_name + "(" +
              join(arguments, ", ") + ")\n";
  }
  return result;
}

}  // namespace modelviz
