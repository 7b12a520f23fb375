// modelviz ops: what is known of the functions of keras.ops.
#include <memory>

#include "cli/cli.h"
#include "modelviz/op.h"

namespace modelviz::cli {
namespace {

constexpr const char* kShortHelp =
    R"(modelviz ops: the functions of keras.ops, and what comes out of them

  modelviz ops               all of them, a line each
  modelviz ops matmul        one: its arguments, shape and dtype rule, examples
  modelviz ops 'conv*'       those whose name fits; without * those that have it in their name
  modelviz ops --format json for scripts
)";

struct Options {
  std::string pattern;
  std::string format = "text";
};

std::vector<std::string_view> all_names() {
  std::vector<std::string_view> names;
  for (const OpDef* op : find_ops("*")) names.push_back(op->name);
  return names;
}

int run_ops(const Options& options) {
  std::string name = without_prefixes(options.pattern, {"keras.", "ops."});
  const OpDef* one = name.empty() ? nullptr : find_op(name);
  if (one && !one->is_public()) one = nullptr;
  std::vector<const OpDef*> found = one ? std::vector{one} : find_ops(search_pattern(name));
  if (found.empty()) fail_unknown("op", name, all_names());
  std::string text;
  if (options.format == "json")
    text = write_op_list_json(found);
  else
    text = one ? write_op_text(*one) : write_op_list_text(found);
  write_file("-", text);
  return kDone;
}

}  // namespace

Command add_ops(CLI::App& program) {
  CLI::App& command =
      *program.add_subcommand("ops", "The functions of keras.ops, and what comes out of them");
  auto options = std::make_shared<Options>();
  add_help(command, kShortHelp);
  command.add_option(
      "NAME", options->pattern,
      "One op (matmul, image.resize), or a part of its name, or a pattern with * and ?");
  command.add_option("--format", options->format, "text, or json for scripts")
      ->check(one_of({"text", "json"}))
      ->type_name("text|json");
  return [options] { return run_ops(*options); };
}

}  // namespace modelviz::cli
