#include "support/op_table.h"

#include <gtest/gtest.h>

#include "support/cells.h"

namespace modelviz::test {
namespace {

void expect(std::span<const OpCase> cases,
            std::string (*result)(std::string_view op, std::string_view arguments)) {
  for (const OpCase& test : cases) {
    SCOPED_TRACE(std::string(test.op) + "(" + std::string(test.arguments) + ")");
    std::string got = result(test.op, test.arguments);
    if (test.result.starts_with("error: ")) {
      EXPECT_TRUE(got.starts_with("error: ")) << got;
      EXPECT_NE(got.find(test.result.substr(7)), std::string::npos) << got;
    } else {
      EXPECT_EQ(got, test.result);
    }
  }
}

}  // namespace

void expect_keras(std::span<const OpCase> cases) { expect(cases, keras_result); }
void expect_symbolic(std::span<const OpCase> cases) { expect(cases, symbolic_result); }
void expect_macs(std::span<const OpCase> cases) { expect(cases, macs); }

}  // namespace modelviz::test
