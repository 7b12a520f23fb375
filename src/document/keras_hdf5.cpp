// .h5 of Keras 1, 2 and 3: the config is an attribute, the weights are groups named after layers.
#include <algorithm>

#include "document/containers.h"
#include "document/hdf5.h"
#include "document/kinds.h"
#include "document/weights.h"
#include "modelviz/error.h"

namespace modelviz {
namespace {

// Keras says in which order the layers and their weights come; HDF5 itself has them by name.
void sort_as_listed(StoredGroup& group, const Hdf5File& file, const std::string& path) {
  auto sort = [](auto& items, const std::vector<std::string>& order) {
    auto place = [&](const auto& item) {
      return std::find(order.begin(), order.end(), item.name) - order.begin();
    };
    std::stable_sort(items.begin(), items.end(),
                     [&](const auto& a, const auto& b) { return place(a) < place(b); });
  };
  sort(group.groups, file.texts(path, "layer_names"));
}

const std::string kWeights = "model_weights";

StoredGroup read_weights(const Input& input, const ReadLimits& limits) {
  return unpack(with_hdf5(input, "", limits, limits.weights_time, [](const Hdf5File& file) {
    StoredGroup root = file.groups(kWeights);
    sort_as_listed(root, file, kWeights);
    return pack(root);
  }));
}

// The config and the version of Keras. Throws if the file is no whole model.
std::vector<std::string> read_config(const Hdf5File& file) {
  std::vector<std::string> config = file.texts("", "model_config"),
                           version = file.texts("", "keras_version");
  if (!config.empty()) return {config[0], version.empty() ? "" : version[0]};
  if (file.has_attribute("", "model_config")) {
    throw Error(Fault::kInput, "is a Keras model in HDF5, but its model_config cannot be read",
                "Was it downloaded or copied to the end?");
  }
  bool keras = file.has_attribute("", "layer_names") || file.has_attribute("", "keras_version") ||
               file.has("layers") || file.has("vars") || file.has(kWeights) ||
               file.has("_layer_checkpoint_dependencies");
  throw Error(Fault::kInput,
              keras ? "holds only the weights of a Keras model, not its architecture"
                    : "is an HDF5 file, but no Keras model: it has no attribute model_config",
              std::string(kSaveHint));
}

}  // namespace

Document read_hdf5(const Input& input, const ReadLimits& limits) {
  std::vector<std::string> read = with_hdf5(input, "", limits, limits.config_time, read_config);
  try {
    Document document = read_json(std::move(read.at(0)), input.file(), limits);
    document.container = Container::kH5;
    document.member = "model_config";
    document.keras_version = std::move(read.at(1));
    document.read_weights = [input, limits] { return read_weights(input, limits); };
    return document;
  } catch (Error& error) {
    error.diagnostic.message.insert(0, "model_config: ");
    throw;
  }
}

}  // namespace modelviz
