// The conventions of the command line: exit codes, messages, what is written and what is not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/process.h"

namespace modelviz::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr const char* kTiny = R"({"module": "keras", "class_name": "Sequential", "config": {
  "name": "tiny", "layers": [
    {"module": "keras.layers", "class_name": "InputLayer",
     "config": {"batch_shape": [null, 8], "dtype": "float32", "name": "x"}},
    {"module": "keras.layers", "class_name": "Dense",
     "config": {"name": "d", "units": 4, "activation": "relu", "use_bias": true}}]},
  "registered_name": null})";

// Two tensors of different width cannot be added.
constexpr const char* kWrong =
    R"({"module": "keras.src.models.functional", "class_name": "Functional",
  "config": {"name": "wrong", "layers": [
    {"module": "keras.layers", "class_name": "InputLayer", "name": "a", "inbound_nodes": [],
     "config": {"batch_shape": [null, 8], "dtype": "float32", "name": "a"}},
    {"module": "keras.layers", "class_name": "InputLayer", "name": "b", "inbound_nodes": [],
     "config": {"batch_shape": [null, 9], "dtype": "float32", "name": "b"}},
    {"module": "keras.layers", "class_name": "Add", "name": "sum", "config": {"name": "sum"},
     "inbound_nodes": [{"args": [[
        {"class_name": "__keras_tensor__", "config": {"shape": [null, 8], "dtype": "float32", "keras_history": ["a", 0, 0]}},
        {"class_name": "__keras_tensor__", "config": {"shape": [null, 9], "dtype": "float32", "keras_history": ["b", 0, 0]}}]],
      "kwargs": {}}]}],
    "input_layers": [["a", 0, 0], ["b", 0, 0]], "output_layers": ["sum", 0, 0]},
  "registered_name": "Functional"})";

class CommandLine : public testing::Test {
 protected:
  CommandLine() {
    folder.write("tiny.json", kTiny);
    folder.write("wrong.json", kWrong);
    folder.write("text.json", "not json");
    folder.write("list.json", "[1, 2]");
    folder.write("mine.json", R"({"schema": "modelviz.theme/1", "extends": "dark",
                                  "background": "#123456"})");
    folder.write("other.json", R"({"name": "tiny", "version": 1})");
    folder.write("empty.json", "");
    folder.write("cut.json", std::string(kTiny).substr(0, 200));
  }

  Outcome run(const std::string& command) { return shell(command, folder.path()); }

  TemporaryFolder folder;
};

struct Failure {
  const char* command;
  int code;
  const char* message;
};

