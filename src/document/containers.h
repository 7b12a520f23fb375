// Each container of a model: from its bytes to the document.
#pragma once

#include "document/input.h"

namespace modelviz {

/// A JSON text: a config, or the model.json of TF.js.
Document read_json(std::string text, std::string file, const ReadLimits& limits);
/// A .keras archive: config.json, metadata.json, model.weights.h5.
Document read_keras_archive(const Input& input, const ReadLimits& limits);
/// The same files in a folder.
Document read_keras_folder(const std::string& folder, const ReadLimits& limits);
/// A whole model in HDF5: the attribute model_config, and the groups of its weights.
Document read_hdf5(const Input& input, const ReadLimits& limits);

/// Takes the config of a Keras model out of the model.json of TF.js, where that is what the
/// document holds. Throws Error (Fault::kInput) for a graph model.
void open_tfjs(Document& document, const ReadLimits& limits);

}  // namespace modelviz
