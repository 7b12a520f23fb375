// RFC 7693, without a key. The counter of bytes has 64 bits here, and not 128.
#include "support/digest.h"

#include <algorithm>
#include <bit>

namespace modelviz {
namespace {

constexpr std::uint64_t kBytes = 16;  // of the result

constexpr std::array<std::uint64_t, 8> kStart{
    0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
    0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};

constexpr unsigned char kOrder[10][16] = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
                                          {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
                                          {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
                                          {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
                                          {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
                                          {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
                                          {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
                                          {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
                                          {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
                                          {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0}};

std::uint64_t word(const unsigned char* bytes) {
  std::uint64_t value = 0;
  for (int i = 7; i >= 0; --i) value = value << 8 | bytes[i];
  return value;
}

void stir(std::uint64_t& a, std::uint64_t& b, std::uint64_t& c, std::uint64_t& d, std::uint64_t x,
          std::uint64_t y) {
  a += b + x;
  d = std::rotr(d ^ a, 32);
  c += d;
  b = std::rotr(b ^ c, 24);
  a += b + y;
  d = std::rotr(d ^ a, 16);
  c += d;
  b = std::rotr(b ^ c, 63);
}

}  // namespace

Digest::Digest() : state_(kStart) { state_[0] ^= 0x01010000 ^ kBytes; }

void Digest::mix(bool is_last) {
  std::array<std::uint64_t, 16> m{}, v{};
  for (std::size_t i = 0; i < m.size(); ++i) m[i] = word(&block_[8 * i]);
  std::copy(state_.begin(), state_.end(), v.begin());
  std::copy(kStart.begin(), kStart.end(), v.begin() + 8);
  v[12] ^= count_;
  if (is_last) v[14] = ~v[14];
  for (int round = 0; round < 12; ++round) {
    const unsigned char* s = kOrder[round % 10];
    for (std::size_t i = 0; i < 4; ++i) {
      stir(v[i], v[4 + i], v[8 + i], v[12 + i], m[s[2 * i]], m[s[2 * i + 1]]);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      stir(v[i], v[4 + (i + 1) % 4], v[8 + (i + 2) % 4], v[12 + (i + 3) % 4], m[s[8 + 2 * i]],
           m[s[9 + 2 * i]]);
    }
  }
  for (std::size_t i = 0; i < state_.size(); ++i) state_[i] ^= v[i] ^ v[8 + i];
  in_block_ = 0;
}

void Digest::add(std::string_view bytes) {
  while (!bytes.empty()) {
    if (in_block_ == kBlock) mix(false);  // the last one is mixed in another way
    std::size_t count = std::min(bytes.size(), kBlock - in_block_);
    std::copy_n(bytes.begin(), count, block_.begin() + static_cast<std::ptrdiff_t>(in_block_));
    in_block_ += count;
    count_ += count;
    bytes.remove_prefix(count);
  }
}

void Digest::add_part(std::string_view part) {
  add(std::to_string(part.size()) + ':');
  add(part);
}

std::string Digest::text() {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::fill(block_.begin() + static_cast<std::ptrdiff_t>(in_block_), block_.end(), 0);
  mix(true);
  std::string result;
  for (std::size_t i = 0; i < kBytes; ++i) {
    auto byte = static_cast<unsigned char>(state_[i / 8] >> (8 * (i % 8)));
    result += {kDigits[byte >> 4], kDigits[byte & 15]};
  }
  return result;
}

std::string digest_of(std::string_view bytes) {
  Digest digest;
  digest.add(bytes);
  return digest.text();
}

}  // namespace modelviz
