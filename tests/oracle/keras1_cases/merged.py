"""Merge, Lambda, and what only Keras 1 had."""

import keras
from keras import layers, ops
from keras1_cases.built_in import dense
from keras1_cases.writer import called, chain, chain_model, entry, input_entry, keras1, model, model_config, rename, sequential_config


def merge(name, mode, **more):
    keys = {"mode_type": "raw", "concat_axis": -1, "dot_axes": -1, "output_shape": None, "output_shape_type": "raw", "output_mask": None, "output_mask_type": "raw", "arguments": {}}
    config = {"name": name, "mode": mode, **keys, **more}
    return {"class_name": "Merge", "config": config}


@keras1
def merge_modes():
    inputs = ["input_1", "input_2"]
    old = [input_entry(name, (4, 6)) for name in inputs]
    a, b = [keras.Input((4, 6), name=name) for name in inputs]
    modes = {
        "sum": (layers.Add(), {}),
        "mul": (layers.Multiply(), {}),
        "ave": (layers.Average(), {}),
        "max": (layers.Maximum(), {}),
        "concat": (layers.Concatenate(), {}),
        "concat_time": (layers.Concatenate(axis=1), {"concat_axis": 1}),
        "dot": (layers.Dot((2, 2)), {"dot_axes": [2, 2]}),
        "dot_last": (layers.Dot(-1), {}),
        "cos": (layers.Dot((1, 1), normalize=True), {"dot_axes": 1}),
    }
    outputs = []
    for name, (layer, config) in modes.items():
        rename(layer, f"merge_{name}")
        outputs.append(layer([a, b]))
        old.append(called(merge(f"merge_{name}", name.split("_")[0], **config), inputs))
    return model(old, inputs, [f"merge_{name}" for name in modes]), keras.Model([a, b], outputs, name="model_1")


class Code(layers.Layer):
    """Python code of a config, of which only its output's shape is known; without the batch."""

    def __init__(self, shape, **kwargs):
        super().__init__(**kwargs)
        self.shape = shape

    def compute_output_shape(self, *_):
        return (None, *self.shape)

    def compute_output_spec(self, *_, **__):
        return keras.KerasTensor((None, *self.shape))

    def call(self, *_):
        raise NotImplementedError


@keras1
def code_with_output_shape():
    """A Lambda, and a Merge by a function: what the config says that they yield."""
    code = ["\u0000\u0001c", None, None]
    keys = {"function": code, "function_type": "lambda", "arguments": {}}
    old = [
        input_entry("input_1", (12,)),
        called(entry("Lambda", "lambda_1", output_shape=[3, 4], output_shape_type="raw", **keys), ["input_1"]),
        called(entry("Flatten", "flatten_1"), ["lambda_1"]),
        called(merge("merge_1", code, mode_type="lambda", output_shape=[5]), ["flatten_1", "input_1"]),
        called(dense("dense_1", 2), ["merge_1"]),
    ]
    x = keras.Input((12,), name="input_1")
    flat = layers.Flatten(name="flatten_1")(Code((3, 4), name="lambda_1")(x))
    merged = Code((5,), name="merge_1")([flat, x])
    return model(old, ["input_1"], ["dense_1"]), keras.Model(x, layers.Dense(2, name="dense_1")(merged), name="model_1")


class MaxoutDense(layers.Layer):
    """The largest of several linear functions."""

    def __init__(self, units, features=4, **kwargs):
        super().__init__(**kwargs)
        self.units, self.features = units, features

    def build(self, shape):
        self.W = self.add_weight(shape=(self.features, shape[-1], self.units), name="W")
        self.b = self.add_weight(shape=(self.features, self.units), name="b")

    def call(self, x):
        return ops.max(ops.einsum("bi,fio->bfo", x, self.W) + self.b, 1)


class Highway(layers.Layer):
    """A gate decides how much of the input passes."""

    def build(self, shape):
        n = shape[-1]
        self.W = self.add_weight(shape=(n, n), name="W")
        self.W_carry = self.add_weight(shape=(n, n), name="W_carry")
        self.b = self.add_weight(shape=(n,), name="b")
        self.b_carry = self.add_weight(shape=(n,), name="b_carry")

    def call(self, x):
        gate = ops.sigmoid(x @ self.W_carry + self.b_carry)
        return gate * (x @ self.W + self.b) + (1 - gate) * x


