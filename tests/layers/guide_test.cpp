// No layer is without its guide, and each example can be run.
#include <gtest/gtest.h>

#include <string>

#include "modelviz/infer.h"
#include "modelviz/layer_guide.h"

namespace modelviz::test {
namespace {

constexpr std::size_t kWidth = 100;  // of the words of a class, so that a list is readable

TEST(LayerGuide, EachLayerHasOne) {
  for (const LayerDef* layer : all_layers()) {
    SCOPED_TRACE(layer->name);
    const LayerGuide& guide = layer->guide;
    EXPECT_TRUE(guide.doc.ends_with('.')) << guide.doc;
    EXPECT_LE(guide.doc.size(), kWidth) << guide.doc;
    EXPECT_NE(guide.page.empty(), guide.note.empty()) << "a page, or why there is none";
    EXPECT_FALSE(guide.page.starts_with('/') || guide.page.ends_with('/')) << guide.page;
  }
}

void expect_to_run(const LayerExample& example) {
  Run run = modelviz::run(example.model);
  for (const Diagnostic& problem : run.problems) ADD_FAILURE() << problem.text();
  const std::vector<int>& calls = run.calls_of(example.layer());
  ASSERT_EQ(calls.size(), 1U);
  const LayerCall& call = run.trace->calls()[static_cast<std::size_t>(calls[0])];
  EXPECT_TRUE(call.warnings.empty());
  EXPECT_FALSE(call.outputs.empty());
  for (int output : call.outputs) {
    EXPECT_TRUE(run.trace->tensors()[static_cast<std::size_t>(output)].type.shape);
  }
}

TEST(LayerGuide, EachExampleIsOfItsLayerAndRuns) {
  for (const LayerDef* layer : all_layers()) {
    SCOPED_TRACE(layer->name);
    LayerExample example = make_example(*layer);
    bool is_model = layer->kind == LayerKind::kModel;
    std::string class_name(is_model ? "Sequential" : layer->name);
    EXPECT_EQ(example.layer().class_name, class_name);
    EXPECT_TRUE(example.expression.starts_with(class_name + "(")) << example.expression;
    expect_to_run(example);
  }
}

TEST(LayerGuide, NamesInnerLayersAsKerasDoes) {
  auto example = [](std::string_view name) { return make_example(*find_layer(name)); };
  EXPECT_EQ(example("MultiHeadAttention").layer().name, "multi_head_attention");
  EXPECT_EQ(example("LSTMCell").layer().name, "lstm_cell");
  EXPECT_EQ(example("Conv2DTranspose").layer().name, "conv2d_transpose");
  EXPECT_EQ(example("Bidirectional").layer().find_held("layer")->name, "forward_lstm");
  EXPECT_EQ(example("Bidirectional").layer().find_held("backward_layer")->name, "backward_lstm");
  EXPECT_EQ(example("StackedRNNCells").layer().find_held("cells", 1)->name, "gru_cell_1");
}

TEST(LayerGuide, FindsLayersByAnyName) {
  struct {
    const char* name;
    const char* class_name;
  } const kCases[] = {
      {"Dense", "Dense"},
      {"dense", "Dense"},
      {"lstm", "LSTM"},
      {"MaxPool2D", "MaxPooling2D"},
      {"AvgPool1D", "AveragePooling1D"},
      {"GlobalAvgPool2D", "GlobalAveragePooling2D"},
      {"Convolution2D", "Conv2D"},
      {"SeparableConvolution1D", "SeparableConv1D"},
      {"Sequential", "Functional"},
      {"Input", "InputLayer"},
      {"CuDNNLSTM", "CuDNNLSTM"},
  };
  for (const auto& c : kCases) {
    const LayerDef* layer = find_layer_by_any_name(c.name);
    ASSERT_NE(layer, nullptr) << c.name;
    EXPECT_EQ(layer->name, c.class_name) << c.name;
  }
  for (const char* name : {"", "Dens", "matmul", "*"}) {
    EXPECT_EQ(find_layer_by_any_name(name), nullptr) << name;
  }
}

TEST(LayerGuide, FindsLayersByAPattern) {
  auto names = [](std::string_view pattern) {
    std::string names;
    for (const LayerDef* layer : find_layers(pattern)) names += std::string(layer->name) + " ";
    return names;
  };
  EXPECT_EQ(names("*Flip"), "RandomFlip ");
  EXPECT_EQ(names("conv?d"), "Conv1D Conv2D Conv3D ");
  EXPECT_EQ(names("MaxPool?D"), "MaxPooling1D MaxPooling2D MaxPooling3D ");
  EXPECT_EQ(names("*RNN"), "RNN SimpleRNN ");
  EXPECT_EQ(names("zz*"), "");
  EXPECT_EQ(find_layers("*").size(), all_layers().size());
}

}  // namespace
}  // namespace modelviz::test
