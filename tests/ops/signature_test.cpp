#include "ops/signature.h"

#include <gtest/gtest.h>

#include "modelviz/error.h"

namespace modelviz::test {
namespace {

TEST(Signature, Literals) {
  EXPECT_EQ(parse_literal("None"), Value());
  EXPECT_EQ(parse_literal("True"), Value(true));
  EXPECT_EQ(parse_literal("-1"), Value(-1));
  EXPECT_EQ(parse_literal("1e-07"), Value(1e-7));
  EXPECT_EQ(parse_literal("'same'"), Value("same"));
  EXPECT_EQ(parse_literal("(1, [None, 2.5])"), Value(List{1, List{Value(), 2.5}}));
  EXPECT_EQ(parse_literal("()"), Value(List{}));
  EXPECT_THROW(parse_literal("nonsense"), Error);
}

TEST(Signature, Parameters) {
  const Signature& parsed = signature("x, *rest, axis=(0, 1), mode='a, b', k=None");
  ASSERT_EQ(parsed.size(), 5U);
  EXPECT_TRUE(parsed[0].required);
  EXPECT_TRUE(parsed[1].variadic);
  EXPECT_EQ(parsed[1].name, "rest");
  EXPECT_EQ(parsed[2].value, Value(List{0, 1}));
  EXPECT_EQ(parsed[3].value, Value("a, b"));
  EXPECT_FALSE(parsed[4].required);
  const Signature& named = signature("f, *, signature=None, **sizes");
  ASSERT_EQ(named.size(), 3U);
  EXPECT_FALSE(named[0].named_only);
  EXPECT_TRUE(named[1].named_only);
  EXPECT_TRUE(named[2].keywords);
  EXPECT_EQ(named[2].name, "sizes");
}

std::string bound(std::string_view parameters, List positional, Dict named) {
  try {
    return bind_arguments(signature(parameters), std::move(positional), std::move(named), "f")
        .text();
  } catch (const Error& error) {
    return error.diagnostic.message;
  }
}

TEST(Signature, Binding) {
  constexpr std::string_view kParameters = "x, axis=None, keepdims=False";
  EXPECT_EQ(bound(kParameters, {1, 2}, {}), "{'x': 1, 'axis': 2}");
  EXPECT_EQ(bound(kParameters, {1}, {{"keepdims", true}}), "{'x': 1, 'keepdims': True}");
  EXPECT_EQ(bound(kParameters, {2}, {{"x", 1}}), "{'x': 1, 'axis': 2}");
  EXPECT_EQ(bound("subscripts, *operands", {"i", 1, 2}, {}),
            "{'subscripts': 'i', 'operands': [1, 2]}");
  EXPECT_EQ(bound("x, **sizes", {1}, {{"h", 2}, {"w", 3}}), "{'x': 1, 'sizes': {'h': 2, 'w': 3}}");
  EXPECT_EQ(bound("x, *, axis=0", {1}, {{"axis", 2}}), "{'x': 1, 'axis': 2}");
  EXPECT_EQ(bound("x, *, axis=0", {1, 2}, {}), "f takes 1 argument, but 2 were given");
  EXPECT_EQ(bound(kParameters, {}, {}), "f needs an argument 'x'");
  EXPECT_EQ(bound(kParameters, {1, 2, 3, 4}, {}), "f takes 3 arguments, but 4 were given");
  EXPECT_EQ(bound(kParameters, {1}, {{"axes", 1}}), "f has no parameter 'axes'");
}

}  // namespace
}  // namespace modelviz::test