class Elementwise(layers.Layer):
    """A function with weights of the input's shape; axes that share them have size 1."""

    def __init__(self, names, shared_axes=(), **kwargs):
        super().__init__(**kwargs)
        self.names, self.shared_axes = names, shared_axes

    def build(self, shape):
        sizes = [1 if axis in self.shared_axes else size for axis, size in enumerate(shape)]
        for name in self.names:
            self.add_weight(shape=sizes[1:], name=name)

    def call(self, x):
        return x


S_RELU = ("t_left", "a_left", "t_right", "a_right")


@keras1
def only_in_keras1():
    shared = {"shared_axes": [1]}
    return chain(
        (8,),
        [
            (entry("MaxoutDense", "maxoutdense_1", output_dim=6, nb_feature=3, init="glorot_uniform", bias=True, input_dim=8), MaxoutDense(6, 3)),
            (entry("Highway", "highway_1", init="glorot_uniform", transform_bias=-2, activation="relu", bias=True, input_dim=None), Highway()),
            (entry("SReLU", "srelu_1", t_left_init="zero", shared_axes=None), Elementwise(S_RELU)),
            (entry("ParametricSoftplus", "parametricsoftplus_1", alpha_init=0.2, beta_init=5.0, shared_axes=None), Elementwise(("alphas", "betas"))),
            (entry("RepeatVector", "repeatvector_1", n=5), layers.RepeatVector(5)),
            (entry("SReLU", "srelu_2", t_left_init="zero", **shared), Elementwise(S_RELU, (1,))),
            (entry("ParametricSoftplus", "parametricsoftplus_2", alpha_init=0.2, **shared), Elementwise(("alphas", "betas"), (1,))),
            (entry("TimeDistributedDense", "timedistributeddense_1", output_dim=3, init="glorot_uniform", activation="linear", bias=True), layers.Dense(3)),
        ],
        version="1.0.8",
    )


def branch_entry(shape, entries):
    """A Sequential in a Merge has no name."""
    return {"class_name": "Sequential", "config": sequential_config(shape, entries)}


@keras1
def branches():
    """A Sequential that begins with a Merge of two others."""
    left, right = [dense("dense_1", 6), entry("Dropout", "dropout_1", p=0.2)], [dense("dense_2", 4)]
    first = {**merge("merge_1", "concat"), "class_name": "Merge"}
    first["config"]["layers"] = [branch_entry((8,), left), branch_entry((5,), right)]
    text = {"class_name": "Sequential", "config": [first, dense("dense_3", 2)], "keras_version": "1.2.2"}
    a = chain_model((8,), left, [layers.Dense(6), layers.Dropout(0.2)], name="sequential")
    b = chain_model((5,), right, [layers.Dense(4)], name="sequential_2")
    x, y = keras.Input((8,), name="dense_input_1"), keras.Input((5,), name="dense_input_1_2")
    merged = layers.Concatenate(name="merge_1")([a(x), b(y)])
    return text, keras.Model([x, y], layers.Dense(2, name="dense_3")(merged), name="sequential")


@keras1
def branches_with_a_model():
    """One branch is a Model with two inputs, the other a Sequential."""
    old = [input_entry("input_1", (3,)), input_entry("input_2", (3,)), called(merge("merge_1", "sum"), ["input_1", "input_2"])]
    inner = {"class_name": "Model", "config": model_config(old, ["input_1", "input_2"], ["merge_1"])}
    right = [dense("dense_1", 3)]
    first = merge("merge_2", "mul", layers=[inner, branch_entry((7,), right)])
    text = {"class_name": "Sequential", "config": [first, dense("dense_2", 2)], "keras_version": "1.1.0"}
    a, b = [keras.Input((3,), name=name) for name in ("input_1", "input_2")]
    summed = keras.Model([a, b], layers.Add(name="merge_1")([a, b]), name="model_1")
    other = chain_model((7,), right, [layers.Dense(3)], name="sequential")
    a, b, c = [keras.Input((n,), name=name) for n, name in ((3, "input_1"), (3, "input_2"), (7, "dense_input_1"))]
    merged = layers.Multiply(name="merge_2")([summed([a, b]), other(c)])
    return text, keras.Model([a, b, c], layers.Dense(2, name="dense_2")(merged), name="sequential")
