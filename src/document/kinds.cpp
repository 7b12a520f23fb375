#include "document/kinds.h"

#include <algorithm>

#include "support/text.h"

namespace modelviz {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kUnpackHint = "Unpack it first.";
constexpr std::string_view kNoKerasHint =
    "modelviz reads what Keras saves. If the model was made with Keras, save it there: "
    "model.save(\"x.keras\")";

struct Kind {
  std::size_t offset;
  std::string_view signature;
  std::string_view what, hint;
};

constexpr Kind kKinds[] = {
    {0, "version https://git-lfs", "is a Git LFS pointer, not the file itself",
     "Fetch the file first: git lfs pull"},
    {0, "\x89PNG", "is a picture, not a model", ""},
    {0, "\xFF\xD8\xFF", "is a picture, not a model", ""},
    {0, "GIF8", "is a picture, not a model", ""},
    {0, "II*\0"sv, "is a picture, not a model", ""},
    {0, "MM\0*"sv, "is a picture, not a model", ""},
    {8, "WEBP", "is a picture, not a model", ""},
    {0, "<svg", "is a picture, not a model", ""},
    {0, "%PDF", "is a PDF document, not a model", ""},
    {0, "GGUF", "is a GGUF file: a language model for llama.cpp, without a graph of Keras layers",
     kNoKerasHint},
    {4, "TFL3", "is a TensorFlow Lite model, in which there are no Keras layers any more",
     "Give the Keras model from which it was converted."},
    {0, "\x93NUMPY", "is a NumPy array, not a model", ""},
    {0, "BZh", "is compressed with bzip2", kUnpackHint},
    {0,
     "\xFD"
     "7zXZ\0"sv,
     "is compressed with xz", kUnpackHint},
    {0, "\x28\xB5\x2F\xFD", "is compressed with zstd", kUnpackHint},
    {0, "7z\xBC\xAF\x27\x1C", "is a 7-Zip archive", kUnpackHint},
    {0, "Rar!", "is a RAR archive", kUnpackHint},
    {257, "ustar", "is a tar archive", "Unpack it first: tar xf"},
    {0, "PK\x05\x06", "is an empty zip archive", ""},
    {0,
     "\x7F"
     "ELF",
     "is a program, not a model", ""},
    {0, "<!DOCTYPE", "is a web page, not a model", "Did the download fail?"},
    {0, "<!doctype", "is a web page, not a model", "Did the download fail?"},
    {0, "<html", "is a web page, not a model", "Did the download fail?"},
    {0, "<?xml", "is XML, not a model", ""},
    {0, "model_checkpoint_path:", "is the index of TensorFlow checkpoints: weights without a graph",
     kSaveHint},
    {0, "backend:", "is YAML, which Keras wrote up to version 2.6",
     "Read it in Python and write it as JSON: json.dump(yaml.safe_load(open(\"x.yaml\")), "
     "open(\"x.json\", \"w\"))"},
    {0, "class_name:", "is YAML, which Keras wrote up to version 2.6",
     "Read it in Python and write it as JSON: json.dump(yaml.safe_load(open(\"x.yaml\")), "
     "open(\"x.json\", \"w\"))"},
};

constexpr std::string_view kPickle =
    "is a Python pickle: it can only be read by running what is in it, which modelviz does not";

// Eight bytes that say how long the JSON is that follows.
bool is_safetensors(std::string_view head) {
  return head.size() > 9 && head.substr(5, 3) == "\0\0\0"sv && head.substr(8, 2) == "{\"";
}

bool is_pickle(std::string_view head) {
  return head.size() > 3 && head[0] == '\x80' && head[1] >= 2 && head[1] <= 5;
}

// A protocol buffer that begins with a small version number. An ONNX model goes on with the name of
// what made it, a SavedModel with a graph of many bytes.
bool is_versioned_message(std::string_view head) {
  return head.size() > 4 && head[0] == '\x08' && head[1] > 0 && head[1] < 64 &&
         (head[2] == '\x12' || head[2] == '\x3a' || head[2] == '\x42');
}

bool is_saved_model(std::string_view head) {
  return is_versioned_message(head) && head[1] == 1 && head[2] == '\x12';
}

// A GraphDef: its first node is a message whose first member is its name.
bool is_graph_def(std::string_view head) {
  return head.size() > 4 && head[0] == '\x0A' && head[2] == '\x0A' &&
         head.find("\x12\x0BPlaceholder"sv) != std::string_view::npos;
}

// The end of the table of contents of a TensorFlow checkpoint.
bool is_checkpoint_index(const Input& input) {
  constexpr std::string_view kEnd = "\x57\xfb\x80\x8b\x24\x75\x47\xdb";
  return input.size() > 48 && input.read(input.size() - kEnd.size(), kEnd.size()) == kEnd;
}

bool is_binary(std::string_view head) { return head.find('\0') != std::string_view::npos; }

bool ends_with_any(const std::string& name, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return name.ends_with(ending); });
}

