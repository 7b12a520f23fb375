// Several models in one call, and pictures that need not be drawn again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <functional>
#include <iterator>
#include <map>

#include "support/process.h"
#include "support/small_model.h"
#include "support/text.h"

namespace modelviz::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

SmallModel tiny(const char* units = "4") {
  SmallModel model;
  model.input("x", "[null, 8]").layer("d", "Dense", std::string(R"("units": )") + units, {"x"});
  return model;
}

// Two tensors of different width cannot be added.
std::string wrong() {
  return SmallModel()
      .input("a", "[null, 8]")
      .input("b", "[null, 9]")
      .layer("sum", "Add", "", {"a", "b"})
      .json({"sum"});
}

class PlotSeveral : public testing::Test {
 protected:
  PlotSeveral() {
    for (const char* name : {"a.json", "b.json", "c.json"}) folder.write(name, tiny().json({"d"}));
    folder.write("wrong.json", wrong());
    folder.write("text.json", "no json");
  }

  Outcome run(const std::string& command) { return shell(command, folder.path()); }
  [[nodiscard]] std::string made(const std::string& name) const {
    std::string names;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(folder.path() / name, none)) {
      names += entry.path().filename().string() + ' ';
    }
    return names;
  }
  [[nodiscard]] bool has(const std::string& file) const { return fs::exists(folder.path() / file); }

  TemporaryFolder folder;
};

TEST_F(PlotSeveral, DrawsEachIntoTheFolder) {
  Outcome outcome = run("modelviz plot a.json b.json c.json --out-dir docs/pictures");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.err, "");
  run("modelviz plot b.json -o alone.svg");
  EXPECT_EQ(folder.read("docs/pictures/b.svg"), folder.read("alone.svg"));
  for (const char* file : {"docs/pictures/a.svg", "docs/pictures/c.svg"}) {
    EXPECT_THAT(folder.read(file), StartsWith("<?xml")) << file;
  }
}

TEST_F(PlotSeveral, NamesTheFilesAfterTheModels) {
  struct Case {
    const char* arguments;
    std::vector<const char*> files;
  };
  fs::create_directory(folder.path() / "folder.keras");
  fs::create_directory(folder.path() / "models");
  for (const char* name : {"models/v1.2.json", "models/none", "models/m.h5"}) {
    folder.write(name, tiny().json({"d"}));
  }
  folder.write("folder.keras/config.json", tiny().json({"d"}));
  run("gzip -k models/v1.2.json");
  const Case kCases[] = {
      {"a.json", {"a.svg"}},
      {"a.json b.json -T png", {"a.png", "b.png"}},
      {"a.json b.json -T svg,dot", {"a.svg", "b.svg", "a.dot", "b.dot"}},
      {"a.json -T svg -T dot -T svg", {"a.svg", "a.dot"}},
      {"models/v1.2.json models/none", {"v1.2.svg", "none.svg"}},
      {"./models/v1.2.json.gz models/../models/m.h5", {"v1.2.svg", "m.svg"}},
      {"folder.keras a.json", {"folder.svg", "a.svg"}},
      {"folder.keras/ a.json", {"folder.svg", "a.svg"}},
      {"--show-ops=d a.json b.json", {"a.svg", "b.svg"}},
  };
  for (const Case& c : kCases) {
    fs::remove_all(folder.path() / "out");
    Outcome outcome = run(std::string("modelviz plot --out-dir out ") + c.arguments);
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    for (const char* file : c.files) EXPECT_TRUE(has(std::string("out/") + file)) << file;
    auto count = std::distance(fs::directory_iterator(folder.path() / "out"), {});
    EXPECT_EQ(count, static_cast<std::ptrdiff_t>(c.files.size())) << c.arguments;
  }
}

