// The rows and columns of a summary, whatever they are written as.
#pragma once

#include "modelviz/cost.h"
#include "modelviz/output.h"
#include "output/table.h"

namespace modelviz {

/// A line below the table: "Total params", "25,636,712 (97.80 MB)".
struct SummaryTotal {
  std::string name, value;
};

struct SummaryTable {
  Table table;
  std::vector<SummaryTotal> totals;
  std::size_t left_out = 0;              ///< how many rows SummaryOptions::top has left out
  std::vector<std::string> assumptions;  ///< where expressions are shown, what they rest on
};

/// `plain` numbers are for programs: no thousands, no units. Throws Error (Fault::kUsage) for a
/// column or key that there is not.
SummaryTable summary_table(const Model& model, const Run& run, const SummaryOptions& options,
                           bool plain);

}  // namespace modelviz
