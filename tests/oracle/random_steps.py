"""What random_models.py lets a model grow by: each step makes new tensors of those that are there.

A step is a function of the growing model and a tensor that fits it. It returns one tensor or several; where it cannot, it
returns None, or Keras refuses, and another step is tried. `kit` is keras or tf_keras: both have the layers used here.
"""

STEPS = {}  # by rank: (weight, function)


def step(*ranks, weight=1):
    """Registers a step for tensors of these ranks."""

    def add(function):
        for rank in ranks:
            STEPS.setdefault(rank, []).extend([function] * weight)
        return function

    return add


def width(tensor):
    return tensor.shape[-1]


@step(2, 3, 4, 5, weight=3)
def dense(g, x):
    return g.layer("Dense", g.pick(1, 3, 4, 8), activation=g.pick(None, "relu", "tanh", "softmax"), use_bias=g.pick(True, True, False))(
        x
    )


@step(2, 3, 4, 5, weight=2)
def normalization(g, x):
    name = g.pick("BatchNormalization", "LayerNormalization", "UnitNormalization")
    options = {} if name == "UnitNormalization" else {"center": g.pick(True, False), "scale": g.pick(True, True, False)}
    return g.layer(name, **options)(x)


@step(3, 4)
def group_normalization(g, x):
    return g.layer("GroupNormalization", groups=-1 if width(x) % 2 else 2)(x)


@step(2, 3, 4, 5)
def activation(g, x):
    return g.pick(
        lambda: g.layer("Activation", g.pick("relu", "gelu", "sigmoid", "swish", "elu"))(x),
        lambda: g.layer("ReLU", max_value=g.pick(None, 6.0))(x),
        lambda: g.layer("LeakyReLU")(x),
        lambda: g.layer("Softmax")(x),
        lambda: g.layer("PReLU", shared_axes=list(range(1, len(x.shape) - 1)) or None)(x),
    )()


@step(2, 3, 4, 5)
def noise(g, x):
    return g.layer(g.pick("Dropout", "GaussianDropout", "GaussianNoise"), 0.2)(x)


@step(2, 3, 4, 5, weight=3)
def merge(g, x):
    """With a tensor that fits; a dense layer makes it fit if none does."""
    others = g.alike(x)
    other = g.choose(others) if others else g.layer("Dense", width(x))(x)
    name = g.pick("Add", "Multiply", "Subtract", "Average", "Maximum", "Minimum", "Concatenate")
    tensors = [x, other] if name == "Subtract" or len(others) < 2 else [x, other, g.choose(others)]
    return g.layer(name)(tensors)


@step(2, 3, 4, weight=2)
def concatenate(g, x):
    others = [t for t in g.pool if len(t.shape) == len(x.shape) and t.shape[:-1] == x.shape[:-1] and t.dtype == x.dtype]
    return g.layer("Concatenate", axis=g.pick(-1, len(x.shape) - 1))([x, *g.some(others, 2)])


@step(2, 3, 4, 5)
def shared(g, x):
    """A layer once more, on a tensor of the shape that it was first called on."""
    fitting = [layer for layer, shape in g.called if shape == tuple(x.shape)]
    return g.choose(fitting)(x) if fitting else None


@step(2, 3, 4, weight=3)
def operation(g, x):
    return g.choose(g.operations[len(x.shape)])(x)


@step(2, 3, 4)
def binary(g, x):
    others = g.alike(x)
    return g.choose(g.binaries)(x, g.choose(others)) if others else None


@step(2, 3, 4)
def nested(g, x):
    if g.depth > 1 or None in x.shape[2:]:
        return None
    model = g.inner(x)
    outputs = model(x)
    again = g.alike(x)
    if again and g.pick(True, False):
        more = model(g.choose(again))
        return [*flat(outputs), *flat(more)]
    return outputs


@step(2, 3)
def sequential(g, x):
    size = g.pick(3, 6)
    kit = g.kit
    parts = [g.kit.layers.Dense(size, activation="relu"), kit.layers.Dropout(0.1), kit.layers.Dense(width(x))]
    if g.pick(True, False):
        parts.insert(0, kit.Input(x.shape[1:], batch_size=x.shape[0]))
    return kit.Sequential(parts, name=g.name("chain"))(x)


