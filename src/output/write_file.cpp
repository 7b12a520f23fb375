#include <unistd.h>

#include <cstdio>

#include "modelviz/output.h"
#include "support/atomic_file.h"

namespace modelviz {

void write_file(const std::string& path, std::string_view bytes) {
  if (path != "-") return write_whole_file(path, bytes);
  std::fflush(stdout);  // what was printed before comes first
  write_to_descriptor(STDOUT_FILENO, "standard output", bytes);
}

}  // namespace modelviz
