// The calls of Keras 3: {"args": [...], "kwargs": {...}}, in which tensors, slices and the like are
// objects with a class_name of their own.
#include "model/reader.h"
#include "support/text.h"
#include "symbolic/limits.h"

namespace modelviz {
namespace {

class CallReader {
 public:
  CallReader(const LayerIndex& index, CallSite& call, std::string path)
      : index_(index), call_(call), path_(std::move(path)) {}

  Value read(const Value& value) {
    if (const List* list = value.as_list()) {
      List items;
      items.reserve(list->size());
      for (const Value& item : *list) {
        items.push_back(read_within(std::to_string(items.size()), item));
      }
      return items;
    }
    const Dict* dict = value.as_dict();
    if (!dict) return value;
    const std::string* class_name = value["class_name"].as_string();
    const Value& config = value["config"];
    if (class_name && *class_name == "__keras_tensor__") return read_tensor(config);
    if (class_name && *class_name == "__ellipsis__") return Ellipsis{};
    if (class_name && *class_name == "__slice__") {
      return Slice{read_within("config/start", config["start"]),
                   read_within("config/stop", config["stop"]),
                   read_within("config/step", config["step"])};
    }
    Dict members;
    members.reserve(dict->size());
    for (const Member& member : *dict) {
      members.push_back({member.key, read_within(member.key, member.value)});
    }
    return members;
  }

  Value read_within(std::string_view token, const Value& value) {
    std::size_t size = path_.size();
    path_.append("/").append(token);
    Value result = read(value);
    path_.resize(size);
    return result;
  }

 private:
  Value read_tensor(const Value& config) {
    const Value& history = config["keras_history"];
    auto ref = read_tensor_ref(history, index_);
    if (!ref) {
      Place{nullptr, path_ + "/config/keras_history"}.fail(
          "refers to a layer that is not in the model: " + history.text());
    }
    call_.inputs.push_back(*ref);
    call_.recorded.push_back(read_tensor_type(config["shape"], config["dtype"]));
    return InputSlot{static_cast<int>(call_.inputs.size()) - 1};
  }

  const LayerIndex& index_;
  CallSite& call_;
  std::string path_;  // JSON pointer to what is being read: only for messages
};

}  // namespace

TensorType read_tensor_type(const Value& shape, const Value& dtype) {
  TensorType type;
  if (const std::string* name = dtype.as_string())
    type.dtype = parse_dtype(*name).value_or(DType::kUnknown);
  if (const List* sizes = shape.as_list(); sizes && sizes->size() <= kMostAxes) {
    type.shape.emplace().reserve(sizes->size());
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
    CallReader reader(index, call, std::move(node.path));
    Value args = reader.read_within("args", (*node.value)["args"]);
    Value kwargs = reader.read_within("kwargs", (*node.value)["kwargs"]);
    if (List* list = args.as_list()) call.args = std::move(*list);
    if (Dict* dict = kwargs.as_dict()) call.kwargs = std::move(*dict);
  }
  return calls;
}

}  // namespace modelviz