TEST_F(CommandLine, SaysWhatIsWrongAndExitsWithTheCodeOfItsKind) {
  const Failure kFailures[] = {
      // the model
      {"modelviz summary wrong.json", 1, "sum (Add)"},
      {"modelviz summary wrong.json", 1, "(None, 8)"},
      {"modelviz plot wrong.json -o x.dot", 1, "(None, 9)"},
      {"modelviz eval 'ops.sum(x, axis=3)' -i x=[3]", 1, "axis 3 is out of range"},
      {"modelviz eval 'x +' -i x=[3]", 1, "^"},
      {"modelviz eval --file wrong.json", 1, "the name 'null' is not known"},
      // the command line
      {"modelviz ops matmil", 2, "Did you mean matmul?"},
      {"modelviz ops 'zz*'", 2, "Keras has no op 'zz*'"},
      {"modelviz ops take_step", 2, "Keras has no op"},
      {"modelviz layers Desne", 2, "Did you mean Dense?"},
      {"modelviz layers MaxPol2D", 2, "Did you mean MaxPool2D?"},
      {"modelviz layers 'zz*'", 2, "Keras has no layer 'zz*'"},
      {"modelviz layers Dense --format yaml", 2, "yaml"},
      {"modelviz layers Dense -o x", 2, "-T png"},
      {"modelviz layers Dense -o x.png --format json", 2, "--format is for text"},
      {"modelviz layers Dense -T png", 2, "--output"},
      {"modelviz layers -o x.png", 2, "a picture is of one layer"},
      {"modelviz layers 'Conv*' -o x.png", 2, "a picture is of one layer"},
      {"modelviz eval x -i x=3", 2, "NAME=DTYPE[SIZES]"},
      {"modelviz eval", 2, "there is no expression"},
      {"modelviz eval x --file text.json", 2, "not both"},
      {"modelviz eval x --explian", 2, "did you mean --explain?"},
      {"modelviz plto tiny.json", 2, "did you mean plot?"},
      {"modelviz plot tiny.json", 2, "-o"},
      {"modelviz plot -o x.svg", 2, "MODEL is required"},
      {"modelviz plot --show-ops -o x.svg", 2, "MODEL is required"},
      {"modelviz plot --show-ops nobody -o x.svg", 2, "MODEL is required"},
      {"modelviz plot tiny.json -o x.svg --show-ops Dnese", 2, "did you mean Dense?"},
      {"modelviz plot tiny.json -o x.svg --show-ops d --show-ops='zz*'", 2, "'zz*'"},
      {"modelviz plot tiny.json -o x.png --show-shape", 2, "did you mean --show-shapes?"},
      {"modelviz plot tiny.json -o x.png --rankdir UP", 2, "rankdir"},
      {"modelviz plot tiny.json -o x.png --dpi many", 2, "dpi"},
      {"modelviz plot tiny.json -o x.png --width 0", 2, "--width"},
      {"modelviz plot tiny.json -o x.png --width 100 --dpi 96", 2, "--dpi"},
      {"modelviz plot tiny.json -o x.png --max-pixels 0", 2, "--max-pixels"},
      {"modelviz plot tiny.json -o x.gif", 2, "png"},
      {"modelviz plot tiny.json -o x", 2, "-T png"},
      {"modelviz plot tiny.json -o x.svg -T webm", 2, "svg"},
      {"modelviz plot tiny.json other.json -o x.svg", 2, "other.json"},
      {"modelviz plot tiny.json -o x.svg --layer-range nobody d", 2, "nobody"},
      {"modelviz plot tiny.json -o x.svg --hide Dnese", 2, "did you mean Dense?"},
      {"modelviz plot tiny.json -o x.svg --attrs unit", 2, "did you mean units?"},
      {"modelviz plot tiny.json -o x.svg --fold 1", 2, "--fold"},
      {"modelviz plot tiny.json -o x.svg --depth -1", 2, "--depth"},
      {"modelviz plot tiny.json -o x.svg --expand zz", 2,
       "--expand: no layer's name or class fits"},
      {"modelviz plot tiny.json -o x.svg --expand d", 2, "--show-ops='d'"},
      {"modelviz plot tiny.json -o x.svg --collapse Dnese", 2, "did you mean Dense?"},
      {"modelviz summary tiny.json --fold 1", 2, "--fold"},
      {"modelviz plot tiny.json -o x.svg --shapes-on arrows", 2, "edges"},
      {"modelviz plot tiny.json -o x.svg --theme drak", 2, "did you mean dark?"},
      {"modelviz plot tiny.json -o x.svg --theme missing.json", 2, "cannot be read"},
      {"modelviz plot tiny.json -o x.svg --theme tiny.json", 2, "tiny.json: a theme has no member"},
      {"modelviz plot tiny.json -o x.svg --theme text.json", 2, "is not JSON: line 1"},
      {"modelviz plot tiny.json -o x.svg --color-by size", 2, "none of kind, params"},
      {"modelviz plot tiny.json -o x.svg --show shapes", 2, "did you mean shape?"},
      {"modelviz plot tiny.json -o x.svg --label '{nam}'", 2, "did you mean name?"},
      {"modelviz themes drak", 2, "did you mean dark?"},
      {"modelviz plot tiny.json -o x.svg --dot-attr ranksep=1", 2, "graph:NAME=VALUE"},
      {"modelviz plot tiny.json -o x.svg --layout dot --wrap 3", 2, "dot draws no columns"},
      {"modelviz plot tiny.json -o x.svg --layout dot --page A4", 2, "dot draws no columns"},
      {"modelviz plot tiny.json -o x.svg --page A9", 2, "use A0 to A5"},
      {"modelviz plot tiny.json -o x.svg --ratio 0", 2, "--ratio"},
      {"modelviz plot tiny.json -o x.svg --check x.svg", 2, "--check writes no file"},
      {"modelviz plot tiny.json --check missing.svg", 1, "there is no such file"},
      {"modelviz summary tiny.json --format yaml", 2, "yaml"},
      {"modelviz summary tiny.json --input-shape 1,x", 2, "1,x"},
      {"modelviz summary tiny.json --input-shape 1,8,8", 2, "rank 2"},
      {"modelviz summary tiny.json --input-shape nobody=1,8", 2, "nobody"},
      // the input
      {"modelviz summary missing.json", 3, "missing.json"},
      {"modelviz summary .", 3, "is a folder"},
      {"modelviz summary text.json", 3, "is not JSON: line 1, column 2"},
      {"modelviz summary cut.json", 3, "is not JSON: line 4"},
      {"modelviz summary list.json", 3, "not a Keras model"},
      {"modelviz summary other.json", 3, "not a Keras model"},
      {"modelviz summary empty.json", 3, "is empty"},
      {"modelviz summary - < text.json", 3, "<stdin>"},
      {"modelviz plot text.json -o x.svg", 3, "is not JSON"},
      {"modelviz text.json", 3, "is not JSON"},
      {"modelviz eval --file missing.py", 3, "missing.py"},
      // the output
      {"modelviz plot tiny.json -o no/such/folder/x.svg", 4, "no/such/folder"},
      {"modelviz plot tiny.json -o /dev/full -T svg", 4, "/dev/full"},
      {"modelviz layers Dense -o no/such/folder/x.svg", 4, "no/such/folder"},
      {"modelviz summary tiny.json > /dev/full", 4, "No space left"},
      {"modelviz themes > /dev/full", 4, "No space left"},
  };
  for (const Failure& failure : kFailures) {
    Outcome outcome = run(failure.command);
    EXPECT_EQ(outcome.code, failure.code) << failure.command << "\n" << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr(failure.message)) << failure.command;
    EXPECT_THAT(outcome.err, StartsWith("error: ")) << failure.command;
  }
}

