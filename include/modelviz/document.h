// A model's file as it was read: one tree of values, and where it came from.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "modelviz/tensor.h"
#include "modelviz/value.h"

namespace modelviz {

/// In what the config was found. Files are told apart by their content, not by their names.
enum class Container {
  kJson,   ///< what model.to_json() returns
  kKeras,  ///< a .keras archive, or the same as a folder
  kH5,     ///< a whole model in HDF5
  kTfjs,   ///< the model.json of a TF.js layers-model
};

/// One array that a file holds; its numbers are not read.
struct StoredWeight {
  std::string name;  ///< as the file has it: kernel:0, or the number of a variable
  TensorType type;
};

/// The arrays of one layer, and of the layers within it, as the file groups them: by names of
/// layers (Keras 1 and 2, TF.js), or by classes and attributes (Keras 3).
struct StoredGroup {
  std::string name;
  std::string layer;  ///< the layer's own name; in a .keras file, a list of layers has none
  std::vector<StoredWeight> weights;
  std::vector<StoredGroup> groups;  ///< in the order of their names, numbers by their value

  /// The group of this name within this one; nullptr if there is none.
  [[nodiscard]] const StoredGroup* find(std::string_view group) const;
  /// One line per weight: dense/0 float32 (3, 4).
  [[nodiscard]] std::string text() const;
};

struct Document {
  std::string file;  ///< the path as the user gave it; "<stdin>" for standard input
  Container container = Container::kJson;
  std::string member;                 ///< of an archive or folder that holds the JSON: config.json
  std::shared_ptr<const Value> root;  ///< the model; object members in the order of the file
  std::string root_path;              ///< JSON pointer to the model within the JSON text
  std::shared_ptr<const std::string> source;  ///< the JSON text, for line numbers in messages
  std::string keras_version;                  ///< where it stands beside the config, not in it
  /// Reads what weights the file holds, anew with each call: their names and shapes, never their
  /// numbers. Empty where the file holds none. Throws Error (Fault::kInput).
  std::function<StoredGroup()> read_weights;

  /// The lines (from 1) of the file where the values with these JSON pointers begin; 0 where there
  /// is no such value, or the text is no file of its own.
  [[nodiscard]] std::vector<int> lines_of(const std::vector<std::string>& json_paths) const;
};

/// What is accepted before anything is allocated for it.
struct ReadLimits {
  std::size_t bytes = std::size_t{256} << 20;  ///< of a config
  /// Of what must be held in memory besides: what comes through a pipe or is unpacked. Weights that
  /// can be left on the disk do not count.
  std::size_t memory = std::size_t{1} << 30;
  std::size_t values = 20'000'000;  ///< of a JSON text: a gigabyte or two of memory
  std::size_t depth = 200;  ///< nesting of JSON arrays and objects, and of groups of weights
  /// For what HDF5 may hang on: the config of a whole model, and the list of weights.
  std::chrono::milliseconds config_time{1500}, weights_time{10'000};
  std::size_t entries = 200'000;  ///< members of an archive; groups and arrays of a weights file
};

/// Reads a file or an unpacked .keras folder; "-" is standard input. Throws Error (Fault::kInput):
/// what is damaged, with its place in the file, and what is no model, with what it is instead.
Document read(const std::string& path, const ReadLimits& limits = {});
/// The same for bytes in memory.
Document read_text(std::string text, std::string file, const ReadLimits& limits = {});

}  // namespace modelviz
