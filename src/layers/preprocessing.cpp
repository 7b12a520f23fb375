// Preprocessing of numbers, categories and text. Source: keras/src/layers/preprocessing (3.15).
#include <algorithm>

#include "layers/constant.h"
#include "layers/execution.h"
#include "layers/tables.h"
#include "ops/ops.h"

namespace modelviz {
namespace {

using namespace ops;

// ---- numbers ------------------------------------------------------------------------------------

Tensors run_rescaling(Call& c) {
  Tensor x = in_compute_dtype(c, c.input());
  Tensor scaled = x * constant(c, c.value("scale"));
  return {c.declare(scaled + constant(c, c.value("offset")), x.shape())};
}

// ---- categories ---------------------------------------------------------------------------------

// The older names of two modes.
std::string_view output_mode(const Call& c) {
  std::string_view mode = c.string("output_mode");
  if (mode == "binary") return "multi_hot";
  return mode == "tf-idf" ? "tf_idf" : mode;
}

void check_mode(const Call& c, std::string_view given,
                std::initializer_list<std::string_view> modes) {
  std::string known;
  for (std::string_view mode : modes) {
    if (given == mode) return;
    known += (known.empty() ? "'" : ", '") + std::string(mode) + "'";
  }
  c.fail("output_mode must be one of " + known + ", not " + c.value("output_mode").text());
}

// One of `depth` positions for each element. The depth may be unknown.
Tensor hot(Call& c, const Tensor& ids, const Dim& depth, DType dtype) {
  Tensor y = one_hot(ids, depth.is_constant() ? depth : Dim(1), -1, dtype);
  Shape shape = ids.shape();
  shape.push_back(depth);
  return c.declare(y, shape);
}

Tensor each_hot(Call& c, const Tensor& ids, const Dim& depth, DType dtype) {
  bool single = ids.rank() > 1 && ids[-1] == Dim(1);
  return hot(c, single ? squeeze(ids, -1) : ids, depth, dtype);
}

// Those of all elements along an axis, together: marked, or counted.
Tensor all_hot(Call& c, const Tensor& ids, const Dim& depth, DType dtype, int axis) {
  Tensor each = hot(c, ids, depth, dtype);
  if (ids.rank() == 0) return each;
  return output_mode(c) == "multi_hot" ? max(each, {axis}) : sum(each, {axis});
}

Tensor encode(Call& c, const Tensor& ids, const Dim& depth, DType dtype) {
  if (output_mode(c) == "one_hot") return each_hot(c, ids, depth, dtype);
  return all_hot(c, ids, depth, dtype, ids.rank() - 1);
}

// What comes out when it is executed: the encodings of lookups are int64, and those of several
// elements are put together along axis 1, which Keras takes for the last.
void note_encoding(Call& c, const Shape& ids, const Tensor& encoded, DType dtype) {
  TensorType executed{encoded.shape(), dtype};
  if (output_mode(c) != "one_hot" && ids.size() > 2) {
    executed.shape = ids;
    executed.shape->erase(executed.shape->begin() + 1);
    executed.shape->push_back(encoded[-1]);
  }
  note_executed(c.trace(), encoded.type(), executed);
}

DType lookup_dtype(const Call& c) {
  return output_mode(c) == "tf_idf" ? DType::kFloat32 : DType::kInt64;
}

Tensors run_category_encoding(Call& c) {
  Tensor x = c.input();
  check_mode(c, output_mode(c), {"multi_hot", "one_hot", "count"});
  Tensor ids = is_integer(x.dtype()) ? x : cast(x, DType::kInt32);
  Tensor y = encode(c, ids, c.count("num_tokens"), c.compute_dtype());
  note_encoding(c, ids.shape(), y, y.dtype());
  return {y};
}

Dim number_of_bins(const Call& c) {
  if (const List* boundaries = c.value("bin_boundaries").as_list()) {
    return static_cast<std::int64_t>(boundaries->size()) + 1;
  }
  if (c.value("num_bins").is_none()) c.fail("needs num_bins or bin_boundaries");
  return c.integer("num_bins");
}

Tensors run_discretization(Call& c) {
  check_mode(c, c.string("output_mode"), {"int", "one_hot", "multi_hot", "count"});
  Dim depth = number_of_bins(c);
  Tensor ids = lookup(c.input(), c.layer().is_keras2 ? DType::kInt64 : DType::kInt32);
  if (output_mode(c) == "int") return {ids};
  if (output_mode(c) == "one_hot") return {each_hot(c, ids, depth, c.compute_dtype())};
  return {all_hot(c, ids, depth, c.compute_dtype(), ids.rank() > 1 ? 1 : 0)};
}

// Without a dtype in the config the numbers of bins are int64, and the encodings float32.
DType hash_dtype(const Call& c) {
  bool is_number = output_mode(c) == "int" && (*c.layer().config)["dtype"].is_none();
  return is_number ? DType::kInt64 : c.compute_dtype();
}

Tensors run_hashing(Call& c) {
  check_mode(c, c.string("output_mode"), {"int", "one_hot", "multi_hot", "count"});
  Dim bins = c.count("num_bins");
  Tensor ids = lookup(c.input(), output_mode(c) == "int" ? hash_dtype(c) : DType::kInt64);
  if (output_mode(c) == "int") return {ids};
  Tensor y = all_hot(c, ids, bins, hash_dtype(c), ids.rank() - 1);
  if (output_mode(c) == "one_hot") {
    Shape each = ids.shape();
    if (each.size() > 1 && each.back() == Dim(1)) each.pop_back();
    each.push_back(bins);
    note_executed(c.trace(), y.type(), {each, y.dtype()});
  } else {
    note_encoding(c, ids.shape(), y, y.dtype());
  }
  return {y};
}

Tensors run_hashed_crossing(Call& c) {
  check_mode(c, c.string("output_mode"), {"int", "one_hot"});
  Tensors inputs = c.inputs();
  if (inputs.size() != 2) {
    c.fail("must be called on 2 tensors, not " + std::to_string(inputs.size()));
  }
  bool same = inputs[1].rank() > 0 && inputs[0][-1].keras_text() == inputs[1][-1].keras_text();
  if (!same) {
    c.fail("must be called on tensors of the same shape, not " + keras_text(inputs[0].shape()) +
           " and " + keras_text(inputs[1].shape()));
  }
  DType dtype = output_mode(c) == "int" ? hash_dtype(c) : DType::kInt64;
  // The bin of a pair follows from the bins of both.
  Tensor ids = lookup(inputs[0], dtype);
  ids = c.declare(ids + lookup(inputs[1], dtype), inputs[0].shape());
  if (output_mode(c) == "int") return {ids};
  return {encode(c, ids, c.integer("num_bins"), hash_dtype(c))};
}

// How many entries a vocabulary has: unknown before adapt().
Dim vocabulary_size(Call& c) {
  if (c.flag("pad_to_max_tokens")) return c.integer("max_tokens");
  if (auto size = c.value("vocabulary_size").as_int()) return *size;
  return c.trace().unknown_dim();
}

Tensors run_lookup(Call& c) {
  check_mode(c, output_mode(c), {"int", "one_hot", "multi_hot", "count", "tf_idf"});
  Tensor ids = lookup(c.input(), DType::kInt64);
  if (output_mode(c) == "int") {
    bool gives_text = c.flag("invert") && c.layer().class_name == "StringLookup";
    if (gives_text) note_executed(c.trace(), ids.type(), {ids.shape(), DType::kString});
    return {ids};
  }
  if (c.flag("invert")) c.fail("output_mode must be 'int' where invert is true");
  Tensor y = encode(c, ids, vocabulary_size(c), DType::kFloat32);
  note_encoding(c, ids.shape(), y, lookup_dtype(c));
  return {y};
}

// Words are split only of one text for each sample.
void check_texts(Call& c, const Tensor& x) {
  bool is_split = !c.value("split").is_none();
  if (!is_split || x.rank() < 2 || equal(x[-1], 1) != Truth::kNo) return;
  c.warn("texts of shape " + keras_text(x.shape()) +
         " cannot be split: their last size must be 1; Keras loads the model, but cannot run it");
}

// A last size of 1 is squeezed away before the texts are split. Without splitting, the texts are
// the tokens.
void note_tokens(Call& c, const Tensor& x, const Tensor& y) {
  bool is_split = !c.value("split").is_none(), is_number = output_mode(c) == "int";
  bool is_text = x.rank() < 2 || equal(x[-1], 1) != Truth::kNo;
  if (x.rank() == 0) return;
  if (is_number && !is_split && c.value("output_sequence_length").is_none()) {
    note_executed(c.trace(), y.type(), {x.shape(), y.dtype()});
  }
  if (is_number || (is_split && !is_text)) return;
  if (is_split) {
    note_executed(c.trace(), y.type(), {Shape{x[0], y[-1]}, lookup_dtype(c)});
  } else if (x.rank() == 1) {
    note_executed(c.trace(), y.type(), {Shape{y[-1]}, lookup_dtype(c)});
  } else {
    note_encoding(c, x.shape(), y, lookup_dtype(c));
  }
}

// A text is split into as many tokens as it has.
Tensors run_text_vectorization(Call& c) {
  Tensor x = c.input();
  check_texts(c, x);
  Tensor ids = lookup(x, DType::kInt64);
  if (output_mode(c) == "int") {
    if (x.rank() == 0) c.fail("expects texts in an array, not a single one");
    auto length = c.value("output_sequence_length").as_dim();
    Tensor numbers = c.declare(ids, {x[0], length ? *length : c.trace().unknown_dim()});
    note_tokens(c, x, numbers);
    return {numbers};
  }
  Shape tokens = x.shape();
  if (!c.value("split").is_none()) {
    tokens.push_back(c.trace().unknown_dim());
  } else if (x.rank() < 2) {
    tokens.push_back(1);
  }
  Tensor y = encode(c, c.declare(ids, tokens), vocabulary_size(c), DType::kFloat32);
  note_tokens(c, x, y);
  return {y};
}

// ---- the table ----------------------------------------------------------------------------------

// Layers that take anything, strings too, and whose output has a dtype of its own.
constexpr LayerDef encoder(std::string_view name, const LayerGuide& guide,
                           std::string_view signature, Tensors (*run)(Call&)) {
  return {.name = name,
          .guide = guide,
          .signature = signature,
          .kind = LayerKind::kPreprocessing,
          .run = run,
          .autocast = false,
          .casts_outputs = false};
}

constexpr std::string_view kLookup =
    "max_tokens=None, num_oov_indices=1, mask_token=None, vocabulary=None, invert=False, "
    "output_mode='int', pad_to_max_tokens=False, vocabulary_size=None";

constexpr LayerDef kLayers[] = {
    encoder("CategoryEncoding",
            {"Encodes integers as one-hot, multi-hot or count vectors.",
             "CategoryEncoding(num_tokens=10, output_mode='multi_hot')(x) | x=int32[None,4]",
             "layers/preprocessing_layers/categorical/category_encoding"},
            "num_tokens=None, output_mode='multi_hot'", run_category_encoding),
    encoder("Discretization",
            {"Turns numbers into the index of the interval in which they lie.",
             "Discretization(bin_boundaries=[0.0, 0.5, 1.0])(x) | x=[None,8]",
             "layers/preprocessing_layers/numerical/discretization"},
            "bin_boundaries=None, num_bins=None, output_mode='int'", run_discretization),
    encoder("HashedCrossing",
            {"Turns pairs of features into one of num_bins integers, by a hash of both.",
             "HashedCrossing(num_bins=16)([a, b]) | a=string[None,1] b=string[None,1]",
             "layers/preprocessing_layers/categorical/hashed_crossing"},
            "num_bins, output_mode='int'", run_hashed_crossing),
    encoder("Hashing",
            {"Turns strings or integers into one of num_bins integers, by a hash.",
             "Hashing(num_bins=16)(x) | x=string[None,1]",
             "layers/preprocessing_layers/categorical/hashing"},
            "num_bins, mask_value=None, salt=None, output_mode='int'", run_hashing),
    encoder("IntegerLookup",
            {"Turns integers into their index in a vocabulary, or back.",
             "IntegerLookup(vocabulary=[10, 20, 30])(x) | x=int64[None,4]",
             "layers/preprocessing_layers/categorical/integer_lookup"},
            kLookup, run_lookup),
    {.name = "Rescaling",
     .guide = {"Multiplies by a factor and adds an offset: [0, 255] becomes [0, 1].",
               "Rescaling(scale=0.00392156862745098)(x) | x=[None,64,64,3]",
               "layers/preprocessing_layers/image_preprocessing/rescaling"},
     .signature = "scale, offset=0.0",
     .kind = LayerKind::kPreprocessing,
     .run = run_rescaling},
    encoder("StringLookup",
            {"Turns strings into their index in a vocabulary, or back.",
             "StringLookup(vocabulary=['cat', 'dog'])(x) | x=string[None,4]",
             "layers/preprocessing_layers/categorical/string_lookup"},
            kLookup, run_lookup),
    encoder(
        "TextVectorization",
        {"Splits texts into words and turns these into the integers of a vocabulary.",
         "TextVectorization(vocabulary=['the', 'cat', 'sat'], output_sequence_length=8)(text) | "
         "text=string[None,1]",
         "layers/preprocessing_layers/text/text_vectorization"},
        "max_tokens=None, split='whitespace', output_mode='int', output_sequence_length=None, "
        "pad_to_max_tokens=False, vocabulary=None, vocabulary_size=None",
        run_text_vectorization),
};

}  // namespace

std::span<const LayerDef> preprocessing_layers() { return kLayers; }

}  // namespace modelviz
