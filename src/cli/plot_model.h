// One model of `modelviz plot`: from its file to the bytes of its pictures.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/plot_options.h"

namespace modelviz::cli {

/// A model, and the files that its pictures are for.
struct PlotTask {
  std::string model;
  std::vector<std::string> outputs;
};

struct Plotted {
  int code = kDone;
  /// One for each output; nothing where the file is there and right, with --if-changed.
  std::vector<std::optional<std::string>> pictures;
};

/// Throws Error. What else there is to say goes to the log.
Plotted plot_model(const PlotOptions& options, const PlotTask& task);
/// Whether the files are what would be drawn; says of each that is not. Throws Error.
int check_pictures(const PlotOptions& options, const PlotTask& task);

/// Makes the folder of --out-dir if it is missing. Throws Error (Fault::kOutput).
void write_pictures(const PlotOptions& options, const PlotTask& task, const Plotted& plotted);

/// "3 drawn, 5 unchanged": on a terminal, or with --verbose.
struct Tally {
  int drawn = 0, unchanged = 0, failed = 0;

  void count(const Plotted& plotted);
  void say() const;
};

/// Each of them in a process of its own, as many at once as options say. Returns the worst exit
/// code; one that fails does not stop the others.
int plot_several(const PlotOptions& options, const std::vector<PlotTask>& tasks);

}  // namespace modelviz::cli