constexpr std::string_view kSavedModelHint =
    "Load it where it was made and save it as one file: "
    "tf_keras.models.load_model(\"folder\").save(\"x.keras\")";

// "It holds a.keras, b.h5": what of these names may be a model, at most three.
std::string name_models(const std::vector<std::string>& names) {
  std::vector<std::string> models;
  for (const std::string& name : names) {
    if (!ends_with_any(name, {".keras", ".h5", ".hdf5", ".json"}) || models.size() == 3) continue;
    models.push_back(sanitize(name));
  }
  return models.empty() ? "" : "It holds " + join(models, ", ") + ".";
}

bool has(const std::vector<std::string>& names, std::string_view ending) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return name == ending || name.ends_with("/" + std::string(ending));
  });
}

}  // namespace

void refuse_other_bytes(const Input& input) {
  const std::string& file = input.file();
  std::string head = input.read(0, 4096);
  if (trim(head).empty() && input.size() <= head.size()) {
    fail_reading(file, "is empty", std::string(kSaveHint));
  }
  std::string_view text = head;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::string_view trimmed = trim(text);
  for (const Kind& kind : kKinds) {
    std::string_view from = kind.offset == 0 ? trimmed : head;
    if (from.size() < kind.offset || !from.substr(kind.offset).starts_with(kind.signature))
      continue;
    fail_reading(file, std::string(kind.what), std::string(kind.hint));
  }
  if (is_safetensors(head)) {
    fail_reading(file, "is a safetensors file: weights without a graph", std::string(kSaveHint));
  }
  if (is_pickle(head)) fail_reading(file, std::string(kPickle), std::string(kSaveHint));
  if (is_saved_model(head)) {
    fail_reading(file, "is a part of a TensorFlow SavedModel, in which there are no Keras layers",
                 std::string(kSavedModelHint));
  }
  if (is_versioned_message(head)) {
    fail_reading(file, "is probably an ONNX model, not a Keras model", std::string(kNoKerasHint));
  }
  if (is_graph_def(head)) {
    fail_reading(file, "is a graph of TensorFlow ops, in which there are no Keras layers",
                 std::string(kSaveHint));
  }
  if (is_checkpoint_index(input)) {
    fail_reading(file, "is the index of a TensorFlow checkpoint: weights without a graph",
                 std::string(kSaveHint));
  }
  if (is_binary(head)) {
    fail_reading(file,
                 "is no model file that Keras writes: neither JSON nor a zip archive nor HDF5",
                 std::string(kSaveHint));
  }
}

void refuse_archive(const std::string& file, const std::vector<std::string>& members) {
  if (has(members, "data.pkl") || has(members, "constants.pkl")) {
    fail_reading(file, "is a PyTorch file, not a Keras model", std::string(kNoKerasHint));
  }
  if (has(members, "saved_model.pb")) {
    fail_reading(file, "is a zip archive of a TensorFlow SavedModel, in which there are no layers",
                 std::string(kSavedModelHint));
  }
  if (has(members, "[Content_Types].xml")) {
    fail_reading(file, "is an office document, not a model");
  }
  if (!members.empty() && std::all_of(members.begin(), members.end(), [](const std::string& name) {
        return name.ends_with(".npy");
      })) {
    fail_reading(file, "holds NumPy arrays: weights without a graph", std::string(kSaveHint));
  }
  if (has(members, "model.weights.h5") || has(members, "metadata.json")) {
    fail_reading(file, "is a .keras archive without config.json: its architecture is missing",
                 std::string(kSaveHint));
  }
  std::string models = name_models(members);
  fail_reading(file, "is a zip archive, but no .keras file: it has no config.json",
               models.empty() ? std::string(kSaveHint) : models + " Unpack it first: unzip");
}

void refuse_folder(const std::string& folder, const std::vector<std::string>& names) {
  if (has(names, "saved_model.pb") || has(names, "keras_metadata.pb")) {
    fail_reading(folder, "is a TensorFlow SavedModel, in which there are no Keras layers",
                 std::string(kSavedModelHint));
  }
  std::string models = name_models(names);
  fail_reading(folder, "is a folder, not a model file",
               models.empty() ? "" : models + " Give one of them.");
}

}  // namespace modelviz