def flat(outputs):
    return list(outputs) if isinstance(outputs, (list, tuple)) else [outputs]


# ---- vectors


@step(2)
def to_sequence(g, x):
    if g.pick(True, False):
        return g.layer("RepeatVector", g.pick(2, 5))(x)
    return g.layer("Reshape", (-1, 2) if width(x) % 2 == 0 else (width(x), 1))(x)


@step(2)
def dot(g, x):
    others = g.alike(x)
    return g.layer("Dot", axes=1, normalize=g.pick(True, False))([x, g.choose(others)]) if others else None


# ---- sequences


def recurrent_options(g):
    return {
        "return_sequences": g.pick(True, True, False),
        "use_bias": g.pick(True, True, False),
        "go_backwards": g.pick(False, False, True),
    }


@step(3, weight=3)
def recurrent(g, x):
    return g.layer(g.pick("LSTM", "GRU", "SimpleRNN"), g.pick(2, 4), **recurrent_options(g))(x)


@step(3, weight=2)
def recurrent_with_states(g, x):
    name, units = g.pick("LSTM", "GRU", "SimpleRNN"), g.pick(2, 4)
    output, *states = g.layer(name, units, return_state=True, return_sequences=True)(x)
    second = g.layer(name, units, **recurrent_options(g))(output, initial_state=states if len(states) > 1 else states[0])
    return [second, states[0]]


@step(3, weight=2)
def bidirectional(g, x):
    inner = getattr(g.kit.layers, g.pick("LSTM", "GRU"))(g.pick(2, 3), return_sequences=g.pick(True, False))
    options = {}
    if g.pick(True, False):
        config = inner.get_config()
        options["backward_layer"] = type(inner).from_config(
            config | {"name": config["name"] + "_back", "go_backwards": True}
        )
    return g.layer("Bidirectional", inner, merge_mode=g.pick("concat", "sum", "ave", "mul"), **options)(x)


@step(3)
def rnn_of_cells(g, x):
    layers = g.kit.layers
    cells = [g.choose([layers.LSTMCell, layers.GRUCell, layers.SimpleRNNCell])(g.pick(2, 3)) for _ in range(g.pick(1, 2))]
    cell = cells[0] if len(cells) == 1 else layers.StackedRNNCells(cells)
    return g.layer("RNN", cell, return_sequences=g.pick(True, False))(x)


@step(3, 4)
def time_distributed(g, x):
    layers = g.kit.layers
    inner = g.pick(
        lambda: layers.Dense(g.pick(2, 4)),
        lambda: layers.LayerNormalization(),
        lambda: layers.Dropout(0.1),
        lambda: layers.Conv1D(3, 1) if len(x.shape) == 4 else layers.Dense(3, use_bias=False),
    )()
    return g.layer("TimeDistributed", inner)(x)


@step(3, weight=2)
def attention(g, x):
    others = [t for t in g.pool if len(t.shape) == 3 and width(t) == width(x)] or [x]
    other = g.choose(others)
    return g.pick(
        lambda: g.layer("MultiHeadAttention", g.pick(1, 2), g.pick(2, 3))(x, other),
        lambda: g.layer("MultiHeadAttention", 2, 2, value_dim=3, output_shape=g.pick(None, 5))(
            x, x, use_causal_mask=g.pick(True, False)
        ),
        lambda: list(g.layer("MultiHeadAttention", 2, 3)(x, other, return_attention_scores=True))[:1],
        lambda: g.layer("Attention", use_scale=g.pick(True, False))([x, other]),
        lambda: g.layer("AdditiveAttention")([x, other]),
    )()


@step(3, weight=2)
def convolution1(g, x):
    options = {"padding": g.pick("valid", "same", "causal"), "strides": g.pick(1, 1, 2)}
    return g.layer("Conv1D", g.pick(2, 4), g.pick(1, 2, 3), **options)(x)


