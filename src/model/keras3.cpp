// The calls of Keras 3: {"args": [...], "kwargs": {...}}, in which tensors, slices and the like are
// objects with a class_name of their own.
#include "model/reader.h"
#include "support/text.h"
#include "symbolic/limits.h"

namespace modelviz {
namespace {

class CallReader {
 public:
  CallReader(const LayerIndex& index, CallSite& call) : index_(index), call_(call) {}

  Value read(const Place& place) {
    const Value& value = *place.value;
    if (const List* list = value.as_list()) {
      List items;
      for (std::size_t i = 0; i < list->size(); ++i) items.push_back(read(place.item(i)));
      return items;
    }
    const Dict* dict = value.as_dict();
    if (!dict) return value;
    const std::string* class_name = value["class_name"].as_string();
    if (class_name && *class_name == "__keras_tensor__") return tensor(place.child("config"));
    if (class_name && *class_name == "__ellipsis__") return Ellipsis{};
    if (class_name && *class_name == "__slice__") {
      Place config = place.child("config");
      return Slice{read(config.child("start")), read(config.child("stop")),
                   read(config.child("step"))};
    }
    Dict members;
    for (const Member& member : *dict) {
      members.push_back({member.key, read(place.child(member.key))});
    }
    return members;
  }

 private:
  Value tensor(const Place& config) {
    const Value& history = (*config.value)["keras_history"];
    auto ref = read_tensor_ref(history, index_);
    if (!ref) {
      config.child("keras_history")
          .fail("refers to a layer that is not in the model: " + history.text());
    }
    call_.inputs.push_back(*ref);
    call_.recorded.push_back(read_tensor_type((*config.value)["shape"], (*config.value)["dtype"]));
    return InputSlot{static_cast<int>(call_.inputs.size()) - 1};
  }

  const LayerIndex& index_;
  CallSite& call_;
};

}  // namespace

TensorType read_tensor_type(const Value& shape, const Value& dtype) {
  TensorType type;
  if (const std::string* name = dtype.as_string())
    type.dtype = parse_dtype(*name).value_or(DType::kUnknown);
  if (const List* sizes = shape.as_list(); sizes && sizes->size() <= kMostAxes) {
    type.shape.emplace();
    for (const Value& size : *sizes) {
      // Negative stands for None until the layer that is known by this shape is run.
      type.shape->push_back(size.as_int().value_or(-1));
    }
  }
  return type;
}

std::vector<CallSite> read_calls_keras3(const Place& inbound_nodes, const LayerIndex& index) {
  std::vector<CallSite> calls;
  const List* nodes = inbound_nodes.value->as_list();
  for (std::size_t i = 0; nodes && i < nodes->size(); ++i) {
    Place node = inbound_nodes.item(i);
    if (!node.value->find("args")) {
      node.fail("a call is an object with \"args\" and \"kwargs\", not " + json_kind(*node.value));
    }
    CallSite& call = calls.emplace_back();
    CallReader reader(index, call);
    Value args = reader.read(node.child("args"));
    Value kwargs = reader.read(node.child("kwargs"));
    if (List* list = args.as_list()) call.args = std::move(*list);
    if (Dict* dict = kwargs.as_dict()) call.kwargs = std::move(*dict);
  }
  return calls;
}

}  // namespace modelviz
