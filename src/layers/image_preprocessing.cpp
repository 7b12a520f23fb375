// Layers that change pictures: sizes, and random augmentation.
// Source: keras/src/layers/preprocessing/image_preprocessing (3.15).
#include "layers/execution.h"
#include "layers/tables.h"
#include "ops/ops.h"

namespace modelviz {
namespace {

using namespace ops;

struct Picture {
  Tensor image;
  int height_axis;  // the width comes next

  Picture(const Call& c, const Tensor& x)
      : image(x), height_axis(c.channels_first() ? x.rank() - 2 : x.rank() - 3) {
    if (x.rank() == 3 || x.rank() == 4) return;
    c.fail("expects a picture or a batch of pictures, of rank 3 or 4, not " +
           keras_text(x.shape()));
  }
};

Tensors run_resizing(Call& c) {
  Picture picture(c, c.input());
  return {resize(picture.image, List{c.value("height"), c.value("width")},
                 c.string("interpolation"), c.value("data_format"))};
}

// What is as large as the part that is wanted is cut, anything else is enlarged.
Tensors run_crop(Call& c) {
  Picture picture(c, in_compute_dtype(c, c.input()));
  List key(static_cast<std::size_t>(picture.height_axis), Slice{});
  int axis = picture.height_axis;
  for (std::int64_t wanted : {c.count("height"), c.count("width")}) {
    const Dim& size = picture.image[axis++];
    if (!size.is_constant() || *size.constant() < wanted) {
      return {resize(picture.image, List{c.value("height"), c.value("width")}, "bilinear",
                     c.value("data_format"))};
    }
    std::int64_t start = (*size.constant() - wanted) / 2;
    key.push_back(Slice{start, start + wanted, {}});
  }
  key.resize(static_cast<std::size_t>(picture.image.rank()), Slice{});
  return {getitem(picture.image, key)};
}

// Only in training there is a place to choose.
Tensors run_random_crop(Call& c) {
  Tensor x = c.input(), cropped = run_crop(c).at(0);
  if (keras_text(cropped.shape()) != keras_text(x.shape())) {
    c.note("Keras infers " + cropped.type().keras_text() +
           "; executed outside of training, it does not crop: it is " + x.type().keras_text());
  }
  return {cropped};
}

// Every augmentation keeps the shape. Besides pictures they take labels and boxes, in a dict.
Tensors run_random_in_any_dtype(Call& c) {
  Tensors tensors = c.inputs();
  for (Tensor& x : tensors) x = randomize(x, c.layer().class_name);
  return tensors;
}

Tensors run_random(Call& c) {
  Tensors tensors = run_random_in_any_dtype(c);
  for (Tensor& x : tensors) x = in_compute_dtype(c, x);
  return tensors;
}

// Keras says that what comes out is what goes in.
Tensors run_equalization(Call& c) {
  for (const Tensor& x : c.inputs()) {
    if (x.has_shape()) note_executed(c.trace(), x.type(), {x.shape(), c.compute_dtype()});
  }
  return run_random_in_any_dtype(c);
}

Tensors run_random_color_degeneration(Call& c) {
  for (const Tensor& x : c.inputs()) {
    Picture picture(c, x);
    int axis = c.channels_first() ? x.rank() - 3 : x.rank() - 1;
    if (equal(x[axis], 3) != Truth::kNo) continue;
    c.fail("expects pictures with 3 channels, not " + keras_text(x.shape()));
  }
  return run_random(c);
}

// Boxes and labels are cut or padded to one number; other inputs pass.
Tensors run_max_number_of_boxes(Call& c) {
  const Value* boxes = c.argument("inputs").find("bounding_boxes");
  Tensors tensors = c.inputs(), limited;
  if (!boxes) return tensors;
  for (std::string_view key : {"boxes", "labels"}) {
    if (const Tensor* tensor = (*boxes)[key].as_tensor()) limited.push_back(*tensor);
  }
  for (Tensor& x : tensors) {
    if (std::find(limited.begin(), limited.end(), x) == limited.end() || x.rank() < 2) continue;
    Shape shape = x.shape();
    shape[1] = c.count("max_number");
    x = c.declare(x, shape);
  }
  return tensors;
}

// One preprocessing layer after the other.
Tensors run_pipeline(Call& c) {
  Value data = c.argument("inputs");
  Tensors outputs = c.inputs();
  for (int i = 0; c.layer().find_held("layers", i); ++i) {
    outputs = c.layer("layers", {data}, {}, i);
    data = outputs.size() == 1 ? Value(outputs[0]) : Value(List(outputs.begin(), outputs.end()));
  }
  return outputs;
}

constexpr LayerDef layer(std::string_view name, std::string_view signature,
                         Tensors (*run)(Call&) = run_random) {
  return {.name = name, .signature = signature, .kind = LayerKind::kPreprocessing, .run = run};
}

// Layers that say their input's dtype of their output.
constexpr LayerDef passing(std::string_view name, std::string_view signature,
                           Tensors (*run)(Call&) = run_random, bool autocast = true) {
  return {.name = name,
          .signature = signature,
          .kind = LayerKind::kPreprocessing,
          .run = run,
          .autocast = autocast,
          .casts_outputs = false};
}

constexpr LayerDef kLayers[] = {
    layer("AugMix", "value_range=(0, 255), num_chains=3, chain_depth=3, factor=0.3"),
    layer("AutoContrast", "value_range=(0, 255)"),
    layer("CenterCrop", "height, width, data_format=None", run_crop),
    layer("ContrastLimitedAdaptiveHistogramEqualization",
          "value_range=(0, 255), clip_limit=4.0, tile_grid_size=(8, 8), data_format=None",
          run_random_in_any_dtype),
    layer("CutMix", "factor=1.0, data_format=None"),
    passing("Equalization", "value_range=(0, 255), bins=256, data_format=None", run_equalization),
    layer("MaxNumBoundingBoxes", "max_number, fill_value=-1", run_max_number_of_boxes),
    layer("MixUp", "alpha=0.2, data_format=None"),
    passing("Pipeline", "layers", run_pipeline, false),
    layer("RandAugment", "value_range=(0, 255), num_ops=2, factor=0.5"),
    layer("RandomBrightness", "factor, value_range=(0, 255)", run_random_in_any_dtype),
    layer("RandomColorDegeneration", "factor, value_range=(0, 255), data_format=None",
          run_random_color_degeneration),
    layer("RandomColorJitter", "value_range=(0, 255), data_format=None"),
    layer("RandomContrast", "factor, value_range=(0, 255)"),
    layer("RandomCrop", "height, width, data_format=None", run_random_crop),
    layer("RandomElasticTransform", "factor=1.0, scale=1.0, data_format=None"),
    layer("RandomErasing", "factor=1.0, scale=(0.02, 0.33), data_format=None"),
    layer("RandomFlip", "mode='horizontal_and_vertical', data_format=None"),
    layer("RandomGaussianBlur", "factor=1.0, kernel_size=3, sigma=1.0, data_format=None"),
    passing("RandomGrayscale", "factor=0.5, data_format=None", run_random_in_any_dtype),
    layer("RandomHue", "factor, value_range=(0, 255), data_format=None"),
    layer("RandomInvert", "factor=1.0, value_range=(0, 255), data_format=None"),
    layer("RandomPerspective", "factor=1.0, scale=1.0, data_format=None"),
    layer("RandomPosterization", "factor, value_range=(0, 255), data_format=None"),
    layer("RandomRotation", "factor, fill_mode='reflect', data_format=None"),
    layer("RandomSaturation", "factor, value_range=(0, 255), data_format=None"),
    layer("RandomSharpness", "factor, value_range=(0, 255), data_format=None"),
    layer("RandomShear", "x_factor=0.0, y_factor=0.0, data_format=None"),
    layer("RandomTranslation", "height_factor, width_factor, data_format=None"),
    layer("RandomZoom", "height_factor, width_factor=None, data_format=None"),
    layer("Resizing", "height, width, interpolation='bilinear', data_format=None", run_resizing),
    layer("Solarization", "addition_factor=0.0, threshold_factor=0.0, value_range=(0, 255)"),
};

}  // namespace

std::span<const LayerDef> image_layers() { return kLayers; }

}  // namespace modelviz
