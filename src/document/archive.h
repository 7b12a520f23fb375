// Zip archives: what is in them, and the bytes of a member.
#pragma once

#include <optional>
#include <vector>

#include "document/input.h"

struct zip;

namespace modelviz {

class Archive {
 public:
  /// Throws Error (Fault::kInput) for what is damaged or has more members than the limit.
  Archive(const Input& input, const ReadLimits& limits);

  /// The names of all members, as the archive has them: they are compared, and never become files.
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

  /// The bytes of a member. One that is stored as it is stays in the archive, and only what is
  /// asked for is read; another is unpacked, if that makes no more bytes than `most`.
  [[nodiscard]] Input open(std::size_t member, std::size_t most) const;

 private:
  std::string file_;
  std::shared_ptr<const std::string> bytes_;  // libzip reads from them
  std::shared_ptr<zip> zip_;
  std::vector<std::string> names_;
};

}  // namespace modelviz
