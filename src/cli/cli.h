// The commands of the program. Each is one file: its options, and what it does.
#pragma once

#include <CLI/CLI.hpp>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "modelviz/modelviz.h"

namespace modelviz::cli {

enum ExitCode {
  kDone = 0,
  kModelIsWrong = 1,
  kUsageIsWrong = 2,
  kInputIsWrong = 3,
  kOutputFailed = 4,
  kInternalError = 70,
};

/// A command adds its options to the program and returns what runs it.
using Command = std::function<int()>;
Command add_plot(CLI::App& program);
Command add_summary(CLI::App& program);
Command add_check(CLI::App& program);
Command add_eval(CLI::App& program);
Command add_ops(CLI::App& program);
Command add_layers(CLI::App& program);
Command add_themes(CLI::App& program);

/// `modelviz model.json`: says what the file is and what to type next.
int introduce(const std::string& path);

/// Read, build, run: the beginning of every command. Problems go to the log.
struct Loaded {
  Model model;
  Run run;
};
struct LoadOptions {
  std::string path;
  std::vector<std::string> input_shapes, shapes, limits;
};
extern const char* const kModelHelp;
void add_load_options(CLI::App& command, LoadOptions& options);
/// All of them but MODEL.
void add_model_options(CLI::App& command, LoadOptions& options);
void add_input_shape_option(CLI::App& command, std::vector<std::string>& shapes);
void add_shape_option(CLI::App& command, std::vector<std::string>& shapes);
void read_shapes(const std::vector<std::string>& input_shapes,
                 const std::vector<std::string>& shapes, RunOptions& options);
/// How much a file may cost: --limit, as often as wanted.
struct Limits {
  ReadLimits read;
  std::size_t steps = kMostSteps;
};
void add_limit_option(CLI::App& command, std::vector<std::string>& limits);
/// Throws Error (Fault::kUsage).
Limits read_limits(const std::vector<std::string>& texts);
/// Stays until the process ends, and is not freed even then: taking a large tree apart would take
/// as long as inferring it.
const Loaded& load(const LoadOptions& options);
/// The two halves of it.
Document read_model(const LoadOptions& options);
const Loaded& load(Document document, const LoadOptions& options);

/// Gives back, beside other work, the memory of a model that is so large that it would count while
/// a picture is drawn. It is not to be looked at any more.
class Forgetting {
 public:
  explicit Forgetting(const Loaded& loaded);
  ~Forgetting();
  Forgetting(const Forgetting&) = delete;
  Forgetting& operator=(const Forgetting&) = delete;

 private:
  std::thread thread_;
};

/// -o FILE, as often as wanted.
CLI::Option* add_outputs(CLI::App& command, std::vector<std::string>& outputs,
                         const std::string& description);
/// One that is built in, or that of a file. Throws Error (Fault::kUsage).
Theme read_theme(const std::string& name_or_file);
/// The formats that the extensions say, or of all files the one that is given. Throws Error
/// (Fault::kUsage) where it is not known, and for bytes that would go to a terminal.
std::vector<ImageFormat> formats_of(const std::vector<std::string>& outputs,
                                    const std::string& given);
/// The pictures of a graph, one for each format of the renderer. What there is to say of them goes
/// to the log, with the file of the model.
std::vector<std::string> draw(Renderer& renderer, const View& view, const DotOptions& options = {},
                              const std::function<View()>& fold = {}, const std::string& file = {});
/// The bytes of a regular file; nothing where there is none.
std::optional<std::string> content_of(const std::string& path);

/// keras.ops.matmul is matmul: each of the prefixes is taken off once, in this order.
std::string without_prefixes(std::string name, std::initializer_list<std::string_view> prefixes);
/// A name without * and ? is looked for anywhere in the names.
std::string search_pattern(const std::string& name);
/// Throws Error (Fault::kUsage): there is no op or layer of this name; did you mean …?
[[noreturn]] void fail_unknown(const std::string& kind, const std::string& name,
                               const std::vector<std::string_view>& names);

/// -h: a few examples and the most used options. --help is made by CLI11 from all options.
void add_help(CLI::App& app, std::string short_help);
/// --fold auto|none|similar|N.
void add_fold_option(CLI::App& command, std::string& fold, const std::string& description);
/// How often a block must be there to be folded; 0 where none is.
int least_copies(const std::string& fold);
bool folds_similar(const std::string& fold);

/// Accepts these words and no others.
CLI::Validator one_of(std::vector<std::string> words);
/// Thrown by -h.
struct ShortHelp {
  std::string text;
};

/// A stage that can take long: what is being done is shown as progress, and how long it took with
/// --verbose ("read 3 ms").
class Stage {
 public:
  Stage(std::string_view name, const std::string& doing);
  ~Stage();
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

 private:
  std::string_view name_;
  std::chrono::steady_clock::time_point begin_;
};

}  // namespace modelviz::cli
