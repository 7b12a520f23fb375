// What is said of functions of TensorFlow whose shapes are not known.
#include <gtest/gtest.h>

#include "document/json.h"
#include "modelviz/modelviz.h"

namespace modelviz::test {
namespace {

// x, and an op layer that is called on it.
std::string model_of(std::string_view layer) {
  return R"({"class_name": "Functional", "keras_version": "2.9.0", "config": {"name": "m", "layers": [
    {"class_name": "InputLayer", "name": "x", "config": {"name": "x", "batch_input_shape": [null, 4],
     "dtype": "float32"}, "inbound_nodes": []},)" +
         std::string(layer) +
         R"(], "input_layers": [["x", 0, 0]], "output_layers": [["y", 0, 0]]}})";
}

std::string warning_of(std::string_view layer) {
  Document document;
  document.root = std::make_shared<const Value>(parse_json(model_of(layer), "", {}));
  Model model = build(std::move(document));
  std::string found;
  for (const Diagnostic& problem : run(model).problems) {
    EXPECT_EQ(problem.severity, Severity::kWarning);
    found += problem.message + (problem.hint.empty() ? "" : " | " + problem.hint);
  }
  return found;
}

struct Case {
  std::string_view layer, warning;
};

TEST(UnknownFunctions, AreNamedWithTheNearestOne) {
  constexpr Case kCases[] = {
      {R"({"class_name": "TFOpLambda", "name": "y", "config": {"name": "y",
           "function": "math.relu"}, "inbound_nodes": [["x", 0, 0, {}]]})",
       "tf.math.relu (TFOpLambda) is not known: its shapes are unknown | The nearest that is known "
       "is tf.math.real."},
      {R"({"class_name": "TFOpLambda", "name": "y", "config": {"name": "y",
           "function": "quite.another.matter"}, "inbound_nodes": [["x", 0, 0, {}]]})",
       "tf.quite.another.matter (TFOpLambda) is not known: its shapes are unknown"},
      {R"({"class_name": "TFOpLambda", "name": "y", "config": {"name": "y",
           "function": "math.add"}, "inbound_nodes": [["x", 0, 0, {"colour": "red"}]]})",
       "the file does not say enough of the arguments of tf.math.add: its shapes are unknown"},
      {R"({"class_name": "TensorFlowOpLayer", "name": "y", "config": {"name": "y",
           "node_def": {"op": "AddV3"}, "constants": {}}, "inbound_nodes": [[["x", 0, 0, {}]]]})",
       "AddV3 (TensorFlowOpLayer) is not known: its shapes are unknown | The nearest that is known "
       "is AddV2."},
      {R"({"class_name": "TFOpLambda", "name": "y", "config": {"name": "y",
           "function": "nn.relu"}, "inbound_nodes": [["x", 0, 0, {}]]})",
       ""},
  };
  for (const Case& test : kCases) EXPECT_EQ(warning_of(test.layer), test.warning);
}

// A user's own Attention is not that of Keras: its module says so.
TEST(UnknownClasses, AreThoseOfModulesThatAreNotOfKeras) {
  constexpr struct {
    std::string_view module;
    bool is_known;
  } kCases[] = {
      {"\"keras.layers\"", true},
      {"\"tf_keras.src.layers.core\"", true},
      {"null", true},
      {"\"__main__\"", false},
      {"\"vision.layers\"", false},
      {"\"my_keras.layers\"", false},
  };
  for (const auto& test : kCases) {
    std::string layer = R"({"class_name": "Dense", "name": "y", "module": )" +
                        std::string(test.module) +
                        R"(, "config": {"name": "y", "units": 3},
                            "inbound_nodes": [[["x", 0, 0, {}]]]})";
    EXPECT_EQ(warning_of(layer).empty(), test.is_known) << test.module;
  }
}

}  // namespace
}  // namespace modelviz::test
