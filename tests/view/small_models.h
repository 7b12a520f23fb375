// Writes the JSON of small Keras 3 models.
#pragma once

#include <string>
#include <vector>

namespace modelviz::test {

/// A tensor of the same model: {"conv"}, or {"lstm", 0, 1} for the second output of the first call.
struct Ref {
  std::string layer;
  int call = 0, output = 0;
};

/// The entry of a layer. Each call takes one tensor, or a list of several.
struct Entry {
  std::string name, class_name;
  std::string config;  ///< members beside the name: R"("units": 4)"
  std::vector<std::vector<Ref>> calls;
};

/// An InputLayer; shape as in JSON, with the batch: "[null, 8]".
Entry input(const std::string& name, const std::string& shape);

/// As the whole text of a file.
std::string functional(const std::string& name, const std::vector<Entry>& layers,
                       const std::vector<Ref>& inputs, const std::vector<Ref>& outputs);
std::string sequential(const std::string& name, const std::vector<Entry>& layers);

/// A model as a layer of another model: its file's text, called like a layer.
Entry nested(const std::string& name, const std::string& model,
             std::vector<std::vector<Ref>> calls);

}  // namespace modelviz::test
