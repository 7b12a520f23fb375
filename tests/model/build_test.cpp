// The dialects of Keras 2 and 3, as the one graph that they are read into.
#include <gtest/gtest.h>

#include "modelviz/error.h"
#include "modelviz/model.h"

namespace modelviz {
namespace {

std::string keras3(const std::string& layers, const std::string& inputs,
                   const std::string& outputs) {
  return R"({"module": "keras.src.models.functional", "class_name": "Functional", "registered_name":
    "Functional", "config": {"name": "m", "layers": [)" +
         layers + R"(], "input_layers": )" + inputs + R"(, "output_layers": )" + outputs + "}}";
}

std::string keras2(const std::string& layers, const std::string& inputs,
                   const std::string& outputs) {
  return R"({"class_name": "Functional", "keras_version": "2.15.0", "backend": "tensorflow",
    "config": {"name": "m", "layers": [)" +
         layers + R"(], "input_layers": )" + inputs + R"(, "output_layers": )" + outputs + "}}";
}

// An entry of "layers"; the module follows from the class.
std::string layer(const std::string& name, const std::string& class_name, const std::string& nodes,
                  const std::string& config = "{\"trainable\": true}",
                  const std::string& module = "keras.layers") {
  return R"({"module": ")" + module + R"(", "class_name": ")" + class_name + R"(", "name": ")" +
         name + R"(", "config": )" + config + R"(, "inbound_nodes": )" + nodes + "}";
}

std::string input(const std::string& name) {
  return layer(name, "InputLayer", "[]", R"({"batch_shape": [null, 8], "dtype": "float32"})");
}

std::string input2(const std::string& name) {
  return layer(name, "InputLayer", "[]", R"({"batch_input_shape": [null, 8], "dtype": "float32"})");
}

// A tensor of Keras 3: "a" is written t("a").
std::string t(const std::string& name, int call = 0, int output = 0) {
  return R"({"class_name": "__keras_tensor__", "config": {"shape": [null, 8], "dtype": "float32",
    "keras_history": [")" +
         name + "\", " + std::to_string(call) + ", " + std::to_string(output) + "]}}";
}

std::string node(const std::string& args, const std::string& kwargs = "{}") {
  return R"({"args": [)" + args + R"(], "kwargs": )" + kwargs + "}";
}

Model build_text(const std::string& json) { return build(read_text(json, "m.json")); }

std::string ends(const Graph& graph) {
  std::string result;
  for (const auto* refs : {&graph.inputs, &graph.outputs}) {
    for (const TensorRef& ref : *refs) {
      result += graph.layers[static_cast<std::size_t>(ref.layer)].name + "#" +
                std::to_string(ref.call) + ":" + std::to_string(ref.output) + " ";
    }
    result += refs == &graph.inputs ? "-> " : "";
  }
  return result;
}

struct Case {
  std::string json, text, ends;
};

void expect(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    Model model = build_text(c.json);
    EXPECT_EQ(text(*model.root.graph), c.text);
    EXPECT_EQ(ends(*model.root.graph), c.ends);
  }
}

TEST(BuildKeras3, ReadsCallsWithTheirArguments) {
  const std::string key =
      R"([{"class_name": "__slice__", "config": {"start": null, "stop": 3, "step": null}},
                              {"class_name": "__ellipsis__", "config": {}}, null])";
  expect({
      {keras3(input("a") + "," +
                  layer("d", "Dense", "[" + node(t("a"), R"({"training": false})") + "]"),
              R"(["a", 0, 0])", R"([["d", 0, 0]])"),
       "a = InputLayer()\nd = Dense(a, training=False)\n", "a#0:0 -> d#0:0 "},
      {keras3(input("a") + "," + input("b") + "," +
                  layer("add", "Add", "[" + node("[" + t("a") + "," + t("b") + "]") + "]"),
              R"([["a", 0, 0], ["b", 0, 0]])", R"({"y": ["add", 0, 0], "x": ["a", 0, 0]})"),
       "a = InputLayer()\nb = InputLayer()\nadd = Add([a, b])\n", "a#0:0 b#0:0 -> a#0:0 add#0:0 "},
      {keras3(input("a") + "," +
                  layer("g", "GetItem", "[" + node(t("a") + "," + key) + "]", "{}",
                        "keras.src.ops.numpy"),
              R"(["a", 0, 0])", R"(["g", 0, 0])"),
       "a = InputLayer()\ng = GetItem(a, [None:3:None, ..., None])\n", "a#0:0 -> g#0:0 "},
      // a shared layer, and a list that is not in topological order
      {keras3(
           layer("d", "Dense", "[" + node(t("a")) + "," + node(t("d", 0)) + "]") + "," + input("a"),
           R"(["a", 0, 0])", R"(["d", 1, 0])"),
       "a = InputLayer()\nd#0 = Dense(a)\nd#1 = Dense(d#0)\n", "a#0:0 -> d#1:0 "},
  });
}

