// What the colours of boxes say, and their legend.
#include "view/colors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "output/small_views.h"
#include "view/picture.h"
#include "view/small_models.h"

namespace modelviz::test {
namespace {

using testing::ElementsAre;

std::string row_text(const LegendRow& row) {
  return row.color + " " + row.text + " " + std::to_string(row.boxes);
}

std::vector<std::string> legend(View view, ColorBy by) {
  view.options.color_by = by;
  view.options.legend = true;
  add_colors(view);
  std::vector<std::string> rows;
  for (const LegendRow& row : view.legend) rows.push_back(row_text(row));
  return rows;
}

View with_params(const std::vector<std::int64_t>& params) {
  View view = chain(static_cast<int>(params.size()));
  for (std::size_t i = 0; i < params.size(); ++i) view.nodes[i].params = params[i];
  return view;
}

TEST(Colors, SayTheKind) {
  View view = chain(3);
  view.nodes[0].kind = LayerKind::kInput;
  EXPECT_THAT(legend(view, ColorBy::kKind),
              ElementsAre("kinds.input input 1", "kinds.core core 2"));
}

TEST(Colors, SayPowersOfTen) {
  EXPECT_THAT(legend(with_params({0, 40, 500, 5'000, 2'000'000}), ColorBy::kParams),
              ElementsAre("plain none 1", "scale.0 below 100 1", "scale.1 100 to 1k 1",
                          "scale.2 1k to 10k 1", "scale.6 1M and more 1"));
}

TEST(Colors, SayPartsOfPowersOfTenWhereThereAreFew) {
  EXPECT_THAT(legend(with_params({300, 900, 1'000, 4'000}), ColorBy::kParams),
              ElementsAre("scale.0 below 500 1", "scale.2 500 to 1k 1", "scale.4 1k to 2k 1",
                          "scale.6 2k and more 1"));
}

TEST(Colors, PutVerySmallNumbersTogetherWhereThereAreManyPowers) {
  std::vector<std::string> rows =
      legend(with_params({1, 10, 1'000'000'000, 10'000'000'000}), ColorBy::kParams);
  EXPECT_THAT(rows,
              ElementsAre("scale.0 below 100k 2", "scale.5 1G to 10G 1", "scale.6 10G and more 1"));
}

TEST(Colors, NeedNoScaleForOneNumber) {
  EXPECT_THAT(legend(with_params({7, 7}), ColorBy::kParams), ElementsAre("scale.3 all others 2"));
  EXPECT_THAT(legend(with_params({0, 0}), ColorBy::kParams), ElementsAre("plain none 2"));
  EXPECT_TRUE(legend({}, ColorBy::kParams).empty());
}

TEST(Colors, SayDtypesByFamily) {
  View view = chain(4);
  view.nodes[1].dtypes = {"bfloat16"};
  view.nodes[2].dtypes = {"uint8"};
  view.nodes[3].dtypes = {"?"};
  EXPECT_THAT(legend(view, ColorBy::kDtype),
              ElementsAre("dtypes.float32 float32 1", "dtypes.float16 bfloat16 1",
                          "dtypes.integer uint8 1", "plain ? 1"));
}

TEST(Colors, SayWhatIsTrained) {
  View view = chain(3);
  view.nodes[1].trainable = true;
  view.nodes[2].trainable = false;
  EXPECT_THAT(legend(view, ColorBy::kTrainable),
              ElementsAre("plain none 1", "trainable.yes trained 1", "trainable.no not trained 1"));
}

TEST(Colors, SayNothing) {
  View view = chain(2);
  EXPECT_TRUE(legend(view, ColorBy::kNone).empty());
  view.options.color_by = ColorBy::kNone;
  add_colors(view);
  EXPECT_EQ(view.nodes[0].color, "plain");
}

TEST(Colors, LeaveWhatFailsInItsOwn) {
  View view = with_params({5, 6});
  view.nodes[1].state = NodeState::kFailed;
  EXPECT_THAT(legend(view, ColorBy::kParams),
              ElementsAre("scale.3 all others 1", "states.failed fails 1"));
}

TEST(Colors, CompareModelsOfAnyLength) {
  Picture model(sequential("any", {input("x", "[null, null, 8]"),
                                   {"small", "Dense", R"("units": 2)", {}},
                                   {"large", "Dense", R"("units": 4000)", {}}}),
                {.color_by = ColorBy::kMacs, .legend = true});
  EXPECT_NE(model.view.nodes[1].color, model.view.nodes[2].color);
  EXPECT_EQ(model.view.legend_title, "MACs of one sample, with 100 for unknown sizes");
  EXPECT_EQ(model.view.nodes[1].macs->constant(), std::nullopt);
}

}  // namespace
}  // namespace modelviz::test
