"""The cases of refused.py: a model that Keras accepts, one change, and the layer in which Keras then refuses it."""

from dataclasses import dataclass
from typing import Callable

import keras
import numpy as np
from keras import layers, ops
from registry import chain

CASES = []


@dataclass
class Case:
    """One refused model. `build_config` tells if the file keeps the shapes that the layers were built with."""

    name: str
    fails_in: str
    build_config: bool
    build: Callable
    change: Callable


def with_build_config(fails_in, **changes):
    """Registers a case that keeps `build_config`; the decorated function builds the model."""
    return register(fails_in, True, changes)


def stripped(fails_in, **changes):
    """Registers a case without `build_config`, so that nothing but the configs tells the shapes."""
    return register(fails_in, False, changes)


def register(fails_in, build_config, changes):
    """`changes` are config values by layer name, or a function of that layer's entry."""

    def change(entry):
        for name, values in changes.items():
            if callable(values):
                values(find(entry, name))
            else:
                find(entry, name)["config"].update(values)

    def add(build):
        CASES.append(Case(build.__name__, fails_in, build_config, build, change))
        return build

    return add


def find(entry, name):
    """The entry of the layer of that name, in the model or in a model inside it."""
    found = [e for e in every_layer(entry) if (e.get("name") or e["config"]["name"]) == name]
    assert len(found) == 1, f"{len(found)} layers are called {name}"
    return found[0]


def every_layer(entry):
    """All entries below a model."""
    for inner in entry["config"].get("layers", []):
        yield inner
        yield from every_layer(inner)


def set_argument(position, value):
    """A change of one argument of the first call, e.g. the key of x[:, 3]."""

    def change(entry):
        entry["inbound_nodes"][0]["args"][position] = value

    return change


# Dense and other layers whose weights come from build_config


@with_build_config("second", first={"units": 5})
def dense_units_upstream():
    return chain(keras.Input((8,)), layers.Dense(4, name="first"), layers.Dense(2, name="second"))


@with_build_config("first", x={"batch_shape": [None, 9]})
def dense_input_width():
    return chain(keras.Input((8,), name="x"), layers.Dense(4, name="first"))


@stripped("first", x={"batch_shape": [None]})
def dense_rank_too_small():
    return chain(keras.Input((8,), name="x"), layers.Dense(4, name="first"))


@stripped("first", x={"batch_shape": [None, None]})
def dense_unknown_width():
    return chain(keras.Input((8,), name="x"), layers.Dense(4, name="first"))


@with_build_config("norm", first={"units": 5})
def batch_normalization_upstream():
    return chain(keras.Input((8,)), layers.Dense(4, name="first"), layers.BatchNormalization(name="norm"))


@stripped("norm", norm={"axis": 3})
def batch_normalization_axis():
    return chain(keras.Input((8,)), layers.BatchNormalization(name="norm"))


@stripped("norm", norm={"groups": 3})
def group_normalization_groups():
    return chain(keras.Input((6, 8)), layers.GroupNormalization(groups=4, name="norm"))


@stripped("einsum", einsum={"equation": "abc,cd->abd"})
def einsum_dense_rank():
    return chain(keras.Input((8,)), layers.EinsumDense("ab,bc->ac", output_shape=3, name="einsum"))


# Convolutions and poolings


def conv_network():
    """A small classifier that several cases change."""
    return chain(
        keras.Input((16, 16, 3), name="x"),
        layers.Conv2D(4, 3, name="conv1"),
        layers.MaxPooling2D(name="pool"),
        layers.Conv2D(8, 3, name="conv2"),
        layers.Flatten(name="flat"),
        layers.Dense(2, name="head"),
    )


@with_build_config("conv2", conv1={"filters": 5})
def conv_filters_upstream():
    return conv_network()


@with_build_config("head", x={"batch_shape": [None, 20, 16, 3]})
def conv_input_height():
    return conv_network()


@with_build_config("conv1", x={"batch_shape": [None, 16, 16, 1]})
def conv_input_channels():
    return conv_network()


