// What stands below a picture: what its colours mean, and the names of numbered layers.
#pragma once

#include <string>
#include <vector>

#include "modelviz/output.h"

namespace modelviz {

/// An HTML-like label with all of it; empty if there is nothing to say. In a wide picture it has
/// more columns.
std::string legend_label(const View& view, const Theme& theme, bool is_wide);

struct NumberedName {
  std::string number, name, class_name;
};
/// The names behind the numbers; empty if boxes have their names.
std::vector<NumberedName> numbered_names(const View& view);

}  // namespace modelviz
