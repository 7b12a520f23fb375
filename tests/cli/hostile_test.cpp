// Files that nobody writes by mistake: whatever they hold, the program ends soon, in little memory,
// with an exit code of its own and nothing on the terminal that drives it.
#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "output/svg.h"
#include "support/process.h"
#include "support/small_model.h"
#include "support/text.h"
#include "support/xml.h"

namespace modelviz::test {
namespace {

std::string repeated(std::string_view text, int times) {
  std::string result;
  result.reserve(text.size() * static_cast<std::size_t>(times));
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

std::string numbered(int count, const std::function<std::string(int)>& item) {
  std::vector<std::string> items;
  for (int i = 0; i < count; ++i) items.push_back(item(i));
  return join(items, ", ");
}

std::string with_layer(std::string_view class_name, std::string_view config,
                       std::string_view shape = "[null, 8, 8]") {
  return SmallModel().input("x", shape).layer("l", class_name, config, {"x"}).json({"l"});
}

std::string held(std::string_view key, std::string_view class_name, const std::string& inner) {
  return R"({"class_name": ")" + std::string(class_name) + R"(", "config": {"name": "w", ")" +
         std::string(key) + R"(": )" + inner + "}}";
}

constexpr const char* kDense = R"({"class_name": "Dense", "config": {"name": "d", "units": 8}})";

std::string wrapped(int times) {
  std::string layer = kDense;
  for (int i = 0; i < times; ++i) layer = held("layer", "TimeDistributed", layer);
  return sequential({layer});
}

// Keras 2 makes the backward layer of each by copying the forward one.
std::string bidirectional(int times) {
  std::string layer = R"({"class_name": "LSTM", "config": {"name": "d", "units": 8}})";
  for (int i = 0; i < times; ++i) layer = held("layer", "Bidirectional", layer);
  return R"({"class_name": "Sequential", "keras_version": "2.4.0", "config": {"layers": [)" +
         layer + "]}}";
}

std::string nested(int times) {
  std::string model = sequential({kDense});
  for (int i = 0; i < times; ++i) model = sequential({model});
  return model;
}

// A model that calls a model twice, which calls a model twice, …
std::string doubled(int times) {
  std::string model =
      R"({"class_name": "Sequential", "name": "m", "config": {"name": "m", "layers": )"
      R"([{"class_name": "ReLU", "config": {"name": "r"}}]}, "inbound_nodes": [)";
  auto tensor = [](const std::string& name, const std::string& call) {
    return R"({"args": [{"class_name": "__keras_tensor__", "config": {"shape": [null, 8], "dtype": )"
           R"("float32", "keras_history": [")" +
           name + "\", " + call + ", 0]}}], \"kwargs\": {}}";
  };
  std::string calls = tensor("x", "0") + ", " + tensor("m", "0") + "]}";
  for (int i = 0; i < times; ++i) {
    model =
        R"({"class_name": "Functional", "name": "m", "config": {"name": "m", "layers": [)"
        R"({"class_name": "InputLayer", "name": "x", "inbound_nodes": [], "config": )"
        R"({"batch_shape": [null, 8], "name": "x"}}, )" +
        model + calls +
        R"(], "input_layers": [["x", 0, 0]], "output_layers": [["m", 1, 0]]}, "inbound_nodes": [)";
  }
  return model + "]}";
}

// Sizes with ever more terms, or ever longer ones.
std::string symbolic(int times, const std::vector<std::pair<const char*, const char*>>& layers,
                     bool joins) {
  SmallModel model;
  model.input("x", "[null, null, 3]");
  std::string last = "x";
  for (int i = 0; i < times; ++i) {
    std::string before = last;
    for (std::size_t k = 0; k < layers.size(); ++k) {
      std::string name = "l" + std::to_string(i) + "_" + std::to_string(k);
      model.layer(name, layers[k].first, layers[k].second, {last});
      last = name;
    }
    if (!joins) continue;
    model.layer("j" + std::to_string(i), "Concatenate", R"("axis": 1)", {before, last});
    last = "j" + std::to_string(i);
  }
  return model.json({last});
}

// (t + n)**(2**times), by outer products.
std::string squared(int times) {
  SmallModel model;
  model.input("x", "[null, null]").input("y", "[null, null]");
  std::string last = "x";
  for (int i = 0; i < times; ++i) {
    std::string n = std::to_string(i);
    model.layer("c" + n, "Concatenate", R"("axis": 1)", {last, "y"});
    model.layer("e" + n, "Reshape", R"("target_shape": [-1, 1])", {"c" + n});
    model.layer("p" + n, "Permute", R"("dims": [2, 1])", {"e" + n});
    model.layer("m" + n, "Dot", R"("axes": [2, 1])", {"e" + n, "p" + n});
    model.layer("f" + n, "Flatten", "", {"m" + n});
    last = "f" + n;
  }
  return model.json({last});
}

