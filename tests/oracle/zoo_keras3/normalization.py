"""Normalization layers."""

import keras
from keras import layers
from registry import chain, fan, keras3


@keras3
def batch_normalization():
    return fan(
        keras.Input((6, 5, 4)),
        layers.BatchNormalization(),
        layers.BatchNormalization(axis=1),
        layers.BatchNormalization(axis=-2),
        layers.BatchNormalization(scale=False),
        layers.BatchNormalization(center=False),
        layers.BatchNormalization(scale=False, center=False),
    )


@keras3
def batch_normalization_frozen():
    return chain(keras.Input((4,)), layers.BatchNormalization(trainable=False), layers.BatchNormalization())


@keras3
def batch_normalization_renorm():
    return chain(keras.Input((4,)), layers.BatchNormalization(renorm=True))


@keras3
def batch_normalization_with_mask():
    return chain(
        keras.Input((None,), dtype="int32"), layers.Embedding(10, 4, mask_zero=True), layers.BatchNormalization()
    )


@keras3
def layer_normalization():
    return fan(
        keras.Input((6, 5, 4)),
        layers.LayerNormalization(),
        layers.LayerNormalization(axis=1),
        layers.LayerNormalization(axis=[2, 3]),
        layers.LayerNormalization(axis=[-1, -2, -3]),
        layers.LayerNormalization(scale=False),
        layers.LayerNormalization(center=False),
        layers.LayerNormalization(scale=False, center=False),
        layers.LayerNormalization(rms_scaling=True),
    )


@keras3
def group_normalization():
    return fan(
        keras.Input((6, 6, 8)),
        layers.GroupNormalization(groups=4),
        layers.GroupNormalization(groups=-1),
        layers.GroupNormalization(groups=1),
        layers.GroupNormalization(groups=3, axis=1),
        layers.GroupNormalization(groups=2, scale=False),
        layers.GroupNormalization(groups=2, center=False),
    )


@keras3
def group_normalization_unknown_sizes():
    return chain(keras.Input((None, None, 8)), layers.GroupNormalization(groups=4))


@keras3
def rms_normalization():
    return fan(
        keras.Input((5, 8)),
        layers.RMSNormalization(),
        layers.RMSNormalization(axis=1),
        layers.RMSNormalization(epsilon=1e-3, name="rms"),
    )


@keras3
def unit_normalization():
    return fan(
        keras.Input((5, 8)),
        layers.UnitNormalization(),
        layers.UnitNormalization(axis=1),
        layers.UnitNormalization(axis=[1, 2]),
    )


@keras3
def normalization():
    return fan(
        keras.Input((5, 3)),
        layers.Normalization(),
        layers.Normalization(axis=1),
        layers.Normalization(axis=None),
        layers.Normalization(axis=(1, 2)),
        layers.Normalization(mean=0.5, variance=2.0),
        layers.Normalization(mean=[1.0, 2.0, 3.0], variance=[1.0, 1.0, 4.0], invert=True),
    )


@keras3
def spectral_normalization():
    x = keras.Input((8, 8, 3))
    y = layers.SpectralNormalization(layers.Conv2D(4, 3))(x)
    y = layers.Flatten()(y)
    y = layers.SpectralNormalization(layers.Dense(5), power_iterations=2)(y)
    return keras.Model(x, y)


@keras3
def spectral_normalization_embedding():
    return chain(keras.Input((6,), dtype="int32"), layers.SpectralNormalization(layers.Embedding(20, 4)))
