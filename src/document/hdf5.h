// HDF5 files: the attributes and headers that hold a model's config and the shapes of its weights.
#pragma once

#include <chrono>

#include "document/input.h"

namespace modelviz {

class Hdf5File {
 public:
  /// Reads the superblock only. `what` begins messages about it. Throws Error (Fault::kInput).
  Hdf5File(Input input, std::string what, const ReadLimits& limits);
  ~Hdf5File();
  Hdf5File(Hdf5File&&) noexcept;
  Hdf5File& operator=(Hdf5File&&) = delete;

  /// Whether this group or array exists. Links to other files are never followed.
  [[nodiscard]] bool has(const std::string& path) const;
  [[nodiscard]] bool has_attribute(const std::string& group, const std::string& name) const;
  /// The texts of an attribute, of variable or fixed length; none where there is no such attribute
  /// or it holds something else.
  [[nodiscard]] std::vector<std::string> texts(const std::string& group,
                                               const std::string& name) const;
  /// All groups and arrays within a group, as they are.
  [[nodiscard]] StoredGroup groups(const std::string& path) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// What is taken out of a file, in the form in which it comes back from another process.
using Hdf5Work = std::function<std::vector<std::string>(const Hdf5File&)>;
/// Opens the file in a process of its own, because HDF5 crashes or hangs on some that are damaged.
/// Throws Error (Fault::kInput) for these, too, and for what the work throws.
std::vector<std::string> with_hdf5(const Input& input, const std::string& what,
                                   const ReadLimits& limits, std::chrono::milliseconds time,
                                   const Hdf5Work& work);

/// Whether an HDF5 file begins here or, behind a block of somebody else's, at 512, 1024, 2048 …
bool is_hdf5(const Input& input);

}  // namespace modelviz
