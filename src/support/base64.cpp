#include "support/base64.h"

#include <cstdint>

namespace modelviz {
namespace {

constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

std::string to_base64(std::string_view bytes) {
  std::string text;
  std::uint32_t pending = 0;
  int count = 0;
  for (char c : bytes) {
    pending = pending << 8 | static_cast<unsigned char>(c);
    for (count += 8; count >= 6; count -= 6) text += kDigits[pending >> (count - 6) & 63];
  }
  if (count > 0) text += kDigits[pending << (6 - count) & 63];
  return text;
}

std::string from_base64(std::string_view text) {
  std::string bytes;
  std::uint32_t pending = 0;
  int count = 0;
  for (char c : text) {
    std::size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) break;
    pending = pending << 6 | static_cast<std::uint32_t>(digit);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(pending >> count & 0xff);
  }
  return bytes;
}

}  // namespace modelviz
