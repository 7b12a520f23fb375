// Tells files apart by what is in them, and reads each in its way.
#include <sys/stat.h>

#include "document/containers.h"
#include "document/hdf5.h"
#include "document/json.h"
#include "document/kinds.h"
#include "support/text.h"

namespace modelviz {
namespace {

Document read_input(const Input& input, const ReadLimits& limits, bool unpacked = false) {
  std::string head = input.read(0, 4);
  if (head == "PK\x03\x04" || head == "PK\x07\x08") return read_keras_archive(input, limits);
  if (head.starts_with("\x1F\x8B")) {
    if (unpacked)
      fail_reading(input.file(), "is compressed with gzip twice", "Unpack it first: gunzip");
    return read_input(gunzip(input, limits), limits, true);
  }
  if (is_hdf5(input)) return read_hdf5(input, limits);
  refuse_other_bytes(input);
  return read_json(input.read_all(limits), input.file(), limits);
}

bool is_folder(const std::string& path) {
  struct stat status {};
  return stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

}  // namespace

Document read_json(std::string text, std::string file, const ReadLimits& limits) {
  auto source = std::make_shared<const std::string>(std::move(text));
  auto root = std::make_shared<const Value>(parse_json(*source, file, limits));
  // Some programs save the JSON text once more as a JSON string.
  if (const std::string* inner = root->as_string(); inner && trim(*inner).starts_with("{")) {
    source = std::make_shared<const std::string>(*inner);
    root = std::make_shared<const Value>(parse_json(*source, file, limits));
  }
  Document document{.file = std::move(file), .root = std::move(root), .source = std::move(source)};
  document.read_weights = [] { return StoredGroup(); };
  open_tfjs(document, limits);
  return document;
}

Document read_text(std::string text, std::string file, const ReadLimits& limits) {
  return read_input(Input::of_memory(std::move(text), std::move(file)), limits);
}

Document read(const std::string& path, const ReadLimits& limits) {
  if (path == "-") return read_input(Input::of_stdin(limits), limits);
  if (is_folder(path)) return read_keras_folder(path, limits);
  return read_input(Input::of_path(path, limits), limits);
}

std::vector<int> Document::lines_of(const std::vector<std::string>& json_paths) const {
  if (!source || !member.empty()) return std::vector<int>(json_paths.size(), 0);
  return modelviz::lines_of(*source, json_paths);
}

}  // namespace modelviz
