// The tables of `summary`: rows, columns, order, and what documents want.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "modelviz/modelviz.h"
#include "support/golden.h"
#include "support/text.h"
#include "view/small_models.h"

namespace modelviz::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

// x -> small (Dense) -> encoder (two Dense layers) -> large_dense (Dense)
std::string small_model() {
  std::string encoder = functional("encoder",
                                   {input("encoder_in", "[null, 4]"),
                                    {"first", "Dense", R"("units": 3)", {{{"encoder_in"}}}},
                                    {"second", "Dense", R"("units": 5)", {{{"first"}}}}},
                                   {{"encoder_in"}}, {{"second"}});
  return functional("small & <large>",
                    {input("x", "[null, 8]"),
                     {"small", "Dense", R"("units": 4)", {{{"x"}}}},
                     nested("encoder", encoder, {{{"small"}}}),
                     {"large_dense", "Dense", R"("units": 100)", {{{"encoder"}}}}},
                    {{"x"}}, {{"large_dense"}});
}

using Write = std::string (*)(const Model&, const Run&, const SummaryOptions&);

std::string summary(Write write, const SummaryOptions& options = {},
                    const std::string& text = small_model()) {
  Model model = build(read_text(text, "small.json"));
  Run inferred = run(model);
  return write(model, inferred, options);
}

std::vector<std::string> csv_lines(const SummaryOptions& options) {
  std::string text = summary(write_summary_csv, options);
  std::vector<std::string> lines;
  for (std::string_view line : split(trim(text), '\n')) lines.emplace_back(line);
  return lines;
}

TEST(SummaryTable, ColumnsAsChosen) {
  EXPECT_THAT(csv_lines({}),
              ElementsAre("layer,shape,params", "x (InputLayer),\"(None, 8)\",0",
                          "small (Dense),\"(None, 4)\",36", "encoder (Functional),\"(None, 5)\",35",
                          "large_dense (Dense),\"(None, 100)\",600"));
  EXPECT_THAT(csv_lines({.columns = {"name", "class", "dtype", "weights"}}),
              ElementsAre("name,class,dtype,weights", "x,InputLayer,float32,-",
                          "small,Dense,float32,\"kernel (8, 4); bias (4,)\"",
                          "encoder,Functional,float32,\"first/kernel (4, 3); first/bias (3,); "
                          "second/kernel (3, 5); second/bias (5,)\"",
                          "large_dense,Dense,float32,\"kernel (5, 100); bias (100,)\""));
  EXPECT_EQ(csv_lines({.columns = {"+macs", "memory"}}).front(), "layer,shape,params,macs,memory");
  EXPECT_EQ(csv_lines({.columns = {"macs"}}).front(), "layer,macs");
  EXPECT_THROW(csv_lines({.columns = {"mac"}}), Error);
  EXPECT_THROW(csv_lines({.sort = "shape"}), Error);
}

// Dense: 2 FLOPs for each MAC, and one for each bias. Memory: 4 bytes an element.
TEST(SummaryTable, CostIsThatOfOneSample) {
  EXPECT_THAT(csv_lines({.columns = {"name", "macs", "flops", "memory"}}),
              ElementsAre("name,macs,flops,memory", "x,0,0,32", "small,32,68,16",
                          "encoder,27,62,48", "large_dense,500,1100,400"));
  std::string text = summary(write_summary_text, {.columns = {"macs", "flops", "memory"}});
  EXPECT_THAT(text, HasSubstr("Total MACs: 559 (one sample)"));
  EXPECT_THAT(text, HasSubstr("Total FLOPs: 1,230 (one sample)"));
  EXPECT_THAT(text,
              HasSubstr("Activations: 480.00 B"));  // the input of encoder is the output of small
}

