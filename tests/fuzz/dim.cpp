// Arithmetic on sizes: numbers put in for the unknowns before or after must make no difference.
#include "modelviz/dim.h"

#include <array>
#include <cstdint>

#include "fuzz/target.h"
#include "modelviz/error.h"
#include "modelviz/eval.h"

namespace modelviz::fuzz {
namespace {

constexpr std::array<const char*, 4> kNames{"batch", "t", "h", "w"};

// A size, and what it is for the numbers of this input; nothing where that exceeds 64 bits.
struct Size {
  Dim dim;
  std::optional<std::int64_t> number;
};

std::optional<std::int64_t> apply(int op, std::int64_t a, std::int64_t b) {
  __extension__ using Wide = __int128;
  auto floor_div = [](Wide x, Wide y) {
    return x / y - (x % y != 0 && (x < 0) != (y < 0) ? 1 : 0);
  };
  Wide result = 0;
  if ((op == 3 || op >= 6) && b == 0) return std::nullopt;
  switch (op) {
    case 0:
      result = Wide{a} + b;
      break;
    case 1:
      result = Wide{a} - b;
      break;
    case 2:
      result = Wide{a} * b;
      break;
    case 3:
      result = floor_div(a, b);
      break;
    case 4:
      result = std::min(a, b);
      break;
    case 5:
      result = std::max(a, b);
      break;
    case 6:
      result = floor_div(Wide{a} + b - 1, b);
      break;
    default:
      result = Wide{a} - Wide{b} * floor_div(a, b);
  }
  if (result > INT64_MAX || result < INT64_MIN) return std::nullopt;
  return static_cast<std::int64_t>(result);
}

Dim apply(int op, const Dim& a, const Dim& b) {
  switch (op) {
    case 0:
      return a + b;
    case 1:
      return a - b;
    case 2:
      return a * b;
    case 3:
      return floor_div(a, b);
    case 4:
      return min(a, b);
    case 5:
      return max(a, b);
    case 6:
      return ceil_div(a, b);
    default:
      return a % b;
  }
}

// 64 bits may not hold what lies between.
std::optional<Dim> at(const Dim& dim,
                      const std::map<std::string, std::int64_t, std::less<>>& values) {
  try {
    return dim.at(values);
  } catch (const Error&) {
    return std::nullopt;
  }
}

void check(const Size& size, const std::map<std::string, std::int64_t, std::less<>>& values) {
  std::string text = size.dim.text();
  require(size.dim == size.dim, "it is not itself: " + text);
  // Only what is longer than anybody reads becomes an unknown of its own.
  bool has_own_unknown = text.find("long_") != std::string::npos;
  std::optional<Dim> value = at(size.dim, values);
  if (!size.number || !value || has_own_unknown) return;
  std::string number = std::to_string(*size.number);
  require(*value == Dim(*size.number), text + " is " + value->text() + ", not " + number);
  auto low = size.dim.lower_bound(), high = size.dim.upper_bound();
  require(
      !low || *low <= *size.number,
      text + " has the lower bound " + std::to_string(low.value_or(0)) + ", but may be " + number);
  require(
      !high || *high >= *size.number,
      text + " has the upper bound " + std::to_string(high.value_or(0)) + ", but may be " + number);
}

void check_equal(const Size& a, const Size& b) {
  Truth truth = equal(a.dim, b.dim);
  if (!a.number || !b.number) return;
  std::string both = a.dim.text() + " and " + b.dim.text();
  require(truth != Truth::kYes || *a.number == *b.number, both + " are said to be equal");
  require(truth != Truth::kNo || *a.number != *b.number, both + " are said to differ");
}

}  // namespace

// A machine with a stack: each byte pushes a size or applies an operation to the last two.
void try_dim(std::string_view input) {
  if (input.size() < kNames.size() || input.size() > 400) return;
  std::map<std::string, std::int64_t, std::less<>> values;
  for (std::size_t i = 0; i < kNames.size(); ++i)
    values[kNames[i]] = static_cast<unsigned char>(input[i]);
  std::vector<Size> stack;
  for (std::size_t i = kNames.size(); i < input.size(); ++i) {
    auto byte = static_cast<unsigned char>(input[i]);
    if (byte < 64) {
      stack.push_back({byte, byte});
    } else if (byte < 72) {
      std::int64_t large = std::int64_t{1} << (byte - 64) * 9;
      stack.push_back({large, large});
    } else if (byte < 128) {
      const char* name = kNames[byte % kNames.size()];
      stack.push_back({Dim::symbol(name), values[name]});
    } else if (byte < 136 && !stack.empty()) {
      stack.push_back(stack.back());
    } else if (stack.size() >= 2) {
      Size b = stack.back(), a = stack[stack.size() - 2];
      try {
        check_equal(a, b);
        int op = byte % 8;
        Size made{apply(op, a.dim, b.dim), std::nullopt};
        if (a.number && b.number) made.number = apply(op, *a.number, *b.number);
        stack.resize(stack.size() - 2);
        check(made, values);
        stack.push_back(std::move(made));
      } catch (const Error& error) {
        require(error.fault == Fault::kModel, error.diagnostic.text());
        return;
      }
    }
  }
}

}  // namespace modelviz::fuzz
