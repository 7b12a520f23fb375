// tf.io: pictures as the bytes of files. A file says its size only when it is read.
#include "ops/tensorflow_table.h"

namespace modelviz {
namespace {

void require_one_file(const OpCall& call) {
  require_rank(call, "contents", call.shape("contents"), 0, 0);
}

// 0 and None are as many channels as the file has.
Dim channels(const OpCall& call) {
  auto count = call.argument("channels").as_int();
  return count && *count > 0 ? Dim(*count) : call.trace().unknown_dim();
}

DType pixel_dtype(const OpCall& call) {
  bool has = find_parameter(signature(call.op().signature), "dtype") != nullptr;
  return has ? call.dtype("dtype", DType::kUint8) : DType::kUint8;
}

TensorTypes decode(OpCall& call) {
  require_one_file(call);
  Dim height = call.trace().unknown_dim(), width = call.trace().unknown_dim();
  return {{Shape{height, width, channels(call)}, pixel_dtype(call)}};
}

// All pictures of one file.
TensorTypes decode_animation(OpCall& call) {
  TensorType frame = decode(call)[0];
  frame.shape->insert(frame.shape->begin(), call.trace().unknown_dim());
  return {frame};
}

TensorTypes decode_gif(OpCall& call) {
  require_one_file(call);
  Trace& trace = call.trace();
  return {{Shape{trace.unknown_dim(), trace.unknown_dim(), trace.unknown_dim(), 3}, DType::kUint8}};
}

// One picture or many, as the file has it.
TensorTypes decode_image(OpCall& call) {
  TensorType image = decode(call)[0];
  if (call.flag("expand_animations")) image.shape.reset();
  return {image};
}

TensorTypes decode_and_crop(OpCall& call) {
  TensorType image = decode(call)[0];
  auto window = call.elements("crop_window");
  if (window && window->size() != 4) call.fail_at("crop_window", "must be y, x, height, width");
  if (window) std::copy(window->begin() + 2, window->end(), image.shape->begin());
  return {image};
}

TensorTypes extract_jpeg_shape(OpCall& call) {
  require_one_file(call);
  return {{Shape{3}, call.dtype("output_type", DType::kInt32)}};
}

TensorTypes encode_jpeg(OpCall& call) {
  require_rank(call, "image", call.shape("image"), 3, 3);
  return {{Shape{}, DType::kString}};
}

TensorTypes encode_png(OpCall& call) {
  Shape shape = call.shape("image");
  require_rank(call, "image", shape, 3);
  shape.resize(shape.size() - 3);
  return {{shape, DType::kString}};
}

constexpr std::string_view kDecode = "The pixels of a file.";
constexpr std::string_view kEncode = "A file that has these pixels.";
constexpr std::string_view kTyped = "contents, channels=0, dtype='uint8'";

constexpr TensorFlowOp kOps[] = {
    own("io.decode_and_crop_jpeg",
        "contents, crop_window, channels=0, ratio=1, fancy_upscaling=True, "
        "try_recover_truncated=False, acceptable_fraction=1, dct_method=''",
        "A part of the pixels of a file.", decode_and_crop),
    own("io.decode_bmp", "contents, channels=0", kDecode, decode),
    own("io.decode_gif", "contents", kDecode, decode_gif),
    own("io.decode_image",
        "contents, channels=None, dtype='uint8', name=None, expand_animations=True", kDecode,
        decode_image),
    own("io.decode_jpeg",
        "contents, channels=0, ratio=1, fancy_upscaling=True, try_recover_truncated=False, "
        "acceptable_fraction=1, dct_method=''",
        kDecode, decode),
    own("io.decode_jxl", kTyped, kDecode, decode),
    own("io.decode_png", kTyped, kDecode, decode),
    own("io.decode_webp", kTyped, kDecode, decode_animation),
    own("io.encode_jpeg",
        "image, format='', quality=95, progressive=False, optimize_size=False, "
        "chroma_downsampling=True, density_unit='in', x_density=300, y_density=300, "
        "xmp_metadata=''",
        kEncode, encode_jpeg),
    own("io.encode_png", "image, compression=-1", kEncode, encode_png),
    own("io.extract_jpeg_shape", "contents, output_type='int32'",
        "The height, width and channels of a file.", extract_jpeg_shape),
    own("io.is_jpeg", "contents", "Whether this is a JPEG file.", same_shape, nullptr,
        DTypeRule::kBool),
};

}  // namespace

std::span<const TensorFlowOp> tensorflow_files() { return kOps; }

}  // namespace modelviz
