"""Preprocessing layers: text, categories, pictures."""

import keras
from keras import layers
from registry import chain, fan, keras3


@keras3
def rescaling():
    return fan(
        keras.Input((8, 8, 3), dtype="uint8"),
        layers.Rescaling(1 / 255),
        layers.Rescaling(scale=1 / 127.5, offset=-1.0),
        layers.Rescaling([1.0, 2.0, 3.0], offset=[0.0, 1.0, 2.0]),
    )


@keras3
def resizing():
    return fan(
        keras.Input((30, 40, 3)),
        layers.Resizing(16, 24),
        layers.Resizing(16, 24, interpolation="nearest", crop_to_aspect_ratio=True),
        layers.Resizing(16, 24, pad_to_aspect_ratio=True),
        layers.Resizing(16, 24, data_format="channels_first"),
    )


@keras3
def resizing_unknown_sizes():
    return chain(keras.Input((None, None, 3)), layers.Resizing(64, 64), layers.Conv2D(4, 3))


@keras3
def center_crop():
    return fan(
        keras.Input((30, 40, 3)),
        layers.CenterCrop(20, 24),
        layers.CenterCrop(30, 40),
        layers.CenterCrop(50, 60),
    )


@keras3
def random_pictures():
    return fan(
        keras.Input((32, 32, 3)),
        layers.RandomFlip("horizontal"),
        layers.RandomRotation(0.2),
        layers.RandomZoom(0.2),
        layers.RandomTranslation(0.1, 0.1),
        layers.RandomCrop(24, 20),
        layers.RandomContrast(0.2),
        layers.RandomBrightness(0.2),
        layers.RandomShear((0.0, 0.1), (0.0, 0.2)),
        layers.RandomErasing(),
        layers.RandomGaussianBlur(),
    )


@keras3
def random_colours():
    return fan(
        keras.Input((32, 32, 3)),
        layers.RandomGrayscale(),
        layers.RandomHue(0.1, value_range=(0, 1)),
        layers.RandomSaturation(0.2, value_range=(0, 1)),
        layers.RandomSharpness(0.2, value_range=(0, 1)),
        layers.RandomColorJitter(value_range=(0, 1), brightness_factor=0.1),
        layers.RandomColorDegeneration(0.2),
        layers.RandomPosterization(4, value_range=(0, 1)),
        layers.RandomInvert(0.2, value_range=(0, 1)),
        layers.Solarization(value_range=(0, 1)),
        layers.AutoContrast(value_range=(0, 1)),
    )


@keras3
def augmentation_pipeline():
    augment = keras.Sequential(
        [layers.RandomFlip(), layers.RandomRotation(0.1), layers.RandomZoom(0.1)], name="augment"
    )
    x = keras.Input((64, 64, 3))
    y = layers.Conv2D(8, 3)(augment(x))
    return keras.Model(x, layers.GlobalAveragePooling2D()(y))


@keras3
def category_encoding():
    scalar, vector = keras.Input((1,), dtype="int32"), keras.Input((5,), dtype="int32")
    weights = keras.Input((5,))
    return keras.Model(
        [scalar, vector, weights],
        [
            layers.CategoryEncoding(num_tokens=6, output_mode="one_hot")(scalar),
            layers.CategoryEncoding(num_tokens=6, output_mode="one_hot")(vector),
            layers.CategoryEncoding(num_tokens=6, output_mode="multi_hot")(vector),
            layers.CategoryEncoding(num_tokens=6, output_mode="count")(vector, count_weights=weights),
        ],
    )


@keras3
def discretization():
    return fan(
        keras.Input((4,)),
        layers.Discretization(bin_boundaries=[0.0, 1.0, 2.0]),
        layers.Discretization(bin_boundaries=[0.0, 1.0], output_mode="one_hot"),
        layers.Discretization(bin_boundaries=[0.0, 1.0], output_mode="multi_hot"),
        layers.Discretization(bin_boundaries=[0.0, 1.0], output_mode="count"),
    )


