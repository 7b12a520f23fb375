// tf.nn and tf.random for many classes: samples of them, losses on samples, rows of tables by
// sparse ids, and sequences of labels (CTC). A sparse tensor has the shape of the dense one.
#include "ops/tensorflow_table.h"

namespace modelviz {
namespace {

// Classes by chance, and how often the true ones and these are to be expected.
TensorTypes sampler(OpCall& call) {
  Shape classes = call.shape("true_classes");
  require_rank(call, "true_classes", classes, 2, 2);
  Shape sampled{one_size(call, "num_sampled")};
  Shape expected{classes[0], one_size(call, "num_true")};
  return {{sampled, DType::kInt64}, {expected, DType::kFloat32}, {sampled, DType::kFloat32}};
}

// Where a sample is a true class: row, sample, and what is added to its logit.
TensorTypes accidental_hits(OpCall& call) {
  Shape hits{call.trace().unknown_dim()};
  return {{hits, DType::kInt32}, {hits, DType::kInt64}, {hits, DType::kFloat32}};
}

TensorTypes sampled_loss(OpCall& call) {
  TensorType inputs = call.array("inputs");
  Shape labels = call.shape("labels");
  require_rank(call, "inputs", *inputs.shape, 2, 2);
  require_rank(call, "labels", labels, 1, 2);
  Dim batch = call.unify(inputs.shape->front(), labels[0], "each input must have labels");
  return {{Shape{batch}, inputs.dtype}};
}

// A row of a table, or of the first part of one.
TensorType row_of(const OpCall& call, std::string_view parameter) {
  TensorTypes parts = call.arrays(parameter);
  if (parts.empty()) throw UnknownShape{};
  Shape& shape = *parts[0].shape;
  require_rank(call, parameter, shape, 1);
  shape.erase(shape.begin());
  return {shape, parts[0].dtype == DType::kPythonFloat ? DType::kFloat32 : parts[0].dtype};
}

// The rows of all ids of an example, as one.
TensorTypes embedding_lookup_sparse(OpCall& call) {
  TensorType row = row_of(call, "params");
  row.shape->insert(row.shape->begin(), call.trace().unknown_dim());
  return {row};
}

// The same where an example may have no ids, so that TensorFlow shapes the result like them.
TensorTypes safe_embedding_lookup_sparse(OpCall& call) {
  TensorType row = row_of(call, "embedding_weights");
  if (row.shape->size() != 1) {
    call.fail_at(
        "embedding_weights",
        "must be tables of two axes. Keras 2 writes a constant table as a list, each row of "
        "which is then taken for a table");
  }
  Shape ids = call.shape("sparse_ids");
  require_rank(call, "sparse_ids", ids, 2);
  for (std::size_t i = 1; i < ids.size(); ++i) {
    row.shape->insert(row.shape->begin(), call.trace().unknown_dim());
  }
  return {row};
}

// Sparse sequences of labels, then a number for each of them.
TensorTypes decoded(const OpCall& call, std::int64_t paths) {
  TensorType inputs = call.array("inputs");
  Shape lengths = call.shape("sequence_length");
  require_rank(call, "inputs", *inputs.shape, 3, 3);
  require_rank(call, "sequence_length", lengths, 1, 1);
  Dim batch = call.unify((*inputs.shape)[1], lengths[0], "each sequence must have a length");
  TensorTypes types;
  for (std::int64_t i = 0; i < paths; ++i) {
    types.push_back({Shape{call.trace().unknown_dim(), call.trace().unknown_dim()}, DType::kInt64});
  }
  types.push_back({Shape{batch, paths}, inputs.dtype});
  return types;
}

TensorTypes greedy_decoder(OpCall& call) { return decoded(call, 1); }

TensorTypes beam_search_decoder(OpCall& call) {
  constexpr std::int64_t kMostPaths = 10000;
  std::int64_t paths = call.integer("top_paths");
  if (paths < 1 || paths > kMostPaths) throw UnknownShape{};
  return decoded(call, paths);
}

// The different labels of each sequence, and which of them each label is.
TensorTypes unique_labels(OpCall& call) {
  TensorType labels = call.array("labels");
  require_rank(call, "labels", *labels.shape, 2, 2);
  Shape unique{labels.shape->front(), call.trace().unknown_dim()};
  return {{unique, DType::kInt64}, {labels.shape, DType::kInt32}};
}

constexpr std::string_view kSampler = "Random classes.";
constexpr std::string_view kRanged =
    "true_classes, num_true, num_sampled, unique, range_max, seed=None";
constexpr std::string_view kLoss = "The loss of each example, on some of the classes.";
constexpr std::string_view kRows = "The rows of a table, those of each example as one.";

// The parameters are those of version 1 and also serve version 2: where their order differs, no
// shape depends on them.
constexpr TensorFlowOp kOps[] = {
    own("nn.compute_accidental_hits", "true_classes, sampled_candidates, num_true, seed=None",
        "Where a sample is a true class.", accidental_hits),
    own("nn.ctc_beam_search_decoder",
        "inputs, sequence_length, beam_width=100, top_paths=1, merge_repeated=True",
        "The likeliest sequences of labels.", beam_search_decoder),
    own("nn.ctc_greedy_decoder", "inputs, sequence_length, merge_repeated=True, blank_index=None",
        "The sequence of the likeliest labels.", greedy_decoder),
    own("nn.ctc_unique_labels", "labels", "The different labels of each sequence.", unique_labels),
    own("nn.embedding_lookup_sparse",
        "params, sp_ids, sp_weights=None, partition_strategy=None, name=None, combiner=None, "
        "max_norm=None, allow_fast_lookup=False",
        kRows, embedding_lookup_sparse),
    own("nn.nce_loss",
        "weights, biases, labels, inputs, num_sampled, num_classes, num_true=1, "
        "sampled_values=None, remove_accidental_hits=False, partition_strategy=None",
        kLoss, sampled_loss),
    own("nn.safe_embedding_lookup_sparse",
        "embedding_weights, sparse_ids, sparse_weights=None, combiner=None, default_id=None, "
        "name=None, partition_strategy=None, max_norm=None, allow_fast_lookup=False",
        kRows, safe_embedding_lookup_sparse),
    own("nn.sampled_softmax_loss",
        "weights, biases, labels, inputs, num_sampled, num_classes, num_true=1, "
        "sampled_values=None, remove_accidental_hits=True, partition_strategy=None, name=None, "
        "seed=None",
        kLoss, sampled_loss),
    own("random.all_candidate_sampler", "true_classes, num_true, num_sampled, unique, seed=None",
        kSampler, sampler),
    own("random.fixed_unigram_candidate_sampler",
        "true_classes, num_true, num_sampled, unique, range_max, vocab_file='', distortion=1.0, "
        "num_reserved_ids=0, num_shards=1, shard=0, unigrams=None, seed=None",
        kSampler, sampler),
    own("random.learned_unigram_candidate_sampler", kRanged, kSampler, sampler),
    own("random.log_uniform_candidate_sampler", kRanged, kSampler, sampler),
    own("random.uniform_candidate_sampler", kRanged, kSampler, sampler),
};

}  // namespace

std::span<const TensorFlowOp> tensorflow_candidates() { return kOps; }

}  // namespace modelviz