@with_build_config("head", conv1={"strides": [2, 2]}, conv2={"kernel_size": [2, 2]})
def conv_strides_before_dense():
    return conv_network()


@with_build_config("head", conv2={"padding": "same"})
def conv_padding_before_dense():
    return conv_network()


@with_build_config("head", pool={"strides": [1, 1]})
def pool_strides_before_dense():
    return conv_network()


@stripped("conv2", conv2={"kernel_size": [8, 8]})
def conv_kernel_larger_than_input():
    return conv_network()


@stripped("conv1", x={"batch_shape": [None, 2, 16, 3]})
def conv_input_too_small():
    return conv_network()


@stripped("conv1", x={"batch_shape": [None, 16, 16]})
def conv_rank_too_small():
    return conv_network()


@stripped("conv2", conv2={"dilation_rate": [4, 4]})
def conv_dilation_too_large():
    return conv_network()


@with_build_config("conv", conv={"groups": 3})
def conv_groups_do_not_divide():
    return chain(keras.Input((8, 8, 4)), layers.Conv2D(6, 3, groups=2, name="conv"))


@stripped("conv", conv={"kernel_size": [12]})
def conv1d_kernel_larger_than_input():
    return chain(keras.Input((10, 4)), layers.Conv1D(6, 3, name="conv"))


@stripped("conv", x={"batch_shape": [None, 10, 4, 1]})
def conv1d_rank_too_large():
    return chain(keras.Input((10, 4), name="x"), layers.Conv1D(6, 3, name="conv"))


@with_build_config("conv", conv={"kernel_size": [3, 3, 7]})
def conv3d_kernel_larger_than_input():
    return chain(keras.Input((5, 5, 5, 2)), layers.Conv3D(4, 3, name="conv"))


@with_build_config("conv", first={"filters": 6})
def conv_transpose_upstream():
    return chain(keras.Input((8, 8, 3)), layers.Conv2D(4, 3, name="first"), layers.Conv2DTranspose(2, 3, name="conv"))


@with_build_config("conv", first={"filters": 6})
def depthwise_upstream():
    return chain(keras.Input((8, 8, 3)), layers.Conv2D(4, 3, name="first"), layers.DepthwiseConv2D(3, name="conv"))


@with_build_config("conv", conv={"kernel_size": [9, 3]})
def depthwise_kernel_larger_than_input():
    return chain(keras.Input((8, 8, 3)), layers.DepthwiseConv2D(3, name="conv"))


@with_build_config("conv", first={"filters": 6})
def separable_upstream():
    return chain(keras.Input((8, 8, 3)), layers.Conv2D(4, 3, name="first"), layers.SeparableConv2D(5, 3, name="conv"))


@stripped("pool", pool={"pool_size": [20, 20]})
def pool_larger_than_input():
    return chain(keras.Input((16, 16, 3)), layers.MaxPooling2D(4, name="pool"))


@stripped("pool", x={"batch_shape": [None, 16, 3]})
def pool_rank_too_small():
    return chain(keras.Input((16, 16, 3), name="x"), layers.AveragePooling2D(2, name="pool"))


@stripped("pool", x={"batch_shape": [None, 16]})
def global_pool_rank_too_small():
    return chain(keras.Input((16, 3), name="x"), layers.GlobalAveragePooling1D(name="pool"))


@stripped("crop", crop={"cropping": [[4, 5], [0, 0]]})
def cropping_too_much():
    return chain(keras.Input((8, 8, 3)), layers.Cropping2D(1, name="crop"))


# Reshaping


@stripped("shape", shape={"target_shape": [5, 5]})
def reshape_does_not_fit():
    return chain(keras.Input((24,)), layers.Reshape((4, 6), name="shape"))


@stripped("shape", shape={"target_shape": [-1, 5]})
def reshape_does_not_divide():
    return chain(keras.Input((24,)), layers.Reshape((-1, 6), name="shape"))


@with_build_config("shape", first={"units": 25})
def reshape_upstream():
    return chain(keras.Input((8,)), layers.Dense(24, name="first"), layers.Reshape((4, 6), name="shape"))


