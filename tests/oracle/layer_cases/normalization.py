"""Normalization layers."""

from .table import POLICIES
from .table import call
from .table import cases
from .table import family
from .table import grid
from .table import several

SHAPES = ["N,8", "N,6,8", "N,N,8", "N,5,6,8", "N,N,N,8", "2,4", "N,8,N", "N", "N,4,5,6,8"]
AXES = [-1, 1, 2, -2, 0, 3, [1], [-1], [1, 2], [-1, -2], [2, 1], [1, 3]]


@family
def normalization(pick):
    yield from cases("BatchNormalization", [{"axis": a} for a in (-1, 1, 2, -2, 0, 3, [1], [1, 2])], SHAPES)
    yield from cases(
        "BatchNormalization",
        grid(center=[True, False], scale=[True, False], renorm=[True, False], trainable=[True, False]),
        ["N,5,6,8"],
    )
    yield from cases("BatchNormalization", {"synchronized": True}, ["N,5,6,8"])
    yield from cases(
        "BatchNormalization",
        {},
        [call("N,6,8", mask="bool:N,6"), call("N,8", training=True), several("N,8", "N,5,8"), several("N,8", "N,7")],
    )
    yield from cases("LayerNormalization", [{"axis": a} for a in AXES], SHAPES)
    yield from cases(
        "LayerNormalization",
        grid(center=[True, False], scale=[True, False], rms_scaling=[True, False], axis=[-1, [1, 2]]),
        ["N,6,8"],
    )
    yield from cases("RMSNormalization", [{"axis": a} for a in AXES], SHAPES)
    yield from cases("UnitNormalization", [{"axis": a} for a in AXES], SHAPES)
    yield from cases(
        "GroupNormalization",
        grid(groups=[1, 2, 4, -1, 3, 0], axis=[-1, 1, -2]),
        ["N,8", "N,6,8", "N,N,8", "N,5,6,8", "N,N,N,8", "N,8,N"],
    )
    yield from cases(
        "GroupNormalization",
        grid(groups=[2], center=[True, False], scale=[True, False], trainable=[True, False]),
        ["N,5,6,8"],
    )
    names = ["BatchNormalization", "LayerNormalization", "RMSNormalization", "UnitNormalization", "Normalization"]
    for name in [*names, "GroupNormalization"]:
        config = {"groups": 2} if name == "GroupNormalization" else {}
        for dtype in POLICIES:
            yield from cases(name, config | {"dtype": dtype}, ["N,6,8", "float16:N,8", "int32:N,8", "float64:N,4,8"])
    yield from cases("Normalization", [{"axis": a} for a in (-1, None, 1, 2, [1, 2], [-1, -2], 0, 5, [1, 1])], SHAPES)
    given = [
        (None, 2.0, 1.0),
        (None, [2.0], [1.0]),
        (-1, 2.0, 1.0),
        (-1, [1.0] * 8, [2.0] * 8),
        (-1, [1.0] * 7, [2.0] * 7),
        (1, [1.0] * 6, [2.0] * 6),
        (-1, 1.0, None),
    ]
    for axis, mean, variance in given:
        yield from cases(
            "Normalization",
            grid(axis=[axis], mean=[mean], variance=[variance], invert=[False, True]),
            ["N,8", "N,6,8", "int32:N,8"],
        )
