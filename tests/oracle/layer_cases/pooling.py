"""Pooling: windows, global, adaptive."""

from .convolution import FIRST
from .convolution import FORMATS
from .convolution import LAST
from .convolution import ODD
from .convolution import fitting
from .table import cases
from .table import family
from .table import grid

SIZES = {1: [1, 2, 3, [2]], 2: [1, 2, [3, 2]], 3: [1, 2, [2, 1, 3]]}


@family
def pooling(pick):
    for dims in (1, 2, 3):
        for kind in ("Max", "Average"):
            configs = grid(pool_size=SIZES[dims], strides=[None, 1, 2, 3], padding=["valid", "same"], data_format=FORMATS)
            yield from pick(80, fitting(f"{kind}Pooling{dims}D", dims, configs))
            yield from cases(f"{kind}Pooling{dims}D", {"pool_size": 2}, ODD[dims])
            bad = [{"pool_size": 0}, {"pool_size": 2, "strides": 0}, {"pool_size": 2, "padding": "causal"}, {"pool_size": 20},
                   {"pool_size": [2] * (dims + 1)}, {"pool_size": 2, "strides": [1] * (dims + 1)}, {"pool_size": -2}]
            yield from cases(f"{kind}Pooling{dims}D", bad, LAST[dims][:2])
            yield from fitting(f"Global{kind}Pooling{dims}D", dims, grid(data_format=FORMATS, keepdims=[False, True]))
            yield from cases(f"Global{kind}Pooling{dims}D", {}, ODD[dims])
            sizes = [1, 3, [2] * dims, [4] + [3] * (dims - 1)]
            yield from fitting(f"Adaptive{kind}Pooling{dims}D", dims, grid(output_size=sizes, data_format=FORMATS))
            yield from cases(
                f"Adaptive{kind}Pooling{dims}D",
                [{"output_size": s} for s in (3, -1, [2] * (dims + 1), None)],
                ODD[dims] + FIRST[dims][:1],
            )
    yield from cases("GlobalAveragePooling1D", grid(data_format=FORMATS, keepdims=[False, True]), ["N,N,N"])
