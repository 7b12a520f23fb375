#include "support/archive.h"

#include <cstdint>

namespace modelviz::test {

std::string zip(const std::vector<std::pair<std::string, std::string>>& members) {
  auto number = [](std::uint32_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i, value >>= 8) text += static_cast<char>(value);
    return text;
  };
  std::string bytes, directory;
  for (const auto& [name, content] : members) {
    std::string sizes = number(0, 4) + number(static_cast<std::uint32_t>(content.size()), 4) +
                        number(static_cast<std::uint32_t>(content.size()), 4) +
                        number(static_cast<std::uint32_t>(name.size()), 2) + number(0, 2);
    std::string begin = number(20, 2) + number(0, 8) + sizes;
    directory += "PK\x01\x02" + number(20, 2) + begin + number(0, 10) +
                 number(static_cast<std::uint32_t>(bytes.size()), 4) + name;
    bytes += "PK\x03\x04" + begin + name + content;
  }
  std::string count = number(static_cast<std::uint32_t>(members.size()), 2);
  return bytes + directory + "PK\x05\x06" + number(0, 4) + count + count +
         number(static_cast<std::uint32_t>(directory.size()), 4) +
         number(static_cast<std::uint32_t>(bytes.size()), 4) + number(0, 2);
}

}  // namespace modelviz::test
