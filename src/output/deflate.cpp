#include "output/deflate.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <utility>

namespace modelviz {
namespace {

constexpr std::size_t kEndOfBlock = 256, kLongestMatch = 258;
constexpr unsigned kLongestCode = 15;

// The symbol of a length or a distance, and the bits that follow its code.
struct Symbol {
  std::size_t symbol;
  unsigned extra_bits;
  std::uint32_t extra;
};

// Both alphabets grow in the same way: so many symbols of each power of two.
Symbol symbol_of(std::uint32_t value, unsigned steps_log2) {
  if (value < 2U << steps_log2) return {value, 0, 0};
  unsigned extra_bits = static_cast<unsigned>(std::bit_width(value)) - 1 - steps_log2;
  std::uint32_t steps = value >> extra_bits;  // the first bits, the highest of which is set
  return {(std::size_t{extra_bits} << steps_log2) + steps, extra_bits,
          value & ((1U << extra_bits) - 1)};
}

Symbol symbol_of_length(std::size_t length) {
  if (length == kLongestMatch) return {285, 0, 0};
  Symbol result = symbol_of(static_cast<std::uint32_t>(length - Deflate::kShortestMatch), 2);
  result.symbol += kEndOfBlock + 1;
  return result;
}

Symbol symbol_of_distance(std::size_t distance) {
  return symbol_of(static_cast<std::uint32_t>(distance - 1), 1);
}

// How long the code of each symbol is: 0 for those that are not used.
template <std::size_t Count>
std::array<unsigned, Count> huffman_lengths(const std::array<std::uint32_t, Count>& used) {
  struct Node {
    std::uint64_t used;
    std::size_t parent = 0;
  };
  std::vector<std::size_t> symbols;
  for (std::size_t i = 0; i < Count; ++i) {
    if (used[i] > 0) symbols.push_back(i);
  }
  std::stable_sort(symbols.begin(), symbols.end(),
                   [&](std::size_t a, std::size_t b) { return used[a] < used[b]; });
  std::vector<Node> nodes;
  nodes.reserve(2 * symbols.size());
  for (std::size_t symbol : symbols) nodes.push_back({used[symbol]});
  // The joined ones come in ascending order, too: the next is the first of one of the two queues.
  std::size_t leaf = 0, joined = symbols.size();
  auto take = [&] {
    bool is_leaf =
        leaf < symbols.size() && (joined == nodes.size() || nodes[leaf].used <= nodes[joined].used);
    return is_leaf ? leaf++ : joined++;
  };
  while (nodes.size() < 2 * symbols.size() - 1) {
    std::size_t first = take(), second = take();
    nodes[first].parent = nodes[second].parent = nodes.size();
    nodes.push_back({nodes[first].used + nodes[second].used});
  }
  std::array<unsigned, Count> lengths{};
  std::vector<unsigned> depths(nodes.size());
  for (std::size_t i = nodes.size() - 1; i-- > 0;) {
    depths[i] = depths[nodes[i].parent] + 1;
    if (i < symbols.size()) lengths[symbols[i]] = depths[i];
  }
  return lengths;
}

// The same with no code longer than the format has them, which only very uneven numbers need.
template <std::size_t Count>
std::array<unsigned, Count> code_lengths(std::array<std::uint32_t, Count> used) {
  for (;;) {
    std::array<unsigned, Count> lengths = huffman_lengths(used);
    if (*std::max_element(lengths.begin(), lengths.end()) <= kLongestCode) return lengths;
    for (std::uint32_t& count : used) count = (count + 1) / 2;
  }
}

struct Code {
  std::uint32_t bits = 0;  // the first of them lowest
  unsigned length = 0;
};

// Codes of the same length are consecutive numbers, and begin after all shorter ones.
template <std::size_t Count>
std::array<Code, Count> codes_of(const std::array<unsigned, Count>& lengths) {
  std::array<Code, Count> codes;
  std::uint32_t next = 0;
  for (unsigned length = 1; length <= kLongestCode; ++length) {
    next <<= 1U;
    for (std::size_t i = 0; i < Count; ++i) {
      if (lengths[i] != length) continue;
      Code& code = codes[i];
      code.length = length;
      for (unsigned bit = 0; bit < length; ++bit) {
        code.bits |= (next >> bit & 1U) << (length - 1 - bit);
      }
      ++next;
    }
  }
  return codes;
}

}  // namespace

void Deflate::add(Token token, std::size_t symbol) {
  tokens_.push_back(token);
  ++lengths_used_[symbol];
  if (tokens_.size() == kTokens) end_block(false);
}

void Deflate::add_literal(unsigned char byte) { add({byte, 0}, byte); }

void Deflate::add_match(std::size_t length, std::size_t distance) {
  std::size_t distance_symbol = symbol_of_distance(distance).symbol;
  while (length > 0) {
    std::size_t now = std::min(length, kLongestMatch);
    // The rest must not be too short for a match.
    if (length > now && length - now < kShortestMatch) now -= kShortestMatch;
    ++distances_used_[distance_symbol];
    add({static_cast<std::uint16_t>(now), static_cast<std::uint16_t>(distance)},
        symbol_of_length(now).symbol);
    length -= now;
  }
}

std::string Deflate::finish() {
  end_block(true);
  put(0, 7);  // to the next byte
  put_bytes();
  return std::move(bytes_);
}

void Deflate::put(std::uint64_t bits, unsigned count) {
  bits_ |= bits << bit_count_;
  bit_count_ += count;
  constexpr unsigned kEnough = 32;
  if (bit_count_ >= kEnough) put_bytes();
}

void Deflate::put_bytes() {
  std::array<char, sizeof bits_> bytes{};
  std::size_t count = 0;
  for (; bit_count_ >= 8; bit_count_ -= 8, bits_ >>= 8U) {
    bytes.at(count++) = static_cast<char>(bits_ & 0xFFU);
  }
  bytes_.append(bytes.data(), count);
}

void Deflate::end_block(bool is_last) {
  ++lengths_used_[kEndOfBlock];
  // A code needs two symbols.
  for (std::size_t i = 0; i < 2; ++i) {
    ++lengths_used_.at(i);
    ++distances_used_.at(i);
  }
  auto lengths = code_lengths(lengths_used_);
  auto distances = code_lengths(distances_used_);
  put(is_last ? 1 : 0, 1);
  put(2, 2);  // with codes of its own
  put(lengths.size() - 257, 5);
  put(distances.size() - 1, 5);
  // Their lengths are written as plain numbers of 4 bits: the codes for 0 to 15 have that length,
  // those of repetitions, which come first, none.
  put(15, 4);
  put(0, 9);
  for (int i = 0; i < 16; ++i) put(4, 3);
  std::array<unsigned, 16> plain{};
  plain.fill(4);
  auto numbers = codes_of(plain);
  auto put_length = [&](unsigned length) { put(numbers.at(length).bits, 4); };
  for (unsigned length : lengths) put_length(length);
  for (unsigned length : distances) put_length(length);

  auto length_codes = codes_of(lengths);
  auto distance_codes = codes_of(distances);
  for (Token token : tokens_) {
    if (token.distance == 0) {
      const Code& code = length_codes[token.value];
      put(code.bits, code.length);
      continue;
    }
    Symbol length = symbol_of_length(token.value), distance = symbol_of_distance(token.distance);
    const Code &length_code = length_codes[length.symbol],
               &distance_code = distance_codes[distance.symbol];
    put(length_code.bits, length_code.length);
    put(length.extra, length.extra_bits);
    put(distance_code.bits, distance_code.length);
    put(distance.extra, distance.extra_bits);
  }
  put(length_codes[kEndOfBlock].bits, length_codes[kEndOfBlock].length);
  tokens_.clear();
  lengths_used_.fill(0);
  distances_used_.fill(0);
}

}  // namespace modelviz
