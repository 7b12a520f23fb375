// tf.image: (height, width, channels), or batches of them.
#include "ops/ops.h"
#include "ops/tensorflow_table.h"

namespace modelviz {
namespace {

// The result is float32, but that of the nearest pixel is a pixel of the image.
Tensors resize(const TensorFlowCall& call) {
  auto images = call.tensor("images");
  if (call.has("preserve_aspect_ratio") && call.flag("preserve_aspect_ratio")) throw UnknownShape{};
  Tensors outputs = call.call();
  const Value& method = call.argument("method");
  bool nearest = method == Value("nearest") || method == Value(1);
  if (!images || nearest) return outputs;
  return {with_dtype(outputs.at(0), DType::kFloat32)};
}

// The same height and width, but no interpolation: pixels stay what they are.
Tensors resize_plain(const TensorFlowCall& call) {
  return call.call({{"images", call.either({"image", "images"})},
                    {"size", List{call.argument("target_height"), call.argument("target_width")}}});
}

Tensors resize_to(const TensorFlowCall& call) {
  return {with_dtype(resize_plain(call).at(0), DType::kFloat32)};
}

// TensorFlow says a number for each axis, of which batch and channels must be 1.
Tensors patches(const TensorFlowCall& call) {
  auto inner = [](const Value& value) -> Value {
    const List* list = value.as_list();
    return list && list->size() == 4 ? Value(List(list->begin() + 1, list->end() - 1)) : value;
  };
  const Value& size = call.either({"sizes", "ksizes"});
  return call.call({{"size", inner(size)},
                    {"strides", inner(call.argument("strides"))},
                    {"dilation_rate", inner(call.argument("rates"))}});
}

// ---- rules of our own

// Where the rows of pixels are.
std::size_t height_axis(const OpCall& call, const Shape& shape) {
  require_rank(call, "images", shape, 3);
  return shape.size() - 3;
}

TensorTypes central_crop(OpCall& call) {
  TensorType x = call.array("image");
  std::size_t height = height_axis(call, *x.shape);
  auto fraction = call.argument("central_fraction").as_float();
  if (!fraction || !(*fraction > 0 && *fraction <= 1)) throw UnknownShape{};
  for (Dim* size : {&(*x.shape)[height], &(*x.shape)[height + 1]}) {
    if (*fraction == 1.0) continue;
    if (!size->is_constant()) {
      *size = call.trace().unknown_dim();
      continue;
    }
    auto all = static_cast<double>(*size->constant());
    auto margin = static_cast<std::int64_t>((all - all * *fraction) / 2);
    *size = *size - margin * 2;
  }
  return {x};
}

// One part for each box.
TensorTypes crop_and_resize(OpCall& call) {
  Shape image = call.shape("image");
  require_rank(call, "image", image, 4, 4);
  Shape size = sizes(call, "crop_size");
  if (size.size() != 2) call.fail("'crop_size' must be a height and a width");
  Shape boxes = call.shape("boxes");
  require_rank(call, "boxes", boxes, 2, 2);
  return {{Shape{boxes[0], size[0], size[1], image[3]}, DType::kFloat32}};
}

TensorTypes extract_glimpse(OpCall& call) {
  TensorType x = call.array("input");
  require_rank(call, "input", *x.shape, 4, 4);
  Shape size = sizes(call, "size");
  if (size.size() != 2) call.fail("'size' must be a height and a width");
  (*x.shape)[1] = size[0];
  (*x.shape)[2] = size[1];
  return {{x.shape, DType::kFloat32}};
}

TensorTypes extract_volume_patches(OpCall& call) {
  TensorType x = call.array("input");
  require_rank(call, "input", *x.shape, 5, 5);
  std::vector<std::int64_t> window = call.integers("ksizes", 5), step = call.integers("strides", 5);
  bool same = call.string("padding") == "SAME";
  for (std::size_t i = 1; i < 4; ++i) {
    Dim& dim = (*x.shape)[i];
    dim = same ? ceil_div(dim, step[i]) : floor_div(dim - window[i], step[i]) + 1;
    x.shape->back() = x.shape->back() * window[i];
  }
  return {x};
}

TensorTypes three_channels(OpCall& call) {
  TensorType x = call.array(0);
  require_rank(call, "images", *x.shape, 1);
  x.shape->back() = 3;
  return {x};
}

TensorTypes two_like_it(OpCall& call) {
  TensorType x = call.array(0);
  return {x, x};
}

// One number for each image.
TensorTypes measure(OpCall& call) {
  TensorType x = call.array(0);
  std::size_t height = height_axis(call, *x.shape);
  x.shape->resize(height);
  return {{x.shape, x.dtype == DType::kFloat64 ? x.dtype : DType::kFloat32}};
}

TensorTypes total_variation(OpCall& call) {
  TensorType x = call.array(0);
  x.shape->resize(height_axis(call, *x.shape));
  return {x};
}

TensorTypes transposed(OpCall& call) {
  TensorType x = call.array(0);
  std::size_t height = height_axis(call, *x.shape);
  std::swap((*x.shape)[height], (*x.shape)[height + 1]);
  return {x};
}

// TensorFlow looks at k when it runs, even where it is a number.
TensorTypes turned(OpCall& call) {
  TensorType x = call.array(0);
  std::size_t height = height_axis(call, *x.shape);
  for (std::size_t axis : {height, height + 1}) (*x.shape)[axis] = call.trace().unknown_dim();
  return {x};
}

TensorTypes random_crop(OpCall& call) { return {{sizes(call, "size"), call.array("value").dtype}}; }

// The boxes that are left: how many depends on the data.
TensorTypes chosen_boxes(OpCall& call) {
  return {{Shape{call.trace().unknown_dim()}, DType::kInt32}};
}

// As many as were asked for, if the list is filled up; and how many of them count.
TensorTypes chosen_boxes_padded(OpCall& call) {
  Shape batches = call.shape("boxes");
  require_rank(call, "boxes", batches, 2);
  batches.resize(batches.size() - 2);
  Shape chosen = batches;
  bool filled = call.flag("pad_to_max_output_size");
  chosen.push_back(filled ? one_size(call, "max_output_size") : call.trace().unknown_dim());
  return {{chosen, DType::kInt32}, {batches, DType::kInt32}};
}

TensorTypes chosen_boxes_with_scores(OpCall& call) {
  Shape shape{call.trace().unknown_dim()};
  return {{shape, DType::kInt32}, {shape, DType::kFloat32}};
}

// Boxes, scores and classes of each image, and how many of them count.
TensorTypes chosen_of_all_classes(OpCall& call) {
  TensorType boxes = call.array("boxes");
  require_rank(call, "boxes", *boxes.shape, 4, 4);
  const Dim& batch = boxes.shape->front();
  Dim total = one_size(call, "max_total_size");
  if (call.flag("pad_per_class")) {
    auto each = call.argument("max_output_size_per_class").as_dim();
    Shape scores = call.shape("scores");
    require_rank(call, "scores", scores, 3, 3);
    const Dim& classes = scores.back();
    total = each && total.is_constant() && classes.is_constant() ? min(total, *each * classes)
                                                                 : call.trace().unknown_dim();
  }
  Shape list{batch, total};
  return {{Shape{batch, total, 4}, boxes.dtype},
          {list, boxes.dtype},
          {list, boxes.dtype},
          {Shape{batch}, DType::kInt32}};
}

// The best boxes of each image, and their scores.
TensorTypes proposals(OpCall& call) {
  Shape scores = call.shape("scores");
  require_rank(call, "scores", scores, 4, 4);
  require_rank(call, "anchors", call.shape("anchors"), 3, 3);
  Dim count = call.integer("post_nms_topn");
  return {{Shape{scores[0], count, 4}, DType::kFloat32},
          {Shape{scores[0], count}, DType::kFloat32}};
}

// Where the box begins, its size, and the box itself.
TensorTypes distorted_box(OpCall& call) {
  DType dtype = call.array("image_size").dtype;
  return {{Shape{3}, dtype}, {Shape{3}, dtype}, {Shape{1, 1, 4}, DType::kFloat32}};
}

constexpr std::string_view kAdjust = "The images in other colours.";
constexpr std::string_view kConvert = "The colours in other numbers.";
constexpr std::string_view kRandomBox = "A random part of the image, near one of the boxes.";
// Only version 1 has seed2, but no shape depends on what comes after the boxes.
constexpr std::string_view kDistorted =
    "image_size, bounding_boxes, seed=None, seed2=None, min_object_covered=0.1, "
    "aspect_ratio_range=None, area_range=None, max_attempts=None, "
    "use_image_if_no_bounding_boxes=None";
constexpr std::string_view kRandomCrop = "A part at a random place.";
constexpr std::string_view kLargest = "The best boxes of those that overlap.";
constexpr std::string_view kBox = "image, offset_height, offset_width, target_height, target_width";
constexpr std::string_view kResizeV1 =
    "images, size, align_corners=False, half_pixel_centers=False, method=0";
constexpr std::string_view kPatches =
    "images, sizes=None, strides=None, rates=None, padding=None, ksizes=None";
constexpr std::string_view kCropAndResize =
    "image, boxes, box_indices=None, crop_size=None, method='bilinear', extrapolation_value=0.0, "
    "box_ind=None";

constexpr TensorFlowOp adjust(std::string_view name, std::string_view signature) {
  return own(name, signature, kAdjust, same_shape);
}
constexpr TensorFlowOp random(std::string_view name, std::string_view signature,
                              std::string_view parameters) {
  return {.name = name, .signature = signature, .op = "randomize", .parameters = parameters};
}

constexpr TensorFlowOp kOps[] = {
    {"compat.v1.image.resize_image_with_pad",
     "image, target_height, target_width, method=0, align_corners=False", "image.resize",
     "images, -, -, -, -", resize_to},
    own("extract_volume_patches", "input, ksizes, strides, padding",
        "Windows of volumes, each as one voxel of many channels.", extract_volume_patches),
    adjust("image.adjust_brightness", "image, delta"),
    adjust("image.adjust_contrast", "images, contrast_factor"),
    adjust("image.adjust_gamma", "image, gamma=1, gain=1"),
    adjust("image.adjust_hue", "image, delta"),
    adjust("image.adjust_jpeg_quality", "image, jpeg_quality, dct_method=''"),
    adjust("image.adjust_saturation", "image, saturation_factor"),
    own("image.central_crop", "image, central_fraction", "The middle of the image.", central_crop),
    own("image.combined_non_max_suppression",
        "boxes, scores, max_output_size_per_class, max_total_size, iou_threshold=0.5, "
        "score_threshold=None, pad_per_class=False, clip_boxes=True",
        kLargest, chosen_of_all_classes),
    {"image.convert_image_dtype", "image, dtype, saturate=False", "cast", "x, dtype, -"},
    own("image.crop_and_resize", kCropAndResize, "Parts of images, in one size.", crop_and_resize),
    {"image.crop_to_bounding_box", kBox, "image.crop_images",
     "images, top_cropping, left_cropping, target_height, target_width"},
    adjust("image.draw_bounding_boxes", "images, boxes, colors=None"),
    own("image.extract_glimpse",
        "input, size, offsets, centered=True, normalized=True, noise=None, uniform_noise=True",
        "Parts of images, around given points.", extract_glimpse),
    {"image.extract_image_patches", kPatches, "image.extract_patches",
     "images, size, strides, dilation_rate, padding, size", patches},
    {"image.extract_patches", kPatches, "image.extract_patches",
     "images, size, strides, dilation_rate, padding, size", patches},
    {"image.flip_left_right", "image", "flip", "x"},
    {"image.flip_up_down", "image", "flip", "x"},
    own("image.generate_bounding_box_proposals",
        "scores, bbox_deltas, image_info, anchors, nms_threshold=0.7, pre_nms_topn=6000, "
        "min_size=16, post_nms_topn=300",
        kLargest, proposals),
    own("image.grayscale_to_rgb", "images", "Grey as three equal channels.", three_channels),
    {"image.hsv_to_rgb", "images", "image.hsv_to_rgb", "images"},
    own("image.image_gradients", "image", "The differences of neighbours, down and right.",
        two_like_it),
    own("image.non_max_suppression",
        "boxes, scores, max_output_size, iou_threshold=0.5, score_threshold=None", kLargest,
        chosen_boxes),
    own("image.non_max_suppression_overlaps",
        "overlaps, scores, max_output_size, overlap_threshold=0.5, score_threshold=None", kLargest,
        chosen_boxes),
    own("image.non_max_suppression_padded",
        "boxes, scores, max_output_size, iou_threshold=0.5, score_threshold=None, "
        "pad_to_max_output_size=False, sorted_input=False, canonicalized_coordinates=False, "
        "tile_size=512",
        kLargest, chosen_boxes_padded),
    own("image.non_max_suppression_with_scores",
        "boxes, scores, max_output_size, iou_threshold=0.5, score_threshold=None, "
        "soft_nms_sigma=0.0",
        kLargest, chosen_boxes_with_scores),
    {"image.pad_to_bounding_box", kBox, "image.pad_images",
     "images, top_padding, left_padding, target_height, target_width"},
    adjust("image.per_image_standardization", "image"),
    own("image.psnr", "a, b, max_val", "How near a is to b, in decibels.", measure),
    random("image.random_brightness", "image, max_delta, seed=None, kind='random_brightness'",
           "x, -, -, kind"),
    random("image.random_contrast", "image, lower, upper, seed=None, kind='random_contrast'",
           "x, -, -, -, kind"),
    own("image.random_crop", "value, size, seed=None", kRandomCrop, random_crop),
    random("image.random_flip_left_right", "image, seed=None, kind='random_flip'", "x, -, kind"),
    random("image.random_flip_up_down", "image, seed=None, kind='random_flip'", "x, -, kind"),
    random("image.random_hue", "image, max_delta, seed=None, kind='random_hue'", "x, -, -, kind"),
    random("image.random_jpeg_quality",
           "image, min_jpeg_quality, max_jpeg_quality, seed=None, kind='random_jpeg_quality'",
           "x, -, -, -, kind"),
    random("image.random_saturation", "image, lower, upper, seed=None, kind='random_saturation'",
           "x, -, -, -, kind"),
    {"image.resize",
     "images, size, method='bilinear', preserve_aspect_ratio=False, antialias=False",
     "image.resize", "images, size, -, -, -", resize},
    {"image.resize_area", kResizeV1, "image.resize", "images, size, -, -, -", resize},
    {"image.resize_bicubic", kResizeV1, "image.resize", "images, size, -, -, -", resize},
    {"image.resize_bilinear", kResizeV1, "image.resize", "images, size, -, -, -", resize},
    {"image.resize_images",
     "images, size, method=0, align_corners=False, preserve_aspect_ratio=False", "image.resize",
     "images, size, -, -, -", resize},
    {"image.resize_nearest_neighbor",
     "images, size, align_corners=False, half_pixel_centers=False, method='nearest'",
     "image.resize", "images, size, -, -, -", resize},
    {"image.resize_with_crop_or_pad", "image, target_height, target_width", "image.resize",
     "images, -, -", resize_plain},
    {"image.resize_with_pad",
     "image, target_height, target_width, method='bilinear', antialias=False", "image.resize",
     "images, -, -, -, -", resize_to},
    {"image.rgb_to_grayscale", "images", "image.rgb_to_grayscale", "images"},
    {"image.rgb_to_hsv", "images", "image.rgb_to_hsv", "images"},
    own("image.rgb_to_yiq", "images", kConvert, same_shape),
    own("image.rgb_to_yuv", "images", kConvert, same_shape),
    own("image.rot90", "image, k=1", "Turned by 90 degrees, k times.", turned),
    own("image.sample_distorted_bounding_box", kDistorted, kRandomBox, distorted_box),
    {"image.sobel_edges", "image", "image.sobel_edges", "images"},
    own("image.ssim",
        "img1, img2, max_val, filter_size=11, filter_sigma=1.5, k1=0.01, k2=0.03, "
        "return_index_map=False",
        "How alike two images look.", measure),
    own("image.ssim_multiscale",
        "img1, img2, max_val, power_factors=None, filter_size=11, filter_sigma=1.5, k1=0.01, "
        "k2=0.03",
        "How alike two images look, at several scales.", measure),
    random("image.stateless_random_brightness", "image, max_delta, seed, kind='random_brightness'",
           "x, -, -, kind"),
    random("image.stateless_random_contrast", "image, lower, upper, seed, kind='random_contrast'",
           "x, -, -, -, kind"),
    own("image.stateless_random_crop", "value, size, seed", kRandomCrop, random_crop),
    random("image.stateless_random_flip_left_right", "image, seed, kind='random_flip'",
           "x, -, kind"),
    random("image.stateless_random_flip_up_down", "image, seed, kind='random_flip'", "x, -, kind"),
    random("image.stateless_random_hue", "image, max_delta, seed, kind='random_hue'",
           "x, -, -, kind"),
    random("image.stateless_random_jpeg_quality",
           "image, min_jpeg_quality, max_jpeg_quality, seed, kind='random_jpeg_quality'",
           "x, -, -, -, kind"),
    random("image.stateless_random_saturation",
           "image, lower, upper, seed=None, kind='random_saturation'", "x, -, -, -, kind"),
    own("image.stateless_sample_distorted_bounding_box", kDistorted, kRandomBox, distorted_box),
    own("image.total_variation", "images", "The differences of all neighbours, added up.",
        total_variation),
    own("image.transpose", "image", "Height and width exchanged.", transposed),
    own("image.yiq_to_rgb", "images", kConvert, same_shape),
    own("image.yuv_to_rgb", "images", kConvert, same_shape),
};

}  // namespace

std::span<const TensorFlowOp> tensorflow_images() { return kOps; }

}  // namespace modelviz
