#include "support/layer_table.h"

#include <gtest/gtest.h>

#include "model/reader.h"
#include "modelviz/infer.h"
#include "modelviz/layer.h"
#include "support/cells.h"
#include "support/text.h"

namespace modelviz::test {
namespace {

Layer make_layer(Trace& trace, const LayerCase& test, Generation generation) {
  Value entry;
  entry.set("module", "keras.layers");
  entry.set("class_name", test.class_name);
  entry.set("name", "layer");
  entry.set("config", read_arguments(trace, test.config).named);
  return read_layer(Place{std::make_shared<const Value>(std::move(entry)), ""},
                    Dialect{.generation = generation, .data_format = {}});
}

// One layer, run by itself.
struct LayerRun {
  LayerRun(const LayerCase& test, Generation generation) {
    run.trace = std::make_unique<Trace>();
    layer = make_layer(*run.trace, test, generation);
    outputs = result_of([&] {
      auto [positional, named] = read_arguments(*run.trace, test.inputs);
      return keras_text(run_layer(*run.trace, layer, positional, named));
    });
  }

  [[nodiscard]] std::string weights() const {
    std::vector<std::string> texts;
    for (int index : run.weights_of(layer)) {
      const TraceWeight& weight = run.trace->weights()[static_cast<std::size_t>(index)];
      std::string text = weight.name + " " + modelviz::keras_text(weight.shape);
      if (weight.dtype != DType::kFloat32) text += " " + std::string(modelviz::text(weight.dtype));
      texts.push_back(text + (weight.trainable ? "" : " frozen"));
    }
    return join(texts, ", ");
  }

  [[nodiscard]] std::string warnings() const {
    std::string text;
    for (const LayerCall& call : run.trace->calls()) {
      for (const Diagnostic& warning : call.warnings) text += warning.message + "\n";
    }
    return text;
  }

  // Those of ops in the layer are none of its own.
  [[nodiscard]] std::string notes() const {
    std::string text;
    for (const Note& note : run.trace->notes()) {
      if (note.op.empty()) text += note.text + "\n";
    }
    return text;
  }

  Layer layer;
  Run run;
  std::string outputs;
};

std::string title(const LayerCase& test) {
  return std::string(test.class_name) + "(" + std::string(test.config) + ") on " +
         std::string(test.inputs);
}

void expect(std::span<const LayerCase> cases, Generation generation) {
  for (const LayerCase& test : cases) {
    SCOPED_TRACE(title(test));
    LayerRun got(test, generation);
    if (test.outputs.starts_with("error: ")) {
      EXPECT_TRUE(got.outputs.starts_with("error: ")) << got.outputs;
      EXPECT_NE(got.outputs.find(test.outputs.substr(7)), std::string::npos) << got.outputs;
    } else {
      EXPECT_EQ(got.outputs, test.outputs);
      EXPECT_EQ(got.weights(), test.weights);
      EXPECT_EQ(got.warnings(), "");
    }
  }
}

}  // namespace

void expect_layers(std::span<const LayerCase> cases) { expect(cases, Generation::kKeras3); }
void expect_keras2_layers(std::span<const LayerCase> cases) { expect(cases, Generation::kKeras2); }

void expect_warnings(std::span<const LayerCase> cases) {
  for (const LayerCase& test : cases) {
    SCOPED_TRACE(title(test));
    LayerRun got(test, Generation::kKeras3);
    EXPECT_EQ(got.outputs, test.outputs);
    EXPECT_NE(got.warnings().find(test.weights), std::string::npos) << got.warnings();
  }
}

std::string ops_of(const LayerCase& test) {
  LayerRun got(test, Generation::kKeras3);
  std::vector<std::string> names;
  for (const TraceOp& op : got.run.trace->ops()) names.emplace_back(op.op->name);
  return join(names, " ");
}

std::string macs_of(const LayerCase& test) {
  LayerRun got(test, Generation::kKeras3);
  return got.run.trace->calls().at(0).macs.text();
}

LayerOutcome outcome_of(const LayerCase& test) {
  LayerRun got(test, Generation::kKeras3);
  return {got.outputs, got.notes() + got.warnings()};
}

}  // namespace modelviz::test