@keras3
def hashing():
    words, numbers = keras.Input((4,), dtype="string"), keras.Input((1,), dtype="int64")
    return keras.Model(
        [words, numbers],
        [
            layers.Hashing(num_bins=10)(words),
            layers.Hashing(num_bins=10, salt=133)(numbers),
            layers.Hashing(num_bins=10, output_mode="one_hot")(numbers),
            layers.Hashing(num_bins=10, output_mode="multi_hot")(words),
        ],
    )


@keras3
def hashed_crossing():
    a, b = keras.Input((1,), dtype="int32"), keras.Input((1,), dtype="string")
    return keras.Model(
        [a, b],
        [
            layers.HashedCrossing(num_bins=5)((a, b)),
            layers.HashedCrossing(num_bins=5, output_mode="one_hot")((a, b)),
        ],
    )


@keras3
def string_lookup():
    words = ["red", "green", "blue"]
    return fan(
        keras.Input((4,), dtype="string"),
        layers.StringLookup(vocabulary=words),
        layers.StringLookup(vocabulary=words, num_oov_indices=2, mask_token=""),
        layers.StringLookup(vocabulary=words, output_mode="one_hot"),
        layers.StringLookup(vocabulary=words, output_mode="multi_hot", num_oov_indices=0),
        layers.StringLookup(vocabulary=words, output_mode="count"),
    )


@keras3
def string_lookup_max_tokens():
    words = ["red", "green", "blue"]
    return fan(
        keras.Input((1,), dtype="string"),
        layers.StringLookup(vocabulary=words, output_mode="one_hot", max_tokens=10),
        layers.StringLookup(vocabulary=words, output_mode="multi_hot", max_tokens=10, pad_to_max_tokens=True),
    )


@keras3
def integer_lookup():
    return fan(
        keras.Input((4,), dtype="int64"),
        layers.IntegerLookup(vocabulary=[12, 36, 1138]),
        layers.IntegerLookup(vocabulary=[12, 36, 1138], mask_token=0, num_oov_indices=3),
        layers.IntegerLookup(vocabulary=[12, 36, 1138], output_mode="multi_hot"),
        layers.IntegerLookup(vocabulary=[12, 36, 1138], invert=True),
    )


@keras3
def text_vectorization():
    words = ["the", "cat", "sat"]
    return fan(
        keras.Input((1,), dtype="string"),
        layers.TextVectorization(vocabulary=words),
        layers.TextVectorization(vocabulary=words, output_sequence_length=6),
        layers.TextVectorization(vocabulary=words, output_mode="multi_hot"),
        layers.TextVectorization(vocabulary=words, output_mode="count", max_tokens=20, pad_to_max_tokens=True),
    )


@keras3
def text_classifier():
    words = ["the", "cat", "sat", "on", "mat"]
    return chain(
        keras.Input((1,), dtype="string"),
        layers.TextVectorization(vocabulary=words, output_sequence_length=12),
        layers.Embedding(10, 4),
        layers.GlobalAveragePooling1D(),
        layers.Dense(1, activation="sigmoid"),
    )


@keras3
def spectrograms():
    return fan(
        keras.Input((4000,)),
        layers.MelSpectrogram(),
        layers.MelSpectrogram(num_mel_bins=40, fft_length=512, sequence_stride=128),
    )


@keras3
def spectrogram_channels():
    return fan(
        keras.Input((4000, 2)),
        layers.STFTSpectrogram(),
        layers.STFTSpectrogram(mode="real", frame_length=200, frame_step=100, fft_length=256),
        layers.STFTSpectrogram(mode="log", frame_length=100, fft_length=128),
        layers.STFTSpectrogram(mode="magnitude", frame_length=100, fft_length=128, padding="same", expand_dims=True),
    )


@keras3
def augmentations():
    return fan(
        keras.Input((32, 32, 3)),
        layers.AugMix(value_range=(0, 1)),
        layers.RandAugment(value_range=(0, 1)),
        layers.RandomElasticTransform(),
        layers.RandomPerspective(),
        layers.ContrastLimitedAdaptiveHistogramEqualization(value_range=(0, 1)),
    )


@keras3
def random_crop_unknown_sizes():
    return chain(keras.Input((None, None, 3)), layers.RandomCrop(16, 20), layers.RandomFlip("vertical"))