TEST_F(PlotSeveral, RefusesWhatCannotBeMeantBeforeItDrawsAnything) {
  struct Case {
    const char* arguments;
    const char* said;
  };
  fs::create_directory(folder.path() / "other");
  folder.write("other/a.json", tiny().json({"d"}));
  const Case kCases[] = {
      {"a.json b.json -o x.svg", "2 models (a.json, b.json) need a folder"},
      {"a.json b.json c.json", "(a.json, b.json, …) need a folder"},
      {"a.json other/a.json --out-dir out",
       "of a.json and of other/a.json would have the same name"},
      {"a.json a.json --out-dir out", "the same name"},
      {"a.json b.json -o x.svg --out-dir out", "--out-dir says where all pictures go"},
      {"a.json --check x.svg --out-dir out", "--out-dir says where all pictures go"},
      {"a.json --check x.svg --if-changed", "--check writes no file"},
      {"- --out-dir out", "standard input has no name"},
      {"a.json -o x.svg -T svg,png", "several formats go with --out-dir"},
      {"a.json b.json --out-dir out -T svg,gif", "gif"},
      {"a.json b.json --out-dir out --jobs 0", "--jobs"},
      {"a.json b.json --out-dir out --theme drak", "did you mean dark?"},
      {"a.json b.json --out-dir out --show shapes", "did you mean shape?"},
      {"a.json b.json --out-dir out --limit bytes=-1", "there is no such number"},
  };
  for (const Case& c : kCases) {
    Outcome outcome = run(std::string("modelviz plot ") + c.arguments);
    EXPECT_EQ(outcome.code, 2) << c.arguments;
    EXPECT_THAT(outcome.err, HasSubstr(c.said));
    EXPECT_THAT(outcome.err, StartsWith("error: "));
    EXPECT_EQ(outcome.err.find("error: ", 1), std::string::npos) << "it is said once";
    EXPECT_FALSE(has("out")) << c.arguments;
  }
}

// One that fails does not stop the others, and the worst decides.
TEST_F(PlotSeveral, ExitsWithTheWorstCode) {
  struct Case {
    const char* arguments;
    int code;
    const char *drawn, *said;
  };
  const Case kCases[] = {
      {"a.json b.json", 0, "a.svg b.svg", ""},
      {"wrong.json a.json", 1, "a.svg wrong.svg", "error: wrong.json: sum (Add): "},
      {"text.json a.json wrong.json", 3, "a.svg wrong.svg", "error: text.json: is not JSON"},
      {"a.json missing.json", 3, "a.svg", "error: missing.json: there is no such file"},
      {"a.json b.json --hide zz", 2, "", "error: a.json: "},
  };
  for (const Case& c : kCases) {
    fs::remove_all(folder.path() / "out");
    Outcome outcome = run(std::string("modelviz plot --out-dir out ") + c.arguments);
    EXPECT_EQ(outcome.code, c.code) << c.arguments << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr(c.said));
    EXPECT_EQ(run("ls out 2>/dev/null | tr '\\n' ' '").out,
              *c.drawn ? std::string(c.drawn) + " " : "");
  }
  folder.write("file", "");
  Outcome outcome = run("modelviz plot a.json wrong.json --out-dir file");
  EXPECT_EQ(outcome.code, 4);
  EXPECT_THAT(outcome.err, HasSubstr("error: a.json: cannot make the folder file: "));
  fs::create_directories(folder.path() / "out/a.svg");
  outcome = run("modelviz plot a.json b.json --out-dir out");
  EXPECT_EQ(outcome.code, 4);
  EXPECT_THAT(outcome.err, HasSubstr("error: a.json: cannot write out/a.svg: it is a directory"));
  EXPECT_TRUE(has("out/b.svg"));
}

// The first model comes when the second has been drawn: one after the other would wait for ever.
// Messages stand in the order of the models all the same.
TEST_F(PlotSeveral, DrawsAtOnceAndSpeaksInOrder) {
  mkfifo((folder.path() / "late.json").c_str(), 0600);
  Outcome outcome =
      run("{ while [ ! -e out/wrong.svg ]; do sleep 0.02; done; cat wrong.json > late.json; } &\n"
          "modelviz plot late.json wrong.json text.json a.json --out-dir out --jobs 2");
  EXPECT_EQ(outcome.code, 3);
  std::size_t first = outcome.err.find("error: late.json: "),
              second = outcome.err.find("error: wrong.json: "),
              third = outcome.err.find("error: text.json: ");
  EXPECT_LT(first, second);
  EXPECT_LT(second, third);
  EXPECT_LT(third, std::string::npos);
}

// ---- --if-changed

class IfChanged : public PlotSeveral {
 protected:
  // "drawn" or "unchanged": what the last line says of the only model.
  std::string plot(const std::string& arguments) {
    Outcome outcome = run("modelviz -v plot --if-changed " + arguments);
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    bool is_drawn = outcome.err.ends_with("debug: 1 drawn, 0 unchanged\n");
    EXPECT_TRUE(is_drawn || outcome.err.ends_with("debug: 0 drawn, 1 unchanged\n")) << outcome.err;
    return is_drawn ? "drawn" : "unchanged";
  }
  void replace(const std::string& file, const std::string& what, const std::string& by) {
    std::string bytes = folder.read(file);
    std::size_t at = bytes.find(what);
    ASSERT_NE(at, std::string::npos) << what;
    folder.write(file, bytes.replace(at, what.size(), by));
  }
};

