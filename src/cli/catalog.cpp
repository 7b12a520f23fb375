// What `ops` and `layers` have in common: finding what a name or a pattern means.
#include "cli/cli.h"
#include "support/text.h"

namespace modelviz::cli {

std::string without_prefixes(std::string name, std::initializer_list<std::string_view> prefixes) {
  for (std::string_view prefix : prefixes) {
    if (name.starts_with(prefix)) name.erase(0, prefix.size());
  }
  return name;
}

std::string search_pattern(const std::string& name) {
  bool has_wildcard = name.find_first_of("*?") != std::string::npos;
  return has_wildcard ? name : "*" + name + "*";
}

void fail_unknown(const std::string& kind, const std::string& name,
                  const std::vector<std::string_view>& names) {
  std::string_view meant = nearest(name, names);
  throw Error(Fault::kUsage, "Keras has no " + kind + " '" + sanitize(name) + "'",
              meant.empty() ? "`modelviz " + kind + "s` lists all that there are."
                            : "Did you mean " + std::string(meant) + "?");
}

}  // namespace modelviz::cli
