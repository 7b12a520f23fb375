#include "model/other_json.h"

#include <algorithm>

namespace modelviz {
namespace {

constexpr std::string_view kSave = "In Python, where the model is: model.save(\"x.keras\")";

struct Kind {
  std::vector<std::string_view> members;  // the JSON is an object with all of these
  std::string_view what, hint;
};

const Kind kKinds[] = {
    {{"keras_version", "date_saved"},
     "is the metadata.json of a .keras file, which says only who wrote it",
     "Give the .keras file, or the folder in which this file is."},
    {{"floatx", "epsilon", "backend"}, "holds the settings of Keras, not a model", ""},
    {{"nbformat", "cells"}, "is a Jupyter notebook, not a model", kSave},
    {{"model_type", "transformers_version"},
     "is the config of a Hugging Face model, which is no Keras model",
     ""},
    {{"model_type", "architectures"},
     "is the config of a Hugging Face model, which is no Keras model",
     ""},
    {{"added_tokens", "pre_tokenizer"}, "is a tokenizer, not a model", ""},
    {{"tokenizer_class"}, "is the config of a tokenizer, not a model", ""},
    {{"weight_map"}, "is the index of files of weights, without a graph", kSave},
    {{"loss", "epochs"}, "is a record of a training, not a model", kSave},
};

[[noreturn]] void fail(const Place& root, std::string_view what, std::string_view hint) {
  root.fail(std::string(what), std::string(hint));
}

}  // namespace

void refuse_other_json(const Place& root) {
  const Value& value = *root.value;
  const std::string* class_name = value["class_name"].as_string();
  if (class_name && *class_name == "Tokenizer") {
    fail(root, "is a Keras Tokenizer, which turns texts into numbers, not a model", kSave);
  }
  if (class_name) return;
  for (const Kind& kind : kKinds) {
    bool fits = std::all_of(kind.members.begin(), kind.members.end(),
                            [&](std::string_view member) { return value.find(member); });
    if (fits) fail(root, kind.what, kind.hint);
  }
  const List* list = value.as_list();
  if (list && !list->empty() && list->front().find("paths") && list->front().find("weights")) {
    fail(root, "is a list of weights of TF.js, without a model", "Give the model.json beside it.");
  }
}

}  // namespace modelviz