TEST(SummaryTable, NestedModelsToADepth) {
  SummaryOptions names{.columns = {"name", "params"}};
  EXPECT_EQ(csv_lines(names).size(), 5U);
  names.depth = 1;
  EXPECT_THAT(csv_lines(names),
              ElementsAre("name,params", "x,0", "small,36", "encoder,35", "encoder/encoder_in,0",
                          "encoder/first,15", "encoder/second,20", "large_dense,600"));
  names.depth = 0;
  names.expand_nested = true;  // the depth is the stronger word
  EXPECT_EQ(csv_lines(names).size(), 5U);
  EXPECT_THAT(summary(write_summary_text, {.expand_nested = true}),
              HasSubstr("   └ first (Dense)"));
}

TEST(SummaryTable, SortedAndCutOff) {
  SummaryOptions options{.depth = 1, .columns = {"name", "params"}, .sort = "params", .top = 3};
  EXPECT_THAT(csv_lines(options),
              ElementsAre("name,params", "large_dense,600", "small,36", "encoder,35"));
  EXPECT_THAT(summary(write_summary_text, options), HasSubstr("… and 4 more layers"));
  options.sort = "name";
  EXPECT_THAT(csv_lines(options),
              ElementsAre("name,params", "encoder,35", "encoder/encoder_in,0", "encoder/first,15"));
}

TEST(SummaryTable, IsEscapedForDocuments) {
  std::string markdown = summary(write_summary_markdown);
  EXPECT_THAT(markdown, HasSubstr("|:---|:---|---:|"));
  EXPECT_THAT(markdown, HasSubstr("| large\\_dense (Dense) | (None, 100) | 600 |"));
  std::string html = summary(write_summary_html);
  EXPECT_THAT(html, HasSubstr("<caption>small &amp; &lt;large&gt;</caption>"));
  EXPECT_THAT(html, HasSubstr("<td>large_dense (Dense)</td>"));
  EXPECT_THAT(html, Not(HasSubstr("<large>")));
  std::string latex = summary(write_summary_latex);
  EXPECT_THAT(latex, HasSubstr("\\begin{longtable}{llr}"));
  EXPECT_THAT(latex, HasSubstr("large\\_dense (Dense) & (None, 100) & 600 \\\\"));
}

TEST(SummaryTable, SaysWhatExpressionsRestOn) {
  std::string model = functional("pair",
                                 {input("a", "[null, null, 4]"),
                                  input("b", "[null, null, 4]"),
                                  {"sum", "Add", "", {{{"a"}, {"b"}}}}},
                                 {{"a"}, {"b"}}, {{"sum"}});
  EXPECT_THAT(summary(write_summary_text, {.symbolic = true}, model), HasSubstr("assuming "));
  EXPECT_THAT(summary(write_summary_json, {.symbolic = true}, model), HasSubstr("\"assumptions\""));
  EXPECT_THAT(summary(write_summary_text, {}, model), Not(HasSubstr("assuming")));
}

// ---- blocks that repeat -------------------------------------------------------------------------

// x -> three times [Dense, Dense, Concatenate with what came in] -> y
std::string blocks() {
  std::vector<Entry> layers = {input("x", "[null, 4]")};
  for (int i = 1; i <= 3; ++i) {
    std::string name = "block" + std::to_string(i) + "_", last = layers.back().name;
    layers.push_back({name + "a", "Dense", R"("units": 4)", {{{last}}}});
    layers.push_back({name + "b", "Dense", R"("units": 2)", {{{name + "a"}}}});
    layers.push_back({name + "join", "Concatenate", "", {{{last}, {name + "b"}}}});
  }
  layers.push_back({"y", "Dense", R"("units": 1)", {{{layers.back().name}}}});
  return functional("blocks", layers, {{"x"}}, {{"y"}});
}

