// The picture for a terminal.
#include <gtest/gtest.h>

#include "view/picture.h"
#include "view/small_models.h"

namespace modelviz::test {
namespace {

std::string graph(const std::string& json, const ViewOptions& options = {}) {
  return "\n" + write_text_graph(Picture(json, options).view);
}

Entry dense(const std::string& name, const std::string& source) {
  return {name, "Dense", R"("units": 4)", {{{source}}}};
}

TEST(TextGraph, HasARowForEachLayer) {
  EXPECT_EQ(
      graph(sequential("mlp", {input("x", "[null, 8]"), {"hidden", "Dense", R"("units": 4)", {}}})),
      R"(
mlp
● x       InputLayer  (None, 8)
● hidden  Dense       (None, 4)
)");
}

TEST(TextGraph, HasAColumnForEachTensorThatIsStillTaken) {
  EXPECT_EQ(graph(functional("branches",
                             {input("x", "[null, 4]"),
                              dense("a", "x"),
                              dense("b", "x"),
                              dense("c", "x"),
                              {"sum", "Add", "", {{{"a"}, {"b"}, {"c"}}}},
                              {"out", "Add", "", {{{"sum"}, {"a"}}}}},
                             {{"x"}}, {{"out"}})),
            R"(
branches
● x        InputLayer  (None, 4)
├─● a      Dense       (None, 4)
├─│─● b    Dense       (None, 4)
● │ │ c    Dense       (None, 4)
●─┼─╯ sum  Add         (None, 4)
●─╯ out    Add         (None, 4)
)");
}

TEST(TextGraph, NamesFramesAndWhatIsOutside) {
  std::vector<Entry> layers = {input("x", "[null, 4]")};
  for (int i = 0; i < 6; ++i) layers.push_back(dense("d" + std::to_string(i), layers.back().name));
  std::string chain = functional("chain", layers, {{"x"}}, {{"d5"}});
  EXPECT_EQ(graph(chain, {.from = {"d1"}, .fold = 2}), R"(
chain
○ x              (None, 4)
│  ▾ × 6
●   d*    Dense  (None, 4)
)");
}

TEST(TextGraph, SaysWhatFails) {
  EXPECT_EQ(
      graph(functional(
          "broken",
          {input("a", "[null, 4]"), input("b", "[null, 5]"), {"sum", "Add", "", {{{"a"}, {"b"}}}}},
          {{"a"}, {"b"}}, {{"sum"}})),
      R"(
broken
● a      InputLayer  (None, 4)
│ ● b    InputLayer  (None, 5)
✗─╯ sum  Add         add: the shapes (None, 4) and (None, 5) cannot be broadcast, their sizes differ: 4 and 5
)");
}

}  // namespace
}  // namespace modelviz::test
