// .keras: config.json, metadata.json and model.weights.h5 in a zip archive, or in a folder.
#include <algorithm>
#include <filesystem>

#include "document/archive.h"
#include "document/containers.h"
#include "document/hdf5.h"
#include "document/json.h"
#include "document/kinds.h"
#include "document/weights.h"
#include "modelviz/error.h"
#include "support/text.h"

namespace modelviz {
namespace {

constexpr std::string_view kConfig = "config.json", kMetadata = "metadata.json",
                           kWeights = "model.weights.h5";

// Opens a file of the archive or folder by its name.
using Open = std::function<std::optional<Input>(std::string_view name)>;

// Each layer has a group "vars" in its group, for its variables, and newer files its name there. A
// group without it is a list of layers.
void join_variables(StoredGroup& group) {
  std::vector<StoredGroup> joined;
  for (StoredGroup& inner : group.groups) {
    join_variables(inner);
    if (inner.name == "vars") {
      group.layer = inner.layer.empty() ? group.name : std::move(inner.layer);
      group.weights = std::move(inner.weights);
    } else {
      joined.push_back(std::move(inner));
    }
  }
  group.groups = std::move(joined);
}

StoredGroup read_variables(const std::optional<Input>& weights, const ReadLimits& limits) {
  if (!weights) return {};
  StoredGroup root =
      unpack(with_hdf5(*weights, std::string(kWeights) + ": ", limits, limits.weights_time,
                       [](const Hdf5File& file) { return pack(file.groups("")); }));
  join_variables(root);
  // What training needs besides is no part of the model.
  std::erase_if(root.groups, [](const StoredGroup& group) {
    return group.name == "optimizer" || group.name == "metrics" || group.name.ends_with("_metrics");
  });
  return root;
}

Document read_files(const Open& open, const std::string& file, const ReadLimits& limits) {
  std::string config = open(kConfig)->read_all(limits);
  auto parse = [&](std::string text, std::string_view member) {
    try {
      return read_json(std::move(text), file, limits);
    } catch (Error& error) {
      error.diagnostic.message.insert(0, std::string(member) + ": ");
      throw;
    }
  };
  Document document = parse(std::move(config), kConfig);
  document.container = Container::kKeras;
  document.member = kConfig;
  if (auto metadata = open(kMetadata)) {
    Document read = parse(metadata->read_all(limits), kMetadata);
    const std::string* version = (*read.root)["keras_version"].as_string();
    if (version) document.keras_version = *version;
  }
  document.read_weights = [open, limits] { return read_variables(open(kWeights), limits); };
  return document;
}

}  // namespace

Document read_keras_archive(const Input& input, const ReadLimits& limits) {
  auto archive = std::make_shared<const Archive>(input, limits);
  // A folder that was zipped once more has its name before those of all members.
  std::optional<std::string> prefix;
  for (const std::string& name : archive->names()) {
    bool is_config = name == kConfig || name.ends_with("/" + std::string(kConfig));
    if (!is_config || name.starts_with("__MACOSX/")) continue;
    std::string before = name.substr(0, name.size() - kConfig.size());
    if (!prefix || before.size() < prefix->size()) prefix = before;
  }
  if (!prefix) refuse_archive(input.file(), archive->names());
  auto open = [archive, limits, prefix = *prefix](std::string_view name) -> std::optional<Input> {
    const auto& names = archive->names();
    auto found = std::find(names.begin(), names.end(), prefix + std::string(name));
    if (found == names.end()) return std::nullopt;
    std::size_t most = name == kWeights ? limits.memory : limits.bytes;
    return archive->open(static_cast<std::size_t>(found - names.begin()), most);
  };
  return read_files(open, input.file(), limits);
}

Document read_keras_folder(const std::string& folder, const ReadLimits& limits) {
  namespace fs = std::filesystem;
  std::error_code error;
  std::vector<std::string> names;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (names.size() < limits.entries) names.push_back(entry->path().filename().string());
  }
  if (error) fail_reading(folder, "cannot be opened: " + error.message());
  std::sort(names.begin(), names.end());
  auto open = [folder, limits](std::string_view name) -> std::optional<Input> {
    fs::path path = fs::path(folder) / name;
    std::error_code ignored;
    if (!fs::is_regular_file(path, ignored)) return std::nullopt;
    return Input::of_path(path.string(), limits);
  };
  if (!open(kConfig)) refuse_folder(folder, names);
  return read_files(open, folder, limits);
}

}  // namespace modelviz
