// Bytes that are read where they are needed: of a file, or of what came through a pipe or was
// unpacked.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "modelviz/document.h"

namespace modelviz {

/// Throws Error (Fault::kInput).
[[noreturn]] void fail_reading(const std::string& file, std::string message, std::string hint = {});
/// What is larger than one of the limits says so.
[[noreturn]] void fail_too_large(const std::string& file, std::size_t limit);

/// Has a name for messages, a size, and bytes that can be read anywhere.
class Input {
 public:
  /// Writes up to `count` bytes from `offset` on, and returns how many there were.
  using Reader = std::function<std::size_t(std::uint64_t offset, char* to, std::size_t count)>;

  /// A regular file stays where it is; anything else that can be read is taken into memory.
  static Input of_path(const std::string& path, const ReadLimits& limits);
  static Input of_stdin(const ReadLimits& limits);
  static Input of_memory(std::string bytes, std::string file);
  static Input of_reader(Reader reader, std::uint64_t size, std::string file);

  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// Where the file is, or its bytes if they are in memory: for libzip, which reads by itself.
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const std::shared_ptr<const std::string>& bytes() const { return bytes_; }

  [[nodiscard]] std::size_t read(std::uint64_t offset, char* to, std::size_t count) const;
  [[nodiscard]] std::string read(std::uint64_t offset, std::size_t count) const;
  /// All of it. Throws if that is more than the limit.
  [[nodiscard]] std::string read_all(const ReadLimits& limits) const;

 private:
  std::string file_, path_;
  std::shared_ptr<const std::string> bytes_;
  Reader reader_;
  std::uint64_t size_ = 0;
};

/// What gzip packed, up to the limit.
Input gunzip(const Input& input, const ReadLimits& limits);

}  // namespace modelviz
