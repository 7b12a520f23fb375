// Equal blocks that follow each other, drawn once.
#include "view/fold.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "support/golden.h"
#include "view/picture.h"
#include "view/repeats.h"
#include "view/small_models.h"

namespace modelviz::test {
namespace {

Entry dense(const std::string& name, const std::string& source, int units = 4) {
  return {name, "Dense", R"("units": )" + std::to_string(units), {{{source}}}};
}

Entry add(const std::string& name, const std::string& a, const std::string& b) {
  return {name, "Add", "", {{{a}, {b}}}};
}

// x -> [dense, relu, add with what came in] as often as asked for.
std::string residual(int blocks, int odd_one = -1) {
  std::vector<Entry> layers = {input("x", "[null, 4]")};
  std::string last = "x";
  for (int i = 0; i < blocks; ++i) {
    std::string name = "block" + std::to_string(i) + "_";
    layers.push_back(dense(name + "dense", last));
    layers.push_back({name + "act",
                      "Activation",
                      i == odd_one ? R"("activation": "tanh")" : R"("activation": "relu")",
                      {{{name + "dense"}}}});
    layers.push_back(add(name + "add", last, name + "act"));
    last = name + "add";
  }
  layers.push_back(dense("y", last, 2));
  return functional("residual", layers, {{"x"}}, {{"y"}});
}

TEST(Fold, DrawsABlockOnceWithWhatGoesFromBlockToBlock) {
  EXPECT_EQ(picture(residual(4), {.fold = 2}), R"(
residual
  n0 x InputLayer (None, 4)
  n4 y Dense (None, 2)
  c0 × 4
    n1 block*_dense Dense (None, 4)
    n2 block*_act Activation (None, 4)
    n3 block*_add Add (None, 4)
n0 -> n1 (None, 4)
n1 -> n2 (None, 4)
n0 -> n3 (None, 4)
n2 -> n3 (None, 4)
n3 -> n1 back 1 (None, 4)
n3 -> n3 back 1 (None, 4)
n3 -> n4 (None, 4)
)");
}

struct FoldCase {
  const char* what;
  std::string model;
  int least;
  std::string repeats;  // first+size*count
};

class Folds : public testing::TestWithParam<FoldCase> {};

TEST_P(Folds, AreFound) {
  Model model = build(read_text(GetParam().model, "model.json"));
  const Graph& graph = *model.root.graph;
  std::string found;
  for (const Repeat& repeat : find_repeats(graph, std::vector<bool>(graph.layers.size(), true),
                                           {.least_count = GetParam().least, .least_saved = 2})) {
    found += (found.empty() ? "" : " ") + std::to_string(repeat.first) + "+" +
             std::to_string(repeat.size) + "*" + std::to_string(repeat.count);
  }
  EXPECT_EQ(found, GetParam().repeats) << GetParam().what;
}

std::string chain(const std::vector<int>& units) {
  std::vector<Entry> layers = {input("x", "[null, 4]")};
  for (std::size_t i = 0; i < units.size(); ++i) {
    layers.push_back(dense("d" + std::to_string(i), layers.back().name, units[i]));
  }
  return functional("chain", layers, {{"x"}}, {{layers.back().name}});
}

// Each layer takes what the last two made, as the cells of NASNet do.
std::string looking_back_two() {
  std::vector<Entry> layers = {input("a", "[null, 4]"), input("b", "[null, 4]")};
  for (int i = 0; i < 5; ++i) {
    layers.push_back(
        add("c" + std::to_string(i), layers[layers.size() - 2].name, layers.back().name));
  }
  return functional("cells", layers, {{"a"}, {"b"}}, {{"c4"}});
}

// Every block takes the same mask besides what the one before made.
std::string masked() {
  std::vector<Entry> layers = {input("x", "[null, 4]"), input("mask", "[null, 4]")};
  std::string last = "x";
  for (int i = 0; i < 4; ++i) {
    layers.push_back(add("m" + std::to_string(i), last, "mask"));
    last = layers.back().name;
  }
  return functional("masked", layers, {{"x"}, {"mask"}}, {{last}});
}

// The second of the four layers is an output of the model, too.
std::string with_exit() {
  std::vector<Entry> layers = {input("x", "[null, 4]"), dense("d0", "x"), dense("d1", "d0"),
                               dense("d2", "d1"), dense("d3", "d2")};
  return functional("exit", layers, {{"x"}}, {{"d1"}, {"d3"}});
}

std::string shared() {
  std::vector<Entry> layers = {input("x", "[null, 4]"),
                               {"d", "Dense", R"("units": 4)", {{{"x"}}, {{"d"}}, {{"d", 1}}}}};
  return functional("shared", layers, {{"x"}}, {{"d", 2}});
}

INSTANTIATE_TEST_SUITE_P(
    View, Folds,
    testing::Values(FoldCase{"blocks with a skip", residual(4), 2, "1+3*4"},
                    FoldCase{"one that differs in a setting divides them", residual(7, 3), 2,
                             "1+3*3 13+3*3"},
                    FoldCase{"single layers", chain({4, 4, 4, 8}), 2, "1+1*3"},
                    FoldCase{"pairs", chain({4, 8, 4, 8, 4, 8, 2}), 2, "1+2*3"},
                    FoldCase{"the smallest block", chain({4, 4, 4, 4, 4, 4}), 2, "1+1*6"},
                    FoldCase{"fewer than wanted", chain({4, 4, 4, 8}), 4, ""},
                    FoldCase{"as many as wanted", chain({4, 4, 4, 4, 8}), 4, "1+1*4"},
                    FoldCase{"nothing repeats", chain({1, 2, 3, 4}), 2, ""},
                    FoldCase{"from two blocks before", looking_back_two(), 2, "2+1*5"},
                    FoldCase{"the same tensor for every block", masked(), 2, "2+1*4"},
                    FoldCase{"an output of the model ends a block", with_exit(), 2, ""},
                    FoldCase{"a shared layer is no block", shared(), 2, ""}));

// A nested model that is opened counts as all of its layers: two of them are worth a frame.
TEST(Fold, CountsTheLayersOfModelsThatAreOpened) {
  std::vector<Entry> layers = {input("x", "[null, 4]")};
  for (const std::string name : {"first", "second"}) {
    std::string model = functional(name,
                                   {input(name + "_in", "[null, 4]"), dense("a", name + "_in"),
                                    dense("b", "a"), dense("c", "b")},
                                   {{name + "_in"}}, {{"c"}});
    layers.push_back(nested(name, model, {{{layers.back().name}}}));
  }
  std::string models = functional("models", layers, {{"x"}}, {{"second"}});
  EXPECT_EQ(Picture(models, {.fold = 2}).view.nodes.size(), 3u);
  EXPECT_EQ(picture(models, {.expand_nested = true, .fold = 2}), R"(
models
  n0 x InputLayer (None, 4)
  c0 × 2
    c1 * Functional
      n1 *_in InputLayer (None, 4)
      n2 a Dense (None, 4)
      n3 b Dense (None, 4)
      n4 c Dense (None, 4)
n1 -> n2 (None, 4)
n2 -> n3 (None, 4)
n3 -> n4 (None, 4)
n0 -> n1 (None, 4)
n4 -> n1 back 1 (None, 4)
)");
}

TEST(Fold, NamesAreWhatTheyShare) {
  struct {
    const char *name, *twin, *merged;
  } cases[] = {
      {"conv2_block1_out", "conv2_block2_out", "conv2_block*_out"},
      {"block9_add", "block10_add", "block*_add"},
      {"block10_add", "block11_add", "block*_add"},
      {"dense_1", "dense_10", "dense_*"},
      {"dense", "dense_1", "dense*"},
      {"block5_sepconv1_act", "block12_sepconv3_act", "block*_sepconv*_act"},
      {"block*_sepconv1", "block5_sepconv2", "block*_sepconv*"},
      {"block*_sepconv*", "block5_conv2", "block*"},
      {"same", "same", "same"},
      {"a*z", "abz", "a*z"},
      {"left", "right", "*t"},
      {"größe", "grüße", "gr*ße"},
  };
  for (const auto& c : cases) EXPECT_EQ(merged_name(c.name, c.twin), c.merged) << c.name;
}

TEST(Fold, ShowsSizesThatChangeFromTheFirstToTheLast) {
  std::vector<Entry> layers = {input("x", "[null, 4]")};
  for (int i = 0; i < 4; ++i) {
    std::string name = "d" + std::to_string(i), last = layers.back().name;
    layers.push_back(dense(name, last));
    layers.push_back({"c" + std::to_string(i), "Concatenate", "", {{{last}, {name}}}});
  }
  View view = Picture(functional("dense", layers, {{"x"}}, {{"c3"}}), {.fold = 2}).view;
  EXPECT_EQ(view.nodes[2].output_shapes[0], "(None, 8…20)");
  EXPECT_EQ(view.nodes[2].twins, (std::vector<std::string>{"c0", "c1", "c2", "c3"}));
  EXPECT_EQ(view.nodes[1].params, 20 + 36 + 52 + 68);
}

// ---- unfolding ----------------------------------------------------------------------------------

using Edges = std::set<std::pair<std::string, std::string>>;

// The frames of repeats around a box, the outermost first.
std::vector<int> frames_of(const View& view, const ViewNode& node) {
  std::vector<int> frames;
  for (int i = node.cluster; i >= 0; i = view.clusters[static_cast<std::size_t>(i)].parent) {
    if (view.clusters[static_cast<std::size_t>(i)].role == FrameRole::kRepeat) {
      frames.insert(frames.begin(), i);
    }
  }
  return frames;
}

int copies_in(const View& view, int frame) {
  return view.clusters[static_cast<std::size_t>(frame)].copies;
}

int copies_of(const View& view, const ViewNode& node) {
  int copies = 1;
  for (int frame : frames_of(view, node)) copies *= copies_in(view, frame);
  return copies;
}

using Blocks = std::vector<int>;  // in each frame the block, the outermost first

Blocks blocks_of(const View& view, const ViewNode& node, int copy) {
  std::vector<int> frames = frames_of(view, node);
  Blocks blocks(frames.size());
  for (std::size_t i = frames.size(); i-- > 0;) {
    blocks[i] = copy % copies_in(view, frames[i]);
    copy /= copies_in(view, frames[i]);
  }
  return blocks;
}

// The names that a box stands for: one for each block, or its own.
std::string name_in(const ViewNode& node, int copy) {
  return node.twins.empty() ? node.name : node.twins.at(static_cast<std::size_t>(copy));
}

// Which of the layers that the maker of an arrow stands for gives to this block; -1 if none does.
// In frames that the arrow leaves it is the last block, and in those that it enters the first, but
// for what `back` and `copy` say.
int maker_of(const View& view, const ViewEdge& edge, const Blocks& taking) {
  const ViewNode& from = view.nodes[static_cast<std::size_t>(edge.from)];
  const ViewNode& to = view.nodes[static_cast<std::size_t>(edge.to)];
  std::vector<int> left = frames_of(view, from), entered = frames_of(view, to);
  std::size_t common = 0;
  while (common < std::min(left.size(), entered.size()) && left[common] == entered[common]) {
    ++common;
  }
  for (std::size_t i = common; i < entered.size() && edge.copy != ViewEdge::kEveryCopy; ++i) {
    if (taking[i] != (i == common ? edge.copy : 0)) return -1;
  }
  int copy = 0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    int block = i < common ? taking[i] : copies_in(view, left[i]) - 1;
    if (i == (common > 0 ? common - 1 : 0)) block -= edge.back;
    if (i == common) block -= edge.before_last;
    if (block < 0) return -1;
    copy = copy * copies_in(view, left[i]) + block;
  }
  return copy;
}

Edges unfolded(const View& view) {
  Edges edges;
  for (const ViewEdge& edge : view.edges) {
    const ViewNode& from = view.nodes[static_cast<std::size_t>(edge.from)];
    const ViewNode& to = view.nodes[static_cast<std::size_t>(edge.to)];
    for (int copy = 0; copy < copies_of(view, to); ++copy) {
      int maker = maker_of(view, edge, blocks_of(view, to, copy));
      if (maker >= 0) edges.emplace(name_in(from, maker), name_in(to, copy));
    }
  }
  return edges;
}

void expect_unfolds(const Model& model, const ViewOptions& options) {
  modelviz::Run result = run(model);
  View plain = make_view(model, result), folded = make_view(model, result, options);
  std::set<std::string> names, unfolded_names;
  std::int64_t params = 0, folded_params = 0;
  for (const ViewNode& node : plain.nodes) {
    names.insert(node.name);
    params += node.params;
  }
  for (const ViewNode& node : folded.nodes) {
    folded_params += node.params;
    for (int copy = 0; copy < copies_of(folded, node); ++copy) {
      unfolded_names.insert(name_in(node, copy));
    }
  }
  EXPECT_EQ(unfolded_names, names);
  EXPECT_EQ(folded_params, params);
  EXPECT_EQ(unfolded(folded), unfolded(plain)) << text(folded);
}

class Unfolding : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Unfolding, GivesTheSameGraph) {
  Model model = build(read(GetParam()));
  expect_unfolds(model, {.fold = 2});
  expect_unfolds(model, {.fold = 2, .fold_similar = true});
}

