// What boxes say: fields of --show, templates, numbers.
#include "view/label.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modelviz/output.h"
#include "output/small_views.h"
#include "output/svg.h"
#include "view/picture.h"
#include "view/small_models.h"

namespace modelviz::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

ViewNode sample() {
  View view;
  add_box(view, "d");
  ViewNode node = view.nodes[0];
  node.activation = "relu";
  node.attributes = "relu";
  node.trainable = true;
  node.params = 36'000;
  node.macs = Dim(32'000);
  node.weights = {{"kernel", "(4, 8)", "float32", true}, {"bias", "(8,)", "float32", true}};
  node.calls = 2;
  node.number = 7;
  return node;
}

TEST(Label, FillsATemplate) {
  struct Case {
    const char* label;
    std::vector<std::string> lines;
  };
  const Case cases[] = {
      {"{name}", {"d"}},
      {"{name} ({class})", {"d (Dense)"}},
      {R"({number}: {name}\n{input_shape} → {shape})", {"7: d", "(None, 4) → (None, 8)"}},
      {"{name}\n{dtype}", {"d", "float32"}},
      {"{params} params, {macs} MACs, {calls} calls", {"36,000 params, 32,000 MACs, 2 calls"}},
      {"{weight_shapes}", {"kernel (4, 8), bias (8,)"}},
      {"{activation}/{attrs}/{trainable}", {"relu/relu/trainable"}},
      {"{{{name}}}", {"{d}"}},
      {"layer", {"layer"}},
  };
  for (const Case& c : cases) {
    check_label(c.label);
    EXPECT_EQ(templated_lines(sample(), {.label = c.label}), c.lines) << c.label;
  }
}

TEST(Label, LeavesOutLinesWithNothingInThem) {
  ViewNode node = sample();
  node.activation = "";
  EXPECT_THAT(templated_lines(node, {.label = R"({name}\nactivation: {activation}\n{shape})"}),
              ElementsAre("d", "(None, 8)"));
}

TEST(Label, SaysWhatIsWrongWithATemplate) {
  struct Case {
    const char *label, *message;
  };
  const Case cases[] = {
      {"{clas}", "did you mean class?"},     {"{}", "there is no field ''"},
      {"{name", "a brace has no partner"},   {"name}", "a brace has no partner"},
      {"{na{me}", "a brace has no partner"}, {"{weights}", "weight_shapes"},
  };
  for (const Case& c : cases) {
    try {
      check_label(c.label);
      ADD_FAILURE() << c.label;
    } catch (const Error& error) {
      EXPECT_EQ(error.fault, Fault::kUsage);
      EXPECT_THAT(error.diagnostic.text(), HasSubstr(c.message)) << c.label;
    }
  }
}

// One word for one thing: --show shape is --show-shapes.
TEST(Show, SetsTheSameAsTheSwitches) {
  ViewOptions options;
  show_fields(options, {"name", "dtype", "weights", "number"});
  EXPECT_TRUE(options.show_layer_names && options.show_dtype && options.show_weights);
  EXPECT_TRUE(options.number);
  EXPECT_FALSE(options.show_class || options.show_shapes || options.show_attributes);
  show_fields(options, {"+params", "shape"});
  EXPECT_TRUE(options.show_params && options.show_shapes && options.show_dtype);
}

TEST(Show, RefusesWhatItDoesNotKnow) {
  ViewOptions options;
  for (const char* field : {"shapes", "input_shape", "", "+"}) {
    EXPECT_THROW(show_fields(options, {field}), Error) << field;
  }
}

std::vector<std::string> drawn(ViewOptions options) {
  View view{.options = std::move(options)};
  view.nodes.push_back(sample());
  view.nodes[0].id = "n0";
  return texts(render(write_dot(view), {ImageFormat::kSvg}).images[0]);
}

TEST(Show, PutsIntoTheBoxWhatIsAskedFor) {
  ViewOptions options;
  show_fields(options, {"name", "params", "macs", "weight_shapes"});
  ViewNode node = sample();
  EXPECT_THAT(drawn(options), ElementsAre("7 · d", "relu · 2 calls", "36,000 params · 32,000 MACs",
                                          "kernel (4, 8)", "bias (8,)"));
  EXPECT_THAT(drawn({.label = R"({name}\n{class})"}), ElementsAre("d", "Dense"));
}

TEST(Number, StandsForTheNameWhichStandsInTheLegend) {
  Picture model(sequential("mlp", {input("x", "[null, 8]"), {"d", "Dense", R"("units": 4)", {}}}),
                {.show_shapes = false, .show_layer_names = false, .number = true});
  std::string svg = render(write_dot(model.view), {ImageFormat::kSvg}).images[0];
  EXPECT_EQ(xml_fault(svg), "");
  std::vector<std::string> shown = texts(svg);
  EXPECT_THAT(shown, testing::IsSupersetOf({"1", "2", "Layers", "x", "d"}));
  EXPECT_EQ("\n" + write_text_graph(model.view), R"(
mlp
● 1  InputLayer
● 2  Dense

   1  x
   2  d
)");
  EXPECT_THAT(write_mermaid(model.view).text, HasSubstr("names[\"1 x<br/>2 d\"]"));
}

TEST(Number, NeedsNoLegendBesideTheName) {
  Picture model(sequential("mlp", {input("x", "[null, 8]"), {"d", "Dense", R"("units": 4)", {}}}),
                {.show_shapes = false, .number = true});
  EXPECT_EQ("\n" + write_text_graph(model.view), R"(
mlp
● 1 · x  InputLayer
● 2 · d  Dense
)");
}

}  // namespace
}  // namespace modelviz::test
