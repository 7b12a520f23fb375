// Signals: Fourier transforms, sequences cut out of longer ones, windows. A complex signal is a
// pair of tensors, its real and its imaginary part.
#include <algorithm>
#include <cmath>

#include "ops/rules.h"
#include "ops/tables.h"

namespace modelviz {
namespace {

// The real and the imaginary part, of one shape.
TensorTypes parts(OpCall& call, std::size_t least_rank) {
  const List* list = call.argument("x").as_list();
  if (!list || list->size() != 2) {
    call.refuse("x", "must be a pair of tensors, the real and the imaginary part");
  }
  TensorTypes types = call.arrays("x");
  const Shape &real = *types[0].shape, &imaginary = *types[1].shape;
  if (!alike(real, imaginary)) {
    call.fail("the real and the imaginary part must have the same shape, but theirs are " +
              keras_text(real) + " and " + keras_text(imaginary));
  }
  for (std::size_t i = 0; i < real.size(); ++i) {
    (void)call.unify(real[i], imaginary[i], "both parts must have the same shape");
  }
  require_rank(call, "each part of x", real, least_rank);
  return types;
}

// Transforms of the last axis, or the last two: Keras wants to know their sizes.
template <int axes>
TensorTypes fft(OpCall& call) {
  TensorTypes types = parts(call, axes);
  require_known(call, "x", *types[0].shape, types[0].shape->size() - axes);
  return types;
}

Dim required_size(const OpCall& call, std::string_view parameter, std::int64_t least) {
  std::int64_t size = call.integer(parameter);
  if (size >= least) return size;
  call.refuse(parameter,
              "must be " + std::to_string(least) + " or more, not " + std::to_string(size));
}

TensorTypes rfft(OpCall& call) {
  TensorType x = call.array("x");
  require_rank(call, "x", *x.shape, 1);
  Dim length = call.given("fft_length") ? Dim(call.integer("fft_length")) : x.shape->back();
  x.shape->back() = floor_div(length, 2) + 1;
  if (runs_eagerly(call) && !is_float(x.dtype)) x.dtype = DType::kFloat32;
  return {x, x};
}

TensorTypes irfft(OpCall& call) {
  TensorType x = parts(call, 1)[0];
  Dim& length = x.shape->back();
  length = call.given("fft_length") ? Dim(call.integer("fft_length")) : (length - 1) * 2;
  return {x};
}

TensorTypes stft(OpCall& call) {
  TensorType x = call.array("x");
  require_rank(call, "x", *x.shape, 1);
  Dim stride = required_size(call, "sequence_stride", 1), length = call.integer("fft_length");
  Dim padded = x.shape->back();
  if (call.flag("center")) padded = padded + floor_div(length, 2) * 2;
  x.shape->back() = floor_div(padded - length, stride) + 1;
  x.shape->push_back(floor_div(length, 2) + 1);
  return {x, x};
}

TensorTypes istft(OpCall& call) {
  Dim stride = required_size(call, "sequence_stride", 1), length = call.integer("fft_length");
  TensorType x = parts(call, 2)[0];
  x.shape->pop_back();
  Dim& samples = x.shape->back();
  samples = (samples - 1) * stride + length;
  if (call.given("length"))
    samples = call.integer("length");
  else if (call.flag("center"))
    samples = samples - floor_div(length, 2) * 2;
  return {x};
}

TensorTypes extract_sequences(OpCall& call) {
  TensorType x = call.array("x");
  require_rank(call, "x", *x.shape, 1);
  Dim stride = required_size(call, "sequence_stride", 1), length = call.integer("sequence_length");
  x.shape->back() = floor_div(x.shape->back() - length, stride) + 1;
  x.shape->push_back(length);
  return {x};
}

TensorTypes correlate(OpCall& call) {
  TensorType x1 = call.array("x1"), x2 = call.array("x2");
  require_rank(call, "x1", *x1.shape, 1, 1);
  require_rank(call, "x2", *x2.shape, 1, 1);
  require_known(call, "x1", *x1.shape, 0);
  require_known(call, "x2", *x2.shape, 0);
  const Dim &a = x1.shape->front(), &b = x2.shape->front();
  std::string_view mode = call.string("mode");
  Dim length;
  if (mode == "valid")
    length = max(a, b) - min(a, b) + 1;
  else if (mode == "same")
    length = max(a, b);
  else if (mode == "full")
    length = a + b - 1;
  else
    call.refuse("mode", "must be 'valid', 'same' or 'full', not " + call.argument("mode").text());
  DType dtype = call.dtype({x1, x2});
  bool wide = dtype == DType::kInt64 || dtype == DType::kFloat64;
  if (wide)
    dtype = DType::kFloat64;
  else if (dtype != DType::kBfloat16 && dtype != DType::kFloat16)
    dtype = DType::kFloat32;
  return {{Shape{length}, dtype}};
}

Dim correlate_macs(const OpCall& call, const TensorTypes& outputs) {
  Dim a = call.shape("x1").front(), b = call.shape("x2").front();
  return call.string("mode") == "full" ? a * b : outputs[0].shape->front() * min(a, b);
}

// Keras does not check that the last axis holds two numbers, unless it computes.
TensorTypes view_as_complex(OpCall& call) {
  Shape shape = call.shape("x");
  if (runs_eagerly(call) && (shape.empty() || shape.back() != Dim(2))) {
    call.fail("the last axis of x " + keras_text(shape) +
              " must have the size 2: real and imaginary part");
  }
  if (!shape.empty()) shape.pop_back();
  return {{shape, DType::kComplex64}};
}

TensorTypes view_as_real(OpCall& call) {
  TensorType x = call.array("x");
  x.shape->push_back(2);
  return inferred_or_executed(call, {{x.shape, DType::kFloat32}}, [&] {
    return TensorTypes{{x.shape, real_dtype(x.dtype)}};
  });
}

// A real tensor to Keras, unless it computes it.
TensorTypes polar(OpCall& call) {
  require_tensor(call, "abs_");
  Shape shape = call.shape("abs_"), angle = call.shape("angle");
  return inferred_or_executed(call, {{shape, DType::kFloat32}}, [&] {
    return TensorTypes{{call.broadcast(shape, angle), DType::kComplex64}};
  });
}

// The length of a window: an integer, True, or a number that the backend rounds in one of two ways.
// Where it rounds up, it takes a list of one, too.
enum class Rounding { kDown, kUp };

std::optional<Dim> window_length(const OpCall& call, Rounding rounding) {
  const Value& value = call.argument("x");
  if (value.as_list() && rounding == Rounding::kDown) return std::nullopt;
  if (auto flag = value.as_bool()) return Dim(*flag ? 1 : 0);
  auto real = value.is_float() ? value.as_float() : std::nullopt;
  if (real && std::abs(*real) < 1e9) {
    double length = rounding == Rounding::kUp ? std::ceil(*real) : std::floor(*real);
    return Dim(static_cast<std::int64_t>(length));
  }
  auto elements = call.elements("x");
  return elements && elements->size() == 1 ? std::optional(elements->front()) : std::nullopt;
}

// x is the length, so it must be a number.
template <Rounding rounding>
TensorTypes window(OpCall& call) {
  auto length = window_length(call, rounding);
  if (!length) {
    call.refuse("x", "is the length of the window and must be an integer, not " +
                         call.argument("x").text());
  }
  if (length->is_constant() && *length->constant() < 0) {
    call.fail_at("x", "the length of a window cannot be " + length->text());
  }
  return {{Shape{*length}, DType::kFloat32}};
}

TensorTypes kaiser(OpCall& call) {
  TensorTypes result = window<Rounding::kDown>(call);
  if (result[0].shape->front() == Dim(0)) {
    call.fail_at("x", "there is no Kaiser window of length 0");
  }
  return result;
}

constexpr DTypeRule kPromote = DTypeRule::kPromote;

constexpr OpDef kOps[] = {
    {"fft", "FFT", "math", "x", "The Fourier transform along the last axis.", fft<1>},
    {"fft2", "FFT2", "math", "x", "The Fourier transform along the last two axes.", fft<2>},
    {"ifft2", "IFFT2", "math", "x", "The inverse Fourier transform along the last two axes.",
     fft<2>},
    {"irfft", "IRFFT", "math", "x, fft_length=None", "The real signal that has this transform.",
     irfft},
    {"istft", "ISTFT", "math",
     "x, sequence_length, sequence_stride, fft_length, length=None, window='hann', center=True",
     "The signal whose windows have these Fourier transforms.", istft},
    {"rfft", "RFFT", "math", "x, fft_length=None",
     "The Fourier transform of a real signal: the half that says all.", rfft},
    {"stft", "STFT", "math",
     "x, sequence_length, sequence_stride, fft_length, window='hann', center=True",
     "The Fourier transforms of windows that move over a signal.", stft},

    {"correlate", "Correlate", "numpy", "x1, x2, mode='valid'",
     "The products of x1 and x2, for each shift.", correlate, kPromote, correlate_macs},
    {"extract_sequences", "ExtractSequences", "math", "x, sequence_length, sequence_stride",
     "Parts of the last axis, one every so many elements.", extract_sequences},
    {"polar", "Polar", "nn", "abs_, angle", "Complex numbers of this size and angle.", polar},
    {"view_as_complex", "ViewAsComplex", "math", "x",
     "Pairs of numbers along the last axis as complex numbers.", view_as_complex},
    {"view_as_real", "ViewAsReal", "math", "x",
     "Complex numbers as pairs of numbers along a new last axis.", view_as_real},

    {"bartlett", "", "numpy", "x", "The Bartlett window of this length.", window<Rounding::kUp>},
    {"blackman", "", "numpy", "x", "The Blackman window of this length.", window<Rounding::kUp>},
    {"hamming", "", "numpy", "x", "The Hamming window of this length.", window<Rounding::kDown>},
    {"hanning", "", "numpy", "x", "The Hann window of this length.", window<Rounding::kDown>},
    {"kaiser", "", "numpy", "x, beta", "The Kaiser window of this length.", kaiser},
};

}  // namespace

std::span<const OpDef> signal_ops() { return kOps; }

}  // namespace modelviz