INSTANTIATE_TEST_SUITE_P(Applications, Unfolding, testing::ValuesIn(models_in("applications")),
                         stem_of_model);
INSTANTIATE_TEST_SUITE_P(Zoo, Unfolding, testing::ValuesIn(models_in("zoo")), stem_of_model);

// ---- blocks within blocks -----------------------------------------------------------------------

// Stages of one odd layer and some blocks of [dense, relu, add].
struct Stages {
  int stages, blocks;
  bool has_skip = false;  // the stage adds what it begins with
  bool has_mask = false;  // every block takes the same tensor
  bool is_open = false;   // a block takes what the second block of the stage before made
  bool ends_odd = false;  // the odd layer stands behind the blocks
};

std::string staged(const Stages& wanted) {
  std::vector<Entry> layers = {input("x", "[null, 4]"), input("mask", "[null, 4]")};
  std::string last = "x", second;
  for (int stage = 0; stage < wanted.stages; ++stage) {
    std::string head = "s" + std::to_string(stage) + "_", begin = last, before = second;
    auto add_odd = [&] {
      layers.push_back({head + "norm", "LayerNormalization", "", {{{last}}}});
      last = head + "norm";
    };
    if (!wanted.ends_odd) add_odd();
    for (int block = 0; block < wanted.blocks; ++block) {
      std::string name = head + "b" + std::to_string(block) + "_";
      layers.push_back(dense(name + "dense", last));
      layers.push_back(
          {name + "act", "Activation", R"("activation": "relu")", {{{name + "dense"}}}});
      std::string other = wanted.has_mask ? "mask" : last;
      if (wanted.is_open && block == 1) other = before.empty() ? "x" : before;
      layers.push_back(add(name + "add", name + "act", other));
      last = name + "add";
      if (block == 1) second = last;
    }
    if (wanted.ends_odd) add_odd();
    if (wanted.has_skip) {
      layers.push_back(add(head + "skip", begin, last));
      last = head + "skip";
    }
  }
  layers.push_back(dense("y", last, 2));
  return functional("staged", layers, {{"x"}, {"mask"}}, {{"y"}});
}