@step(3)
def window1(g, x):
    return g.pick(
        lambda: g.layer("MaxPooling1D", 2, padding="same")(x),
        lambda: g.layer("AveragePooling1D", 2)(x),
        lambda: g.layer("ZeroPadding1D", g.pick(1, (0, 2)))(x),
        lambda: g.layer("Cropping1D", (0, 1))(x),
        lambda: g.layer("UpSampling1D", 2)(x),
        lambda: g.layer("Conv1DTranspose", 3, 2, strides=2)(x),
        lambda: g.layer("SeparableConv1D", 4, 2, padding="same")(x),
        lambda: g.layer("DepthwiseConv1D", 2, depth_multiplier=2)(x),
        lambda: g.layer("SpatialDropout1D", 0.2)(x),
        lambda: g.layer("Permute", (2, 1))(x),
        lambda: g.layer("EinsumDense", "abc,cd->abd", output_shape=(None, 4), bias_axes="d")(x),
        lambda: g.layer("Masking")(x),
    )()


@step(3, weight=2)
def to_vector(g, x):
    return g.pick(
        lambda: g.layer("GlobalAveragePooling1D", keepdims=g.pick(False, True))(x),
        lambda: g.layer("GlobalMaxPooling1D")(x),
        lambda: g.layer("Flatten")(x) if None not in x.shape[1:] else None,
    )()


@step(3)
def to_picture(g, x):
    if None in x.shape[1:]:
        return None
    return g.layer("Reshape", (x.shape[1], width(x), 1))(x)


# ---- pictures


@step(4, weight=3)
def convolution2(g, x):
    options = {"padding": g.pick("valid", "same"), "activation": g.pick(None, "relu")}
    return g.pick(
        lambda: g.layer("Conv2D", g.pick(2, 4, 6), g.pick(1, 2, (1, 3)), strides=g.pick(1, 2), **options)(x),
        lambda: g.layer("Conv2D", 4, 2, dilation_rate=2, **options)(x),
        lambda: g.layer("Conv2D", width(x) * 2, 2, groups=width(x), **options)(x),
        lambda: g.layer("DepthwiseConv2D", 2, depth_multiplier=g.pick(1, 2), **options)(x),
        lambda: g.layer("SeparableConv2D", 3, 2, **options)(x),
        lambda: g.layer("Conv2DTranspose", 3, g.pick(2, 3), strides=g.pick(1, 2), **options)(x),
    )()


@step(4, weight=2)
def window2(g, x):
    return g.pick(
        lambda: g.layer("MaxPooling2D", 2, padding=g.pick("valid", "same"))(x),
        lambda: g.layer("AveragePooling2D", (1, 2), strides=1)(x),
        lambda: g.layer("ZeroPadding2D", ((1, 0), (0, 2)))(x),
        lambda: g.layer("Cropping2D", (1, 0))(x),
        lambda: g.layer("UpSampling2D", (2, 1), interpolation="bilinear")(x),
        lambda: g.layer("SpatialDropout2D", 0.2)(x),
        lambda: g.layer("Permute", (3, 1, 2))(x),
        lambda: g.layer("Resizing", 5, 4)(x),
        lambda: g.layer("Rescaling", 0.5, offset=1)(x),
        lambda: g.layer("CenterCrop", 3, 3)(x),
        lambda: g.layer("RandomFlip")(x),
    )()


@step(4, weight=2)
def from_picture(g, x):
    return g.pick(
        lambda: g.layer("GlobalAveragePooling2D")(x),
        lambda: g.layer("GlobalMaxPooling2D", keepdims=g.pick(False, True))(x),
        lambda: g.layer("Flatten")(x) if None not in x.shape[1:] else None,
        lambda: g.layer("ConvLSTM1D", 2, 2, return_sequences=g.pick(True, False), padding="same")(x),
        lambda: g.layer("Reshape", (-1, width(x)))(x),
    )()


# ---- volumes and films


@step(5, weight=2)
def film(g, x):
    layers = g.kit.layers
    return g.pick(
        lambda: g.layer("ConvLSTM2D", 2, 2, padding="same", return_sequences=g.pick(True, False))(x),
        lambda: g.layer("TimeDistributed", layers.Conv2D(3, 2, padding="same"))(x),
        lambda: g.layer("TimeDistributed", layers.GlobalAveragePooling2D())(x),
        lambda: g.layer("Conv3D", 3, 2, padding="same", strides=g.pick(1, 2))(x),
        lambda: g.layer("MaxPooling3D", 2, padding="same")(x),
        lambda: g.layer("GlobalAveragePooling3D")(x),
        lambda: g.layer("UpSampling3D", (1, 2, 1))(x),
        lambda: g.layer("Flatten")(x),
    )()
