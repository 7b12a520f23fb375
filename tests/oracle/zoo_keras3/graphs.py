"""Functional graphs: nesting, sharing, several inputs and outputs, dicts."""

import keras
from keras import layers
from registry import keras3


def encoder(name="encoder", units=6):
    """A nested model with a few layers."""
    x = keras.Input((8,), name=f"{name}_in")
    y = layers.Dense(units, activation="relu", name=f"{name}_dense")(x)
    return keras.Model(x, layers.BatchNormalization(name=f"{name}_norm")(y), name=name)


@keras3
def nested_functional():
    x = keras.Input((8,))
    return keras.Model(x, layers.Dense(2)(encoder()(x)))


@keras3
def nested_three_levels():
    x = keras.Input((8,), name="middle_in")
    middle = keras.Model(x, layers.Dense(5, name="middle_dense")(encoder("inner")(x)), name="middle")
    x = keras.Input((8,), name="outer_in")
    outer = keras.Model(x, layers.Dense(4, name="outer_dense")(middle(x)), name="outer")
    x = keras.Input((8,), name="top_in")
    return keras.Model(x, layers.Dense(3, name="top_dense")(outer(x)), name="top")


@keras3
def nested_sequential_in_functional():
    inner = keras.Sequential([keras.Input((8,)), layers.Dense(6), layers.Dense(4)], name="inner")
    x = keras.Input((8,))
    return keras.Model(x, layers.Dense(2)(inner(x)))


@keras3
def nested_sequential_without_input():
    inner = keras.Sequential([layers.Dense(6), layers.Dropout(0.1), layers.Dense(4)], name="inner")
    x = keras.Input((8,))
    return keras.Model(x, layers.Dense(2)(inner(x)))


@keras3
def nested_model_is_output():
    x = keras.Input((8,))
    return keras.Model(x, encoder()(x))


@keras3
def nested_two_outputs():
    x = keras.Input((8,), name="inner_in")
    inner = keras.Model(x, [layers.Dense(3, name="a")(x), layers.Dense(4, name="b")(x)], name="inner")
    x = keras.Input((8,))
    a, b = inner(x)
    return keras.Model(x, [layers.Concatenate()([a, b]), a])


@keras3
def nested_two_inputs():
    a, b = keras.Input((3,), name="a"), keras.Input((4,), name="b")
    inner = keras.Model([a, b], layers.Dense(5, name="joined")(layers.Concatenate(name="join")([a, b])), name="inner")
    x, y = keras.Input((3,)), keras.Input((4,))
    return keras.Model([x, y], inner([x, y]))


@keras3
def nested_dict_inputs_outputs():
    a, b = keras.Input((3,), name="a"), keras.Input((4,), name="b")
    joined = layers.Concatenate(name="join")([a, b])
    inner = keras.Model({"a": a, "b": b}, {"z": layers.Dense(2, name="z")(joined), "s": joined}, name="inner")
    x, y = keras.Input((3,)), keras.Input((4,))
    out = inner({"a": x, "b": y})
    return keras.Model([x, y], layers.Concatenate()([out["z"], out["s"]]))


@keras3
def nested_unknown_sizes():
    picture = keras.Input((None, None, 3), name="picture")
    y = layers.Conv2D(4, 3, strides=2, name="conv")(picture)
    inner = keras.Model(picture, layers.MaxPooling2D(name="pool")(y), name="features")
    x = keras.Input((64, 48, 3))
    return keras.Model(x, layers.Flatten()(inner(x)))


@keras3
def nested_unknown_sizes_twice():
    picture = keras.Input((None, None, 3), name="picture")
    inner = keras.Model(picture, layers.Conv2D(4, 3, strides=2, name="conv")(picture), name="features")
    big, small = keras.Input((64, 48, 3)), keras.Input((17, 15, 3))
    return keras.Model([big, small], [inner(big), inner(small)])


@keras3
def siamese():
    shared = encoder()
    left, right = keras.Input((8,), name="left"), keras.Input((8,), name="right")
    distance = layers.Subtract()([shared(left), shared(right)])
    return keras.Model([left, right], layers.Dense(1, activation="sigmoid")(distance))


@keras3
def siamese_three_outputs():
    shared = encoder()
    inputs = [keras.Input((8,)) for _ in range(3)]
    return keras.Model(inputs, [shared(x) for x in inputs])


@keras3
def siamese_sequential():
    shared = keras.Sequential([layers.Dense(6), layers.Dense(4)], name="shared")
    left, right = keras.Input((8,)), keras.Input((8,))
    return keras.Model([left, right], layers.Dot(axes=1)([shared(left), shared(right)]))


@keras3
def shared_layer():
    a, b = keras.Input((8,)), keras.Input((8,))
    dense = layers.Dense(4)
    return keras.Model([a, b], layers.Add()([dense(a), dense(b)]))


@keras3
def shared_layer_in_a_row():
    x = keras.Input((8,))
    dense = layers.Dense(8)
    return keras.Model(x, dense(dense(dense(x))))


@keras3
def shared_layer_different_shapes():
    a, b, c = keras.Input((8,)), keras.Input((5, 8)), keras.Input((None, 3, 8))
    dense = layers.Dense(4)
    return keras.Model([a, b, c], [dense(a), dense(b), dense(c)])


@keras3
def shared_conv_different_sizes():
    a, b = keras.Input((32, 32, 3)), keras.Input((17, 40, 3))
    conv, pool = layers.Conv2D(4, 3), layers.GlobalAveragePooling2D()
    return keras.Model([a, b], layers.Concatenate()([pool(conv(a)), pool(conv(b))]))


@keras3
def shared_layer_across_depths():
    # A(B(A(B(x)))): the first layer's second call comes after the second layer's first.
    x = keras.Input((8,))
    a, b = layers.Dense(8, name="a"), layers.Dense(8, name="b")
    return keras.Model(x, b(a(b(a(x)))))