std::string many_calls(int count) {
  std::vector<std::vector<std::string>> calls(static_cast<std::size_t>(count), {"x [null, 8]"});
  return SmallModel()
      .input("x", "[null, 8]")
      .shared("d", "Dense", R"("units": 8)", calls)
      .json({"d"});
}

std::string stacked_cells(int count) {
  std::string cells = numbered(count, [](int i) {
    return R"({"class_name": "LSTMCell", "config": {"units": 8, "name": "c)" + std::to_string(i) +
           "\"}}";
  });
  return with_layer("RNN", R"("cell": {"class_name": "StackedRNNCells", "config": {"name": "s", )"
                           R"("cells": [)" +
                               cells + "]}}");
}

const std::string kEscape = "\\u001b[2J\\u0007\\u009b31m\\u007f\x7F\xC2\x9B\x1B\xFF";

struct Hostile {
  const char* name;
  std::function<std::string()> make;
  int code;
  const char* says;  // on stderr, or on stdout where that is empty
};

const std::vector<Hostile>& hostile() {
  static const std::vector<Hostile> kAll{
      {"deep_arrays", [] { return repeated("[", 100'000); }, 3, "nested more than 200 levels"},
      {"deep_objects", [] { return repeated(R"({"a":)", 100'000); }, 3, "nested more than 200"},
      {"nested_40_deep", [] { return nested(40); }, 0, ""},
      {"nested_1000_deep", [] { return nested(1000); }, 3, "nested more than 200 levels"},
      {"wrapped_60_deep", [] { return wrapped(60); }, 0, ""},
      {"wrapped_1000_deep", [] { return wrapped(1000); }, 3, "nested more than 200 levels"},
      {"bidirectional_40_deep", [] { return bidirectional(40); }, 1, ""},
      {"doubled_8_times", [] { return doubled(8); }, 0, ""},
      {"many_calls", [] { return many_calls(5'000); }, 0, ""},
      {"many_cells", [] { return stacked_cells(2'000); }, 0, ""},
      {"a_size_of_many_terms", [] { return squared(12); }, 0, ""},
      {"sizes_divided_many_times",
       [] {
         return symbolic(50,
                         {{"Conv1D", R"("filters": 3, "kernel_size": 3, "strides": 3)"},
                          {"ZeroPadding1D", R"("padding": 1)"},
                          {"UpSampling1D", R"("size": 2)"}},
                         false);
       },
       0, ""},
      {"sizes_divided_and_added",
       [] {
         return symbolic(60, {{"Conv1D", R"("filters": 3, "kernel_size": 3, "strides": 3)"}}, true);
       },
       0, ""},
      {"many_axes", [] { return with_layer("ReLU", "", "[" + repeated("null, ", 99'999) + "8]"); },
       1, "254"},
      {"a_long_axis_list",
       [] {
         return with_layer("LayerNormalization", R"("axis": [)" + numbered(100'000, [](int i) {
                                                   return std::to_string(i);
                                                 }) + "]");
       },
       1, "axis"},
      {"a_long_equation",
       [] {
         return with_layer("EinsumDense",
                           R"("output_shape": 8, "equation": ")" + repeated("a", 100'000) + "->\"");
       },
       1, "equation"},
      {"a_long_name",
       [] {
         return SmallModel()
             .input(repeated("n", 1'000'000), "[null, 8]")
             .json({repeated("n", 1'000'000)});
       },
       0, "nnn"},
      {"an_output_that_is_far_away",
       [] {
         return SmallModel()
             .input("x", "[null, 8]")
             .layer("d", "Unheard", "", {"x"})
             .json({"d:999999"});
       },
       3, "refers to a layer"},
      {"a_cycle",
       [] {
         return SmallModel()
             .input("x", "[null, 8]")
             .layer("a", "Add", "", {"x", "b"})
             .layer("b", "Add", "", {"a", "x"})
             .json({"b"});
       },
       3, "cycle"},
      {"two_of_one_name",
       [] { return SmallModel().input("x", "[null, 8]").input("x", "[null, 8]").json({"x"}); }, 3,
       "two layers are called"},
      {"a_million_heads",
       [] { return with_layer("MultiHeadAttention", R"("num_heads": 1000000, "key_dim": 64)"); }, 1,
       ""},
      {"a_billion_steps",
       [] { return with_layer("LSTM", R"("units": 8)", "[null, 1000000000, 8]"); }, 0, ""},
      {"terminal_control",
       [] {
         return SmallModel()
             .input("x", "[null, 8]")
             .layer("d" + kEscape, "Dense" + kEscape, R"("units": 8)", {"x [null, 8]"})
             .layer("e", "Dense",
                    R"("units": ")" + kEscape + R"(", "activation": ")" + kEscape + "\"", {"x"})
             .layer("f", "Dense", R"("units": 4, "activation": ")" + kEscape + "\"", {"x"})
             .json({"e"});
       },
       3, "is not JSON"},
      {"terminal_control_escaped",
       [] {
         std::string escape = kEscape.substr(0, kEscape.find('\x7F'));
         return SmallModel()
             .input("x", "[null, 8]")
             .layer("d" + escape, "Dense" + escape, R"("units": 8)", {"x [null, 8]"})
             .layer("e", "Dense",
                    R"("units": ")" + escape + R"(", "activation": ")" + escape + "\"", {"x"})
             .layer("f", "Dense", R"("units": 4, "activation": ")" + escape + "\"", {"x"})
             .json({"e"});
       },
       1, "units"},
  };
  return kAll;
}

bool is_fit_for_terminal(const std::string& text) {
  return is_printable(text) && text.find('\t') == std::string::npos;
}

class HostileFile : public testing::TestWithParam<Hostile> {};

TEST_P(HostileFile, IsBornWithPatience) {
  TemporaryFolder folder;
  folder.write("m.json", GetParam().make());
  std::string told;
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"summary", "m.json", "--expand-nested", "--symbolic"},
        {"check", "m.json", "--format", "json"}}) {
    SCOPED_TRACE(join(command, " "));
    Measured run = measure(command, folder.path());
    EXPECT_EQ(run.code, GetParam().code) << run.err.substr(0, 2000);
    EXPECT_LT(run.mebibytes, 2048);
    EXPECT_TRUE(is_fit_for_terminal(run.out)) << run.out.substr(0, 2000);
    EXPECT_TRUE(is_fit_for_terminal(run.err)) << run.err.substr(0, 2000);
    EXPECT_LT(run.err.size(), 100'000U);
    told += run.err + run.out;
  }
  EXPECT_NE(told.find(GetParam().says), std::string::npos) << told.substr(0, 4000);
  EXPECT_EQ(folder.files(), "m.json");
}

INSTANTIATE_TEST_SUITE_P(All, HostileFile, testing::ValuesIn(hostile()),
                         [](const auto& info) { return std::string(info.param.name); });

// Names that break DOT, XML, HTML, Mermaid or a terminal, in every format.
TEST(HostileNames, AreDrawnInEveryFormat) {
  const std::string names[] = {R"(a<b>&\"c\"{d}|e\\f)",
                               R"(</title><script>alert(1)</script>)",
                               R"(line\nbreak\ttab)",
                               "مرحبا بالعالم",
                               "畳み込み層",
                               "👩‍🔬 lab",
                               R"(]]> --> &amp; %s)",
                               repeated("w", 300),
                               R"(\u001b[2J\u0000\uffff)"};
  SmallModel model;
  model.input("x", "[null, 8]");
  for (const std::string& name : names) {
    model.layer(name, "Dense", R"("units": 8)", {"x [null, 8]"});
  }
  model.layer("y", "Dense", R"("units": 8)", {"x [null, 8]"});
  TemporaryFolder folder;
  folder.write("m.json", model.json({"y"}));
  std::vector<std::string> command = {"plot", "m.json"};
  for (const char* format : {"svg", "pdf", "png", "jpg", "dot", "mmd", "txt"}) {
    command.insert(command.end(), {"-o", std::string("m.") + format});
  }
  Measured run = measure(command, folder.path());
  ASSERT_EQ(run.code, 0) << run.err;
  std::string svg = folder.read("m.svg");
  EXPECT_EQ(read_xml(svg).all("g").size(), 1 + 2 * (std::size(names) + 1) + 1);
  EXPECT_EQ(svg.find("<script"), std::string::npos);
  for (const char* format : {"svg", "dot", "mmd", "txt"}) {
    EXPECT_TRUE(is_printable(folder.read(std::string("m.") + format))) << format;
  }
}

}  // namespace
}  // namespace modelviz::test
