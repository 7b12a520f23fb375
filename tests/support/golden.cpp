#include "support/golden.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <set>

#include "support/text.h"

namespace modelviz::test {
namespace {

const std::filesystem::path kGolden = MODELVIZ_GOLDEN_DIR;

std::string cell(const std::string& text) { return text.empty() ? "-" : text; }

class Description {
 public:
  Description(const Model& model, const Run& run) : model_(model), run_(run) {}

  std::vector<std::string> lines() {
    const Layer& root = model_.root;
    Params params = run_.params_of(root);
    add({"model", root.name, root.class_name, std::to_string(params.total),
         std::to_string(params.trainable), std::to_string(params.non_trainable()),
         std::to_string(params.bytes())});
    for (auto [kind, ends] :
         {std::pair("input", &run_.inputs), std::pair("output", &run_.outputs)}) {
      for (const ModelEnd& end : *ends) {
        add({kind, end.name, end.type.shape ? keras_text(*end.type.shape) : "?",
             std::string(text(end.type.dtype))});
      }
    }
    add_layers(*root.graph, "");
    return std::move(lines_);
  }

 private:
  void add(const std::vector<std::string>& cells) { lines_.push_back(join(cells, "\t")); }

  const TensorType& type_of(int id) const {
    return run_.trace->tensors()[static_cast<std::size_t>(id)].type;
  }

  void add_layers(const Graph& graph, const std::string& prefix) {
    for (const Layer& layer : graph.layers) {
      // The input that a Sequential model has without an entry in the file has no row.
      bool is_made = layer.json_path.empty() || layer.json_path.ends_with("/config");
      if (layer.class_name == "InputLayer" && is_made) continue;
      add_layer(layer, prefix, calls_text(layer));
    }
  }

  void add_layer(const Layer& layer, const std::string& prefix, const std::string& calls) {
    Params params = run_.params_of(layer);
    bool trainable = layer.trainable();
    add({"layer", prefix + layer.name, layer.class_name,
         layer.is_op && !layer.config->find("trainable") ? "-"
         : trainable                                     ? "1"
                                                         : "0",
         cell(calls), cell(weights_text(run_, layer)), std::to_string(params.total),
         std::to_string(trainable ? params.trainable : 0)});
    std::string path = prefix + layer.name + "/";
    if (layer.graph) add_layers(*layer.graph, path);
    for (const Layer::Held& held : layer.held) add_layer(held.layer, path, "");
  }

  // Of the first run of the graph that holds the layer.
  std::string calls_text(const Layer& layer) const {
    std::vector<std::string> texts;
    const std::vector<int>& calls = run_.calls_of(layer);
    for (std::size_t i = 0; i < std::min(calls.size(), layer.calls.size()); ++i) {
      std::vector<std::string> outputs;
      for (int id : run_.trace->call(calls[i]).outputs) outputs.push_back(type_of(id).keras_text());
      texts.push_back(join(outputs, " , "));
    }
    return join(texts, " ; ");
  }

  const Model& model_;
  const Run& run_;
  std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> read_golden(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("#")) lines.push_back(line);
  }
  return lines;
}

std::string weights_text(const Run& run, const Layer& layer) {
  std::vector<std::string> texts;
  for (int index : run.weights_of(layer)) {
    const TraceWeight& weight = run.trace->weights()[static_cast<std::size_t>(index)];
    bool trainable = weight.trainable && layer.trainable();
    texts.push_back(weight.name + " " + keras_text(weight.shape) + " " +
                    std::string(text(weight.dtype)) + (trainable ? " T" : " N"));
  }
  return join(texts, " , ");
}

std::vector<std::string> describe(const Model& model, const Run& run) {
  return Description(model, run).lines();
}

std::vector<std::filesystem::path> models_in(const std::string& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(kGolden / folder)) {
    if (entry.path().extension() == ".json") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::string stem_of_model(const testing::TestParamInfo<std::filesystem::path>& info) {
  return info.param.stem();
}

std::vector<KnownDifference> known_differences() {
  std::vector<KnownDifference> differences;
  for (const std::string& line : read_golden(kGolden / "known_differences.tsv")) {
    auto cells = split(line, '\t');
    if (cells.size() == 3) {
      differences.push_back({std::string(cells[0]), std::string(cells[1]), std::string(cells[2])});
    }
  }
  return differences;
}

std::string difference(const std::string& model, const std::vector<std::string>& keras,
                       const std::vector<std::string>& ours) {
  static const std::vector<KnownDifference> kKnown = known_differences();
  std::string text;
  std::set<std::string> printed;
  for (std::size_t i = 0; i < std::max(keras.size(), ours.size()); ++i) {
    std::string theirs = i < keras.size() ? keras[i] : "(nothing)";
    std::string mine = i < ours.size() ? ours[i] : "(nothing)";
    if (theirs == mine) continue;
    auto cells = split(theirs, '\t');
    auto known = std::find_if(kKnown.begin(), kKnown.end(), [&](const KnownDifference& d) {
      return d.model == model && (d.layer == "*" || (cells.size() > 1 && cells[1] == d.layer));
    });
    if (known == kKnown.end()) {
      text += "- " + theirs + "\n+ " + mine + "\n";
    } else if (printed.insert(known->layer).second) {
      std::cout << "known difference: " << model << " " << known->layer << ": " << known->reason
                << "\n";
    }
  }
  return text;
}

}  // namespace modelviz::test
