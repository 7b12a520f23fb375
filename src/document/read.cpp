// Reads a file and says in one sentence what it is where it is no JSON.
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>

#include "document/json.h"
#include "modelviz/document.h"
#include "modelviz/error.h"
#include "support/text.h"

namespace modelviz {
namespace {

[[noreturn]] void fail(const std::string& file, std::string message, std::string hint = {}) {
  throw Error(Fault::kInput,
              Diagnostic{.message = std::move(message), .hint = std::move(hint), .file = file});
}

std::string read_stream(std::istream& stream, const std::string& file, const ReadLimits& limits) {
  std::string text;
  std::string buffer(1 << 16, '\0');
  while (stream.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) ||
         stream.gcount() > 0) {
    text.append(buffer, 0, static_cast<std::size_t>(stream.gcount()));
    if (text.size() > limits.bytes) {
      fail(file, "the input is larger than " +
                     readable_bytes(static_cast<long long>(limits.bytes)) +
                     ": that is no model config");
    }
  }
  if (stream.bad()) fail(file, std::string("cannot be read: ") + std::strerror(errno));
  return text;
}

std::string read_path(const std::string& path, const ReadLimits& limits) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) {
    fail(path, errno == ENOENT ? "there is no such file"
                               : std::string("cannot be opened: ") + std::strerror(errno));
  }
  if (S_ISDIR(status.st_mode)) fail(path, "is a folder, not a model file");
  std::ifstream stream(path, std::ios::binary);
  if (!stream) fail(path, std::string("cannot be opened: ") + std::strerror(errno));
  if (S_ISREG(status.st_mode) && static_cast<std::size_t>(status.st_size) > limits.bytes) {
    fail(path, "the file is larger than " + readable_bytes(static_cast<long long>(limits.bytes)) +
                   ": that is no model config");
  }
  return read_stream(stream, path, limits);
}

// What is not text is named, with the way to get the JSON out of it.
void refuse_other_files(std::string_view text, const std::string& file) {
  struct Kind {
    std::string_view signature, what, hint;
  };
  static constexpr std::string_view kToJson =
      "Write its architecture with Keras: open('model.json', 'w').write(model.to_json())";
  static constexpr Kind kKinds[] = {
      {"PK\x03\x04", "is a zip archive, probably a .keras file, not JSON",
       "Its architecture is one of its members: unzip -p model.keras config.json | modelviz plot - "
       "-o "
       "model.png"},
      {"\x89HDF\r\n", "is an HDF5 file, not JSON", kToJson},
      {"\x1F\x8B", "is compressed with gzip, not JSON", "Unpack it first: gunzip"},
      {"\x89PNG", "is a picture, not a model", ""},
      {"version https://git-lfs", "is a Git LFS pointer, not the file itself",
       "Fetch the file first: git lfs pull"},
  };
  if (trim(text).empty()) fail(file, "is empty", std::string(kToJson));
  for (const Kind& kind : kKinds) {
    if (text.starts_with(kind.signature)) {
      fail(file, std::string(kind.what), std::string(kind.hint));
    }
  }
}

}  // namespace

Document read_text(std::string text, std::string file, const ReadLimits& limits) {
  refuse_other_files(text, file);
  auto source = std::make_shared<const std::string>(std::move(text));
  auto root = std::make_shared<const Value>(parse_json(*source, file, limits.depth));
  // Some programs save the JSON text once more as a JSON string.
  if (const std::string* inner = root->as_string(); inner && trim(*inner).starts_with("{")) {
    source = std::make_shared<const std::string>(*inner);
    root = std::make_shared<const Value>(parse_json(*source, file, limits.depth));
  }
  return {.file = std::move(file), .root = std::move(root), .source = std::move(source)};
}

Document read(const std::string& path, const ReadLimits& limits) {
  if (path == "-") return read_text(read_stream(std::cin, "<stdin>", limits), "<stdin>", limits);
  return read_text(read_path(path, limits), path, limits);
}

int Document::line_of(std::string_view json_path) const {
  return source ? modelviz::line_of(*source, json_path) : 0;
}

}  // namespace modelviz
