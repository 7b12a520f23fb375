// modelviz eval: what comes out of an expression?
#include <spdlog/spdlog.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

#include "cli/cli.h"

namespace modelviz::cli {
namespace {

constexpr const char* kShortHelp =
    R"(modelviz eval: the shape and dtype of what a Keras expression gives

  modelviz eval 'ops.matmul(x, y)' -i x=float32[None,10,5] -i y=[None,5,8]
  modelviz eval 'x[:, None, ..., 0]' -i x=[None,28,28,3]
  modelviz eval 'y = x @ w; ops.relu(y + b)' -i x=[None,5] -i w=[5,8] -i b=[8] --explain
  modelviz eval 'ops.reshape(x, (-1, x.shape[-1]))' -i x=[None,t,64] --symbolic
  modelviz eval --file program.py -i x=[None,3] --format json

  -i NAME=DTYPE[SIZES]  a tensor that the expression names; without DTYPE it is float32
  --explain             each step with its shapes, and how axes line up
  --symbolic            expressions over the unknown sizes where Keras prints None
  --format text|json    text is a line for each result, json is for scripts

  modelviz ops lists the functions; modelviz eval --help shows all options.
)";

struct Options {
  std::string expression, file;
  std::vector<std::string> inputs;
  std::string format = "text";
  EvaluationOptions output;
};

std::string read_program(const Options& options) {
  if (options.expression.empty() == options.file.empty()) {
    throw Error(Fault::kUsage,
                options.file.empty() ? "there is no expression"
                                     : "give either an expression or a file, not both",
                "modelviz eval -h shows examples.");
  }
  bool from_stdin = options.expression == "-" || options.file == "-";
  if (!from_stdin && options.file.empty()) return options.expression;
  constexpr std::size_t kMostBytes = 1 << 20;
  std::ifstream file;
  if (!from_stdin) file.open(options.file);
  std::istream& stream = from_stdin ? std::cin : file;
  std::string program(kMostBytes + 1, '\0');
  stream.read(program.data(), static_cast<std::streamsize>(program.size()));
  program.resize(static_cast<std::size_t>(stream.gcount()));
  if (stream.bad() || (!from_stdin && !file.is_open())) {
    throw Error(Fault::kInput, options.file + ": cannot be read");
  }
  if (program.size() > kMostBytes) {
    throw Error(Fault::kInput, "the program is larger than a megabyte");
  }
  return program;
}

int run_eval(const Options& options) {
  std::vector<EvalInput> inputs = parse_eval_inputs(options.inputs);
  Evaluation evaluation = evaluate(read_program(options), inputs);
  bool is_json = options.format == "json";
  auto write = is_json ? write_evaluation_json : write_evaluation_text;
  write_file("-", write(evaluation, options.output));
  if (!is_json) {
    for (const Note& note : evaluation.trace->notes()) spdlog::warn("{}", note.text);
  }
  if (!evaluation.error) return kDone;
  if (!is_json) spdlog::error("{}", evaluation.error->text());
  return kModelIsWrong;
}

}  // namespace

Command add_eval(CLI::App& program) {
  CLI::App& command =
      *program.add_subcommand("eval", "The shape and dtype of what a Keras expression gives");
  auto options = std::make_shared<Options>();
  add_help(command, kShortHelp);
  command.add_option("EXPRESSION", options->expression,
                     "Python with keras.ops, as ops.NAME; - is standard input");
  command
      .add_option("-i,--input", options->inputs,
                  "A tensor that the expression names. A size is an integer, None or a name")
      ->take_all()
      ->allow_extra_args(false)
      ->type_name("NAME=DTYPE[SIZES]");
  command.add_option("-f,--file", options->file, "Read the expression from a file")
      ->type_name("FILE");
  command.add_flag("--explain", options->output.explain,
                   "Print each step with its shapes, and how the axes of a broadcast line up");
  command.add_flag("--symbolic", options->output.symbolic,
                   "Print expressions over the unknown sizes where Keras prints None, and what was "
                   "assumed of them");
  command
      .add_option("--format", options->format, "text: a line for each result; json: for scripts")
      ->check(one_of({"text", "json"}))
      ->type_name("text|json");
  return [options] { return run_eval(*options); };
}

}  // namespace modelviz::cli