TEST(SummaryFold, ShowsABlockOnceWithWhatAllOfThemHave) {
  EXPECT_EQ(summary(write_summary_text, {.fold = 2}, blocks()),
            R"(Model: "blocks"
┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━┳━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━┓
┃ Layer (type)                   ┃ Output Shape ┃ Param # ┃ Connected to      ┃
┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━╇━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━┩
│ x (InputLayer)                 │ (None, 4)    │       0 │ -                 │
├────────────────────────────────┼──────────────┼─────────┼───────────────────┤
│ × 3                            │              │     114 │                   │
├────────────────────────────────┼──────────────┼─────────┼───────────────────┤
│    └ block*_a (Dense)          │ (None, 4)    │      84 │ x[0][0],          │
│                                │              │         │ block*_join[0][0] │
├────────────────────────────────┼──────────────┼─────────┼───────────────────┤
│    └ block*_b (Dense)          │ (None, 2)    │      30 │ block*_a[0][0]    │
├────────────────────────────────┼──────────────┼─────────┼───────────────────┤
│    └ block*_join (Concatenate) │ (None, 6…10) │       0 │ x[0][0],          │
│                                │              │         │ block*_b[0][0],   │
│                                │              │         │ block*_join[0][0] │
├────────────────────────────────┼──────────────┼─────────┼───────────────────┤
│ y (Dense)                      │ (None, 1)    │      11 │ block*_join[0][0] │
└────────────────────────────────┴──────────────┴─────────┴───────────────────┘
 Total params: 125 (500.00 B)
 Trainable params: 125 (500.00 B)
 Non-trainable params: 0 (0.00 B)
)");
}

std::vector<std::string> folded_lines(const SummaryOptions& options, const std::string& model) {
  std::string text = summary(write_summary_csv, options, model);
  std::vector<std::string> lines;
  for (std::string_view line : split(trim(text), '\n')) lines.emplace_back(line);
  return lines;
}

TEST(SummaryFold, SaysInSpreadsheetsHowManyARowIs) {
  EXPECT_THAT(folded_lines({.columns = {"name", "weights", "macs", "copies"}, .fold = 2}, blocks()),
              ElementsAre("name,weights,macs,copies", "x,-,0,1",
                          "block*_a,\"kernel (4…8, 4); bias (4,)\",72,3",
                          "block*_b,\"kernel (4, 2); bias (2,)\",24,3", "block*_join,-,0,3",
                          "y,\"kernel (10, 1); bias (1,)\",10,1"));
  EXPECT_EQ(folded_lines({.fold = 2}, blocks()).front(), "layer,shape,params,connected,copies");
}

TEST(SummaryFold, SortsBlocksByAllThatTheyHave) {
  std::string text = summary(write_summary_text, {.sort = "params", .top = 2, .fold = 2}, blocks());
  EXPECT_LT(text.find("block*_a × 3 (Dense)"), text.find("block*_b × 3 (Dense)"));
  EXPECT_THAT(text, Not(HasSubstr("└ ")));
  EXPECT_THAT(text, HasSubstr("… and 3 more layers"));
}

TEST(SummaryFold, StandsInJsonBesideAllLayers) {
  auto plain = nlohmann::json::parse(summary(write_summary_json, {}, blocks()));
  auto folded = nlohmann::json::parse(summary(write_summary_json, {.fold = 2}, blocks()));
  EXPECT_EQ(folded["repeats"], nlohmann::json::parse(R"([{"first": 1, "size": 3, "count": 3}])"));
  folded.erase("repeats");
  EXPECT_EQ(folded, plain);
}

// Whatever is folded, the rows without titles add up to what they were.
TEST(SummaryFold, AddsUp) {
  for (const char* folder : {"applications", "zoo"}) {
    for (const std::filesystem::path& path : models_in(folder)) {
      Model model = build(read(path));
      modelviz::Run inferred = run(model);
      auto sums = [&](int fold) {
        std::string text = write_summary_csv(
            model, inferred,
            {.columns = {"params", "trainable_params", "copies", "class"}, .fold = fold});
        std::map<std::string, long long> result;
        for (std::string_view line : split(trim(text), '\n')) {
          std::vector<std::string_view> cells = split(line, ',');
          if (cells[0] == "layer") continue;
          std::size_t last = cells.size() - 1;
          for (std::size_t back = 1; back <= 3; ++back) {
            result["column " + std::to_string(back)] += std::stoll(std::string(cells[last - back]));
          }
          result[std::string(cells[last])] += std::stoll(std::string(cells[last - 1]));
        }
        return result;
      };
      EXPECT_EQ(sums(2), sums(0)) << path;
    }
  }
}

}  // namespace
}  // namespace modelviz::test
