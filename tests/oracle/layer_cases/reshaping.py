"""Reshaping: Flatten, Reshape, Permute, padding, cropping, upsampling."""

from .convolution import FORMATS
from .convolution import LAST
from .convolution import ODD
from .convolution import FIRST
from .table import POLICIES
from .table import cases
from .table import family
from .table import grid
from .table import several

SHAPES = ["N,8", "N,6,8", "N,N,8", "2,3,4", "N", ":", "N,4,5,6", "N,N,N,6", "2,N,3", "N,1,8", "N,N,N"]
TARGETS = [
    [8],
    [2, 4],
    [-1],
    [4, -1],
    [-1, 8],
    [2, -1, 4],
    [48],
    [6, 8],
    [8, 6],
    [3],
    [-1, 5],
    [-1, -1],
    [],
    [1, -1, 1],
    [None, 8],
    [-1, 4, 2],
    [0],
    [12, 4],
    [2, 2, 2, 1],
    8,
    [-2],
]
PADS = {1: [0, 1, [1, 2], [0, 3], [4, 4], -1], 2: [0, 1, [1, 2], [[1, 0], [2, 3]], [[0, 0], [4, 4]], [1, 2, 3], -1],
        3: [0, 1, [1, 0, 2], [[1, 0], [0, 2], [1, 1]], [1, 2], -1]}


@family
def reshaping(pick):
    yield from cases("Flatten", [{"data_format": f} for f in FORMATS], SHAPES)
    yield from cases("Reshape", [{"target_shape": t} for t in TARGETS[:-9]], SHAPES)
    yield from cases("Reshape", [{"target_shape": t} for t in TARGETS[-9:]], [s for s in SHAPES if "N" not in s[1:]])
    yield from cases(
        "Permute", [{"dims": d} for d in ([1], [2, 1], [1, 2], [3, 1, 2], [2, 3, 1], [1, 1], [0, 1], [], [2, 1, 3])], SHAPES
    )
    yield from cases("RepeatVector", [{"n": n} for n in (1, 3, 0, -1, 2.5, None)], ["N,8", "N,N", "2,8", "N,6,8", "N"])
    for dims in (1, 2, 3):
        formats = [None] if dims == 1 else FORMATS
        calls = LAST[dims] + FIRST[dims][:2] + ODD[dims]
        padding = [{"data_format": f} if dims > 1 else {} for f in formats]
        yield from cases(f"ZeroPadding{dims}D", [f | {"padding": p} for f in padding for p in PADS[dims]], calls)
        yield from cases(f"Cropping{dims}D", [f | {"cropping": p} for f in padding for p in PADS[dims]], calls)
        sizes = [1, 2, 3] + ([[2, 1, 3][:dims], [2] * (dims + 1)] if dims > 1 else [0, [2]])
        yield from cases(f"UpSampling{dims}D", [f | {"size": s} for f in padding for s in sizes], calls)
    yield from cases("ZeroPadding1D", grid(padding=[1, [1, 2]], data_format=["channels_first"]), FIRST[1])
    yield from cases(
        "UpSampling2D",
        grid(size=[2], interpolation=["nearest", "bilinear", "bicubic", "lanczos3", "area", "cubic"], data_format=FORMATS),
        ["N,10,9,4", "N,N,N,4"],
    )
    yield from cases("RepeatVector", [{"n": 2, "dtype": p} for p in POLICIES], ["N,8"])
    yield from cases("Flatten", {}, [several("N,6,8", "N,N,8", "N,3")])
    yield from cases("Reshape", {"target_shape": [4, -1]}, [several("N,6,8", "N,8", "N,N,8")])
