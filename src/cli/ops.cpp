// modelviz ops: what is known of the functions of keras.ops.
#include <memory>

#include "cli/cli.h"
#include "modelviz/op.h"
#include "support/text.h"

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

std::string without_prefix(std::string name) {
  for (std::string_view prefix : {"keras.", "ops."}) {
    if (name.starts_with(prefix)) name.erase(0, prefix.size());
  }
  return name;
}

[[noreturn]] void fail_unknown(const std::string& name) {
  std::vector<std::string_view> names;
  for (const OpDef* op : find_ops("*")) names.push_back(op->name);
  std::string_view meant = nearest(name, names);
  throw Error(Fault::kUsage, "Keras has no op '" + sanitize(name) + "'",
              meant.empty() ? "`modelviz ops` lists all that there are."
                            : "Did you mean " + std::string(meant) + "?");
}

int run_ops(const Options& options) {
  std::string name = without_prefix(options.pattern);
  const OpDef* one = name.empty() ? nullptr : find_op(name);
  if (one && !one->is_public()) one = nullptr;
  bool has_wildcard = name.find_first_of("*?") != std::string::npos;
  std::vector<const OpDef*> found =
      one ? std::vector{one} : find_ops(has_wildcard ? name : "*" + name + "*");
  if (found.empty()) fail_unknown(name);
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
