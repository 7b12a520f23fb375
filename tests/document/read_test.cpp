// What is read, what is refused, and in which words.
#include <gtest/gtest.h>

#include "document/json.h"
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

// The same of a text that nothing has looked at before.
std::string json_refusal(const std::string& text) {
  try {
    parse_json(text, "m.json", {});
    return "";
  } catch (const Error& error) {
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
      {"[1e999, -1E+999, 1E-999]", "[1.7976931348623157e+308, -1.7976931348623157e+308, 0.0]"},
      {"[true, false, \"x\"]", "[True, False, 'x']"},
      {"18446744073709551615", "18446744073709551616.0"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"[0e0, -0, 1e-999, 0.1, 1E2]", "[0.0, 0, 0.0, 0.1, 100.0]"},
      {R"({"a": NaN, "b": -Infinity, "c": "NaN \" Infinity"})",
       "{'a': None, 'b': -1.7976931348623157e+308, 'c': 'NaN \" Infinity'}"},
      {R"("{\"class_name\": \"Dense\"}")", "{'class_name': 'Dense'}"},  // JSON in a JSON string
      {R"("just text")", "'just text'"},
      {R"({"a": 1, "a": 2})", "{'a': 1, 'a': 2}"},
      {"\t[ [], {} , [{}, [ ] ]\r\n, { \"a\" : { } } ] ", "[[], {}, [{}, []], {'a': {}}]"},
  };
  for (const Case& c : kCases) EXPECT_EQ(read_text(c.json, "m.json").root->text(), c.value);
}

TEST(Read, GivesStringsAsTheyAreMeant) {
  struct Case {
    const char* json;
    std::string_view text;
  };
  const Case kCases[] = {
      {R"("")", ""},
      {R"("\"\\\/\b\f\n\r\t")", "\"\\/\b\f\n\r\t"},
      {R"("a\u0041\u00e9\u20AC\ud83d\uDE00b")",
       "aA\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"
       "b"},
      {R"("a\u0000b")", std::string_view("a\0b", 3)},
      {"\"\xC3\xA9 \xE2\x82\xAC\\n\xF0\x9F\x98\x80\"", "\xC3\xA9 \xE2\x82\xAC\n\xF0\x9F\x98\x80"},
      {"\"\x7F\"", "\x7F"},
  };
  for (const Case& c : kCases) EXPECT_EQ(*read_text(c.json, "m.json").root->as_string(), c.text);
}

TEST(Read, RefusesDeepNesting) {
  EXPECT_EQ(refusal(std::string(300, '[')), "is nested more than 200 levels deep");
}

TEST(Read, NamesTheLineAndColumnOfASyntaxError) {
  EXPECT_EQ(refusal("{\n  \"a\": 1,\n  oops\n}").substr(0, 68),
            "is not JSON: line 3, column 3: Missing a name for object member.");
}

TEST(Read, SaysWhatIsWrongWithAText) {
  struct Case {
    std::string json;
    int column;
    const char* message;
  };
  const Case kCases[] = {
      {"{\"a\": 1", 8, "Missing a comma or } after an object member."},
      {"{\"a\": 1 \"b\": 2}", 9, "Missing a comma or } after an object member."},
      {"{\"a\": 1,}", 9, "Missing a name for object member."},
      {"{\"a\" 1}", 6, "Missing a colon after a name of object member."},
      {"[1, 2", 6, "Missing a comma or ] after an array element."},
      {"[01]", 3, "Missing a comma or ] after an array element."},
      {"[1}", 3, "Missing a comma or ] after an array element."},
      {"[1,]", 4, "Invalid value."},
      {"[nul]", 5, "Invalid value."},
      {"[-]", 3, "Invalid value."},
      {"[-Inf]", 6, "Invalid value."},
      {"[+1]", 2, "Invalid value."},
      {"[1.]", 4, "Missing digits in a number."},
      {"[1e+]", 5, "Missing digits in a number."},
      {"[1] 2", 5, "The document root must not be followed by other values."},
      {std::string("[1]\0", 4), 4, "There is a null byte."},
      {std::string("\"a\0\"", 4), 3, "There is a null byte."},
      {"\"abc", 5, "Missing a closing quotation mark in string."},
      {"\"abc\\", 6, "Invalid escape character in string."},
      {"\"a\nb\"", 3, "Invalid encoding in string."},
      {"\"\xff\"", 2, "Invalid encoding in string."},
      {"\"a\xC3\"", 3, "Invalid encoding in string."},
      {R"("\x")", 3, "Invalid escape character in string."},
      {R"("\u12g4")", 6, "Incorrect hex digit after \\u escape in string."},
      {R"("\u12)", 6, "Incorrect hex digit after \\u escape in string."},
      {R"("\ud800")", 8, "The surrogate pair in string is invalid."},
      {R"("\ud800\u0041")", 14, "The surrogate pair in string is invalid."},
      {R"("\udc00")", 8, "The surrogate pair in string is invalid."},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(json_refusal(c.json),
              "is not JSON: line 1, column " + std::to_string(c.column) + ": " + c.message);
  }
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
