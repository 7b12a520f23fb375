// The promotion lattice: all pairs, as keras.backend.result_type combines them.
#include "modelviz/dtype.h"

#include <gtest/gtest.h>

#include <array>

#include "modelviz/error.h"
#include "support/golden.h"
#include "support/text.h"

namespace modelviz {
namespace {

std::string combined(std::string_view a, std::string_view b) {
  try {
    return std::string(
        text(result_type(std::array{parse_dtype(a).value(), parse_dtype(b).value()})));
  } catch (const Error&) {
    return "!";
  }
}

TEST(DType, CombinesEveryPairAsKerasDoes) {
  int pairs = 0;
  for (const std::string& line : test::read_golden(MODELVIZ_GOLDEN_DIR "/dtypes.tsv")) {
    auto cells = split(line, '\t');
    ASSERT_EQ(cells.size(), 3u) << line;
    EXPECT_EQ(combined(cells[0], cells[1]), cells[2]) << cells[0] << " and " << cells[1];
    ++pairs;
  }
  EXPECT_GT(pairs, 300);
}

TEST(DType, AnUnknownTypeMakesTheResultUnknown) {
  EXPECT_EQ(result_type(std::array{DType::kUnknown, DType::kFloat32}), DType::kUnknown);
}

TEST(DType, HasANameThatCanBeReadBack) {
  for (const char* name :
       {"bool", "uint8", "int64", "bfloat16", "float8_e4m3fn", "complex64", "string"}) {
    EXPECT_EQ(text(parse_dtype(name).value()), name);
  }
  EXPECT_FALSE(parse_dtype("float31"));
}

}  // namespace
}  // namespace modelviz
