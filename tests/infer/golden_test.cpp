// Every model of tests/golden: layers, calls, shapes, dtypes, weights and totals are those that
// real Keras has after loading the same JSON.
#include "support/golden.h"

#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <iostream>
#include <set>

namespace modelviz::test {
namespace {

using std::filesystem::path;

std::string stem(const path& file) { return file.parent_path().filename() / file.stem(); }

std::string describe_difference(const path& json, const std::string& golden, Document document,
                                const RunOptions& options = {}) {
  Model model = build(std::move(document));
  Run result = run(model, options);
  return difference(stem(json), read_golden(golden), describe(model, result));
}

// The document without the shapes that Keras recorded in it, but for those of Lambda layers, of
// which nothing else is known.
void strip_recorded_shapes(Value& value, const std::set<std::string>& kept) {
  if (List* list = value.as_list()) {
    for (Value& item : *list) strip_recorded_shapes(item, kept);
  }
  Dict* dict = value.as_dict();
  if (!dict) return;
  if (value["class_name"] == Value("__keras_tensor__")) {
    Value config = value["config"];
    const List* history = config["keras_history"].as_list();
    if (history && kept.contains(*history->at(0).as_string())) return;
    config.set("shape", Value());
    config.set("dtype", Value());
    value.set("config", std::move(config));
    return;
  }
  std::erase_if(*dict, [](const Member& m) { return m.key == "build_config"; });
  for (Member& member : *dict) strip_recorded_shapes(member.value, kept);
}

void collect_lambdas(const Value& value, std::set<std::string>& names) {
  if (const List* list = value.as_list()) {
    for (const Value& item : *list) collect_lambdas(item, names);
  }
  const Dict* dict = value.as_dict();
  if (!dict) return;
  if (value["class_name"] == Value("Lambda") && value["name"].is_string()) {
    names.insert(*value["name"].as_string());
  }
  for (const Member& member : *dict) collect_lambdas(member.value, names);
}

class Golden : public testing::TestWithParam<path> {};

TEST_P(Golden, AgreesWithKeras) {
  path golden = path(GetParam()).replace_extension(".tsv");
  EXPECT_EQ(describe_difference(GetParam(), golden, read(GetParam())), "");
}

TEST_P(Golden, NeedsNoRecordedShape) {
  path golden = path(GetParam()).replace_extension(".tsv");
  Document document = read(GetParam());
  Value root = *document.root;
  std::set<std::string> lambdas;
  collect_lambdas(root, lambdas);
  strip_recorded_shapes(root, lambdas);
  document.root = std::make_shared<const Value>(std::move(root));
  EXPECT_EQ(describe_difference(GetParam(), golden, std::move(document)), "");
}

std::string test_name(const testing::TestParamInfo<path>& info) {
  std::string name = info.param.stem();
  for (char& c : name) c = std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
  return name;
}

INSTANTIATE_TEST_SUITE_P(Applications, Golden, testing::ValuesIn(models_in("applications")),
                         test_name);
INSTANTIATE_TEST_SUITE_P(ApplicationsKeras2, Golden,
                         testing::ValuesIn(models_in("applications_keras2")), test_name);
INSTANTIATE_TEST_SUITE_P(Zoo, Golden, testing::ValuesIn(models_in("zoo")), test_name);
INSTANTIATE_TEST_SUITE_P(ZooKeras2, Golden, testing::ValuesIn(models_in("zoo_keras2")), test_name);
INSTANTIATE_TEST_SUITE_P(Keras1, Golden, testing::ValuesIn(models_in("keras1")), test_name);
INSTANTIATE_TEST_SUITE_P(Keras2Forms, Golden, testing::ValuesIn(models_in("keras2_forms")),
                         test_name);
INSTANTIATE_TEST_SUITE_P(Keras3Versions, Golden, testing::ValuesIn(models_in("keras3_versions")),
                         test_name);

// ---- random models: one in each line of a file, their goldens one after the other

std::vector<std::string> lines_of(const path& file) {
  std::ifstream stream(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// The goldens of all models: each begins with the row of the model.
std::vector<std::vector<std::string>> goldens_in(const path& file) {
  std::vector<std::vector<std::string>> goldens;
  for (std::string& line : read_golden(file)) {
    if (line.starts_with("model\t")) goldens.emplace_back();
    goldens.at(goldens.size() - 1).push_back(std::move(line));
  }
  return goldens;
}

class RandomModels : public testing::TestWithParam<path> {
 protected:
  // Compares every model of the file, after a change to its document.
  static void compare(const std::function<void(Document&)>& change) {
    std::vector<std::string> models = lines_of(GetParam());
    auto goldens = goldens_in(path(GetParam()).replace_extension(".tsv"));
    ASSERT_EQ(models.size(), goldens.size());
    for (std::size_t i = 0; i < models.size(); ++i) {
      std::string name = GetParam().stem().string() + ":" + std::to_string(i + 1);
      Document document = read_text(models[i], name);
      change(document);
      Model model = build(std::move(document));
      modelviz::Run result = run(model);
      EXPECT_EQ(difference("random/" + name, goldens[i], describe(model, result)), "") << name;
    }
    std::cout << models.size() << " models\n";
  }
};

TEST_P(RandomModels, AgreeWithKeras) {
  compare([](Document&) {});
}

TEST_P(RandomModels, NeedNoRecordedShapes) {
  compare([](Document& document) {
    Value root = *document.root;
    strip_recorded_shapes(root, {});
    document.root = std::make_shared<const Value>(std::move(root));
  });
}

INSTANTIATE_TEST_SUITE_P(Keras, RandomModels,
                         testing::Values(MODELVIZ_GOLDEN_DIR "/random/keras3.jsonl",
                                         MODELVIZ_GOLDEN_DIR "/random/keras2.jsonl"),
                         test_name);

class GoldenAtOtherSize : public testing::TestWithParam<path> {};

// "# input 1,320,320,3"
std::string input_size(const path& golden) {
  std::ifstream file(golden);
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("# input ")) return line.substr(std::string_view("# input ").size());
  }
  return "";
}

TEST_P(GoldenAtOtherSize, EqualsKerasRebuiltAtThatSize) {
  path golden = GetParam().parent_path() / (GetParam().stem().string() + "@320.tsv");
  ASSERT_NE(input_size(golden), "");
  RunOptions options{.input_shapes = {parse_input_shape(input_size(golden))}};
  EXPECT_EQ(describe_difference(GetParam(), golden, read(GetParam()), options), "");
}

INSTANTIATE_TEST_SUITE_P(Applications, GoldenAtOtherSize,
                         testing::ValuesIn(models_in("applications")), test_name);

}  // namespace
}  // namespace modelviz::test
