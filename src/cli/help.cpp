// Help: -h is a few examples and the most used options, --help is made from all options.
#include <algorithm>

#include "cli/cli.h"
#include "support/text.h"

namespace modelviz::cli {
namespace {

// CLI11's formatter, without its notes on checks and counts, and with both forms of a switch.
class Formatter : public CLI::Formatter {
 public:
  Formatter() { column_width(32); }

  std::string make_option_name(const CLI::Option* option, bool is_positional) const override {
    if (is_positional) return option->get_name(true);
    std::string names;
    for (const std::string& name : option->get_snames())
      names += (names.empty() ? "-" : ", -") + name;
    for (const std::string& name : option->get_lnames()) {
      // --show-shapes and --no-show-shapes are one option to CLI11.
      bool negative = name.starts_with("no-") && option->get_lnames().size() > 1;
      if (!negative)
        names += (names.empty() ? "--" : ", --") + name;
      else
        names.insert(names.rfind("--") + 2, "[no-]");
    }
    return names;
  }

  std::string make_option_opts(const CLI::Option* option) const override {
    if (option->get_expected_max() == 0 || option->get_positional()) return "";
    std::string type = option->get_type_name();
    return " " + type.substr(0, type.find(':'));  // a check follows the colon
  }

  std::string make_usage(const CLI::App* app, std::string) const override {
    std::string parent = app->get_parent() ? app->get_parent()->get_name() + " " : "";
    std::string usage = "Usage: " + parent + app->get_name();
    for (const CLI::Option* option : app->get_options()) {
      if (option->get_positional())
        usage += " " + option->get_name(true);
      else if (option->get_required())
        usage += " " + option->get_name() + make_option_opts(option);
    }
    return usage + (app->get_parent() ? " [options]\n" : " COMMAND\n");
  }
};

}  // namespace

CLI::Validator one_of(std::vector<std::string> words) {
  return {[words = std::move(words)](const std::string& word) -> std::string {
            if (std::find(words.begin(), words.end(), word) != words.end()) return "";
            return "'" + sanitize(word) + "' is none of " + join(words, ", ");
          },
          ""};
}

void add_help(CLI::App& app, std::string short_help) {
  app.formatter(std::make_shared<Formatter>());
  app.set_help_flag("--help", "All options");
  app.add_flag_callback(
      "-h", [text = std::move(short_help)] { throw ShortHelp{text}; },
      "Examples and the most used options");
}

}  // namespace modelviz::cli
