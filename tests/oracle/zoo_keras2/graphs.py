"""Keras 2 models: Sequential, nested, shared, several inputs and outputs."""

import tf_keras
from registry import keras2
from tf_keras import layers


def encoder(name="encoder"):
    """A nested model with a few layers."""
    x = tf_keras.Input((8,), name=f"{name}_in")
    y = layers.Dense(6, activation="relu", name=f"{name}_dense")(x)
    return tf_keras.Model(x, layers.BatchNormalization(name=f"{name}_norm")(y), name=name)


@keras2
def sequential():
    return tf_keras.Sequential([layers.Dense(4, input_shape=(8,)), layers.Dropout(0.5), layers.Dense(2)])


@keras2
def sequential_with_input():
    return tf_keras.Sequential([tf_keras.Input((8,), name="features"), layers.Dense(4), layers.Dense(2)])


@keras2
def sequential_built():
    model = tf_keras.Sequential([layers.Dense(4), layers.Dense(2)])
    model.build((None, 8))
    return model


@keras2
def sequential_unbuilt():
    return tf_keras.Sequential([layers.Dense(4), layers.Dense(2)], name="unbuilt")


@keras2
def sequential_embedding():
    return tf_keras.Sequential([layers.Embedding(100, 8, input_length=12), layers.LSTM(4), layers.Dense(1)])


@keras2
def sequential_in_sequential():
    inner = tf_keras.Sequential([layers.Dense(6, input_shape=(8,)), layers.Dense(4)], name="inner")
    deeper = tf_keras.Sequential([layers.Dense(3), layers.BatchNormalization()], name="deeper")
    return tf_keras.Sequential([tf_keras.Input((8,)), inner, deeper, layers.Dense(1)])


@keras2
def sequential_starts_with_model():
    x = tf_keras.Input((16, 16, 3))
    backbone = tf_keras.Model(x, layers.GlobalAveragePooling2D()(layers.Conv2D(4, 3)(x)), name="backbone")
    return tf_keras.Sequential([backbone, layers.Dense(2)])


@keras2
def nested_functional():
    x = tf_keras.Input((8,))
    return tf_keras.Model(x, layers.Dense(2)(encoder()(x)))


@keras2
def nested_three_levels():
    x = tf_keras.Input((8,), name="middle_in")
    middle = tf_keras.Model(x, layers.Dense(5, name="middle_dense")(encoder("inner")(x)), name="middle")
    x = tf_keras.Input((8,), name="outer_in")
    outer = tf_keras.Model(x, layers.Dense(4, name="outer_dense")(middle(x)), name="outer")
    x = tf_keras.Input((8,), name="top_in")
    return tf_keras.Model(x, layers.Dense(3, name="top_dense")(outer(x)), name="top")


@keras2
def nested_sequential():
    inner = tf_keras.Sequential([layers.Dense(6, input_shape=(8,)), layers.Dense(4)], name="inner")
    x = tf_keras.Input((8,))
    return tf_keras.Model(x, layers.Dense(2)(inner(x)))


@keras2
def nested_sequential_without_input():
    inner = tf_keras.Sequential([layers.Dense(6), layers.Dense(4)], name="inner")
    x = tf_keras.Input((8,))
    return tf_keras.Model(x, layers.Dense(2)(inner(x)))


@keras2
def nested_model_is_output():
    x = tf_keras.Input((8,))
    return tf_keras.Model(x, encoder()(x))


@keras2
def nested_two_outputs():
    x = tf_keras.Input((8,), name="inner_in")
    inner = tf_keras.Model(x, [layers.Dense(3, name="a")(x), layers.Dense(4, name="b")(x)], name="inner")
    x = tf_keras.Input((8,))
    a, b = inner(x)
    return tf_keras.Model(x, [layers.Concatenate()([a, b]), a])


@keras2
def nested_dict():
    a, b = tf_keras.Input((3,), name="a"), tf_keras.Input((4,), name="b")
    joined = layers.Concatenate(name="join")([a, b])
    inner = tf_keras.Model({"a": a, "b": b}, layers.Dense(2, name="z")(joined), name="inner")
    x, y = tf_keras.Input((3,)), tf_keras.Input((4,))
    return tf_keras.Model([x, y], inner({"a": x, "b": y}))


@keras2
def siamese():
    shared = encoder()
    left, right = tf_keras.Input((8,), name="left"), tf_keras.Input((8,), name="right")
    distance = layers.Subtract()([shared(left), shared(right)])
    return tf_keras.Model([left, right], layers.Dense(1, activation="sigmoid")(distance))


@keras2
def siamese_sequential():
    shared = tf_keras.Sequential([layers.Dense(6, input_shape=(8,)), layers.Dense(4)], name="shared")
    left, right = tf_keras.Input((8,)), tf_keras.Input((8,))
    return tf_keras.Model([left, right], [shared(left), shared(right)])


@keras2
def shared_layer():
    a, b = tf_keras.Input((8,)), tf_keras.Input((8,))
    dense = layers.Dense(4)
    return tf_keras.Model([a, b], layers.Add()([dense(a), dense(b)]))


@keras2
def shared_layer_different_shapes():
    a, b = tf_keras.Input((8,)), tf_keras.Input((5, 8))
    dense = layers.Dense(4)
    return tf_keras.Model([a, b], [dense(a), dense(b)])


@keras2
def shared_layer_across_depths():
    x = tf_keras.Input((8,))
    a, b = layers.Dense(8, name="a"), layers.Dense(8, name="b")
    return tf_keras.Model(x, b(a(b(a(x)))))


@keras2
def dict_inputs_outputs():
    inputs = {name: tf_keras.Input((4,), name=name) for name in ("zebra", "ant")}
    joined = layers.Concatenate()([inputs["zebra"], inputs["ant"]])
    return tf_keras.Model(inputs, {"z": layers.Dense(1)(joined), "a": layers.Dense(2)(joined)})


@keras2
def several_inputs_outputs():
    a, b = tf_keras.Input((4,), name="a"), tf_keras.Input((5,), name="b")
    joined = layers.Concatenate(name="join")([a, b])
    return tf_keras.Model([a, b], [layers.Dense(1, name="first")(joined), layers.Dense(2, name="second")(a), joined])


@keras2
def unused_input():
    a, b = tf_keras.Input((4,), name="used"), tf_keras.Input((5,), name="unused")
    return tf_keras.Model([a, b], layers.Dense(2)(a))


@keras2
def frozen_nested():
    inner = encoder("backbone")
    inner.trainable = False
    x = tf_keras.Input((8,))
    return tf_keras.Model(x, layers.Dense(2)(inner(x)))


@keras2
def frozen_model():
    x = tf_keras.Input((8,))
    model = tf_keras.Model(x, layers.Dense(2)(layers.BatchNormalization()(x)))
    model.trainable = False
    return model


@keras2
def call_keywords():
    x = tf_keras.Input((7, 3))
    mask = tf_keras.Input((7,), dtype="bool")
    y = layers.Dropout(0.5)(x, training=True)
    return tf_keras.Model([x, mask], layers.LSTM(4)(y, mask=mask))


@keras2
def names_with_slashes():
    x = tf_keras.Input((8, 8, 3), name="image/input")
    y = layers.Conv2D(4, 3, name="block1/conv.1")(x)
    return tf_keras.Model(x, layers.Flatten(name="head/flatten")(y), name="with/slashes")


@keras2
def activity_loss():
    x = tf_keras.Input((8,))
    y = layers.Dense(4, activity_regularizer="l2")(x)
    model = tf_keras.Model(x, layers.Dense(2)(y))
    return model
