// Layers that share a box with what prepares their input or treats their output.
#include "view/fusion.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "support/golden.h"
#include "support/text.h"
#include "view/picture.h"
#include "view/small_models.h"

namespace modelviz::test {
namespace {

// A layer that takes what the one before it in the list returns.
struct Step {
  std::string class_name, config = "";
};

const Step kConv{"Conv2D", R"("filters": 8, "kernel_size": [3, 3], "padding": "same")"};
const Step kNarrow{"Conv2D", R"("filters": 8, "kernel_size": [1, 1])"};
const Step kNorm{"BatchNormalization"};
const Step kRelu{"Activation", R"("activation": "relu")"};
const Step kPad{"ZeroPadding2D", R"("padding": [[1, 1], [1, 1]])"};
const Step kDrop{"Dropout", R"("rate": 0.25)"};
const Step kPool{"MaxPooling2D", R"("pool_size": [2, 2])"};

// a, b, c, … in line.
std::string line(const std::vector<Step>& steps) {
  std::vector<Entry> layers = {input("x", "[null, 32, 32, 8]")};
  for (char name = 'a'; const Step& step : steps) {
    layers.push_back(
        {std::string(1, name++), step.class_name, step.config, {{{layers.back().name}}}});
  }
  return functional("line", layers, {{"x"}}, {{layers.back().name}});
}

// The boxes behind the input, a line each.
std::string boxes(const std::string& model, ViewOptions options = {.fuse = true}) {
  std::string result;
  for (const ViewNode& node : Picture(model, options).view.nodes) {
    if (node.kind == LayerKind::kInput) continue;
    result += (result.empty() ? "" : "\n") + node.name + ": " + node.class_name;
    if (!node.attributes.empty()) result += " · " + node.attributes;
  }
  return result;
}

struct LineCase {
  const char* what;
  std::vector<Step> steps;
  const char* boxes;
};

class FusedLine : public testing::TestWithParam<LineCase> {};

TEST_P(FusedLine, HasABoxForEachMainLayer) {
  EXPECT_EQ(boxes(line(GetParam().steps)), GetParam().boxes) << GetParam().what;
}

INSTANTIATE_TEST_SUITE_P(
    View, FusedLine,
    testing::Values(LineCase{"what follows a layer is its own",
                             {kConv, kNorm, kRelu, kNarrow, kNorm},
                             "a: Conv2D 3×3 → BatchNormalization → relu\n"
                             "d: Conv2D 1×1 → BatchNormalization"},
                    LineCase{"where a line begins with it, what stands before a layer",
                             {kNorm, kRelu, kNarrow, kNorm, kRelu, kConv},
                             "c: BatchNormalization → relu → Conv2D 1×1\n"
                             "f: BatchNormalization → relu → Conv2D 3×3"},
                    LineCase{"what stands between both, each its own",
                             {kRelu, kConv, kNorm, kRelu, kNarrow, kNorm},
                             "b: relu → Conv2D 3×3 → BatchNormalization\n"
                             "e: relu → Conv2D 1×1 → BatchNormalization"},
                    LineCase{"but not all of it",
                             {kNorm, kRelu, kConv, kRelu, kNarrow},
                             "c: BatchNormalization → relu → Conv2D 3×3 → relu\n"
                             "e: Conv2D · 1×1"},
                    LineCase{"padding is for the next",
                             {kConv, kRelu, kPad, kPool},
                             "a: Conv2D 3×3 → relu\n"
                             "d: ZeroPadding2D → MaxPooling2D 2×2"},
                    LineCase{"and so is it where lines begin alike",
                             {kRelu, kPad, kConv, kNorm, kRelu, kPad, kNarrow},
                             "c: relu → ZeroPadding2D → Conv2D 3×3 → BatchNormalization\n"
                             "g: relu → ZeroPadding2D → Conv2D 1×1"},
                    LineCase{"without a main layer the first speaks for all",
                             {kRelu, kDrop},
                             "a: relu → Dropout rate 0.25"},
                    LineCase{"equal ones are not joined where nothing is folded",
                             {kConv, kNorm, kConv, kNorm},
                             "a: Conv2D 3×3 → BatchNormalization\n"
                             "c: Conv2D 3×3 → BatchNormalization"}));

TEST(Fusion, JoinsGroupsThatLookAlikeWhereBlocksAreFolded) {
  ViewOptions options{.fold = 2, .fuse = true};
  EXPECT_EQ(boxes(line({kRelu, kConv, kNorm, kRelu, kConv, kNorm, kPool}), options),
            "*: 2 × (relu → Conv2D 3×3 → BatchNormalization)\n"
            "g: MaxPooling2D · 2×2");
  options.fold = 3;
  EXPECT_EQ(boxes(line({kConv, kRelu, kConv, kRelu}), options),
            "a: Conv2D 3×3 → relu\n"
            "c: Conv2D 3×3 → relu");
}

TEST(Fusion, SpeaksOfAllThatIsInABox) {
  Picture picture(line({kNorm, kConv, kNorm, kRelu, kPool}), {.fuse = true});
  const ViewNode& box = picture.view.nodes[1];
  EXPECT_EQ(box.name, "b");
  EXPECT_EQ(box.kind, LayerKind::kConvolution);
  EXPECT_EQ(box.params, 4 * 8 + (3 * 3 * 8 * 8 + 8) + 4 * 8);
  EXPECT_EQ(box.input_shapes, std::vector<std::string>{"(None, 32, 32, 8)"});
  std::vector<std::string> names, weights;
  for (const FusedLayer& layer : box.fused) names.push_back(layer.name);
  for (const ViewWeight& weight : box.weights) weights.push_back(weight.name);
  EXPECT_EQ(join(names, " "), "a b c d");
  EXPECT_EQ(join(weights, " "),
            "a/gamma a/beta a/moving_mean a/moving_variance b/kernel b/bias "
            "c/gamma c/beta c/moving_mean c/moving_variance");
}

Entry at(const std::string& name, const Step& step, const std::vector<std::string>& sources) {
  Entry entry{name, step.class_name, step.config, {{}}};
  for (const std::string& source : sources) entry.calls[0].push_back({source});
  return entry;
}

TEST(Fusion, EndsWhereLinesPart) {
  std::string model = functional(
      "residual",
      {input("x", "[null, 32, 32, 8]"), at("conv", kConv, {"x"}), at("norm", kNorm, {"conv"}),
       at("add", {"Add"}, {"norm", "x"}), at("relu", kRelu, {"add"}), at("drop", kDrop, {"relu"}),
       at("left", kNarrow, {"relu"}), at("right", kNorm, {"left"})},
      {{"x"}}, {{"drop"}, {"right"}});
  EXPECT_EQ("\n" + text(Picture(model, {.fuse = true}).view), R"(
residual
  n0 x InputLayer (None, 32, 32, 8)
  n1 conv Conv2D 3×3 → BatchNormalization (None, 32, 32, 8)
  n2 add Add → relu (None, 32, 32, 8)
  n3 drop Dropout (None, 32, 32, 8)
  n4 left Conv2D 1×1 → BatchNormalization (None, 32, 32, 8)
n0 -> n1 (None, 32, 32, 8)
n1 -> n2 (None, 32, 32, 8)
n0 -> n2 (None, 32, 32, 8)
n2 -> n3 (None, 32, 32, 8)
n2 -> n4 (None, 32, 32, 8)
)");
}

TEST(Fusion, LeavesSharedLayersAlone) {
  std::string model = functional("shared",
                                 {input("x", "[null, 32, 32, 8]"),
                                  at("conv", kConv, {"x"}),
                                  {"relu", "Activation", kRelu.config, {{{"conv"}}, {{"other"}}}},
                                  at("other", kConv, {"x"})},
                                 {{"x"}}, {{"relu", 0}, {"relu", 1}});
  EXPECT_EQ(Picture(model, {.fuse = true}).view.nodes.size(), 4u);
}

TEST(Fusion, KeepsWhatIsFrozenFromWhatIsTrained) {
  Step frozen{"BatchNormalization", R"("trainable": false)"};
  EXPECT_EQ(boxes(line({kConv, frozen, kRelu})),
            "a: Conv2D · 3×3\n"
            "b: BatchNormalization → relu");
}

TEST(Fusion, SaysNoMoreThanIsAskedFor) {
  ViewOptions options{.show_attributes = false, .fuse = true};
  EXPECT_EQ(boxes(line({kPad, kConv, kDrop, kRelu}), options),
            "b: ZeroPadding2D → Conv2D → Dropout → relu");
}

// ---- real models --------------------------------------------------------------------------------

class FusedModel : public testing::TestWithParam<std::filesystem::path> {};

using Names = std::map<std::string, std::string>;  // of layers, and the box of each

Names boxes_of(const View& view) {
  Names boxes;
  for (const ViewNode& node : view.nodes) {
    if (node.fused.empty()) {
      EXPECT_TRUE(boxes.emplace(node.name, node.name).second) << node.name;
    }
    for (const FusedLayer& layer : node.fused) {
      EXPECT_TRUE(boxes.emplace(layer.name, node.name).second) << layer.name;
    }
  }
  return boxes;
}

// Arrows between boxes. What is within a box has none.
std::set<std::pair<std::string, std::string>> arrows(const View& view, const Names& boxes) {
  std::set<std::pair<std::string, std::string>> arrows;
  for (const ViewEdge& edge : view.edges) {
    const std::string& from = view.nodes[static_cast<std::size_t>(edge.from)].name;
    const std::string& to = view.nodes[static_cast<std::size_t>(edge.to)].name;
    if (boxes.at(from) != boxes.at(to)) arrows.emplace(boxes.at(from), boxes.at(to));
  }
  return arrows;
}

TEST_P(FusedModel, HasEachLayerInOneBoxAndAllItsArrows) {
  Model model = build(read(GetParam()));
  modelviz::Run result = run(model);
  View plain = make_view(model, result), view = make_view(model, result, {.fuse = true});
  Names boxes = boxes_of(view);
  std::int64_t params = 0, fused_params = 0;
  for (const ViewNode& node : plain.nodes) {
    EXPECT_TRUE(boxes.contains(node.name)) << node.name;
    params += node.params;
  }
  for (const ViewNode& node : view.nodes) fused_params += node.params;
  EXPECT_EQ(boxes.size(), plain.nodes.size());
  EXPECT_EQ(fused_params, params);
  EXPECT_EQ(arrows(view, boxes), arrows(plain, boxes));
}

INSTANTIATE_TEST_SUITE_P(Applications, FusedModel, testing::ValuesIn(models_in("applications")),
                         stem_of_model);
INSTANTIATE_TEST_SUITE_P(Zoo, FusedModel, testing::ValuesIn(models_in("zoo")), stem_of_model);

struct BoxesCase {
  const char* model;
  std::size_t layers, boxes;
};

class FusedApplications : public testing::TestWithParam<BoxesCase> {};

TEST_P(FusedApplications, HaveFewBoxes) {
  Model model =
      build(read(std::string(MODELVIZ_GOLDEN_DIR) + "/applications/" + GetParam().model + ".json"));
  modelviz::Run result = run(model);
  EXPECT_EQ(make_view(model, result).nodes.size(), GetParam().layers);
  EXPECT_EQ(make_view(model, result, {.fuse = true}).nodes.size(), GetParam().boxes);
}

INSTANTIATE_TEST_SUITE_P(View, FusedApplications,
                         testing::Values(BoxesCase{"VGG16", 23, 22}, BoxesCase{"ResNet50", 177, 73},
                                         BoxesCase{"InceptionV3", 313, 125},
                                         BoxesCase{"NASNetLarge", 1041, 493}));

}  // namespace
}  // namespace modelviz::test
