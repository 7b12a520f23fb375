#include "cli/fingerprint.h"

#include <utility>

#include "support/digest.h"

namespace modelviz::cli {
namespace {

// Behind the fingerprint, in the stamp of a picture for which weights were read.
constexpr std::string_view kWithWeights = "+weights";

void add_group(Digest& digest, const StoredGroup& group) {
  digest.add_part(group.name);
  digest.add_part(group.layer);
  digest.add_part(std::to_string(group.weights.size()));
  for (const StoredWeight& weight : group.weights) {
    digest.add_part(weight.name);
    digest.add_part(weight.type.text());
  }
  digest.add_part(std::to_string(group.groups.size()));
  for (const StoredGroup& inner : group.groups) add_group(digest, inner);
}

std::string digest_of_weights(const std::function<StoredGroup()>& read) {
  Digest digest;
  add_group(digest, read());
  return digest.text();
}

}  // namespace

Fingerprint::Fingerprint(std::string_view options, Document& document)
    : read_weights_(document.read_weights),
      weights_(std::make_shared<std::optional<std::string>>()) {
  Digest digest;
  digest.add_part(kVersion);
  digest.add_part(options);
  digest.add_part(std::to_string(static_cast<int>(document.container)));
  digest.add_part(document.member);
  digest.add_part(document.root_path);
  digest.add_part(document.keras_version);
  digest.add_part(document.source ? *document.source : "");
  base_ = digest.text();
  if (!read_weights_) return;
  document.read_weights = [read = read_weights_, found = weights_] {
    found->emplace();
    StoredGroup group = read();
    *found = digest_of_weights([&] { return group; });
    return group;
  };
}

std::string Fingerprint::stamp(ImageFormat format, std::string_view picture,
                               const std::optional<std::string>& weights) const {
  Digest digest;
  digest.add_part(base_);
  digest.add_part(std::to_string(static_cast<int>(format)));
  if (weights) digest.add_part(*weights);
  return std::string("modelviz ")
      .append(kVersion)
      .append(" ")
      .append(digest.text())
      .append(weights ? kWithWeights : "")
      .append(" ")
      .append(digest_of(picture));
}

std::string Fingerprint::stamp(ImageFormat format, std::string_view picture) const {
  if (*weights_ && (*weights_)->empty()) return {};
  return stamp(format, picture, *weights_);
}

bool Fingerprint::fits(ImageFormat format, std::string picture) const {
  std::string found = take_stamp(format, picture);
  if (found.empty()) return false;
  std::optional<std::string> weights;
  if (found.find(kWithWeights) != std::string::npos) {
    try {
      weights = digest_of_weights(read_weights_);
    } catch (const Error&) {
      return false;  // drawing the picture will say why
    }
  }
  return found == stamp(format, picture, weights);
}

}  // namespace modelviz::cli
