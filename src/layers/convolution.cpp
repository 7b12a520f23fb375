// Convolutions of one to three dimensions. Source: keras/src/layers/convolutional (3.15).
#include "layers/execution.h"
#include "layers/kernel.h"
#include "layers/tables.h"
#include "layers/window.h"
#include "ops/ops.h"
#include "support/checked.h"
#include "support/text.h"

namespace modelviz {
namespace {

using namespace ops;

// The spatial sizes of a kernel, and what follows them.
Shape kernel_shape(const Call& c, int dims, std::initializer_list<Dim> channels) {
  std::vector<std::int64_t> sizes = c.integers("kernel_size", dims);
  Shape shape(sizes.begin(), sizes.end());
  shape.insert(shape.end(), channels);
  return shape;
}

// A bias for each channel, in the shape in which it meets the data.
Tensor add_bias(Call& c, const Tensor& y, const Dim& filters) {
  if (!c.flag("use_bias")) return y;
  Tensor bias = c.weight("bias", {filters});
  if (!c.channels_first()) return y + bias;
  Shape shape(static_cast<std::size_t>(y.rank()), 1);
  shape[1] = filters;
  return y + reshape(bias, shape);
}

// A causal convolution sees only what was before: all its padding is on the left.
Tensor pad_causally(Call& c, const Tensor& x) {
  std::int64_t left = (c.integers("kernel_size", 1)[0] - 1) * c.integers("dilation_rate", 1)[0];
  return c.channels_first() ? pad(x, {{0, 0}, {0, 0}, {left, 0}})
                            : pad(x, {{0, 0}, {left, 0}, {0, 0}});
}

// Keras 1 had border_mode "full": each point of the kernel meets each point of the picture.
Tensor pad_fully(Call& c, const Tensor& x, int dims) {
  std::vector<std::int64_t> window = c.integers("kernel_size", dims);
  std::vector<std::int64_t> dilation = c.integers("dilation_rate", dims);
  std::vector<std::pair<std::int64_t, std::int64_t>> sides(static_cast<std::size_t>(dims) + 2);
  for (std::size_t i = 0; i < window.size(); ++i) {
    std::int64_t size = checked_multiply(checked_subtract(window[i], 1), dilation[i]);
    sides[i + (c.channels_first() ? 2 : 1)] = {size, size};
  }
  return pad(x, sides);
}

Tensors convolve(Call& c, int dims, const Tensor& x, const Value& padding) {
  require_float(c, x, "convolution");
  Dim filters = c.count("filters"), groups = c.count("groups");
  const Dim& channels = x[c.channel_axis(dims + 2)];
  if (equal(filters % groups, 0) == Truth::kNo) {
    c.fail("its " + filters.text() + " filters cannot be divided into " + groups.text() +
           " groups");
  }
  if (equal(channels % groups, 0) == Truth::kNo) {
    c.fail("its " + channels.text() + " input channels cannot be divided into " + groups.text() +
           " groups");
  }
  Shape shape = kernel_shape(c, dims, {floor_div(channels, groups), filters});
  Tensor kernel = make_kernel(c, "kernel", shape);
  Tensor y = conv(x, kernel, c.value("strides"), padding, c.value("data_format"),
                  c.value("dilation_rate"));
  return {c.activation("activation", add_bias(c, y, filters))};
}

template <int kDims>
Tensors run_conv(Call& c) {
  check_window(c, kDims, kDims == 1);
  check_steps(c, kDims);
  if (c.value("padding") == Value("causal")) {
    return convolve(c, kDims, pad_causally(c, c.input()), "valid");
  }
  return convolve(c, kDims, c.input(), c.value("padding"));
}

// As Keras 1 had it.
template <int kDims>
Tensors run_convolution(Call& c) {
  if (c.value("padding") != Value("full")) return run_conv<kDims>(c);
  return convolve(c, kDims, pad_fully(c, c.input(), kDims), "valid");
}

template <int kDims>
Tensors run_conv_transpose(Call& c) {
  Tensor x = c.input();
  require_float(c, x, "convolution");
  Dim filters = c.count("filters");
  check_window(c, kDims);
  check_steps(c, kDims);
  if (!c.value("output_padding").is_none()) {
    std::vector<std::int64_t> padding = c.integers("output_padding", kDims);
    std::vector<std::int64_t> strides = c.integers("strides", kDims);
    for (std::size_t i = 0; i < padding.size(); ++i) {
      if (padding[i] >= 0 && padding[i] < strides[i]) continue;
      c.fail("output_padding " + c.value("output_padding").text() +
             " must be 0 or more and less than strides " + c.value("strides").text());
    }
  }
  Tensor kernel =
      c.weight("kernel", kernel_shape(c, kDims, {filters, x[c.channel_axis(kDims + 2)]}));
  Tensor y =
      conv_transpose(x, kernel, c.value("strides"), c.value("padding"), c.value("output_padding"),
                     c.value("data_format"), c.value("dilation_rate"));
  return {c.activation("activation", add_bias(c, y, filters))};
}

// Keras 1 was told what comes out, as strides leave a choice.
template <int kDims>
Tensors run_deconvolution(Call& c) {
  Tensor y = run_conv_transpose<kDims>(c).at(0);
  const List* said = c.value("output_shape").as_list();
  if (!said || said->size() != kDims + 2) return {y};
  Shape shape = y.shape();
  for (int axis = 1; axis < kDims + 2; ++axis) {
    auto size = (*said)[static_cast<std::size_t>(axis)].as_int();
    if (size && axis != c.channel_axis(kDims + 2)) shape[static_cast<std::size_t>(axis)] = *size;
  }
  return {shape == y.shape() ? y : c.declare(y, shape)};
}

template <int kDims>
Tensors run_depthwise_conv(Call& c) {
  Tensor x = c.input();
  require_float(c, x, "convolution");
  check_window(c, kDims);
  const Dim& channels = x[c.channel_axis(kDims + 2)];
  Dim multiplier = c.count("depth_multiplier");
  std::string_view name = c.layer().is_keras2 ? "depthwise_kernel" : "kernel";
  Tensor kernel = c.weight(name, kernel_shape(c, kDims, {channels, multiplier}));
  Tensor y = depthwise_conv(x, kernel, c.value("strides"), c.value("padding"),
                            c.value("data_format"), c.value("dilation_rate"));
  return {c.activation("activation", add_bias(c, y, channels * multiplier))};
}

template <int kDims>
Tensors run_separable_conv(Call& c) {
  Tensor x = c.input();
  require_float(c, x, "convolution");
  check_window(c, kDims, kDims == 1 && c.layer().is_keras2);
  Dim filters = c.count("filters"), multiplier = c.count("depth_multiplier");
  const Dim& channels = x[c.channel_axis(kDims + 2)];
  Tensor depthwise_kernel =
      c.weight("depthwise_kernel", kernel_shape(c, kDims, {channels, multiplier}));
  Shape pointwise(kDims, 1);
  pointwise.insert(pointwise.end(), {channels * multiplier, filters});
  Tensor pointwise_kernel = c.weight("pointwise_kernel", pointwise);
  Tensor y = separable_conv(x, depthwise_kernel, pointwise_kernel, c.value("strides"),
                            c.value("padding"), c.value("data_format"), c.value("dilation_rate"));
  return {c.activation("activation", add_bias(c, y, filters))};
}

constexpr LayerDef layer(std::string_view name, const LayerGuide& guide, std::string_view signature,
                         int dims, Tensors (*run)(Call&)) {
  return {.name = name,
          .guide = guide,
          .signature = signature,
          .kind = LayerKind::kConvolution,
          .rank = dims + 2,
          .run = run,
          .checks_input = true};
}

constexpr std::string_view kConv =
    "filters, kernel_size, strides=1, padding='valid', data_format=None, dilation_rate=1, "
    "groups=1, "
    "activation=None, use_bias=True, lora_rank=None";
constexpr std::string_view kConvTranspose =
    "filters, kernel_size, strides=1, padding='valid', output_padding=None, data_format=None, "
    "dilation_rate=1, activation=None, use_bias=True";
constexpr std::string_view kDeconvolution =
    "filters, kernel_size, strides=1, padding='valid', output_padding=None, data_format=None, "
    "dilation_rate=1, activation=None, use_bias=True, output_shape=None";
constexpr std::string_view kDepthwiseConv =
    "kernel_size, strides=1, padding='valid', depth_multiplier=1, data_format=None, "
    "dilation_rate=1, activation=None, use_bias=True";
constexpr std::string_view kSeparableConv =
    "filters, kernel_size, strides=1, padding='valid', data_format=None, dilation_rate=1, "
    "depth_multiplier=1, activation=None, use_bias=True";

constexpr LayerDef kLayers[] = {
    layer("AtrousConvolution1D",
          {"Conv1D with gaps between the points of the kernel.",
           "AtrousConvolution1D(filters=16, kernel_size=3, dilation_rate=2)(x) | x=[None,10,4]", "",
           "Only Keras 1 had it; today it is Conv1D with dilation_rate."},
          kConv, 1, run_convolution<1>),
    layer("AtrousConvolution2D",
          {"Conv2D with gaps between the points of the kernel.",
           "AtrousConvolution2D(filters=16, kernel_size=3, dilation_rate=2)(x) | x=[None,32,32,3]",
           "", "Only Keras 1 had it; today it is Conv2D with dilation_rate."},
          kConv, 2, run_convolution<2>),
    layer("Conv1D",
          {"Slides small kernels over a sequence: each filter makes one channel of the result.",
           "Conv1D(filters=16, kernel_size=3)(x) | x=[None,10,4]",
           "layers/convolution_layers/convolution1d"},
          kConv, 1, run_conv<1>),
    layer("Conv1DTranspose",
          {"The way back of Conv1D: with strides it makes the sequence larger.",
           "Conv1DTranspose(filters=16, kernel_size=3, strides=2)(x) | x=[None,10,4]",
           "layers/convolution_layers/convolution1d_transpose"},
          kConvTranspose, 1, run_conv_transpose<1>),
    layer("Conv2D",
          {"Slides small kernels over a picture: each filter makes one channel of the result.",
           "Conv2D(filters=16, kernel_size=3)(x) | x=[None,32,32,3]",
           "layers/convolution_layers/convolution2d"},
          kConv, 2, run_conv<2>),
    layer("Conv2DTranspose",
          {"The way back of Conv2D: with strides it makes the picture larger.",
           "Conv2DTranspose(filters=16, kernel_size=3, strides=2)(x) | x=[None,32,32,3]",
           "layers/convolution_layers/convolution2d_transpose"},
          kConvTranspose, 2, run_conv_transpose<2>),
    layer("Conv3D",
          {"Slides small kernels over a volume: each filter makes one channel of the result.",
           "Conv3D(filters=16, kernel_size=3)(x) | x=[None,16,16,16,2]",
           "layers/convolution_layers/convolution3d"},
          kConv, 3, run_conv<3>),
    layer("Conv3DTranspose",
          {"The way back of Conv3D: with strides it makes the volume larger.",
           "Conv3DTranspose(filters=16, kernel_size=3, strides=2)(x) | x=[None,16,16,16,2]",
           "layers/convolution_layers/convolution3d_transpose"},
          kConvTranspose, 3, run_conv_transpose<3>),
    layer("Convolution1D",
          {"What Keras 1 wrote into files for Conv1D.",
           "Convolution1D(filters=16, kernel_size=3)(x) | x=[None,10,4]",
           "layers/convolution_layers/convolution1d"},
          kConv, 1, run_convolution<1>),
    layer("Convolution2D",
          {"What Keras 1 wrote into files for Conv2D.",
           "Convolution2D(filters=16, kernel_size=3)(x) | x=[None,32,32,3]",
           "layers/convolution_layers/convolution2d"},
          kConv, 2, run_convolution<2>),
    layer("Convolution3D",
          {"What Keras 1 wrote into files for Conv3D.",
           "Convolution3D(filters=16, kernel_size=3)(x) | x=[None,16,16,16,2]",
           "layers/convolution_layers/convolution3d"},
          kConv, 3, run_convolution<3>),
    layer("Deconvolution2D",
          {"What Keras 1 called Conv2DTranspose.",
           "Deconvolution2D(filters=16, kernel_size=3, strides=2)(x) | x=[None,32,32,3]", "",
           "Only Keras 1 had it; today it is Conv2DTranspose."},
          kDeconvolution, 2, run_deconvolution<2>),
    layer("Deconvolution3D",
          {"What Keras 1 called Conv3DTranspose.",
           "Deconvolution3D(filters=16, kernel_size=3, strides=2)(x) | x=[None,16,16,16,2]", "",
           "Only Keras 1 had it; today it is Conv3DTranspose."},
          kDeconvolution, 3, run_deconvolution<3>),
    layer("DepthwiseConv1D",
          {"A convolution of each channel by itself, with kernels of its own.",
           "DepthwiseConv1D(kernel_size=3)(x) | x=[None,10,4]",
           "layers/convolution_layers/depthwise_convolution1d"},
          kDepthwiseConv, 1, run_depthwise_conv<1>),
    layer("DepthwiseConv2D",
          {"A convolution of each channel by itself, with kernels of its own.",
           "DepthwiseConv2D(kernel_size=3)(x) | x=[None,32,32,3]",
           "layers/convolution_layers/depthwise_convolution2d"},
          kDepthwiseConv, 2, run_depthwise_conv<2>),
    layer("SeparableConv1D",
          {"A depthwise convolution, then a pointwise one that mixes the channels: fewer weights.",
           "SeparableConv1D(filters=16, kernel_size=3)(x) | x=[None,10,4]",
           "layers/convolution_layers/separable_convolution1d"},
          kSeparableConv, 1, run_separable_conv<1>),
    layer("SeparableConv2D",
          {"A depthwise convolution, then a pointwise one that mixes the channels: fewer weights.",
           "SeparableConv2D(filters=16, kernel_size=3)(x) | x=[None,32,32,3]",
           "layers/convolution_layers/separable_convolution2d"},
          kSeparableConv, 2, run_separable_conv<2>),
    layer("SeparableConvolution2D",
          {"What Keras 1 wrote into files for SeparableConv2D.",
           "SeparableConvolution2D(filters=16, kernel_size=3)(x) | x=[None,32,32,3]",
           "layers/convolution_layers/separable_convolution2d"},
          kSeparableConv, 2, run_separable_conv<2>),
};

}  // namespace

std::span<const LayerDef> convolution_layers() { return kLayers; }

}  // namespace modelviz
