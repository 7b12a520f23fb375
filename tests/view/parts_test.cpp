// --from, --to, --around, --hide, --only: a part of a picture.
#include <gtest/gtest.h>

#include "view/picture.h"
#include "view/small_models.h"

namespace modelviz::test {
namespace {

// x -> a -> b -> add -> y, a -> add
std::string skip() {
  const char* const units = R"("units": 4)";
  return functional("skip",
                    {input("x", "[null, 4]"),
                     {"a", "Dense", units, {{{"x"}}}},
                     {"b", "Activation", R"("activation": "relu")", {{{"a"}}}},
                     {"add", "Add", "", {{{"a"}, {"b"}}}},
                     {"y", "Dense", R"("units": 2)", {{{"add"}}}}},
                    {{"x"}}, {{"y"}});
}

struct PartCase {
  const char* what;
  ViewOptions options;
  const char* picture;
};

class Parts : public testing::TestWithParam<PartCase> {};

TEST_P(Parts, AreDrawn) {
  EXPECT_EQ(picture(skip(), GetParam().options), GetParam().picture) << GetParam().what;
}

INSTANTIATE_TEST_SUITE_P(
    View, Parts,
    testing::Values(PartCase{"what a layer leads to", {.from = {"b"}}, R"(
skip
  n0 b Activation (None, 4)
  n1 add Add (None, 4)
  n2 y Dense (None, 2)
  n3 (a) (None, 4)
n3 -> n0 (None, 4)
n3 -> n1 (None, 4)
n0 -> n1 (None, 4)
n1 -> n2 (None, 4)
)"},
                    PartCase{"what leads to a layer", {.to = {"a"}}, R"(
skip
  n0 x InputLayer (None, 4)
  n1 a Dense (None, 4)
  n2 (b) (None, 4)
  n3 (add) (None, 4)
n0 -> n1 (None, 4)
n1 -> n2 (None, 4)
n1 -> n3 (None, 4)
)"},
                    PartCase{"what is between", {.from = {"b"}, .to = {"add"}}, R"(
skip
  n0 b Activation (None, 4)
  n1 add Add (None, 4)
  n2 (a) (None, 4)
  n3 (y) (None, 4)
n2 -> n0 (None, 4)
n2 -> n1 (None, 4)
n0 -> n1 (None, 4)
n1 -> n3 (None, 4)
)"},
                    PartCase{"neighbours", {.around = {"y"}}, R"(
skip
  n0 add Add (None, 4)
  n1 y Dense (None, 2)
  n2 (a) (None, 4)
  n3 (b) (None, 4)
n2 -> n0 (None, 4)
n3 -> n0 (None, 4)
n0 -> n1 (None, 4)
)"},
                    PartCase{"the layer alone, as a class",
                             {.around = {"Activation"}, .hops = 0, .show_boundary = false},
                             R"(
skip
  n0 b Activation (None, 4)
)"},
                    PartCase{"arrows of what is hidden are joined", {.hide = {"a", "b"}}, R"(
skip
  n0 x InputLayer (None, 4)
  n1 add Add (None, 4)
  n2 y Dense (None, 2)
n0 -> n1 (None, 4)
n1 -> n2 (None, 4)
)"},
                    PartCase{"nothing but", {.only = {"Dense"}}, R"(
skip
  n0 a Dense (None, 4)
  n1 y Dense (None, 2)
n0 -> n1 (None, 4)
)"}));

TEST(Parts, OfNoLayerAreRefused) {
  try {
    picture(skip(), {.hide = {"Dens"}});
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_EQ(error.fault, Fault::kUsage);
    EXPECT_EQ(error.diagnostic.message, "no layer in the picture is called 'Dens'");
    EXPECT_EQ(error.diagnostic.hint, "did you mean Dense?");
  }
}

TEST(Parts, AreFoundByTheNameOfAnyBlock) {
  std::vector<Entry> layers = {input("x", "[null, 4]")};
  for (int i = 0; i < 6; ++i) {
    layers.push_back({"d" + std::to_string(i), "Dense", R"("units": 4)", {{{layers.back().name}}}});
  }
  std::string chain = functional("chain", layers, {{"x"}}, {{"d5"}});
  EXPECT_EQ(picture(chain, {.around = {"d3"}, .hops = 0, .fold = 2}), R"(
chain
  n1 (x) (None, 4)
  c0 × 6
    n0 d* Dense (None, 4)
n1 -> n0 (None, 4)
n0 -> n0 back 1 (None, 4)
)");
}

}  // namespace
}  // namespace modelviz::test
