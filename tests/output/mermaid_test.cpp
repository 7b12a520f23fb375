// The picture as a flowchart of Mermaid.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "output/small_views.h"
#include "support/golden.h"
#include "view/picture.h"
#include "view/small_models.h"

namespace modelviz::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

TEST(Mermaid, HasBoxesArrowsAndColours) {
  Picture mlp(sequential("mlp", {input("x", "[null, 8]"), {"d", "Dense", R"("units": 4)", {}}}));
  EXPECT_EQ("\n" + write_mermaid(mlp.view, {.rankdir = RankDir::kLR}).text, R"(
flowchart LR
  accTitle: mlp
  accDescr: The layers of the model and the tensors between them
  n0["<b>x</b><br/>InputLayer<br/>#40;None, 8#41;"]
  n1["<b>d</b><br/>Dense<br/>#40;None, 4#41;"]
  n0 --> n1
  classDef core fill:#ededf5,stroke:#6d6bab,color:#1f2933
  class n1 core
  classDef input fill:#eff2f5,stroke:#7a96a8,color:#1f2933
  class n0 input
)");
}

TEST(Mermaid, EscapesWhatItWouldRead) {
  Picture odd(sequential(
      "odd",
      {input("x", "[null, 8]"), {R"(a"b <i> #1; `c` {d} |e| end)", "Dense", R"("units": 4)", {}}}));
  EXPECT_THAT(write_mermaid(odd.view).text,
              HasSubstr("<b>a#34;b #60;i#62; #35;1; #96;c#96; #123;d#125; #124;e#124; end</b>"));
}

// GitHub draws frames in yellow where nothing else is said.
TEST(Mermaid, ColoursFrames) {
  View view = chain(3);
  view.clusters = {{"c0", "outer", "Functional", -1}, {"c1", "inner", "Functional", 0}};
  view.nodes[1].cluster = 0;
  view.nodes[2].cluster = 1;
  std::string text = write_mermaid(view).text;
  EXPECT_THAT(text, HasSubstr("  classDef frames_outer fill:#f6f8fa,stroke:#cbd2d9,color:#4a5663\n"
                              "  class c0 frames_outer\n"));
  EXPECT_THAT(text, HasSubstr("  class c1 frames_inner\n"));
}

TEST(Mermaid, HasTheLegend) {
  View view = chain(2);
  view.nodes[0].state = NodeState::kUnknown;
  view.legend_title = "Kind of layer";
  view.legend = {{"kinds.core", "core", 1}, {"states.unknown", "of unknown shape", 1}};
  std::string text = write_mermaid(view).text;
  EXPECT_THAT(text, HasSubstr("  subgraph legend[\"Kind of layer\"]\n    legend0[\"core · 1\"]\n"));
  EXPECT_THAT(text, HasSubstr("  class n1,legend0 core\n"));
  EXPECT_THAT(text, HasSubstr("  class n0,legend1 unknown\n"));
}

// What does not fit is folded, and only if that is not enough, cut.
TEST(Mermaid, IsFoldedBeforeItIsCut) {
  Model model = build(read(std::string(MODELVIZ_GOLDEN_DIR) + "/applications/DenseNet201.json"));
  modelviz::Run result = run(model);
  auto fold = [&] { return make_view(model, result, {.fold = 2}); };
  Rendering cut = Renderer({ImageFormat::kMmd}).render(make_view(model, result));
  EXPECT_THAT(cut.images[0], HasSubstr("more layers"));
  Rendering folded = Renderer({ImageFormat::kMmd}).render(make_view(model, result), {}, fold);
  EXPECT_THAT(folded.images[0], Not(HasSubstr("more layers")));
  EXPECT_THAT(folded.images[0], HasSubstr("× 48"));
  EXPECT_THAT(folded.warnings, ElementsAre(HasSubstr("as with --fold auto")));
  Rendering small = Renderer({ImageFormat::kMmd}).render(chain(3), {}, fold);
  EXPECT_TRUE(small.warnings.empty());
}

TEST(Mermaid, StaysBelowItsLimits) {
  Model model = build(read(std::string(MODELVIZ_GOLDEN_DIR) + "/applications/NASNetLarge.json"));
  modelviz::Run result = run(model);
  View view = make_view(model, result);
  Mermaid mermaid = write_mermaid(view);
  EXPECT_LE(mermaid.text.size(), 50'000U);
  EXPECT_GT(mermaid.text.size(), 30'000U);
  EXPECT_THAT(mermaid.text, HasSubstr("… " + std::to_string(mermaid.left_out) + " more layers"));
  std::size_t arrows = 0;
  for (std::size_t at = 0; (at = mermaid.text.find("-->", at)) != std::string::npos; ++at) ++arrows;
  EXPECT_LE(arrows, 500U);
}

}  // namespace
}  // namespace modelviz::test
