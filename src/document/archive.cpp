#include "document/archive.h"

#include <zip.h>

#include "document/library.h"
#include "modelviz/error.h"
#include "support/text.h"

namespace modelviz {
namespace {

struct LibZip {
  Library library{MODELVIZ_ZIP_SONAME, "libzip4"};
  decltype(&zip_open) open = library.find<decltype(zip_open)>("zip_open");
  decltype(&zip_open_from_source) open_from_source =
      library.find<decltype(zip_open_from_source)>("zip_open_from_source");
  decltype(&zip_source_buffer_create) source_buffer_create =
      library.find<decltype(zip_source_buffer_create)>("zip_source_buffer_create");
  decltype(&zip_source_free) source_free =
      library.find<decltype(zip_source_free)>("zip_source_free");
  decltype(&zip_discard) discard = library.find<decltype(zip_discard)>("zip_discard");
  decltype(&zip_get_num_entries) get_num_entries =
      library.find<decltype(zip_get_num_entries)>("zip_get_num_entries");
  decltype(&zip_get_name) get_name = library.find<decltype(zip_get_name)>("zip_get_name");
  decltype(&zip_stat_index) stat_index = library.find<decltype(zip_stat_index)>("zip_stat_index");
  decltype(&zip_fopen_index) fopen_index =
      library.find<decltype(zip_fopen_index)>("zip_fopen_index");
  decltype(&zip_fread) fread = library.find<decltype(zip_fread)>("zip_fread");
  decltype(&zip_fseek) fseek = library.find<decltype(zip_fseek)>("zip_fseek");
  decltype(&zip_fclose) fclose = library.find<decltype(zip_fclose)>("zip_fclose");
};

const LibZip& libzip() {
  static const LibZip library;
  return library;
}

zip_t* open_zip(const Input& input) {
  const LibZip& lib = libzip();
  int error = 0;
  if (!input.bytes()) return lib.open(input.path().c_str(), ZIP_RDONLY, &error);
  zip_source_t* source =
      lib.source_buffer_create(input.bytes()->data(), input.bytes()->size(), 0, nullptr);
  zip_t* opened = lib.open_from_source(source, ZIP_RDONLY, nullptr);
  if (!opened) lib.source_free(source);  // else it goes with the archive
  return opened;
}

// Reads on from where the member is; what lies before is sought.
std::size_t read_member(zip_file_t* member, std::uint64_t offset, char* to, std::size_t count) {
  if (libzip().fseek(member, static_cast<zip_int64_t>(offset), SEEK_SET) != 0) return 0;
  zip_int64_t got = libzip().fread(member, to, count);
  return got > 0 ? static_cast<std::size_t>(got) : 0;
}

}  // namespace

Archive::Archive(const Input& input, const ReadLimits& limits)
    : file_(input.file()), bytes_(input.bytes()) {
  zip_t* opened = open_zip(input);
  if (!opened) {
    fail_reading(file_,
                 "is a zip archive, but damaged: its directory, which stands at the end, "
                 "cannot be read",
                 "Was it downloaded or copied to the end?");
  }
  zip_ = std::shared_ptr<zip>(opened, [](zip_t* archive) { libzip().discard(archive); });
  auto count = static_cast<std::size_t>(libzip().get_num_entries(opened, 0));
  if (count > limits.entries) {
    fail_reading(file_, "is a zip archive of " + with_thousands(static_cast<long long>(count)) +
                            " members: that is no model");
  }
  for (std::size_t i = 0; i < count; ++i) {
    const char* name = libzip().get_name(opened, i, ZIP_FL_ENC_RAW);
    names_.emplace_back(name ? name : "");
  }
}

Input Archive::open(std::size_t member, std::size_t most) const {
  const std::string& name = names_.at(member);
  zip_stat_t status{};
  bool known = libzip().stat_index(zip_.get(), member, 0, &status) == 0;
  zip_file_t* opened = known ? libzip().fopen_index(zip_.get(), member, 0) : nullptr;
  if (!opened) {
    bool encrypted = known && (status.valid & ZIP_STAT_ENCRYPTION_METHOD) &&
                     status.encryption_method != ZIP_EM_NONE;
    fail_reading(file_,
                 sanitize(name) + ": " + (encrypted ? "is encrypted" : "cannot be unpacked"));
  }
  // The archive must stay while a member of it is open.
  std::shared_ptr<zip_file_t> file(
      opened, [archive = zip_, bytes = bytes_](zip_file_t* open) { libzip().fclose(open); });
  auto reader = [file](std::uint64_t offset, char* to, std::size_t count) {
    return read_member(file.get(), offset, to, count);
  };
  if (status.comp_method == ZIP_CM_STORE) return Input::of_reader(reader, status.size, file_);

  std::string unpacked, chunk(std::size_t{1} << 16, '\0');
  for (zip_int64_t got = 0; (got = libzip().fread(opened, chunk.data(), chunk.size())) != 0;) {
    if (got < 0) fail_reading(file_, sanitize(name) + ": is damaged");
    unpacked.append(chunk, 0, static_cast<std::size_t>(got));
    if (unpacked.size() > most) {
      fail_reading(file_, sanitize(name) + ": unpacks to more than " +
                              readable_bytes(static_cast<long long>(most)));
    }
  }
  return Input::of_memory(std::move(unpacked), file_);
}

}  // namespace modelviz
