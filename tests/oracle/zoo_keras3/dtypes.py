"""Dtype policies, inputs of other dtypes, and frozen layers."""

import keras
from keras import layers
from registry import chain, fan, keras3


def small_network():
    """A little of everything that has weights."""
    return chain(
        keras.Input((16, 16, 3)),
        layers.Conv2D(4, 3),
        layers.BatchNormalization(),
        layers.ReLU(),
        layers.SpatialDropout2D(0.1),
        layers.Reshape((14 * 14, 4)),
        layers.LSTM(6, return_sequences=True, recurrent_initializer="glorot_uniform"),
        layers.LayerNormalization(),
        layers.GlobalAveragePooling1D(),
        layers.Dropout(0.1),
        layers.Dense(2, activation="softmax", dtype="float32"),
    )


@keras3
def policy_mixed_float16():
    keras.config.set_dtype_policy("mixed_float16")
    return small_network()


@keras3
def policy_mixed_bfloat16():
    keras.config.set_dtype_policy("mixed_bfloat16")
    return small_network()


@keras3
def policy_bfloat16():
    keras.config.set_dtype_policy("bfloat16")
    return small_network()


@keras3
def policy_float16():
    keras.config.set_dtype_policy("float16")
    return small_network()


@keras3
def policy_float64():
    keras.config.set_dtype_policy("float64")
    return small_network()


@keras3
def policy_per_layer():
    return chain(
        keras.Input((8,)),
        layers.Dense(4, dtype="float16"),
        layers.Dense(4, dtype="mixed_bfloat16"),
        layers.Dense(4, dtype="float64"),
        layers.Dense(4, dtype=keras.DTypePolicy("mixed_float16")),
        layers.Dense(4),
    )


@keras3
def policy_attention():
    keras.config.set_dtype_policy("mixed_float16")
    x = keras.Input((10, 16))
    y = layers.MultiHeadAttention(2, 8)(x, x)
    return keras.Model(x, layers.LayerNormalization()(layers.Add()([x, y])))


@keras3
def policy_ops():
    keras.config.set_dtype_policy("mixed_bfloat16")
    x = keras.Input((8,))
    y = layers.Dense(8)(x)
    return keras.Model(x, [x + y, y * 2.0, y / 3, keras.ops.mean(y, axis=1), y > 0.5])


@keras3
def policy_merge():
    a, b = keras.Input((8,)), keras.Input((8,), dtype="float16")
    return keras.Model([a, b], [layers.Add(dtype="mixed_float16")([a, b]), layers.Concatenate(dtype="float64")([a, b])])


@keras3
def policy_map():
    policies = keras.dtype_policies.DTypePolicyMap()
    policies["attention/query"] = keras.DTypePolicy("mixed_float16")
    x = keras.Input((10, 16))
    return keras.Model(x, layers.MultiHeadAttention(2, 8, dtype=policies, name="attention")(x, x))


@keras3
def dtype_int_inputs():
    x = keras.Input((8,), dtype="int32")
    return fan(x, layers.Dense(4), layers.Dropout(0.5), layers.Flatten(), layers.Reshape((2, 4)), layers.ReLU())


@keras3
def dtype_uint8_picture():
    return chain(
        keras.Input((32, 32, 3), dtype="uint8"),
        layers.ZeroPadding2D(1),
        layers.Cropping2D(1),
        layers.UpSampling2D(2),
        layers.MaxPooling2D(2),
        layers.Conv2D(4, 3),
    )


@keras3
def dtype_bool_input():
    x = keras.Input((8,), dtype="bool")
    return fan(x, layers.Dense(4), layers.Flatten(), layers.RepeatVector(3), layers.Activation("linear"))


@keras3
def dtype_float16_input():
    return fan(
        keras.Input((6, 8), dtype="float16"),
        layers.Dense(4),
        layers.LSTM(3),
        layers.Conv1D(2, 3),
        layers.Permute((2, 1)),
    )


@keras3
def dtype_float64_input():
    return fan(keras.Input((6, 8), dtype="float64"), layers.Dense(4), layers.Flatten(), layers.Softmax())


@keras3
def frozen_layers():
    return chain(
        keras.Input((8, 8, 3)),
        layers.Conv2D(4, 3, trainable=False),
        layers.BatchNormalization(),
        layers.Flatten(),
        layers.Dense(5),
        layers.Dense(2, trainable=False),
    )


@keras3
def frozen_wrappers():
    return chain(
        keras.Input((7, 3)),
        layers.Bidirectional(layers.LSTM(4, return_sequences=True), trainable=False),
        layers.TimeDistributed(layers.Dense(4), trainable=False),
        layers.LSTM(4, trainable=False),
        layers.Dense(2),
    )


@keras3
def frozen_after_building():
    x = keras.Input((7, 16))
    y = layers.MultiHeadAttention(2, 8, name="attention")(x, x)
    y = layers.Bidirectional(layers.LSTM(4), name="both")(y)
    model = keras.Model(x, layers.Dense(3)(y))
    model.get_layer("attention").trainable = False
    model.get_layer("both").trainable = False
    return model


@keras3
def frozen_nested():
    inner_in = keras.Input((8,))
    inner = keras.Model(inner_in, layers.Dense(4)(layers.Dense(6)(inner_in)), name="backbone")
    inner.trainable = False
    x = keras.Input((8,))
    return keras.Model(x, layers.Dense(2)(inner(x)))


@keras3
def frozen_model():
    model = chain(keras.Input((8,)), layers.Dense(4), layers.BatchNormalization(), layers.Dense(2))
    model.trainable = False
    return model


@keras3
def frozen_sequential():
    inner = keras.Sequential([keras.Input((8,)), layers.Dense(4), layers.BatchNormalization()], name="frozen")
    inner.trainable = False
    return chain(keras.Input((8,)), inner, layers.Dense(2))


@keras3
def quantized_int8():
    model = chain(keras.Input((8,)), layers.Dense(4), layers.Dense(2, use_bias=False))
    model.quantize("int8")
    return model


@keras3
def quantized_int4():
    model = chain(keras.Input((8,)), layers.Dense(4))
    model.quantize("int4")
    return model


@keras3
def quantized_float8():
    model = chain(keras.Input((8,)), layers.Dense(4))
    model.quantize("float8")
    return model