@with_build_config("head", shape={"target_shape": [6, 4]})
def reshape_before_dense():
    return chain(keras.Input((24,)), layers.Reshape((4, 6), name="shape"), layers.Dense(2, name="head"))


@stripped("permute", x={"batch_shape": [None, 4, 5, 6]})
def permute_rank():
    return chain(keras.Input((4, 5), name="x"), layers.Permute((2, 1), name="permute"))


@stripped("repeat", x={"batch_shape": [None, 4, 5]})
def repeat_vector_rank():
    return chain(keras.Input((4,), name="x"), layers.RepeatVector(3, name="repeat"))


@stripped("pad", x={"batch_shape": [None, 4]})
def zero_padding_rank():
    return chain(keras.Input((4, 3), name="x"), layers.ZeroPadding1D(name="pad"))


@stripped("up", x={"batch_shape": [None, 4, 3]})
def upsampling_rank():
    return chain(keras.Input((4, 4, 3), name="x"), layers.UpSampling2D(name="up"))


# Merging


def two_towers(merge):
    """Two Dense layers that a merge layer joins."""
    a, b = keras.Input((8,), name="a"), keras.Input((8,), name="b")
    return keras.Model([a, b], merge([layers.Dense(4, name="left")(a), layers.Dense(4, name="right")(b)]))


@stripped("merge", right={"units": 5})
def add_widths():
    return two_towers(layers.Add(name="merge"))


@stripped("merge", right={"units": 5})
def multiply_widths():
    return two_towers(layers.Multiply(name="merge"))


@stripped("merge", right={"units": 5})
def average_widths():
    return two_towers(layers.Average(name="merge"))


@stripped("merge", right={"units": 3})
def subtract_widths():
    return two_towers(layers.Subtract(name="merge"))


@stripped("merge", right={"units": 5})
def dot_widths():
    return two_towers(layers.Dot(axes=1, name="merge"))


@stripped("merge", a={"batch_shape": [None, 7, 8]})
def concatenate_ranks():
    return two_towers(layers.Concatenate(name="merge"))


@stripped("merge", conv={"strides": [2, 2]})
def add_skip_connection():
    x = keras.Input((16, 16, 8))
    y = layers.Conv2D(8, 3, padding="same", name="conv")(x)
    return keras.Model(x, layers.Add(name="merge")([x, y]))


@stripped("merge", x={"batch_shape": [None, 15, 15, 3]})
def concatenate_skip_connection():
    x = keras.Input((16, 16, 3), name="x")
    y = layers.UpSampling2D()(layers.MaxPooling2D()(x))
    return keras.Model(x, layers.Concatenate(name="merge")([x, y]))


@stripped("merge", b={"batch_shape": [None, 5, 3]})
def concatenate_lengths():
    a, b = keras.Input((4, 3), name="a"), keras.Input((4, 3), name="b")
    return keras.Model([a, b], layers.Concatenate(name="merge")([a, b]))


@stripped("merge", merge={"axis": 4})
def concatenate_axis():
    a, b = keras.Input((4, 3), name="a"), keras.Input((4, 3), name="b")
    return keras.Model([a, b], layers.Concatenate(name="merge")([a, b]))


@stripped("merge", merge={"axes": [2, 1]})
def dot_axes():
    a, b = keras.Input((4, 6), name="a"), keras.Input((5, 6), name="b")
    return keras.Model([a, b], layers.Dot(axes=2, name="merge")([a, b]))


@with_build_config("head", right={"units": 5})
def concatenate_before_dense():
    a, b = keras.Input((8,), name="a"), keras.Input((8,), name="b")
    y = layers.Concatenate(name="merge")([layers.Dense(4, name="left")(a), layers.Dense(4, name="right")(b)])
    return keras.Model([a, b], layers.Dense(2, name="head")(y))


# Recurrent layers, wrappers, attention


