// Feature columns: of named features, Keras 2 makes one row of numbers for each sample.
// Source: tf_keras/src/feature_column (2.21) and tensorflow/python/feature_column.
#include <array>

#include "layers/tables.h"
#include "ops/ops.h"
#include "support/text.h"

namespace modelviz {
namespace {

using namespace ops;

// ---- what the config of a column tells ----------------------------------------------------------

bool is_a(const Value& column, std::string_view class_name) {
  const std::string* name = column["class_name"].as_string();
  return name && *name == class_name;
}

[[noreturn]] void fail_unknown_column(Call& c, const Value& column) {
  c.warn("a feature column of class " + sanitize(column["class_name"].text()) +
         " is not known: its shapes are unknown");
  throw UnknownShape{};
}

std::int64_t number(const Value& column, std::string_view key) {
  return column["config"][key].as_int().value_or(0);
}

std::int64_t length(const Value& list) {
  return list.is_list() ? static_cast<std::int64_t>(list.as_list()->size()) : 0;
}

// How many numbers a NumericColumn has for each sample.
std::int64_t count_numbers(const Value& column) {
  std::int64_t count = 1;
  const List* shape = column["config"]["shape"].as_list();
  for (std::size_t i = 0; shape && i < shape->size(); ++i)
    count *= (*shape)[i].as_int().value_or(1);
  return count;
}

// A column is made of another one, or takes a feature.
const Value* find_source(const Value& column) {
  for (std::string_view key : {"categorical_column", "source_column"}) {
    if (const Value* source = column["config"].find(key)) return source;
  }
  return nullptr;
}

// In how many categories a column sorts what it is given.
std::int64_t count_categories(Call& c, const Value& column) {
  const Value& config = column["config"];
  for (std::string_view key : {"number_buckets", "hash_bucket_size"}) {
    if (auto buckets = config[key].as_int()) return *buckets;
  }
  if (is_a(column, "VocabularyListCategoricalColumn")) {
    return length(config["vocabulary_list"]) + number(column, "num_oov_buckets");
  }
  if (is_a(column, "VocabularyFileCategoricalColumn")) {
    return number(column, "vocabulary_size") + number(column, "num_oov_buckets");
  }
  const Value* source = find_source(column);
  if (!source) fail_unknown_column(c, column);
  if (!is_a(column, "BucketizedColumn")) return count_categories(c, *source);
  return (length(config["boundaries"]) + 1) * count_numbers(*source);
}

std::string name_of(const Value& column) {
  if (const Value* source = find_source(column)) {
    constexpr std::array<std::array<std::string_view, 2>, 3> kEndings{
        {{"EmbeddingColumn", "_embedding"},
         {"IndicatorColumn", "_indicator"},
         {"BucketizedColumn", "_bucketized"}}};
    for (auto [class_name, ending] : kEndings) {
      if (is_a(column, class_name)) return name_of(*source) + std::string(ending);
    }
    return name_of(*source);
  }
  std::vector<std::string> names;
  const List* keys = column["config"]["keys"].as_list();
  for (std::size_t i = 0; keys && i < keys->size(); ++i) {
    const std::string* key = (*keys)[i].as_string();
    names.push_back(key ? *key : name_of((*keys)[i]));
  }
  const std::string* key = column["config"]["key"].as_string();
  return key ? *key : join(names, "_X_");
}

// ---- what it computes ---------------------------------------------------------------------------

// A feature as rows, one for each sample.
Tensor feature(const Call& c, const Value& name) {
  const Value& features = c.argument("features");
  const std::string* key = name.as_string();
  const Tensor* x = key ? features[*key].as_tensor() : nullptr;
  if (!x) c.fail("its input has no feature " + sanitize(name.text()));
  return x->rank() == 2 ? *x : reshape(*x, {x->shape().at(0), -1});
}

// The number of the category of each element.
Tensor categories(Call& c, const Value& column) {
  const List* keys = column["config"]["keys"].as_list();
  if (keys) {
    Tensors crossed;
    for (const Value& key : *keys) {
      crossed.push_back(key.is_dict() ? categories(c, key)
                                      : lookup(feature(c, key), DType::kInt64));
    }
    return lookup(concatenate(crossed, 1), DType::kInt64);
  }
  if (const Value* source = find_source(column)) return categories(c, *source);
  return lookup(feature(c, column["config"]["key"]), DType::kInt64);
}

Tensor run_embedding_column(Call& c, const Value& column) {
  bool trainable = column["config"]["trainable"].as_bool().value_or(true);
  Tensor embeddings = c.weight(name_of(column) + "/embedding_weights",
                               {count_categories(c, column), number(column, "dimension")},
                               {.trainable = trainable});
  Tensor vectors = take(embeddings, categories(c, column), 0);
  const std::string* combiner = column["config"]["combiner"].as_string();
  return combiner && *combiner == "sum" ? sum(vectors, {1}) : mean(vectors, {1});
}

// The numbers that a column makes of a sample, in a row.
Tensor run_column(Call& c, const Value& column) {
  if (is_a(column, "NumericColumn")) {
    Tensor x = feature(c, column["config"]["key"]);
    return reshape(x.dtype() == DType::kFloat32 ? x : cast(x, DType::kFloat32),
                   {x[0], count_numbers(column)});
  }
  if (is_a(column, "BucketizedColumn")) {
    Tensor each = one_hot(categories(c, column), length(column["config"]["boundaries"]) + 1, -1,
                          DType::kFloat32);
    return reshape(each, {each[0], count_categories(c, column)});
  }
  if (is_a(column, "IndicatorColumn")) {
    return sum(one_hot(categories(c, column), count_categories(c, column), -1, DType::kFloat32),
               {1});
  }
  if (is_a(column, "EmbeddingColumn")) return run_embedding_column(c, column);
  fail_unknown_column(c, column);
}

Tensors run_dense_features(Call& c) {
  if (!c.argument("features").is_dict()) c.fail("must be called on a dict of features");
  const List* columns = c.value("feature_columns").as_list();
  if (!columns || columns->empty()) c.fail("its config has no feature_columns");
  Tensors rows;
  for (const Value& column : *columns) rows.push_back(run_column(c, column));
  return {concatenate(rows, 1)};
}

constexpr LayerDef kLayers[] = {
    {.name = "DenseFeatures",
     .guide = {"Turns named features into one row of numbers, as its feature columns say.",
               "DenseFeatures(feature_columns=[{'class_name': 'NumericColumn', 'config': "
               "{'key': 'price', 'shape': [1]}}, {'class_name': 'EmbeddingColumn', 'config': "
               "{'dimension': 8, 'categorical_column': {'class_name': 'HashedCategoricalColumn', "
               "'config': {'key': 'word', 'hash_bucket_size': 100}}}}])"
               "({'price': price, 'word': word}) | price=[None,1] word=string[None,1]",
               "", "Only Keras 2 had it; today preprocessing layers do this, or FeatureSpace."},
     .signature = "feature_columns",
     .kind = LayerKind::kPreprocessing,
     .run = run_dense_features,
     .call_signature = "features",
     .autocast = false,
     .casts_outputs = false},
};

}  // namespace

std::span<const LayerDef> feature_column_layers() { return kLayers; }

}  // namespace modelviz
