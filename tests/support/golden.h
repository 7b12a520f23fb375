// The golden files of tests/oracle: what real Keras says of a model, and the same said by modelviz.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "modelviz/modelviz.h"

namespace modelviz::test {

/// The lines of a golden file but its comments.
std::vector<std::string> read_golden(const std::filesystem::path& path);

/// The weights of a layer and of what it holds: "kernel (8, 4) float32 T , …".
std::string weights_text(const Run& run, const Layer& layer);

/// What modelviz infers, in the form of a golden file (tests/oracle/README.md describes the
/// columns).
std::vector<std::string> describe(const Model& model, const Run& run);

/// The models in a folder of tests/golden, sorted by name.
std::vector<std::filesystem::path> models_in(const std::string& folder);

/// The name of a test of such a model.
std::string stem_of_model(const testing::TestParamInfo<std::filesystem::path>& info);

/// A difference from Keras that is right as it is: model, layer, and the reason.
struct KnownDifference {
  std::string model, layer, reason;
};
std::vector<KnownDifference> known_differences();

/// The lines that differ, as "- Keras" and "+ modelviz", but for the known differences, which are
/// printed with their reason.
std::string difference(const std::string& model, const std::vector<std::string>& keras,
                       const std::vector<std::string>& ours);

}  // namespace modelviz::test
