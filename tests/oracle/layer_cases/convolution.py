"""Convolutions: ordinary, transposed, depthwise, separable."""

from .core import QUANTIZED
from .table import cases
from .table import family
from .table import grid
from .table import several

LAST = {
    1: ["N,10,4", "N,N,4", "2,9,4", "N,3,4"],
    2: ["N,10,9,4", "N,N,N,4", "2,9,8,4", "N,3,2,4"],
    3: ["N,7,6,8,4", "N,N,N,N,4", "N,3,3,2,4"],
}
FIRST = {1: ["N,4,10", "N,4,N", "N,4,3"], 2: ["N,4,10,9", "N,4,N,N", "N,4,3,2"], 3: ["N,4,7,6,8", "N,4,N,N,N"]}
ODD = {1: ["N,10", "N,10,N", "N,10,9,4"], 2: ["N,10,9", "N,10,9,N", "N,9,8,7,4"], 3: ["N,10,9,4", "N,9,8,7,N"]}
WINDOWS = {1: [1, 3, [2]], 2: [1, 3, [2, 5], [1, 7]], 3: [1, 2, [3, 1, 2]]}
STRIDES = {1: [1, 2, 3], 2: [1, 2, [2, 1], [1, 3]], 3: [1, 2, [1, 2, 1]]}
PADDINGS = ["valid", "same"]


def choices(dims, **more):
    """Configs that every convolution has."""
    common = {"kernel_size": WINDOWS[dims], "strides": STRIDES[dims], "padding": PADDINGS, "dilation_rate": [1, 2, 3]}
    return grid(**(common | more))


def pictures(dims, config):
    """The inputs that go with the config's data_format."""
    return (FIRST if config.get("data_format") == "channels_first" else LAST)[dims] + ODD[dims][:1]


def fitting(class_name, dims, configs):
    for config in configs:
        yield from cases(class_name, config, pictures(dims, config))


FORMATS = [None, "channels_last", "channels_first"]


@family
def convolution(pick):
    for dims in (1, 2, 3):
        more = {"padding": PADDINGS + (["causal"] if dims == 1 else [])}
        configs = choices(dims, filters=[6], groups=[1, 2, 4], use_bias=[True, False], data_format=FORMATS, **more)
        yield from pick(170, fitting(f"Conv{dims}D", dims, configs))
        yield from cases(f"Conv{dims}D", {"filters": 6, "kernel_size": 2}, ODD[dims])
        bad = [{"filters": f, "kernel_size": k, "strides": s, "padding": p, "dilation_rate": d, "groups": g} for f, k, s, p, d, g in (
            (0, 3, 1, "valid", 1, 1), (-2, 3, 1, "valid", 1, 1), (6, 0, 1, "valid", 1, 1), (6, 3, 0, "valid", 1, 1),
            (6, 3, 1, "full", 1, 1), (6, 3, 2, "valid", 2, 1), (6, 3, 1, "valid", 0, 1), (6, 3, 1, "valid", 1, 3),
            (6, 3, 1, "valid", 1, 0), (5, 3, 1, "valid", 1, 2), (6, [3] * (dims + 1), 1, "same", 1, 1),
            (6, 3, [1] * (dims + 1), "same", 1, 1), (6, 9, 1, "valid", 1, 1), (6, 3, 1, "valid", 5, 1), (None, 3, 1, "same", 1, 1))]
        yield from cases(f"Conv{dims}D", bad, LAST[dims][:1])
        yield from cases(f"Conv{dims}D", grid(filters=[6], kernel_size=[3], lora_rank=[2], groups=[1, 2]), LAST[dims][:1])
        yield from cases(f"Conv{dims}D", {"filters": 6, "kernel_size": 2, "trainable": False}, LAST[dims][:1])
        yield from cases(
            f"Conv{dims}D",
            {"filters": 6, "kernel_size": 2},
            [several(*LAST[dims][:2]), several(LAST[dims][0], LAST[dims][0])],
        )
        yield from cases(f"Conv{dims}D", [{"filters": 6, "kernel_size": 2, "dtype": q} for q in QUANTIZED], LAST[dims][:1])
        yield from cases(
            f"Conv{dims}D",
            [{"filters": 6, "kernel_size": 2, "activation": a} for a in ("relu", "softmax", "gelu")],
            LAST[dims][:1],
        )


@family
def transposed(pick):
    for dims in (1, 2, 3):
        configs = choices(dims, filters=[5], output_padding=[None, 0, 1], use_bias=[True, False], data_format=FORMATS)
        yield from pick(170, fitting(f"Conv{dims}DTranspose", dims, configs))
        yield from cases(f"Conv{dims}DTranspose", {"filters": 5, "kernel_size": 2}, ODD[dims])
        bad = [{"filters": 5, "kernel_size": 3, "strides": s, "output_padding": o, "padding": p} for s, o, p in (
            (2, 2, "valid"), (2, 3, "same"), (1, 1, "same"), (2, [1] * dims, "same"), (2, [1] * (dims + 1), "same"),
            (3, 2, "valid"),
            (2, -1, "same"), (2, None, "causal"), (0, None, "same"))]
        yield from cases(f"Conv{dims}DTranspose", bad, LAST[dims][:2])
        yield from cases(f"Conv{dims}DTranspose", {"filters": 5, "kernel_size": 2}, [several(*LAST[dims][:2])])


@family
def depthwise(pick):
    for dims in (1, 2):
        more = {"depth_multiplier": [1, 2], "use_bias": [True, False], "data_format": FORMATS}
        yield from pick(150, fitting(f"DepthwiseConv{dims}D", dims, choices(dims, **more)))
        yield from pick(150, fitting(f"SeparableConv{dims}D", dims, choices(dims, filters=[6], **more)))
        for name, filters in ((f"DepthwiseConv{dims}D", {}), (f"SeparableConv{dims}D", {"filters": 6})):
            yield from cases(name, filters | {"kernel_size": 2}, ODD[dims] + LAST[dims])
            yield from cases(name, [filters | {"kernel_size": 2} | b for b in (
                {"depth_multiplier": 0}, {"depth_multiplier": -1}, {"strides": 0}, {"padding": "causal"}, {"kernel_size": 0},
                {"strides": 2, "dilation_rate": 2}, {"kernel_size": 9, "strides": 1}, {"activation": "relu"},
                {"trainable": False},
                {"strides": [2, 1]}, {"dilation_rate": [2, 1]})], LAST[dims][:1])