@with_build_config("lstm2", lstm1={"return_sequences": False})
def lstm_without_sequences():
    return chain(keras.Input((7, 3)), layers.LSTM(4, return_sequences=True, name="lstm1"), layers.LSTM(2, name="lstm2"))


@stripped("gru2", gru1={"return_sequences": False})
def gru_without_sequences():
    return chain(keras.Input((7, 3)), layers.GRU(4, return_sequences=True, name="gru1"), layers.GRU(2, name="gru2"))


@with_build_config("head", both={"merge_mode": "sum"})
def bidirectional_merge_mode():
    return chain(keras.Input((7, 3)), layers.Bidirectional(layers.LSTM(2), name="both"), layers.Dense(2, name="head"))


@with_build_config("each", x={"batch_shape": [None, 4]})
def time_distributed_rank():
    return chain(keras.Input((7, 4), name="x"), layers.TimeDistributed(layers.Dense(2), name="each"))


@with_build_config("film", x={"batch_shape": [None, 5, 12, 1]})
def conv_lstm_rank():
    return chain(keras.Input((5, 12, 12, 1), name="x"), layers.ConvLSTM2D(4, 3, name="film"))


@stripped("attention", key={"batch_shape": [None, 6, 12]})
def attention_key_length():
    query, value, key = keras.Input((10, 16)), keras.Input((7, 12)), keras.Input((7, 12), name="key")
    return keras.Model([query, value, key], layers.MultiHeadAttention(2, 8, name="attention")(query, value, key))


@stripped("residual", attention={"output_shape": [20]})
def attention_residual():
    x = keras.Input((10, 16))
    y = layers.MultiHeadAttention(2, 8, name="attention")(x, x)
    return keras.Model(x, layers.Add(name="residual")([x, y]))


# Op nodes


@stripped("matmul", b={"batch_shape": [None, 7, 5]})
def op_matmul():
    a, b = keras.Input((4, 6), name="a"), keras.Input((6, 5), name="b")
    return keras.Model([a, b], ops.matmul(a, b))


@with_build_config("add", right={"units": 5})
def op_add():
    return two_towers(lambda pair: pair[0] + pair[1])


@with_build_config("subtract", right={"units": 3})
def op_subtract():
    return two_towers(lambda pair: pair[0] - pair[1])


@with_build_config("where", right={"units": 5})
def op_where():
    return two_towers(lambda pair: ops.where(pair[0] > 0, pair[0], pair[1]))


@with_build_config("concatenate", b={"batch_shape": [None, 5, 3]})
def op_concatenate():
    a, b = keras.Input((4, 3), name="a"), keras.Input((4, 3), name="b")
    return keras.Model([a, b], ops.concatenate([a, b], axis=-1))


@with_build_config("stack", right={"units": 5})
def op_stack():
    return two_towers(lambda pair: ops.stack(pair, axis=1))


@with_build_config("reshape", x={"batch_shape": [3, 25]})
def op_reshape():
    return chain(keras.Input(batch_shape=(3, 24), name="x"), lambda x: ops.reshape(x, (3, 4, 6)))


@with_build_config("split", split={"indices_or_sections": 5})
def op_split():
    return chain(keras.Input((12,)), lambda x: ops.split(x, 3, axis=-1))


@with_build_config("squeeze", x={"batch_shape": [None, 2, 6]})
def op_squeeze():
    return chain(keras.Input((1, 6), name="x"), lambda x: ops.squeeze(x, 1))


@with_build_config("transpose", transpose={"axes": [0, 2, 1, 3]})
def op_transpose():
    return chain(keras.Input((4, 6)), lambda x: ops.transpose(x, (0, 2, 1)))


@with_build_config("einsum", b={"batch_shape": [None, 5]})
def op_einsum_rank():
    a, b = keras.Input((4, 6), name="a"), keras.Input((5, 6), name="b")
    return keras.Model([a, b], ops.einsum("bij,bkj->bik", a, b))


@with_build_config("conv", x={"batch_shape": [None, 8, 8, 4]})
def op_conv_channels():
    return chain(keras.Input((8, 8, 3), name="x"), lambda x: ops.conv(x, np.ones((3, 3, 3, 2), "float32")))


