// Convolutions and pooling: windows that move over the spatial axes of (batch, …, channels), or of
// (batch, channels, …) with data_format='channels_first'. Sizes follow compute_conv_output_shape,
// compute_conv_transpose_output_shape and compute_pooling_output_shape of Keras 3.15.
#include <algorithm>

#include "ops/rules.h"
#include "ops/tables.h"
#include "support/text.h"

namespace modelviz {
namespace {

using Integers = std::vector<std::int64_t>;

enum class Padding { kValid, kSame, kCausal };

// The axes of the input of a window op.
struct Layout {
  std::size_t spatial_begin, channel_axis;
  int spatial_rank;
};

Layout layout(const OpCall& call, const Shape& inputs) {
  require_rank(call, "inputs", inputs, 2);
  bool first = call.channels_first();
  return {.spatial_begin = first ? std::size_t{2} : std::size_t{1},
          .channel_axis = first ? 1 : inputs.size() - 1,
          .spatial_rank = static_cast<int>(inputs.size()) - 2};
}

Padding padding(const OpCall& call, bool causal_allowed) {
  std::string name(call.string("padding"));
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (name == "valid") return Padding::kValid;
  if (name == "same") return Padding::kSame;
  if (name == "causal" && causal_allowed) return Padding::kCausal;
  call.refuse("padding", "must be 'valid' or 'same', not '" + sanitize(name) + "'");
}

// n integers above 0. What Keras infers of 0 all the same is inferred here, too, with a note.
enum class Zero { kRefused, kRefusedWhenExecuted };
Integers steps(const OpCall& call, std::string_view parameter, int n, Zero zero = Zero::kRefused) {
  if (n == 0 && !call.argument(parameter).as_list()) return {};  // there is nothing to move along
  Integers result = call.integers(parameter, n);
  auto least = std::min_element(result.begin(), result.end());
  if (least == result.end() || *least > 0) return result;
  std::string message =
      "'" + std::string(parameter) + "' must be above 0, not " + call.argument(parameter).text();
  bool is_inferred = *least == 0 && zero == Zero::kRefusedWhenExecuted && !runs_eagerly(call);
  if (!is_inferred) call.fail_at(parameter, std::move(message));
  call.note_refusal("", message);
  return result;
}

std::string not_for_each_axis(const OpCall& call, std::string_view parameter, int n) {
  return "must be an integer or " + std::to_string(n) + " of them, not " +
         call.argument(parameter).text();
}

// Refuses a list that is shorter than there are axes. Most ops repeat what a list of one says.
void require_each_axis(const OpCall& call, std::string_view parameter, int n) {
  const List* list = call.argument(parameter).as_list();
  if (!list || index(n) <= list->size()) return;
  call.refuse(parameter, not_for_each_axis(call, parameter, n));
}

// The steps of a transposed convolution, which infers as if a longer list ended with the axes.
Integers leading_steps(const OpCall& call, std::string_view parameter, int n) {
  require_each_axis(call, parameter, n);
  const List* list = call.argument(parameter).as_list();
  int count = list ? static_cast<int>(list->size()) : n;
  Integers result = steps(call, parameter, count, Zero::kRefusedWhenExecuted);
  if (count > n) {
    std::string what = not_for_each_axis(call, parameter, n);
    if (runs_eagerly(call)) call.refuse(parameter, what);
    call.note_refusal("", "'" + std::string(parameter) + "' " + what);
  }
  result.resize(index(n));
  return result;
}

// How often a window of this extent fits in, moving by the stride.
Dim count_windows(const OpCall& call, const Shape& inputs, std::size_t axis, const Dim& extent,
                  std::int64_t stride, Padding padding, std::string_view what) {
  const Dim& size = inputs[axis];
  if (padding != Padding::kValid) return ceil_div(size, stride);
  call.trace().assume_at_least(size, extent);
  Dim count = floor_div(size - extent, stride) + 1;
  if (count.is_constant() && *count.constant() <= 0) {
    call.fail("the " + std::string(what) + " is larger than the input: it covers " + extent.text() +
                  " along axis " + std::to_string(axis) + ", where inputs " + keras_text(inputs) +
                  " has " + size.text(),
              "A larger input, a smaller " + std::string(what) + " or padding='same' would fit.");
  }
  return count;
}

Shape spatial_kernel(const Shape& kernel) { return {kernel.begin(), kernel.end() - 2}; }

void check_kernel(const OpCall& call, const Shape& inputs, const Shape& kernel) {
  require_rank(call, "inputs", inputs, 2);
  if (kernel.size() == inputs.size()) return;
  call.fail("the kernel " + keras_text(kernel) + " must have as many axes as inputs " +
            keras_text(inputs));
}

// in_axis is where the kernel has the channels that it takes.
void check_channels(const OpCall& call, const Shape& inputs, const Shape& kernel,
                    std::size_t in_axis) {
  call.unify(inputs[layout(call, inputs).channel_axis], kernel[in_axis], [&] {
    return "inputs " + keras_text(inputs) + " and the kernel " + keras_text(kernel) +
           " must have the same number of input channels";
  });
}

// The shape of any convolution, but for the transposed one.
Shape convolved(const OpCall& call, const Shape& inputs, const Shape& kernel, const Dim& filters) {
  Layout axes = layout(call, inputs);
  Integers strides = steps(call, "strides", axes.spatial_rank);
  Integers dilation = steps(call, "dilation_rate", axes.spatial_rank, Zero::kRefusedWhenExecuted);
  Padding pad = padding(call, true);
  Shape result = inputs;
  for (std::size_t i = 0; i < strides.size(); ++i) {
    std::size_t axis = axes.spatial_begin + i;
    Dim extent = Dim(dilation[i]) * (kernel[i] - 1) + 1;
    result[axis] = count_windows(call, inputs, axis, extent, strides[i], pad, "kernel");
  }
  result[axes.channel_axis] = filters;
  return result;
}

TensorTypes conv(OpCall& call) {
  TensorType inputs = call.array("inputs");
  Shape kernel = call.shape("kernel");
  check_kernel(call, *inputs.shape, kernel);
  check_channels(call, *inputs.shape, kernel, kernel.size() - 2);
  return {{convolved(call, *inputs.shape, kernel, kernel.back()), inputs.dtype}};
}

// The kernel takes the channels of one group only.
TensorTypes grouped_conv(OpCall& call) {
  TensorType inputs = call.array("inputs");
  Shape kernel = call.shape("kernel");
  check_kernel(call, *inputs.shape, kernel);
  auto channels = (*inputs.shape)[layout(call, *inputs.shape).channel_axis].constant();
  auto taken = kernel[kernel.size() - 2].constant(), filters = kernel.back().constant();
  bool known = channels && taken && filters && *taken > 0;
  std::int64_t groups = known ? *channels / *taken : 1;
  if (known && (*channels % *taken != 0 || groups == 0 || *filters % groups != 0)) {
    call.fail("inputs " + keras_text(*inputs.shape) + " and the kernel " + keras_text(kernel) +
              " do not make groups: the channels of both must be multiples of their number");
  }
  return {{convolved(call, *inputs.shape, kernel, kernel.back()), inputs.dtype}};
}

TensorTypes depthwise_conv(OpCall& call) {
  TensorType inputs = call.array("inputs");
  Shape kernel = call.shape("kernel");
  check_kernel(call, *inputs.shape, kernel);
  check_channels(call, *inputs.shape, kernel, kernel.size() - 2);
  Dim filters = kernel.back() * kernel[kernel.size() - 2];
  return {{convolved(call, *inputs.shape, kernel, filters), inputs.dtype}};
}

TensorTypes separable_conv(OpCall& call) {
  TensorType inputs = call.array("inputs");
  Shape kernel = call.shape("depthwise_kernel"), pointwise = call.shape("pointwise_kernel");
  check_kernel(call, *inputs.shape, kernel);
  check_channels(call, *inputs.shape, kernel, kernel.size() - 2);
  require_rank(call, "pointwise_kernel", pointwise, 1);
  return {{convolved(call, *inputs.shape, kernel, pointwise.back()), inputs.dtype}};
}

// What output_padding says for each spatial axis; nullopt for None.
std::vector<std::optional<std::int64_t>> output_paddings(const OpCall& call, int n) {
  if (!call.given("output_padding")) return std::vector<std::optional<std::int64_t>>(index(n));
  Integers paddings = call.integers("output_padding", n);
  return {paddings.begin(), paddings.end()};
}

TensorTypes conv_transpose(OpCall& call) {
  TensorType inputs = call.array("inputs");
  Shape kernel = call.shape("kernel"), result = *inputs.shape;
  Layout axes = layout(call, result);
  check_kernel(call, result, kernel);
  check_channels(call, result, kernel, kernel.size() - 1);
  require_each_axis(call, "output_padding", axes.spatial_rank);
  Integers strides = leading_steps(call, "strides", axes.spatial_rank);
  Integers dilation = leading_steps(call, "dilation_rate", axes.spatial_rank);
  auto output_padding = output_paddings(call, axes.spatial_rank);
  Padding pad = padding(call, false);
  for (std::size_t i = 0; i < strides.size(); ++i) {
    Dim& size = result[axes.spatial_begin + i];
    Dim stride = strides[i], extent = Dim(dilation[i]) * (kernel[i] - 1) + 1;
    Dim steps = (size - 1) * stride;
    if (pad == Padding::kValid) {
      size = steps + (output_padding[i] ? extent + *output_padding[i] : max(extent, stride));
    } else {
      size = output_padding[i] ? steps + extent % 2 + *output_padding[i] : size * stride;
    }
  }
  result[axes.channel_axis] = kernel[kernel.size() - 2];
  return {{result, inputs.dtype}};
}

TensorTypes pool(OpCall& call) {
  TensorType inputs = call.array("inputs");
  Layout axes = layout(call, *inputs.shape);
  Integers size = steps(call, "pool_size", axes.spatial_rank);
  Integers strides = call.given("strides") ? steps(call, "strides", axes.spatial_rank) : size;
  Padding pad = padding(call, false);
  Shape result = *inputs.shape;
  for (std::size_t i = 0; i < size.size(); ++i) {
    std::size_t axis = axes.spatial_begin + i;
    result[axis] = count_windows(call, *inputs.shape, axis, size[i], strides[i], pad, "pool");
  }
  return {{result, inputs.dtype}};
}

TensorTypes pool_to(OpCall& call) {
  TensorType inputs = call.array("inputs");
  Layout axes = layout(call, *inputs.shape);
  Integers size = steps(call, "output_size", axes.spatial_rank);
  std::copy(size.begin(), size.end(),
            inputs.shape->begin() + static_cast<std::ptrdiff_t>(axes.spatial_begin));
  return {inputs};
}

// The op of Keras keeps too many axes where the channels are last; the layers do not.
TensorTypes adaptive_pool(OpCall& call) {
  TensorType inputs = call.array("inputs");
  require_rank(call, "inputs", *inputs.shape, 2);
  auto size = call.elements("output_size");
  if (!size || !call.argument("output_size").as_list()) {
    call.refuse("output_size",
                "must be a list of sizes, not " + call.argument("output_size").text());
  }
  std::ptrdiff_t kept = 2;
  if (!call.channels_first()) {
    kept = std::max<std::ptrdiff_t>(std::ssize(*inputs.shape) - std::ssize(*size), 0);
  }
  Shape result(inputs.shape->begin(), inputs.shape->begin() + kept);
  result.insert(result.end(), size->begin(), size->end());
  if (!call.channels_first()) result.push_back(inputs.shape->back());
  return inferred_or_executed(call, {{result, inputs.dtype}}, [&] { return pool_to(call); });
}

// Windows of an image or a volume, each as one pixel with all their numbers as channels. An image
// may come alone, without a batch.
TensorTypes extract_windows(OpCall& call, std::string_view images, int spatial_rank) {
  TensorType x = call.array(images);
  std::size_t rank = index(spatial_rank) + 2;
  require_rank(call, images, *x.shape, rank - 1, rank);
  bool alone = x.shape->size() < rank;
  if (alone) x.shape->insert(x.shape->begin(), 1);
  Layout axes = layout(call, *x.shape);
  bool has_strides = call.given("strides");
  Integers size =
      steps(call, "size", spatial_rank, has_strides ? Zero::kRefusedWhenExecuted : Zero::kRefused);
  Integers strides = call.given("strides") ? steps(call, "strides", spatial_rank) : size;
  Integers dilation = steps(call, "dilation_rate", spatial_rank);
  Padding pad = padding(call, false);
  Dim& channels = (*x.shape)[axes.channel_axis];
  if (!channels.is_constant()) call.fail("the number of channels must be known");
  Shape result = *x.shape;
  for (std::size_t i = 0; i < size.size(); ++i) {
    std::size_t axis = axes.spatial_begin + i;
    Dim extent = Dim(dilation[i]) * (size[i] - 1) + 1;
    result[axis] = count_windows(call, *x.shape, axis, extent, strides[i], pad, "patch");
    result[axes.channel_axis] = result[axes.channel_axis] * size[i];
  }
  if (alone) result.erase(result.begin());
  return {{result, x.dtype}};
}

// One integer stands for as many as there are spatial axes; a list says how many there are.
template <int spatial_rank>
TensorTypes extract_patches(OpCall& call) {
  const Value& size = call.argument("size");
  std::string_view images = spatial_rank == 2 ? "images" : "volumes";
  if (size.is_int()) return extract_windows(call, images, spatial_rank);
  std::size_t count = size.as_list() ? size.as_list()->size() : 0;
  if (count == 2 || count == 3) return extract_windows(call, images, static_cast<int>(count));
  call.refuse("size", "must be one, two or three integers, not " + size.text());
}

// Windows of an image, each as one column. Keras calculates even where the window does not fit.
TensorTypes unfold(OpCall& call) {
  TensorType x = call.array("x");
  require_rank(call, "x", *x.shape, 4, 4);
  require_known(call, "x", *x.shape, 1);
  for (std::string_view parameter : {"kernel_size", "dilation", "padding", "stride"}) {
    require_each_axis(call, parameter, 2);
  }
  Integers kernel = steps(call, "kernel_size", 2), stride = steps(call, "stride", 2);
  Integers dilation = call.integers("dilation", 2), padding = call.integers("padding", 2);
  Dim positions = 1, elements = (*x.shape)[1];
  for (std::size_t i = 0; i < 2; ++i) {
    Dim extent = Dim(dilation[i]) * (kernel[i] - 1) + 1;
    Dim room = (*x.shape)[i + 2] + Dim(padding[i]) * 2 - extent;
    positions = positions * (floor_div(room, stride[i]) + 1);
    elements = elements * kernel[i];
  }
  return {{Shape{x.shape->front(), elements, positions}, x.dtype}};
}

// The other way round: columns added up to an image.
TensorTypes fold(OpCall& call) {
  TensorType x = call.array("x");
  require_rank(call, "x", *x.shape, 3, 3);
  Integers kernel = steps(call, "kernel_size", 2), size = call.integers("output_size", 2);
  Dim window = Dim(kernel[0]) * kernel[1];
  const Dim& elements = (*x.shape)[1];
  if (elements.is_constant() && *(elements % window).constant() != 0) {
    call.fail("the size of axis 1 of x " + keras_text(*x.shape) +
              " must be a multiple of the window's " + window.text() + " elements");
  }
  assume_multiple(call, elements, window);
  return {{Shape{x.shape->front(), floor_div(elements, window), size[0], size[1]}, x.dtype}};
}

// Multiply-accumulates: one for each element of the result and each of the kernel's that it needs.

Dim conv_macs(const OpCall& call, const TensorTypes& outputs) {
  Shape kernel = call.shape("kernel");
  return size(*outputs[0].shape) * size(spatial_kernel(kernel)) * kernel[kernel.size() - 2];
}

Dim depthwise_conv_macs(const OpCall& call, const TensorTypes& outputs) {
  return size(*outputs[0].shape) * size(spatial_kernel(call.shape("kernel")));
}

Dim separable_conv_macs(const OpCall& call, const TensorTypes& outputs) {
  Shape depthwise = call.shape("depthwise_kernel"), between = *outputs[0].shape;
  Dim channels = depthwise.back() * depthwise[depthwise.size() - 2];
  between[layout(call, between).channel_axis] = channels;
  return size(between) * size(spatial_kernel(depthwise)) + size(*outputs[0].shape) * channels;
}

Dim conv_transpose_macs(const OpCall& call, const TensorTypes&) {
  Shape kernel = call.shape("kernel");
  return size(call.shape("inputs")) * size(spatial_kernel(kernel)) * kernel[kernel.size() - 2];
}

constexpr DTypeRule kSame = DTypeRule::kSame;

constexpr OpDef kOps[] = {
    {"adaptive_average_pool", "AdaptiveAveragePool", "nn", "inputs, output_size, data_format=None",
     "The means of windows, as many as output_size says.", adaptive_pool},
    {"adaptive_max_pool", "AdaptiveMaxPool", "nn", "inputs, output_size, data_format=None",
     "The largest elements of windows, as many as output_size says.", adaptive_pool},
    {"average_pool", "AveragePool", "nn",
     "inputs, pool_size, strides=None, padding='valid', data_format=None", "The means of windows.",
     pool},
    {"conv", "Conv", "nn",
     "inputs, kernel, strides=1, padding='valid', data_format=None, dilation_rate=1",
     "The convolution with a kernel (…, input channels, filters).", conv, kSame, conv_macs},
    {"conv_transpose", "ConvTranspose", "nn",
     "inputs, kernel, strides=1, padding='valid', output_padding=None, data_format=None, "
     "dilation_rate=1",
     "The transposed convolution with a kernel (…, filters, input channels).", conv_transpose,
     kSame, conv_transpose_macs},
    {"depthwise_conv", "DepthwiseConv", "nn",
     "inputs, kernel, strides=1, padding='valid', data_format=None, dilation_rate=1",
     "A convolution for each channel, with a kernel (…, channels, multiplier).", depthwise_conv,
     kSame, depthwise_conv_macs},
    {"fold", "Fold", "nn", "x, output_size, kernel_size, dilation=1, padding=0, stride=1",
     "Columns put back as windows of an image, and added up.", fold},
    {"image.extract_patches", "ExtractPatches", "image",
     "images, size, strides=None, dilation_rate=1, padding='valid', data_format=None",
     "Windows of images, each as one pixel of many channels.", extract_patches<2>},
    {"image.extract_patches_3d", "", "image",
     "volumes, size, strides=None, dilation_rate=1, padding='valid', data_format=None",
     "Windows of volumes, each as one voxel of many channels.", extract_patches<3>},
    {"max_pool", "MaxPool", "nn",
     "inputs, pool_size, strides=None, padding='valid', data_format=None",
     "The largest elements of windows.", pool},
    {"separable_conv", "SeparableConv", "nn",
     "inputs, depthwise_kernel, pointwise_kernel, strides=1, padding='valid', data_format=None, "
     "dilation_rate=1",
     "A convolution for each channel, then one across the channels.", separable_conv, kSame,
     separable_conv_macs},
    {"unfold", "Unfold", "nn", "x, kernel_size, dilation=1, padding=0, stride=1",
     "Windows of images, each as one column.", unfold},

    // What only layers do.
    {"average_pool_to", "", "modelviz", "inputs, output_size, data_format=None",
     "The means of windows, as many as output_size says.", pool_to},
    {"grouped_conv", "", "modelviz",
     "inputs, kernel, strides=1, padding='valid', data_format=None, dilation_rate=1",
     "A convolution for each group of channels, with a kernel (…, channels of a group, filters).",
     grouped_conv, kSame, conv_macs},
    {"max_pool_to", "", "modelviz", "inputs, output_size, data_format=None",
     "The largest elements of windows, as many as output_size says.", pool_to},
};

}  // namespace

std::span<const OpDef> window_ops() { return kOps; }

}  // namespace modelviz