TEST(Fold, DrawsBlocksWithinBlocks) {
  EXPECT_EQ(picture(staged({.stages = 3, .blocks = 4}), {.fold = 2}), R"(
staged
  n0 x InputLayer (None, 4)
  n1 mask InputLayer (None, 4)
  n6 y Dense (None, 2)
  c0 × 3
    n2 s*_norm LayerNormalization (None, 4)
    c1 × 4
      n3 s*_b*_dense Dense (None, 4)
      n4 s*_b*_act Activation (None, 4)
      n5 s*_b*_add Add (None, 4)
n0 -> n2 (None, 4)
n2 -> n3 (None, 4)
n3 -> n4 (None, 4)
n4 -> n5 (None, 4)
n2 -> n5 (None, 4)
n5 -> n3 back 1 (None, 4)
n5 -> n5 back 1 (None, 4)
n5 -> n2 back 1 (None, 4)
n5 -> n6 (None, 4)
)");
}

struct StagesCase {
  const char* what;
  Stages stages;
  std::size_t boxes;
};

class FoldedStages : public testing::TestWithParam<StagesCase> {};

TEST_P(FoldedStages, UnfoldToTheSameGraph) {
  Model model = build(read_text(staged(GetParam().stages), "model.json"));
  expect_unfolds(model, {.fold = 2});
  EXPECT_EQ(make_view(model, run(model), {.fold = 2}).nodes.size(), GetParam().boxes)
      << GetParam().what << "\n"
      << text(make_view(model, run(model), {.fold = 2}));
}

