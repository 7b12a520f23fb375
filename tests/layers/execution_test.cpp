// Where a layer of Keras computes something else than it infers, a note says so, and nowhere else.
#include <gtest/gtest.h>

#include <filesystem>
#include <iostream>

#include "support/golden.h"
#include "support/layer_table.h"
#include "support/text.h"

namespace modelviz::test {
namespace {

TEST(LayerExecution, IsNotedWhereItDiffers) {
  int noted = 0, cases = 0;
  for (const std::string& line : read_golden(MODELVIZ_GOLDEN_DIR "/layer_execution.tsv")) {
    auto cells = split(line, '\t');
    LayerCase test{.class_name = cells.at(0),
                   .config = cells[1] == "-" ? "" : cells[1],
                   .inputs = cells[2],
                   .outputs = cells[3]};
    LayerOutcome got = outcome_of(test);
    // Hardly any layer takes texts or truth values: of what fails with them nothing is said.
    bool is_number =
        cells[2].find(" string") == cells[2].npos && cells[2].find(" bool") == cells[2].npos;
    if (cells[4] == "refused" && !is_number) continue;
    ++cases;
    noted += got.notes.empty() ? 0 : 1;
    EXPECT_EQ(got.outputs, cells[3]) << line;
    EXPECT_EQ(!got.notes.empty(), cells[3] != cells[4]) << line << "\n" << got.notes;
  }
  std::cout << cases << " calls, " << noted << " noted\n";
  EXPECT_GT(noted, 100);
}

}  // namespace
}  // namespace modelviz::test
