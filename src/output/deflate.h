// The compressed format of PNG (RFC 1951), for a caller that knows where its bytes repeat.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace modelviz {

/// zlib looks for what repeats byte by byte. Who draws knows it, and of many pixels at a time; what
/// is left then is to write it down with Huffman codes, in a small part of the time.
class Deflate {
 public:
  /// How far back a match can be.
  static constexpr std::size_t kWindow = 32'768;
  static constexpr std::size_t kShortestMatch = 3;

  /// What it compresses follows these bytes.
  explicit Deflate(std::string start = {}) : bytes_(std::move(start)) { tokens_.reserve(kTokens); }

  void add_literal(unsigned char byte);
  /// `length` bytes, at least kShortestMatch, that are those `distance` bytes before them.
  void add_match(std::size_t length, std::size_t distance);

  /// All that was added.
  std::string finish();

 private:
  static constexpr std::size_t kTokens = 1 << 15;  // of one block, which has its own codes
  static constexpr std::size_t kLengthSymbols = 286, kDistanceSymbols = 30;

  // A byte, or where the distance is not 0, a match of this length.
  struct Token {
    std::uint16_t value, distance;
  };

  void add(Token token, std::size_t symbol);
  void end_block(bool is_last);
  void put(std::uint64_t bits, unsigned count);
  void put_bytes();

  std::vector<Token> tokens_;
  std::array<std::uint32_t, kLengthSymbols> lengths_used_{};  // bytes, too
  std::array<std::uint32_t, kDistanceSymbols> distances_used_{};
  std::uint64_t bits_ = 0;
  unsigned bit_count_ = 0;
  std::string bytes_;
};

}  // namespace modelviz
