// Hands libFuzzer mutations of JSON.
#include <algorithm>
#include <cstdint>

#include "fuzz/json_mutation.h"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace {

std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

std::size_t copy(const std::string& text, std::uint8_t* to, std::size_t max_size) {
  if (text.size() > max_size) return 0;
  std::copy(text.begin(), text.end(), to);
  return text.size();
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t max_size, unsigned int seed) {
  bool by_bytes = seed % 16 == 0;
  std::string mutated = by_bytes ? "" : modelviz::fuzz::mutate_json(text_of(data, size), seed);
  std::size_t written = copy(mutated, data, max_size);
  return written > 0 ? written : LLVMFuzzerMutate(data, size, max_size);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* data, std::size_t size,
                                                 const std::uint8_t* other, std::size_t other_size,
                                                 std::uint8_t* out, std::size_t max_size,
                                                 unsigned int seed) {
  return copy(modelviz::fuzz::cross_json(text_of(data, size), text_of(other, other_size), seed),
              out, max_size);
}
