"""Every class with every rank, dtype of its input, dtype policy, and frozen."""

from .preprocessing import AUGMENTATIONS
from .recurrent import CELLS
from .table import POLICIES
from .table import call
from .table import cases
from .table import family
from .table import layer

# One config of each class, and a call that fits it.
TYPICAL = {
    "Activation": ({"activation": "relu"}, "N,8"),
    "ActivityRegularization": ({"l1": 0.1}, "N,8"),
    "Add": ({}, ["N,8", "N,8"]),
    "AdditiveAttention": ({}, ["N,4,8", "N,6,8"]),
    "AlphaDropout": ({"rate": 0.5}, "N,8"),
    "Attention": ({}, ["N,4,8", "N,6,8"]),
    "Average": ({}, ["N,8", "N,8"]),
    "BatchNormalization": ({}, "N,8"),
    "Bidirectional": ({"layer": layer("LSTM", units=4)}, "N,7,5"),
    "CategoryEncoding": ({"num_tokens": 5}, "int32:N,7"),
    "CenterCrop": ({"height": 4, "width": 3}, "N,12,10,3"),
    "Concatenate": ({}, ["N,8", "N,8"]),
    "Dense": ({"units": 4}, "N,8"),
    "Discretization": ({"bin_boundaries": [0.0, 1.0]}, "N,7"),
    "Dot": ({"axes": 1}, ["N,8", "N,8"]),
    "Dropout": ({"rate": 0.5}, "N,8"),
    "ELU": ({}, "N,8"),
    "EinsumDense": ({"equation": "...x,xy->...y", "output_shape": 5, "bias_axes": "y"}, "N,8"),
    "Embedding": ({"input_dim": 10, "output_dim": 4}, "int32:N,7"),
    "Flatten": ({}, "N,4,5"),
    "GRU": ({"units": 4}, "N,7,5"),
    "GRUCell": ({"units": 4}, call("N,5", states=["N,4"])),
    "GaussianDropout": ({"rate": 0.5}, "N,8"),
    "GaussianNoise": ({"stddev": 0.5}, "N,8"),
    "GroupNormalization": ({"groups": 2}, "N,5,8"),
    "GroupQueryAttention": ({"head_dim": 4, "num_query_heads": 4, "num_key_value_heads": 2}, call("N,4,8", "N,6,8")),
    "HashedCrossing": ({"num_bins": 5}, ["string:N,1", "string:N,1"]),
    "Hashing": ({"num_bins": 5}, "string:N,7"),
    "Identity": ({}, "N,8"),
    "IntegerLookup": ({"vocabulary": [1, 2]}, "int64:N,7"),
    "LSTM": ({"units": 4}, "N,7,5"),
    "LSTMCell": ({"units": 4}, call("N,5", states=["N,4", "N,4"])),
    "LayerNormalization": ({}, "N,8"),
    "LeakyReLU": ({}, "N,8"),
    "Masking": ({}, "N,7,5"),
    "MaxNumBoundingBoxes": ({"max_number": 3}, {"bounding_boxes": {"boxes": "N,5,4", "labels": "N,5"}}),
    "Maximum": ({}, ["N,8", "N,8"]),
    "MelSpectrogram": ({}, "N,16000"),
    "Minimum": ({}, ["N,8", "N,8"]),
    "MultiHeadAttention": ({"num_heads": 2, "key_dim": 4}, call("N,4,8", "N,6,8")),
    "Multiply": ({}, ["N,8", "N,8"]),
    "Normalization": ({}, "N,8"),
    "PReLU": ({}, "N,8"),
    "Permute": ({"dims": [2, 1]}, "N,4,5"),
    "Pipeline": ({"layers": [layer("RandomFlip")]}, "N,12,10,3"),
    "RMSNormalization": ({}, "N,8"),
    "RNN": ({"cell": CELLS[1]}, "N,7,5"),
    "RandomCrop": ({"height": 4, "width": 3}, "N,12,10,3"),
    "ReLU": ({}, "N,8"),
    "RepeatVector": ({"n": 3}, "N,8"),
    "Rescaling": ({"scale": 2.0}, "N,8"),
    "Reshape": ({"target_shape": [-1]}, "N,4,5"),
    "Resizing": ({"height": 4, "width": 3}, "N,12,10,3"),
    "ReversibleEmbedding": ({"input_dim": 10, "output_dim": 4}, "int32:N,7"),
    "STFTSpectrogram": ({}, "N,4000,1"),
    "SimpleRNN": ({"units": 4}, "N,7,5"),
    "SimpleRNNCell": ({"units": 4}, call("N,5", states=["N,4"])),
    "Softmax": ({}, "N,8"),
    "Solarization": ({}, "N,12,10,3"),
    "SpectralNormalization": ({"layer": layer("Dense", units=3)}, "N,8"),
    "StackedRNNCells": ({"cells": [layer("LSTMCell", units=4)]}, call("N,5", states=[["N,4", "N,4"]])),
    "StringLookup": ({"vocabulary": ["a", "b"]}, "string:N,7"),
    "Subtract": ({}, ["N,8", "N,8"]),
    "TextVectorization": ({"vocabulary": ["a", "b"]}, "string:N,1"),
    "TimeDistributed": ({"layer": layer("Dense", units=3)}, "N,7,5"),
    "UnitNormalization": ({}, "N,8"),
}
BOXES = {1: "N,10,4", 2: "N,10,9,4", 3: "N,8,7,6,4"}
for dims, picture in BOXES.items():
    steps = picture.replace("N,", "N,5,", 1)
    for kind in ("Max", "Average"):
        TYPICAL[f"{kind}Pooling{dims}D"] = {"pool_size": 2}, picture
        TYPICAL[f"Global{kind}Pooling{dims}D"] = {}, picture
        TYPICAL[f"Adaptive{kind}Pooling{dims}D"] = {"output_size": 2}, picture
    TYPICAL[f"Conv{dims}D"] = TYPICAL[f"Conv{dims}DTranspose"] = {"filters": 6, "kernel_size": 2}, picture
    TYPICAL[f"ConvLSTM{dims}D"] = {"filters": 6, "kernel_size": 2}, steps
    for name in ("ZeroPadding", "Cropping", "UpSampling"):
        TYPICAL[f"{name}{dims}D"] = {}, picture
    TYPICAL[f"SpatialDropout{dims}D"] = {"rate": 0.5}, picture
    if dims < 3:
        TYPICAL[f"DepthwiseConv{dims}D"] = {"kernel_size": 2}, picture
        TYPICAL[f"SeparableConv{dims}D"] = {"filters": 6, "kernel_size": 2}, picture
