// The three forms in which findings are written.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "modelviz/output.h"

namespace modelviz::test {
namespace {

Finding finding(FindingKind kind, Severity severity, std::string message) {
  Diagnostic diagnostic{.severity = severity, .message = std::move(message), .file = "m.json"};
  return {.kind = kind, .diagnostic = std::move(diagnostic), .line = 0};
}

CheckReport report() {
  CheckReport report{.file = "m.json", .name = "m", .layers = 1177, .findings = {}};
  Finding error = finding(FindingKind::kShape, Severity::kError, "add: cannot be broadcast");
  error.diagnostic.hint = "Look at both.";
  error.diagnostic.json_path = "/config/layers/2";
  error.diagnostic.layer = "inner/sum";
  error.diagnostic.layer_class = "Add";
  error.diagnostic.op = "add";
  error.line = 7;
  report.findings = {error, finding(FindingKind::kUnused, Severity::kWarning, "it is never called"),
                     finding(FindingKind::kAssumption, Severity::kNote, "assumes that h is even")};
  return report;
}

CheckReport sound() { return {.file = "m.json", .name = "m", .layers = 1, .findings = {}}; }

CheckReport missing() {
  return unreadable("m.json", Diagnostic{.message = "there is no such file"});
}

constexpr const char* kError =
    "m.json: inner/sum (Add): error: add: cannot be broadcast\n"
    "  at     /config/layers/2\n"
    "  hint   Look at both.\n";
constexpr const char* kWarning = "m.json: warning: it is never called\n";

TEST(CheckText, HasALineForEachFindingAndOneForTheModel) {
  EXPECT_EQ(write_check_text(report()), std::string(kError) + kWarning +
                                            "m.json: note: assumes that h is even\n"
                                            "m.json: 1 error, 1 warning, 1 note (1,177 layers)\n");
  EXPECT_EQ(write_check_text(sound()), "m.json: ok (1 layer)\n");
  EXPECT_EQ(write_check_text(missing()), "m.json: not checked\n");
}

TEST(CheckText, LeavesOutWhatIsLessSevere) {
  EXPECT_EQ(write_check_text(report(), Severity::kWarning), std::string(kError) + kWarning);
  EXPECT_EQ(write_check_text(report(), Severity::kError), kError);
  EXPECT_EQ(write_check_text(sound(), Severity::kError), "");
  EXPECT_EQ(write_check_text(missing(), Severity::kError), "");
}

TEST(CheckJson, FollowsItsSchema) {
  auto json = nlohmann::ordered_json::parse(write_check_json({report(), missing()}));
  EXPECT_EQ(json["schema"], "modelviz.check/1");
  const auto& model = json["models"][0];
  EXPECT_EQ(model["file"], "m.json");
  EXPECT_EQ(model["name"], "m");
  EXPECT_EQ(model["layers"], 1177);
  EXPECT_EQ(model["errors"], 1);
  EXPECT_EQ(model["warnings"], 1);
  EXPECT_EQ(model["notes"], 1);
  EXPECT_EQ(model["problems"][0].dump(),
            R"({"severity":"error","layer":"inner/sum","json_path":"/config/layers/2","op":"add",)"
            R"("message":"add: cannot be broadcast","hint":"Look at both.","kind":"shape",)"
            R"("class":"Add","line":7})");
  EXPECT_EQ(model["problems"][2]["severity"], "note");
  EXPECT_EQ(model["problems"][2]["kind"], "assumption");
  EXPECT_TRUE(model["problems"][2]["line"].is_null());
  EXPECT_TRUE(json["models"][1]["name"].is_null());
  EXPECT_TRUE(json["models"][1]["layers"].is_null());
  EXPECT_EQ(json["models"][1]["problems"][0]["kind"], "unreadable");
}

TEST(CheckGithub, HasAnAnnotationForEachFinding) {
  EXPECT_EQ(write_check_github(report()),
            "::error file=m.json,line=7,title=inner/sum (Add)::add: cannot be broadcast%0ALook at "
            "both.\n"
            "::warning file=m.json,title=modelviz::it is never called\n"
            "::notice file=m.json,title=modelviz::assumes that h is even\n");
  EXPECT_EQ(write_check_github(missing()),
            "::error file=m.json,title=modelviz::there is no such file\n");
  EXPECT_EQ(write_check_github(sound()), "");
}

TEST(CheckGithub, EscapesWhatWouldEndAMessageOrAProperty) {
  CheckReport report{.file = "a,b:c%.json", .name = "m", .layers = 1, .findings = {}};
  Finding odd = finding(FindingKind::kShape, Severity::kError, "100%: a,\r\nb");
  odd.diagnostic.layer = "x::y,\nz";
  report.findings = {odd};
  EXPECT_EQ(write_check_github(report),
            "::error file=a%2Cb%3Ac%25.json,title=x%3A%3Ay%2C z::100%25: a,%0D%0Ab\n");
  report.file = "<stdin>";
  report.findings[0].diagnostic.layer.clear();
  EXPECT_EQ(write_check_github(report), "::error title=modelviz::100%25: a,%0D%0Ab\n");
}

}  // namespace
}  // namespace modelviz::test
