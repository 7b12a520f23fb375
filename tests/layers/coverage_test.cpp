// No layer is without a golden: each class stands in a layer or a model of which real Keras was
// asked.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "modelviz/layer.h"

namespace modelviz::test {
namespace {

// Classes that no Keras at hand writes into a file: made by another layer, or older.
constexpr std::string_view kWithoutGolden[] = {
    "BatchNormalizationV1",  // of TensorFlow 1
    "BatchNormalizationV2",
    "CuDNNGRU",  // Keras 2 saves these four, but cannot load them
    "CuDNNLSTM",
    "DynamicEmbedding",
    "RandomFourierFeatures",
    "ConvLSTMCell",         // within ConvLSTM1D and the like
    "AtrousConvolution1D",  // of Keras 1, as all that follow
    "AtrousConvolution2D",
    "Convolution1D",
    "Convolution2D",
    "Convolution3D",
    "Deconvolution2D",
    "Deconvolution3D",
    "Highway",
    "MaxoutDense",
    "Merge",
    "ParametricSoftplus",
    "SReLU",
    "SeparableConvolution2D",
    "TimeDistributedDense",
};

void collect_classes(const std::filesystem::path& file, std::set<std::string>& classes) {
  constexpr std::string_view kKey = "\"class_name\":";
  std::ifstream stream(file);
  std::stringstream content;
  content << stream.rdbuf();
  std::string text = content.str();
  for (std::size_t at = text.find(kKey); at != std::string::npos; at = text.find(kKey, at + 1)) {
    std::size_t begin = text.find('"', at + kKey.size()) + 1;
    classes.insert(text.substr(begin, text.find('"', begin) - begin));
  }
}

TEST(LayerCoverage, EveryClassHasAGolden) {
  std::set<std::string> classes(std::begin(kWithoutGolden), std::end(kWithoutGolden));
  for (const char* folder :
       {"layers", "zoo", "zoo_keras2", "applications", "applications_keras2"}) {
    std::filesystem::path path = std::filesystem::path(MODELVIZ_GOLDEN_DIR) / folder;
    for (const auto& entry : std::filesystem::directory_iterator(path)) {
      if (entry.path().filename() != "keras_fails.tsv") collect_classes(entry.path(), classes);
    }
  }
  for (const LayerDef* layer : all_layers()) {
    EXPECT_TRUE(classes.contains(std::string(layer->name))) << layer->name << " has no golden";
  }
}

}  // namespace
}  // namespace modelviz::test
