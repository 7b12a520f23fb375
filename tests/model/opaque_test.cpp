// Models without a graph: what the names in the weights file, and the arguments of the constructor,
// tell of the classes of their layers.
#include <gtest/gtest.h>

#include "model/reader.h"
#include "modelviz/layer.h"
#include "modelviz/model.h"

namespace modelviz {
namespace {

const StoredWeight kWeight{"0", {Shape{2}, DType::kFloat32}};

// An attribute of the model: its name, and that of the layer that it holds.
StoredGroup attribute(std::string name, std::string layer, std::vector<StoredGroup> groups = {}) {
  return {std::move(name), std::move(layer), {kWeight}, std::move(groups)};
}

Model build_with(const std::string& config, std::vector<StoredGroup> groups) {
  Document document = read_text(R"({"module": null, "class_name": "Task", "config": )" + config +
                                    R"(, "registered_name": "Task"})",
                                "m.json");
  document.read_weights = [groups] {
    return StoredGroup{.name = "", .layer = "task", .weights = {}, .groups = groups};
  };
  return build(std::move(document));
}

TEST(Opaque, TellsTheClassOfAnAttributeFromTheNameOfTheLayer) {
  struct Case {
    const char* layer;
    const char* class_name;
  };
  const Case kCases[] = {{"dense", "Dense"},
                         {"dense_12", "Dense"},
                         {"conv2d_transpose_1", "Conv2DTranspose"},
                         {"conv_lstm2d", "ConvLSTM2D"},
                         {"p_re_lu", "PReLU"},
                         {"rms_normalization_3", "RMSNormalization"},
                         {"sequential_2", "Sequential"},
                         {"functional", "Functional"},
                         {"head", "Layer"},
                         {"block_1", "Layer"},
                         {"dense_a", "Layer"},
                         {"_1", "Layer"}};
  for (const Case& c : kCases) {
    Model model = build_with("{}", {attribute("part", c.layer)});
    EXPECT_EQ(model.root.graph->layers.at(0).name, c.layer);
    EXPECT_EQ(model.root.graph->layers.at(0).class_name, c.class_name) << c.layer;
  }
}

TEST(Opaque, KnowsTheAutomaticNameOfEachClass) {
  for (const LayerDef* def : all_layers()) {
    std::string name = automatic_name(def->name);
    Model model = build_with("{}", {attribute("part", name + "_1")});
    EXPECT_EQ(model.root.graph->layers.at(0).class_name, def->name) << name;
  }
}

TEST(Opaque, TellsTheClassOfAnAttributeFromTheConstructor) {
  const char* config = R"({"name": "task", "size": 3, "path": "x",
    "backbone": {"class_name": "GPT2Backbone", "config": {"name": "dense_7",
                 "embedding": {"class_name": "TokenEmbedding", "config": {}}}},
    "dtype": {"class_name": "DTypePolicy", "config": {"name": "float32"}}})";
  Model model =
      build_with(config, {attribute("_backbone", "dense_7", {attribute("embedding", "e")}),
                          attribute("size", "s"), attribute("other", "o")});
  const std::vector<Layer>& layers = model.root.graph->layers;
  EXPECT_EQ(layers.at(0).class_name, "GPT2Backbone");
  EXPECT_EQ(layers.at(0).graph->layers.at(0).class_name, "TokenEmbedding");
  EXPECT_EQ(layers.at(1).class_name, "Layer");
  EXPECT_EQ(layers.at(2).class_name, "Layer");
}

TEST(Opaque, NamesTheClassOfWhatIsInAListAsKerasNamesItsGroup) {
  StoredGroup list{.name = "blocks", .layer = "", .weights = {}, .groups = {}};
  list.groups = {attribute("res_block2d", "a"), attribute("my_lstm_1", "b"),
                 attribute("conv1d_2", "c")};
  Model model = build_with("{}", {list});
  const Layer& blocks = model.root.graph->layers.at(0);
  EXPECT_EQ(blocks.class_name, "list");
  std::vector<std::string> classes;
  for (const Layer& layer : blocks.graph->layers) classes.push_back(layer.class_name);
  EXPECT_EQ(classes, (std::vector<std::string>{"ResBlock2D", "MyLSTM", "Conv1D"}));
}

}  // namespace
}  // namespace modelviz
