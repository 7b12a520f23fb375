// A fingerprint of bytes: BLAKE2b of 128 bits, as `b2sum -l 128` prints it. Two texts that nobody
// has made for it never have the same.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace modelviz {

class Digest {
 public:
  Digest();

  void add(std::string_view bytes);
  /// A text of its own: "ab", "c" is something else than "a", "bc".
  void add_part(std::string_view part);
  /// 32 hexadecimal digits. To be called once, at the end.
  std::string text();

 private:
  static constexpr std::size_t kBlock = 128;
  void mix(bool is_last);

  std::array<std::uint64_t, 8> state_;
  std::array<unsigned char, kBlock> block_{};
  std::size_t in_block_ = 0;
  std::uint64_t count_ = 0;
};

std::string digest_of(std::string_view bytes);

}  // namespace modelviz
