// Whether a picture is what would be drawn now, told without drawing it: from a stamp within the
// picture, which says of what it was made.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "modelviz/modelviz.h"

namespace modelviz::cli {

/// Of all that the pictures of one model depend on: what was read of its file, the options, and the
/// version of modelviz. Where the file was, and when it was written, does not matter.
class Fingerprint {
 public:
  /// `options` holds every option that can change a picture. What the document's weights are counts
  /// only if somebody asks for them, which is seen from here on.
  Fingerprint(std::string_view options, Document& document);

  /// For a picture with these bytes, after it was drawn; empty if it cannot be told whether it will
  /// still be right.
  [[nodiscard]] std::string stamp(ImageFormat format, std::string_view picture) const;
  /// Whether this picture has the stamp that it would have now, and nobody has changed it.
  [[nodiscard]] bool fits(ImageFormat format, std::string picture) const;

 private:
  [[nodiscard]] std::string stamp(ImageFormat format, std::string_view picture,
                                  const std::optional<std::string>& weights) const;

  std::string base_;
  std::function<StoredGroup()> read_weights_;
  /// What was found when somebody read the weights; empty where that failed.
  std::shared_ptr<std::optional<std::string>> weights_;
};

}  // namespace modelviz::cli
