// tf.signal: Fourier transforms of complex tensors, frames, windows.
#include "ops/tensorflow_table.h"

namespace modelviz {
namespace {

DType complex_of(DType real) {
  return real == DType::kFloat64 ? DType::kComplex128 : DType::kComplex64;
}
DType real_of(DType complex) {
  return complex == DType::kComplex128 ? DType::kFloat64 : DType::kFloat32;
}

template <std::size_t axes>
TensorTypes fft(OpCall& call) {
  TensorType x = call.array(0);
  require_rank(call, "input", *x.shape, axes);
  return {x};
}

// The lengths of the last axes: those that were said, else their own.
template <std::size_t axes>
Shape transformed(const OpCall& call, bool real) {
  Shape shape = call.shape("input");
  require_rank(call, "input", shape, axes);
  auto said = call.given("fft_length") ? std::optional(sizes(call, "fft_length")) : std::nullopt;
  if (said && said->size() != axes) throw UnknownShape{};
  if (!said) {
    if (!real) shape.back() = (shape.back() - 1) * 2;
    return shape;
  }
  std::copy(said->begin(), said->end(), shape.end() - static_cast<std::ptrdiff_t>(axes));
  return shape;
}

template <std::size_t axes>
TensorTypes rfft(OpCall& call) {
  Shape shape = transformed<axes>(call, true);
  shape.back() = floor_div(shape.back(), 2) + 1;
  return {{shape, complex_of(call.array("input").dtype)}};
}

template <std::size_t axes>
TensorTypes irfft(OpCall& call) {
  return {{transformed<axes>(call, false), real_of(call.array("input").dtype)}};
}

// What any axes are filled up to: TensorFlow fills the last ones, whichever are transformed, and
// says nothing of the transform itself. Where it has to look at a size, it knows none.
Shape filled(const OpCall& call, bool half) {
  Shape shape = call.shape("input_tensor");
  auto known = [](const Dim& size) { return size.is_constant(); };
  bool said = call.given("fft_length");
  if (!said && std::all_of(shape.begin(), shape.end(), known)) return shape;
  auto axes = call.elements("axes");
  if (!said && (half || (axes && axes->size() != shape.size()))) {
    call.fail_at("fft_length",
                 "must be given, since not all sizes of " + keras_text(shape) + " are known");
  }
  Shape lengths = said ? sizes(call, "fft_length") : shape;
  if (lengths.empty() || lengths.size() > shape.size()) throw UnknownShape{};
  auto first = shape.end() - std::ssize(lengths);
  if (half) lengths.back() = floor_div(lengths.back(), 2) + 1;
  if (std::all_of(first, shape.end(), known) &&
      std::all_of(lengths.begin(), lengths.end(), known)) {
    std::transform(first, shape.end(), lengths.begin(), first,
                   [](const Dim& size, const Dim& length) { return max(size, length); });
  } else {
    for (Dim& size : shape) size = call.trace().unknown_dim();
  }
  return shape;
}

TensorTypes fftnd(OpCall& call) {
  return {{filled(call, false), call.array("input_tensor").dtype}};
}
TensorTypes rfftnd(OpCall& call) {
  return {{filled(call, false), complex_of(call.array("input_tensor").dtype)}};
}
TensorTypes irfftnd(OpCall& call) {
  return {{filled(call, true), real_of(call.array("input_tensor").dtype)}};
}
// The nodes of the graph that these make: nothing is filled up for them.
TensorTypes raw_rfftnd(OpCall& call) {
  return {{call.shape("input"), call.dtype("Tcomplex", DType::kComplex64)}};
}
TensorTypes raw_irfftnd(OpCall& call) {
  return {{call.shape("input"), call.dtype("Treal", DType::kFloat32)}};
}

Dim frame_count(const OpCall& call, const Dim& samples, const Dim& length) {
  Dim step = one_size(call, "frame_step");
  if (call.flag("pad_end")) return ceil_div(samples, step);
  return max(floor_div(samples - length, step) + 1, 0);
}

TensorTypes frame(OpCall& call) {
  TensorType x = call.array("signal");
  int axis = call.axis("axis", static_cast<int>(x.shape->size()));
  Dim length = one_size(call, "frame_length");
  Dim& samples = (*x.shape)[index(axis)];
  samples = frame_count(call, samples, length);
  x.shape->insert(x.shape->begin() + axis + 1, length);
  return {x};
}

// Without a length, the power of two that holds a frame.
Dim fft_length(const OpCall& call, const Dim& frame_length) {
  if (call.given("fft_length")) return one_size(call, "fft_length");
  constexpr std::int64_t kLongest = std::int64_t{1} << 40;
  if (!frame_length.is_constant() || *frame_length.constant() > kLongest)
    return call.trace().unknown_dim();
  std::int64_t length = 1;
  while (length < *frame_length.constant()) length *= 2;
  return length;
}

TensorTypes stft(OpCall& call) {
  TensorType x = call.array("signals");
  require_rank(call, "signals", *x.shape, 1);
  Dim length = one_size(call, "frame_length");
  x.shape->back() = frame_count(call, x.shape->back(), length);
  x.shape->push_back(floor_div(fft_length(call, length), 2) + 1);
  return {{x.shape, complex_of(x.dtype)}};
}

// Frames that overlap, added up.
Dim overlapped(const Dim& frames, const Dim& length, const Dim& step) {
  return (frames - 1) * step + length;
}

TensorTypes inverse_stft(OpCall& call) {
  TensorType x = call.array("stfts");
  require_rank(call, "stfts", *x.shape, 2);
  x.shape->pop_back();
  x.shape->back() =
      overlapped(x.shape->back(), one_size(call, "frame_length"), one_size(call, "frame_step"));
  return {{x.shape, real_of(x.dtype)}};
}

TensorTypes overlap_and_add(OpCall& call) {
  TensorType x = call.array("signal");
  require_rank(call, "signal", *x.shape, 2);
  Dim length = x.shape->back();
  x.shape->pop_back();
  x.shape->back() = overlapped(x.shape->back(), length, one_size(call, "frame_step"));
  return {x};
}

TensorTypes dct(OpCall& call) {
  TensorType x = call.array("input");
  require_rank(call, "input", *x.shape, 1);
  if (call.given("n")) x.shape->back() = one_size(call, "n");
  return {x};
}

TensorTypes mdct(OpCall& call) {
  TensorType x = call.array("signals");
  require_rank(call, "signals", *x.shape, 1);
  Dim length = one_size(call, "frame_length"), half = floor_div(length, 2);
  Dim& samples = x.shape->back();
  samples = call.flag("pad_end") ? ceil_div(samples, half)
                                 : max(floor_div(samples - length, half) + 1, 0);
  x.shape->push_back(half);
  return {x};
}

TensorTypes inverse_mdct(OpCall& call) {
  TensorType x = call.array("mdcts");
  require_rank(call, "mdcts", *x.shape, 2);
  Dim half = x.shape->back();
  x.shape->pop_back();
  x.shape->back() = overlapped(x.shape->back(), half * 2, half);
  return {x};
}

TensorTypes window(OpCall& call) {
  return {{Shape{one_size(call, "window_length")}, call.dtype("dtype", DType::kFloat32)}};
}

constexpr std::string_view kTransform = "The Fourier transform.";
constexpr std::string_view kInverse = "The inverse Fourier transform.";
constexpr std::string_view kReal = "The Fourier transform of real numbers: the half that says all.";
constexpr std::string_view kInverseReal = "The real numbers that have this transform.";
constexpr std::string_view kLength = "input, fft_length=None";
constexpr std::string_view kAnyAxes = "input_tensor, fft_length=None, axes=None, norm=None";
constexpr std::string_view kCosines = "The cosine transform along the last axis.";
constexpr std::string_view kWindow = "A window of this length.";

constexpr TensorFlowOp kOps[] = {
    own("fftnd", "input, fft_length, axes", kTransform, same_shape),
    own("ifftnd", "input, fft_length, axes", kInverse, same_shape),
    own("irfftnd", "input, fft_length, axes, Treal='float32'", kInverseReal, raw_irfftnd),
    own("rfftnd", "input, fft_length, axes, Tcomplex='complex64'", kReal, raw_rfftnd),
    own("signal.dct", "input, type=2, n=None, axis=-1, norm=None", kCosines, dct),
    own("signal.fft", "input", kTransform, fft<1>),
    own("signal.fft2d", "input", kTransform, fft<2>),
    own("signal.fft3d", "input", kTransform, fft<3>),
    own("signal.fftnd", kAnyAxes, kTransform, fftnd),
    own("signal.fftshift", "x, axes=None", "The zero frequency moved to the middle.", same_shape),
    own("signal.frame", "signal, frame_length, frame_step, pad_end=False, pad_value=0, axis=-1",
        "Windows that move along an axis.", frame),
    own("signal.hamming_window", "window_length, periodic=True, dtype='float32'", kWindow, window),
    own("signal.hann_window", "window_length, periodic=True, dtype='float32'", kWindow, window),
    own("signal.idct", "input, type=2, n=None, axis=-1, norm=None", kCosines, dct),
    own("signal.ifft", "input", kInverse, fft<1>),
    own("signal.ifft2d", "input", kInverse, fft<2>),
    own("signal.ifft3d", "input", kInverse, fft<3>),
    own("signal.ifftnd", kAnyAxes, kInverse, fftnd),
    own("signal.ifftshift", "x, axes=None", "fftshift() undone.", same_shape),
    own("signal.inverse_mdct", "mdcts, window_fn=None, norm=None",
        "The signal that has these cosine transforms.", inverse_mdct),
    own("signal.inverse_stft", "stfts, frame_length, frame_step, fft_length=None, window_fn=None",
        "The signal whose windows have these transforms.", inverse_stft),
    own("signal.irfft", kLength, kInverseReal, irfft<1>),
    own("signal.irfft2d", kLength, kInverseReal, irfft<2>),
    own("signal.irfft3d", kLength, kInverseReal, irfft<3>),
    own("signal.irfftnd", kAnyAxes, kInverseReal, irfftnd),
    own("signal.kaiser_bessel_derived_window", "window_length, beta=12.0, dtype='float32'", kWindow,
        window),
    own("signal.kaiser_window", "window_length, beta=12.0, dtype='float32'", kWindow, window),
    own("signal.mdct", "signals, frame_length, window_fn=None, pad_end=False, norm=None",
        "The cosine transforms of windows that overlap by half.", mdct),
    own("signal.mfccs_from_log_mel_spectrograms", "log_mel_spectrograms",
        "The cepstral coefficients of spectrograms.", same_shape),
    own("signal.overlap_and_add", "signal, frame_step", "Frames that overlap, added up.",
        overlap_and_add),
    own("signal.rfft", kLength, kReal, rfft<1>),
    own("signal.rfft2d", kLength, kReal, rfft<2>),
    own("signal.rfft3d", kLength, kReal, rfft<3>),
    own("signal.rfftnd", kAnyAxes, kReal, rfftnd),
    own("signal.stft",
        "signals, frame_length, frame_step, fft_length=None, window_fn=None, pad_end=False",
        "The Fourier transforms of windows that move over a signal.", stft),
    own("signal.vorbis_window", "window_length, dtype='float32'", kWindow, window),
};

}  // namespace

std::span<const TensorFlowOp> tensorflow_signal() { return kOps; }

}  // namespace modelviz
