// What is no model is named in one sentence, and with the way to a model's file where there is one.
#include <gtest/gtest.h>

#include <filesystem>

#include "modelviz/document.h"
#include "modelviz/error.h"
#include "support/archive.h"
#include "support/process.h"

namespace modelviz {
namespace {

using namespace std::string_literals;
using test::zip;

std::string said(const Error& error) {
  EXPECT_EQ(error.fault, Fault::kInput);
  EXPECT_EQ(error.diagnostic.message.find('\n'), std::string::npos);
  return error.diagnostic.message;
}

std::string refusal(const std::string& bytes, const ReadLimits& limits = {}) {
  try {
    read_text(bytes, "x", limits);
    return "";
  } catch (const Error& error) {
    EXPECT_EQ(error.diagnostic.file, "x");
    return said(error);
  }
}

constexpr const char* kDamagedZip =
    "is a zip archive, but damaged: its directory, which stands at the end, cannot be read";
constexpr const char* kNoKeras =
    "is no model file that Keras writes: neither JSON nor a zip archive nor HDF5";

TEST(Refusals, SayWhatAFileIs) {
  struct Case {
    std::string bytes;
    const char* message;
  };
  const Case kCases[] = {
      {"", "is empty"},
      {" \n", "is empty"},
      {"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n",
       "is a Git LFS pointer, not the file itself"},
      {"\x89PNG\r\n\x1a\n", "is a picture, not a model"},
      {"\xFF\xD8\xFF\xE0\0\x10JFIF"s, "is a picture, not a model"},
      {"RIFF\0\0\0\0WEBPVP8 "s, "is a picture, not a model"},
      {"\n<svg xmlns=\"\">", "is a picture, not a model"},
      {"%PDF-1.5", "is a PDF document, not a model"},
      {"<!DOCTYPE html><html>", "is a web page, not a model"},
      {"GGUF\x03\0\0\0"s,
       "is a GGUF file: a language model for llama.cpp, without a graph of Keras layers"},
      {"\x1C\0\0\0TFL3\x14\0"s,
       "is a TensorFlow Lite model, in which there are no Keras layers any more"},
      {"\x93NUMPY\x01\0v\0{'descr'"s, "is a NumPy array, not a model"},
      {"\x40\0\0\0\0\0\0\0{\"a\":{\"dtype\":\"F32\"}}"s,
       "is a safetensors file: weights without a graph"},
      {"\x80\x04\x95\x1c\0\0\0\0\0\0\0}"s,
       "is a Python pickle: it can only be read by running what is in it, which modelviz does "
       "not"},
      {"\x08\x07\x12\x07pytorch\x1a\x05"s, "is probably an ONNX model, not a Keras model"},
      {"\x08\x01\x12\xf1\x93\x0d\x0a"s,
       "is a part of a TensorFlow SavedModel, in which there are no Keras layers"},
      {"\x0A\x2d\x0A\x01x\x12\x0BPlaceholder"s,
       "is a graph of TensorFlow ops, in which there are no Keras layers"},
      {std::string(64, 'x') + "\x57\xfb\x80\x8b\x24\x75\x47\xdb",
       "is the index of a TensorFlow checkpoint: weights without a graph"},
      {"model_checkpoint_path: \"ckpt-1\"",
       "is the index of TensorFlow checkpoints: weights without a graph"},
      {"backend: tensorflow\nclass_name: Sequential\n",
       "is YAML, which Keras wrote up to version 2.6"},
      {"BZh91AY&SY", "is compressed with bzip2"},
      {"\x28\xB5\x2F\xFD\x04", "is compressed with zstd"},
      {"model/\0"s + std::string(250, '\0') + "ustar  ", "is a tar archive"},
      {std::string(512, '\0'), kNoKeras},
      {"\x01\x02\0\x03"s, kNoKeras},
      {"\x1F\x8B\x08\0\0\0\0\0"s, "is compressed with gzip, but its end is missing"},
      {"\x1F\x8B\x08\0\0\0\0\0\0\x03\xFF\xFF\xFF"s, "is compressed with gzip, but damaged"},
      {"PK\x03\x04rest", kDamagedZip},
      {"PK\x05\x06" + std::string(18, '\0'), "is an empty zip archive"},
      {"\x89HDF\r\n\x1a\n", "is an HDF5 file, but damaged or not complete: HDF5 cannot read it"},
      {zip({{"model/data.pkl", ""}, {"model/version", "3"}}),
       "is a PyTorch file, not a Keras model"},
      {zip({{"a/saved_model.pb", ""}, {"a/variables/variables.index", ""}}),
       "is a zip archive of a TensorFlow SavedModel, in which there are no layers"},
      {zip({{"arr_0.npy", ""}, {"arr_1.npy", ""}}), "holds NumPy arrays: weights without a graph"},
      {zip({{"[Content_Types].xml", ""}}), "is an office document, not a model"},
      {zip({{"metadata.json", "{}"}, {"model.weights.h5", ""}}),
       "is a .keras archive without config.json: its architecture is missing"},
      {zip({{"notes.txt", ""}}), "is a zip archive, but no .keras file: it has no config.json"},
      {R"({"format": "graph-model", "modelTopology": {"node": []}})",
       "is a TF.js graph model: a graph of TensorFlow ops, in which there are no Keras layers"},
      {R"({"weightsManifest": []})",
       "is a list of weights of TF.js without a model: it has no modelTopology"},
  };
  for (const Case& c : kCases) EXPECT_EQ(refusal(c.bytes), c.message) << c.bytes.substr(0, 20);
}

TEST(Refusals, NameTheMemberOfAnArchive) {
  std::string message = refusal(zip({{"config.json", "{\n  oops"}}));
  EXPECT_EQ(message.substr(0, 43), "config.json: is not JSON: line 2, column 3:");
}

TEST(Refusals, SayWhatAFolderIs) {
  struct Case {
    std::vector<std::string> files;
    const char* message;
    const char* hint;
  };
  const Case kCases[] = {
      {{}, "is a folder, not a model file", ""},
      {{"a.txt"}, "is a folder, not a model file", ""},
      {{"b.h5", "a.keras"},
       "is a folder, not a model file",
       "It holds a.keras, b.h5. Give one of them."},
      {{"saved_model.pb", "keras_metadata.pb"},
       "is a TensorFlow SavedModel, in which there are no Keras layers",
       "Load it where it was made and save it as one file: "
       "tf_keras.models.load_model(\"folder\").save(\"x.keras\")"},
  };
  for (const Case& c : kCases) {
    test::TemporaryFolder folder;
    for (const std::string& name : c.files) folder.write(name, "");
    try {
      read(folder.path());
      FAIL();
    } catch (const Error& error) {
      EXPECT_EQ(said(error), c.message);
      EXPECT_EQ(error.diagnostic.hint, c.hint);
    }
  }
}

TEST(Refusals, KeepToTheLimits) {
  EXPECT_EQ(refusal("[      ]", {.bytes = 5}),
            "the file is larger than 5.00 B: that is no model config");
  std::string archive = zip({{"config.json", "[" + std::string(1000, ' ') + "]"}});
  EXPECT_EQ(refusal(archive, {.bytes = 500}),
            "the file is larger than 500.00 B: that is no model config");
  EXPECT_EQ(refusal(zip({{"a", ""}, {"b", ""}, {"c", ""}}), {.entries = 2}),
            "is a zip archive of 3 members: that is no model");
}

TEST(Refusals, ArchiveMembersNeverBecomeFiles) {
  test::TemporaryFolder folder;
  folder.write("x.keras",
               zip({{"../evil.txt", "!"}, {"/tmp/evil.txt", "!"}, {"config.json", "{}"}}));
  EXPECT_EQ(read(folder.path() / "x.keras").root->text(), "{}");
  EXPECT_EQ(folder.files(), "x.keras");
}

}  // namespace
}  // namespace modelviz