INSTANTIATE_TEST_SUITE_P(
    View, FoldedStages,
    testing::Values(
        StagesCase{"three of four", {3, 4}, 7}, StagesCase{"two of five", {2, 5}, 7},
        StagesCase{"a skip around", {.stages = 3, .blocks = 4, .has_skip = true}, 8},
        StagesCase{"the same for every block", {.stages = 3, .blocks = 4, .has_mask = true}, 7},
        StagesCase{
            "from the middle of the stage before", {.stages = 3, .blocks = 4, .is_open = true}, 16},
        StagesCase{"the odd one last", {.stages = 3, .blocks = 4, .ends_odd = true}, 7},
        StagesCase{
            "all of it", {.stages = 4, .blocks = 3, .has_skip = true, .ends_odd = true}, 8}));

// ---- similar blocks -----------------------------------------------------------------------------

// x -> [dense, relu, dropout] of these widths, each dropping more than the one before.
std::string widening(const std::vector<int>& units) {
  std::vector<Entry> layers = {input("x", "[null, 4]")};
  for (int i = 0; int width : units) {
    std::string name = "block" + std::to_string(++i) + "_";
    layers.push_back(dense(name + "dense", layers.back().name, width));
    layers.push_back(
        {name + "act", "Activation", R"("activation": "relu")", {{{layers.back().name}}}});
    layers.push_back(
        {name + "drop", "Dropout", R"("rate": 0.)" + std::to_string(i), {{{layers.back().name}}}});
  }
  return functional("widening", layers, {{"x"}}, {{layers.back().name}});
}

