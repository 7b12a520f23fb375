// What a file is that is no model, in one sentence, and how to come from it to a model's file.
#pragma once

#include "document/input.h"

namespace modelviz {

inline constexpr std::string_view kSaveHint =
    "In Python, where the model is: model.save(\"x.keras\"), or only its architecture: "
    "open(\"x.json\", \"w\").write(model.to_json())";

/// Throws Error (Fault::kInput) if the content shows that the file is something else than JSON, a
/// zip archive, HDF5 or gzip.
void refuse_other_bytes(const Input& input);
/// The same for the names of the members of an archive in which there is no model.
[[noreturn]] void refuse_archive(const std::string& file, const std::vector<std::string>& members);
/// The same for a folder and the names in it.
[[noreturn]] void refuse_folder(const std::string& folder, const std::vector<std::string>& names);

}  // namespace modelviz
