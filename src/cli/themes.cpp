// modelviz themes: lists the themes of pictures, or prints one to begin one's own with.
#include <cstdio>
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

int run_themes(const std::string& name) {
  for (const BuiltinTheme& theme : builtin_themes()) {
    if (name.empty()) {
      std::printf("%-6s %s\n", std::string(theme.name).c_str(),
                  find_theme(theme.name).description.c_str());
    } else if (theme.name == name) {
      std::fwrite(theme.json.data(), 1, theme.json.size(), stdout);
      return kDone;
    }
  }
  if (!name.empty()) find_theme(name);  // says that there is none
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
