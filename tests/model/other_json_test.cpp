// JSON that is no model says what it is.
#include <gtest/gtest.h>

#include "modelviz/error.h"
#include "modelviz/model.h"

namespace modelviz {
namespace {

TEST(OtherJson, IsNamed) {
  struct Case {
    const char* json;
    const char* message;
  };
  const Case kCases[] = {
      {R"({"class_name": "Tokenizer", "config": {"num_words": 5}})",
       "is a Keras Tokenizer, which turns texts into numbers, not a model"},
      {R"({"keras_version": "3.0.5", "date_saved": "2026-01-01@00:00:00"})",
       "is the metadata.json of a .keras file, which says only who wrote it"},
      {R"({"floatx": "float32", "epsilon": 1e-07, "backend": "jax"})",
       "holds the settings of Keras, not a model"},
      {R"({"cells": [], "nbformat": 4})", "is a Jupyter notebook, not a model"},
      {R"({"architectures": ["BertModel"], "model_type": "bert"})",
       "is the config of a Hugging Face model, which is no Keras model"},
      {R"({"added_tokens": [], "pre_tokenizer": null})", "is a tokenizer, not a model"},
      {R"({"metadata": {}, "weight_map": {}})",
       "is the index of files of weights, without a graph"},
      {R"([{"paths": ["a.bin"], "weights": []}])",
       "is a list of weights of TF.js, without a model"},
      {R"({"a": 1})", "is JSON, but not a Keras model: it has no \"class_name\" and \"config\""},
      {"[]", "is JSON, but not a Keras model: it has no \"class_name\" and \"config\""},
      {"1", "is JSON, but not a Keras model: it has no \"class_name\" and \"config\""},
  };
  for (const Case& c : kCases) {
    try {
      build(read_text(c.json, "x.json"));
      ADD_FAILURE() << c.json;
    } catch (const Error& error) {
      EXPECT_EQ(error.fault, Fault::kInput);
      EXPECT_EQ(error.diagnostic.message, c.message);
    }
  }
}

// Where the JSON stands in a larger file, messages name the place in that.
TEST(OtherJson, PlacesAreThoseOfTheWholeFile) {
  try {
    build(read_text(R"({"modelTopology": {"model_config": {"class_name": "Sequential",
                        "config": [{"class_name": 7}]}}, "weightsManifest": []})",
                    "model.json"));
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.diagnostic.json_path, "/modelTopology/model_config/config/0");
  }
}

}  // namespace
}  // namespace modelviz
