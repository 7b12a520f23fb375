// What is read, what is refused, and in which words.
#include <gtest/gtest.h>

#include "modelviz/document.h"
#include "modelviz/error.h"

namespace modelviz {
namespace {

std::string refusal(const std::string& text) {
  try {
    read_text(text, "m.json");
    return "";
  } catch (const Error& error) {
    EXPECT_EQ(error.fault, Fault::kInput);
    EXPECT_EQ(error.diagnostic.file, "m.json");
    return error.diagnostic.message;
  }
}

TEST(Read, GivesTheValuesOfTheJson) {
  struct Case {
    const char* json;
    const char* value;
  };
  const Case kCases[] = {
      {R"({"b": [1, -2, 3.5], "a": null})", "{'b': [1, -2, 3.5], 'a': None}"},
      {"[true, false, \"x\"]", "[True, False, 'x']"},
      {"18446744073709551615", "18446744073709551616.0"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"[0e0, -0, 1e-999, 0.1, 1E2]", "[0.0, 0, 0.0, 0.1, 100.0]"},
      {R"({"a": NaN, "b": -Infinity, "c": "NaN \" Infinity"})",
       "{'a': None, 'b': -1.7976931348623157e+308, 'c': 'NaN \" Infinity'}"},
      {R"("{\"class_name\": \"Dense\"}")", "{'class_name': 'Dense'}"},  // JSON in a JSON string
      {R"("just text")", "'just text'"},
      {R"({"a": 1, "a": 2})", "{'a': 1, 'a': 2}"},
  };
  for (const Case& c : kCases) EXPECT_EQ(read_text(c.json, "m.json").root->text(), c.value);
}

TEST(Read, RefusesDeepNesting) {
  EXPECT_EQ(refusal(std::string(300, '[')), "is nested more than 200 levels deep");
}

TEST(Read, NamesTheLineAndColumnOfASyntaxError) {
  EXPECT_EQ(refusal("{\n  \"a\": 1,\n  oops\n}").substr(0, 68),
            "is not JSON: line 3, column 3: Missing a name for object member.");
  EXPECT_EQ(refusal("{\"a\": 1").substr(0, 30), "is not JSON: line 1, column 8:");
  EXPECT_EQ(refusal("\"\xff\"").substr(0, 30), "is not JSON: line 1, column 2:");
}

TEST(Read, RefusesMoreBytesThanTheLimit) {
  try {
    read(MODELVIZ_SAMPLES_DIR "/resnet50.json", {.bytes = 1000});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.diagnostic.message,
              "the file is larger than 1000.00 B: that is no model config");
  }
}

TEST(Read, FindsTheLineOfAJsonPointer) {
  Document document = read_text(R"({
  "class_name": "Functional",
  "config": {
    "layers": [
      {"name": "a", "text": "} ] \" {"},
      {"name": "b"}
    ]
  }
})",
                                "m.json");
  struct Case {
    const char* pointer;
    int line;
  };
  const Case kCases[] = {{"", 1},
                         {"/class_name", 2},
                         {"/config", 3},
                         {"/config/layers/0", 5},
                         {"/config/layers/1/name", 6},
                         {"/config/layers/2", 0},
                         {"/nothing", 0}};
  for (const Case& c : kCases) {
    EXPECT_EQ(document.lines_of({c.pointer}), std::vector{c.line}) << c.pointer;
  }
  EXPECT_EQ(document.lines_of({"/nothing", "/config/layers/1/name", "/config"}),
            (std::vector{0, 6, 3}));
}

}  // namespace
}  // namespace modelviz
