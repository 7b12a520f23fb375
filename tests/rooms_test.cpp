// The layout, checked: a room includes only rooms that come before it (src/README.md), and what is
// nobody else's business stays in its place.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using std::string_view;

constexpr std::array<string_view, 13> kRooms{"support", "symbolic", "python", "document",
                                             "model",   "ops",      "eval",   "layers",
                                             "infer",   "view",     "layout", "output", "cli"};

std::size_t position(string_view room) {
  return static_cast<std::size_t>(std::find(kRooms.begin(), kRooms.end(), room) - kRooms.begin());
}

// The first part of a path: "ops" of "ops/tables.h".
string_view room_of(string_view path) { return path.substr(0, path.find('/')); }

bool contains(string_view text, string_view part) { return text.find(part) != string_view::npos; }

// Why a file of src/ may not include a header; empty if it may.
string_view refusal(string_view file, string_view header) {
  string_view room = room_of(file), other = room_of(header);
  if (header == "gvc.h" || header.starts_with("gvplugin") || header == "cgraph.h" || header.starts_with("graphviz/")) {
    return file.starts_with("output/graphviz") ? "" : "only output/graphviz*.cpp know Graphviz";
  }
  if (other == "spdlog" || other == "CLI") {
    return room == "cli" ? "" : "the library neither logs nor knows the command line";
  }
  if (position(other) == kRooms.size() || other == room) return "";
  if (room == "cli" && other != "support") return "the program uses the public headers";
  return position(other) < position(room) ? "" : "that room comes later";
}

// What an #include line names; empty for other lines.
string_view included(string_view line) {
  if (!line.starts_with("#include ") || line.size() < 11) return {};
  line.remove_prefix(10);
  return line.substr(0, line.find_first_of("\">"));
}

template <class Check>
std::string check_files(const std::string& folder, Check check) {
  std::string found;
  std::filesystem::path root = std::filesystem::path(MODELVIZ_SOURCE_DIR) / folder;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.path().extension() != ".h" && entry.path().extension() != ".cpp") continue;
    std::string file = entry.path().lexically_relative(root).generic_string();
    std::ifstream stream(entry.path());
    int number = 1;
    for (std::string line; std::getline(stream, line); ++number) {
      std::string_view why = check(file, line);
      if (why.empty()) continue;
      found += folder + "/" + file + ":" + std::to_string(number) + ": " + line + "  (" +
               std::string(why) + ")\n";
    }
  }
  return found;
}

TEST(Rooms, IncludeOnlyRoomsBeforeThem) {
  EXPECT_EQ(check_files("src", [](string_view file,
                                  string_view line) { return refusal(file, included(line)); }),
            "");
}

TEST(Rooms, AllAreInTheOrder) {
  for (const auto& entry : std::filesystem::directory_iterator(MODELVIZ_SOURCE_DIR "/src")) {
    if (!entry.is_directory()) continue;
    EXPECT_LT(position(entry.path().filename().string()), kRooms.size())
        << entry.path() << " is no room";
  }
}

TEST(Rooms, PublicHeadersShowNoOtherLibrary) {
  auto check = [](string_view, string_view line) -> string_view {
    for (string_view name : {"nlohmann", "spdlog", "CLI11", "CLI/", "gvc.h", "cgraph.h"}) {
      if (contains(line, name)) return "a user of the library would need it too";
    }
    return "";
  };
  EXPECT_EQ(check_files("include/modelviz", check), "");
}

TEST(Rooms, RefusesWhatTheRulesForbid) {
  struct Case {
    string_view file, line;
    bool allowed;
  };
  for (const Case& c : std::vector<Case>{
           {"ops/call.cpp", "#include \"support/text.h\"", true},
           {"ops/call.cpp", "#include \"ops/signature.h\"", true},
           {"ops/call.cpp", "#include \"modelviz/op.h\"", true},
           {"ops/call.cpp", "#include <vector>", true},
           {"ops/call.cpp", "#include \"layers/run.h\"", false},
           {"symbolic/dim.cpp", "#include \"document/json.h\"", false},
           {"cli/plot.cpp", "#include \"cli/cli.h\"", true},
           {"cli/plot.cpp", "#include \"support/text.h\"", true},
           {"cli/plot.cpp", "#include \"output/layout_plan.h\"", false},
           {"cli/plot.cpp", "#include <spdlog/spdlog.h>", true},
           {"infer/run.cpp", "#include <spdlog/spdlog.h>", false},
           {"output/graphviz.cpp", "#include <gvc.h>", true},
           {"output/dot.cpp", "#include <gvc.h>", false},
           {"view/view.cpp", "#include <cgraph.h>", false},
       }) {
    EXPECT_EQ(refusal(c.file, included(c.line)).empty(), c.allowed) << c.file << ": " << c.line;
  }
}

}  // namespace
