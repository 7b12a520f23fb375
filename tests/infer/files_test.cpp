// Whole-model files as Keras 2 and every Keras 3 saves them (tests/golden/files, written by
// tests/oracle/files.py): each opens as what it is, and its layers and parameters are those that
// Keras has and that the file's own weights have.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <numeric>
#include <set>

#include "modelviz/infer.h"
#include "support/text.h"

namespace modelviz {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(MODELVIZ_GOLDEN_DIR) / "files";

std::string layer_names(const Model& model) {
  std::vector<std::string> names;
  for (const Layer& layer : model.root.graph->layers) {
    if (model.root.graph->sequential && layer.class_name == "InputLayer") continue;
    names.push_back(layer.name);
  }
  return join(names, " ");
}

// The states of random generators are in the file, but are no parameters.
std::int64_t stored_params(const StoredGroup& group) {
  std::int64_t total = 0;
  if (group.name.starts_with("seed_generator")) return 0;
  for (const StoredWeight& weight : group.weights) {
    if (weight.type.shape) total += size(*weight.type.shape).constant().value_or(0);
  }
  for (const StoredGroup& inner : group.groups) total += stored_params(inner);
  return total;
}

TEST(Files, OpenAsWhatTheyAre) {
  std::ifstream expected(kFolder / "expected.tsv");
  int files = 0;
  for (std::string line; std::getline(expected, line);) {
    if (line.starts_with("#")) continue;
    std::vector<std::string_view> cells = split(line, '\t');
    ASSERT_EQ(cells.size(), 6u) << line;
    SCOPED_TRACE(std::string(cells[0]));
    Model model = build(read(kFolder / cells[0]));
    modelviz::Run done = run(model);
    EXPECT_EQ(model.format_text(), cells[1]);
    EXPECT_EQ(model.keras_version, cells[2]);
    EXPECT_EQ(model.root.class_name, cells[3]);
    if (!model.root.is_opaque) {
      EXPECT_EQ(layer_names(model), cells[4]);
      EXPECT_FALSE(done.has_errors()) << done.problems.front().text();
      // A custom layer is said to be one.
      EXPECT_EQ(done.problems.size(), cells[0].find("custom") == std::string_view::npos ? 0u : 1u);
    }
    EXPECT_EQ(std::to_string(done.params_of(model.root).total), cells[5]);
    EXPECT_EQ(std::to_string(stored_params(model.document.read_weights())), cells[5]);
    ++files;
  }
  EXPECT_GE(files, 40);
}

TEST(Files, OfWeightsAloneAreRefused) {
  int files = 0;
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    if (!entry.path().string().ends_with("weights.h5")) continue;
    ++files;
    try {
      read(entry.path());
      FAIL() << entry.path();
    } catch (const Error& error) {
      EXPECT_EQ(error.diagnostic.message,
                "holds only the weights of a Keras model, not its architecture");
    }
  }
  EXPECT_GE(files, 2);
}

// The weights of a layer of an unknown class are those that the file has under its name.
TEST(Files, TellTheWeightsOfCustomLayers) {
  for (const char* file : {"3.15.1-custom.keras", "3.15.1-custom.h5"}) {
    SCOPED_TRACE(file);
    Model model = build(read(kFolder / file));
    modelviz::Run done = run(model);
    const Layer& block = model.root.graph->layers.at(2);
    EXPECT_EQ(block.name, "block");
    EXPECT_EQ(done.weights_of(block).size(), 11u);
    EXPECT_EQ(done.params_of(block).total, 348);
  }
}

// Without a graph there are the layers whose weights the file has.
TEST(Files, WithoutAGraphShowTheirWeights) {
  Model model = build(read(kFolder / "3.15.1-subclassed.keras"));
  modelviz::Run done = run(model);
  ASSERT_EQ(done.problems.size(), 1u);
  EXPECT_EQ(done.problems[0].severity, Severity::kWarning);
  EXPECT_EQ(done.problems[0].message,
            "the file holds the weights of this Subclassed, but not its graph: which layers call "
            "which is only in its Python code");
  std::string lines;
  auto write = [&](auto& self, const Layer& layer, const std::string& indent) -> void {
    lines += indent + layer.name + " (" + layer.class_name + ") " +
             std::to_string(done.params_of(layer).total) + "\n";
    if (!layer.graph) return;
    for (const Layer& inner : layer.graph->layers) self(self, inner, indent + "  ");
  };
  write(write, model.root, "");
  EXPECT_EQ(lines, R"(subclassed (Subclassed) 794
  blocks (list) 696
    block_0 (Block) 348
      multi_head_attention (MultiHeadAttention) 330
        dropout_1 (Dropout) 0
        softmax (Softmax) 0
        key (Layer) 84
        attention_output (Layer) 78
        query (Layer) 84
        value (Layer) 84
      layer_normalization (LayerNormalization) 12
    block_1 (Block) 348
      multi_head_attention_1 (MultiHeadAttention) 330
        dropout_2 (Dropout) 0
        softmax_1 (Softmax) 0
        key (Layer) 84
        attention_output (Layer) 78
        query (Layer) 84
        value (Layer) 84
      layer_normalization_1 (LayerNormalization) 12
  conv1d (Conv1D) 60
  sequential (Sequential) 38
    dense (Dense) 28
    dense_1 (Dense) 10
    dropout (Dropout) 0
)");
}

// Files of other people, which are not in the repository: whole models and others, named by the
// environment. Each opens and has as many parameters as its own weights, or is refused in words.
TEST(Files, OfOthersOpenOrAreRefused) {
  const char* folders = std::getenv("MODELVIZ_MODEL_FILES");
  if (!folders) GTEST_SKIP() << "MODELVIZ_MODEL_FILES names no folders (separated by colons)";
  int opened = 0, refused = 0;
  for (std::string_view folder : split(folders, ':')) {
    for (const auto& entry : fs::directory_iterator(folder)) {
      SCOPED_TRACE(entry.path().string());
      try {
        Model model = build(read(entry.path()));
        modelviz::Run done = run(model);
        ++opened;
        std::int64_t stored = stored_params(model.document.read_weights());
        // One layer in two models: Keras stores it once and marks it on one side only, so that it
        // cannot load the file itself.
        bool is_shared = entry.path().filename() == "keras3-shared-nested.keras";
        if (stored > 0 && !is_shared) {
          EXPECT_EQ(done.params_of(model.root).total, stored);
        }
        for (const Diagnostic& problem : done.problems) std::cout << problem.text() << "\n";
      } catch (const Error& error) {
        EXPECT_EQ(error.fault, Fault::kInput);
        ++refused;
        std::cout << error.diagnostic.text() << "\n";
      }
    }
  }
  std::cout << opened << " files opened, " << refused << " refused\n";
}

}  // namespace
}  // namespace modelviz