TEST_F(CommandLine, LeavesNoFileBehindWhenItFails) {
  std::string before = folder.files();
  run("modelviz plot text.json -o x.svg");
  run("modelviz plot tiny.json -o x.png -o y.gif");
  run("modelviz plot tiny.json -o x.svg --layer-range nobody d");
  EXPECT_EQ(folder.files(), before);
}

TEST_F(CommandLine, DrawsAModelWithAShapeErrorAndMarksTheLayer) {
  Outcome outcome = run("modelviz plot wrong.json -o x.svg -o x.png");
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(folder.read("x.svg"), HasSubstr("sum"));
  EXPECT_THAT(folder.read("x.svg"), HasSubstr("broadcast"));
  EXPECT_THAT(folder.read("x.png"), StartsWith("\x89PNG"));
}

TEST_F(CommandLine, EvaluatesExpressionsFromAnArgumentAFileOrStandardInput) {
  folder.write("program.py", "y = ops.matmul(x, w)\ny + 1\n");
  for (const char* program :
       {"'ops.matmul(x, w) + 1'", "--file program.py", "- < program.py", "--file - < program.py"}) {
    Outcome outcome = run(std::string("modelviz eval -i x=[None,5] -i w=[5,8] ") + program);
    EXPECT_EQ(outcome.out, "(None, 8) float32\n") << program;
    EXPECT_EQ(outcome.code, 0) << outcome.err;
  }
}

TEST_F(CommandLine, ShowsWhatItKnowsOfTheOps) {
  EXPECT_THAT(run("modelviz ops").out, HasSubstr("\n  matmul "));
  EXPECT_THAT(run("modelviz ops 'image.*'").out, Not(HasSubstr("matmul")));
  EXPECT_THAT(run("modelviz ops pool").out, HasSubstr("max_pool"));
  for (const char* name : {"matmul", "ops.matmul", "keras.ops.matmul", "numpy.matmul"}) {
    std::string shown = run(std::string("modelviz ops ") + name).out;
    EXPECT_THAT(shown, StartsWith("ops.matmul(x1, x2)\n")) << name;
    EXPECT_THAT(shown, HasSubstr("(None, 10, 8) float32"));
    EXPECT_THAT(shown, HasSubstr("tf.linalg.matmul"));
    EXPECT_THAT(shown, HasSubstr("https://keras.io/api/ops/numpy/#matmul-function"));
  }
  auto json = nlohmann::json::parse(run("modelviz ops matmul --format json").out);
  EXPECT_EQ(json["schema"], "modelviz.ops/1");
  EXPECT_EQ(json["ops"][0]["signature"], "x1, x2");
}

