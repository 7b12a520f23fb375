"""Layers that join several tensors."""

import keras
from keras import layers
from registry import fan, keras3

ELEMENTWISE = [layers.Add, layers.Subtract, layers.Multiply, layers.Average, layers.Maximum, layers.Minimum]


@keras3
def merge_same_shape():
    return fan([keras.Input((4, 5)), keras.Input((4, 5))], *[merge() for merge in ELEMENTWISE])


@keras3
def merge_three():
    merges = [merge() for merge in ELEMENTWISE if merge is not layers.Subtract]
    return fan([keras.Input((6,)), keras.Input((6,)), keras.Input((6,))], *merges)


@keras3
def merge_broadcast_ones():
    return fan([keras.Input((4, 1)), keras.Input((1, 5))], *[merge() for merge in ELEMENTWISE])


@keras3
def merge_broadcast_ranks():
    a, b, c = keras.Input((4, 5, 6)), keras.Input((5, 6)), keras.Input((6,))
    return keras.Model([a, b, c], [layers.Add()([a, b]), layers.Multiply()([a, c]), layers.Maximum()([a, b, c])])


@keras3
def merge_unknown_sizes():
    a, b, c = keras.Input((None, 5)), keras.Input((None, 5)), keras.Input((7, 5))
    return keras.Model(
        [a, b, c],
        [layers.Add()([a, b]), layers.Multiply()([a, c]), layers.Average()([a, b, c]), layers.Subtract()([c, a])],
    )


@keras3
def merge_unknown_with_one():
    a, b = keras.Input((None, 1)), keras.Input((1, None))
    return fan([a, b], layers.Add(), layers.Multiply())


@keras3
def merge_dtypes():
    a, b = keras.Input((4,), dtype="int32"), keras.Input((4,), dtype="float16")
    return fan([a, b], layers.Add(), layers.Concatenate(), layers.Multiply(dtype="float64"))


@keras3
def merge_fixed_batch():
    a, b = keras.Input(batch_shape=(8, 3)), keras.Input((3,))
    return fan([a, b], layers.Add(), layers.Concatenate())


@keras3
def merge_same_tensor_twice():
    x = keras.Input((4,))
    return keras.Model(x, [layers.Add()([x, x]), layers.Concatenate()([x, x, x])])


@keras3
def merge_functions():
    a, b = keras.Input((4,)), keras.Input((4,))
    return keras.Model(
        [a, b],
        [
            layers.add([a, b]),
            layers.subtract([a, b]),
            layers.multiply([a, b]),
            layers.average([a, b]),
            layers.maximum([a, b]),
            layers.minimum([a, b]),
            layers.concatenate([a, b], axis=-1),
            layers.dot([a, b], axes=1),
        ],
    )


@keras3
def concatenate_axes():
    a, b = keras.Input((4, 5, 6)), keras.Input((4, 5, 6))
    return fan([a, b], *[layers.Concatenate(axis=axis) for axis in (-1, 1, 2, 3, -2, 0)])


@keras3
def concatenate_sizes():
    a, b, c = keras.Input((4, 5)), keras.Input((4, 2)), keras.Input((4, 1))
    return fan([a, b, c], layers.Concatenate(), layers.Concatenate(axis=2))


@keras3
def concatenate_unknown():
    a, b, c = keras.Input((None, 5)), keras.Input((None, 3)), keras.Input((7, 2))
    d = keras.Input((None, 5))
    return keras.Model(
        [a, b, c, d],
        [layers.Concatenate()([a, b, c]), layers.Concatenate(axis=1)([a, d]), layers.Concatenate()([a, b])],
    )


@keras3
def concatenate_skip():
    x = keras.Input((16, 16, 3))
    down = layers.Conv2D(8, 3, strides=2, padding="same")(x)
    up = layers.UpSampling2D()(down)
    return keras.Model(x, layers.Conv2D(1, 1)(layers.Concatenate()([x, up])))


@keras3
def dot_vectors():
    return fan(
        [keras.Input((6,)), keras.Input((6,))], layers.Dot(axes=1), layers.Dot(axes=-1), layers.Dot(1, normalize=True)
    )


@keras3
def dot_matrices():
    a, b = keras.Input((4, 6)), keras.Input((5, 6))
    c = keras.Input((6, 7))
    return keras.Model(
        [a, b, c], [layers.Dot(axes=2)([a, b]), layers.Dot(axes=(2, 1))([a, c]), layers.Dot(axes=(2, 2))([a, b])]
    )


@keras3
def dot_ranks():
    a, b, c = keras.Input((4, 6)), keras.Input((6,)), keras.Input((3, 4, 6))
    return keras.Model([a, b, c], [layers.Dot(axes=(2, 1))([a, b]), layers.Dot(axes=(3, 2))([c, a])])


@keras3
def dot_unknown():
    a, b = keras.Input((None, 6)), keras.Input((None, 6))
    return keras.Model([a, b], layers.Dot(axes=2, normalize=True)([a, b]))
