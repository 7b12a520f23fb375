// Ops on images: (height, width, channels), or batches of them.
#include <algorithm>

#include "ops/rules.h"
#include "ops/tables.h"

namespace modelviz {
namespace {

struct ImageAxes {
  std::size_t height, width, channels;
};

ImageAxes image_axes(const OpCall& call, const Shape& shape) {
  require_rank(call, "images", shape, 3, 4);
  std::size_t rank = shape.size();
  return call.channels_first() ? ImageAxes{rank - 2, rank - 1, rank - 3}
                               : ImageAxes{rank - 3, rank - 2, rank - 1};
}

TensorTypes resize(OpCall& call) {
  TensorType images = call.array("images");
  ImageAxes axes = image_axes(call, *images.shape);
  Shape size = sizes(call, "size");
  if (const List* given = call.argument("size").as_list()) {
    bool open = std::find(given->begin(), given->end(), Value()) != given->end();
    if (open) call.refuse("size", "must be two sizes that are known, not " + Value(*given).text());
  }
  bool positive = std::none_of(size.begin(), size.end(), [](const Dim& dim) {
    return dim.is_constant() && *dim.constant() <= 0;
  });
  if (size.size() != 2 || !positive) {
    call.refuse("size",
                "must be a height and a width above 0, not " + call.argument("size").text());
  }
  if (call.flag("crop_to_aspect_ratio") && call.flag("pad_to_aspect_ratio")) {
    call.fail("it can crop or pad to the aspect ratio, not both");
  }
  (*images.shape)[axes.height] = size[0];
  (*images.shape)[axes.width] = size[1];
  return {images};
}

// The parameters of crop_images() and pad_images() for one axis: two of three must be given.
struct Margins {
  std::string_view before, after, target;
};

std::optional<std::int64_t> margin(const OpCall& call, std::string_view parameter) {
  if (!call.given(parameter)) return std::nullopt;
  std::int64_t value = call.integer(parameter);
  if (value < 0) call.refuse(parameter, "must not be negative");
  return value;
}

// sign is 1 where the margins are added, -1 where they are cut off.
Dim with_margins(const OpCall& call, const Dim& size, const Margins& names, int sign) {
  auto before = margin(call, names.before), after = margin(call, names.after);
  auto target = margin(call, names.target);
  if (before.has_value() + after.has_value() + target.has_value() != 2) {
    call.fail("needs two of '" + std::string(names.before) + "', '" + std::string(names.after) +
              "' and '" + std::string(names.target) + "'");
  }
  if (!target) {
    if (sign < 0 && !size.is_constant()) {
      call.fail("the size that is cropped is not known",
                "Say how much is left with '" + std::string(names.target) + "'.");
    }
    Dim result = size + Dim(sign) * (Dim(*before) + *after);
    if (size.is_constant() && *result.constant() < 0) {
      call.fail("cuts off more than the " + size.text() + " that there are");
    }
    call.trace().assume_at_least(result, 0);
    return result;
  }
  Dim other = Dim(sign) * (Dim(*target) - size) - (before ? *before : *after);
  if (other.is_constant() && *other.constant() < 0) {
    call.fail("'" + std::string(before ? names.after : names.before) +
              "' would be negative for the size " + size.text());
  }
  call.trace().assume_at_least(other, 0);
  return *target;
}

TensorTypes crop_images(OpCall& call) {
  TensorType images = call.array("images");
  ImageAxes axes = image_axes(call, *images.shape);
  Dim &height = (*images.shape)[axes.height], &width = (*images.shape)[axes.width];
  height = with_margins(call, height, {"top_cropping", "bottom_cropping", "target_height"}, -1);
  width = with_margins(call, width, {"left_cropping", "right_cropping", "target_width"}, -1);
  return {images};
}

TensorTypes pad_images(OpCall& call) {
  TensorType images = call.array("images");
  ImageAxes axes = image_axes(call, *images.shape);
  Dim &height = (*images.shape)[axes.height], &width = (*images.shape)[axes.width];
  height = with_margins(call, height, {"top_padding", "bottom_padding", "target_height"}, 1);
  width = with_margins(call, width, {"left_padding", "right_padding", "target_width"}, 1);
  return {images};
}

void check_channels(const OpCall& call, const Shape& shape, const Dim& channels, bool grey_too) {
  if (!channels.is_constant()) return call.trace().assume_equal(channels, 3);
  if (channels == Dim(3) || (grey_too && channels == Dim(1))) return;
  call.fail("images " + keras_text(shape) + " must have 3 channels, not " + channels.text());
}

TensorTypes rgb_to_grayscale(OpCall& call) {
  TensorType images = call.array("images");
  Dim& channels = (*images.shape)[image_axes(call, *images.shape).channels];
  check_channels(call, *images.shape, channels, true);
  channels = 1;
  return {images};
}

TensorTypes convert_colors(OpCall& call) {
  TensorType images = call.array("images");
  if (!is_float(images.dtype)) {
    call.fail("takes images of a float dtype, not " + std::string(text(images.dtype)));
  }
  check_channels(call, *images.shape, (*images.shape)[image_axes(call, *images.shape).channels],
                 false);
  return {images};
}

TensorTypes same_images(OpCall& call) {
  TensorType images = call.array("images");
  require_rank(call, "images", *images.shape, 3, 4);
  (void)call.channels_first();  // it says the same, but must be a format
  return {images};
}

TensorTypes sobel_edges(OpCall& call) {
  TensorType images = call.array("images");
  require_rank(call, "images", *images.shape, 4, 4);
  (void)call.channels_first();
  images.shape->push_back(2);
  return {images};
}

TensorTypes affine_transform(OpCall& call) {
  require_rank(call, "transform", call.shape("transform"), 1, 2);
  return same_images(call);
}

TensorTypes perspective_transform(OpCall& call) {
  Shape start = call.shape("start_points"), end = call.shape("end_points");
  for (const Shape* points : {&start, &end}) {
    std::size_t rank = points->size();
    if ((rank == 2 || rank == 3) && (*points)[rank - 2] == Dim(4) && points->back() == Dim(2)) {
      continue;
    }
    call.fail(
        std::string(points == &start ? "start_points" : "end_points") +
        " must be the four corners of each image, (4, 2) or (batch, 4, 2), but the shape is " +
        keras_text(*points));
  }
  if (!alike(start, end)) {
    call.fail("start_points " + keras_text(start) + " and end_points " + keras_text(end) +
              " must have the same shape");
  }
  if (start.size() == 3) (void)call.unify(start[0], end[0], "all points must be of one batch");
  return same_images(call);
}

TensorTypes map_coordinates(OpCall& call) {
  TensorType inputs = call.array("inputs");
  Shape coordinates = call.shape("coordinates");
  require_rank(call, "coordinates", coordinates, 2);
  if (coordinates[0] != Dim(std::ssize(*inputs.shape))) {
    call.fail("coordinates " + keras_text(coordinates) + " must begin with the rank of inputs " +
              keras_text(*inputs.shape));
  }
  return {{Shape(coordinates.begin() + 1, coordinates.end()), inputs.dtype}};
}

TensorTypes scale_and_translate(OpCall& call) {
  if (!call.argument("output_shape").as_list()) {
    call.refuse("output_shape",
                "must be a list of sizes, not " + call.argument("output_shape").text());
  }
  return {{sizes(call, "output_shape"), call.array("images").dtype}};
}

// One number for each image.
TensorTypes ssim(OpCall& call) {
  TensorType image = call.array("image1");
  require_rank(call, "image1", *image.shape, 3, 4);
  require_rank(call, "image2", call.shape("image2"), 3, 4);
  (void)call.channels_first();
  return {{Shape(image.shape->begin(), image.shape->end() - 3), image.dtype}};
}

constexpr OpDef kOps[] = {
    {"image.affine_transform", "AffineTransform", "image",
     "images, transform, interpolation='bilinear', fill_mode='constant', fill_value=0, "
     "data_format=None",
     "Images moved, turned, stretched and sheared.", affine_transform},
    {"image.crop_images", "CropImages", "image",
     "images, top_cropping=None, left_cropping=None, bottom_cropping=None, right_cropping=None, "
     "target_height=None, target_width=None, data_format=None",
     "Images without their margins.", crop_images},
    {"image.elastic_transform", "ElasticTransform", "image",
     "images, alpha=20.0, sigma=5.0, interpolation='bilinear', fill_mode='reflect', "
     "fill_value=0.0, seed=None, data_format=None",
     "Images bent at random.", same_images},
    {"image.gaussian_blur", "GaussianBlur", "image",
     "images, kernel_size=(3, 3), sigma=(1.0, 1.0), data_format=None", "Blurred images.",
     same_images},
    {"image.hsv_to_rgb", "HSVToRGB", "image", "images, data_format=None",
     "Hue, saturation and value as red, green and blue.", convert_colors},
    {"image.map_coordinates", "MapCoordinates", "image",
     "inputs, coordinates, order, fill_mode='constant', fill_value=0",
     "The values at coordinates, between the elements as well.", map_coordinates},
    {"image.pad_images", "PadImages", "image",
     "images, top_padding=None, left_padding=None, bottom_padding=None, right_padding=None, "
     "target_height=None, target_width=None, data_format=None",
     "Images with margins.", pad_images},
    {"image.perspective_transform", "PerspectiveTransform", "image",
     "images, start_points, end_points, interpolation='bilinear', fill_value=0, data_format=None",
     "Images whose corners are moved to other places.", perspective_transform},
    {"image.resize", "Resize", "image",
     "images, size, interpolation='bilinear', antialias=False, crop_to_aspect_ratio=False, "
     "pad_to_aspect_ratio=False, fill_mode='constant', fill_value=0.0, data_format=None",
     "Images in another height and width.", resize},
    {"image.rgb_to_grayscale", "RGBToGrayscale", "image", "images, data_format=None",
     "Colours as grey, in one channel.", rgb_to_grayscale},
    {"image.rgb_to_hsv", "RGBToHSV", "image", "images, data_format=None",
     "Red, green and blue as hue, saturation and value.", convert_colors},
    {"image.scale_and_translate", "ScaleAndTranslate", "image",
     "images, output_shape, scale, translation, spatial_dims, method, antialias=True",
     "Images stretched and moved into another shape.", scale_and_translate},
    {"image.sobel_edges", "SobelEdges", "image", "images, data_format=None",
     "The slopes along height and width, as a last axis.", sobel_edges},
    {"image.ssim", "SSIM", "image",
     "image1, image2, max_val=1.0, filter_size=11, filter_sigma=1.5, k1=0.01, k2=0.03, "
     "data_format=None",
     "How alike two images look.", ssim},
};

}  // namespace

std::span<const OpDef> image_ops() { return kOps; }

}  // namespace modelviz