TEST_F(CommandLine, ShowsWhatItKnowsOfTheLayers) {
  EXPECT_THAT(run("modelviz layers").out, HasSubstr("\n  Dense "));
  EXPECT_THAT(run("modelviz layers 'Conv*'").out, Not(HasSubstr("Dense")));
  EXPECT_THAT(run("modelviz layers pool").out, HasSubstr("GlobalMaxPooling3D"));
  for (const char* name : {"MaxPooling2D", "MaxPool2D", "maxpool2d", "keras.layers.MaxPooling2D",
                           "tf.keras.layers.MaxPool2D", "layers.MaxPool2D"}) {
    Outcome outcome = run(std::string("modelviz layers ") + name);
    EXPECT_EQ(outcome.code, 0) << name;
    EXPECT_THAT(outcome.out, StartsWith("MaxPooling2D(pool_size=2, ")) << name;
  }
  auto json = nlohmann::json::parse(run("modelviz layers LSTM --format json").out);
  EXPECT_EQ(json["schema"], "modelviz.layers/1");
  EXPECT_EQ(json["layers"][0]["example"]["params"], 5248);
  EXPECT_THAT(run("modelviz layers -h").out, HasSubstr("modelviz layers LSTM -o a.png"));
  EXPECT_THAT(run("modelviz layers --help").out, HasSubstr("-o, --output FILE"));
  EXPECT_THAT(run("modelviz -h").out, HasSubstr("modelviz layers LSTM"));
}

TEST_F(CommandLine, DrawsTheInsideOfALayer) {
  Outcome outcome = run("modelviz layers LSTM -o a.svg -o a.png");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, IsEmpty());
  for (const char* part : {"recurrent_kernel", "lstm_cell", "sigmoid", "× 10"}) {
    EXPECT_THAT(folder.read("a.svg"), HasSubstr(part));
  }
  EXPECT_THAT(folder.read("a.png"), StartsWith("\x89PNG"));
  EXPECT_THAT(run("modelviz layers AvgPool1D -T dot -o -").out, HasSubstr("average_pool"));
  EXPECT_THAT(run("modelviz layers Sequential -T dot -o -").out, HasSubstr("matmul"));
}

TEST_F(CommandLine, WritesTheErrorOfAnExpressionAsJson) {
  Outcome outcome = run("modelviz eval 'ops.matmul(x, x)' -i x=[2,3] --format json");
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err, IsEmpty());
  EXPECT_EQ(nlohmann::json::parse(outcome.out)["error"]["op"], "matmul");
}

TEST_F(CommandLine, WritesSeveralFormatsAtOnce) {
  Outcome outcome = run("modelviz plot tiny.json -o a.png -o a.jpg -o a.pdf -o a.svg -o a.dot");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.err, IsEmpty());
  EXPECT_THAT(outcome.out, IsEmpty());
  EXPECT_THAT(folder.read("a.png"), StartsWith("\x89PNG"));
  EXPECT_THAT(folder.read("a.jpg"), StartsWith("\xFF\xD8"));
  EXPECT_THAT(folder.read("a.pdf"), StartsWith("%PDF"));
  EXPECT_THAT(folder.read("a.svg"), HasSubstr("</svg>"));
  EXPECT_THAT(folder.read("a.dot"), StartsWith("digraph"));
}

TEST_F(CommandLine, ReadsStandardInputAndWritesStandardOutput) {
  Outcome outcome = run("modelviz plot - -o - -T svg < tiny.json");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("</svg>"));
}

