"""Layers that move, add or remove elements."""

import keras
from keras import layers
from registry import chain, fan, keras3


@keras3
def reshape():
    return fan(
        keras.Input((4, 6)),
        layers.Reshape((24,)),
        layers.Reshape((2, 12)),
        layers.Reshape((-1,)),
        layers.Reshape((3, -1)),
        layers.Reshape((-1, 2, 3)),
        layers.Reshape((1, 4, 6, 1)),
    )


@keras3
def reshape_unknown_size():
    return fan(keras.Input((None, 6)), layers.Reshape((-1, 3)), layers.Reshape((-1,)), layers.Reshape((2, -1, 3)))


@keras3
def reshape_fixed_batch():
    return fan(keras.Input(batch_shape=(8, 4, 6)), layers.Reshape((-1, 2)), layers.Flatten())


@keras3
def flatten():
    return fan(keras.Input((4, 6, 3)), layers.Flatten(), layers.Flatten(data_format="channels_first"))


@keras3
def flatten_ranks():
    scalar = keras.Input(())
    vector = keras.Input((5,))
    unknown = keras.Input((None, 3))
    flat = layers.Flatten()
    return keras.Model([scalar, vector, unknown], [flat(scalar), flat(vector), layers.Flatten()(unknown)])


@keras3
def permute():
    return fan(keras.Input((4, None, 6)), layers.Permute((2, 1, 3)), layers.Permute((3, 1, 2)))


@keras3
def repeat_vector():
    return chain(keras.Input((6,)), layers.RepeatVector(5), layers.LSTM(3, return_sequences=True))


@keras3
def zero_padding():
    sequence = keras.Input((10, 3))
    picture = keras.Input((10, 12, 3))
    volume = keras.Input((5, 6, 7, 3))
    return keras.Model(
        [sequence, picture, volume],
        [
            layers.ZeroPadding1D(2)(sequence),
            layers.ZeroPadding1D((1, 3))(sequence),
            layers.ZeroPadding1D(2, data_format="channels_first")(sequence),
            layers.ZeroPadding2D()(picture),
            layers.ZeroPadding2D((2, 3))(picture),
            layers.ZeroPadding2D(((1, 2), (3, 4)))(picture),
            layers.ZeroPadding2D(2, data_format="channels_first")(picture),
            layers.ZeroPadding3D()(volume),
            layers.ZeroPadding3D((1, 2, 3))(volume),
            layers.ZeroPadding3D(((0, 1), (2, 3), (4, 5)))(volume),
        ],
    )


@keras3
def cropping():
    sequence = keras.Input((10, 3))
    picture = keras.Input((10, 12, 6))
    volume = keras.Input((8, 9, 10, 3))
    return keras.Model(
        [sequence, picture, volume],
        [
            layers.Cropping1D(2)(sequence),
            layers.Cropping1D((0, 3))(sequence),
            layers.Cropping2D(1)(picture),
            layers.Cropping2D((2, 3))(picture),
            layers.Cropping2D(((1, 2), (3, 0)))(picture),
            layers.Cropping2D(2, data_format="channels_first")(picture),
            layers.Cropping3D(1)(volume),
            layers.Cropping3D(((0, 1), (2, 3), (4, 5)))(volume),
        ],
    )


@keras3
def upsampling():
    sequence = keras.Input((10, 3))
    picture = keras.Input((10, 12, 6))
    volume = keras.Input((2, 3, 4, 3))
    return keras.Model(
        [sequence, picture, volume],
        [
            layers.UpSampling1D()(sequence),
            layers.UpSampling1D(3)(sequence),
            layers.UpSampling2D()(picture),
            layers.UpSampling2D((3, 2), interpolation="bilinear")(picture),
            layers.UpSampling2D(2, data_format="channels_first")(picture),
            layers.UpSampling3D()(volume),
            layers.UpSampling3D((1, 2, 3))(volume),
        ],
    )


@keras3
def resampling_unknown_sizes():
    return chain(
        keras.Input((None, None, 3)),
        layers.ZeroPadding2D(((1, 2), (0, 3))),
        layers.UpSampling2D((2, 3)),
        layers.Cropping2D(1),
        layers.ZeroPadding2D(1),
    )
