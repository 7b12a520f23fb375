// Dimensions: canonical arithmetic, checked against plain integers.
#include "modelviz/dim.h"

#include <gtest/gtest.h>

#include <random>

#include "modelviz/error.h"

namespace modelviz {
namespace {

const Dim t = Dim::symbol("t"), h = Dim::symbol("h"), batch = Dim::symbol("batch");

TEST(Dim, HasOneText) {
  struct Case {
    Dim dim;
    const char* text;
  };
  const Case kCases[] = {
      {3, "3"},
      {t, "t"},
      {t + t + 1, "2*t + 1"},
      {t - t, "0"},
      {1 - t, "-t + 1"},
      {t * t * 2 + t - 3, "2*t*t + t - 3"},
      {h * t, "h*t"},
      {t * h, "h*t"},
      // windows
      {floor_div(t - 3, 2) + 1, "(t - 3)//2 + 1"},
      {(floor_div(t - 3, 2) + 1) * 64, "64*((t - 3)//2 + 1)"},
      {ceil_div(t, 2), "(t + 1)//2"},
      {ceil_div(ceil_div(ceil_div(t, 2), 2), 2), "(t + 7)//8"},
      {floor_div(t, 2) * 2, "2*(t//2)"},
      {floor_div(t, 2) * batch, "batch*(t//2)"},
      // floor divisions reduce
      {floor_div(t * 4 + 6, 4), "t + 1"},
      {floor_div(t * 2, 2), "t"},
      {floor_div(floor_div(t, 3), 2), "t//6"},
      {floor_div(t * 6 + 3, 9), "(2*t + 1)//3"},
      {floor_div(t * h, h), "t"},
      {floor_div(t, t), "1"},
      {(t * 7) % 7, "0"},
      // minima and maxima
      {min(t, t + 1), "t"},
      {max(t, t + 1), "t + 1"},
      {max(t, 0), "t"},
      {min(t, h), "min(h, t)"},
      {max(h, t) + 1, "max(h, t) + 1"},
  };
  for (const Case& c : kCases) EXPECT_EQ(c.dim.text(), c.text);
}

TEST(Dim, PrintsNoneWhereKerasDoes) {
  EXPECT_EQ(keras_text(Shape{batch, 7, floor_div(t, 2)}), "(None, 7, None)");
  EXPECT_EQ(keras_text(Shape{8}), "(8,)");
  EXPECT_EQ(keras_text(Shape{}), "()");
  EXPECT_EQ(text(Shape{batch, t + 1}), "(batch, t + 1)");
}

TEST(Dim, EqualityHasThreeAnswers) {
  struct Case {
    Dim a, b;
    Truth expected;
  };
  const Case kCases[] = {
      {2, 2, Truth::kYes},
      {2, 3, Truth::kNo},
      {t, t, Truth::kYes},
      {t, h, Truth::kMaybe},
      {t, 5, Truth::kMaybe},
      {t, -1, Truth::kNo},  // no size is negative
      {t + 1, t, Truth::kNo},
      {t * 2, 3, Truth::kNo},                   // an even number
      {t * 2, t, Truth::kMaybe},                // if t is 0
      {floor_div(t, 2) * 2, t, Truth::kMaybe},  // if t is even
      {floor_div(t, 2) + 1, 0, Truth::kNo},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(equal(c.a, c.b), c.expected) << c.a.text() << " and " << c.b.text();
    EXPECT_EQ(equal(c.b, c.a), c.expected) << c.b.text() << " and " << c.a.text();
  }
}

TEST(Dim, RefusesToOverflow) {
  Dim huge = std::int64_t{1} << 62;
  EXPECT_THROW(huge + huge, Error);
  EXPECT_THROW(huge * 4, Error);
  EXPECT_THROW(huge * t * 4, Error);
  EXPECT_THROW(floor_div(t, 0), Error);
}

std::int64_t python_floor_div(std::int64_t a, std::int64_t b) {
  std::int64_t quotient = a / b;
  return quotient * b > a || (a % b != 0 && (a < 0) != (b < 0)) ? quotient - 1 : quotient;
}

// An expression built both ways: over symbols, and over the values that they stand for.
struct Pair {
  Dim dim;
  std::int64_t value;
};

Pair random_pair(std::mt19937& random, int depth, std::int64_t t_value, std::int64_t h_value) {
  auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  if (depth == 0) {
    if (int kind = pick(3); kind < 2) return kind == 0 ? Pair{t, t_value} : Pair{h, h_value};
    std::int64_t constant = pick(9) - 4;
    return {constant, constant};
  }
  Pair a = random_pair(random, depth - 1, t_value, h_value);
  Pair b = random_pair(random, depth - 1, t_value, h_value);
  std::int64_t divisor = pick(6) + 1;
  switch (pick(8)) {
    case 0:
      return {a.dim + b.dim, a.value + b.value};
    case 1:
      return {a.dim - b.dim, a.value - b.value};
    case 2:
      return {a.dim * b.dim, a.value * b.value};
    case 3:
      return {min(a.dim, b.dim), std::min(a.value, b.value)};
    case 4:
      return {max(a.dim, b.dim), std::max(a.value, b.value)};
    case 5:
      return {ceil_div(a.dim, divisor), -python_floor_div(-a.value, divisor)};
    case 6:
      return {a.dim % divisor, a.value - python_floor_div(a.value, divisor) * divisor};
    default:
      return {floor_div(a.dim, divisor), python_floor_div(a.value, divisor)};
  }
}

// What is said of two dimensions is true of all values; kMaybe says nothing.
void expect_honest_equality(const Pair& a, const Pair& b) {
  Truth claimed = equal(a.dim, b.dim);
  if (claimed == Truth::kMaybe) return;
  EXPECT_EQ(claimed == Truth::kYes, a.value == b.value) << a.dim.text() << " and " << b.dim.text();
}

TEST(Dim, ComputedThenSubstitutedIsSubstitutedThenComputed) {
  std::mt19937 random(1);
  for (int round = 0; round < 100'000; ++round) {
    std::int64_t t_value = random() % 40, h_value = random() % 40;
    Pair pair = random_pair(random, 3, t_value, h_value);
    Dim substituted = pair.dim.at({{"t", t_value}, {"h", h_value}});
    ASSERT_EQ(substituted.text(), std::to_string(pair.value))
        << pair.dim.text() << " at t=" << t_value << " h=" << h_value;
    if (auto low = pair.dim.lower_bound()) {
      ASSERT_LE(*low, pair.value) << pair.dim.text();
    }
    if (auto high = pair.dim.upper_bound()) {
      ASSERT_GE(*high, pair.value) << pair.dim.text();
    }
    expect_honest_equality(pair, {7, 7});
    expect_honest_equality(pair, random_pair(random, 2, t_value, h_value));
  }
}

}  // namespace
}  // namespace modelviz