TEST_F(CommandLine, GivesTheSameBytesForTheSameInput) {
  for (const char* format : {"png", "jpg", "pdf", "svg", "dot"}) {
    std::string command = std::string("modelviz plot tiny.json -o - -T ") + format;
    std::string first = run(command + " > first; cat first").out;
    std::string second = run("sleep 1.1; LC_ALL=C " + command + " > second; cat second").out;
    EXPECT_FALSE(first.empty());
    EXPECT_TRUE(first == second) << format;
  }
}

TEST_F(CommandLine, TellsWhatToTypeNext) {
  Outcome outcome = run("modelviz tiny.json");
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.out, HasSubstr("modelviz plot tiny.json -o model.png"));
}

TEST_F(CommandLine, HelpIsShortWithExamplesFirstOrWhole) {
  Outcome brief = run("modelviz plot -h"), whole = run("modelviz plot --help");
  EXPECT_EQ(brief.code, 0);
  EXPECT_EQ(whole.code, 0);
  EXPECT_THAT(brief.out, HasSubstr("modelviz plot model.json -o model.png"));
  for (const char* option :
       {"--[no-]show-shapes", "--[no-]show-dtype", "--[no-]show-layer-names",
        "--[no-]show-layer-activations", "--[no-]show-trainable", "--[no-]expand-nested",
        "--[no-]show-weights", "--show-ops", "--no-show-ops", "--rankdir", "--dpi", "--width",
        "--max-pixels", "--layer-range", "--style", "--input-shape", "--timeout"}) {
    EXPECT_THAT(whole.out, HasSubstr(option));
  }
  EXPECT_EQ(run("modelviz").out, run("modelviz -h").out);
}

// What the loader opens while it runs.
TEST_F(CommandLine, LoadsNeitherFontsNorPluginsOfGraphvizUnlessItDraws) {
  struct Case {
    const char* command;
    bool has_plugins, has_fonts;
  };
  const Case cases[] = {
      {"--version", false, false},
      {"summary tiny.json", false, false},
      {"check tiny.json", false, false},
      {"eval 1+1", false, false},
      {"plot tiny.json -o x.dot -o x.mmd -o x.txt", false, false},
      {"plot tiny.json -o x.svg", false, false},
      {"plot tiny.json -o x.png", true, true},
  };
  for (const Case& c : cases) {
    Outcome outcome = run("LD_DEBUG=files LD_DEBUG_OUTPUT=opened modelviz " +
                          std::string(c.command) + " > out && cat opened.*; rm opened.*");
    ASSERT_THAT(outcome.out, HasSubstr("libgvc")) << c.command;
    EXPECT_EQ(outcome.out.find("libgvplugin") != std::string::npos, c.has_plugins) << c.command;
    for (const char* library : {"libpango", "libcairo", "libfontconfig"})
      EXPECT_EQ(outcome.out.find(library) != std::string::npos, c.has_fonts) << c.command;
  }
}

TEST_F(CommandLine, PlotSaysWhetherAPictureIsStale) {
  for (const char* file : {"x.svg", "x.pdf", "x.mmd", "x.txt"}) {
    std::string name = file;
    ASSERT_EQ(run("modelviz plot tiny.json -o " + name).code, 0);
    EXPECT_EQ(run("modelviz plot tiny.json --check " + name).code, 0) << file;
    Outcome other = run("modelviz plot tiny.json --show-dtype --check " + name);
    EXPECT_EQ(other.code, 1) << file;
    EXPECT_THAT(other.err, HasSubstr(name + ": is stale"));
  }
}

// What is printed can be changed and used.
TEST_F(CommandLine, PrintsThemesToBeginOnesOwnWith) {
  EXPECT_THAT(run("modelviz themes").out, HasSubstr("dark   deep colours"));
  for (const char* theme : {"light", "dark", "auto", "print", "keras"}) {
    std::string name(theme);
    EXPECT_EQ(run("modelviz themes " + name + " > copy.json").code, 0);
    EXPECT_EQ(run("modelviz plot tiny.json -T svg -o - --theme copy.json").out,
              run("modelviz plot tiny.json -T svg -o - --theme " + name).out);
  }
}

