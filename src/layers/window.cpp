#include "layers/window.h"

#include <algorithm>

namespace modelviz {
namespace {

std::int64_t largest(const Call& c, std::string_view key, int dims) {
  std::vector<std::int64_t> numbers = c.integers(key, dims);
  return *std::max_element(numbers.begin(), numbers.end());
}

}  // namespace

void check_window(const Call& c, int dims, bool allows_causal) {
  for (std::string_view key : {"kernel_size", "strides", "dilation_rate"}) {
    for (std::int64_t size : c.integers(key, dims)) {
      if (size > 0) continue;
      c.fail(std::string(key) + " must hold numbers of 1 or more, not " + c.value(key).text());
    }
  }
  std::string_view padding = c.string("padding");
  bool is_known = padding == "valid" || padding == "same" || (padding == "causal" && allows_causal);
  if (!is_known) c.fail("padding must be 'valid' or 'same', not " + c.value("padding").text());
}

void check_steps(const Call& c, int dims) {
  if (largest(c, "strides", dims) <= 1 || largest(c, "dilation_rate", dims) <= 1) return;
  c.fail("strides " + c.value("strides").text() + " and dilation_rate " +
         c.value("dilation_rate").text() + " cannot both be more than 1");
}

}  // namespace modelviz
