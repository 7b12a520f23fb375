// Everything that can be said against a model: not only what stops it from loading.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modelviz/infer.h"

namespace modelviz {

enum class FindingKind {
  kUnreadable,  ///< error: the file cannot be read or is not a model
  kShape,       ///< error: Keras refuses the call
  kFailure,     ///< warning: Keras loads it, but it fails when it is run
  kRecorded,    ///< warning: the file records other shapes than follow from the configs
  kUnknown,     ///< warning: a custom layer, a Lambda, an unknown function
  kUnused,      ///< warning: an input that nobody uses, a layer whose output goes nowhere
  kExecution,   ///< note: what Keras infers is not what comes out when it is executed
  kAssumption,  ///< note: what must be true of sizes that are not known
};
std::string_view text(FindingKind kind);  ///< shape

struct Finding {
  FindingKind kind = FindingKind::kShape;
  Diagnostic diagnostic;
  int line = 0;  ///< of the diagnostic's JSON path; 0 where it is not known
};

/// What was found in one file.
struct CheckReport {
  std::string file;               ///< as the user gave it
  std::string name;               ///< of the model; empty where the file could not be read
  int layers = 0;                 ///< with those of nested models
  std::vector<Finding> findings;  ///< errors first, then warnings, then notes

  [[nodiscard]] int count(Severity severity) const;
  [[nodiscard]] bool is_readable() const;
};

/// Collects what is wrong with a model that was run with RunOptions::recover (without it, less is
/// found behind a layer that fails). What the file records is compared with what was inferred only
/// where the model was run for its own input shapes.
CheckReport check(const Model& model, const Run& run);

/// The report on a file that could not be read.
CheckReport unreadable(std::string file, Diagnostic why);

}  // namespace modelviz