TEST_F(CommandLine, SwitchesHaveANegativeForm) {
  struct Case {
    const char* options;
    const char* shown;
    const char* hidden;
  };
  const Case kCases[] = {
      {"", "(None, 4)", "float32"},
      {"--no-show-shapes", "Dense", "(None, 4)"},
      {"--show-dtype", "float32", "nothing"},
      {"--show-dtype --no-show-dtype", "Dense", "float32"},
      {"--show-layer-activations", "relu", "nothing"},
      {"", "relu", "units"},
      {"--no-attrs", "Dense", "relu"},
      {"--attrs units,use_bias", "units 4, use_bias True", "relu"},
      {"--dot-attr graph:label=hello", "hello", "nothing"},
      {"--show-weights", "kernel", "nothing"},
      {"--show-weights --no-show-weights", "Dense", "kernel"},
      {"--style keras", "Dense", "(None, 4)"},
      {"--style keras --show-shapes", "(None, 4)", "nothing"},
      {"--style keras", "splines=ortho", "rounded"},
      {"--theme keras", "(None, 4)", "rounded"},
      {"--style keras --theme dark", "rounded", "(None, 4)"},
      {"--theme dark", "#0d1117", "#ffffff"},
      {"--theme mine.json", "#123456", "#ffffff"},
      {"--show name,dtype", "float32", "Dense"},
      {"--show +params", "36 params", "nothing"},
      {"--show params --show-shapes", "(None, 4)", "Dense"},
      {"--show +shape --no-show-shapes", "Dense", "(None, 4)"},
      {"--label '{class}: {params}'", "Dense: 36", "(None, 4)"},
      {"--number", "<B>2</B>", "<B>d</B>"},
      {"--number --show-layer-names", "<B>2 · d</B>", "Layers"},
      {"--legend", "core · 1", "nothing"},
      {"--color-by params --legend", "Parameters", "core"},
  };
  for (const Case& c : kCases) {
    std::string dot = run(std::string("modelviz plot tiny.json -T dot -o - ") + c.options).out;
    EXPECT_THAT(dot, HasSubstr(c.shown)) << c.options;
    EXPECT_THAT(dot, Not(HasSubstr(c.hidden))) << c.options;
  }
}

// Of --expand and --collapse the last that fits counts, whichever it is.
TEST_F(CommandLine, OpensAndClosesNestedModelsInTheOrderOfTheOptions) {
  struct {
    const char* options;
    bool opens;
  } cases[] = {
      {"", false},
      {"--expand-nested", true},
      {"--depth 1", true},
      {"--expand-nested --depth 0", false},
      {"--expand encoder", true},
      {"--expand-nested --collapse 'enc*'", false},
      {"--collapse encoder --expand-nested", false},
      {"--collapse 'enc*' --expand encoder", true},
      {"--expand encoder --collapse 'enc*'", false},
      {"--expand encoder --collapse 'enc*' --expand Functional", true},
      {"--show-ops=conv1", true},
      {"--show-ops=conv1 --collapse encoder", false},
  };
  for (const auto& c : cases) {
    Outcome outcome = run("modelviz plot " MODELVIZ_SAMPLES_DIR "/siamese.json -T txt -o - " +
                          std::string(c.options));
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_EQ(outcome.out.find("conv3") != std::string::npos, c.opens) << c.options;
  }
  std::string unshared =
      run("modelviz plot " MODELVIZ_SAMPLES_DIR "/siamese.json -T txt -o - --unshare").out;
  EXPECT_THAT(unshared, HasSubstr("call 1 of 2"));
  EXPECT_THAT(unshared, HasSubstr("call 2 of 2"));
}

