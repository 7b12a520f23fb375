// Layers that only Keras 1 or 2 has, with the config keys of Keras 2. Source: tf_keras/src/layers
// (2.21), keras/layers/core.py and keras/engine/topology.py (1.2).
#include "layers/tables.h"
#include "ops/ops.h"

namespace modelviz {
namespace {

using namespace ops;

// ---- LocallyConnected: a convolution with a kernel of its own at each position ------------------

struct Picture {
  Shape sizes;  // spatial
  Dim channels;
};

Picture picture_of(const Call& c, const Shape& shape) {
  int rank = static_cast<int>(shape.size());
  auto channel_axis = static_cast<std::size_t>(c.channel_axis(rank));
  Picture picture{.sizes = {shape.begin() + 1, shape.end()}, .channels = shape[channel_axis]};
  picture.sizes.erase(picture.sizes.begin() + static_cast<std::ptrdiff_t>(channel_axis) - 1);
  return picture;
}

// The shape of what an ordinary convolution would make.
Shape convolved(Call& c, const Tensor& x, const Shape& kernel) {
  Trace::Rollback rollback(c.trace());
  Tensor weights = c.trace().add_tensor({kernel, x.dtype()});
  return conv(x, weights, c.value("strides"), c.value("padding"), c.value("data_format")).shape();
}

void append(Shape& shape, const Shape& more) {
  shape.insert(shape.end(), more.begin(), more.end());
}

template <int kDims>
Tensors run_locally_connected(Call& c) {
  Tensor x = c.input();
  Dim filters = c.count("filters");
  std::vector<std::int64_t> window = c.integers("kernel_size", kDims);
  Picture input = picture_of(c, x.shape());
  Shape kernel(window.begin(), window.end());
  Dim patch = size(kernel) * input.channels;
  append(kernel, {input.channels, filters});
  Shape shape = convolved(c, x, kernel);
  Picture output = picture_of(c, shape);
  Dim positions = size(output.sizes);

  Tensor patches = c.declare(x, {x[0], positions, patch});
  Shape stored{positions, patch, filters};
  if (c.integer("implementation") == 2) {  // as if each output saw each input
    stored = input.sizes;
    append(stored, {input.channels});
    append(stored, output.sizes);
    append(stored, {filters});
  } else if (c.integer("implementation") == 3) {
    c.warn("its weights are not known: implementation 3 stores a sparse kernel");
    return {c.declare(x, shape)};
  }
  Tensor weights = c.weight("kernel", stored);
  weights = c.declare(weights, {positions, patch, filters});
  Tensor y = c.declare(einsum("bpk,pkf->bpf", {patches, weights}), shape);
  if (c.flag("use_bias")) y = y + c.weight("bias", Shape(shape.begin() + 1, shape.end()));
  return {c.activation("activation", y)};
}

// ---- the others ---------------------------------------------------------------------------------

Tensors run_thresholded_relu(Call& c) {
  Tensor x = c.input();
  return {x * cast(greater(x, c.value("theta")), x.dtype())};
}

// Pictures of random height or width.
template <int kAxis>
Tensors run_random_size(Call& c) {
  Tensor x = randomize(c.input(), c.layer().class_name);
  if (x.rank() != 3 && x.rank() != 4) {
    c.fail("expects a picture or a batch of pictures, not " + keras_text(x.shape()));
  }
  Shape shape = x.shape();
  shape.end()[kAxis] = c.trace().unknown_dim();
  return {c.declare(x, shape)};
}

// The cosines of random projections.
Tensors run_random_fourier_features(Call& c) {
  Tensor x = c.input();
  Dim dim = c.count("output_dim");
  WeightOptions fixed{.trainable = false};
  Tensor kernel = c.weight("unscaled_kernel", {x[-1], dim}, fixed);
  Tensor bias = c.weight("bias", {dim}, fixed);
  Tensor scale = c.weight("kernel_scale", {1});
  return {cos(matmul(x, kernel / scale) + bias)};
}

// ---- Keras 1 ------------------------------------------------------------------------------------

// The largest of several linear functions.
Tensors run_maxout_dense(Call& c) {
  Tensor x = c.input();
  Dim units = c.count("units"), features = c.count("nb_feature");
  Tensor kernel = c.weight("W", {features, x[-1], units});
  Tensor y = einsum("bi,fio->bfo", {x, kernel});
  if (c.flag("use_bias")) y = y + c.weight("b", {features, units});
  return {max(y, {1})};
}

// As much of the input passes as a gate, which is learned, does not transform.
Tensors run_highway(Call& c) {
  Tensor x = c.input();
  Tensor kernel = c.weight("W", {x[-1], x[-1]});
  Tensor gate_kernel = c.weight("W_carry", {x[-1], x[-1]});
  Tensor y = matmul(x, kernel), gate = matmul(x, gate_kernel);
  if (c.flag("use_bias")) {
    y = y + c.weight("b", {x[-1]});
    gate = gate + c.weight("b_carry", {x[-1]});
  }
  gate = sigmoid(gate);
  y = c.activation("activation", y) * gate;
  return {y + (1 - gate) * x};
}

// A weight for each element of a sample, or one for all along an axis.
Tensor elementwise_weight(Call& c, std::string_view name, const Tensor& x) {
  Shape shape(x.shape().begin() + 1, x.shape().end());
  if (!c.value("shared_axes").is_none()) {
    for (std::int64_t axis : c.integers("shared_axes")) {
      if (axis >= 1 && axis < x.rank()) shape[static_cast<std::size_t>(axis) - 1] = 1;
    }
  }
  return c.weight(name, std::move(shape));
}

Tensors run_parametric_softplus(Call& c) {
  Tensor x = c.input();
  Tensor alpha = elementwise_weight(c, "alphas", x);
  Tensor beta = elementwise_weight(c, "betas", x);
  return {log(exp(beta * x) + 1) * alpha};
}

// Linear in the middle, with slopes of their own below and above.
Tensors run_s_relu(Call& c) {
  Tensor x = c.input();
  Tensor t_left = elementwise_weight(c, "t_left", x);
  Tensor a_left = elementwise_weight(c, "a_left", x);
  Tensor t_right = elementwise_weight(c, "t_right", x);
  Tensor a_right = elementwise_weight(c, "a_right", x);
  Tensor below = minimum(x - t_left, 0) * a_left;
  Tensor above = maximum(x - t_right, 0) * a_right;
  return {minimum(maximum(x, t_left), t_right) + below + above};
}

Tensors run_time_distributed_dense(Call& c) {
  Dict config;
  for (std::string_view key : {"units", "activation", "use_bias"}) {
    config.push_back({std::string(key), c.value(key)});
  }
  return c.layer("dense", "Dense", std::move(config), {c.input()});
}

// An Embedding of words that training may replace by others. What the file calls input_dim counts
// the rows of its table, those for unknown words among them, which Keras' constructor adds: so it
// cannot load what it saves.
Tensors run_dynamic_embedding(Call& c) {
  constexpr WeightOptions kNumbers{.trainable = false, .dtype = DType::kInt32};
  constexpr WeightOptions kTexts{.trainable = false, .dtype = DType::kString};
  Tensor embeddings = c.weight("embeddings", {c.count("input_dim"), c.count("output_dim")});
  const List* words = c.value("initial_vocabulary").as_list();
  if (!words || words->empty()) c.fail("its initial_vocabulary must be a list");
  auto count = static_cast<std::int64_t>(words->size());
  WeightOptions of_words = words->front().is_int() ? kNumbers : kTexts;
  c.weight("vocabulary_table_keys", {count * 6 / 5}, of_words);
  c.weight("vocabulary_table_values", {count * 6 / 5}, kNumbers);
  c.weight("vocabulary", {count}, of_words);
  return {take(embeddings, lookup(c.input(), DType::kInt32), 0)};
}

// The one layer that later became several.
Tensors run_merge(Call& c) {
  constexpr std::pair<std::string_view, std::string_view> kModes[] = {
      {"sum", "Add"},     {"mul", "Multiply"},       {"ave", "Average"},
      {"max", "Maximum"}, {"concat", "Concatenate"}, {"dot", "Dot"},
      {"cos", "Dot"},
  };
  std::string_view mode = c.string("mode");
  Tensors inputs = c.inputs();
  for (auto [name, class_name] : kModes) {
    if (mode != name) continue;
    Dict config{{"axis", c.value("concat_axis")},
                {"axes", c.value("dot_axes")},
                {"normalize", mode == "cos"}};
    return c.layer("merged", class_name, std::move(config),
                   {Value(List(inputs.begin(), inputs.end()))});
  }
  c.fail("its mode " + c.value("mode").text() + " is not known");
}

constexpr std::string_view kLocallyConnected =
    "filters, kernel_size, strides=1, padding='valid', data_format=None, activation=None, "
    "use_bias=True, implementation=1";

constexpr LayerDef layer(std::string_view name, const LayerGuide& guide, std::string_view signature,
                         LayerKind kind, Tensors (*run)(Call&), int rank = 0) {
  return {
      .name = name, .guide = guide, .signature = signature, .kind = kind, .rank = rank, .run = run};
}

constexpr LayerDef kLayers[] = {
    layer("LocallyConnected1D",
          {"Conv1D with other weights at each position.",
           "LocallyConnected1D(filters=16, kernel_size=3)(x) | x=[None,10,4]", "",
           "Only Keras 1 and 2 had it; Keras 3 has nothing like it."},
          kLocallyConnected, LayerKind::kConvolution, run_locally_connected<1>, 3),
    layer("LocallyConnected2D",
          {"Conv2D with other weights at each position.",
           "LocallyConnected2D(filters=16, kernel_size=3)(x) | x=[None,8,8,3]", "",
           "Only Keras 1 and 2 had it; Keras 3 has nothing like it."},
          kLocallyConnected, LayerKind::kConvolution, run_locally_connected<2>, 4),
    {.name = "DynamicEmbedding",
     .guide =
         {"An Embedding of words that training may replace by more frequent ones.",
          "DynamicEmbedding(input_dim=6, output_dim=2, initial_vocabulary=['a', 'b', 'c', 'd', "
          "'e'])(x) | x=string[None,5]",
          "", "Only Keras 2 had it, as experimental; Keras 3 has nothing like it."},
     .signature = "input_dim, output_dim, initial_vocabulary",
     .kind = LayerKind::kCore,
     .run = run_dynamic_embedding,
     .autocast = false},
    layer("Highway",
          {"A learned gate decides how much of the input is transformed and how much passes.",
           "Highway()(x) | x=[None,64]", "", "Only Keras 1 had it; Keras 3 has nothing like it."},
          "activation=None, use_bias=True", LayerKind::kCore, run_highway, 2),
    layer("MaxoutDense",
          {"The largest of several Dense layers, unit by unit.",
           "MaxoutDense(units=32)(x) | x=[None,64]", "",
           "Only Keras 1 had it; Keras 3 has nothing like it."},
          "units, nb_feature=4, use_bias=True", LayerKind::kCore, run_maxout_dense, 2),
    layer("Merge",
          {"Merges tensors in a way that its mode says.",
           "Merge(mode='concat')([a, b]) | a=[None,32] b=[None,16]", "",
           "Only Keras 1 had it; today there is a layer for each mode: Add, Concatenate, Dot and "
           "others."},
          "mode='sum', concat_axis=-1, dot_axes=-1", LayerKind::kMerging, run_merge),
    layer("ParametricSoftplus",
          {"A softplus whose two factors are learned for each element.",
           "ParametricSoftplus()(x) | x=[None,64]", "",
           "Only Keras 1 had it; Keras 3 has nothing like it."},
          "shared_axes=None", LayerKind::kActivation, run_parametric_softplus),
    layer("RandomFourierFeatures",
          {"The cosines of random projections, which approximate a kernel method.",
           "RandomFourierFeatures(output_dim=64)(x) | x=[None,16]", "",
           "Only Keras 2 had it; Keras 3 has nothing like it."},
          "output_dim", LayerKind::kCore, run_random_fourier_features, 2),
    layer("SReLU",
          {"An activation of three straight pieces, whose bends and slopes are learned.",
           "SReLU()(x) | x=[None,64]", "", "Only Keras 1 had it; Keras 3 has nothing like it."},
          "shared_axes=None", LayerKind::kActivation, run_s_relu),
    layer("RandomHeight",
          {"Scales pictures to a random height.", "RandomHeight(factor=0.2)(x) | x=[None,64,64,3]",
           "", "Only Keras 2 had it; RandomZoom comes closest today."},
          "factor", LayerKind::kPreprocessing, run_random_size<-3>),
    layer("RandomWidth",
          {"Scales pictures to a random width.", "RandomWidth(factor=0.2)(x) | x=[None,64,64,3]",
           "", "Only Keras 2 had it; RandomZoom comes closest today."},
          "factor", LayerKind::kPreprocessing, run_random_size<-2>),
    layer("TimeDistributedDense",
          {"Applies the same Dense to every time step.",
           "TimeDistributedDense(units=8)(x) | x=[None,10,16]", "",
           "Only Keras 1 had it; today it is Dense, or TimeDistributed."},
          "units, activation=None, use_bias=True", LayerKind::kCore, run_time_distributed_dense, 3),
    layer("ThresholdedReLU",
          {"Makes numbers that are not above a threshold zero.",
           "ThresholdedReLU(theta=1.0)(x) | x=[None,64]", "",
           "Only Keras 1 and 2 had it; today it is ReLU with threshold."},
          "theta=1.0", LayerKind::kActivation, run_thresholded_relu),
};

}  // namespace

std::span<const LayerDef> keras2_layers() { return kLayers; }

}  // namespace modelviz