TEST(BuildKeras3, CountsTheCallsOfANestedModelFromOneInTheModelsOutputs) {
  std::string inner =
      R"({"name": "in", "layers": [)" + input("x") + R"(], "input_layers": ["x", 0, 0],
    "output_layers": ["x", 0, 0]})";
  expect({{keras3(input("a") + "," +
                      layer("in", "Functional", "[" + node(t("a")) + "," + node(t("in", 0)) + "]",
                            inner, "keras.src.models.functional"),
                  R"(["a", 0, 0])", R"([["in", 1, 0], ["in", 2, 0]])"),
           "a = InputLayer()\nin#0 = Functional(a)\nin#1 = Functional(in#0)\n",
           "a#0:0 -> in#0:0 in#1:0 "}});
}

TEST(BuildKeras3, TellsOpsFromLayersOfTheSameName) {
  struct {
    const char* module;
    const char* config;
    bool is_op;
  } const kCases[] = {
      {"keras.layers", R"({"trainable": true})", false},
      {"keras.src.ops.numpy", R"({"name": "add"})", true},
      {"", R"({"name": "add"})", true},  // a legacy HDF5 file has no modules
      {"", R"({"name": "cast", "dtype": "int32"})", true},
      {"", R"({"name": "mine", "dtype": {"class_name": "DTypePolicy"}})", false},
      {"", R"({"name": "add", "trainable": true, "dtype": "float32"})", false},
  };
  for (const auto& c : kCases) {
    std::string json =
        keras3(input("a") + "," + layer("add", "Add", "[" + node(t("a")) + "]", c.config, c.module),
               R"(["a", 0, 0])", R"(["add", 0, 0])");
    EXPECT_EQ(build_text(json).root.graph->layers[1].is_op, c.is_op) << c.module << c.config;
  }
}

TEST(BuildKeras3, AModelIsNoOpEvenWithoutAModule) {
  std::string json = keras3(input("a"), R"(["a", 0, 0])", R"(["a", 0, 0])");
  std::string_view module = R"("module": "keras.src.models.functional", )";
  json.erase(json.find(module), module.size());
  EXPECT_FALSE(build_text(json).root.is_op);
}

TEST(BuildKeras2, ReadsCallsOfEveryForm) {
  std::string a = input2("a"), b = input2("b"), both = R"([["a", 0, 0], ["b", 0, 0]])";
  auto op = [](const std::string& name, const std::string& nodes) {
    return layer(name, "TFOpLambda", nodes, R"({"function": "math.multiply"})", "");
  };
  expect({
      {keras2(a + "," + layer("d", "Dense", R"([[["a", 0, 0, {"training": true}]]])"),
              R"([["a", 0, 0]])", R"([["d", 0, 0]])"),
       "a = InputLayer()\nd = Dense(a, training=True)\n", "a#0:0 -> d#0:0 "},
      {keras2(a + "," + b + "," + layer("add", "Add", R"([[["a", 0, 0, {}], ["b", 0, 0, {}]]])"),
              both, R"([["add", 0, 0]])"),
       "a = InputLayer()\nb = InputLayer()\nadd = Add([a, b])\n", "a#0:0 b#0:0 -> add#0:0 "},
      {keras2(a + "," + layer("d", "Dense", R"([[["a", 0, 0]], [["d", 0, 0]]])"),
              R"([["a", 0, 0]])", R"([["d", 1, 0]])"),
       "a = InputLayer()\nd#0 = Dense(a)\nd#1 = Dense(d#0)\n", "a#0:0 -> d#1:0 "},
      {keras2(
           a + "," + b + "," + layer("f", "F", R"([{"x": ["a", 0, 0, {}], "y": ["b", 0, 0, {}]}])"),
           both, R"([["f", 0, 0]])"),
       "a = InputLayer()\nb = InputLayer()\nf = F({x: a, y: b})\n", "a#0:0 b#0:0 -> f#0:0 "},
      {keras2(a + "," + op("m", R"([["a", 0, 0, {"y": 2.5, "name": null}]])"), R"([["a", 0, 0]])",
              R"([["m", 0, 0]])"),
       "a = InputLayer()\nm = TFOpLambda(a, y=2.5, name=None)\n", "a#0:0 -> m#0:0 "},
      {keras2(a + "," + op("m", R"([["_CONSTANT_VALUE", -1, 1.5, {"y": ["a", 0, 0]}]])"),
              R"([["a", 0, 0]])", R"([["m", 0, 0]])"),
       "a = InputLayer()\nm = TFOpLambda(1.5, y=a)\n", "a#0:0 -> m#0:0 "},
      {keras2(a + "," + op("m", R"([["a", 0, 0, {"shape": [["a", 0, 0], 32]}]])"),
              R"([["a", 0, 0]])", R"([["m", 0, 0]])"),
       "a = InputLayer()\nm = TFOpLambda(a, shape=[a, 32])\n", "a#0:0 -> m#0:0 "},
  });
}

