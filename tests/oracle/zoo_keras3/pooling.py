"""Pooling layers."""

import keras
from keras import layers
from registry import chain, fan, keras3


@keras3
def pooling1d():
    return fan(
        keras.Input((21, 4)),
        layers.MaxPooling1D(),
        layers.MaxPooling1D(3),
        layers.MaxPooling1D(3, strides=1),
        layers.MaxPooling1D(3, strides=2, padding="same"),
        layers.AveragePooling1D(4),
        layers.AveragePooling1D(4, padding="same"),
    )


@keras3
def pooling1d_channels_first():
    return fan(
        keras.Input((4, 21)),
        layers.MaxPooling1D(3, data_format="channels_first"),
        layers.AveragePooling1D(3, padding="same", data_format="channels_first"),
    )


@keras3
def pooling2d():
    return fan(
        keras.Input((21, 16, 4)),
        layers.MaxPooling2D(),
        layers.MaxPooling2D((3, 2)),
        layers.MaxPooling2D(3, strides=(1, 2)),
        layers.MaxPooling2D(3, strides=2, padding="same"),
        layers.AveragePooling2D(5),
        layers.AveragePooling2D((4, 3), padding="same"),
    )


@keras3
def pooling2d_channels_first():
    return fan(
        keras.Input((4, 21, 16)),
        layers.MaxPooling2D(2, data_format="channels_first"),
        layers.AveragePooling2D(3, strides=2, padding="same", data_format="channels_first"),
    )


@keras3
def pooling3d():
    return fan(
        keras.Input((9, 10, 11, 4)),
        layers.MaxPooling3D(),
        layers.MaxPooling3D((1, 2, 3), strides=(1, 2, 2)),
        layers.AveragePooling3D(3, padding="same"),
        layers.AveragePooling3D(2, data_format="channels_first"),
    )


@keras3
def pooling_unknown_sizes():
    return chain(
        keras.Input((None, None, 4)),
        layers.MaxPooling2D(2),
        layers.AveragePooling2D(3, strides=2, padding="same"),
        layers.GlobalMaxPooling2D(),
    )


@keras3
def global_pooling1d():
    return fan(
        keras.Input((21, 4)),
        layers.GlobalMaxPooling1D(),
        layers.GlobalMaxPooling1D(keepdims=True),
        layers.GlobalAveragePooling1D(),
        layers.GlobalAveragePooling1D(keepdims=True),
        layers.GlobalAveragePooling1D(data_format="channels_first"),
        layers.GlobalMaxPooling1D(data_format="channels_first", keepdims=True),
    )


@keras3
def global_pooling2d():
    return fan(
        keras.Input((None, 16, 4)),
        layers.GlobalMaxPooling2D(),
        layers.GlobalMaxPooling2D(keepdims=True),
        layers.GlobalAveragePooling2D(),
        layers.GlobalAveragePooling2D(keepdims=True),
        layers.GlobalAveragePooling2D(data_format="channels_first"),
        layers.GlobalMaxPooling2D(data_format="channels_first", keepdims=True),
    )


@keras3
def global_pooling3d():
    return fan(
        keras.Input((9, 10, 11, 4)),
        layers.GlobalMaxPooling3D(),
        layers.GlobalMaxPooling3D(keepdims=True),
        layers.GlobalAveragePooling3D(),
        layers.GlobalAveragePooling3D(data_format="channels_first", keepdims=True),
    )


@keras3
def adaptive_pooling():
    sequence = keras.Input((20, 4))
    picture = keras.Input((20, 16, 4))
    volume = keras.Input((8, 8, 8, 4))
    return keras.Model(
        [sequence, picture, volume],
        [
            layers.AdaptiveAveragePooling1D(5)(sequence),
            layers.AdaptiveMaxPooling1D(7)(sequence),
            layers.AdaptiveAveragePooling2D(5)(picture),
            layers.AdaptiveMaxPooling2D((3, 4))(picture),
            layers.AdaptiveAveragePooling3D((2, 3, 4))(volume),
            layers.AdaptiveMaxPooling3D(2)(volume),
        ],
    )