@with_build_config("max_pool", max_pool={"pool_size": [9, 9]})
def op_max_pool():
    return chain(keras.Input((8, 8, 3)), lambda x: ops.max_pool(x, (2, 2)))


@with_build_config("broadcast_to", broadcast_to={"shape": [3, 5]})
def op_broadcast_to():
    return chain(keras.Input(batch_shape=(2, 1)), lambda x: ops.broadcast_to(x, (2, 3)))


@with_build_config("get_item", get_item=set_argument(1, [0, 0, 0]))
def op_get_item_rank():
    return chain(keras.Input((8,)), lambda x: x[:, 0])


@with_build_config("dot", b={"batch_shape": [5, 4]})
def op_dot():
    a, b = keras.Input(batch_shape=(5, 3), name="a"), keras.Input(batch_shape=(3, 4), name="b")
    return keras.Model([a, b], ops.dot(a, b))


# Models inside models


def nested_model():
    """A functional model that holds another."""
    x = keras.Input((8,), name="inner_x")
    y = layers.Dense(6, name="inner_first")(x)
    inner = keras.Model(x, layers.Dense(4, name="inner_second")(y), name="inner")
    x = keras.Input((8,), name="x")
    return keras.Model(x, layers.Dense(2, name="head")(inner(x)))


@with_build_config("inner/inner_second", inner_first={"units": 7})
def nested_units():
    return nested_model()


@with_build_config("head", inner_second={"units": 5})
def nested_output_width():
    return nested_model()


@with_build_config("inner", x={"batch_shape": [None, 9]})
def nested_input_width():
    return nested_model()


@stripped("inner", x={"batch_shape": [None, 9]})
def nested_input_width_stripped():
    return nested_model()


def sequential_models():
    """Sequential in Sequential."""
    inner = keras.Sequential([keras.Input((8,)), layers.Dense(6, name="a"), layers.Dense(4, name="b")], name="inner")
    return keras.Sequential([keras.Input((8,), name="x"), inner, layers.Dense(2, name="head")])


@with_build_config("inner/b", a={"units": 7})
def sequential_nested_units():
    return sequential_models()


@with_build_config("head", b={"units": 5})
def sequential_nested_output():
    return sequential_models()


@with_build_config("conv", x={"batch_shape": [None, 16, 16]})
def sequential_rank():
    return keras.Sequential([keras.Input((16, 16, 3), name="x"), layers.Conv2D(4, 3, name="conv")])


@stripped("conv2", conv2={"kernel_size": [15, 15]})
def sequential_kernel_larger_than_input():
    return keras.Sequential(
        [keras.Input((16, 16, 3)), layers.Conv2D(4, 3, name="conv1"), layers.Conv2D(4, 3, name="conv2")]
    )


@stripped("shape", shape={"target_shape": [7, 7]})
def sequential_reshape():
    return keras.Sequential([keras.Input((16,)), layers.Dense(48, name="a"), layers.Reshape((6, 8), name="shape")])


@with_build_config("shared", b={"batch_shape": [None, 9]})
def shared_layer_second_call():
    a, b = keras.Input((8,), name="a"), keras.Input((8,), name="b")
    dense = layers.Dense(4, name="shared")
    return keras.Model([a, b], [dense(a), dense(b)])


@stripped("shared", b={"batch_shape": [None, 9]})
def shared_layer_second_call_stripped():
    a, b = keras.Input((8,), name="a"), keras.Input((8,), name="b")
    dense = layers.Dense(4, name="shared")
    return keras.Model([a, b], [dense(a), dense(b)])


@stripped("encoder", right={"batch_shape": [None, 9]})
def siamese_second_call():
    x = keras.Input((8,), name="inner_x")
    encoder = keras.Model(x, layers.Dense(4, name="inner_dense")(x), name="encoder")
    left, right = keras.Input((8,), name="left"), keras.Input((8,), name="right")
    return keras.Model([left, right], layers.Subtract(name="difference")([encoder(left), encoder(right)]))
