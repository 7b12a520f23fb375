#include "support/small_model.h"

#include "support/text.h"

namespace modelviz::test {
namespace {

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

// "x#1:0 [null, 8]"
struct Source {
  explicit Source(std::string_view text) {
    std::size_t space = text.find(' ');
    if (space != std::string_view::npos) shape = trim(text.substr(space));
    text = text.substr(0, space);
    if (std::size_t colon = text.find(':'); colon != std::string_view::npos) {
      output = text.substr(colon + 1);
      text = text.substr(0, colon);
    }
    if (std::size_t hash = text.find('#'); hash != std::string_view::npos) {
      call = text.substr(hash + 1);
      text = text.substr(0, hash);
    }
    name = text;
  }

  [[nodiscard]] std::string ref() const {
    return "[" + quoted(name) + ", " + call + ", " + output + "]";
  }

  [[nodiscard]] std::string tensor() const {
    std::string recorded = shape.empty() ? "null" : shape;
    std::string dtype = shape.empty() ? "null" : "\"float32\"";
    return R"({"class_name": "__keras_tensor__", "config": {"shape": )" + recorded +
           R"(, "dtype": )" + dtype + R"(, "keras_history": )" + ref() + "}}";
  }

  std::string name, call = "0", output = "0", shape;
};

std::string node(const std::vector<std::string>& sources) {
  std::vector<std::string> tensors;
  for (const std::string& source : sources) tensors.push_back(Source(source).tensor());
  std::string first = join(tensors, ", ");
  if (tensors.size() != 1) first.insert(0, "[").append("]");
  return R"({"args": [)" + first + R"(], "kwargs": {}})";
}

}  // namespace

void SmallModel::add(std::string_view name, std::string_view class_name, std::string_view module,
                     std::string_view config, const std::vector<std::vector<std::string>>& calls) {
  std::vector<std::string> nodes;
  for (const auto& sources : calls) nodes.push_back(node(sources));
  layers_.push_back(R"({"module": )" + quoted(module) + R"(, "class_name": )" + quoted(class_name) +
                    R"(, "name": )" + quoted(name) + R"(, "config": {"name": )" + quoted(name) +
                    (config.empty() ? "" : ", ") + std::string(config) +
                    R"(}, "inbound_nodes": [)" + join(nodes, ", ") + "]}");
}

SmallModel& SmallModel::input(std::string_view name, std::string_view shape,
                              std::string_view dtype) {
  inputs_.push_back(Source(name).ref());
  add(name, "InputLayer", "keras.layers",
      R"("batch_shape": )" + std::string(shape) + R"(, "dtype": )" + quoted(dtype), {});
  return *this;
}

SmallModel& SmallModel::layer(std::string_view name, std::string_view class_name,
                              std::string_view config, const std::vector<std::string>& sources) {
  add(name, class_name, "keras.layers", config, {sources});
  return *this;
}

SmallModel& SmallModel::shared(std::string_view name, std::string_view class_name,
                               std::string_view config,
                               const std::vector<std::vector<std::string>>& calls) {
  add(name, class_name, "keras.layers", config, calls);
  return *this;
}

SmallModel& SmallModel::op(std::string_view name, std::string_view class_name,
                           std::string_view module, std::string_view config,
                           const std::vector<std::string>& sources) {
  add(name, class_name, "keras.src.ops." + std::string(module), config, {sources});
  return *this;
}

std::string SmallModel::json(const std::vector<std::string>& outputs) const {
  std::vector<std::string> refs;
  for (const std::string& output : outputs) refs.push_back(Source(output).ref());
  return R"({"module": "keras.src.models.functional", "class_name": "Functional", "config": )"
         R"({"name": "small", "layers": [)"
         "\n" +
         join(layers_, ",\n") + "],\n" + R"("input_layers": [)" + join(inputs_, ", ") +
         R"(], "output_layers": [)" + join(refs, ", ") + "]}}\n";
}

std::string sequential(const std::vector<std::string>& layers) {
  return R"({"module": "keras", "class_name": "Sequential", "config": {"name": "chain", "layers": [)"
         "\n" +
         join(layers, ",\n") + "]}}\n";
}

}  // namespace modelviz::test
