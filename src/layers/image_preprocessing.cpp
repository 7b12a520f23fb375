// Layers that change pictures: sizes, and random augmentation.
// Source: keras/src/layers/preprocessing/image_preprocessing (3.15).
#include "layers/execution.h"
#include "layers/run.h"
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
  const LayerCall& call = c.trace().calls()[static_cast<std::size_t>(c.trace().current_call())];
  if (call.inputs == ids(c.inputs())) {
    c.note(
        "Keras takes what comes out for what goes in: it refuses a model around it as part of a "
        "cycle, or lets the model begin behind it");
  }
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

constexpr LayerDef layer(std::string_view name, const LayerGuide& guide, std::string_view signature,
                         Tensors (*run)(Call&) = run_random) {
  return {.name = name,
          .guide = guide,
          .signature = signature,
          .kind = LayerKind::kPreprocessing,
          .run = run};
}

// Layers that say their input's dtype of their output.
constexpr LayerDef passing(std::string_view name, const LayerGuide& guide,
                           std::string_view signature, Tensors (*run)(Call&) = run_random,
                           bool autocast = true) {
  return {.name = name,
          .guide = guide,
          .signature = signature,
          .kind = LayerKind::kPreprocessing,
          .run = run,
          .autocast = autocast,
          .casts_outputs = false};
}

