// Archives: any bytes, or well-formed ones with members of any names and contents.
#include "support/archive.h"

#include "fuzz/recipe.h"
#include "fuzz/target.h"
#include "modelviz/document.h"
#include "modelviz/error.h"
#include "modelviz/value.h"

namespace modelviz::fuzz {
namespace {

std::string archive_of(Recipe recipe) {
  constexpr const char* kNames[] = {"config.json", "metadata.json", "model.weights.h5"};
  std::vector<std::pair<std::string, std::string>> members;
  while (!recipe.is_empty()) {
    std::size_t name = recipe.choice(5);
    members.emplace_back(name < 3 ? kNames[name] : recipe.short_text(), "");
    if (name == 3) members.back().first += "/config.json";
    members.back().second = recipe.long_text();
  }
  return test::zip(members);
}

}  // namespace

void try_archive(std::string_view input) {
  bool is_archive = input.starts_with("PK") || input.starts_with("\x1F\x8B");
  // What is unpacked is bounded; the default limit is too large for a fuzzer's memory.
  ReadLimits limits;
  limits.bytes = std::size_t{16} << 20;
  try {
    Document document =
        read_text(is_archive ? std::string(input) : archive_of(Recipe(input)), "x", limits);
    require(document.root != nullptr, "a document without content");
    require(document.lines_of({"", "/config"}).size() == 2, "a line is missing");
  } catch (const Error& error) {
    require(error.fault == Fault::kInput, "no fault of the file: " + error.diagnostic.text());
    require(error.diagnostic.file == "x", "no file is named: " + error.diagnostic.text());
    require_printable(error.diagnostic.text());
  }
}

}  // namespace modelviz::fuzz
