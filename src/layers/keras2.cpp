// Layers that only Keras 2 has. Source: tf_keras/src/layers (2.21).
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

constexpr std::string_view kLocallyConnected =
    "filters, kernel_size, strides=1, padding='valid', data_format=None, activation=None, "
    "use_bias=True, implementation=1";

constexpr LayerDef layer(std::string_view name, std::string_view signature, LayerKind kind,
                         Tensors (*run)(Call&), int rank = 0) {
  return {.name = name, .signature = signature, .kind = kind, .rank = rank, .run = run};
}

constexpr LayerDef kLayers[] = {
    layer("LocallyConnected1D", kLocallyConnected, LayerKind::kConvolution,
          run_locally_connected<1>, 3),
    layer("LocallyConnected2D", kLocallyConnected, LayerKind::kConvolution,
          run_locally_connected<2>, 4),
    layer("RandomHeight", "factor", LayerKind::kPreprocessing, run_random_size<-3>),
    layer("RandomWidth", "factor", LayerKind::kPreprocessing, run_random_size<-2>),
    layer("ThresholdedReLU", "theta=1.0", LayerKind::kActivation, run_thresholded_relu),
};

}  // namespace

std::span<const LayerDef> keras2_layers() { return kLayers; }

}  // namespace modelviz
