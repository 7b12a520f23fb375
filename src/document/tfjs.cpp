// model.json of TF.js: the config of a Keras model and the list of its weights, as its converter
// and TF.js itself write them.
#include "document/containers.h"
#include "document/json.h"
#include "document/kinds.h"
#include "modelviz/error.h"
#include "support/text.h"

namespace modelviz {
namespace {

[[noreturn]] void fail(const Document& document, std::string path, std::string message,
                       std::string_view hint) {
  throw Error(Fault::kInput, Diagnostic{.message = std::move(message),
                                        .hint = std::string(hint),
                                        .file = document.file,
                                        .json_path = std::move(path)});
}

// Enters the value at this key.
bool enter(Document& document, std::string_view key) {
  const Value* inner = document.root->find(key);
  if (!inner || inner->is_none()) return false;
  document.root = std::shared_ptr<const Value>(document.root, inner);
  document.root_path += "/" + std::string(key);
  return true;
}

StoredGroup& group_of(StoredGroup& root, std::string_view path) {
  StoredGroup* group = &root;
  for (std::string_view name : split(path, '/')) {
    StoredGroup* found = nullptr;
    for (StoredGroup& inner : group->groups) {
      if (inner.name == name) found = &inner;
    }
    group = found ? found : &group->groups.emplace_back(StoredGroup{.name = std::string(name)});
  }
  return *group;
}

// "dense/kernel" is the weight kernel of the layer dense.
void add_weight(StoredGroup& root, const Value& weight) {
  const std::string* name = weight["name"].as_string();
  if (!name) return;
  std::size_t slash = name->rfind('/');
  StoredGroup& group =
      slash == std::string::npos ? root : group_of(root, std::string_view(*name).substr(0, slash));
  StoredWeight stored{.name = slash == std::string::npos ? *name : name->substr(slash + 1)};
  const std::string* dtype = weight["dtype"].as_string();
  stored.type.dtype = parse_dtype(dtype ? *dtype : "").value_or(DType::kUnknown);
  if (const List* sizes = weight["shape"].as_list()) {
    stored.type.shape.emplace();
    for (const Value& size : *sizes) stored.type.shape->push_back(size.as_int().value_or(0));
  }
  group.weights.push_back(std::move(stored));
}

StoredGroup read_manifest(const Value& manifest) {
  StoredGroup root;
  const List* parts = manifest.as_list();
  for (std::size_t i = 0; parts && i < parts->size(); ++i) {
    const List* weights = (*parts)[i]["weights"].as_list();
    for (std::size_t j = 0; weights && j < weights->size(); ++j) add_weight(root, (*weights)[j]);
  }
  return root;
}

}  // namespace

void open_tfjs(Document& document, const ReadLimits& limits) {
  std::shared_ptr<const Value> whole = document.root;
  bool is_tfjs = whole->find("modelTopology") || whole->find("weightsManifest");
  if (!is_tfjs) {
    // The topology alone, as it stands in HDF5 and in TF.js.
    if (whole->find("model_config") && !whole->find("class_name")) enter(document, "model_config");
  } else {
    const Value& topology = (*whole)["modelTopology"];
    const std::string* format = (*whole)["format"].as_string();
    if (topology.find("node") || (format && *format == "graph-model")) {
      fail(document, "/modelTopology",
           "is a TF.js graph model: a graph of TensorFlow ops, in which there are no Keras layers",
           "Give the Keras model from which it was converted, or convert that with "
           "tensorflowjs_converter --output_format=tfjs_layers_model");
    }
    if (!enter(document, "modelTopology")) {
      fail(document, "", "is a list of weights of TF.js without a model: it has no modelTopology",
           kSaveHint);
    }
    const std::string* version = topology["keras_version"].as_string();
    if (version) document.keras_version = *version;
    enter(document, "model_config");
    document.container = Container::kTfjs;
    document.read_weights = [whole] { return read_manifest((*whole)["weightsManifest"]); };
  }
  // The first converters had the config as a text.
  if (const std::string* text = document.root->as_string(); is_tfjs && text) {
    document.source = std::make_shared<const std::string>(*text);
    document.root =
        std::make_shared<const Value>(parse_json(*document.source, document.file, limits));
    document.root_path.clear();
  }
}

}  // namespace modelviz
