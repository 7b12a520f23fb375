// Archives made in memory.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace modelviz::test {

/// A zip archive of stored members, each with a name and its bytes, as Keras writes it.
std::string zip(const std::vector<std::pair<std::string, std::string>>& members);

}  // namespace modelviz::test