TEST(BuildKeras2, CountsTheCallsOfANestedModelFromOneEverywhere) {
  std::string inner =
      R"({"name": "in", "layers": [)" + input2("x") + R"(], "input_layers": [["x", 0, 0]],
    "output_layers": [["x", 0, 0]]})";
  expect(
      {{keras2(
            input2("a") + "," +
                layer("in", "Functional", R"([[["a", 0, 0, {}]], [["in", 1, 0, {}]]])", inner, ""),
            R"([["a", 0, 0]])", R"([["in", 2, 0]])"),
        "a = InputLayer()\nin#0 = Functional(a)\nin#1 = Functional(in#0)\n", "a#0:0 -> in#1:0 "}});
}

TEST(BuildKeras2, GivesConfigsTheNamesOfKeras3) {
  struct {
    const char* class_name;
    const char* config;
    const char* expected;
  } const kCases[] = {
      {"LeakyReLU", R"({"alpha": 0.1})", "{'alpha': 0.1, 'negative_slope': 0.1}"},
      {"BatchNormalization", R"({"axis": [3]})", "{'axis': 3}"},
      {"LayerNormalization", R"({"axis": [1, 2]})", "{'axis': [1, 2]}"},
      {"GRU", R"({"units": 4})", "{'units': 4, 'reset_after': False}"},
      {"Dense", R"({"units": 4})", "{'units': 4}"},
  };
  for (const auto& c : kCases) {
    std::string json =
        keras2(input2("a") + "," + layer("l", c.class_name, R"([[["a", 0, 0, {}]]])", c.config),
               R"([["a", 0, 0]])", R"([["l", 0, 0]])");
    EXPECT_EQ(build_text(json).root.graph->layers[1].config->text(), c.expected);
  }
}

TEST(BuildSequential, IsAChainWithAnInputOfItsOwn) {
  struct {
    const char* config;
    const char* text;
    const char* input;
  } const kCases[] = {
      {R"({"name": "s", "layers": [{"class_name": "InputLayer", "config": {"batch_input_shape": [null, 3], "name": "i"}},
           {"class_name": "Dense", "config": {"name": "d"}}]})",
       "i = InputLayer()\nd = Dense(i)\n", "[None, 3]"},
      {R"({"name": "s", "layers": [{"class_name": "Dense", "config": {"name": "d", "batch_input_shape": [null, 3]}}]})",
       "d_input = InputLayer()\nd = Dense(d_input)\n", "[None, 3]"},
      {R"([{"class_name": "Dense", "config": {"name": "d", "batch_input_shape": [null, 3]}}])",
       "d_input = InputLayer()\nd = Dense(d_input)\n", "[None, 3]"},
      {R"({"name": "s", "build_input_shape": [null, 5], "layers": [{"class_name": "Dense", "config": {"name": "d"}}]})",
       "d_input = InputLayer()\nd = Dense(d_input)\n", "[None, 5]"},
      {R"({"name": "s", "layers": [{"class_name": "Dense", "config": {"name": "d"}}]})",
       "d_input = InputLayer()\nd = Dense(d_input)\n", "None"},
  };
  for (const auto& c : kCases) {
    Model model = build_text(
        std::string(R"({"class_name": "Sequential", "keras_version": "2.2.4", "config": )") +
        c.config + "}");
    EXPECT_EQ(text(*model.root.graph), c.text);
    EXPECT_EQ((*model.root.graph->layers[0].config)["batch_shape"].text(), c.input);
  }
}

TEST(BuildSequential, GivesALayerWithoutANameOneOfItsOwn) {
  Model model = build_text(R"({"class_name": "Sequential", "keras_version": "2.1.6", "config": [
    {"class_name": "Sequential", "config": [{"class_name": "Dense", "config": {"name": "d"}}]},
    {"class_name": "Sequential", "config": [{"class_name": "Dense", "config": {"name": "d"}}]}]})");
  EXPECT_EQ(text(*model.root.graph),
            "sequential_input = InputLayer()\nsequential = Sequential(sequential_input)\n"
            "sequential_1 = Sequential(sequential)\n");
}

