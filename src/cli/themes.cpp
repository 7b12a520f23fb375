// modelviz themes: lists the themes of pictures, or prints one to begin one's own with.
#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "cli/cli.h"

namespace modelviz::cli {
namespace {

constexpr const char* kShortHelp = R"(modelviz themes: how pictures can look

  modelviz themes                                   all that are built in
  modelviz themes dark > mine.json                  one of them, to change it
  modelviz plot model.json --theme mine.json -o model.svg
)";

std::string list_of_themes() {
  constexpr std::size_t kColumn = 7;
  std::string list;
  for (const BuiltinTheme& theme : builtin_themes()) {
    std::string name(theme.name);
    name.resize(std::max(kColumn, name.size() + 1), ' ');
    list += name + find_theme(theme.name).description + "\n";
  }
  return list;
}

int run_themes(const std::string& name) {
  std::string text = name.empty() ? list_of_themes() : "";
  if (!name.empty()) find_theme(name);  // says if there is none
  for (const BuiltinTheme& theme : builtin_themes()) {
    if (theme.name == name) text = theme.json;
  }
  write_file("-", text);
  return kDone;
}

}  // namespace

Theme read_theme(const std::string& name_or_file) {
  bool is_file = name_or_file.ends_with(".json") || std::filesystem::is_regular_file(name_or_file);
  if (!is_file) return find_theme(name_or_file);
  std::ifstream stream(name_or_file, std::ios::binary);
  if (!stream) {
    throw Error(Fault::kUsage, "the theme " + name_or_file + " cannot be read",
                "modelviz themes lists those that are built in");
  }
  return parse_theme(std::string(std::istreambuf_iterator<char>(stream), {}), name_or_file);
}

Command add_themes(CLI::App& program) {
  CLI::App& command = *program.add_subcommand("themes", "Themes of pictures, and one as JSON");
  auto name = std::make_shared<std::string>();
  add_help(command, kShortHelp);
  command.add_option("NAME", *name, "The theme to print");
  return [name] { return run_themes(*name); };
}

}  // namespace modelviz::cli
