#include "view/small_models.h"

#include <nlohmann/json.hpp>

namespace modelviz::test {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kModel = "a model";  // in place of a class name: config holds the whole of it

Json tensor(const Ref& ref) {
  return {{"class_name", "__keras_tensor__"},
          {"config",
           {{"shape", nullptr},
            {"dtype", "float32"},
            {"keras_history", {ref.layer, ref.call, ref.output}}}}};
}

Json object(const Entry& entry) {
  if (entry.class_name == kModel) return Json::parse(entry.config);
  Json config = Json::parse("{" + entry.config + "}");
  config["name"] = entry.name;
  return {{"module", "keras.layers"}, {"class_name", entry.class_name}, {"config", config}};
}

Json ends(const std::vector<Ref>& refs) {
  Json result = Json::array();
  for (const Ref& ref : refs) result.push_back({ref.layer, ref.call, ref.output});
  return result;
}

}  // namespace

Entry input(const std::string& name, const std::string& shape) {
  return {name, "InputLayer", R"("dtype": "float32", "batch_shape": )" + shape, {}};
}

Entry nested(const std::string& name, const std::string& model,
             std::vector<std::vector<Ref>> calls) {
  return {name, kModel, model, std::move(calls)};
}

std::string functional(const std::string& name, const std::vector<Entry>& layers,
                       const std::vector<Ref>& inputs, const std::vector<Ref>& outputs) {
  Json entries = Json::array();
  for (const Entry& layer : layers) {
    Json entry = object(layer);
    entry["name"] = layer.name;
    entry["inbound_nodes"] = Json::array();
    for (const std::vector<Ref>& call : layer.calls) {
      Json list = Json::array();
      for (const Ref& ref : call) list.push_back(tensor(ref));
      Json arguments = Json::array({call.size() == 1 ? list[0] : list});
      entry["inbound_nodes"].push_back({{"args", arguments}, {"kwargs", Json::object()}});
    }
    entries.push_back(std::move(entry));
  }
  Json model = {{"module", "keras.src.models.functional"},
                {"class_name", "Functional"},
                {"config",
                 {{"name", name},
                  {"trainable", true},
                  {"layers", entries},
                  {"input_layers", ends(inputs)},
                  {"output_layers", ends(outputs)}}},
                {"registered_name", "Functional"}};
  return model.dump();
}

std::string sequential(const std::string& name, const std::vector<Entry>& layers) {
  Json entries = Json::array();
  for (const Entry& layer : layers) entries.push_back(object(layer));
  Json model = {{"module", "keras"},
                {"class_name", "Sequential"},
                {"config", {{"name", name}, {"trainable", true}, {"layers", entries}}},
                {"registered_name", nullptr}};
  return model.dump();
}

}  // namespace modelviz::test