TEST_F(IfChanged, LeavesWhatIsRight) {
  for (const char* extension : {"svg", "png", "jpg", "pdf", "dot", "mmd", "txt"}) {
    std::string file = std::string("x.") + extension, output = "a.json -o " + file;
    EXPECT_EQ(plot(output), "drawn") << extension;
    std::string first = folder.read(file);
    fs::last_write_time(folder.path() / file, {});
    EXPECT_EQ(plot(output), "unchanged") << extension;
    EXPECT_EQ(folder.read(file), first);
    EXPECT_EQ(fs::last_write_time(folder.path() / file), fs::file_time_type()) << extension;
    // When files were written says nothing, and what the model's file is called.
    run("touch a.json && cp a.json other.json");
    EXPECT_EQ(plot(output), "unchanged") << extension;
    EXPECT_EQ(plot("other.json -o " + file), "unchanged") << extension;
    // The picture is no other than without the option.
    EXPECT_EQ(run("modelviz plot a.json --check " + file).code, 0) << extension;
  }
}

TEST_F(IfChanged, DrawsWhatCanHaveChanged) {
  struct Case {
    const char* what;
    std::function<void()> change;
    const char* options;
  };
  const Case kCases[] = {
      {"the model", [&] { folder.write("a.json", tiny("5").json({"d"})); }, ""},
      {"an option", [] {}, "--show-dtype"},
      {"the value of an option", [] {}, "--rankdir LR"},
      {"an option that is read word by word", [] {}, "--show-ops=d"},
      {"the inputs", [] {}, "--input-shape 3,8"},
      {"the version", [&] { replace("x.svg", "<!-- modelviz ", "<!-- modelviz 9"); }, ""},
      {"a byte of the picture", [&] { replace("x.svg", "Dense", "dense"); }, ""},
      {"the end of the picture", [&] { folder.write("x.svg", folder.read("x.svg") + "\n"); }, ""},
      {"half of the picture", [&] { folder.write("x.svg", folder.read("x.svg").substr(0, 900)); },
       ""},
      {"the picture is empty", [&] { folder.write("x.svg", ""); }, ""},
      {"the picture is gone", [&] { fs::remove(folder.path() / "x.svg"); }, ""},
      {"it is another picture",
       [&] { run("modelviz plot b.json --if-changed -o y.dot && cp y.dot x.svg"); }, ""},
      {"it was drawn without", [&] { run("modelviz plot a.json -o x.svg"); }, ""},
  };
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.what);
    folder.write("a.json", tiny().json({"d"}));
    plot("a.json -o x.svg");
    EXPECT_EQ(plot("a.json -o x.svg"), "unchanged");
    c.change();
    std::string arguments = std::string("a.json -o x.svg ") + c.options;
    EXPECT_EQ(plot(arguments), "drawn");
    EXPECT_EQ(plot(arguments), "unchanged");
    EXPECT_EQ(run("modelviz plot a.json --check x.svg " + std::string(c.options)).code, 0);
  }
}

TEST_F(IfChanged, CountsEveryOption) {
  std::map<std::string, std::string> options_of;  // by stamp
  for (std::string_view options : split(R"(
--show-dtype
--no-show-shapes
--show name
--show +params
--label '{name}'
--number
--legend
--attrs units
--no-attrs
--shapes-on edges
--show-ops
--show-ops=d
--show-weights
--expand-nested
--depth 1
--unshare
--no-show-masks
--layer-range x d
--from d
--to d
--around d
--around d --hops 2
--hide d
--only d
--fold auto
--rankdir LR
--layout dot
--wrap 2
--dpi 50
--theme dark
--color-by params
--style keras
--dot-attr graph:ranksep=1
--input-shape 3,8
--show-ops --no-show-ops
--no-show-ops --show-ops)",
                                        '\n')) {
    fs::remove(folder.path() / "x.dot");
    plot("a.json -o x.dot " + std::string(options));
    std::string picture = folder.read("x.dot"),
                stamp = picture.substr(picture.find("// modelviz "));
    stamp = stamp.substr(0, stamp.rfind(' '));  // without the fingerprint of the picture itself
    auto [other, is_new] = options_of.emplace(stamp, options);
    EXPECT_TRUE(is_new) << options << " is taken for " << other->second;
  }
}

