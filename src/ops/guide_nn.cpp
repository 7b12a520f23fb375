// Convolutions and pooling, what else keras.ops.nn has, and images. Sorted by name.
#include "ops/guide_tables.h"

namespace modelviz {
namespace {

constexpr std::string_view kAdaptivePool =
    "With data_format='channels_first' (batch, channels, *output_size). With channels_last, the "
    "default, Keras infers an axis too many: the first rank - len(output_size) axes of inputs, "
    "then output_size and the channels.";
constexpr std::string_view kPool =
    "Batch and channels stay. Each size between becomes ceil(size / stride) with padding='same', "
    "else floor((size - pool_size) / stride) + 1, where strides=None is pool_size. A pool that "
    "does not fit in is refused.";
constexpr std::string_view kConv =
    "The last size of kernel as channels. Each spatial size becomes ceil(size / stride) with "
    "padding='same' or 'causal', else floor((size - dilation_rate * (kernel size - 1) - 1) / "
    "stride) + 1. Input channels that differ and a kernel that does not fit in are refused.";
constexpr std::string_view kNormalized = "The shape of x. gamma and beta are not compared with it.";
constexpr std::string_view kSameImages = "The shape of images, which must have rank 3 or 4.";
constexpr std::string_view kColours =
    "The shape of images, which must have rank 3 or 4, and 3 channels if their number is known.";
constexpr std::array<std::string_view, 2> kColourExamples = {
    "ops.{op}(x) | x=[None,28,28,3]", "ops.{op}(x, data_format='channels_first') | x=[3,28,28]"};

constexpr OpGuide kGuides[] = {
    {"adaptive_average_pool",
     kAdaptivePool,
     {"ops.adaptive_average_pool(x, (7, 7), data_format='channels_first') | x=[None,3,28,28]",
      "ops.adaptive_average_pool(x, (7, 7)) | x=[None,28,28,3]"}},
    {"adaptive_max_pool",
     kAdaptivePool,
     {"ops.adaptive_max_pool(x, (7, 7), data_format='channels_first') | x=[None,3,28,28]",
      "ops.adaptive_max_pool(x, (7, 7)) | x=[None,28,28,3]"}},
    {"average_pool",
     kPool,
     {"ops.average_pool(x, 2) | x=[None,28,28,3]",
      "ops.average_pool(x, 3, strides=2, padding='same', data_format='channels_first') | "
      "x=[None,3,28,28]"}},
    {"batch_normalization",
     "The shape of x. mean, variance, offset and scale must be vectors as long as axis.",
     {"ops.batch_normalization(x, mean, var, axis=-1) | x=[None,28,28,3] mean=[3] var=[3]",
      "ops.batch_normalization(x, mean, var, axis=1, scale=scale) | x=[None,3,28,28] mean=[3] "
      "var=[3] scale=[3]"}},
    {"binary_crossentropy",
     "The shape of output; target must have the same.",
     {"ops.binary_crossentropy(target, output) | target=[None,1] output=[None,1]",
      "ops.binary_crossentropy(target, logits, from_logits=True) | target=[8,8] "
      "logits=float16[8,8]"}},
    {"categorical_crossentropy",
     "The shape of output without its last axis, whatever axis says. target must have the same "
     "shape as output.",
     {"ops.categorical_crossentropy(target, output) | target=[None,10] output=[None,10]",
      "ops.categorical_crossentropy(target, output, axis=1) | target=[None,10,5] "
      "output=[None,10,5]"}},
    {"conv",
     kConv,
     {"ops.conv(x, kernel) | x=[None,28,28,3] kernel=[3,3,3,16]",
      "ops.conv(x, kernel, strides=2, padding='same', data_format='channels_first') | "
      "x=[None,3,100] kernel=[5,3,8]"}},
    {"conv_transpose",
     "The second last size of kernel as channels. Each spatial size becomes size * stride with "
     "padding='same', else (size - 1) * stride + max(kernel size, stride), the kernel widened by "
     "dilation_rate; output_padding changes what is added. Input channels that differ are refused.",
     {"ops.conv_transpose(x, kernel, strides=2, padding='same') | x=[None,14,14,16] "
      "kernel=[3,3,8,16]",
      "ops.conv_transpose(x, kernel, strides=2, output_padding=1) | x=[None,14,14,16] "
      "kernel=[3,3,8,16]"}},
    {"ctc_decode",
     "Two tensors: the labels (paths, batch, steps) and the scores (batch, paths), where inputs "
     "begins with (batch, steps). 'greedy' finds one path, other strategies top_paths.",
     {"ops.ctc_decode(x, n) | x=[None,50,30] n=int32[None]",
      "ops.ctc_decode(x, n, strategy='beam_search', top_paths=3) | x=[None,50,30] n=int32[None]"}},
    {"ctc_loss",
     "A vector as long as the batch, which must be the first size of all four tensors.",
     {"ops.ctc_loss(t, x, tl, xl) | t=int32[None,10] x=[None,50,30] tl=int32[None] xl=int32[None]",
      "ops.ctc_loss(t, x, tl, xl, mask_index=29) | t=int32[8,10] x=[8,50,30] tl=int32[8] "
      "xl=int32[8]"}},
    {"depth_to_space",
     "Height and width times block_size, channels divided by its square, which must come out even. "
     "x must have rank 4.",
     {"ops.depth_to_space(x, 2) | x=[None,14,14,12]",
      "ops.depth_to_space(x, 2, data_format='channels_first') | x=[None,12,14,14]"}},
    {"depthwise_conv",
     "The product of the last two sizes of kernel as channels; the spatial sizes as for conv. "
     "Input channels that differ and a kernel that does not fit in are refused.",
     {"ops.depthwise_conv(x, kernel) | x=[None,28,28,3] kernel=[3,3,3,2]",
      "ops.depthwise_conv(x, kernel, strides=2, padding='same') | x=[None,100,8] kernel=[5,8,1]"}},
    {"dot_product_attention",
     "The shape of query, (batch, steps, heads, size). Keras does not compare key, value, bias and "
     "mask with it.",
     {"ops.dot_product_attention(q, k, v) | q=[None,10,8,64] k=[None,20,8,64] v=[None,20,8,64]",
      "ops.dot_product_attention(q, k, v, is_causal=True) | q=[2,10,8,64] k=[2,10,2,64] "
      "v=[2,10,2,64]"}},
    {"fold",
     "(batch, channels, *output_size), where channels is axis 1 of x divided by the elements of "
     "the window: it must come out even. x must have rank 3.",
     {"ops.fold(x, output_size=4, kernel_size=2, stride=2) | x=[None,12,4]",
      "ops.fold(x, output_size=(4, 6), kernel_size=(2, 3)) | x=[None,18,12]"}},
    {"image.affine_transform",
     "The shape of images, which must have rank 3 or 4. transform must have rank 1 or 2.",
     {"ops.image.affine_transform(x, t) | x=[None,28,28,3] t=[None,8]",
      "ops.image.affine_transform(x, t, fill_mode='reflect') | x=[28,28,3] t=[8]"}},
    {"image.crop_images",
     "Height and width become target_height and target_width, or shrink by what is cut off on both "
     "sides, which needs a known size. Each axis needs two arguments: both sides, or one side and "
     "the target.",
     {"ops.image.crop_images(x, top_cropping=2, left_cropping=4, target_height=20, "
      "target_width=20) | x=[None,28,28,3]",
      "ops.image.crop_images(x, top_cropping=2, bottom_cropping=2, left_cropping=1, "
      "right_cropping=3) | x=[28,28,3]"}},
    {"image.elastic_transform",
     kSameImages,
     {"ops.image.elastic_transform(x) | x=[None,28,28,3]",
      "ops.image.elastic_transform(x, alpha=10.0, data_format='channels_first') | x=[3,28,28]"}},
    {"image.extract_patches",
     "Height and width become the numbers of windows, computed as for conv; strides=None is size. "
     "The channels, which must be known, are multiplied by the pixels of a window.",
     {"ops.image.extract_patches(x, 4) | x=[None,28,28,3]",
      "ops.image.extract_patches(x, (3, 5), strides=1, padding='same') | x=[28,28,3]"}},
    {"image.extract_patches_3d",
     "The three spatial sizes become the numbers of windows, computed as for conv; strides=None is "
     "size. The channels, which must be known, are multiplied by the voxels of a window.",
     {"ops.image.extract_patches_3d(x, 4) | x=[None,16,16,16,1]",
      "ops.image.extract_patches_3d(x, (2, 3, 3), strides=1, padding='same') | x=[8,16,16,2]"}},
    {"image.gaussian_blur",
     kSameImages,
     {"ops.image.gaussian_blur(x) | x=[None,28,28,3]",
      "ops.image.gaussian_blur(x, kernel_size=(5, 5), sigma=(2.0, 2.0)) | x=[28,28,3]"}},
    {"image.hsv_to_rgb", kColours, kColourExamples},
    {"image.map_coordinates",
     "The shape of coordinates without its first axis, whose size must be the rank of inputs.",
     {"ops.image.map_coordinates(x, c, order=1) | x=[28,28] c=[2,None]",
      "ops.image.map_coordinates(x, c, order=0, fill_mode='nearest') | x=[28,28,3] c=[3,14,14]"}},
    {"image.pad_images",
     "Height and width become target_height and target_width, or grow by what is added on both "
     "sides. Each axis needs two arguments: both sides, or one side and the target.",
     {"ops.image.pad_images(x, top_padding=2, left_padding=4, target_height=32, target_width=32) | "
      "x=[None,28,28,3]",
      "ops.image.pad_images(x, top_padding=2, bottom_padding=2, left_padding=1, right_padding=3) | "
      "x=[None,None,3]"}},
    {"image.perspective_transform",
     "The shape of images, which must have rank 3 or 4. start_points and end_points must both be "
     "(4, 2), or both (batch, 4, 2).",
     {"ops.image.perspective_transform(x, a, b) | x=[None,28,28,3] a=[None,4,2] b=[None,4,2]",
      "ops.image.perspective_transform(x, a, b) | x=[28,28,3] a=[4,2] b=[4,2]"}},
    {"image.resize",
     "size as height and width; batch and channels stay. images must have rank 3 or 4, both sizes "
     "must be above 0.",
     {"ops.image.resize(x, (64, 64)) | x=[None,28,28,3]",
      "ops.image.resize(x, (64, 48), data_format='channels_first') | x=[3,None,None]"}},
    {"image.rgb_to_grayscale",
     "The shape of images with 1 channel. images must have rank 3 or 4, and 3 channels or 1 if "
     "their number is known.",
     kColourExamples},
    {"image.rgb_to_hsv", kColours, kColourExamples},
    {"image.scale_and_translate",
     "output_shape, which must be a list of sizes; images is not compared with it.",
     {"ops.image.scale_and_translate(x, (8, 64, 64, 3), s, t, (1, 2), 'linear') | x=[8,28,28,3] "
      "s=[2] t=[2]",
      "ops.image.scale_and_translate(x, (56, 28), s, t, (0, 1), 'cubic') | x=[28,28] s=[2] t=[2]"}},
    {"image.sobel_edges",
     "The shape of images, which must have rank 4, with a new last axis of size 2.",
     {"ops.image.sobel_edges(x) | x=[None,28,28,3]",
      "ops.image.sobel_edges(x, data_format='channels_first') | x=[8,3,28,28]"}},
    {"image.ssim",
     "The shape of image1 without height, width and channels: a vector for a batch, a scalar for "
     "one image. Both must have rank 3 or 4.",
     {"ops.image.ssim(x, y) | x=[None,28,28,3] y=[None,28,28,3]",
      "ops.image.ssim(x, y, max_val=255.0) | x=[28,28,3] y=[28,28,3]"}},
    {"layer_normalization",
     kNormalized,
     {"ops.layer_normalization(x) | x=[None,10,64]",
      "ops.layer_normalization(x, gamma=g, beta=b, axis=(1, 2)) | x=[None,10,64] g=[10,64] "
      "b=[10,64]"}},
    {"max_pool",
     kPool,
     {"ops.max_pool(x, 2) | x=[None,28,28,3]",
      "ops.max_pool(x, 3, strides=2, padding='same', data_format='channels_first') | "
      "x=[None,3,28,28]"}},
    {"multi_hot",
     "num_classes as a new last axis, or before axis, and then axis 1 is dropped: (batch, labels) "
     "becomes (batch, num_classes). Of a vector axis 0 is dropped.",
     {"ops.multi_hot(x, num_classes=10) | x=int32[None,3]",
      "ops.multi_hot(x, num_classes=10) | x=int32[3]"}},
    {"normalize",
     "The shape of x. An axis that x does not have is refused.",
     {"ops.normalize(x) | x=[None,10]", "ops.normalize(x, axis=(1, 2), order=1) | x=[None,10,5]"}},
    {"one_hot",
     "The shape of x with num_classes as a new axis: the last where axis is -1, else before that "
     "axis. Other negative axes are refused.",
     {"ops.one_hot(x, 10) | x=int32[None]",
      "ops.one_hot(x, 10, axis=1, dtype='bool') | x=int32[None,5]"}},
    {"psnr",
     "A scalar. x1 and x2 must be tensors of the same rank; other differences of shape are refused "
     "in constants only.",
     {"ops.psnr(x1, x2, max_val=1.0) | x1=[None,28,28,3] x2=[None,28,28,3]",
      "ops.psnr(x1, x2, max_val=255) | x1=uint8[28,28,3] x2=uint8[28,28,3]"}},
    {"rms_normalization",
     "The shape of x. scale is not compared with it.",
     {"ops.rms_normalization(x) | x=[None,10,64]",
      "ops.rms_normalization(x, scale=s, axis=-1) | x=[None,10,64] s=[64]"}},
    {"separable_conv",
     "The last size of pointwise_kernel as channels; the spatial sizes as for conv with "
     "depthwise_kernel. Input channels that differ and a kernel that does not fit in are refused.",
     {"ops.separable_conv(x, depthwise, pointwise) | x=[None,28,28,3] depthwise=[3,3,3,2] "
      "pointwise=[1,1,6,16]",
      "ops.separable_conv(x, depthwise, pointwise, strides=2, padding='same') | x=[None,100,8] "
      "depthwise=[5,8,1] pointwise=[1,8,4]"}},
    {"space_to_depth",
     "Height and width divided by block_size, which must come out even, channels times its square. "
     "x must have rank 4.",
     {"ops.space_to_depth(x, 2) | x=[None,28,28,3]",
      "ops.space_to_depth(x, 2, data_format='channels_first') | x=[None,3,28,28]"}},
    {"sparse_categorical_crossentropy",
     "The shape of output without axis. target must have this shape, or one more axis of size 1 at "
     "the end.",
     {"ops.sparse_categorical_crossentropy(target, output) | target=int32[None,1] output=[None,10]",
      "ops.sparse_categorical_crossentropy(target, output, axis=1) | target=int32[None,5] "
      "output=[None,10,5]"}},
    {"unfold",
     "(batch, channels times the elements of a window, number of windows). x is (batch, channels, "
     "height, width), of which only the batch can be unknown.",
     {"ops.unfold(x, kernel_size=3, padding=1) | x=[None,3,28,28]",
      "ops.unfold(x, kernel_size=(2, 3), stride=(2, 3)) | x=[None,3,4,6]"}},
};

}  // namespace

std::span<const OpGuide> nn_guides() { return kGuides; }

}  // namespace modelviz
