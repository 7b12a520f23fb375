// Bytes that nobody has chosen, taken as choices, numbers and texts.
#pragma once

#include <string>
#include <string_view>

namespace modelviz::fuzz {

class Recipe {
 public:
  explicit Recipe(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] bool is_empty() const { return bytes_.empty(); }
  /// A number from 0 to count - 1.
  std::size_t choice(std::size_t count) { return byte() % count; }
  /// Of up to 255 bytes.
  std::string short_text() { return text(byte()); }
  std::string long_text() {
    std::size_t high = byte();
    return text(256 * high + byte());
  }

 private:
  std::size_t byte() {
    if (bytes_.empty()) return 0;
    auto value = static_cast<unsigned char>(bytes_.front());
    bytes_.remove_prefix(1);
    return value;
  }
  std::string text(std::size_t size) {
    std::string taken(bytes_.substr(0, size));
    bytes_.remove_prefix(taken.size());
    return taken;
  }

  std::string_view bytes_;
};

}  // namespace modelviz::fuzz