TEST_F(IfChanged, KnowsThemesByTheirContent) {
  auto theme = [&](const char* color) {
    folder.write(
        "mine.json",
        std::string(R"({"schema": "modelviz.theme/1", "extends": "dark", "background": ")") +
            color + "\"}");
  };
  theme("#123456");
  std::string arguments = "a.json -o x.svg --theme mine.json";
  EXPECT_EQ(plot(arguments), "drawn");
  EXPECT_EQ(plot(arguments), "unchanged");
  theme("#654321");
  EXPECT_EQ(plot(arguments), "drawn");
  EXPECT_THAT(folder.read("x.svg"), HasSubstr("#654321"));
}

// Of a layer of an unknown class the picture says what weights the file lists; of others it does
// not.
TEST_F(IfChanged, KnowsTheWeightsThatWereLookedAt) {
  const fs::path kFiles = fs::path(MODELVIZ_GOLDEN_DIR) / "files";
  auto weights_of = [&](const char* archive) {
    std::ifstream stream(kFiles / archive, std::ios::binary);
    std::string bytes(std::istreambuf_iterator<char>(stream), {});
    return bytes.substr(bytes.find("\x89HDF"));  // Keras packs nothing
  };
  fs::create_directory(folder.path() / "m.keras");
  auto write = [&](const char* class_name) {
    SmallModel model = tiny();
    model.layer("l", class_name, "", {"d [null, 4]"});
    folder.write("m.keras/config.json", model.json({"l"}));
  };
  for (const char* class_name : {"ReLU", "Mine"}) {
    SCOPED_TRACE(class_name);
    bool looks = class_name == std::string("Mine");
    write(class_name);
    folder.write("m.keras/model.weights.h5", weights_of("3.15.1-custom.keras"));
    EXPECT_EQ(plot("m.keras -o x.svg"), "drawn");
    EXPECT_EQ(plot("m.keras -o x.svg"), "unchanged");
    folder.write("m.keras/model.weights.h5", weights_of("3.15.1-ops.keras"));
    EXPECT_EQ(plot("m.keras -o x.svg"), looks ? "drawn" : "unchanged");
    // What cannot be read tells nothing: the picture is drawn each time.
    folder.write("m.keras/model.weights.h5", weights_of("3.15.1-ops.keras").substr(0, 3000));
    plot("m.keras -o x.svg");
    EXPECT_EQ(folder.read("x.svg").find("<!-- modelviz ") == std::string::npos, looks);
  }
}

// What is wrong is said each time, and the exit code is the same.
TEST_F(IfChanged, StillSaysWhatIsWrong) {
  Outcome first = run("modelviz plot wrong.json -o x.svg --if-changed");
  std::string picture = folder.read("x.svg");
  Outcome second = run("modelviz plot wrong.json -o x.svg --if-changed");
  EXPECT_EQ(first.code, 1);
  EXPECT_EQ(second.code, 1);
  EXPECT_EQ(second.err, first.err);
  EXPECT_EQ(folder.read("x.svg"), picture);
}

TEST_F(IfChanged, DrawsOnlyTheFilesThatNeedIt) {
  plot("a.json -o x.svg -o x.dot -o x.png");
  std::string svg = folder.read("x.svg"), png = folder.read("x.png");
  fs::remove(folder.path() / "x.svg");
  fs::last_write_time(folder.path() / "x.png", {});
  EXPECT_EQ(plot("a.json -o x.svg -o x.dot -o x.png"), "drawn");
  EXPECT_EQ(folder.read("x.svg"), svg);
  EXPECT_EQ(fs::last_write_time(folder.path() / "x.png"), fs::file_time_type());
}

TEST_F(IfChanged, CountsModels) {
  std::string command = "modelviz -v plot a.json b.json wrong.json --out-dir out --if-changed";
  EXPECT_THAT(run(command).err, testing::EndsWith("debug: 3 drawn, 0 unchanged\n"));
  folder.write("b.json", tiny("7").json({"d"}));
  EXPECT_THAT(run(command).err, testing::EndsWith("debug: 1 drawn, 2 unchanged\n"));
  folder.write("b.json", "no json");
  EXPECT_THAT(run(command).err, testing::EndsWith("debug: 0 drawn, 2 unchanged, 1 failed\n"));
  EXPECT_THAT(run("modelviz plot a.json c.json --out-dir out --if-changed").err, IsEmpty());
}

TEST_F(IfChanged, WritesToPipesAndStandardOutputAsEver) {
  for (int i = 0; i < 2; ++i) {
    EXPECT_THAT(run("modelviz plot a.json --if-changed -T svg -o -").out, HasSubstr("</svg>"));
    EXPECT_THAT(run("mkfifo p; modelviz plot a.json --if-changed -T svg -o p & cat p; rm p").out,
                HasSubstr("</svg>"));
  }
}

}  // namespace
}  // namespace modelviz::test