constexpr LayerDef kLayers[] = {
    layer("AugMix",
          {"Mixes each picture with several chains of random changes of itself.",
           "AugMix()(x) | x=[None,64,64,3]",
           "layers/preprocessing_layers/image_augmentation/aug_mix"},
          "value_range=(0, 255), num_chains=3, chain_depth=3, factor=0.3"),
    layer("AutoContrast",
          {"Stretches the values of each picture to the full range.",
           "AutoContrast()(x) | x=[None,64,64,3]",
           "layers/preprocessing_layers/image_preprocessing/auto_constrast"},
          "value_range=(0, 255)"),
    layer("CenterCrop",
          {"Cuts the middle out of pictures.",
           "CenterCrop(height=48, width=48)(x) | x=[None,64,64,3]",
           "layers/preprocessing_layers/image_preprocessing/center_crop"},
          "height, width, data_format=None", run_crop),
    layer("ContrastLimitedAdaptiveHistogramEqualization",
          {"Equalizes pictures tile by tile, with a limit to the contrast.",
           "ContrastLimitedAdaptiveHistogramEqualization()(x) | x=[None,64,64,3]", "",
           "Keras' list of image augmentation layers does not have it."},
          "value_range=(0, 255), clip_limit=4.0, tile_grid_size=(8, 8), data_format=None",
          run_random_in_any_dtype),
    layer("CutMix",
          {"Pastes random rectangles of other pictures of the batch, and mixes the labels.",
           "CutMix()(x) | x=[None,64,64,3]",
           "layers/preprocessing_layers/image_augmentation/cut_mix"},
          "factor=1.0, data_format=None"),
    passing("Equalization",
            {"Spreads the values of each picture evenly, by its histogram.",
             "Equalization()(x) | x=[None,64,64,3]",
             "layers/preprocessing_layers/image_augmentation/equalization"},
            "value_range=(0, 255), bins=256, data_format=None", run_equalization),
    layer("MaxNumBoundingBoxes",
          {"Cuts or fills the boxes of each picture to the same number.",
           "MaxNumBoundingBoxes(max_number=3)("
           "{'bounding_boxes': {'boxes': boxes, 'labels': labels}}) | "
           "boxes=[None,5,4] labels=[None,5]",
           "layers/preprocessing_layers/image_augmentation/max_num_bounding_boxes"},
          "max_number, fill_value=-1", run_max_number_of_boxes),
    layer(
        "MixUp",
        {"Blends each picture, and its label, with another of the batch.",
         "MixUp()(x) | x=[None,64,64,3]", "layers/preprocessing_layers/image_augmentation/mix_up"},
        "alpha=0.2, data_format=None"),
    passing("Pipeline",
            {"Applies several preprocessing layers one after the other.",
             "Pipeline(layers=[RandomFlip(), RandomRotation(factor=0.1)])(x) | x=[None,64,64,3]",
             "layers/preprocessing_layers/image_augmentation/pipeline"},
            "layers", run_pipeline, false),
    layer("RandAugment",
          {"Applies a few changes, chosen at random from a list, to each picture.",
           "RandAugment()(x) | x=[None,64,64,3]",
           "layers/preprocessing_layers/image_augmentation/rand_augment"},
          "value_range=(0, 255), num_ops=2, factor=0.5"),
    layer("RandomBrightness",
          {"Makes pictures randomly brighter or darker.",
           "RandomBrightness(factor=0.2)(x) | x=[None,64,64,3]",
           "layers/preprocessing_layers/image_augmentation/random_brightness"},
          "factor, value_range=(0, 255)", run_random_in_any_dtype),
    layer("RandomColorDegeneration",
          {"Blends pictures with their grey version, by a random degree.",
           "RandomColorDegeneration(factor=0.5)(x) | x=[None,64,64,3]",
           "layers/preprocessing_layers/image_augmentation/random_color_degeneration"},
          "factor, value_range=(0, 255), data_format=None", run_random_color_degeneration),
    layer("RandomColorJitter",
          {"Changes brightness, contrast, saturation and hue at random.",
           "RandomColorJitter()(x) | x=[None,64,64,3]",
           "layers/preprocessing_layers/image_augmentation/random_color_jitter"},
          "value_range=(0, 255), data_format=None"),
    layer("RandomContrast",
          {"Changes the contrast of pictures at random.",
           "RandomContrast(factor=0.2)(x) | x=[None,64,64,3]",
           "layers/preprocessing_layers/image_augmentation/random_contrast"},
          "factor, value_range=(0, 255)"),
    layer("RandomCrop",
          {"Cuts a piece of a given size out of pictures, at a random place.",
           "RandomCrop(height=48, width=48)(x) | x=[None,64,64,3]",
           "layers/preprocessing_layers/image_augmentation/random_crop"},
          "height, width, data_format=None", run_random_crop),
    layer("RandomElasticTransform",
          {"Distorts pictures by random smooth shifts, as if they were rubber.",
           "RandomElasticTransform()(x) | x=[None,64,64,3]",
           "layers/preprocessing_layers/image_augmentation/random_elastic_transform"},
          "factor=1.0, scale=1.0, data_format=None"),
    layer("RandomErasing",
          {"Covers random rectangles of pictures.", "RandomErasing()(x) | x=[None,64,64,3]",
           "layers/preprocessing_layers/image_augmentation/random_erasing"},
          "factor=1.0, scale=(0.02, 0.33), data_format=None"),
    layer("RandomFlip",
          {"Mirrors pictures at random.", "RandomFlip(mode='horizontal')(x) | x=[None,64,64,3]",
           "layers/preprocessing_layers/image_augmentation/random_flip"},
          "mode='horizontal_and_vertical', data_format=None"),
    layer("RandomGaussianBlur",
          {"Blurs pictures by a random degree.", "RandomGaussianBlur()(x) | x=[None,64,64,3]",
           "layers/preprocessing_layers/image_augmentation/random_gaussian_blur"},
          "factor=1.0, kernel_size=3, sigma=1.0, data_format=None"),
    passing("RandomGrayscale",
            {"Takes the colour from random pictures.",
             "RandomGrayscale(factor=0.5)(x) | x=[None,64,64,3]",
             "layers/preprocessing_layers/image_augmentation/random_grayscale"},
            "factor=0.5, data_format=None", run_random_in_any_dtype),
    layer("RandomHue",
          {"Shifts the hue of pictures at random.", "RandomHue(factor=0.2)(x) | x=[None,64,64,3]",
           "layers/preprocessing_layers/image_augmentation/random_hue"},
          "factor, value_range=(0, 255), data_format=None"),
    layer("RandomInvert",
          {"Turns random pictures into their negative.", "RandomInvert()(x) | x=[None,64,64,3]",
           "layers/preprocessing_layers/image_augmentation/random_invert"},
          "factor=1.0, value_range=(0, 255), data_format=None"),
    layer("RandomPerspective",
          {"Tilts pictures at random, as if seen from the side.",
           "RandomPerspective()(x) | x=[None,64,64,3]",
           "layers/preprocessing_layers/image_augmentation/random_perspective"},
          "factor=1.0, scale=1.0, data_format=None"),
    layer("RandomPosterization",
          {"Reduces the number of bits of each colour.",
           "RandomPosterization(factor=4)(x) | x=[None,64,64,3]",
           "layers/preprocessing_layers/image_augmentation/random_posterization"},
          "factor, value_range=(0, 255), data_format=None"),
    layer("RandomRotation",
          {"Turns pictures by a random angle.", "RandomRotation(factor=0.1)(x) | x=[None,64,64,3]",
           "layers/preprocessing_layers/image_augmentation/random_rotation"},
          "factor, fill_mode='reflect', data_format=None"),
    layer("RandomSaturation",
          {"Makes colours randomly stronger or paler.",
           "RandomSaturation(factor=0.5)(x) | x=[None,64,64,3]",
           "layers/preprocessing_layers/image_augmentation/random_saturation"},
          "factor, value_range=(0, 255), data_format=None"),
    layer("RandomSharpness",
          {"Makes pictures randomly sharper or softer.",
           "RandomSharpness(factor=0.5)(x) | x=[None,64,64,3]",
           "layers/preprocessing_layers/image_augmentation/random_sharpness"},
          "factor, value_range=(0, 255), data_format=None"),
    layer("RandomShear",
          {"Slants pictures at random.", "RandomShear(x_factor=0.2)(x) | x=[None,64,64,3]",
           "layers/preprocessing_layers/image_augmentation/random_shear"},
          "x_factor=0.0, y_factor=0.0, data_format=None"),
    layer("RandomTranslation",
          {"Shifts pictures by a random distance.",
           "RandomTranslation(height_factor=0.1, width_factor=0.1)(x) | x=[None,64,64,3]",
           "layers/preprocessing_layers/image_augmentation/random_translation"},
          "height_factor, width_factor, data_format=None"),
    layer("RandomZoom",
          {"Zooms into or out of pictures at random.",
           "RandomZoom(height_factor=0.2)(x) | x=[None,64,64,3]",
           "layers/preprocessing_layers/image_augmentation/random_zoom"},
          "height_factor, width_factor=None, data_format=None"),
    layer("Resizing",
          {"Scales pictures to a given height and width.",
           "Resizing(height=32, width=32)(x) | x=[None,64,64,3]",
           "layers/preprocessing_layers/image_preprocessing/resizing"},
          "height, width, interpolation='bilinear', data_format=None", run_resizing),
    layer("Solarization",
          {"Inverts the values above a threshold.",
           "Solarization(threshold_factor=0.5)(x) | x=[None,64,64,3]",
           "layers/preprocessing_layers/image_augmentation/solarization"},
          "addition_factor=0.0, threshold_factor=0.0, value_range=(0, 255)"),
};

}  // namespace

std::span<const LayerDef> image_layers() { return kLayers; }

}  // namespace modelviz
