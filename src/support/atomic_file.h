// Files that appear whole or not at all.
#pragma once

#include <string>
#include <string_view>

namespace modelviz {

/// Writes a file under another name beside its place and renames it when it is complete. A link
/// keeps pointing where it did; a device or a named pipe is written directly. Throws Error
/// (Fault::kOutput) with the reason; nothing is left behind then, and a file that was there before
/// is as it was.
void write_whole_file(const std::string& path, std::string_view bytes);

/// To a descriptor that is open. A reader that has gone away is no error.
void write_to_descriptor(int fd, const std::string& name, std::string_view bytes);

}  // namespace modelviz
