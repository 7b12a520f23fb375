// --fold, of plot and summary.
#include "cli/cli.h"

namespace modelviz::cli {

void add_fold_option(CLI::App& command, std::string& fold, const std::string& description) {
  command.add_option("--fold", fold, description)
      ->check(CLI::IsMember({"auto", "none", "similar"}) | CLI::Range(2, 1'000'000))
      ->type_name("auto|none|similar|N");
}

int least_copies(const std::string& fold) {
  if (fold == "none" || fold.empty()) return 0;
  return fold == "auto" || folds_similar(fold) ? 2 : std::stoi(fold);
}

bool folds_similar(const std::string& fold) { return fold == "similar"; }

}  // namespace modelviz::cli
