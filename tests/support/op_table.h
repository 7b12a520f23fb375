// Tables of ops: what goes in, what comes out.
#pragma once

#include <span>
#include <string_view>

namespace modelviz::test {

struct OpCase {
  std::string_view op;
  std::string_view arguments;  ///< as support/cells.h reads them
  std::string_view result;     ///< the outputs, or "error: " and a part of the message
};

/// Checks each case with the result as Keras prints it: unknown sizes are None.
void expect_keras(std::span<const OpCase> cases);
/// Checks each case with the expressions of unknown sizes.
void expect_symbolic(std::span<const OpCase> cases);
/// Checks the multiply-accumulates of each case.
void expect_macs(std::span<const OpCase> cases);

}  // namespace modelviz::test