// --show-ops has a value or none: the model is never taken for it.
TEST_F(CommandLine, ShowOpsTakesALayerButNotTheModel) {
  const char* const kShown[] = {
      "tiny.json --show-ops",
      "--show-ops tiny.json",
      "--show-ops=d tiny.json",
      "--show-ops d tiny.json",
      "tiny.json --show-ops d",
      "tiny.json --show-ops Dense",
      "tiny.json --show-ops 'D*'",
      "--show-ops --rankdir LR tiny.json",
      "tiny.json --no-show-ops --show-ops x --show-ops d",
      "--show-ops - < tiny.json",
      "- --show-ops < tiny.json",
  };
  for (const char* arguments : kShown) {
    for (const char* output : {"-T dot -o - ", ""}) {
      bool before = *output != '\0';
      std::string command = "modelviz plot " + std::string(output) + arguments;
      if (!before) {
        std::size_t redirection = command.find(" <");
        command.insert(std::min(redirection, command.size()), " -T dot -o -");
      }
      Outcome outcome = run(command);
      EXPECT_EQ(outcome.code, 0) << command << outcome.err;
      EXPECT_THAT(outcome.out, HasSubstr("matmul")) << command;
    }
  }
  for (const char* arguments : {"", "--show-ops --no-show-ops", "--show-ops x", "--show-weights"}) {
    std::string command = std::string("modelviz plot tiny.json -T dot -o - ") + arguments;
    EXPECT_THAT(run(command).out, Not(HasSubstr("matmul"))) << command;
  }
}

TEST_F(CommandLine, SummaryIsTheTableOfKeras) {
  EXPECT_EQ(run("modelviz summary tiny.json").out, R"(Model: "tiny"
┏━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━┳━━━━━━━━━┓
┃ Layer (type) ┃ Output Shape ┃ Param # ┃
┡━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━╇━━━━━━━━━┩
│ d (Dense)    │ (None, 4)    │      36 │
└──────────────┴──────────────┴─────────┘
 Total params: 36 (144.00 B)
 Trainable params: 36 (144.00 B)
 Non-trainable params: 0 (0.00 B)
)");
}

TEST_F(CommandLine, SummaryAsJsonHoldsTheSchema) {
  auto json = nlohmann::json::parse(run("modelviz summary tiny.json --format json").out);
  EXPECT_EQ(json["schema"], "modelviz.summary/1");
  EXPECT_EQ(json["model"].dump(),
            R"({"class":"Sequential","format":"keras3-json","keras_version":null,"name":"tiny"})");
  EXPECT_EQ(json["params"].dump(), R"({"bytes":144,"non_trainable":0,"total":36,"trainable":36})");
  EXPECT_EQ(json["macs"], 32);
  EXPECT_EQ(json["inputs"].dump(), R"([{"dtype":"float32","name":"x","shape":[null,8]}])");
  EXPECT_EQ(json["outputs"].dump(), R"([{"dtype":"float32","name":"d","shape":[null,4]}])");
  EXPECT_EQ(json["problems"].dump(), "[]");
  EXPECT_EQ(
      json["layers"][1].dump(),
      R"({"calls":[{"error":null,"inputs":[{"call":0,"dtype":"float32","layer":"x","output":0,)"
      R"("shape":[null,8]}],"macs":32,"outputs":[{"dtype":"float32","shape":[null,4]}]}],)"
      R"("class":"Dense","module":"keras.layers","name":"d","params":36,"shapes_from":"inferred",)"
      R"("trainable":true,"trainable_params":36,"weights":[{"dtype":"float32","name":"kernel",)"
      R"("shape":[8,4],"trainable":true},{"dtype":"float32","name":"bias","shape":[4],)"
      R"("trainable":true}]})");
}

TEST_F(CommandLine, SummaryOfAWrongModelListsTheProblem) {
  Outcome outcome = run("modelviz summary wrong.json --format json");
  EXPECT_EQ(outcome.code, 1);
  auto json = nlohmann::json::parse(outcome.out);
  ASSERT_EQ(json["problems"].size(), 1u);
  EXPECT_EQ(json["problems"][0]["layer"], "sum");
  EXPECT_EQ(json["problems"][0]["json_path"], "/config/layers/2");
  EXPECT_EQ(json["macs"], nullptr);
  EXPECT_EQ(json["layers"][2]["calls"][0]["outputs"][0]["shape"], nullptr);
}

TEST_F(CommandLine, InfersAnewForAnotherInputSize) {
  EXPECT_THAT(run("modelviz summary tiny.json --input-shape 5,10").out, HasSubstr("(5, 4)"));
  EXPECT_THAT(run("modelviz summary tiny.json --input-shape x=5,10").out, HasSubstr("44"));
}

}  // namespace
}  // namespace modelviz::test