TEST(Build, TakesAConfigWithoutItsModel) {
  std::string dense = R"({"class_name": "Dense", "name": "d", "config": {"name": "d"},
    "inbound_nodes": [[["a", 0, 0]]]})";
  std::string functional = R"("layers": [)" + input2("a") + "," + dense +
                           R"(], "input_layers": [["a", 0, 0]], "output_layers": [["d", 0, 0]])";
  struct {
    std::string json;
    const char* text;
  } const kCases[] = {
      {"[" + dense + "]", "d_input = InputLayer()\nd = Dense(d_input)\n"},
      {R"({"name": "s", "layers": [)" + dense + "]}",
       "d_input = InputLayer()\nd = Dense(d_input)\n"},
      {R"({"name": "m", )" + functional + "}", "a = InputLayer()\nd = Dense(a)\n"},
      // what JavaScript programs print
      {R"({"className": "Model", "config": {"name": "myModel", "inputLayers": [["aB", 0, 0]],
           "outputLayers": [["convOne", 0, 0]], "layers": [
           {"className": "InputLayer", "name": "aB", "config": {"batchInputShape": [null, 8, 8, 3]},
            "inboundNodes": []},
           {"className": "Conv2D", "name": "convOne", "config": {"dataFormat": "channelsLast"},
            "inboundNodes": [[["aB", 0, 0, {}]]]}]}})",
       "aB = InputLayer()\nconvOne = Conv2D(aB)\n"},
  };
  for (const auto& c : kCases) EXPECT_EQ(text(*build_text(c.json).root.graph), c.text);
  Model camel = build_text(kCases[3].json);
  EXPECT_EQ((*camel.root.graph->layers.at(1).config)["data_format"], Value("channels_last"));
}

TEST(Build, RefusesWhatIsNoModelAndSaysWhere) {
  std::string a = input("a");
  struct {
    std::string json;
    const char* path;
    const char* message;
  } const kCases[] = {
      {"[1]", "", "is JSON, but not a Keras model"},
      {R"({"class_name": "Dense", "config": {"units": 5}})", "", "holds Dense"},
      {keras3("{}", "[]", "[]"), "/config/layers/0", "this one has no \"class_name\""},
      {keras3("5", "[]", "[]"), "/config/layers/0", "not a number"},
      {keras3(R"({"class_name": 5, "config": {}})", "[]", "[]"), "/config/layers/0",
       "\"class_name\" is a number, not the name of a class"},
      {keras3(R"({"class_name": "Dense"})", "[]", "[]"), "/config/layers/0",
       "\"config\" of Dense is missing"},
      {keras3(R"({"class_name": "Dense", "config": "no"})", "[]", "[]"), "/config/layers/0",
       "\"config\" of Dense is a string, not an object"},
      {R"({"class_name": "Functional", "config": {"layers": {}}})", "/config/layers",
       "\"layers\" of this Functional is an object, not a list"},
      {R"({"class_name": "Model", "config": {"layers": []}})", "/config",
       "\"input_layers\" of this Model is missing"},
      {R"({"class_name": "Sequential", "config": {"name": "s"}})", "/config",
       "\"layers\" of this Sequential is missing"},
      {R"({"class_name": "Sequential", "config": [{"class_name": "Dense", "config": {"name": "d"}},
           {"class_name": "Dense", "config": {"name": "d"}}]})",
       "/config/1", "two layers are called 'd'"},
      {keras3(layer("d", "Dense", R"("a")"), "[]", "[]"), "/config/layers/0/inbound_nodes",
       "\"inbound_nodes\" is a string, not a list of calls"},
      {keras3(a + "," + layer("d", "Dense", "[" + node(t("a")) + ", 7]"), "[]", "[]"),
       "/config/layers/1/inbound_nodes/1",
       "a call is an object with \"args\" and \"kwargs\", not a number"},
      {keras3(a + "," + a, "[]", "[]"), "/config/layers/1", "two layers are called 'a'"},
      {keras3(a + "," + layer("d", "Dense", "[" + node(t("x")) + "]"), "[]", "[]"),
       "/config/layers/1/inbound_nodes/0/args/0/config/keras_history",
       "is not in the model: ['x', 0, 0]"},
      {keras3(a + "," + layer("d", "Dense", "[" + node(t("a", 3)) + "]"), "[]", "[]"),
       "/config/layers/1/inbound_nodes", "refers to call 3 of layer 'a', which is called 1 times"},
      {keras3(a, R"(["a", 0, 0])", R"(["x", 0, 0])"), "/config/output_layers", "['x', 0, 0]"},
      {keras3(layer("d", "Dense", "[" + node(t("d")) + "]"), "[]", "[]"), "/config/layers/0",
       "the calls form a cycle"},
  };
  for (const auto& c : kCases) {
    try {
      build_text(c.json);
      FAIL() << c.message;
    } catch (const Error& error) {
      EXPECT_EQ(error.fault, Fault::kInput);
      EXPECT_EQ(error.diagnostic.file, "m.json");
      EXPECT_EQ(error.diagnostic.json_path, c.path);
      EXPECT_NE(error.diagnostic.message.find(c.message), std::string::npos)
          << error.diagnostic.message;
    }
  }
}

}  // namespace
}  // namespace modelviz