for name, configs in AUGMENTATIONS.items():
    TYPICAL[name] = configs[0], "N,12,10,3"

DTYPES = ["float16", "bfloat16", "float64", "int8", "uint8", "int32", "int64", "bool"]
TAKES_STRINGS = ["Dense", "Flatten", "HashedCrossing", "Hashing", "Identity", "Lambda", "StringLookup", "TextVectorization"]
# Constructors that have no parameter dtype, or no trainable.
NO_POLICY = ["Discretization", "HashedCrossing", "Hashing", "Pipeline"]
ALWAYS_TRAINABLE = [
    "Discretization",
    "HashedCrossing",
    "Pipeline",
    "SpatialDropout1D",
    "SpatialDropout2D",
    "SpatialDropout3D",
]
SIZES = ["N", "9", "8", "7", "6", "5"]


def retyped(value, dtype):
    """The same call with tensors of another dtype."""
    if isinstance(value, (list, tuple)):
        return [retyped(v, dtype) for v in value]
    if isinstance(value, dict):
        return {k: retyped(v, dtype) for k, v in value.items()}
    return f"{dtype}:{value.split(':')[-1]}"


def ranks(one):
    """Calls with tensors of all ranks, where one tensor or a list of two alike is expected."""
    count = len(one) if isinstance(one, list) else 1
    text = one if isinstance(one, str) else one[0]
    dtype = text.partition(":")[0] + ":" if ":" in text else ""
    shapes = [":"] + [",".join(SIZES[:n]) for n in range(1, 7)] + [",".join("N" * n) for n in range(2, 6)]
    for shape in shapes:
        tensor = shape if shape == ":" else dtype + shape
        yield [tensor] * count if isinstance(one, list) else tensor


@family
def every_rank(pick):
    for name, (config, one) in sorted(TYPICAL.items()):
        if isinstance(one, (str, list)):
            yield from cases(name, config, list(ranks(one)))


@family
def every_dtype(pick):
    for name, (config, one) in sorted(TYPICAL.items()):
        if isinstance(one, (str, list, dict)):
            dtypes = DTYPES + (["string"] if name in TAKES_STRINGS else [])
            yield from cases(name, config, [retyped(one, dtype) for dtype in dtypes])


@family
def every_policy(pick):
    for name, (config, one) in sorted(TYPICAL.items()):
        yield from cases(name, config, [one])
        policies = [] if name in NO_POLICY else [{"dtype": p} for p in POLICIES]
        frozen = [] if name in ALWAYS_TRAINABLE else [{"trainable": False}]
        yield from cases(name, [config | more for more in policies + frozen], [one])
