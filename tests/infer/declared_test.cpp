// Where the shapes of a layer come from whose class is not known.
#include <gtest/gtest.h>

#include "modelviz/modelviz.h"

namespace modelviz::test {
namespace {

// x, a layer of this config that is called on it, and what follows.
Model model_of(const std::string& unknown, const std::string& rest, const std::string& last) {
  std::string json =
      R"({"class_name": "Functional", "keras_version": "2.9.0", "config": {"name": "m", "layers": [
    {"class_name": "InputLayer", "name": "x", "config": {"name": "x", "batch_input_shape": [null, 4]},
     "inbound_nodes": []},)" +
      unknown + rest + R"(], "input_layers": [["x", 0, 0]], "output_layers": [[")" + last +
      R"(", 0, 0]]}})";
  return build(read_text(json, "m.json"));
}

std::string layer(const std::string& name, const std::string& class_name,
                  const std::string& config = "{}", const std::string& input = "x",
                  const std::string& more = "") {
  return R"({"class_name": ")" + class_name + R"(", "name": ")" + name + R"(", "config": )" +
         config + R"(, "inbound_nodes": [[[")" + input + R"(", 0, 0, {}]]])" + more + "}";
}

// "declared (None, 4) float32"
std::string made_by(const Model& model, const Run& run, std::size_t index) {
  const LayerCall& call = run.trace->call(run.calls_of(model.root.graph->layers.at(index)).at(0));
  std::string made(text(call.shapes_from));
  for (int id : call.outputs) {
    made += " " + run.trace->tensors()[static_cast<std::size_t>(id)].type.keras_text();
  }
  return made;
}

struct Case {
  std::string unknown, rest, last, shapes_from;
};

TEST(UnknownLayers, HaveTheShapesThatTheFileTells) {
  std::string inner =
      R"({"name": "n", "layers": [{"class_name": "InputLayer", "name": "i", "config":
    {"name": "i", "batch_input_shape": [null, 7]}, "inbound_nodes": []}],
    "input_layers": [["i", 0, 0]], "output_layers": [["i", 0, 0]]})";
  std::string nested = R"(,{"class_name": "Functional", "name": "n", "config": )" + inner +
                       R"(, "inbound_nodes": [[["u", 0, 0, {}]]]})";
  const Case kCases[] = {
      {layer("u", "Mine"), "", "u", "unknown ? ?"},
      {layer("u", "Lambda", R"({"output_shape": null})"), "", "u", "unknown ? ?"},
      // Python code
      {layer("u", "Lambda", R"({"output_shape": ["4wEA", null, null]})"), "", "u",
       "unknown ? ?"},
      {layer("u", "Lambda", R"({"output_shape": [3, null]})"), "", "u",
       "declared (None, 3, None) float32"},
      {layer("u", "Lambda", R"({"output_shape": [], "dtype": "float64"})"), "", "u",
       "declared (None,) float64"},
      // what its consumer was built with, and what a model within takes
      {layer("u", "Mine"),
       "," + layer("d", "Dense", R"({"units": 3})", "u",
                   R"(, "build_config": {"input_shape": [null, 9]})"),
       "d", "recorded (None, 9) float32"},
      {layer("u", "Mine"), nested, "n", "recorded (None, 7) float32"},
  };
  for (const Case& c : kCases) {
    Model model = model_of(c.unknown, c.rest, c.last);
    modelviz::Run result = run(model);
    EXPECT_EQ(made_by(model, result, 1), c.shapes_from) << c.unknown;
  }
}

// An entry of Keras 3 that is called on a tensor of this shape.
std::string entry3(const std::string& name, const std::string& class_name, const std::string& input,
                   const std::string& shape, const std::string& dtype = "float32",
                   const std::string& config = "{}") {
  std::string module = class_name == "Dense" ? "keras.layers" : "keras_hub.src.layers.modeling";
  return R"(,{"module": ")" + module + R"(", "class_name": ")" + class_name + R"(", "name": ")" +
         name + R"(", "config": )" + config +
         R"(, "inbound_nodes": [{"args": [{"class_name": "__keras_tensor__", "config": {"shape": )" +
         shape + R"(, "dtype": ")" + dtype + R"(", "keras_history": [")" + input +
         R"(", 0, 0]}}], "kwargs": {}}]})";
}

