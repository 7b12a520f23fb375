// The expected values are those of `b2sum -l 128`.
#include "support/digest.h"

#include <gtest/gtest.h>

#include <array>

namespace modelviz {
namespace {

TEST(Digest, IsBlake2b) {
  struct Case {
    std::string bytes;
    const char* digest;
  };
  const Case kCases[] = {
      {"", "cae66941d9efbd404e4d88758ea67670"},
      {"abc", "cf4ab791c62b8d2b2109c90275287816"},
      {std::string(127, 'x'), "faeac286ccce46d5273182d599dd943b"},
      {std::string(128, 'x'), "874acca82a22239ec64a3e70c3ae494e"},
      {std::string(129, 'x'), "b9ee96f69e8210c624fee55d71d5a54f"},
      {std::string(256, 'x'), "0b2c2b0de02938ad7a728b51e8da3357"},
      {std::string(1000, 'x'), "c9b2bd4ff487864c29fb41fab3e8187e"},
  };
  for (const Case& c : kCases) EXPECT_EQ(digest_of(c.bytes), c.digest) << c.bytes.size();
}

TEST(Digest, IsTheSameInPieces) {
  std::string bytes(1000, 'x');
  for (std::size_t piece : std::array<std::size_t, 6>{1, 7, 127, 128, 129, 999}) {
    Digest digest;
    for (std::size_t at = 0; at < bytes.size(); at += piece) digest.add(bytes.substr(at, piece));
    EXPECT_EQ(digest.text(), digest_of(bytes)) << piece;
  }
}

TEST(Digest, TellsPartsApart) {
  Digest one, other;
  one.add_part("ab");
  one.add_part("c");
  other.add_part("a");
  other.add_part("bc");
  EXPECT_NE(one.text(), other.text());
}

}  // namespace
}  // namespace modelviz