@keras3
def shared_inside_and_outside():
    dense = layers.Dense(8, name="both")
    x = keras.Input((8,), name="inner_in")
    inner = keras.Model(x, dense(x), name="inner")
    x = keras.Input((8,))
    return keras.Model(x, dense(inner(x)))


@keras3
def part_of_another_model():
    x = keras.Input((8,), name="whole_in")
    a = layers.Dense(6, name="a")(x)
    b = layers.Dense(4, name="b")(a)
    keras.Model(x, layers.Dense(2, name="c")(b), name="whole")
    return keras.Model(a, b, name="part")


@keras3
def calls_outside_the_model():
    # The layer is called once more elsewhere; that call is not in the file.
    x, y = keras.Input((8,)), keras.Input((5, 8))
    dense = layers.Dense(4)
    dense(y)
    return keras.Model(x, dense(x))


@keras3
def several_inputs_outputs():
    a, b, c = keras.Input((4,), name="a"), keras.Input((5,), name="b"), keras.Input((6,), name="c")
    joined = layers.Concatenate(name="join")([a, b, c])
    return keras.Model(
        [a, b, c], [layers.Dense(1, name="first")(joined), layers.Dense(2, name="second")(joined), joined]
    )


@keras3
def dict_inputs():
    inputs = {name: keras.Input((4,), name=name) for name in ("zebra", "ant", "mouse")}
    return keras.Model(inputs, layers.Concatenate()([inputs["zebra"], inputs["ant"], inputs["mouse"]]))


@keras3
def dict_outputs():
    x = keras.Input((8,))
    return keras.Model(x, {"z": layers.Dense(1)(x), "a": layers.Dense(2)(x), "m": layers.Dense(3)(x)})


@keras3
def nested_structures():
    a, b, c = keras.Input((4,), name="a"), keras.Input((5,), name="b"), keras.Input((6,), name="c")
    return keras.Model(
        {"pair": [a, b], "single": c},
        {"sum": layers.Dense(2)(a), "rest": [layers.Dense(3)(b), {"deep": layers.Dense(4)(c)}]},
    )


@keras3
def unused_input():
    a, b = keras.Input((4,), name="used"), keras.Input((5,), name="unused")
    return keras.Model([a, b], layers.Dense(2)(a))


@keras3
def input_is_output():
    x = keras.Input((4,))
    return keras.Model(x, [x, layers.Dense(2)(x)])


@keras3
def same_output_twice():
    x = keras.Input((4,))
    y = layers.Dense(2)(x)
    return keras.Model(x, [y, y])


@keras3
def input_kinds():
    return keras.Model(
        [
            fixed := keras.Input(batch_shape=(32, 4), name="fixed_batch"),
            scalar := keras.Input((), name="scalar"),
            integer := keras.Input((3,), dtype="int64", name="integer"),
            boolean := keras.Input((None,), dtype="bool", name="boolean"),
            optional := keras.Input((2,), optional=True, name="optional"),
        ],
        [layers.Identity()(x) for x in (fixed, scalar, integer, boolean, optional)],
    )


@keras3
def residual_block():
    x = keras.Input((16, 16, 8))
    y = layers.Conv2D(8, 3, padding="same", use_bias=False)(x)
    y = layers.BatchNormalization()(y)
    y = layers.ReLU()(y)
    y = layers.Conv2D(8, 3, padding="same")(y)
    return keras.Model(x, layers.ReLU()(layers.Add()([x, y])))


@keras3
def inception_block():
    x = keras.Input((None, None, 16))
    branches = [
        layers.Conv2D(4, 1)(x),
        layers.Conv2D(4, 3, padding="same")(layers.Conv2D(2, 1)(x)),
        layers.Conv2D(4, 1)(layers.MaxPooling2D(3, strides=1, padding="same")(x)),
    ]
    return keras.Model(x, layers.Concatenate()(branches))


@keras3
def u_net():
    x = keras.Input((32, 32, 1))
    skips, y = [], x
    for filters in (4, 8):
        y = layers.Conv2D(filters, 3, padding="same", activation="relu")(y)
        skips.append(y)
        y = layers.MaxPooling2D()(y)
    y = layers.Conv2D(16, 3, padding="same")(y)
    for filters, skip in ((8, skips[1]), (4, skips[0])):
        y = layers.Conv2DTranspose(filters, 2, strides=2)(y)
        y = layers.Conv2D(filters, 3, padding="same")(layers.Concatenate()([y, skip]))
    return keras.Model(x, layers.Conv2D(1, 1, activation="sigmoid")(y))


@keras3
def autoencoder_of_models():
    x = keras.Input((28, 28, 1), name="picture")
    y = layers.Conv2D(8, 3, strides=2, padding="same", name="down")(x)
    shape = y.shape[1:]
    code = layers.Dense(10, name="code")(layers.Flatten(name="flat")(y))
    encode = keras.Model(x, code, name="encode")
    z = keras.Input((10,), name="code_in")
    y = layers.Dense(shape[0] * shape[1] * shape[2], name="grow")(z)
    y = layers.Reshape(shape, name="unflat")(y)
    decode = keras.Model(z, layers.Conv2DTranspose(1, 3, strides=2, padding="same", name="up")(y), name="decode")
    x = keras.Input((28, 28, 1))
    return keras.Model(x, decode(encode(x)), name="autoencoder")


@keras3
def subclass_of_functional():
    @keras.saving.register_keras_serializable("zoo")
    class Tower(keras.Model):
        """Functional by the way it is made, with a class of its own."""

    x = keras.Input((8,))
    return Tower(x, layers.Dense(2)(x), name="tower")
