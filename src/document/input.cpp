#include "document/input.h"

#include <sys/stat.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>

#include "modelviz/error.h"
#include "support/text.h"

namespace modelviz {

void fail_reading(const std::string& file, std::string message, std::string hint) {
  throw Error(Fault::kInput,
              Diagnostic{.message = std::move(message), .hint = std::move(hint), .file = file});
}

void fail_too_large(const std::string& file, std::size_t limit) {
  fail_reading(file, "the file is larger than " + readable_bytes(static_cast<long long>(limit)) +
                         ": that is no model config");
}

namespace {

constexpr std::size_t kChunk = 1 << 16;

[[noreturn]] void fail_errno(const std::string& file, const std::string& what) {
  fail_reading(file, what + ": " + std::strerror(errno));
}

std::string read_stream(std::istream& stream, const std::string& file, const ReadLimits& limits) {
  std::string bytes;
  std::string chunk(kChunk, '\0');
  while (stream.read(chunk.data(), static_cast<std::streamsize>(chunk.size())) ||
         stream.gcount() > 0) {
    bytes.append(chunk, 0, static_cast<std::size_t>(stream.gcount()));
    if (bytes.size() > limits.memory) fail_too_large(file, limits.memory);
  }
  if (stream.bad()) fail_errno(file, "cannot be read");
  return bytes;
}

}  // namespace

Input Input::of_reader(Reader reader, std::uint64_t size, std::string file) {
  Input input;
  input.file_ = std::move(file);
  input.size_ = size;
  input.reader_ = std::move(reader);
  return input;
}

Input Input::of_memory(std::string bytes, std::string file) {
  auto kept = std::make_shared<const std::string>(std::move(bytes));
  auto reader = [kept](std::uint64_t offset, char* to, std::size_t count) {
    return kept->copy(to, count, static_cast<std::size_t>(offset));
  };
  Input input = of_reader(reader, kept->size(), std::move(file));
  input.bytes_ = std::move(kept);
  return input;
}

Input Input::of_stdin(const ReadLimits& limits) {
  return of_memory(read_stream(std::cin, "<stdin>", limits), "<stdin>");
}

Input Input::of_path(const std::string& path, const ReadLimits& limits) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) {
    if (errno == ENOENT) fail_reading(path, "there is no such file");
    fail_errno(path, "cannot be opened");
  }
  auto stream = std::make_shared<std::ifstream>(path, std::ios::binary);
  if (!*stream) fail_errno(path, "cannot be opened");
  if (!S_ISREG(status.st_mode)) return of_memory(read_stream(*stream, path, limits), path);
  auto reader = [stream](std::uint64_t offset, char* to, std::size_t count) {
    stream->clear();
    stream->seekg(static_cast<std::streamoff>(offset));
    stream->read(to, static_cast<std::streamsize>(count));
    return static_cast<std::size_t>(stream->gcount());
  };
  Input input = of_reader(reader, static_cast<std::uint64_t>(status.st_size), path);
  input.path_ = path;
  return input;
}

std::size_t Input::read(std::uint64_t offset, char* to, std::size_t count) const {
  if (offset >= size_) return 0;
  count = static_cast<std::size_t>(std::min<std::uint64_t>(count, size_ - offset));
  return reader_(offset, to, count);
}

std::string Input::read(std::uint64_t offset, std::size_t count) const {
  if (offset >= size_) return {};
  std::string part(static_cast<std::size_t>(std::min<std::uint64_t>(count, size_ - offset)), '\0');
  part.resize(read(offset, part.data(), part.size()));
  return part;
}

std::string Input::read_all(const ReadLimits& limits) const {
  if (size_ > limits.bytes) fail_too_large(file_, limits.bytes);
  std::string bytes = read(0, static_cast<std::size_t>(size_));
  if (bytes.size() < size_) fail_errno(file_, "cannot be read");
  return bytes;
}

namespace {

// zlib's stream, ended whatever happens.
struct Inflater {
  Inflater() { inflateInit2(&stream, 16 + MAX_WBITS); }  // 16: gzip's own header
  ~Inflater() { inflateEnd(&stream); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  z_stream stream{};
};

}  // namespace

Input gunzip(const Input& input, const ReadLimits& limits) {
  Inflater inflater;
  z_stream& stream = inflater.stream;
  std::string unpacked;
  std::array<char, kChunk> chunk{};
  int result = Z_OK;
  for (std::uint64_t offset = 0; offset < input.size();) {
    std::string packed = input.read(offset, kChunk);
    if (packed.empty()) break;
    offset += packed.size();
    stream.next_in = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_in = static_cast<uInt>(packed.size());
    while (stream.avail_in > 0 || stream.avail_out == 0) {
      // A gzip file may have several parts, one after the other.
      if (result == Z_STREAM_END) inflateReset(&stream);
      stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
      stream.avail_out = static_cast<uInt>(chunk.size());
      result = inflate(&stream, Z_NO_FLUSH);
      if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) {
        fail_reading(input.file(), "is compressed with gzip, but damaged");
      }
      unpacked.append(chunk.data(), chunk.size() - stream.avail_out);
      if (unpacked.size() > limits.memory) fail_too_large(input.file(), limits.memory);
    }
  }
  if (result != Z_STREAM_END) {
    fail_reading(input.file(), "is compressed with gzip, but its end is missing");
  }
  return Input::of_memory(std::move(unpacked), input.file());
}

}  // namespace modelviz