TEST(UnknownLayers, OfKerasHubReturnWhatTheirConsumersRecorded) {
  std::string json =
      R"({"module": "keras.src.models.functional", "class_name": "Functional", "config": {"name": "m",
    "layers": [{"module": "keras.layers", "class_name": "InputLayer", "name": "x", "config": {"name":
    "x", "batch_shape": [null, 12], "dtype": "int32"}, "inbound_nodes": []})" +
      entry3("words", "TokenAndPositionEmbedding", "x", "[null, 12]", "int32") +
      entry3("encode", "TransformerEncoder", "words", "[null, 12, 32]") +
      entry3("turn", "RotaryEmbedding", "encode", "[null, 12, 32]", "float16") +
      entry3("units", "Dense", "turn", "[null, 12, 32]", "float16", R"({"units": 5})") +
      R"(], "input_layers": ["x", 0, 0], "output_layers": ["units", 0, 0]}})";
  Model model = build(read_text(json, "m.json"));
  modelviz::Run result = run(model);
  constexpr std::string_view kExpected[] = {
      "inferred (None, 12) int32", "recorded (None, 12, 32) float32",
      "recorded (None, 12, 32) float16", "recorded (None, 12, 32) float16",
      "inferred (None, 12, 5) float32"};
  for (std::size_t i = 0; i < std::size(kExpected); ++i) {
    EXPECT_EQ(made_by(model, result, i), kExpected[i]);
  }
}

TEST(UnknownLayers, HaveTheShapesThatTheUserSays) {
  Model model =
      model_of(layer("u", "Mine"), "," + layer("d", "Dense", R"({"units": 3})", "u"), "d");
  RunOptions options;
  options.shapes.push_back(parse_declared_shape("u=float16[None,10,5]"));
  modelviz::Run result = run(model, options);
  EXPECT_EQ(made_by(model, result, 1), "declared (None, 10, 5) float16");
  EXPECT_EQ(made_by(model, result, 2), "inferred (None, 10, 3) float32");
  EXPECT_EQ(result.params_of(model.root).total, 18);
  EXPECT_TRUE(result.problems.empty());
}

TEST(UnknownLayers, AreNamedWithWhatToSay) {
  Model model = model_of(layer("u", "Mine"), "", "u");
  modelviz::Run result = run(model);
  ASSERT_EQ(result.problems.size(), 1U);
  EXPECT_EQ(result.problems[0].hint, "Say what it returns: --shape 'u=float32[None,…]'");
}

TEST(DeclaredShapes, AreForLayersThatAreNotInferred) {
  Model model =
      model_of(layer("u", "Mine"), "," + layer("d", "Dense", R"({"units": 3})", "x"), "d");
  struct {
    const char* text;
    const char* message;
  } const kCases[] = {
      {"d=[None,3]",
       "the shape of layer 'd' follows from its config and what it is called on | Shapes are not "
       "known of u."},
      {"z=[None,3]", "the model has no layer 'z' | Shapes are not known of u."},
  };
  for (const auto& c : kCases) {
    RunOptions options;
    options.shapes.push_back(parse_declared_shape(c.text));
    try {
      run(model, options);
      FAIL() << c.text;
    } catch (const Error& error) {
      EXPECT_EQ(error.fault, Fault::kUsage);
      EXPECT_EQ(error.diagnostic.message + " | " + error.diagnostic.hint, c.message);
    }
  }
}

TEST(DeclaredShapes, AreReadFromText) {
  struct {
    const char* text;
    const char* layer;
    const char* type;
  } const kCases[] = {
      {"a=float32[None,10,5]", "a", "(-1, 10, 5) float32"},
      {"outer/a = [1, ?, 5]", "outer/a", "(1, -1, 5) float32"},
      {"a=b=int32[]", "a=b", "() int32"},
      {"tf.add_1[0]=bool[3]", "tf.add_1[0]", "(3,) bool"},
  };
  for (const auto& c : kCases) {
    DeclaredShape shape = parse_declared_shape(c.text);
    EXPECT_EQ(shape.layer, c.layer);
    EXPECT_EQ(shape.type.text(), c.type);
  }
  for (const char* wrong : {"", "a", "a=", "a=float32", "[1,2]", "=[1]", "a=[x]", "a=float7[1]",
                            "a=[1", "a=[-2]", "a=[1,,2]"}) {
    EXPECT_THROW(parse_declared_shape(wrong), Error) << wrong;
  }
}

}  // namespace
}  // namespace modelviz::test
