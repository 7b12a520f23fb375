"""Sequential models."""

import keras
from keras import layers
from registry import keras3


@keras3
def sequential():
    return keras.Sequential([keras.Input((8,)), layers.Dense(4, activation="relu"), layers.Dense(2)])


@keras3
def sequential_without_input():
    return keras.Sequential([layers.Dense(4), layers.Dropout(0.5), layers.Dense(2)], name="unbuilt")


@keras3
def sequential_built():
    model = keras.Sequential([layers.Dense(4), layers.Dense(2)])
    model.build((None, 8))
    return model


@keras3
def sequential_input_shape_argument():
    return keras.Sequential([layers.Conv2D(4, 3, input_shape=(8, 8, 1)), layers.Flatten(), layers.Dense(2)])


@keras3
def sequential_named():
    return keras.Sequential(
        [keras.Input((8,), name="features", batch_size=4), layers.Dense(4, name="hidden"), layers.Dense(2, name="out")],
        name="named",
    )


@keras3
def sequential_in_sequential():
    inner = keras.Sequential([layers.Dense(6), layers.Dense(4)], name="inner")
    deeper = keras.Sequential([keras.Input((4,)), layers.Dense(3), layers.BatchNormalization()], name="deeper")
    return keras.Sequential([keras.Input((8,)), inner, deeper, layers.Dense(1)])


@keras3
def sequential_three_levels():
    a = keras.Sequential([keras.Input((8,)), layers.Dense(7)], name="a")
    b = keras.Sequential([keras.Input((8,)), a, layers.Dense(6)], name="b")
    return keras.Sequential([keras.Input((8,)), b, layers.Dense(5)], name="c")


@keras3
def sequential_starts_with_model():
    x = keras.Input((16, 16, 3))
    backbone = keras.Model(x, layers.GlobalAveragePooling2D()(layers.Conv2D(4, 3)(x)), name="backbone")
    return keras.Sequential([backbone, layers.Dense(2)])


@keras3
def sequential_with_functional():
    x = keras.Input((8,))
    inner = keras.Model(x, layers.Add()([layers.Dense(8)(x), x]), name="residual")
    return keras.Sequential([keras.Input((8,)), inner, layers.Dense(2)])


@keras3
def sequential_masked():
    return keras.Sequential(
        [keras.Input((None,), dtype="int32"), layers.Embedding(50, 8, mask_zero=True), layers.LSTM(4), layers.Dense(1)]
    )


@keras3
def sequential_embedding_without_input():
    model = keras.Sequential([layers.Embedding(50, 8), layers.GlobalAveragePooling1D(), layers.Dense(1)])
    model.build((None, 12))
    return model


@keras3
def sequential_unknown_sizes():
    return keras.Sequential([keras.Input((None, None, 1)), layers.Conv2D(4, 3), layers.GlobalMaxPooling2D()])


@keras3
def sequential_several_outputs():
    return keras.Sequential([keras.Input((7, 3)), layers.LSTM(4, return_state=True)])


@keras3
def sequential_mixed_precision():
    keras.config.set_dtype_policy("mixed_float16")
    return keras.Sequential([keras.Input((8,)), layers.Dense(4), layers.Dense(2, dtype="float32")])
