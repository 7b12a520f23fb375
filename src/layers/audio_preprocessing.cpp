// Preprocessing of sound. Source: keras/src/layers/preprocessing (3.15).
#include <algorithm>

#include "layers/execution.h"
#include "layers/tables.h"
#include "ops/ops.h"

namespace modelviz {
namespace {

using namespace ops;

std::int64_t power_of_two_from(std::int64_t least) {
  std::int64_t power = 1;
  while (power < least && power < (std::int64_t{1} << 40)) power *= 2;
  return power;
}

// Windows of the signal times sines or cosines. Each channel is a sample of its own.
Tensor transform(Call& c, const Tensor& signal, const Tensor& kernel, const Value& step) {
  Tensor y = conv(reshape(signal, {-1, signal[2], 1}), kernel, step, c.value("padding"));
  y = transpose(y, {0, 2, 1});
  return reshape(y, {signal[0], signal[1], y[1], y[2]});  // batch, channel, frequency, time
}

Tensor combine(Call& c, const std::optional<Tensor>& real, const std::optional<Tensor>& imaginary) {
  std::string_view mode = c.string("mode");
  if (!imaginary) return *real;
  if (!real) return *imaginary;
  if (mode == "angle") return apply("arctan2", {*imaginary, *real});
  if (mode == "stft") return concatenate({*real, *imaginary}, 2);
  Tensor power = square(*real) + square(*imaginary);
  if (mode == "psd") return power;
  Tensor magnitude = sqrt(maximum(power, 1e-7));
  return mode == "log" ? log(maximum(magnitude, 1e-7)) : magnitude;
}

// What Keras' constructor refuses.
void check_spectrogram(const Call& c) {
  constexpr std::string_view kModes[] = {"log",  "magnitude", "psd", "real",
                                         "imag", "angle",     "stft"};
  if (std::find(std::begin(kModes), std::end(kModes), c.string("mode")) == std::end(kModes)) {
    c.fail("its mode " + c.value("mode").text() + " is not known");
  }
  if (c.string("padding") != "valid" && c.string("padding") != "same") {
    c.fail("padding must be 'valid' or 'same', not " + c.value("padding").text());
  }
  std::int64_t length = c.count("frame_length");
  if (!c.value("frame_step").is_none() && c.count("frame_step") > length) {
    c.fail("frame_step " + c.value("frame_step").text() + " is more than frame_length " +
           std::to_string(length));
  }
  if (!c.value("fft_length").is_none() && c.count("fft_length") < length) {
    c.fail("fft_length " + c.value("fft_length").text() + " is less than frame_length " +
           std::to_string(length));
  }
}

Tensors run_stft_spectrogram(Call& c) {
  Tensor x = c.input();
  check_spectrogram(c);
  std::int64_t length = c.count("frame_length");
  Value step = c.value("frame_step").is_none() ? Value(length / 2) : c.value("frame_step");
  std::int64_t size =
      c.value("fft_length").is_none() ? power_of_two_from(length) : c.integer("fft_length");
  std::string_view mode = c.string("mode");
  Shape kernel{length, 1, size / 2 + 1};
  std::optional<Tensor> real_kernel, imaginary_kernel;
  if (mode != "imag") real_kernel = c.weight("real_kernel", kernel);
  if (mode != "real") imaginary_kernel = c.weight("imag_kernel", kernel);

  Tensor signal = c.channels_first() ? x : transpose(x, {0, 2, 1});
  std::optional<Tensor> real, imaginary;
  if (real_kernel) real = transform(c, signal, *real_kernel, step);
  if (imaginary_kernel) imaginary = transform(c, signal, *imaginary_kernel, step);
  Tensor y = combine(c, real, imaginary);
  if (c.flag("expand_dims")) {
    return {transpose(y, c.channels_first() ? Axes{0, 1, 3, 2} : Axes{0, 3, 2, 1})};
  }
  y = reshape(y, {y[0], y[1] * y[2], y[3]});
  return {c.channels_first() ? y : transpose(y, {0, 2, 1})};
}

// Of a signal with channels Keras takes the wrong axis for the time and drops the right one.
Tensors run_mel_spectrogram(Call& c) {
  Tensor x = c.input();
  std::int64_t length =
      c.value("sequence_length").is_none() ? c.count("fft_length") : c.count("sequence_length");
  std::int64_t stride = c.count("sequence_stride"), bins = c.count("num_mel_bins");
  std::int64_t frequencies = c.count("fft_length") / 2 + 1;
  if (length > c.count("fft_length")) {
    c.fail("sequence_length " + std::to_string(length) + " is more than fft_length " +
           std::to_string(c.count("fft_length")));
  }
  if (x.rank() == 1) x = expand_dims(x, 0);
  Tensor signal = expand_dims(c.declare(x, {x[0], x[1]}), -1);
  if (signal.dtype() != c.compute_dtype()) signal = cast(signal, c.compute_dtype());
  auto constant = [&](Shape shape) {
    return c.trace().add_tensor({std::move(shape), c.compute_dtype()});
  };
  Tensor real = conv(signal, constant({length, 1, frequencies}), stride, "same");
  Tensor imaginary = conv(signal, constant({length, 1, frequencies}), stride, "same");
  Tensor power = square(real) + square(imaginary);
  Tensor y = log(matmul(power, constant({frequencies, bins})));
  Shape shape{x[0], bins, floor_div(x[1] + stride + 1, stride)};
  y = c.declare(swapaxes(y, -1, -2), shape);
  if (x.rank() == 3) {
    Dim frames = floor_div(x[2] + stride + 1, stride);
    note_executed(c.trace(), y.type(), {Shape{x[0], x[1], bins, frames}, y.dtype()});
  }
  return {c.input().rank() == 1 ? squeeze(y, 0) : y};
}

constexpr LayerDef layer(std::string_view name, const LayerGuide& guide, std::string_view signature,
                         Tensors (*run)(Call&), int rank = 0, int min_rank = 0) {
  return {.name = name,
          .guide = guide,
          .signature = signature,
          .kind = LayerKind::kPreprocessing,
          .rank = rank,
          .min_rank = min_rank,
          .run = run};
}

constexpr LayerDef kLayers[] = {
    layer("MelSpectrogram",
          {"A spectrogram on the mel scale, which follows the ear, in decibels.",
           "MelSpectrogram(num_mel_bins=80)(x) | x=[None,16000]",
           "layers/preprocessing_layers/audio_preprocessing/mel_spectrogram"},
          "fft_length=2048, sequence_stride=512, sequence_length=None, num_mel_bins=128",
          run_mel_spectrogram, 0, 1),
    layer("STFTSpectrogram",
          {"The strength of each frequency over time, by short Fourier transforms as convolutions.",
           "STFTSpectrogram(frame_length=256, frame_step=128)(x) | x=[None,16000,1]",
           "layers/preprocessing_layers/audio_preprocessing/stft_spectrogram"},
          "mode='log', frame_length=256, frame_step=None, fft_length=None, padding='valid', "
          "expand_dims=False, data_format=None",
          run_stft_spectrogram, 3),
};

}  // namespace

std::span<const LayerDef> audio_layers() { return kLayers; }

}  // namespace modelviz