TEST(Fold, DrawsSimilarBlocksOnceWithWhatDiffers) {
  std::string model = widening({8, 16, 32});
  EXPECT_EQ(Picture(model, {.fold = 2}).view.nodes.size(), 10u);
  EXPECT_EQ(picture(model, {.fold = 2, .fold_similar = true}), R"(
widening
  n0 x InputLayer (None, 4)
  c0 × 3
    n1 block*_dense Dense (None, 8…32)
    n2 block*_act Activation (None, 8…32)
    n3 block*_drop Dropout (None, 8…32)
n0 -> n1 (None, 4)
n1 -> n2 (None, 8…32)
n2 -> n3 (None, 8…32)
n3 -> n1 back 1 (None, 8…16)
)");
}

TEST(Fold, SaysTheSettingsOfSimilarLayersFromTheFirstToTheLast) {
  struct Case {
    const char* key;
    const char *dense, *drop;
  };
  for (const Case& wanted : {Case{"units", "units 8…32", ""}, Case{"rate", "", "rate 0.1…0.3"},
                             Case{"name", "name block1…3_dense", "name block1…3_drop"}}) {
    Picture picture(widening({8, 16, 32}),
                    {.attributes = {wanted.key}, .fold = 2, .fold_similar = true});
    EXPECT_EQ(picture.view.nodes[1].attributes, wanted.dense) << wanted.key;
    EXPECT_EQ(picture.view.nodes[3].attributes, wanted.drop) << wanted.key;
  }
}

TEST(Fold, TellsTheWeightsOfSimilarLayersInTheirBoxAndBesideIt) {
  Picture picture(widening({8, 16, 32}), {.show_weights = true, .fold = 2, .fold_similar = true});
  for (std::size_t node : {1U, 2U}) {
    ASSERT_FALSE(picture.view.nodes[node].weights.empty());
    EXPECT_EQ(picture.view.nodes[node].weights[0].shape, "(4…16, 8…32)");
  }
}

TEST(Fold, DrawsSimilarBlocksEachWhereTheirInsideIsShown) {
  ViewOptions options{.show_ops = {{"Dense"}}, .fold = 2, .fold_similar = true};
  EXPECT_EQ(Picture(widening({8, 8, 8}), options).view.clusters[0].copies, 3);
  for (const ViewCluster& frame : Picture(widening({8, 16, 32}), options).view.clusters) {
    EXPECT_NE(frame.role, FrameRole::kRepeat);
  }
}

// ---- real models --------------------------------------------------------------------------------

struct BoxesCase {
  const char* model;
  std::size_t layers, boxes, similar;
};

class FoldedApplications : public testing::TestWithParam<BoxesCase> {};

TEST_P(FoldedApplications, HaveFewBoxes) {
  Model model =
      build(read(std::string(MODELVIZ_GOLDEN_DIR) + "/applications/" + GetParam().model + ".json"));
  modelviz::Run result = run(model);
  EXPECT_EQ(make_view(model, result).nodes.size(), GetParam().layers);
  EXPECT_EQ(make_view(model, result, {.fold = 2}).nodes.size(), GetParam().boxes);
  EXPECT_EQ(make_view(model, result, {.fold = 2, .fold_similar = true}).nodes.size(),
            GetParam().similar);
}

INSTANTIATE_TEST_SUITE_P(
    View, FoldedApplications,
    testing::Values(BoxesCase{"DenseNet201", 709, 51, 51}, BoxesCase{"ResNet50", 177, 97, 75},
                    BoxesCase{"ConvNeXtTiny", 153, 41, 41}, BoxesCase{"Xception", 134, 58, 48},
                    BoxesCase{"NASNetLarge", 1041, 501, 354}, BoxesCase{"VGG16", 23, 23, 15},
                    BoxesCase{"EfficientNetV2L", 1031, 1031, 144}));

}  // namespace
}  // namespace modelviz::test
