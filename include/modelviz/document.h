// A model's file as it was read: one tree of values, and where it came from.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "modelviz/value.h"

namespace modelviz {

struct Document {
  std::string file;  ///< the path as the user gave it; "<stdin>" for standard input
  std::shared_ptr<const Value> root;          ///< the JSON; object members in the order of the file
  std::shared_ptr<const std::string> source;  ///< the JSON text, for line numbers in messages

  /// The line (from 1) where the value with this JSON pointer begins; 0 if it is not found.
  [[nodiscard]] int line_of(std::string_view json_path) const;
};

/// What is accepted before anything is allocated for it.
struct ReadLimits {
  std::size_t bytes = std::size_t{1} << 30;
  int depth = 200;  ///< nesting of JSON arrays and objects
};

/// Reads a file; "-" is standard input. Throws Error (Fault::kInput) with the file, the line and
/// the column for what cannot be read or is no JSON.
Document read(const std::string& path, const ReadLimits& limits = {});
/// The same for a text in memory.
Document read_text(std::string text, std::string file, const ReadLimits& limits = {});

}  // namespace modelviz
