// Layers that move, repeat or drop elements. Source: keras/src/layers/reshaping (3.15).
#include <algorithm>
#include <numeric>

#include "layers/execution.h"
#include "layers/tables.h"
#include "ops/ops.h"

namespace modelviz {
namespace {

using namespace ops;

Shape without_batch(const Tensor& x) { return {x.shape().begin() + 1, x.shape().end()}; }

// The number of channels goes last before they are lost.
Tensors run_flatten(Call& c) {
  Tensor x = c.input();
  if (c.channels_first() && x.rank() > 1) {
    Axes axes(static_cast<std::size_t>(x.rank()));
    std::iota(axes.begin() + 1, axes.end(), 2);
    axes.back() = 1;
    x = transpose(x, axes);
  }
  return {reshape(x, {x[0], size(without_batch(x))})};
}

Tensors run_permute(Call& c) {
  Tensor x = c.input();
  Axes axes{0};
  for (std::int64_t axis : c.integers("dims")) axes.push_back(static_cast<int>(axis));
  if (axes.size() != static_cast<std::size_t>(x.rank())) {
    c.fail("dims " + c.value("dims").text() + " need an input of rank " +
           std::to_string(axes.size()) + ", but the input is " + keras_text(x.shape()));
  }
  return {transpose(x, axes)};
}

Tensors run_repeat_vector(Call& c) { return {repeat(expand_dims(c.input(), 1), c.count("n"), 1)}; }

const List& target_shape(const Call& c) {
  if (const List* sizes = c.value("target_shape").as_list()) return *sizes;
  c.fail("target_shape must be a list of sizes, not " + c.value("target_shape").text());
}

bool divides(const Dim& part, const Dim& all) {
  return !(part == Dim(0)) && equal(all % part, 0) != Truth::kNo;
}

// The batch takes no part: what fits is decided without it.
Tensors run_reshape(Call& c) {
  Tensor x = c.input();
  Dim all = size(without_batch(x)), known = 1;
  Shape shape{x[0]};
  std::size_t rest = 0;  // the axis that takes what is left
  bool open = false;     // a None leaves a size to the data
  for (const Value& value : target_shape(c)) {
    std::int64_t size = value.as_int().value_or(0);
    if (value.is_none()) {
      open = true;
    } else if (size == -1 && rest == 0) {
      rest = shape.size();
    } else if (size >= 0) {
      known = known * size;
    } else {
      c.fail("target_shape cannot be " + c.value("target_shape").text());
    }
    shape.push_back(value.is_none() ? c.trace().unknown_dim() : Dim(size));
  }
  bool fits = open || (rest > 0 ? divides(known, all) : equal(all, known) != Truth::kNo);
  if (!fits) {
    c.fail("cannot reshape " + keras_text(x.shape()) + " to target_shape " +
           c.value("target_shape").text() + ": " + all.text() + " elements " +
           (rest > 0 ? "cannot be divided by " : "are not ") + known.text());
  }
  if (rest > 0) shape[rest] = open ? c.trace().unknown_dim() : floor_div(all, known);
  return {reshape(x, shape)};
}

// ---- padding, cropping, repeating ---------------------------------------------------------------

using Sides = std::vector<std::pair<std::int64_t, std::int64_t>>;

// One number for all sides, one for each axis, or two for each axis. In one dimension a list holds
// the two sides.
Sides read_sides(const Call& c, std::string_view key, int dims) {
  const Value& value = c.value(key);
  const List* list = value.as_list();
  Sides sides;
  if (auto one = value.as_int()) sides.assign(static_cast<std::size_t>(dims), {*one, *one});
  auto add = [&](const Value& before, const Value& after) {
    if (before.as_int() && after.as_int()) sides.emplace_back(*before.as_int(), *after.as_int());
  };
  if (list && dims == 1 && list->size() == 2) {
    add((*list)[0], (*list)[1]);
  } else if (list) {
    for (const Value& item : *list) {
      const List* pair = item.as_list();
      if (pair && pair->size() == 2) add((*pair)[0], (*pair)[1]);
      if (!pair) add(item, item);
    }
  }
  bool negative = false;
  for (auto [before, after] : sides) negative = negative || before < 0 || after < 0;
  if (sides.size() == static_cast<std::size_t>(dims) && !negative) return sides;
  c.fail(std::string(key) + " must be one number or a pair for each of " + std::to_string(dims) +
         " axes, none of them negative, not " + value.text());
}

int first_spatial_axis(const Call& c) { return c.channels_first() ? 2 : 1; }

template <int kDims>
Tensors run_zero_padding(Call& c) {
  Tensor x = c.input();
  Sides sides = read_sides(c, "padding", kDims);
  Sides all(static_cast<std::size_t>(x.rank()));
  std::copy(sides.begin(), sides.end(), all.begin() + first_spatial_axis(c));
  return {pad(x, all)};
}

template <int kDims>
Tensors run_cropping(Call& c) {
  Tensor x = c.input();
  int axis = first_spatial_axis(c);
  List key(static_cast<std::size_t>(axis), Slice{});
  for (auto [before, after] : read_sides(c, "cropping", kDims)) {
    const Dim& size = x[axis++];
    if (size.is_constant() && *size.constant() <= before + after) {
      c.fail("cropping " + c.value("cropping").text() + " leaves nothing of an input of shape " +
             keras_text(x.shape()));
    }
    key.push_back(Slice{before, after > 0 ? Value(-after) : Value(), {}});
  }
  key.resize(static_cast<std::size_t>(x.rank()), Slice{});
  return {getitem(x, key)};
}

std::vector<std::int64_t> read_times(const Call& c, int dims) {
  std::vector<std::int64_t> times = c.integers("size", dims);
  if (*std::min_element(times.begin(), times.end()) > 0) return times;
  c.fail("size must be 1 or more, not " + c.value("size").text());
}

// Every element of each spatial axis as often as the config says.
Tensor repeat_elements(Call& c, Tensor x, int dims) {
  int axis = first_spatial_axis(c);
  for (std::int64_t times : read_times(c, dims)) x = repeat(x, times, axis++);
  return x;
}

Tensors run_up_sampling1d(Call& c) { return {repeat(c.input(), c.count("size"), 1)}; }

// Keras 2 knows no size of a picture whose other size is unknown, and interpolates in float32.
Tensors run_up_sampling2d(Call& c) {
  Tensor x = c.input();
  std::vector<std::int64_t> times = read_times(c, 2);
  int axis = first_spatial_axis(c);
  Dim height = x[axis] * times[0], width = x[axis + 1] * times[1];
  bool is_open = height.is_constant() != width.is_constant() && c.layer().is_keras2;
  if (is_open) (height.is_constant() ? height : width) = c.trace().unknown_dim();
  bool is_nearest = c.string("interpolation") == "nearest";
  Tensor y = is_nearest && !is_open ? repeat_elements(c, x, 2)
                                    : resize(x, List{height, width}, c.string("interpolation"),
                                             c.value("data_format"));
  note_executed(c.trace(), {y.shape(), c.compute_dtype()}, y.type());
  DType dtype = c.layer().is_keras2 && !is_nearest ? DType::kFloat32 : c.compute_dtype();
  return {y.dtype() == dtype ? y : cast(y, dtype)};
}

Tensors run_up_sampling3d(Call& c) { return {repeat_elements(c, c.input(), 3)}; }

constexpr LayerDef layer(std::string_view name, const LayerGuide& guide, std::string_view signature,
                         int rank, Tensors (*run)(Call&)) {
  return {.name = name,
          .guide = guide,
          .signature = signature,
          .kind = LayerKind::kReshaping,
          .rank = rank,
          .run = run};
}

// Layers that keep the dtype of their input.
constexpr LayerDef view(std::string_view name, const LayerGuide& guide, std::string_view signature,
                        Tensors (*run)(Call&)) {
  return {.name = name,
          .guide = guide,
          .signature = signature,
          .kind = LayerKind::kReshaping,
          .min_rank = 1,
          .run = run,
          .casts_outputs = false};
}

constexpr LayerDef kLayers[] = {
    layer("Cropping1D",
          {"Cuts off the edges of a sequence.", "Cropping1D(cropping=(1, 2))(x) | x=[None,10,4]",
           "layers/reshaping_layers/cropping1d"},
          "cropping=(1, 1), data_format=None", 3, run_cropping<1>),
    layer("Cropping2D",
          {"Cuts off the edges of a picture.",
           "Cropping2D(cropping=((2, 2), (4, 4)))(x) | x=[None,32,32,3]",
           "layers/reshaping_layers/cropping2d"},
          "cropping=((0, 0), (0, 0)), data_format=None", 4, run_cropping<2>),
    layer("Cropping3D",
          {"Cuts off the edges of a volume.",
           "Cropping3D(cropping=((1, 1), (1, 1), (2, 2)))(x) | x=[None,16,16,16,2]",
           "layers/reshaping_layers/cropping3d"},
          "cropping=((1, 1), (1, 1), (1, 1)), data_format=None", 5, run_cropping<3>),
    view("Flatten",
         {"Makes one row of each sample.", "Flatten()(x) | x=[None,4,4,16]",
          "layers/reshaping_layers/flatten"},
         "data_format=None", run_flatten),
    view("Permute",
         {"Reorders the axes of each sample, counted from 1.",
          "Permute(dims=(2, 1))(x) | x=[None,10,64]", "layers/reshaping_layers/permute"},
         "dims", run_permute),
    layer("RepeatVector",
          {"Repeats each vector n times, as a sequence.", "RepeatVector(n=5)(x) | x=[None,32]",
           "layers/reshaping_layers/repeat_vector"},
          "n", 2, run_repeat_vector),
    view("Reshape",
         {"Arranges the elements of each sample in another shape; -1 is what remains.",
          "Reshape(target_shape=(4, -1))(x) | x=[None,32]", "layers/reshaping_layers/reshape"},
         "target_shape", run_reshape),
    layer("UpSampling1D",
          {"Enlarges a sequence by repeating it step by step.",
           "UpSampling1D(size=2)(x) | x=[None,10,4]", "layers/reshaping_layers/up_sampling1d"},
          "size=2", 3, run_up_sampling1d),
    {.name = "UpSampling2D",
     .guide = {"Enlarges a picture by repeating it or by interpolation.",
               "UpSampling2D(size=2)(x) | x=[None,32,32,3]",
               "layers/reshaping_layers/up_sampling2d"},
     .signature = "size=2, data_format=None, interpolation='nearest'",
     .kind = LayerKind::kReshaping,
     .rank = 4,
     .run = run_up_sampling2d,
     .casts_outputs = false},
    layer(
        "UpSampling3D",
        {"Enlarges a volume by repeating it along each axis.",
         "UpSampling3D(size=2)(x) | x=[None,16,16,16,2]", "layers/reshaping_layers/up_sampling3d"},
        "size=2, data_format=None", 5, run_up_sampling3d),
    layer("ZeroPadding1D",
          {"Puts zeros around a sequence.", "ZeroPadding1D(padding=1)(x) | x=[None,10,4]",
           "layers/reshaping_layers/zero_padding1d"},
          "padding=1, data_format=None", 3, run_zero_padding<1>),
    layer("ZeroPadding2D",
          {"Puts zeros around a picture.", "ZeroPadding2D(padding=1)(x) | x=[None,32,32,3]",
           "layers/reshaping_layers/zero_padding2d"},
          "padding=1, data_format=None", 4, run_zero_padding<2>),
    layer("ZeroPadding3D",
          {"Puts zeros around a volume.", "ZeroPadding3D(padding=1)(x) | x=[None,16,16,16,2]",
           "layers/reshaping_layers/zero_padding3d"},
          "padding=1, data_format=None", 5, run_zero_padding<3>),
};

}  // namespace

std::span<const LayerDef> reshaping_layers() { return kLayers; }

}  // namespace modelviz
